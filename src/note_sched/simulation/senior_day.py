"""Step 2 of the day: what happens to the Senior debt, as finally known.

An avoidance (1(i)) makes Senior money "not be deemed ever to have been received": it works from the day of the receipt.
That day's payments on the facility are reduced, what exceeds them is added to the outstanding from that day, balances
stated between receipt and return are raised by it. A payment ``in_full`` stays the sum that it was on the books of its
day, before any avoidance, so a document with avoidances is run twice: ``settled`` brings those sums from the first run.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from note_sched.document.events import (
    SeniorAcceleration,
    SeniorAvoidance,
    SeniorBalance,
    SeniorMaturity,
    SeniorPayment,
)
from note_sched.document.model import SeniorDebt
from note_sched.faults import Caution
from note_sched.ledger.senior_debt import Claim, Facility, SeniorBook
from note_sched.measure.money import write_grouped
from note_sched.rules.senior import opening
from note_sched.rules.words import Label
from note_sched.simulation.agenda import Agenda
from note_sched.terms.roles import Role

_SHORTLY_BEFORE = 10
"""Days before a portion falls due in which a payment may have been meant for it."""


def open_book(debts: Sequence[SeniorDebt], first_day: date) -> SeniorBook:
    """The facilities, none of them open yet."""
    return SeniorBook(
        [
            Facility(debt, position, max(first_day, debt.in_effect or first_day), opening(debt))
            for position, debt in enumerate(debts)
        ]
    )


class SeniorDays:
    """Plays the Senior events on the book, day by day; ``days``: those on which something happens to the debt."""

    def __init__(
        self, book: SeniorBook, agenda: Agenda, settled: Mapping[int, int], senior: Collection[str], label: Label
    ) -> None:
        """Start before the first day.

        Args:
            book: the facilities.
            agenda: the events of the document.
            settled: cents of the payments ``in_full`` by place in the document, where known beforehand.
            senior: the facilities that are Senior as to some Holder.
            label: how the instrument cites a clause.
        """
        self._label = label
        self.book = book
        self.in_full: dict[int, int] = {}
        self.cautions: list[Caution] = []
        self._agenda = agenda
        self._settled = settled
        self._senior = senior
        self._avoided = [event for _, event, _ in agenda.all(SeniorAvoidance)]
        self._opening: dict[date, list[Facility]] = {}
        for facility in book.facilities:
            self._opening.setdefault(facility.opens, []).append(facility)
        self._rescinded: dict[date, list[Facility]] = {}
        for _, event, _ in agenda.all(SeniorAcceleration):
            if event.rescinded is not None:
                self._rescinded.setdefault(event.rescinded, []).append(self._facility(event))
        self.days = agenda.days(SeniorBalance, SeniorMaturity, SeniorAcceleration, SeniorPayment)
        self.days |= {*self._rescinded, *self._opening, *(event.received for event in self._avoided)}

    def play(self, day: date) -> int:
        """Everything of one day, in its order; returns the cents paid on Senior facilities beyond their outstanding."""
        for facility in self._opening.get(day, ()):
            facility.open(self._raised(facility.id, day))
        for _, balance, _ in self._agenda.on(SeniorBalance, day):
            self._facility(balance).balance(balance.outstanding + self._raised(balance.facility, day))
        matured = []
        for _, maturity, line in self._agenda.on(SeniorMaturity, day):
            matured.append((self._facility(maturity).mature(day, maturity.amount), maturity, line))
        for _, acceleration, _ in self._agenda.on(SeniorAcceleration, day):
            self._facility(acceleration).accelerate(day, acceleration.rescinded)
        for facility in self._rescinded.get(day, ()):
            facility.rescind(day)
        excess = self._pay(day)
        for claim, maturity, line in matured:
            self._doubt_cover(claim, maturity, line)
        return excess

    def _facility(self, event: SeniorBalance | SeniorMaturity | SeniorAcceleration | SeniorPayment) -> Facility:
        return self.book.by_id[event.facility]

    def _raised(self, facility: str, day: date) -> int:
        """By how much a figure of the lender's books of ``day`` is too low: money returned later was still counted.

        A balance is the figure before the day's movements, so that of the day of the return is too low too.
        """
        return sum(
            avoided.amount
            for avoided in self._avoided
            if avoided.facility == facility and avoided.received < day <= avoided.date
        )

    def _pay(self, day: date) -> int:
        returned: dict[str, int] = {}
        for avoided in self._avoided:
            if avoided.received == day:
                returned[avoided.facility] = returned.get(avoided.facility, 0) + avoided.amount
        beyond = 0
        for order, payment, line in self._agenda.on(SeniorPayment, day):
            facility = self._facility(payment)
            cents = self._paid(order, payment, facility)
            reduction = min(cents, returned.get(facility.id, 0))
            if reduction:
                returned[facility.id] -= reduction
            excess = facility.pay(day, cents - reduction, payment.maturity)
            if payment.in_full and not facility.is_open:
                facility.pay_unopened_in_full()
            if excess:
                beyond += excess if facility.id in self._senior else 0
                self.cautions.append(_beyond(excess, payment, line))
        for name, cents in returned.items():
            facility = self.book.by_id[name]
            if facility.is_open and cents:
                facility.balance(facility.outstanding + cents)
        return beyond

    def _paid(self, order: int, payment: SeniorPayment, facility: Facility) -> int:
        if payment.amount is not None:
            return payment.amount
        return self.in_full.setdefault(order, self._settled.get(order, facility.outstanding))

    def _doubt_cover(self, claim: Claim, maturity: SeniorMaturity, line: int) -> None:
        """A portion left unpaid although a payment of the days before would have covered it: was it meant for it?"""
        if not claim.unpaid or maturity.amount is None:
            return
        days = (maturity.date - timedelta(days=ago) for ago in range(_SHORTLY_BEFORE, 0, -1))
        for _, payment, _ in (each for day in days for each in self._agenda.on(SeniorPayment, day)):
            covers = payment.facility == maturity.facility and (payment.amount or 0) >= claim.unpaid
            if covers and payment.maturity is None:
                matured = self._label(Role.SENIOR_MATURED)
                message = (
                    f"{write_grouped(claim.unpaid)} of {maturity.facility} fell due on {maturity.date} and bars the "
                    f"Notes under {matured}, though {write_grouped(payment.amount or 0)} were paid on {payment.date}; "
                    f"if that payment was for this portion, write `for: {maturity.date}` on it"
                )
                self.cautions.append(Caution("senior-portion-not-covered", message, line, maturity.date))
                return


def _beyond(excess: int, payment: SeniorPayment, line: int) -> Caution:
    message = (
        f"the payment on {payment.facility} of {payment.date} exceeds what was outstanding by {write_grouped(excess)}"
    )
    return Caution("senior-overpaid", message, line, payment.date)
