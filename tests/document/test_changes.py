"""Two versions of a document, compared as facts: order, layout and memos' places tell nothing."""

import json
from pathlib import Path

import pytest
from comparing import loaded
from hypothesis import HealthCheck, assume, given, settings
from naive import documents
from notes import block, event, note

from note_sched.document.changes import changes, changes_between, facts
from note_sched.document.load import load
from note_sched.document.undoing import faults_of, together, undone
from note_sched.faults import Faulty

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.yaml"))
many = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
PAYMENT = event("payment", "2008-11-03", amount="1,166.67")


def words(earlier, now):
    return [change.words for change in changes(facts(earlier), now)]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_facts_survive_json_and_the_same_document_has_no_changes(path):
    document = load(path.read_bytes())
    assert list(changes(json.loads(json.dumps(facts(document))), document)) == []


def test_the_order_of_events_is_no_change():
    earlier, now = note(*block("2009-03-03"), PAYMENT), note(PAYMENT, *block("2009-03-03"))
    assert words(earlier, now) == []


@pytest.mark.parametrize("written", ["account 0004471882", {"account": "0004471882"}])
def test_account_numbers_are_no_facts(written):
    """Facts are kept beside statements, and those go to people."""
    kept = facts(note(terms={"payment_instructions": written}))
    assert "****1882" in str(kept)
    assert "4471" not in str(kept)


def test_a_sum_written_otherwise_is_the_same_sum():
    assert words(note(PAYMENT), note({**PAYMENT, "amount": "$1166.67"})) == []


def test_new_gone_changed():
    (new,) = words(note(), note(PAYMENT))
    assert new.startswith("new: payment of 2008-11-03, amount 1166.67 (line ")
    assert words(note(PAYMENT), note()) == ["gone: payment of 2008-11-03, amount 1166.67"]
    (changed,) = words(note(*block("2009-03-03")), note(*block("2009-03-03", cured="2009-04-10")))
    assert changed.startswith("changed: senior_default of 2009-02-20 (line ")
    assert changed.endswith("cured: nothing before, 2009-04-10 now")
    assert words(note(), note(window_end="payable")) == ["reading: window_end: blocked before, payable now"]


@many
@given(documents.documents(), documents.documents())
def test_all_changes_undone_is_the_earlier_document(one, other):
    """Events and switches: from now back to earlier, change by change."""
    try:
        told, reading = loaded(one), loaded(other).reading
    except Faulty:  # a transfer of more than is held
        assume(False)
    earlier, now = told._replace(events=told.events[:2]), told._replace(events=told.events[1:], reading=reading)
    document = now
    for change in changes(facts(earlier), now):
        document = undone(document, change)
    ours, theirs = facts(document), facts(earlier)
    for part in (ours, theirs):
        part["events"] = sorted(map(str, part["events"]))
    assert ours == theirs


GONE = {
    "acceleration": event("acceleration", "2009-03-05", holder="b"),
    "payment": event("payment", "2009-03-05", to="b", amount="1.00"),
    "transfer": event("transfer", "2009-03-05", from_="a", to="b"),
    "senior_payment": event("senior_payment", "2009-03-05", facility="term", amount="1.00"),
}


@pytest.mark.parametrize("kind", GONE)
def test_an_event_comes_back_with_whom_it_names(kind):
    """A Holder renamed, or struck out with all that it did; where it is still there, the event comes back alone."""
    both = {"holders": {"a": "100,000.00", "b": "50,000.00"}, "debts": {"pnc": "80,000.00", "term": "5,000.00"}}
    earlier = note(GONE[kind], **both)
    found = list(changes(facts(earlier), note(debts={"pnc": "80,000.00"})))
    assert [change.words[:14] for change in found[:2]] == ["gone: b, id b,", "gone: term, id"]
    named = found[1] if kind == "senior_payment" else found[0]
    assert together(found[-1], found) == [named, found[-1]]
    assert together(named, found) == [named]
    (change,) = changes(facts(earlier), note(**both))
    assert facts(undone(note(**both), change)) == facts(earlier)


