"""What comes next, for who must act: sums with the days that matter for them, notices, windows, graces, by date.

The days are the calendar's (``occasions``). Added are what the calendar leaves to others: what is due already, whether
a sum may be paid on the day on which it will be, notices that are on their way, and windows that begin. A sum is judged
on its last day in time, which is a business day: so does who pays it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from msgspec.structs import replace

from note_sched.measure.business_days import DAY, LAST_DAY
from note_sched.pages.calendar import FallsDue, Occasion
from note_sched.pages.values import Money, Phrase, parts_of
from note_sched.reports.answers.notice_tables import Noticed, noticed
from note_sched.reports.answers.occasions import agenda
from note_sched.reports.answers.payoff import asked_of
from note_sched.reports.answers.verdict import default_from, payable_from
from note_sched.reports.telling.position import MOST_HOLDERS
from note_sched.reports.telling.wording import KINDS, NO_BARS, Names, join, sums_in_words
from note_sched.rules.standing import BLOCKAGE
from note_sched.simulation import simulate
from note_sched.simulation.outcome import COMPONENTS, Asked, Position, Run
from note_sched.terms.roles import Role

_Date = date  # inside the class below, `date` is the field

USUAL_DAYS = 45
"""How far ahead is looked unless somebody says: an instalment, and the notice that one has to give before it."""

DUE, NOTICE, BEGINS, CAPITALISED = "due", "notice", "window_begins", "capitalised"


class Coming(NamedTuple):
    """Something to be done, or to be known, on a day.

    ``kind``: ``due`` (already), else the kind of the occasion. ``owed``: the cents of a sum by Holder and component;
    empty for what is no sum, and then ``timely`` and ``free`` are None. ``free``: the first day on which nothing bars
    it; ``roles``: of the clauses that bar it until then; ``default_from``: the first day of the Event of Default if it
    is unpaid; ``until``: of a sum that is barred on its last day in time, the last day from its due date on on which
    it is not. ``in_kind``: the cents by Holder of interest that is added to principal: no sum to be paid.
    """

    date: _Date
    kind: str
    holders: Sequence[str | None]
    what: Phrase
    clause: str
    owed: Mapping[tuple[str, str], int] = {}
    timely: _Date | None = None
    roles: tuple[Role, ...] = ()
    free: _Date | None = None
    default_from: _Date | None = None
    until: _Date | None = None
    in_kind: Mapping[str, int] = {}

    @property
    def cents(self) -> int:
        """The whole sum."""
        return sum(self.owed.values())

    def of_holder(self, holder: str) -> "Coming":
        """What of it concerns one Holder: of a sum its own."""
        if self.in_kind:
            in_kind = {holder: self.in_kind[holder]}
            return self._replace(holders=[holder], in_kind=in_kind, what=_is_capitalised(in_kind))
        owed = {key: cents for key, cents in self.owed.items() if key[0] == holder}
        what = [*_summed(owed), " is due and unpaid" if self.kind == DUE else " falls due"] if owed else self.what
        return self._replace(holders=[holder], owed=owed, what=what)


class Ahead:
    """What lies ahead of the day that a run was asked for: the same document, played further and asked again."""

    def __init__(self, run: Run, known: date | None = None) -> None:
        """``known``: the day of ``--known-at``."""
        self.run = run
        self.known = known
        self.day = asked_of(run).day
        self.names = Names(run.document)
        self.asked_on = cache(self._asked_on)
        self.positions_on = cache(lambda day: {each.holder: each for each in self.asked_on(day).positions})
        self._played: Run | None = None

    def _asked_on(self, day: date) -> Asked:
        return asked_of(self.run if day == self.day else simulate(self.run.document, ask=day, sink=lambda _: None))

    def whole(self, through: date) -> Run:
        """The document played to its end, and at least through a day."""
        if self._played is None or self._played.through < min(through, LAST_DAY):
            wanted = replace(self.run.document.simulation, through=None)
            endless = self.run.document._replace(simulation=wanted)
            run = simulate(endless) if self._played is None else self._played
            self._played = run if run.through >= through else simulate(endless, through=min(through, LAST_DAY))
        return self._played

    def noticed(self) -> list[Noticed]:
        """The notices that are not effective yet."""
        found = noticed(self.run, self.whole(self.day))
        return [each for each in found if each.state == "not yet effective"]

    def on_the_way(self) -> list[Noticed]:
        """Those of them that are sent."""
        sent = {written.line: written.event.date for written in self.run.document.events}
        return [each for each in self.noticed() if sent[each.line] <= self.day]


def ahead(run: Run, known: date | None = None) -> Ahead | None:
    """What lies ahead; None where there are so many Holders that nobody would wait for it."""
    return Ahead(run, known) if len(run.document.holders) <= MOST_HOLDERS else None


def coming(of: Ahead, last: date, holders: Collection[str] = ()) -> list[Coming]:
    """What is due already, and what comes through ``last``, by date: sums first, then what is only to be known.

    Args:
        of: what lies ahead of a day.
        last: the last day shown.
        holders: whose to-do it is; without one everybody's.
    """
    run = of.whole(last)
    found = [*_due_already(of, holders)]
    for each in _occasions(of, run, last, holders):
        found += _of(of, each, holders)
    found += _notices(of, last, holders)
    found += _beginnings(of, run, last, holders)
    found += _capitalised(of, run, last, holders)
    return sorted(found, key=lambda each: (each.date, not each.owed))


def first(of: Ahead, holders: Collection[str] = ()) -> Coming | None:
    """What comes first, however far it is; None where nothing does."""
    due = next(_due_already(of, holders), None)
    if due is not None:
        return due
    far = of.day + timedelta(days=min(USUAL_DAYS, (LAST_DAY - of.day).days))
    run = of.whole(far)
    last = max(far, run.through)
    days = [each.date for each in _occasions(of, run, last, holders) if each.sum is None or each.date > of.day]
    others = (
        *_notices(of, last, holders),
        *_beginnings(of, run, last, holders),
        *_after(of.day, _capitalised(of, run, last, holders)),
    )
    days += [each.date for each in others]
    for day in sorted(set(days)):
        for each in _after(of.day, coming(of, day, holders)):
            return each
    return None


def firsts(of: Ahead) -> dict[str, Coming]:
    """What comes first for each Holder in the usual time, where anything does; a sum is its own."""
    found: dict[str, Coming] = {}
    everyone = [holder.id for holder in of.run.document.holders]
    for each in _after(of.day, coming(of, of.day + timedelta(days=min(USUAL_DAYS, (LAST_DAY - of.day).days)))):
        for holder in everyone if None in each.holders else each.holders:
            if holder is not None and holder not in found:
                found[holder] = each.of_holder(holder)
    return found


def _after(day: date, found: Iterable[Coming]) -> Iterator[Coming]:
    """Without what became principal on ``day`` itself: nothing is to be done about it any more."""
    return (each for each in found if each.kind != CAPITALISED or each.date > day)


def _occasions(of: Ahead, run: Run, last: date, holders: Collection[str]) -> list[Occasion]:
    """Those of the calendar that still hold."""
    found = agenda(run, holders, of.known).occasions
    return [each for each in found if each.off is None and of.day <= each.date <= last]


def _shown(whose: Iterable[str | None], holders: Collection[str]) -> bool:
    return not holders or any(each is None or each in holders for each in whose)


def _due_already(of: Ahead, holders: Collection[str]) -> Iterator[Coming]:
    asked = asked_of(of.run)
    groups: dict[tuple[Any, ...], dict[tuple[str, str], int]] = {}
    for position in asked.positions:
        if holders and position.holder not in holders:
            continue
        for part in COMPONENTS:
            if position.due[part]:
                roles, free = _barred(asked, position, part)
                timely, until = position.oldest_timely, None
                if not roles and timely is not None and timely > of.day:  # nothing bars it today: and in time?
                    roles, free = _barred(of.asked_on(timely), of.positions_on(timely)[position.holder], part)
                    until = _last_free(of, of.day, timely, (position.holder, part)) if roles else None
                    free = free if roles else of.day
                key = (timely, default_from(position), roles, free, until)
                groups.setdefault(key, {})[position.holder, part] = position.due[part]
    for (timely, default, roles, free, until), owed in groups.items():
        what: Phrase = [*_summed(owed), " is due and unpaid"]
        clause = of.run.label(Role.PROMISE)
        yield Coming(of.day, DUE, _whose(owed), what, clause, owed, timely, roles, free, default, until)


def _of(of: Ahead, occasion: Occasion, holders: Collection[str]) -> Iterator[Coming]:
    """An occasion: a sum in as many parts as there are days on which they may be paid; what is no sum as it stands.

    The last days in time, and of grace, of a sum stand beside it, and what fell due by the day asked about is due
    already; an Event of Default of payment stands beside its sum, too.
    """
    kind, *_, last = occasion.identity
    if occasion.sum is not None:
        if occasion.date > of.day:
            yield from _sum(of, occasion, occasion.sum, holders)
    elif last not in ("in time", "grace") and occasion.clause != of.run.label(Role.DEFAULT_PAYMENT):
        kind = "lapse" if kind.startswith("day ") else "window_ends" if kind == "window" else kind
        what, default = occasion.summary, None
        if kind == "grace":
            _, (unless, *_) = occasion.said
            what, default = (
                [*join([what]), f"; {unless[0].lower()}{unless[1:]}", occasion.date + DAY],
                occasion.date + DAY,
            )
        yield Coming(occasion.date, kind, occasion.holders, what, occasion.clause, default_from=default)


def _sum(of: Ahead, occasion: Occasion, due: FallsDue, holders: Collection[str]) -> Iterator[Coming]:
    asked, positions = of.asked_on(due.timely), of.positions_on(due.timely)
    groups: dict[tuple[Any, ...], dict[tuple[str, str], int]] = {}
    for (holder, part), cents in due.parts.items():
        if not holders or holder in holders:
            roles, free = _barred(asked, positions[holder], part)
            until = _last_free(of, occasion.date, due.timely, (holder, part)) if roles else None
            groups.setdefault((roles, free, until), {})[holder, part] = cents
    default = None if due.excused is None else due.excused + DAY
    for (roles, free, until), owed in groups.items():
        what: Phrase = occasion.summary
        if len(groups) > 1:
            what = [*_summed(owed), f" of what falls due ({occasion.identity[0]})"]
        kind, whose = occasion.identity[0], _whose(owed)
        yield Coming(occasion.date, kind, whose, what, occasion.clause, owed, due.timely, roles, free, default, until)


def _last_free(of: Ahead, due: date, timely: date, whose: tuple[str, str]) -> date | None:
    """The last day, of those from its due date to the last in time, on which nothing bars a sum."""
    holder, part = whose
    day = timely - DAY
    while day >= due:
        if not of.positions_on(day)[holder].bars[part]:
            return day
        day -= DAY
    return None


def _barred(asked: Asked, position: Position, part: str) -> tuple[tuple[Role, ...], date | None]:
    """Roles of what bars a component on a day, and the first day without any."""
    roles = tuple(dict.fromkeys(bar.role for bar in position.bars[part]))
    return roles, payable_from(asked, position, part)


def _capitalised(of: Ahead, run: Run, last: date, holders: Collection[str]) -> Iterator[Coming]:
    """Interest that becomes principal on a payment date (T-21); what is deemed to is due before, and told as due."""
    pik = run.document.terms.interest.pik
    if pik is None or pik.deemed:
        return
    by_day: dict[date, dict[str, int]] = {}
    for row in run.rows:
        if of.day <= row.date <= last and row.besides.interest_capitalised and _shown([row.holder], holders):
            by_day.setdefault(row.date, {})[row.holder] = row.besides.interest_capitalised
    for day, in_kind in by_day.items():
        what = _is_capitalised(in_kind)
        yield Coming(day, CAPITALISED, list(in_kind), what, run.label(Role.PIK), in_kind=in_kind)


def _is_capitalised(in_kind: Mapping[str, int]) -> Phrase:
    return ["Interest of ", Money(sum(in_kind.values())), " is capitalised, not payable"]


def _whose(owed: Mapping[tuple[str, str], int]) -> list[str]:
    return list(dict.fromkeys(holder for holder, _ in owed))


def _summed(owed: Mapping[tuple[str, str], int]) -> list[Any]:
    parts: dict[str, int] = dict.fromkeys(COMPONENTS, 0)
    for (_, part), cents in owed.items():
        parts[part] += cents
    return sums_in_words(parts.items())


def _notices(of: Ahead, last: date, holders: Collection[str]) -> Iterator[Coming]:
    for each in of.noticed():
        if each.effective_on <= last and _shown(each.holders, holders):
            role = Role.BLOCKAGE if each.ground is None else each.ground.role
            what = ["Notice of ", each.default, " becomes effective: ", *_will_do(each)]
            yield Coming(each.effective_on, NOTICE, each.holders, what, of.run.label(role))


def _will_do(each: Noticed) -> list[Any]:
    if each.ground is not None:
        return ["it will block nothing"]
    return ["it will bar through ", each.until] if each.until else ["it will bar, with no end known"]


def notice_words(names: Names, each: Noticed) -> list[Any]:
    """What a notice that is on its way will do: from when and until when it will bar, or why it will not."""
    said: list[Any] = ["notice of ", *join([names.default(each.default)]), ", effective ", each.effective_on, ": "]
    said += _will_do(each)
    return said if each.ground is None else [*said, f", for {names.said(each.ground)}"]


def _beginnings(of: Ahead, run: Run, last: date, holders: Collection[str]) -> Iterator[Coming]:
    """Windows that begin after the day asked about; those of notices are told by the notice."""
    told = {each.effective_on for each in of.noticed()}
    groups: dict[tuple[Any, ...], list[str | None]] = {}
    for each in run.windows:
        if each.effective and of.day < each.start <= last and _shown([each.holder], holders):
            if each.kind == BLOCKAGE and each.start in told:
                continue
            groups.setdefault((each.kind, each.cause, each.start, each.end, each.role), []).append(each.holder)
    for (kind, cause, start, end, role), whose in groups.items():
        head = "First day of the" if kind in NO_BARS else "First day barred:"
        until: list[Any] = [", through ", end] if end else [", with no end known"]
        because = of.names.cause(kind, cause)
        said: list[Any] = [f"{head} {KINDS[kind]}", *until, "; "]
        said += parts_of(because)
        yield Coming(start, BEGINS, whose, said, of.run.label(role))


def may_be_paid(of: Ahead, each: Coming) -> list[Any]:
    """Whether a sum may be paid: ``payable``, or barred under what, and until when; nothing for what is no sum."""
    if not each.owed:
        return []
    if not each.roles:
        return ["payable"]
    clauses = ", ".join(of.run.instrument.cited(each.roles))
    until: list[Any] = ["payable through ", each.until, ", then "] if each.until else []
    return [*until, f"barred under {clauses}", *([", payable from ", each.free] if each.free else [", no day known"])]


def which(of: Ahead, holders: Sequence[str | None]) -> str:
    """Which Notes, in brackets, where it is not all of them."""
    whose = of.names.holders(holders)
    return "" if whose == "all" or len(of.run.document.holders) == 1 else f" (Notes: {whose})"


def coming_in_words(of: Ahead, each: Coming, *, whose: bool = True) -> list[Any]:
    """All that a line of the list says, as a sentence without its end; ``whose``: with the Notes, if it is not all."""
    what = parts_of(each.what)
    said: list[Any] = [*what, " on ", each.date] if each.owed and each.kind != DUE else [each.date, ": ", *what]
    said += [which(of, each.holders)] if whose else []
    if not each.owed:
        return said
    if each.timely is not None and each.timely >= max(each.date, of.day):
        said += [", in time that day" if each.timely == each.date else ", in time through "]
        said += [] if each.timely == each.date else [each.timely]
    said += ["; ", *may_be_paid(of, each)] if each.roles else [", payable"]
    if each.default_from is not None:
        payment, since = of.run.label(Role.DEFAULT_PAYMENT), each.default_from <= of.day
        said += [
            f"; Event of Default under {payment} since "
            if since
            else f"; if unpaid, Event of Default under {payment} from "
        ]
        said += [each.default_from]
    elif _is_deemed(of, each):
        said += [f"; interest that is unpaid then is added to principal ({of.run.label(Role.PIK)})"]
    return said


def _is_deemed(of: Ahead, each: Coming) -> bool:
    """Whether what of it is interest becomes principal at the end of its timely day, for no default is told of it."""
    pik, timely = of.run.document.terms.interest.pik, each.timely
    in_time = timely is not None and max(of.day, each.date) <= timely < of.run.maturity.date
    return pik is not None and pik.deemed and in_time and any(part == "interest" for _, part in each.owed)
