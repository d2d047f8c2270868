"""The accountant's workbook of a run: every figure beside the formula that finds it again, every difference zero.

Sheets: Summary (the answer and whether the checks hold), Picture (charts, and the figures beneath them), Terms (the
Note's terms as named cells), Schedule (interest line by line, see ``accrual_sheet``), Holders (what each Note was paid
and owes), Bars (windows), Checks (the sheets against the engine), Audit (from what this was made).
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from note_sched.pages.page import Page
from note_sched.pages.values import Money
from note_sched.pages.workbook import (
    DIFFERS,
    Cell,
    CellRange,
    CellRole,
    Cells,
    Formula,
    Holds,
    Named,
    Quoted,
    Ref,
    Sheet,
    Width,
    Workbook,
    headings,
    part,
    title,
    verdict_on,
)
from note_sched.reports.answers.bars import windows_of
from note_sched.reports.books.accrual_columns import AT, blocks
from note_sched.reports.books.accrual_columns import NAME as SCHEDULE
from note_sched.reports.books.accrual_sheet import schedule_sheet
from note_sched.reports.books.audit_sheet import WorkbookOrigin, audit_sheet
from note_sched.reports.books.holder_sheet import HolderSheet
from note_sched.reports.books.picture_sheet import PictureSheet
from note_sched.reports.books.terms_sheet import principal_names, terms_sheet
from note_sched.reports.telling.in_force import not_read
from note_sched.reports.telling.readings import mattered
from note_sched.reports.telling.wording import KINDS, Names, cited
from note_sched.simulation.outcome import Run
from note_sched.terms import roles


def accounts(run: Run, page: Page, origin: WorkbookOrigin, holders: Collection[str] = ()) -> Workbook:
    """The workbook of a traced run with its rows.

    Args:
        run: where it was asked for a day, the workbook ends with that day, as its payoff does.
        page: the answer, for the Summary.
        origin: for the Audit.
        holders: ids to show; without one all are.
    """
    return _Accounts(run, page, origin, holders).workbook()


class _Accounts:
    """Makes the sheets; they refer to each other."""

    def __init__(self, run: Run, page: Page, origin: WorkbookOrigin, holders: Collection[str]) -> None:
        self.run, self.page, self.origin = run, page, origin
        self.until = run.asked.day if run.asked else None
        self.shown = [each for each in run.document.holders if not holders or each.id in holders]
        self.everyone = len(self.shown) == len(run.document.holders)
        self.principals = principal_names(self.shown)
        self.blocks = blocks(run, [each.id for each in self.shown], self.until)
        self.holders = HolderSheet(run, self.shown, self.blocks, self.principals, whole=self.everyone)
        self.picture = PictureSheet(self.blocks, self._largest(), premium=self.holders.has_premium)

    def workbook(self) -> Workbook:
        run = self.run
        sheets = [
            self._summary(),
            self.picture.sheet(self._headline()),
            terms_sheet(run, self.shown, self.principals, whole=self.everyone),
            schedule_sheet(run, self.blocks, self.principals),
            self.holders.sheet(),
            self._bars(),
            self._checks(),
            audit_sheet(run, self.origin),
        ]
        return Workbook(run.document.note.title, sheets)

    def _summary(self) -> Sheet:
        rows: list[Cells] = [*([line] for line in self._headline()), []]
        rows += [[Cell(line.label.strip(), role=CellRole.LABEL), Cell(line.text)] for line in self.page.head]
        rows += [[], part("All Notes" if self.everyone else "The Notes shown")]
        rows += [[Cell(words, role=CellRole.LABEL), self.holders.total(at)] for words, at in self.holders.summed()]
        agree = Cell(0, Holds.EXACT, CellRole.CHECK, [Named("AllDifferences")])
        rows += [[], part("Do the sheets agree with the engine?")]
        rows.append([Cell("The sheets and the engine", role=CellRole.LABEL), verdict_on(Named("AllDifferences"))])
        rows.append([Cell("Sum of all differences", role=CellRole.LABEL), agree, Cell(_ZERO, role=CellRole.NOTE)])
        rows += [[], part("How to read it"), *([Cell(words, role=role)] for words, role in _LEGEND)]
        rows += [
            [],
            part("Readings that mattered"),
            *([Cell(each)] for each in (*mattered(self.run), not_read(self.run.document))),
        ]
        rows += [[], *([Cell(note, role=CellRole.NOTE)] for note in self.page.notes)]
        label = max((words for words, _ in self.holders.summed()), key=len)
        longest = max((cell for row in rows for cell in row if cell and cell.holds is Holds.TEXT), key=_long).value
        return Sheet("Summary", [Width(label), Width(self._largest(), Holds.MONEY), Width(longest)], rows)

    def _headline(self) -> list[Cell]:
        """What the page says first, or what is owing at the end, in lines; its sums are those of the sheets."""
        owing, assumed = self.holders.sum_of("total"), self.holders.sum_of("assumed")
        said: Sequence[Any] = self.page.headline or ()
        parts: list[Any] = [said] if isinstance(said, str) else list(said)
        if not parts:
            return [_live(["Owing at the end: ", owing, "; assumed as paid, and not received: ", assumed])]
        if any(isinstance(each, Money) and each == owing.value for each in parts):
            return [_live([owing if isinstance(each, Money) and each == owing.value else each for each in parts])]
        whom = "every Note" if self.everyone else "the Notes shown"
        return [Cell(parts, role=CellRole.TITLE), _live([owing, f" would pay {whom} in full"])]

    def _largest(self) -> int:
        return 2 * sum(holder.principal for holder in self.run.document.holders) + 1

    def _bars(self) -> Sheet:
        run, names = self.run, Names(self.run.document)
        rows: list[Cells] = [title("Bars: windows in which payment was barred, or a bar was lifted"), _BAR_HEADS]
        for window in windows_of(run, [each.id for each in self.shown] if not self.everyone else ()):
            row = len(rows)
            days: Cell | None = None
            if window.effective and window.end is not None:
                count: Formula = [Ref(row, 3), "-", Ref(row, 2), "+1"]
                days = Cell((window.end - window.start).days + 1, Holds.COUNT, formula=count)
            rows.append(
                [
                    Cell(KINDS[window.kind]),
                    Cell(window.holder or "all"),
                    Cell(window.start, Holds.DATE, CellRole.FACT),
                    None if window.end is None else Cell(window.end, Holds.DATE, CellRole.FACT),
                    days,
                    Cell("yes" if window.effective else "no"),
                    Cell(run.label(window.role)),
                    Cell(names.cause(window.kind, window.cause)),
                    Cell(run.said(window.ground)) if window.ground else None,
                ]
            )
        if len(rows) == 2:
            rows.append([Cell("No bar, no notice, no override.", role=CellRole.NOTE)])
        longest = max(["Holder", *(each.id for each in self.shown)], key=len)
        words = [Width("override: no Blockage Event bars"), Width(longest), Width(None, Holds.DATE)]
        words += [
            Width(None, Holds.DATE),
            Width(9999, Holds.COUNT),
            Width("Effective"),
            Width(run.label(roles.Role.BLOCKAGE_CURED)),
        ]
        void = Width("x" * 45, fold=True, hidden=not any(row[-1] for row in rows[2:]))
        return Sheet("Bars", [*words, Width("x" * 45, fold=True), void], rows, head=1, fixed=2, filtered=True)

    def _checks(self) -> Sheet:
        rows: list[Cells] = [
            title("Checks: what the sheets find, what the engine found, and the difference"),
            _CHECK_HEADS,
        ]
        for label, sheet, engine in self._compared():
            row = len(rows)
            theirs = Cell(engine, Holds.MONEY, CellRole.ENGINE)
            rows.append([Cell(label), sheet, theirs, _difference(Ref(row, 1), Ref(row, 2)), verdict_on(Ref(row, 3))])
        lines = [(block.first, block.last) for block in self.blocks]
        for span in self.picture.differences:
            total = Cell(0, Holds.EXACT, CellRole.CHECK, ["SUM(", span, ")"])
            words = Cell("Picture: differences of a table's lines, added up")
            rows.append([words, None, None, total, verdict_on(Ref(len(rows), 3))])
        column = AT["difference"]
        if lines:
            span = CellRange(Ref(lines[0][0], column, SCHEDULE), Ref(lines[-1][1], column, SCHEDULE))
            rows.append(
                [
                    Cell("Schedule: differences of all its lines, added up"),
                    None,
                    None,
                    Cell(0, Holds.EXACT, CellRole.CHECK, ["SUM(", span, ")"]),
                    verdict_on(Ref(len(rows), 3)),
                ]
            )
        premium = ["To premium"] if any(map(_premium, self.run.receipts)) else []
        rows += [[], part("Receipts: what came in is what was taken off, applied, turned over and refundable")]
        rows.append(
            headings(["Received", "Parts added up", "Received", "Difference", "Holds", *_RECEIPT_PARTS, *premium])
        )
        insolvency = self.run.label(roles.Role.INSOLVENCY)
        for receipt in self.run.receipts:
            if self.until is None or receipt.date <= self.until:
                rows.append(
                    _receipt(receipt, len(rows), insolvency, discharges=self._discharges, premium=bool(premium))
                )
        every = ["SUM(", CellRange(Ref(2, 3), Ref(len(rows) - 1, 3)), ")"]
        rows += [[], [Cell("Sum of all differences", role=CellRole.TOTAL), None, None]]
        rows[-1] = [
            *rows[-1],
            Cell(0, Holds.EXACT, CellRole.TOTAL, every, name="AllDifferences"),
            verdict_on(Ref(len(rows) - 1, 3)),
        ]
        money = Width(self._largest(), Holds.MONEY)
        return Sheet(
            "Checks",
            [Width("x" * 56), money, money, Width(None, Holds.EXACT), Width(DIFFERS), *[money] * (6 + len(premium))],
            rows,
            1,
            1,
        )

    @property
    def _discharges(self) -> bool:
        return self.run.document.reading.turnover_effect == "discharged"

    def _compared(self) -> Iterator[tuple[str, Cell, int]]:
        """A figure of the sheets, as a cell that refers to it, and the engine's own."""
        for heading, column, engine in self.holders.against_engine():
            total = self.holders.total(column)
            yield (f"{heading}, {'all Notes' if self.everyone else 'the Notes shown'}", total, engine)


