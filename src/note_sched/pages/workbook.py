"""A workbook as a value: sheets of cells, each with what the engine found and the formula that finds it again.

A report says what a cell holds and how it follows from other cells; the renderer decides letters, formats and widths. A
formula is words with places among them, as a ``Phrase`` is words with values among them::

    ["MAX(0,ROUND(", Ref(6, 11), "+", Named("RoundingGuard"), ",2)-", Ref(6, 12), ")"]
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, NamedTuple

from note_sched.pages.page import Column, Kind, Page, Prose, Section, Table


class Holds(Enum):
    """What a cell holds; the renderer knows how each is written."""

    TEXT = "words, or a phrase"
    MONEY = "cents"
    EXACT = "cents as a fraction, shown to six decimals of a dollar"
    DATE = "a day"
    MONTH = "a day of which the month is shown"
    COUNT = "a whole number"
    RATE = "a fraction, shown as a percentage"
    FACTOR = "a fraction, shown to ten decimals"


class CellRole(Enum):
    """What a cell is there for."""

    PLAIN = "worked out in the sheet, or words"
    FACT = "put in: from the document, or a decision of the engine that the sheet takes as given"
    ENGINE = "the engine's value, for comparison"
    CHECK = "a difference that must be zero"
    VERDICT = "OK, or DIFFERS"
    TOTAL = "the last row of a table"
    HEADING = "the head of a column"
    TITLE = "the title of a sheet"
    PART = "the title of a part of a sheet"
    LABEL = "what stands at its right"
    NOTE = "a remark"


class Ref(NamedTuple):
    """A cell, counted from 0; of the sheet in whose formula it stands where none is named."""

    row: int
    column: int
    sheet: str = ""


class CellRange(NamedTuple):
    """The cells from one to another."""

    first: Ref
    last: Ref


class Named(str):
    """A cell by its name."""

    __slots__ = ()


class Quoted(NamedTuple):
    """Words of people in a formula: the parts of a phrase."""

    phrase: tuple[Any, ...]


Formula = Sequence[Any]
"""Words of the spreadsheet's language, and among them ``Ref``, ``CellRange``, ``Named`` and ``Quoted``.

The renderer writes these.
"""


class Cell(NamedTuple):
    """A cell. ``formula`` None: the value is put in. ``name``: by which other cells and people find it."""

    value: Any
    holds: Holds = Holds.TEXT
    role: CellRole = CellRole.PLAIN
    formula: Formula | None = None
    name: str = ""


Cells = Sequence[Cell | None]


class Width(NamedTuple):
    """Room that a column needs: that of this value, the widest that it has.

    ``fold``: longer words take more lines. ``hidden``: the column is there for formulas, and holds nothing to see.
    ``outline``: it is folded away with its neighbours until somebody opens them.
    """

    widest: Any
    holds: Holds = Holds.TEXT
    fold: bool = False
    hidden: bool = False
    outline: bool = False


class ChartSeries(NamedTuple):
    """A line of a chart, or its columns: where its name and its figures stand.

    ``colour``: as ``#RRGGBB``. ``is_line``: a line over what are columns else; ``aside``: by an axis of its own.
    """

    name: Ref
    figures: CellRange
    colour: str
    is_line: bool = False
    aside: bool = False


class SheetChart(NamedTuple):
    """A chart of a sheet's own cells, over days or months.

    ``days``: where they stand. ``at``: the cell in which its corner is. ``size``: in pixels. ``axes``: what the axis at
    the left shows, and the one at the right.
    """

    title: str
    days: CellRange
    series: Sequence[ChartSeries]
    at: Ref
    size: tuple[int, int]
    axes: tuple[str, str] = ("", "")


class Sheet(NamedTuple):
    """A sheet. ``rows`` may be made while they are written: a schedule of a thousand Holders is long.

    ``head``: the row with the headings of the columns, which stays in sight and is printed on every page; None where a
    sheet is to be read from its top. ``fixed``: columns that stay in sight. ``filtered``: its lines below the head, but
    for their totals, can be filtered.
    """

    name: str
    widths: Sequence[Width]
    rows: Iterable[Cells]
    head: int | None = None
    fixed: int = 0
    filtered: bool = False
    charts: Sequence[SheetChart] = ()


class Workbook(NamedTuple):
    """Sheets, and what the file says of itself."""

    title: str
    sheets: Sequence[Sheet]


MOST_ROWS = 1_048_576
"""Rows of a sheet, in every spreadsheet program of note."""


def title(words: Any) -> Cells:  # noqa: ANN401 (a phrase)
    """The title of a sheet."""
    return [Cell(words, role=CellRole.TITLE)]


def part(words: str) -> Cells:
    """The title of a part of a sheet."""
    return [Cell(words, role=CellRole.PART)]


def headings(words: Iterable[str]) -> Cells:
    """The heads of a table's columns."""
    return [Cell(each, role=CellRole.HEADING) for each in words]


