"""Tables on paper: as wide as they must be and never wider than the sheet, no figure cut, no row in two.

What gives way is, in this order: text wraps, the type grows smaller, the sheet is turned (for the whole paper, which
``pdf`` decides), the table takes its narrow form, and at last a row becomes lines of ``label  value``.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from note_sched.pages.page import Table
from note_sched.rendering.arrangement import Grid, write_cells
from note_sched.rendering.direction import as_seen
from note_sched.rendering.fonts import BOLD, REGULAR, laid, width_in
from note_sched.rendering.paragraphs import INK, KEY, LINE, SOFT, WASH, Outlined, paragraph
from note_sched.rendering.tagging import set_rows
from note_sched.rendering.values_in_words import is_figure, write_words

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

SIZES = (8.5, 8.0, 7.5, 7.0)
"""Points of type, largest first; smaller is not read without effort."""

_PAD = 4
_LEADING = 1.25
_FEW = 3  # lines for which no type is made smaller
_LOOKED_AT = 100  # rows: the others are much like them
_MUCH_FEWER = 0.8  # type of 7 in place of 8.5 alone makes 0.82 of the lines of a long text
_SLACK = 0.1  # a sum of widths may miss itself by a hair
_TALLEST = 380
_ROOMY, _TIGHT = 24, 10


class Setting(NamedTuple):
    """How a table is set: its cells, the widths of its columns and the size of its type, in points."""

    grid: Grid
    widths: Sequence[float]
    size: float


def set_table(table: Table, width: float) -> Setting | None:
    """The largest type in which a table fits into ``width`` points; None if there is none.

    Or a smaller one in which its rows take much fewer lines: texts are on one line then that were on several.
    """
    grid = _in_letters(write_cells(table))
    for letters in (_ROOMY, _TIGHT):
        for at, size in enumerate(SIZES):
            widths = _fitted(grid, size, width, letters)
            if widths is not None:
                setting = Setting(grid, widths, size)
                return _in_fewer_lines(setting, SIZES[at + 1 :], width, letters) or setting
    return None


def _in_fewer_lines(setting: Setting, smaller: Sequence[float], width: float, letters: int) -> Setting | None:
    """The table in one of these sizes of type, if it is lower by much; None if it is not."""
    grid = setting.grid
    rows, more = min(len(grid.cells[0]), _LOOKED_AT) if grid.cells else 0, _more_lines(setting)
    found = None
    for size in reversed(smaller if more else ()):
        widths = _fitted(grid, size, width, letters)
        if widths is None:
            break
        other = Setting(grid, widths, size)
        fewer = more - _more_lines(other)
        if fewer < _FEW or rows + more - fewer >= _MUCH_FEWER * (rows + more):
            break
        found = other
    return found


def _more_lines(setting: Setting) -> int:
    """How many lines its first rows take besides one each."""
    grid, widths, size = setting
    narrow = [at for at, wraps in enumerate(grid.wraps) if wraps and widths[at] < _natural(grid, at, size)]
    texts = zip(*(grid.cells[at][:_LOOKED_AT] for at in narrow), strict=True)
    return sum(
        max(_lines(text, size, widths[at] - 2 * _PAD) for text, at in zip(row, narrow, strict=True)) - 1
        for row in texts
    )


def _lines(text: str, size: float, room: float) -> int:
    """How many lines a text takes, its words whole."""
    lines, used, space = 1, 0.0, width_in(" ", size)
    for word in text.split(" "):
        wide = width_in(word, size)
        if used and used + space + wide > room:
            lines, used = lines + 1, wide
        else:
            used += wide + (space if used else 0)
    return lines


def settings(table: Table, width: float) -> list[Setting]:
    """The table as it fits, or its narrow form, or each row as a small table of ``label  value``."""
    whole = set_table(table, width)
    if whole is not None:
        return [whole]
    forms = [set_table(form, width) for form in table.narrow]
    found = [form for form in forms if form is not None]
    if found and len(found) == len(forms):
        return [found[0]._replace(grid=found[0].grid._replace(title=laid(write_words(table.title)))), *found[1:]]
    return list(_records(_in_letters(write_cells(table)), width))


def laid_out(setting: Setting) -> "Flowable":
    """The table as reportlab sets it: title and headings again on every sheet, the last row beside its total."""
    grid = setting.grid
    body = [*grid.rows(), *([] if grid.totals is None else [grid.totals])]
    sums = [] if grid.totals is None else [_row(setting, grid.totals, bold=True)]
    title = _paragraph(grid.title, 10.5, bold=True, colour=KEY)
    title.outlined = Outlined(grid.title, 1)
    above = [[title, *[""] * (len(grid.widths) - 1)]] if grid.title else []
    headings = _row(setting, grid.headings, bold=True, colour=SOFT)
    cut = any(_is_tall(setting, row) for row in body)
    together = [] if cut or grid.totals is None else [("NOSPLIT", (0, -2), (-1, -1))]
    return set_rows(
        [*above, headings, *(_row(setting, row) for row in grid.rows()), *sums],
        colWidths=setting.widths,
        repeatRows=len(above) + 1,
        hAlign="LEFT",
        style=[*_style(setting, len(above)), *together],
        splitInRow=int(cut),
    )


def _style(setting: Setting, above: int) -> list[tuple[object, ...]]:
    """Lines, weights and sides; ``above``: rows above the headings."""
    grid, size = setting.grid, setting.size
    style: list[tuple[object, ...]] = [
        ("FONT", (0, 0), (-1, -1), REGULAR, size, size * _LEADING),
        ("TEXTCOLOR", (0, 0), (-1, -1), INK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, above), (-1, above), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("BACKGROUND", (0, above), (-1, above), WASH),
        ("LINEBELOW", (0, above), (-1, above), 0.9, KEY),
        ("LINEBELOW", (0, above + 1), (-1, -1), 0.3, LINE),
    ]
    style += [("ALIGN", (at, 0), (at, -1), "RIGHT") for at, right in enumerate(grid.right) if right]
    if above:
        style += [("SPAN", (0, 0), (-1, 0)), ("LEFTPADDING", (0, 0), (-1, 0), 0), ("BOTTOMPADDING", (0, 0), (-1, 0), 5)]
    if grid.totals is not None:
        style += [
            ("FONT", (0, -1), (-1, -1), BOLD, size, size * _LEADING),
            ("LINEABOVE", (0, -1), (-1, -1), 0.9, KEY),
        ]
    return style


def _row(setting: Setting, cells: Sequence[str], *, bold: bool = False, colour: str = INK) -> list[object]:
    """A row's cells: as they are where they fit on a line, else as paragraphs."""
    grid, size = setting.grid, setting.size
    return [
        as_seen(cell)
        if not (bold and colour == SOFT) and width_in(cell, size, bold=bold) <= width - 2 * _PAD
        else _paragraph(cell, size, bold=bold, colour=colour, right=right)
        for cell, width, right in zip(cells, setting.widths, grid.right, strict=True)
    ]


