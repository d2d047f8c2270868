"""Standstill: after notice to Senior Holders wait so many days, unless what ends it holds."""

from datetime import date, timedelta

import pytest

from note_sched.document.events import JuniorNotice
from note_sched.instruments import instrument
from note_sched.rules.defaults import EventOfDefault
from note_sched.rules.ground import BreachNoticed, StandsStill
from note_sched.rules.standstill import last_day, why_void, windows
from note_sched.rules.words import words
from note_sched.terms.roles import Role
from note_sched.terms.terms import Standstill

day = date.fromisoformat
TERMS = instrument("mezzanine-180").terms.standstill
NOTICED = day("2010-02-03")
LAST = day("2010-08-02")  # 25 days to Feb 28, 56, 86, 117, 147, 178 to July 31, and two
ONE = timedelta(days=1)


def breach(since):
    return EventOfDefault(Role.DEFAULT_COVENANT, None, day(since), None, BreachNoticed(day("2010-01-04")))


def test_the_last_day_is_the_180th_after_the_notice():
    assert last_day(TERMS, NOTICED) == LAST


@pytest.mark.parametrize(("on", "good"), [(LAST - ONE, False), (LAST, False), (LAST + ONE, True)])
def test_a_demand_is_good_from_the_day_after_the_last(on, good):
    void = why_void(TERMS, on, [NOTICED], [breach("2010-02-03")], ())
    assert (void is None) is good
    if void is not None:
        assert (void.role, void.first_good) == (Role.STANDSTILL, day("2010-08-03"))


@pytest.mark.parametrize(("since", "good"), [("2010-02-03", True), ("2010-02-04", False)])
def test_an_event_of_default_later_than_the_notice_needs_another(since, good):
    void = why_void(TERMS, LAST + ONE, [NOTICED], [breach(since)], ())
    assert (void is None) is good
    if void is not None:
        assert void == StandsStill(LAST + ONE, None, 180)
        assert void.first_good is None


def test_of_several_notices_the_first_of_which_it_existed_counts():
    """Of an Event of Default since March 1 that of February 3 says nothing; March 10 + 180 is September 6."""
    notices = [day("2010-04-01"), day("2010-03-10"), NOTICED]
    void = why_void(TERMS, day("2010-09-06"), notices, [breach("2010-03-01")], ())
    assert (void.noticed, void.first_good) == (day("2010-03-10"), day("2010-09-07"))
    assert why_void(TERMS, day("2010-09-07"), notices, [breach("2010-03-01")], ()) is None


def test_a_notice_to_come_is_none_yet():
    assert why_void(TERMS, NOTICED - ONE, [NOTICED], [breach("2010-01-10")], ()) == StandsStill(
        NOTICED - ONE, None, 180
    )


@pytest.mark.parametrize("end", ["insolvency", "senior_acceleration", "senior_matured", "senior_paid", "maturity"])
def test_each_end_makes_a_demand_good_without_a_notice_where_the_paper_knows_it(end):
    assert why_void(TERMS, NOTICED, [], [breach("2010-01-10")], {end}) is None
    assert why_void(TERMS._replace(ends=()), NOTICED, [], [breach("2010-01-10")], {end}) is not None


def test_until_senior_is_paid_no_notice_helps():
    terms = instrument("standby").terms.standstill
    assert terms == Standstill(None, ("senior_paid",))
    assert why_void(terms, LAST + ONE, [NOTICED], [breach("2010-01-10")], {"insolvency"}) is not None
    assert why_void(terms, LAST + ONE, [], [breach("2010-01-10")], {"senior_paid"}) is None
    assert windows(terms, [JuniorNotice(date=NOTICED)]) == []


def test_every_notice_has_its_window_whatever_was_in_default():
    (window,) = windows(TERMS, [JuniorNotice(date=NOTICED)])
    assert (window.kind, window.holder, window.start, window.end) == ("standstill", None, NOTICED, LAST)
    assert (window.effective, window.cause, window.role) == (True, ("junior_notice 2010-02-03",), Role.STANDSTILL)
    assert windows(None, [JuniorNotice(date=NOTICED)]) == []


def test_a_demand_too_early_is_told_from_when_it_is_good():
    label = instrument("mezzanine-180").label
    assert words(StandsStill(LAST, NOTICED, 180), label) == (
        "the standstill of 180 days from the notice to Senior of 2010-02-03 was not over (standstill): a demand is "
        "good from 2010-08-03 on, while the Event of Default goes on"
    )
    assert words(StandsStill(LAST, None, 180), label) == (
        "Senior had no notice of an Event of Default that exists on 2010-08-02: without it no standstill of 180 days "
        "ends (standstill)"
    )
    assert words(StandsStill(LAST, None, None), label) == (
        "the Holders stand still until all Senior debt is paid (standstill)"
    )
