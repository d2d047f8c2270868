"""The law as it stands during the run: Holders who stand alike, the Senior debt, overrides, and the day's verdicts."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date

from note_sched.document.events import (
    Event,
    Insolvency,
    Notice,
    SeniorAcceleration,
    SeniorMaturity,
    SeniorProvidedFor,
    TestResult,
)
from note_sched.document.model import Document
from note_sched.ledger.senior_debt import SeniorBook
from note_sched.measure.business_days import DAY, BusinessDays
from note_sched.measure.upcoming import DaysToCome
from note_sched.rules.alike import OTHERS, Alike, named_alone
from note_sched.rules.blockage import BlockageEvent, VoidNotice
from note_sched.rules.ground import Ground, SeniorUnpaid
from note_sched.rules.insolvency import before_the_court
from note_sched.rules.notices import effective_on_borrower
from note_sched.rules.override import Override, Overrides
from note_sched.rules.permitted import Results, component_bars, known_days, tests, waits_for_senior
from note_sched.rules.standing import (
    BLOCKAGE,
    FREE,
    INSOLVENCY,
    NO_COMPONENT,
    PAYMENT_DEFAULT,
    PERMITTED,
    SENIOR,
    STOP,
    Bar,
    Matured,
    Proceedings,
    Verdict,
    judge,
)
from note_sched.rules.windows import Runs, Window, for_all_or_each
from note_sched.simulation.agenda import Agenda
from note_sched.terms.roles import Role
from note_sched.terms.terms import Permitted, Terms

_RUNS = {
    SENIOR: Role.SENIOR_MATURED,
    INSOLVENCY: Role.INSOLVENCY,
    PAYMENT_DEFAULT: Role.BLOCKAGE_PAYMENT,
    PERMITTED: Role.PERMITTED,
    STOP: Role.STOP,
}
"""The kinds of bar whose windows are runs of days on which they barred, and the role of each."""

Arrears = Callable[[str], Ground | None]
"""What has been unpaid since an earlier day on the Note of one who stands alone, where that voids a notice."""


class Law:
    """Judges the bars of a day, for all who stand alike at once.

    A verdict stands until something turns that it rests on: a day that the facts name, a notice, an acceleration, the
    Senior debt. So on most days there is nothing to judge, and ``turns_after`` says when there will be.
    """

    def __init__(
        self, document: Document, terms: Terms, agenda: Agenda, book: SeniorBook, calendar: BusinessDays
    ) -> None:
        self.terms = terms
        self.members = _members(document, terms)
        self.alike = {
            name: Alike(name, document.senior_debt, document.events, document.note.issue_date, calendar, terms)
            for name in self.members
        }
        self.of = {holder: name for name, members in self.members.items() for holder in members}
        self.book = book
        falls_due = {event.facility for _, event, _ in agenda.all(SeniorMaturity)}
        falls_due |= {event.facility for _, event, _ in agenda.all(SeniorAcceleration)}
        self._claimable = [each for each in book.facilities if each.id in falls_due] if terms.senior_matured else []
        self.overrides = Overrides()
        self.verdicts: dict[str, Verdict] = dict.fromkeys(self.alike, FREE)
        self.proceedings = Proceedings(
            [event for _, event, _ in agenda.all(Insolvency)] if terms.insolvency else [],
            [event.date for _, event, _ in agenda.all(SeniorProvidedFor)],
        )
        self._issued = document.note.issue_date
        self._some_wait = terms.permitted != _ALL_FREE
        self._results = _results(terms.permitted, agenda)
        self.notice_days = {day for alike in self.alike.values() for day in alike.turning_days()}
        self.notice_days |= _from_then_on(terms.permitted, self._issued) | self._results.days(terms.permitted)
        self.last_word = self._last_word(document, calendar)
        self.furthest_end = date.min
        self._runs = {kind: Runs() for kind in _RUNS}
        self._stale = set(self.alike)
        self._turning: dict[date, set[str]] = {}
        self._to_come = DaysToCome()
        for name, alike in self.alike.items():
            self._turn(alike.turning_days(), [name])
        self._turn(self._days_of_all(), self.alike)

    def _days_of_all(self) -> Iterator[date]:
        """The days on which by the facts alone something turns for all Holders."""
        yield self._issued
        yield from known_days(self.terms.permitted)
        yield from self._results.days(self.terms.permitted)
        yield from self.proceedings.consents
        for petition in self.proceedings.petitions:
            yield petition.date
            if petition.dismissed is not None:
                yield petition.dismissed

    def _turn(self, days: Iterable[date], names: Iterable[str]) -> None:
        """On these days the verdict on those who stand alike under these names may turn."""
        for day in days:
            self._turning.setdefault(day, set()).update(names)
            self._to_come.add(day)

    def look_again(self) -> None:
        """The Senior debt has moved: no verdict stands, from the next judgment on."""
        self._stale.update(self.alike)

    def turns_after(self, day: date) -> date:
        """The first day after ``day``, which is judged, on which a verdict may turn, as far as is known."""
        return day + DAY if self._stale else self._to_come.after(day)

    @property
    def cuts_windows(self) -> bool:
        """Whether a window can end sooner than its facts say, for so many days were blocked (``Most``)."""
        return self.terms.blockage.limits.most is not None

    def _last_word(self, document: Document, calendar: BusinessDays) -> date:
        """The last day on which a notice is effective on anyone, or from which a component may be paid."""
        days = {day for alike in self.alike.values() for day in alike.told}
        days.update(known_days(self.terms.permitted))
        for event, _ in document.events:
            if isinstance(event, Notice):
                days.add(effective_on_borrower(event, calendar) or event.date)
        return max(days, default=date.min)

    @property
    def senior_to_some(self) -> set[str]:
        """The facilities that are Senior as to some Holder."""
        return {facility for alike in self.alike.values() for facility, limit in alike.limits.items() if limit}

    def as_to(self, facility: str) -> list[str | None]:
        """The Holders as to whom a facility is Senior; a single None where it is as to all."""
        holders = [
            holder
            for name, alike in self.alike.items()
            for holder in (self.members[name] if alike.limits[facility] else ())
        ]
        return [None] if len(holders) == len(self.of) else list(holders)

    def outstanding(self, name: str) -> int:
        """Senior Indebtedness outstanding as to those who stand alike under ``name``."""
        return self.book.outstanding(self.alike[name].limits)

    def all_senior_paid(self) -> bool:
        """Whether nothing Senior is outstanding as to any Holder."""
        return not any(self.outstanding(name) for name in self.alike)

    def in_court(self, day: date) -> bool:
        """Whether a proceeding of insolvency is open."""
        return any(before_the_court(petition, day) for petition in self.proceedings.petitions)

    def serve(self, day: date, arrears: Arrears | None = None) -> None:
        """Step 5: the notices effective today, and what else of Senior begins or ceases to bar today.

        ``arrears``: asked where a Note's own arrears void a notice.
        """
        for name, alike in self.alike.items():
            served = alike.served.get(day)
            if served:
                unpaid = arrears(name) if arrears and self.terms.blockage.limits.arrears_paid else None
                self._begin(alike.history.judge(day, served, self.overrides, unpaid), name)

    def transfer(self, day: date, source: str, target: str) -> list[BlockageEvent]:
        """The transferee takes the Note with the notices given to the transferor (4(d)).

        Returns the Blockage Events that thereby come upon the transferee.
        """
        taker = self.alike[self.of[target]]
        giver = self.alike[self.of[source]]
        taker.stops.inherit(giver.stops, day)
        self._turn(taker.stops.days(), [taker.name])
        arrived = taker.history.inherit(giver.history, day)
        self._begin(arrived, taker.name)
        return arrived

    def override(self, opened: Override) -> None:
        """Step 4: a valid acceleration, with its notices on record, suspends Blockage Events."""
        self.overrides.add(opened)
        self.furthest_end = max(self.furthest_end, opened.end)
        self._turn([opened.end + DAY], self.alike)
        self._stale.update(self.alike)

    def end_overrides(self, day: date, holders: Collection[str] | None) -> list[Override]:
        """The accelerations of some Holders' Notes (None: of all) are undone: their overrides end the day before.

        Returns those that ended, as they were.
        """
        ended = self.overrides.end(day, holders)
        if ended:
            self._stale.update(self.alike)
            self._find_furthest_end()
        return ended

    def _begin(self, blocks: Sequence[BlockageEvent], name: str) -> None:
        """Blockage Events have come upon those who stand alike under a name."""
        self._stale.add(name)
        for block in blocks:
            self._turn([block.start], [name])
            if block.end is not None:
                self.furthest_end = max(self.furthest_end, block.end)
                self._turn([block.end + DAY], [name])

    def may_bar(self, day: date) -> bool:
        """Whether something can bar on ``day``, which is judged, or later, though it may bar nothing today."""
        if self.in_court(day) or any(facility.claims for facility in self._claimable):
            return True
        permitted = self.terms.permitted
        if (waits_for_senior(permitted) and self.book.facilities) or any(day < when for when in known_days(permitted)):
            return True
        if any(self._results.failing(test, day) is not None for test in tests(permitted)):
            return True
        return any(alike.may_bar(day) for alike in self.alike.values())

    def judge(self, day: date) -> set[str]:
        """The day's verdicts; returns the names of those for whom they are not yesterday's."""
        names = self._stale
        if day in self._turning:
            names = names | self._turning.pop(day)
        if not names:
            return names
        self._stale = set()
        claims = [
            (
                facility,
                Matured(
                    facility.id, f"{SENIOR} {claim.key}", SeniorUnpaid(facility.id, claim.accelerated, claim.since)
                ),
            )
            for facility in self._claimable
            for claim in facility.claims
        ]
        changed = set()
        observed: dict[str, dict[tuple[str, str], tuple[str, ...] | None]] = {kind: {} for kind in _RUNS}
        for name, alike in self.alike.items():
            if name not in names:
                continue
            matured = [claim for facility, claim in claims if facility.can_be_senior(alike.limits[facility.id])]
            verdict = self._verdict(day, alike, matured)
            for bar in _all_bars(verdict):
                if bar.kind in observed:
                    observed[bar.kind][name, bar.key] = bar.cause
            if verdict != self.verdicts[name]:
                self.verdicts[name] = verdict
                changed.add(name)
        for kind, runs in self._runs.items():
            runs.observe(day, observed[kind], names)
        return changed

    def _verdict(self, day: date, alike: Alike, matured: list[Matured]) -> Verdict:
        blocks, defaults, stops = alike.history.may_run(day), alike.payment_defaults(day), alike.stops.all
        on_components = stops or self._some_wait
        if not (matured or blocks or defaults or on_components or self.in_court(day)):
            return FREE  # whatever Senior is owed
        outstanding = self.outstanding(alike.name)
        owed = outstanding or (day < self._issued and self._opening(alike))
        if self.cuts_windows and blocks:
            self._turn([day + DAY], [alike.name])  # each day is counted
            if owed and not self.overrides.lift(day) and alike.history.count(day):
                self._find_furthest_end()
                blocks = alike.history.may_run(day)
        components = NO_COMPONENT
        if on_components:
            components = component_bars(day, self._issued, self.terms.permitted, stops, owed, self._results)
        return judge(
            day,
            matured=matured,
            senior_outstanding=outstanding,
            blocks=blocks,
            proceedings=self.proceedings,
            overrides=self.overrides,
            payment_defaults=defaults if owed else (),
            components=components,
        )

    def _opening(self, alike: Alike) -> int:
        """What will be Senior on the issue date, in cents: before it the outstanding is not known, but not paid."""
        opening = (each for each in self.book.facilities if each.opens == self._issued)
        return sum(min(each.opening, each.can_be_senior(alike.limits[each.id])) for each in opening)

    def _find_furthest_end(self) -> None:
        """Anew, for a window was cut short."""
        ends = [override.end for override in self.overrides.opened]
        for alike in self.alike.values():
            ends += [block.end for block in alike.history.events if block.end is not None and block.runs(block.start)]
        self.furthest_end = max(ends, default=date.min)

    def windows(self) -> list[Window]:
        """Every window but those of overrides and accelerated principal."""
        found: list[Window] = []
        for kind, runs in self._runs.items():
            found += for_all_or_each(kind, _RUNS[kind], runs.all(), self.members)
        for name, alike in self.alike.items():
            for holder in self.members[name]:
                found += [_effective(holder, block) for block in alike.history.events if block.runs(block.start)]
                found += [_void(holder, void) for void in alike.history.void]
        return found

    def never_served(self) -> set[int]:
        """Notices, by their place in the document, that never became effective on some Holder."""
        return {order for alike in self.alike.values() for order in alike.never_served}


_ALL_FREE = Permitted("free", "free", "free", stop_notice=False)


def _members(document: Document, terms: Terms) -> dict[str, list[str]]:
    """The Holders who stand alike, by a name: all who nothing names by themselves as ``others``.

    Where a Note's own arrears void a notice, each stands alone.
    """
    if terms.blockage.limits.arrears_paid:
        return {holder.id: [holder.id] for holder in document.holders}
    events: list[Event] = [written.event for written in document.events]
    alone = named_alone(document.senior_debt, events)
    members: dict[str, list[str]] = {}
    for holder in document.holders:
        members.setdefault(holder.id if holder.id in alone else OTHERS, []).append(holder.id)
    return members


def _from_then_on(permitted: Permitted, issued: date) -> set[date]:
    """The days on which a component is first barred, or free, by the terms alone."""
    named = set(known_days(permitted))
    return named | {issued} if named or waits_for_senior(permitted) or tests(permitted) else set()


def _results(permitted: Permitted, agenda: Agenda) -> Results:
    """The results of tests, where components wait on some."""
    told = agenda.all(TestResult) if tests(permitted) else ()
    return Results((event.test, event.date, event.value.value) for _, event, _ in told)


def _all_bars(verdict: Verdict) -> list[Bar]:
    if not verdict.components:
        return list(verdict.bars)
    return [*verdict.bars, *(bar for bars in verdict.components.values() for bar in bars)]


def _effective(holder: str, block: BlockageEvent) -> Window:
    cause = (block.default.id,)
    return Window(BLOCKAGE, holder, block.start, block.end, effective=True, ground=None, cause=cause, role=block.role)


def _void(holder: str, void: VoidNotice) -> Window:
    cause = (void.default,)
    return Window(
        BLOCKAGE, holder, void.day, None, effective=False, ground=void.ground, cause=cause, role=void.ground.role
    )
