"""One page on a day: balances, bars, defaults, graces, what notices can still do, Senior debt, subrogation."""

import json
from datetime import date, timedelta

import pytest
from notes import event, note
from pages import TWO, asked, blocked, default, labelled, lines, notice

from note_sched.rendering.data import csv_page
from note_sched.rendering.json_text import json_page
from note_sched.reports.answers.status import played_on, status
from note_sched.simulation import simulate


def told(document, on):
    return lines(asked("status", document, on))


def data(document, on):
    return json.loads(json_page(asked("status", document, on)))


def test_the_first_line_sums_the_day_up():
    """The verdict; an Event of Default is a line of its own, for it changes no verdict."""
    free, barred = told(note(), "2008-12-15"), told(blocked(), "2009-04-15")
    assert free[0] == "PAY (nothing is due) on Mon 2008-12-15"
    assert "Event of Default none" in free
    assert barred[0] == "DO NOT PAY on Wed 2009-04-15"
    assert "Event of Default under 2(a) since Thu 2009-04-02" in barred
    assert labelled(asked("status", blocked(), "2009-04-15"), "Barred").startswith("no payment before Sun 2010-02-21")


def test_what_is_received_against_a_bar_is_held_in_trust_that_day():
    """Of 1,000.00 received on April 15 nothing may be kept: all of it goes to the Senior lender that blocks."""
    paid = blocked(event("payment", "2009-04-15", amount="1,000.00"))
    assert labelled(asked("status", paid, "2009-04-15"), "Held in trust") == (
        "1,000.00 received that day is held in trust, and turned over: pnc 1,000.00"
    )
    assert not any(line.startswith("Held in trust") for line in told(paid, "2009-04-16"))


def test_csv_is_the_holder_rows():
    """100,000.00 with April's instalment unpaid and fourteen days of April accrued: 466.67."""
    assert csv_page(asked("status", blocked(), "2009-04-15")).splitlines()[1] == (
        "a,a,100000.00,1000.00,466.67,0.00,101466.67,1000.00,barred,1(d)(ii)(B),0.00"
    )


def test_json_has_a_version_and_its_keys():
    assert list(data(blocked(), "2009-04-15")) == [
        "schema_version",
        "as_of",
        "holders",
        "total",
        "bars",
        "events_of_default",
        "grace_running",
        "notices",
        "senior_defaults",
        "senior",
        "subrogation",
        "refundable",
    ]


@pytest.mark.parametrize(("on", "running"), [("2008-11-01", True), ("2008-11-03", True), ("2008-11-04", False)])
def test_an_instalment_is_in_its_grace_through_its_timely_day(on, running):
    """Due Saturday 2008-11-01, in time through Monday: a 2(a) default from Tuesday."""
    found = data(note(simulation={"payments": "recorded"}), on)["grace_running"]
    assert [(each["clause"], each["from"], each["amount"]) for each in found] == (
        [("2(a)", "2008-11-04", "1166.67")] if running else []
    )


GRACES = [
    ("2(b)", event("breach", "2009-02-05"), "2009-02-14", "2009-02-05"),  # Lincoln's Birthday is no business day
    ("2(d)", event("receiver", "2009-02-05"), "2009-04-07", "2009-02-05"),  # day 60 is Monday, April 6
    ("2(e)", event("judgment", "2009-02-05", amount="60,000.00"), "2009-03-24", "2009-02-05"),
    ("2(f)", event("insolvency", "2009-02-05", voluntary="no"), "2009-03-24", "2009-02-05"),
    ("2(g)", event("nonpayment", "2009-02-05", amount="500,000.01"), "2009-03-08", "2009-02-05"),  # day 31
]


@pytest.mark.parametrize(("clause", "fact", "start", "begun"), GRACES, ids=[each[0] for each in GRACES])
def test_a_grace_runs_from_its_fact_to_the_day_before_the_default(clause, fact, start, begun):
    def running(on):
        return [(each["clause"], each["from"]) for each in data(note(fact), str(on))["grace_running"]]

    first, last = date.fromisoformat(begun), date.fromisoformat(start) - timedelta(1)
    assert (clause, start) in running(first)
    assert (clause, start) in running(last)
    assert clause not in dict(running(last + timedelta(1)))
    assert clause not in dict(running(first - timedelta(1)))


@pytest.mark.parametrize(
    "fact",
    [
        event("judgment", "2009-02-05", amount="50,000.00"),
        event("insolvency", "2009-02-05", voluntary="yes"),
        event("receiver", "2009-02-05", consented="yes"),
        event("breach", "2009-02-05", curable="no"),
        event("nonpayment", "2009-02-05", amount="500,000.00"),
        event("judgment", "2009-02-05", amount="60,000.00", satisfied="2009-02-10"),
    ],
)
def test_what_is_too_small_or_at_once_or_over_has_no_grace(fact):
    assert data(note(fact), "2009-02-10")["grace_running"] == []


def test_a_remedy_on_record_is_named():
    judgment = event("judgment", "2009-02-05", amount="60,000.00", satisfied="2009-03-20")
    assert data(note(judgment), "2009-02-10")["grace_running"][0]["averted"] == "2009-03-20"


