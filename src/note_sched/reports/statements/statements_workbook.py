"""The accountant's workbook of a month's statements: figures with the formulas that find them again, and checks.

Sheets: Summary (what the statements say), Terms (named cells), Month (opening, movements and closing of every Note),
Interest (line by line), a sheet for each other table of the statements, with a line's Holder before it, Checks (the
sheets against the engine, the statements against the Offering), Audit (from what this was made).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from note_sched.history.movements import Balances
from note_sched.pages.page import Column, Kind, Page, Table, added_up
from note_sched.pages.workbook import (
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
    total_of,
)
from note_sched.reports.books.audit_sheet import WorkbookOrigin, audit_sheet
from note_sched.reports.books.counted import basis_cell, days_cell, is_at_one_rate, rate_cell
from note_sched.reports.books.terms_sheet import principal_names, terms_sheet
from note_sched.reports.statements.history import Flows
from note_sched.reports.statements.interest import FALLS_DUE, GIVES_WAY, InterestLine
from note_sched.reports.statements.statement import Statement, Statements
from note_sched.reports.statements.statement_page import DIFFERENCES
from note_sched.reports.statements.tables import (
    ARREARS,
    BEYOND,
    DUE,
    FLOWS,
    NOTICES,
    RECEIVED,
    STOOD,
    TRANSFERS,
    TURNED,
    all_tables,
)

_HEAD = 1
_RUNS = "interest runs"


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
        self.interest = _Interest(of, chosen)
        self.month = _Month(of, chosen, self.interest)

    def workbook(self, page: Page) -> Workbook:
        run = self.of.run
        holders = [each.holder for each in self.chosen]
        whole = len(holders) == len(run.document.holders)
        agree = Cell(0, Holds.EXACT, CellRole.CHECK, [Named("AllDifferences")])
        more: list[Cells] = [[], part("Do the sheets agree with the engine? (sheet Checks)")]
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
            headings(["Figure", "In the sheets", "Engine", "Difference"]),
        ]
        for words, sheet in (("Month", self.month), ("Interest", self.interest)):
            total: Formula = ["SUM(", sheet.differences, ")"] if self.chosen else ["0"]
            label = Cell(f"{words}: differences of all its lines, added up")
            rows.append([label, None, None, Cell(0, Holds.EXACT, CellRole.CHECK, total)])
        # One statement alone says nothing of the Offering; all of them together are the Offering's schedule.
        for check in self.of.control.checks if self.everyone and len(self.chosen) > 1 else ():
            row = len(rows)
            formula = self.month.closing(check.what)
            ours = Cell(check.statements, Holds.MONEY, CellRole.PLAIN if formula else CellRole.FACT, formula)
            theirs = Cell(check.offering, Holds.MONEY, CellRole.ENGINE)
            difference: Formula = ["ROUND(ABS(", Ref(row, 1), "-", Ref(row, 2), "),2)"]
            rows.append([Cell(check.what), ours, theirs, Cell(0, Holds.EXACT, CellRole.CHECK, difference)])
        every: Formula = ["SUM(", CellRange(Ref(2, 3), Ref(len(rows) - 1, 3)), ")"]
        rows += [[], [Cell("Sum of all differences", role=CellRole.TOTAL), None, None]]
        rows[-1] = [*rows[-1], Cell(0, Holds.EXACT, CellRole.TOTAL, every, name="AllDifferences")]
        money = Width(self.month.largest, Holds.MONEY)
        return Sheet("Checks", [Width("x" * 50), money, money, Width(None, Holds.EXACT)], rows, _HEAD, 1)


_BALANCES = ("Principal", "Interest due and unpaid", "Interest accrued, not due", "Expenses due and unpaid")
_PREMIUM = "Premium due and unpaid"
_FIRST = 2
_CLOSINGS = {
    "Principal at the close": 0,
    "Interest due and unpaid at the close": 1,
    "Interest accrued at the close": 2,
    "Expenses unpaid at the close": 3,
}


class _Month:
    """Opening, movements, closing of every Note: the closing is their sum, and the engine's stands beside it."""

    NAME = "Month"

    def __init__(self, of: Statements, chosen: Sequence[Statement], interest: "_Interest") -> None:
        self._of, self._chosen, self._interest = of, chosen, interest
        told = [flow for each in chosen for flow in (each.history.opening, *each.history.flows)]
        self._balances = (*_BALANCES, _PREMIUM) if any(each.premium_unpaid for each in told) else _BALANCES
        self._total = _FIRST + len(self._balances)
        self._engine = self._total + 1
        self._difference = self._engine + len(self._balances)
        self._rows = list(self._lines())
        self.largest = 2 * sum(holder.principal for holder in of.run.document.holders) + 1

    @property
    def _last(self) -> int:
        return _HEAD + len(self._rows)

    @property
    def differences(self) -> CellRange:
        """The column of differences."""
        return CellRange(Ref(_HEAD + 1, self._difference, self.NAME), Ref(self._last, self._difference, self.NAME))

    def closing(self, what: str) -> Formula | None:
        """Where the total of a balance at the close stands, if that is what is asked for."""
        if what not in _CLOSINGS:
            return None
        return [Ref(self._last + 1, _FIRST + _CLOSINGS[what], self.NAME)]

    def sheet(self) -> Sheet:
        rows: list[Cells] = [title(["The month in sums, ", self._of.month.first, " to ", self._of.month.last])]
        engine = [f"Engine: {each}" for each in self._balances]
        heads = ("Holder", "The month in sums", *self._balances, "Total", *engine, "Difference")
        rows += [headings(heads), *self._rows]
        if len(self._chosen) > 1:
            rows.append(self._totals())
        money = Width(self.largest, Holds.MONEY)
        widths = [
            Width(_longest(self._chosen)),
            Width("x" * 38),
            *[money] * (2 * len(self._balances) + 1),
            Width(None, Holds.EXACT),
        ]
        return Sheet(self.NAME, widths, rows, _HEAD, 2)

    def _lines(self) -> Iterator[Cells]:
        row = _HEAD
        for each in self._chosen:
            history, first = each.history, row + 1
            moved = [(name, flow) for name, flow in zip(Flows._fields, history.flows, strict=True) if any(flow)]
            for words, name, balances in (
                (["At the end of ", each.month.eve], "", history.opening),
                *((FLOWS[name], name, flow) for name, flow in moved),
            ):
                row += 1
                ran = self._interest.ran(each.holder.id) if name == "accrued" else None
                yield [Cell(each.holder.id), Cell(words), *self._put_in(balances, ran), self._across(balances, row)]
            row += 1
            yield self._closing(each, first, row)

    def _closing(self, each: Statement, first: int, row: int) -> Cells:
        closing = each.history.closing[: len(self._balances)]
        cells: list[Cell | None] = [Cell(each.holder.id, role=CellRole.TOTAL), _end_of(each)]
        for at, cents in enumerate(closing, _FIRST):
            cells.append(Cell(cents, Holds.MONEY, CellRole.TOTAL, total_of(at, first, row - 1)))
        cells.append(self._across(each.history.closing, row)._replace(role=CellRole.TOTAL))
        cells += [Cell(cents, Holds.MONEY, CellRole.ENGINE) for cents in closing]
        parts: list[Any] = []
        for at in range(len(closing)):
            parts += ["+ABS(", Ref(row, _FIRST + at), "-", Ref(row, self._engine + at), ")"]
        return [*cells, Cell(0, Holds.EXACT, CellRole.CHECK, ["ROUND(", *parts, ",2)"])]

    def _totals(self) -> Cells:
        """All closings together: of the lines whose words are those of this one."""
        row = self._last + 1
        cells: list[Cell | None] = [Cell("TOTAL", role=CellRole.TOTAL), _end_of(self._chosen[0])]
        words = CellRange(Ref(_HEAD + 1, 1), Ref(self._last, 1))
        closings = [each.history.closing for each in self._chosen]
        for at in range(_FIRST, self._total + 1):
            cents = sum(each.total if at == self._total else each[at - _FIRST] for each in closings)
            sums = CellRange(Ref(_HEAD + 1, at), Ref(self._last, at))
            formula: Formula = ["SUMIF(", words, ",", Ref(row, 1), ",", sums, ")"]
            cells.append(Cell(cents, Holds.MONEY, CellRole.TOTAL, formula))
        return cells

    def _put_in(self, balances: Balances, ran: Formula | None) -> Iterator[Cell]:
        """A line's sums; what interest ran to is the sum of its own sheet."""
        for at, cents in enumerate(balances[: len(self._balances)]):
            live = ran if at == 2 else None
            yield Cell(cents, Holds.MONEY, CellRole.PLAIN if live else CellRole.FACT, live)

    def _across(self, balances: Balances, row: int) -> Cell:
        span = CellRange(Ref(row, _FIRST), Ref(row, self._total - 1))
        return Cell(balances.total, Holds.MONEY, formula=["SUM(", span, ")"])


