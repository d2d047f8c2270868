"""One Note's ledger: what a period earns does not depend on its cuts, payments go to the oldest, transfers conserve."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notes import half_up

from note_sched.ledger.account import Account
from note_sched.ledger.parcels import Parcel
from note_sched.measure.accrual import Accrual, DayCount, Rate

day = date.fromisoformat
START, STATED = day("2009-01-01"), day("2010-05-31")
UNITS = 3000  # an accrual of 30 units a month at 1%: one unit is 1% / 30 of a cent's month


def account(principal=0, name="a", denominator=UNITS):
    opened = Account(name, "others", 0, START, denominator)
    opened.issue(Parcel(principal, STATED, "stated"))
    return opened


def parcel(amount, *, due=None, accelerated=False, matures="2010-05-31"):
    made = Parcel(amount, day(matures), "stated")
    made.due = made.timely = due and day(due)
    made.accelerated = accelerated
    return made


# Interest


@given(
    st.sampled_from(DayCount),
    st.integers(1, 10**9),
    st.lists(st.integers(1, 58), max_size=8),
    st.data(),
)
def test_what_a_period_earns_does_not_depend_on_how_often_it_was_cut(count, principal, offsets, data):
    """Each cut takes at most what is shown as accrued; the instalment takes what no cut took (R-6)."""
    accrual = Accrual(count, Rate.read("1% per month"))
    opened = account(principal, denominator=accrual.denominator)
    opened.index, end, taken = accrual.index(START, START), START + timedelta(days=59), 0
    for offset in sorted(offsets):
        opened.accrue(accrual.index(START + timedelta(days=offset), START))
        cut = data.draw(st.integers(0, opened.accrued))
        opened.pay_accrued(cut)
        taken += cut
    opened.accrue(accrual.index(end, START))
    earned = Fraction(principal * (accrual.index(end, START) - accrual.index(START, START)), accrual.denominator)
    assert taken + opened.instalment(end, end, 0) == half_up(earned)


@pytest.mark.parametrize(("units", "accrued"), [(1499, 0), (1500, 1), (4499, 1), (4500, 2)])
def test_accrued_interest_is_shown_half_up(units, accrued):
    """One cent of principal earns a cent in 3,000 units."""
    opened = account(1)
    opened.accrue(units)
    assert opened.accrued == accrued


@pytest.mark.parametrize(("units", "accrued"), [(4499, 0), (4500, 1)])
def test_a_cut_that_was_rounded_up_is_made_good_by_what_accrues_next(units, accrued):
    """1,500 units are half a cent, taken as one; after 4,499 the running total is still no second cent."""
    opened = account(1)
    opened.accrue(1500)
    opened.pay_accrued(opened.accrued)
    assert opened.accrued == 0
    opened.accrue(units)
    assert opened.accrued == accrued


def test_principal_paid_earns_no_more_and_the_rest_goes_on():
    """100 cents for 1,500 units, 40 for 1,500 more: 50 + 20 cents' worth."""
    opened = account(100)
    opened.accrue(1500)
    opened.pay_principal(60)
    opened.accrue(3000)
    assert opened.accrued == half_up(Fraction(100 * 1500 + 40 * 1500, UNITS))


def test_an_instalment_begins_the_next_period_and_owes_interest():
    opened = account(100)
    opened.accrue(3000)
    assert opened.instalment(day("2009-02-01"), day("2009-02-02"), 0) == 100
    assert (opened.accrued, opened.interest_unpaid, opened.period_start) == (0, 100, day("2009-02-01"))
    assert opened.oldest_timely == day("2009-02-02")


# Payments


def owing(**sums):
    """100 cents of interest due on each of two dates, expenses on two others."""
    opened = account(1000)
    for month in (1, 2):
        opened.accrue(opened.index + 300)
        opened.instalment(date(2009, month + 1, 1), date(2009, month + 1, 2), opened.index)
        opened.demand(date(2009, month, 10), date(2009, month, 12), sums.get("expenses", 50))
    return opened


@pytest.mark.parametrize(
    ("paid", "left"),
    [
        (99, [("2009-02-01", 1), ("2009-03-01", 100)]),
        (100, [("2009-03-01", 100)]),
        (101, [("2009-03-01", 99)]),
        (200, []),
    ],
)
def test_interest_is_paid_oldest_first_to_the_cent(paid, left):
    opened = owing()
    opened.pay_interest_due(paid)
    assert [(str(item.due), item.amount) for item in opened.interest] == left
    assert opened.interest_unpaid == 200 - paid


@pytest.mark.parametrize(("paid", "left"), [(49, [1, 50]), (50, [50]), (51, [49]), (100, [])])
def test_expenses_are_paid_oldest_first_to_the_cent(paid, left):
    opened = owing()
    opened.pay_expenses(paid)
    assert [item.amount for item in opened.expenses] == left
    assert opened.expenses_unpaid == 100 - paid


def parcels(*made):
    opened = account()
    for each in made:
        opened.issue(each)
    return opened


