"""What comes next, by date; what an answer rests on; what Monday brings: by hand, either side of each boundary."""

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, reject
from naive import documents
from notes import ONE_HOLDER, cents, day, event, note
from pages import TWO, blocked, default, labelled, lines, notice
from test_agenda import few
from test_invariants import play

import note_sched
from note_sched.document.load import load
from note_sched.faults import Faulty
from note_sched.measure.months import read_month
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.coming import Ahead, ahead, coming, coming_in_words, first
from note_sched.reports.answers.outlook import outlook
from note_sched.reports.answers.status import status
from note_sched.reports.answers.to_do import to_do
from note_sched.reports.statements.statement import statements
from note_sched.reports.statements.statement_page import statement_page
from note_sched.reports.telling.position import MOST_HOLDERS
from note_sched.simulation import simulate

SAMPLES = Path(__file__).parents[2] / "samples"
GUIDE = Path(note_sched.__file__).parent / "guide"


def before(document, on):
    return Ahead(simulate(document, ask=day(on)))


def through(document, on, last, **rest):
    return coming(before(document, on), day(last), **rest)


def brief(found):
    return [(str(each.date), each.kind, str(each.free), str(each.default_from)) for each in found]


def page(report, document, on, **rest):
    run = simulate(document, ask=day(on))
    return report(run, told=outlook(Ahead(run), **rest))


def heads(found, label):
    return [line for line in lines(found) if line.startswith(label)]


@pytest.mark.parametrize(
    ("business_days", "timely", "late"), [("gcl25", "11-03", "11-04"), ("strict", "11-01", "11-02")]
)
def test_a_saturdays_instalment_is_in_time_on_monday_and_else_a_default(business_days, timely, late):
    """5/30 of September's 1,000.00 and October's; Saturday, November 1 (GCL 25; 2(a) from the day after)."""
    (found,) = through(note(business_days=business_days), "2008-10-31", "2008-11-30")
    assert (str(found.date), found.cents) == ("2008-11-01", cents("1166.67"))
    assert (found.timely, found.default_from) == (day(f"2008-{timely}"), day(f"2008-{late}"))
    assert not found.roles


def test_the_last_day_asked_for_is_shown_and_the_day_after_is_not():
    assert [str(each.date) for each in through(note(), "2008-11-04", "2008-12-01")] == ["2008-12-01"]
    assert through(note(), "2008-11-04", "2008-11-30") == []


def test_what_is_barred_says_from_when_it_is_free_and_what_comes_of_it():
    """Blocked from 2009-03-03 through 2010-02-20, day 365: March's is due and free, April's is barred to 2010-02-21."""
    assert brief(through(blocked(), "2009-03-02", "2009-04-01")) == [
        ("2009-03-02", "due", "2009-03-02", "2009-03-03"),
        ("2009-03-03", "notice", "None", "None"),
        ("2009-04-01", "instalment", "2010-02-21", "2009-04-02"),
    ]


def test_the_last_day_of_a_window_and_the_day_365_stand_in_the_list():
    kinds = {(str(each.date), each.kind) for each in through(blocked(), "2010-02-10", "2010-02-20")}
    assert {("2010-02-20", "window_ends"), ("2010-02-20", "lapse")} <= kinds
    assert {each.kind for each in through(blocked(), "2010-02-10", "2010-02-19")} == {"due"}


def test_who_may_be_paid_and_who_may_not_have_lines_of_their_own():
    """a was given notice, b was not: of April's 1,500.00, 500.00 may be paid (1(d), R-12)."""
    to_a = notice("2009-03-03", "d1", received={"a": "2009-03-03"})
    document = note(default("d1", "2009-02-20"), to_a, holders=TWO)
    found = [each for each in through(document, "2009-03-04", "2009-04-01") if each.kind == "instalment"]
    assert {(tuple(each.holders), each.cents, bool(each.roles)) for each in found} == {
        (("a",), cents(1000), True),
        (("b",), cents(500), False),
    }
    assert [each.cents for each in through(document, "2009-03-04", "2009-04-01", holders=["b"])] == [cents(500)]


def test_a_senior_debt_that_falls_due_and_a_grace_that_runs_out_are_told():
    """Unpaid from 2009-06-15 on (1(b)); a breach noticed on Monday, June 8 has its five business days to June 15."""
    breach, matures = event("breach", "2009-06-08"), event("senior_maturity", "2009-06-15", facility="pnc")
    found = through(note(breach, matures), "2009-06-09", "2009-06-16")
    told = [(each.kind, str(each.date), str(each.default_from)) for each in found]
    assert told == [("grace", "2009-06-15", "2009-06-16"), ("window_begins", "2009-06-15", "None")]


