"""A workbook as an xlsx file, the same bytes on any day: formulas with the engine's values behind them.

Words are written as words, whatever they begin with; figures as numbers with a format, negatives in parentheses; days
as days. The writer keeps no more than a row in memory.
"""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from note_sched.faults import Refusal
from note_sched.measure.money import write_grouped
from note_sched.pages.workbook import (
    MOST_ROWS,
    Cell,
    CellRange,
    CellRole,
    Cells,
    Formula,
    Holds,
    Ref,
    Sheet,
    Width,
    Workbook,
)
from note_sched.rendering.values_in_words import GLUE, width_of, write_phrase

if TYPE_CHECKING:
    from xlsxwriter import Workbook as Book
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MADE = datetime(1980, 1, 1)  # noqa: DTZ001 (a day of no zone)
"""When every file says that it was made: no clock is asked. It is the first day that an archive can name."""

_LONGEST = 32_000
"""Characters of a cell; the format allows 32,767 and a writer drops what is longer without a word."""

_FOLDED = 90
"""Columns at which words fold."""

_NUMBERS = {
    Holds.MONEY: '#,##0.00_);(#,##0.00);"-"??_)',
    Holds.EXACT: '#,##0.000000_);(#,##0.000000);"-"??????_)',
    Holds.DATE: "yyyy-mm-dd",
    Holds.WEEKDAY: "ddd",
    Holds.COUNT: "#,##0",
    Holds.RATE: "0.000000%",
    Holds.FACTOR: "0.0000000000",
}
_ALWAYS_WIDE = {Holds.DATE: 12, Holds.WEEKDAY: 6, Holds.RATE: 12, Holds.FACTOR: 14, Holds.EXACT: 18}

_COLUMNS_A_PAGE = 200
"""Columns of letters that a printed page takes before it is too small to read."""

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
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML document can hold them


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
    import xlsxwriter  # noqa: PLC0415 (workbooks alone need it)

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        book.set_properties({"title": fit(workbook.title)[:255], "author": "note-sched", "created": _MADE})
        _Writer(book).write(workbook.sheets)
    return buffer.getvalue()


def fit(words: str) -> str:
    r"""Words that a cell can hold.

    >>> fit("a\ufffeb")
    'a\\ufffeb'
    """
    shown = _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", words.replace(GLUE, " "))
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]} …"


def place(ref: Ref, *, of: str = "", fixed: str = "") -> str:
    """A cell as formulas name it; ``of``: the sheet on which it is named, ``fixed``: the sign of a place that stays.

    >>> place(Ref(6, 27)), place(Ref(0, 0, "Terms"), fixed="$")
    ('AB7', 'Terms!$A$1')
    """
    letters, column = "", ref.column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    sheet = f"{ref.sheet}!" if ref.sheet and ref.sheet != of else ""
    return f"{sheet}{fixed}{letters}{fixed}{ref.row + 1}"


def spelled(formula: Formula, sheet: str = "") -> str:
    """A formula in the letters of a spreadsheet, as it stands on a sheet.

    >>> from note_sched.pages.workbook import Named
    >>> spelled(["SUM(", CellRange(Ref(1, 2), Ref(3, 2)), ")*", Named("Rate")])
    '=SUM(C2:C4)*Rate'
    """
    return "=" + "".join(_part(each, sheet) for each in formula)


def _part(each: Any, sheet: str) -> str:  # noqa: ANN401 (a part of a formula)
    if isinstance(each, Ref):
        return place(each, of=sheet)
    if isinstance(each, CellRange):
        return f"{place(each.first, of=sheet)}:{place(each.last._replace(sheet=''))}"
    return str(each)


