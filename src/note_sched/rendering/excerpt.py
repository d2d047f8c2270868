"""Faults as a person reads them: the place, the line with what is wrong underlined, what was expected, how to mend it.

::

    note.yaml:4:15: `02/10/2009` can be read as two different days
      |
    4 |   issue_date: 02/10/2009
      |               ^^^^^^^^^^
    expected: a date as year-month-day, such as 2009-02-10
    hint: write 2009-02-10 (February 10) or 2009-10-02 (October 2)

    1 fault in note.yaml
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from note_sched.faults import Fault, FileLine, TypedEvent

WIDEST = 120
"""Columns of a source line that are shown; a longer one is cut around the place."""

MOST_SHOWN = 100
"""Faults that are shown; a document with more has one that is behind most of them."""

_LINE_END = re.compile(r"\r\n|\n|\r")
# Control characters, and marks that turn the direction of writing: shown, they could rewrite what stands around them.
_UNSEEN = re.compile(
    "[\0-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]"
)
_SHAPED = "\u0590-\u1cff\u2300-\u2bff\u2e80-\ua4cf\ua800-\ud7ff\uf900-\ufdff\ufe0f\ufe70-\ufefc\U00010000-\U0003fffd"
# Joiners between letters whose shape they choose belong to the word; anywhere else they only hide.
_JOINER = re.compile(f"(?<=[{_SHAPED}])[\u200c\u200d](?=[{_SHAPED}])")
_BEFORE_PLACE = 80


def write_faults(
    name: str, text: str, faults: Iterable[Fault], added: Sequence[str] = (), files: Mapping[str, str] | None = None
) -> str:
    """The whole report: the faults in their order, as many as anybody reads, then how many there are.

    Args:
        name: the file, as the user named it.
        text: what the file says, as far as it could be decoded.
        faults: at least one.
        added: the events of ``--add``; the faults with lines below zero are theirs (``faults.Place``).
        files: the texts of the files that the document names; the faults with a ``FileLine`` are theirs.
    """
    listed = list(faults)
    shown = listed[:MOST_SHOWN]
    lines = _LINE_END.split(text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"))
    of_files = {file: _LINE_END.split(each) for file, each in (files or {}).items()}
    reports = [_report(name, lines, fault, added, of_files) for fault in shown]
    if len(listed) > len(shown):
        reports.append(f"and {len(listed) - len(shown)} more\n")
    count = "1 fault" if len(listed) == 1 else f"{len(listed)} faults"
    places = dict.fromkeys(_file(name, fault.place.line, added) for fault in listed)
    return "\n".join([*reports, f"{count} in {' and '.join(places)}\n"])


def _file(name: str, line: int, added: Sequence[str]) -> str:
    """Where a fault is: in the document, in an option or argument, in a file that the document names."""
    if line < 0:
        event = added[-line - 1]
        return (event.option or "the event") if isinstance(event, TypedEvent) else "--add"
    return visible(line.file if isinstance(line, FileLine) else name)


def _report(name: str, lines: list[str], fault: Fault, added: Sequence[str], of_files: Mapping[str, list[str]]) -> str:
    line, column = fault.place
    report = [f"{cite(name, line, added)}:{column}: {visible(fault.what)}"]
    if line < 0:
        report += _excerpt(added[-line - 1], "", column - 1, fault.length)
    elif isinstance(line, FileLine):
        of_file = of_files.get(line.file, [])
        if line.number <= len(of_file):
            report += _excerpt(of_file[line.number - 1], str(line.number), column - 1, fault.length)
    elif line <= len(lines):
        report += _excerpt(lines[line - 1], str(line), column - 1, fault.length)
    if fault.expected:
        report.append(f"expected: {visible(fault.expected)}")
    if fault.hint:
        report.append(f"hint: {visible(fault.hint)}")
    return "\n".join(report) + "\n"


def cite(name: str, line: int, added: Sequence[str] = ()) -> str:
    """Where a line is: ``note.yaml:12``; ``note.yaml`` alone for 0; an event of ``--add`` as it was typed.

    >>> cite("note.yaml", -1, ["breach date=2009-04-06"])
    "--add 'breach date=2009-04-06'"
    >>> cite("note.yaml", -1, [TypedEvent("breach date=2009-04-06", "--event", "breach")])
    '--event breach'
    """
    if line < 0:
        from shlex import quote  # noqa: PLC0415 (`--add` alone needs it)

        event = added[-line - 1]
        option, typed = (event.option, event.typed) if isinstance(event, TypedEvent) else ("--add", event)
        return f"{option} {visible(quote(typed))}".lstrip()
    if isinstance(line, FileLine):
        return f"{visible(line.file)}:{line.number}"
    return f"{visible(name)}:{line}" if line else visible(name)


def _excerpt(written: str, line: str, start: int, length: int) -> list[str]:
    """The line behind its number, and the underline below it."""
    first, last = _window(len(written), start)
    before = ("… " if first else "") + visible(written[first:start], tab=True)
    length = max(1, min(length, last - start))
    under = visible(written[start : start + length], tab=True)
    after = visible(written[start + length : last], tab=True) + (" …" if last < len(written) else "")
    gutter = " " * len(line)
    marks = " " * _columns(before) + "^" * max(1, _columns(under))
    return [f"{gutter} |", f"{line} | {before}{under}{after}".rstrip(), f"{gutter} | {marks}"]


def _window(length: int, start: int) -> tuple[int, int]:
    """The part of a line that is shown: all of a short one, else what stands around ``start``."""
    if length <= WIDEST:
        return 0, length
    first = max(0, min(start - _BEFORE_PLACE, length - WIDEST))
    return first, min(length, first + WIDEST)


def visible(written: str, *, tab: bool = False) -> str:
    r"""Text in which nothing is invisible: ``\x1b``, ``\u202e``; a tab is an arrow where it must take one column.

    >>> visible("a\x07b"), visible("\t", tab=True)
    ('a\\x07b', '→')
    """
    shown = written.replace("\t", "→") if tab else written
    return _UNSEEN.sub(_escape, shown)


def visible_words(written: str) -> str:
    """As ``visible``, but joiners stand where they choose the shape of letters, as in Persian or in an emoji."""
    if not _JOINER.search(written):
        return visible(written)
    kept = [joiner[0] for joiner in _JOINER.finditer(written)]
    parts = _JOINER.split(written)
    return "".join(visible(part) + joiner for part, joiner in zip(parts, [*kept, ""], strict=True))


def _escape(match: re.Match[str]) -> str:
    number = ord(match[0])
    if 0xDC80 <= number <= 0xDCFF:  # Python's way to keep a byte of the command line that is no UTF-8
        number -= 0xDC00
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"


def _columns(shown: str) -> int:
    """Columns that a text takes on a terminal: wide characters take two, combining ones none."""
    if shown.isascii():
        return len(shown)
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in shown)
    return len(shown) + wide - sum(unicodedata.combining(character) > 0 for character in shown)
