"""What a Note consists of: parts of principal, sums that fell due, and days that bear interest."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from note_sched.measure.share import largest_remainder
from note_sched.record import Changing

INSTALMENT = "instalment"
"""Why principal matures before its Note does (``Parcel.cause``)."""


class Parcel:
    """A part of a Note's principal that matures and is accelerated as one; a transfer can bring several together.

    ``period_start``: the first day of the interest period in which it fell due, for principal that bears no interest
    until its timely day. ``came``: by a transfer; what was issued to a Holder and what came to it stay apart.
    """

    __slots__ = ("accelerated", "amount", "came", "cause", "due", "excused", "matures", "period_start", "timely")

    @property
    def by_acceleration(self) -> bool:
        """Whether it fell due by acceleration alone, and its maturity has not come since."""
        return self.accelerated and self.due is not None and self.due < self.matures

    def __init__(self, amount: int, matures: date, cause: str) -> None:
        self.amount = amount
        self.matures = matures
        self.cause = cause
        self.due: date | None = None
        self.timely: date | None = None
        self.excused: date | None = None
        self.period_start: date | None = None
        self.accelerated = False
        self.came = False

    def part(self, amount: int) -> "Parcel":
        """So much of it as comes to another Note: otherwise it is as this one."""
        part = Parcel(amount, self.matures, self.cause)
        part.came = True
        part.due, part.timely, part.excused = self.due, self.timely, self.excused
        part.accelerated, part.period_start = self.accelerated, self.period_start
        return part

    def is_as(self, other: "Parcel") -> bool:
        """Whether nothing but the amount tells it from another: together they are one."""
        return all(getattr(self, name) == getattr(other, name) for name in _BUT_THE_AMOUNT)


_BUT_THE_AMOUNT = tuple(name for name in Parcel.__slots__ if name != "amount")


class Item(Changing):
    """A sum of interest or expenses that fell due: nominal due date, last timely day, cents unpaid.

    ``excused``: the last day on which it is unpaid without a default; its last timely day, unless it has a grace.
    ``accelerated``: interest that fell due with an acceleration.
    """

    due: date
    timely: date
    excused: date
    amount: int
    accelerated: bool = False


class Piece(NamedTuple):
    """Days within one interest period, ``end`` not counted, and the units of the accrual that a cent earns in them."""

    start: date
    end: date
    period_start: date
    units: int


def retired_by_instalments(cents: int, parcels: Sequence[Parcel], reduces: str) -> list[tuple[Parcel, int]]:
    """What of which principal ``cents`` retire where there are instalments (T-23).

    Args:
        cents: no more than the principal of ``parcels``.
        parcels: what is due first, then what is not by its date.
        reduces: what a prepayment reduces: ``last_first``, ``first_first`` or ``ratably``.
    """
    due = [parcel for parcel in parcels if parcel.due is not None]
    undue = [parcel for parcel in parcels if parcel.due is None]
    found = []
    for parcel in due if reduces == "ratably" else [*due, *(undue[::-1] if reduces == "last_first" else undue)]:
        part = min(cents, parcel.amount)
        found.append((parcel, part))
        cents -= part
    if reduces == "ratably":
        found += zip(undue, largest_remainder(cents, [parcel.amount for parcel in undue]), strict=True)
    return [(parcel, part) for parcel, part in found if part]
