"""Step 7 of the day, before payments: principal that is converted, and so discharged without cash (T-27).

No bar concerns it, for nothing is paid. What is due is converted first, then what a prepayment would retire first; at
most what is unpaid. With ``interest``, the interest that runs on it goes along in proportion, as in a transfer.
"""

from datetime import date

from note_sched.document.events import Conversion
from note_sched.ledger.notes import NoteBook
from note_sched.simulation.agenda import Agenda
from note_sched.simulation.remarks import Remarks


class Conversions:
    """The conversions of a run."""

    def __init__(self, agenda: Agenda, notes: NoteBook, remarks: Remarks) -> None:
        self._agenda = agenda
        self._notes = notes
        self._remarks = remarks

    def on(self, day: date) -> list[tuple[int, Conversion, int]]:
        """The conversions of ``day``: place in the document, event, line."""
        return self._agenda.on(Conversion, day)

    def play(self, event: Conversion, line: int) -> None:
        """Convert, today."""
        account = self._notes.by_id[event.holder]
        self._notes.accrue(account)
        cents = min(int(event.amount), account.principal)
        if cents < event.amount:
            self._remarks.converts_too_much(event, line, cents)
        if cents:
            account.convert(cents, interest=bool(event.interest))
            self._notes.touch(account)
            self._notes.settle()
