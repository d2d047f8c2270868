"""What an event would change on each of some days, by hand: the last day before a figure turns, and the first after."""

from datetime import date
from pathlib import Path

import pytest
from comparing import answered
from notes import block, cents, day, event, note_file

from note_sched.document.load import load
from note_sched.measure.business_days import DAY
from note_sched.pages.curve import Curve, Standing
from note_sched.rendering.values_in_words import write_phrase
from note_sched.reports.comparison.sweep import HOLDERS, SENIOR, ImpossibleDay, SweptEvent, side_of, sweep
from note_sched.reports.comparison.swept_page import sweep_chapter, sweep_page

MONTH = cents(1_000)  # 1% of 100,000.00
SAMPLE = Path(__file__).parents[2] / "samples" / "release-valve.yaml"
OCCURRED = event("senior_default", "2009-02-20", id="d1", facility="pnc", kind="other")
NOTICE = "blockage_notice defaults=d1"


def swept(raw, written, first, last, *, through=None, keys=("date",)):
    days = [day(first) + DAY * passed for passed in range((day(last) - day(first)).days + 1)]

    def dated(on):
        return load(raw, added=[" ".join([written, *(f"{key}={on}" for key in keys)])])

    return sweep(load(raw), dated, SweptEvent(written, days, side_of(written), through), lambda: None)


def test_a_day_on_which_an_instalment_falls_due_and_the_day_after_it_was_paid():
    """March 1 is a Sunday: what falls due is paid on Monday the 2nd, or blocked by a notice of that day.

    From either day through day 365 of the default, 2010-02-20, both counted; the instalments through February 2010.
    """
    second, third = swept(note_file(OCCURRED), NOTICE, "2009-03-02", "2009-03-03").days
    assert (second.blocked, second.days_blocked) == (12 * MONTH, (date(2010, 2, 20) - date(2009, 3, 2)).days + 1)
    assert (third.blocked, third.days_blocked) == (11 * MONTH, (date(2010, 2, 20) - date(2009, 3, 3)).days + 1)
    assert (second.freed, second.days_freed, second.turned_over) == (0, 0, 0)


def test_the_last_day_on_which_a_notice_blocks_anything():
    """Day 365 itself is still inside; February 20, 2010, is a Saturday on which nothing falls due."""
    last, after = swept(note_file(OCCURRED), NOTICE, "2010-02-20", "2010-02-21").days
    assert (last.days_blocked, last.blocked, last.remarks) == (1, 0, "")
    assert (after.days_blocked, after.blocked) == (0, 0)
    assert "no day is left" in after.remarks


def test_the_dollar_days_of_one_instalment_that_is_late():
    """A notice of May 1 on a default of 2008-05-05, whose day 365 is May 5, 2009: what falls due on May 1, a Friday,
    waits from then to Wednesday the 6th."""
    raw = note_file(event("senior_default", "2008-05-05", id="d1", facility="pnc", kind="other"))
    (found,) = swept(raw, NOTICE, "2009-05-01", "2009-05-01").days
    assert found.dollar_days == -5 * MONTH
    assert (found.blocked, found.paid, found.days_blocked) == (MONTH, 0, 5)


def test_the_premium_on_what_is_prepaid_is_paid_too():
    """365,000.00 at 10%, actual/365, is 100.00 a day; 3% through June 30, 2011. 39,095.00 of that day pay 15 days of
    interest, 36,500.00 of principal and 3% of it, 1,095.00; a day later 16 days, and 37,495.00 of principal. On July 15
    15 days on 328,500.00 are 1,350.00, or 14 on 327,505.00, 1,256.18; without a payment 3,000.00 fall due."""
    prepaid = {"prepayment": {"premium": [{"through": "2011-06-30", "percent": "3"}]}}
    terms = {"issue_date": "2010-05-15", "maturity_date": "2014-05-15", "interest_rate": "10% per year"}
    raw = note_file(
        holders={"a": "365,000.00"},
        debts={},
        terms=terms | {"first_payment_date": "2010-06-15"},
        paper={"instrument": "plain", "principal": prepaid},
    )
    found = swept(raw, "payment amount=39095.00", "2011-06-30", "2011-07-01", through=day("2011-07-15"))
    last, after = found.days
    assert last.paid == cents(1_500 + 36_500 + 1_095 + 1_350 - 3_000)
    assert after.paid == cents(1_600 + 37_495 - 3_000) + cents("1256.18")
    assert last.dollar_days == 15 * cents(39_095)
    assert (last.unpaid, after.unpaid) == (-cents(36_500), -cents(37_495))


