r"""Text files of rows, as Excel and banks write them: commas, semicolons, tabs; quotes; UTF-8, or Excel's Unicode text.

The separator is the one of the three of which most lines have equally many; a line ``sep=;`` before them says it.

>>> [cell.written for cell in read_delimited("id;name\na;'Alder; Ltd'\n".replace("'", chr(34))).rows[1].cells]
['a', 'Alder; Ltd']
"""

import re
from collections import Counter

from note_sched.intake.table import ReadCell, ReadRow, ReadTable, Unreadable

_SEPARATORS = ";\t,"
_BEGINNING, _MOST_LINES = 20_000, 50
_DECLARED = r"sep=(.)(\r\n|\n|\r|\Z)"
_AS_TEXT = r'="(.*)"'
"""How a table keeps digits from being read as a number: an equals sign, and the digits in quotes."""


def read_delimited(text: str) -> ReadTable:
    """The table of a text.

    Raises:
        Unreadable: a quotation mark is not closed, or something stands behind a closing one.
    """
    declared = re.match(_DECLARED, text)
    separator = declared[1] if declared else _separator(text)
    field = re.compile(
        rf'[ ]*(?:"(?P<quoted>(?:[^"]|"")*)"[ ]*|(?P<plain>[^{re.escape(separator)}\r\n]*))'
        rf"(?P<end>{re.escape(separator)}|\r\n|\n|\r|\Z)"
    )
    rows: list[ReadRow] = []
    cells: list[ReadCell] = []
    at = start = declared.end() if declared else 0
    while at < len(text) or cells:
        found = field.match(text, at)
        if found is None or (found["plain"] or "").startswith('"'):
            raise _unclosed(text, at)
        cells.append(_cell(found))
        at = found.end()
        if found["end"] != separator:
            if any(cell.written for cell in cells):
                rows.append(ReadRow(start, tuple(cells)))
            cells, start = [], at
            if not found["end"]:
                break
    return ReadTable(text, tuple(rows))


def _separator(text: str) -> str:
    """The separator of which most of the first lines have equally many, outside quotes."""
    bare = re.sub(r'"[^"]*"', "", text[:_BEGINNING])
    lines = [line for line in bare.splitlines() if line.strip()][:_MOST_LINES]

    def agreement(separator: str) -> tuple[int, int]:
        counts = Counter(line.count(separator) for line in lines)
        return max(((lines_, count) for count, lines_ in counts.items() if count), default=(0, 0))

    return max(_SEPARATORS, key=agreement)


def _cell(found: re.Match[str]) -> ReadCell:
    if found["quoted"] is not None:
        inner = found["quoted"]
        return ReadCell(inner.replace('""', '"').strip(), found.start("quoted") + len(inner) - len(inner.lstrip()))
    plain = found["plain"]
    as_text = re.fullmatch(_AS_TEXT, plain.strip()) if plain.lstrip().startswith("=") else None
    if as_text:
        return ReadCell(as_text[1].strip(), found.start("plain") + plain.index('"') + 1)
    bare = plain.strip()
    if bare == plain:
        return ReadCell(plain, found.start("plain"))
    return ReadCell(bare, found.start("plain") + len(plain) - len(plain.lstrip()))


def _unclosed(text: str, at: int) -> Unreadable:
    begins = text.index('"', at)
    closed = re.compile(r'"(?:[^"]|"")*"').match(text, begins)
    if closed is None:
        hint = "close it, or double one that is meant"
        return Unreadable("a quotation mark that is never closed", hint, begins)
    what = "something stands behind a closing quotation mark"
    return Unreadable(what, "double a quotation mark that is meant, and put the whole cell in quotes", begins)
