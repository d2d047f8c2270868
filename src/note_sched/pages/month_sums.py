"""Months as a value: what fell due in each, what of it was paid and how, and what stood unpaid at its end."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from note_sched.pages.values import Money, Phrase


class MonthSums(NamedTuple):
    """The sums of a calendar month, in cents.

    ``received``: recorded as paid, ``assumed``: only assumed as paid; ``early``: what of both was paid before it fell
    due. ``arrears``: due and unpaid at the end of the last day, ``barred``: what of them was barred that day.
    """

    first: date
    last: date
    due: int
    received: int
    assumed: int
    early: int
    arrears: int
    barred: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(self[2:])


class Monthly(NamedTuple):
    """Months one after another, without a gap, a panel for each kind of debt: its name, and its sums by month.

    ``finding``: as of a picture.
    """

    first: date
    last: date
    panels: Sequence[tuple[str, Sequence[MonthSums]]]
    title: str = ""
    finding: Phrase = ""


def month_words(name: str, month: MonthSums) -> Phrase:
    """The sums of a month, in full."""
    told = [f"{name}, {month.first:%Y-%m}: due ", Money(month.due)]
    for what, cents in (
        ("received", month.received),
        ("assumed paid", month.assumed),
        ("of that before it fell due", month.early),
        ("due and unpaid at the end", month.arrears),
        ("barred of it", month.barred),
    ):
        told += [f"; {what} ", Money(cents)] if cents else []
    return told
