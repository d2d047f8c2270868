"""The Interest of a workbook of statements: line by line, exact in the period, and what each line adds to the whole."""

from collections.abc import Iterator, Sequence
from typing import Any

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
    headings,
    title,
)
from note_sched.reports.books.counted import basis_cell, days_cell, is_at_one_rate, rate_cell
from note_sched.reports.statements.interest import FALLS_DUE, GIVES_WAY, InterestLine
from note_sched.reports.statements.statement import Statement, Statements

HEAD = 1
"""The row with the headings, of this sheet and the others."""

RUNS = "interest runs"


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


class InterestSheet:
    """Interest line by line: exact in the period, shown in whole cents, and what each line adds to what is shown."""

    NAME = "Interest"

    def __init__(self, of: Statements, chosen: Sequence[Statement]) -> None:
        self._chosen = chosen
        self._count = of.run.document.terms.interest.day_count
        self._spans: dict[str, tuple[int, int]] = {}
        self._row = HEAD
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
            return ["SUMIF(", words, f',"{RUNS}",', sums, ")"]
        return ["SUMIF(", words, f',"{RUNS}*",', sums, ")+SUMIF(", words, f',"{GIVES_WAY}",', sums, ")"]

    @property
    def differences(self) -> CellRange:
        """The column of differences."""
        at = _AT["Difference"]
        return CellRange(Ref(HEAD + 1, at, self.NAME), Ref(max(self._row, HEAD + 1), at, self.NAME))

    def sheet(self) -> Sheet:
        """The sheet."""
        rows: list[Cells] = [title("Interest, line by line (both days inside)"), headings(h for h, _ in _INTEREST)]
        widths = [
            Width(
                None if holds in (Holds.DATE, Holds.RATE, Holds.EXACT) else self._largest,
                holds,
                outline=heading.startswith("Engine: "),
            )
            for heading, holds in _INTEREST
        ]
        widths[0], widths[1] = Width(longest_holder(self._chosen)), Width("comes with a transfer")
        widths[4] = widths[5] = Width(366, Holds.COUNT)
        return Sheet(self.NAME, widths, [*rows, *self._rows], HEAD, 2, filtered=True)

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


def longest_holder(chosen: Sequence[Statement]) -> str:
    """The widest of what stands in a column of Holders."""
    return max(["Holder", *(each.holder.id for each in chosen)], key=len)
