"""The wire that lies on the desk: how each dollar would be applied, turned over or refunded."""

import json

import pytest
from notes import cents, day, event, note
from pages import TWO, blocked, labelled, lines

from note_sched.faults import Refusal
from note_sched.rendering.data import csv_page
from note_sched.rendering.json_text import json_page
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.wire import send, with_wire
from note_sched.simulation import simulate


def wired(document, on, amount, to=None):
    run = simulate(document, ask=day(on))
    wire = send(document, run, cents(amount), to)
    return wire, with_wire(can_pay(run), wire)


def test_what_is_due_and_payable_is_applied_to_it_and_nothing_else_is_said():
    wire, page = wired(note(holders=TWO), "2008-11-03", "1750.00")
    assert wire.is_clean
    assert labelled(page, "Wire") == "SEND: 1,750.00 to all Notes, ratably, all of it is applied to the Notes"
    assert not any("Beyond what is due" in line for line in lines(page))
    assert "TOTAL 1,750.00 - - 150,100.00" in lines(page)  # two days of November: 66.67 + 33.33


def test_a_cent_more_than_is_due_is_named():
    """Beyond the 1,166.67 due, a cent pays interest accrued and not yet due."""
    _, page = wired(note(), "2008-11-03", "1166.68")
    assert "Beyond what is due: 0.01 of interest accrued and not yet due" in lines(page)


def test_a_prepayment_of_principal_names_the_sum():
    """1,166.67 due, 66.67 accrued in two days of November, the rest retires principal."""
    wire, page = wired(note(), "2008-11-03", "10000.00")
    assert wire.is_clean
    prepaid = "8,766.66 of principal prepaid and 66.67 of interest accrued and not yet due"
    assert f"Beyond what is due: {prepaid}" in lines(page)


def test_a_barred_wire_would_be_turned_over():
    wire, page = wired(blocked(), "2009-04-15", "1000.00")
    assert not wire.is_clean
    assert (
        labelled(page, "Wire")
        == "DO NOT SEND: of 1,000.00 to all Notes, ratably, 1,000.00 would be turned over to Senior"
    )
    assert "Wed 2009-04-15 a 1,000.00 pnc 1,000.00 1(g)" in lines(page)


def test_what_nobody_is_owed_is_refundable():
    wire, page = wired(note(), "2008-11-03", "101233.35")
    assert wire.receipt.refundable == 1
    first, second, *_ = lines(page)
    assert first == "DO NOT SEND: of 101,233.35 to all Notes, ratably, 0.01 would be beyond all that is owed"
    assert second == "What is due PAY"
    assert lines(wired(note(), "2008-11-03", "101233.34")[1])[0] == "PAY"


def test_a_wire_to_one_holder_alone_is_said_not_to_be_ratable():
    _, page = wired(note(holders=TWO), "2008-11-03", "583.33", "b")
    assert "Not ratable (section 3): other Holders are owed, too" in lines(page)
    _, page = wired(note(), "2008-11-03", "583.33", "a")
    assert not any("Not ratable" in line for line in lines(page))


def test_a_wire_before_the_note_is_issued_is_refused():
    document = note(holders=TWO | {"late": {"principal": "1.00", "issue_date": "2009-01-05"}})
    with pytest.raises(Refusal, match="late is issued on 2009-01-05"):
        wired(document, "2008-11-03", "1.00", "late")


def test_machines_find_it_under_wire_and_the_csv_is_unchanged():
    document = blocked()
    _, page = wired(document, "2009-04-15", "1000.00")
    plain = can_pay(simulate(document, ask=day("2009-04-15")))
    data = json.loads(json_page(page))
    assert csv_page(page) == csv_page(plain)
    assert data.pop("wire")["turned_over"] == "1000.00"
    assert data == json.loads(json_page(plain))


def test_money_sent_back_by_senior_on_that_day_is_not_taken_for_the_wire():
    petition = event("insolvency", "2009-05-11", voluntary="yes")
    beyond = event("senior_payment", "2009-05-15", facility="pnc", amount="8,000,500.00")
    wire, _ = wired(note(petition, beyond), "2009-05-15", "100.00")
    assert wire.receipt.amount == cents(100)


def test_a_wire_that_leaves_too_little_for_a_later_transfer_is_answered_all_the_same():
    transfer = event("transfer", "2009-01-15", from_="a", to="b", amount="100,000.00")
    wire, _ = wired(note(transfer, holders=TWO), "2008-11-03", "151000.00")
    assert wire.receipt.applied["a"].principal > 0
