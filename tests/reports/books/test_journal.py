"""The Borrower's books, worked out by hand."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive import documents
from notes import block, cents, day, event, half_up, note
from test_invariants import play

from note_sched.measure.business_days import DAY
from note_sched.pages.postings import Assertion, Transaction
from note_sched.reports.books.journal import Accounts, journal
from note_sched.simulation import simulate

TWO = {"a": "100,000.00", "b": "50,000.00"}
some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
RECORDED = {"payments": "recorded"}


def books(document, *holders):
    return journal(simulate(document, traced=True), holders).entries


def of(entries, kind, on=None):
    return [
        each
        for each in entries
        if isinstance(each, Transaction) and each.event == kind and on in (None, str(each.date))
    ]


def legs(transaction):
    return {":".join(each.account).removeprefix("Liabilities:Notes:"): each.cents for each in transaction.postings}


def balances(entries, on):
    """What each account holds at the end of a day."""
    found: dict = {}
    for each in entries:
        if isinstance(each, Transaction) and each.date <= on:
            for posting in each.postings:
                found[posting.account] = found.get(posting.account, 0) + posting.cents
    return found


def test_the_first_period_accrues_to_the_month_end_and_falls_due_at_once():
    """5/30 of 1,000.00 for September 26 to 30, 1,000.00 for October; 1,166.67 falls due on November 1 (R-6)."""
    found = books(note())
    september, october = (of(found, "accrual", on)[0] for on in ("2008-09-30", "2008-10-31"))
    assert legs(september)["A:Interest-Accrued"] == -half_up(cents(1_000) * Fraction(5, 30)) == -166_67
    assert legs(october)["A:Interest-Accrued"] == -(half_up(cents(1_000) * Fraction(35, 30)) - 166_67)
    (due,) = of(found, "instalment", "2008-11-01")
    assert legs(due) == {"A:Interest-Accrued": 1166_67, "A:Interest-Due": -1166_67}


def test_an_assumed_payment_is_marked_and_touches_no_cash():
    (paid,) = of(books(note()), "assumed", "2008-11-03")
    assert paid.assumed
    assert legs(paid) == {"A:Interest-Due": 1166_67, ":".join(Accounts().assumed): -1166_67}
    assert balances(books(note()), day("2010-12-31"))[Accounts().cash] == cents(
        100_000
    )  # from the issue, and nothing paid out


def test_a_recorded_payment_names_its_line_and_its_parts():
    """Half November paid on the 16th: 500.00 accrued; the rest retires principal."""
    document = note(event("payment", "2008-11-16", amount="2,000.00"), simulation=RECORDED)
    (paid,) = of(books(document), "payment")
    assert not paid.assumed
    assert paid.line == document.events[0].line
    assert legs(paid) == {
        "A:Interest-Due": 1166_67,
        "A:Interest-Accrued": 500_00,
        "A:Principal": cents(2_000) - 1166_67 - 500_00,
        "Assets:Notes:Cash": -cents(2_000),
    }


def prohibited(**reading):
    """1,000.00 paid on a blocked day."""
    paid = event("payment", "2009-04-01", amount="1,000.00")
    return note(*block("2009-03-10"), paid, simulation={"recorded_through": "2009-04-30"}, **reading)


def test_what_is_turned_over_reduces_senior_and_the_note_is_owed_as_before():
    """1(g): the cash is gone, the Note's interest is not paid."""
    (paid,) = of(books(prohibited()), "payment")
    assert legs(paid) == {"Liabilities:Senior:Pnc": cents(1_000), "Assets:Notes:Cash": -cents(1_000)}
    assert {each.clause for each in paid.postings} == {"1(g)", ""}


def test_where_turnover_discharges_the_holder_is_subrogated():
    """1(h): the Note is paid, and the Holder stands in Senior's shoes for what it handed over."""
    (paid,) = of(books(prohibited(turnover_effect="discharged")), "payment")
    moved = legs(paid)
    assert moved.pop("A:Subrogation") == -cents(1_000)
    assert moved.pop("Liabilities:Senior:Pnc") == cents(1_000)
    assert moved.pop("Assets:Notes:Cash") == -cents(1_000)
    assert sum(moved.values()) == cents(1_000)


def test_a_transfer_moves_everything_from_one_note_to_the_other():
    """Half on November 16: half of 500.00 accrued goes along, and half of the 1,166.67 due (583.34, half up)."""
    given_away = event("transfer", "2008-11-16", from_="a", to="b", amount="50,000.00")
    document = note(given_away, holders={"a": "100,000.00", "b": "0"}, simulation=RECORDED)
    (moved,) = of(books(document), "transfer")
    assert moved.clause == "4(d)"
    assert legs(moved) == {
        "A:Principal": cents(50_000),
        "B:Principal": -cents(50_000),
        "A:Interest-Due": 583_34,
        "B:Interest-Due": -583_34,
        "A:Interest-Accrued": 250_00,
        "B:Interest-Accrued": -250_00,
    }
    (alone,) = of(books(document, "b"), "transfer")
    assert legs(alone)["Equity:Notes:Transfers-With-Holders-Not-Shown"] == cents(50_000) + 583_34 + 250_00