OK, DIFFERS = "OK", "DIFFERS"


def verdict_on(difference: Any) -> Cell:  # noqa: ANN401 (a part of a formula)
    """Whether a difference is zero, in a word; ``difference``: a place, or a name."""
    return Cell(OK, role=CellRole.VERDICT, formula=["IF(", difference, f'=0,"{OK}","{DIFFERS}")'])


def total_of(column: int, first: int, last: int) -> Formula:
    """The sum of a column from one row to another, both inside."""
    return ["SUM(", CellRange(Ref(first, column), Ref(last, column)), ")"]


_HOLDS = {
    Kind.MONEY: Holds.MONEY,
    Kind.CHANGE: Holds.MONEY,
    Kind.SHARE: Holds.RATE,
    Kind.DATE: Holds.DATE,
    Kind.PER_DIEM: Holds.EXACT,
    Kind.COUNT: Holds.COUNT,
}


_WHOLE_SHARE = 100_00
"""All of something in hundredths of a percent, as ``Kind.SHARE`` counts."""


def page_workbook(page: Page) -> Workbook:
    """Any page as a workbook: what it says on the first sheet, and a sheet for each of its tables.

    A report with formulas of its own has a workbook of its own (``accounts``); this serves every other.
    """
    tables = [each for each in page.tables if isinstance(each, Table)]
    names = _sheet_names([each.title for each in tables])
    sheets = [table_sheet(each, name) for each, name in zip(tables, names, strict=True)]
    return Workbook(page.title or _plain(page.headline) or "note-sched", [summary_sheet(page), *sheets])


def summary_sheet(page: Page, more: Sequence[Cells] = ()) -> Sheet:
    """What a page says besides its tables; ``more``: rows behind it."""
    words = [each for each in page.tables if not isinstance(each, Table)]
    rows = [*_said(page, words), *more]
    return Sheet("Summary", [Width("Subtitle of a paper"), Width("x" * 90, fold=True)], rows)


def _sheet_names(titles: Sequence[str]) -> list[str]:
    """Names of sheets after the titles of their tables: 31 characters that every program takes, and each its own.

    >>> _sheet_names(["Bars in force: 1(b)", "", "Bars in force: 1(b)"])
    ['Bars in force 1(b)', 'Table 2', 'Bars in force 1(b) (3)']
    """
    found = ["Summary"]
    for number, words in enumerate(titles, 1):
        plain = "".join(each if each.isalnum() or each in "()-.," else " " for each in words)
        whole = " ".join(plain.split())
        name = (whole if len(whole) <= 31 else whole[:32].rpartition(" ")[0] or whole[:31]) or f"Table {number}"
        taken = {each.lower() for each in found}
        found.append(f"{name[:25].strip()} ({number})" if name.lower() in taken else name)
    return found[1:]


def _plain(phrase: Any) -> str:  # noqa: ANN401 (a phrase)
    return phrase if isinstance(phrase, str) else "".join(str(each) for each in phrase)


