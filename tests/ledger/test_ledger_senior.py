"""A Senior facility: what is outstanding, what of it has matured, and how a turnover is divided (1(b), 1(g))."""

from datetime import date

import pytest

from note_sched.document.model import SeniorDebt
from note_sched.ledger.senior_debt import Facility, SeniorBook

day = date.fromisoformat
OPENS, FIRST, SECOND = day("2008-09-26"), day("2009-03-30"), day("2009-04-30")
NO_LIMIT = 1 << 62


def facility(outstanding=1000, name="pnc", rank="1", position=0, *, opened=True):
    debt = SeniorDebt(id=name, lender=name, principal=outstanding, rank=rank)
    made = Facility(debt, position, OPENS, outstanding)
    if opened:
        made.open()
    return made


def unpaid(made):
    return [claim.unpaid for claim in (*made.matured, *made.accelerated)]


@pytest.mark.parametrize(
    ("paid", "left"), [(99, [1, 50]), (100, [0, 50]), (101, [0, 49]), (150, [0, 0]), (151, [0, 0])]
)
def test_matured_portions_are_paid_oldest_first_to_the_cent(paid, left):
    made = facility()
    made.mature(FIRST, 100)
    made.mature(SECOND, 50)
    assert made.pay(SECOND, paid) == 0
    assert unpaid(made) == left
    assert made.outstanding == 1000 - paid


def test_a_payment_counts_against_the_accelerated_amount_at_the_same_time():
    made = facility()
    made.mature(FIRST, 100)
    made.accelerate(SECOND, None)
    made.pay(SECOND, 60)
    assert unpaid(made) == [40, 940]


@pytest.mark.parametrize(
    ("balance", "left"),
    [(999, [100, 50, 999]), (150, [100, 50, 150]), (149, [99, 50, 149]), (50, [0, 50, 50]), (0, [0, 0, 0])],
)
def test_a_falling_balance_caps_both_the_oldest_portion_first(balance, left):
    made = facility()
    made.mature(FIRST, 100)
    made.mature(SECOND, 50)
    made.accelerate(SECOND, None)
    made.balance(balance)
    assert unpaid(made) == left


def test_a_rising_balance_brings_no_paid_claim_back():
    made = facility()
    made.mature(FIRST, 100)
    made.balance(10)
    made.balance(2000)
    assert unpaid(made) == [10]


@pytest.mark.parametrize(("matures", "due"), [(None, 1000), (999, 999), (1000, 1000), (1001, 1000)])
def test_a_portion_is_at_most_what_is_outstanding(matures, due):
    made = facility()
    assert made.mature(FIRST, matures).unpaid == due


def test_what_has_matured_does_not_mature_again():
    made = facility()
    made.mature(FIRST, 600)
    assert made.mature(SECOND, None).unpaid == 400
    made.pay(SECOND, 600)
    assert made.mature(day("2009-05-29"), 500).unpaid == 0  # all of the 400 left has matured


@pytest.mark.parametrize(("ahead", "due"), [(99, 1), (100, 0), (101, 0)])
def test_what_was_paid_for_a_portion_before_it_fell_due_counts_against_it(ahead, due):
    made = facility()
    made.pay(OPENS, ahead, FIRST)
    assert made.mature(FIRST, 100).unpaid == due


def test_what_was_paid_for_another_portion_or_for_none_does_not():
    made = facility()
    made.pay(OPENS, 100, SECOND)
    made.pay(OPENS, 100)
    assert made.mature(FIRST, 100).unpaid == 100


def test_on_the_day_itself_a_payment_for_a_portion_is_a_payment():
    made = facility()
    made.mature(FIRST, 100)
    made.pay(FIRST, 100, FIRST)
    assert unpaid(made) == [0]


def test_a_payment_ahead_pays_no_older_portion():
    made = facility()
    made.mature(FIRST, 100)
    made.pay(FIRST, 60, SECOND)
    assert unpaid(made) == [100]
    assert made.mature(SECOND, 100).unpaid == 40


@pytest.mark.parametrize(("paid", "beyond"), [(999, 0), (1000, 0), (1001, 1)])
def test_what_is_beyond_the_outstanding_is_said(paid, beyond):
    assert facility().pay(FIRST, paid) == beyond