FALLS_DUE = {
    "principal": {"prepayment": {"premium": [{"through": "2009-03-03", "percent": "3"}], "for": ["acceleration"]}}
}


@pytest.mark.parametrize(("on", "premium"), [("2009-03-03", 3_000), ("2009-03-04", 0)])
def test_a_premium_that_falls_due_with_principal_is_held_back_and_unpaid_with_it(on, premium):
    """The instalment of March 1 is blocked, and late on the 3rd. An acceleration with its notice that day lets interest
    go, 1,000.00 of it, but what it makes due stays barred while the block runs in the shadow (1(d)): 100,000.00, and
    through March 3 3% of it. On March 10 all of that is unpaid."""
    raw = note_file(*block("2009-03-02"), paper=FALLS_DUE)
    (found,) = swept(raw, "acceleration holder=a", on, on, keys=("date", "notice"), through=day("2009-03-10")).days
    assert found.blocked == cents(100_000 + premium)
    assert found.unpaid == cents(premium - 1_000)


def test_what_was_received_under_a_bar_is_turned_over():
    paid = event("payment", "2009-03-02", amount="1000.00")
    on, after = swept(note_file(OCCURRED, paid), NOTICE, "2009-03-02", "2009-03-03").days
    assert (on.turned_over, after.turned_over) == (MONTH, 0)


def test_the_best_day_of_a_holder_is_the_first_on_which_there_is_a_default():
    """March's interest is blocked; unpaid through Monday the 2nd, it is a default on the 3rd (2(a)): before, the
    acceleration is void; on it, with notice of the same day, no Blockage Event is deemed to exist (1(d))."""
    raw = note_file(*block("2009-03-02"))
    found = swept(raw, "acceleration holder=a", "2009-03-01", "2009-03-04", keys=("date", "notice"))
    first, second, third, fourth = found.days
    assert "is void" in first.remarks
    assert "is void" in second.remarks
    assert (second.freed, second.days_freed) == (0, 0)
    assert third.freed > 0
    assert (third.days_freed, fourth.days_freed) == (356 - 1, 356 - 2)  # of the 356 days from March 2 to February 20
    best, worst = found.extremes()
    assert list(best) == [day("2009-03-03")]
    assert list(worst) == [day("2009-03-01"), day("2009-03-02")]


def test_a_day_on_which_the_event_cannot_be_is_a_row():
    before, first = swept(note_file(), "payment to=a amount=1.00", "2008-09-25", "2008-09-26").days
    assert isinstance(before, ImpossibleDay)
    assert "before" in before.why
    assert first.paid == -20  # 1.00 of principal, paid now and not later, saves a cent on each of twenty instalments


def test_another_date_of_the_event_runs():
    raw = note_file(OCCURRED)
    second, third = swept(raw, f"{NOTICE} date=2009-03-01", "2009-03-02", "2009-03-03", keys=("received.a",)).days
    assert (second.blocked, third.blocked) == (12 * MONTH, 11 * MONTH)


@pytest.mark.parametrize(
    ("written", "side"), [(NOTICE, SENIOR), ("acceleration holder=a", HOLDERS), ("payment amount=1.00", HOLDERS)]
)
def test_for_whom_a_day_is_the_best(written, side):
    assert side_of(written) == side


def test_all_are_played_through_one_day():
    """The latest that any of the three has: here the document's own, which ends when all is paid, on June 1, 2010."""
    raw = note_file()
    assert swept(raw, "expense holder=a amount=1.00", "2009-01-02", "2009-01-03").through == day("2010-06-01")
    assert swept(
        raw, "expense holder=a amount=1.00", "2009-01-02", "2009-01-03", through=day("2010-07-01")
    ).through == day("2010-07-01")


def test_the_page_for_machines():
    page = sweep_page(swept(note_file(OCCURRED), NOTICE, "2009-03-02", "2009-03-03"))
    found = answered(page)
    assert (found["best"], found["worst"], found["best_for"]) == (["2009-03-02"], ["2009-03-03"], "senior")
    assert [each["mark"] for each in found["days"]] == ["best", "worst"]
    assert [each["blocked"] for each in found["days"]] == ["12000.00", "11000.00"]


def test_where_days_differ_and_none_is_better_it_says_that():
    """Alder accelerates again before its good demand of April 6: a day of April on 200,000.00 is 66.67 held back."""
    raw = SAMPLE.read_bytes()
    page = sweep_page(swept(raw, "acceleration holder=alder", "2009-04-02", "2009-04-03"))
    assert [each["blocked"] for each in answered(page)["days"]] == ["66.67", "133.33"]
    assert page.headline == "No day is better than another: the dollar-days in hand are the same on each"


