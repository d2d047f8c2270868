"""What a month's view shows of a calendar: what is to be done first, and the same as `can-pay` and `status` say."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from naive import documents
from notes import block, day, event, note
from test_invariants import play

from note_sched.measure.business_days import DAY
from note_sched.rendering.values_in_words import GLUE, write_phrase
from note_sched.reports.answers.notice_tables import prospects
from note_sched.reports.answers.occasions import agenda
from note_sched.reports.answers.view import View
from note_sched.simulation import simulate

few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def titles(document, on, *identity):
    """The titles of a day, of those occasions whose identity begins so."""
    found = agenda(simulate(document)).occasions
    return [
        write_phrase(each.title).replace(GLUE, " ")
        for each in found
        if str(each.date) == on and each.off is None and each.identity[: len(identity)] == identity
    ]


def test_a_sum_that_may_be_paid_says_pay_and_which_day_is_the_last():
    """36 days to Saturday, November 1, 2008 at 12% by thirty: 100,000 x 12% x 35/360 = 1,166.67; on Monday in time."""
    assert titles(note(), "2008-11-01") == ["Pay 1,166.67 interest (in time through Mon 2008-11-03)"]
    assert titles(note(), "2008-11-03") == ["Pay 1,166.67 interest (last day)"]
    assert titles(note(), "2008-12-01") == ["Pay 1,000.00 interest (last day)"]


def test_a_barred_due_date_says_so_and_until_when_and_what_comes_tomorrow():
    """Blocked from March 3, 2009 through day 365, February 20, 2010: payable from the 21st (1(d)(ii)(B)).

    April 1 unpaid is a default from April 2 (2(a)), and one that goes on is not told again. March 1 is a Sunday: free
    on both its days, for the notice comes on the day after the last.
    """
    blocked = note(*block("2009-03-03"))
    assert titles(blocked, "2009-03-02") == ["Pay 1,000.00 interest (last day)"]
    until = "BLOCKED until Sun 2010-02-21"
    assert titles(blocked, "2009-04-01") == [f"Default 2(a) tomorrow: 1,000.00 interest {until}"]
    assert titles(blocked, "2009-05-01") == [f"{until}: 1,000.00 interest due"]
    assert titles(blocked, "2010-02-20", "window") == ["Last day BLOCKED: Blockage Event"]
    assert titles(blocked, "2010-03-01") == ["Pay 1,000.00 interest (last day)"]


def test_a_sum_that_is_barred_before_its_last_day_in_time_says_through_when_it_is_payable():
    """Noticed on Monday, March 2: March's instalment may be paid on Sunday, March 1, alone."""
    blocked = note(*block("2009-03-02"))
    assert titles(blocked, "2009-03-01") == ["Pay 1,000.00 interest (payable through Sun 2009-03-01)"]
    (title,) = titles(blocked, "2009-03-02")
    assert title.startswith("Default 2(a) tomorrow: 1,000.00 interest BLOCKED")


def test_what_is_barred_in_part_says_both():
    """An override from April 6 (1(d)): interest flows, accelerated principal waits through April 8, 2010."""
    noticed = {"borrower": "2009-04-06", "senior": "2009-04-08"}
    blocked = block("2009-03-10", "2009-03-02", kind="payment", cured="2009-12-01")
    document = note(*blocked, event("acceleration", "2009-04-06", holder="a", notice=noticed))
    (title,) = titles(document, "2009-04-06", "acceleration")
    assert title.startswith("Pay 166.67 interest (accelerated by a, last day); 100,000.00 principal BLOCKED until ")


def test_the_end_of_a_grace_says_what_comes_tomorrow():
    entered = event("judgment", "2009-02-05", amount="60,000.00")
    (title,) = titles(note(entered), "2009-03-23", "grace")
    assert title.startswith("Default 2(e) tomorrow unless ")
    assert titles(note(entered, event("financing", "2009-05-01", amount="1.00", kind_="debt")), "2009-03-24") == [
        "Default 2(e) begins: judgments"
    ]


@pytest.mark.parametrize(("on", "waits"), [("2010-03-02", True), ("2010-03-03", False)])
def test_the_calendar_and_status_agree_from_when_a_covenant_may_block_again(on, waits):
    """A Blockage Event on `leverage` commenced on March 3, 2009: free again on March 3, 2010 (1(d)(ii))."""
    document = note(*block("2009-03-03", covenant="leverage"))
    assert titles(document, "2010-03-03", "covenant") == ["pnc may block again (leverage)"]
    (prospect,) = prospects(simulate(document, ask=day(on)))
    assert prospect.covenant_free == (day("2010-03-03") if waits else None)


@few
@given(documents.documents())
def test_in_any_document_a_title_is_barred_where_can_pay_is_and_status_frees_the_covenant_that_day(document):
    run = play(document)
    view, compared = View(run, (), None), 0

    def asked(on):
        return simulate(run.document, ask=on, sink=lambda _: None)

    for each in agenda(run).occasions:
        if each.sum is not None and each.sum.timely <= run.through:
            on = each.sum.timely
            there = asked(on).asked
            positions = {one.holder: one for one in there.positions if one.total}
            for holder, part in each.sum.parts:
                if holder in positions:
                    bar = view.barred(holder, part, on)
                    assert bool(positions[holder].bars[part]) == (bar is not None)
                    assert bar is None or bar.free == there.lifts.components.get((holder, part))
                    compared += 1
        if each.identity[0] == "covenant":
            eve = prospects(asked(each.date - DAY))
            assert each.date in {day for one in eve for day in (one.first, one.covenant_free)}
    assume(compared)
