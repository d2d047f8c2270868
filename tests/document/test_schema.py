"""The schema takes every document that ``load`` takes, as text and as an editor's parser types it."""

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator
from written import DEFAULT, SOUND, codes, with_events

from note_sched.document.fields import EVENT_KINDS, fields_of
from note_sched.document.model import Form, Holder, Note, Reading, SeniorDebt, Simulation
from note_sched.document.schema import json_schema
from note_sched.document.starter import STARTER
from note_sched.document.starters import starter
from note_sched.document.terms_form import LimitsForm, TermsForm
from note_sched.instruments import KEYS

TESTS = Path(__file__).parents[1]
SAMPLES = sorted((TESTS.parent / "samples").glob("*.yaml"))
CASES = sorted((TESTS / "cases").glob("*.yaml"))
CORE = type("Core", (yaml.CSafeLoader,), {"yaml_implicit_resolvers": {}})  # YAML 1.2: no dates, no `yes`
for pattern, tag, first in (
    (r"^(?:true|True|TRUE|false|False|FALSE)$", "bool", "tTfF"),
    (r"^[-+]?[0-9]+$", "int", "-+0123456789"),
    (r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "float", "-+.0123456789"),
    (r"^(?:~|null|Null|NULL|)$", "null", ["~", "n", "N", ""]),
):
    CORE.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))
TYPED = {"written": yaml.CBaseLoader, "1.1": yaml.CSafeLoader, "1.2": CORE}


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
        text = yaml.dump(yaml.load(text, yaml.CBaseLoader)["document"], Dumper=yaml.CSafeDumper)
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


@pytest.mark.parametrize("typed", ["written", "1.2"])  # to YAML 1.1 the key `on` is a boolean
@pytest.mark.parametrize("key", KEYS)
def test_the_starter_of_every_instrument_is_accepted_uncovered(validator, key, typed):
    assert complaints(validator, re.sub(r"^#(?=  )", "", starter(key), flags=re.MULTILINE), typed) == []


TERMS = SOUND + "terms:\n  instrument: plain\n"


@pytest.mark.parametrize("typed", ["written", "1.2"])
@pytest.mark.parametrize(
    ("sound", "unsound"),
    [
        ("override: 365 days", "override: 365"),
        ("override: none", "override: never"),
        ("blockage: {other_default: {days: 179}}", "blockage: {other_default: {days: 179 days}}"),
        ("blockage: {other_default: none}", "blockage: {other_default: any}"),
        ("blockage: {other_default: {given_by: [pnc]}}", "blockage: {other_default: {given_by: pnc}}"),
        ("blockage: {last_day: payable}", "blockage: {last_days: payable}"),
        ("interest: {every: 3 months}", "interest: {every: 2 months}"),
        ("interest: {pik: none}", "interest: {pik: {al: yes}}"),
        ("interest: {pik: {toggle: {rate: 12% per year}}}", "interest: {pik: {toggle: {rate: 12%}}}"),
        ("interest: {default: {plus: 2% per year}}", "interest: {default: {plus: 2% per year, on: sums}}"),
        ("principal: {instalments: []}", "principal: {instalments: [5]}"),
        ("permitted: {principal: 2012-01-31}", "permitted: {principal: 31/01/2012}"),
        ("permitted: {stop_notice: yes}", "permitted: {stop_notice: perhaps}"),
        ("defaults: {judgment: {days: 45}}", "defaults: {judgment: {days: 45 weeks}}"),
        ("defaults: {representation: none}", "defaults: {representation: never}"),
        ("acceleration: {by: 25%}", "acceleration: {by: 125%}"),
        ("acceleration: {automatic: [petition]}", "acceleration: {automatic: petition}"),
        ("cite: {turnover: 10.06}", "cite: {turn_over: 10.06}"),
    ],
)
def test_terms_are_taken_and_refused_as_load_does(validator, sound, unsound, typed):
    assert codes(f"{TERMS}  {sound}\n") == complaints(validator, f"{TERMS}  {sound}\n", typed) == []
    assert codes(f"{TERMS}  {unsound}\n")
    assert complaints(validator, f"{TERMS}  {unsound}\n", typed)


def test_a_first_payment_date_is_left_out_only_with_interest_at_maturity(validator):
    without = TERMS.replace("  first_payment_date: 2008-11-01\n", "")
    assert complaints(validator, without, "1.2")
    assert complaints(validator, without + "  interest: {every: maturity}\n", "1.2") == []


def test_every_key_of_every_type_is_in_it():
    schema = json_schema()
    for kind in (Note, Holder, SeniorDebt, Reading, Simulation, TermsForm, LimitsForm, *EVENT_KINDS.values()):
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
