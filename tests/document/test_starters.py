"""The starter of every instrument is sound as it stands, and uncovered, and shows what such a paper has."""

import re

import pytest
import yaml
from written import codes, read

from note_sched.document.starter import STARTER
from note_sched.document.starters import starter
from note_sched.instruments import KEYS, instrument
from note_sched.simulation import simulate

OTHERS = [key for key in KEYS if key != "air-industries-2008"]


def uncovered(text):
    return re.sub(r"^#(?=  )", "", text, flags=re.MULTILINE)


def types(text):
    return {event["type"] for event in yaml.load(uncovered(text), yaml.BaseLoader)["events"]}


def test_the_note_of_2008_has_the_starter_itself():
    assert starter("air-industries-2008") == STARTER


@pytest.mark.parametrize("key", OTHERS)
def test_it_is_sound_and_of_its_instrument(key):
    document = read(starter(key))
    assert (document.instrument.key, document.terms) == (key, instrument(key).terms)
    assert document.events == ()


@pytest.mark.parametrize("key", OTHERS)
def test_with_everything_uncovered_it_is_sound_and_says_the_same_terms(key):
    assert codes(uncovered(starter(key))) == []
    assert read(uncovered(starter(key))).terms == instrument(key).terms


@pytest.mark.parametrize("key", OTHERS)
def test_it_says_nothing_of_the_note_of_2008(key):
    text = starter(key)
    assert not re.search(r"\bAir Industries|\bJunior\b|section \d|\d\([a-h]\)|reading:", text)


def test_it_shows_the_events_that_such_a_paper_knows():
    assert {"blockage_notice", "blockage_withdrawal"} <= types(starter("indenture-179"))
    assert "junior_notice" in types(starter("mezzanine-180"))
    assert {"stop_notice", "resume_notice"} <= types(starter("standby"))
    for key, unknown in {
        "indenture-179": {"cure_notice", "stop_notice", "junior_notice"},
        "standby": {"blockage_notice", "blockage_withdrawal", "junior_notice"},
        "plain": {"senior_default", "blockage_notice", "stop_notice"},
    }.items():
        assert not unknown & types(starter(key)), key


@pytest.mark.parametrize("key", OTHERS)
def test_nothing_is_to_be_warned_of(key):
    assert simulate(read(starter(key))).cautions == []
