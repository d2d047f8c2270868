"""The tree of what was written: texts, and containers that carry the positions of their parts.

A position is a number of characters from the start of the text: one small integer per scalar. Lines and columns are
worked out when a fault, or an event, needs them.
"""

from bisect import bisect_right
from typing import Union

from note_sched.document import text as texts
from note_sched.document.slips import Slip
from note_sched.faults import Fault, FileLine, Place

Node = Union[str, "Mapping", "Sequence"]


class Mapping(dict[str, Node]):
    """Keys and values as written. ``at`` holds the positions of key, value, key, value, … in their order."""

    __slots__ = ("at", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.at: list[int] = []

    def key_at(self, key: str) -> int:
        """Position of a key that is there."""
        return self.at[2 * list(self).index(key)]

    def value_at(self, key: str) -> int:
        """Position of the value of a key that is there."""
        return self.at[2 * list(self).index(key) + 1]

    def positions(self) -> dict[str, tuple[int, int]]:
        """Positions of key and value by key: for those who ask for many."""
        return dict(zip(self, zip(self.at[::2], self.at[1::2], strict=True), strict=True))

    def drop(self, key: str) -> None:
        """Take a pair out, with its positions, if it is there."""
        if key in self:
            first = 2 * list(self).index(key)
            del self.at[first : first + 2]
            del self[key]

    def twin(self) -> "Mapping":
        """The same, with all that is in it, to be changed by itself."""
        other = Mapping(self.start)
        other.at = self.at[:]
        other.update((key, each if isinstance(each, str) else each.twin()) for key, each in self.items())
        return other


class Sequence(list[Node]):
    """Items as written; ``at`` holds the position of each."""

    __slots__ = ("at", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.at: list[int] = []

    def twin(self) -> "Sequence":
        """The same, with all that is in it, to be changed by itself."""
        other = Sequence(self.start)
        other.at = self.at[:]
        other.extend(each if isinstance(each, str) else each.twin() for each in self)
        return other


class Attached:
    """The text of a file that the document names, and where it begins in the whole text."""

    def __init__(self, name: str, text: str, start: int) -> None:
        self.name = name
        self.text = text
        self.start = start
        self.line_starts = texts.line_starts(text)


class Source:
    """A text with its tree, and the way from a position to a place.

    Attributes:
        text: the whole file, decoded, without a byte order mark.
        root: the top mapping; empty where nothing could be read.
        faults: what is wrong with the file as YAML.
        broken: by ``id()``, the containers that a syntax error cut short: what they lack may still be written.
        added: where the texts of ``--add`` begin, which stand behind the file in ``text``.
        attached: the files that the document names, whose texts stand behind all others.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = Mapping(0)
        self.faults: list[Fault] = []
        self.broken: dict[int, Node] = {}
        self.added: list[int] = []
        self.attached: list[Attached] = []
        self._line_starts: list[int] = []

    def twin(self) -> "Source":
        """The same file, whole and nothing added to it yet, once more: what is added there leaves no trace here."""
        if not self._line_starts:
            self._line_starts = texts.line_starts(self.text)  # once for all twins
        other = Source(self.text)
        other.root, other.faults, other._line_starts = self.root.twin(), list(self.faults), self._line_starts
        return other

    @property
    def is_whole(self) -> bool:
        """Whether the file could be read to its end; what is broken in an ``--add`` does not count."""
        return all(isinstance(node, str) or not self.is_own(node.start) for node in self.broken.values())

    def is_own(self, position: int) -> bool:
        """Whether a position lies in the document itself: neither in an ``--add`` nor in a file that it names."""
        first = self.added[0] if self.added else self.attached[0].start if self.attached else len(self.text) + 1
        return position < first

    def line(self, position: int) -> int:
        """The line of a position, counted from 1; below zero in the text of an ``--add`` (``faults.Place``).

        In a file that the document names, a ``FileLine``.
        """
        if self.attached and position >= self.attached[0].start:
            return self._line_of_file(position)[0]
        if self.added and position >= self.added[0]:
            return -bisect_right(self.added, position)
        if not self._line_starts:
            self._line_starts = texts.line_starts(self.text)
        return bisect_right(self._line_starts, position)

    def place(self, position: int) -> Place:
        """Line and column of a position."""
        if self.attached and position >= self.attached[0].start:
            return Place(*self._line_of_file(position))
        line = self.line(position)
        start = self._line_starts[line - 1] if line > 0 else self.added[-line - 1]
        return Place(line, position - start + 1)

    def _line_of_file(self, position: int) -> tuple[FileLine, int]:
        at = bisect_right(self.attached, position, key=lambda each: each.start) - 1
        file = self.attached[at]
        line = bisect_right(file.line_starts, position - file.start)
        return FileLine.of(at, file.name, line), position - file.start - file.line_starts[line - 1] + 1

    def attach(self, name: str, text: str) -> Attached:
        """Put the text of a file that the document names behind all others."""
        self.attached.append(Attached(name, text, len(self.text) + 1))
        self.text += f"\n{text}"
        return self.attached[-1]

    def append(self, written: str) -> int:
        """Put the text of an ``--add`` behind the file; the position at which it begins."""
        cleaned, faults = texts.decode_option(written, -len(self.added) - 1)
        self.added.append(len(self.text) + 1)
        self.text += f"\n{cleaned}"
        self.faults += faults
        return self.added[-1]

    def written_length(self, position: int, value: Node = "") -> int:
        """How many characters the node at ``position`` takes on its line, for the excerpt's underline."""
        return texts.written_length(self.text, position, value if isinstance(value, str) else "")

    def complain(self, position: int, slip: Slip, length: int = 0) -> None:
        """Add a fault of the YAML itself."""
        length = length or self.written_length(position)
        self.faults.append(Fault(self.place(position), slip.what, slip.expected, slip.hint, length, slip.code))