def _said(page: Page, words: Sequence[Any]) -> Iterator[Cells]:
    """Title, headline, labelled lines, prose and notes of a page."""
    for line in (page.title, page.headline):
        if line:
            yield title(line)
    if page.subtitle:
        yield [Cell(page.subtitle, role=CellRole.NOTE)]
    yield from ([Cell(line.label, role=CellRole.LABEL), Cell(line.text)] for line in page.head)
    for each in words:
        yield []
        lines = each.lines if isinstance(each, Section) else each.paragraphs if isinstance(each, Prose) else ()
        if each.title:
            yield part(each.title)
        yield from ([None, Cell(line)] for line in lines)
    if page.notes:
        yield []
        yield from ([None, Cell(note, role=CellRole.NOTE)] for note in page.notes)


def table_sheet(table: Table, name: str) -> Sheet:
    """A table with its title above it; a sum of a column is a formula where it is the sum of the rows shown."""
    shown = [at for at, column in enumerate(table.columns) if column.heading is not None]
    columns = [table.columns[at] for at in shown]
    rows = [_values(columns, [row[at] for at in shown]) for row in table.rows]
    holds = [_HOLDS.get(column.kind, Holds.TEXT) for column in columns]
    body: list[Cells] = [title(table.title or name), headings(column.heading or "" for column in columns)]
    body += [[_cell(value, each) for value, each in zip(row, holds, strict=True)] for row in rows]
    if table.totals is not None:
        body.append(list(_totals(_values(columns, [table.totals[at] for at in shown]), rows, holds)))
    widths = [
        Width(max([column.heading or "", *(_measured(row[at]) for row in rows)], key=len), fold=True)
        if each is Holds.TEXT
        else Width(max([abs(row[at]) for row in rows if row[at] is not None], default=0), each)
        if each in (Holds.MONEY, Holds.COUNT)
        else Width(None, each)
        for at, (column, each) in enumerate(zip(columns, holds, strict=True))
    ]
    return Sheet(name, widths, body, head=1, fixed=1, filtered=True)


def _measured(value: Any) -> str:  # noqa: ANN401 (whatever a cell of text may hold)
    return value if isinstance(value, str) else "" if value is None else _plain([str(each) for each in value])


def _values(columns: Sequence[Column], row: Sequence[Any]) -> list[Any]:
    return [_value(column.kind, value) for column, value in zip(columns, row, strict=True)]


def _value(kind: Kind, value: Any) -> Any:  # noqa: ANN401 (a column's value)
    """What a cell holds of a column's value: a flag and a list in words, a share as a fraction."""
    if value is None or isinstance(value, str):  # `TOTAL` may stand in any column
        return value
    if kind is Kind.FLAG:
        return "yes" if value else "no"
    if kind is Kind.LIST:
        return ", ".join(value)
    if kind is Kind.SHARE:
        return Fraction(value, _WHOLE_SHARE)
    return [value] if kind is Kind.PHRASE and isinstance(value, date) else value


def _cell(value: Any, holds: Holds, role: CellRole = CellRole.FACT) -> Cell | None:  # noqa: ANN401 (a column's value)
    if holds is Holds.TEXT or isinstance(value, str):  # `TOTAL` may stand in a column of days
        return None if value is None else Cell(value, role=CellRole.TOTAL if role is CellRole.TOTAL else CellRole.PLAIN)
    return None if value is None else Cell(value, holds, role)


def _totals(totals: Sequence[Any], rows: Sequence[Sequence[Any]], holds: Sequence[Holds]) -> Iterator[Cell | None]:
    for at, (total, each) in enumerate(zip(totals, holds, strict=True)):
        cell = _cell(total, each, CellRole.TOTAL)
        if cell is not None and each is Holds.MONEY and rows and total == sum(row[at] or 0 for row in rows):
            cell = cell._replace(formula=total_of(at, 2, len(rows) + 1))
        yield cell
