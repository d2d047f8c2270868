"""What the ledger tells: one row per day and Holder on which something happened."""

from datetime import date
from typing import NamedTuple


class Row(NamedTuple):
    """A line of the schedule. The field names are the columns of ``simulate``; sums in cents.

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
    clauses: tuple[str, ...]
    assumed: int


class Totals:
    """What moved over the whole run, in cents."""

    __slots__ = (
        "assumed",
        "collection_expenses",
        "expenses_paid",
        "interest_paid",
        "principal_paid",
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

    def add(self, row: Row) -> None:
        """Count a row in."""
        if row.interest_paid:
            self.interest_paid += row.interest_paid
        if row.principal_paid or row.expenses_paid or row.turned_over:
            self.principal_paid += row.principal_paid
            self.expenses_paid += row.expenses_paid
            self.turned_over += row.turned_over
        if row.assumed:
            self.assumed += row.assumed
