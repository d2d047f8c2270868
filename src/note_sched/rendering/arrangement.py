"""Which arrangement of a table fits: all of it, its text wrapped, its narrow form, or one value a line.

A figure is never shortened or broken, so what gives way is, in this order: the width of text columns, the table's own
arrangement (``Table.narrow``), and the table itself, which becomes records of ``label  value`` lines. Where there is
less room than a page has, sentences are not squeezed into a column: they go under their row, as wide as there is room.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from note_sched.pages.page import Table, Tone
from note_sched.rendering.look import PAGE_WIDTH
from note_sched.rendering.values_in_words import CELLS, FIGURES, GLUE, WRAPPED, ZERO, is_figure, width_of, wrap

GAP = 2
_LEAST_TEXT = 12
_SHORT_HEADING = 8
_SHORT_TEXT = 16
_MOST_LINES = 2
_MOST_BESIDE = 0.7  # of a line: a longer text does not stand beside a label that leaves less


class Grid(NamedTuple):
    """A table whose cells are written. ``cells``, ``totals``, ``widths`` and so on go by column.

    ``below``: the columns whose texts stand under their row, as grids of one column.
    """

    title: str
    headings: Sequence[str]
    cells: Sequence[Sequence[str]]
    totals: Sequence[str] | None
    right: Sequence[bool]
    wraps: Sequence[bool]
    widths: Sequence[int]
    gap: int = GAP
    below: "Sequence[Grid]" = ()
    tones: Sequence[Mapping[str, Tone]] = ()

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.cells[0]) if self.cells else 0

    def rows(self) -> Iterator[Sequence[str]]:
        """The cells by row."""
        return zip(*self.cells, strict=True)


def write_cells(table: Table) -> Grid:
    """Write every cell of the columns that have a heading; each column as wide as its widest figure or word."""
    shown = [(at, column) for at, column in enumerate(table.columns) if column.heading is not None]
    rows = list(table.rows)
    cells, totals = [], []
    for at, column in shown:
        write = CELLS[column.kind]
        cells.append([write(row[at]) for row in rows])
        total = None if table.totals is None else table.totals[at]
        totals.append(total if isinstance(total, str) else "" if total is None else write(total))
    headings = [column.heading or "" for _, column in shown]
    sums = None if table.totals is None else totals
    right = [column.kind in FIGURES for _, column in shown]
    wraps = [column.kind in WRAPPED for _, column in shown]
    widths = [
        max(_heading_width(heading), width_of(total), *map(width_of, column), 1)
        for heading, total, column in zip(headings, totals, cells, strict=True)
    ]
    tones = [column.tones for _, column in shown]
    return Grid(table.title, headings, cells, sums, right, wraps, widths, tones=tones)


def fitted(grid: Grid, width: int) -> Grid | None:
    """The grid with its text columns narrowed to ``width``; None if its figures alone are wider than that.

    A word is broken only where the table is too wide with all words whole; where all text would have to be as narrow
    as it can be, the columns move together first.
    """
    widths = list(grid.widths)
    text = [at for at, wraps in enumerate(grid.wraps) if wraps]
    for longest, gap in ((None, GAP), (_LEAST_TEXT, GAP), (_LEAST_TEXT, 1)):
        least = [_least(grid, at, longest) if at in text else widths[at] for at in range(len(widths))]
        if sum(least) + gap * (len(least) - 1) <= width:
            return _narrowed(grid, least, gap, width)
    return None


def _narrowed(grid: Grid, least: Sequence[int], gap: int, width: int) -> Grid:
    """The grid with its widest columns narrowed, none below ``least``, until it fits."""
    widths = list(grid.widths)
    excess = sum(widths) + gap * (len(widths) - 1) - width
    while excess > 0:
        at = max((at for at in range(len(widths)) if widths[at] > least[at]), key=widths.__getitem__)
        widths[at] -= 1
        excess -= 1
    return grid._replace(widths=widths, gap=gap)


def arranged(table: Table, width: int) -> list[Grid]:
    """The table, or the tables of its narrow form, as they fit into ``width``; none if neither does.

    With fewer columns than a page has, a form in which a text would be squeezed is the last choice.
    """
    forms = [[unbroken(write_cells(part)) for part in form] for form in ([table], table.narrow)]
    if width < PAGE_WIDTH:
        for arrange in (_at_ease, _texts_below):
            for form in forms:
                if found := _whole_form(form, width, arrange):
                    return found
    return next((found for form in forms if (found := _whole_form(form, width, fitted))), [])


def unbroken(grid: Grid) -> Grid:
    """The grid with what is good news or bad on one line: ``DO NOT PAY`` does not end in ``PAY``."""
    if not any(grid.tones):
        return grid
    cells = [
        [text.replace(" ", GLUE) if text in tones else text for text in column] if tones else column
        for column, tones in zip(grid.cells, grid.tones, strict=True)
    ]
    tones = [{text.replace(" ", GLUE): tone for text, tone in of.items()} for of in grid.tones]
    return grid._replace(cells=cells, tones=tones)


def _whole_form(form: Sequence[Grid], width: int, arrange: Callable[[Grid, int], Grid | None]) -> list[Grid]:
    """Every table of a form arranged; none where one of them cannot be."""
    found = [each for grid in form if (each := arrange(grid, width)) is not None]
    return found if len(found) == len(form) else []


def _at_ease(grid: Grid, width: int) -> Grid | None:
    """The grid as it fits, if no row of it takes more than two lines and no word is broken."""
    found = fitted(grid, width)
    return None if found is None or _most_lines(found) > _MOST_LINES else found


def _most_lines(grid: Grid, first: int = 0) -> int:
    """How many lines the texts of the columns from ``first`` on take at most; a broken word counts as too many."""
    most = 1
    for at in range(first, len(grid.widths)):
        width = grid.widths[at]
        texts = (*grid.cells[at], *(grid.totals[at : at + 1] if grid.totals else ())) if grid.wraps[at] else ()
        for text in texts:
            if width_of(text) > width:
                broken = max(map(width_of, text.split(" "))) > width
                most = max(most, len(wrap(text, width)), _MOST_LINES + 1 if broken else 0)
                if most > _MOST_LINES:
                    return most
    return most


def _texts_below(grid: Grid, width: int) -> Grid | None:
    """The grid at ease with its longest texts under their rows; None where its figures alone are too wide.

    The first column, which says what a row is of, stays; so does a short text. Others stay where each is on one line:
    a row would be hard to read whose texts stand partly beside it and partly under it.
    """
    texts = [at for at, wraps in enumerate(grid.wraps) if wraps and at and grid.widths[at] > _SHORT_TEXT]
    texts.sort(key=lambda at: grid.widths[at])
    moved: list[int] = []
    found = None
    while texts and (found is None or _most_lines(found, first=1) > 1):
        moved.append(texts.pop())
        found = _at_ease(_parted(grid, sorted(moved)), width)
    return found


def _parted(grid: Grid, moved: Sequence[int]) -> Grid:
    """The grid with some columns below its rows."""
    kept = [at for at in range(len(grid.widths)) if at not in moved]
    return _only(grid, kept)._replace(below=[_only(grid, [at]) for at in moved])


def _only(grid: Grid, columns: Sequence[int]) -> Grid:
    def of(values: Sequence[Any]) -> list[Any]:
        return [values[at] for at in columns]

    return grid._replace(
        headings=of(grid.headings),
        cells=of(grid.cells),
        totals=None if grid.totals is None else of(grid.totals),
        right=of(grid.right),
        wraps=of(grid.wraps),
        widths=of(grid.widths),
        tones=of(grid.tones),
    )


def texts_under(grid: Grid, row: int | None, width: int) -> list[str]:
    """What stands under a row (None: under the totals), each text with its heading."""
    lines: list[str] = []
    for part in grid.below:
        text = part.cells[0][row] if row is not None else "" if part.totals is None else part.totals[0]
        if text:
            first, *rest = wrap(f"{part.headings[0]}: {text}", width - 2 * GAP)
            lines += [" " * GAP + first, *(" " * 2 * GAP + line for line in rest)]
    return lines


def line_cells(grid: Grid, row: Sequence[str]) -> list[Sequence[str]]:
    """A row as lines of cells, every cell padded to its column."""
    wrapped = [
        wrap(cell, width) if wraps and width_of(cell) > width else [cell]
        for cell, width, wraps in zip(row, grid.widths, grid.wraps, strict=True)
    ]
    height = max(map(len, wrapped))
    padded = [
        [pad(line, width, right=right) for line in [*lines, *[""] * (height - len(lines))]]
        for lines, width, right in zip(wrapped, grid.widths, grid.right, strict=True)
    ]
    return list(zip(*padded, strict=True))


def heading_lines(grid: Grid) -> list[Sequence[str]]:
    """The headings as lines of cells, standing on their last line."""
    wrapped = [wrap(heading, width) for heading, width in zip(grid.headings, grid.widths, strict=True)]
    height = max(map(len, wrapped))
    padded = [
        [pad(line, width, right=right) for line in [*[""] * (height - len(lines)), *lines]]
        for lines, width, right in zip(wrapped, grid.widths, grid.right, strict=True)
    ]
    return list(zip(*padded, strict=True))


def records(grid: Grid, width: int) -> Iterator[list[str]]:
    """Each row as lines of ``label  value``, the first cell above them; the totals last. A zero is left out."""
    rows = [*grid.rows(), *([] if grid.totals is None else [grid.totals])]
    label = max(map(width_of, grid.headings[1:]), default=0)
    figures = [row[at] for row in rows for at, right in enumerate(grid.right) if right]
    value = max(map(width_of, figures), default=0)
    for row in rows:
        lines = wrap(row[0], width)
        for heading, cell, right in zip(grid.headings[1:], row[1:], grid.right[1:], strict=True):
            if cell not in ("", ZERO):
                lines += labelled(heading, pad(cell, value, right=True) if right else cell, label, width, GAP)
        yield lines


def labelled(label: str, value: str, column: int, width: int, indent: int = 0) -> list[str]:
    """``label  value``; the value wrapped beside its label, or below it where it has no place beside.

    ``column``: the width of the labels, so that the values of several lines stand below each other.
    """
    before = indent + column + GAP
    room = width - before
    beside = wrap(value, max(1, room)) if width_of(value) > room else [value]
    squeezed = len(beside) > _MOST_LINES and room < _MOST_BESIDE * width
    if not squeezed and max(map(width_of, value.strip().split(" "))) <= room:
        first, *rest = beside
        return [" " * indent + pad(label, column, right=False) + " " * GAP + first, *(" " * before + x for x in rest)]
    below = " " * (indent + GAP)
    return [" " * indent + label, *(below + line for line in wrap(value.strip(), max(1, width - len(below))))]


def pad(written: str, width: int, *, right: bool) -> str:
    """Filled up to ``width`` columns."""
    blank = " " * (width - width_of(written))
    return blank + written if right else written + blank


def _heading_width(heading: str) -> int:
    """Room for the longest word of a heading, and for a short heading as a whole."""
    return max(*map(width_of, heading.split(" ")), min(width_of(heading), _SHORT_HEADING))


def _least(grid: Grid, at: int, most: int | None) -> int:
    """The least width of a text column: a figure or a day in it stays whole, a word longer than ``most`` may break."""
    texts = [*grid.cells[at], "" if grid.totals is None else grid.totals[at]]
    words = {word for text in texts for word in text.split(" ")}
    longest = max(map(width_of, words))
    figure = max((width_of(word) for word in words if is_figure(word)), default=1)
    return max(_heading_width(grid.headings[at]), figure, longest if most is None else min(longest, most))
