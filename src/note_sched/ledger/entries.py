"""What the ledger tells: one row per day and Holder on which something happened."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from note_sched.terms.roles import Role


class Row(NamedTuple):
    """A line of the schedule. The field names are the columns of ``simulate``; sums in cents.

    ``roles``: of the clauses of that day's bars and of what was turned over; their labels make the column ``clauses``.
    ``*_due`` fell due that day, ``*_paid`` was applied to the Note that day, the balances are at its end.
    """

    date: date
    holder: str
    interest_due: int
    principal_due: int
    expenses_due: int
    expenses_paid: int
    interest_paid: int
    principal_paid: int
    turned_over: int
    principal: int
    interest_unpaid: int
    accrued_interest: int
    expenses_unpaid: int
    standing: str
    roles: tuple[Role, ...]
    assumed: int


class Totals:
    """What moved over the whole run, in cents.

    ``accrued_paid`` of ``interest_paid`` and ``principal_prepaid`` of ``principal_paid`` was paid before it fell due.
    """

    __slots__ = (
        "accrued_paid",
        "assumed",
        "collection_expenses",
        "expenses_paid",
        "interest_paid",
        "principal_paid",
        "principal_prepaid",
        "refundable",
        "turned_over",
    )

    def __init__(self) -> None:
        self.interest_paid = 0
        self.principal_paid = 0
        self.expenses_paid = 0
        self.turned_over = 0
        self.refundable = 0
        self.collection_expenses = 0
        self.assumed = 0
        self.accrued_paid = 0
        self.principal_prepaid = 0

    def add(self, rows: Sequence[Row]) -> None:
        """Count rows in."""
        self.interest_paid += sum(map(attrgetter("interest_paid"), rows))
        self.principal_paid += sum(map(attrgetter("principal_paid"), rows))
        self.expenses_paid += sum(map(attrgetter("expenses_paid"), rows))
        self.turned_over += sum(map(attrgetter("turned_over"), rows))
        self.assumed += sum(map(attrgetter("assumed"), rows))
