"""A page as one self-contained HTML page: nothing is fetched, and it prints as well as it reads.

What comes from a document reaches the page as text and is escaped by the template; figures are written by
``rendering.values_in_words`` as everywhere. A table wider than the window scrolls in a box of its own, which a keyboard
reaches; one that is wide on paper turns the paper, and one that is too wide even so is printed in its narrow form.
Nothing runs but a few lines beside a picture, which show what its marks say; without them a browser shows the same.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from note_sched.pages.curve import Curve
from note_sched.pages.month_sums import Monthly
from note_sched.pages.page import Fold, Moving, Page, Prose, Section, Signing, Table, Tone, flattened
from note_sched.pages.picture import Picture
from note_sched.pages.values import Phrase
from note_sched.rendering.arrangement import Grid, fitted, write_cells
from note_sched.rendering.marking import APART, WHOLE, pieces
from note_sched.rendering.values_in_words import (
    GLUE,
    UNDER,
    width_of,
    write_heading,
    write_phrase,
    write_spoken,
    write_words,
)

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

PORTRAIT, LANDSCAPE = 100, 150
"""Characters of the printed type, with the gaps between columns, that a line of upright or turned paper holds."""

_MARKS = {Tone.GOOD: "✓", Tone.MIXED: "!", Tone.BAD: "✕"}
_SEEN, _PRINTED = 26, 16
_SLACK = 2  # a bold capital is wider than the digit in which CSS counts


class Cells(NamedTuple):
    """A table as the template sees it.

    ``least``: of each column, the characters that it is never narrower than on a screen, where the table may scroll,
    and on paper, where it may not. ``held``: the first column stays in sight when the others scroll.
    """

    grid: Grid
    least: Sequence[tuple[int, int]]
    held: bool


class Lines(NamedTuple):
    """Sentences, each with those that stand under it (``- …``)."""

    title: str
    lines: Sequence[tuple[str, Sequence[str]]]
    sheet: bool = False


class Block(NamedTuple):
    """A block of the page: the macro of the template that lays it out, and what it is given; where contents lead to."""

    macro: str
    what: Any
    title: str = ""
    anchor: str = ""


def web_page(page: Page) -> str:
    """The page as HTML, complete and UTF-8, ending in a line feed."""
    blocks = [block for number, part in enumerate(page.tables) for block in _anchored(part, number, page.moving)]
    parts = list(flattened(page.tables))
    data = "" if page.moving is None else _embedded(page.moving)
    return _template().render(
        heading=write_heading(page),
        page=page,
        blocks=blocks,
        mark=_MARKS.get(page.tone, ""),
        turned=page.moving is None and any(_is_wide(part) for part in parts),
        pictured=any(isinstance(part, Picture | Monthly | Curve) for part in parts),
        data=data,
        policy=_policy(moves=bool(data)),
        curved=any(isinstance(part, Curve) for part in parts),
    )


def _embedded(moving: Moving) -> "Markup":
    """The days of a page that can be moved, as data; nothing where it cannot."""
    from markupsafe import Markup  # noqa: PLC0415 (comes with jinja2)

    from note_sched.rendering.moved import TONES, embedded  # noqa: PLC0415 (such pages alone need it)

    marks = [_MARKS[tone] for tone in TONES]
    return Markup(embedded(moving, marks) if moving.days else "")  # noqa: S704 (nothing in it ends a script)


def _policy(*, moves: bool) -> str:
    """What a page lets run: its own lines, told by their digests; nothing is fetched, sent or framed."""
    from base64 import b64encode  # noqa: PLC0415 (such pages alone need it)
    from hashlib import sha256  # noqa: PLC0415

    scripts = ["picture.js", *(["moving.js"] if moves else [])]
    texts = [(Path(__file__).parent / name).read_text(encoding="utf-8") for name in scripts]
    digests = [b64encode(sha256(f"\n{text}".encode()).digest()).decode() for text in texts]
    run = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; style-src 'unsafe-inline'; script-src {run}; base-uri 'none'; form-action 'none'"


@cache
def _template() -> "Template":
    """The template; every string in it is escaped, and a name that it does not know is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 (pages alone need it)

    here = FileSystemLoader(Path(__file__).parent)
    made = Environment(loader=here, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["words"] = lambda text: _marked(write_words(text))
    made.filters["phrase"] = lambda phrase: _marked(write_phrase(phrase))
    made.filters["cell"] = _marked
    made.filters["spoken"] = lambda phrase: _marked(write_spoken(phrase))
    made.filters["plain_phrase"] = lambda phrase: _isolated(write_phrase(phrase))
    made.filters["plain"] = write_words
    made.filters["drawn"] = _drawn
    made.keep_trailing_newline = True
    return made.get_template("page.html")


def _marked(written: str) -> "str | Markup":
    """Text whose days and clauses stay on one line, and whose words from right to left stay where they are."""
    if written.isascii() and "-" not in written and "(" not in written:
        return written
    from markupsafe import Markup, escape  # noqa: PLC0415 (comes with jinja2)

    forms = {WHOLE: Markup('<span class="whole">{}</span>'), APART: Markup("<bdi>{}</bdi>")}
    return Markup().join(forms[kind].format(text) if kind else escape(text) for kind, text in pieces(written))


def _isolated(written: str) -> str:
    """Text where no markup can stand, with words from right to left to themselves."""
    return "".join(
        f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if kind == APART else text
        for kind, text in pieces(written)
    ).replace(GLUE, " ")


def _anchored(part: Any, number: int, moving: Moving | None) -> Iterator[Block]:  # noqa: ANN401 (whatever a page holds)
    """The blocks of a part, the first of them a place that contents can lead to."""
    if moving is not None and part is moving.table:
        yield Block("notes", _notes(moving))
        return
    if isinstance(part, Fold):
        yield Block("fold", part._replace(parts=[block for each in part.parts for block in _blocks(each)]))
        return
    first, *rest = _blocks(part)
    yield first._replace(title=part.title, anchor=f"part-{number + 1}")
    yield from rest


def _blocks(part: Table | Section | Prose | Signing | Picture | Monthly | Curve) -> Iterator[Block]:
    """A block of the page as the template lays it out; a table that no paper holds also in its narrow form."""
    if isinstance(part, Section):
        yield Block("section", _lines(part))
    elif isinstance(part, Prose):
        yield Block("prose", part)
    elif isinstance(part, Signing):
        yield Block("signing", part)
    elif isinstance(part, Picture | Monthly | Curve):
        yield Block("picture", part)
    elif part.narrow and fitted(write_cells(part), LANDSCAPE) is None:
        yield Block("seen_table", _cells(part))
        yield from (Block("printed_table", _cells(form._replace(title=part.title))) for form in part.narrow)
    else:
        yield Block("table", _cells(part))


class Notes(NamedTuple):
    """Each Note, as the template sees it: those that stand otherwise than most, then the others, in a line and folded.

    ``ids``, ``other_ids``: of their Holders, by row; none of ``others`` where each is shown.
    """

    title: str
    cells: Cells
    ids: Sequence[str]
    others: Cells | None
    other_ids: Sequence[str]
    alike: Phrase
    moving: Moving


def _notes(moving: Moving) -> Notes:
    shown, table = moving.shown, moving.table
    if not shown.alike:
        return Notes(table.title, _cells(table._replace(title="")), moving.holders, None, (), "", moving)
    sides: list[tuple[Cells, list[str]]] = []
    for apart in (True, False):
        chosen = [at for at, each in enumerate(shown.apart) if each is apart]
        part = Table(table.columns, [shown.rows[at] for at in chosen], table.totals if apart else None)
        sides.append((_cells(part), [moving.holders[at] for at in chosen]))
    return Notes(table.title, *sides[0], *sides[1], shown.alike, moving)


def _lines(section: Section) -> Lines:
    lines: list[tuple[str, list[str]]] = []
    for line in map(write_phrase, section.lines):
        if line.startswith(UNDER) and lines:
            lines[-1][1].append(line.removeprefix(UNDER))
        else:
            lines.append((line, []))
    return Lines(section.title, lines, section.sheet)


def _drawn(part: Picture | Monthly | Curve) -> "Markup":
    from markupsafe import Markup  # noqa: PLC0415 (comes with jinja2)

    from note_sched.rendering.pictured import figure_of  # noqa: PLC0415 (pictures alone need it)

    return Markup(figure_of(part))  # noqa: S704 (escaped there)


def _is_wide(part: object) -> bool:
    return isinstance(part, Picture | Monthly | Curve) or (
        isinstance(part, Table) and fitted(write_cells(part), PORTRAIT) is None
    )


def _cells(table: Table) -> Cells:
    grid = write_cells(table)
    least = [_least(grid, at) for at in range(len(grid.headings))]
    return Cells(grid, least, held=bool(least) and least[0][0] <= _PRINTED)


def _least(grid: Grid, at: int) -> tuple[int, int]:
    """A text column keeps its words whole up to a limit, beyond which they are broken; figures and days are whole."""
    if not grid.wraps[at]:
        return 0, 0
    texts = [*grid.cells[at], *grid.headings[at].split(" "), "" if grid.totals is None else grid.totals[at]]
    words = {word for text in texts for word in text.split(" ")}
    return min(max(map(width_of, texts)) + _SLACK, _SEEN), min(max(map(width_of, words)) + _SLACK, _PRINTED)
