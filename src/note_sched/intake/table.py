"""A table as it was written: its rows of texts, each with its place in a text that a fault can show."""

from typing import NamedTuple


class Cell(NamedTuple):
    """What stands in a cell, without blanks around it, and where: characters from the start of the table's text."""

    written: str
    at: int


class Row(NamedTuple):
    """A row that is not empty, and where it begins."""

    at: int
    cells: tuple[Cell, ...]

    def cell(self, place: int) -> Cell:
        """The cell of a column; an empty one where the row ends before."""
        return self.cells[place] if place < len(self.cells) else Cell("", self.at)


class Table(NamedTuple):
    """A text, and the rows in it, the first of which names the columns."""

    text: str
    rows: tuple[Row, ...]


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
