"""Money that Holders received beyond all that was owed: who holds it, and what of it went back to the Borrower.

It pays nothing on a Note and stands in no balance of one. It is the payer's, until a ``refund`` gives it back.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from note_sched.simulation.outcome import Run


class Beyond(NamedTuple):
    """Cents that one Holder received beyond what was owed, or (below zero) refunded; the line of the event."""

    date: date
    line: int
    holder: str
    cents: int


def beyond(run: Run, through: date = date.max) -> Iterator[Beyond]:
    """Everything through a day: what was received, then what was refunded, each by day."""
    for receipt in run.receipts:
        if receipt.date <= through:
            for holder, cents in receipt.beyond.items():
                yield Beyond(receipt.date, receipt.line, holder, cents)
    for refund in run.refunds:
        if refund.date <= through:
            yield Beyond(refund.date, refund.line, refund.holder, -refund.amount)


def held(run: Run, through: date) -> dict[str, int]:
    """What each Holder still holds at the end of a day that is refundable, in document order, where it is something."""
    found = dict.fromkeys((holder.id for holder in run.document.holders), 0)
    for each in beyond(run, through):
        found[each.holder] += each.cents
    return {holder: cents for holder, cents in found.items() if cents}
