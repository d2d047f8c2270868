"""``bars``: every window, the void ones with their reason."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from note_sched.pages.page import Column, Kind, Page, Table
from note_sched.pages.values import Phrase
from note_sched.reports.telling.wording import KINDS, Names
from note_sched.rules.standing import BLOCKAGE, OVERRIDE
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Run

WINDOW_COLUMNS = (
    Column("kind", Kind.TEXT, "Kind"),
    Column("holder", Kind.TEXT, "Holder"),
    Column("start", Kind.DATE, "First day"),
    Column("end", Kind.DATE, "Last day"),
    Column("effective", Kind.FLAG, "Effective"),
    Column("reason", Kind.TEXT, "Why not"),
    Column("cause", Kind.LIST, "Cause"),
    Column("clause", Kind.TEXT, "Clause"),
)

PEOPLE = (
    Column("first", Kind.DATE, "First day"),
    Column("last", Kind.PHRASE, "Last day"),
    Column("holders", Kind.TEXT, "Notes"),
    Column("what", Kind.PHRASE, "What"),
    Column("cause", Kind.PHRASE, "Cause"),
    Column("clause", Kind.TEXT, "Clause"),
)

VOID = (
    Column("first", Kind.DATE, "Effective on"),
    Column("holders", Kind.TEXT, "Notes"),
    Column("cause", Kind.PHRASE, "Notice of"),
    Column("reason", Kind.TEXT, "Why it bars nothing"),
    Column("clause", Kind.TEXT, "Clause"),
)


def windows_of(run: Run, holders: Collection[str] = ()) -> list[Window]:
    """The windows that concern some Holders (those of all Notes too); all where none is named."""
    return [window for window in run.windows if not holders or window.holder in (None, *holders)]


def window_record(run: Run, windows: Iterable[Window]) -> Table:
    """Windows as machines have them."""
    rows = [
        (
            *(each.kind, each.holder, each.start, each.end, each.effective),
            *(run.said(each.ground) or None, each.cause, run.label(each.role)),
        )
        for each in windows
    ]
    return Table(WINDOW_COLUMNS, rows)


def bars(run: Run, holders: Collection[str] = ()) -> Page:
    """Every window of a run."""
    record = window_record(run, windows_of(run, holders))
    tables = list(window_tables(run, windows_of(run, holders)))
    headline = "" if tables else "No bar, no notice, no override: nothing stands in the way of any payment."
    return Page({"schema_version": 1, "windows": record}, record, tables, headline=headline)


def window_tables(run: Run, windows: Iterable[Window], title: str = "Windows") -> Iterator[Table]:
    """Windows, and beside them what founded none, each line for all Notes of which it is true."""
    names = Names(run.document)
    groups: dict[Window, list[str | None]] = {}
    for window in windows:
        groups.setdefault(window._replace(holder=None), []).append(window.holder)
    in_effect = [(window, whose) for window, whose in groups.items() if window.effective]
    void = [(window, whose) for window, whose in groups.items() if not window.effective]
    if in_effect:
        rows: list[Sequence[Any]] = [
            (
                window.start,
                _last_day(window, run.through),
                names.holders(whose),
                _what(window, run),
                names.cause(window.kind, window.cause),
                run.label(window.role),
            )
            for window, whose in sorted(in_effect, key=lambda each: each[0].start)
        ]
        yield Table(PEOPLE, rows, title=f"{title} (first and last day are inside)")
    if void:
        rows = [
            (
                window.start,
                names.holders(whose),
                names.cause(window.kind, window.cause),
                run.said(window.ground),
                run.label(window.role),
            )
            for window, whose in sorted(void, key=lambda each: each[0].start)
        ]
        yield Table(VOID, rows, title="Notices and accelerations that open no window")


def _last_day(window: Window, through: date) -> Phrase:
    if window.end is not None:
        return [window.end]
    if window.kind == BLOCKAGE:
        return "not known: no cure or waiver is recorded"
    return ["still on ", through]


def _what(window: Window, run: Run) -> Phrase:
    """The kind of a window; of a Blockage Event also where an override suspends it."""
    if window.kind != BLOCKAGE:
        return KINDS[window.kind]
    suspended: list[Any] = []
    for other in run.windows:
        if other.kind == OVERRIDE and other.effective and other.end is not None:
            first, last = max(other.start, window.start), min(filter(None, (other.end, window.end)))
            if first <= last:
                suspended += ["; suspended ", first, " to ", last]
    return [KINDS[BLOCKAGE], *suspended]