class _Writer:
    """Writes sheets, one after the other; formats are made once each."""

    def __init__(self, book: "Book") -> None:
        self._book = book
        self._formats: dict[tuple[Holds, CellRole, bool], Format] = {}

    def write(self, sheets: Sequence[Sheet]) -> None:
        for sheet, page in [(each, self._book.add_worksheet(each.name)) for each in sheets]:
            self._lay_out(sheet, page)
            for row, cells in enumerate(sheet.rows):
                if row >= MOST_ROWS:
                    raise Refusal(
                        f"the sheet {sheet.name} would have more than the {MOST_ROWS:,} rows that a sheet can have",
                        "show fewer Holders (--holder ID), end earlier (--through DATE), or take csv",
                    )
                self._raise(sheet, page, row, cells)
                for column, cell in enumerate(cells):
                    if cell is not None:
                        self._put(sheet, page, (row, column), cell)

    def _lay_out(self, sheet: Sheet, page: "Worksheet") -> None:
        page.set_landscape()
        page.set_paper(1)  # Letter: it is a note of New York
        rooms = [room(width) for width in sheet.widths]
        seen = sum(wide for wide, width in zip(rooms, sheet.widths, strict=True) if not width.hidden)
        page.fit_to_pages(1 + int(seen // _COLUMNS_A_PAGE), 0)
        page.set_margins(0.4, 0.4, 0.6, 0.6)
        page.set_footer("&L&A&RPage &P of &N")
        page.hide_gridlines(2 if sheet.head is None else 1)
        for column, (wide, width) in enumerate(zip(rooms, sheet.widths, strict=True)):
            page.set_column(column, column, wide, None, {"hidden": width.hidden})
        if sheet.head is not None:
            page.set_row(sheet.head, _HEAD_HEIGHT)
            page.freeze_panes(sheet.head + 1, sheet.fixed)
            page.repeat_rows(sheet.head)
            if sheet.fixed:
                page.repeat_columns(0, sheet.fixed - 1)

    def _raise(self, sheet: Sheet, page: "Worksheet", row: int, cells: Cells) -> None:
        """Room for words that fold: not every program makes it when it opens a file."""
        lines = [
            _lines(width_of(fit(write_phrase(cell.value))), room(width))
            for cell, width in zip(cells, sheet.widths, strict=False)
            if cell is not None and width.fold and cell.holds is Holds.TEXT and cell.role not in _UNFOLDED
        ]
        if max(lines, default=1) > 1 and row != sheet.head:
            page.set_row(row, min(_LINE * max(lines) + 2, _HIGHEST))

    def _put(self, sheet: Sheet, page: "Worksheet", at: tuple[int, int], cell: Cell) -> None:
        look = self._format(cell, fold=at[1] < len(sheet.widths) and sheet.widths[at[1]].fold)
        value = _value(cell)
        if cell.name:
            self._book.define_name(cell.name, f"={place(Ref(*at, sheet.name), fixed='$')}")
        if cell.formula is not None:
            page.write_formula(*at, spelled(cell.formula, sheet.name), look, value)
        elif isinstance(value, str):
            page.write_string(*at, value, look)
        elif isinstance(value, date):
            page.write_datetime(*at, value, look)
        else:
            page.write_number(*at, value, look)

    def _format(self, cell: Cell, *, fold: bool) -> "Format":
        words = cell.holds is Holds.TEXT
        folds = fold and words and cell.role not in _UNFOLDED
        key = (cell.holds, cell.role, folds)
        if key not in self._formats:
            look = {"font_name": "Calibri", "font_size": 10, "valign": "top", **_LOOKS[cell.role]}
            if not words:
                look["num_format"] = _NUMBERS[cell.holds]
            if cell.holds in (Holds.WEEKDAY, Holds.DATE):
                look["align"] = "center"
            if folds:
                look["text_wrap"] = True
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]


def _value(cell: Cell) -> Any:  # noqa: ANN401 (what a cell can hold)
    """What is written: words, a day, or a number, as near to what the engine has exactly as a cell can hold."""
    value, holds = cell.value, cell.holds
    if holds is Holds.TEXT:
        return fit(write_phrase(value))
    if isinstance(value, date):
        return value if cell.formula is None else (value - date(1899, 12, 30)).days
    scale = 100 if holds in (Holds.MONEY, Holds.EXACT) else 1
    return value.numerator / (value.denominator * scale)


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
