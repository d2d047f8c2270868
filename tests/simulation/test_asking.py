"""The position on the day asked about, and the first later day without each of its bars."""

from fractions import Fraction

import pytest
from notes import block, cents, day, event, note

from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.simulation import simulate

BOTH = {"a": "100,000.00", "b": "100,000.00"}


def asked(*events, on, **options):
    return simulate(note(*events, **options), ask=day(on)).asked


def lifts(answer, holder="a"):
    """The day on which each bar of a Holder lifts, by its clause."""
    (position,) = [each for each in answer.positions if each.holder == holder]
    return {
        AIR_INDUSTRIES_2008.label(bar.role): _text(answer.lifts.bars.get((holder, bar.key)))
        for bar in position.all_bars
    }


def _text(on):
    return None if on is None else str(on)


def test_the_position_is_taken_after_recorded_and_before_assumed_payments():
    (position,) = asked(event("payment", "2008-11-03", amount="1,000.00"), on="2008-11-03").positions
    assert position.due == {"expenses": 0, "interest": cents("166.67"), "principal": 0}
    assert position.accrued == cents("66.67")  # 2/30 x 1,000.00
    assert position.total == cents(100_000) + cents("166.67") + cents("66.67")


@pytest.mark.parametrize(("on", "days"), [("2009-02-28", 28), ("2009-03-01", 31), ("2008-11-30", 30)])
def test_the_per_diem_is_what_the_day_itself_adds(on, days):
    (position,) = asked(on=on).positions
    assert Fraction(position.per_diem.numerator, position.per_diem.denominator) == cents(1_000) * Fraction(1, days)


@pytest.mark.parametrize(
    ("on", "interest", "principal"),
    [
        ("2010-05-30", 0, 0),
        ("2010-05-31", cents("967.74"), cents(100_000)),  # 30/31 x 1,000.00 with the principal
        ("2010-06-01", cents("967.74") + cents("32.26"), cents(100_000)),  # May 31's day belongs to it
    ],
)
def test_where_principal_is_overdue_the_interest_accrued_to_the_day_is_due_with_it(on, interest, principal):
    (position,) = asked(on=on).positions
    assert (position.due["interest"], position.due["principal"]) == (interest, principal)


UNCURED = block("2010-01-04", "2009-12-28", kind="payment")  # nothing is assumed as paid from the notice on


@pytest.mark.parametrize(("events", "with_principal"), [((), cents("466.67")), (UNCURED, 0)])
def test_where_overdue_principal_may_not_be_paid_the_interest_accrued_is_not_due(events, with_principal):
    """June 15, 2010, the principal overdue since May 31: 14/30 of June's 1,000.00 falls due on July 1 (preamble)."""
    (position,) = asked(*events, on="2010-06-15", simulation={"payments": "recorded"}).positions
    assert position.accrued == cents("466.67")
    assert position.due["interest"] == position.interest_unpaid + with_principal
    assert position.due["principal"] == cents(100_000)
    barred = position.interest_unpaid + cents(100_000) if events else 0
    assert position.turnover == barred


@pytest.mark.parametrize(("transferred", "with_principal"), [((), 0), (("25,000.00",), cents("583.33"))])
def test_where_some_of_it_may_be_paid_the_interest_accrued_goes_with_it(transferred, with_principal):
    """a accelerated 100,000.00, barred by the shadow; the 25,000.00 that it took from b matured and are not barred."""
    took = [event("transfer", "2010-01-11", from_="b", to="a", amount=amount) for amount in transferred]
    false = event("misrepresentation", "2008-09-26")
    accelerates = event("acceleration", "2010-01-05", holder="a", notice="2010-01-05")
    events = *UNCURED, false, accelerates, *took
    position = asked(*events, on="2010-06-15", holders=BOTH, simulation={"payments": "recorded"}).positions[0]
    assert position.due["interest"] - position.interest_unpaid == with_principal  # 14/30 of 1% of 125,000.00


