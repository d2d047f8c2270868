"""A workbook as an xlsx file, the same bytes on any day: formulas with the engine's values behind them.

A library makes what is around the cells (looks, widths, names, charts), and ``sheet_rows`` the cells themselves, which
take the place of the library's. Figures are numbers with a format, negatives in parentheses; days are days.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from note_sched.faults import Refusal
from note_sched.measure.money import write_grouped
from note_sched.pages.workbook import (
    DIFFERS,
    MOST_ROWS,
    Cell,
    CellRole,
    Cells,
    Holds,
    Ref,
    Sheet,
    Width,
    Workbook,
)
from note_sched.rendering.sheet_rows import Rows, fit, place
from note_sched.rendering.values_in_words import width_of, write_phrase
from note_sched.rendering.xlsx_charts import draw_charts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 (a day of no zone)
"""When every file says that it was made: no clock is asked. It is the first day that an archive can name."""

_TIGHT = 8
"""How hard the archive is pressed: a tenth smaller than it would be by itself, in a tenth of a second."""

_FOLDED = 90
"""Columns at which words fold."""

_NUMBERS = {
    Holds.MONEY: '#,##0.00_);(#,##0.00);"-"??_)',
    Holds.EXACT: '#,##0.000000_);(#,##0.000000);"-"??????_)',
    Holds.DATE: "ddd yyyy-mm-dd",
    Holds.MONTH: "mmm yyyy",
    Holds.COUNT: "#,##0",
    Holds.RATE: "0.000000%",
    Holds.FACTOR: "0.0000000000",
}
_ALWAYS_WIDE = {Holds.DATE: 16, Holds.MONTH: 10, Holds.RATE: 12, Holds.FACTOR: 14, Holds.EXACT: 18}

_COLUMNS_A_PAGE = 215
"""Columns of letters that a printed page takes before it is too small to read: type of 11 points is 7 then."""

_MOST_PAGES = 10
"""Pages that a sheet is wide at most: where what stands again leaves no room, it is printed smaller."""

_HEAD_HEIGHT = 45
"""Points: three lines."""

_LINE = 13
"""Points of one line."""

_HIGHEST = 400
"""Points of the highest row; a spreadsheet program allows 409."""

_FULL = 0.9
"""How much of a folded line holds words, for words are not broken."""

_UNFOLDED = (CellRole.TITLE, CellRole.PART)
"""What stands in one line, over the columns at its right."""

_LOOKS: dict[CellRole, dict[str, Any]] = {
    CellRole.PLAIN: {},
    CellRole.FACT: {"font_color": "#1F3FBF"},
    CellRole.ENGINE: {"font_color": "#6B6B6B", "italic": True},
    CellRole.CHECK: {"bg_color": "#EAF4EA"},
    CellRole.VERDICT: {"bold": True, "font_color": "#1B6E2E", "bg_color": "#EAF4EA"},
    CellRole.TOTAL: {"bold": True, "top": 1, "bottom": 6},
    CellRole.HEADING: {
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "bg_color": "#E4E8EF",
        "bottom": 1,
    },
    CellRole.TITLE: {"bold": True, "font_size": 14},
    CellRole.PART: {"bold": True, "font_size": 12, "bottom": 1},
    CellRole.LABEL: {"bold": True, "valign": "top"},
    CellRole.NOTE: {"italic": True, "font_color": "#555555"},
}
_WRONG = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#B3261E"}
"""A difference that is not zero, and the word on it."""


def need_xlsxwriter() -> None:
    """Load what writes workbooks.

    Raises:
        Refusal: it is not installed.
    """
    try:
        import xlsxwriter  # noqa: F401, PLC0415 (as below)
    except ImportError:
        raise Refusal(
            "workbooks need the xlsxwriter package, which is not installed", "pip install 'note-sched[xlsx]'"
        ) from None


def xlsx(workbook: Workbook) -> bytes:
    """The file.

    Raises:
        Refusal: the writer is not installed, or a sheet would have more rows than a sheet can.
    """
    need_xlsxwriter()
    looks = _Looks()
    written = [_rows(sheet, looks) for sheet in workbook.sheets]
    frame = io.BytesIO(_frame(workbook, looks, written))
    buffer = io.BytesIO()
    with zipfile.ZipFile(frame) as made, zipfile.ZipFile(buffer, "w") as archive:
        numbers = _numbers(made.read(_member(0)), len(looks))
        of = {_member(at): rows for at, rows in enumerate(written)}
        for each in made.infolist():
            content, rows = made.read(each), of.get(each.filename)
            member = _Member(each.filename, len(content) + (rows.size if rows else 0))
            with archive.open(member, "w") as part:
                for chunk in _filled(content, rows, numbers):
                    part.write(chunk)
    return buffer.getvalue()


class _Member(zipfile.ZipInfo):
    """A part of the file, which is pressed as it is written: a sheet of ten thousand Holders has half a gigabyte."""

    def __init__(self, name: str, size: int) -> None:
        """``size``: about how many bytes are to come."""
        super().__init__(name, _MADE.timetuple()[:6])
        self.compress_type = zipfile.ZIP_DEFLATED
        self.external_attr = 0o600 << 16
        self.file_size = size
        self._compresslevel = _TIGHT


def _member(at: int) -> str:
    return f"xl/worksheets/sheet{at + 1}.xml"


def _frame(workbook: Workbook, looks: "_Looks", written: Sequence[Rows]) -> bytes:
    """The file without its cells; in the first row of its first sheet a cell of every look."""
    import xlsxwriter  # noqa: PLC0415 (workbooks alone need it)

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        book.set_properties({"title": fit(workbook.title)[:255], "author": "note-sched", "created": _MADE})
        red = book.add_format(_WRONG)
        formats = [book.add_format(look) for look in looks.all()]
        pages = [book.add_worksheet(each.name) for each in workbook.sheets]
        for name, ref in looks.names.items():
            book.define_name(name, f"={place(ref, fixed='$')}")
        for at, look in enumerate(formats):
            pages[0].write_blank(0, at, None, look)
        for sheet, page, rows in zip(workbook.sheets, pages, written, strict=True):
            _lay_out(sheet, page, rows, red)
            if sheet.charts:
                draw_charts(book, page, sheet)
    return buffer.getvalue()


_CELLS = re.compile(rb"<sheetData/>|<sheetData>.*</sheetData>", re.DOTALL)
_REACH = re.compile(rb'<dimension ref="[^"]*"/>')
_LOOK = re.compile(rb' s="(\d+)"')


def _numbers(first: bytes, count: int) -> Mapping[bytes, bytes]:
    """By our number of a look the library's: those of the cells in the first row of the first sheet."""
    found = _CELLS.search(first)
    numbers = _LOOK.findall(found[0]) if found else []
    return {str(at).encode(): number for at, number in zip(range(count), numbers, strict=True)}


