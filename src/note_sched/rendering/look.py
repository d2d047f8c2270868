"""A line of text and what it is, before anyone knows whether colours can be seen."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from note_sched.pages.page import Tone

PAGE_WIDTH = 100
"""Columns of running text where nothing else limits it."""


class Look(Enum):
    """What a line is, for those who see colours and weights; the words alone say it too."""

    PLAIN = "text"
    TITLE = "a title, the headings of a table"
    TOTAL = "the sums below a table"
    RULE = "a line of dashes"
    LABEL = "what names the rest of a line"
    GOOD = "good news"
    MIXED = "mixed news"
    BAD = "bad news"


TONES = {Tone.PLAIN: Look.TITLE, Tone.GOOD: Look.GOOD, Tone.MIXED: Look.MIXED, Tone.BAD: Look.BAD}
"""The look of news, good or bad."""


class Drawn(NamedTuple):
    """One line; its first ``label`` characters name what follows.

    ``marked``: parts of a plain line with a look of their own: first character, behind the last, which look.
    """

    text: str
    look: Look = Look.PLAIN
    label: int = 0
    marked: Sequence[tuple[int, int, Look]] = ()
