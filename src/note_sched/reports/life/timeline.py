"""``timeline``: the picture of a Note's life, and below it what it shows, in words and in order."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from note_sched.pages.page import Column, Kind, Line, Page, Table, Tone
from note_sched.pages.picture import (
    Band,
    DueMark,
    DueState,
    Lane,
    Mark,
    Picture,
    alike,
    fate_words,
)
from note_sched.pages.values import Mapped, Money, Phrase
from note_sched.reports.answers.told_day import head_of, headline_of
from note_sched.reports.life.happenings import bands_of, marks_of
from note_sched.reports.life.lanes import lanes_of
from note_sched.reports.life.payability import finding, payable_of
from note_sched.reports.telling.position import DayView, assumed_line, payments
from note_sched.reports.telling.story import holders_named
from note_sched.reports.telling.wording import Names
from note_sched.simulation.outcome import Run

RECORD = (
    Column("type"),
    Column("kind"),
    Column("holders"),
    Column("start", Kind.DATE),
    Column("end", Kind.DATE),
    Column("timely_through", Kind.DATE),
    Column("amount", Kind.MONEY),
    Column("unpaid", Kind.MONEY),
    Column("state"),
    Column("clauses", Kind.LIST),
    Column("causes", Kind.LIST),
    Column("line", Kind.COUNT),
)
"""One row a band, a mark, or a sum due on a Note (``holders`` is then its Holder's id)."""

TOLD = (
    Column("first", Kind.DATE, "Date"),
    Column("last", Kind.PHRASE, "Last day"),
    Column("holders", Kind.TEXT, "Notes"),
    Column("what", Kind.PHRASE, "What"),
    Column("clause", Kind.TEXT, "Clause"),
    Column("cause", Kind.PHRASE, "Cause"),
)

NOT_IN_TIME = (
    Column("date", Kind.DATE, "Due"),
    Column("timely", Kind.DATE, "In time through"),
    Column("holders", Kind.TEXT, "Notes"),
    Column("component", Kind.TEXT, "What"),
    Column("cents", Kind.MONEY, "Sum"),
    Column("fate", Kind.PHRASE, "What became of it"),
)

_BEFORE = timedelta(days=92)
"""How far before the first issue the picture goes back for what happened then; what is older stands at its edge."""


def timeline(run: Run, holders: Collection[str] = (), seen: DayView | None = None) -> Page:
    """The picture and its facts.

    Args:
        run: a traced one, with its rows.
        holders: ids to show; all where none is named.
        seen: for people, the day to be marked, how things stand on it, and why that day.
    """
    lanes = lanes_of(run, holders)
    picture = _picture(run, lanes, holders, seen and seen.asked.day)
    record = Table(RECORD, [*_band_rows(picture.bands), *_mark_rows(picture.marks), *_due_rows(lanes)])
    data = {
        "schema_version": 1,
        "first": picture.first,
        "last": picture.last,
        "rows": record,
        "lanes": Mapped(_lane_data, lanes),
    }
    tables: list[Any] = [picture, *told_tables(picture), holders_named(run.document, holders)]
    headline, tone = ("", Tone.PLAIN) if seen is None else headline_of(seen.asked)
    return Page(data, record, tables, head=_head(run, seen), headline=headline, tone=tone)


def picture_of(
    run: Run, holders: Collection[str] = (), as_of: date | None = None, lanes: Sequence[Lane] | None = None
) -> Picture:
    """The picture of a traced run, Notes whose lives are alike drawn as one.

    Args:
        run: a traced one, with its rows.
        holders: ids to show; all where none is named.
        as_of: the day to be marked.
        lanes: those of all Notes, where they are known.
    """
    known = lanes_of(run, holders) if lanes is None else lanes
    shown = [each for each in known if not holders or each.holders[0] in holders]
    return _picture(run, shown, holders, as_of)


def _picture(run: Run, lanes: Sequence[Lane], holders: Collection[str], as_of: date | None) -> Picture:
    bands, marks = bands_of(run, holders), marks_of(run, holders)
    starts = [each.start for each in bands] + [each.date for each in marks]
    first = max(min([run.first_day, *starts]), run.first_day - _BEFORE)
    drawn, payable = alike(lanes, Names(run.document).holders), payable_of(run)
    said = finding(run, payable)
    return Picture(first, run.through, drawn, bands, marks, "The life of the Notes", payable, said, as_of)


def told_tables(picture: Picture) -> Iterator[Table]:
    """What the picture shows in words: bands and marks by date, then every sum that was not paid in time."""
    rows = [*map(_band_told, picture.bands), *map(_mark_told, picture.marks)]
    if rows:
        yield Table(TOLD, sorted(rows, key=lambda row: row[0]), title="What the picture shows, by date")
    late = [_due_told(due, lane.whose) for lane in picture.lanes for due in lane.dues if due.state is not DueState.PAID]
    if late:
        yield Table(NOT_IN_TIME, sorted(late, key=lambda row: row[0]), title="Sums due that were not paid in time")


def _band_told(band: Band) -> tuple[Any, ...]:
    what: list[Any] = [band.what]
    for first, last in band.suspended:
        what += ["; suspended ", first, " to ", last]
    until: Phrase = [band.end] if band.end else "no end known"
    return band.start, until, band.holders, what, band.clause, band.cause


def _mark_told(mark: Mark) -> tuple[Any, ...]:
    return mark.date, "", mark.holders, mark.what, mark.clause, mark.cause


def _due_told(due: DueMark, whose: str) -> tuple[Any, ...]:
    timely = None if due.timely == due.date else due.timely
    return due.date, timely, whose, due.component, due.cents, fate_words(due)


def _head(run: Run, seen: DayView | None) -> list[Line]:
    note = run.document.note
    day: list[Line] = []
    if seen is not None:
        beside = head_of(run, seen.asked, Names(run.document))
        day = [*beside, *assumed_line(seen.asked), Line("As of", [seen.asked.day, f", {seen.why}"])]
    return [*day, Line("Note", note.title), Line("Borrower", note.borrower), Line("Payments", payments(run))]


def _band_rows(bands: Sequence[Band]) -> Iterator[tuple[Any, ...]]:
    for band in bands:
        clause = (band.clause,)
        yield "band", band.kind.value, band.holders, band.start, band.end, None, None, None, "", clause, band.ids, None


def _mark_rows(marks: Sequence[Mark]) -> Iterator[tuple[Any, ...]]:
    for mark in marks:
        clause = (mark.clause,)
        row = (
            mark.kind.value,
            mark.holders,
            mark.date,
            mark.date,
            None,
            None,
            None,
            "",
            clause,
            mark.ids,
            mark.line or None,
        )
        yield "mark", *row


def _due_rows(lanes: Sequence[Lane]) -> Iterator[tuple[Any, ...]]:
    dues = [(due, lane.holders[0]) for lane in lanes for due in lane.dues]
    for due, holder in sorted(dues, key=lambda each: each[0].date):
        clauses = tuple(sorted({clause for stand in due.barred for clause in stand.clauses}))
        end = due.settled
        yield (
            "due",
            due.component,
            holder,
            due.date,
            end,
            due.timely,
            due.cents,
            due.unpaid,
            due.state.value,
            clauses,
            (),
            None,
        )


def _lane_data(lane: Lane) -> dict[str, Any]:
    return {
        "holder": lane.holders[0],
        "start": lane.start,
        "end": lane.end,
        "barred": [stand._asdict() for stand in lane.stands],
        "dues": [
            {
                "component": due.component,
                "date": due.date,
                "timely_through": due.timely,
                "since": due.since,
                "amount": Money(due.cents),
                "state": due.state.value,
                "settled": [
                    {"date": part.date, "amount": Money(part.cents), "how": part.how.value} for part in due.parts
                ],
                "barred": [stand._asdict() for stand in due.barred],
            }
            for due in lane.dues
        ],
    }