@pytest.mark.parametrize(("on", "elections"), [("2009-02-13", ["2009-02-13"]), ("2009-02-14", [])])
def test_an_election_runs_out_ten_business_days_before_its_payment_date(on, elections):
    """Before Sunday, March 1: Friday, February 13, for the 16th is Presidents' Day (T-21); none where it is made."""
    toggle = {"toggle": {"rate": "15% per year", "notice": "10 business days"}}
    terms = {"instrument": "plain", "interest": {"pik": toggle}}
    made = event("pik_election", "2009-02-10", for_="2009-03-01")
    found = [str(each.date) for each in through(note(paper=terms), on, "2009-02-28") if each.kind == "election"]
    assert found == elections
    assert not [each for each in through(note(made, paper=terms), on, "2009-02-28") if each.kind == "election"]


def test_the_first_line_is_the_next_step_however_far_it_is():
    quarterly = before(note(simulation={"payments": "recorded"}), "2008-09-26")
    assert str(first(quarterly).date) == "2008-11-01"
    assert first(quarterly) == through(note(simulation={"payments": "recorded"}), "2008-09-26", "2009-01-31")[0]
    paid = note(event("payment", "2008-12-01", principal="100,000.00"))
    assert first(before(paid, "2008-12-01")) is None
    assert lines(to_do(before(paid, "2008-12-01"), 45))[0] == "NOTHING IS LEFT TO DO"


def test_the_first_line_in_words():
    of = before(note(), "2008-10-31")
    assert lines(to_do(of, 30))[0] == (
        "Instalment 1: interest of 1,166.67 falls due on Sat 2008-11-01, in time through Mon 2008-11-03, payable; if "
        "unpaid, Event of Default under 2(a) from Tue 2008-11-04"
    )
    assert coming_in_words(of, first(of)) == coming_in_words(of, coming(of, day("2008-11-01"))[0])


def test_the_head_says_what_is_assumed_and_the_answer_if_it_was_not_paid():
    """On 2008-12-01 November's 1,166.67 is assumed: unpaid, 2,166.67 is due, in default since November 4 (2(a))."""
    for report, at in ((can_pay, 1), (status, 4)):  # status tells first what is due, what is barred, what is in default
        found = lines(page(report, note(), "2008-12-01"))
        assert found[at] == (
            "Assumed paid 1,166.67 since Mon 2008-11-03, not received as far as the record goes: no payment is "
            "recorded. If none of it was paid: PAY; 2,166.67 is due; Event of Default under 2(a) since Tue 2008-11-04"
        )
        assert not heads(page(report, note(), "2008-11-03"), "Assumed paid")
    assert lines(to_do(before(note(), "2008-12-01"), 1))[1].startswith("Assumed paid 1,166.67 since Mon 2008-11-03")


def test_the_second_line_names_the_last_day_on_record():
    simulation = {"recorded_through": "2008-11-10"}
    november = event("payment", "2008-11-03", amount="1,166.67")
    found = page(can_pay, note(november, simulation=simulation), "2009-01-02")  # December's 1,000.00 is assumed
    assert "1,000.00 since Mon 2008-12-01" in lines(found)[1]
    assert "nothing is recorded after Mon 2008-11-10." in lines(found)[1]
    assert not heads(page(can_pay, note(november, simulation=simulation), "2008-12-01"), "Assumed paid")


def test_a_notice_that_is_sent_says_from_when_and_until_when_it_will_bar():
    """Sent on Monday, received on Friday, March 6: it bars from then through 2010-02-20, day 365 (1(d)(ii)(B))."""
    sent = notice("2009-03-02", "d1", received={"a": "2009-03-06"})
    document = note(default("d1", "2009-02-20"), sent)
    notice_of = "On its way notice of d1 (default of Fri 2009-02-20, pnc), effective Fri 2009-03-06"
    will = f"{notice_of}: it will bar through Sat 2010-02-20"
    for report in (can_pay, status):
        assert heads(page(report, document, "2009-03-05"), "On its way") == [will]
        assert heads(page(report, document, "2009-03-02"), "On its way") == [will]
        for other in ("2009-02-27", "2009-03-06"):
            assert not heads(page(report, document, other), "On its way")


def test_on_a_saturday_can_pay_says_what_monday_brings():
    """Notice effective on Monday, March 2 bars what fell due on Sunday, March 1."""
    stopped = note(default("d1", "2009-02-20"), notice("2009-03-02", "d1"))
    told = [labelled(page(can_pay, each, on, permission=True), "Next business day") for each, on in (
        (note(), "2008-11-01"), (stopped, "2009-02-28"))]  # fmt: skip
    assert told == [
        "Mon 2008-11-03: PAY; 1,166.67 is due",
        "Mon 2009-03-02: DO NOT PAY; 1,000.00 is due; barred under 1(d)(ii)(B)",
    ]
    for document, on in ((note(), "2008-11-03"), (note(business_days="strict"), "2008-11-01")):
        assert not heads(page(can_pay, document, on, permission=True), "Next business day")


