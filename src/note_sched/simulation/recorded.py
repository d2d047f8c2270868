"""Step 7 of the day: the payments on record, each applied as it came, and judged together once the day has them all."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from note_sched.document.events import Payment
from note_sched.document.model import Document, Written
from note_sched.document.returned import returns_of
from note_sched.faults import Fault, Faulty, Place
from note_sched.ledger.account import Account
from note_sched.ledger.notes import NoteBook
from note_sched.measure.money import write_grouped
from note_sched.simulation.agenda import Agenda
from note_sched.simulation.ratability import Ratable
from note_sched.simulation.receiving import Receiving, kept_of
from note_sched.simulation.remarks import Remarks
from note_sched.simulation.wires import DueBefore


class RecordedPayments:
    """The recorded payments of a run, day by day."""

    def __init__(
        self,
        document: Document,
        agenda: Agenda,
        notes: NoteBook,
        receiving: Receiving,
        remarks: Remarks,
        because: Callable[[str, int], None],
    ) -> None:
        """``because``: told the cause of what moves, and its line.

        Raises:
            Faulty: something comes back that was not paid, as far as is known.
        """
        self._prepayment = document.terms.principal.prepayment
        self._agenda = agenda
        self._notes = notes
        self._receiving = receiving
        self._permission = receiving.permission
        self._remarks = remarks
        self._because = because
        self._returned = _returned(document.events)

    def receive(self, day: date) -> None:
        """Those of a day, each less what came back of it later.

        Those to one Holder are ratable or not only all together. One that came back whole was not received.
        """
        payments = self._agenda.on(Payment, day)
        if not payments:
            return
        begun = self._notes.begun()
        to_one = any(payment.to for _, payment, _ in payments)
        ratable = Ratable(begun, self._permission) if to_one else None
        for order, payment, line in payments:
            self._because("payment", line)
            returned = self._returned.get(order, 0)
            addressed = [self._notes.by_id[payment.to]] if payment.to else begun
            kept = kept_of(payment, line, addressed, returned)
            if not kept:
                continue
            if ratable is not None:
                ratable.comes(payment, line, kept)
            due = self._due(addressed)
            before = sum(account.principal_prepaid for account in addressed)
            receipt = self._receiving.payment(kept, line, addressed, returned)
            self._remarks.payment(payment, line, due, receipt, self._receiving.assumed)
            prepaid = sum(account.principal_prepaid for account in addressed) - before
            if prepaid and self._prepayment is not None:
                self._told_of_prepayment(payment, line, prepaid, addressed)
        self._remarks.payments_over(ratable)

    def _told_of_prepayment(self, payment: Payment, line: int, prepaid: int, accounts: Sequence[Account]) -> None:
        """Whether so much principal was prepaid against the rules of the paper (T-24)."""
        from note_sched.simulation.prepayments import told  # noqa: PLC0415 (few papers have any)

        against = told(self._prepayment, self._notes.today, prepaid, accounts)
        if against:
            self._remarks.against_prepayment(payment, line, prepaid, against)

    def _due(self, accounts: Iterable[Account]) -> DueBefore:
        """What is due and unpaid on some Notes, and their principal."""
        due = [(self._permission.due(account), account.principal) for account in accounts]
        return DueBefore(
            sum(sum(each.values()) for each, _ in due),
            sum(each["interest"] for each, _ in due),
            sum(principal for _, principal in due),
        )


def _returned(events: Sequence[Written]) -> dict[int, int]:
    """Cents of each payment, by its place in the document, that came back."""
    found = returns_of(events)
    if found.left:  # a part of the document, such as what was known on a day, may lack the payment
        place, cents = next(iter(found.left.items()))
        raise Faulty([_returned_unpaid(events[place], cents)])
    return {place: sum(each.cents for each in taken) for place, taken in found.taken.items()}


def _returned_unpaid(written: Written, cents: int) -> Fault:
    return Fault(
        Place(written.line, 1),
        f"{write_grouped(cents)} comes back on {written.event.date} that was not paid, as far as is known",
        "the return of a payment of that day",
        "look at the payment's day, addressee and `recorded`",
    )
