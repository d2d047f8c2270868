"""The lanes of the picture: what fell due on each Note, what became of it, and when the Note was barred.

Out of a traced run: its entries say which due dates a payment settled, its rows on which days a Note stood barred.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TypeVar

from note_sched.history.derivation import trace_of
from note_sched.ledger.entries import Row
from note_sched.ledger.trace import Entry, What
from note_sched.measure.calendar import DAY
from note_sched.pages.picture import Due, How, Lane, Part, Stand, State
from note_sched.reports.telling.wording import NO_BARS
from note_sched.rules.standing import BLOCKAGE, OVERRIDE
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role

T = TypeVar("T", Row, Entry)

_FALLS_DUE = {
    What.INSTALMENT: "interest",
    What.INTEREST_DUE: "interest",
    What.PRINCIPAL_DUE: "principal",
    What.EXPENSES_DUE: "expenses",
}
_SETTLES = {
    What.INTEREST_PAID: "interest",
    What.PRINCIPAL_PAID: "principal",
    What.EXPENSES_PAID: "expenses",
    What.INTEREST_TRANSFERRED: "interest",
    What.PRINCIPAL_TRANSFERRED: "principal",
    What.EXPENSES_TRANSFERRED: "expenses",
}
_OF_THE_DAY = frozenset({Role.TURNOVER, Role.DIVERSION})


def lanes_of(run: Run, holders: Collection[str] = ()) -> list[Lane]:
    """A lane for every Holder who ever held something, in document order.

    Args:
        run: a traced one, with its rows.
        holders: ids to show; all where none is named.
    """
    rows = _by_holder(run.rows)
    entries = _by_holder(trace_of(run).entries)
    law = _Law(run)
    return [
        _lane(run, holder.id, holder.name, rows.get(holder.id, []), entries[holder.id], law)
        for holder in run.document.holders
        if holder.id in entries and (not holders or holder.id in holders)
    ]


def _by_holder(told: Iterable[T]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for each in told:
        found.setdefault(each.holder, []).append(each)
    return found


def _lane(run: Run, holder: str, name: str, rows: Sequence[Row], entries: Sequence[Entry], law: "_Law") -> Lane:
    stands = tuple(_stands(holder, rows, law))
    book = _Dues(run, stands)
    for entry in entries:
        book.enter(entry)
    end = rows[-1].date if rows and rows[-1].standing == "paid" else None
    if end is not None:  # the first day of the unbroken run of paid days at the end
        end = next((late.date for late, early in _backwards(rows) if early.standing != "paid"), rows[0].date)
    return Lane((holder,), name, holder, entries[0].date, end, stands, tuple(book.dues()), tuple(book.prepaid))


def _backwards(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    return zip(rows[::-1], rows[-2::-1], strict=False)


def _stands(holder: str, rows: Iterable[Row], law: "_Law") -> Iterator[Stand]:
    """The runs of days on which a Note was barred: a row tells the standing until the next one."""
    open_one: Stand | None = None
    roles: set[Role] = set()
    for standing, group in groupby(rows, key=attrgetter("standing")):
        same = list(group)
        if open_one is not None:
            yield law.cite(holder, open_one._replace(end=same[0].date - DAY), roles)
            open_one = None
        if standing in ("barred", "barred_principal"):
            roles = {role for row in same for role in row.roles} - _OF_THE_DAY
            open_one = Stand(same[0].date, None, (), standing == "barred")
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

    def cite(self, holder: str, stand: Stand, roles: Collection[Role]) -> Stand:
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


class _Open:
    """A sum due as it is being settled."""

    def __init__(self, component: str, due: date, since: date, cents: int) -> None:
        self.component, self.due, self.since, self.cents = component, due, since, cents
        self.parts: list[Part] = []

    @property
    def unpaid(self) -> int:
        return self.cents - sum(part.cents for part in self.parts)


class _Dues:
    """Follows the entries of one Note: what falls due, and what each payment or transfer settles of it."""

    def __init__(self, run: Run, stands: Sequence[Stand]) -> None:
        self.prepaid: list[Part] = []
        self._run = run
        self._stands = stands
        self._open: dict[tuple[str, date], list[_Open]] = {}

    def enter(self, entry: Entry) -> None:
        """Take in the next entry."""
        if entry.what in _FALLS_DUE:
            self._fall_due(_FALLS_DUE[entry.what], entry)
        elif entry.what in _SETTLES:
            for due, cents in entry.of:
                self._move(_SETTLES[entry.what], entry, due, cents)

    def _fall_due(self, component: str, entry: Entry) -> None:
        if not entry.cents:
            return
        same = self._open.setdefault((component, entry.date), [])
        own = next((each for each in same if each.since == entry.date and each.due == each.since), None)
        if own is None:
            same.append(_Open(component, entry.date, entry.date, entry.cents))
        else:
            own.cents += entry.cents

    def _move(self, component: str, entry: Entry, due: date, cents: int) -> None:
        passed = entry.cause.kind == "transfer"
        if passed and cents > 0:
            if due < entry.date:  # transfers come first in a day: what falls due on it has not yet
                self._open.setdefault((component, due), []).append(_Open(component, due, entry.date, cents))
            return
        how = How.PASSED if passed else How.ASSUMED if entry.cause.kind == "assumed" else How.RECORDED
        left = abs(cents)
        for each in self._open.get((component, due), ()):
            part = min(left, each.unpaid)
            left -= part
            if part:
                each.parts.append(Part(entry.date, part, how))
        if left and component == "principal" and not passed:
            self.prepaid.append(Part(entry.date, left, how))

    def dues(self) -> Iterator[Due]:
        """Every sum that fell due, in the order of the days from which it was this Holder's."""
        found = [each for same in self._open.values() for each in same]
        order: Mapping[str, int] = {"interest": 0, "principal": 1, "expenses": 2}
        for each in sorted(found, key=lambda one: (one.since, one.due, order[one.component])):
            yield self._told(each)

    def _told(self, each: _Open) -> Due:
        timely = self._run.timely(each.due)
        due = Due(each.component, each.due, timely, each.since, each.cents, State.OPEN, tuple(each.parts), ())
        last = None if due.settled is None else due.settled - DAY
        cut = (_cut(stand, each.since, last) for stand in self._bars(each.component))
        barred = tuple(stand for stand in cut if stand is not None)
        return due._replace(state=self._state(due, barred), barred=barred)

    def _bars(self, component: str) -> Iterator[Stand]:
        return (stand for stand in self._stands if stand.all_of_it or component == "principal")

    def _state(self, due: Due, barred: Sequence[Stand]) -> State:
        if due.settled is None:
            return State.BARRED if barred and barred[-1].end is None else State.OPEN
        if due.how is How.PASSED:
            return State.PASSED
        if due.settled <= due.timely:
            return State.PAID
        return State.AFTER_BAR if any(_covers(stand, due.timely) for stand in barred) else State.LATE


def _covers(stand: Stand, day: date) -> bool:
    return stand.start <= day and (stand.end is None or day <= stand.end)


def _cut(stand: Stand, first: date, last: date | None) -> Stand | None:
    """The days of a stand from ``first`` to ``last`` (None: to the end); None where there are none."""
    start = max(stand.start, first)
    end = min((day for day in (stand.end, last) if day is not None), default=None)
    return None if end is not None and end < start else stand._replace(start=start, end=end)
