"""Section 2: one Holder may accelerate its own Note, on a day on which an Event of Default exists."""

from fractions import Fraction

import pytest
from notes import barred_by, block, cents, day, event, half_up, money, note, row

from note_sched.rules.ground import NothingOwing
from note_sched.simulation import simulate
from note_sched.terms.roles import Role

BOTH = {"a": "100,000.00", "b": "100,000.00"}
FALSE = event("misrepresentation", "2008-09-26")  # an Event of Default from the issue date on
RECORDED = {"payments": "recorded", "through": "2009-06-30"}


def accelerates(on, holder="a", **facts):
    return event("acceleration", on, holder=holder, **facts)


def valid(*events, **options):
    return [declared.valid for declared in simulate(note(*events, **options)).accelerations]


@pytest.mark.parametrize(
    ("on", "good"),
    [
        ("2008-11-03", False),  # due November 1, timely through today
        ("2008-11-04", True),
        ("2008-11-06", True),  # the day of payment: the default exists, and a demand on it is still good
        ("2008-11-07", False),
    ],
)
def test_a_missed_instalment_supports_an_acceleration_through_the_day_it_is_paid(on, good):
    assert valid(event("payment", "2008-11-06", amount="1,166.67"), accelerates(on), simulation=RECORDED) == [good]


@pytest.mark.parametrize(
    ("on", "good"), [("2009-03-13", False), ("2009-03-14", True), ("2009-03-20", True), ("2009-03-21", False)]
)
def test_a_breach_supports_an_acceleration_from_the_sixth_day_through_the_day_of_cure(on, good):
    """Noticed on Friday March 6, in grace through Friday the 13th."""
    assert valid(event("breach", "2009-03-06", cured="2009-03-20"), accelerates(on)) == [good]


@pytest.mark.parametrize(("on", "good"), [("2009-04-16", False), ("2009-04-17", True), ("2010-03-01", True)])
def test_what_the_note_knows_no_cure_for_supports_an_acceleration_ever_after(on, good):
    judgment = event("judgment", "2009-03-02", amount="50,000.01", satisfied="2009-04-17")
    assert valid(judgment, accelerates(on)) == [good]


def test_another_notes_missed_instalment_supports_nothing():
    paid = event("payment", "2008-11-03", amount="1,166.67", to="a")
    found = valid(
        paid, accelerates("2008-11-10", "a"), accelerates("2008-11-10", "b"), holders=BOTH, simulation=RECORDED
    )
    assert found == [False, True]


def test_an_acceleration_of_debt_that_is_senior_to_one_holder_supports_that_holder_only():
    second = {"principal": "100.00", "refinances": "pnc", "in_effect": "2009-02-02", "notice": {"b": "2009-02-01"}}
    events = event("senior_acceleration", "2009-05-04", facility="second"), accelerates("2009-05-04", "a")
    debts = {"pnc": "5,000.00", "second": second}
    assert valid(*events, accelerates("2009-05-04", "b"), holders=BOTH, debts=debts) == [False, True]


def test_nothing_can_be_accelerated_when_nothing_is_owing():
    """The quote of 2008-11-03 leaves nothing: 1,166.67 due, 2/30 x 1,000.00 accrued, 100,000.00."""
    paid = event("payment", "2008-11-03", amount="101,233.34")
    (declared,) = simulate(note(FALSE, paid, accelerates("2008-11-04"))).accelerations
    assert (declared.valid, declared.ground) == (False, NothingOwing())
    short = event("payment", "2008-11-03", amount="101,233.33")
    assert valid(FALSE, short, accelerates("2008-11-04")) == [True]


@pytest.mark.parametrize(("on", "good"), [("2008-09-25", False), ("2008-09-26", True)])
def test_a_note_cannot_be_accelerated_before_it_is_issued(on, good):
    assert valid(event("misrepresentation", "2008-09-20"), accelerates(on)) == [good]


