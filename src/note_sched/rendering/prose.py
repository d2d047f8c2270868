"""A page of the guide as text: Markdown without its marks, for a terminal and for a pipe.

What is printed, typed or quoted keeps its columns; only sentences are wrapped. A table becomes a list, for its cells
hold sentences.
"""

import re
from collections.abc import Iterator
from textwrap import indent, wrap

_FENCE = "```"
_LINK = re.compile(r"\[([^]]+)\]\(([^)]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_SHORT_CODE = re.compile(r"`[^`]{1,40}`")
_KEPT = "\N{NO-BREAK SPACE}"
_CELL = re.compile(r"(?<!\\)\|")
_ITEM = re.compile(r"(?:[-*]|\d+\.) ")
_BELOW = {"#": "=", "##": "-"}


def plain(page: str, width: int = 100) -> str:
    r"""The text of a page, sentences wrapped at ``width`` columns.

    >>> print(plain("# A\n\nSee **[b](c)**.\n\n```console\n$ d\n```\n\n| e | f | g |\n|---|---|---|\n| h | i | j |\n"))
    A
    =
    <BLANKLINE>
    See b (c).
    <BLANKLINE>
        $ d
    <BLANKLINE>
    h
        f: i
        g: j
    <BLANKLINE>
    """
    return "\n\n".join("\n".join(_shown(block, width)) for block in _blocks(page)) + "\n"


def _blocks(page: str) -> Iterator[list[str]]:
    """What stands between empty lines; a fenced block is one, whatever is in it."""
    block: list[str] = []
    fenced = False
    for line in page.splitlines():
        mark = line.startswith(_FENCE)
        if block and ((mark and not fenced) or not (line or fenced)):
            yield block
            block = []
        if line or fenced:
            block.append(line)
        if mark and fenced:
            yield block
            block = []
        fenced ^= mark
    if block:
        yield block


def _shown(block: list[str], width: int) -> Iterator[str]:
    first = block[0]
    if first.startswith(_FENCE):
        yield from (indent(line, "    ") for line in block[1:-1])
    elif first.startswith("#"):
        marks, _, title = first.partition(" ")
        yield from (_words(title), _BELOW.get(marks, "-") * len(_words(title)))
    elif first.startswith("|"):
        yield from _listed([_cells(line) for line in block], width)
    else:
        for sentence in _items(block):
            hang = " " * len(found[0]) if (found := _ITEM.match(sentence)) else ""
            yield from _wrapped(_words(sentence), width, hang)


def _items(block: list[str]) -> Iterator[str]:
    """A paragraph as one, the items of a list one by one."""
    item: list[str] = []
    for line in block:
        if item and _ITEM.match(line):
            yield " ".join(item)
            item = []
        item.append(line.strip())
    yield " ".join(item)


def _cells(line: str) -> list[str]:
    return [_words(cell.strip().replace("\\|", "|")) for cell in _CELL.split(line)[1:-1]]


def _listed(rows: list[list[str]], width: int) -> Iterator[str]:
    """A row's first cell, and the others below it, named where there are several."""
    headings, _, *body = rows
    for first, *rest in body:
        yield first
        for heading, cell in zip(headings[1:], rest, strict=True):
            told = f"{heading}: {cell}" if len(rest) > 1 else cell
            if cell:
                yield from (f"    {line}" for line in _wrapped(told, width - 4))


def _wrapped(text: str, width: int, hang: str = "") -> Iterator[str]:
    """Lines of a text; short code is not taken apart."""
    held = _SHORT_CODE.sub(lambda code: code[0].replace(" ", _KEPT), text)
    lines = wrap(held, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    return (line.replace(_KEPT, " ") for line in lines)


def _words(text: str) -> str:
    return _STRONG.sub(r"\1", _LINK.sub(r"\1 (\2)", text))
