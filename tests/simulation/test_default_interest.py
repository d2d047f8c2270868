"""Default interest: on all principal or on each overdue sum, while what lasts; one running total a period (T-22)."""

from fractions import Fraction

import pytest
from comparing import loaded
from notes import cents, day, event, half_up, row

from note_sched.ledger.pen import Stretch
from note_sched.simulation import simulate


def paper(default, *events, rate="10% per year", interest=(), simulation=(), holders=None, others=(), **note):
    """A plain note of 365,000.00, actual/365: each percent is 10.00 a day; interest due on the 15th."""
    return loaded(
        {
            "note": {
                "title": "Promissory Note",
                "borrower": "Northfield Tool Works, Inc.",
                "issue_date": "2010-05-15",
                "maturity_date": "2012-05-15",
                "interest_rate": rate,
                "first_payment_date": "2010-06-15",
                **note,
            },
            "holders": [{"id": "a", "name": "A", "principal": "365,000.00"}] if holders is None else holders,
            "events": list(events),
            "terms": {"instrument": "plain", "interest": {"default": default, **dict(interest)}, **dict(others)},
            "simulation": {"payments": "recorded", "through": "2010-08-31"} | dict(simulation),
        }
    )


PAID = event("payment", "2010-06-25", amount="3,100.00")
PLUS = {"plus": "2% per year"}


def july(default, *events, **more):
    return row(simulate(paper(default, *events, **more)), "2010-07-15").interest_due


def test_from_the_event_of_default_to_the_day_before_the_cure():
    """Due June 15, in default from the 16th, paid on the 25th: 9 days at 120.00, 21 at 100.00."""
    assert july(PLUS, PAID) == cents(9 * 120 + 21 * 100)
    assert july({"rate": "12% per year"}, PAID) == cents(9 * 120 + 21 * 100)
    assert july(PLUS, event("payment", "2010-06-15", amount="3,100.00")) == cents(30 * 100)


def test_from_when_a_sum_is_due_one_day_earlier():
    """Unpaid at the end of its timely day, June 15, through the 24th: 10 days."""
    assert july(PLUS | {"from": "due"}, PAID) == cents(10 * 120 + 20 * 100)


def test_the_worked_example():
    """200,000.00, 10%, 12% from Friday 2009-04-10, paid Tuesday May 5: 5 days at 10% and 25 at 12% are 1,917.81.

    Due Sunday April 5, in time on Monday, three business days of grace: 7, 8 and 9.
    """
    grace = {"defaults": {"payment": {"interest": "3 business days"}}}
    dates = {"issue_date": "2009-03-05", "maturity_date": "2012-03-05", "first_payment_date": "2009-04-05"}
    document = paper(
        PLUS,
        event("payment", "2009-05-05", amount="1,698.63"),
        holders=[{"id": "a", "name": "A", "principal": "200,000.00"}],
        others=grace,
        simulation={"through": "2009-06-30"},
        **dates,
    )
    assert row(simulate(document), "2009-05-05").interest_due == 191_781


@pytest.mark.parametrize(("counts", "days"), [(["representation"], 0), (["payment"], 9), ("any", 9)])
def test_only_some_events_of_default_may_count(counts, days):
    assert july(PLUS | {"for": counts}, PAID) == cents(30 * 100 + days * 20)


def test_a_waiver_ends_it_with_its_day():
    """False on July 1, waived on the 6th: July 1 to 5 are 5 days, the 6th is at the contract rate again."""
    events = [
        event("payment", "2010-06-15", amount="3,100.00"),
        event("misrepresentation", "2010-07-01"),
        event("default_waived", "2010-07-06", default="representation"),
    ]
    assert july(PLUS, *events) == cents(30 * 100 + 5 * 20)
    assert july(PLUS, *events[:2]) == cents(30 * 100 + 14 * 20)


def test_overdue_interest_bears_it_beside_principal():
    """3,100.00 at 10 + 2 percent for 10 days, June 15 to 24: 10.19 more, rounded once with the 3,000.00."""
    exact = cents(3100) * Fraction(12, 100) * Fraction(10, 365)
    assert july(PLUS | {"on": "overdue_interest", "from": "due"}, PAID) == half_up(cents(3000) + exact)