def _end_of(each: Statement) -> Cell:
    return Cell(["At the end of ", each.month.last], role=CellRole.TOTAL)


_INTEREST = (
    ("Holder", Holds.TEXT),
    ("Interest", Holds.TEXT),
    ("From", Holds.DATE),
    ("Through", Holds.DATE),
    ("Days", Holds.COUNT),
    ("of", Holds.COUNT),
    ("On principal", Holds.MONEY),
    ("Rate", Holds.RATE),
    ("In the period before", Holds.EXACT),
    ("Adds", Holds.EXACT),
    ("In the period then", Holds.EXACT),
    ("Accrued then", Holds.MONEY),
    ("Amount", Holds.MONEY),
    ("Engine: accrued then", Holds.MONEY),
    ("Engine: amount", Holds.MONEY),
    ("Difference", Holds.EXACT),
)
_AT = {heading: at for at, (heading, _) in enumerate(_INTEREST)}


class _Interest:
    """Interest line by line: exact in the period, shown in whole cents, and what each line adds to what is shown."""

    NAME = "Interest"

    def __init__(self, of: Statements, chosen: Sequence[Statement]) -> None:
        self._chosen = chosen
        self._count = of.run.document.terms.interest.day_count
        self._spans: dict[str, tuple[int, int]] = {}
        self._row = _HEAD
        self._one_rate = is_at_one_rate(of.run.document)
        self._rows = [row for each in chosen for row in self._of(each)]
        self._largest = 2 * sum(holder.principal for holder in of.run.document.holders) + 1

    def ran(self, holder: str) -> Formula | None:
        """What interest ran to on a Note in the month; None where there are no lines."""
        first, last = self._spans[holder]
        if last < first:
            return None
        words, sums = (
            CellRange(Ref(first, _AT[heading], self.NAME), Ref(last, _AT[heading], self.NAME))
            for heading in ("Interest", "Amount")
        )
        if self._one_rate:
            return ["SUMIF(", words, f',"{_RUNS}",', sums, ")"]
        return ["SUMIF(", words, f',"{_RUNS}*",', sums, ")+SUMIF(", words, f',"{GIVES_WAY}",', sums, ")"]

    @property
    def differences(self) -> CellRange:
        """The column of differences."""
        at = _AT["Difference"]
        return CellRange(Ref(_HEAD + 1, at, self.NAME), Ref(max(self._row, _HEAD + 1), at, self.NAME))

    def sheet(self) -> Sheet:
        rows: list[Cells] = [title("Interest, line by line (both days inside)"), headings(h for h, _ in _INTEREST)]
        widths = [
            Width(None if holds in (Holds.DATE, Holds.RATE, Holds.EXACT) else self._largest, holds)
            for _, holds in _INTEREST
        ]
        widths[0], widths[1] = Width(_longest(self._chosen)), Width("comes with a transfer")
        widths[4] = widths[5] = Width(366, Holds.COUNT)
        return Sheet(self.NAME, widths, [*rows, *self._rows], _HEAD, 2)

    def _of(self, each: Statement) -> Iterator[Cells]:
        first, previous = self._row + 1, None
        for line in each.history.interest:
            self._row += 1
            yield self._line(each, line, previous)
            previous = line
        self._spans[each.holder.id] = first, self._row

    def _line(self, each: Statement, line: InterestLine, previous: InterestLine | None) -> Cells:
        row = self._row

        def ref(heading: str, at: int = row) -> Ref:
            return Ref(at, _AT[heading])

        then = line.before + line.exact
        shown: Formula = ["MAX(0,ROUND(", ref("In the period then"), "+", Named("RoundingGuard"), ",2))"]
        opening = each.history.opening.accrued_interest
        before: list[Any] = [f"{opening}/100"] if previous is None else [ref("Accrued then", row - 1)]
        cells = {
            "Holder": Cell(each.holder.id),
            "Interest": Cell(line.what),
            "From": Cell(line.start, Holds.DATE, CellRole.FACT),
            "Through": Cell(line.through, Holds.DATE, CellRole.FACT),
            **self._ran(line, ref),
            "In the period before": self._before(line, previous, ref("In the period then", row - 1)),
            "In the period then": Cell(then, Holds.EXACT, formula=[ref("In the period before"), "+", ref("Adds")]),
            "Accrued then": Cell(line.running, Holds.MONEY, formula=shown),
            "Amount": Cell(line.amount, Holds.MONEY, formula=["ROUND(", ref("Accrued then"), "-", *before, ",2)"]),
            "Engine: accrued then": Cell(line.running, Holds.MONEY, CellRole.ENGINE),
            "Engine: amount": Cell(line.amount, Holds.MONEY, CellRole.ENGINE),
        }
        parts: list[Any] = []
        for ours, theirs in (("Accrued then", "Engine: accrued then"), ("Amount", "Engine: amount")):
            parts += ["+ABS(", ref(ours), "-", ref(theirs), ")"]
        cells["Difference"] = Cell(0, Holds.EXACT, CellRole.CHECK, ["ROUND(", *parts, ",2)"])
        return [cells.get(heading) for heading, _ in _INTEREST]

    def _before(self, line: InterestLine, previous: InterestLine | None, above: Ref) -> Cell:
        """What the period had before: what the line above left, nothing where it opens, else from an earlier month."""
        linked = previous is not None and not line.opens
        return Cell(line.before, Holds.EXACT, CellRole.PLAIN if linked else CellRole.FACT, [above] if linked else None)

    def _ran(self, line: InterestLine, ref: Any) -> dict[str, Cell]:  # noqa: ANN401 (places of the line's cells)
        """What the line adds: principal x rate x days / days of the basis, or a sum that was taken or came."""
        if line.what == FALLS_DUE:
            rounded: Formula = ["-MAX(0,ROUND(", ref("In the period before"), "+", Named("RoundingGuard"), ",2))"]
            return {"Adds": Cell(line.exact, Holds.EXACT, formula=rounded)}
        if line.days is None or line.rate is None or line.basis is None:
            return {"Adds": Cell(line.exact, Holds.EXACT, CellRole.FACT)}
        adds: Formula = [ref("On principal"), "*", ref("Rate"), "*", ref("Days"), "/", ref("of")]
        return {
            "Days": days_cell(line.days, self._count, ref("From"), ref("Through"), inside=True),
            "of": basis_cell(line.basis, self._count, ref("From")),
            "On principal": Cell(line.principal, Holds.MONEY, CellRole.FACT),
            "Rate": rate_cell(line.rate, one=self._one_rate),
            "Adds": Cell(line.exact, Holds.EXACT, formula=adds),
        }


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


def _longest(chosen: Sequence[Statement]) -> str:
    return max(["Holder", *(each.holder.id for each in chosen)], key=len)
