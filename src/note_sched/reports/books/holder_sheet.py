"""The Holders of a workbook: what fell due on each Note and was paid on it, out of the Schedule, and what it owes."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from note_sched.document.model import Holder
from note_sched.history.balances import with_issues
from note_sched.history.day_lines import Moved
from note_sched.history.movements import COLUMNS, RARE, Balances
from note_sched.measure.accrual import DayCount, days_in_year
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
    total_of,
)
from note_sched.reports.books.accrual_columns import AT, HolderLines
from note_sched.reports.books.accrual_columns import NAME as SCHEDULE
from note_sched.reports.books.counted import is_at_one_rate
from note_sched.simulation.outcome import Position, Run

NAME = "Holders"
HEAD = 1

_NOT_SUMMED = ("issued", "interest_in", "expenses_in", *RARE)
_MOVED = {key: heading for key, heading in COLUMNS.items() if key not in _NOT_SUMMED}
_FELL_DUE = {key: heading.replace(" due", " fell due") for key, heading in _MOVED.items() if key.endswith("_due")}
_OWING = (
    ("expenses", "Expenses unpaid", "expenses_unpaid"),
    ("interest", "Interest due and unpaid", "interest_unpaid"),
    ("not_due", "Accrued, not due", "accrued_interest"),
    ("balance", "Principal balance", "principal"),
)
_WORDS = ("Holder", "Name", "Issued", "Principal at issue")
_FIRST = len(_WORDS)
_SUMMED = (
    *{**_MOVED, **_FELL_DUE}.items(),
    ("assumed", "of it assumed, not received"),
    ("turned_over", "Turned over to Senior"),
)
_COLUMNS = (*_SUMMED, *(each[:2] for each in _OWING), ("total", "Total owing"))
_IF_ANY = ("expenses_due", "expenses_paid", "expenses", "accrued_paid", "assumed", "turned_over")
"""Columns that are there to be seen where one of the Notes has something in them."""

_AT = {key: _FIRST + place for place, (key, _) in enumerate(_COLUMNS)}
_ENGINE = _FIRST + len(_COLUMNS)
_PREMIUM = "premium"


class CheckedTotal(NamedTuple):
    """A total of the sheet and the engine's: its heading, its column, cents."""

    heading: str
    column: int
    engine: int