def test_every_month_ends_with_assertions_and_so_do_the_books():
    found = books(note(simulation={"through": "2009-02-10"}))
    asserted = sorted({str(each.date) for each in found if isinstance(each, Assertion)})
    ends = ["2008-09-30", "2008-10-31", "2008-11-30", "2008-12-31", "2009-01-31"]
    assert asserted == [*ends, "2009-02-10"]
    assert {each.account[3] for each in found if isinstance(each, Assertion)} == {
        "Principal",
        "Interest-Due",
        "Interest-Accrued",
    }


@pytest.mark.parametrize(
    ("through", "accrued"), [("2009-01-30", Fraction(30, 31)), ("2009-01-31", 1), ("2009-02-01", Fraction(1, 28))]
)
def test_the_books_close_with_the_interest_of_the_last_day(through, accrued):
    """30/31 of January's 1,000.00; all of it; on February 1 it has fallen due, and a 28th of February's has run."""
    entries = books(note(simulation={**RECORDED, "through": through}))
    account = ("Liabilities", "Notes", "A", "Interest-Accrued")
    assert balances(entries, day(through))[account] == -half_up(cents(1_000) * accrued)
    (told,) = [
        each.cents
        for each in entries
        if isinstance(each, Assertion) and (str(each.date), each.account) == (through, account)
    ]
    assert told == -half_up(cents(1_000) * accrued)


@some
@given(documents.documents())
def test_the_books_close_with_what_the_next_morning_owes(document):
    """Where no fact is left, interest owed the next day, due or not, is that of the books' last day (R-5, R-6)."""
    document["simulation"] = {key: value for key, value in document["simulation"].items() if key != "through"}
    run = play(document, traced=True)
    found = balances(journal(run).entries, run.through)
    for position in play(document, ask=run.through + DAY).asked.positions:
        own = ("Liabilities", "Notes", position.holder.capitalize())
        interest = sum(found.get((*own, what), 0) for what in ("Interest-Due", "Interest-Accrued"))
        assert -interest == position.interest_unpaid + position.accrued
        assert -found.get((*own, "Principal"), 0) == position.principal
        assert -found.get((*own, "Expenses-Due"), 0) == position.expenses_unpaid


@some
@given(documents.documents())
def test_every_balance_is_the_programs_own_on_every_line_of_the_schedule(document):
    """A line tells the end of its day; interest counted for that very day is accrued after it."""
    run = play(document, traced=True)
    names = {holder.id: holder.id[0].upper() + holder.id[1:] for holder in run.document.holders}
    entries = [each for each in journal(run).entries if isinstance(each, Transaction)]
    for row in run.rows:
        held = {"Principal": 0, "Interest-Due": 0, "Interest-Accrued": 0, "Expenses-Due": 0}
        for each in entries:
            if each.date < row.date or (each.date == row.date and each.event != "accrual"):
                for posting in each.postings:
                    if posting.account[:3] == ("Liabilities", "Notes", names[row.holder]):
                        held[posting.account[3]] = held.get(posting.account[3], 0) - posting.cents
        held.pop("Subrogation", None)
        assert held == {
            "Principal": row.principal,
            "Interest-Due": row.interest_unpaid,
            "Interest-Accrued": row.accrued_interest,
            "Expenses-Due": row.expenses_unpaid,
        }


@some
@given(documents.documents(), st.integers(0, 3))
def test_every_transaction_adds_up_to_nothing(document, which):
    run = play(document, traced=True)
    chosen = run.document.holders[which % len(run.document.holders)].id
    for holders in ((), (chosen,)):
        for each in journal(run, holders).entries:
            if isinstance(each, Transaction):
                assert sum(posting.cents for posting in each.postings) == 0
                assert all(posting.cents for posting in each.postings)


def test_sums_of_more_than_a_machine_word_holds_are_posted_whole():
    """The most that a document can write, 999,999,999,999,999.99, a hundred times: 1e19 cents on one account."""
    holders = {f"h{number:03}": "999,999,999,999,999.99" for number in range(100)}
    found = books(note(holders=holders, simulation={"through": "2008-10-01"}))
    (issued,) = of(found, "issue")
    assert legs(issued)["Assets:Notes:Cash"] == 100 * cents("999999999999999.99") > 2**63