def test_a_default_goes_with_the_notice_that_names_it_and_the_notice_alone():
    """Without the default the notice would name nothing; without the notice the default is one that nobody noticed."""
    now = note(*block("2009-03-03"))
    default, notice = found = list(changes_between(note(), now))
    assert together(default, found) == [default, notice]
    assert together(notice, found) == [notice]
    assert faults_of(undone(now, default))
    assert not faults_of(undone(now, notice)) | faults_of(undone(now, default, notice)) | faults_of(now)


def test_an_event_on_another_day_is_the_same_moved():
    (change,) = changes_between(note(PAYMENT), note({**PAYMENT, "date": "2008-11-10"}))
    assert change.words.endswith("date: 2008-11-03 before, 2008-11-10 now")


def test_holders_in_another_order_are_a_change_that_can_be_undone():
    """Of two equal claims to an odd cent the earlier in the document has it (R-30)."""
    holders = {"a": "100,000.00", "b": "50,000.00", "c": "7.00"}
    earlier, now = (note(holders={name: holders[name] for name in names}) for names in ("abc", "cab"))
    (change,) = changes_between(earlier, now)
    assert change.words == "holders: their order: a, b, c before, c, a, b now"
    assert undone(now, change).holders == earlier.holders


@many
@given(documents.documents(), documents.documents())
def test_everything_undone_is_the_first_document(one, other):
    try:
        first, second = loaded(one), loaded(other)
    except Faulty:  # a transfer of more than is held
        assume(False)
    ours, theirs = facts(undone(second, *changes_between(first, second))), facts(first)
    for part in (ours, theirs):
        for key in ("holders", "senior_debt", "events"):
            part[key] = sorted(map(str, part[key]))
    assert ours == theirs


# Terms


def under(terms, **more):
    """The small note under these terms."""
    return loaded({**SMALL, "terms": terms, **more})


SMALL = {
    "note": {
        "title": "Notes",
        "borrower": "Northfield Tool Works, Inc.",
        "issue_date": "2011-01-15",
        "maturity_date": "2016-01-15",
        "interest_rate": "10% per year",
        "first_payment_date": "2011-07-15",
    },
    "holders": [{"id": "a", "name": "Alder", "principal": "1,000.00"}],
}
INDENTURE = {"instrument": "indenture-179"}


def test_terms_that_are_stated_otherwise_are_told_and_what_follows_from_them_is_not():
    """The instrument's own words of the switches are no facts of the document."""
    assert words(under({}), under({"instrument": "plain"})) == ["terms: instrument: nothing before, plain now"]
    now = under({**INDENTURE, "blockage": {"last_day": "blocked"}})
    assert words(under(INDENTURE), now) == ["terms: blockage: nothing before, last_day blocked now"]


def test_a_switch_over_terms_is_told():
    now = under(INDENTURE, reading={"window_end": "blocked"})
    assert words(under(INDENTURE), now) == ["reading: window_end: nothing before, blocked now"]
    assert [change.words for change in changes_between(now, under(INDENTURE))] == [
        "reading: window_end: blocked before, nothing now"
    ]


def test_a_document_that_comes_to_state_terms_keeps_what_its_switches_said():
    earlier = loaded({**SMALL, "reading": {"window_end": "payable"}})
    assert words(earlier, under(INDENTURE, reading={"window_end": "blocked"})) == [
        "reading: window_end: payable before, blocked now",
        "terms: instrument: nothing before, indenture-179 now",
    ]


@pytest.mark.parametrize(
    ("earlier", "now"),
    [
        ({}, {"instrument": "plain"}),
        (INDENTURE, {**INDENTURE, "defaults": {"judgment": {"over": "75,000.00"}}}),
        (
            {**INDENTURE, "cite": {"turnover": "10.06"}, "override": "90 days"},
            {**INDENTURE, "standstill": {"days": "90"}},
        ),
    ],
)
def test_terms_are_undone(earlier, now):
    first, second = under(earlier), under(now, reading={"mixed_block": "all_or_none"})
    found = list(changes(json.loads(json.dumps(facts(first))), second))
    back = undone(second, *found)
    assert (back.terms, back.instrument) == (first.terms, first.instrument)
    assert faults_of(second) == set()


def test_a_switch_undone_has_the_papers_word_again():
    now = under(INDENTURE, reading={"window_end": "blocked"})
    (change,) = changes(facts(under(INDENTURE)), now)
    assert undone(now, change).reading == under(INDENTURE).reading
