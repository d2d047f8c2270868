"""A page as lines of text, each with its look: the same lines go to a file as they are, and to a terminal with styles.

``width`` None means that nobody is looking through a window: every table in full, every sentence on one line.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from note_sched.pages.page import Page, Prose, Section, Signing, Table, flattened
from note_sched.rendering.arrangement import (
    GAP,
    Grid,
    arranged,
    heading_lines,
    labelled,
    line_cells,
    records,
    texts_under,
    unbroken,
    write_cells,
)
from note_sched.rendering.look import PAGE_WIDTH, TONES, Drawn, Look
from note_sched.rendering.values_in_words import SIGNED, ZERO, width_of, wrap, write_phrase, write_words

if TYPE_CHECKING:
    from note_sched.pages.curve import Curve
    from note_sched.pages.month_sums import Monthly
    from note_sched.pages.picture import Picture

_UNLIMITED = 1_000_000
_LABEL, _SIGNED = 7, 40  # columns of what is to be written, and to write in


def lines_of(page: Page, width: int | None = None) -> Iterator[Drawn]:
    """The whole page: headline, head, tables and sections, notes; blank lines between."""
    columns = _UNLIMITED if width is None else width
    blocks: list[Iterable[Drawn]] = []
    if page.title:
        blocks.append(_title(page, columns))
    opening = [*_headline(page, columns), *_head(page, columns)]
    if opening:
        blocks.append(opening)
    for part in flattened(page.tables):
        blocks += _signing(part, columns) if isinstance(part, Signing) else [_part(part, columns, width)]
    if page.notes:
        blocks.append([Drawn(line) for note in page.notes for line in wrap(write_phrase(note), columns)])
    for position, block in enumerate(blocks):
        if position:
            yield Drawn("")
        yield from block


def _part(
    part: "Table | Section | Prose | Picture | Monthly | Curve", columns: int, width: int | None
) -> Iterator[Drawn]:
    if isinstance(part, Section):
        return _section(part, columns)
    if isinstance(part, Prose):
        return _prose(part, columns)
    return _table(part, columns) if isinstance(part, Table) else _drawn(part, width)


def _title(page: Page, width: int) -> Iterator[Drawn]:
    for line in wrap(write_words(page.title), width):
        yield Drawn(line, Look.TITLE)
    if page.subtitle:
        yield from map(Drawn, wrap(write_phrase(page.subtitle), width))


def _headline(page: Page, width: int) -> Iterator[Drawn]:
    if page.headline:
        for line in wrap(write_phrase(page.headline), width):
            yield Drawn(line, TONES[page.tone])


def _head(page: Page, width: int) -> Iterator[Drawn]:
    column = max((width_of(line.label) for line in page.head), default=0)
    for line in page.head:
        first, *rest = labelled(line.label, write_phrase(line.text), column, width)
        yield Drawn(first, label=len(line.label))
        yield from map(Drawn, rest)


def _section(section: Section, width: int) -> Iterator[Drawn]:
    yield from (Drawn(line, Look.TITLE) for line in wrap(write_words(section.title), width))
    for line in section.lines:
        first, *rest = wrap(write_phrase(line), width - 2 * GAP)
        yield Drawn(" " * GAP + first)
        yield from (Drawn(" " * 2 * GAP + more) for more in rest)


def _prose(prose: Prose, width: int) -> Iterator[Drawn]:
    """Paragraphs as people read them in plain text: no line longer than a page is wide; a legend behind bars."""
    before = "| " if prose.boxed else ""
    if prose.title:
        yield from (Drawn(line, Look.TITLE) for line in wrap(write_words(prose.title), width))
    for position, paragraph in enumerate(prose.paragraphs):
        if position:
            yield Drawn(before.rstrip())
        for line in wrap(write_phrase(paragraph), min(width, PAGE_WIDTH) - len(before)):
            yield Drawn(before + line)


def _signing(part: Signing, width: int) -> Iterator[list[Drawn]]:
    """A block for each party, with a line for each thing to be written in."""
    for at, (party, confirms) in enumerate(part.parties):
        above = [] if at else [Drawn(line, Look.TITLE) for line in wrap(write_words(part.title), width)]
        narrow = min(width, PAGE_WIDTH)
        said = [*wrap(write_words(party), narrow), *wrap(write_phrase(confirms), narrow)]
        yield [
            *above,
            *map(Drawn, said),
            *(Drawn(f"{label:<{_LABEL}}{'_' * min(_SIGNED, width - _LABEL)}") for label in SIGNED),
        ]


def _drawn(part: "Picture | Monthly | Curve", width: int | None) -> Iterator[Drawn]:
    from note_sched.pages.picture import Picture  # noqa: PLC0415
    from note_sched.rendering.chart import chart  # noqa: PLC0415 (pictures alone need it)

    return chart(part, width) if isinstance(part, Picture) else iter(())  # of the others their tables say all


def _table(table: Table, width: int) -> Iterator[Drawn]:
    if table.title:
        yield from (Drawn(line, Look.TITLE) for line in wrap(write_words(table.title), width))
    grids = [write_cells(table)] if width == _UNLIMITED else arranged(table, width)
    for position, grid in enumerate(grids):
        if position:
            yield Drawn("")
        yield from _grid(grid, width)
    if not grids:
        yield from _records(unbroken(write_cells(table)), width)


def _grid(grid: Grid, width: int) -> Iterator[Drawn]:
    gap = " " * grid.gap
    for cells in heading_lines(grid):
        yield Drawn(gap.join(cells).rstrip(), Look.TITLE)
    rule = Drawn(gap.join(ZERO * width for width in grid.widths), Look.RULE)
    yield rule
    for at, row in enumerate(grid.rows()):
        yield from (
            Drawn(gap.join(cells).rstrip(), marked=_marked(grid, row, cells)) for cells in line_cells(grid, row)
        )
        yield from map(Drawn, texts_under(grid, at, width))
    if grid.totals is not None:
        yield rule
        yield from (Drawn(gap.join(cells).rstrip(), Look.TOTAL) for cells in line_cells(grid, grid.totals))
        yield from map(Drawn, texts_under(grid, None, width))


def _marked(grid: Grid, row: Sequence[str], cells: Sequence[str]) -> Sequence[tuple[int, int, Look]]:
    """The cells of a line of a row that are good news or bad, and where they stand in it."""
    if not any(grid.tones):
        return ()
    found, at = [], 0
    for text, cell, tones in zip(row, cells, grid.tones, strict=True):
        if text in tones:
            found.append((at, at + len(cell.rstrip()), TONES[tones[text]]))
        at += len(cell) + grid.gap
    return found


def _records(grid: Grid, width: int) -> Iterator[Drawn]:
    told = [(heading, tones) for heading, tones in zip(grid.headings, grid.tones, strict=True) if tones]
    for first, *rest in records(grid, width):
        yield Drawn(first, Look.TITLE)
        for line in rest:
            marked: list[tuple[int, int, Look]] = []
            for heading, tones in told:
                said = line.removeprefix(" " * GAP + heading).strip()
                if said in tones:
                    marked.append((len(line.rstrip()) - len(said), len(line.rstrip()), TONES[tones[said]]))
            yield Drawn(line, marked=marked)
