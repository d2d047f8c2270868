"""Workbooks (.xlsx), read and never written: the values of one sheet, as text that a document could have.

A day is written as a document writes it, a number with its cents where it has some; what a formula has come to is what
the program that saved the file worked out. The text of a row is its cells with tabs between, on the line of its number.
"""

import warnings
from collections.abc import Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any

from note_sched.faults import Refusal
from note_sched.intake.table import ReadCell, ReadRow, ReadTable, Unreadable

_NEARLY = 1e-9
_SAVE = "save it again as an .xlsx workbook, or as csv"


def read_workbook(raw: bytes, sheet: str | None = None) -> ReadTable:
    """The table on a sheet: of that name, else the first that is not hidden.

    Raises:
        Refusal: openpyxl is not installed.
        Unreadable: it is no workbook, or has no such sheet.
    """
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 (a workbook alone needs it)
    except ImportError:
        raise Refusal(
            "workbooks are read by openpyxl, which is not installed", "pip install 'note-sched[xlsx]'"
        ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features of a workbook that say nothing of its values
        try:
            book = load_workbook(BytesIO(raw), read_only=True, data_only=True)
            chosen = _sheet(book, sheet)
            chosen.reset_dimensions()  # what a sheet says of its own size may be wrong
            return _table(chosen.iter_rows(values_only=True))
        except Unreadable:
            raise
        except Exception as error:  # noqa: BLE001 (whatever a damaged archive, or one of other things, brings about)
            raise Unreadable(f"it is no workbook that can be read ({type(error).__name__})", _SAVE) from None


def _sheet(book: Any, named: str | None) -> Any:  # noqa: ANN401 (openpyxl has no types)
    sheets = book.worksheets
    if named is None:
        return next((each for each in sheets if each.sheet_state == "visible"), sheets[0])
    for each in sheets:
        if each.title == named:
            return each
    raise Unreadable(f"it has no sheet {named!r}", f"its sheets are {', '.join(each.title for each in sheets)}")


def _table(rows: Iterable[Iterable[Any]]) -> ReadTable:
    lines: list[str] = []
    found: list[ReadRow] = []
    at = 0
    for row in rows:
        texts = [" ".join(_text(value).split()) for value in row]
        places = [at + sum(len(each) + 1 for each in texts[:place]) for place in range(len(texts))]
        if any(texts):
            found.append(ReadRow(at, tuple(map(ReadCell, texts, places))))
        lines.append("\t".join(texts))
        at += len(lines[-1]) + 1
    return ReadTable("\n".join(lines), tuple(found))


def _text(value: Any) -> str:  # noqa: ANN401, PLR0911 (whatever a cell can hold, one line a kind)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return str(value).removesuffix(" 00:00:00")
    if isinstance(value, date):
        return str(value)
    if isinstance(value, float):
        if value.is_integer():
            return str(int(value))
        cents = round(value, 2)
        return f"{cents:.2f}" if abs(value - cents) <= _NEARLY * max(1, abs(value)) else repr(value)
    return str(value)