def _live(parts: Sequence[Any]) -> Cell:
    """A title in which sums are those of other cells."""
    formula: list[Any] = []
    for live, group in groupby(parts, key=lambda each: isinstance(each, Cell)):
        for each in group if live else [Quoted(tuple(group))]:
            formula += ["&"] if formula else []
            formula += ["FIXED(", *(each.formula or ()), ",2)"] if isinstance(each, Cell) else [each]
    words = [Money(each.value) if isinstance(each, Cell) else each for each in parts]
    return Cell(words, role=CellRole.TITLE, formula=formula)


def _long(cell: Cell) -> int:
    return len(cell.value) if isinstance(cell.value, str) else 0


_ZERO = "zero when every check holds (sheet Checks)"
_LEGEND = (
    ("Black: worked out in these sheets, by formulas.", CellRole.PLAIN),
    ("Blue: put in, from the document or as the engine decided it (what was paid, what was barred).", CellRole.FACT),
    ("Grey: the engine's own figure, for comparison.", CellRole.ENGINE),
    ("Green: a difference, which must be zero; red if it is not.", CellRole.CHECK),
    (
        "A payment that is assumed was not received: the columns say how much of what is shown as paid is.",
        CellRole.NOTE,
    ),
)
_BAR_HEADS = headings(
    ["Kind", "Note", "First day", "Last day", "Days", "Effective", "Clause", "Cause", "Why it bars nothing"]
)
_CHECK_HEADS = headings(["Figure", "In the sheets", "Engine", "Difference", "Holds"])
_RECEIPT_PARTS = ("Collection", "To expenses", "To interest", "To principal", "Turned over", "Refundable")


