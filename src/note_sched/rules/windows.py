"""Windows: the periods in which something was barred or lifted, as people cite them.

Clause:
    1(b), 1(d), 1(i): each says from when, and until when.

Reading:
    Both ends of a window are inside it. A Blockage Event and an override have ends of their own, known from the facts;
    the bars of 1(b), 1(i) and of accelerated principal depend on what is paid, so their windows are the unbroken runs
    of days on which they barred, and one that still bars on the last simulated day has no end.

Example:
    >>> from datetime import date
    >>> runs = Runs()
    >>> for day, barred in ((date(2009, 4, 1), True), (date(2009, 4, 6), False)):
    ...     runs.observe(day, {("sc", "pnc 0"): None} if barred else {})
    >>> [(str(run.start), str(run.end)) for run in runs.all()]
    [('2009-04-01', '2009-04-05')]

Limits:
    A window says nothing of what was owed on its days.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from note_sched.measure.business_days import DAY
from note_sched.record import Record
from note_sched.rules.ground import Ground
from note_sched.terms.roles import Role


class Window(Record, frozen=True):
    """A window as ``bars`` prints it; holder None: all; ``end`` is the last day inside, None if not known.

    ``ground``: why it is not ``effective``. ``role``: of the clause that makes, ends or voids it.
    """

    kind: str
    holder: str | None
    start: date
    end: date | None
    effective: bool
    ground: Ground | None
    cause: tuple[str, ...]
    role: Role

    def covers(self, day: date) -> bool:
        """Whether ``day`` is inside."""
        return self.start <= day and (self.end is None or day <= self.end)


class BarSpell(Struct, frozen=True):
    """An unbroken run of days on which ``who`` was under the bar ``key``.

    ``cause``: whatever caused it on one of the days, in the order in which it came.
    """

    who: str
    key: str
    start: date
    end: date | None
    cause: tuple[str, ...]


Observed = Mapping[tuple[str, str], "tuple[str, ...] | None"]


class Runs:
    """Turns daily observations (who was under which bar, for what cause) into runs of days."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, str], tuple[date, tuple[str, ...]]] = {}
        self._closed: list[BarSpell] = []

    def observe(self, day: date, barred: Observed, looked_at: Collection[str] | None = None) -> None:
        """What is barred on ``day``, of those who were ``looked_at`` (None: all).

        Days may be left out while nothing changes.
        """
        over = [each for each in self._open if each not in barred and (looked_at is None or each[0] in looked_at)]
        for who, key in over:
            start, cause = self._open.pop((who, key))
            self._closed.append(BarSpell(who, key, start, day - DAY, cause))
        for open_key, why in barred.items():
            start, causes = self._open.setdefault(open_key, (day, why or ()))
            if why and causes != why:
                self._open[open_key] = start, tuple(dict.fromkeys((*causes, *why)))

    def all(self) -> list[BarSpell]:
        """Every run; those still open have no end."""
        still = [BarSpell(who, key, start, None, cause) for (who, key), (start, cause) in self._open.items()]
        return self._closed + still


def for_all_or_each(
    kind: str, role: Role, runs: Iterable[BarSpell], members: Mapping[str, Sequence[str]]
) -> Iterable[Window]:
    """Windows of runs of Holders who stand alike: one for all where they are the same for all, else one a Holder.

    ``members``: the Holders, by the name under which the runs were observed.
    """
    same: dict[tuple[str, date, date | None, tuple[str, ...]], list[str]] = {}
    for run in runs:
        same.setdefault((run.key, run.start, run.end, run.cause), []).append(run.who)
    for (_, start, end, cause), who in same.items():
        if len(who) == len(members):
            yield Window(kind, None, start, end, effective=True, ground=None, cause=cause, role=role)
        else:
            for holder in (holder for name in who for holder in members[name]):
                yield Window(kind, holder, start, end, effective=True, ground=None, cause=cause, role=role)


def in_order(windows: Iterable[Window], places: Mapping[str, int]) -> list[Window]:
    """By kind, start, Holder (all first, then by ``places``: in document order) and cause."""

    def place(window: Window) -> tuple[object, ...]:
        holder = -1 if window.holder is None else places[window.holder]
        return window.kind, window.start, holder, window.cause, window.end is None, window.end or window.start

    return sorted(windows, key=place)
