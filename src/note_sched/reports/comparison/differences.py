"""Two runs side by side, through the same day: the first day that differs, and everything that differs, as values."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from note_sched.document.pairing import Pair, paired
from note_sched.ledger.entries import Besides, Row
from note_sched.ledger.receipts import Turnover
from note_sched.measure.business_days import DAY
from note_sched.reports.comparison.measures import FIGURES, FLOWS, Measured
from note_sched.rules.defaults import EventOfDefault
from note_sched.rules.standing import ACCELERATED_PRINCIPAL
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Declared
from note_sched.terms.roles import Role

BALANCES = ("principal", "interest_unpaid", "accrued_interest", "expenses_unpaid")
_VALUES = (*(name for name in FLOWS if name not in Besides._fields), *BALANCES, "standing", "assumed")
_COLUMNS = (*FLOWS, *BALANCES, "standing", "clauses", "assumed")


class SumDifference(NamedTuple):
    """A sum, in cents, in both runs; ``holder`` None: of all Notes."""

    holder: str | None
    name: str
    first: int
    second: int

    @property
    def more(self) -> int:
        """By how much the second is greater."""
        return self.second - self.first


class ColumnDifference(NamedTuple):
    """A column of the schedule that differs on a day for a Holder; None: there is no row."""

    date: date
    holder: str
    column: str
    first: Any
    second: Any


Barred = tuple[str, tuple[str, ...]]
"""What is barred on a Note (``interest`` and all else, ``principal`` alone, or nothing), and by which clauses."""


class StandingDifference(NamedTuple):
    """Days, both inside, on which a Note stands otherwise; ``end`` None: still so on the last day."""

    holder: str
    start: date
    end: date | None
    first: Barred
    second: Barred


class Difference(NamedTuple):
    """What differs between two runs through ``through``. Everything is empty where nothing does.

    ``first_day`` is the first on which any balance, bar or Event of Default differs if ``is_to_the_day``; else the
    first of those days that have a row of the schedule (``first_day.to_the_day`` looks at the others).
    """

    through: date
    first_day: date | None
    figures: Sequence[SumDifference]
    holders: Sequence[SumDifference]
    cells: Sequence[ColumnDifference]
    stands: Sequence[StandingDifference]
    windows: Sequence[Pair[Window]]
    defaults: Sequence[Pair[EventOfDefault]]
    accelerations: Sequence[Pair[Declared]]
    turnovers: Sequence[Pair[Turnover]]
    maturity: Pair[tuple[date, date]] | None
    payable_from: Sequence[ColumnDifference]
    is_to_the_day: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether both runs come to the same, day by day."""
        return self.first_day is None and self.is_accrued_alone

    @property
    def is_accrued_alone(self) -> bool:
        """Whether nothing differs but, on days without a row of the schedule, interest that is not yet due."""
        return not any(self[2:-1])

    def of(self, name: str) -> int:
        """By how much a sum of all Notes is greater in the second run, in cents."""
        return sum(figure.more for figure in self.figures if figure.name == name)


def difference(first: Measured, second: Measured) -> Difference:
    """Compare two runs that were measured through the same day."""
    cells = list(_cells(first, second))
    windows = paired(first.windows, second.windows, _said_of, window_name)
    defaults = paired(first.defaults, second.defaults, lambda each: each, default_name)
    turnovers = paired(first.turnovers, second.turnovers, _turned_over, lambda each: (each.date, each.holder))
    days = [cell.date for cell in cells]
    days += [day for pair in windows for day in _window_days(*pair)]
    days += [day for pair in defaults for day in _default_days(*pair)]
    days = [day for day in days if day <= first.through]
    moved = None
    if first.maturity != second.maturity and min(first.maturity + second.maturity) <= first.through:
        moved = (first.maturity, second.maturity)
        days.append(min(first.maturity + second.maturity))
    declared = paired(
        first.accelerations,
        second.accelerations,
        lambda each: each,
        lambda each: (each.holder, each.date, each.holders),
    )
    return Difference(
        first.through,
        min(days, default=None),
        list(_figures(None, first.totals, second.totals)),
        [figure for name in _all(first.holders, second.holders) for figure in _of_holder(name, first, second)],
        cells,
        list(_stands(first, second)),
        windows,
        defaults,
        declared,
        turnovers,
        moved,
        list(_payable_from(first, second)),
    )


