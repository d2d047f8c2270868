"""The accountant's workbook of a month's statements: figures with the formulas that find them again, and checks.

Sheets: Summary (what the statements say), Terms (named cells), Month (opening, movements and closing of every Note),
Interest (line by line), a sheet for each other table of the statements, with a line's Holder before it, Checks (the
sheets against the engine, the statements against the Offering), Audit (from what this was made).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from note_sched.pages.page import Column, Kind, Page, Table, added_up
from note_sched.pages.workbook import (
    DIFFERS,
    Cell,
    CellRange,
    CellRole,
    Cells,
    Formula,
    Holds,
    Named,
    Ref,
    Sheet,
    Width,
    Workbook,
    headings,
    part,
    summary_sheet,
    table_sheet,
    title,
    verdict_on,
)
from note_sched.reports.books.audit_sheet import WorkbookOrigin, audit_sheet
from note_sched.reports.books.terms_sheet import principal_names, terms_sheet
from note_sched.reports.statements.interest_sheet import HEAD, InterestSheet
from note_sched.reports.statements.month_sheet import MonthSheet
from note_sched.reports.statements.statement import Statement, Statements
from note_sched.reports.statements.statement_page import DIFFERENCES
from note_sched.reports.statements.tables import (
    ARREARS,
    BEYOND,
    DUE,
    NOTICES,
    RECEIVED,
    STOOD,
    TRANSFERS,
    TURNED,
    all_tables,
)


def statement_workbook(of: Statements, chosen: Sequence[Statement], page: Page, origin: WorkbookOrigin) -> Workbook:
    """The workbook of statements.

    Args:
        of: the statements of the month.
        chosen: those that are shown; one alone is a paper for its Holder, in which no other Holder's sums have a place.
        page: what they say, for the Summary.
        origin: for the Audit.
    """
    return _Statements(of, chosen, origin).workbook(page)


class _Statements:
    """Makes the sheets; they refer to each other."""

    def __init__(self, of: Statements, chosen: Sequence[Statement], origin: WorkbookOrigin) -> None:
        self.of, self.chosen, self.origin = of, chosen, origin
        self.everyone = len(chosen) == len(of.statements)
        self.interest = InterestSheet(of, chosen)
        self.month = MonthSheet(of, chosen, self.interest)

    def workbook(self, page: Page) -> Workbook:
        run = self.of.run
        holders = [each.holder for each in self.chosen]
        whole = len(holders) == len(run.document.holders)
        agree = Cell(0, Holds.EXACT, CellRole.CHECK, [Named("AllDifferences")])
        more: list[Cells] = [[], part("Do the sheets agree with the engine? (sheet Checks)")]
        more.append([Cell("The sheets and the engine", role=CellRole.LABEL), verdict_on(Named("AllDifferences"))])
        more.append([Cell("All differences", role=CellRole.LABEL), agree])
        restated = [each for each in page.tables if isinstance(each, Table) and each.columns is DIFFERENCES]
        sheets = [
            summary_sheet(page, more),
            *(table_sheet(each, "Restated") for each in restated),
            terms_sheet(run, holders, principal_names(holders), whole=whole),
            self.month.sheet(),
            self.interest.sheet(),
            *_others(self.of, self.chosen),
            self._checks(),
            audit_sheet(run, self.origin, events=whole),
        ]
        return Workbook(run.document.note.title, sheets)

    def _checks(self) -> Sheet:
        rows: list[Cells] = [
            title("Checks: what the sheets find, what the engine found, and the difference"),
            headings(["Figure", "In the sheets", "Engine", "Difference", "Holds"]),
        ]
        for words, sheet in (("Month", self.month), ("Interest", self.interest)):
            total: Formula = ["SUM(", sheet.differences, ")"] if self.chosen else ["0"]
            label = Cell(f"{words}: differences of all its lines, added up")
            difference = Cell(0, Holds.EXACT, CellRole.CHECK, total)
            rows.append([label, None, None, difference, verdict_on(Ref(len(rows), 3))])
        # One statement alone says nothing of the Offering; all of them together are the Offering's schedule.
        for check in self.of.control.checks if self.everyone and len(self.chosen) > 1 else ():
            row = len(rows)
            formula = self.month.closing(check.what)
            ours = Cell(check.statements, Holds.MONEY, CellRole.PLAIN if formula else CellRole.FACT, formula)
            theirs = Cell(check.offering, Holds.MONEY, CellRole.ENGINE)
            difference = Cell(0, Holds.EXACT, CellRole.CHECK, ["ROUND(ABS(", Ref(row, 1), "-", Ref(row, 2), "),2)"])
            rows.append([Cell(check.what), ours, theirs, difference, verdict_on(Ref(row, 3))])
        every: Formula = ["SUM(", CellRange(Ref(2, 3), Ref(len(rows) - 1, 3)), ")"]
        sum_ = Cell(0, Holds.EXACT, CellRole.TOTAL, every, name="AllDifferences")
        holds = verdict_on(Ref(len(rows) + 1, 3))
        rows += [[], [Cell("Sum of all differences", role=CellRole.TOTAL), None, None, sum_, holds]]
        money = Width(self.month.largest, Holds.MONEY)
        return Sheet("Checks", [Width("x" * 50), money, money, Width(None, Holds.EXACT), Width(DIFFERS)], rows, HEAD, 1)


_OTHERS = (
    ("Fell due", DUE),
    ("Received", RECEIVED),
    ("Refundable", BEYOND),
    ("Turned over", TURNED),
    ("Transfers", TRANSFERS),
    ("Arrears", ARREARS),
    ("Bars", STOOD),
    ("Notices", NOTICES),
)
"""The other tables of statements, and their sheets."""


def _others(of: Statements, chosen: Sequence[Statement]) -> Iterator[Sheet]:
    """A sheet for each other table that one of the statements has."""
    tables = [(each.holder.id, table) for each in chosen for table in all_tables(of, each)]
    for name, columns in _OTHERS:
        known = {column.name for column in columns}
        found = [(holder, table) for holder, table in tables if known.issuperset(c.name for c in table.columns)]
        if found:
            yield table_sheet(_together(found, columns), name)


def _together(found: Sequence[tuple[str, Table]], columns: Sequence[Column]) -> Table:
    """Tables of one kind as one, a line's Holder before it, with the sums of its columns of money."""
    shown = {column.name for _, table in found for column in table.columns}
    columns = [column for column in columns if column.name in shown]
    rows = []
    for holder, table in found:
        names = [column.name for column in table.columns]
        for row in table.rows:
            line = dict(zip(names, row, strict=True))
            rows.append([holder, *(line.get(column.name, _nothing(column)) for column in columns)])
    columns = [Column("holder", Kind.TEXT, "Holder"), *columns]
    totals = added_up(columns, rows) if any(column.kind is Kind.MONEY for column in columns) else None
    return Table(columns, rows, totals, next(table.title for _, table in found))


def _nothing(column: Column) -> Any:  # noqa: ANN401 (what a column of its kind holds)
    return 0 if column.kind is Kind.MONEY else None
