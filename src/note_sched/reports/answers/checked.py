"""``check``, for programs: what was found in each document, as one list of findings."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from note_sched.faults import Caution, Fault, FileLine, Refusal
from note_sched.pages.page import Column, Kind, Page, SingleRow, Table


class Checked(NamedTuple):
    """What was found in one document; ``refusal``: why it could not be read at all."""

    file: str
    faults: Sequence[Fault] = ()
    warnings: Sequence[Caution] = ()
    acknowledged: Sequence[Caution] = ()
    refusal: Refusal | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it can be played."""
        return not self.faults and self.refusal is None


COLUMNS = (
    Column("file"),
    Column("kind"),
    Column("code"),
    Column("day", Kind.DATE),
    Column("line", Kind.COUNT),
    Column("column", Kind.COUNT),
    Column("message"),
    Column("expected"),
    Column("hint"),
)

FILES = (Column("file"), Column("sound", Kind.FLAG), *(Column(each, Kind.COUNT) for each in ("faults", "warnings")))


def checked(found: Sequence[Checked]) -> Page:
    """The findings of all documents: faults, warnings, and warnings that are acknowledged."""
    record = Table(COLUMNS, [row for each in found for row in _rows(each)])
    files = [(each.file, each.is_sound, len(each.faults), len(each.warnings)) for each in found]
    data = {"schema_version": 1, "files": [SingleRow(FILES, row) for row in files], "findings": record}
    return Page(data, record)


def _rows(of: Checked) -> Iterator[Sequence[Any]]:
    if of.refusal is not None:
        yield of.file, "fault", "unreadable", None, None, None, of.refusal.what, None, of.refusal.hint or None
    for fault in of.faults:
        file, line = _where(of.file, fault.place.line)
        said = (fault.what, fault.expected or None, fault.hint or None)
        yield file, "fault", fault.code, None, line, fault.place.column, *said
    for kind, cautions in (("warning", of.warnings), ("acknowledged", of.acknowledged)):
        for each in cautions:
            file, line = _where(of.file, each.line)
            yield file, kind, each.code, each.day, line, None, each.message, None, None


def _where(file: str, line: int) -> tuple[str, int | None]:
    """The file and the line in it; of a file that the document names, its own."""
    return (line.file, line.number) if isinstance(line, FileLine) else (file, line or None)
