"""A page as PDF: the same blocks as everywhere, on US Letter, the paper of the Note's own country.

Bytes are equal on every run and machine: reportlab's invariant mode (no clock, no random id), our own type embedded,
and nothing compressed, for two builds of zlib need not pack alike.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import accumulate, takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from note_sched.faults import Refusal
from note_sched.pages.curve import Curve
from note_sched.pages.month_sums import Monthly
from note_sched.pages.page import Fold, Line, Page, Prose, Section, Signing, Table, Tone, flattened
from note_sched.pages.picture import Picture
from note_sched.rendering.fonts import REGULAR, keep_to_itself, lacking, legible, type_case, width_in
from note_sched.rendering.letters import SQUARE
from note_sched.rendering.paper_signing import signed
from note_sched.rendering.paper_tables import is_cut, laid_out, set_table, settings
from note_sched.rendering.paragraphs import KEY, LINE, SOFT, WASH, Outlined, text, title
from note_sched.rendering.tagging import Tags, beside_the_text, set_boxes
from note_sched.rendering.values_in_words import GLUE, UNDER, write_heading, write_phrase, write_spoken, write_words

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

SHORT, LONG = 612.0, 792.0
"""US Letter, in points."""

MARGIN, FOOT = 50.0, 54.0

_FEW = 8
"""Rows that a table may have to be kept on one sheet, where a sheet holds it."""

_TALLEST_BOX = 420.0
"""Points that a box may be high to be kept on one sheet, at the price of an empty foot of the one before."""

_SMALL = 8.0  # points of the type of notes and of running heads

_TONES = {
    Tone.PLAIN: (KEY, WASH),
    Tone.GOOD: ("#14532d", "#edf7f0"),
    Tone.MIXED: ("#6b3e00", "#fdf5e3"),
    Tone.BAD: ("#8b1a1a", "#fcefee"),
}

_STROKES: dict[Tone, list[tuple[float, float, float, float]]] = {
    Tone.PLAIN: [],
    Tone.GOOD: [(0, 4, 3, 1), (3, 1, 9, 9)],
    Tone.MIXED: [(4, 9, 4, 4), (4, 1, 4, 1.1)],
    Tone.BAD: [(0.5, 0.5, 8.5, 8.5), (0.5, 8.5, 8.5, 0.5)],
}
"""The mark of each tone: lines from a point to another."""


def need_reportlab() -> None:
    """Load what writes PDFs.

    Raises:
        Refusal: it is not installed.
    """
    keep_to_itself()
    try:
        import reportlab.platypus  # noqa: F401, PLC0415 (as below)
    except ImportError:
        raise Refusal("a PDF needs reportlab, which is not installed", "pip install 'note-sched[pdf]'") from None


class Paper(NamedTuple):
    """A paper: its bytes, and the texts with letters that no font has."""

    pdf: bytes
    lacking: Sequence[str]


def paper_page(page: Page) -> bytes:
    """The page as PDF, in the fonts at hand.

    Raises:
        Refusal: reportlab is not installed.
    """
    return paper_in(page).pdf


def paper_in(page: Page, fonts: Sequence[str] = ()) -> Paper:
    """The page as PDF.

    Args:
        page: the page.
        fonts: files of fonts that come before those of the system, for letters that the type lacks.

    Raises:
        Refusal: reportlab is not installed; or a font cannot be used.
    """
    need_reportlab()
    with type_case(fonts):
        found = lacking(page)
        if found:
            page = page._replace(notes=[*page.notes, *(_squares(text, letters) for text, letters in found.items())])
        return Paper(_set(page), list(found))


def _squares(text: str, letters: str) -> str:
    """What squares stand for."""
    numbers = " ".join(f"U+{ord(letter):04X}" for letter in letters)
    return f"{SQUARE} stands where no font at hand has a letter: in \u201c{text}\u201d {numbers}."


def _set(page: Page) -> bytes:
    from reportlab import platypus  # noqa: PLC0415 (PDFs alone need it)

    width, height = _sheet(page)
    paper = BytesIO()
    inside = (MARGIN, FOOT, width - 2 * MARGIN, height - MARGIN - FOOT)
    frame = platypus.Frame(*inside, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    laid = platypus.BaseDocTemplate(
        paper,
        pageTemplates=[platypus.PageTemplate(frames=[frame])],
        pagesize=(width, height),
        title=" · ".join(_told(page)),
        author="note-sched",
        creator="note-sched",
        lang="en",
        displayDocTitle=1,
        invariant=1,
        pageCompression=0,
        initialFontName=REGULAR,
    )
    with _at_no_time():
        laid.build(list(_blocks(page, width - 2 * MARGIN)), canvasmaker=_numbered(_running(page)))
    return paper.getvalue()


@contextmanager
def _at_no_time() -> Iterator[None]:
    """Without ``SOURCE_DATE_EPOCH``, which would date even an invariant file: it says when a program was built."""
    epoch = os.environ.pop("SOURCE_DATE_EPOCH", None)
    try:
        yield
    finally:
        if epoch is not None:
            os.environ["SOURCE_DATE_EPOCH"] = epoch


def _sheet(page: Page) -> tuple[float, float]:
    """Upright if every table fits, turned if every table fits then."""
    tables = [part for part in flattened(page.tables) if isinstance(part, Table)]
    for width, height in ((SHORT, LONG), (LONG, SHORT)):
        if all(set_table(table, width - 2 * MARGIN) is not None for table in tables):
            return width, height
    return SHORT, LONG


def _blocks(page: Page, width: float) -> "Iterator[Flowable]":
    from reportlab import platypus  # noqa: PLC0415 (PDFs alone need it)

    if page.title:
        heading = text(page.title, size=17, bold=True, colour=KEY, after=2)
        heading.role = "H1"
        yield heading
    if page.subtitle:
        yield text(page.subtitle, size=11, colour=SOFT, after=6)
    if page.headline:
        yield from _headline(page, width)
    if page.head:
        yield _head(page.head, width)
    gap = 14
    for part in _parts(page):
        if isinstance(part, Section) and part.sheet:
            gap = 9  # as far as it can be, on one sheet
        else:
            yield platypus.Spacer(1, gap)
        yield from _block(part, width)
    if page.notes:
        yield platypus.Spacer(1, 14)
        yield from (text(note, size=_SMALL, colour=SOFT, after=2) for note in page.notes)


def _parts(page: Page) -> "Iterator[Any]":
    """The parts that are printed, those that a screen folds after their title."""
    for part in page.tables:
        if isinstance(part, Fold):
            yield from part.parts if part.printed else ()
        else:
            yield part


def _block(part: object, width: float) -> "Iterator[Flowable]":
    from reportlab import platypus  # noqa: PLC0415 (PDFs alone need it)

    if isinstance(part, Section):
        yield from _section(part)
    elif isinstance(part, Prose):
        yield from _prose(part, width)
    elif isinstance(part, Signing):
        yield title(part.title)
        yield signed(part, width)
    elif isinstance(part, Picture | Monthly | Curve):
        from note_sched.rendering.pdf_picture import drawn  # noqa: PLC0415 (few papers have any)

        yield title(write_spoken(part.finding) or part.title)
        yield from drawn(part, width)
    elif isinstance(part, Table):
        for at, setting in enumerate(settings(part, width)):
            if at:
                yield platypus.Spacer(1, 8)
            table = laid_out(setting)
            yield platypus.KeepTogether([table]) if len(list(setting.grid.rows())) <= _FEW else table


def _headline(page: Page, width: float) -> "Iterator[Flowable]":
    """The answer beside a mark, with a bar at its left: the words say it, the mark says it again, the colour too."""
    from reportlab import platypus  # noqa: PLC0415 (PDFs alone need it)

    colour, wash = _TONES[page.tone]
    words = text(page.headline, size=12, bold=True, colour=colour)
    yield set_boxes(
        [[_mark(page.tone, colour), words]],
        colWidths=[22, width - 22],
        splitInRow=is_cut([words], width - 22),
        style=[
            ("FONT", (0, 0), (-1, -1), REGULAR),
            ("BACKGROUND", (0, 0), (-1, -1), wash),
            ("LINEBEFORE", (0, 0), (0, -1), 4, colour, "butt"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, -1), 10),
            ("LEFTPADDING", (1, 0), (1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ],
    )
    yield platypus.Spacer(1, 8)


def _mark(tone: Tone, colour: str) -> "Flowable":
    """A tick, an exclamation mark or a cross, drawn: the type has none."""
    from reportlab.platypus import Flowable  # noqa: PLC0415

    class Glyph(Flowable):  # type: ignore[misc] # reportlab has no types
        """Strokes in a field of 9 by 12 points."""

        def wrap(self, *_: float) -> tuple[float, float]:
            return 9, 12

        def draw(self) -> None:
            with beside_the_text(self.canv):
                self.canv.setStrokeColor(colour)
                self.canv.setLineWidth(1.8)
                self.canv.setLineCap(1)  # round
                self.canv.lines(_STROKES[tone])

    return Glyph()


def _head(lines: Sequence[Line], width: float) -> "Flowable":

    label = min(max(width_in(legible(write_words(line.label)), 9.5) for line in lines) + 16, width / 3)
    rows = [
        [
            text(line.label.strip(), colour=SOFT, leftIndent=8 if line.label.startswith(" ") else 0),
            text(line.text),
        ]
        for line in lines
    ]
    return set_boxes(
        rows,
        colWidths=[label, width - label],
        splitInRow=is_cut([each for row in rows for each in row], label),
        style=[
            ("FONT", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0.5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
            ("LINEBELOW", (0, -1), (-1, -1), 0.9, KEY),
        ],
    )


def _section(section: Section) -> "Iterator[Flowable]":
    from reportlab import platypus  # noqa: PLC0415 (PDFs alone need it)

    if section.sheet:
        yield platypus.PageBreak()
    yield title(section.title, sheet=section.sheet)
    for line in map(write_phrase, section.lines):
        under = line.startswith(UNDER)
        yield text(line.removeprefix(UNDER), after=2, leftIndent=12 if under else 0, bullet="•" if under else None)


def _prose(prose: Prose, width: float) -> "Iterator[Flowable]":
    from reportlab import platypus  # noqa: PLC0415 (PDFs alone need it)

    if not prose.boxed:
        if prose.title:
            yield title(prose.title)
        yield from (text(paragraph, after=6) for paragraph in prose.paragraphs)
        return
    above = [title(prose.title)] if prose.title else []
    inside = [*above, *map(text, prose.paragraphs)]
    cut = is_cut(inside, width - 18)
    box = set_boxes(
        [[each] for each in inside],
        colWidths=[width],
        splitInRow=cut,
        style=[
            ("FONT", (0, 0), (-1, -1), REGULAR),
            ("BOX", (0, 0), (-1, -1), 1.2, KEY),
            ("BACKGROUND", (0, 0), (-1, -1), WASH),
            ("LEFTPADDING", (0, 0), (-1, -1), 9),
            ("RIGHTPADDING", (0, 0), (-1, -1), 9),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
        ],
    )
    yield box if cut or box.wrap(width, LONG)[1] > _TALLEST_BOX else platypus.KeepTogether([box])


def _numbered(heading: str) -> type:
    """A canvas that writes the running head and ``page 1 of n`` when it knows how many there are."""
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    class Numbered(Canvas):  # type: ignore[misc] # reportlab has no types
        """Keeps its pages until the last is drawn."""

        def __init__(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 (handed on)
            super().__init__(*arguments, **options)
            self._kept: list[dict[str, Any]] = []
            self._outlined: list[tuple[Outlined, int, float]] = []
            self.tags = Tags()

        @property
        def sheet(self) -> int:
            """The number of the sheet that is being drawn."""
            return len(self._kept) + 1

        def outline(self, outlined: Outlined, top: float) -> None:
            """List a part as standing on this sheet."""
            self._outlined.append((outlined, self.sheet, top))

        def showPage(self) -> None:  # noqa: N802 (reportlab's name)
            self._kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, kept in enumerate(self._kept, 1):
                self.__dict__.update(kept)
                with beside_the_text(self):
                    _number(self, _headed(heading, self._outlined, number), number, len(self._kept))
                for at, (outlined, sheet, top) in enumerate(self._outlined):
                    if sheet == number:
                        self.bookmarkPage(f"part-{at}", fit="XYZ", top=top)
                        self.addOutlineEntry(write_words(outlined.title), f"part-{at}", _level(self._outlined, at))
                super().showPage()
            if self._outlined and len(self._kept) > 1:
                self.showOutline()
            self.tags.write(self._doc)
            super().save()

    return Numbered


def _headed(heading: str, outlined: Sequence[tuple[Outlined, int, float]], number: int) -> str:
    """The running head of a sheet: what it is a sheet of, where the paper has such, and what every sheet is of."""
    own = [each.title for each, sheet, _ in outlined if not each.level and sheet <= number]
    return f"{legible(write_words(own[-1]))} · {heading}" if own else heading


def _level(outlined: Sequence[tuple[Outlined, int, float]], at: int) -> int:
    """Under how many others a part is listed: none where there is nothing of a higher level before it."""
    return min(outlined[at][0].level, int(any(not each.level for each, *_ in outlined[:at])))


def _number(canvas: Any, heading: str, number: int, count: int) -> None:  # noqa: ANN401
    width, height = canvas._pagesize  # noqa: SLF001 (no other way to it)
    canvas.setFont(REGULAR, _SMALL)
    canvas.setFillColor(SOFT)
    canvas.drawRightString(width - MARGIN, FOOT / 2, f"page {number} of {count}")
    if number > 1:
        canvas.setStrokeColor(LINE)
        canvas.line(MARGIN, height - 38, width - MARGIN, height - 38)
        canvas.drawString(MARGIN, height - 33, _on_one_line(heading, width - 2 * MARGIN))


def _running(page: Page) -> str:
    """What every later sheet is headed with: sheets of sixty statements that fell to the floor find back."""
    return legible(" · ".join(_told(page)))


def _told(page: Page) -> list[str]:
    """What the paper is, and whose and of when."""
    told = (write_heading(page), write_phrase(page.subtitle))
    return [words.replace(GLUE, " ") for words in told if words]


def _on_one_line(heading: str, width: float) -> str:
    """The running head: as much of it as a line holds, by whole words; all of it stands on the first page."""
    if width_in(heading, _SMALL) <= width:
        return heading
    reached = accumulate(width_in(letter, _SMALL) for letter in heading)
    kept = heading[: sum(1 for _ in takewhile(lambda used: used <= width - 2 * _SMALL, reached))]
    return f"{kept.rpartition(' ')[0] or kept} …"
