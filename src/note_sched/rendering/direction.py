"""Names that are written from right to left, among words that are not.

Where Hebrew or Arabic stands beside a sum, the rules of direction would carry the sum to its other side (``100.00``
after a name is shown before it). So each run of such words is kept apart: in HTML by ``<bdi>``, in a PDF, where nothing
turns letters round, by turning them here. A run ends where a figure, a Latin word or a bracket begins.
"""

import re
import unicodedata

_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
RUNS = re.compile(rf"([{_LETTERS}]+(?:[^\w()<>[\]{{}}{_LETTERS}]+[{_LETTERS}]+)*)")
"""A run of words from right to left, with what stands between them; ``split`` gives the runs at odd places."""


def as_seen(written: str) -> str:
    """Text with its runs turned round: the letters in the order in which they stand on paper, from the left.

    >>> as_seen("to \u05d0\u05d1 \u05d2\u05d3 (\u05d4) 100.00") == "to \u05d3\u05d2 \u05d1\u05d0 (\u05d4) 100.00"
    True
    """
    return RUNS.sub(lambda run: _turned(run[0]), written)


def _turned(run: str) -> str:
    """Backwards, an accent still behind the letter on which it stands."""
    letters: list[str] = []
    for character in run:
        if letters and unicodedata.combining(character):
            letters[-1] += character
        else:
            letters.append(character)
    return "".join(reversed(letters))
