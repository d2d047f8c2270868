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


def silence(stream: TextIO) -> None:
    """Let what is still in a stream's buffer go nowhere, instead of failing once more at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
