r"""A calendar as iCalendar (RFC 5545): whole days, folded at 75 octets, escaped, with CRLF.

Written here and not by a library: it is a page of rules, the bytes may not change with a library's version, and a real
parser reads them back in the tests. The same occasion has the same UID for ever; ``SEQUENCE`` is the revision of the
agenda, which rises with every fact that the document tells, so a calendar that takes the file in again moves what moved
and drops what was called off. ``DTSTAMP`` is the last day on which a fact became known: no clock is asked.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256

from note_sched.measure.calendar import DAY
from note_sched.rendering.figures import GLUE, write_phrase
from note_sched.reports.agenda import Agenda, Occasion

_FOLD = 75
"""Octets of a line without its end (3.1)."""


def icalendar(agenda: Agenda) -> str:
    """The file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//note-sched//calendar//EN", "CALSCALE:GREGORIAN"]
    name, about = escaped(write_phrase(agenda.title)), escaped(write_phrase(agenda.about))
    lines += [f"NAME:{name}", f"X-WR-CALNAME:{name}", f"DESCRIPTION:{about}", f"X-WR-CALDESC:{about}"]
    for occasion in agenda.occasions:
        lines += _event(occasion, agenda)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(occasion: Occasion, agenda: Agenda) -> Iterator[str]:
    summary = write_phrase(occasion.summary)
    said = [write_phrase(each) for each in occasion.said]
    if occasion.off is not None:
        said = [f"Called off: {write_phrase(occasion.off)}.", *said]
    said.append(f"Clause: {occasion.clause}.")
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(occasion, agenda)}"
    yield f"DTSTAMP:{_day(agenda.told)}T000000Z"
    yield f"SEQUENCE:{agenda.revision}"
    yield f"DTSTART;VALUE=DATE:{_day(occasion.date)}"
    yield f"DTEND;VALUE=DATE:{_day(occasion.date + DAY)}"
    yield f"SUMMARY:{escaped(summary)}"
    yield f"DESCRIPTION:{escaped(chr(10).join(said))}"
    yield f"STATUS:{'CONFIRMED' if occasion.off is None else 'CANCELLED'}"
    yield "TRANSP:TRANSPARENT"
    if occasion.off is None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{occasion.reminder}D")
        yield from (f"DESCRIPTION:{escaped(summary)}", "END:VALARM")
    yield "END:VEVENT"


def _uid(occasion: Occasion, agenda: Agenda) -> str:
    """A name that depends on what the occasion is, and of which Note, and on nothing else."""
    what = "\0".join([*agenda.of, "", *occasion.identity])
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
