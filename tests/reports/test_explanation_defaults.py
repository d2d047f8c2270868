"""Why an Event of Default exists: each step by hand, on the days between which it begins."""

import pytest
from comparing import answered
from notes import block, event, note
from pages import TWO
from test_explanation import beside, page, told

from note_sched.rendering.json_text import json_page

OF = "events_of_default"


def test_an_instalment_that_was_barred_is_in_default_from_tuesday():
    """Blocked from Friday, February 27: of March 1, a Sunday, 1,000.00 is in time through Monday (GCL 25; 2(a))."""
    document = note(*block("2009-02-27"))
    assert beside(document, "2009-03-02", OF) == []
    (default,) = beside(document, "2009-03-03", OF)
    assert told(default) == [
        ("2009-03-01", "interest fell due"),
        ("2009-03-02", "in time through the first business day (General Construction Law 25)"),
        ("2009-03-02", "unpaid at the end of that day"),
        ("2009-03-03", "an Event of Default exists from the day after"),
        ("2009-03-03", "an acceleration by a that day would be good"),
    ]
    assert [step["arithmetic"]["result"] for step in default["steps"][:3]] == ["1000.00", "2009-03-02", "1000.00"]


def test_what_was_paid_until_then_is_taken_off_and_what_came_later_is_too_late():
    """600.00 on the last day in time, 567.67 of November's 1,166.67 left of it; the rest on the day after."""
    paid = [event("payment", on, amount=cents) for on, cents in (("2008-11-03", "600.00"), ("2008-11-04", "566.67"))]
    document = note(*paid, simulation={"recorded_through": "2008-11-10"})
    (default,) = beside(document, "2008-11-04", OF)
    assert told(default)[2:] == [
        ("2008-11-03", "recorded payment of 2008-11-03: 600.00"),
        ("2008-11-03", "unpaid at the end of that day"),
        ("2008-11-04", "an Event of Default exists from the day after"),
        ("2008-11-04", "recorded payment of 2008-11-04, too late: 566.67"),
        ("2008-11-04", "an acceleration by a that day would be good"),
        ("2008-11-04", "the last day on which it exists"),
    ]
    left = next(step for step in default["steps"] if step["says"].startswith("unpaid"))
    assert left["arithmetic"]["result"] == "566.67"


def test_an_acceleration_on_record_is_good_or_not():
    accelerated = event("acceleration", "2009-04-06", holder="a", notice="2009-04-06")
    document = note(*block("2009-03-03"), accelerated, holders=TWO)
    of_a, of_b = beside(document, "2009-04-06", OF)
    assert ("2009-04-06", "acceleration, a: good") in told(of_a)
    assert ("2009-04-06", "an acceleration by b that day would be good") in told(of_b)
    assert not any(says.startswith("an acceleration by a") for _, says in told(of_a))


@pytest.mark.parametrize(
    ("fact", "begun", "last", "start"),
    [
        (event("breach", "2009-06-08"), "2009-06-08", "2009-06-15", "2009-06-16"),  # five business days
        (event("judgment", "2009-02-05", amount="60,000.00"), "2009-02-05", "2009-03-23", "2009-03-24"),  # 45, rolled
        (event("misrepresentation", "2009-02-05"), "2009-02-05", None, "2009-02-05"),  # as of the date made
    ],
)
def test_a_fact_is_told_with_its_line_its_grace_and_its_first_day(fact, begun, last, start):
    (default,) = beside(note(fact), start, OF)
    days = [on for on, _ in told(default)]
    assert days[: 3 if last else 2] == [begun, *([last] if last else []), start]
    assert default["steps"][0]["facts"][0]["line"]
    assert default["value"] == start


def test_a_senior_acceleration_is_a_default_that_very_day():
    document = note(event("senior_acceleration", "2009-05-04", facility="pnc"))
    (default,) = beside(document, "2009-05-04", OF)
    assert told(default)[:2] == [
        ("2009-05-04", "pnc accelerated 2009-05-04"),
        ("2009-05-04", "an Event of Default exists from this day"),
    ]


def test_it_is_told_only_where_it_is_asked_for():
    document = note(*block("2009-02-27"))
    assert OF not in answered(page(document, "2009-03-03"))
    assert OF not in json_page(page(document, "2009-03-03", "bars"))
