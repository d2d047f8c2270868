"""4(e): reimbursable expenses are due on demand, bear nothing, and are barred like everything else."""

import pytest
from notes import block, cents, day, event, note, row

from note_sched.simulation import simulate

DEMAND = event("expense", "2008-11-08", holder="a", amount="50.00")  # a Saturday


def test_they_are_due_on_the_day_of_the_demand_and_assumed_paid_on_the_next_business_day():
    run = simulate(note(DEMAND))
    assert row(run, "2008-11-08").expenses_due == row(run, "2008-11-08").expenses_unpaid == cents(50)
    assert row(run, "2008-11-10").expenses_paid == row(run, "2008-11-10").assumed == cents(50)


def test_they_bear_no_interest():
    run = simulate(note(DEMAND, simulation={"payments": "recorded", "through": "2008-12-01"}))
    assert row(run, "2008-12-01").interest_due == cents(1_000)
    assert row(run, "2008-12-01").expenses_unpaid == cents(50)


@pytest.mark.parametrize(
    ("paid", "expenses", "interest"),
    [("49.99", cents("49.99"), 0), ("50.00", cents(50), 0), ("50.01", cents(50), 1)],
)
def test_they_are_paid_before_interest_to_the_cent(paid, expenses, interest):
    run = simulate(note(DEMAND, event("payment", "2008-11-09", amount=paid), simulation={"payments": "recorded"}))
    assert (row(run, "2008-11-09").expenses_paid, row(run, "2008-11-09").interest_paid) == (expenses, interest)


def test_those_of_one_note_are_no_concern_of_another():
    both = {"a": "100,000.00", "b": "100,000.00"}
    recorded = {"payments": "recorded", "through": "2008-11-20"}
    run = simulate(note(DEMAND, event("payment", "2008-11-09", amount="60.00"), holders=both, simulation=recorded))
    assert row(run, "2008-11-09", "a").expenses_paid == cents(50)
    assert row(run, "2008-11-09", "a").interest_paid == row(run, "2008-11-09", "b").interest_paid == cents(5)


def test_the_oldest_demand_is_paid_first_and_two_of_a_day_add_up():
    more = event("expense", "2008-11-08", holder="a", amount="10.00")
    run = simulate(note(DEMAND, more))
    assert row(run, "2008-11-08").expenses_due == cents(60)


@pytest.mark.parametrize(
    ("occurred", "paid"),
    [("2007-11-11", "2008-11-12"), ("2007-11-10", "2008-11-10")],
    ids=["through November 10", "through November 9"],
)
def test_a_block_bars_them_through_its_last_day(occurred, paid):
    """Day 365 of 2007-11-11 is 2008-11-10 (366 days with February 29); November 11 is a holiday."""
    run = simulate(note(*block("2008-10-01", occurred), DEMAND))
    assert [str(each.date) for each in run.rows if each.expenses_paid] == [paid]
    assert row(run, paid).date == day(paid)