class HolderSheet:
    """Makes the sheet, and cells elsewhere that refer to its totals."""

    def __init__(
        self,
        run: Run,
        shown: Sequence[Holder],
        found: Sequence[HolderLines],
        principals: Mapping[str, str],
        *,
        whole: bool,
    ) -> None:
        """``whole``: all Holders are shown; ``principals``: the name of the cell with each one's principal at issue."""
        self._run = run
        self._shown = shown
        self._blocks = found
        self._principals = principals
        self._whole = whole
        self._values = [self._sums(block) for block in found]

    def _sums(self, block: HolderLines) -> dict[str, int]:
        moved = [line for line in block.lines if isinstance(line, Moved)]
        sums = {key: sum(each.sums.get(key, 0) for each in moved) for key in _MOVED}
        for key in ("assumed", "turned_over"):
            sums[key] = sum(getattr(each.row, key) for each in moved if each.row is not None)
        owing = moved[-1].owing if moved else Balances()
        sums |= {key: getattr(owing, balance) for key, _, balance in _OWING}
        positions = self._run.asked.positions if self._run.asked else ()
        asked = next((each.premium for each in positions if each.holder == block.holder), None)
        premium = owing.premium_unpaid if asked is None else asked
        return sums | {"total": owing.total - owing.premium_unpaid + premium, _PREMIUM: premium}

    @property
    def has_premium(self) -> bool:
        """Whether a premium is part of what is owing on one of the Notes."""
        return bool(self._sum(_PREMIUM))

    @property
    def _total_row(self) -> int:
        return HEAD + 1 + len(self._shown)

    def sheet(self) -> Sheet:
        """The sheet."""
        per_diem = ["Per diem"] if self._run.asked else []
        premium = ["Premium, of the total owing"] if self.has_premium else []
        columns = [heading for _, heading in _COLUMNS]
        heads = [*_WORDS, *columns, "Engine: total owing", "Difference", *per_diem, *premium]
        rows: list[Cells] = [title("Holders: what fell due, was paid and is owing on each Note"), headings(heads)]
        premiums = {holder.id: values[_PREMIUM] for holder, values in zip(self._shown, self._values, strict=True)}
        engine = _engine_totals(self._run, premiums)
        positions = {each.holder: each for each in self._run.asked.positions} if self._run.asked else {}
        for place, holder in enumerate(self._shown):
            rows.append(self._line(place, holder, engine.get(holder.id, 0), positions.get(holder.id), len(rows)))
        rows.append(self._totals())
        most = 2 * sum(holder.principal for holder in self._run.document.holders) + 1
        sums = [Width(most, Holds.MONEY, hidden=key in _IF_ANY and not self._sum(key)) for key, _ in _COLUMNS]
        largest = Width(most, Holds.MONEY)
        ids = max(["TOTAL of those shown", *(holder.id for holder in self._shown)], key=len)
        names = max([holder.name for holder in self._shown], key=len, default="")
        widths = [Width(ids), Width(names, fold=True), Width(None, Holds.DATE), largest, *sums, largest]
        return Sheet(
            NAME, [*widths, Width(None, Holds.EXACT), Width(None, Holds.EXACT)], rows, head=HEAD, fixed=2, filtered=True
        )

    def _line(self, place: int, holder: Holder, engine: int, position: Position | None, row: int) -> Cells:
        block, values = self._blocks[place], self._values[place]
        issued = holder.issue_date or self._run.document.note.issue_date
        cells: list[Cell | None] = [
            Cell(holder.id),
            Cell(holder.name),
            Cell(issued, Holds.DATE, CellRole.FACT),
            Cell(holder.principal, Holds.MONEY, formula=[Named(self._principals[holder.id])]),
        ]
        for key, _ in _SUMMED:
            column = AT[key]
            span = CellRange(Ref(block.first, column, SCHEDULE), Ref(block.last, column, SCHEDULE))
            cells.append(Cell(values[key], Holds.MONEY, formula=["SUM(", span, ")"] if block.lines else None))
        for key, *_ in _OWING:
            last = Ref(block.last, AT[key], SCHEDULE)
            cells.append(Cell(values[key], Holds.MONEY, formula=[last] if block.lines else None))
        owing = CellRange(Ref(row, _AT["expenses"]), Ref(row, _AT["balance"]))
        behind = _ENGINE + (3 if position is not None else 2)
        besides = ["+", Ref(row, behind)] if self.has_premium else []
        cells.append(Cell(values["total"], Holds.MONEY, formula=["SUM(", owing, ")", *besides]))
        difference: Formula = ["ROUND(ABS(", Ref(row, _AT["total"]), "-", Ref(row, _ENGINE), "),2)"]
        cells += [Cell(engine, Holds.MONEY, CellRole.ENGINE), Cell(0, Holds.EXACT, CellRole.CHECK, difference)]
        if position is not None:
            cells.append(self._per_diem(position, row))
        return [*cells, Cell(values[_PREMIUM], Holds.MONEY, CellRole.FACT)] if besides else cells

    def _per_diem(self, position: Position, row: int) -> Cell:
        """What the day asked about itself adds.

        The engine alone knows it by thirty to a month, by the period, where principal waits for its timely day, and
        at more than one rate.
        """
        terms, balance = self._run.document.terms, Ref(row, _AT["balance"])
        day = self._run.asked.day if self._run.asked else date.min
        formula: Formula | None = [balance, "*", Named("Rate"), "/", Named("Basis")]
        match terms.interest.day_count:
            case DayCount.ACTUAL_MONTH:
                formula = [balance, "*", Named("Rate"), f"/DAY(EOMONTH(DATE({day.year},{day.month},{day.day}),0))"]
            case DayCount.ACTUAL_ACTUAL:
                formula = [balance, "*", Named("Rate"), f"/{days_in_year(day.year)}"]
            case DayCount.THIRTY_360 | DayCount.THIRTY_E_360 | DayCount.PERIOD:
                formula = None
        plain = terms.days.extension_interest and is_at_one_rate(self._run.document)
        return Cell(position.per_diem, Holds.EXACT, formula=formula if plain else None)

    def _totals(self) -> Cells:
        cells: list[Cell | None] = [Cell("TOTAL" if self._whole else "TOTAL of those shown", role=CellRole.TOTAL)]
        cells += [Cell("", role=CellRole.TOTAL), Cell("", role=CellRole.TOTAL)]
        principal = sum(holder.principal for holder in self._shown)
        sums = [principal, *(self._sum(key) for key, _ in _COLUMNS)]
        first, last = HEAD + 1, self._total_row - 1
        for column, cents in enumerate(sums, _FIRST - 1):
            cells.append(Cell(cents, Holds.MONEY, CellRole.TOTAL, total_of(column, first, last)))
        return cells

    def _sum(self, key: str) -> int:
        return sum(values[key] for values in self._values)

    def total(self, column: int) -> Cell:
        """A cell elsewhere that is a total of this sheet."""
        key = _COLUMNS[column - _FIRST][0]
        return Cell(self._sum(key), Holds.MONEY, formula=[Ref(self._total_row, column, NAME)])

    def sum_of(self, key: str) -> Cell:
        """A cell elsewhere that is the total of a column of this sheet."""
        return self.total(_AT[key])

    def summed(self) -> Iterator[tuple[str, int]]:
        """The headings and columns that have a total."""
        for key, heading in _COLUMNS:
            yield heading, _AT[key]

    def against_engine(self) -> Iterator[CheckedTotal]:
        """The totals of which the engine has its own: of the schedule, or of the position on the day asked about."""
        ids = {holder.id for holder in self._shown}
        for key, engine in _engine_sums(self._run, ids, whole=self._whole).items():
            yield CheckedTotal(dict(_COLUMNS)[key], _AT[key], engine)


