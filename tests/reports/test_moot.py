"""Alternatives that are not played because nothing can turn on them: by hand in pairs, and held against playing all."""

import random
from pathlib import Path

import pytest
from comparing import loaded
from naive import documents
from notes import block, event, note

from note_sched import simulation
from note_sched.document.load import load
from note_sched.faults import Faulty
from note_sched.rendering.json_text import json_page
from note_sched.reports.comparison import alternatives as comparison
from note_sched.reports.comparison.alternatives_page import readings_page
from note_sched.reports.comparison.moot import moot
from note_sched.simulation.plays import Plays

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
TWO = {"a": "100,000.00", "b": "50,000.00"}
ALL = {"window_end", "block_trigger", "proviso_scope", "mixed_block", "turnover_effect"}
FAXED = {"notice": {"method": "fax", "time": "10:00"}}


@pytest.mark.parametrize(
    ("without", "switch", "document"),
    [
        (note(), "window_end", note(*block("2009-03-02"))),
        (note(), "window_end", note(event("acceleration", "2009-03-02", holder="a"))),
        (note(*block("2009-03-02")), "block_trigger", note(*block("2009-03-02", **FAXED))),
        (note(), "mixed_block", note(holders=TWO)),
        (note(), "turnover_effect", note(event("payment", "2009-03-02", amount="1.00"))),
        (
            note(*block("2009-03-02", kind="payment")),
            "proviso_scope",
            note(*block("2009-03-02", kind="payment"), *block("2009-04-02", name="d2", kind="payment")),
        ),
    ],
    ids=["a notice", "an acceleration", "a fax", "another Holder", "a payment", "a second default"],
)
def test_what_makes_a_switch_matter(without, switch, document):
    assert switch in moot(without)
    assert switch not in moot(document)


def test_a_document_with_terms_of_its_own_plays_all():
    assert moot(note()) == ALL
    assert moot(note(paper={"instrument": "air-industries-2008"})) == set()


def told(document):
    return json_page(readings_page(comparison.alternatives(document)))


def assert_alike(document, monkeypatch):
    """Playing all gives the same page."""
    short = told(document)
    monkeypatch.setattr(comparison, "moot", lambda _: frozenset())
    assert told(document) == short


@pytest.mark.parametrize(
    "path", [path for path in SAMPLES if path.stem in {"covenant-default", "single-holder"}], ids=lambda path: path.stem
)
def test_what_is_not_played_would_have_changed_nothing(path, monkeypatch):
    assert_alike(load(path.read_bytes()), monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_what_is_not_played_would_have_changed_nothing_in_any_sample(path, monkeypatch):
    assert_alike(load(path.read_bytes()), monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(40))
def test_what_is_not_played_would_have_changed_nothing_at_random(seed, monkeypatch):
    document = loaded(documents.random_document(random.Random(seed)))
    try:
        assert_alike(document, monkeypatch)
    except Faulty:
        pytest.skip("more is transferred than is held")


@pytest.fixture
def played(monkeypatch):
    """How many times a document was played."""
    runs = []
    real = simulation._play  # noqa: SLF001 (each run comes by it, whoever asks)

    def play(*arguments, **options):
        runs.append(arguments)
        return real(*arguments, **options)

    monkeypatch.setattr(simulation, "_play", play)
    return runs


def test_how_often_the_release_valve_is_played(played):
    """Six alternatives (day counts 3, business_days, window_end, mixed_block) and their twelve pairs; three days before
    the first row that differs are looked for in two runs each; and what began earlier is played no more."""
    document = load(next(path for path in SAMPLES if path.stem == "release-valve").read_bytes())
    run = simulation.simulate(document)
    played.clear()
    comparison.alternatives(document, plays=Plays(run))
    assert len(played) <= 6 + 12 + 3 * 2 + 3  # the last: alternatives that end earlier are played to the same day


def test_what_was_played_is_not_played_again(played):
    document = note()
    plays = Plays()
    run = plays.play(document)
    assert plays.play(document) is run
    assert plays.play(document, run.through) is run
    assert len(played) == 1
    later = plays.play(document, run.through.replace(year=run.through.year + 1))
    assert later.through.year == run.through.year + 1
    assert len(played) == 2
