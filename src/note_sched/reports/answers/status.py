"""``status``: one page on a day: what is owing, what bars, what is in default or soon will be, what can still block."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from note_sched.document.columns import columns_besides
from note_sched.history.beyond import held
from note_sched.measure.business_days import DAY
from note_sched.pages.page import (
    Column,
    Kind,
    Line,
    Page,
    SingleRow,
    Table,
    added_up,
    narrowed,
    only,
)
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.bars import window_record, window_tables
from note_sched.reports.answers.notice_tables import Noticed, Prospects, noticed, on_the_way, prospects
from note_sched.reports.answers.payoff import PREMIUM, asked_of, in_force
from note_sched.reports.answers.told_day import head_of, headline_of
from note_sched.reports.answers.verdict import standing
from note_sched.reports.telling.fact_data import default_data
from note_sched.reports.telling.maturities import earlier
from note_sched.reports.telling.paying_over import paid_over
from note_sched.reports.telling.position import HeadLines, assumed_line, basis
from note_sched.reports.telling.quoting import is_of_2008
from note_sched.reports.telling.wording import STANDINGS, Names
from note_sched.rules.defaults import EventOfDefault, Pending, graces_running
from note_sched.rules.standstill import STANDSTILL
from note_sched.simulation import simulate
from note_sched.simulation.outcome import Position, Run
from note_sched.terms.roles import Role

STANDING = Column("standing", Kind.TEXT, "Standing")
COLUMNS = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("name", Kind.TEXT, "Name"),
    Column("principal", Kind.MONEY, "Principal"),
    Column("interest_unpaid", Kind.MONEY, "Interest due"),
    Column("accrued_interest", Kind.MONEY, "Accrued, not due"),
    Column("expenses_unpaid", Kind.MONEY, "Expenses"),
    Column("total", Kind.MONEY, "Total"),
    Column("arrears", Kind.MONEY, "Due and unpaid"),
    STANDING,
    Column("clauses", Kind.LIST, "Barred by"),
    Column("pool", Kind.MONEY, "Subrogation pool"),
)


class StatusPart(NamedTuple):
    """A part of the page below the Holders' lines: for machines under its key, for people as a table if it has rows."""

    key: str
    data: Any
    table: Table

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not list(self.table.rows)


def status(run: Run, holders: Collection[str] = (), whole: Run | None = None, told: HeadLines | None = None) -> Page:
    """The state of things on the day that the run was asked for.

    Args:
        run: one that was asked about a day.
        holders: ids to show; totals are those of all Notes whatever is shown.
        whole: a run of the same document to its end, which knows what comes of notices that are on their way.
        told: for people, what lies behind and before that day.
    """
    asked = asked_of(run)
    names = Names(run.document)
    shown = [each for each in asked.positions if not holders or each.holder in holders]
    columns = (*COLUMNS, PREMIUM) if "premium_due" in columns_besides(run.document) else COLUMNS
    record = Table(columns, [holder_row(each, names, columns) for each in shown])
    total = added_up(columns, (holder_row(each, names, columns) for each in asked.positions))
    existing = [each for each in run.defaults if each.start <= asked.day <= (each.until or asked.day)]
    parts = [
        _defaults(existing, names),
        _graces([*late_graces(run), *dated_graces(run)], names),
        _notices(run, whole, names),
        _prospects(run, names),
        _senior(run, names),
        _subrogation(run),
        _refundable(run, names, holders),
    ]
    still = [window for window in run.windows if window.kind == STANDSTILL and window.covers(asked.day)]
    waits = window_tables(run, still, "Demands must wait")
    bars = [*window_tables(run, in_force(run, asked), "Bars in force"), *waits]
    tables = [_people(record, total), *bars, *(part.table for part in parts if not part.is_empty)]
    data = {
        "schema_version": 1,
        "as_of": asked.day,
        "holders": record,
        "total": SingleRow(*_owed(columns, total)),
        "bars": window_record(run, in_force(run, asked)),
        **{part.key: part.data for part in parts},
    }
    if run.document.terms.standstill is not None:
        data["standstill"] = window_record(run, still)
    if run.document.terms.turnover.within is not None:
        data["turnover"], over = paid_over(run, asked.day, names)
        tables += [over] if list(over.rows) else []
    headline, tone = headline_of(asked)
    return Page(data, record, tables, _head(run, names, told), headline=headline, tone=tone)


