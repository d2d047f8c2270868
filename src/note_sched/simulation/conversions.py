"""Step 7 of the day, before payments: principal that is converted, and so discharged without cash (T-27).

No bar concerns it, for nothing is paid. What is due is converted first, then what a prepayment would retire first; at
most what is unpaid. With ``interest``, the interest that runs on it goes along in proportion, as in a transfer.
"""

from note_sched.document.events import Conversion
from note_sched.ledger.notes import NoteBook
from note_sched.simulation.remarks import Remarks


def convert(event: Conversion, line: int, notes: NoteBook, remarks: Remarks) -> None:
    """Convert, today."""
    account = notes.by_id[event.holder]
    notes.accrue(account)
    cents = min(int(event.amount), account.principal)
    if cents < event.amount:
        remarks.converts_too_much(event, line, cents)
    if cents:
        account.convert(cents, interest=bool(event.interest))
        notes.touch(account)
        notes.settle()
