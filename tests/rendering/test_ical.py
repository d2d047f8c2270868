"""A real parser reads the calendar back, and a calendar program that takes it in twice has everything once."""

import itertools
import os
import re
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
from note_sched.reports.answers.occasions import agenda
from note_sched.simulation import simulate

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def written(document, earlier="", **rest):
    return icalendar(agenda(simulate(document), **rest), earlier)


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
    told = [each for each in found.occasions if each.off is None]  # of the others nobody was told
    entries = parsed(icalendar(found))
    assert len(entries) == len(told)
    for entry, meant in zip(entries.values(), told, strict=True):
        assert (entry["DTSTART"].dt, entry["DTEND"].dt) == (meant.date, meant.date + timedelta(days=1))
        assert not isinstance(entry["DTSTART"].dt, datetime)
        assert entry["DTSTAMP"].dt == datetime.combine(found.told, datetime.min.time(), UTC)
        assert entry["TRANSP"] == "TRANSPARENT"
        assert [str(each) for each in entry["CATEGORIES"].cats] == list(meant.categories) != []
        assert entry["STATUS"] == "CONFIRMED"
        assert str(entry["DESCRIPTION"]).endswith(f"Clause: {meant.clause}.")
        alarms = entry.walk("VALARM")
        assert [alarm["TRIGGER"].dt for alarm in alarms] == [timedelta(days=-meant.reminder)] * (meant.off is None)


def test_a_moved_day_moves_in_a_calendar_that_is_read_in_again():
    """The block ends on day 365 (2010-02-20); with notice of cure on 2009-06-11 instead: one entry, on the new day."""
    before = written(note(*block("2009-03-03")))
    cured = note(*block("2009-03-03", cured="2009-06-05"), event("cure_notice", "2009-06-11", defaults=["d1"]))
    after = written(cured, before)
    calendar = taken_in(taken_in({}, before), after)
    ends = [each for each in calendar.values() if str(each["SUMMARY"]).startswith("Last day BLOCKED")]
    assert [each["DTSTART"].dt for each in ends] == [date(2009, 6, 11)]
    called_off = [each for each in calendar.values() if each["STATUS"] == "CANCELLED"]
    # The instalment of July 1, 2010, after the Note is paid, was in neither file: nobody need be told that it is off.
    assert [each["DTSTART"].dt for each in called_off] == [date(2010, 2, 20)]
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
    assert free == 'pnc may block again (x\\x0d\\x0aEND:VEVENT\\x0d\\x0aATTACH:evil;a,b\\n"q" \\x1b[31m \\u202e)'


@few
@given(documents.documents())
def test_any_document_makes_a_sound_calendar(document):
    found = agenda(play(document))
    text = icalendar(found)
    calendar = parser.Calendar.from_ical(text)
    assert calendar.errors == []
    assert len(parsed(text)) == len([each for each in found.occasions if each.off is None])
    assert icalendar(found, text) == text


SAID = ("DTSTART", "SUMMARY", "DESCRIPTION", "STATUS")


def numbers(text):
    return {uid: each["SEQUENCE"] for uid, each in parsed(text).items()}


def ends(text):
    """The end of the block, its status and its number."""
    (entry,) = [each for each in parsed(text).values() if str(each["SUMMARY"]).startswith("Last day BLOCKED")]
    return entry["DTSTART"].dt.isoformat(), str(entry["STATUS"]), entry["SEQUENCE"]


BLOCKED = note(*block("2009-03-03"))  # through day 365 of the default of 2009-02-20: 2010-02-20 (1(d)(ii)(B))
CURED = note(*block("2009-03-03", cured="2009-06-05"), event("cure_notice", "2009-06-11", defaults=["d1"]))
AGAIN = note(*block("2009-03-03", cured="2009-06-05"), event("cure_notice", "2009-06-12", defaults=["d1"]))


