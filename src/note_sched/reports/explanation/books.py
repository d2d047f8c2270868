"""What moved on one Note up to a moment, sorted by the due date of what moved: the books from which balances add up.

There are two moments in a day: its end, of which the schedule tells, and noon, of which ``payoff`` and ``can-pay``
tell, when recorded payments were made and assumed ones were not.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from note_sched.history.derivation import Carried, Cut, Period, derivation, trace_of
from note_sched.ledger.trace import Entry, What
from note_sched.pages.values import Phrase
from note_sched.reports.explanation.steps import Term
from note_sched.simulation.outcome import Run

_Date = date  # inside the class below, `date` is the field

ASSUMED = "assumed"


class Moment(Enum):
    """When in the day."""

    NOON = "after recorded payments, before assumed ones"
    EVENING = "at the end of the day"


class Movement(NamedTuple):
    """So many cents of what is due (or, of principal, matures) on ``due`` came on the books, or went (below zero)."""

    date: _Date
    due: _Date
    cents: int
    entry: Entry


_INTEREST = {What.INSTALMENT: 1, What.INTEREST_DUE: 1, What.INTEREST_PAID: -1, What.INTEREST_TRANSFERRED: 1}
_EXPENSES = {What.EXPENSES_DUE: 1, What.EXPENSES_PAID: -1, What.EXPENSES_TRANSFERRED: 1}
_PRINCIPAL = {What.ISSUED: 1, What.PRINCIPAL_DUE: -1, What.PRINCIPAL_PAID: -1, What.PRINCIPAL_TRANSFERRED: 1}


class Books:
    """The entries of one Note up to a moment of a day."""

    def __init__(self, run: Run, holder: str, day: date, moment: Moment) -> None:
        self.run = run
        self.holder = holder
        self.day = day
        self.moment = moment
        self.entries = [
            each
            for each in trace_of(run).of(holder)
            if isinstance(each, Entry) and each.date <= day and self.counts(each.date, each.cause.kind)
        ]

    def counts(self, on: date, kind: str) -> bool:
        """Whether what has this kind of cause is on the books: at noon what is assumed for that day is not."""
        return self.moment is Moment.EVENING or on < self.day or kind != ASSUMED

    def of_the_day(self, *what: What) -> list[Entry]:
        """The entries of the day itself of these kinds."""
        return [entry for entry in self.entries if entry.date == self.day and entry.what in what]

    def interest(self) -> list[Movement]:
        """Interest that fell due."""
        return list(_movements(self.entries, _INTEREST))

    def expenses(self) -> list[Movement]:
        """Expenses that fell due."""
        return list(_movements(self.entries, _EXPENSES))

    def principal(self) -> list[Movement]:
        """Principal by its due date, or by its maturity while it is not due; falling due it goes over."""
        found = []
        for movement in _movements(self.entries, _PRINCIPAL):
            found.append(movement)
            if movement.entry.what is What.PRINCIPAL_DUE:
                found.append(movement._replace(due=movement.date, cents=-movement.cents))
        return found

    def periods(self) -> list[Period]:
        """The interest of the Note, period by period, up to the day, which is not counted."""
        found = derivation(self.run, self.holder, self.day)
        return [
            period._replace(
                steps=tuple(
                    step
                    for step in period.steps
                    if not isinstance(step, Cut | Carried) or self.counts(step.date, step.cause.kind)
                )
            )
            for period in found
        ]


def _movements(entries: Iterable[Entry], signs: dict[What, int]) -> Iterator[Movement]:
    for entry in entries:
        sign = signs.get(entry.what)
        if sign is not None:
            parts = entry.of or ((entry.date, entry.cents),)
            yield from (Movement(entry.date, due, sign * cents, entry) for due, cents in parts)


def unpaid(movements: Iterable[Movement]) -> list[Movement]:
    """The movements of those due dates of which something is left."""
    left: dict[date, int] = {}
    movements = list(movements)
    for movement in movements:
        left[movement.due] = left.get(movement.due, 0) + movement.cents
    return [movement for movement in movements if left[movement.due]]


_KINDS = {
    "payment": "recorded payment",
    "distribution": "distribution",
    "returned_by_senior": "returned by Senior",
    ASSUMED: "assumed payment",
}
_CAUSES = {
    "instalment": "instalment",
    "maturity": "with principal at maturity",
    "acceleration": "with principal accelerated",
}


def term(movement: Movement) -> Term:
    """A movement as a part of a sum, in words."""
    return Term(_words(movement), movement.cents, movement.entry.cause.line)


def _words(movement: Movement) -> Phrase:  # noqa: PLR0911 (one line a kind of entry)
    entry, due = movement.entry, movement.due
    match entry.what:
        case What.ISSUED:
            return ["issued ", entry.date]
        case What.INSTALMENT:
            return ["instalment due ", due]
        case What.INTEREST_DUE:
            return ["interest due ", due, f", {_CAUSES.get(entry.cause.kind, entry.cause.kind)}"]
        case What.EXPENSES_DUE:
            return ["expenses due ", due]
        case What.PRINCIPAL_DUE if movement.cents > 0:
            return ["principal fell due ", due]
        case What.PRINCIPAL_DUE:
            return ["fell due before, ", entry.date]
        case What.PRINCIPAL_TRANSFERRED | What.INTEREST_TRANSFERRED | What.EXPENSES_TRANSFERRED:
            way = f"{'came' if movement.cents > 0 else 'went'} by transfer "
            return [way, entry.date] if entry.what is What.PRINCIPAL_TRANSFERRED else [way, entry.date, ", due ", due]
        case _:
            return [f"{_KINDS[entry.cause.kind]} of ", entry.date]
