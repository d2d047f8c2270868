"""The schedule as csv has it: apart from ``schedule``, so that writing it loads nothing that only people read."""

from collections.abc import Collection, Iterable

from note_sched.ledger.entries import Row
from note_sched.reports.page import Column, Kind

COLUMNS = (
    Column("date", Kind.DATE, "Date"),
    Column("holder", Kind.TEXT, "Holder"),
    Column("interest_due", Kind.MONEY, "Interest due"),
    Column("principal_due", Kind.MONEY, "Principal due"),
    Column("expenses_due", Kind.MONEY, "Expenses due"),
    Column("expenses_paid", Kind.MONEY, "Expenses paid"),
    Column("interest_paid", Kind.MONEY, "Interest paid"),
    Column("principal_paid", Kind.MONEY, "Principal paid"),
    Column("turned_over", Kind.MONEY, "Turned over"),
    Column("principal", Kind.MONEY, "Principal"),
    Column("interest_unpaid", Kind.MONEY, "Interest unpaid"),
    Column("accrued_interest", Kind.MONEY, "Accrued"),
    Column("expenses_unpaid", Kind.MONEY, "Expenses unpaid"),
    Column("standing", Kind.TEXT, "Standing"),
    Column("clauses", Kind.LIST, "Clauses"),
    Column("assumed", Kind.MONEY, "Assumed"),
)


def of_holders(rows: Iterable[Row], holders: Collection[str]) -> Iterable[Row]:
    """The rows of some Holders; of all where none is named."""
    return (row for row in rows if row.holder in holders) if holders else rows
