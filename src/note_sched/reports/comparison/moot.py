"""Switches on which nothing in a document can turn: an alternative to one of them need not be played.

What is said here of a document holds whatever its other switches say, so that a pair of alternatives of which one is
moot changes what the other changes, and adds up.
"""

from note_sched.document.events import (
    Acceleration,
    BlockageNotice,
    BlockageWithdrawal,
    CureNotice,
    Distribution,
    Payment,
    Refund,
    SeniorAvoidance,
    SeniorDefault,
)
from note_sched.document.model import Document


def moot(document: Document) -> frozenset[str]:
    """The switches, by their keys; none in a document with terms of its own, whose clauses can take their words too.

    - ``window_end``: no notice blocks, and no acceleration opens an override;
    - ``block_trigger``: every notice has one day, on which it is effective on everybody;
    - ``proviso_scope``: no Senior default is a payment default, or a single default is noticed once, before which there
      is nothing that could limit it;
    - ``mixed_block``: there is one Holder;
    - ``turnover_effect``: nothing is on record as received (what is assumed as paid was permitted) or as returned.
    """
    if document.overlay is not None:
        return frozenset()
    events = [written.event for written in document.events]
    notices = [each for each in events if isinstance(each, BlockageNotice | CureNotice | BlockageWithdrawal)]
    blocking = [each for each in notices if isinstance(each, BlockageNotice)]
    payment = any(isinstance(each, SeniorDefault) and each.kind == "payment" for each in events)
    dated = all((each.method, each.time, each.actual, each.received, each.borrower) == (None,) * 5 for each in notices)
    received = Payment | Distribution | Refund | SeniorAvoidance
    found = {
        "window_end": not blocking and not any(isinstance(each, Acceleration) for each in events),
        "block_trigger": dated,
        "proviso_scope": not payment or sum(len(each.defaults) for each in blocking) <= 1,
        "mixed_block": len(document.holders) == 1,
        "turnover_effect": not any(isinstance(each, received) for each in events),
    }
    return frozenset(switch for switch, is_moot in found.items() if is_moot)