def _engine_totals(run: Run, premiums: Mapping[str, int]) -> dict[str, int]:
    """What the engine says that each Note owes: on the day asked about, or at the end of its last line."""
    if run.asked:
        return {each.holder: each.total for each in run.asked.positions}
    return {
        row.holder: row.principal
        + row.interest_unpaid
        + row.accrued_interest
        + row.expenses_unpaid
        + premiums.get(row.holder, 0)  # no line of the schedule says how much of it is unpaid
        for row in with_issues(run)  # the last line of each Holder stays
    }


def _engine_sums(run: Run, ids: set[str], *, whole: bool) -> dict[str, int]:
    if run.asked:
        shown = [each for each in run.asked.positions if each.holder in ids]
        return {
            "expenses": sum(each.expenses_unpaid for each in shown),
            "interest": sum(each.interest_unpaid for each in shown),
            "not_due": sum(each.accrued for each in shown),
            "balance": sum(each.principal for each in shown),
            "total": sum(each.total for each in shown),
        }
    rows = [row for row in run.rows if row.holder in ids]
    last = {row.holder: row for row in with_issues(run) if row.holder in ids}
    moved = {key: sum(getattr(row, key) for row in rows) for key in ("expenses_due", "interest_due", "principal_due")}
    totals = run.totals
    paid = totals.expenses_paid if whole else sum(row.expenses_paid for row in rows)
    return {
        **moved,
        "expenses_paid": paid,
        "principal_paid": totals.principal_paid if whole else sum(row.principal_paid for row in rows),
        "assumed": totals.assumed if whole else sum(row.assumed for row in rows),
        "turned_over": totals.turned_over if whole else sum(row.turned_over for row in rows),
        "expenses": sum(row.expenses_unpaid for row in last.values()),
        "interest": sum(row.interest_unpaid for row in last.values()),
        "not_due": sum(row.accrued_interest for row in last.values()),
        "balance": sum(row.principal for row in last.values()),
    }
