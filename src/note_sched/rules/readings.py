"""How every clause is read, in words for lawyers: ``readings.md``. ``clause`` prints it behind the Note's own words."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

NOTHING = "This program computes nothing from this clause."
"""What is said of a clause on which no figure, day or permission rests."""


@cache
def readings() -> Mapping[str, Sequence[str]]:
    """Paragraphs by the number of the clause, in the order of the Note.

    >>> readings()["4(c)"] == [NOTHING]
    True
    """
    written = files(__package__).joinpath("readings.md").read_text("utf-8")
    _, *parts = re.split(r"^## ", written, flags=re.MULTILINE)
    found = {}
    for part in parts:
        number, *paragraphs = part.strip().split("\n\n")
        found[number] = [" ".join(paragraph.split()) for paragraph in paragraphs]
    return found