def played_on(run: Run) -> Run | None:
    """The document played to its end, where a notice is on its way on the day asked about; else None: nobody asks."""
    return simulate(run.document, sink=lambda _: None) if on_the_way(run) else None


def _owed(columns: Sequence[Column], total: Sequence[Any]) -> tuple[Sequence[Column], Sequence[Any]]:
    """The columns of what is owing, and their sums."""
    at = [at for at, column in enumerate(columns) if column.kind is Kind.MONEY and column.name != "pool"]
    return [columns[each] for each in at], [total[each] for each in at]


def holder_row(position: Position, names: Names, columns: Sequence[Column] = COLUMNS) -> tuple[Any, ...]:
    """One Note's line; ``columns``: with that of the premium at the end, or without."""
    clauses = names.instrument.cited([bar.role for bar in position.all_bars]) if position.total else ()
    return (
        position.holder,
        names.holder[position.holder],
        position.principal,
        position.interest_unpaid,
        position.accrued,
        position.expenses_unpaid,
        position.total,
        sum(position.due.values()),
        standing(position),
        clauses,
        position.pool,
        position.premium,
    )[: len(columns)]


def _head(run: Run, names: Names, told: HeadLines | None) -> list[Line]:
    day, maturity = asked_of(run).day, run.maturity.date
    return [
        *head_of(run, asked_of(run), names),
        *(assumed_line(asked_of(run)) if told is None else told.behind),
        Line("Note", run.document.note.title),
        Line("Borrower", run.document.note.borrower),
        Line("Maturity", [maturity, " (past)" if maturity <= day else "", *earlier(run)]),
        Line("Payments", [*basis(run), "; those recorded on ", day, " counted, assumed ones only of earlier days"]),
        *(told.before if told is not None else ()),
    ]


def _people(record: Table, total: Sequence[Any]) -> Table:
    at = COLUMNS.index(STANDING)
    rows = [[*row[:at], STANDINGS.get(row[at], row[at]), *row[at + 1 :]] for row in record.rows]
    always = ("holder", "name", "principal", "interest_unpaid", "total", "arrears", "standing")
    columns = record.columns
    used = [column.name for at, column in enumerate(columns) if column.name in always or any(row[at] for row in rows)]
    if PREMIUM.name in used:
        used.insert(used.index("total"), used.pop())  # at the end for machines only
    return narrowed(only(Table(columns, rows, total), used), _SUMS, _STANDING)


_SUMS = ("holder", "principal", "interest_unpaid", "accrued_interest", "expenses_unpaid", "premium", "total", "arrears")
_STANDING = ("holder", "name", "standing", "clauses", "pool")


class Late(NamedTuple):
    """2(a): what is due on some Notes and can be paid without a default through the day before ``start``."""

    start: date
    holders: Sequence[str]
    cents: int


def late_graces(run: Run) -> Iterator[Late]:
    """What becomes a 2(a) default unless it is paid in time, or within its grace, by the last day for it."""
    asked = asked_of(run)
    late: dict[date, list[Position]] = {}
    for position in asked.positions:
        if position.excused is not None and position.excused >= asked.day:
            late.setdefault(position.excused, []).append(position)
    for excused, whose in sorted(late.items()):
        cents = sum(sum(position.due.values()) for position in whose)
        yield Late(excused + DAY, [position.holder for position in whose], cents)


def dated_graces(run: Run) -> list[Pending]:
    """2(b), 2(d) to 2(g): the graces that follow from dated facts."""
    return graces_running([written.event for written in run.document.events], run.grace, asked_of(run).day)


DEFAULTS = (
    Column("clause", Kind.TEXT, "Clause"),
    Column("from", Kind.DATE, "Exists from"),
    Column("holders", Kind.TEXT, "Notes"),
    Column("cause", Kind.TEXT, "Cause"),
)


