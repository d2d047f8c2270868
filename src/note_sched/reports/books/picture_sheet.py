"""The Picture of a workbook: what fell due by month and what became of it, and what was owing, day by day, as charts.

The figures beneath them are formulas on the Schedule, but for what of a month's payments was assumed, which the engine
says; the engine's own stand beside them, folded away, and the differences, which are zero.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from note_sched.history.day_lines import Moved
from note_sched.history.movements import KINDS, Act
from note_sched.measure.business_days import DAY
from note_sched.pages.workbook import (
    Cell,
    CellRange,
    CellRole,
    Cells,
    ChartSeries,
    Holds,
    Ref,
    Sheet,
    SheetChart,
    Width,
    headings,
)
from note_sched.reports.books.accrual_columns import AT, HolderLines, columns
from note_sched.reports.books.accrual_columns import NAME as SCHEDULE

NAME = "Picture"

_UPPER, _LOWER = 2, 20
"""The rows in which the charts begin; below them the figures."""

_WORDS = 37
"""The row with the titles of the two tables; the heads are in the next."""

_FIRST = _WORDS + 2

_MONTHS = (
    "Month",
    "Fell due",
    "of it barred",
    "Received",
    "Assumed, not received",
    "Principal at its end",
    "Due and unpaid at its end",
)
_MONTHS_ENGINE = (
    "Engine: fell due",
    "Engine: barred",
    "Engine: received and assumed",
    "Engine: principal",
    "Engine: due and unpaid",
)
_DAYS = ("Day", "Accrued, not due", "Owing in all")
_DAYS_ENGINE = ("Engine: accrued", "Engine: owing in all")
_MONTHS_END = len(_MONTHS) + len(_MONTHS_ENGINE)
_DAYS_AT = _MONTHS_END + 2
"""The first column of the second table: behind the first, its differences, and a gap."""
_DAYS_END = _DAYS_AT + len(_DAYS) + len(_DAYS_ENGINE)

_ARREARS = ("interest_unpaid", "expenses_unpaid")
_BLUE, _GREEN, _PALE, _RED, _GREY = "#3B5BA5", "#2E7D4F", "#A9D5B8", "#B3261E", "#5F6774"
_WHOLE, _HALF = (1240, 340), (580, 320)
"""Pixels of a chart over both tables, and over one."""


class _MonthDrawn(NamedTuple):
    """Interest and expenses of a month, and what was owing at its end, in cents; of assumed payments no more is shown.

    ``paid``: received and assumed.
    """

    first: date
    due: int
    barred: int
    paid: int
    assumed: int
    principal: int
    arrears: int


class _EveningDrawn(NamedTuple):
    """What was owing on the Notes at the end of a day, in cents."""

    day: date
    accrued: int
    total: int


class PictureSheet:
    """Makes the sheet, and knows where its differences stand."""

    def __init__(self, found: Sequence[HolderLines], largest: int, *, premium: bool) -> None:
        """What is drawn.

        Args:
            found: the lines of the Schedule.
            largest: a sum than which none is wider.
            premium: whether a payoff has a premium on what is prepaid, which the Schedule does not know.
        """
        self._premium = premium
        self._last_line = max((each.last for each in found), default=0)
        self._first_line = min((each.first for each in found), default=0)
        self._largest = largest
        self._there = {column.key for column in columns(found)}
        self._months = list(_by_month(found))
        self._evenings = list(_evenings(found))

    @property
    def differences(self) -> list[CellRange]:
        """The columns of differences."""
        ends = ((_MONTHS_END, len(self._months)), (_DAYS_END, len(self._evenings)))
        return [CellRange(Ref(_FIRST, at, NAME), Ref(_FIRST + count - 1, at, NAME)) for at, count in ends if count]

    def sheet(self, headline: Sequence[Cell]) -> Sheet:
        """The sheet, under a headline of one line or two."""
        rows: list[Cells] = [*([line] for line in headline), *([] for _ in range(len(headline), _WORDS))]
        gap: list[Cell | None] = [None]
        words = [Cell("Interest and expenses by month", role=CellRole.PART), *gap * (_DAYS_AT - 1)]
        words.append(Cell("Owing at the end of the days on which every Note has a line", role=CellRole.PART))
        heads = headings([*_MONTHS, *_MONTHS_ENGINE, "Difference"])
        rows += [words, [*heads, *gap, *headings([*_DAYS, *_DAYS_ENGINE, "Difference"])]]
        for at in range(max(len(self._months), len(self._evenings))):
            row = _FIRST + at
            left = self._month(self._months[at], row) if at < len(self._months) else gap * (_MONTHS_END + 1)
            right = self._evening(self._evenings[at], row) if at < len(self._evenings) else []
            rows.append([*left, *gap, *right])
        money, folded = Width(self._largest, Holds.MONEY), Width(self._largest, Holds.MONEY, outline=True)
        exact, month, day = (Width(None, holds) for holds in (Holds.EXACT, Holds.MONTH, Holds.DATE))
        widths = [month, *[money] * (len(_MONTHS) - 1), *[folded] * len(_MONTHS_ENGINE), exact, Width("x")]
        widths += [day, *[money] * (len(_DAYS) - 1), *[folded] * len(_DAYS_ENGINE), exact]
        return Sheet(NAME, widths, rows, charts=list(self._charts()))

    def _column(self, key: str) -> CellRange:
        return CellRange(Ref(self._first_line, AT[key], SCHEDULE), Ref(self._last_line, AT[key], SCHEDULE))

    def _added(self, keys: Sequence[str], *conditions: Any) -> list[Any]:  # noqa: ANN401 (parts of a formula)
        """Columns of the Schedule added up, of the lines that fulfil conditions."""
        found: list[Any] = []
        for key in keys:
            found += ["+SUMIFS(", self._column(key), *conditions, ")"]
        return found

    def _month(self, month: _MonthDrawn, row: int) -> list[Cell | None]:
        first, dates = Ref(row, 0), self._column("date")
        through = (",", dates, ',"<"&EDATE(', first, ",1)")
        within = (",", dates, ',">="&', first, *through)
        barred = (*within, ",", self._column("standing"), ',"barred"')
        falling, paid = ("interest_due", "expenses_due"), ("expenses_paid", "interest_paid", "accrued_paid")
        ours = (
            (month.due, self._added(falling, *within)),
            (month.barred, self._added(falling, *barred)),
            (month.paid - month.assumed, [*self._added(paid, *within), "-", Ref(row, 4)]),
            (month.principal, self._rolled(("principal",), *through)),
            (month.arrears, self._rolled(_ARREARS, *through)),
        )
        flows = [Cell(cents, Holds.MONEY, formula=["ROUND(0", *formula, ",2)"]) for cents, formula in ours]
        engine = (month.due, month.barred, month.paid, month.principal, month.arrears)
        compared = self._compared(row, ((1, 7), (2, 8), (5, 10), (6, 11)))
        compared += ["+ABS(", Ref(row, 3), "+", Ref(row, 4), "-", Ref(row, 9), ")"]
        return [
            Cell(month.first, Holds.MONTH, CellRole.FACT),
            *flows[:3],
            Cell(month.assumed, Holds.MONEY, CellRole.FACT),
            *flows[3:],
            *(Cell(cents, Holds.MONEY, CellRole.ENGINE) for cents in engine),
            Cell(0, Holds.EXACT, CellRole.CHECK, ["ROUND(", *compared, ",2)"]),
        ]

    def _rolled(self, balances: Sequence[str], *conditions: Any) -> list[Any]:  # noqa: ANN401 (parts of a formula)
        """Balances as all movements of the lines that fulfil conditions made them."""
        signs: dict[str, int] = {}
        for kind in KINDS.values():
            if kind.column in self._there:
                signs[kind.column] = sum(getattr(kind.sign, balance) for balance in balances)
        rises, falls = ([key for key, sign in signs.items() if sign == each] for each in (1, -1))
        taken = ["-(0", *self._added(falls, *conditions), ")"] if falls else []
        return [*self._added(rises, *conditions), *taken]

    def _evening(self, evening: _EveningDrawn, row: int) -> list[Cell]:
        day = (",", self._column("date"), ",", Ref(row, _DAYS_AT))
        owing = self._added(("balance", "interest", "expenses"), *day)
        compared = self._compared(row, ((_DAYS_AT + 1, _DAYS_AT + 3), (_DAYS_AT + 2, _DAYS_AT + 4)))
        return [
            Cell(evening.day, Holds.DATE, CellRole.FACT),
            Cell(evening.accrued, Holds.MONEY, formula=["ROUND(0", *self._added(("not_due",), *day), ",2)"]),
            Cell(evening.total, Holds.MONEY, formula=["ROUND(", Ref(row, _DAYS_AT + 1), *owing, ",2)"]),
            Cell(evening.accrued, Holds.MONEY, CellRole.ENGINE),
            Cell(evening.total, Holds.MONEY, CellRole.ENGINE),
            Cell(0, Holds.EXACT, CellRole.CHECK, ["ROUND(", *compared, ",2)"]),
        ]

    def _compared(self, row: int, pairs: Sequence[tuple[int, int]]) -> list[Any]:
        found: list[Any] = []
        for ours, theirs in pairs:
            found += ["+ABS(", Ref(row, ours), "-", Ref(row, theirs), ")"]
        return found

    def _charts(self) -> Iterator[SheetChart]:
        if self._months:
            days, count = self._figures(0, len(self._months)), len(self._months)
            colours = ((1, _BLUE), (3, _GREEN), (4, _PALE), (2, _RED))
            series = [self._series(at, count, colour) for at, colour in colours]
            words = "Interest and expenses by month: fell due, received, assumed, and what was barred when it fell due"
            yield SheetChart(words, days, series, Ref(_UPPER, 0), _WHOLE)
            arrears = self._series(6, count, _RED)._replace(is_line=True, aside=True)
            series, words = [self._series(5, count, _BLUE), arrears], "Principal, and arrears (at the right), by month"
            axes = ("Principal", "Interest and expenses due and unpaid")
            yield SheetChart(words, days, series, Ref(_LOWER, 0), _HALF, axes)
        if self._evenings:
            days, count = self._figures(_DAYS_AT, len(self._evenings)), len(self._evenings)
            whole = [self._series(_DAYS_AT + 2, count, _GREY)._replace(is_line=True)]
            words = "Owing by day, without the premium for paying early" if self._premium else "Payoff by day"
            yield SheetChart(words, days, whole, Ref(_LOWER, _MONTHS_END), _HALF)

    def _series(self, column: int, count: int, colour: str) -> ChartSeries:
        return ChartSeries(Ref(_FIRST - 1, column), self._figures(column, count), colour)

    def _figures(self, column: int, count: int) -> CellRange:
        return CellRange(Ref(_FIRST, column), Ref(_FIRST + count - 1, column))


def _by_month(found: Sequence[HolderLines]) -> Iterator[_MonthDrawn]:
    """Interest and expenses of every month of the Schedule, as the engine's lines have them."""
    moved: dict[date, list[tuple[str, Moved]]] = {}
    for block in found:
        for line in block.lines:
            if isinstance(line, Moved):
                moved.setdefault(line.date.replace(day=1), []).append((block.holder, line))
    month, last = min(moved, default=date.max), max(moved, default=date.min)
    stood: dict[str, tuple[int, int]] = {}
    while month <= last:
        due = barred = paid = assumed = 0
        for holder, line in moved.get(month, ()):
            stood[holder] = _stood(line)[:2]
            if line.row is not None:
                fell_due = line.row.interest_due + line.row.expenses_due
                due += fell_due
                barred += fell_due if line.row.standing == "barred" else 0
            for movement in line.movements:
                if movement.kind.act is Act.PAID and movement.kind.component in ("interest", "expenses"):
                    paid += movement.cents
                    assumed += movement.cents if movement.assumed else 0
        principal, arrears = (sum(each[at] for each in stood.values()) for at in (0, 1))
        yield _MonthDrawn(month, due, barred, paid, assumed, principal, arrears)
        month = (month.replace(day=28) + 4 * DAY).replace(day=1)


def _stood(line: Moved) -> tuple[int, int, int]:
    """Principal, interest and expenses due and unpaid, and interest accrued, of a Note at the end of a day."""
    if line.row is None:
        owing = line.owing
        return owing.principal, owing.interest_unpaid + owing.expenses_unpaid, owing.accrued_interest
    return line.row.principal, line.row.interest_unpaid + line.row.expenses_unpaid, line.row.accrued_interest


def _evenings(found: Sequence[HolderLines]) -> Iterator[_EveningDrawn]:
    """The days on which every Note that owes something has a line: of the others nobody knows what had accrued."""
    lines: dict[date, dict[str, Moved]] = {}
    for block in found:
        for line in block.lines:
            if isinstance(line, Moved):
                lines.setdefault(line.date, {})[block.holder] = line
    owing: dict[str, bool] = {}
    for day in sorted(lines):
        there = lines[day]
        if all(holder in there for holder, owes in owing.items() if owes):
            stood = [_stood(each) for each in there.values()]
            yield _EveningDrawn(day, sum(each[2] for each in stood), sum(map(sum, stood)))
        owing |= {holder: bool(line.owing.total) for holder, line in there.items()}
