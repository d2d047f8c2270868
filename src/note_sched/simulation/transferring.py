"""Step 1 of the day: Notes change hands, with the notices that were given to their Holders (4(d))."""

from note_sched.document.events import Transfer
from note_sched.faults import Fault, Faulty, Place
from note_sched.ledger.notes import NoteBook
from note_sched.measure.money import write_grouped
from note_sched.simulation.law import Law
from note_sched.simulation.remarks import Remarks


def transfer(event: Transfer, line: int, notes: NoteBook, law: Law, remarks: Remarks) -> None:
    """Carry one out, today.

    Raises:
        Faulty: more is transferred than is held.
    """
    source, target = notes.by_id[event.source], notes.by_id[event.target]
    cents = source.principal if event.amount is None else event.amount
    if cents > source.principal:
        raise Faulty([_too_much(event, line, cents, source.principal)])
    if event.amount is None and not source.held:
        raise Faulty([_nothing_yet(event, line)])
    held = target.principal
    notes.transfer(source, target, cents)
    notes.settle()
    arrived = law.transfer(notes.today, event.source, event.target)
    if arrived and held:
        remarks.inherited_block(event, line, held, arrived[0])


def _too_much(event: Transfer, line: int, cents: int, held: int) -> Fault:
    return Fault(
        Place(line, 1),
        f"{event.source} transfers {write_grouped(cents)} on {event.date} but then holds {write_grouped(held)}",
        "no more principal than is held on the day of the transfer, after all earlier payments",
        "lower `amount`, or leave it out to transfer all",
    )


def _nothing_yet(event: Transfer, line: int) -> Fault:
    return Fault(
        Place(line, 1),
        f"{event.source} transfers all on {event.date} but then holds nothing yet",
        "a Holder who holds, or has held, a Note by that day, as far as is known",
        "look at the day, and at `recorded` of what came to it before",
    )
