"""The lanes of the picture: what fell due on each Note, what became of it, and when the Note was barred.

Out of a traced run: its entries say which due dates a payment settled, its rows on which days a Note stood barred.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from note_sched.history.dues import Dues, Owed, Settled
from note_sched.history.past import Past, trace_of
from note_sched.ledger.entries import Row
from note_sched.measure.business_days import DAY
from note_sched.pages.picture import BarBand, DueMark, DueState, How, Lane, Settlement
from note_sched.reports.telling.wording import NO_BARS
from note_sched.rules.standing import BLOCKAGE, OVERRIDE
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role

_OF_THE_DAY = frozenset({Role.TURNOVER, Role.DIVERSION})


def lanes_of(run: Run, holders: Collection[str] = ()) -> list[Lane]:
    """A lane for every Holder who ever held something, in document order.

    Args:
        run: a traced one, with its rows.
        holders: ids to show; all where none is named.
    """
    rows: dict[str, list[Row]] = {}
    for row in run.rows:
        rows.setdefault(row.holder, []).append(row)
    first: dict[str, date] = {}
    for entry in trace_of(run).entries:
        first.setdefault(entry.holder, entry.date)
    law = _Law(run)
    return [
        _lane(run, holder.id, holder.name, rows.get(holder.id, []), first[holder.id], law)
        for holder in run.document.holders
        if holder.id in first and (not holders or holder.id in holders)
    ]


def _lane(run: Run, holder: str, name: str, rows: Sequence[Row], start: date, law: "_Law") -> Lane:
    stands = tuple(_stands(holder, rows, law))
    book = _Dues(run, holder, stands)
    end = rows[-1].date if rows and rows[-1].standing == "paid" else None
    if end is not None:  # the first day of the unbroken run of paid days at the end
        end = next((late.date for late, early in _backwards(rows) if early.standing != "paid"), rows[0].date)
    return Lane((holder,), name, holder, start, end, stands, tuple(book.dues()), book.prepaid)


def _backwards(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    return zip(rows[::-1], rows[-2::-1], strict=False)


def _stands(holder: str, rows: Iterable[Row], law: "_Law") -> Iterator[BarBand]:
    """The runs of days on which a Note was barred: a row tells the standing until the next one."""
    open_one: BarBand | None = None
    roles: set[Role] = set()
    for standing, group in groupby(rows, key=attrgetter("standing")):
        same = list(group)
        if open_one is not None:
            yield law.cite(holder, open_one._replace(end=same[0].date - DAY), roles)
            open_one = None
        if standing in ("barred", "barred_principal"):
            roles = {role for row in same for role in row.roles} - _OF_THE_DAY
            open_one = BarBand(same[0].date, None, (), standing == "barred")
    if open_one is not None:
        yield law.cite(holder, open_one, roles)


class _Law:
    """Which clauses barred a Note on a run of days: rows name them on their own days only, windows on all."""

    def __init__(self, run: Run) -> None:
        self._lifted = [window for window in run.windows if window.kind == OVERRIDE and window.effective]
        self._through = run.through
        self._cited = run.instrument.cited
        self._windows: dict[str | None, list[Window]] = {}
        for window in run.windows:
            if window.effective and window.kind not in NO_BARS:
                self._windows.setdefault(window.holder, []).append(window)

    def cite(self, holder: str, stand: BarBand, roles: Collection[Role]) -> BarBand:
        """The run of days with its clauses, sorted."""
        end = self._through if stand.end is None else stand.end
        found = set(roles)
        for window in [*self._windows.get(None, ()), *self._windows.get(holder, ())]:
            first = max(window.start, stand.start)
            last = end if window.end is None else min(window.end, end)
            if first <= last and not (window.kind == BLOCKAGE and self._is_lifted(first, last)):
                found.add(window.role)
        return stand._replace(clauses=self._cited([*found]))

    def _is_lifted(self, first: date, last: date) -> bool:
        return any(each.start <= first and each.end is not None and last <= each.end for each in self._lifted)


class _Dues:
    """What fell due on one Note and what became of it, for the eye."""

    def __init__(self, run: Run, holder: str, stands: Sequence[BarBand]) -> None:
        self._run = run
        self._stands = stands
        self._found = Dues(Past(run, holder).entries)
        self.prepaid = tuple(map(_part, self._found.prepaid))

    def dues(self) -> Iterator[DueMark]:
        """Every sum that fell due, in the order of the days from which it was this Holder's."""
        order: Mapping[str, int] = {"interest": 0, "principal": 1, "premium": 2, "expenses": 3}
        for each in sorted(self._found, key=lambda one: (one.since, one.due, order[one.component])):
            yield self._told(each)

    def _told(self, each: Owed) -> DueMark:
        timely = self._run.timely(each.due)
        due = DueMark(
            each.component, each.due, timely, each.since, each.cents, DueState.OPEN, tuple(map(_part, each.settled)), ()
        )
        settled = due.settled
        last = None if settled is None else settled - DAY
        cut = (_cut(stand, each.since, last) for stand in self._bars(each.component))
        barred = tuple(stand for stand in cut if stand is not None)
        return due._replace(state=_state(due, settled, barred), barred=barred)

    def _bars(self, component: str) -> Iterator[BarBand]:
        return (stand for stand in self._stands if stand.all_of_it or component in ("principal", "premium"))


def _state(due: DueMark, settled: date | None, barred: Sequence[BarBand]) -> DueState:
    if settled is None:
        return DueState.BARRED if barred and barred[-1].end is None else DueState.OPEN
    if due.parts[-1].how is How.PASSED:
        return DueState.PASSED
    if settled <= due.timely:
        return DueState.PAID
    return DueState.AFTER_BAR if any(_covers(stand, due.timely) for stand in barred) else DueState.LATE


def _part(settled: Settled) -> Settlement:
    assumed = settled.movement.assumed
    return Settlement(
        settled.date, settled.cents, How.PASSED if settled.passed else How.ASSUMED if assumed else How.RECORDED
    )


def _covers(stand: BarBand, day: date) -> bool:
    return stand.start <= day and (stand.end is None or day <= stand.end)


def _cut(stand: BarBand, first: date, last: date | None) -> BarBand | None:
    """The days of a stand from ``first`` to ``last`` (None: to the end); None where there are none."""
    start = max(stand.start, first)
    end = min((day for day in (stand.end, last) if day is not None), default=None)
    return None if end is not None and end < start else stand._replace(start=start, end=end)
