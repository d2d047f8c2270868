"""The schedule as csv has it: apart from ``schedule``, so that writing it loads nothing that only people read."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from note_sched.document.columns import columns_besides
from note_sched.document.model import Document
from note_sched.instruments import Instrument
from note_sched.ledger.entries import Row
from note_sched.pages.page import Column, Kind, Table
from note_sched.terms.roles import Role

if TYPE_CHECKING:
    from note_sched.simulation.outcome import Run

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


BESIDES = (
    Column("interest_capitalised", Kind.MONEY, "Interest capitalised"),
    Column("premium_due", Kind.MONEY, "Premium due"),
    Column("premium_paid", Kind.MONEY, "Premium paid"),
    Column("principal_converted", Kind.MONEY, "Principal converted"),
    Column("interest_converted", Kind.MONEY, "Interest converted"),
)
"""Columns that stand at the end, where the document's terms or events know them (T-21, T-24, T-27)."""


def columns_of(document: Document) -> tuple[Column, ...]:
    """The columns of a document's schedule."""
    known = columns_besides(document)
    return (*COLUMNS, *(column for column in BESIDES if column.name in known)) if known else COLUMNS


def schedule_record(run: "Run", rows: Iterable[Row]) -> Table:
    """The schedule of a run, or some of its rows, for machines."""
    columns = columns_of(run.document)
    return Table(columns, list(cited(rows, run.instrument, columns[len(COLUMNS) :])))


def cited(
    rows: Iterable[Row], instrument: Instrument, besides: Sequence[Column] = ()
) -> Iterator[Row | tuple[Any, ...]]:
    """Rows with the labels of the clauses instead of their roles; a row without roles as it is.

    ``besides``: the columns that its document has besides those of every note.
    """
    labels: dict[tuple[Role, ...], tuple[str, ...]] = {(): ()}
    for row in rows:
        roles = row.roles
        if not roles and not besides:
            yield row
            continue
        if roles not in labels:
            labels[roles] = instrument.cited(roles)
        more = (getattr(row.besides, column.name) for column in besides)
        yield (*row[:_ROLES], labels[roles], *row[_ROLES + 1 : _WIDTH], *more)


_ROLES = Row._fields.index("roles")
_WIDTH = len(Row._fields)


def of_holders(rows: Iterable[Row], holders: Collection[str]) -> Iterable[Row]:
    """The rows of some Holders; of all where none is named."""
    return (row for row in rows if row.holder in holders) if holders else rows
