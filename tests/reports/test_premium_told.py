"""Premium on what is prepaid (T-24), as statement, letter, journal and workbook tell it.

365,000.00 of 2010-05-15 at 10%, actual/365: 100.00 a day; 3% through June 30, 2011.
"""

import pytest
from beancount import loader
from comparing import answered
from letters import letter_lines
from notes import cents, day, event, note
from pages import labelled, lines
from recalculated import needs_soffice, recalculated

from note_sched.history.movements import Balances
from note_sched.measure.months import read_month
from note_sched.pages.postings import Assertion
from note_sched.rendering.journal_text import beancount
from note_sched.rendering.xlsx import xlsx
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.coming import Ahead, first
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.schedule import schedule
from note_sched.reports.answers.status import status
from note_sched.reports.answers.wire import send, with_wire
from note_sched.reports.books.accounts import accounts
from note_sched.reports.books.audit_sheet import WorkbookOrigin
from note_sched.reports.books.journal import disagreements, journal
from note_sched.reports.statements.statement import statements
from note_sched.reports.statements.statement_page import statement_page
from note_sched.reports.telling.position import look
from note_sched.simulation import simulate

TERMS = {
    "issue_date": "2010-05-15",
    "maturity_date": "2014-05-15",
    "interest_rate": "10% per year",
    "first_payment_date": "2010-06-15",
}
# 3,100.00 of interest, 36,500.00 of principal, and 3% of that.
PREPAID = event("payment", "2010-06-15", amount=f"{3_100 + 36_500 + 1_095}.00")
DEMANDED = (event("misrepresentation", "2010-07-06"), event("acceleration", "2010-07-12", holder="a"))
TRANSFERRED = event("transfer", "2010-07-13", from_="a", to="b", amount="73,000.00")
PREMIUM = "Expenses:Notes:Premium:A"


def prepayable(*events, holders=None, debts=(), paper=(), **simulation):
    steps = [{"through": "2011-06-30", "percent": "3"}]
    plain = {"instrument": "plain", "principal": {"prepayment": {"premium": steps, "for": ["acceleration"]}}}
    holders = holders or {"a": "365,000.00"}
    return note(
        *events, holders=holders, debts=dict(debts), terms=TERMS, paper=plain | dict(paper), simulation=simulation
    )


def of(document, month, holder="a"):
    found = statements(document, read_month(month))
    assert found.control.agrees
    return next(each.history for each in found.statements if each.holder.id == holder)


def premium_of(flows):
    """What of the movements of a month was premium, by name."""
    return {name: moved.premium_unpaid for name, moved in flows._asdict().items() if moved.premium_unpaid}


def test_premium_on_what_is_prepaid_comes_and_is_paid_at_once():
    history = of(prepayable(PREPAID), "2010-06")
    assert premium_of(history.flows) == {"fell_due": cents(1_095), "paid_recorded": -cents(1_095)}
    # interest of June 15 to 29 on 328,500.00: 15 days of 90.00
    assert history.closing == Balances(cents(328_500), 0, 15 * cents(90), 0, 0)
    (received,) = history.received
    assert (received.received, received.premium, received.principal) == (cents(40_695), cents(1_095), cents(36_500))
    (due,) = [each for each in history.due if each.component == "premium"]
    assert (due.amount, due.paid_recorded, due.unpaid) == (cents(1_095), cents(1_095), 0)


def test_premium_of_an_acceleration_is_owed_until_it_is_paid():
    """3% of 365,000.00 fall due on July 12; unpaid, they are in the closing and among the arrears."""
    history = of(prepayable(*DEMANDED, assumed_through="2010-07-11"), "2010-07")
    assert premium_of(history.flows) == {"fell_due": cents(10_950)}
    assert history.closing.premium_unpaid == cents(10_950)
    assert [each.amount for each in history.arrears if each.component == "premium"] == [cents(10_950)]


@pytest.mark.parametrize(("principal", "pay"), [("free", "378,650.00"), ("after_senior", "2,700.00")])
def test_premium_is_not_asked_for_while_principal_may_not_be_paid(principal, pay):
    """365,000.00, its 3% and 27 days of interest are due; the bank is owed 1.00."""
    barring = {"permitted": {"principal": principal}}
    document = prepayable(*DEMANDED, debts={"bank": "1.00"}, paper=barring, assumed_through="2010-07-11")
    found = statements(document, read_month("2010-07"))
    please = labelled(statement_page(found, found.statements[0]), "Please pay")
    assert please.startswith(f"{pay} that is due and unpaid at once")


