"""Four tiers poured one after the other over all Notes, each divided on its own basis (R-9, R-30)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from note_sched.ledger.account import Account
from note_sched.ledger.parcels import Parcel
from note_sched.ledger.waterfall import allocate, distribute, pay, pour_on

START = date(2009, 1, 1)


def account(expenses=0, interest=0, accrued=0, principal=0):
    """A Note that owes these cents; one unit of accrual is one cent."""
    opened = Account("x", "others", 0, START, 1)
    opened.issue(Parcel(principal, START, "stated"))
    if expenses:
        opened.demand(START, START, expenses)
    opened.net = interest
    opened.cut(START, START)
    opened.net = accrued
    return opened


def tiers(cents, *accounts):
    allocations, rest = allocate(cents, accounts)
    return [(each.expenses, each.interest, each.accrued, each.principal) for each in allocations], rest


@pytest.mark.parametrize(
    ("cents", "expected", "rest"),
    [
        (5, (5, 0, 0, 0), 0),
        (6, (6, 0, 0, 0), 0),
        (7, (6, 1, 0, 0), 0),
        (18, (6, 12, 0, 0), 0),
        (19, (6, 12, 1, 0), 0),
        (23, (6, 12, 5, 0), 0),
        (24, (6, 12, 5, 1), 0),
        (123, (6, 12, 5, 100), 0),
        (124, (6, 12, 5, 100), 1),
    ],
)
def test_each_tier_is_full_before_the_next_begins(cents, expected, rest):
    assert tiers(cents, account(6, 12, 5, 100)) == ([expected], rest)


def test_no_notes_principal_is_paid_before_anothers_interest():
    parts, rest = tiers(30, account(0, 10, 0, 1000), account(0, 0, 20, 1000))
    assert (parts, rest) == ([(0, 10, 0, 0), (0, 0, 20, 0)], 0)


def test_each_tier_has_its_own_basis():
    """Expenses 3:1, interest due 1:2, accrued 1:0, principal 1:1."""
    one, other = account(3, 10, 7, 100), account(1, 20, 0, 100)
    assert tiers(2, one, other)[0] == [(2, 0, 0, 0), (0, 0, 0, 0)]  # 1.5 and 0.5: the tie goes to the earlier
    assert tiers(4 + 15, one, other)[0] == [(3, 5, 0, 0), (1, 10, 0, 0)]
    assert tiers(4 + 30 + 7 + 100, one, other)[0] == [(3, 10, 7, 50), (1, 20, 0, 50)]


SUMS = st.tuples(*[st.integers(0, 10**6)] * 4)


@given(st.lists(SUMS, min_size=1, max_size=5), st.integers(0, 3 * 10**7))
def test_an_allocation_adds_up_and_gives_nobody_more_than_is_owed(owed, cents):
    accounts = [account(*sums) for sums in owed]
    parts, rest = tiers(cents, *accounts)
    assert sum(map(sum, parts)) + rest == cents
    assert rest == max(0, cents - sum(map(sum, owed)))
    assert all(
        part <= sum_ for one, other in zip(parts, owed, strict=True) for part, sum_ in zip(one, other, strict=True)
    )


@given(SUMS, st.integers(0, 4 * 10**6))
def test_paying_an_allocation_reduces_what_is_owed_by_it(owed, cents):
    opened = account(*owed)
    allocations, rest = allocate(cents, [opened])
    before = opened.owing
    pay(allocations[0])
    assert before - opened.owing == cents - rest


def test_pouring_on_one_note_gives_back_what_it_is_not_owed():
    opened = account(6, 12, 5, 100)
    assert pour_on(opened, 125) == 2
    assert opened.owing == 0


def shares(cents, *accounts):
    found, rest = distribute(cents, accounts)
    assert [owner for owner, _ in found] == list(accounts)
    return [part for _, part in found], rest


@pytest.mark.parametrize(
    ("cents", "expected", "rest"),
    [
        (30, [10, 20], 0),  # 100 to 200: principal and interest, due and accrued
        (300, [100, 200], 0),
        (310, [100, 210], 0),  # beyond that only the expenses of the second are still owed
        (340, [100, 240], 0),
        (341, [100, 240], 1),
    ],
)
def test_a_distribution_is_by_principal_and_interest_and_what_is_beyond_goes_to_those_still_short(
    cents, expected, rest
):
    assert shares(cents, account(0, 20, 10, 70), account(40, 0, 0, 200)) == (expected, rest)


def test_where_only_expenses_are_owed_they_are_the_basis():
    assert shares(20, account(30), account(10)) == ([15, 5], 0)


def test_a_note_that_is_owed_nothing_has_no_share():
    assert shares(20, account(), account(0, 0, 0, 50)) == ([0, 20], 0)
    assert shares(20, account()) == ([0], 20)


@given(st.lists(SUMS, min_size=1, max_size=5), st.integers(0, 3 * 10**7))
def test_a_distribution_adds_up_and_gives_nobody_more_than_is_owed(owed, cents):
    parts, rest = shares(cents, *[account(*sums) for sums in owed])
    assert sum(parts) + rest == cents
    assert rest == max(0, cents - sum(map(sum, owed)))
    assert all(part <= sum(sums) for part, sums in zip(parts, owed, strict=True))
