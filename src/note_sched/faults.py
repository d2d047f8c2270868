"""One shape for every complaint: where, what, what was expected, and how to mend it.

Faults are values. They are collected and reported all at once; layout belongs to ``rendering.excerpt``.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, Self


class Place(NamedTuple):
    """A position in a document; both counted from 1.

    A line below zero is no line of the file: -1 is the event of the first ``--add``, -2 that of the second. A
    ``FileLine`` is one of another file, which the document names.
    """

    line: int
    column: int


class FileLine(int):
    """A line of a file that a document names: a number that no other line has, behind all of the document's own.

    It is told as ``bank.csv:17``, by whatever writes it.

    >>> f"{FileLine.of(0, 'bank.csv', 17)}", FileLine.of(0, "bank.csv", 17) > 1_000_000
    ('bank.csv:17', True)

    Attributes:
        file: the file, as the document names it.
        number: its line there, counted from 1.
    """

    file: str
    number: int

    @classmethod
    def of(cls, place: int, file: str, number: int) -> "FileLine":
        """The line of a file; ``place``: which of the document's files it is, from 0."""
        line = cls((place + 1) * _MOST_LINES + number)
        line.file, line.number = file, number
        return line

    def __str__(self) -> str:
        return f"{self.file}:{self.number}"

    def __format__(self, how: str) -> str:
        return str(self)


_MOST_LINES = 100_000_000
"""Lines that no file has."""


class TypedEvent(str):
    """An event outside of the document that was typed elsewhere than behind ``--add``.

    Attributes:
        option: the option behind which it was typed; empty for an argument.
        typed: what was typed, if that is not all of it.
    """

    __slots__ = ("option", "typed")
    option: str
    typed: str

    def __new__(cls, written: str, option: str = "", typed: str = "") -> Self:
        """The event; it is read as ``written``, and cited as it was typed."""
        made = super().__new__(cls, written)
        made.option, made.typed = option, typed or written
        return made


def in_file_order(line: int) -> tuple[bool, int]:
    """The order of lines: those of the file, then the events of ``--add``.

    >>> sorted([-1, 7, -2, 3], key=in_file_order)
    [3, 7, -1, -2]
    """
    return line < 0, abs(line)


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
    """Something that a reader should know about a sound document: a warning, with the line and the day of its event.

    The line is 0, the day None where it is about the document; the line is below zero where the event is one of
    ``--add`` (``Place``).
    """

    code: str
    message: str
    line: int
    day: date | None = None

    @property
    def name(self) -> str:
        """How a document acknowledges it: ``void-notice@2009-06-22``."""
        return self.code if self.day is None else f"{self.code}@{self.day}"


class Faulty(Exception):
    """The document has faults; carries every one of them, in the order of the file.

    ``report`` is all of them as a person reads them, with excerpts, where whoever raised it had the text at hand;
    ``files`` are the texts of the files that the document names, by name.
    """

    def __init__(self, faults: "list[Fault]", report: str = "", files: Mapping[str, str] | None = None) -> None:
        self.faults = sorted(faults, key=lambda fault: (in_file_order(fault.place.line), fault.place.column))
        self.report = report
        self.files = files or {}
        super().__init__(faults, report)

    def __str__(self) -> str:
        return self.report or f"{len(self.faults)} fault(s)"


class Refusal(Exception):
    """The request cannot be met (exit 2): a wrong option, a day before the issue date, a file that is not there."""

    def __init__(self, what: str, hint: str = "") -> None:
        self.what = what
        self.hint = hint
        super().__init__(what, hint)

    def __str__(self) -> str:
        return self.what


def in_words(error: OSError) -> str:
    """What the system says is the matter; some errors have no words of the system's.

    >>> in_words(OSError(28, "No space left on device")), in_words(OSError("odd")), in_words(TimeoutError())
    ('No space left on device', 'odd', 'TimeoutError')
    """
    return error.strerror or str(error) or type(error).__name__
