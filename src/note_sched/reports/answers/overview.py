"""``report``: all on one page: where things stand, the picture, schedule, bars, defaults, readings, warnings."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from note_sched.faults import Caution
from note_sched.pages.page import Column, Kind, Page, Section, Table
from note_sched.pages.picture import Levels
from note_sched.pages.values import Phrase
from note_sched.reports.answers.payoff import asked_of
from note_sched.reports.answers.schedule import schedule
from note_sched.reports.answers.status import status
from note_sched.reports.life.timeline import balances_of, picture_of, told_tables
from note_sched.reports.telling.position import DayView, HeadLines
from note_sched.simulation.outcome import Run

LEVELS = (
    Column("date", Kind.DATE, "From"),
    Column("principal", Kind.MONEY, "Principal unpaid"),
    Column("interest", Kind.MONEY, "Interest due and unpaid"),
    Column("expenses", Kind.MONEY, "Expenses due and unpaid"),
)

WARNINGS = (
    Column("line", Kind.COUNT, "Line of the document"),
    Column("message", Kind.TEXT, "Warning"),
    Column("code", Kind.TEXT, "Code"),
)


def report(  # noqa: PLR0913 (what a page of everything is made of)
    run: Run,
    now: Run,
    why: str,
    holders: Collection[str] = (),
    *,
    told: HeadLines | None = None,
    origin: Sequence[Phrase] = (),
    more: Sequence[Table | Section] = (),
) -> Page:
    """The whole page.

    Args:
        run: a traced run with its rows, for what lasts.
        now: the run that was asked for the day of the summary.
        why: why that day.
        holders: ids to show; totals are those of all Notes whatever is shown.
        told: what lies behind and before that day.
        origin: what the page was made from and by, for its foot.
        more: what is to stand behind the readings.
    """
    asked = asked_of(now)
    state = status(now, holders, run)
    whole = schedule(run, holders, seen=DayView(asked, why))
    days, *rest = whole.tables
    assert isinstance(days, Table)  # noqa: S101 (the schedule begins with its lines)
    picture, balances = picture_of(run, holders, asked.day), balances_of(run)
    tables: list[Any] = [
        picture,
        *_summary(state),
        *told_tables(picture),
        balances,
        _levels(balances),
        days._replace(title="Schedule"),
        *rest,
        *more,
        *_warnings(run.cautions, "Warnings"),
        *_warnings(run.acknowledged, "Warnings that the document acknowledges"),
    ]
    note = run.document.note
    return Page(
        state.data,
        state.record,
        tables,
        [*told.behind, *whole.head, *told.before] if told is not None else whole.head,
        [_CAVEAT, f"Clauses are cited, and read, by the text of {run.instrument.name}", *origin],
        state.headline,
        state.tone,
        note.title,
        [f"{note.borrower}: report as of ", asked.day],
        contents=True,
    )


_CAVEAT = "What is shown as assumed was not received: nothing on this page proves that money moved."


def _summary(state: Page) -> Iterator[Any]:
    first, *rest = state.tables
    assert isinstance(first, Table)  # noqa: S101 (the status begins with the Holders' lines)
    yield first._replace(title="Each Note on that day")
    yield from rest


def _levels(balances: Levels) -> Table:
    rows = list(balances.levels)
    used = [at for at in range(len(LEVELS)) if any(row[at] for row in rows)]
    columns = [LEVELS[at] for at in used]
    return Table(columns, [[row[at] for at in used] for row in rows], title="The balances in figures")


def _warnings(cautions: Sequence[Caution], title: str) -> Iterator[Table]:
    if cautions:
        rows = [(caution.line if caution.line > 0 else None, caution.message, caution.code) for caution in cautions]
        yield Table(WARNINGS, rows, title=title)
