"""R-9: what is received beyond all that is owed is refundable, never lost; a refund and a returned wire undo money."""

import pytest
from notes import cents, day, event, note, row

from note_sched.document.known import known_at
from note_sched.faults import Faulty
from note_sched.history.beyond import held
from note_sched.simulation import simulate

AB = {"a": "100,000.00", "b": "50,000.00"}
FIRST = event("payment", "2008-11-03", amount="1,166.67")
ALL_OF_IT = event("payment", "2008-12-01", amount="101,500.00")  # 1,000.00 and 100,000.00 are owed: 500.00 beyond
MORE = event("payment", "2009-02-10", amount="250.00")
RECORDED = {"payments": "recorded", "through": "2009-06-30"}


def held_on(document, on):
    return held(simulate(document), day(on))


def refund(on, amount, holder="a", **fields):
    return event("refund", on, holder=holder, amount=amount, **fields)


def back(on, of, amount, **fields):
    return event("payment_returned", on, of=of, amount=amount, **fields)


# Who holds what is refundable


@pytest.mark.parametrize(
    ("on", "cents_held"), [("2008-11-30", {}), ("2008-12-01", {"a": 50_000}), ("2009-02-10", {"a": 75_000})]
)
def test_what_was_received_beyond_all_that_is_owed_is_held(on, cents_held):
    """500.00 from 2008-12-01 on, 750.00 from 2009-02-10 on."""
    assert held_on(note(FIRST, ALL_OF_IT, MORE), on) == cents_held


def test_of_a_sum_for_all_each_holds_by_what_it_received_of_it():
    """153,000.01 - 151,500.00 owed = 1,500.01: a got 101,000.00 and b 50,500.00 of it, 2 to 1.

    1,500.01 x 2/3 = 1,000.0066..., x 1/3 = 500.0033...: the larger remainder is a's.
    """
    paid = event("payment", "2008-11-03", amount="1,750.00"), event("payment", "2008-12-01", amount="153,000.01")
    assert held_on(note(*paid, holders=AB), "2008-12-01") == {"a": cents("1000.01"), "b": cents("500.00")}


def test_where_nothing_of_it_was_owed_each_holds_by_the_principal_paid_on_its_note():
    """c took a's Note over whole and was paid 100,000.00; a was paid none: of 300.00 more b holds 100.00, c 200.00."""
    holders = {"a": "100,000.00", "b": "50,000.00", "c": "0"}
    given = event("transfer", "2008-10-15", from_="a", to="c")
    paid = event("payment", "2008-11-03", principal="150,000.00")
    more = event("payment", "2009-02-10", amount="300.00")
    assert held_on(note(given, paid, more, holders=holders), "2009-02-10") == {"b": 10_000, "c": 20_000}


def test_where_no_principal_was_ever_paid_all_hold_alike():
    """c and d only take by transfer, nothing exists yet on the first day: 0.03 are 0.02 and 0.01."""
    holders = {"c": "0", "d": "0", "a": {"principal": "100.00", "issue_date": "2008-10-15"}}
    document = note(event("payment", "2008-09-30", amount="0.03"), holders=holders)
    assert held_on(document, "2008-09-30") == {"c": 2, "d": 1}


def test_what_is_for_one_holder_is_held_by_that_one():
    paid = event("payment", "2008-11-03", principal="150,000.00"), event("payment", "2009-02-10", amount="9.00", to="b")
    assert held_on(note(*paid, holders=AB), "2009-02-10") == {"b": 900}


def test_a_holder_keeps_it_when_its_note_is_transferred():
    """What is refundable is the payer's, and no part of the Note (4(d))."""
    paid = (
        event("payment", "2008-11-03", principal="100,000.00", to="a"),
        event("payment", "2008-11-04", amount="9.00", to="a"),
    )
    goes = event("transfer", "2008-11-05", from_="a", to="b")
    assert held_on(note(*paid, goes, holders=AB), "2008-11-06") == {"a": 900}


