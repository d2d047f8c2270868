"""``report``: all on one page: where things stand, the picture, schedule, bars, defaults, readings, warnings."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from note_sched.pages.curve import Curve
from note_sched.pages.page import Column, Fold, Kind, Line, Page, Prose, Section, Table
from note_sched.pages.values import Phrase, parts_of
from note_sched.reports.answers.bars import PEOPLE as BARS
from note_sched.reports.answers.every_day import moving
from note_sched.reports.answers.monthly import monthly, monthly_table
from note_sched.reports.answers.payoff import asked_of
from note_sched.reports.answers.schedule import days_table, footing, terms_lines
from note_sched.reports.answers.schedule_lines import by_date, by_holder
from note_sched.reports.answers.schedule_rows import of_holders
from note_sched.reports.answers.status import DEFAULTS, status
from note_sched.reports.life.lanes import lanes_of
from note_sched.reports.life.timeline import picture_of, told_tables
from note_sched.reports.telling.position import DayView, HeadLines, position_lines
from note_sched.reports.telling.readings import readings
from note_sched.reports.telling.story import loose_ends, turnovers_told
from note_sched.reports.telling.wording import Names
from note_sched.simulation.outcome import Run

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
    chapter: Sequence[Curve | Prose | Fold] = (),
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
        chapter: what was asked besides; it stands below the Notes.
    """
    asked = asked_of(now)
    state, named = status(now, holders, run), Names(run.document)
    lanes = lanes_of(run)
    picture, months = picture_of(run, holders, asked.day, lanes), monthly(run, lanes)
    del lanes  # of many Holders as much as a run
    days = moving(run, asked, holders)
    ahead = (*told.behind, *told.before) if told is not None else ()
    happened = [*told_tables(picture), turnovers_told(run, named, holders), loose_ends(run, holders)]
    lines = by_holder(run, of_holders(run.rows, holders)) if holders else by_date(run)
    dated = days_table(run, lines, all_notes=bool(holders))._replace(title="Day by day")
    that_day = _of_the_day(state, run, DayView(asked, why), ahead)
    folds = [
        Fold(["On ", asked.day], that_day, "the terms, the position, notices"),
        Fold("What happened", list(filter(None, happened)), "by date, and what was not paid in time"),
        Fold("Month by month", [months], "what fell due, was paid, is barred", open=True),
        Fold("Month by month in figures", [monthly_table(months)], "and how they add up", printed=False),
        Fold("Schedule", [dated, *footing(run)], "what fell due and was paid"),
        Fold("Readings", [readings(run), *more], "how the Note was read, what else it would be", printed=False),
        *_warnings(run),
    ]
    shown = days.shown
    note = run.document.note
    head = [Line(label, shown.lines[label]) for label in days.labels if label in shown.lines]
    foot = [_CAVEAT, f"Clauses are cited, and read, by the text of {run.instrument.name}", *origin]
    parts: list[Any] = [picture, days.table, *chapter, *folds]
    title, whose = note.title, [f"{note.borrower}, ", asked.day]
    return Page(state.data, state.record, parts, head, foot, shown.verdict, shown.tone, title, whose, moving=days)


_CAVEAT = "What is shown as assumed was not received: nothing on this page proves that money moved."


_ELSEWHERE = (BARS, DEFAULTS)
"""Columns of tables of ``status`` that the page tells in its head and by date: what is barred, Events of Default."""


def _of_the_day(state: Page, run: Run, look: DayView, ahead: Sequence[Line]) -> list[Any]:
    """What is said of the day at length: the terms, the position, what comes next, and the tables of ``status``."""
    lines: list[Phrase] = [
        ["- " if line.label.startswith(" ") else "", f"{line.label.strip()}: ", *parts_of(line.text)]
        for line in (*terms_lines(run), *position_lines(run, look), *ahead)
    ]
    _, *rest = state.tables  # each Note
    told = [each for each in rest if not (isinstance(each, Table) and each.columns in _ELSEWHERE)]
    return [Section("The Note and where it stands", lines), *told]


def _warnings(run: Run) -> Iterator[Fold]:
    tables = [
        Table(
            WARNINGS,
            [(each.line if each.line > 0 else None, each.message, each.code) for each in cautions],
            title=title,
        )
        for cautions, title in (
            (run.cautions, "Warnings"),
            (run.acknowledged, "Warnings that the document acknowledges"),
        )
        if cautions
    ]
    if tables:
        many = len(run.cautions) + len(run.acknowledged)
        yield Fold("Warnings", tables, f"{many}, {len(run.acknowledged)} of them acknowledged", open=bool(run.cautions))