def _difference(ours: Ref, theirs: Ref) -> Cell:
    return Cell(0, Holds.EXACT, CellRole.CHECK, ["ROUND(ABS(", ours, "-", theirs, "),2)"])


def _premium(receipt: Any) -> int:  # noqa: ANN401 (as below)
    return sum(each.premium for each in receipt.applied.values())


def _receipt(receipt: Any, row: int, insolvency: str, *, discharges: bool, premium: bool) -> Cells:  # noqa: ANN401
    applied = [
        sum(getattr(each, what) for each in receipt.applied.values()) for what in ("expenses", "interest", "principal")
    ]
    # Where turnover discharges the Note, what was turned over under 1(g) was applied too; it is counted once.
    over = sum(each.amount for each in receipt.turnovers if not (discharges and each.role is roles.Role.TURNOVER))
    parts = [receipt.collection, *applied, over, receipt.refundable, *([_premium(receipt)] if premium else [])]
    where = f" ({cited(receipt.line)})" if receipt.line else f", returned by Senior ({insolvency})"
    return [
        Cell([receipt.date, where]),
        Cell(receipt.amount, Holds.MONEY, formula=["SUM(", CellRange(Ref(row, 5), Ref(row, 4 + len(parts))), ")"]),
        Cell(receipt.amount, Holds.MONEY, CellRole.ENGINE),
        _difference(Ref(row, 1), Ref(row, 2)),
        verdict_on(Ref(row, 3)),
        *(Cell(cents, Holds.MONEY, CellRole.FACT) for cents in parts),
    ]
