"""R-18: a block that reached some Holders only, under ``per_note`` and ``all_or_none``. The notice reached a alone."""

import pytest
from notes import barred_by, block, cents, event, note, row

from note_sched.simulation import simulate

BOTH = {"a": "100,000.00", "b": "100,000.00"}
TOLD_A = block("2009-03-30", "2009-03-16", notice={"received": {"a": "2009-03-30"}})


@pytest.mark.parametrize(
    ("mixed_block", "paid", "standing", "clauses"),
    [("per_note", cents(1_000), "open", ()), ("all_or_none", 0, "barred", ("3",))],
)
def test_the_unblocked_note_is_paid_or_waits_for_the_other(mixed_block, paid, standing, clauses):
    run = simulate(note(*TOLD_A, holders=BOTH, mixed_block=mixed_block))
    of_a, of_b = row(run, "2009-04-01", "a"), row(run, "2009-04-01", "b")
    assert (of_a.interest_paid, of_a.standing, run.instrument.cited(of_a.roles)) == (0, "barred", ("1(d)(ii)(B)",))
    assert (of_b.interest_paid, of_b.standing, run.instrument.cited(of_b.roles)) == (paid, standing, clauses)


@pytest.mark.parametrize(
    ("on", "barred"), [("2009-03-29", set()), ("2009-03-30", {"3"}), ("2010-03-16", {"3"}), ("2010-03-17", set())]
)
@pytest.mark.parametrize("component", ["expenses", "interest", "principal"])
def test_all_or_none_holds_the_unblocked_note_back_on_exactly_the_days_of_the_others_block(on, barred, component):
    document = note(*TOLD_A, holders=BOTH, mixed_block="all_or_none")
    assert barred_by(document, on, "b", component) == barred


@pytest.mark.parametrize(("paid", "barred"), [("100,928.57", set()), ("100,928.56", {"3"})])
def test_a_note_that_owes_nothing_holds_nobody_back(paid, barred):
    """On 2009-02-27 a owes 100,000.00 and 26/28 x 1,000.00 = 928.57."""
    payoff = event("payment", "2009-02-27", amount=paid, to="a")
    document = note(*TOLD_A, payoff, holders=BOTH, mixed_block="all_or_none")
    assert barred_by(document, "2009-04-01", "b") == barred


@pytest.mark.parametrize("mixed_block", ["per_note", "all_or_none"])
def test_what_was_recorded_is_divided_as_if_all_were_payable_and_the_unblocked_keep_their_share(mixed_block):
    """Section 3 is no prohibition of section 1: b keeps its 1,000.00, and no more; a's 1,000.00 go to PNC."""
    run = simulate(
        note(*TOLD_A, event("payment", "2009-04-01", amount="2,000.00"), holders=BOTH, mixed_block=mixed_block)
    )
    of_a, of_b = row(run, "2009-04-01", "a"), row(run, "2009-04-01", "b")
    assert (of_a.turned_over, of_a.interest_paid) == (cents(1_000), 0)
    assert (of_b.turned_over, of_b.interest_paid, of_b.principal_paid) == (0, cents(1_000), 0)


@pytest.mark.parametrize(("mixed_block", "principal"), [("per_note", set()), ("all_or_none", {"3"})])
def test_all_or_none_works_component_by_component(mixed_block, principal):
    """Under a's override only a's accelerated principal is barred, so b's principal waits and its interest does not."""
    document = note(
        event("misrepresentation", "2008-09-26"),
        *block("2009-03-03"),
        event("acceleration", "2009-04-06", holder="a", notice="2009-04-06"),
        holders=BOTH,
        mixed_block=mixed_block,
    )
    assert barred_by(document, "2009-04-06", "b", "principal") == principal
    assert barred_by(document, "2009-04-06", "b", "interest") == set()


def test_all_or_none_says_on_which_note_the_bar_lies():
    document = note(*TOLD_A, holders=BOTH, mixed_block="all_or_none")
    run = simulate(document, ask=row(simulate(document), "2009-04-01", "b").date)
    (bar,) = run.asked.positions[1].bars["interest"]
    assert (bar.kind, bar.cause) == ("ratable", ("a",))


def test_where_both_are_blocked_section_3_is_not_cited():
    document = note(*block("2009-03-30", "2009-03-16"), holders=BOTH, mixed_block="all_or_none")
    assert barred_by(document, "2009-04-01", "b") == {"1(d)(ii)(B)"}
