"""What may be paid day by day over all Notes, as `can-pay` has it, and the sentence that sums it up."""

from pathlib import Path

import pytest
from notes import block, day, event, note
from pages import TWO, blocked

from note_sched.document.load import load
from note_sched.measure.business_days import DAY
from note_sched.pages.picture import May
from note_sched.rendering.values_in_words import write_spoken
from note_sched.reports.answers.verdict import DO_NOT_PAY, PAY, overall
from note_sched.reports.life.payability import finding, payable_of
from note_sched.simulation import simulate

SAMPLES = Path(__file__).parents[3] / "samples"


def found(document):
    """Each stretch: what may be paid, from when to when."""
    return [(each.may, str(each.start), each.end and str(each.end)) for each in payable_of(simulate(document))]


def said(document):
    run = simulate(document)
    return write_spoken(finding(run, payable_of(run)))


CURED = block("2009-03-03", cured="2009-05-01")


def test_the_first_day_of_a_block_is_barred_and_the_day_before_it_is_not():
    """Blocked from March 3, 2009 through day 365, February 20, 2010 (1(d)(ii)(B)); paid on June 1, a Tuesday."""
    assert found(blocked()) == [
        (May.ALL, "2008-09-26", "2009-03-02"),
        (May.NOTHING, "2009-03-03", "2010-02-20"),
        (May.ALL, "2010-02-21", "2010-06-01"),
    ]


def test_principal_of_one_who_accelerated_is_a_part():
    """a accelerates on April 6, 2009 with notices: the override lets interest flow, its own principal stays barred."""
    notice = {"borrower": "2009-04-06", "senior": "2009-04-06"}
    lines = payable_of(simulate(blocked(event("acceleration", "2009-04-06", holder="a", notice=notice), holders=TWO)))
    part = next(each for each in lines if each.may is May.PART)
    assert (str(part.start), part.what, part.flows) == ("2009-04-06", "all but principal of a", True)


def test_a_note_that_is_issued_and_paid_on_one_day_is_paid_once():
    """b's Note of December 10, 2008 falls due that day by its acceleration, 2(c), and is paid."""
    holders = {"a": "100,000.00", "b": {"principal": "50,000.00", "issue_date": "2008-12-10"}}
    events = event("misrepresentation", "2008-12-09"), event("acceleration", "2008-12-10", holder="b")
    assert found(note(*events, holders=holders)) == [(May.ALL, "2008-09-26", "2010-06-01")]


def test_a_block_that_is_over_is_told_with_its_last_day():
    """The day on which the notice of cure takes effect is still inside (1(d)(ii)(A), reading.window_end)."""
    document = note(*CURED, event("cure_notice", "2009-05-04", defaults=["d1"]))
    assert said(document) == "Blocked from March 3 to May 4, 2009"


def test_an_end_that_is_known_is_told_though_the_picture_ends_before_it():
    """Day 365 of March 3, 2009 is February 20, 2010; a payment default has no such day (1(d)(i), 1(d)(ii)(B))."""
    until = {"through": "2009-12-31"}
    assert said(blocked(simulation=until)) == "Blocked from March 3, 2009 to February 20, 2010"
    payment = note(*block("2009-03-03", kind="payment"), simulation=until)
    assert said(payment) == "Blocked from March 3, 2009, no end known"


def test_interest_that_flows_again_and_principal_that_does_not():
    """The sample of the release valve: notice March 10, acceleration April 6, 2009, cured July 16, 2010."""
    document = load((SAMPLES / "release-valve.yaml").read_bytes())
    assert said(document) == (
        "Blocked from March 10; interest flows again April 6, 2009 to April 8, 2010, principal not before July 16, 2010"
    )


def test_nothing_barred_is_a_finding_too():
    """Paid on Tuesday, June 1, 2010, the day after Memorial Day; all of it assumed."""
    assert said(note()) == (
        "Nothing bars payment; nothing is owed after June 1, 2010 if all that is assumed is received"
    )


def test_petitions_bar_and_block_nothing():
    assert said(note(event("insolvency", "2009-07-15", voluntary="yes"))) == "Barred from July 15, 2009, no end known"


@pytest.mark.parametrize("sample", ["release-valve", "seller-on-standby", "insolvency-with-avoidance"])
def test_the_lane_says_what_can_pay_says_on_either_side_of_every_change(sample):
    document = load((SAMPLES / f"{sample}.yaml").read_bytes())
    lines = payable_of(simulate(document))
    for each in lines:
        for on in {each.start, each.start - DAY, each.end or each.start} - {document.note.issue_date - DAY}:
            may = next(line.may for line in lines if line.start <= on and (line.end is None or on <= line.end))
            verdict = overall(simulate(document, ask=on, sink=lambda _: None).asked)
            assert (may is May.ALL) == (verdict == PAY)
            assert may is not May.NOTHING or verdict == DO_NOT_PAY


def test_years_are_told_where_they_change():
    assert write_spoken(["from ", day("2009-12-31"), " to ", day("2010-01-01")]) == (
        "from December 31, 2009 to January 1, 2010"
    )
