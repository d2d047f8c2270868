"""The history of one Note in lines: interest that ran, and days on which something moved, with what was owing then."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.movements import Balances, added
from note_sched.history.past import Moment, Movement, Past, trace_of
from note_sched.ledger.entries import Row
from note_sched.ledger.pen import ENDS, Entry
from note_sched.simulation.outcome import Run

_Date = date  # inside the classes below, `date` is the field


class Moved(NamedTuple):
    """What moved on a Note on one day, and where that left it.

    ``running``, ``taken``: the period's exact total, in cents, with what transfers of the day carried, and what cuts of
    earlier days took. ``owing``: at the end of the day. ``row``: the engine's line of that day, None where it has none.
    ``sums``: of what moved, in cents, by its column.
    """

    date: _Date
    movements: Sequence[Movement]
    running: Fraction
    taken: int
    owing: Balances
    row: Row | None
    sums: Mapping[str, int]

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


def lines_of(
    run: Run, holder: str, rows: Mapping[date, Row], until: date | None = None, apart: Collection[date] = ()
) -> list[Line]:
    """The history of one Note in order: a line of interest stands before the day on which it ends.

    Args:
        run: a traced one.
        holder: whose Note.
        rows: the engine's lines of that Note.
        until: the day of a payoff: later days are left out, and what is assumed as paid on that day.
        apart: days at which a line of interest ends, besides those on which something moved.
    """
    through = date.max if until is None else until
    moved = {each.date for each in trace_of(run).of(holder) if isinstance(each, Entry) and each.date <= through}
    days = {*moved, *(day for day in rows if day <= through), *([until] if until else [])}
    past = Past(run, holder, until, Moment.NOON, {*days, *apart})
    steps = {day: list(each) for day, each in groupby(past.steps, attrgetter("date"))}
    found: list[Line] = []
    told, owing, running, taken = 0, Balances(), Fraction(), 0
    for day in sorted({*days, *steps}):
        of_day = steps.get(day, ())
        lines = []
        for each in of_day:
            if isinstance(each, AccrualLine):  # an election of the day comes after its lines here
                running += each.exact
                lines.append(each._replace(running=running))
        movements = [each for each in of_day if isinstance(each, Movement)]
        found += lines
        owing = added([owing, *(each.change for each in of_day)])
        if day not in days:
            continue
        carried = sum((each.exact for each in movements if not each.over), running)
        row = rows.get(day) if until is None or day < until else None
        found.append(Moved(day, movements, carried, taken, owing, row, _sums(movements)))
        if not movements or any(not each.over for each in movements):
            told = len(found)
        running, taken = movements[-1].left if movements else (running, taken)
    return found[:told]


def _sums(movements: Iterable[Movement]) -> dict[str, int]:
    found: dict[str, int] = {}
    for each in movements:
        if each.kind.column:
            found[each.kind.column] = found.get(each.kind.column, 0) + each.cents
    return found
