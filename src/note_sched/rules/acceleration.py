"""Acceleration: whose demand makes principal due, how much of it must sign, and what makes it due without a demand.

Clause:
    Section 2: an Event of Default "shall, at the option of the Holder hereof ..., make all sums of principal and
    interest then remaining unpaid hereon and all other amounts payable hereunder immediately due and payable, upon
    demand". Indentures give the option to the holders of a share of all notes instead, and let a petition make them due
    by itself.

Reading:
    By ``holder``: each for its own Note, on an Event of Default under that Note or under all. By a share: its Holders
    sign together, and make all Notes due; what counts is the principal unpaid at that step of the day, of the
    signatories and of all Notes issued by then, and an Event of Default under any Note is enough. A majority is more
    than half, a percentage is reached by exactly so much. Where only some Events of Default count, the others support
    no demand. What accelerates by itself does so on the first day of each such Event of Default, dismissed that day or
    not, without a demand and so without notice of one; it waits for no standstill.

Example:
    A quarter of 1,000,000.00 is 250,000.00, and a majority more than 500,000.00.

    >>> reaches_share(25, 250_000_00, 1_000_000_00), reaches_share(25, 249_999_99, 1_000_000_00)
    (True, False)
    >>> reaches_share("majority", 500_000_01, 1_000_000_00), reaches_share("majority", 500_000_00, 1_000_000_00)
    (True, False)

Limits:
    Whether a demand was made in the form that the paper wants, the document says by recording it.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from note_sched.document.events import Acceleration
from note_sched.rules.defaults import EventOfDefault
from note_sched.terms.terms import AccelerationRight

if TYPE_CHECKING:
    from decimal import Decimal


def signatories(demand: Acceleration) -> tuple[str, ...]:
    """The Holders who accelerate, each once, in the order in which they are written."""
    if demand.holders is not None:
        return tuple(dict.fromkeys(demand.holders))
    return () if demand.holder is None else (demand.holder,)


def reaches_share(by: "Literal['majority'] | int | Decimal", signed: int, total: int) -> bool:
    """Whether ``signed`` of ``total`` cents of principal are more than half, or at least so many percent, of it."""
    if by == "majority":
        return 2 * signed > total
    return 100 * signed >= by * total


def counting(terms: AccelerationRight, defaults: Iterable[EventOfDefault]) -> list[EventOfDefault]:
    """Of some Events of Default those on which a demand may rest."""
    return [each for each in defaults if terms.counts is None or each.role in terms.counts]


def by_themselves(terms: AccelerationRight, defaults: Iterable[EventOfDefault]) -> list[EventOfDefault]:
    """Of some Events of Default those that accelerate without a demand."""
    return [each for each in defaults if each.role in terms.automatic]
