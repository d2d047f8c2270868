"""Step 3 of the day: which Events of Default exist.

Those of 2(b) to 2(h) follow from the facts alone (``rules.defaults``). A 2(a) default depends on what was paid: one per
Holder, from the day after the last timely day of a sum still unpaid, through the first day at whose end nothing is
overdue.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from note_sched.document.events import SeniorAcceleration
from note_sched.ledger.account import Account
from note_sched.rules.defaults import EventOfDefault, Grace, cross_default, dated_defaults, in_order
from note_sched.rules.ground import Component, Unpaid
from note_sched.rules.words import Label
from note_sched.simulation.agenda import Agenda
from note_sched.simulation.law import Law


class Defaults:
    """The Events of Default of a run."""

    def __init__(self, agenda: Agenda, law: Law, grace: Grace) -> None:
        self.dated = dated_defaults(agenda.events, grace)
        for _, event, _ in agenda.all(SeniorAcceleration):
            self.dated += [cross_default(event, holder) for holder in law.as_to(event.facility)]
        self._ended: list[EventOfDefault] = []
        self._open: dict[Account, EventOfDefault] = {}

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
        for account in touched:
            if account in self._open and all(timely > day for timely in account.timely_days):
                self._ended.append(self._open.pop(account)._replace(until=day))
                account.in_default_since = None

    def exists(self, account: Account, day: date) -> bool:
        """Whether an Event of Default under this Note exists on ``day``, so that it can be accelerated."""
        if account in self._open:
            return True
        return any(default.holder in (None, account.holder) and default.exists_on(day) for default in self.dated)

    def through(self, day: date, places: Mapping[str, int], label: Label) -> list[EventOfDefault]:
        """All that came to exist by ``day``, in order; ``places``: of the Holders in the document."""
        found = [*self.dated, *self._ended, *self._open.values()]
        return in_order([default for default in found if default.start <= day], places, label)


def _oldest(account: Account) -> Unpaid:
    """The sum that was first out of time."""
    sums: list[tuple[date, date, Component]] = [(item.timely, item.due, "interest") for item in account.interest]
    sums += [(item.timely, item.due, "expenses") for item in account.expenses]
    sums += [
        (parcel.timely, parcel.due, "principal")
        for parcel in account.parcels
        if parcel.timely is not None and parcel.due is not None
    ]
    timely, due, what = min(sums)
    return Unpaid(what, due, timely)
