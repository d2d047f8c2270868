"""A page's data as json, lines indented by a letter a level: what the library writes with ``indent=1``, in less time.

The library's writer in C indents nothing, and the one that does takes a call for each value and each comma.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from note_sched.faults import FileLine
from note_sched.measure.accrual import PerDiem
from note_sched.measure.money import write_sum
from note_sched.pages.page import Column, Page, SingleRow, Table
from note_sched.pages.values import Mapped, Money, Said
from note_sched.rendering.data import SUMS, plain, shown


def json_page(page: Page) -> str:
    """The page's data as json; money as plain decimal strings, dates ISO."""
    return "".join(json_pieces(page))


def json_pieces(page: Page) -> Iterator[str]:
    """As ``json_page``, item by item of the lists of its object: of ten thousand Holders it is a hundred megabytes."""
    text = _Indented()
    mark = "{"
    for key, value in page.data.items():
        yield f"{mark}\n {text.of(key, '')}: "
        mark = ","
        items = text.items(value, "\n  ")
        if items is None:
            yield shown(text.of(value, "\n "))
            continue
        before = "[\n  "
        for item in items:
            yield shown(f"{before}{item}")
            before = ",\n  "
        yield "[]" if before == "[\n  " else "\n ]"
    yield "\n}\n"


class _Indented:
    """Values as they stand on a line that begins with a margin: a line feed, and as many blanks as levels."""

    def __init__(self) -> None:
        from json import dumps  # noqa: PLC0415 (json alone needs it)
        from json.encoder import encode_basestring  # noqa: PLC0415 (as above)

        self._dumps, self._quoted = dumps, encode_basestring

    def of(self, value: Any, margin: str) -> str:  # noqa: ANN401, PLR0911 (as ``plain``)
        """A value."""
        if isinstance(value, str):
            return self._quoted(value)
        if value is None:
            return "null"
        if isinstance(value, Money | Said | date | PerDiem | FileLine):
            return self._quoted(plain(value))
        if isinstance(value, SingleRow):
            return next(self._rows(value.columns, [value.row], margin))
        if isinstance(value, Mapping):
            within = f"{margin} "
            members = [f"{self._quoted(str(key))}: {self.of(each, within)}" for key, each in value.items()]
            return f"{{{within}{f',{within}'.join(members)}{margin}}}" if members else "{}"
        items = self.items(value, f"{margin} ")
        if items is None:
            return self._dumps(value, ensure_ascii=False)
        text = f",{margin} ".join(items)
        return f"[{margin} {text}{margin}]" if text else "[]"

    def items(self, value: Any, margin: str) -> Iterator[str] | None:  # noqa: ANN401 (as ``plain``)
        """The items of what is a list; None: it is none."""
        if isinstance(value, Table):
            return self._rows(value.columns, value.rows, margin)
        if isinstance(value, list | tuple | Mapped) and not isinstance(value, Said | PerDiem):
            return (self.of(each, margin) for each in value)
        return None

    def _rows(self, columns: Sequence[Column], rows: Iterable[Sequence[Any]], margin: str) -> Iterator[str]:
        """Objects by column name."""
        heads = [(f"{self._quoted(each.name)}: ", each.kind in SUMS) for each in columns]
        within = f"{margin} "
        between = f",{within}"
        for row in rows:
            cells = [
                f'{name}"{write_sum(value)}"' if is_sum and value is not None else f"{name}{self.of(value, within)}"
                for (name, is_sum), value in zip(heads, row, strict=True)
            ]
            yield f"{{{within}{between.join(cells)}{margin}}}"
