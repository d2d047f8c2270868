"""How people call things: Holders, kinds of bars, what caused them. Words and values only; nothing is formatted."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from note_sched.document.events import SeniorDefault
from note_sched.document.model import Document
from note_sched.faults import FileLine
from note_sched.measure.share import percentage
from note_sched.pages.values import Money, Phrase, parts_of
from note_sched.rules.ground import Ground
from note_sched.rules.standing import (
    ACCELERATED_PRINCIPAL,
    BLOCKAGE,
    INSOLVENCY,
    OVERRIDE,
    PAYMENT_DEFAULT,
    PERMITTED,
    RATABLE,
    SENIOR,
    STOP,
)
from note_sched.rules.standstill import STANDSTILL
from note_sched.rules.words import words
from note_sched.simulation.outcome import Declared

if TYPE_CHECKING:
    from fractions import Fraction

    from note_sched.history.accrual_lines import AccrualLine

KINDS = {
    BLOCKAGE: "Blockage Event",
    SENIOR: "Senior debt due and unpaid",
    INSOLVENCY: "insolvency proceeding",
    OVERRIDE: "override: no Blockage Event bars",
    ACCELERATED_PRINCIPAL: "accelerated principal barred",
    RATABLE: "not payable on all Notes alike",
    PAYMENT_DEFAULT: "Senior payment default",
    PERMITTED: "not to be paid yet",
    STOP: "stopped by notice",
    STANDSTILL: "standstill: no demand yet",
}

NO_BARS = (OVERRIDE, STANDSTILL)
"""Windows that bar no payment."""

WAYS = {
    "cash": "",
    "kind": "in kind",
    "kind_in_cash": "the rate in kind, in cash as principal is due",
    "cash_in_default": "in default",
    "kind_in_default": "in kind, in default",
    "kind_in_default_in_cash": "the rate in kind, in cash as principal is due, in default",
    "overdue_interest": "on overdue interest",
}
"""The ways in which interest runs, besides what every note earns."""

STANDINGS = {"barred_principal": "principal barred", "paid": "nothing owed"}
"""Standings that people call otherwise: `paid` is said of what moved; a Note may owe nothing by transfer, too."""

MOST_NAMED = 12
"""Holders that a sentence names; more are counted."""


def way_words(line: "AccrualLine") -> str:
    """In which way interest runs; nothing where it is as every note earns it."""
    elected = "elected" if line.elected else ""
    return ", ".join(filter(None, (WAYS[line.way], elected)))


def rate_in_words(rate: "Fraction", *, yearly: bool) -> str:
    """A rate exactly: ``1% a month``, ``8.5% a year``, ``5/6% a month``."""
    return f"{percentage(rate)} a {'year' if yearly else 'month'}"


def join(phrases: Iterable[Phrase], between: str = ", ") -> list[Any]:
    """Several phrases as one."""
    joined: list[Any] = []
    for phrase in phrases:
        if joined:
            joined.append(between)
        joined += parts_of(phrase)
    return joined


def sums_in_words(parts: Iterable[tuple[str, int]]) -> list[Any]:
    """What of it is what, nothing left out but zeros: ``100.00 expenses and 1,166.67 interest``."""
    named: list[Phrase] = [[Money(cents), f" {what}"] for what, cents in parts if cents]
    return join([join(named[:-1]), named[-1]], " and ") if len(named) > 1 else join(named)


def cited(line: int) -> str:
    """Where an event is written: a line of the document or of a file that it names, or the option that added it.

    >>> cited(33), cited(-1)
    ('line 33', '--add 1')
    """
    if isinstance(line, FileLine):
        return str(line)
    return f"line {line}" if line > 0 else f"--add {-line}"


MOST_EXCEPTED = 3


class Names:
    """The names that a document gives."""

    def __init__(self, document: Document) -> None:
        self.instrument = document.instrument
        self.label = document.instrument.label
        self.by_share = document.terms.acceleration.by != "holder"
        self.in_several_ways = document.terms.interest.in_several_ways
        self._order = {holder.id: position for position, holder in enumerate(document.holders)}
        self.holder = {holder.id: holder.name for holder in document.holders}
        self.lender = {debt.id: debt.lender for debt in document.senior_debt}
        self.defaults = {
            written.event.id: written.event for written in document.events if isinstance(written.event, SeniorDefault)
        }

    def said(self, why: Ground | None) -> str:
        """A ground in words; none where there is no ground."""
        return "" if why is None else words(why, self.label)

    def holders(self, ids: Iterable[str | None]) -> str:
        """Who is meant: ``all``, their ids in document order, or how many where there are too many to name."""
        named = set(ids)
        if None in named or len(named) == len(self._order):
            return "all" if len(self._order) > 1 else next(iter(self._order))
        missing = [holder for holder in self._order if holder not in named]
        if len(named) > len(missing) and len(missing) <= MOST_EXCEPTED and len(named) > MOST_EXCEPTED:
            return f"all but {', '.join(missing)}"
        listed = sorted((holder for holder in named if holder is not None), key=lambda holder: self._order[holder])
        if len(listed) > MOST_NAMED:
            return ", ".join(listed[: MOST_NAMED - 2]) + f" and {len(listed) - MOST_NAMED + 2} more"
        return ", ".join(listed)

    def accelerators(self, declared: Declared) -> str:
        """Who accelerated, by id and name; empty where the Notes fell due by themselves."""
        whose = declared.holders if declared.holder is None else (declared.holder,)
        return ", ".join(f"{holder} ({self.holder[holder]})" for holder in whose)

    def cause(self, kind: str, cause: Sequence[str]) -> Phrase:
        """What caused a bar of some kind."""
        if kind in (BLOCKAGE, ACCELERATED_PRINCIPAL, PAYMENT_DEFAULT):
            return join([self.default(name) for name in cause], "; ")
        if kind == SENIOR:
            return f"{', '.join(cause)}: matured or accelerated, and unpaid"
        if kind == OVERRIDE:
            return f"acceleration by {', '.join(cause)}" if cause else "acceleration without a demand"
        if kind == RATABLE:
            return f"barred: {self.holders(cause)}"
        return ", ".join(cause)

    def default(self, name: str) -> Phrase:
        """A Senior default: ``d1 (payment default of Thu 2009-03-05, pnc)``."""
        event = self.defaults.get(name)
        if event is None:
            return name
        kind = "payment default" if event.kind == "payment" else "default"
        covenant = f", {event.covenant}" if event.covenant else ""
        return [f"{name} ({kind} of ", event.date, f", {event.facility}{covenant})"]