def _defaults(existing: Sequence[EventOfDefault], names: Names) -> StatusPart:
    groups: dict[tuple[str, date, str], list[str | None]] = {}
    for each in existing:
        groups.setdefault((names.label(each.role), each.start, names.said(each.ground)), []).append(each.holder)
    rows = [(clause, start, names.holders(whose), cause) for (clause, start, cause), whose in groups.items()]
    data = [default_data(names, each) for each in existing]
    return StatusPart("events_of_default", data, Table(DEFAULTS, rows, title="Events of Default that exist"))


GRACES = (
    Column("clause", Kind.TEXT, "Clause"),
    Column("from", Kind.DATE, "Would exist from"),
    Column("holders", Kind.TEXT, "Notes"),
    Column("unless", Kind.PHRASE, "Unless by the day before"),
    Column("cause", Kind.TEXT, "Cause"),
    Column("averted", Kind.PHRASE, "On record"),
)


def _graces(graces: Iterable[Late | Pending], names: Names) -> StatusPart:
    rows: list[Sequence[Any]] = []
    data: list[dict[str, Any]] = []
    payment = names.label(Role.DEFAULT_PAYMENT)
    for each in graces:
        if isinstance(each, Late):
            unless: Phrase = [Money(each.cents), " is paid"]
            rows.append((payment, each.start, names.holders(each.holders), unless, "due and unpaid", None))
            entry = {"clause": payment, "from": each.start, "holders": each.holders, "amount": Money(each.cents)}
            data.append({**entry, "remedy": "all that is due is paid", "cause": "due and unpaid", "averted": None})
        else:
            known = [each.averted] if each.averted else None
            clause, remedy, cause = names.label(each.role), names.said(each.remedy), names.said(each.ground)
            rows.append((clause, each.start, names.holders([None]), remedy, cause, known))
            entry = {"clause": clause, "from": each.start, "holders": None, "amount": None}
            data.append({**entry, "remedy": remedy, "cause": cause, "averted": each.averted})
    return StatusPart("grace_running", data, Table(GRACES, rows, title="Grace still running"))


NOTICES = (
    Column("effective_on", Kind.DATE, "Effective on"),
    Column("holders", Kind.TEXT, "Notes"),
    Column("default", Kind.PHRASE, "Notice of"),
    Column("state", Kind.PHRASE, "What it does"),
)

_STATES = {
    "blocks": "blocks",
    "suspended": "suspended by an override, else blocks",
    "ended": "can do nothing more; blocked",
    "not yet effective": "not effective yet",
}


def _notices(run: Run, whole: Run | None, names: Names) -> StatusPart:
    found = list(noticed(run, whole))
    rows = [
        (each.effective_on, names.holders(each.holders), names.default(each.default), _does(each, names))
        for each in found
    ]
    data = [
        {
            "line": each.line,
            "default": each.default,
            "holders": each.holders,
            "effective_on": each.effective_on,
            "state": each.state,
            "until": each.until,
            "reason": names.said(each.ground) or None,
        }
        for each in found
    ]
    return StatusPart("notices", data, Table(NOTICES, rows, title="Blockage notices, and what each still does"))


def _does(notice: Noticed, names: Names) -> Phrase:
    reason = names.said(notice.ground)
    if notice.state == "void":
        return f"nothing: {reason}"
    if notice.state == "not yet effective":
        then: list[Any] = ["will block through ", notice.until] if notice.until else ["no end known"]
        return [f"{_STATES[notice.state]}; ", *([f"will block nothing: {reason}"] if reason else then)]
    return [_STATES[notice.state], *([" through ", notice.until] if notice.until else ["; no end known"])]


PROSPECTS = (
    Column("default", Kind.PHRASE, "Senior default"),
    Column("holders", Kind.TEXT, "Notes"),
    Column("can", Kind.PHRASE, "A notice of it"),
    Column("reason", Kind.TEXT, "Why not, or not at once"),
    Column("covenant", Kind.DATE, "Its covenant free again from"),
)


