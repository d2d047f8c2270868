"""``acknowledged``: warnings that the writer of a document knows of, each by its code and day, and wants told no more.

An acknowledgment stands in the document, not beside it: it goes where the facts go, is read with them by whoever looks
a change over, and needs no second file on a machine where cron runs. It is no fact: no figure changes by it.
"""

import re
from datetime import date

from note_sched.document.codes import WARNINGS, Code
from note_sched.document.complaints import Complaints
from note_sched.document.slips import A_DATE, Slip, nearest, slipped_date
from note_sched.document.text import quoted
from note_sched.document.tree import Sequence, Source
from note_sched.measure.business_days import FIRST_DAY, LAST_DAY
from note_sched.record import Record

KEY = "acknowledged"
AN_ACKNOWLEDGMENT = "the code of a warning, with @ and its day where it has one, such as void-notice@2009-06-22"


class Acknowledgment(Record, frozen=True):
    """One known warning. ``day``: None for one about the document. ``line``: where it stands; 0: not to be judged."""

    code: str
    day: date | None
    line: int

    @property
    def written(self) -> str:
        """As a document has it, and as a warning is named."""
        return self.code if self.day is None else f"{self.code}@{self.day}"


def acknowledgments(source: Source, complaints: Complaints) -> list[Acknowledgment]:
    """Those of a document; ``complaints`` receives what is wrong with them."""
    root = source.root
    node = root.get(KEY, "")
    if node in ("", "~", "null"):
        return []
    if not isinstance(node, Sequence):
        hint = f"write [{node}]" if isinstance(node, str) else "begin each item with `- ` on a line of its own"
        complaints.at_value(root, KEY, Slip(Code.LIST_WANTED, f"`{KEY}` is no list", "a list", hint))
        return []
    found = []
    for item, at in zip(node, node.at, strict=True):
        read = _read(item, source.line(at)) if isinstance(item, str) else _no_text()
        if isinstance(read, Slip):
            complaints.at(at, read, item)
        else:
            found.append(read)
    return found


def _no_text() -> Slip:
    return Slip(Code.VALUE_WANTED, "no single value stands here", AN_ACKNOWLEDGMENT)


def _read(written: str, line: int) -> Acknowledgment | Slip:
    code, at, day = (part.strip() for part in written.partition("@"))
    if code not in WARNINGS:
        meant = nearest(code, sorted(WARNINGS))
        what = f"there is no warning with the code {quoted(code)}"
        return Slip(Code.UNKNOWN_WARNING, what, AN_ACKNOWLEDGMENT, f"did you mean {meant}?" if meant else "")
    if not at:
        return Acknowledgment(code, None, line)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
        return slipped_date(day) if day else Slip(Code.MISSING_VALUE, "no day is written behind @", A_DATE)
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return slipped_date(day)
    in_calendar = FIRST_DAY <= found <= LAST_DAY
    return Acknowledgment(code, found, line) if in_calendar else slipped_date(day)
