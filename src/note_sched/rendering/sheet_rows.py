"""The rows of a sheet as SpreadsheetML (ECMA-376, 18.3.1), written here: a library takes most of its time for formulas.

Formulas that say the same of the cells around them, down a column, are written once and shared by the others. Words are
written as words, whatever they begin with; a row is a row whatever a library makes of it in a later version.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from note_sched.pages.workbook import Cell, CellRange, CellRole, Cells, Formula, Holds, Quoted, Ref
from note_sched.rendering.values_in_words import GLUE, write_phrase

_LONGEST = 32_000
"""Characters of a cell; the format allows 32,767, and what is longer makes a file that cannot be read."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML document can hold them
_READ_AS_CODE = re.compile("(?=_x[0-9a-fA-F]{4}_)")
"""Where words would be taken for an escape of the format's own (22.4.2.4)."""

_FIRST_DAY = date(1899, 12, 30)
"""From where spreadsheets count days."""

_QUOTED = 120
"""Characters of a text in a formula: it may have 255, its quotation marks doubled."""

_TOGETHER = 4096
"""Rows that are kept as they are, and in which formulas are shared; then they are pressed."""


def fit(words: str) -> str:
    r"""Words that a cell can hold.

    >>> fit("a\ufffeb")
    'a\\ufffeb'
    """
    shown = _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", words.replace(GLUE, " "))
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]} …"


