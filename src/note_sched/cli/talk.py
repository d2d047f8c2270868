"""What is said to stderr, which may be gone or full."""

import os
import sys
from io import TextIOWrapper
from typing import TextIO


class Talk(TextIOWrapper):
    """A stderr that may be gone, or full: what cannot be said there goes unsaid, and the answer is the same.

    Attributes:
        unheard: whether something was said that nobody can have heard.
    """

    unheard = False

    def write(self, said: str) -> int:
        """Write as much as can be written."""
        try:
            return super().write(said)
        except OSError:
            self._give_up()
            return len(said)

    def flush(self) -> None:
        """Write what is still in the buffer, if it can be written."""
        try:
            super().flush()
        except OSError:
            self._give_up()

    def _give_up(self) -> None:
        self.unheard = True
        silence(self)


def begin() -> None:
    """Make of stderr one that never fails; of a closed one (``2>&-``) one that goes nowhere."""
    if sys.stderr is None:
        sys.stderr = nowhere = Talk(open(os.devnull, "wb"), encoding="utf-8")  # noqa: SIM115 (open to the end)
        nowhere.unheard = True
        return
    before = sys.stderr
    sys.stderr = Talk(before.buffer, encoding=before.encoding, errors=before.errors, line_buffering=True)


def say(words: str, end: str = "\n") -> None:
    """Say it to stderr, at once; where there is none, nobody hears it."""
    if sys.stderr is not None:
        sys.stderr.write(words + end)
        sys.stderr.flush()


def columns_of_terminal() -> int:
    """How wide the terminal is."""
    from shutil import get_terminal_size  # noqa: PLC0415 (a terminal alone needs it)

    return get_terminal_size().columns


def for_eyes(said: str) -> str:
    """What is said to stderr, its sentences wrapped by words where that is a terminal; elsewhere a line stays a line.

    A figure, a day and a short piece of code stay whole; an excerpt of a document keeps its columns.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        return said
    import re  # noqa: PLC0415 (a terminal alone needs it)

    from note_sched.rendering.values_in_words import GLUE, wrap  # noqa: PLC0415 (as above)

    width = columns_of_terminal()
    excerpt, whole = re.compile(r" *\d* \|"), re.compile(r"`[^`]{1,40}`|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{4}-")
    lines = []
    for line in said.split("\n"):
        if len(line) <= width or excerpt.match(line):
            lines.append(line)
            continue
        first, *rest = wrap(whole.sub(lambda held: held[0].replace(" ", GLUE), line), width - _HANG)
        lines += [first, *(" " * _HANG + more for more in rest)]
    return "\n".join(lines).replace(GLUE, " ")


_HANG = 2
"""Columns by which the further lines of a sentence are set in."""


def silence(stream: TextIO) -> None:
    """Let what is still in a stream's buffer go nowhere, instead of failing once more at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
