"""A run, and the Holders whose calendar it is."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from note_sched.document.events import SeniorMaturity
from note_sched.history.balances import with_issues
from note_sched.ledger.entries import Row
from note_sched.measure.business_days import DAY
from note_sched.reports.telling.wording import NO_BARS, Names
from note_sched.rules.defaults import EventOfDefault
from note_sched.rules.standing import ACCELERATED_PRINCIPAL, BLOCKAGE
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role

SOON, WEEK, MONTH = 3, 7, 30
"""Days before an occasion on which its owner is reminded."""

_MOST_NAMED = 3
"""Holders whom a summary names; more are counted, and named below it."""


class Barred(NamedTuple):
    """A bar on a sum; ``free``: the first later day without one, None where none is known."""

    free: date | None


class View:
    """A run, and the Holders whose calendar it is."""

    def __init__(self, run: Run, holders: Collection[str], known: date | None) -> None:
        self.run = run
        self.names = Names(run.document)
        self.events = [written.event for written in run.document.events]
        self._holders = holders
        known_on = [
            event.recorded or (run.first_day if isinstance(event, SeniorMaturity) else event.date)
            for event in self.events  # Senior debt's maturities are known beforehand
        ]
        self.told = known or max([run.first_day, *known_on])

    @property
    def longest(self) -> int | None:
        """How many days a default that is no payment default can block from its occurrence; None: they do not count."""
        other = self.run.document.terms.blockage.other_default
        return other.days if other is not None and other.runs_from == "occurrence" else None

    @cached_property
    def instalments(self) -> dict[date, int]:
        """The instalments of principal that the terms know, by their day, with their numbers."""
        document = self.run.document
        if document.terms.principal.instalments is None:
            return {}
        from note_sched.rules.instalments import dues_of  # noqa: PLC0415 (few papers know of one)

        return {each.date: number for number, each in enumerate(dues_of(document), 1)}

    def shows(self, holder: str | None) -> bool:
        """Whether what concerns a Holder (None: all) belongs here."""
        return not self._holders or holder is None or holder in self._holders

    def whose(self, ids: Iterable[str | None]) -> str:
        """The Notes concerned, in words."""
        named = self.names.holders(ids)
        return "all Notes" if named == "all" else f"Notes: {named}"

    def unless_all(self, ids: Sequence[str | None]) -> str:
        """Which Notes, where it is not all: for a summary, which a month's view shows alone."""
        if len(self._holders or self.run.document.holders) == 1 or self.names.holders(ids) == "all":
            return ""
        return f" ({self.names.holders(ids)})" if len(ids) <= _MOST_NAMED else f" ({len(ids)} Notes)"

    def days(self) -> dict[date, list[Row]]:
        """The lines on which something fell due, by day."""
        found: dict[date, list[Row]] = {}
        for row in self.run.rows:
            if (row.interest_due or row.principal_due or row.expenses_due) and self.shows(row.holder):
                found.setdefault(row.date, []).append(row)
        return found

    @cached_property
    def _standings(self) -> dict[str, tuple[list[date], list[str]]]:
        """How each Note stood, from which day on; a line of the schedule tells it until the next one."""
        found: dict[str, tuple[list[date], list[str]]] = {}
        for row in with_issues(self.run):
            days, standings = found.setdefault(row.holder, ([], []))
            days.append(row.date)
            standings.append(row.standing)
        return found

    def barred(self, holder: str, part: str, day: date) -> Barred | None:
        """Whether a component of a Note is barred on a day, and until when; None where it is not."""
        days, standings = self._standings.get(holder, ([], []))
        at = bisect_right(days, day) - 1
        bars = ("barred", "barred_principal") if part in ("principal", "premium") else ("barred",)
        if at < 0 or standings[at] not in bars:
            return None
        for later in range(at + 1, len(days)):
            if standings[later] == "paid":  # by other means than a payment, it may be, and barred still
                return Barred(self._after_windows(holder, part, days[later]))
            if standings[later] not in bars:
                return Barred(days[later])
        return Barred(None)

    def _after_windows(self, holder: str, part: str, day: date) -> date | None:
        """The first day from one on that no window bars; None where no end of them is known."""
        passed = () if part in ("principal", "premium") else (ACCELERATED_PRINCIPAL,)
        of_either = (*self._windows.get(None, ()), *self._windows.get(holder, ()))
        windows = [each for each in of_either if each.kind not in passed]
        while True:
            over = [
                each
                for each in windows
                if each.covers(day) and not (each.kind == BLOCKAGE and self.run.overrides.lift(day))
            ]
            if not over:
                return day
            ends = [each.end for each in over if each.end is not None]
            if len(ends) < len(over):
                return None
            day = min(ends) + DAY

    def is_in_default(self, holder: str, day: date) -> bool:
        """Whether an Event of Default of payment exists on a Note on a day."""
        of_either = (*self._payment_defaults.get(None, ()), *self._payment_defaults.get(holder, ()))
        return any(each.exists_on(day) for each in of_either)

    @cached_property
    def _windows(self) -> dict[str | None, list[Window]]:
        """What bars, by Holder (None: all)."""
        found: dict[str | None, list[Window]] = {}
        for each in self.run.windows:
            if each.effective and each.kind not in NO_BARS:
                found.setdefault(each.holder, []).append(each)
        return found

    @cached_property
    def _payment_defaults(self) -> dict[str | None, list[EventOfDefault]]:
        """The Events of Default of payment, by Holder (None: all): many Holders have one each."""
        found: dict[str | None, list[EventOfDefault]] = {}
        for each in self.run.defaults:
            if each.role is Role.DEFAULT_PAYMENT:
                found.setdefault(each.holder, []).append(each)
        return found

    def default(self, role: Role) -> str:
        """An Event of Default in short: by its clause, where the paper has one for it."""
        clause = self.run.label(role)
        return "Default" if clause == role.value else f"Default {clause}"