def test_overdue_principal_bears_it_in_place_of_the_contract_rate():
    """Matured July 15 with 3,000.00 of interest: from that day 12% on 365,000.00, and on 3,000.00 on top."""
    paid = event("payment", "2010-06-15", amount="3,100.00")
    for on, per_day in (("overdue", 365_000 + 3000), ("principal", 365_000)):
        document = paper(PLUS | {"on": on, "from": "maturity"}, paid, maturity_date="2010-07-15")
        asked = simulate(document, ask=day("2010-07-20")).asked.positions[0]
        assert asked.accrued == half_up(cents(per_day) * Fraction(12, 100) * Fraction(5, 365))
        before = simulate(document, ask=day("2010-07-14")).asked.positions[0].per_diem
        assert before.numerator == cents(100) * before.denominator


def test_the_legal_maximum_caps_it():
    assert july(PLUS, PAID, legal_maximum_rate="11% per year") == cents(9 * 110 + 21 * 100)


def test_it_runs_on_principal_that_waits_for_its_timely_day_only_from_that_day_on():
    """Due Saturday 2010-08-14, in time on Monday: no extension interest; unpaid, two days at 10% and then 12%."""
    paid = [event("payment", on, amount="3,100.00") for on in ("2010-06-15",)]
    paid.append(event("payment", "2010-07-15", amount="3,000.00"))
    default = PLUS | {"on": "overdue", "from": "due"}
    document = paper(default, *paid, others={"days": {"extension_interest": "no"}}, maturity_date="2010-08-14")
    on_monday = simulate(document, ask=day("2010-08-16")).asked.positions[0]
    assert on_monday.accrued == 0
    exact = cents(2 * 100 + 120) + cents(3000) * Fraction(12, 100) / 365  # 3,000.00: July 15 to August 13, 30 days
    assert Fraction(*on_monday.per_diem) == exact
    assert simulate(document, ask=day("2010-08-17")).asked.positions[0].accrued == half_up(exact)


@pytest.mark.parametrize(
    ("false", "on", "a_day", "days"),
    [
        ("2010-08-17", "2010-08-13", 100, 1),
        ("2010-08-17", "2010-08-14", 100, 0),
        ("2010-08-17", "2010-08-15", 100, 0),
        ("2010-08-17", "2010-08-16", 100, 3),  # paid on Tuesday it has borne interest for Saturday to Monday
        ("2010-08-02", "2010-08-13", 120, 1),
        ("2010-08-02", "2010-08-14", 120, 0),
        ("2010-08-02", "2010-08-15", 120, 0),
        ("2010-08-02", "2010-08-16", 120, 3),
    ],
)
def test_what_waits_for_its_timely_day_adds_nothing_a_day_before_it_in_default_or_not(false, on, a_day, days):
    """As above, but all interest is paid: what a day adds is told of the 10% or, with false statements, of the 12%."""
    paid = [event("payment", "2010-06-15", amount="3,100.00"), event("payment", "2010-07-15", amount="3,000.00")]
    document = paper(
        PLUS,
        *paid,
        event("misrepresentation", false),
        others={"days": {"extension_interest": "no"}},
        maturity_date="2010-08-14",
    )
    found = simulate(document, ask=day(on), traced=True)
    assert Fraction(*found.asked.positions[0].per_diem) == cents(a_day) * days
    told = sum(each.units for each in found.trace.of_the_day["a"])
    assert told == cents(a_day) * days * found.trace.denominator


def test_the_trace_tells_the_days_at_each_rate():
    """June 15 at the contract rate, 16 to 24 in default, 25 to July 14 at the contract rate."""
    run = simulate(paper(PLUS, PAID), traced=True)
    stretches = [each for each in run.trace.of("a") if isinstance(each, Stretch)]
    told = [(str(each.start), str(each.end), each.way) for each in stretches if each.start < day("2010-07-15")]
    assert told[1:] == [
        ("2010-06-15", "2010-06-16", "cash"),
        ("2010-06-16", "2010-06-25", "cash_in_default"),
        ("2010-06-25", "2010-07-15", "cash"),
    ]
    assert sum(each.units for each in stretches[1:4]) == cents(9 * 120 + 21 * 100) * run.trace.denominator