def test_what_is_turned_over_counts_as_received():
    """Insolvency: b has 50,000.00 at stake and a 100,000.00; Senior is 30.00. The rest pays all, 90.00 are beyond."""
    filed = event("insolvency", "2008-09-29", voluntary="yes")
    paid = event(
        "payment", "2008-09-30", amount="150,320.00"
    )  # owed: 4 days of September, 100000 x 4/30 % = 133.33, 66.67
    run = simulate(note(filed, paid, holders=AB, debts={"pnc": "30.00"}))
    assert run.totals.turned_over == 3_000
    assert held(run, day("2008-09-30")) == {"a": 6_000, "b": 3_000}


# A refund


def test_a_refund_lowers_what_is_held_and_pays_nothing_on_the_note():
    """750.00 less 700.00 is 50.00; the schedule has no line of it."""
    document = note(FIRST, ALL_OF_IT, MORE, refund("2009-03-10", "700.00"))
    run = simulate(document)
    assert held(run, day("2009-03-09")) == {"a": 75_000}
    assert held(run, day("2009-03-10")) == {"a": 5_000}
    assert run.totals.refundable == 5_000
    assert run.rows == simulate(note(FIRST, ALL_OF_IT, MORE)).rows


def test_a_refund_comes_after_the_payments_of_its_day():
    """Whatever the order in the file: of what is received today, today may be refunded."""
    assert held_on(note(refund("2009-02-10", "750.00"), FIRST, ALL_OF_IT, MORE), "2009-02-10") == {}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ((refund("2009-03-10", "750.01"),), "a refunds 750.01 on 2009-03-10 and holds 750.00 that is refundable"),
        ((refund("2009-02-09", "500.01"),), "a refunds 500.01 on 2009-02-09 and holds 500.00 that is refundable"),
        (
            (refund("2009-03-10", "750.00"), refund("2009-03-11", "0.01")),
            "a refunds 0.01 on 2009-03-11 and holds 0.00 that is refundable",
        ),
        ((refund("2009-03-10", "0.01", "b"),), "b refunds 0.01 on 2009-03-10 and holds 0.00 that is refundable"),
    ],
)
def test_no_more_is_refunded_than_is_held(more, says):
    document = note(FIRST, ALL_OF_IT, MORE, *more, holders={"a": "100,000.00", "b": "0"})
    with pytest.raises(Faulty) as faulty:
        simulate(document)
    assert [fault.what for fault in faulty.value.faults] == [says]


def test_a_refund_is_barred_by_nothing():
    """It is the Borrower's money: 1(b) stops payments to Holders, not what they give back."""
    due = event("senior_maturity", "2009-03-01", facility="pnc")
    assert held_on(note(FIRST, ALL_OF_IT, MORE, due, refund("2009-03-10", "750.00")), "2009-03-10") == {}


# A wire that came back


def test_a_returned_payment_is_undone_from_its_own_day():
    """1,166.67 of 2008-11-03 comes back on 11-12: it was never paid, and from 11-04 that is a default (2(a))."""
    document = note(FIRST, back("2008-11-12", "2008-11-03", "1,166.67"), simulation=RECORDED)
    run = simulate(document)
    assert row(run, "2008-11-03") is None
    assert run.receipts == []
    assert [(str(each.start), run.label(each.role)) for each in run.defaults] == [("2008-11-04", "2(a)")]


@pytest.mark.parametrize(("known", "paid"), [("2008-11-11", True), ("2008-11-12", False)])
def test_the_day_before_it_came_back_the_payment_still_stands(known, paid):
    document = note(FIRST, back("2008-11-12", "2008-11-03", "1,166.67"), simulation=RECORDED)
    assert bool(simulate(known_at(document, day(known))).receipts) is paid


