"""A real parser reads the calendar back, and a calendar program that takes it in twice has everything once."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar as parser
import pytest
from hypothesis import HealthCheck, given, settings
from naive import documents
from notes import block, event, note
from test_invariants import play

from note_sched.document.load import load
from note_sched.rendering.ical import icalendar
from note_sched.reports.agenda import agenda
from note_sched.simulation import simulate

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def written(document, **rest):
    return icalendar(agenda(simulate(document), **rest))


def parsed(text):
    """The entries by UID, as the parser reads them."""
    return {str(each["UID"]): each for each in parser.Calendar.from_ical(text).walk("VEVENT")}


def taken_in(calendar, text):
    """What a calendar program has after it read a file: an entry known by its UID is replaced by one of a higher
    SEQUENCE (RFC 5545, 3.8.7.4), and goes when that is called off."""
    found = dict(calendar)
    for uid, each in parsed(text).items():
        if uid in found and each["SEQUENCE"] < found[uid]["SEQUENCE"]:
            continue
        found[uid] = each
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_parser_reads_what_was_meant(path):
    found = agenda(simulate(load(path.read_bytes())))
    entries = parsed(icalendar(found))
    assert len(entries) == len(found.occasions)
    for entry, meant in zip(entries.values(), found.occasions, strict=True):
        assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (meant.date, meant.date + timedelta(days=1))
        assert not isinstance(entry["DTSTART"].dt, datetime)
        assert entry["DTSTAMP"].dt == datetime.combine(found.told, datetime.min.time(), UTC)
        assert entry["TRANSP"] == "TRANSPARENT"
        assert (entry["STATUS"] == "CANCELLED") == (meant.off is not None)
        assert str(entry["DESCRIPTION"]).endswith(f"Clause: {meant.clause}.")
        alarms = entry.walk("VALARM")
        assert [alarm["TRIGGER"].dt for alarm in alarms] == [timedelta(days=-meant.reminder)] * (meant.off is None)


def test_a_moved_day_moves_in_a_calendar_that_is_read_in_again():
    """The block ends on day 365 (2010-02-20); with notice of cure on 2009-06-11 instead: one entry, on the new day."""
    before = written(note(*block("2009-03-03")))
    after = written(note(*block("2009-03-03", cured="2009-06-05"), event("cure_notice", "2009-06-11", defaults=["d1"])))
    calendar = taken_in(taken_in({}, before), after)
    ends = [each for each in calendar.values() if str(each["SUMMARY"]).startswith("Last day barred")]
    assert [each["DTSTART"].dt for each in ends] == [date(2009, 6, 11)]
    called_off = [each for each in calendar.values() if each["STATUS"] == "CANCELLED"]
    # July 1, 2010 was an instalment of a Note that is unpaid then; this one is paid on June 1.
    assert [each["DTSTART"].dt for each in called_off] == [date(2010, 2, 20), date(2010, 7, 1)]
    assert taken_in(calendar, after) == calendar
    assert taken_in(calendar, before) == calendar  # the older file, read in by mistake, changes nothing


def test_lines_are_folded_at_75_octets_and_end_as_they_must():
    text = written(note(holders={"a": {"principal": "1.00", "name": "日本" * 100}}, terms={"title": "é" * 200}))
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert "\n" not in "".join(lines)
    assert max(len(line.encode()) for line in lines) <= 75
    assert str(parser.Calendar.from_ical(text)["X-WR-CALNAME"]) == "é" * 200


def test_what_a_document_says_is_text():
    """Line ends, escapes and separators in a name cannot begin a property of their own."""
    hostile = 'x\r\nEND:VEVENT\r\nATTACH:evil;a,b\\n"q" \x1b[31m \u202e'
    default = event("senior_default", "2009-02-20", id="d1", facility="pnc", kind_="other", covenant=hostile)
    text = written(note(default, event("blockage_notice", "2009-03-03", defaults=["d1"]), terms={"title": hostile}))
    assert not [line for line in text.split("\r\n") if line.startswith(("ATTACH", "END:VEVENT;"))]
    assert "\x1b" not in text
    (free,) = [str(each["SUMMARY"]) for each in parsed(text).values() if "may block again" in str(each["SUMMARY"])]
    assert free == 'x\\x0d\\x0aEND:VEVENT\\x0d\\x0aATTACH:evil;a,b\\n"q" \\x1b[31m \\u202e may block again'


@few
@given(documents.documents())
def test_any_document_makes_a_sound_calendar(document):
    found = agenda(play(document))
    text = icalendar(found)
    calendar = parser.Calendar.from_ical(text)
    assert calendar.errors == []
    assert len(parsed(text)) == len(found.occasions)


def test_the_bytes_are_those_of_the_document():
    """On any day, in any zone, with any hash seed."""
    sample = str(SAMPLES[0])
    program = Path(sys.executable).with_name("note-sched")
    outputs = set()
    for seed, zone in (("1", "UTC"), ("2", "Pacific/Kiritimati")):
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
        outputs.add(subprocess.run([program, "calendar", sample], env=env, capture_output=True, check=True).stdout)  # noqa: S603
    (only,) = outputs
    assert only == written(load(SAMPLES[0].read_bytes())).encode()
