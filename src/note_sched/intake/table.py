"""A table as it was written: its rows of texts, each with its place in a text that a fault can show."""

from collections.abc import Collection, Sequence
from typing import NamedTuple


class ReadCell(NamedTuple):
    """What stands in a cell, without blanks around it, and where: characters from the start of the table's text."""

    written: str
    at: int


class ReadRow(NamedTuple):
    """A row that is not empty, and where it begins."""

    at: int
    cells: tuple[ReadCell, ...]

    def cell(self, place: int) -> ReadCell:
        """The cell of a column; an empty one where the row ends before."""
        return self.cells[place] if place < len(self.cells) else ReadCell("", self.at)


class ReadTable(NamedTuple):
    """A text, and the rows in it, the first of which names the columns."""

    text: str
    rows: tuple[ReadRow, ...]


class Unreadable(Exception):
    """A file that is no table: what is wrong, how to mend it, and where in its text, if it is one."""

    def __init__(self, what: str, hint: str, at: int = 0) -> None:
        self.what = what
        self.hint = hint
        self.at = at
        super().__init__(what, hint, at)


def titled(written: str) -> str:
    """A column's name as names are held against each other: whatever its case and its blanks.

    >>> titled("Holder  No.") == titled(" holder no.")
    True
    """
    return " ".join(written.casefold().split())


_MOST_ABOVE = 30
"""Rows above the one that names the columns: whose statement it is, from when to when."""


def header_at(rows: Sequence[ReadRow], *wanted: Collection[str]) -> int:
    """Which row names the columns: the first that has all names of one of ``wanted``; the first of all if none has.

    >>> rows = [ReadRow(0, (ReadCell("Account 12", 0),)), ReadRow(11, (ReadCell("Date", 11), ReadCell("To", 16)))]
    >>> header_at(rows, {"to", "date"}), header_at(rows, {"to", "amount"})
    (1, 0)
    """
    for place, row in enumerate(rows[:_MOST_ABOVE]):
        titles = {titled(cell.written) for cell in row.cells}
        if any(titles.issuperset(names) for names in wanted):
            return place
    return 0
