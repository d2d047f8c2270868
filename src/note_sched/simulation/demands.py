"""Step 4 of the day: what may be accelerated, by whose demand, or by itself."""

from collections.abc import Iterable
from datetime import date

from note_sched.document.events import Acceleration, JuniorNotice
from note_sched.ledger.account import Account
from note_sched.ledger.notes import NoteBook
from note_sched.rules import ground, standstill
from note_sched.rules.acceleration import by_themselves, counting, reaches_share, signatories
from note_sched.rules.ground import Ground
from note_sched.rules.standstill import End
from note_sched.rules.windows import Window
from note_sched.simulation.agenda import Agenda
from note_sched.simulation.defaults_day import Defaults
from note_sched.simulation.law import Law
from note_sched.terms.terms import Terms


class Demands:
    """Judges the accelerations of a run."""

    def __init__(self, terms: Terms, agenda: Agenda, notes: NoteBook, law: Law, defaults: Defaults) -> None:
        self._terms = terms.acceleration
        self._standstill = terms.standstill
        self._notes = notes
        self._law = law
        self._defaults = defaults
        self._notices = [event for _, event, _ in agenda.all(JuniorNotice)]
        self.windows: list[Window] = standstill.windows(terms.standstill, self._notices)

    @property
    def days(self) -> set[date]:
        """The days on which the facts alone say that the Notes are accelerated by themselves."""
        return {default.start for default in by_themselves(self._terms, self._defaults.dated)}

    @property
    def last_end(self) -> date:
        """The last day of the last standstill."""
        return max((window.end for window in self.windows if window.end), default=date.min)

    def alone(self, events: Iterable[Acceleration], holders: Iterable[str]) -> set[str]:
        """The Holders on whose Notes alone the bar on accelerated principal can be; all, if all Notes can fall due."""
        if self._terms.by == "holder" and not self._terms.automatic:
            return {holder for event in events for holder in signatories(event)}
        return set(holders)

    def automatic(self, day: date) -> list[Account]:
        """The Notes that fall due today by themselves: all on which something is owing, if such a default begins."""
        if not self._terms.automatic or not by_themselves(self._terms, self._defaults.beginning(day)):
            return []
        return self._owing(self._notes.begun())

    def concerned(self, demand: Acceleration) -> list[Account]:
        """The Notes that a good demand makes due: the Holder's own, or all on which something is owing."""
        if demand.holder is not None:
            account = self._notes.by_id[demand.holder]
            if account.begins > self._notes.today:
                return []
            self._notes.accrue(account)
            return self._owing([account])
        return self._owing(self._notes.begun())

    def _owing(self, accounts: Iterable[Account]) -> list[Account]:
        return [account for account in accounts if account.owing]

    def why_void(self, day: date, demand: Acceleration, concerned: Iterable[Account]) -> Ground | None:
        """Why a demand has no effect; None for a good one."""
        if not concerned:
            return ground.NothingOwing()
        own = None if demand.holder is None else self._notes.by_id[demand.holder]
        supporting = counting(self._terms, self._defaults.existing(day, own))
        if not supporting:
            return ground.NoEventOfDefault(day)
        signing = [self._notes.by_id[holder] for holder in signatories(demand)]
        if self._terms.by != "holder":
            signed = sum(account.principal for account in signing)
            total = sum(account.principal for account in self._notes.accounts)
            if not reaches_share(self._terms.by, signed, total):
                return ground.ShareTooSmall(signed, total, self._terms.by)
        if self._standstill is None:
            return None
        notices = [notice.date for notice in self._notices]
        return standstill.why_void(self._standstill, day, notices, supporting, self._ends(day, signing))

    def _ends(self, day: date, signing: Iterable[Account]) -> set[End]:
        """What holds of all that ends a standstill, after the Senior payments of the day, before its due dates."""
        found: set[End] = set()
        if self._law.in_court(day):
            found.add("insolvency")
        for account in signing:
            limits = self._law.alike[account.alike].limits
            senior = [each for each in self._law.book.facilities if each.can_be_senior(limits[each.id])]
            if any(claim.unpaid for facility in senior for claim in facility.accelerated):
                found.add("senior_acceleration")
            if any(claim.unpaid for facility in senior for claim in facility.matured):
                found.add("senior_matured")
            if not self._law.outstanding(account.alike):
                found.add("senior_paid")
            if account.parcels and all(parcel.due is not None for parcel in account.parcels):
                found.add("maturity")
        return found