def _filled(content: bytes, rows: Rows | None, numbers: Mapping[bytes, bytes]) -> Iterator[bytes]:
    """A part of the file; of a sheet with its cells, in their looks, instead of the library's."""
    if rows is None:
        yield content
        return
    reach = f'<dimension ref="A1:{place(Ref(*rows.extent))}"/>'.encode()
    before, after = _CELLS.split(_REACH.sub(lambda _: reach, content, count=1), maxsplit=1)
    yield before + b"<sheetData>"
    for chunk in rows.chunks():
        yield _LOOK.sub(lambda found: b' s="' + numbers[found[1]] + b'"', chunk)
    yield b"</sheetData>" + after


class _Looks:
    """The looks of a workbook's cells, numbered as they come, and the names that cells have."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Holds, CellRole, bool], int] = {}
        self.names: dict[str, Ref] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, cell: Cell, *, fold: bool) -> int:
        """The number of a cell's look."""
        key = (cell.holds, cell.role, fold and cell.holds is Holds.TEXT and cell.role not in _UNFOLDED)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self._numbers)
        return found

    def all(self) -> Iterator[dict[str, Any]]:
        """Each look in the words of the library."""
        for holds, role, folds in self._numbers:
            look = {"font_name": "Calibri", "font_size": 10, "valign": "top", **_LOOKS[role]}
            if holds is not Holds.TEXT:
                look["num_format"] = _NUMBERS[holds]
            if holds in (Holds.DATE, Holds.MONTH):
                look["align"] = "center"
            if folds:
                look["text_wrap"] = True
            yield look


def _rows(sheet: Sheet, looks: _Looks) -> Rows:
    """The rows of a sheet.

    Raises:
        Refusal: they are more than a sheet can have.
    """
    folds = [width.fold for width in sheet.widths]

    def look(cell: Cell, column: int) -> int:
        return looks.number(cell, fold=column < len(folds) and folds[column])

    rows = Rows(sheet.name, look)
    rooms = [(at, room(width)) for at, width in enumerate(sheet.widths) if width.fold]
    for row, cells in enumerate(sheet.rows):
        if row >= MOST_ROWS:
            raise Refusal(
                f"the sheet {sheet.name} would have more than the {MOST_ROWS:,} rows that a sheet can have",
                "show fewer Holders (--holder ID), end earlier (--through DATE), or take csv",
            )
        rows.write(row, cells, _HEAD_HEIGHT if _is_head(cells) else _height(cells, rooms))
        for column, cell in enumerate(cells):
            if cell is not None and cell.name:
                looks.names[cell.name] = Ref(row, column, sheet.name)
    return rows


