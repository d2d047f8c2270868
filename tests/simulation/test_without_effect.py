"""Facts that change nothing are told, each once, on the line of its event; their neighbours are not."""

import pytest
from notes import ONE_HOLDER, block, day, event, note

from note_sched.simulation import simulate

BOTH = {"a": "100,000.00", "b": "50,000.00"}
BREACH = event("breach", "2009-02-02")
"""Effective on Monday; five business days later, on Tuesday 2009-02-10, an Event of Default (of all Notes)."""
WITHDRAWN = event("blockage_withdrawal", "2009-05-11", defaults=["d1"])
ENDS = {"blockage": {"other_default": {"ends": ["cure_notice", "withdrawal"]}}}
STOPS = {"permitted": {"stop_notice": "yes"}}


TOGGLE = {"interest": {"pik": {"toggle": {"rate": "14% per year"}}}}
TESTED = {"permitted": {"interest": {"test": "fccr", "at_least": "1.10"}}}
ELECTED = event("pik_election", "2008-10-20", **{"for": "2008-11-01"})


def result(test):
    return event("test_result", "2008-10-01", test=test, value="1.20")


def told(code, *events, paper=None, holders=ONE_HOLDER, **asked):
    document = note(*events, paper=paper, holders=holders)
    found = [each.line for each in simulate(document, **asked).cautions if each.code == code]
    return found == [document.events[-1].line] if found else False


def waived(on="2009-03-02", default="covenant", **whose):
    return event("default_waived", on, default=default, **whose)


@pytest.mark.parametrize(
    ("code", "drawing", "quiet", "paper", "other_paper"),
    [
        ("waives-nothing", (BREACH, waived(default="judgment")), (BREACH, waived()), None, None),
        ("waives-nothing", (BREACH, waived("2009-02-09")), (BREACH, waived("2009-02-10")), None, None),
        ("waives-nothing", (BREACH, waived(holder="a")), (BREACH, waived()), None, None),
        ("withdraws-nothing", (*block("2009-03-03"), WITHDRAWN), (*block("2009-03-03"), WITHDRAWN), {}, ENDS),
        ("withdraws-nothing", (block("2009-03-03")[0], WITHDRAWN), (*block("2009-03-03"), WITHDRAWN), ENDS, ENDS),
        (
            "junior-notice-without-standstill",
            (event("junior_notice", "2009-03-02"),),
            (event("junior_notice", "2009-03-02"),),
            {},
            {"standstill": {"days": 180}},
        ),
        (
            "notice-never-effective",
            (event("stop_notice", "2009-03-02", method="mail"),),
            (event("stop_notice", "2009-03-02", method="mail", actual="2009-03-05"),),
            STOPS,
            STOPS,
        ),
        ("void-election", (ELECTED,), (ELECTED,), {}, TOGGLE),
        ("void-election", (ELECTED,), (ELECTED,), None, TOGGLE),
        ("read-by-nothing", (result("dscr"),), (result("fccr"),), TESTED, TESTED),
        ("read-by-nothing", (result("fccr"),), (result("fccr"),), {}, TESTED),
        (
            "read-by-nothing",
            (event("index_rate", "2008-09-26", index="prime", value="5% per year"),),
            (),
            None,
            None,
        ),
    ],
)
def test_what_changes_nothing_is_told_and_its_neighbour_is_not(code, drawing, quiet, paper, other_paper):
    assert told(code, *drawing, paper=paper)
    assert not told(code, *quiet, paper=other_paper)


def test_a_waiver_after_the_day_asked_about_is_not_judged():
    assert not told("waives-nothing", BREACH, waived("2009-02-09"), ask=day("2009-02-06"))
