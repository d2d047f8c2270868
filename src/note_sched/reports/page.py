"""A page: what a report says, before anyone decides how it looks.

A report makes a ``Page``, a renderer turns a ``Page`` into text; so there are N reports and M formats, not N times M.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any, NamedTuple


class Kind(Enum):
    """What a column holds; the renderer knows how each is written."""

    TEXT = "text"
    MONEY = "cents"
    DATE = "a day"
    FLAG = "true or false"
    LIST = "a sequence of words"
    PER_DIEM = "cents as a fraction, shown to six decimals of a dollar"
    COUNT = "a whole number"


class Column(NamedTuple):
    """A column: its name in machine outputs, what it holds, and the heading that people see (None: not shown)."""

    name: str
    kind: Kind = Kind.TEXT
    heading: str | None = None


class Table(NamedTuple):
    """Rows of values in the order of ``columns``; ``totals`` is a last row for people, None where there is none."""

    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    totals: Sequence[Any] | None = None
    title: str = ""


class Record(NamedTuple):
    """A single row with its columns: one object by column name."""

    columns: Sequence[Column]
    row: Sequence[Any]


class Money(int):
    """Cents, told apart from other whole numbers where a value stands alone."""


class Line(NamedTuple):
    """A labelled line of a page's head: ``Next due: 2009-02-01 (Sunday)``."""

    label: str
    text: str


class Page(NamedTuple):
    """A report.

    ``headline``: the answer in one line, if the report has one. ``head``: labelled lines above the tables.
    ``tables``: what people see. ``notes``: lines below. ``record``: the table of csv. ``data``: the object of json;
    in it a ``Table`` is a list of objects by column name, a ``Record`` one of them.
    """

    data: Mapping[str, Any]
    record: Table
    tables: Sequence[Table] = ()
    head: Sequence[Line] = ()
    notes: Sequence[str] = ()
    headline: str = ""
