"""The evening of a document with default interest: what bears it today (T-22).

Settled at the end of each day, when what was paid is known: interest of the day runs on what is unpaid at its end. The
last day of an Event of Default, and the day on which a sum is paid, are days at the contract rate.
"""

from collections.abc import Iterable
from datetime import date

from note_sched.ledger.account import Account
from note_sched.ledger.full import FullAccount
from note_sched.ledger.full_notes import FullNotes
from note_sched.simulation.defaults_day import Defaults
from note_sched.terms.terms import DefaultInterest


class InDefault:
    """Says day by day what bears default interest."""

    def __init__(self, terms: DefaultInterest, notes: FullNotes, defaults: Defaults) -> None:
        self._terms = terms
        self._notes = notes
        self._defaults = defaults
        self._bearing: dict[FullAccount, None] = {}
        self._matured: dict[FullAccount, date] = {}
        self.days = self._turning_days()

    def _turning_days(self) -> set[date]:
        """The days on which an Event of Default that follows from the facts alone begins, or is in its last day."""
        if self._terms.runs_from != "event_of_default":
            return set()
        dated = self._defaults.dated
        return {each.start for each in dated} | {each.until for each in dated if each.until is not None}

    def evening(self, day: date, issued: Iterable[Account]) -> None:
        """Settle what bears default interest on ``day``."""
        if day in self.days:
            accounts = self._notes.full(each for each in self._notes.accounts if each.begins <= day)
        else:
            accounts = self._notes.full(dict.fromkeys([*self._notes.touched, *self._notes.arrears, *issued]))
            accounts += [account for account in self._bearing if account not in accounts]
        for account in accounts:
            self.settle(account, day)

    def settle(self, account: FullAccount, day: date) -> None:
        """What of one Note bears it on ``day``, as things stand."""
        self._notes.accrue(account)
        due = undue = overdue_interest = 0
        late = []
        if self._runs(account, day):
            if self._terms.on == "principal":
                undue = sum(each.amount for each in account.parcels if each.due is None)
                due, late = account.bearing - undue, account.waiting
            else:
                overdue_interest = sum(item.amount for item in account.interest if item.timely <= day)
            if self._terms.on == "overdue":
                overdue = [each for each in account.parcels if each.timely is not None and each.timely <= day]
                late = [each for each in overdue if each in account.waiting]
                due = sum(each.amount for each in overdue if each not in late)
        account.bear(due, undue, overdue_interest, tuple(late))
        if account.bears_in_default:
            self._bearing[account] = None
        else:
            self._bearing.pop(account, None)

    def _runs(self, account: FullAccount, day: date) -> bool:
        match self._terms.runs_from:
            case "event_of_default":
                return self._defaults.lasts_beyond(day, account, self._terms.counts)
            case "due":
                return any(timely <= day for timely in account.timely_days)
            case "maturity":
                if account.parcels and account.all_due:
                    self._matured[account] = max(each.timely for each in account.parcels if each.timely is not None)
                elif account.parcels:
                    self._matured.pop(account, None)
                return self._matured.get(account, date.max) <= day
