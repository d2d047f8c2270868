"""A run, and the Holders whose calendar it is."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property

from note_sched.document.events import SeniorMaturity
from note_sched.ledger.entries import Row
from note_sched.reports.telling.wording import Names
from note_sched.simulation.outcome import Run

SOON, WEEK, MONTH = 3, 7, 30
"""Days before an occasion on which its owner is reminded."""

_MOST_NAMED = 3
"""Holders whom a summary names; more are counted, and named below it."""


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
