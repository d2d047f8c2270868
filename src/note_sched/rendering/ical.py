r"""A calendar as iCalendar (RFC 5545): whole days, folded at 75 octets, escaped, with CRLF.

Written here and not by a library: it is a page of rules, the bytes may not change with a library's version, and a real
parser reads them back in the tests. No clock is asked: ``DTSTAMP`` is the last day on which a fact became known.

The same occasion has the same UID for ever, and its ``SEQUENCE`` may never fall: a calendar program lets the higher one
stand. No document says what was told before (a fact may have been deleted, or put right in its place), so the file that
is replaced is read: what says the same keeps its number, what says something else gets the next one, and what is not
told any more is called off, once. Where no file stands everything begins at ``FIRST``, always, and nothing is called
off: as far as anybody knows nobody was told of it.
"""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from note_sched.measure.business_days import DAY
from note_sched.pages.calendar import Calendar, Occasion
from note_sched.rendering.values_in_words import GLUE, write_phrase

_FOLD = 75
"""Octets of a line without its end (3.1)."""


FIRST = 1_000_000
"""The SEQUENCE of an occasion that is told first: above those that earlier versions gave, which counted facts."""

_OF = "X-NOTE-SCHED-OF"
"""Says of which Note a file is, and for whom: from what its UIDs are made."""

_PRODUCT = "PRODID:-//note-sched//calendar//EN"


class _Told(NamedTuple):
    """An entry of the file that is replaced: its numbers, and its lines, unfolded, without them."""

    sequence: int
    stamp: str
    lines: Sequence[str]

    @property
    def is_off(self) -> bool:
        """Whether it was called off."""
        return "STATUS:CANCELLED" in self.lines