def test_premium_that_is_assumed_as_paid_agrees_with_the_schedule():
    history = of(prepayable(*DEMANDED), "2010-07")
    assert premium_of(history.flows) == {"fell_due": cents(10_950), "paid_assumed": -cents(10_950)}
    assert history.closing.total == 0


def test_premium_that_is_due_goes_with_its_principal():
    """73,000.00 of 365,000.00: a fifth of 10,950.00."""
    two = {"a": "365,000.00", "b": "0"}
    document = prepayable(*DEMANDED, TRANSFERRED, holders=two, assumed_through="2010-07-11")
    assert of(document, "2010-07").closing.premium_unpaid == cents(8_760)
    assert of(document, "2010-07", "b").closing.premium_unpaid == cents(2_190)


def test_a_rescission_takes_the_premium_back():
    undone = event("acceleration_rescinded", "2010-07-13", holders=["a"])
    history = of(prepayable(*DEMANDED, undone, assumed_through="2010-07-11"), "2010-07")
    assert (premium_of(history.flows), history.closing.premium_unpaid) == ({}, 0)
    assert not [each for each in history.arrears if each.component == "premium"]


def test_the_letter_has_a_line_and_a_column_for_premium():
    """July 20: 5 days of 100.00 since July 15; 365,000.00 not due, and 3% of it."""
    found = letter_lines(prepayable(), "2010-07-20")
    assert {"Principal 365,000.00", "Premium on principal 10,950.00"} <= set(found)
    assert f"Payoff Amount {365_000 + 500 + 10_950:,}.00" in found
    assert "Tue 2010-07-20 376,450.00 yes 365,000.00 500.00 10,950.00 100.000000" in found


def test_the_letter_tells_premium_that_is_due_from_principal_that_is():
    """July 12: 365,000.00 due, 27 days of 100.00 due with it, and 3%."""
    found = letter_lines(prepayable(*DEMANDED, assumed_through="2010-07-11"), "2010-07-12")
    assert {"Principal due and unpaid 365,000.00", "Premium on principal 10,950.00"} <= set(found)
    assert f"Payoff Amount {365_000 + 2_700 + 10_950:,}.00" in found


def test_the_schedule_tells_premium_that_is_due_and_not_that_of_paying_early():
    """July 12: 365,000.00 with 27 days of 100.00 and 3%; the day before nothing but 26 days' interest accrues."""
    document = prepayable(*DEMANDED, assumed_through="2010-07-11")
    run = simulate(document)
    shown = schedule(run, seen=look(document))
    assert labelled(shown, "Owing") == "365,000.00 principal, 2,700.00 interest due and 10,950.00 premium due"
    assert "Premium: 10,950.00 fell due besides; none of it is paid" in lines(shown)
    clears = "(2,700.00 interest, 365,000.00 principal and 10,950.00 premium)"
    assert f"378,650.00 clears all that is due and unpaid on Mon 2010-07-12 {clears}" in labelled(shown, "Arrears")
    before = schedule(run, seen=look(document, day("2010-07-11")))
    assert labelled(before, "Owing") == "365,000.00 principal and 2,600.00 interest accrued and not yet due"
    falls = "2,700.00 interest, 365,000.00 principal and 10,950.00 premium"
    assert labelled(before, "Next due") == f"Mon 2010-07-12: {falls}"


def test_who_pays_what_next_falls_due_pays_its_premium_too():
    """2,700.00 and 365,000.00 alone would leave 10,950.00 unpaid, a default from July 13; in June none falls due."""
    document = prepayable(*DEMANDED)
    demanded = first(Ahead(simulate(document, ask=day("2010-07-11"))))
    assert (demanded.owed, demanded.cents) == (
        {("a", "principal"): cents(365_000 + 10_950), ("a", "interest"): cents(2_700)},
        cents(378_650),
    )
    assert first(Ahead(simulate(document, ask=day("2010-06-14")))).cents == cents(3_100)


