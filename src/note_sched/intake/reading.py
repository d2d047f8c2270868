"""From the bytes of a file to its table, whose text joins that of a document, and from a row to a mapping of keys."""

from collections.abc import Mapping as Columns

from note_sched.document.codes import Code
from note_sched.document.complaints import Complaints
from note_sched.document.slips import Slip
from note_sched.document.text import decode
from note_sched.document.tree import Attached, Mapping, Source
from note_sched.faults import FileLine, Place
from note_sched.intake.dates import plain_day
from note_sched.intake.delimited import read_delimited
from note_sched.intake.files_beside import File
from note_sched.intake.sums import plain_sum
from note_sched.intake.table import ReadRow, ReadTable, Unreadable

_SUMS = frozenset({"principal", "amount"})
_DAYS = frozenset({"date", "recorded", "issue_date"})
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def read_table(
    file: File, sheet: str | None, source: Source, complaints: Complaints
) -> tuple[Attached, ReadTable] | None:
    """The table of a file, its text put behind that of ``source``; None where its own lines have been complained of.

    Raises:
        Refusal: what reads it is not installed.
        Unreadable: it is none, wherever one looks.
    """
    if file.is_workbook:
        from note_sched.intake.spreadsheet import read_workbook  # noqa: PLC0415 (a workbook alone needs it)

        table = read_workbook(file.raw, sheet)
        return source.attach(file.name, table.text), table
    if file.raw.startswith(_OLD_WORKBOOK):
        raise Unreadable("it is a workbook of the old kind (.xls)", "save it again as an .xlsx workbook, or as csv")
    raw = file.raw
    if raw.startswith(_UTF16):
        raw = raw.decode("utf-16", "replace").encode()
    text, faults = decode(raw)
    attached = source.attach(file.name, text)
    place = len(source.attached) - 1
    complaints.faults += [
        fault._replace(
            place=Place(FileLine.of(place, file.name, fault.place.line), fault.place.column),
            hint="save it again as csv, or as an .xlsx workbook" if fault.code is Code.BINARY else fault.hint,
        )
        for fault in faults
    ]
    if faults and not text:
        return None
    try:
        return attached, read_delimited(text)
    except Unreadable as wrong:
        slip = Slip(Code.FILE_CONTENT, wrong.what, "rows of cells", wrong.hint)
        complaints.at(attached.start + wrong.at, slip, '"')
        return None


def mapping(row: ReadRow, places: Columns[str, int], start: int, order: str | None = None) -> Mapping:
    """A row as a mapping of the keys that a document would have; an empty cell says nothing.

    Args:
        row: the row.
        places: which column each key stands in.
        start: where the text of its table begins.
        order: in which its days are written, if not as a document has them.
    """
    node = Mapping(start + row.at)
    for key, place in places.items():
        cell = row.cell(place)
        if cell.written:
            node[key] = cell.written
            if key in _SUMS:
                node[key] = plain_sum(cell.written)
            elif order is not None and key in _DAYS:
                node[key] = plain_day(cell.written, order)
            node.at += (start + cell.at, start + cell.at)
    return node
