"""The payoff as people read it: whether it may be paid, and what is barred."""

import pytest
from notes import event, note
from pages import TWO, asked, blocked, default, lines, notice


def test_a_payoff_that_is_permitted_says_so_in_its_first_line():
    """100,000.00 and fourteen days of December at 1%: 451.61."""
    page = asked("payoff", note(), "2008-12-15")
    assert lines(page)[0] == "MAY BE PAID on Mon 2008-12-15: 100,451.61 pays every Note in full"


def test_a_barred_payoff_says_under_which_clause_and_from_when_it_is_payable():
    page = asked("payoff", blocked(simulation={"through": "2010-03-31"}), "2009-04-15")
    assert lines(page)[0] == "MAY NOT BE PAID on Wed 2009-04-15: barred under 1(d)(ii)(B); payable from Sun 2010-02-21"


@pytest.mark.parametrize(
    ("day_count", "changes"),
    [
        ("actual/month", "; it changes with the length of the month"),
        (
            "30/360",
            "; it changes with the length of the month",
        ),  # of a 31st nothing, of the last of February three days
        ("actual/365", ""),
        ("actual/360", ""),
        ("actual/actual", "; it changes with the length of the year"),
        ("period", "; it changes with the length of the interest period"),
    ],
)
def test_with_what_a_per_diem_changes_the_day_count_says(day_count, changes):
    page = asked("payoff", note(paper={"interest": {"day_count": day_count}}), "2008-12-15")
    assert f"The per diem is what Mon 2008-12-15 itself adds{changes}." in lines(page)


def test_where_no_such_day_is_known_it_says_that():
    document = note(default("d1", "2009-02-20", kind_="payment"), notice("2009-03-03", "d1"))
    page = asked("payoff", document, "2009-04-15")
    assert lines(page)[0].endswith("barred under 1(d)(i); no day from which it is payable is known")


def test_interest_that_is_due_but_barred_is_told_apart():
    page = asked("payoff", blocked(holders=TWO), "2009-04-15")
    text = lines(page)
    assert any("of that" in line for line in text)
    assert "TOTAL 150,000.00 1,500.00 1,500.00 700.00 152,200.00 50.000000" in text


PAID_EARLY = note(event("payment", "2008-09-28", amount="100,066.67"))  # 2/30 of a month's 1,000.00 on 100,000.00


def test_a_note_paid_off_owes_nothing():
    assert lines(asked("payoff", PAID_EARLY, "2008-09-28"))[0] == "NOTHING IS OWED on Sun 2008-09-28"
    assert lines(asked("status", PAID_EARLY, "2008-09-28"))[0] == (
        "PAY (nothing is due) on Sun 2008-09-28: nothing is owed"
    )


def test_a_note_that_is_only_assumed_as_paid_owes_nothing_if_that_was_received():
    """5/30 of a month and twenty months, October 2008 to May 2010, of 1,000.00 each; and the principal."""
    sum_assumed = "IF 120,166.67 was received that is not on record"
    assert lines(asked("payoff", note(), "2010-07-01"))[0] == f"NOTHING IS OWED on Thu 2010-07-01, {sum_assumed}"
    assert lines(asked("status", note(), "2010-07-01"))[0] == (
        f"PAY (nothing is due) on Thu 2010-07-01: nothing is owed, {sum_assumed}"
    )
