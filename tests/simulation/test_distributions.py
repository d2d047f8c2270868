"""Section 3, third sentence: a distribution is apportioned by principal and interest, collection expenses first."""

from fractions import Fraction

import pytest
from notes import cents, event, half_up, money, note, row

from note_sched.simulation import simulate

TWO = {"a": "100,000.00", "b": "50,000.00"}
ON = "2008-11-03"  # two days of November have accrued
OWED_A = cents("1166.67") + cents("66.67") + cents(100_000)
OWED_B = cents("583.33") + cents("33.33") + cents(50_000)
PAID_A = event("payment", ON, amount="1,166.67", to="a")
UNPAID = {"payments": "recorded", "through": ON}


def distributed(amount, *events, **facts):
    return simulate(note(*events, event("distribution", ON, amount=amount, **facts), holders=TWO, simulation=UNPAID))


def applied(run, holder):
    each = row(run, ON, holder)
    return each.expenses_paid + each.interest_paid + each.principal_paid


def test_the_shares_are_by_principal_and_interest_due_and_accrued():
    """a has been paid its 1,166.67 that day, so its basis is 100,066.67 against b's 50,616.66."""
    run = distributed("9,000.00", PAID_A)
    basis_a = OWED_A - cents("1166.67")
    share_a = half_up(cents(9_000) * Fraction(basis_a, basis_a + OWED_B))
    assert applied(run, "a") - cents("1166.67") == share_a
    assert applied(run, "b") == cents(9_000) - share_a


def test_within_a_note_interest_comes_before_principal():
    run = distributed("9,000.00")
    share_b = half_up(cents(9_000) * Fraction(OWED_B, OWED_A + OWED_B))
    paid = row(run, ON, "b")
    assert paid.interest_paid == cents("583.33") + cents("33.33")
    assert paid.principal_paid == share_b - paid.interest_paid


@pytest.mark.parametrize("collection", ["1,000.00", "8,999.99", "9,000.00"])
def test_expenses_of_collection_come_off_the_top_and_are_nobodys_payment(collection):
    run = distributed("9,000.00", expenses=collection)
    taken = cents(collection.replace(",", ""))
    assert run.totals.collection_expenses == taken
    assert run.totals.interest_paid + run.totals.principal_paid == cents(9_000) - taken
    assert run.totals.expenses_paid == 0


def test_a_share_beyond_what_a_note_is_owed_is_poured_over_the_notes_still_short():
    """Expenses are no basis but are owed: with 5,000.00 of them on b, 3,000.00 more than the basis all go to b."""
    demand = event("expense", ON, holder="b", amount="5,000.00")
    run = distributed(money(OWED_A + OWED_B + cents(3_000)), demand)
    assert applied(run, "a") == OWED_A
    assert applied(run, "b") == OWED_B + cents(3_000)
    assert run.totals.refundable == 0


@pytest.mark.parametrize("more", [0, 1])
def test_only_what_is_beyond_all_that_is_owed_is_refundable(more):
    run = distributed(money(OWED_A + OWED_B + more))
    assert (applied(run, "a"), applied(run, "b"), run.totals.refundable) == (OWED_A, OWED_B, more)