def _all(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """The names of both, in the order of the first, then of the second."""
    return list(dict.fromkeys([*first, *second]))


def _figures(holder: str | None, first: Any, second: Any) -> Iterator[SumDifference]:  # noqa: ANN401 (sums by name, or none)
    for name in FIGURES:
        one, other = first.get(name, 0), second.get(name, 0)
        if one != other:
            yield SumDifference(holder, name, one, other)


def _of_holder(name: str, first: Measured, second: Measured) -> Iterator[SumDifference]:
    yield from _figures(name, first.holders.get(name, {}), second.holders.get(name, {}))


def _cells(first: Measured, second: Measured) -> Iterator[ColumnDifference]:
    order = {name: at for at, name in enumerate(_all(first.holders, second.holders))}
    for key in sorted({*first.rows, *second.rows}, key=lambda each: (each[0], order[each[1]])):
        one, other = first.rows.get(key), second.rows.get(key)
        if one != other:
            yield from _columns(key, _cells_of(first, one), _cells_of(second, other))


def _cells_of(seen: Measured, row: Row | None) -> dict[str, Any] | None:
    """A row by the names of the columns of the schedule."""
    if row is None:
        return None
    cells = {name: getattr(row, name) for name in _VALUES} | {"clauses": seen.instrument.cited(row.roles)}
    return cells | row.besides._asdict()


def _columns(
    key: tuple[date, str], first: dict[str, Any] | None, second: dict[str, Any] | None
) -> Iterator[ColumnDifference]:
    """The columns that differ; where one run has no row, the sums that moved and, of what stands, nothing."""
    for column in _COLUMNS if first and second else FLOWS:
        one = first[column] if first else 0
        other = second[column] if second else 0
        if one != other:
            yield ColumnDifference(*key, column, one, other)
    if first is None or second is None:
        for column in (*BALANCES, "standing", "clauses", "assumed"):
            yield ColumnDifference(*key, column, first and first[column], second and second[column])


_OPEN: Barred = ("", ())
_TURNED_OVER = (Role.TURNOVER, Role.DIVERSION)


def _barred(seen: Measured, row: Row) -> Barred:
    """What a row says of its Note; the clauses of a turnover are of that day alone."""
    part = {"barred": "interest", "barred_principal": "principal"}.get(row.standing, "")
    return (part, seen.instrument.cited([role for role in row.roles if role not in _TURNED_OVER])) if part else _OPEN


def _stands(first: Measured, second: Measured) -> Iterator[StandingDifference]:
    """Where a Note stands otherwise, Holder by Holder: a row is written whenever a standing changes."""
    days_of: dict[str, set[date]] = {holder: set() for holder in _all(first.holders, second.holders)}
    for day, holder in (*first.rows, *second.rows):
        days_of[holder].add(day)
    for holder, days in days_of.items():
        one = other = _OPEN
        since: tuple[date, Barred, Barred] | None = None
        for day in sorted(days):
            one = _barred(first, first.rows[day, holder]) if (day, holder) in first.rows else one
            other = _barred(second, second.rows[day, holder]) if (day, holder) in second.rows else other
            if since is not None and (one, other) != since[1:]:
                yield StandingDifference(holder, since[0], day - DAY, *since[1:])
                since = None
            if since is None and one != other:
                since = (day, one, other)
        if since is not None:
            yield StandingDifference(holder, since[0], None, *since[1:])


def window_name(window: Window) -> tuple[Hashable, ...]:
    """What tells a window from others, however the Note is read; another reading lets other shadows run."""
    return window.kind, window.holder, () if window.kind == ACCELERATED_PRINCIPAL else window.cause


def default_name(default: EventOfDefault) -> tuple[Hashable, ...]:
    """What tells an Event of Default from others, however the Note is read."""
    return default.role, default.holder, default.fact


def _said_of(window: Window) -> tuple[Any, ...]:
    return (*window_name(window), window.start, window.end, window.effective, window.role)


def _turned_over(turnover: Turnover) -> tuple[Any, ...]:
    return turnover.date, turnover.holder, turnover.amount, sorted(turnover.to.items()), turnover.role


def _window_days(first: Window | None, second: Window | None) -> Iterator[date]:
    if first is None or second is None:
        yield from (window.start for window in (first, second) if window is not None)
    elif (first.start, first.effective, first.role) != (second.start, second.effective, second.role):
        yield min(first.start, second.start)
    else:
        yield from _after_end(first.end, second.end)


def _default_days(first: EventOfDefault | None, second: EventOfDefault | None) -> Iterator[date]:
    if first is None or second is None:
        yield from (each.start for each in (first, second) if each is not None)
    elif first.start != second.start:
        yield min(first.start, second.start)
    else:
        yield from _after_end(first.until, second.until)


def _after_end(first: date | None, second: date | None) -> Iterator[date]:
    """The first day that is inside one of two spans with the same beginning and not inside the other."""
    if first != second:
        yield min(day for day in (first, second) if day is not None) + DAY


def _payable_from(first: Measured, second: Measured) -> Iterator[ColumnDifference]:
    """From when a barred component of the day asked about may be paid, where that differs."""
    if first.asked is None or second.asked is None:
        return
    for one in first.asked.positions:
        for other in (each for each in second.asked.positions if each.holder == one.holder):
            for part in one.bars:
                days = [
                    asked.lifts.components.get((one.holder, part)) if position.bars[part] else asked.day
                    for asked, position in ((first.asked, one), (second.asked, other))
                ]
                if days[0] != days[1]:
                    yield ColumnDifference(first.asked.day, one.holder, part, *days)
