"""What happened besides payments falling due: windows, Events of Default, accelerations, turnovers, in words."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from note_sched.document.model import Document
from note_sched.ledger.receipts import Turnover
from note_sched.pages.page import Column, Kind, Section, Table
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.bars import window_tables, windows_of
from note_sched.reports.telling.paying_over import to_be_paid_over_by
from note_sched.reports.telling.wording import Names, join
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role

DEFAULTS = (
    Column("clause", Kind.TEXT, "Clause"),
    Column("from", Kind.DATE, "Exists from"),
    Column("until", Kind.PHRASE, "Until"),
    Column("holders", Kind.TEXT, "Notes"),
    Column("cause", Kind.TEXT, "Cause"),
)

TURNOVERS = (
    Column("date", Kind.DATE, "Received"),
    Column("holders", Kind.TEXT, "By"),
    Column("amount", Kind.MONEY, "Turned over"),
    Column("to", Kind.PHRASE, "To"),
    Column("clause", Kind.TEXT, "Clause"),
)

PAID_OVER_BY = Column("by", Kind.DATE, "To be paid over by")

NAMED = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("name", Kind.TEXT, "Name"),
    Column("issued", Kind.DATE, "Issued"),
    Column("principal", Kind.MONEY, "Principal at issue"),
)

_MOST_TURNOVERS = 40


def holders_named(document: Document, holders: Collection[str] = ()) -> Table:
    """Who the Holders are whose ids stand in the lines."""
    rows = [
        (holder.id, holder.name, holder.issue_date or document.note.issue_date, holder.principal)
        for holder in document.holders
        if not holders or holder.id in holders
    ]
    return Table(NAMED, rows, title="Holders")


def story(run: Run, holders: Collection[str] = ()) -> Iterator[Table | Section]:
    """The parts of a run's story that there are."""
    names = Names(run.document)
    yield from window_tables(run, windows_of(run, holders))
    for part in (
        _defaults(run, names, holders),
        _accelerations(run, names, holders),
        turnovers_told(run, names, holders),
        loose_ends(run, holders),
    ):
        if part is not None:
            yield part


def _concerns(holder: str | None, holders: Collection[str]) -> bool:
    return not holders or holder is None or holder in holders


def _defaults(run: Run, names: Names, holders: Collection[str]) -> Table | None:
    groups: dict[tuple[Any, ...], list[str | None]] = {}
    for each in run.defaults:
        if _concerns(each.holder, holders):
            key = (run.label(each.role), each.start, each.until, run.said(each.ground))
            groups.setdefault(key, []).append(each.holder)
    rows = [
        (clause, start, until or "no end recorded", names.holders(whose), cause)
        for (clause, start, until, cause), whose in groups.items()
    ]
    return Table(DEFAULTS, rows, title="Events of Default") if rows else None


def _accelerations(run: Run, names: Names, holders: Collection[str]) -> Section | None:
    lines: list[Phrase] = []
    for each in run.accelerations:
        if _concerns(each.holder, holders):
            whose = "its Note" if each.holder else "all Notes"
            effect = f"{whose} fell due" if each.valid else f"void: {run.said(each.ground)}"
            lines.append([each.date, f"  {names.accelerators(each) or 'without a demand'}: {effect}"])
    return Section("Accelerations", lines) if lines else None


def turnovers_told(run: Run, names: Names, holders: Collection[str]) -> Table | None:
    """What was held in trust and turned over, or diverted; None where nothing was."""
    chosen = [each for each in run.turnovers if _concerns(each.holder, holders)]
    if not chosen:
        return None
    grouped: dict[tuple[Any, ...], list[Turnover]] = {}
    for each in chosen:
        key: tuple[Any, ...] = (each.date, run.label(each.role))
        key = key if len(chosen) > _MOST_TURNOVERS else (*key, each.holder)
        grouped.setdefault(key, []).append(each)
    rows: list[Sequence[Any]] = []
    for (day, clause, *_), group in grouped.items():
        whose = names.holders(each.holder for each in group)
        rows.append((day, whose, sum(each.amount for each in group), paid_to(group), clause))
    total = ("TOTAL", None, sum(each.amount for each in run.turnovers), None, None)
    title = "Held in trust and turned over, or diverted, to Senior"
    if run.document.terms.turnover.within is None:
        return Table(TURNOVERS, rows, total, title=title)
    dated = [(*row, to_be_paid_over_by(run.document, row[0])) for row in rows]
    return Table((*TURNOVERS, PAID_OVER_BY), dated, (*total, None), title=title)


def paid_to(turnovers: Iterable[Turnover]) -> Phrase:
    """To whom how much of several turnovers went."""
    to: dict[str, int] = {}
    for turnover in turnovers:
        for facility, cents in turnover.to.items():
            to[facility] = to.get(facility, 0) + cents
    return join([facility, " ", Money(cents)] for facility, cents in to.items())


def loose_ends(run: Run, holders: Collection[str]) -> Section | None:
    """Subrogation, what is refundable or was refunded, and what collecting cost; None where there is nothing of it."""
    lines: list[Phrase] = [*_subrogation(run, holders)]
    if run.totals.refundable:
        lines.append(["Refundable, for more was received than was owed: ", Money(run.totals.refundable)])
    if run.refunds:
        refunded = Money(sum(each.amount for each in run.refunds))
        lines.append(["Refunded of what was received beyond what was owed: ", refunded])
    if run.totals.collection_expenses:
        lines.append(["Collection expenses taken off distributions: ", Money(run.totals.collection_expenses)])
    return Section("Besides", lines) if lines else None


def _subrogation(run: Run, holders: Collection[str]) -> Iterator[Sequence[Any]]:
    for each in run.subrogation:
        if not _concerns(each.holder, holders):
            continue
        state: list[Any] = ["not live while Senior debt is unpaid or once the Note is paid"]
        if each.live_from is not None:
            state = ["live from ", each.live_from, ", claim on ", run.through, " ", Money(each.claim)]
        yield [f"Subrogation of {each.holder} ({run.label(Role.SUBROGATION)}): pool ", Money(each.pool), ", ", *state]
