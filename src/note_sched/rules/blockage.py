"""Blockage Events: when a notice of a Senior default stops payment on a Holder's Note, and until when.

Clause:
    1(d): "the period of time commencing on the date of receipt by the Holder of written notice of the occurrence of a
    Default or an Event of Default ... and ending on: (i) the date such Default or Event of Default ... is cured or
    waived, provided that such Default ... is in the payment of any amount due thereunder; or (ii) in the case of any
    other Default ..., the earlier of (A) the date on which Holder has received written notice of such Default ...
    shall have been cured or waived and (B) the date that is 365days after the occurrence of such Default ..., provided
    that a Blockage Event with respect to a single specified Default ... may be deemed to occur only once for each
    twelve-month period, provided, further, that no Default ... that existed at the commencement of, or during the
    pendency of, a Blockage Event shall serve as the basis for the institution of any subsequent Blockage Event."

Reading:
    The 365 days run from the occurrence of the default, not from the notice. The last day is inside ("existing ...
    ending on"; switch ``window_end``). Receipt is judged Holder by Holder; 1(c) speaks of notice to the Borrower too
    (switch ``block_trigger``), 1(e) does not. Twelve months are calendar months from the commencement of a Blockage
    Event on the same covenant. Whatever default exists on any day on which a Blockage Event is pending is burned,
    noticed or not. Notices effective on one day are not subsequent to each other. The provisos stand at the end of
    (ii); they are read on all of 1(d) (switch ``proviso_scope``). A void notice burns nothing and extends nothing.
    Interest unpaid on these Notes founds nothing "in the absence of another Default". A transferee takes the Note with
    the notices given to the transferor (4(d)).

Example:
    A default of 2009-01-15 of which notice is effective on 2009-02-27 blocks through 2010-01-15.

    >>> from datetime import date
    >>> from note_sched.document.events import SeniorDefault
    >>> default = SeniorDefault(date=date(2009, 1, 15), id="d1", facility="pnc", kind="other")
    >>> last_day(default, [], 365, last_day_counts=True)
    (datetime.date(2010, 1, 15), <Role.BLOCKAGE_LAPSED: 'blockage_lapsed'>)

Limits:
    Whether a notice is written and what it specifies, the document says. Days on which all Senior debt is paid end no
    Blockage Event; they only leave it nothing to protect (``standing``).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

from note_sched.document.events import BlockageNotice, SeniorDefault
from note_sched.measure.calendar import DAY, months_after
from note_sched.rules import ground
from note_sched.rules.ground import Ground
from note_sched.rules.override import Overrides
from note_sched.rules.words import period
from note_sched.terms.roles import Role
from note_sched.terms.terms import Blockage


class Served(Struct, frozen=True):
    """A notice as it concerns one Holder: its place in the document and the days on which it was effective."""

    order: int
    notice: BlockageNotice
    line: int
    on_holder: date
    on_borrower: date | None


class BlockageEvent(NamedTuple):
    """A Blockage Event on one Holder's Note.

    ``commenced`` is the day of receipt (what the provisos look at), ``start`` the first day that it bars, ``end``
    the last, both inside; ``end`` None while no end is known; ``role``: the clause that ends it. ``arrived``: the
    day on which a transfer brought it.
    """

    notice: int
    default: SeniorDefault
    commenced: date
    start: date
    end: date | None
    role: Role
    arrived: date | None = None

    def runs(self, day: date) -> bool:
        """Whether ``day`` is inside."""
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def since(self) -> date:
        """The first day on which it exists, barring or not: that of the Holder's receipt, or of the transfer."""
        return self.arrived or self.commenced

    def exists(self, day: date) -> bool:
        """Whether it exists on ``day``, though for want of the Borrower's receipt it may not bar yet (1(c))."""
        return self.since <= day and (self.end is None or day <= self.end)

    @property
    def days(self) -> str:
        """The period in words."""
        return period(self.commenced, self.end)


class Obstacle(NamedTuple):
    """An earlier Blockage Event that stands in the way of a notice, and by which limit."""

    ground: Ground
    event: BlockageEvent


class VoidNotice(Struct, frozen=True):
    """A notice that founds no Blockage Event on one specified default, and why: the ground has the clause's role.

    ``obstacles``: every earlier Blockage Event that stands in its way.
    """

    notice: int
    default: str
    day: date
    ground: Ground
    line: int
    obstacles: tuple[Obstacle, ...] = ()


class Prospect(NamedTuple):
    """What a notice of a default could still found: a Blockage Event from ``first`` (None: never again) to ``end``.

    ``role``: the clause that ends it; where it could not begin at once, ``role`` and ``ground`` say what stands in its
    way.
    ``covenant_free``: the later day from which another default under the same covenant could block (twelve months).
    """

    default: str
    first: date | None
    end: date | None
    role: Role
    ground: Ground | None
    covenant_free: date | None


class Practice(Struct, frozen=True):
    """The terms and the switches that bear on Blockage Events."""

    terms: Blockage
    last_day_counts: bool
    borrower_too: bool
    provisos_for_payment_defaults: bool