def test_all_principal_accrued_interest_and_expenses_are_due_on_that_note_alone():
    """On 2008-11-18: 17/30 of November accrued; the expenses demanded that day fall due as every day."""
    expense = event("expense", "2008-11-18", holder="a", amount="5.00")
    run = simulate(note(FALSE, accelerates("2008-11-18"), expense, holders=BOTH))
    due = row(run, "2008-11-18", "a")
    assert due.interest_due == half_up(cents(1_000) * Fraction(17, 30))
    assert (due.principal_due, due.expenses_due, due.standing) == (cents(100_000), cents(5), "paid")
    assert row(run, "2008-11-18", "b") is None


def test_what_accelerated_principal_earns_falls_due_on_the_payment_dates_as_before():
    run = simulate(note(FALSE, accelerates("2008-11-18"), simulation=RECORDED))
    cut = half_up(cents(1_000) * Fraction(17, 30))
    assert row(run, "2008-12-01").interest_due == cents(1_000) - cut
    assert row(run, "2009-01-01").interest_due == cents(1_000)


def test_a_second_acceleration_makes_nothing_due_again_but_the_interest_since():
    run = simulate(note(FALSE, accelerates("2008-11-18"), accelerates("2008-11-19"), simulation=RECORDED))
    first, second = half_up(cents(1_000) * Fraction(17, 30)), half_up(cents(1_000) * Fraction(18, 30))
    assert [declared.valid for declared in run.accelerations] == [True, True]
    assert row(run, "2008-11-19").principal_due == 0
    assert row(run, "2008-11-19").interest_due == second - first


def test_what_was_accelerated_does_not_fall_due_again_at_maturity():
    run = simulate(note(FALSE, accelerates("2010-05-03"), simulation={"payments": "recorded"}))
    fell_due = [(str(each.date), each.principal_due) for each in run.rows if each.principal_due]
    assert fell_due == [("2010-05-03", cents(100_000))]


def test_an_acceleration_changes_what_is_due_and_not_what_is_payable():
    run = simulate(note(FALSE, *block("2009-03-03"), accelerates("2009-03-10")), ask=day("2009-03-10"))
    (position,) = run.asked.positions
    assert position.due["principal"] == cents(100_000)
    assert {bar.role for bar in position.bars["principal"]} == {Role.BLOCKAGE_LAPSED}


@pytest.mark.parametrize(("who", "barred"), [("a", {"1(d)"}), ("b", set())])
def test_a_matured_note_may_be_accelerated_and_its_principal_is_then_so_accelerated(who, barred):
    """A payment default blocks from 2010-03-03 without end; the Notes mature on 2010-05-31.

    Either Holder's acceleration of June 7 lifts the block for both; a's principal is barred only if a accelerated.
    """
    events = block("2010-03-03", "2010-03-01", kind="payment"), (accelerates("2010-06-07", who, notice="2010-06-07"),)
    document = note(*events[0], *events[1], holders=BOTH)
    assert barred_by(document, "2010-06-07", "a", "principal") == barred
    assert barred_by(document, "2010-06-07", "a", "interest") == set()


def test_what_is_due_on_one_note_only_is_assumed_on_it_but_a_recorded_payment_to_all_is_poured_over_all():
    """On 2008-11-18 a is accelerated: 100,000.00 and 17/30 of 1,000.00 are due on it, nothing on b (R-30)."""
    running = half_up(cents(1_000) * Fraction(17, 30))
    assumed = simulate(note(FALSE, accelerates("2008-11-18"), holders=BOTH))
    assert row(assumed, "2008-11-18", "a").assumed == cents(100_000) + running
    received = event("payment", "2008-11-18", amount=money(cents(100_000) + 2 * running))
    recorded = simulate(note(FALSE, accelerates("2008-11-18"), received, holders=BOTH, simulation=RECORDED))
    for holder in BOTH:
        first = half_up(cents(1_000) * (Fraction(5, 30) + 1))
        poured = row(recorded, "2008-11-18", holder)
        assert poured.interest_paid == first + running
        assert poured.principal_paid == cents(50_000) - first