@pytest.mark.parametrize(("known", "paid"), [("2008-11-19", True), ("2008-11-20", False)])
def test_a_return_is_known_from_its_recorded_day(known, paid):
    back_ = back("2008-11-12", "2008-11-03", "1,166.67", recorded="2008-11-20")
    document = note(FIRST, back_, simulation=RECORDED)
    assert bool(simulate(known_at(document, day(known))).receipts) is paid


def test_the_return_of_a_payment_that_is_not_known_yet_is_not_known_either():
    """Paid on 11-03 and written down on 11-30, after it came back: on 11-20 the record knows neither."""
    document = note(
        FIRST | {"recorded": "2008-11-30"}, back("2008-11-12", "2008-11-03", "1,166.67"), simulation=RECORDED
    )
    assert known_at(document, day("2008-11-20")).events == ()
    assert simulate(document).receipts == []


def test_a_part_that_came_back_leaves_the_rest():
    """1,166.67 less 400.00 is 766.67 of interest paid; 400.00 stay unpaid."""
    run = simulate(note(FIRST, back("2008-11-12", "2008-11-03", "400.00"), simulation=RECORDED))
    paid = row(run, "2008-11-03")
    assert (paid.interest_paid, paid.interest_unpaid) == (cents("766.67"), cents("400.00"))
    assert run.receipts[0].returned == cents("400.00")


def test_of_several_payments_of_a_day_the_one_of_that_sum_came_back():
    """300.00 to a and 200.00 to a on one day; 200.00 comes back: the 300.00 stand, line 2's receipt is gone."""
    one, other = (event("payment", "2008-11-03", amount=sum_, to="a") for sum_ in ("300.00", "200.00"))
    run = simulate(note(one, other, back("2008-11-12", "2008-11-03", "200.00", to="a"), simulation=RECORDED))
    assert [each.amount for each in run.receipts] == [30_000]


def test_where_none_has_that_sum_they_come_back_in_their_written_order():
    """300.00 and 200.00; 350.00 come back: all of the first, 50.00 of the second."""
    one, other = (event("payment", "2008-11-03", amount=sum_, to="a") for sum_ in ("300.00", "200.00"))
    run = simulate(note(one, other, back("2008-11-12", "2008-11-03", "350.00", to="a"), simulation=RECORDED))
    assert [(each.amount, each.returned) for each in run.receipts] == [(15_000, 5_000)]


def test_a_payment_by_principal_comes_back_up_to_what_it_came_to():
    """100,000.00 of principal and 1,166.67 + 66.67 of interest were paid on 11-03: 101,233.34 can come back."""
    paid = event("payment", "2008-11-03", principal="100,000.00")
    assert simulate(note(paid, back("2008-11-12", "2008-11-03", "101,233.34"), simulation=RECORDED)).receipts == []
    with pytest.raises(Faulty) as faulty:
        simulate(note(paid, back("2008-11-12", "2008-11-03", "101,233.35"), simulation=RECORDED))
    assert "which came to 101,233.34" in faulty.value.faults[0].what


@pytest.mark.parametrize(("reach", "said"), [({}, True), ({"recorded_through": "2008-11-03"}, False)])
def test_what_is_assumed_on_the_day_of_a_returned_payment_is_said(reach, said):
    """Where the record does not reach, the Borrower is taken to have paid all the same: one is told what to write."""
    run = simulate(note(FIRST, back("2008-11-12", "2008-11-03", "1,166.67"), simulation=reach))
    assert ("assumed-though-returned" in {each.code for each in run.cautions}) is said
    assert (row(run, "2008-11-03") is not None) is said


def test_before_any_note_is_issued_nobody_holds_what_came_too_early():
    """A distribution on October 1, 2008, the only Note being of November 1: all of it is refundable, in all."""
    document = note(
        event("distribution", "2008-10-01", amount="1,000.00"),
        holders={"a": {"principal": "100,000.00", "issue_date": "2008-11-01"}},
    )
    run = simulate(document)
    assert run.totals.refundable == cents(1_000)
    assert [receipt.beyond for receipt in run.receipts] == [{}]
