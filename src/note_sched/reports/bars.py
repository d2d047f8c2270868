"""``bars``: every window, the void ones with their reason."""

from note_sched.reports.page import Column, Kind, Page, Table
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


def windows_of(run: Run, holders: tuple[str, ...] = ()) -> list[Window]:
    """The windows that concern some Holders (those of all Notes too); all where none is named."""
    return [window for window in run.windows if not holders or window.holder in (None, *holders)]


def bars(run: Run, holders: tuple[str, ...] = ()) -> Page:
    """Every window of a run."""
    record = Table(WINDOW_COLUMNS, windows_of(run, holders))
    return Page({"schema_version": 1, "windows": record}, record, [record])
