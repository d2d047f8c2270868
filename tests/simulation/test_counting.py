"""Payment dates, interest after maturity, and principal that waits for its timely day: money in the run, by hand."""

from fractions import Fraction

import pytest
from counted import counted
from notes import cents, day, event, half_up, row

from note_sched.simulation import simulate

RECORDED = {"payments": "recorded"}


def due_days(run):
    return [str(each.date) for each in run.rows if each.interest_due]


def position(document, on):
    (found,) = simulate(document, ask=day(on)).asked.positions
    return found


def per_diem(found):
    return Fraction(found.per_diem.numerator, found.per_diem.denominator)


def test_a_first_part_month_is_counted_in_notional_months_that_end_on_last_days():
    """1,000,000.00 of 2018-05-22 at 1% a month: 05-31 to 06-30 whole, 9 of the 31 days from 04-30: 12,903.23."""
    document = counted(
        holders={"a": "1,000,000.00"},
        interest={"on": "last_day", "day_count": "period"},
        issue_date="2018-05-22",
        first_payment_date="2018-06-30",
        interest_rate="1% per month",
    )
    run = simulate(document, through=day("2018-10-31"))
    assert row(run, "2018-06-30").interest_due == half_up(cents(10_000) * (1 + Fraction(9, 31))) == cents("12903.23")
    for on in ("2018-07-31", "2018-08-31", "2018-09-30", "2018-10-31"):
        assert row(run, on).interest_due == cents(10_000)


@pytest.mark.parametrize(
    ("every", "on", "first", "expected"),
    [
        (1, "last_day", "2019-02-28", "2019-02-28 2019-03-31 2019-04-30 2019-05-31"),
        (1, "same_day", "2019-02-28", "2019-02-28 2019-03-28 2019-04-28 2019-05-28"),
        (3, "last_day", "2019-03-31", "2019-03-31 2019-06-30 2019-09-30 2019-12-31"),
        (3, "same_day", "2019-02-01", "2019-02-01 2019-05-01 2019-08-01 2019-11-01"),
        (6, "same_day", "2019-02-01", "2019-02-01 2019-08-01 2020-02-01 2020-08-01"),
        (12, "same_day", "2019-02-01", "2019-02-01 2020-02-01 2020-12-31"),  # the last with principal, at maturity
        (1, "first_business_day", "2019-02-01", "2019-02-01 2019-03-01 2019-04-01 2019-05-01 2019-06-03"),  # a Saturday
        (1, "last_business_day", "2019-02-28", "2019-02-28 2019-03-29 2019-04-30 2019-05-31"),  # 03-31: a Sunday
    ],
)
def test_instalments_fall_due_on_the_dates_of_the_terms(every, on, first, expected):
    document = counted(holders={"a": "100,000.00"}, interest={"every": every, "on": on}, first_payment_date=first)
    assert due_days(simulate(document))[: len(expected.split())] == expected.split()


@pytest.mark.parametrize(
    ("calendar", "dates"),
    [
        ("new-york", "2019-09-30 2019-10-31 2019-11-29 2019-12-31"),
        ("weekends", "2019-09-30 2019-10-31 2019-11-29 2019-12-31"),
    ],
)
def test_a_holiday_of_the_document_moves_a_last_business_day(calendar, dates):
    document = counted(
        holders={"a": "100,000.00"},
        interest={"on": "last_business_day"},
        days={"calendar": calendar},
        first_payment_date="2019-09-30",
        holidays={"add": ["2019-10-31"]},
    )
    assert due_days(simulate(document))[:4] == dates.replace("10-31", "10-30").split()


def test_with_principal_only_no_instalment_falls_due_and_a_prepayment_takes_its_interest_along():
    """36,500.00 at 10%, actual/365: 10.00 a day. 59 days to 2019-03-02: 590.00 first, then 9,410.00 of principal."""
    document = counted(
        event("payment", "2019-03-02", amount="10,000.00"),
        holders={"a": "36,500.00"},
        interest={"every": None},
        simulation={"payments": "assumed", "assumed_through": "2020-12-31"},
    )
    run = simulate(document)
    paid = row(run, "2019-03-02")
    assert (paid.interest_due, paid.interest_paid, paid.principal_paid) == (0, cents(590), cents(9_410))
    assert due_days(run) == ["2020-12-31"]


# 365,000.00 at 10%, actual/365: 100.00 a day. Matures Friday 2019-03-15: 14 days from March 1 are due with principal.
MATURED = {
    "holders": {"a": "365,000.00"},
    "days": {"calendar": "federal-reserve"},
    "maturity_date": "2019-03-15",
    "simulation": {"payments": "assumed", "assumed_through": "2019-03-14"},
}


