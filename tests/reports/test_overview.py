"""The whole report: what it opens with, what it holds, of which day it speaks, and what it says of warnings."""

import pytest
from notes import day, event, note
from pages import TWO, blocked, lines

from note_sched.pages.page import Fold, Section, flattened
from note_sched.rendering.values_in_words import write_phrase
from note_sched.reports.answers import every_day
from note_sched.reports.answers.overview import report
from note_sched.simulation import simulate


def page(document, on="2009-04-06", **options):
    now = simulate(document, ask=day(on), sink=lambda _: None)
    return report(simulate(document, traced=True), now, "the day asked about", **options)


def titles(of):
    return [part.title for part in flattened(of.tables)]


def folds(of):
    return [" ".join(write_phrase(part.title).split()) for part in of.tables if isinstance(part, Fold)]


def head(of):
    return {line.label: " ".join(write_phrase(line.text).split()) for line in of.head}


def test_it_opens_with_the_verdict_then_the_picture_and_each_note_then_the_rest_folded():
    found = page(blocked())
    assert write_phrase(found.headline) == "DO NOT PAY"
    assert [each.title for each in found.tables[:2]] == ["The life of the Notes", "Each Note"]
    assert folds(found) == [
        "On Mon 2009-04-06",
        "What happened",
        "Month by month",
        "Month by month in figures",
        "Schedule",
        "Readings",
    ]
    assert all(titles(found))


def test_beside_the_verdict_what_is_barred_until_when_and_by_whom():
    """Blocked from Tuesday, March 3, 2009 through February 20, 2010, day 365; on Monday nothing barred."""
    assert head(page(blocked(), "2009-03-02"))["Barred"] == "nothing"
    assert head(page(blocked(), "2009-03-03"))["Barred"] == (
        "no payment before Sun 2010-02-21: Blockage Event (1(d)(ii)(B)), pnc, d1 (default of Fri 2009-02-20, pnc)"
    )


def test_what_is_barred_on_one_note_longer_than_on_the_other():
    """April 6, 2009: an override lets interest flow; what Holder a accelerated waits (1(d), proviso)."""
    demand = event("acceleration", "2009-04-06", holder="a", notice="2009-04-08")
    said = head(page(blocked(demand, holders=TWO), "2009-04-06"))["Barred"]
    assert said.startswith("no principal to a before ")
    assert "(100,000.00 is due): accelerated principal barred (1(d)), pnc" in said


def test_an_event_of_default_is_a_line_of_its_own_and_changes_no_verdict():
    """Due and payable on April 1, 2009; after it is paid, a misrepresentation is a default all the same (2(b))."""
    found = page(note(event("misrepresentation", "2009-04-02")), "2009-04-03")
    assert (found.tone.value, write_phrase(found.headline)) == ("good", "PAY (nothing is due)")
    assert head(found)["Event of Default"].endswith("since Thu 2009-04-02")
    assert head(page(note(), "2009-04-03"))["Event of Default"] == "none"


def test_what_was_received_against_a_bar_is_held_in_trust():
    paid = event("payment", "2009-04-01", amount="1,000.00")
    document = blocked(paid, simulation={"recorded_through": "2009-04-01"})
    told = "1,000.00 received that day is held in trust, and turned over: pnc 1,000.00"
    assert head(page(document, "2009-04-01"))["Held in trust"] == told
    assert "Held in trust" not in head(page(document, "2009-04-02"))


def test_what_stands_behind_the_readings_is_given_to_it():
    found = titles(page(note(), more=[Section("Other readings", ["priced"])]))
    assert found[found.index("Readings") + 1] == "Other readings"


def test_warnings_are_told_with_their_line():
    paid = event("payment", "2009-04-01", amount="1,000.00")
    found = page(blocked(paid, simulation={"recorded_through": "2009-04-01"}))
    (table,) = [part for part in flattened(found.tables) if part.title == "Warnings"]
    lined = {code: line for line, _, code in table.rows}
    assert lined["prohibited-payment"] > 0


def test_a_holder_alone_with_the_totals_of_all():
    found = lines(page(note(holders=TWO), holders=["b"]))
    assert not any(line.startswith("a a ") for line in found)
    assert any(line.startswith("TOTAL") and "150,000.00" in line for line in found)


def test_of_many_notes_those_that_stand_otherwise_come_first():
    """A notice that only one of twelve has received blocks that Note alone (R-11)."""
    holders = {f"h{number}": "1,000.00" for number in range(12)}
    to_one = event("blockage_notice", "2009-03-03", defaults=["d1"], received={"h7": "2009-03-03"})
    one = event("senior_default", "2009-02-20", id="d1", facility="pnc", kind="other")
    days = page(note(one, to_one, holders=holders), "2009-04-01").moving
    assert [each for each, apart in zip(days.holders, days.shown.apart, strict=True) if apart] == ["h7"]
    assert days.shown.alike == "11 of 12 Notes: open"
    assert days.shown.totals[0] == "TOTAL of all"


def test_so_many_days_of_so_many_holders_are_not_carried_and_the_page_says_so(monkeypatch):
    """From September 26, 2008 to June 1, 2010 are 614 days, of two Holders 1,228: one more than is allowed here."""
    monkeypatch.setattr(every_day, "MOST_FIGURES", 1_227)
    found = page(note(holders=TWO), "2009-04-03").moving
    assert (found.days, str(found.shown.date)) == ([], "2009-04-03")
    assert found.why == "2 Holders over 614 days are too many to carry every day of each"
    monkeypatch.setattr(every_day, "MOST_FIGURES", 1_228)
    assert len(page(note(holders=TWO), "2009-04-03").moving.days) == 614


def test_nothing_assumed_is_called_received():
    assert page(note()).notes[0].startswith("What is shown as assumed was not received")


@pytest.mark.parametrize(("maturity", "carried"), [("2009-10-02", True), ("2009-09-30", False)])
def test_a_later_transfer_of_more_than_is_held_keeps_no_day_before_it_from_being_told(maturity, carried):
    """4(d): on October 1, 2009 a Note that matures on the next day is held, and one paid on September 30 is not."""
    too_much = event("transfer", "2009-10-01", from_="a", to="b", amount="1,000.00")
    both = {"a": "1,000.00", "b": "1,000.00"}
    document = note(too_much, holders=both, simulation={"through": "2009-02-28"}, terms={"maturity_date": maturity})
    run = simulate(document, traced=True)
    page = report(run, simulate(document, ask=day("2009-02-01")), "the day asked about")
    assert bool(page.moving.days) is carried
    assert ("more is transferred than is held" in page.moving.why) is not carried