def _paragraph(
    written: str,
    size: float,
    *,
    bold: bool = False,
    colour: str = INK,
    right: bool = False,
) -> Any:  # noqa: ANN401 (reportlab has no types)
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415

    style = ParagraphStyle(
        "cell",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * _LEADING,
        textColor=colour,
        alignment=2 if right else 0,
    )
    return paragraph(written, style)


def _is_tall(setting: Setting, row: Sequence[str]) -> bool:
    """Whether a row is higher than a turned sheet with its headings, so that it must be cut after all."""
    rooms = [width - 2 * _PAD for width in setting.widths]
    lines = max(width_in(cell, setting.size) / room for cell, room in zip(row, rooms, strict=True))
    if lines * setting.size * _LEADING < _TALLEST / 3:  # broken at words, it takes more lines, but not so many
        return False
    return any(is_cut([_paragraph(cell, setting.size)], room) for cell, room in zip(row, rooms, strict=True))


def is_cut(paragraphs: "Iterable[Flowable]", width: float) -> int:
    """Whether a paragraph of a table is so high that its row must be cut; a row is not cut for less (1 and 0)."""
    return int(any(paragraph.wrap(width, _TALLEST)[1] > _TALLEST for paragraph in paragraphs))


def _in_letters(grid: Grid) -> Grid:
    """A grid in letters that the type has."""
    return grid._replace(
        title=laid(write_words(grid.title)),
        headings=[laid(heading) for heading in grid.headings],
        cells=[[laid(cell) for cell in column] for column in grid.cells],
        totals=None if grid.totals is None else [laid(cell) for cell in grid.totals],
    )


