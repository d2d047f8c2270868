"""The run goes from one day on which anything can happen to the next: what it passes over would have been the same."""

import json
import random
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise

import pytest
from comparing import loaded
from growing import calls
from naive import documents
from notes import block, day, event, money, note

from note_sched.faults import Faulty
from note_sched.measure.business_days import DAY
from note_sched.simulation import simulate
from note_sched.simulation.day import DaySteps

BATCHES, BATCH = 12, 5


def later_terms(source):
    return documents.random_document_with_terms(source, later=True)


def calm(source):
    """One to which little happens, and often to many Notes: its payment dates are passed in step."""
    document = source.choice([documents.random_document, documents.random_document_with_terms, later_terms])(source)
    kept = source.choice([QUIET, QUIET | {"transfer", "expense", "payment", "conversion"}])
    more = [
        {"id": f"h{number}", "name": f"h{number}", "principal": money(source.choice([0, 49, 50, 123_456_789]) + number)}
        for number in range(source.choice([0, 0, 30]))
    ]
    terms = {key: value for key, value in document["note"].items() if key != "offering_limit"}
    simulation = {key: value for key, value in document.get("simulation", {}).items() if key != "payments"}
    events = [each for each in document.get("events", []) if each["type"] in kept]
    return document | {
        "note": terms,
        "holders": document["holders"] + more,
        "events": events,
        "simulation": simulation,
    }


QUIET = {"index_rate", "pik_election", "test_result"}
"""Events that happen to no Note by themselves."""

MAKERS = [documents.random_document, documents.random_document_with_terms, later_terms, calm]


def left_behind(run):
    """All that a run found out; of traced interest what it earned (a line may end before a 31st that earns nothing)."""
    told = (run.through, run.rows, run.issues, run.windows, run.defaults, run.accelerations, run.turnovers)
    totals = [getattr(run.totals, name) for name in run.totals.__slots__]
    told = *told, totals, run.receipts, run.subrogation, run.cautions, run.undone, run.in_full
    if run.trace is None:
        return told
    earned = Counter()
    for stretch in run.trace.stretches:
        earned[stretch.holder, stretch.period_start, stretch.principal, stretch.way, stretch.elected] += stretch.units
    return *told, run.trace.entries, earned


def answered(asked):
    free = asked.lifts.all_free if any(position.in_the_way for position in asked.positions) else None
    return asked.positions, asked.lifts.bars, asked.lifts.components, free, asked.senior_outstanding, asked.assumed


def stepped(monkeypatch, play):
    """What a run leaves that lives every day."""
    with monkeypatch.context() as patched:
        patched.setattr(DaySteps, "next_day", lambda steps: steps.today + DAY)
        patched.setattr(DaySteps, "pass_in_step", lambda *_: None)
        return play()


@pytest.mark.parametrize("make", MAKERS, ids=["2008", "other papers", "later terms", "calm"])
@pytest.mark.parametrize("batch", [0, *(pytest.param(batch, marks=pytest.mark.long) for batch in range(1, BATCHES))])
def test_a_run_that_lives_every_day_leaves_the_same(make, batch, monkeypatch):
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        source = random.Random(20_000 + seed)
        with suppress(Faulty):  # it transfers more than is held, or converts what it may not
            document = loaded(json.loads(json.dumps(make(source))))
            on = document.note.issue_date + timedelta(days=source.randrange(700))
            for play in (
                lambda document=document: left_behind(simulate(document)),
                lambda document=document, on=on: left_behind(simulate(document, through=on)),
                lambda document=document: left_behind(simulate(document, traced=True)),
                lambda document=document, on=on: left_behind(simulate(document, through=on, traced=True)),
                lambda document=document, on=on: answered(simulate(document, ask=on).asked),
            ):
                assert play() == stepped(monkeypatch, play), f"document {seed}, {on}"


def lived(monkeypatch, **how):
    """The days that a plain note lives one by one."""
    found = []
    morning = DaySteps.morning
    monkeypatch.setattr(DaySteps, "morning", lambda steps, on: (found.append(on), morning(steps, on)))
    simulate(note(), **how)
    return found


def test_a_plain_note_that_is_traced_is_lived_on_its_payment_dates_and_where_one_rolls(monkeypatch):
    """Issue, nineteen payment dates, maturity; and the business day after each of them on which no bank is open.

    2008-11-01 is a Saturday, 2009-01-01 and 2010-01-01 are New Year's; 2009-02-01, 03-01, 11-01 Sundays; 2009-08-01
    and 2010-05-01 Saturdays; 2010-05-31 is Memorial Day: nine days are added to twenty-one.
    """
    days = lived(monkeypatch, traced=True)
    assert len(days) == 1 + 19 + 1 + 9
    assert {day("2008-11-03"), day("2009-01-02"), day("2010-05-31"), day("2010-06-01")} <= {*days}


def test_one_that_is_not_passes_its_payment_dates_in_step(monkeypatch):
    """Issue and maturity, with the business day on which that is paid, are days of their own; nothing else happens."""
    assert lived(monkeypatch) == [day("2008-09-26"), day("2010-05-31"), day("2010-06-01")]


def test_no_day_is_lived_behind_one_that_was_passed(monkeypatch):
    """Where section 3 asks what is owed, the day after a transfer is lived: before January 1 is passed in step."""
    transfer = event("transfer", "2008-12-15", from_="a", to="b", amount="100.00")
    document = note(transfer, holders={"a": "50,000.00", "b": "50,000.00"}, mixed_block="all_or_none")
    found = []
    morning = DaySteps.morning
    monkeypatch.setattr(DaySteps, "morning", lambda steps, on: (found.append((steps.today, on)), morning(steps, on)))
    simulate(document, through=day("2009-02-28"))
    assert (day("2008-12-15"), day("2008-12-16")) in found
    assert all(before <= on for before, on in found)


def notices(count):
    """So many defaults, each noticed on a day of its own, of which some found windows."""
    pairs = (
        block(str(on + 2 * DAY), str(on), name=f"d{number}", kind="payment", cured=str(on + 9 * DAY))
        for number, on in spread(count)
    )
    return note(*(each for pair in pairs for each in pair), proviso_scope="other_defaults")


def transfers(count):
    """A part of two Notes goes to and fro."""
    return note(
        *(
            event("transfer", str(on), from_="ab"[number % 2], to="ba"[number % 2], amount=money(100 + number))
            for number, on in spread(count)
        ),
        holders={"a": "50,000.00", "b": "50,000.00"},
    )


def refinancings(count):
    """A chain of them, each paid off by the next."""
    facts = {"principal": "8,000,000.00", "in_effect": "2008-09-26", "purpose": "other", "notice": "2008-09-01"}
    names = ["pnc", *(f"r{number}" for number in range(count))]
    chain = {name: facts | {"refinances": before} for before, name in pairwise(names)}
    paid = (event("senior_payment", str(on), facility=names[number], in_full="yes") for number, on in spread(count))
    return note(*paid, debts={"pnc": "8,000,000.00"} | chain)


def spread(count):
    return [(number, day("2008-10-01") + timedelta(days=number * 500 // count)) for number in range(count)]


@pytest.mark.parametrize("make", [notices, transfers, refinancings])
def test_twice_the_events_are_twice_the_work(make):
    """Calls, on as many days: below twice where days have several; were it quadratic, it would be four times."""
    few, many = make(150), make(300)
    simulate(few)
    assert calls(simulate, many) < 2.2 * calls(simulate, few)
