"""All days in one run: each is what the document answers that is asked about that day."""

import json
import random
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import pytest
from comparing import loaded
from days import each_day
from msgspec.structs import replace
from naive import documents
from notes import block, cents, day, event, half_up, note

from note_sched.document.load import load
from note_sched.faults import Faulty
from note_sched.measure.business_days import DAY
from note_sched.simulation import day_by_day, simulate

SAMPLES = Path(__file__).parents[2] / "samples"


def told(asked, like):
    """All of an answer that is known of ``like``; where a payoff is permitted that day, nobody asks from when it is."""
    free = asked.lifts.all_free if any(position.in_the_way for position in asked.positions) else None
    lifts, senior = (asked.lifts.bars, asked.lifts.components, free), asked.senior_outstanding
    whole = like.positions[0].per_diem is not None
    positions = asked.positions if whole else [replace(each, per_diem=None) for each in asked.positions]
    return positions, lifts, senior, asked.senior_limits, asked.assumed, asked.assumed_since


def assert_same(written, nth):
    last = simulate(written, sink=lambda _: None).through
    found = list(each_day(day_by_day(written, last)))
    assert [each.day for each in (found[0], found[-1])] == [written.note.issue_date, last]
    for each in [*found[:-1:nth], *found[-2:]]:
        assert told(each, each) == told(simulate(written, ask=each.day, sink=lambda _: None).asked, each), each.day


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
    found = {each.day: each for each in each_day(day_by_day(note(*block("2009-03-03")), day("2010-05-31")))}
    assert found[day("2009-03-02")].lifts.bars == {}
    for blocked in ("2009-03-03", "2010-02-20"):
        assert set(found[day(blocked)].lifts.bars.values()) == {day("2010-02-21")}
    assert found[day("2010-02-21")].lifts.bars == {}


def test_a_bar_that_never_lifts_has_no_day():
    """A payment default that nobody cures blocks without end (1(d)(i))."""
    written = note(*block("2009-03-03", kind="payment"))
    found = list(each_day(day_by_day(written, simulate(written).through)))
    assert found[-1].positions[0].bars["interest"]
    assert found[-1].lifts.bars == {}


def stretch_of(written, on):
    """First and last day of those told together with a day, and what has accrued on each of them on the one Note."""
    for each in day_by_day(written, simulate(written).through):
        count = len(each.accrued)
        if each.asked.day <= day(on) <= each.asked.day + DAY * count:
            cents_ = [each.asked.positions[0].accrued, *(accrued for (accrued,) in each.accrued)]
            return str(each.asked.day), str(each.asked.day + DAY * count), cents_
    raise LookupError(on)


def test_days_between_two_instalments_are_told_together():
    """Monday, December 1, 2008 is paid on the day; from the 2nd on 1% of 100,000.00 runs, 1/31 of it a day."""
    assert stretch_of(note(), "2008-12-01") == ("2008-12-01", "2008-12-01", [0])
    interest = [half_up(cents(1_000) * Fraction(passed, 31)) for passed in range(1, 31)]
    assert stretch_of(note(), "2008-12-15") == ("2008-12-02", "2008-12-31", interest)


def test_a_default_that_is_waived_is_none_from_the_next_day_on():
    """2(a): what fell due on Saturday, November 1, 2008, is in default from Tuesday on; waived on the 20th, never more.

    Nothing moves on the day of the waiver, and no fact is dated on those behind it.
    """
    waiver = event("default_waived", "2008-11-20", default="payment")
    written = note(waiver, simulation={"payments": "recorded"})
    told_days = each_day(day_by_day(written, day("2008-11-30")))
    found = {str(each.day): each.positions[0].default_since for each in told_days}
    assert (found["2008-11-03"], found["2008-11-04"]) == (None, day("2008-11-04"))
    assert (found["2008-11-20"], found["2008-11-21"], found["2008-11-30"]) == (day("2008-11-04"), None, None)


@pytest.mark.parametrize(
    ("on", "whole"),
    [("2009-02-15", ("2009-02-03", "2009-02-28")), ("2009-03-15", ("2009-03-03", "2009-03-31"))],
    ids=["free", "blocked"],
)
def test_days_told_together_begin_behind_a_payment_and_with_a_bar(on, whole):
    """The instalments of Sundays, February 1 and March 1, are paid on Mondays; from Tuesday, March 3 on nothing is."""
    assert stretch_of(note(*block("2009-03-03")), on)[:2] == whole


def test_interest_that_is_due_from_day_to_day_is_told_day_by_day():
    """Matured on May 31, 2010 and recorded as unpaid: interest goes with principal that may be paid (R-17)."""
    written = note(simulation={"payments": "recorded", "through": "2010-08-31"})
    first, last, _ = stretch_of(written, "2010-07-15")
    assert (first, last) == ("2010-07-15", "2010-07-15")
