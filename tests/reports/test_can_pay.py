"""May this be paid today: the first line, every bar, and what follows."""

from notes import event, note
from pages import TWO, asked, blocked, default, labelled, lines, notice

from note_sched.rendering.terminal import text_page


def answer(document, on):
    return lines(asked("can_pay", document, on))


def test_the_first_line_is_the_answer():
    accelerated = event("acceleration", "2009-04-06", holder="a", notice="2009-04-06")
    assert answer(note(), "2008-11-03")[0] == "PAY"
    assert answer(note(), "2008-12-15")[0] == "PAY (nothing is due)"
    assert answer(blocked(), "2009-04-15")[0] == "DO NOT PAY"
    assert answer(blocked(accelerated), "2009-05-01")[0] == "PAY ONLY 833.33 interest"  # 25/30 of April's 1,000.00
    assert answer(blocked(accelerated), "2009-05-15")[0] == "DO NOT PAY"  # May's is not due, the principal is barred


def test_pay_only_names_what_may_be_paid_over_all_notes():
    """b had no notice: its 500.00 of April 1 may be paid; a's 1,000.00 may not."""
    to_a = notice("2009-03-03", "d1", received={"a": "2009-03-03"})
    page = asked("can_pay", note(default("d1", "2009-02-20"), to_a, holders=TWO), "2009-04-01")
    assert lines(page)[0] == "PAY ONLY 500.00 interest"
    assert labelled(page, "Due") == "1,500.00, of which 500.00 may be paid"


def test_at_no_width_a_holder_goes_without_its_verdict():
    """a is blocked, b is not; below the head the verdicts stand in a column, or in a line of their own."""
    to_a = notice("2009-03-03", "d1", received={"a": "2009-03-03"})
    page = asked("can_pay", note(default("d1", "2009-02-20"), to_a, holders=TWO), "2009-04-01")
    for width in range(20, 131):
        told = " ".join(text_page(page, width=width, plain=True).split())
        assert ("Verdict" in told, told.count("DO NOT PAY")) == (True, 1), width  # the page itself says PAY ONLY


def test_every_bar_is_named_with_the_day_it_lifts_or_why_none_is_known():
    petition = event("insolvency", "2009-05-11", voluntary="yes")
    text = answer(blocked(petition, event("senior_acceleration", "2009-05-04", facility="pnc")), "2009-05-12")
    assert any(line.startswith("1(b) a Senior debt due and unpaid") and "no day known" in line for line in text)
    assert any(line.startswith("1(i) a insolvency proceeding") and "no day known" in line for line in text)
    assert any(line.startswith("1(d)(ii)(B) a Blockage Event") and line.endswith("Sun 2010-02-21") for line in text)


def test_what_follows_from_not_paying_and_from_paying_anyway():
    text = answer(blocked(), "2009-04-01")
    assert "If it is not paid: Event of Default under 2(a) from Thu 2009-04-02 (Notes: a)" in text
    assert "If all that is due is paid anyway: 1,000.00 is turned over under 1(g), to pnc" in text


def test_a_default_that_exists_already_is_said_to_exist():
    assert "Event of Default under 2(a) exists since Thu 2009-04-02" in " ".join(answer(blocked(), "2009-04-02"))


def test_turnover_goes_by_rank():
    debts = {"sc": {"principal": "100.00", "rank": "2"}, "pnc": {"principal": "100.00", "rank": "1"}}
    text = " ".join(answer(blocked(debts=debts), "2009-04-15"))
    assert "to pnc (rank 1), then sc (rank 2)" in text
