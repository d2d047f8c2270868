"""Step 3 of the day: which Events of Default exist.

Those of 2(b) to 2(h) follow from the facts alone (``rules.defaults``). A 2(a) default depends on what was paid: one per
Holder, from the day after the last timely day of a sum still unpaid, through the first day at whose end nothing is
overdue.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from note_sched.document.events import SeniorAcceleration
from note_sched.ledger.account import Account
from note_sched.rules.defaults import EventOfDefault, Fact, Grace, cross_default, dated_defaults, in_order, missed
from note_sched.simulation.agenda import Agenda
from note_sched.simulation.law import Law


class Defaults:
    """The Events of Default of a run."""

    def __init__(self, agenda: Agenda, law: Law, grace: Grace) -> None:
        self.dated = dated_defaults(agenda.events, grace)
        for _, event, _ in agenda.all(SeniorAcceleration):
            self.dated += [cross_default(event, holder) for holder in law.as_to(event.facility)]
        self._ended: list[EventOfDefault] = []
        self._open: dict[Account, None] = {}

    def begin(self, day: date, late: Iterable[Account]) -> None:
        """2(a): ``late`` are the Notes on which a sum is out of time."""
        for account in late:
            if account not in self._open:
                self._open[account] = None
                account.in_default_since = day
                account.missed = _oldest(account)

    def end(self, day: date, touched: Sequence[Account]) -> None:
        """2(a): in the evening nothing is overdue any more on some of the Notes ``touched`` today."""
        if not self._open:
            return
        for account in touched:
            if account in self._open and all(timely > day for timely in account.timely_days):
                self._ended.append(_missed(account, day))
                del self._open[account]
                account.in_default_since = None

    def exists(self, account: Account, day: date) -> bool:
        """Whether an Event of Default under this Note exists on ``day``, so that it can be accelerated."""
        if account in self._open:
            return True
        return any(
            default.holder in (None, account.holder)
            and default.start <= day
            and (default.until is None or day <= default.until)
            for default in self.dated
        )

    def through(self, day: date, places: Mapping[str, int]) -> list[EventOfDefault]:
        """All that came to exist by ``day``, in order; ``places``: of the Holders in the document."""
        found = [*self.dated, *self._ended, *(_missed(account, None) for account in self._open)]
        return in_order([default for default in found if default.start <= day], places)


def _missed(account: Account, until: date | None) -> EventOfDefault:
    timely, due, kind = account.missed
    fact = Fact(kind, due)
    start = account.in_default_since or date.min
    return EventOfDefault("2(a)", account.holder, start, until, missed(fact, timely), fact)


def _oldest(account: Account) -> tuple[date, date, str]:
    """The sum that was first out of time: its last timely day, its due date, and what it is."""
    sums = [(item.timely, item.due, "interest") for item in account.interest]
    sums += [(item.timely, item.due, "expenses") for item in account.expenses]
    sums += [
        (parcel.timely, parcel.due, "principal")
        for parcel in account.parcels
        if parcel.timely is not None and parcel.due is not None
    ]
    return min(sums)