@pytest.mark.parametrize(("after", "instalments"), [("with_payment", 0), ("schedule", 2)])
def test_after_maturity_interest_falls_due_on_schedule_or_with_payment(after, instalments):
    """March 15 to May 20 = 17 + 30 + 19 = 66 days: 6,600.00."""
    document = counted(
        event("payment", "2019-05-20", amount="373,000.00"), interest={"after_maturity": after}, **MATURED
    )
    run = simulate(document)
    matured, paid = row(run, "2019-03-15"), row(run, "2019-05-20")
    assert (matured.interest_due, matured.principal_due) == (cents(1_400), cents(365_000))
    assert len([each for each in run.rows if each.interest_due and each.date > day("2019-03-15")]) == instalments
    assert (paid.interest_paid, paid.principal_paid, paid.standing) == (cents(8_000), cents(365_000), "paid")
    asked = position(document, "2019-05-17")
    assert (asked.interest_unpaid + asked.accrued, asked.principal) == (cents(1_400 + 6_300), cents(365_000))
    assert (asked.accrued == cents(6_300)) is (after == "with_payment")


def test_on_a_payment_date_that_is_the_maturity_the_instalment_falls_due_and_on_the_next_none():
    document = counted(interest={"after_maturity": "with_payment"}, **MATURED | {"maturity_date": "2019-03-01"})
    assert due_days(simulate(document, through=day("2019-04-02"))) == ["2019-02-01", "2019-03-01"]


def test_after_maturity_a_later_acceleration_makes_no_interest_due():
    document = counted(
        event("acceleration", "2019-04-10", holder="a"), interest={"after_maturity": "with_payment"}, **MATURED
    )
    run = simulate(document, through=day("2019-04-30"))
    assert [each.valid for each in run.accelerations] == [True]
    assert due_days(run) == ["2019-02-01", "2019-03-01", "2019-03-15"]


def test_interest_after_maturity_is_rounded_at_each_payment_date():
    """18,268.25 at 10%, actual/365: 5.005 a day. On April 1, 17 days, 85.085, are 85.09; a day later one more: 90.095,
    90.10. Rounded once they would be 18 days, 90.09."""
    document = counted(interest={"after_maturity": "with_payment"}, **MATURED | {"holders": {"a": "18,268.25"}})
    assert half_up(18 * cents("5.005")) == cents("90.09")
    assert position(document, "2019-04-02").accrued == cents("90.10")


def test_the_borrower_who_pays_anything_after_maturity_pays_the_accrued_interest_with_it():
    """Nothing paid until Monday 2019-05-20: with principal go 3,000.00 + 2,800.00 + 1,400.00 due, 6,600.00 accrued."""
    document = counted(
        interest={"after_maturity": "with_payment"},
        **MATURED | {"simulation": {"payments": "assumed", "recorded_through": "2019-05-19"}},
    )
    paid = row(simulate(document), "2019-05-20")
    assert (paid.interest_paid, paid.principal_paid, paid.accrued_interest) == (cents(13_800), cents(365_000), 0)


@pytest.mark.parametrize(
    ("paid", "interest", "left"),
    [("1,000.00", 1_000, (400, 1_700)), ("2,000.00", 2_000, (0, 1_100)), ("3,100.00", 3_100, (0, 0))],
)
def test_a_payment_after_maturity_takes_interest_due_and_then_what_is_accrued(paid, interest, left):
    """On April 1 1,400.00 are due and 17 days, 1,700.00, carried over; a payment takes the oldest first."""
    document = counted(
        event("payment", "2019-04-01", amount=paid), interest={"after_maturity": "with_payment"}, **MATURED
    )
    after = row(simulate(document), "2019-04-01")
    assert after.interest_paid == cents(interest)
    assert (after.interest_unpaid, after.accrued_interest) == tuple(map(cents, left))


def test_a_transfer_takes_its_share_of_what_was_carried_over_half_up_like_an_item():
    """Half of 36,536.50 at 10%, 10.01 a day, on May 2. April 1: 17 days, 170.17; April: 300.30; carried over: 470.47.

    235.24 of it go (235.235 half up) and 235.23 stay; half of May 1, 5.005, is exact: 240.245 and 240.235.
    """
    document = counted(
        event("transfer", "2019-05-02", **{"from": "a", "to": "b", "amount": "18,268.25"}),
        interest={"after_maturity": "with_payment"},
        **MATURED | {"holders": {"a": "36,536.50", "b": "0.00"}},
    )
    left, came = simulate(document, ask=day("2019-05-02")).asked.positions
    assert (left.accrued, came.accrued) == (half_up(cents("240.235")), half_up(cents("240.245")))


# 1,000,000.00 of 2016-08-04 at 7%, actual/365, all at maturity on Saturday 2016-12-31; Monday January 2 is New Year's
# Day kept, so the timely day is Tuesday 2017-01-03. 149 days to December 31, 152 to January 3.
EXTENDED = {
    "holders": {"a": "1,000,000.00"},
    "interest_rate": "7% per year",
    "issue_date": "2016-08-04",
    "maturity_date": "2016-12-31",
    "first_payment_date": "2016-09-04",
}
YEARLY = Fraction(7, 100) * cents(1_000_000)
DAY = YEARLY / 365