@pytest.mark.parametrize(("on", "last_good"), [("2008-11-01", "2008-11-03"), ("2009-03-02", "2009-03-02")])
def test_the_oldest_sum_due_says_until_when_it_is_in_time(on, last_good):
    (position,) = asked(on=on).positions
    assert position.oldest_timely == day(last_good)
    assert asked(on="2008-10-31").positions[0].oldest_timely is None


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (block("2009-03-03"), {"1(d)(ii)(B)": "2010-02-21"}),
        (block("2009-03-03", kind="payment"), {"1(d)(i)": None}),
        (block("2009-03-03", kind="payment", cured="2010-09-30"), {"1(d)(i)": "2010-10-01"}),
        ([event("senior_acceleration", "2009-03-03", facility="pnc", rescinded="2009-08-03")], {"1(b)": "2009-08-03"}),
        ([event("insolvency", "2009-03-03", voluntary="yes", dismissed="2009-08-03")], {"1(i)": "2009-08-03"}),
    ],
)
def test_a_bar_lifts_on_the_first_later_day_without_it_or_on_no_day_that_is_known(events, expected):
    answer = asked(*events, on="2009-06-15")
    assert lifts(answer) == expected
    (lifted,) = expected.values()
    assert _text(answer.lifts.components.get(("a", "interest"))) == lifted
    assert _text(answer.lifts.all_free) == lifted


def test_each_bar_has_its_own_day_and_a_component_is_free_when_the_last_is_gone():
    petition = event("insolvency", "2009-03-03", voluntary="yes", dismissed="2009-08-03")
    answer = asked(*block("2009-03-03"), petition, on="2009-06-15")
    assert lifts(answer) == {"1(d)(ii)(B)": "2010-02-21", "1(i)": "2009-08-03"}
    assert answer.lifts.components["a", "interest"] == day("2010-02-21")


def test_a_bar_may_lift_and_another_take_its_place():
    """d2 arises, and is noticed, the day after d1's block has ended with the notice of its cure."""
    first = *block("2009-03-03", cured="2009-06-30"), event("cure_notice", "2009-06-30", defaults=["d1"])
    answer = asked(*first, *block("2009-07-01", "2009-07-01", name="d2"), on="2009-06-15")
    assert lifts(answer) == {"1(d)(ii)(A)": "2009-07-01"}
    assert answer.lifts.components["a", "interest"] == day("2010-07-02")


def test_an_override_lifts_a_block_early_but_not_for_accelerated_principal():
    events = event("misrepresentation", "2008-09-26"), *block("2009-03-03")
    answer = asked(*events, event("acceleration", "2009-06-22", holder="a", notice="2009-06-22"), on="2009-06-15")
    assert lifts(answer) == {"1(d)(ii)(B)": "2009-06-22"}
    assert answer.lifts.components["a", "interest"] == day("2009-06-22")
    assert answer.lifts.components["a", "principal"] == day("2010-02-21")


def test_all_is_free_only_when_it_is_on_every_note():
    received = {"received": {"a": "2009-03-03", "b": "2009-03-03"}}
    cured = event("cure_notice", "2009-07-06", defaults=["d1"], received={"a": "2009-07-06", "b": "2009-07-08"})
    answer = asked(*block("2009-03-03", notice=received, cured="2009-07-06"), cured, on="2009-06-15", holders=BOTH)
    assert answer.lifts.components["a", "interest"] == day("2009-07-07")
    assert answer.lifts.components["b", "interest"] == answer.lifts.all_free == day("2009-07-09")


def test_later_days_are_watched_beyond_the_last_day_of_the_run():
    answer = asked(*block("2009-03-03"), on="2009-06-15", simulation={"through": "2009-06-15"})
    assert lifts(answer) == {"1(d)(ii)(B)": "2010-02-21"}


@pytest.mark.parametrize(
    ("senior", "turnover"), [("1,000.01", "1,000.00"), ("1,000.00", "1,000.00"), ("999.99", "999.99")]
)
def test_what_would_be_turned_over_is_what_is_due_up_to_what_is_outstanding(senior, turnover):
    """1,000.00 fall due on April 1 under a block."""
    (position,) = asked(*block("2009-03-03"), on="2009-04-01", debts={"pnc": senior}).positions
    assert position.turnover == cents(turnover.replace(",", ""))


def test_what_would_be_turned_over_is_shared_where_senior_is_less():
    """2,000.00 due on two Notes and 999.99 outstanding: 500.00 and 499.99."""
    answer = asked(*block("2009-03-03"), on="2009-04-01", holders=BOTH, debts={"pnc": "999.99"})
    assert [position.turnover for position in answer.positions] == [cents(500), cents("499.99")]


@pytest.mark.parametrize(
    ("on", "outstanding"), [("2009-03-02", cents(600)), ("2009-03-03", cents(500)), ("2009-03-04", cents(500))]
)
def test_the_senior_debt_is_that_of_the_evening(on, outstanding):
    answer = asked(
        event("senior_payment", "2009-03-03", facility="pnc", amount="100.00"), on=on, debts={"pnc": "600.00"}
    )
    assert answer.senior_outstanding == {"pnc": outstanding}
