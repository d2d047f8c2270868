"""All days in one run: each is what the document answers that is asked about that day."""

import json
import random
from contextlib import suppress
from pathlib import Path

import pytest
from comparing import loaded
from naive import documents
from notes import block, day, note

from note_sched.document.load import load
from note_sched.faults import Faulty
from note_sched.simulation import day_by_day, simulate

SAMPLES = Path(__file__).parents[2] / "samples"


def told(asked):
    """All of an answer; where a payoff is permitted that day, nobody asks from when it is."""
    free = asked.lifts.all_free if any(position.in_the_way for position in asked.positions) else None
    return asked.positions, asked.lifts.bars, asked.lifts.components, free, asked.senior_outstanding, asked.assumed


def assert_same(written, nth):
    last = simulate(written, sink=lambda _: None).through
    found = day_by_day(written, last)
    assert found[-1].day == last
    for each in [*found[:-1:nth], *found[-2:]]:
        assert told(each) == told(simulate(written, ask=each.day, sink=lambda _: None).asked), each.day


@pytest.mark.parametrize("seed", range(6))
def test_of_random_documents(seed):
    source = random.Random(1_000 + seed)
    make = documents.random_document if seed % 2 else documents.random_document_with_terms
    with suppress(Faulty):  # it transfers more than is held
        assert_same(loaded(json.loads(json.dumps(make(source)))), 149)


@pytest.mark.parametrize("sample", ["insolvency-with-avoidance", "release-valve"])
def test_of_samples_with_bars_that_come_and_go(sample):
    assert_same(load((SAMPLES / f"{sample}.yaml").read_bytes()), 97)


def test_a_bar_lifts_on_the_day_after_its_last():
    """Blocked from March 3, 2009 through February 20, 2010, the 365th day after the default of February 20, 2009."""
    found = {each.day: each for each in day_by_day(note(*block("2009-03-03")), day("2010-05-31"))}
    assert found[day("2009-03-02")].lifts.bars == {}
    for blocked in ("2009-03-03", "2010-02-20"):
        assert set(found[day(blocked)].lifts.bars.values()) == {day("2010-02-21")}
    assert found[day("2010-02-21")].lifts.bars == {}


def test_a_bar_that_never_lifts_has_no_day():
    """A payment default that nobody cures blocks without end (1(d)(i))."""
    written = note(*block("2009-03-03", kind="payment"))
    found = day_by_day(written, simulate(written).through)
    assert found[-1].positions[0].bars["interest"]
    assert found[-1].lifts.bars == {}
