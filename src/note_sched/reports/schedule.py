"""``simulate``: what fell due, was paid, was barred, per day and Holder."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any

from note_sched.document.model import Note, Reading
from note_sched.ledger.entries import Row
from note_sched.reports.bars import WINDOW_COLUMNS
from note_sched.reports.page import Column, Kind, Line, Money, Page, Table
from note_sched.reports.readings import in_force
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

DEFAULT_COLUMNS = (
    Column("clause"),
    Column("holder"),
    Column("from", Kind.DATE),
    Column("until", Kind.DATE),
    Column("cause"),
)
ACCELERATION_COLUMNS = (Column("holder"), Column("date", Kind.DATE), Column("valid", Kind.FLAG), Column("reason"))
WARNING_COLUMNS = (Column("code"), Column("message"), Column("line", Kind.COUNT))


def of_holders(rows: Iterable[Row], holders: Collection[str]) -> Iterable[Row]:
    """The rows of some Holders; of all where none is named."""
    return (row for row in rows if row.holder in holders) if holders else rows


def schedule(run: Run, holders: Collection[str] = (), *, by_holder: bool = False) -> Page:
    """The schedule of a run.

    Args:
        run: a finished simulation with its rows.
        holders: ids to show; totals are those of all Notes whatever is shown.
        by_holder: for people, a line per date and Holder instead of a line per date.
    """
    shown = list(of_holders(run.rows, holders))
    record = Table(COLUMNS, shown)
    table = Table(_columns_in_use(shown), _cells(shown)) if by_holder or holders else record
    return Page(_data(run, record), record, [table], head=_head(run), notes=[in_force(run.document.reading)])


def _columns_in_use(rows: Sequence[Row]) -> Sequence[Column]:
    return [column for position, column in enumerate(COLUMNS) if any(row[position] for row in rows)]


def _cells(rows: Sequence[Row]) -> Sequence[Sequence[Any]]:
    return rows


def _head(run: Run) -> list[Line]:
    return [Line("Borrower", run.document.note.borrower)]


def by_date(rows: Iterable[Row]) -> Iterable[tuple[Any, list[Row]]]:
    """Rows of one day together."""
    return ((day, list(group)) for day, group in groupby(rows, key=lambda row: row.date))


def note_data(note: Note) -> dict[str, Any]:
    """The Note's terms, by the document's keys."""
    return {
        "title": note.title,
        "borrower": note.borrower,
        "issue_date": note.issue_date,
        "maturity_date": note.maturity_date,
        "interest_rate": note.interest_rate.written,
        "first_payment_date": note.first_payment_date,
        "offering_limit": None if note.offering_limit is None else Money(note.offering_limit),
        "financing_threshold": None if note.financing_threshold is None else Money(note.financing_threshold),
        "legal_maximum_rate": None if note.legal_maximum_rate is None else note.legal_maximum_rate.written,
    }


def reading_data(reading: Reading) -> dict[str, str]:
    """Every switch and its position."""
    return {
        "day_count": reading.day_count.value,
        "business_days": reading.business_days,
        "window_end": reading.window_end,
        "block_trigger": reading.block_trigger,
        "proviso_scope": reading.proviso_scope,
        "mixed_block": reading.mixed_block,
        "turnover_effect": reading.turnover_effect,
    }


def _data(run: Run, record: Table) -> dict[str, Any]:
    totals = run.totals
    return {
        "schema_version": 1,
        "note": note_data(run.document.note),
        "reading": reading_data(run.document.reading),
        "through": run.through,
        "maturity": {
            "date": run.maturity.date,
            "timely_through": run.timely_maturity,
            "cause": run.maturity.cause,
            "clause": "preamble",
        },
        "schedule": record,
        "windows": Table(WINDOW_COLUMNS, run.windows),
        "events_of_default": Table(DEFAULT_COLUMNS, run.defaults),
        "accelerations": Table(ACCELERATION_COLUMNS, run.accelerations),
        "turnovers": [
            {
                "date": turnover.date,
                "holder": turnover.holder,
                "amount": Money(turnover.amount),
                "to": [{"facility": name, "amount": Money(cents)} for name, cents in turnover.to.items()],
                "clause": turnover.clause,
            }
            for turnover in run.turnovers
        ],
        "subrogation": [
            {"holder": each.holder, "pool": Money(each.pool), "live_from": each.live_from, "claim": Money(each.claim)}
            for each in run.subrogation
        ],
        "totals": {
            "interest_paid": Money(totals.interest_paid),
            "principal_paid": Money(totals.principal_paid),
            "expenses_paid": Money(totals.expenses_paid),
            "turned_over": Money(totals.turned_over),
            "refundable": Money(totals.refundable),
            "collection_expenses": Money(totals.collection_expenses),
        },
        "warnings": Table(WARNING_COLUMNS, run.cautions),
    }