@pytest.mark.parametrize(("extension_interest", "paid"), [(False, "28575.34"), (True, "29150.68")])
def test_principal_paid_by_its_timely_day_earns_nothing_for_the_holiday_weekend(extension_interest, paid):
    document = counted(interest={"every": None}, days={"extension_interest": extension_interest}, **EXTENDED)
    assert cents(paid) == half_up((149 if not extension_interest else 152) * DAY)
    last = row(simulate(document), "2017-01-03")
    assert (last.interest_paid, last.principal_paid, last.standing) == (cents(paid), cents(1_000_000), "paid")


@pytest.mark.parametrize(
    ("on", "accrued_days", "per_diem_days"),
    [
        ("2016-12-30", 148, 1),  # accrued and not due
        ("2016-12-31", 0, 0),  # 149 days have fallen due
        ("2017-01-02", 0, 0),
        ("2017-01-03", 0, 4),  # paid on the next day it has borne interest for December 31 to January 3
        ("2017-01-04", 4, 1),
        ("2017-01-05", 5, 1),
    ],
)
def test_between_the_due_day_and_the_timely_day_nothing_is_quoted_and_then_all_of_it(on, accrued_days, per_diem_days):
    document = counted(interest={"every": None}, days={"extension_interest": False}, simulation=RECORDED, **EXTENDED)
    found = position(document, on)
    fell_due = 0 if on < "2016-12-31" else half_up(149 * DAY)
    assert found.interest_unpaid == fell_due
    ran = accrued_days if on < "2016-12-31" else 149 + accrued_days
    assert found.accrued == half_up(ran * DAY) - fell_due  # one running total: 149 days and 4 are rounded as 153
    assert per_diem(found) == per_diem_days * DAY


def test_a_part_paid_by_the_timely_day_is_free_and_the_rest_is_not():
    """600,000.00 are paid on January 3 beside the interest; 400,000.00 bear 7% from December 31 after all."""
    document = counted(
        event("payment", "2017-01-03", amount="628,575.34"),
        interest={"every": None},
        days={"extension_interest": False},
        simulation=RECORDED,
        **EXTENDED,
    )
    assert row(simulate(document), "2017-01-03").principal_paid == cents(600_000)
    rest = Fraction(7, 100) * cents(400_000) / 365
    assert per_diem(position(document, "2017-01-03")) == 4 * rest
    assert position(document, "2017-01-10").accrued == half_up(149 * DAY + 10 * rest) - half_up(149 * DAY)


def test_principal_due_on_a_business_day_bears_interest_from_that_day_on():
    document = counted(
        interest={"every": None},
        days={"extension_interest": False},
        simulation=RECORDED,
        **EXTENDED | {"maturity_date": "2016-12-30"},
    )
    assert per_diem(position(document, "2016-12-30")) == DAY
    assert position(document, "2017-01-02").accrued == half_up((148 + 3) * DAY) - half_up(148 * DAY)


def test_principal_accelerated_on_a_saturday_waits_too():
    """Interest of 2016-09-04 unpaid: demanded on Saturday 2016-10-15, timely Monday 17."""
    document = counted(
        event("acceleration", "2016-10-15", holder="a"),
        days={"extension_interest": False},
        simulation={"payments": "recorded"},
        **EXTENDED,
    )
    assert per_diem(position(document, "2016-10-14")) == DAY
    assert per_diem(position(document, "2016-10-15")) == 0
    assert per_diem(position(document, "2016-10-17")) == 3 * DAY
    assert per_diem(position(document, "2016-10-18")) == DAY


def test_what_comes_due_after_all_joins_the_period_in_which_the_timely_day_ends():
    """A payment date, January 1, lies inside: nothing falls due on it; 4 days count at the end of January 3."""
    document = counted(
        days={"extension_interest": False},
        simulation=RECORDED,
        **EXTENDED | {"first_payment_date": "2016-09-01"},
    )
    run = simulate(document, through=day("2017-02-01"))
    assert row(run, "2017-01-01") is None
    assert row(run, "2017-02-01").interest_due == half_up(32 * DAY)  # December 31, and 31 days of January


def test_half_of_what_waits_goes_to_a_transferee_and_waits_on():
    document = counted(
        event("transfer", "2017-01-02", **{"from": "a", "to": "b", "amount": "500,000.00"}),
        interest={"every": None},
        days={"extension_interest": False},
        simulation=RECORDED,
        **EXTENDED | {"holders": {"a": "1,000,000.00", "b": "0.00"}},
    )
    both = simulate(document, ask=day("2017-01-04")).asked.positions
    assert [each.accrued for each in both] == [half_up(4 * DAY / 2)] * 2
