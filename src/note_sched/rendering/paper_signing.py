"""Room to sign on paper: a block for each party, two beside each other, none of them parted by the end of a sheet."""

from typing import TYPE_CHECKING

from note_sched.pages.page import Signing
from note_sched.pages.values import Phrase
from note_sched.rendering.fonts import REGULAR
from note_sched.rendering.paper_tables import is_cut
from note_sched.rendering.paragraphs import SOFT, text
from note_sched.rendering.tagging import set_boxes
from note_sched.rendering.values_in_words import SIGNED

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_MM = 72 / 25.4
_ROOMS = (15 * _MM, *[8 * _MM] * (len(SIGNED) - 1))
"""How high the lines to be written on are: the first leaves a hand 14 mm under what it confirms."""

_GAP, _LABEL = 24.0, 32.0


def signed(part: Signing, width: float) -> "Flowable":
    """The blocks, in rows of two where there are two."""
    wide = (width - _GAP) / 2
    blocks = [_block(party, confirms, wide) for party, confirms in part.parties]
    rows = [[*blocks[at : at + 2], *[""] * (2 - len(blocks[at : at + 2]))] for at in range(0, len(blocks), 2)]
    said = [each for block in blocks for each in block[:2]]
    return set_boxes(
        [[row[0], "", row[1]] for row in rows],
        colWidths=[wide, _GAP, wide],
        hAlign="LEFT",
        splitInRow=is_cut(said, wide),
        style=[
            ("FONT", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 12),
        ],
    )


def _block(party: str, confirms: Phrase, width: float) -> "list[Flowable]":

    lines = set_boxes(
        [[text(label, size=8, colour=SOFT), ""] for label in SIGNED],
        colWidths=[_LABEL, width - _LABEL],
        rowHeights=_ROOMS,
        hAlign="LEFT",
        style=[
            ("FONT", (0, 0), (-1, -1), REGULAR),
            ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
            ("LINEBELOW", (1, 0), (1, -1), 0.6, SOFT),
        ],
    )
    return [text(party, size=9, bold=True, after=1), text(confirms, size=8.5), lines]
