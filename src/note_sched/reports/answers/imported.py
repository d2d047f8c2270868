"""``import``: what files of other programs would add to a document, row by row, and what in them means nobody."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from note_sched.intake.proposal import Proposed, Status
from note_sched.measure.money import read_sum
from note_sched.pages.page import Column, Kind, Page, Table, Tone

COLUMNS = (
    Column("line", Kind.TEXT, "Line"),
    Column("what", Kind.TEXT, "What"),
    Column("status", Kind.TEXT, "Status"),
    Column("date", Kind.DATE, "Date"),
    Column("holder", Kind.TEXT, "Holder"),
    Column("named", Kind.TEXT, "Named as"),
    Column("amount", Kind.MONEY, "Amount"),
    Column("memo", Kind.TEXT, "Memo"),
    Column("meant", Kind.TEXT, "May mean, or differs in"),
)

_RARE = (Status.PASSED,)
"""What machines are told only where there is any."""

_HOW = "Payments to who is no Holder of this document are passed over with --pass-over, and listed."

_DAYS = ("date", "issue_date")

_MOST_SHOWN = 40
"""Rows of a kind that people see; csv and json have them all."""


def proposal(found: Sequence[Proposed], document: str, *, written: bool) -> Page:
    """The page. ``document``: its name; ``written``: whether what is new is in it now."""
    record = Table(COLUMNS, [_row(each) for each in found])
    counts = Counter(each.status for each in found)
    data = {
        "schema_version": 1,
        "document": document,
        "written": written,
        "rows": record,
        "counts": {status.name.lower(): counts[status] for status in Status if status in counts or status not in _RARE},
    }
    unclear = [each for each in found if each.is_open]
    parts = [f"{counts[status]} {status}" for status in Status if counts[status]]
    told = "nothing in them" if not parts else ", ".join(parts)
    done = "written" if written else "not written (--write writes it)"
    if unclear or not counts[Status.NEW]:
        done = "nothing is written while something is open" if unclear else "nothing to write"
    tone = Tone.BAD if unclear else Tone.GOOD
    notes = [_HOW] if counts[Status.NOBODY] else []
    return Page(data, record, list(_tables(found)), [], notes, f"{told}; {done}", tone)


def _tables(found: Sequence[Proposed]) -> Iterator[Table]:
    for title, chosen in (
        ("What means nobody, or more than one, or is said otherwise", [each for each in found if each.is_open]),
        ("New", [each for each in found if each.status is Status.NEW]),
        ("Passed over", [each for each in found if each.status is Status.PASSED]),
    ):
        if chosen:
            rows = [_row(each) for each in chosen[:_MOST_SHOWN]]
            more = f", the first {_MOST_SHOWN} of {len(chosen)}" if len(chosen) > _MOST_SHOWN else ""
            kept = [at for at in range(len(COLUMNS)) if any(row[at] not in ("", None) for row in rows)]
            yield Table([COLUMNS[at] for at in kept], [[row[at] for at in kept] for row in rows], title=title + more)


def _row(each: Proposed) -> Sequence[Any]:
    node = {key: str(value) for key, value in each.node.items()}
    nobody = each.status is Status.PASSED or (each.is_open and each.is_payment)
    holder = "" if nobody else node.get("to" if each.is_payment else "id", "")
    amount, day = (node.get(first) or node.get(other) for first, other in (("amount", "principal"), _DAYS))
    meant = "" if not each.is_open else ", ".join(each.meant)
    return (
        str(each.line),
        "payment" if each.is_payment else "Holder",
        str(each.status),
        _read_day(day) if day else None,
        holder,
        each.written,
        _read_cents(amount) if amount else None,
        node.get("memo", ""),
        meant,
    )


def _read_day(written: str) -> date | None:
    """A day; what is passed over may have none in its place."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _read_cents(written: str) -> int | None:
    """A sum; what is passed over may have none in its place."""
    try:
        return read_sum(written)
    except ValueError:
        return None
