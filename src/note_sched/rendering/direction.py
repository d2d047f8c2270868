"""Names that are written from right to left, among words that are not.

Where Hebrew or Arabic stands beside a sum, the rules of direction would carry the sum to its other side (``100.00``
after a name is shown before it). So each run of such words is kept apart: in HTML by ``<bdi>``, in a PDF, where nothing
turns letters round, by turning them here. A run ends where a figure, a Latin word or a bracket begins.
"""

import re

_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe"
_JOINERS = "\u200c\u200d"
RUNS = re.compile(rf"([{_LETTERS}]+(?:[^\w()<>[\]{{}}{_LETTERS}]+[{_LETTERS}]+)*)")
"""A run of words from right to left, with what stands between them; ``split`` gives the runs at odd places."""

WORDS = re.compile(rf"([{_LETTERS}{_JOINERS}]+)")
"""The words of a run; ``split`` gives them at odd places."""

FIGURES = re.compile("([\u0660-\u0669\u06f0-\u06f9]+)")
"""Figures of a word, which are written from the left all the same."""

RIGHT, RIGHT_LAST = 0xF100, 0xF8FF
"""Numbers that mean nothing in Unicode: here, glyphs of words from right to left."""

_SET = f"\u0590-\u05ff\ufb1d-\ufb4f{chr(RIGHT)}-{chr(RIGHT_LAST)}"
_LEFT = f"\ue000-{chr(RIGHT - 1)}\u25a1"
_SET_RUNS = re.compile(rf"[{_SET}]+(?:[^\w()<>[\]{{}}{_SET}{_LEFT}]+[{_SET}]+)+")
_SET_WORDS = re.compile(rf"([{_SET}]+)")


def as_seen(line: str) -> str:
    """A line whose words have their letters in the order in which they are seen, with those words in that order, too.

    >>> as_seen("to \u05d1\u05d0 \u05d3\u05d2 (\u05d4) 100.00") == "to \u05d3\u05d2 \u05d1\u05d0 (\u05d4) 100.00"
    True
    """
    if line.isascii():
        return line
    return _SET_RUNS.sub(lambda run: "".join(reversed(_SET_WORDS.split(run[0]))), line)