@pytest.mark.parametrize("then", [CURED, AGAIN, note()], ids=["a fact more", "another", "facts deleted"])
def test_a_number_rises_with_every_change_and_never_falls(then):
    """There and back again: the second change brings back what was, under a number of its own."""
    first = written(BLOCKED)
    second = written(then, first)
    third = written(BLOCKED, second)
    for before, after in itertools.pairwise(map(parsed, (first, second, third))):
        assert before.keys() <= after.keys()
        assert all(after[uid]["SEQUENCE"] >= was["SEQUENCE"] for uid, was in before.items())
        for uid, entry in after.items():
            was = before.get(uid)
            own = [(each, entry[each]) for each in ("DTSTART", "SUMMARY", "DESCRIPTION", "STATUS")]
            if was is not None and own != [
                (each, was[each]) for each in ("DTSTART", "SUMMARY", "DESCRIPTION", "STATUS")
            ]:
                assert entry["SEQUENCE"] == was["SEQUENCE"] + 1
            elif was is not None:
                assert (entry["SEQUENCE"], entry["DTSTAMP"].dt) == (was["SEQUENCE"], was["DTSTAMP"].dt)
    assert ends(third) == ("2010-02-20", "CONFIRMED", ends(first)[2] + 2)


def test_a_date_that_is_put_right_in_its_place_raises_the_number():
    """Notice of cure effective June 12, not June 11: as many facts as before."""
    first = written(CURED)
    assert ends(first)[:2] == ("2009-06-11", "CONFIRMED")
    assert ends(written(AGAIN, first)) == ("2009-06-12", "CONFIRMED", ends(first)[2] + 1)


def test_what_a_deleted_fact_founded_is_called_off_once():
    """Its entry is in calendars that took the first file in; a third file says no more than the second."""
    first = written(BLOCKED)
    second = written(note(), first)
    assert ends(second) == ("2010-02-20", "CANCELLED", ends(first)[2] + 1)
    (gone,) = [each for each in parsed(second).values() if str(each["SUMMARY"]).startswith("Last day BLOCKED")]
    assert str(gone["DESCRIPTION"]).startswith("Called off: the document does not tell of it any more.\n")
    assert gone.walk("VALARM") == []
    assert written(note(), second) == second


def test_nobody_is_told_that_what_he_never_heard_of_is_called_off():
    """All is paid on March 2, 2009: the instalments after it are called off where they had been told, else left out."""
    paid = note(event("payment", "2009-03-02", principal="100,000.00"))
    assert {str(each["STATUS"]) for each in parsed(written(paid)).values()} == {"CONFIRMED"}
    off = [each for each in parsed(written(paid, written(note()))).values() if each["STATUS"] == "CANCELLED"]
    assert date(2009, 4, 1) in {each["DTSTART"].dt for each in off}


def test_a_title_that_is_put_right_makes_no_occasion_another_one():
    before, after = note(), note(terms={"title": "Junior Note"})
    first = written(before)
    second = written(after, first)
    assert parsed(second).keys() == parsed(first).keys()
    assert parsed(written(after, second)).keys() == parsed(first).keys()
    assert written(after, second) == second


def test_the_calendar_of_another_note_or_program_is_no_earlier_one():
    other = note(terms={"issue_date": "2008-09-27", "title": "Other"})
    for earlier in (written(other), written(BLOCKED, holders=["a"]), "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "mine"):
        assert written(BLOCKED, earlier) == written(BLOCKED)


def test_a_file_of_an_earlier_version_goes_on_from_its_numbers():
    """It counted facts, and did not say whose it is."""
    old = re.sub(r"X-NOTE-SCHED-OF:[^\r]*\r\n( [^\r]*\r\n)*", "", written(BLOCKED).replace(":1000000\r", ":14\r"))
    assert set(numbers(written(BLOCKED, old)).values()) == {14}
    assert ends(written(CURED, old)) == ("2009-06-11", "CONFIRMED", 15)


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