def _is_head(cells: Cells) -> bool:
    return any(cell is not None and cell.role is CellRole.HEADING for cell in cells)


def _height(cells: Cells, rooms: Sequence[tuple[int, float]]) -> float | None:
    """Room for words that fold, in points: not every program makes it when it opens a file."""
    most = 1
    for at, wide in rooms:
        cell = cells[at] if at < len(cells) else None
        if cell is not None and cell.holds is Holds.TEXT and cell.role not in _UNFOLDED:
            most = max(most, _lines(width_of(fit(write_phrase(cell.value))), wide))
    return min(_LINE * most + 2, _HIGHEST) if most > 1 else None


def _lay_out(sheet: Sheet, page: "Worksheet", rows: Rows, red: "Format") -> None:
    page.set_landscape()
    page.set_paper(1)  # Letter: it is a note of New York
    rooms = [room(width) for width in sheet.widths]
    seen = sum(wide for wide, width in zip(rooms, sheet.widths, strict=True) if not (width.hidden or width.outline))
    pages = 1 if sheet.head is None else _pages_wide(seen, sum(rooms[: sheet.fixed]))
    page.fit_to_pages(pages, 0)
    if pages > 1:
        page.print_across()  # the rest of a row is on the next page
    page.set_margins(0.4, 0.4, 0.6, 0.6)
    page.set_footer("&L&A&RPage &P of &N")
    page.hide_gridlines(2 if sheet.head is None else 1)
    for column, wide in enumerate(rooms):
        page.set_column(column, column, wide, None, _folding(sheet.widths, column))
    if sheet.head is not None:
        page.freeze_panes(sheet.head + 1, sheet.fixed)
        page.repeat_rows(sheet.head)
        if sheet.fixed:
            page.repeat_columns(0, sheet.fixed - 1)
        if sheet.filtered and rows.last_line > sheet.head:
            page.autofilter(sheet.head, 0, rows.last_line, len(sheet.widths) - 1)
    page.print_area(0, 0, rows.extent.row, max(rows.extent.column, len(sheet.widths) - 1))
    for each in rows.checked:
        cell = place(Ref(each.first, each.column))
        wrong = f'={cell}="{DIFFERS}"' if each.role is CellRole.VERDICT else f"=AND(ISNUMBER({cell}),{cell}<>0)"
        rule = {"type": "formula", "criteria": wrong, "format": red}
        page.conditional_format(each.first, each.column, each.last, each.column, rule)


def _pages_wide(columns: float, fixed: float) -> int:
    """How many pages a sheet is wide, so many of whose columns of letters stand on each of them again.

    >>> _pages_wide(215, 60), _pages_wide(216, 60), _pages_wide(439, 68)
    (1, 2, 3)
    """
    pages = 1
    while (columns + (pages - 1) * fixed) / pages > _COLUMNS_A_PAGE and pages < _MOST_PAGES:
        pages += 1
    return pages


def _folding(widths: Sequence[Width], column: int) -> dict[str, Any]:
    """What of a column is hidden, and what is folded away until somebody opens it: the sign for it is behind it."""
    width = widths[column]
    if width.outline:
        return {"level": 1, "hidden": True}
    return {"hidden": width.hidden, "collapsed": column > 0 and widths[column - 1].outline}


def _lines(wide: int, room_: float) -> int:
    """How many lines words take that are so wide."""
    return 1 if wide < room_ else -(-wide // int(_FULL * room_))


def room(width: Width) -> float:
    """Columns that a value needs, with a margin.

    >>> room(Width(595_000_000, Holds.MONEY))
    15
    """
    if width.holds in _ALWAYS_WIDE:
        return _ALWAYS_WIDE[width.holds]
    if width.holds is Holds.MONEY:
        return max(11, len(write_grouped(width.widest)) + 3)
    if width.holds is Holds.COUNT:
        return max(7, len(f"{width.widest or 0:,}") + 2)
    wide = width_of(fit(write_phrase(width.widest))) + 2
    return min(wide, _FOLDED) if width.fold else min(wide, 255)
