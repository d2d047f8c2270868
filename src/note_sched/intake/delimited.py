r"""Text files of rows, as Excel and banks write them: commas, semicolons, tabs; quotes; UTF-8, or Excel's Unicode text.

The separator is the one of the three of which the first line has most; a line ``sep=;`` before it says so itself.

>>> [cell.written for cell in read_delimited("id;name\na;'Alder; Ltd'\n".replace("'", chr(34))).rows[1].cells]
['a', 'Alder; Ltd']
"""

import re

from note_sched.intake.table import Cell, Row, Table, Unreadable

_SEPARATORS = ";\t,"
_DECLARED = r"sep=(.)(\r\n|\n|\r|\Z)"
_AS_TEXT = r'="(.*)"'
"""How a table keeps digits from being read as a number: an equals sign, and the digits in quotes."""


def read_delimited(text: str) -> Table:
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
    rows: list[Row] = []
    cells: list[Cell] = []
    at = start = declared.end() if declared else 0
    while at < len(text) or cells:
        found = field.match(text, at)
        if found is None or (found["plain"] or "").startswith('"'):
            raise _unclosed(text, at)
        cells.append(_cell(found))
        at = found.end()
        if found["end"] != separator:
            if any(cell.written for cell in cells):
                rows.append(Row(start, tuple(cells)))
            cells, start = [], at
            if not found["end"]:
                break
    return Table(text, tuple(rows))


def _separator(text: str) -> str:
    """Of the separators the one that the first line that says something has most of, outside quotes."""
    first = next((line for line in text.splitlines() if line.strip(_SEPARATORS + " ")), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_SEPARATORS, key=bare.count)


def _cell(found: re.Match[str]) -> Cell:
    if found["quoted"] is not None:
        inner = found["quoted"]
        return Cell(inner.replace('""', '"').strip(), found.start("quoted") + len(inner) - len(inner.lstrip()))
    plain = found["plain"]
    as_text = re.fullmatch(_AS_TEXT, plain.strip()) if plain.lstrip().startswith("=") else None
    if as_text:
        return Cell(as_text[1].strip(), found.start("plain") + plain.index('"') + 1)
    bare = plain.strip()
    if bare == plain:
        return Cell(plain, found.start("plain"))
    return Cell(bare, found.start("plain") + len(plain) - len(plain.lstrip()))


def _unclosed(text: str, at: int) -> Unreadable:
    begins = text.index('"', at)
    closed = re.compile(r'"(?:[^"]|"")*"').match(text, begins)
    if closed is None:
        hint = "close it, or double one that is meant"
        return Unreadable("a quotation mark that is never closed", hint, begins)
    what = "something stands behind a closing quotation mark"
    return Unreadable(what, "double a quotation mark that is meant, and put the whole cell in quotes", begins)
