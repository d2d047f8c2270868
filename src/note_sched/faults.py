"""One shape for every complaint: where, what, what was expected, and how to mend it.

Faults are values. They are collected and reported all at once; layout belongs to ``rendering.excerpt``.
"""

from typing import NamedTuple


class Place(NamedTuple):
    """A position in a document; both counted from 1."""

    line: int
    column: int


class Fault(NamedTuple):
    """Something that keeps a document from being understood (exit 2).

    ``length`` is the number of characters that the excerpt underlines, from ``place`` on.
    """

    place: Place
    what: str
    expected: str = ""
    hint: str = ""
    length: int = 1
    code: str = ""


class Caution(NamedTuple):
    """Something that a reader should know about a sound document: a warning, with the line of its event."""

    code: str
    message: str
    line: int


class Faulty(Exception):
    """The document has faults; carries every one of them, in the order of the file."""

    def __init__(self, faults: "list[Fault]") -> None:
        self.faults = sorted(faults, key=lambda fault: fault.place)
        super().__init__(f"{len(self.faults)} fault(s)")


class Refusal(Exception):
    """The request cannot be met (exit 2): a wrong option, a day before the issue date, a file that is not there."""

    def __init__(self, what: str, hint: str = "") -> None:
        self.what = what
        self.hint = hint
        super().__init__(what)
