"""T-27: a conversion discharges principal, and the interest that runs on it, without cash."""

import pytest
from notes import cents, defaults, event, note, row

from note_sched.faults import Faulty
from note_sched.simulation import simulate

NOTE = {"issue_date": "2010-05-15", "maturity_date": "2014-05-15", "interest_rate": "10% per year"}
PLAIN = {"terms": NOTE | {"first_payment_date": "2010-06-15"}, "paper": {"instrument": "plain"}}
"""365,000.00 at 10%, actual/365: 100.00 a day."""


def converted(on, amount, *, interest="yes", holder="a"):
    return event("conversion", on, holder=holder, amount=amount, interest=interest)


def plain(*events, **others):
    return note(*events, **{"holders": {"a": "365,000.00"}, "debts": {}} | PLAIN | others)


def test_running_interest_goes_along_in_proportion():
    """A fifth, after ten days of 100.00: 73,000.00 and 200.00; then 21 days at 80.00 beside the 800.00 that stay."""
    run = simulate(plain(converted("2010-05-25", "73,000.00")))
    found = row(run, "2010-05-25")
    assert found.besides.principal_converted == cents(73_000)
    assert found.besides.interest_converted == cents(200)
    assert (found.principal, found.accrued_interest) == (cents(292_000), cents(800))
    assert (found.principal_paid, found.interest_paid) == (0, 0)
    assert row(run, "2010-06-15").interest_due == cents(800 + 21 * 80)


def test_without_interest_it_stays():
    """Ten days of 100.00 stay; then 21 days at 80.00."""
    run = simulate(plain(converted("2010-05-25", "73,000.00", interest="no")))
    assert row(run, "2010-05-25").besides.interest_converted == 0
    assert row(run, "2010-06-15").interest_due == cents(1_000 + 21 * 80)


def test_what_fell_due_before_stays_due():
    """On the payment date nothing runs yet: 3,100.00 fell due and stay, and are paid on all that was held."""
    run = simulate(plain(converted("2010-06-15", "365,000.00")))
    found = row(run, "2010-06-15")
    assert (found.interest_due, found.interest_paid) == (cents(3_100), cents(3_100))
    assert (found.besides.principal_converted, found.besides.interest_converted) == (cents(365_000), 0)
    assert found.standing == "paid"


def test_at_most_what_is_unpaid_is_converted_and_one_cent_more_is_told():
    for amount, told in (("365,000.00", set()), ("365,000.01", {"conversion-above-principal"})):
        run = simulate(plain(converted("2010-05-25", amount)))
        assert row(run, "2010-05-25").besides.principal_converted == cents(365_000)
        assert {caution.code for caution in run.cautions} & {"conversion-above-principal"} == told


def test_no_bar_concerns_it_and_it_ends_a_default():
    """Principal due 2010-05-31 (Memorial Day), in time on June 1, in default from June 2, barred by 1(b)."""
    matured = event("senior_maturity", "2010-05-01", facility="pnc")
    run = simulate(note(matured, converted("2010-06-04", "100,000.00")))
    found = row(run, "2010-06-04")
    assert (found.besides.principal_converted, found.turned_over) == (cents(100_000), 0)
    assert found.principal == 0
    # May's interest, due and unpaid, keeps the default; nothing of it was converted.
    assert defaults(run, "2(a)", "a") == [("2010-05-04", None)]


def test_before_payments_of_its_day():
    """65,000.00 are converted first; then 300,000.00 and 1,000.00 less the 178.08 of it pay the rest."""
    paid = event("payment", "2010-05-25", amount="300,821.92")
    run = simulate(plain(paid, converted("2010-05-25", "65,000.00"), simulation={"recorded_through": "2010-05-25"}))
    found = row(run, "2010-05-25")
    assert (found.interest_paid, found.principal_paid) == (cents("821.92"), cents(300_000))
    assert found.standing == "paid"


def test_not_before_its_note_is_issued():
    holders = {"a": {"principal": "365,000.00", "issue_date": "2010-05-20"}}
    plain(converted("2010-05-20", "10.00"), holders=holders)
    with pytest.raises(Faulty) as faulty:
        plain(converted("2010-05-19", "10.00"), holders=holders)
    assert [fault.code for fault in faulty.value.faults] == ["payment-before-issue"]
