"""A Note issued to a Holder who has rows before is in every balance from its own day of issue on.

a holds 100,000.00 since 2008-09-26; c's own Note, 50,000.00, is issued on 2009-01-15.
"""

from datetime import date

import pytest
from days import each_day
from notes import cents, day, event, money, note, row

from note_sched.history.balances import issues, with_issues
from note_sched.measure.months import Month
from note_sched.pages.postings import Assertion
from note_sched.reports.answers.schedule_lines import by_date
from note_sched.reports.books.holder_sheet import _engine_totals
from note_sched.reports.books.journal import journal
from note_sched.reports.comparison.measures import measure
from note_sched.reports.statements.statement import statements
from note_sched.simulation import day_by_day, simulate

C = {"principal": "50,000.00", "issue_date": "2009-01-15"}
BOTH = {"a": "100,000.00", "c": C}
RECEIVES = event("transfer", "2008-12-15", from_="a", to="c", amount="10,000.00")
DEMANDS = event("expense", "2008-12-15", holder="c", amount="100.00")
EARLIER = {
    "a transfer to it": (RECEIVES, 90_000, 60_000),
    "expenses demanded": (DEMANDS, 100_000, 50_000),
}


@pytest.mark.parametrize(("before", "of_a", "of_c"), EARLIER.values(), ids=EARLIER)
@pytest.mark.parametrize("month", ["2009-01", "2009-02"])
def test_the_statements_of_the_months_agree_with_the_offering(before, of_a, of_c, month):
    """By hand: 100,000.00 - 10,000.00 of a, 10,000.00 + 50,000.00 of c."""
    found = statements(note(before, holders=BOTH), Month(*map(int, month.split("-"))))
    closing = {each.holder.id: each.history.closing.principal for each in found.statements}
    assert closing == {"a": cents(of_a), "c": cents(of_c)}
    assert found.control.agrees


@pytest.mark.parametrize(("before", "of_a", "of_c"), EARLIER.values(), ids=EARLIER)
def test_the_curve_rises_on_the_day_of_issue(before, of_a, of_c):
    """The day before, c has only what came to it before; on its day 50,000.00 more are owed."""
    run = simulate(note(before, holders=BOTH))
    days = each_day(day_by_day(run.document, run.through))
    curve = {each.day: sum(position.principal for position in each.positions) for each in days}
    assert curve[day("2009-01-15")] == cents(of_a + of_c)
    assert {cents(100_000)} == {cents_ for on, cents_ in curve.items() if on < day("2009-01-15")}


@pytest.mark.parametrize(("before", "of_a", "of_c"), EARLIER.values(), ids=EARLIER)
def test_the_books_assert_what_is_owed(before, of_a, of_c):
    """At the end of January the liability to c is its whole principal."""
    run = simulate(note(before, holders=BOTH), traced=True)
    asserted = {
        each.account[2]: -each.cents
        for each in journal(run).entries
        if isinstance(each, Assertion) and each.date == day("2009-01-31") and each.account[-1] == "Principal"
    }
    assert asserted == {"A": cents(of_a), "C": cents(of_c)}


@pytest.mark.parametrize(("before", "of_c"), [(RECEIVES, 60_000), (DEMANDS, 50_000)], ids=EARLIER)
def test_a_run_that_ends_before_the_next_instalment_knows_the_issue(before, of_c):
    """Through 2009-01-20: the comparison and the workbook see 50,000.00 more, with interest accrued to the 15th.

    c took 10,000.00 over on 12-15: the instalment of 01-01 ends its period, 14 days of January are 45.16.
    """
    run = simulate(note(before, holders=BOTH), through=day("2009-01-20"))
    assert measure(run).holders["c"]["unpaid"] == cents(of_c)
    accrued = cents("45.16") if before is RECEIVES else 0
    assert _engine_totals(run, {})["c"] == cents(of_c) + accrued
    assert next(by.principal for by in balances_of(run, "2009-01-15")) == cents(of_c)


def balances_of(run, on, holder="c"):
    return (each for each in issues(run) if (str(each.date), each.holder) == (on, holder))


def test_a_note_that_is_paid_before_its_own_issue_ends_no_run():
    """c's 100.00 of expenses are paid on 12-15 and nothing else is owed: its own Note is still to come.

    It was `paid` and is `open` on 01-15: its standing changed. Feb 1: 17 days of January, 50,000.00 x 1% x 17/31.
    """
    run = simulate(note(DEMANDS, holders={"c": C}))
    assert row(run, "2008-12-15", "c").standing == "paid"
    assert (row(run, "2009-01-15", "c").standing, row(run, "2009-01-15", "c").principal) == ("open", cents(50_000))
    assert money(row(run, "2009-02-01", "c").interest_due) == "274.19"
    assert run.totals.principal_paid == cents(50_000)


def test_what_was_taken_over_and_paid_before_the_issue_ends_no_run():
    """All that is outstanding is paid on 12-20; c's own 50,000.00 of 01-15 are paid at maturity (2010-06-01)."""
    taken = event("transfer", "2008-12-15", from_="a", to="c")
    paid = event("payment", "2008-12-20", principal="100,000.00")
    run = simulate(note(taken, paid, holders=BOTH))
    assert row(run, "2008-12-20", "c").standing == "paid"
    assert row(run, "2010-06-01", "c").principal_paid == cents(50_000)


def test_a_note_has_no_row_on_its_issue_date_where_its_standing_does_not_change():
    """c holds 10,000.00 of a's Note, open, and gets its own: `open` before as after."""
    run = simulate(note(RECEIVES, holders=BOTH))
    assert row(run, "2009-01-15", "c") is None
    assert [line for line in by_date(run) if line.date == day("2009-01-15")] == []


def test_a_workbook_that_ends_before_the_first_instalment_finds_what_the_engine_knows():
    """Nothing happened yet: the engine's total is the principal as issued, not nothing."""
    run = simulate(note(), through=day("2008-10-15"))
    assert run.rows == []
    assert _engine_totals(run, {}) == {"a": cents(100_000)}


def test_the_days_of_issue_stand_between_the_rows():
    """The first day's Notes too; nothing moves in them; of one day the schedule's own row comes last."""
    run = simulate(note(RECEIVES, holders=BOTH))
    assert [(str(each.date), each.holder, each.principal) for each in issues(run)] == [
        ("2008-09-26", "a", cents(100_000)),
        ("2009-01-15", "c", cents(60_000)),
    ]
    told = list(with_issues(run))
    assert [each for each in told if each not in issues(run)] == list(run.rows)
    assert [each.date for each in told] == sorted(each.date for each in told)


@pytest.mark.parametrize(("known", "owed"), [("2009-01-14", False), ("2009-01-15", True)])
def test_a_day_asked_about_before_the_issue_knows_nothing_of_it(known, owed):
    """Rows of later days (a run looks beyond the day for bars to lift) are none of a month's that ends before."""
    run = simulate(note(RECEIVES, holders=BOTH), through=date.fromisoformat(known))
    assert bool(list(balances_of(run, "2009-01-15"))) is owed