def test_where_every_day_is_alike_none_is_marked():
    page = sweep_page(swept(note_file(), "misrepresentation", "2009-03-02", "2009-03-03"))
    assert page.headline == "Every day is alike"
    assert answered(page)["best"] == []


def test_the_curve_has_every_day_and_a_gap_where_the_event_cannot_be():
    """Nothing can be paid before the issue date, 2008-09-26; what is paid on it is in hand the longest."""
    found = swept(note_file(), "payment to=a amount=1.00", "2008-09-25", "2008-09-27")
    curve, _ = sweep_page(found, drawn=True).tables
    assert curve.days == [day("2008-09-25"), day("2008-09-26"), day("2008-09-27")]
    judged, *_ = curve.lines
    assert judged.name == "Dollar-days in hand"
    assert judged.cents == [None, found.days[1].dollar_days, found.days[2].dollar_days]
    assert curve.standings == {day("2008-09-26"): Standing.BEST, day("2008-09-27"): Standing.WORST}
    assert "it cannot be" in "".join(map(str, curve.words[0]))


def test_what_changes_nothing_has_no_curve_and_answers_for_machines_have_none():
    """No day is left of 365 once two years have gone by."""
    found = swept(note_file(OCCURRED), NOTICE, "2010-02-21", "2010-02-22")
    assert len(sweep_page(found, drawn=True).tables) == 1
    assert len(sweep_page(swept(note_file(OCCURRED), NOTICE, "2009-03-02", "2009-03-03")).tables) == 1


def words(phrase):
    return " ".join(write_phrase(phrase).split())


def test_the_chapter_of_a_report_says_which_day_is_the_best_and_why():
    """Day 365 of the default of 2008-05-05 is May 5, 2009. A notice of Friday, May 1 holds its 1,000.00 back until
    the 6th, 5 days: 5,000.00 dollar-days; one of the 2nd, behind its payment, holds back nothing."""
    raw = note_file(event("senior_default", "2008-05-05", id="d1", facility="pnc", kind="other"))
    curve, said, rows = sweep_chapter(swept(raw, NOTICE, "2009-05-01", "2009-05-02"))
    assert words(curve.finding) == "Best for Senior on Fri 2009-05-01; worst on Sat 2009-05-02"
    assert curve.title == f"On which day: {NOTICE}"
    assert curve.standings == {day("2009-05-01"): Standing.BEST, day("2009-05-02"): Standing.WORST}
    best, tried, whom = map(words, said.paragraphs)
    assert best == (
        "Best Fri 2009-05-01 (-5,000.00 dollar-days in hand; 1,000.00 held back, 0.00 let go); "
        "worst Sat 2009-05-02 (0.00 dollar-days in hand; 0.00 held back, 0.00 let go)."
    )
    assert tried.startswith(f"{NOTICE}: tried on each day from Fri 2009-05-01 to Sat 2009-05-02")
    assert whom.startswith("Best for Senior: the Holders have the fewest dollar-days in hand. Dollar-days in hand: ")
    assert (rows.open, rows.printed, rows.says) == (False, False, "2 days")
    (table,) = rows.parts
    named = [dict(zip([column.name for column in table.columns], row, strict=True)) for row in table.rows]
    assert [(each["mark"], each["blocked"], each["dollar_days"]) for each in named] == [
        ("best", MONTH, -5 * MONTH),
        ("worst", 0, 0),
    ]


def test_days_on_which_it_cannot_be_are_counted_with_the_rows():
    """Nothing can be paid before the issue date, 2008-09-26; what is paid on it is in hand the longest."""
    curve, _, rows = sweep_chapter(swept(note_file(), "payment to=a amount=1.00", "2008-09-25", "2008-09-27"))
    assert words(curve.finding) == "Best for the Holders on Fri 2008-09-26; worst on Sat 2008-09-27"
    assert rows.says == "3 days, on 1 of which it cannot be"


def test_a_chapter_without_a_curve_says_that_every_day_is_alike():
    said, rows = sweep_chapter(swept(note_file(), "misrepresentation", "2009-03-02", "2009-03-03"))
    assert not isinstance(said, Curve)
    assert said.title == "On which day: misrepresentation"
    assert words(said.paragraphs[0]) == "Every day is alike."
    assert rows.says == "2 days"
