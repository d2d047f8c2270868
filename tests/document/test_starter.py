"""The starter is sound as it stands, and each line that it hides is right when it is uncovered."""

import re

import pytest
import yaml
from written import codes, read

from note_sched.document.fields import EVENT_KINDS, fields_of
from note_sched.document.model import Holder, Note, Reading, SeniorDebt, Simulation
from note_sched.document.starter import STARTER
from note_sched.document.starters import starter
from note_sched.instruments import KEYS

UNCOVERED = re.sub(r"^#(?=  )", "", STARTER, flags=re.MULTILINE)
EVENT = re.compile(r"^#  - type: (?P<type>\w+)\n(?:#    .*\n)*", re.MULTILINE)
NEEDED = {"blockage_notice": "senior_default", "cure_notice": "senior_default", "senior_payment": "senior_maturity"}
NEEDED |= {"payment_returned": "payment"}


def test_it_is_sound():
    document = read(STARTER)
    assert document.events == ()
    assert sum(holder.principal for holder in document.holders) <= document.note.offering_limit


def test_it_is_sound_with_everything_uncovered():
    assert codes(UNCOVERED) == []
    assert len(read(UNCOVERED).events) == len(EVENT.findall(STARTER))


OF_OTHER_PAPERS = {
    "blockage_withdrawal",
    "stop_notice",
    "resume_notice",
    "junior_notice",
    "conversion",
    "test_result",
    "acceleration_rescinded",
}
OF_OTHER_PAPERS |= {"index_rate", "pik_election"}
SHOWN = [kind for kind in EVENT_KINDS if kind not in OF_OTHER_PAPERS]


def test_it_shows_every_type_of_event_that_the_note_of_2008_knows():
    assert {match["type"] for match in EVENT.finditer(STARTER)} == set(SHOWN)


def test_the_starters_of_other_papers_show_the_others():
    shown = {match["type"] for key in KEYS for match in EVENT.finditer(starter(key))}
    assert shown == set(EVENT_KINDS)


def uncovered(types):
    return EVENT.sub(
        lambda match: re.sub("^#", "", match[0], flags=re.MULTILINE) if match["type"] in types else match[0], STARTER
    )


@pytest.mark.parametrize("kind", SHOWN)
def test_each_type_of_event_is_sound_uncovered_alone(kind):
    text = uncovered({kind, NEEDED.get(kind)})
    assert codes(text) == []
    assert kind in {written.event.__struct_config__.tag for written in read(text).events}


@pytest.mark.parametrize("line", re.findall(r"^#  +(?!- )\w+: .*$", STARTER.split("events:")[0], re.MULTILINE))
def test_each_optional_line_is_right_uncovered(line):
    """A line of the refinancing debt alone has no debt to stand under, and is left to the test of all."""
    if re.search(r"(rank: 2|principal: 4|in_effect: 2009|refinances|reasonable|notice|purpose|lender: Harbor)", line):
        return
    assert codes(STARTER.replace(line, line[1:])) == []


def test_it_shows_every_key_of_the_note_the_readings_and_the_simulation():
    shown = yaml.load(UNCOVERED, yaml.BaseLoader)
    for section, kind in (("note", Note), ("reading", Reading), ("simulation", Simulation)):
        assert set(shown[section]) == set(fields_of(kind))
    assert {key for holder in shown["holders"] for key in holder} == set(fields_of(Holder))
    assert {key for debt in shown["senior_debt"] for key in debt} >= set(fields_of(SeniorDebt)) - {"premium"}


def test_the_values_shown_for_the_readings_are_the_defaults():
    assert read(UNCOVERED).reading == Reading()
