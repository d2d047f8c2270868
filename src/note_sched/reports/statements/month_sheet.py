"""The Month of a workbook of statements: opening, movements and closing of every Note, and the engine's beside them."""

from collections.abc import Iterator, Sequence
from typing import Any

from note_sched.history.movements import Balances
from note_sched.pages.workbook import (
    Cell,
    CellRange,
    CellRole,
    Cells,
    Formula,
    Holds,
    Ref,
    Sheet,
    Width,
    headings,
    title,
    total_of,
)
from note_sched.reports.statements.history import Flows
from note_sched.reports.statements.interest_sheet import HEAD, InterestSheet, longest_holder
from note_sched.reports.statements.statement import Statement, Statements
from note_sched.reports.statements.tables import FLOWS

_BALANCES = ("Principal", "Interest due and unpaid", "Interest accrued, not due", "Expenses due and unpaid")
_PREMIUM = "Premium due and unpaid"
_FIRST = 2
_CLOSINGS = {
    "Principal at the close": 0,
    "Interest due and unpaid at the close": 1,
    "Interest accrued at the close": 2,
    "Expenses unpaid at the close": 3,
}


class MonthSheet:
    """Opening, movements, closing of every Note: the closing is their sum, and the engine's stands beside it."""

    NAME = "Month"

    def __init__(self, of: Statements, chosen: Sequence[Statement], interest: InterestSheet) -> None:
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
        return HEAD + len(self._rows)

    @property
    def differences(self) -> CellRange:
        """The column of differences."""
        return CellRange(Ref(HEAD + 1, self._difference, self.NAME), Ref(self._last, self._difference, self.NAME))

    def closing(self, what: str) -> Formula | None:
        """Where the total of a balance at the close stands, if that is what is asked for."""
        if what not in _CLOSINGS:
            return None
        return [Ref(self._last + 1, _FIRST + _CLOSINGS[what], self.NAME)]

    def sheet(self) -> Sheet:
        """The sheet."""
        rows: list[Cells] = [title(["The month in sums, ", self._of.month.first, " to ", self._of.month.last])]
        engine = [f"Engine: {each}" for each in self._balances]
        heads = ("Holder", "The month in sums", *self._balances, "Total", *engine, "Difference")
        rows += [headings(heads), *self._rows]
        if len(self._chosen) > 1:
            rows.append(self._totals())
        money = Width(self.largest, Holds.MONEY)
        widths = [
            Width(longest_holder(self._chosen)),
            Width("x" * 38),
            *[money] * (len(self._balances) + 1),
            *[money._replace(outline=True)] * len(self._balances),
            Width(None, Holds.EXACT),
        ]
        return Sheet(self.NAME, widths, rows, HEAD, 2, filtered=True)

    def _lines(self) -> Iterator[Cells]:
        row = HEAD
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
        words = CellRange(Ref(HEAD + 1, 1), Ref(self._last, 1))
        closings = [each.history.closing for each in self._chosen]
        for at in range(_FIRST, self._total + 1):
            cents = sum(each.total if at == self._total else each[at - _FIRST] for each in closings)
            sums = CellRange(Ref(HEAD + 1, at), Ref(self._last, at))
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