def test_principal_that_is_due_is_paid_before_principal_that_is_not_the_earlier_due_first():
    later, sooner, not_due = parcel(10, due="2009-04-01"), parcel(10, due="2009-03-01"), parcel(10)
    opened = parcels(not_due, later, sooner)
    assert opened.retiring(30) == [(sooner, 10), (later, 10), (not_due, 10)]
    opened.pay_principal(15)
    assert opened.parcels == [not_due, later]
    assert (later.amount, not_due.amount, opened.principal) == (5, 10, 15)


def test_principal_not_due_is_paid_in_order_of_maturity():
    opened = parcels(parcel(10, matures="2010-05-31"), parcel(10, matures="2009-05-31"))
    opened.pay_principal(10)
    assert [each.matures for each in opened.parcels] == [day("2010-05-31")]


def test_payment_can_be_of_certain_principal_only():
    accelerated, matured = parcel(10, due="2009-03-01", accelerated=True), parcel(10, due="2009-04-01")
    opened = parcels(accelerated, matured)
    opened.pay_principal(10, [matured])
    assert opened.parcels == [accelerated]


# What is owed


def test_interest_accrued_is_owed_before_it_is_due():
    opened = account(100)
    opened.accrue(3000)
    assert (opened.in_arrears, opened.owing) == (False, 200)


def test_principal_falls_due_with_the_interest_accrued_to_that_day():
    opened = account(100)
    opened.accrue(1500)
    opened.fall_due(list(opened.parcels), day("2009-03-30"), day("2009-03-30"))
    assert (opened.interest_due_today, opened.principal_due_today) == (50, 100)
    assert (opened.accrued, opened.overdue_principal) == (0, 100)


def test_a_note_is_in_arrears_while_anything_that_fell_due_is_unpaid():
    opened = owing()
    assert opened.in_arrears
    opened.pay_interest_due(200)
    opened.pay_expenses(99)
    assert opened.in_arrears
    opened.pay_expenses(1)
    assert not opened.in_arrears
    assert opened.timely_days == []


def test_the_oldest_timely_day_is_that_of_any_sum_due():
    opened = owing()
    assert opened.oldest_timely == day("2009-01-12")
    opened.pay_expenses(50)
    assert opened.oldest_timely == day("2009-02-02")


# Transfers


@given(st.integers(1, 10**7), st.data())
def test_a_transfer_conserves_every_sum(principal, data):
    source, target = account(principal), account(data.draw(st.integers(0, 10**7)), "b")
    for each in (source, target):
        each.accrue(data.draw(st.integers(0, UNITS)))
        each.demand(START, START, data.draw(st.integers(1, 10**6)))
        each.cut(START, START)
        each.accrue(each.index + data.draw(st.integers(0, UNITS)))
    sums = ("principal", "net", "interest_unpaid", "expenses_unpaid")
    before = [getattr(source, name) + getattr(target, name) for name in sums]
    source.hand_over(target, data.draw(st.integers(0, principal)))
    assert [getattr(source, name) + getattr(target, name) for name in sums] == before
    for each in (source, target):
        assert each.principal == sum(part.amount for part in each.parcels)
        assert each.interest_unpaid == sum(item.amount for item in each.interest)
        assert min(item.amount for item in [*each.interest, *each.expenses, *each.parcels] or [parcel(1)]) > 0


def test_running_interest_is_divided_exactly():
    """1 of 3 cents takes a third of 5 units, rounded nowhere."""
    source, target = account(3), account(0, "b")
    source.net = 5
    source.hand_over(target, 1)
    assert (source.net, target.net) == (Fraction(10, 3), Fraction(5, 3))


def test_a_note_without_principal_goes_as_a_whole():
    source, target = account(0), account(100, "b")
    source.demand(START, START, 7)
    source.net = 5
    source.hand_over(target, 0)
    assert (source.expenses_unpaid, target.expenses_unpaid, source.net, target.net) == (0, 7, 0, 5)


def test_parcels_are_divided_in_proportion_and_keep_their_standing():
    """15 of 10 + 20 cents: 5 accelerated and 10 not due."""
    source = parcels(parcel(10, due="2009-03-01", accelerated=True), parcel(20))
    target = account(0, "b")
    source.hand_over(target, 15)
    assert [(each.amount, each.accelerated, each.due) for each in target.parcels] == [
        (5, True, day("2009-03-01")),
        (10, False, None),
    ]
    assert [each.amount for each in source.parcels] == [5, 10]


def test_items_taken_over_stand_among_ones_own_by_due_date():
    source, target = account(10), account(10, "b")
    source.demand(day("2009-02-10"), day("2009-02-10"), 5)
    target.demand(day("2009-01-10"), day("2009-01-12"), 6)
    target.demand(day("2009-03-10"), day("2009-03-10"), 7)
    source.hand_over(target, 10)
    assert [item.amount for item in target.expenses] == [6, 5, 7]
