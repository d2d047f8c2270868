"""Rows as a parquet file: columns with their types, sums exact as decimals; the same bytes from the same rows."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from note_sched.faults import Refusal
from note_sched.measure.money import write_per_diem, write_sum
from note_sched.pages.page import Column, Kind

_GROUP = 10_000
"""Rows that are held at once, and stand together in the file."""


def need_pyarrow() -> None:
    """Load what writes parquet.

    Raises:
        Refusal: it is not installed.
    """
    try:
        import pyarrow.parquet  # noqa: F401, PLC0415 (parquet alone needs it)
    except ImportError:
        raise Refusal(
            "parquet needs the pyarrow package, which is not installed", "pip install pyarrow, or --format csv"
        ) from None


def parquet(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The parts of the file, as the rows come.

    Raises:
        Refusal: pyarrow is not installed.
    """
    need_pyarrow()
    import pyarrow as pa  # noqa: PLC0415 (as above)
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415

    types = {
        Kind.MONEY: pa.decimal128(18, 2),
        Kind.PER_DIEM: pa.decimal128(18, 6),
        Kind.DATE: pa.date32(),
        Kind.COUNT: pa.int64(),
        Kind.LIST: pa.list_(pa.string()),
    }
    schema = pa.schema([(column.name, types.get(column.kind, pa.string())) for column in columns])
    parts = _Tray()
    left = iter(rows)
    with ParquetWriter(pa.PythonFile(parts, mode="w"), schema) as writer:
        while some := list(islice(left, _GROUP)):
            values = zip(*some, strict=True)
            held = [
                pa.array([_value(column.kind, each) for each in cells], field.type)
                for column, cells, field in zip(columns, values, schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(held, schema=schema))
            yield from parts.taken()
    yield from parts.taken()


class _Tray:
    """A file that nobody has yet: what is written to it waits to be taken."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def write(self, part: Any) -> int:  # noqa: ANN401 (whatever has bytes)
        """Take a part."""
        self._parts.append(bytes(part))
        self._length += len(self._parts[-1])
        return len(self._parts[-1])

    def tell(self) -> int:
        """How much was written."""
        return self._length

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> list[bytes]:
        """What was written since it was last taken."""
        parts, self._parts = self._parts, []
        return parts


def _value(kind: Kind, value: Any) -> Any:  # noqa: ANN401 (a cell of any column)
    if value is None:
        return None
    if kind is Kind.MONEY:
        return Decimal(write_sum(value))
    if kind is Kind.PER_DIEM:
        return Decimal(write_per_diem(value))
    return value
