"""A paragraph on paper: its lines broken as the words are spoken, then each turned as it is seen."""

from functools import cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from note_sched.pages.values import Phrase
from note_sched.rendering.direction import as_seen
from note_sched.rendering.fonts import BOLD, REGULAR, laid
from note_sched.rendering.values_in_words import write_phrase

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable

INK, SOFT, LINE, WASH, KEY = "#1b1f24", "#4b5563", "#c9ced6", "#f3f5f8", "#1f3a5f"


class Outlined:
    """What is listed where a reader of the file leafs through it, once: on the sheet where it first stands."""

    def __init__(self, title: str, level: int = 0) -> None:
        """``level``: under how many others."""
        self.title, self.level, self.stands = title, level, False


def paragraph(written: str, style: "ParagraphStyle", bullet: str | None = None) -> Any:  # noqa: ANN401 (no types there)
    """A text that ``fonts.laid`` has put into letters; what comes from a document is no markup."""
    return _kind()(escape(written), style, bulletText=bullet)


@cache
def _kind() -> Any:  # noqa: ANN401 (reportlab has no types)
    from reportlab.platypus import Paragraph  # noqa: PLC0415 (PDFs alone need it)

    class Spoken(Paragraph):  # type: ignore[misc] # as above
        """Turns its lines when it is drawn, not before: a part of it that goes onto the next sheet is broken anew."""

        outlined: Outlined | None = None
        role = "P"

        def draw(self) -> None:
            if self.outlined is not None and not self.outlined.stands:
                self.outlined.stands = True
                self.canv.outline(self.outlined, self.canv.absolutePosition(0, self.height)[1])
            spoken = self.blPara.lines
            if not self.blPara.kind:  # one style from its beginning to its end
                self.blPara.lines = [(room, as_seen(" ".join(words)).split(" ")) for room, words in spoken]
            try:
                with self.canv.tags.marked(self.canv, self.role):
                    super().draw()
            finally:
                self.blPara.lines = spoken

    return Spoken


def text(
    phrase: Phrase,
    *,
    bullet: str | None = None,
    size: float = 9.5,
    bold: bool = False,
    colour: str = INK,
    after: float = 0,
    **style: Any,  # noqa: ANN401
) -> Any:  # noqa: ANN401 (as above)
    """A paragraph of a page's words."""
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415 (PDFs alone need it)

    look = ParagraphStyle(
        "text",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * 1.35,
        textColor=colour,
        spaceAfter=after,
        bulletFontName=REGULAR,
        bulletFontSize=size,
        **style,
    )
    return paragraph(laid(write_phrase(phrase)), look, bullet)


def title(written: str, *, sheet: bool = False) -> "Flowable":
    """A title above a block, which it is not parted from; ``sheet``: of all that stands on a sheet."""
    made = text(written, size=14 if sheet else 10.5, bold=True, colour=KEY, after=4, keepWithNext=1)
    made.outlined, made.role = Outlined(written, 0 if sheet else 1), "H2"
    return made
