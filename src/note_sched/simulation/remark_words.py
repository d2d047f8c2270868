"""What a reader should know, in words: how a payment was odd, who received how much less, what was turned over."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from note_sched.document.events import (
    BlockageNotice,
)
from note_sched.faults import Caution, FileLine
from note_sched.ledger.receipts import Receipt
from note_sched.measure.money import write_grouped
from note_sched.rules.words import Label
from note_sched.simulation.wires import Odd
from note_sched.terms.roles import Role

if TYPE_CHECKING:
    from note_sched.document.acknowledging import Acknowledgment


def matches_nothing(each: "Acknowledgment", found: Iterable[Caution]) -> str:
    """That an acknowledgment matches no warning, and which one it may have been meant for."""
    alike = [caution.name for caution in found if caution.code == each.code]
    meant = f"; there is {' and '.join(alike)}" if alike else ""
    return f"`acknowledged: {each.written}` matches no warning{meant}: take it out, or put it right"


def above_or_below(odd: Odd) -> str:
    """That a payment is not what was due, and how it was applied."""
    event, receipt = odd.event, odd.receipt
    word = "below" if odd.is_below else "above"
    return (
        f"the payment of {write_grouped(receipt.amount)} on {event.date} is {word} the {write_grouped(odd.due)} "
        f"that was due: {_application(receipt)}"
    )


def recorded_twice(odd: Odd) -> str:
    """That a payment of a day is on record twice."""
    event, receipt = odd.event, odd.receipt
    whom = f" to {event.to}" if event.to else ""
    return (
        f"a payment of {write_grouped(receipt.amount)}{whom} on {event.date} is recorded twice ({_other(odd.twice)}), "
        f"and {write_grouped(odd.due)} was due for the second: were there two? It is {_application(receipt)}; if there "
        "was one, take this out"
    )


def _other(line: int | None) -> str:
    """Where the other one stands."""
    if isinstance(line, FileLine):
        return f"also {line}"
    return f"also line {line}" if line is not None and line > 0 else "also before"


def paid_nothing(due: Mapping[str, int]) -> str:
    """Who was paid nothing: ``; b was paid nothing of the 500.00 that was due``."""
    most = 4
    named = [f"{holder} was paid nothing of the {write_grouped(cents)} that was due" for holder, cents in due.items()]
    more = f"; and {len(named) - most} more" if len(named) > most else ""
    return "".join(f"; {each}" for each in named[:most]) + more


def named(holders: Sequence[str]) -> str:
    """Some Holders, the first few by name."""
    most = 4
    return ", ".join(holders[:most]) + (f" and {len(holders) - most} more" if len(holders) > most else "")


def shortfalls(short: Mapping[str, int]) -> str:
    """Who received how much less: ``b received 333.33, c 0.01``."""
    most = 4
    named = ", ".join(f"{holder} {write_grouped(cents)}" for holder, cents in list(short.items())[:most])
    rest = list(short.values())[most:]
    more = f" and {len(rest)} more {write_grouped(sum(rest))} together" if rest else ""
    holder, _, others = named.partition(" ")
    return f"{holder} received {others}{more}"


def never_effective(event: BlockageNotice, label: Label) -> str:
    """That a notice never became effective, and so blocks nothing."""
    if event.method == "mail" and event.actual is None and event.received is None:
        return (
            f"the notice mailed on {event.date} has no `actual` day of receipt: it never became effective "
            f"({label(Role.NOTICES)}) and blocks nothing"
        )
    return (
        f"the notice of {event.date} never became effective on some Holder, and blocks nothing there "
        f"({label(Role.BLOCKAGE)})"
    )


def turned_over(receipt: Receipt, label: Label) -> str:
    """That a receipt was barred: what of it went to which facility, under which clauses."""
    to: dict[str, int] = {}
    for turnover in receipt.turnovers:
        for facility, cents in turnover.to.items():
            to[facility] = to.get(facility, 0) + cents
    parts = ", ".join(f"{write_grouped(cents)} to {facility}" for facility, cents in to.items())
    clauses = " and ".join(sorted({label(turnover.role) for turnover in receipt.turnovers}))
    return f"what was received on {receipt.date} was barred: {parts} turned over under {clauses}"


def _application(receipt: Receipt) -> str:
    sums = {
        "expenses": sum(applied.expenses for applied in receipt.applied.values()),
        "interest": sum(applied.interest for applied in receipt.applied.values()),
        "premium": sum(applied.premium for applied in receipt.applied.values()),
        "principal": sum(applied.principal for applied in receipt.applied.values()),
        "turned over": receipt.turned_over,
        "refundable": receipt.refundable,
    }
    return "applied as " + ", ".join(f"{write_grouped(cents)} {what}" for what, cents in sums.items() if cents)
