"""The history of one Note in lines: interest that ran, and days on which something moved, with what was owing then."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from note_sched.history.accrual_lines import AccrualLine, Counting, Units
from note_sched.history.movements import Balances
from note_sched.history.past import Moment, Movement, Past, trace_of
from note_sched.ledger.entries import Row
from note_sched.ledger.pen import ENDS, Entry
from note_sched.simulation.outcome import Run

_Date = date  # inside the classes below, `date` is the field


class Moved(NamedTuple):
    """What moved on a Note on one day, and where that left it.

    ``ran``: the period's exact total with what transfers of the day carried, ``denominator`` to the cent; ``taken``:
    the cents that cuts of earlier days took. ``owing``: at the end of the day. ``row``: the engine's line of that day,
    None where it has none. ``sums``: of what moved, in cents, by its column.
    """

    date: _Date
    movements: Sequence[Movement]
    ran: Units
    denominator: int
    taken: int
    owing: Balances
    row: Row | None
    sums: Mapping[str, int]

    @property
    def running(self) -> Fraction:
        """``ran``, in cents."""
        return Fraction(self.ran, self.denominator)

    @property
    def carried(self) -> Fraction:
        """Exact running interest, in cents, that came, or (below zero) went, with principal."""
        return sum((each.exact for each in self.movements if not each.over), Fraction())

    @property
    def closes(self) -> bool:
        """Whether an interest period ends."""
        return any(each.what in ENDS for each in self.movements)

    @property
    def over(self) -> int:
        """The cents of the interest of a period that ends which did not fall due, and begin the next."""
        return sum(each.cents for each in self.movements if each.over)


Line = AccrualLine | Moved


def rows_of(rows: Iterable[Row]) -> dict[str, dict[date, Row]]:
    """The engine's own lines of each Note, by day."""
    found: dict[str, dict[date, Row]] = {}
    for row in rows:
        found.setdefault(row.holder, {})[row.date] = row
    return found


class DayLines:
    """The history of Notes in lines, Note by Note; what is counted for one counts for those that are alike."""

    def __init__(self, run: Run, until: date | None = None, apart: Collection[date] = ()) -> None:
        """Of what to tell.

        Args:
            run: a traced one with its rows.
            until: the day of a payoff: later days are left out, and what is assumed as paid on that day.
            apart: days at which a line of interest ends, besides those on which something moved.
        """
        self._run = run
        self._until = until
        self._apart = apart
        self._rows = rows_of(run.rows)
        self._countings: dict[frozenset[date], Counting] = {}

    def _counting(self, apart: frozenset[date]) -> Counting:
        found = self._countings.get(apart)
        if found is None:
            if len(self._countings) == _KEPT:
                self._countings.clear()
            denominator = trace_of(self._run).denominator
            found = self._countings[apart] = Counting(self._run.document, denominator, apart)
        return found

    def rows(self, holder: str) -> Mapping[date, Row]:
        """The engine's lines of a Note, by day."""
        return self._rows.get(holder, {})

    def of(self, holder: str) -> list[Line]:
        """The history of one Note in order: a line of interest stands before the day on which it ends."""
        until, rows = self._until, self.rows(holder)
        through = date.max if until is None else until
        moved = {each.date for each in trace_of(self._run).of(holder) if isinstance(each, Entry)}
        days = {day for day in (*moved, *rows) if day <= through}
        if until is not None:
            days.add(until)
        counting = self._counting(frozenset({*days, *self._apart}))
        past = Past(self._run, holder, until, Moment.NOON, counting=counting)
        steps = {day: list(each) for day, each in groupby(past.steps, attrgetter("date"))}
        found: list[Line] = []
        told, owing, taken = 0, Balances(), 0
        ran: Units = 0
        for day in sorted({*days, *steps}):
            movements: list[Movement] = []
            for each in steps.get(day, ()):
                owing = owing.plus(each.change)
                if isinstance(each, Movement):
                    movements.append(each)
                else:  # an election of the day comes after its lines here
                    ran += each.units
                    found.append(each if each.ran == ran else each._replace(ran=ran))
            if day not in days:
                continue
            carried = sum((each.units for each in movements if not each.over), ran)
            row = rows.get(day) if until is None or day < until else None
            found.append(Moved(day, movements, carried, counting.denominator, taken, owing, row, _sums(movements)))
            if not movements or any(not each.over for each in movements):
                told = len(found)
            ran, taken = movements[-1].left if movements else (ran, taken)
        return found[:told]


_KEPT = 64
"""Sets of days for which it is kept how interest is counted."""


def _sums(movements: Iterable[Movement]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in movements:
        if each.kind.column:
            found[each.kind.column] = found.get(each.kind.column, 0) + each.cents
    return found