def test_with_more_holders_than_anybody_waits_for_no_page_looks_ahead():
    many = {f"h{number}": "1,000.00" for number in range(MOST_HOLDERS + 1)}
    assert ahead(simulate(note(holders=many), ask=day("2008-09-26"), sink=lambda _: None)) is None
    assert ahead(simulate(note(holders=ONE_HOLDER), ask=day("2008-09-26"))) is not None


@pytest.mark.parametrize(
    ("noticed", "until"), [("2009-03-02", "2009-03-01"), ("2009-03-01", None), ("2009-03-03", None)]
)
def test_what_is_barred_on_monday_alone_may_be_paid_on_sunday(noticed, until):
    """March 1, 2009 is a Sunday: with a notice effective on Monday it is free on its due date, and barred in time."""
    (found,) = [each for each in through(note(default("d1", "2009-02-20"), notice(noticed, "d1")), "2009-02-27",
        "2009-03-01") if each.kind == "instalment"]  # fmt: skip
    assert found.until == (until and day(until))
    assert bool(found.roles) is (noticed <= "2009-03-02")


def test_a_statement_has_its_holders_own_next_step():
    """a is given notice on Monday, March 2, b is not: on February's statements each has its own sum and its own bar."""
    to_a = notice("2009-03-02", "d1", received={"a": "2009-03-02"})
    of = statements(note(default("d1", "2009-02-20"), to_a, holders=TWO), read_month("2009-02"))
    of_a, of_b = (heads(statement_page(of, each), "Next")[-1] for each in of.statements)
    assert of_a.startswith(
        "Next 1,000.00 interest falls due on Sun 2009-03-01, in time through Mon 2009-03-02; payable "
    )
    assert of_b.startswith(
        "Next 500.00 interest falls due on Sun 2009-03-01, in time through Mon 2009-03-02, payable; "
    )


@few
@given(documents.documents())
def test_what_falls_due_is_what_the_schedule_says_and_every_page_can_be_drawn(raw):
    """Of any document: the sums of the list, by date, are those of the schedule's lines."""
    document = play(raw).document
    on = document.note.issue_date
    run = simulate(document, ask=on)
    of = Ahead(run)
    try:
        found = [each for each in coming(of, on + timedelta(days=200)) if each.owed and each.kind != "due"]
    except Faulty:
        reject()  # beyond the run, which ends before it, more is transferred than is held
    listed, due = {}, {}
    for each in found:
        listed[each.date] = listed.get(each.date, 0) + each.cents
    for row in of.whole(on).rows:
        cents = row.interest_due + row.principal_due + row.expenses_due
        if on < row.date <= on + timedelta(days=200) and cents:
            due[row.date] = due.get(row.date, 0) + cents
    assert listed == due
    for report in (can_pay, status):
        assert lines(report(run, told=outlook(of, permission=True)))
    assert lines(to_do(of, 200))


def test_what_is_due_and_free_on_sunday_and_barred_on_monday_says_so():
    """Due on Sunday, March 1, in time through Monday, barred from Monday by the notice that is effective then."""
    barred = note(default("d1", "2009-02-20"), notice("2009-03-02", "d1"))
    (on_sunday,), (on_monday,) = ([each for each in through(barred, on, on) if each.kind == "due"] for on in (
        "2009-03-01", "2009-03-02"))  # fmt: skip
    assert (on_sunday.until, bool(on_sunday.roles)) == (day("2009-03-01"), True)
    assert (on_monday.until, bool(on_monday.roles)) == (None, True)
    (free,) = through(note(), "2009-03-01", "2009-03-01")
    assert (free.roles, free.free) == ((), day("2009-03-01"))


@pytest.mark.parametrize(
    ("sample", "on", "kinds"),
    [
        ("amortising-with-premium", "2009-01-16", {"instalment", "principal instalment", "premium", "maturity"}),
        ("pik-toggle-blocked", "2009-03-10", {"election", "capitalised", "instalment", "notice", "window_ends"}),
        ("floating-with-default", "2009-06-01", {"instalment", "maturity"}),
        ("covenant-default", "2009-02-20", {"notice", "instalment", "window_ends", "covenant"}),
    ],
)
def test_the_guide_names_every_kind_of_line(sample, on, kinds):
    document = load((SAMPLES / f"{sample}.yaml").read_bytes())
    found = {each.kind for each in coming(before(document, on), day("2012-12-31"))}
    assert kinds <= found
    guide = (GUIDE / "questions.md").read_text()
    assert [kind for kind in found if f"`{kind}`" not in guide] == []
