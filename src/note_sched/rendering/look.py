"""A line of text and what it is, before anyone knows whether colours can be seen."""

from enum import Enum
from typing import NamedTuple

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


class Drawn(NamedTuple):
    """One line; its first ``label`` characters name what follows."""

    text: str
    look: Look = Look.PLAIN
    label: int = 0