def letters(column: int) -> str:
    """A column by its letters.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    found, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def place(ref: Ref, *, of: str = "", fixed: str = "") -> str:
    """A cell as formulas name it; ``of``: the sheet on which it is named, ``fixed``: the sign of a place that stays.

    >>> place(Ref(6, 27)), place(Ref(0, 0, "Terms"), fixed="$")
    ('AB7', 'Terms!$A$1')
    """
    sheet = f"{ref.sheet}!" if ref.sheet and ref.sheet != of else ""
    return f"{sheet}{fixed}{letters(ref.column)}{fixed}{ref.row + 1}"


def spelled(formula: Formula, sheet: str = "") -> str:
    """A formula in the letters of a spreadsheet, as it stands on a sheet.

    >>> from note_sched.pages.workbook import Named
    >>> spelled(["SUM(", CellRange(Ref(1, 2), Ref(3, 2)), ")*", Named("Rate")])
    'SUM(C2:C4)*Rate'
    """
    return "".join(_part(each, sheet) for each in formula)


def _part(each: Any, sheet: str) -> str:  # noqa: ANN401 (a part of a formula)
    if isinstance(each, Ref):
        return place(each, of=sheet)
    if isinstance(each, CellRange):
        return f"{place(each.first, of=sheet)}:{place(each.last._replace(sheet=''))}"
    if isinstance(each, Quoted):
        words = fit(write_phrase(each.phrase))
        pieces = [words[at : at + _QUOTED] for at in range(0, len(words), _QUOTED)] or [""]
        return "&".join(f'"{piece.replace(chr(34), chr(34) * 2)}"' for piece in pieces)
    return str(each)


def held(cell: Cell) -> str | int | float:
    """What a cell holds: words, or a number, as near to what the engine has exactly as a cell can hold."""
    value, holds = cell.value, cell.holds
    if holds is Holds.TEXT:
        return fit(write_phrase(value))
    if isinstance(value, date):
        return (value - _FIRST_DAY).days
    scale = 100 if holds is Holds.MONEY or holds is Holds.EXACT else 1
    numerator: int = value.numerator
    denominator: int = value.denominator * scale
    return numerator / denominator if numerator % denominator else numerator // denominator


class _Shared:
    """A formula that is written once: its place among the pieces, and which cells of its column share it."""

    __slots__ = ("at", "column", "first", "last", "number", "words")

    def __init__(self, at: int, column: int, row: int, words: str) -> None:
        self.at, self.column, self.first, self.last, self.words = at, column, row, row, words
        self.number: int | None = None  # while it stands alone


class Extent(NamedTuple):
    """How far a sheet reaches: its last row and its last column, counted from 0."""

    row: int
    column: int


class CheckedCells(NamedTuple):
    """Cells of a column in which a difference stands, or the word on one: from one row to another, both inside."""

    role: CellRole
    column: int
    first: int
    last: int


class Rows:
    """Writes the rows of one sheet, one after the other, and keeps no more than some of them as they are.

    ``extent``: how far they reach. ``last_line``: the last of them that is no total. ``size``: the bytes of those that
    are pressed.
    """

    def __init__(self, sheet: str, look: Callable[[Cell, int], int]) -> None:
        """``look``: the number of the look of a cell in a column."""
        self._sheet = sheet
        self._look = look
        self._flushed: list[bytes] = []
        self._pieces: list[str] = []
        self._shared: dict[tuple[Any, ...], _Shared] = {}
        self._numbers = 0
        self._letters: list[str] = []
        self._open: dict[int, CheckedCells] = {}
        self._closed: list[CheckedCells] = []
        self.extent = Extent(0, 0)
        self.last_line = 0
        self.size = 0

    def write(self, row: int, cells: Cells, height: float | None) -> None:
        """A row; ``height``: in points, None where the program that opens it may choose."""
        if row and not row % _TOGETHER:
            self._flush()
        high = "" if height is None else f' ht="{height:g}" customHeight="1"'
        put = self._pieces.append
        before = len(self._pieces)
        put(f'<row r="{row + 1}"{high}>')
        while len(self._letters) < len(cells):
            self._letters.append(letters(len(self._letters)))
        for column, cell in enumerate(cells):
            if cell is not None:
                self._put(row, column, cell)
        if len(self._pieces) == before + 1 and not high:
            self._pieces.pop()
            return
        put("</row>")
        self.last_line = row if any(cell and cell.role is not CellRole.TOTAL for cell in cells) else self.last_line
        self.extent = Extent(row, max(self.extent.column, len(cells) - 1))

    @property
    def checked(self) -> list[CheckedCells]:
        """Where differences stand, and words on them; words that stand between differences are none of them."""
        return [*self._closed, *self._open.values()]

    def _note_check(self, row: int, column: int, cell: Cell) -> None:
        before = self._open.get(column)
        if cell.role in (CellRole.CHECK, CellRole.VERDICT):
            if before is not None and before.role is cell.role:
                self._open[column] = before._replace(last=row)
                return
            self._open[column] = CheckedCells(cell.role, column, row, row)
        elif before is None or cell.holds is Holds.TEXT:
            return
        else:
            del self._open[column]
        self._closed += [before] if before is not None else []

    def _put(self, row: int, column: int, cell: Cell) -> None:
        if cell.role is CellRole.CHECK or cell.role is CellRole.VERDICT or column in self._open:
            self._note_check(row, column, cell)
        value = held(cell)
        start = f'<c r="{self._letters[column]}{row + 1}" s="{self._look(cell, column)}"'
        put = self._pieces.append
        if cell.formula is None:
            put(f"{start}{_words(value)}</c>" if isinstance(value, str) else f"{start}><v>{value!r}</v></c>")
            return
        put(f'{start} t="str">' if isinstance(value, str) else f"{start}>")
        self._formula(row, column, cell.formula)
        put(f"<v>{_escaped(value) if isinstance(value, str) else repr(value)}</v></c>")

    def _formula(self, row: int, column: int, formula: Formula) -> None:
        key = self._relative(row, column, formula)
        found = self._shared.get(key) if key else None
        if found is None:
            words = _escaped(spelled(formula, self._sheet))
            if key:
                self._shared[key] = _Shared(len(self._pieces), column, row, words)
            self._pieces.append(f"<f>{words}</f>")
            return
        if found.number is None:
            found.number, self._numbers = self._numbers, self._numbers + 1
        found.last = row
        self._pieces.append(f'<f t="shared" si="{found.number}"/>')

    def _relative(self, row: int, column: int, formula: Formula) -> tuple[Any, ...]:
        """A formula by where its cells are from its own; nothing where one is on another sheet, for none can share it.

        The format knows no shared formula with such a cell ([MS-XLSB] 2.5.98.98: no PtgRef3d).
        """
        key: list[Any] = [column]
        for each in formula:
            if isinstance(each, Ref | CellRange):
                for ref in (each,) if isinstance(each, Ref) else each:
                    if ref.sheet not in ("", self._sheet):
                        return ()
                    key.append((ref.row - row, ref.column))
            else:
                key.append(each)
        return tuple(key)

    def _flush(self) -> None:
        for each in self._shared.values():
            if each.number is not None:
                name = letters(each.column)
                span = f"{name}{each.first + 1}:{name}{each.last + 1}"
                self._pieces[each.at] = f'<f t="shared" ref="{span}" si="{each.number}">{each.words}</f>'
        together = "".join(self._pieces).encode()
        self.size += len(together)
        self._flushed.append(zlib.compress(together, 1))
        self._pieces.clear()
        self._shared.clear()

    def chunks(self) -> Iterator[bytes]:
        """All that was written."""
        self._flush()
        yield from map(zlib.decompress, self._flushed)


def _words(words: str) -> str:
    space = ' xml:space="preserve"' if words != words.strip() else ""
    return f' t="inlineStr"><is><t{space}>{_escaped(_READ_AS_CODE.sub("_x005F", words))}</t></is>'


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
