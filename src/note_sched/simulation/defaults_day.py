"""Step 3 of the day: which Events of Default exist.

Those of 2(b) to 2(h) follow from the facts alone (``rules.defaults``). A 2(a) default depends on what was paid: one per
Holder, from the day after the last timely day, or the last day of grace, of a sum still unpaid, through the first day
at whose end nothing is beyond it. A waiver ends it with its day; the sums then in default found no other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from note_sched.document.events import DefaultWaived, SeniorAcceleration
from note_sched.ledger.account import Account
from note_sched.rules.defaults import (
    EventOfDefault,
    Graces,
    cross_default,
    dated_defaults,
    in_order,
    waived,
)
from note_sched.rules.ground import Component, Unpaid
from note_sched.rules.words import Label
from note_sched.simulation.agenda import Agenda
from note_sched.simulation.law import Law
from note_sched.terms.roles import Role


class Defaults:
    """The Events of Default of a run."""

    def __init__(self, agenda: Agenda, law: Law, grace: Graces) -> None:
        dated = dated_defaults(agenda.events, grace)
        if grace.terms.senior_accelerated:
            for _, event, _ in agenda.all(SeniorAcceleration):
                dated += [cross_default(event, holder) for holder in law.as_to(event.facility)]
        self.dated = waived(dated, (event for _, event, _ in agenda.all(DefaultWaived)))
        self._agenda = agenda
        self._ended: list[EventOfDefault] = []
        self._open: dict[Account, EventOfDefault] = {}

    @property
    def any_open(self) -> bool:
        """Whether a sum is in default on some Note."""
        return bool(self._open)

    def begin(self, day: date, late: Iterable[Account]) -> None:
        """2(a): ``late`` are the Notes on which a sum is out of time."""
        for account in late:
            if account not in self._open:
                why = _oldest(account)
                self._open[account] = EventOfDefault(why.role, account.holder, day, None, why)
                account.in_default_since = day

    def end(self, day: date, touched: Sequence[Account]) -> None:
        """2(a): in the evening nothing is overdue any more on some of the Notes ``touched`` today."""
        if not self._open:
            return
        for _, waiver, _ in self._agenda.on(DefaultWaived, day):
            for account, default in list(self._open.items()):
                if default.waived(waiver) is not default:
                    account.waive(day)
                    self._end(account, day)
        for account in touched:
            if account in self._open and all(excused > day for excused in account.excused_days):
                self._end(account, day)

    def _end(self, account: Account, day: date) -> None:
        self._ended.append(self._open.pop(account)._replace(until=day))
        account.in_default_since = None

    def existing(self, day: date, account: Account | None = None) -> list[EventOfDefault]:
        """The Events of Default that exist on ``day``: under one Note, so that it can be accelerated, or under any."""
        found = [*self._open.values(), *(default for default in self.dated if default.exists_on(day))]
        return found if account is None else [each for each in found if each.holder in (None, account.holder)]

    def lasts_beyond(self, day: date, account: Account, counts: Collection[Role] | None) -> bool:
        """Whether an Event of Default under a Note exists on ``day`` that does not end with it; of which roles."""
        found = [default for default in self.dated if default.until != day]
        if account in self._open and any(excused <= day for excused in account.excused_days):
            waivers = (waiver for _, waiver, _ in self._agenda.on(DefaultWaived, day))
            found += [each for each in waived([self._open[account]], waivers) if each.until is None]
        return any(
            each.holder in (None, account.holder) and (counts is None or each.role in counts)
            for each in found
            if each.exists_on(day)
        )

    def beginning(self, day: date) -> list[EventOfDefault]:
        """Those of them that exist for the first time on ``day``."""
        return [default for default in self.existing(day) if default.start == day]

    def through(self, day: date, places: Mapping[str, int], label: Label) -> list[EventOfDefault]:
        """All that came to exist by ``day``, in order; ``places``: of the Holders in the document."""
        found = [*self.dated, *self._ended, *self._open.values()]
        return in_order([default for default in found if default.start <= day], places, label)


def _oldest(account: Account) -> Unpaid:
    """The sum that was first in default."""
    sums: list[tuple[date, date, Component, date]] = [
        *((item.excused, item.due, "interest", item.timely) for item in account.interest),
        *((item.excused, item.due, "expenses", item.timely) for item in account.expenses),
        *(
            (parcel.excused, parcel.due, "principal", parcel.timely)
            for parcel in account.parcels
            if parcel.excused is not None and parcel.due is not None and parcel.timely is not None
        ),
    ]
    excused, due, what, timely = min(sums)
    return Unpaid(what, due, timely, excused)
