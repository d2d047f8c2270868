"""Characters that look like what is wanted and are not: a no-break space, a hyphen that does not break, a second blank.

They come with text that is copied from a letter or a web page. A message that quotes the value shows nothing wrong with
it, so they are named.
"""

import re
import unicodedata

from note_sched.document.codes import Code
from note_sched.document.text import line_starts
from note_sched.faults import Fault, Place

_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Where YAML wants a blank: before what begins a line, and behind its dash and its colon.
_BUILDING = rf"[ {_BLANKS}]*[{_BLANKS}]|[ ]*-[ ]*[{_BLANKS}]+|[ ]*(?:-[ ]+)?[A-Za-z_]+[ {_BLANKS}]*:[ ]*[{_BLANKS}]+"


def keyed(written: str) -> str:
    """The same with the keys of a keyboard: plain digits, hyphens, and one blank at a time.

    >>> keyed("1%\N{NO-BREAK SPACE}per  month "), keyed("2009\N{NON-BREAKING HYPHEN}02\N{EN DASH}10")
    ('1% per month', '2009-02-10')
    """
    if not written.isascii():
        written = "".join(map(_keyed, unicodedata.normalize("NFKC", written)))
    return " ".join(written.split())


def _keyed(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Cf":  # takes no place at all
        return ""
    return " " if kind == "Zs" else "-" if kind == "Pd" or letter == "\N{MINUS SIGN}" else letter


def odd_blanks(text: str) -> tuple[str, list[Fault]]:
    """A text that cannot be read, with blanks where others stand that YAML is not built with; a fault for each line."""
    faults: list[Fault] = []
    starts = line_starts(text)
    lines = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    building = re.compile(_BUILDING)
    for number, line in enumerate(lines):
        mended = line
        while found := building.match(mended):
            mended = re.sub(f"[{_BLANKS}]", " ", found[0]) + mended[found.end() :]
        if mended != line:
            at = next(at for at, (old, new) in enumerate(zip(line, mended, strict=True)) if old != new)
            what = f"this line {oddity(line[at])}, where a blank is wanted"
            faults.append(Fault(Place(number + 1, at + 1), what, "blanks", "write a blank", code=Code.ODD_CHARACTER))
            lines[number] = mended
    return "".join(lines), faults


def oddity(written: str) -> str:
    """What is odd in a value that reads well once it is ``keyed``: words that go on from its name.

    >>> oddity("1%\N{NO-BREAK SPACE}per month"), oddity("alder "), oddity("1%  per month")
    ('has the character U+00A0 in it (no-break space)', 'has a blank at its end', 'has two blanks in a row')
    """
    for letter in written:
        if not letter.isascii():
            return f"has the character U+{ord(letter):04X} in it ({unicodedata.name(letter, 'without a name').lower()})"
    if written != written.rstrip():
        return "has a blank at its end"
    if written != written.lstrip():
        return "has a blank at its beginning"
    return "has two blanks in a row" if "  " in written else "has a tab or a line's end in it"
