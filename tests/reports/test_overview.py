"""The whole report: what it holds, of which day it speaks, and what it says of warnings."""

from notes import day, event, note
from pages import TWO, blocked, lines

from note_sched.pages.page import Section
from note_sched.reports.answers.overview import report
from note_sched.simulation import simulate


def page(document, on="2009-04-06", **options):
    now = simulate(document, ask=day(on), sink=lambda _: None)
    return report(simulate(document, traced=True), now, "the day asked about", **options)


def titles(of):
    return [part.title for part in of.tables]


def test_the_picture_comes_first_and_everything_has_a_title_that_contents_can_lead_to():
    found = titles(page(blocked()))
    assert found[:3] == [
        "The life of the Notes",
        "Each Note on that day",
        "Bars in force (first and last day are inside)",
    ]
    assert all(found)
    wanted = ["Balances over time, all Notes", "The balances in figures", "Schedule", "Events of Default", "Readings"]
    assert [title for title in found if title in wanted] == wanted


def test_the_answer_is_that_of_the_day_asked_about():
    """Blocked from Tuesday, March 3, 2009; on Monday nothing barred."""
    assert "nothing bars payment" in page(blocked(), "2009-03-02").headline
    assert "barred under 1(d)(ii)(B)" in page(blocked(), "2009-03-03").headline


def test_the_balances_in_figures_are_those_of_the_step_chart():
    """1,750.00 fall due on Saturday, November 1, 2008 and are paid on Monday."""
    found = lines(page(note(holders=TWO)))
    assert "Sat 2008-11-01 150,000.00 1,750.00" in found
    assert "Mon 2008-11-03 150,000.00 -" in found


def test_what_stands_behind_the_readings_is_given_to_it():
    found = titles(page(note(), more=[Section("Other readings", ["priced"])]))
    assert found[found.index("Readings") + 1] == "Other readings"


def test_warnings_are_told_with_their_line():
    paid = event("payment", "2009-04-01", amount="1,000.00")
    (table,) = [
        part
        for part in page(blocked(paid, simulation={"recorded_through": "2009-04-01"})).tables
        if part.title == "Warnings"
    ]
    lined = {code: line for line, _, code in table.rows}
    assert lined["prohibited-payment"] > 0


def test_a_holder_alone_with_the_totals_of_all():
    found = lines(page(note(holders=TWO), holders=["b"]))
    assert not any(line.startswith("a a ") for line in found)
    assert any(line.startswith("TOTAL 150,000.00") for line in found)


def test_nothing_assumed_is_called_received():
    assert page(note()).notes[0].startswith("What is shown as assumed was not received")