def icalendar(agenda: Calendar, earlier: str = "") -> str:
    """The file.

    Args:
        agenda: what is in it.
        earlier: the file that it replaces, empty where there is none; one of another Note, or of another program,
            counts as none.
    """
    of, before = _before(agenda, earlier)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", _PRODUCT, "CALSCALE:GREGORIAN", f"{_OF}:{_write_of(of)}"]
    name, about = escaped(write_phrase(agenda.title)), escaped(write_phrase(agenda.about))
    lines += [f"NAME:{name}", f"X-WR-CALNAME:{name}", f"DESCRIPTION:{about}", f"X-WR-CALDESC:{about}"]
    stamp, now = f"{_day(agenda.told)}T000000Z", set()
    for occasion in agenda.occasions:
        uid = _uid(occasion, of)
        now.add(uid)
        if occasion.off is None or uid in before:
            lines += _numbered(uid, list(_event(occasion)), before.get(uid), stamp)
    for uid, told in before.items():
        if uid not in now:
            lines += _numbered(uid, told.lines if told.is_off else list(_called_off(told)), told, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _numbered(uid: str, lines: Sequence[str], told: _Told | None, stamp: str) -> Iterator[str]:
    """An entry with its numbers: those that it had if it says what it said."""
    sequence = FIRST
    if told is not None:
        same = list(told.lines) == list(lines)
        sequence, stamp = (told.sequence, told.stamp) if same else (told.sequence + 1, max(told.stamp, stamp))
    yield from ("BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{stamp}", f"SEQUENCE:{sequence}", *lines, "END:VEVENT")


def _event(occasion: Occasion) -> Iterator[str]:
    """The lines of an entry, but for its UID and its numbers."""
    summary, said = write_phrase(occasion.summary), [write_phrase(each) for each in occasion.said]
    title = summary
    if occasion.off is not None:
        said = [f"Called off: {write_phrase(occasion.off)}.", *said]
    elif occasion.title:
        title, said = write_phrase(occasion.title), [f"{summary}.", *said]
    said.append(f"Clause: {occasion.clause}.")
    yield f"DTSTART;VALUE=DATE:{_day(occasion.date)}"
    yield f"DTEND;VALUE=DATE:{_day(occasion.date + DAY)}"
    yield f"SUMMARY:{escaped(title)}"
    yield f"DESCRIPTION:{escaped(chr(10).join(said))}"
    if occasion.categories:
        yield f"CATEGORIES:{','.join(map(escaped, occasion.categories))}"
    yield f"STATUS:{'CONFIRMED' if occasion.off is None else 'CANCELLED'}"
    yield "TRANSP:TRANSPARENT"
    if occasion.off is None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{occasion.reminder}D")
        yield from (f"DESCRIPTION:{escaped(title)}", "END:VALARM")


def _called_off(told: _Told) -> Iterator[str]:
    """The lines of an entry that is not told any more: a fact is gone."""
    for line in told.lines:
        if line == "BEGIN:VALARM":
            return  # its last lines
        name, _, value = line.partition(":")
        if name == "DESCRIPTION":
            yield f"{name}:{escaped('Called off: the document does not tell of it any more.' + chr(10))}{value}"
        else:
            yield "STATUS:CANCELLED" if name == "STATUS" else line


# The file that is replaced


def _before(agenda: Calendar, earlier: str) -> tuple[Sequence[str], Mapping[str, _Told]]:
    """From what the UIDs are made, and what of this calendar was told before, by UID.

    A title or a borrower that was put right does not make every occasion another one: the UIDs go on as they were.
    """
    lines = earlier.replace("\r\n ", "").split("\r\n")
    if lines[0] != "BEGIN:VCALENDAR" or _PRODUCT not in lines:
        return agenda.of, {}
    told = dict(_told(lines))
    of = next((_read_of(line) for line in lines if line.startswith(f"{_OF}:")), None)
    if of is not None:
        return (of, told) if of[2:] == list(agenda.of[2:]) else (agenda.of, {})
    ours = {_uid(occasion, agenda.of) for occasion in agenda.occasions}  # files did not say whose they are
    return agenda.of, told if ours & told.keys() else {}


def _told(lines: Sequence[str]) -> Iterator[tuple[str, _Told]]:
    """The entries of a file."""
    uid, stamp, sequence = "", "", ""
    own: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            uid, stamp, sequence, own = "", "", "", []
        elif line == "END:VEVENT":
            if uid and sequence.isdecimal():
                yield uid, _Told(int(sequence), stamp, own)
            own = []
        elif name == "UID":
            uid = value
        elif name == "DTSTAMP":
            stamp = value
        elif name == "SEQUENCE":
            sequence = value
        else:
            own.append(line)


def _write_of(of: Sequence[str]) -> str:
    """In signs that no program escapes."""
    import json  # noqa: PLC0415 (a calendar alone needs it)

    return b64encode(json.dumps(list(of)).encode()).decode()


def _read_of(line: str) -> list[str] | None:
    import json  # noqa: PLC0415 (as above)

    try:
        found = json.loads(b64decode(line.partition(":")[2]))
    except ValueError:
        return None
    sound = isinstance(found, list) and all(isinstance(each, str) for each in found)
    return found if sound else None


# Values


def _uid(occasion: Occasion, of: Sequence[str]) -> str:
    """A name that depends on what the occasion is, and of which Note, and on nothing else."""
    what = "\0".join([*of, "", *occasion.identity])
    return f"{sha256(what.encode()).hexdigest()[:32]}@note-sched"


def _day(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def escaped(text: str) -> str:
    r"""A value of type TEXT (3.3.11); what is invisible was made visible before.

    >>> escaped("a, b; c\\d")
    'a\\, b\\; c\\\\d'
    """
    shown = text.replace(GLUE, " ").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return shown.replace("\n", "\\n")


def folded(line: str) -> str:
    r"""A line in pieces of at most 75 octets, none of which cuts a character in two.

    >>> folded("x" * 80) == "x" * 75 + "\r\n " + "x" * 5
    True
    """
    pieces, piece, octets = [], "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > _FOLD:
            pieces.append(piece)
            piece, octets = " ", 1
        piece += character
        octets += size
    return "\r\n".join([*pieces, piece])
