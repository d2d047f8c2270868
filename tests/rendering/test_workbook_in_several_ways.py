"""Workbooks of notes whose rate moves, or with interest in kind or in default: a line for each, and no difference."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from notes import event
from recalculated import needs_soffice, recalculated
from test_workbook import ORIGIN, book
from ways import OF_2017, TOGGLE, of_many_kinds, paper

from note_sched.measure.months import Month
from note_sched.rendering.xlsx import xlsx
from note_sched.reports.statements.statement import statements
from note_sched.reports.statements.statement_page import statements_page
from note_sched.reports.statements.statements_workbook import statement_workbook


def ran(document):
    """The lines of interest in the Schedule: what it is, rate and days."""
    rows = list(openpyxl.load_workbook(BytesIO(book(document)), data_only=True)["Schedule"].values)
    at = {heading: place for place, heading in enumerate(rows[1])}
    lines = [row for row in rows[2:] if str(row[at["Event"]]).startswith("interest runs")]
    return [(row[at["Event"]], row[at["Rate"]], row[at["Days"]]) for row in lines]


def test_interest_in_cash_and_in_kind_are_lines_of_their_own():
    """T-21: 99 days to 2017-05-31 at 8% and, in kind, at 12%."""
    found = ran(paper({"pik": {"part": "12% per year"}}, **OF_2017))
    assert found[:2] == [("interest runs", 0.08, 99), ("interest runs, in kind", 0.12, 99)]


def test_each_rate_over_time_is_a_line_of_its_own():
    """T-20: 8% for 39 days to April 1, 10% for 60 to May 31."""
    rates = [{"from": "2017-02-21", "rate": "8% per year"}, {"from": "2017-04-01", "rate": "10% per year"}]
    found = ran(paper({}, **OF_2017 | {"interest_rate": rates}))
    assert found[:2] == [("interest runs", 0.08, 39), ("interest runs", 0.1, 60)]


def books_of(document, day):
    of = statements(document, Month(day.year, day.month))
    yield book(document)
    yield book(document, day)
    yield xlsx(statement_workbook(of, of.statements, statements_page(of, of.statements), ORIGIN))


ELECTED_AT_LAST = paper(
    {"pik": TOGGLE | {"when_barred": "capitalise"}},
    event("senior_maturity", "2017-05-31", facility="bank"),
    event("payment", "2017-04-03", amount="500.00"),
    others={"senior_matured": "bars"},
    debts=[{"id": "bank", "lender": "Bank", "principal": "500,000.00"}],
    **OF_2017,
)


@needs_soffice
@pytest.mark.parametrize("seeds", [range(8), range(300, 308)], ids=str)
def test_every_check_is_zero(seeds, tmp_path):
    """A spreadsheet program finds no difference and no error, of many documents, quotes and months."""
    paths = [tmp_path / "elected.xlsx"]
    paths[0].write_bytes(book(ELECTED_AT_LAST))
    for seed, document, _, source in of_many_kinds(seeds):
        day = document.note.issue_date + timedelta(days=source.randrange(450))
        for at, made in enumerate(books_of(document, day)):
            paths.append(tmp_path / f"{seed}-{at}.xlsx")
            paths[-1].write_bytes(made)
    (tmp_path / "out").mkdir()
    checked = 0
    for path, sheets in zip(paths, recalculated([str(path) for path in paths], str(tmp_path / "out")), strict=True):
        for name, rows in sheets.items():
            assert not [cell for row in rows for cell in row if str(cell).startswith("#")], (path.name, name)
            head = next((place for place, row in enumerate(rows) if "Difference" in row), len(rows))
            found = [row[rows[head].index("Difference")] for row in rows[head + 1 :]]
            assert not any(cell for cell in found if isinstance(cell, float | int)), (path.name, name)
            checked += len(found)
    assert checked > 100 * len(paths) // 10
