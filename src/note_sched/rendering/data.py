"""Machine outputs: csv and json, the same bytes on any day, in any locale and time zone."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

from note_sched.faults import FileLine
from note_sched.measure.accrual import PerDiem
from note_sched.measure.money import write_per_diem, write_sum, write_sums
from note_sched.pages.page import Column, Kind, Page, SingleRow, Table
from note_sched.pages.values import Mapped, Money, Said
from note_sched.rendering.values_in_words import write_words

_FORMULA = "=+-@"
"""With one of these a cell begins that a spreadsheet would not read but work out (OWASP, CSV injection)."""

_UNSEEN = "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
"""What json itself leaves as it is, and a terminal would obey; compiled where there is some."""


def _joined(words: Sequence[str]) -> str:
    return _text(";".join(words)) if words else ""


def _flag(value: bool | None) -> str:  # noqa: FBT001 (a cell's value, not an option)
    return "" if value is None else str(value).lower()


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def _text(value: str | None) -> str:
    r"""A cell of text, quoted where it must be (RFC 4180).

    Control characters and marks of direction are shown (``\x1b``), and what a spreadsheet would take for a formula has
    an apostrophe before it. No id, clause or sentence of ours is concerned, only names and other words of a document;
    json has them as they are.
    """
    if not value:
        return ""
    shown = write_words(value)
    if shown[0] in _FORMULA:
        shown = f"'{shown}"
    return '"' + shown.replace('"', '""') + '"' if "," in shown or '"' in shown else shown


def _phrase(value: Any) -> str:  # noqa: ANN401 (words, a day, or a sequence of them)
    """Words with days and sums among them, as machines read them."""
    if value is None or isinstance(value, str):
        return _text(value)
    parts = [value] if isinstance(value, date) else value
    if len(parts) == 1 and isinstance(parts[0], Money):
        return write_sum(parts[0])  # a figure, whatever its sign: no formula
    return _text("".join(map(str, map(plain, parts))))


_CSV: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: _text,
    Kind.MONEY: lambda cents: "" if cents is None else write_sum(cents),
    Kind.DATE: _day,
    Kind.FLAG: _flag,
    Kind.LIST: _joined,
    Kind.PER_DIEM: lambda per_diem: "" if per_diem is None else write_per_diem(per_diem),
    Kind.COUNT: lambda count: "" if count is None else str(count),
    Kind.PHRASE: _phrase,
    Kind.CHANGE: write_sum,
}


class CsvLines:
    """Turns rows into csv lines; the first line is the header.

    Column by column: on most days most columns hold one value for every Holder, and what does not was often written
    a day before (principal that nobody paid), or a column before (what was due and is paid).
    """

    def __init__(self, columns: Sequence[Column], write: Callable[[bytes], Any]) -> None:
        """``write`` takes bytes, a day's lines at a time."""
        self._columns = columns
        self._write = write
        self._written: dict[tuple[Any, ...], Sequence[str]] = {}
        write((",".join(column.name for column in columns) + "\n").encode())

    def rows(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows of values."""
        self.columns(list(zip(*rows, strict=True)))

    def columns(self, columns: Sequence[tuple[Any, ...]]) -> None:
        """Write rows of values that are kept by column."""
        if not columns or not columns[0]:
            return
        height = len(columns[0])
        cells: list[Sequence[str]] = []  # of a line, one behind the other; with what stands between them
        between = ""
        for column, values in zip(self._columns, columns, strict=True):
            first = values[0]
            if first == values[-1] and values.count(first) == height:
                between += f"{_CSV[column.kind](first)},"
            else:
                cells += (
                    ([between] * height, self._texts(column.kind, values))
                    if between
                    else (self._texts(column.kind, values),)
                )
                between = ","
        cells.append([f"{between[:-1]}\n"] * height)
        line = [""] * (height * len(cells))
        for place, texts in enumerate(cells):
            line[place :: len(cells)] = texts
        self._write("".join(line).encode())

    def _texts(self, kind: Kind, values: tuple[Any, ...]) -> Sequence[str]:
        """The cells of a column; of the last that were written, those that come again."""
        texts = self._written.pop(values, None) if kind is Kind.MONEY else None
        if texts is None:
            texts = _column(kind, values)
        if kind is Kind.MONEY:
            self._written[values] = texts
            if len(self._written) > _KEPT:
                del self._written[next(iter(self._written))]
        return texts


_KEPT = 512
"""Columns whose cells are kept: those of a day, where there are a hundred thousand Holders."""


def _column(kind: Kind, values: tuple[Any, ...]) -> Sequence[str]:
    if kind is Kind.MONEY:
        return _sums(values)
    if kind is Kind.TEXT and None not in values and _are_plain(values):
        return values
    return list(map(_CSV[kind], values))


def _sums(values: Sequence[int]) -> list[str]:
    try:
        return write_sums(values)
    except TypeError:  # a cell is empty: in long answers none ever is, and to look first costs a twentieth more
        return list(map(_CSV[Kind.MONEY], values))


_OF_IDS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._"
"""Characters of which a cell stands as it is, wherever in it they are."""


def _are_plain(values: Sequence[str]) -> bool:
    """Whether many cells of text can stand as they are; looked at together, for there may be millions."""
    together = "".join(values)
    if together.isascii() and not together.encode().translate(None, _OF_IDS):
        return True
    together = " ".join(["", *values])
    if '"' in together or "," in together or not together.isprintable():
        return False
    return not any(first in together and f" {first}" in together for first in _FORMULA)


def csv_page(page: Page) -> str:
    """The page's record as csv: UTF-8, LF, a header; lists joined by ``;``, true/false, null empty."""
    parts: list[bytes] = []
    CsvLines(page.record.columns, parts.append).rows(page.record.rows)
    return b"".join(parts).decode()


def shown(written: str) -> str:
    """Json with what a terminal would obey escaped."""
    if written.isascii() and "\x7f" not in written:
        return written
    return re.sub(_UNSEEN, lambda unseen: f"\\u{ord(unseen[0]):04x}", written)


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Rows as csv, as they come, a thousand at a time."""
    parts: list[bytes] = []
    lines = CsvLines(columns, parts.append)
    left = iter(rows)
    while some := list(islice(left, _AT_ONCE)):
        lines.rows(some)
        yield from parts
        parts.clear()
    yield from parts


def json_lines(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """Rows as json, an object a line, as they come."""
    for line in _objects(columns, rows):
        yield f"{line}\n".encode()


def json_list(
    head: Mapping[str, Any],
    name: str,
    table: tuple[Sequence[Column], Iterable[Sequence[Any]]],
    tail: Callable[[], Mapping[str, Any]],
) -> Iterator[bytes]:
    """An object of json with a list of many rows in it, as they come.

    Args:
        head: what stands before the list.
        name: the key of the list.
        table: its columns and rows.
        tail: what stands behind it, asked when all rows have gone by.
    """
    import json  # noqa: PLC0415 (as above)

    before = json.dumps(plain(head), ensure_ascii=False)[:-1]
    yield shown(f'{before}, "{name}": [').encode()
    mark = "\n"
    for line in _objects(*table):
        yield f"{mark}{line}".encode()
        mark = ",\n"
    yield shown(f"\n], {json.dumps(plain(tail()), ensure_ascii=False)[1:]}\n").encode()


def _objects(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    import json  # noqa: PLC0415 (as above)

    for row in rows:
        yield shown(json.dumps(_object(columns, row), ensure_ascii=False))


_AT_ONCE = 1_000


def plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 (whatever json can hold, one line a kind)
    """A value as the library's writer of json takes it."""
    if isinstance(value, Money):
        return write_sum(value)
    if isinstance(value, Said):
        return "".join(str(plain(part)) for part in value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PerDiem):
        return write_per_diem(value)
    if isinstance(value, FileLine):
        return str(value)
    if isinstance(value, Table):
        return [_object(value.columns, row) for row in value.rows]
    if isinstance(value, SingleRow):
        return _object(value.columns, value.row)
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | Mapped):
        return [plain(each) for each in value]
    return value


SUMS = frozenset({Kind.MONEY, Kind.CHANGE})
"""The kinds of column that hold cents."""


def _object(columns: Sequence[Column], row: Sequence[Any]) -> dict[str, Any]:
    return {
        column.name: write_sum(value) if column.kind in SUMS and value is not None else plain(value)
        for column, value in zip(columns, row, strict=True)
    }
