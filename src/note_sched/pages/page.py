"""A page: what a report says, before anyone decides how it looks.

A report makes a ``Page``, a renderer turns a ``Page`` into text; so there are N reports and M formats, not N times M.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from note_sched import record
from note_sched.pages.values import Phrase

if TYPE_CHECKING:
    from note_sched.pages.curve import Curve
    from note_sched.pages.month_sums import Monthly
    from note_sched.pages.picture import Picture


class Kind(Enum):
    """What a column holds; the renderer knows how each is written."""

    TEXT = "text"
    MONEY = "cents"
    DATE = "a day"
    FLAG = "true or false"
    LIST = "a sequence of words"
    PER_DIEM = "cents as a fraction, shown to six decimals of a dollar"
    COUNT = "a whole number"
    SHARE = "hundredths of a percent"
    PHRASE = "words, with days and sums among them"
    CHANGE = "cents, how many more or (below zero) fewer than before"


class Tone(Enum):
    """How good the news of a headline is; the words say it too."""

    PLAIN = "plain"
    GOOD = "good"
    MIXED = "mixed"
    BAD = "bad"


class Column(record.Record, frozen=True):
    """A column: its name in machine outputs, what it holds, and the heading that people see (None: not shown).

    ``tones``: how good the news of some of its texts is.
    """

    name: str
    kind: Kind = Kind.TEXT
    heading: str | None = None
    tones: Mapping[str, Tone] = {}


class Table(record.Record, frozen=True):
    """Rows of values in the order of ``columns``; ``totals`` is a last row for people, None where there is none.

    ``narrow``: the same facts in fewer columns, as one or several tables, for where this one is too wide.
    """

    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    totals: Sequence[Any] | None = None
    title: str = ""
    narrow: "Sequence[Table]" = ()


_SUMMED = (Kind.MONEY, Kind.SHARE)


def added_up(columns: Sequence[Column], rows: Iterable[Sequence[Any]], label: str = "TOTAL") -> tuple[Any, ...]:
    """A last row: ``label``, the sums of what is money or a share (a blank counts nothing), None for the rest.

    >>> day, due = Column("since", Kind.DATE), Column("due", Kind.MONEY)
    >>> added_up([Column("holder"), day, due], [("a", None, 5), ("b", None, 7)])
    ('TOTAL', None, 12)
    """
    rows = list(rows)
    sums = (sum(row[at] or 0 for row in rows) if each.kind in _SUMMED else None for at, each in enumerate(columns))
    return (label, *list(sums)[1:])


def only(table: Table, names: Sequence[str]) -> Table:
    """Some columns of a table, in the order of ``names``; those that it does not have are left out."""
    known = {column.name: at for at, column in enumerate(table.columns)}
    chosen = [known[name] for name in names if name in known]
    totals = [] if table.totals is None else [table.totals[at] for at in chosen]
    rows = [[row[at] for at in chosen] for row in table.rows]
    any_sum = any(total is not None for total in totals[1:])
    return Table([table.columns[at] for at in chosen], rows, totals if any_sum else None, table.title)


def narrowed(table: Table, *forms: Sequence[str]) -> Table:
    """A table that may be shown as several with these columns where it is too wide."""
    return table._replace(narrow=[only(table, names)._replace(title="") for names in forms])


class SingleRow(record.Record, frozen=True):
    """A single row with its columns: one object by column name."""

    columns: Sequence[Column]
    row: Sequence[Any]


class Line(record.Record, frozen=True):
    """A labelled line of a page's head: ``Next due`` and what is."""

    label: str
    text: Phrase


class Section(record.Record, frozen=True):
    """Sentences under a title, for what is better said than tabled.

    ``sheet``: whether on paper it begins a sheet, and this one and those after it are headed with its title.
    """

    title: str
    lines: Sequence[Phrase]
    sheet: bool = False


class Prose(record.Record, frozen=True):
    """Paragraphs, as a letter has them; ``boxed``: a legend that must not be overlooked."""

    paragraphs: Sequence[Phrase]
    title: str = ""
    boxed: bool = False


class Fold(record.Record, frozen=True):
    """Parts of a page that are shown when they are asked for, under a title; ``says``: in a line what is in them.

    ``open``: whether they are shown at once. ``printed``: whether on paper.
    """

    title: Phrase
    parts: "Sequence[Table | Section | Prose | Picture | Monthly]"
    says: Phrase = ""
    open: bool = False
    printed: bool = True


def flattened(parts: "Iterable[Table | Section | Prose | Signing | Fold | Picture | Monthly | Curve]") -> Iterator[Any]:
    """The parts of a page one after another, for what folds nothing."""
    for part in parts:
        if isinstance(part, Fold):
            yield from part.parts
        else:
            yield part


class Signing(record.Record, frozen=True):
    """Room to sign, under a title: for each party its name and what it confirms."""

    title: str
    parties: Sequence[tuple[str, Phrase]]


_Date = date  # inside the class below, `date` is the field


class DayAnswer(record.Record, frozen=True):
    """What a page says of a day.

    ``lines``: the lines of the head by their labels; what is not said that day has none. ``rows``: a row a Note, in
    the order of the Holders; ``apart``: of each, whether it stands otherwise than most. ``alike``: how most stand.
    ``change``: whether anything is otherwise than the day before, but for the interest of one day more.
    """

    date: _Date
    verdict: Phrase
    tone: Tone
    lines: Mapping[str, Phrase]
    rows: Sequence[Sequence[Any]]
    totals: Sequence[Any]
    apart: Sequence[bool]
    alike: Phrase
    change: bool


class Moving(record.Record, frozen=True):
    """Days one after another, and the one that the page shows at first.

    ``labels``: of the lines of the head, in their order. ``table``: the rows of the day shown, one of the page's parts.
    ``holders``: ids, in the order of the rows. ``why``: where there are no other days, why; else empty.
    """

    shown: DayAnswer
    days: Sequence[DayAnswer]
    labels: Sequence[str]
    table: Table
    holders: Sequence[str]
    why: Phrase = ""


class Page(record.Record, frozen=True):
    """A report.

    ``headline``: the answer in one line, if the report has one. ``head``: labelled lines above the tables.
    ``title``: what the paper is, where it is one (a statement, a letter), and ``subtitle`` whose and of when.
    ``contents``: whether it is long enough to be worth a list of its parts. ``moving``: what it says on other days.
    ``tables``: what people see, in its order. ``notes``: lines below. ``record``: the table of csv. ``data``: the
    object of json; in it a ``Table`` is a list of objects by column name, a ``SingleRow`` one of them.
    """

    data: Mapping[str, Any]
    record: Table
    tables: "Sequence[Table | Section | Prose | Signing | Fold | Picture | Monthly | Curve]" = ()
    head: Sequence[Line] = ()
    notes: Sequence[Phrase] = ()
    headline: Phrase = ""
    tone: Tone = Tone.PLAIN
    title: str = ""
    subtitle: Phrase = ""
    contents: bool = False
    moving: Moving | None = None
