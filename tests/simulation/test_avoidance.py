"""1(i): Senior money returned as a voidable transfer was never received; history is computed again from its receipt.

PNC has 6,000.00 and blocks from 2009-02-02 for a payment default; it is paid in full on March 2. The Holder receives
1,000.00 on March 10, when February's and March's interest (2,000.00) are due.
"""

import pytest
from notes import block, cents, day, event, note, row, windows

from note_sched.simulation import simulate

DEBT = {"pnc": "6,000.00"}
BLOCKED = block("2009-02-02", "2009-01-15", kind="payment")
PAID_IN_FULL = event("senior_payment", "2009-03-02", facility="pnc", in_full="yes")
RECEIVED = event("payment", "2009-03-10", amount="1,000.00")
RECORDED = {"recorded_through": "2009-03-10"}


def avoided(amount, received="2009-03-02", returned="2009-06-15"):
    return event("senior_avoidance", returned, facility="pnc", amount=amount, received=received)


def outstanding(on, *events, debts=None):
    """Cents outstanding under PNC at the end of a day."""
    return simulate(note(*events, debts=debts or DEBT), ask=day(on)).asked.senior_outstanding["pnc"]


def received(*events):
    return simulate(note(*BLOCKED, PAID_IN_FULL, RECEIVED, *events, debts=DEBT, simulation=RECORDED))


@pytest.mark.parametrize(
    ("returned", "turned_over"),
    [(None, 0), ("0.01", 1), ("999.99", cents("999.99")), ("6,000.00", cents(1_000))],
)
def test_what_a_holder_received_since_becomes_prohibited_up_to_what_is_outstanding_again(returned, turned_over):
    run = received(*([avoided(returned)] if returned else []))
    assert row(run, "2009-03-10").turned_over == turned_over
    assert row(run, "2009-03-10").interest_paid == cents(1_000) - turned_over
    assert [str(each.date) for each in run.turnovers] == (["2009-03-10"] if turned_over else [])


@pytest.mark.parametrize(
    ("receipt", "turned_over"), [("2009-03-09", cents(1_000)), ("2009-03-10", cents(1_000)), ("2009-03-11", 0)]
)
def test_history_changes_from_the_day_on_which_the_money_was_received(receipt, turned_over):
    """PNC, paid in full on March 2, received 2,000.00 more on the day named, and returned them in June."""
    run = received(avoided("2,000.00", received=receipt))
    assert row(run, "2009-03-10").turned_over == turned_over


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("0.01", 1),
        ("6,000.00", cents(6_000)),  # all of that day's payment undone
        ("7,000.00", cents(7_000)),  # what exceeds it is added from that day
    ],
)
def test_that_days_payments_are_reduced_and_what_exceeds_them_is_added(amount, expected):
    assert outstanding("2009-03-02", PAID_IN_FULL, avoided(amount)) == expected


def test_before_the_receipt_nothing_changes():
    assert outstanding("2009-03-01", PAID_IN_FULL, avoided("7,000.00")) == cents(6_000)


def test_two_payments_of_that_day_are_reduced_together():
    halves = [event("senior_payment", "2009-03-02", facility="pnc", amount="3,000.00")] * 2
    assert outstanding("2009-03-02", *halves, avoided("4,000.00")) == cents(4_000)


def test_a_payment_in_full_stays_the_sum_that_it_was_on_the_books_of_its_day():
    """1,000.00 of February 16 were returned in June: on March 2, 5,000.00 paid all that the books showed."""
    early = event("senior_payment", "2009-02-16", facility="pnc", amount="1,000.00")
    assert outstanding("2009-03-02", early, PAID_IN_FULL) == 0
    assert outstanding("2009-03-02", early, PAID_IN_FULL, avoided("1,000.00", "2009-02-16")) == cents(1_000)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2009-03-03", cents(500) + cents(100)),
        ("2009-06-14", cents(500) + cents(100)),
        ("2009-06-16", cents(500)),  # stated when the money was back
    ],
)
def test_balances_stated_between_receipt_and_return_are_raised_and_later_ones_stand(stated, expected):
    balance = event("senior_balance", stated, facility="pnc", outstanding="500.00")
    assert outstanding(stated, balance, avoided("100.00")) == expected


def test_a_balance_of_the_day_of_the_receipt_is_the_figure_before_its_payments_and_not_raised():
    """500.00 before a payment of 100.00 that was returned: 500.00 after it."""
    balance = event("senior_balance", "2009-03-02", facility="pnc", outstanding="500.00")
    paid = event("senior_payment", "2009-03-02", facility="pnc", amount="100.00")
    assert outstanding("2009-03-02", balance, paid, avoided("100.00")) == cents(500)


def test_turnovers_received_are_not_reduced():
    """1,000.00 turned over on March 10; 400.00 received that day otherwise, and returned, are added."""
    events = *BLOCKED, RECEIVED, avoided("400.00", "2009-03-10")
    run = simulate(note(*events, debts=DEBT, simulation=RECORDED), ask=day("2009-03-10"))
    assert [each.amount for each in run.turnovers] == [cents(1_000)]
    assert run.asked.senior_outstanding["pnc"] == cents(6_000) + cents(400) - cents(1_000)


@pytest.mark.parametrize(("returned", "last"), [(None, "2009-03-01"), ("0.01", None)])
def test_an_acceleration_that_was_paid_bars_again_when_a_cent_of_the_payment_is_returned(returned, last):
    accelerates = event("senior_acceleration", "2009-02-16", facility="pnc")
    events = accelerates, PAID_IN_FULL, *([avoided(returned)] if returned else [])
    assert windows(simulate(note(*events, debts=DEBT)), "senior") == [("2009-02-16", last)]


def test_a_petitions_bar_comes_back_from_the_day_of_the_receipt():
    petition = event("insolvency", "2009-01-05", voluntary="yes")
    run = simulate(note(petition, PAID_IN_FULL, avoided("0.01"), debts=DEBT))
    assert windows(run, "insolvency") == [("2009-01-05", None)]
    run = simulate(note(petition, PAID_IN_FULL, debts=DEBT))
    assert windows(run, "insolvency") == [("2009-01-05", "2009-03-01")]


@pytest.mark.parametrize("asked", ["2009-04-07", "2009-08-11"])
def test_a_later_payment_in_full_is_on_the_books_of_its_day_whatever_day_is_asked_about(asked):
    """6,000.00 are paid on March 2 and returned; on the books nothing was left to be paid in full on August 21.

    So 6,000.00 stay outstanding, and the default that was never cured blocks without an end known.
    """
    again = event("senior_payment", "2009-08-21", facility="pnc", in_full="yes")
    events = *BLOCKED, PAID_IN_FULL, avoided("6,000.00", returned="2009-04-06"), again
    document = note(*events, debts=DEBT)
    assert windows(simulate(document), "blockage", "a") == [("2009-02-02", None)]
    run = simulate(document, ask=day(asked))
    assert run.asked.lifts.all_free is None
    assert outstanding(
        "2009-08-21", *BLOCKED, PAID_IN_FULL, avoided("6,000.00", returned="2009-04-06"), again
    ) == cents(6_000)