def test_a_notice_says_what_it_still_does():
    document = blocked(default("d2", "2009-03-15"), notice("2010-02-22", "d2"))
    states = {each["default"]: each["state"] for each in data(document, "2009-04-15")["notices"]}
    assert states == {"d1": "blocks", "d2": "not yet effective"}
    states = {each["default"]: each["state"] for each in data(document, "2010-02-22")["notices"]}
    assert states == {"d1": "ended", "d2": "void"}


def test_an_override_suspends_a_notice():
    document = blocked(event("acceleration", "2009-04-06", holder="a", notice="2009-04-06"))
    assert data(document, "2009-04-15")["notices"][0]["state"] == "suspended"


def prospects(document, on):
    return {each["default"]: each for each in data(document, on)["senior_defaults"]}


def test_a_default_that_existed_during_a_block_is_burned_for_good():
    """d2 arose during the block of d1, without notice of it."""
    found = prospects(blocked(default("d2", "2009-03-15")), "2009-04-15")["d2"]
    assert not found["can_block"]
    assert "already existed" in found["reason"]
    assert any(
        "d2 (default of Sun 2009-03-15, pnc) a can block no more" in line
        for line in told(blocked(default("d2", "2009-03-15")), "2009-04-15")
    )


def test_a_fresh_default_can_block_at_once_through_its_day_365():
    """2009-03-02 and 365 days."""
    found = prospects(note(default("d1", "2009-03-02")), "2009-04-15")["d1"]
    assert (found["first"], found["end"]) == ("2009-04-15", "2010-03-02")


def test_a_fresh_default_under_the_same_covenant_waits_twelve_months():
    """The first block commenced 2009-03-03 and ended 2009-06-10; a default of July can block from 2010-03-03."""
    document = note(
        default("d1", "2009-02-20", covenant="leverage", cured="2009-06-01"),
        notice("2009-03-03", "d1"),
        event("cure_notice", "2009-06-10", defaults=["d1"]),
        default("d2", "2009-07-01", covenant="leverage"),
    )
    found = prospects(document, "2009-08-01")["d2"]
    assert (found["first"], found["end"], found["covenant_free"]) == ("2010-03-03", "2010-07-01", "2010-03-03")
    assert prospects(document, "2010-03-03")["d2"]["first"] == "2010-03-03"
    assert "within twelve months" in found["reason"]


def test_senior_debt_and_subrogation_stand_at_the_foot():
    """10,000.00 paid during the block was turned over to pnc."""
    document = blocked(event("payment", "2009-03-10", amount="10,000.00"), holders=TWO)
    found = data(document, "2009-04-15")
    assert found["senior"][0]["outstanding"] == "7990000.00"
    assert [(each["holder"], each["pool"], each["live"]) for each in found["subrogation"]] == [
        ("a", "6666.67", False),
        ("b", "3333.33", False),
    ]


def test_what_was_received_beyond_all_that_was_owed_stands_at_the_foot():
    """100,000.00, 1,166.67 and 66.67 are owed on 2008-11-03: of 101,243.34 a holds 10.00, until it refunds 4.00."""
    events = (
        event("payment", "2008-11-03", amount="101,243.34"),
        event("refund", "2008-11-05", holder="a", amount="4.00"),
    )
    held = [data(note(*events), on)["refundable"] for on in ("2008-11-02", "2008-11-04", "2008-11-05")]
    assert held == [[], [{"holder": "a", "amount": "10.00"}], [{"holder": "a", "amount": "6.00"}]]


def test_before_a_notice_is_effective_its_end_is_known_as_in_bars():
    """Sent on March 10, received on the 20th: it blocks through day 365 of the default, 2010-02-20."""
    late = notice("2009-03-10", "d1", received={"a": "2009-03-20"})
    document = note(default("d1", "2009-02-20"), late)
    run = simulate(document, ask=date(2009, 3, 15))
    page = status(run, whole=played_on(run))
    assert any("not effective yet; will block through Sat 2010-02-20" in line for line in lines(page))
    (found,) = json.loads(json_page(page))["notices"]
    assert (found["state"], found["until"]) == ("not yet effective", "2010-02-20")
    after = simulate(document, ask=date(2009, 3, 20))
    assert played_on(after) is None


def test_a_notice_on_its_way_that_will_be_void_says_why():
    """The default of 2009-03-02 is cured on March 12, before the notice is received."""
    late = notice("2009-03-10", "d1", received={"a": "2009-03-20"})
    run = simulate(note(default("d1", "2009-03-02", cured="2009-03-12"), late), ask=date(2009, 3, 11))
    assert any("not effective yet; will block nothing: " in line for line in lines(status(run, whole=played_on(run))))


def test_a_default_without_a_covenant_is_used_up_and_nothing_of_it_is_free_again():
    """Noticed while it existed: burned for good. A covenant by name is free for another default after twelve months."""
    for covenant, free in (({}, None), ({"covenant": "leverage"}, "2010-03-03")):
        document = note(default("d1", "2009-02-20", **covenant), notice("2009-03-03", "d1"))
        (found,) = data(document, "2009-04-15")["senior_defaults"]
        assert (found["can_block"], found["covenant_free"]) == (False, free)
