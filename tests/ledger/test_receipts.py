"""Receipts: what is turned over, in which order and to whom, what is kept, what is refundable (R-20, R-21)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from note_sched.document.model import SeniorDebt
from note_sched.ledger.account import Account
from note_sched.ledger.parcels import Parcel
from note_sched.ledger.receipts import Prohibited, Till
from note_sched.ledger.senior_debt import Facility, SeniorBook
from note_sched.ledger.waterfall import allocate
from note_sched.terms.roles import Role

ON = date(2009, 4, 1)
NO_LIMIT = 1 << 62


def account(name="a", interest=0, principal=0):
    opened = Account(name, "others", 0, ON, 1)
    opened.issue(Parcel(principal, ON, "stated"))
    opened.net = interest
    opened.cut(ON, ON)
    opened.interest_due_today = 0
    return opened


def book(**owed):
    """Facilities by ``name=(rank, cents)``."""
    made = []
    for place, (name, (rank, cents)) in enumerate(owed.items()):
        made.append(Facility(SeniorDebt(id=name, lender=name, principal=cents, rank=rank), place, ON, cents))
        made[-1].open()
    return SeniorBook(made)


def receive(cents, accounts, senior, barred, **how):
    """Receive ``cents`` on all accounts; ``barred``: the names whose whole share is prohibited.

    ``how``: whether it ``discharges``, and the ``limits`` of each name.

    Returns by name what was applied, by name and facility what was turned over, and what is refundable.
    """
    everything = dict.fromkeys(senior.by_id, NO_LIMIT)
    limits = how.get("limits", {})
    till = Till(ON, senior, lambda one: limits.get(one.holder, everything), discharges=how.get("discharges", False))

    def judge(allocation):
        prohibited = allocation.account.holder in barred
        return Prohibited(allocation if prohibited else None, Role.TURNOVER)

    applied, turnovers, refundable = till.receive(cents, lambda left: allocate(left, accounts), judge)
    kept = {one.holder: each.expenses + each.interest + each.principal for one, each in applied.items()}
    return kept, {each.holder: dict(each.to) for each in turnovers}, refundable


@pytest.mark.parametrize(
    ("senior", "turned_over", "kept", "refundable"),
    [
        (100, 100, 0, 0),
        (101, 100, 0, 0),
        (99, 99, 1, 0),
        (1, 1, 99, 0),
        (0, 0, 100, 0),
    ],
)
def test_up_to_all_senior_outstanding_is_turned_over_and_the_rest_is_kept(senior, turned_over, kept, refundable):
    one = account(interest=40, principal=100)
    applied, over, left = receive(100, [one], book(pnc=("1", senior)), {"a"})
    assert sum(over.get("a", {}).values()) == turned_over
    assert (applied["a"], left) == (kept, refundable)
    assert one.owing == 140 - kept


@pytest.mark.parametrize(
    ("received", "kept", "refundable"), [(240, 100, 0), (340, 140, 60), (280, 140, 0), (281, 140, 1)]
)
def test_as_long_as_something_is_owed_what_is_left_is_poured_and_turned_over_again(received, kept, refundable):
    """140 owed and barred, 140 Senior: 140 go to Senior, then 140 to the Note; what is beyond is refundable."""
    applied, over, left = receive(received, [account(interest=40, principal=100)], book(pnc=("1", 140)), {"a"})
    assert over == {"a": {"pnc": 140}}
    assert (applied["a"], left) == (kept, refundable)


def test_senior_larger_than_all_that_is_owed_takes_everything():
    one = account(principal=7)
    applied, over, left = receive(1000, [one], book(pnc=("1", 1000)), {"a"})
    assert (applied.get("a", 0), over, left) == (0, {"a": {"pnc": 1000}}, 0)
    assert one.owing == 7


def test_an_unbarred_note_keeps_its_share_and_the_barred_one_turns_its_own_over():
    kept, over, left = receive(50, [account("a", 40), account("b", 60)], book(pnc=("1", 1000)), {"a"})
    assert (kept["b"], over, left) == (30, {"a": {"pnc": 20}}, 0)


def test_several_shares_that_exceed_senior_turn_over_pro_rata_to_what_was_prohibited():
    """20 and 30 prohibited, 25 Senior: 10 and 15; the other 25 are kept, 10 and 15."""
    kept, over, _ = receive(50, [account("a", 40), account("b", 60)], book(pnc=("1", 25)), {"a", "b"})
    assert over == {"a": {"pnc": 10}, "b": {"pnc": 15}}
    assert kept == {"a": 10, "b": 15}


def test_one_receipt_goes_down_the_ranks_as_one_sum_and_each_part_is_divided_by_what_is_left():
    """60 of a and 40 of b: the first rank's 50 are 30 and 20, the second's 50 the 30 and 20 left."""
    senior = book(one=("1", 50), two=("2", 100))
    _, over, _ = receive(100, [account("a", 60), account("b", 40)], senior, {"a", "b"})
    assert over == {"a": {"one": 30, "two": 30}, "b": {"one": 20, "two": 20}}


def test_an_odd_cent_of_a_facility_goes_to_the_largest_remainder():
    """a's 2 and b's 1: x has 2 of them, by 2:1 1.33 and 0.67, so one of each; y has 1, by what is left, 1:0."""
    senior = book(x=("1", 150), y=("1", 150))
    _, over, _ = receive(3, [account("a", 200), account("b", 100)], senior, {"a", "b"})
    assert over == {"a": {"x": 1, "y": 1}, "b": {"x": 1}}


@pytest.mark.parametrize(("discharges", "owing"), [(False, 140), (True, 40)])
def test_what_is_turned_over_discharges_the_note_or_not(discharges, owing):
    one = account(interest=40, principal=100)
    _, over, left = receive(100, [one], book(pnc=("1", 1000)), {"a"}, discharges=discharges)
    assert (over, left, one.owing) == ({"a": {"pnc": 100}}, 0, owing)


@pytest.mark.parametrize("received", [139, 140, 141])
def test_where_it_discharges_what_is_beyond_the_note_is_refundable_though_senior_is_not_complete(received):
    """Nothing is owed any more, so nothing beyond is a payment on the Note that 1(g) could reach."""
    one = account(interest=40, principal=100)
    _, over, left = receive(received, [one], book(pnc=("1", 1000)), {"a"}, discharges=True)
    assert sum(over["a"].values()) == min(received, 140)
    assert left == max(0, received - 140)


def test_where_senior_differs_by_holder_each_goes_down_the_ranks_by_itself_in_document_order():
    """a's 60 take one's 50 and ten of two; two is not Senior as to b, for whom nothing is left."""
    senior = book(one=("1", 50), two=("2", 100))
    limits = {"a": {"one": NO_LIMIT, "two": NO_LIMIT}, "b": {"one": NO_LIMIT, "two": 0}}
    kept, over, _ = receive(100, [account("a", 60), account("b", 40)], senior, {"a", "b"}, limits=limits)
    assert over == {"a": {"one": 50, "two": 10}}
    assert kept == {"a": 0, "b": 40}


@given(
    st.lists(st.tuples(st.integers(0, 500), st.integers(0, 5000)), min_size=1, max_size=4),
    st.lists(st.tuples(st.sampled_from("123"), st.integers(0, 3000)), min_size=1, max_size=3),
    st.integers(0, 20_000),
    st.data(),
)
def test_a_receipt_is_turned_over_applied_and_refundable_to_the_last_cent(owed, debts, received, data):
    """And nothing is refundable while a Note is owed something. Debt may be Senior as to some of the Holders only."""
    accounts = [account(str(place), *sums) for place, sums in enumerate(owed)]
    senior = book(**{f"s{place}": debt for place, debt in enumerate(debts)})
    barred = data.draw(st.sets(st.sampled_from([one.holder for one in accounts])))
    outstanding, owing = sum(cents for _, cents in debts), [one.owing for one in accounts]
    names = st.dictionaries(st.sampled_from(list(senior.by_id)), st.just(0))
    limits = {one.holder: dict.fromkeys(senior.by_id, NO_LIMIT) | data.draw(names) for one in accounts}
    kept, over, left = receive(received, accounts, senior, barred, limits=limits)
    turned_over = sum(sum(to.values()) for to in over.values())
    assert received == turned_over + sum(kept.values()) + left
    assert turned_over <= outstanding
    assert set(over) <= barred
    assert [one.owing for one in accounts] == [
        owed_before - kept.get(one.holder, 0) for one, owed_before in zip(accounts, owing, strict=True)
    ]
    if left:
        assert not any(one.owing for one in accounts)
