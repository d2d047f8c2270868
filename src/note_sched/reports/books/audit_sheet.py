"""The Audit of a workbook: from what it was made, with the events of the document and the warnings of the run."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from note_sched.document.events import Event
from note_sched.measure.accrual import InterestRate
from note_sched.pages.values import Money
from note_sched.pages.workbook import (
    Cell,
    CellRole,
    Cells,
    Holds,
    Sheet,
    Width,
    headings,
    part,
    title,
)
from note_sched.reports.answers.schedule import reading_data
from note_sched.reports.telling.wording import cited
from note_sched.simulation.outcome import Run


class WorkbookOrigin(NamedTuple):
    """From what a workbook was made: the document's file and the SHA-256 of its bytes, the program, the options.

    ``files``: name and SHA-256 of the files that the document names.
    """

    file: str
    sha256: str
    version: str
    known_at: date | None = None
    overrides: Sequence[str] = ()
    added: Sequence[str] = ()
    files: Sequence[tuple[str, str]] = ()


def audit_sheet(run: Run, origin: WorkbookOrigin, *, events: bool = True) -> Sheet:
    """The sheet; ``events``: with the document's own, of which a paper for one Holder need not tell."""
    document = run.document
    rows: list[Cells] = [title("Audit: from what this was made"), []]

    def line(label: str, value: Any, holds: Holds = Holds.TEXT) -> None:  # noqa: ANN401 (a phrase)
        rows.append([Cell(label, role=CellRole.LABEL), None, Cell(value, holds, CellRole.FACT)])

    line("Document", origin.file)
    line("SHA-256 of the document", origin.sha256)
    for name, digest in origin.files:
        line(f"SHA-256 of {name}", digest)
    line("Program", f"note-sched {origin.version}")
    line("Known at", origin.known_at or "all that the document says")
    line("Overrides (--set)", "; ".join(origin.overrides) or "none")
    line("Events supposed (--add)", "; ".join(origin.added) or "none")
    line("Simulated through", run.through)
    simulation = document.simulation
    for key in ("payments", "recorded_through", "assumed_through", "through"):
        value = getattr(simulation, key)
        line(f"simulation.{key}", "not given" if value is None else value)
    for key, value in reading_data(document.reading).items():
        line(f"reading.{key}", value)
    rows += [[], part("Warnings"), headings(["Line", "", "Warning", "Code"])]
    rows += [
        [Cell(cited(each.line) if each.line else ""), None, Cell(each.message), Cell(each.code)]
        for each in run.cautions
    ]
    rows += [
        [Cell(cited(each.line) if each.line else ""), None, Cell(each.message), Cell(f"{each.code}, acknowledged")]
        for each in run.acknowledged
    ]
    if not run.cautions and not run.acknowledged:
        rows.append([None, None, Cell("none", role=CellRole.NOTE)])
    if events:
        rows += [[], part("Events as the document has them"), headings(["Line", "Date", "Event", "Became known"])]
        rows += [_event(each, number) for each, number in document.events]
    widths = [Width("Overrides (--set) x"), Width(None, Holds.DATE), Width("x" * 100, fold=True)]
    return Sheet("Audit", [*widths, Width("Became known, or a code of a warning")], rows)


def _event(event: Event, number: int) -> Cells:
    day, known = (Cell(each, Holds.DATE, CellRole.FACT) for each in (event.date, event.recorded or event.date))
    return [Cell(cited(number)), day, Cell([kind_of(event), *_details(event)]), known]


def kind_of(event: Event) -> str:
    """The ``type`` that a document writes."""
    return str(event.__struct_config__.tag)


def _details(event: Any) -> Iterator[Any]:  # noqa: ANN401 (every type of event)
    """The fields of an event as words and values."""
    for name in event.__struct_fields__:
        value = getattr(event, name)
        if name in ("date", "recorded") or value is None:
            continue
        yield f"; {name} "
        yield from _words(value)


def _words(value: Any) -> Iterator[Any]:  # noqa: ANN401 (whatever a field of an event can be)
    if isinstance(value, int) and not isinstance(value, bool):
        yield Money(value)
    elif isinstance(value, date):
        yield "never" if value == date.max else value
    elif isinstance(value, dict):
        for at, (key, each) in enumerate(value.items()):
            yield f"{', ' if at else ''}{key} "
            yield from _words(each)
    elif isinstance(value, tuple):
        yield ", ".join(str(each) for each in value)
    elif isinstance(value, InterestRate):
        yield value.written
    elif hasattr(value, "__struct_fields__"):
        told = {name: getattr(value, name) for name in value.__struct_fields__}
        yield from _words({name: each for name, each in told.items() if each is not None})
    else:
        yield str(getattr(value, "value", value))
