"""A paragraph on paper: its lines broken as the words are spoken, then each turned as it is seen."""

from functools import cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from note_sched.rendering.direction import as_seen

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Flowable


def paragraph(written: str, style: "ParagraphStyle", bullet: str | None = None) -> "Flowable":
    """A text that ``fonts.laid`` has put into letters; what comes from a document is no markup."""
    return _kind()(escape(written), style, bulletText=bullet)


@cache
def _kind() -> Any:  # noqa: ANN401 (reportlab has no types)
    from reportlab.platypus import Paragraph  # noqa: PLC0415 (PDFs alone need it)

    class Spoken(Paragraph):  # type: ignore[misc] # as above
        """Turns its lines when it is drawn, not before: a part of it that goes onto the next sheet is broken anew."""

        def draw(self) -> None:
            spoken = self.blPara.lines
            if not self.blPara.kind:  # one style from its beginning to its end
                self.blPara.lines = [(room, [as_seen(" ".join(words))]) for room, words in spoken]
            try:
                super().draw()
            finally:
                self.blPara.lines = spoken

    return Spoken
