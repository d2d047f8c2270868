"""What reached each Holder in a month, recorded or assumed, and how it was applied."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from note_sched.document.events import Payment
from note_sched.history.beyond import Beyond, beyond
from note_sched.history.movements import KINDS, Act, kinds_of
from note_sched.history.past import Movement
from note_sched.ledger.receipts import Receipt, Turnover
from note_sched.measure.months import Month
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role

_Date = date  # inside the classes below, `date` is the field


class Received(NamedTuple):
    """What reached a Holder at once, and how it was applied.

    ``kind``: ``payment``, ``distribution``, ``returned_by_senior``, or ``assumed`` (nothing is on record). ``received``
    is ``turned_over``, what was applied and what is ``refundable``; under ``turnover_effect: discharged`` what was
    turned over under 1(g) was applied too. ``settled``: the due dates of what it paid.
    """

    date: date
    kind: str
    line: int
    received: int
    turned_over: int
    expenses: int
    interest_due: int
    interest_accrued: int
    principal: int
    settled: tuple[_Date, ...]
    refundable: int
    premium: int = 0


class Refundable(NamedTuple):
    """What a Holder holds beyond all that was owed: ``opening + received - refunded == closing``, in cents.

    It is no part of any balance of the Note. ``refunds``: what was given back in the month.
    """

    opening: int = 0
    received: int = 0
    refunded: int = 0
    closing: int = 0
    refunds: tuple[Beyond, ...] = ()

    def plus(self, other: "Refundable") -> "Refundable":
        """What two hold together."""
        return Refundable(
            self.opening + other.opening,
            self.received + other.received,
            self.refunded + other.refunded,
            self.closing + other.closing,
            self.refunds + other.refunds,
        )


class Year(NamedTuple):
    """The calendar year through the month's end: interest applied, recorded and assumed, and what was turned over."""

    interest_recorded: int
    interest_assumed: int
    turned_over: int


class Tills:
    """The receipts and turnovers of a run, sorted out by Holder once."""

    def __init__(self, run: Run, month: Month) -> None:
        self._month = month
        self._year = date(month.year, 1, 1)
        self._discharges = run.document.reading.turnover_effect == "discharged"
        self._receipts: dict[str, list[Receipt]] = {}
        self._handed: dict[tuple[str, int], list[Turnover]] = {}
        self._lines = {written.line: written.event for written in run.document.events}
        self.turnovers: dict[str, list[Turnover]] = {}
        self._turned_in_year: dict[str, int] = {}
        for turnover in run.turnovers:
            self._count(turnover)
        for order, receipt in enumerate(run.receipts):
            if month.has(receipt.date):
                for turnover in receipt.turnovers:
                    self._handed.setdefault((turnover.holder, order), []).append(turnover)
                over = dict.fromkeys(each.holder for each in receipt.turnovers)
                for holder in {**receipt.applied, **over, **receipt.beyond}:
                    self._receipts.setdefault(holder, []).append(receipt)
        self._orders = {id(receipt): order for order, receipt in enumerate(run.receipts)}
        self._beyond: dict[str, list[Beyond]] = {}
        for each in beyond(run, month.last):
            self._beyond.setdefault(each.holder, []).append(each)

    def _count(self, turnover: Turnover) -> None:
        if self._year <= turnover.date <= self._month.last:
            self._turned_in_year[turnover.holder] = self._turned_in_year.get(turnover.holder, 0) + turnover.amount
        if self._month.has(turnover.date):
            self.turnovers.setdefault(turnover.holder, []).append(turnover)

    def received(self, holder: str, inside: Sequence[Movement]) -> Iterator[Received]:
        """What reached a Holder in the month, day by day, the assumed last; ``inside``: the month's movements."""
        found: dict[tuple[date, bool, int], _Parts] = {}
        for receipt in self._receipts.get(holder, ()):
            parts = found.setdefault((receipt.date, False, receipt.line), _Parts(self._kind(receipt)))
            for turnover in self._handed.get((holder, self._orders[id(receipt)]), ()):
                parts.turned_over += turnover.amount
                parts.applied_too += turnover.amount if self._discharges and turnover.role is Role.TURNOVER else 0
            parts.refundable += receipt.beyond.get(holder, 0)
        for each in inside:
            if each.kind.act is Act.PAID:
                parts = found.setdefault((each.date, each.assumed, each.cause.line), _Parts(each.cause.kind))
                parts.paid[each.kind.tier] += each.cents
                parts.settled.update(day for day, _ in each.parts)
        for (day, _, line), parts in sorted(found.items(), key=lambda one: one[0]):
            yield parts.as_received(day, line)

    def refundable(self, holder: str) -> Refundable:
        """What a Holder holds at either end of the month beyond all that was owed, and what of it came and went."""
        every = self._beyond.get(holder, ())
        opening = sum(each.cents for each in every if each.date < self._month.first)
        inside = [each for each in every if each.date >= self._month.first]
        received = sum(each.cents for each in inside if each.cents > 0)
        refunds = tuple(each for each in inside if each.cents < 0)
        refunded = -sum(each.cents for each in refunds)
        return Refundable(opening, received, refunded, opening + received - refunded, refunds)

    def _kind(self, receipt: Receipt) -> str:
        if not receipt.line:
            return "returned_by_senior"
        return "payment" if isinstance(self._lines[receipt.line], Payment) else "distribution"

    def year(self, holder: str, movements: Sequence[Movement]) -> Year:
        """A Holder's calendar year through the month's end; ``movements``: all of its Note's."""
        paid = [each for each in movements if each.date >= self._year and _pays_interest(each)]
        assumed = sum(each.cents for each in paid if each.assumed)
        recorded = sum(each.cents for each in paid) - assumed
        return Year(recorded, assumed, self._turned_in_year.get(holder, 0))


def _pays_interest(each: Movement) -> bool:
    return each.kind.act is Act.PAID and each.kind.component == "interest"


class _Parts:
    """What became of one receipt, while it is added up."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.turned_over = 0
        self.applied_too = 0  # turned over, and applied to the Note all the same
        self.paid = dict.fromkeys((KINDS[what].tier for what in kinds_of(Act.PAID)), 0)
        self.settled: set[date] = set()
        self.refundable = 0

    def as_received(self, day: date, line: int) -> Received:
        expenses, interest_due, interest_accrued, principal, premium = self.paid.values()
        return Received(
            date=day,
            kind=self.kind,
            line=line,
            received=sum(self.paid.values()) + self.turned_over - self.applied_too + self.refundable,
            turned_over=self.turned_over,
            expenses=expenses,
            interest_due=interest_due,
            interest_accrued=interest_accrued,
            principal=principal,
            settled=tuple(sorted(self.settled)),
            refundable=self.refundable,
            premium=premium,
        )