def _prospects(run: Run, names: Names) -> StatusPart:
    day = asked_of(run).day
    found = list(prospects(run))
    rows = [
        (names.default(each.default), names.holders(each.holders), _can(each, day), each.reason, each.covenant_free)
        for each in found
    ]
    used = [column.name for at, column in enumerate(PROSPECTS) if column.name != "covenant" or any(r[at] for r in rows)]
    table = only(Table(PROSPECTS, rows, title="What a new notice of each Senior default could do"), used)
    return StatusPart("senior_defaults", [each._asdict() for each in found], table)


def _can(prospect: Prospects, day: date) -> Phrase:
    if prospect.first is None:
        return "can block no more"
    begins: list[Any] = ["could block at once"] if prospect.first == day else ["could block from ", prospect.first]
    return [*begins, " through ", prospect.end] if prospect.end else [*begins, ", with no end known"]


SENIOR = (
    Column("facility", Kind.TEXT, "Senior debt"),
    Column("lender", Kind.TEXT, "Lender"),
    Column("rank", Kind.COUNT, "Rank"),
    Column("outstanding", Kind.MONEY, "Outstanding"),
    Column("senior_to", Kind.TEXT, "Senior as to"),
)


def _senior(run: Run, names: Names) -> StatusPart:
    outstanding, limits = asked_of(run).senior_outstanding, asked_of(run).senior_limits
    rows, data, total = [], [], 0
    for debt in run.document.senior_debt:
        whose = [holder for name, each in limits.items() if each[debt.id] for holder in run.members[name]]
        cents = outstanding[debt.id]
        total += cents if whose else 0
        to_whom = names.holders(whose) if whose else "none: not Senior"
        rows.append((debt.id, debt.lender, int(debt.rank), cents, to_whom))
        entry = {"facility": debt.id, "lender": debt.lender, "rank": int(debt.rank), "outstanding": Money(cents)}
        data.append({**entry, "senior_to": whose})
    totals = ("TOTAL", None, None, total, None)
    senior = "Senior Indebtedness" if is_of_2008(run.document) else "Senior debt"
    return StatusPart("senior", data, Table(SENIOR, rows, totals, title=f"{senior} outstanding, due or not"))


POOLS = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("pool", Kind.MONEY, "Pool"),
    Column("claim", Kind.MONEY, "Claim"),
    Column("state", Kind.TEXT, "State"),
)


def _subrogation(run: Run) -> StatusPart:
    rows, data = [], []
    for position in asked_of(run).positions:
        if position.pool:
            live = bool(position.total) and not _senior_as_to(run, position.holder)
            claim = min(position.pool, position.total) if live else 0
            state = "live: all Senior is paid" if live else "not live: Senior is unpaid, or the Note is paid"
            rows.append((position.holder, position.pool, claim, state))
            entry = {"holder": position.holder, "pool": Money(position.pool), "claim": Money(claim)}
            data.append({**entry, "live": live})
    title = f"Subrogation ({run.label(Role.SUBROGATION)}): another route to the same money"
    return StatusPart("subrogation", data, Table(POOLS, rows, title=title))


REFUNDABLE = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("name", Kind.TEXT, "Name"),
    Column("amount", Kind.MONEY, "Refundable"),
)


def _refundable(run: Run, names: Names, holders: Collection[str]) -> StatusPart:
    """Who holds what was received beyond all that was owed; it stands in no balance of a Note."""
    every = held(run, asked_of(run).day)
    found = {holder: cents for holder, cents in every.items() if not holders or holder in holders}
    rows = [(holder, names.holder[holder], cents) for holder, cents in found.items()]
    totals = ("TOTAL", None, sum(every.values())) if len(every) > 1 else None
    title = "Refundable: received beyond all that was owed, and no payment on a Note"
    data = [{"holder": holder, "amount": Money(cents)} for holder, cents in found.items()]
    return StatusPart("refundable", data, Table(REFUNDABLE, rows, totals, title))


def _senior_as_to(run: Run, holder: str) -> int:
    """What is Senior and outstanding as to a Holder."""
    name = next(name for name, members in run.members.items() if holder in members)
    outstanding, limits = asked_of(run).senior_outstanding, asked_of(run).senior_limits[name]
    return sum(min(cents, limits[facility]) for facility, cents in outstanding.items())
