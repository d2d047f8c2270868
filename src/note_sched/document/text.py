"""The file as text: decoding, lines, and how much of a line a value takes."""

import re
from bisect import bisect_right
from codecs import BOM_UTF8

from note_sched.document.codes import Code
from note_sched.faults import Fault, Place

FATAL = frozenset({Code.BINARY, Code.UTF16})
"""Faults after which there is no text to look at."""

_LINE_END = r"\r\n|\n|\r"
# What YAML does not allow, and what some programs take for a line's end and others do not.
# (Half a surrogate pair is what Python makes of a byte of the command line that is no UTF-8.)
_UNWANTED = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_QUOTED = r"""'(?:[^'\n]|'')*'?|"(?:[^"\\\n]|\\.)*"?"""
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_QUOTATION = 60


def decode(raw: bytes) -> tuple[str, list[Fault]]:
    """The text of a file, with what keeps it from being one.

    Bytes that are no UTF-8 are replaced, so that the rest can be looked at too.
    """
    if raw.startswith(_UTF16_MARKS):
        return "", [
            Fault(
                Place(1, 1),
                f"the file is UTF-16 (it begins with the bytes {raw[:2].hex(' ').upper()})",
                "a text file in UTF-8",
                "save it again as UTF-8 (in most editors: Save As, then Encoding)",
                code=Code.UTF16,
            )
        ]
    if b"\0" in raw:
        return "", [_binary(raw)]
    try:
        text = raw.removeprefix(BOM_UTF8).decode()
        faults = []
    except UnicodeDecodeError:
        text = readable(raw)
        faults = _undecodable(raw)
    if not _can_all_be_seen(text) and _UNWANTED.search(text):
        faults += _unwanted(text)
        text = _UNWANTED.sub("\N{REPLACEMENT CHARACTER}", text)
    return text, faults


def _can_all_be_seen(text: str) -> bool:
    """Whether certainly nothing is unwanted: what Python takes for printable is none of it, nor are these three."""
    return text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()


def readable(raw: bytes) -> str:
    """What a file says as far as it is text: for the lines that a report of its faults shows."""
    return raw.decode("utf-8-sig", errors="replace")


def _binary(raw: bytes) -> Fault:
    offset = raw.index(b"\0")
    line_start = max(raw.rfind(b"\n", 0, offset), raw.rfind(b"\r", 0, offset)) + 1
    return Fault(
        Place(len(re.findall(_LINE_END, readable(raw[:line_start]))) + 1, len(readable(raw[line_start:offset])) + 1),
        f"the file is binary: byte {offset} is NUL",
        "a text file in UTF-8",
        "a workbook or a letter must first be turned into a document; `note-sched init` writes one to start from",
        code=Code.BINARY,
    )


def _undecodable(raw: bytes) -> list[Fault]:
    """One fault for each line that holds bytes which are not UTF-8."""
    faults: list[Fault] = []
    offset = 0
    for number, line in enumerate(raw.splitlines(keepends=True), 1):
        try:
            line.decode()
        except UnicodeDecodeError as error:
            meant = line[error.start : error.end].decode("cp1252", errors="ignore")
            faults.append(
                Fault(
                    Place(number, len(readable(line[: error.start])) + 1),
                    f"byte {offset + error.start} of the file ({line[error.start]:02X}) is not UTF-8",
                    "a text file in UTF-8",
                    (f"in Windows-1252 it would be {meant}: " if meant else "") + "save the file again as UTF-8",
                    code=Code.NOT_UTF8,
                )
            )
        offset += len(line)
    return faults


def _unwanted(text: str) -> list[Fault]:
    starts = line_starts(text)
    faults = []
    for match in _UNWANTED.finditer(text):
        line = bisect_right(starts, match.start())
        faults.append(_unseen(match[0], Place(line, match.start() - starts[line - 1] + 1)))
    return faults


def _unseen(character: str, place: Place) -> Fault:
    return Fault(
        place,
        f"the character U+{ord(character):04X}, which cannot be seen",
        "text that can be read",
        "remove it (it often comes along with text copied from elsewhere)",
        code=Code.CONTROL_CHARACTER,
    )


def decode_option(written: str, line: int) -> tuple[str, list[Fault]]:
    """The text of an option, which is a line of its own, with what keeps it from being one."""
    faults = [_unseen(match[0], Place(line, match.start() + 1)) for match in _UNWANTED.finditer(written)]
    return _UNWANTED.sub("\N{REPLACEMENT CHARACTER}", written), faults


def line_starts(text: str) -> list[int]:
    r"""The position of the first character of every line.

    >>> line_starts("a\nbc\r\n")
    [0, 2, 6]
    """
    if "\r" in text:
        return [0, *(match.end() for match in re.finditer(_LINE_END, text))]
    starts = [0]
    position = 0
    for line in text.split("\n"):
        position += len(line) + 1
        starts.append(position)
    starts.pop()
    return starts


def first_written(text: str) -> int:
    """The position of the first character that is neither space nor comment (0 where there is none)."""
    match = re.search(r"^[ \t]*(?!---)([^#\s])", text, re.MULTILINE)
    return match.start(1) if match else 0


def written_length(text: str, position: int, value: str = "") -> int:
    """How many characters of its line a node takes that begins at ``position`` and reads ``value``."""
    if position >= len(text) or text[position] in "\r\n":
        return 1
    if value and text.startswith(value, position):
        return len(value.split("\n", 1)[0])
    if text[position] in "'\"":
        match = re.compile(_QUOTED).match(text, position)
        if match is not None:
            return len(match[0])
    word = re.compile(r"[^\s,:{}\[\]]+").match(text, position)
    return len(word[0]) if word else 1


def quoted(written: str) -> str:
    """A value as a message names it: in backquotes, shortened where it is long, on one line, its blanks as they are."""
    line = re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", written[: 4 * _LONGEST_QUOTATION])
    if len(line) > _LONGEST_QUOTATION:
        line = line[: _LONGEST_QUOTATION - 1] + "…"
    return f"`{line}`"
