"""The picture of a Note's life as a value: bands, marks and sums due in time; nothing is laid out, nothing formatted.

A ``Picture`` is a block of a ``Page`` as a ``Table`` is: a renderer draws it in the form that it knows
(``rendering.svg`` in lines and hatches, ``rendering.chart`` in characters). Whatever is drawn can say what it is: the
``*_words`` below.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from note_sched.pages.values import Money, Phrase

_Date = date  # inside the classes below, `date` is the field


class DueState(Enum):
    """What became of a sum that fell due."""

    PAID = "paid in time"
    LATE = "paid late"
    AFTER_BAR = "barred, then paid late"
    BARRED = "barred and unpaid"
    OPEN = "open"
    PASSED = "passed on by transfer"


class How(Enum):
    """How a sum due was settled: nothing that goes to people calls an assumed payment received."""

    RECORDED = "recorded"
    ASSUMED = "assumed"
    PASSED = "passed on"


class Settlement(NamedTuple):
    """Some of a sum due was settled on a day; ``cents`` of it."""

    date: _Date
    cents: int
    how: How


class BarBand(NamedTuple):
    """Days on which a Note was barred, both inside: altogether, or only its principal (``all_of_it`` false).

    ``end`` None: still on the last day.
    """

    start: date
    end: date | None
    clauses: tuple[str, ...]
    all_of_it: bool


class DueMark(NamedTuple):
    """A sum that fell due on a Note, and what became of it.

    ``component``: ``interest``, ``principal`` or ``expenses``. ``timely``: the last day on which payment was in time.
    ``since``: from when it is this Holder's: later than ``date`` where it came with a transfer. ``barred``: days on
    which it was unpaid and barred.
    """

    component: str
    date: _Date
    timely: _Date
    since: _Date
    cents: int
    state: DueState
    parts: tuple[Settlement, ...]
    barred: tuple[BarBand, ...]

    @property
    def unpaid(self) -> int:
        """What of it is unpaid at the end."""
        return self.cents - sum([part.cents for part in self.parts])

    @property
    def settled(self) -> _Date | None:
        """The day on which nothing was left of it; None while something is."""
        return self.parts[-1].date if self.parts and not self.unpaid else None

    @property
    def how(self) -> How | None:
        """How it was settled at last; None while it is not."""
        return None if self.settled is None else self.parts[-1].how


class Lane(NamedTuple):
    """The life of a Note, or of several whose lives are alike day for day; sums are of all of them.

    ``name``: of its Holder, or how many they are; ``whose``: who, in words. ``end``: the day on which the last cent was
    paid, None while something is owing. ``prepaid``: principal that was paid before it fell due.
    """

    holders: tuple[str, ...]
    name: str
    whose: str
    start: date
    end: date | None
    stands: tuple[BarBand, ...]
    dues: tuple[DueMark, ...]
    prepaid: tuple[Settlement, ...]


class BandKind(Enum):
    """What lasts for a while; the value is the kind in machine outputs."""

    BLOCKAGE = "blockage"
    OVERRIDE = "override"
    SENIOR = "senior"
    INSOLVENCY = "insolvency"
    ACCELERATED_PRINCIPAL = "accelerated_principal"
    PAYMENT_DEFAULT = "payment_default"
    PERMITTED = "permitted"
    STOP = "stop"
    STANDSTILL = "standstill"
    DEFAULT = "event_of_default"


class Band(NamedTuple):
    """What lasted from ``start`` to ``end``, both inside; ``end`` None: no end known.

    ``holders``: in words, whose Notes. ``what``: in words. ``suspended``: first and last days on which an override kept
    a Blockage Event from barring. ``ids``: the causes by their ids; ``cause``: in words. ``who``: who brought it about
    (lenders, Holders), by name and by id; empty where nobody did.
    """

    kind: BandKind
    start: date
    end: date | None
    holders: str
    what: str
    clause: str
    ids: tuple[str, ...]
    cause: Phrase
    suspended: tuple[tuple[date, date], ...] = ()
    who: tuple[str, str] = ("", "")


class MarkKind(Enum):
    """What happened on a day; the value is the kind in machine outputs."""

    SENIOR_DEFAULT = "senior_default"
    CURE = "cure"
    NOTICE = "notice"
    VOID_NOTICE = "void_notice"
    CURE_NOTICE = "cure_notice"
    SENIOR_DUE = "senior_maturity"
    SENIOR_ACCELERATION = "senior_acceleration"
    SENIOR_PAID = "senior_paid_in_full"
    AVOIDANCE = "senior_avoidance"
    ACCELERATION = "acceleration"
    VOID_ACCELERATION = "void_acceleration"
    PETITION = "petition"
    DISMISSAL = "dismissal"
    CONSENT = "senior_provided_for"
    DISTRIBUTION = "distribution"
    TURNOVER = "turnover"
    TRANSFER = "transfer"
    FINANCING = "financing"
    MATURITY = "maturity"


VOID = frozenset({MarkKind.VOID_NOTICE, MarkKind.VOID_ACCELERATION})
"""Marks of what was done and had no effect."""


class Mark(NamedTuple):
    """What happened on a day.

    ``label``: in a word or two; ``what`` and ``cause``: in full; ``line`` 0: of no line; ``cents``: its sum, if any.
    """

    kind: MarkKind
    date: _Date
    holders: str
    label: str
    what: Phrase
    clause: str
    ids: tuple[str, ...] = ()
    cause: Phrase = ""
    line: int = 0
    cents: int | None = None


class May(Enum):
    """How much may be paid on a day, over all Notes; the verdict is PAY on the days of ``ALL`` alone."""

    ALL = "all"
    PART = "part"
    NOTHING = "nothing"


class Payable(NamedTuple):
    """Days on which as much might be paid, both inside; ``end`` None: still on the last day.

    ``what``: in a word or two what of it might be; ``flows``: whether interest on every Note was among it.
    """

    may: May
    start: date
    end: date | None
    what: str
    flows: bool


class Picture(NamedTuple):
    """A Note's life from ``first`` to ``last``.

    A band that began before or goes on after is drawn to the edge; what lies outside altogether is told in words only.
    ``payable``: what may be paid, stretch by stretch, while something is owing. ``finding``: what the picture shows in
    one sentence. ``as_of``: the day from which one looks at it, where there is one.
    """

    first: date
    last: date
    lanes: Sequence[Lane]
    bands: Sequence[Band]
    marks: Sequence[Mark]
    title: str = ""
    payable: Sequence[Payable] = ()
    finding: Phrase = ""
    as_of: date | None = None


def due_words(due: DueMark, whose: str) -> Phrase:
    """What a sum due is and what became of it, in full."""
    told: list[Any] = [f"{whose}: {due.component} ", Money(due.cents), ", due ", due.date]
    if due.timely != due.date:
        told += [" (in time through ", due.timely, ")"]
    return [*told, ": ", *fate_words(due)]


def fate_words(due: DueMark) -> Sequence[Any]:
    """What became of a sum due: its state, when it was barred, how it was settled, what is left."""
    told: list[Any] = [due.state.value]
    if due.since != due.date:
        told += ["; taken over ", due.since]
    for stand in due.barred:
        told += ["; barred ", stand.start, *_to(stand.end), f" under {', '.join(stand.clauses)}"]
    for part in due.parts:
        told += ["; ", Money(part.cents), f" {_SETTLED[part.how]} ", part.date]
    return [*told, "; ", Money(due.unpaid), " unpaid"] if due.unpaid else told


_SETTLED = {How.RECORDED: "recorded as paid", How.ASSUMED: "assumed paid", How.PASSED: "passed on"}


def _to(end: date | None) -> list[Any]:
    return [" on"] if end is None else [" to ", end]


def band_words(band: Band) -> Phrase:
    """What a band is, from when to when, under which clause and why, in full."""
    told: list[Any] = [band.what, ", ", band.start, *([" to ", band.end] if band.end else [", no end known"])]
    told.append(f"; Notes: {band.holders}")
    for first, last in band.suspended:
        told += ["; suspended ", first, " to ", last]
    return [*told, f"; clause {band.clause}; cause: ", *_phrase(band.cause)]


def mark_words(mark: Mark) -> Phrase:
    """What a mark is, on which day, under which clause and why, in full."""
    told: list[Any] = [mark.date, ": ", *_phrase(mark.what)]
    if mark.holders:
        told.append(f"; Notes: {mark.holders}")
    if mark.clause:
        told.append(f"; clause {mark.clause}")
    if mark.cause:
        told += ["; ", *_phrase(mark.cause)]
    return told


def stand_words(stand: BarBand, whose: str) -> Phrase:
    """On which days a Note was barred, and under which clauses."""
    what = "barred" if stand.all_of_it else "principal barred"
    return [f"{whose}: {what} ", stand.start, *_to(stand.end), f" under {', '.join(stand.clauses)}"]


def payable_words(stretch: Payable) -> Phrase:
    """What may be paid, and on which days."""
    return [f"may be paid: {stretch.what}, ", stretch.start, *_to(stretch.end)]


def _phrase(words: Phrase) -> Sequence[Any]:
    return [words] if isinstance(words, str) else words


def alike(lanes: Sequence[Lane], call: Callable[[Iterable[str]], str]) -> list[Lane]:
    """Lanes that are alike day for day drawn together; each stands where the first of its Holders stood.

    Args:
        lanes: one a Holder.
        call: how people call several Holders.
    """
    groups: dict[tuple[Any, ...], list[Lane]] = {}
    for lane in lanes:
        groups.setdefault(_shape(lane), []).append(lane)
    return [group[0] if len(group) == 1 else _together(group, call, len(groups)) for group in groups.values()]


def _shape(lane: Lane) -> tuple[Any, ...]:
    """All of a lane but who it is and how much."""
    dues = tuple(
        (*due[:4], due.state, due.barred, not due.unpaid, tuple((part.date, part.how) for part in due.parts))
        for due in lane.dues
    )
    return lane.start, lane.end, lane.stands, dues, tuple((part.date, part.how) for part in lane.prepaid)


_SHORT = 18


def _together(group: Sequence[Lane], call: Callable[[Iterable[str]], str], groups: int) -> Lane:
    dues = [
        each[0]._replace(cents=sum(due.cents for due in each), parts=_added([due.parts for due in each]))
        for each in zip(*(lane.dues for lane in group), strict=True)
    ]
    holders = tuple(holder for lane in group for holder in lane.holders)
    prepaid = _added([lane.prepaid for lane in group])
    whose, name = call(holders), f"{len(group)} Holders"
    if groups == 1:
        name = f"All {name}"
    elif len(whose) <= _SHORT:
        name = whose
    return group[0]._replace(holders=holders, name=name, whose=whose, dues=tuple(dues), prepaid=prepaid)


def _added(parts: Sequence[tuple[Settlement, ...]]) -> tuple[Settlement, ...]:
    return tuple(each[0]._replace(cents=sum(part.cents for part in each)) for each in zip(*parts, strict=True))