def _fitted(grid: Grid, size: float, width: float, letters: int) -> list[float] | None:
    """Widths of columns that add up to at most ``width``; text columns keep words of up to ``letters`` whole."""
    columns = range(len(grid.headings))
    roomy = [max(_natural(grid, at, size), width_in(grid.headings[at], size, bold=True) + 2 * _PAD) for at in columns]
    if sum(roomy) <= width:
        return roomy
    widths = [_natural(grid, at, size) for at in columns]
    least = [_least(grid, at, size, letters) if wraps else widths[at] for at, wraps in enumerate(grid.wraps)]
    if sum(least) > width:
        return None
    return widths if sum(widths) <= width else _levelled(widths, least, width)


def _levelled(widths: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """The widest columns cut to one width, none below its least, so that all add up to ``width`` or a hair less.

    >>> [round(each, 2) for each in _levelled([10.0, 100.0, 99.9, 30.0], [10.0, 20.0, 70.0, 30.0], 170.0)]
    [10.0, 60.0, 70.0, 30.0]
    """
    low, high = 0.0, max(widths)
    for _ in range(40):
        level = (low + high) / 2
        found = sum(max(each, min(wide, level)) for wide, each in zip(widths, least, strict=True))
        low, high = (level, high) if found <= width else (low, level)
    return [max(each, min(wide, low)) for wide, each in zip(widths, least, strict=True)]


def _natural(grid: Grid, at: int, size: float) -> float:
    """A column's width with every cell on one line, and its heading on two at most."""
    heading = _on_two_lines(grid.headings[at], size)
    total = width_in(grid.totals[at], size, bold=True) if grid.totals else 0
    return max(heading, total, *(width_in(cell, size) for cell in grid.cells[at]), size) + 2 * _PAD + _SLACK


def _on_two_lines(heading: str, size: float) -> float:
    """The least width in which a heading takes no more than two lines."""
    words = heading.split(" ")
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words) + 1)]
    return min(max(width_in(line, size, bold=True) for line in cut) for cut in cuts) + _SLACK


def _least(grid: Grid, at: int, size: float, letters: int) -> float:
    """The least width of a text column: its figures and days whole, its words up to a number of letters."""
    texts = [*grid.cells[at], "" if grid.totals is None else grid.totals[at]]
    words = {word for text in texts for word in text.split(" ")}
    room = letters * size / 2
    figures = max((width_in(word, size, bold=True) for word in words if is_figure(word) and len(word) < 40), default=0)
    longest = max(width_in(word, size, bold=True) for word in words)
    heading = max(width_in(word, size, bold=True) for word in grid.headings[at].split(" "))
    full = _natural(grid, at, size) - 2 * _PAD
    return max(heading, figures, min(longest, room), min(full, room)) + 2 * _PAD + _SLACK


def _records(grid: Grid, width: float) -> Iterator[Setting]:
    """Each row as a table of two columns, the first cell above it; the totals last."""
    label = max(width_in(heading, SIZES[0]) for heading in grid.headings) + 2 * _PAD
    rows: Iterable[Sequence[str]] = [*grid.rows(), *([] if grid.totals is None else [grid.totals])]
    for row in rows:
        cells = [list(grid.headings[1:]), list(row[1:])]
        alone = Grid("", [grid.headings[0], row[0]], cells, None, [False, False], [True, True], [0, 0])
        yield Setting(alone, [label, width - label], SIZES[0])
