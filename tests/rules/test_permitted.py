"""Bars on one component: after Senior, from a day on, and what a stop notice stops."""

from datetime import date

import pytest

from note_sched.rules.permitted import Stop, Stops, component_bars
from note_sched.terms.terms import Permitted

day = date.fromisoformat
ISSUED = day("2020-05-15")
FREE = Permitted("free", "free", "free", stop_notice=True)
EVERYTHING = ("interest", "principal", "expenses")


def barred(on, permitted=FREE, stops=(), senior=1):
    """Which components are barred on a day, each with the kinds of bar."""
    found = component_bars(day(on), ISSUED, permitted, stops, senior)
    return {component: [bar.kind for bar in bars] for component, bars in found.items()}


def stops(*sent, resumed=()):
    """The stops of notices by effective day, and of days of resumption."""
    stopped = [(order, day(on), EVERYTHING, day(on)) for order, on in enumerate(sent)]
    return Stops(stopped, map(day, resumed))


def spans(found):
    return [(str(each.start), each.resumed and str(each.resumed)) for each in found.all]


@pytest.mark.parametrize(
    ("on", "senior", "expected"),
    [
        ("2020-05-14", 1, {}),  # nothing could be paid before the issue date
        ("2020-05-15", 1, {"principal": ["permitted"]}),
        ("2025-05-15", 1, {"principal": ["permitted"]}),  # down to the last cent of Senior
        ("2025-05-15", 0, {}),
    ],
)
def test_a_component_that_waits_for_senior_is_barred_while_any_is_outstanding(on, senior, expected):
    assert barred(on, FREE._replace(principal="after_senior"), senior=senior) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2020-05-14", {}),
        ("2020-05-15", {"interest": ["permitted"]}),
        ("2020-12-31", {"interest": ["permitted"]}),
        ("2021-01-01", {}),
    ],
)
@pytest.mark.parametrize("senior", [0, 1])
def test_a_component_that_may_be_paid_from_a_day_on_is_barred_before_it_whatever_senior_is_owed(on, senior, expected):
    assert barred(on, FREE._replace(interest=day("2021-01-01")), senior=senior) == expected


@pytest.mark.parametrize(("senior", "expected"), [(1, {"interest": ["permitted", "stop"]}), (0, {})])
def test_a_stop_bars_what_it_names_beside_what_bars_it_already(senior, expected):
    stop = Stop(0, day("2020-06-20"), ("interest",), day("2020-06-20"), None)
    assert barred("2020-06-20", FREE._replace(interest="after_senior"), [stop], senior) == expected


def test_two_stops_are_two_bars():
    found = component_bars(day("2020-07-01"), ISSUED, FREE, stops("2020-06-20", "2020-06-22").all, 1)
    assert [bar.cause for bar in found["interest"]] == [("stop 2020-06-20",), ("stop 2020-06-22",)]
    assert len({bar.key for bar in found["interest"]}) == 2


@pytest.mark.parametrize(
    ("resumed", "expected"),
    [
        ([], [("2020-06-20", None), ("2020-06-22", None)]),
        (["2020-06-21"], [("2020-06-20", "2020-06-21"), ("2020-06-22", None)]),
        (["2020-06-22"], [("2020-06-20", "2020-06-22"), ("2020-06-22", "2020-06-22")]),  # that day is free
        (["2020-06-23", "2020-07-01"], [("2020-06-20", "2020-06-23"), ("2020-06-22", "2020-06-23")]),  # all of them
        (["2020-06-19"], [("2020-06-20", None), ("2020-06-22", None)]),  # before there was one
    ],
)
def test_a_resume_notice_ends_every_stop_on_that_holder(resumed, expected):
    assert spans(stops("2020-06-20", "2020-06-22", resumed=resumed)) == expected


@pytest.mark.parametrize(
    ("stopped", "resumed", "expected"),
    [
        ("2020-06-30", [], [("2020-07-01", None)]),
        ("2020-07-01", [], []),  # effective on the transferor on the day of the transfer: it does not pass
        ("2020-06-20", ["2020-06-30"], []),  # ended before
        ("2020-06-20", ["2020-07-01"], [("2020-07-01", None)]),  # resumed on the transferor that day: does not pass
    ],
)
def test_a_transferee_takes_over_the_stops_that_stand(stopped, resumed, expected):
    taker = stops()
    taker.inherit(stops(stopped, resumed=resumed), day("2020-07-01"))
    assert spans(taker) == expected


def test_what_a_transferee_took_over_ends_by_notice_to_it():
    taker = Stops([], [day("2020-06-25"), day("2020-07-06")])
    taker.inherit(stops("2020-06-20"), day("2020-07-01"))
    assert spans(taker) == [("2020-07-01", "2020-07-06")]


def test_the_same_notice_is_not_doubled_by_a_transfer():
    taker = stops("2020-06-22")
    taker.inherit(stops("2020-06-20"), day("2020-07-01"))  # the same notice, two days earlier on the transferor
    assert spans(taker) == [("2020-06-22", None)]