def ended(default: SeniorDefault) -> date | None:
    """The day on which a default was cured or waived, whichever was first; it existed through the day before."""
    return min(filter(None, (default.cured, default.waived)), default=None)


def last_day(
    default: SeniorDefault, cure_notices: Iterable[date], days: int, *, last_day_counts: bool
) -> tuple[date | None, Role]:
    """The last day inside a Blockage Event on ``default``, and the role of the clause that ends it.

    ``cure_notices``: the days on which notices of its cure or waiver were effective on the Holder; one from before
    the actual cure tells of something that had not happened and does not count. ``days``: how long a default that is no
    payment default can block, from its occurrence.
    """
    cured = ended(default)
    if default.kind == "payment":
        end, role = cured, Role.BLOCKAGE_PAYMENT
    else:
        end, role = default.date + timedelta(days=days), Role.BLOCKAGE_LAPSED
        told = min((day for day in cure_notices if cured and day >= cured), default=None)
        if told is not None and told <= end:
            end, role = told, Role.BLOCKAGE_CURED
    if end is not None and not last_day_counts:
        end -= DAY
    return end, role


class BlockageHistory:
    """The Blockage Events and void notices of Holders who stand alike, in the order in which they came about."""

    def __init__(
        self,
        defaults: Mapping[str, SeniorDefault],
        senior: Mapping[str, bool],
        cure_notices: Mapping[str, Sequence[date]],
        practice: Practice,
    ) -> None:
        """Start with no notice judged.

        Args:
            defaults: the Senior defaults of the document by id.
            senior: which facilities are Senior as to these Holders.
            cure_notices: for each default the days on which notices of its cure are effective on these Holders.
            practice: the switches.
        """
        self.events: list[BlockageEvent] = []
        self.void: list[VoidNotice] = []
        self._defaults = defaults
        self._senior = senior
        self._cure_notices = {default: list(days) for default, days in cure_notices.items()}
        self._practice = practice

    def judge(self, day: date, served: Sequence[Served], overrides: Overrides) -> list[BlockageEvent]:
        """Judge the notices effective on ``day``; returns the Blockage Events that they found."""
        founded: list[BlockageEvent] = []
        for each in served:
            for name in dict.fromkeys(each.notice.defaults):
                if any(event.notice == each.order and event.default.id == name for event in self.events):
                    continue  # inherited with the Note: the same notice, already in effect for it
                outcome = self._judge_one(each, name, day, overrides)
                if isinstance(outcome, BlockageEvent):
                    founded.append(outcome)
                else:
                    self.void.append(self._void(each, name, day, outcome, overrides))
        self.events += founded  # only now: notices of one day are not subsequent to each other
        return founded

    def _void(self, served: Served, name: str, day: date, why: Ground, overrides: Overrides) -> VoidNotice:
        limited = why.role in (Role.BLOCKAGE_OTHER, Role.BLOCKAGE_LIMITS)
        obstacles = tuple(self._obstacles(self._defaults[name], day, overrides)) if limited else ()
        return VoidNotice(served.order, name, day, why, served.line, obstacles)

    def prospect(self, name: str, day: date, overrides: Overrides) -> "Prospect":
        """What a notice of one default, effective on ``day`` on the Holder and the Borrower, would meet."""
        outcome = self._would_found(name, day, overrides)
        default = self._defaults[name]
        same = [
            event
            for event in self.events
            if event.commenced < day and event.since <= day and _covenant(event.default) == _covenant(default)
        ]
        latest = max(same, key=lambda event: event.commenced, default=None)
        free = day if latest is None else max(day, self._free_again(latest.commenced))
        covenant_free = None if latest is None or free == day else self.free_again(latest, overrides)
        if isinstance(outcome, BlockageEvent):
            return Prospect(name, day, outcome.end, outcome.role, None, covenant_free)
        later = self._would_found(name, free, overrides) if free > day else outcome
        if isinstance(later, BlockageEvent):
            return Prospect(name, free, later.end, outcome.role, outcome, covenant_free)
        limited = outcome.role in (Role.BLOCKAGE_OTHER, Role.BLOCKAGE_LIMITS)
        burned = (self._burned(default, earlier, day, overrides) for earlier in self.events if limited)
        used_up = next(filter(None, burned), None)
        return Prospect(name, None, None, outcome.role, used_up or outcome, covenant_free)

    def free_again(self, earlier: BlockageEvent, overrides: Overrides) -> date | None:
        """The day from which a notice under the covenant of a Blockage Event can found another: after twelve months.

        None where none can: another commenced on it meanwhile, or the default names no covenant, so that only the same
        default could be noticed again, and it is used up (it existed during a Blockage Event) or over by then.
        """
        day = self._free_again(earlier.commenced)
        if any(self._once_per_covenant(earlier.default, each, day) for each in self.events):
            return None
        if earlier.default.covenant:
            return day
        return day if isinstance(self._would_found(earlier.default.id, day, overrides), BlockageEvent) else None

    def _would_found(self, name: str, day: date, overrides: Overrides) -> BlockageEvent | Ground:
        notice = BlockageNotice(date=day, defaults=(name,))
        return self._judge_one(Served(-1, notice, 0, day, day), name, day, overrides)

    def _judge_one(self, served: Served, name: str, day: date, overrides: Overrides) -> BlockageEvent | Ground:
        void = self._unqualified(served.notice, name, day)
        if void is not None:
            return void
        default = self._defaults[name]
        found = BlockageEvent(served.order, default, day, day, *self._last_day(default))
        if not found.runs(day):
            return _no_day_left(found)
        if default.kind != "payment" or self._practice.provisos_for_payment_defaults:
            obstacles = [each.ground for each in self._obstacles(default, day, overrides)]
            if obstacles:  # the twelve months are named before what is used up
                return next((each for each in obstacles if isinstance(each, ground.OncePerCovenant)), obstacles[0])
        if not self._practice.borrower_too:
            return found
        if served.on_borrower is None:
            return ground.BorrowerNeverTold()
        found = found._replace(start=max(day, served.on_borrower))
        return found if found.runs(found.start) else _no_day_left(found)

    def _last_day(self, default: SeniorDefault) -> tuple[date | None, Role]:
        told = self._cure_notices.get(default.id, ())
        longest = self._practice.terms.other_default.days
        return last_day(default, told, longest, last_day_counts=self._practice.last_day_counts)

    def _unqualified(self, notice: BlockageNotice, name: str, day: date) -> Ground | None:
        default = self._defaults.get(name)
        if default is None:
            return ground.NotOnRecord(name)
        if not self._senior[default.facility]:
            return ground.NotSenior(default.facility)
        missing = _not_in_existence(default, day)
        if missing is not None:
            return missing
        if default.junior_interest and not self._specifies_another(notice, day):
            return ground.NoteInterestAlone()
        return None

    def _specifies_another(self, notice: BlockageNotice, day: date) -> bool:
        known = (self._defaults[name] for name in notice.defaults if name in self._defaults)
        return any(
            not default.junior_interest and self._senior[default.facility] and _not_in_existence(default, day) is None
            for default in known
        )

    def _free_again(self, commenced: date) -> date:
        return months_after(commenced, self._practice.terms.limits.one_per_covenant.length)

    def _obstacles(self, default: SeniorDefault, day: date, overrides: Overrides) -> Iterator[Obstacle]:
        """The earlier Blockage Events that stand in the way of one on ``default`` from ``day``."""
        for earlier in self.events:
            obstacle = self._once_per_covenant(default, earlier, day) or self._burned(default, earlier, day, overrides)
            if obstacle is not None:
                yield Obstacle(obstacle, earlier)

    def _once_per_covenant(self, default: SeniorDefault, earlier: BlockageEvent, day: date) -> Ground | None:
        if earlier.commenced >= day or _covenant(earlier.default) != _covenant(default):
            return None
        free_again = self._free_again(earlier.commenced)
        return ground.OncePerCovenant(_covenant(default), earlier.commenced, free_again) if day < free_again else None

    def _burned(self, default: SeniorDefault, earlier: BlockageEvent, day: date, overrides: Overrides) -> Ground | None:
        if earlier.commenced >= day:
            return None
        cured = ended(default)
        first = max(earlier.commenced, default.date)
        last = min(filter(None, (day, earlier.end, cured and cured - DAY)))
        burns = overrides.leaves_a_day(first, last)
        return ground.Burned(default.date, earlier.commenced, earlier.end) if burns else None

    def inherit(self, transferor: "BlockageHistory", day: date) -> list[BlockageEvent]:
        """Take over what was noticed to ``transferor`` before ``day``, the day of a transfer (4(d)).

        Returns the Blockage Events that the transfer brings into force on the transferee's Note.
        """
        for name, days in transferor._cure_notices.items():  # noqa: SLF001 (one history reads another)
            self._cure_notices.setdefault(name, []).extend(told for told in days if told < day)
        arrived: list[BlockageEvent] = []
        known = {(event.notice, event.default.id) for event in self.events}
        for event in transferor.events:
            if event.commenced >= day or (event.notice, event.default.id) in known:
                continue
            end, role = self._last_day(event.default)
            taken = event._replace(start=max(event.start, day), end=end, role=role, arrived=day)
            self.events.append(taken)
            if taken.runs(taken.start):
                arrived.append(taken)
        return arrived


def _no_day_left(found: BlockageEvent) -> Ground:
    role = Role.BLOCKAGE if found.default.kind == "payment" else Role.BLOCKAGE_OTHER
    return ground.NoDayLeft(role, found.default.date, found.end, found.role, found.start)


def _covenant(default: SeniorDefault) -> str:
    return default.covenant or default.id


def _not_in_existence(default: SeniorDefault, day: date) -> Ground | None:
    if default.date > day:
        return ground.NotYetOccurred(default.id, default.date)
    over = ended(default)
    if over is not None and over < day:
        return ground.CuredBefore(default.date, over)
    return None
