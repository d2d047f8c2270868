"""The law as it stands during the run: Holders who stand alike, the Senior debt, overrides, and the day's verdicts."""

from datetime import date

from note_sched.document.events import (
    BlockageNotice,
    CureNotice,
    Event,
    Insolvency,
    SeniorAcceleration,
    SeniorMaturity,
    SeniorProvidedFor,
)
from note_sched.document.model import Document, Reading
from note_sched.ledger.senior import SeniorBook
from note_sched.measure.calendar import BusinessDays
from note_sched.rules.alike import OTHERS, Alike, named_alone
from note_sched.rules.blockage import BlockageEvent, Practice, VoidNotice
from note_sched.rules.ground import SeniorUnpaid
from note_sched.rules.insolvency import before_the_court
from note_sched.rules.notices import effective_on_borrower
from note_sched.rules.override import Override, Overrides
from note_sched.rules.standing import BLOCKAGE, FREE, INSOLVENCY, SENIOR, Matured, Proceedings, Verdict, judge
from note_sched.rules.windows import Runs, Window, for_all_or_each
from note_sched.simulation.agenda import Agenda
from note_sched.terms.roles import Role
from note_sched.terms.terms import Terms


def practice(terms: Terms, reading: Reading) -> Practice:
    """Terms and switches as they bear on Blockage Events."""
    return Practice(
        terms.blockage,
        last_day_counts=reading.window_end == "blocked",
        borrower_too=reading.block_trigger == "borrower_and_holder",
        provisos_for_payment_defaults=reading.proviso_scope == "all",
    )


class Law:
    """Judges every day, for all who stand alike at once."""

    def __init__(
        self, document: Document, terms: Terms, agenda: Agenda, book: SeniorBook, calendar: BusinessDays
    ) -> None:
        events: list[Event] = [written.event for written in document.events]
        alone = named_alone(document.senior_debt, events)
        self.members: dict[str, list[str]] = {}
        for holder in document.holders:
            self.members.setdefault(holder.id if holder.id in alone else OTHERS, []).append(holder.id)
        self.alike = {
            name: Alike(
                name,
                document.senior_debt,
                document.events,
                document.note.issue_date,
                calendar,
                practice(terms, document.reading),
            )
            for name in self.members
        }
        self.of = {holder: name for name, members in self.members.items() for holder in members}
        self.book = book
        falls_due = {event.facility for _, event, _ in agenda.all(SeniorMaturity)}
        falls_due |= {event.facility for _, event, _ in agenda.all(SeniorAcceleration)}
        self._claimable = [facility for facility in book.facilities if facility.id in falls_due]
        self.overrides = Overrides()
        self.verdicts: dict[str, Verdict] = dict.fromkeys(self.alike, FREE)
        self.proceedings = Proceedings(
            [event for _, event, _ in agenda.all(Insolvency)],
            [event.date for _, event, _ in agenda.all(SeniorProvidedFor)],
        )
        self.notice_days = {day for alike in self.alike.values() for day in alike.served}
        self.last_word = self._last_word(document, calendar)
        self.furthest_end = date.min
        self._senior_runs = Runs()
        self._insolvency_runs = Runs()
        self.quiet = True

    def _last_word(self, document: Document, calendar: BusinessDays) -> date:
        """The last day on which a notice is effective on anyone."""
        days = {day for alike in self.alike.values() for day in alike.told}
        for event, _ in document.events:
            if isinstance(event, BlockageNotice | CureNotice):
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

    def serve(self, day: date) -> None:
        """Step 5: the notices effective today."""
        for alike in self.alike.values():
            for block in alike.history.judge(day, alike.served.get(day, ()), self.overrides):
                self._note_end(block)

    def transfer(self, day: date, source: str, target: str) -> list[BlockageEvent]:
        """The transferee takes the Note with the notices given to the transferor (4(d)).

        Returns the Blockage Events that thereby come upon the transferee.
        """
        taker = self.alike[self.of[target]]
        arrived = taker.history.inherit(self.alike[self.of[source]].history, day)
        for block in arrived:
            self._note_end(block)
        return arrived

    def override(self, opened: Override) -> None:
        """Step 4: a valid acceleration, with its notices on record, suspends Blockage Events."""
        self.overrides.opened.append(opened)
        self.furthest_end = max(self.furthest_end, opened.end)

    def _note_end(self, block: BlockageEvent) -> None:
        self.quiet = False
        if block.end is not None:
            self.furthest_end = max(self.furthest_end, block.end)

    def judge(self, day: date) -> set[str]:
        """The day's verdicts; returns the names of those for whom they are not yesterday's."""
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
        in_court = self.in_court(day)
        if not claims and not in_court and self.quiet:
            return set()
        changed = set()
        senior: dict[tuple[str, str], tuple[str, ...] | None] = {}
        insolvency: dict[tuple[str, str], tuple[str, ...] | None] = {}
        for name, alike in self.alike.items():
            matured = [claim for facility, claim in claims if facility.can_be_senior(alike.limits[facility.id])]
            verdict = judge(
                day, matured, self.outstanding(name), alike.history.events, self.proceedings, self.overrides
            )
            for bar in verdict.bars:
                if bar.kind == SENIOR:
                    senior[name, bar.key] = bar.cause
                elif bar.kind == INSOLVENCY:
                    insolvency[name, bar.key] = bar.cause
            if verdict != self.verdicts[name]:
                self.verdicts[name] = verdict
                changed.add(name)
        self._senior_runs.observe(day, senior)
        self._insolvency_runs.observe(day, insolvency)
        self.quiet = not (claims or in_court) and not any(
            block.end is None or day <= block.end for alike in self.alike.values() for block in alike.history.events
        )
        return changed

    def windows(self) -> list[Window]:
        """Every window but those of overrides and accelerated principal."""
        found = list(for_all_or_each(SENIOR, Role.SENIOR_MATURED, self._senior_runs.all(), self.members))
        found += for_all_or_each(INSOLVENCY, Role.INSOLVENCY, self._insolvency_runs.all(), self.members)
        for name, alike in self.alike.items():
            for holder in self.members[name]:
                found += [_effective(holder, block) for block in alike.history.events if block.runs(block.start)]
                found += [_void(holder, void) for void in alike.history.void]
        return found

    def never_served(self) -> set[int]:
        """Notices, by their place in the document, that never became effective on some Holder."""
        return {order for alike in self.alike.values() for order in alike.never_served}


def _effective(holder: str, block: BlockageEvent) -> Window:
    cause = (block.default.id,)
    return Window(BLOCKAGE, holder, block.start, block.end, effective=True, ground=None, cause=cause, role=block.role)


def _void(holder: str, void: VoidNotice) -> Window:
    cause = (void.default,)
    return Window(
        BLOCKAGE, holder, void.day, None, effective=False, ground=void.ground, cause=cause, role=void.ground.role
    )
