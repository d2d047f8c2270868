"""The schema takes every document that ``load`` takes, as text and as an editor's parser types it."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from written import DEFAULT, SOUND, with_events

from note_sched.document.fields import EVENT_KINDS, fields_of
from note_sched.document.model import Form, Holder, Note, Reading, SeniorDebt, Simulation
from note_sched.document.schema import json_schema
from note_sched.document.starter import STARTER

TESTS = Path(__file__).parents[1]
SAMPLES = sorted((TESTS.parent / "samples").glob("*.yaml"))
CASES = sorted((TESTS / "cases").glob("*.yaml"))
CORE = type("Core", (yaml.SafeLoader,), {"yaml_implicit_resolvers": {}})  # YAML 1.2: no dates, no `yes`
for pattern, tag, first in (
    (r"^(?:true|True|TRUE|false|False|FALSE)$", "bool", "tTfF"),
    (r"^[-+]?[0-9]+$", "int", "-+0123456789"),
    (r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "float", "-+.0123456789"),
    (r"^(?:~|null|Null|NULL|)$", "null", ["~", "n", "N", ""]),
):
    CORE.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))
TYPED = {"written": yaml.BaseLoader, "1.1": yaml.SafeLoader, "1.2": CORE}


@pytest.fixture(scope="module")
def validator():
    schema = json_schema()
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def complaints(validator, text, typed):
    value = yaml.load(text, TYPED[typed])
    return [error.message for error in validator.iter_errors(value)]


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("path", [*SAMPLES, *CASES], ids=lambda path: path.stem)
def test_every_sample_and_case_is_accepted(validator, path, typed):
    text = path.read_text("utf-8")
    if path in CASES:
        text = yaml.safe_dump(yaml.load(text, yaml.BaseLoader)["document"])
    assert complaints(validator, text, typed) == []


@pytest.mark.parametrize("typed", TYPED)
def test_the_starter_is_accepted(validator, typed):
    assert complaints(validator, STARTER, typed) == []


@pytest.mark.parametrize("typed", TYPED)
def test_scalars_in_their_barest_form_are_accepted(validator, typed):
    text = SOUND.replace("id: pnc", "id: 7").replace("rank: 2", "rank: 3").replace("100000.00", "100000")
    text = with_events(
        "{type: insolvency, date: 2009-01-02, voluntary: no}",
        "{type: breach, date: 2009-01-02, curable: true}",
        "{type: distribution, date: 2009-01-02, amount: 5, expenses: 0, memo: 2009}",
        base=text.replace("Birch Family Trust", "1"),
    )
    assert complaints(validator, text + "reading:\nsimulation: ~\n", typed) == []


@pytest.mark.parametrize(
    "unsound",
    [
        SOUND.replace("title", "titel"),
        SOUND.replace("1% per month", "1%"),
        SOUND.replace("2010-05-31", "31/05/2010"),
        SOUND.replace("2010-05-31", "2910-05-31"),
        SOUND.replace("100000.00", "-5"),
        SOUND.replace("8000000.00", "0"),
        SOUND.replace("100000.00", "5.001x"),
        SOUND.replace("id: alder", "id: al der"),
        SOUND.replace("rank: 2", "rank: 0"),
        SOUND + "reading: {window_end: later}\n",
        SOUND + "events: {}\n",
        with_events("{type: dividend, date: 2009-01-02}"),
        with_events("{type: payment, amount: 5}"),
        with_events("{type: breach, date: 2009-01-02, curable: perhaps}"),
        with_events(DEFAULT, "{type: blockage_notice, date: 2009-03-03, defaults: d1}"),
        with_events(DEFAULT, "{type: blockage_notice, date: 2009-03-03, defaults: [d1], received: {alder: soon}}"),
        "note: {}\nholders: []\n",
        "[]",
    ],
)
def test_what_is_no_document_is_refused(validator, unsound):
    assert complaints(validator, unsound, "written")
    assert complaints(validator, unsound, "1.2")


def test_every_key_of_every_type_is_in_it():
    schema = json_schema()
    for kind in (Note, Holder, SeniorDebt, Reading, Simulation, *EVENT_KINDS.values()):
        written = set(schema["definitions"][kind.__name__]["properties"]) - {"type"}
        assert written == set(fields_of(kind))
    assert set(schema["properties"]) == set(fields_of(Form))


def test_everything_is_described():
    schema = json_schema()
    for name, definition in schema["definitions"].items():
        assert "anyOf" in definition or definition["description"], name


def test_switches_offer_their_words_and_their_default():
    window_end = json_schema()["definitions"]["Reading"]["properties"]["window_end"]
    assert (window_end["enum"], window_end["default"]) == (["blocked", "payable"], "blocked")


def test_it_is_the_same_text_on_every_call():
    first = json_schema()
    text = json.dumps(first, indent=2)
    first["definitions"]["sum"]["pattern"] = "spoilt"
    first["definitions"].clear()
    assert json.dumps(json_schema(), indent=2) == text