@pytest.mark.parametrize(("on", "left"), [(FIRST, [1000]), (SECOND, [0])])
def test_a_rescission_takes_the_claim_away_on_its_day(on, left):
    made = facility()
    made.accelerate(FIRST, SECOND)
    made.rescind(on)
    assert unpaid(made) == left


def test_before_its_opening_only_claims_are_followed():
    """Earlier payments are already in the principal of the opening, and balances before it are the lender's history."""
    made = facility(opened=False)
    made.mature(day("2008-08-01"), 100)
    assert made.pay(day("2008-08-04"), 60) == 0
    made.balance(5)
    assert (made.outstanding, unpaid(made)) == (0, [40])
    made.open()
    assert (made.outstanding, unpaid(made)) == (1000, [40])


def book(*facilities):
    return SeniorBook([facility(amount, name, rank, place) for place, (name, rank, amount) in enumerate(facilities)])


@pytest.mark.parametrize(
    ("cents", "parts"),
    [
        (600, {"one": 600}),
        (601, {"one": 600, "two": 1}),
        (900, {"one": 600, "two": 300}),
        (901, {"one": 600, "two": 300, "three": 1}),
    ],
)
def test_the_highest_rank_is_paid_in_full_before_the_next(cents, parts):
    """Ranks are numbers, not words: 10 comes after 2. The order of the document does not matter."""
    opened = book(("three", "10", 100), ("two", "2", 300), ("one", "1", 600))
    assert opened.turn_over(FIRST, cents, dict.fromkeys(("one", "two", "three"), NO_LIMIT)) == parts
    assert sum(each.outstanding for each in opened.facilities) == 1000 - cents


@pytest.mark.parametrize(
    ("cents", "parts"),
    [
        (100, {"x": 67, "y": 33}),  # 66.67 and 33.33
        (3, {"x": 2, "y": 1}),
        (1, {"x": 1}),
        (899, {"x": 599, "y": 300}),  # 599.33 and 299.67: the odd cent to the larger remainder
    ],
)
def test_equal_ranks_share_by_amount_cents_by_largest_remainder(cents, parts):
    opened = book(("x", "1", 600), ("y", "1", 300))
    assert opened.turn_over(FIRST, cents, {"x": NO_LIMIT, "y": NO_LIMIT}) == parts


@pytest.mark.parametrize(("owed", "senior"), [(1000, 700), (701, 700), (700, 700), (699, 699)])
def test_payments_reduce_what_is_not_senior_of_a_facility_first(owed, senior):
    """A refinancing of 1,000 cents of which 300 are excess."""
    opened = book(("pnc", "1", 1000))
    opened.facilities[0].pay(FIRST, 1000 - owed)
    assert opened.outstanding({"pnc": 700}) == senior


@pytest.mark.parametrize(("paid", "senior"), [(399, 200), (400, 200), (401, 199)])
def test_a_turnover_is_credited_to_what_is_senior_and_a_payment_to_the_excess(paid, senior):
    """Of 900, 500 are Senior; 300 turned over leave 200 of them, and 400 that are not (1(g))."""
    opened, limits = SeniorBook([facility(900)]), {"pnc": 500}
    assert opened.turn_over(FIRST, 300, limits) == {"pnc": 300}
    assert (opened.by_id["pnc"].outstanding, opened.amounts(limits)) == (600, [200])
    opened.by_id["pnc"].pay(SECOND, paid)
    assert opened.amounts(limits) == [senior]


def test_what_is_not_senior_shares_in_no_turnover():
    opened = book(("pnc", "1", 100), ("junior", "1", 100))
    limits = {"pnc": 60, "junior": 0}
    assert opened.outstanding(limits) == 60
    assert opened.turn_over(FIRST, 60, limits) == {"pnc": 60}


def test_a_turnover_pays_matured_portions_like_a_payment():
    opened = book(("pnc", "1", 100))
    opened.facilities[0].mature(FIRST, 100)
    opened.turn_over(FIRST, 40, {"pnc": NO_LIMIT})
    assert unpaid(opened.facilities[0]) == [60]


def test_a_copy_can_be_turned_over_to_without_changing_the_book():
    opened = book(("pnc", "1", 100))
    opened.copy().turn_over(FIRST, 100, {"pnc": NO_LIMIT})
    assert opened.outstanding({"pnc": NO_LIMIT}) == 100