def test_a_wire_adds_up_with_the_premium_that_it_pays():
    """July 20: 5 days of 100.00 since July 15, 10,000.00 of principal and 3% of it; on July 12 all of it is due."""
    run = simulate(prepayable(), ask=day("2010-07-20"))
    wire = send(prepayable(), run, cents(10_800), None)
    page = with_wire(can_pay(run), wire)
    assert "TOTAL 500.00 500.00 10,000.00 10,000.00 300.00 - 365,650.00" in lines(page)  # 355,000.00 left, and 3% of it
    beyond = "10,000.00 of principal prepaid, 300.00 of premium on it and 500.00 of interest accrued and not yet due"
    assert f"Beyond what is due: {beyond}" in lines(page)
    assert answered(page)["wire"]["holders"][0]["premium"] == "300.00"
    due = prepayable(*DEMANDED, assumed_through="2010-07-11")
    run = simulate(due, ask=day("2010-07-12"))
    page = with_wire(can_pay(run), send(due, run, cents(378_650), None))
    assert "TOTAL 2,700.00 365,000.00 10,950.00 - -" in lines(page)
    assert not any("Beyond what is due" in line for line in lines(page))


def test_a_status_adds_up_to_its_total():
    """July 20: 5 days of 100.00 since July 15, and 3% for paying early; a paper without premium has no such column."""
    shown = status(simulate(prepayable(), ask=day("2010-07-20")))
    assert "a a 365,000.00 - 500.00 10,950.00 376,450.00 - open" in lines(shown)
    assert shown.record.columns[-1].name == "premium"
    assert status(simulate(note(), ask=day("2009-07-20"))).record.columns[-1].name == "pool"


def posted(document, account):
    """What beancount, which has no complaint, finds posted to an account: dates and cents."""
    entries, errors, _ = loader.load_string(beancount(journal(simulate(document, traced=True))))
    assert not errors
    found = [(entry.date, each) for entry in entries for each in getattr(entry, "postings", ())]
    return [(on, each.units.number * 100) for on, each in found if each.account == account]


def test_premium_is_an_expense_of_the_day_on_which_it_falls_due():
    assert posted(prepayable(PREPAID), PREMIUM) == [(day("2010-06-15"), cents(1_095))]
    assert posted(prepayable(*DEMANDED), PREMIUM) == [(day("2010-07-12"), cents(10_950))]


def test_the_books_assert_what_premium_is_due_at_each_months_end():
    """Due on July 12 and paid on August 2, both sides of the end of July; June knew none."""
    paid = event("payment", "2010-08-02", amount="380,000.00")
    found = journal(simulate(prepayable(*DEMANDED, paid, payments="recorded", through="2010-08-31"), traced=True))
    asserted = [each for each in found.entries if isinstance(each, Assertion) and each.account[-1] == "Premium-Due"]
    assert [(str(each.date), each.cents) for each in asserted if str(each.date) > "2010-06"] == [
        ("2010-06-30", 0),
        ("2010-07-31", -cents(10_950)),
        ("2010-08-31", 0),
    ]
    assert list(disagreements(found)) == []


def test_premium_assumed_as_paid_comes_out_of_what_is_assumed():
    """All that July 12 pays: 365,000.00, 27 days of 100.00 and the premium; June 15 paid 31 days."""
    paid = [cents for _, cents in posted(prepayable(*DEMANDED), "Assets:Notes:Assumed")]
    assert -sum(paid) == cents(365_000 + 2_700 + 10_950 + 3_100)


def test_wires_that_pay_premium_too_are_ratable():
    """36,500.00 and 7,300.00 of principal, a tenth of each Note, with 3% and the interest of 31 days."""
    wires = [
        event("payment", "2010-06-15", to="a", amount=f"{3_100 + 36_500 + 1_095}.00"),
        event("payment", "2010-06-15", to="b", amount=f"{620 + 7_300 + 219}.00"),
    ]
    run = simulate(prepayable(*wires, holders={"a": "365,000.00", "b": "73,000.00"}))
    assert "not-ratable" not in {caution.code for caution in run.cautions}


@needs_soffice
def test_a_spreadsheet_program_finds_the_premium_that_the_engine_found(tmp_path):
    document, demanded = prepayable(PREPAID), prepayable(*DEMANDED, assumed_through="2010-07-11")
    runs = [simulate(each, traced=True) for each in (document, demanded)]
    pages = [schedule(run) for run in runs]
    runs.append(simulate(document, ask=day("2010-06-20"), traced=True))
    pages.append(payoff(runs[-1]))
    paths = [tmp_path / f"{number}.xlsx" for number in range(len(runs))]
    for path, run, page in zip(paths, runs, pages, strict=True):
        path.write_bytes(xlsx(accounts(run, page, WorkbookOrigin("it.yaml", "0" * 64, "0"), ())))
    for book in recalculated(paths, tmp_path / "out"):
        found = [row for rows in book.values() for row in rows if row and row[0] == "Sum of all differences"]
        assert [row[3] for row in found if len(row) > 3 and row[3] is not None] == [0]
