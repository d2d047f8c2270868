"""A run read back: every kind of entry has its line in the table, and a day has an opening, a noon and an evening."""

import pytest
from notes import cents, day, event, note

from note_sched.history.dues import Dues
from note_sched.history.movements import COLUMNS, KINDS, ROLES, Act, Balances
from note_sched.history.past import Moment, Past, by_due
from note_sched.ledger.entries import What
from note_sched.measure.months import Month
from note_sched.pages.postings import Posting
from note_sched.reports.books.journal import disagreements, journal
from note_sched.reports.statements.statement import statements
from note_sched.simulation import simulate

CONVERTED = {
    "holders": {"a": "365,000.00"},
    "debts": {},
    "terms": {
        "issue_date": "2010-05-15",
        "maturity_date": "2014-05-15",
        "interest_rate": "10% per year",
        "first_payment_date": "2010-06-15",
    },
    "paper": {"instrument": "plain"},
}
"""365,000.00 at 10%, actual/365: 100.00 a day."""


def past(document, on, moment=Moment.EVENING, holder="a"):
    return Past(simulate(document, ask=day(on), traced=True), holder, day(on), moment)


def test_every_kind_of_entry_has_its_line_and_every_column_a_heading():
    assert set(KINDS) == set(What)
    assert {kind.column for kind in KINDS.values()} - {""} == set(COLUMNS)
    assert all(kind.words for kind in KINDS.values() if kind.act is Act.FELL_DUE)


def test_a_day_opens_and_at_noon_and_in_the_evening_stands_elsewhere():
    """November 1 is a Saturday: 1,166.67 fall due and are assumed as paid on Monday 3, on which 500.00 are paid."""
    document = note(event("payment", "2008-11-03", amount="500.00"))
    due = cents("1166.67")
    opening = past(document, "2008-11-03").balances(day("2008-11-02"))
    assert opening == Balances(cents(100_000), due, cents("33.33"))
    noon = past(document, "2008-11-03", Moment.NOON).balances()
    assert (noon.interest_unpaid, noon.accrued_interest) == (due - cents(500), cents("66.67"))
    evening = past(document, "2008-11-03").balances()
    assert (evening.interest_unpaid, evening.accrued_interest) == (0, cents("66.67"))


def test_what_fell_due_knows_what_settled_it():
    """Half of the 1,166.67 goes with half of the principal on November 2, half up; the rest is paid in two parts."""
    document = note(
        event("transfer", "2008-11-02", from_="a", to="b", amount="50,000.00"),
        event("payment", "2008-11-03", amount="500.00"),
        holders={"a": "100,000.00", "b": "0.00"},
    )
    (left,) = Dues(past(document, "2008-11-04").movements).of("interest")
    (came,) = Dues(past(document, "2008-11-04", holder="b").movements).of("interest")
    assert (left.cents, left.passed) == (cents("1166.67"), cents("583.34"))
    assert (left.paid, left.assumed, left.unpaid) == (cents("583.33"), cents("333.33"), 0)
    assert (came.due, came.since, came.cents) == (day("2008-11-01"), day("2008-11-02"), cents("583.34"))
    assert (came.came, left.came, came.unpaid) == (True, False, 0)


@pytest.mark.parametrize(("interest", "accrued"), [("yes", 800), ("no", 1_000)])
def test_what_is_converted_is_told_and_never_as_paid(interest, accrued):
    """A fifth after ten days of 100.00: 73,000.00 and, with the interest that runs on them, 200.00."""
    fact = event("conversion", "2010-05-25", holder="a", amount="73,000.00", interest=interest)
    document = note(fact, **CONVERTED)
    balances = past(document, "2010-05-25").balances()
    assert balances == Balances(principal=cents(292_000), accrued_interest=cents(accrued))
    (may,) = statements(document, Month(2010, 5)).statements
    assert may.history.flows.converted == Balances(-cents(73_000), 0, cents(accrued - 1_000))
    assert not any(may.history.flows.paid_recorded)
    run = simulate(document, traced=True)
    book = journal(run)
    assert list(disagreements(book)) == []
    (told,) = [each for each in book.entries if getattr(each, "event", "") == "conversion"]
    assert told.postings[-1] == Posting(("Equity", "Notes", "Conversion"), -cents(74_000 - accrued))


def test_a_cause_has_the_role_of_its_clause():
    run = simulate(note(event("payment", "2009-01-11", principal="50,000.00")), traced=True)
    assert {entry.cause.kind for entry in run.trace.entries} <= set(ROLES)


def test_an_instalment_is_booked_on_its_own_day():
    """Of 300,000.00 that mature in September 100,000.00 fall due on March 1, and are paid: 200,000.00 are left."""
    terms = {"issue_date": "2010-01-15", "maturity_date": "2010-09-15", "first_payment_date": "2010-02-15"}
    paper = {"instrument": "plain", "principal": {"instalments": [{"date": "2010-03-01", "amount": "100,000.00"}]}}
    document = note(holders={"a": "300,000.00"}, debts={}, terms=terms, paper=paper)
    booked = past(document, "2010-03-02").booked("principal")
    assert by_due(booked) == {day("2010-03-01"): 0, day("2010-09-15"): cents(200_000)}
    noon = past(document, "2010-03-01", Moment.NOON).booked("principal")
    assert by_due(noon) == {day("2010-03-01"): cents(100_000), day("2010-09-15"): cents(200_000)}
