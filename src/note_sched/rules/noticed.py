"""Notices judged: what each founds on the Notes of Holders who stand alike, as they become effective.

Clause:
    1(d): "receipt by the Holder of written notice of the occurrence of a Default or an Event of Default"; 1(c): notice
    to the Borrower; 4(d): "successors and assigns".

Reading:
    A notice must specify a default under debt that is Senior as to the Holder, that has occurred and is not over, and
    other than that interest on the Notes was not paid; it must be given by one who may, leave a day to block, and meet
    no limit (``limits``). The first of these that fails is the reason why it is void. Notices of one day are judged
    alike: none is earlier than another. Where a paper limits how many days may be blocked in all, each day is counted:
    a window that meets the limit ends on the last day that it blocked, and is void if there was none.

Example:
    >>> from datetime import date
    >>> from note_sched.instruments import AIR_INDUSTRIES_2008
    >>> history = BlockageHistory({}, {}, {}, AIR_INDUSTRIES_2008.terms.blockage)
    >>> notice = BlockageNotice(date=date(2009, 3, 2), defaults=("d1",))
    >>> history.judge(date(2009, 3, 2), [Served(0, notice, 7, date(2009, 3, 2), None)], Overrides())
    []
    >>> history.void[0].ground
    NotOnRecord(default='d1')

Limits:
    On whom a notice is effective, and when, ``alike`` and ``notices`` say.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from note_sched.document.events import BlockageNotice, SeniorDefault
from note_sched.rules import ground
from note_sched.rules.blockage import (
    BlockageEvent,
    Obstacle,
    Prospect,
    Served,
    Told,
    VoidNotice,
    covenant,
    ended,
    last_day,
)
from note_sched.rules.ground import Ground
from note_sched.rules.limits import Precedents, burned, free_after, governing, limited, obstacles, recent
from note_sched.rules.override import Overrides
from note_sched.terms.roles import Role
from note_sched.terms.terms import Blockage

_NOTHING_TOLD = Told()


class BlockageHistory:
    """The Blockage Events and void notices of Holders who stand alike, in the order in which they came about."""

    def __init__(
        self,
        defaults: Mapping[str, SeniorDefault],
        senior: Mapping[str, bool],
        told: Mapping[str, Told],
        terms: Blockage,
    ) -> None:
        """Start with no notice judged.

        Args:
            defaults: the Senior defaults of the document by id.
            senior: which facilities are Senior as to these Holders.
            told: for each default what these Holders are told of its cure, and of withdrawals of notices.
            terms: what a notice founds.
        """
        self.events: list[BlockageEvent] = []
        self.void: list[VoidNotice] = []
        self._defaults = defaults
        self._under_senior = {name: each for name, each in defaults.items() if senior[each.facility]}
        self._told = dict(told)
        self._terms = terms
        self._noticed: set[tuple[int, str]] = set()
        self._may_run: list[BlockageEvent] = []
        self._lines: dict[int, int] = {}
        self._blocked: set[date] = set()
        self._last_blocked: dict[tuple[int, str], date] = {}

    def judge(
        self, day: date, served: Sequence[Served], overrides: Overrides, arrears: Ground | None = None
    ) -> list[BlockageEvent]:
        """Judge the notices effective on ``day``; returns the Blockage Events that they found.

        ``arrears``: what of their Note has been unpaid since an earlier day, where that voids a notice.
        """
        founded: list[BlockageEvent] = []
        for each in served:
            self._lines[each.order] = each.line
            for name in dict.fromkeys(each.notice.defaults):
                if (each.order, name) in self._noticed:
                    continue  # inherited with the Note: the same notice, already in effect for it
                outcome = self._judge_one(each, name, day, overrides, arrears)
                if isinstance(outcome, BlockageEvent):
                    founded.append(outcome)
                else:
                    self.void.append(self._void(each, name, day, outcome, overrides))
        self._begin(founded)  # only now: notices of one day are not subsequent to each other
        return founded

    def _begin(self, events: Sequence[BlockageEvent]) -> None:
        self.events += events
        self._may_run += events
        self._noticed.update((event.notice, event.default.id) for event in events)

    def may_run(self, day: date) -> list[BlockageEvent]:
        """Those that bar, or can still bar, on ``day`` or later; what is asked about goes forward.

        What has ended is not looked at again, so that a day costs what runs on it, not what ever ran.
        """
        if any(event.end is not None and event.end < day for event in self._may_run):
            self._may_run = [event for event in self._may_run if event.end is None or day <= event.end]
        return self._may_run

    def _void(self, served: Served, name: str, day: date, why: Ground, overrides: Overrides) -> VoidNotice:
        in_the_way: tuple[Obstacle, ...] = ()
        if why.role in (Role.BLOCKAGE_OTHER, Role.BLOCKAGE_LIMITS):
            in_the_way = tuple(obstacles(self._defaults[name], day, self._terms.limits, self._past(overrides)))
        return VoidNotice(served.order, name, day, why, served.line, in_the_way)

    def _past(self, overrides: Overrides) -> Precedents:
        return Precedents(self.events, self._under_senior, overrides)

    def prospect(self, name: str, day: date, overrides: Overrides) -> Prospect:
        """What a notice of one default, effective on ``day`` on the Holder and the Borrower, would meet."""
        outcome = self._would_found(name, day, overrides)
        default = self._defaults[name]
        begun = [event for event in self.events if event.commenced < day and event.since <= day]
        free = max([day, *(free for event in begun if (free := free_after(event, default, self._terms.limits)))])
        same = [event for event in begun if covenant(event.default) == covenant(default)]
        latest = max(same, key=lambda event: event.commenced, default=None)
        covenant_free = None if latest is None or free == day else self.free_again(latest, overrides)
        if isinstance(outcome, BlockageEvent):
            return Prospect(name, day, outcome.end, outcome.role, None, covenant_free)
        later = self._would_found(name, free, overrides) if free > day else outcome
        if isinstance(later, BlockageEvent):
            return Prospect(name, free, later.end, outcome.role, outcome, covenant_free)
        is_limited = outcome.role in (Role.BLOCKAGE_OTHER, Role.BLOCKAGE_LIMITS)
        past = self._past(overrides)
        found = (burned(default, earlier, day, self._terms.limits, past) for earlier in self.events if is_limited)
        used_up = next(filter(None, found), None)
        return Prospect(name, None, None, outcome.role, used_up or outcome, covenant_free)

    def free_again(self, earlier: BlockageEvent, overrides: Overrides) -> date | None:
        """The day from which a notice under the covenant of a Blockage Event can found another: after twelve months.

        None where none can: another commenced on it meanwhile, or the default names no covenant, so that only the same
        default could be noticed again, and it is used up (it existed during a Blockage Event) or over by then. None,
        too, where the paper does not count from commencement to commencement.
        """
        day = free_after(earlier, earlier.default, self._terms.limits)
        if day is None or any(recent(earlier.default, each, day, self._terms.limits) for each in self.events):
            return None
        if earlier.default.covenant:
            return day
        return day if isinstance(self._would_found(earlier.default.id, day, overrides), BlockageEvent) else None

    def _would_found(self, name: str, day: date, overrides: Overrides) -> BlockageEvent | Ground:
        notice = BlockageNotice(date=day, defaults=(name,))
        return self._judge_one(Served(-1, notice, 0, day, day), name, day, overrides, None)

    def _judge_one(
        self, served: Served, name: str, day: date, overrides: Overrides, arrears: Ground | None
    ) -> BlockageEvent | Ground:
        void = self._unqualified(served.notice, name, day)
        if void is not None:
            return void
        default = self._defaults[name]
        by = served.notice.by
        found = BlockageEvent(served.order, default, day, day, *self._last_day(default, day, by), by=by)
        if not found.runs(day):
            return _no_day_left(found)
        if limited(default, self._terms.limits):
            limits = self._terms.limits
            in_the_way = [each.ground for each in obstacles(default, day, limits, self._past(overrides))]
            void = governing(in_the_way) or arrears
            if void is not None:
                return void
        if self._terms.starts != "borrower_and_holder":
            return found
        if served.on_borrower is None:
            return ground.BorrowerNeverTold()
        found = found._replace(start=max(day, served.on_borrower))
        return found if found.runs(found.start) else _no_day_left(found)

    def _last_day(self, default: SeniorDefault, commenced: date, by: str | None) -> tuple[date | None, Role]:
        return last_day(default, commenced, self._terms, self._told.get(default.id, _NOTHING_TOLD), by)

    def _unqualified(self, notice: BlockageNotice, name: str, day: date) -> Ground | None:
        default = self._defaults.get(name)
        if default is None:
            return ground.NotOnRecord(name)
        if name not in self._under_senior:
            return ground.NotSenior(default.facility)
        missing = _not_in_existence(default, day)
        if missing is not None:
            return missing
        if default.junior_interest and not self._specifies_another(notice, day):
            return ground.NoteInterestAlone()
        return self._without_effect(default) or self._not_entitled(notice, default)

    def _without_effect(self, default: SeniorDefault) -> Ground | None:
        """Whether notice of a default of its kind founds anything at all."""
        if default.kind != "payment":
            known = self._terms.other_default is not None
            return None if known else ground.BlocksNothing(Role.BLOCKAGE, default.id)
        match self._terms.payment_default:
            case "automatic":
                return ground.BarsByItself(default.id)
            case "none":
                return ground.BlocksNothing(Role.BLOCKAGE_PAYMENT, default.id)
            case "notice":
                return None

    def _not_entitled(self, notice: BlockageNotice, default: SeniorDefault) -> Ground | None:
        other = self._terms.other_default
        if default.kind == "payment" or other is None or other.given_by is None or notice.by is None:
            return None
        return None if notice.by in other.given_by else ground.NotEntitled(notice.by)

    def _specifies_another(self, notice: BlockageNotice, day: date) -> bool:
        known = (self._under_senior[name] for name in notice.defaults if name in self._under_senior)
        return any(not default.junior_interest and _not_in_existence(default, day) is None for default in known)

    def inherit(self, transferor: "BlockageHistory", day: date) -> list[BlockageEvent]:
        """Take over what was noticed to ``transferor`` before ``day``, the day of a transfer (4(d)).

        Returns the Blockage Events that the transfer brings into force on the transferee's Note.
        """
        for name, told in transferor._told.items():  # noqa: SLF001 (one history reads another)
            self._told[name] = _joined(self._told.get(name, _NOTHING_TOLD), told, day)
        self._inherit_blocked_days(transferor, day)
        inherited: list[BlockageEvent] = []
        for event in transferor.events:
            if event.commenced >= day or (event.notice, event.default.id) in self._noticed:
                continue
            end, role = event.end, event.role
            if role is not Role.BLOCKAGE_MOST:
                end, role = self._last_day(event.default, event.commenced, event.by)
            inherited.append(event._replace(start=max(event.start, day), end=end, role=role, arrived=day))
        self._begin(inherited)
        return [taken for taken in inherited if taken.runs(taken.start)]

    def _inherit_blocked_days(self, transferor: "BlockageHistory", day: date) -> None:
        self._lines |= transferor._lines  # noqa: SLF001
        self._blocked.update(each for each in transferor._blocked if each < day)  # noqa: SLF001
        for key, last in transferor._last_blocked.items():  # noqa: SLF001
            if last < day:
                self._last_blocked[key] = max(last, self._last_blocked.get(key, last))

    def count(self, day: date) -> bool:
        """Count ``day``, on which Blockage Events may bar, against the most that may be blocked.

        Call it once a day, after that day's notices. Returns whether an event ends for it: on its last blocked day, or,
        if it has none, as if it had never been.
        """
        most = self._terms.limits.most
        if most is None:
            return False
        counted = [each for each in self.may_run(day) if each.runs(day) and limited(each.default, self._terms.limits)]
        if not counted:
            return False
        first = day - timedelta(days=most.within - 1)
        if sum(first <= each < day for each in self._blocked) < most.days:
            self._blocked.add(day)
            self._last_blocked.update(((each.notice, each.default.id), day) for each in counted)
            return False
        for event in counted:
            self._cut(event, ground.MostBlocked(most.days, most.within))
        return True

    def _cut(self, event: BlockageEvent, why: Ground) -> None:
        named = event.notice, event.default.id
        last = self._last_blocked.get(named)
        left = [] if last is None else [event._replace(end=last, role=why.role)]
        for events in (self.events, self._may_run):
            place = events.index(event)
            events[place : place + 1] = left
        if not left:
            self._noticed.discard(named)
            line = self._lines.get(event.notice, 0)
            self.void.append(VoidNotice(*named, event.since, why, line))


def _joined(own: Told, theirs: Told, day: date) -> Told:
    """What a transferee was told, with what the transferor was told before ``day``."""
    return Told(
        (*own.cures, *(each for each in theirs.cures if each < day)),
        (*own.withdrawals, *(each for each in theirs.withdrawals if each.day < day)),
    )


def _no_day_left(found: BlockageEvent) -> Ground:
    role = Role.BLOCKAGE if found.default.kind == "payment" else Role.BLOCKAGE_OTHER
    return ground.NoDayLeft(role, found.default.date, found.end, found.role, found.start)


def _not_in_existence(default: SeniorDefault, day: date) -> Ground | None:
    if default.date > day:
        return ground.NotYetOccurred(default.id, default.date)
    over = ended(default)
    if over is not None and over < day:
        return ground.CuredBefore(default.date, over)
    return None
