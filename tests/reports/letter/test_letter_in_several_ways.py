"""Payoff letters of notes with interest in kind or in default: what is in kind and in default stands apart."""

from datetime import timedelta

import pytest
from letters import below, letter_lines, page_of, prose, quoted
from notes import cents, event
from ways import MANY, OF_2017, TOGGLE, of_many_kinds, paper

from note_sched.faults import Refusal
from note_sched.reports.letter.interest_lines import accrued_apart, lines_table, overdue

PART = {"pik": {"part": "12% per year"}}
IN_DEFAULT = {"default": {"rate": "12% per year", "from": "event_of_default"}}
OF_2009 = {
    "principal": "200,000.00",
    "others": {"defaults": {"payment": {"interest": "3 business days"}}},
    "issue_date": "2009-03-05",
    "maturity_date": "2010-03-05",
    "interest_rate": "10% per year",
    "first_payment_date": "2009-04-05",
}


def test_what_is_in_kind_and_not_yet_added_is_told_and_asked_for():
    """68 days to 2017-04-30 on 100,000.00: 8% in cash 1,490.41, 12% in kind 2,235.62; a day adds 21.92 and 32.88."""
    made = below(letter_lines(paper(PART, **OF_2017), "2017-04-30"), "What it is made up of")
    assert "Interest accrued to that day, not yet due 1,490.41" in made
    assert "Interest accrued to that day in kind, not yet added to principal 2,235.62" in made
    first, second = quoted(paper(PART, **OF_2017), "2017-04-30", "2017-05-01").quotes
    assert (first.total, second.total) == (cents(100_000) + 372_603, cents(100_000) + 378_082)


def test_the_day_on_which_it_is_added_is_in_the_range():
    document = paper(PART, **OF_2017)
    before, on = quoted(document, "2017-05-30", "2017-05-31").quotes
    assert (before.principal, on.principal) == (cents(100_000), cents(100_000) + 325_479)
    assert (on.interest_due, on.accrued) == (216_986, 0)
    assert "3,254.79 interest is added to principal" in prose(document, "2017-05-30", "2017-05-31")


def test_what_is_in_default_stands_apart_and_is_in_the_per_diem_of_each_day():
    """From April 10 at 12%: to the 20th 5 days at 10%, 273.97, and 10 at 12%, 657.53; a day is 65.75."""
    document = paper(IN_DEFAULT, **OF_2009)
    made = below(letter_lines(document, "2009-04-20"), "What it is made up of")
    assert "Interest accrued to that day, not yet due 273.98" in made  # of 931.51 together
    assert "Interest accrued to that day in default, not yet due 657.53" in made
    ninth, tenth = quoted(document, "2009-04-09", "2009-04-10").quotes
    days = [each.per_diem.numerator * 365 // each.per_diem.denominator for each in (ninth, tenth)]
    assert days == [cents(20_000), cents(24_000)]
    assert "12% per year on all principal, while an Event of Default exists" in prose(document, "2009-04-20")


def test_a_sum_short_of_the_payoff_pays_premium_with_principal():
    paying = {"principal": {"prepayment": {"premium": [{"through": "2018-12-31", "percent": "3"}]}}}
    said = "A sum short of the line pays expenses first, then interest, then principal{}, and leaves the rest owing"
    assert said.format(" with its premium") in prose(paper({}, others=paying, **OF_2017), "2017-05-30")
    assert said.format("") in prose(paper({}, **OF_2017), "2017-05-30")


def test_nothing_says_that_there_is_no_interest_on_interest():
    document = paper({"pik": TOGGLE}, event("pik_election", "2017-05-01", for_="2017-05-31"), **OF_2017)
    assert "no interest on interest" not in prose(document, "2017-05-30")
    assert "toggle, 12% per year" in prose(document, "2017-05-30")


@pytest.mark.parametrize("seeds", [MANY[2], *(pytest.param(seeds, marks=pytest.mark.long) for seeds in MANY[3:20])])
def test_whatever_the_ways_the_derivation_adds_up(seeds):
    for seed, document, _, source in of_many_kinds(seeds):
        on = document.note.issue_date + timedelta(days=source.randrange(450))
        try:
            letter = quoted(document, str(on))
        except Refusal:
            continue
        run, positions = letter.first, letter.payoff.positions
        assert page_of(document, str(on))
        for position in positions:
            assert sum(each.unpaid for each in overdue(run, position)) == position.interest_unpaid, (seed, on)
            parts = accrued_apart(run, [position])
            assert min(parts) >= 0, (seed, on)
            assert sum(parts) == position.accrued, (seed, on)
            table = lines_table(run, [position]) if not position.interest_unpaid else None
            if table is not None:
                names = [column.name for column in table.columns]
                amounts = [dict(zip(names, row, strict=True)) for row in table.rows]
                left = sum((each["amount"] or 0) - (each.get("taken") or 0) for each in amounts)
                moved = any("with" in str(each["what"]) or "carried" in str(each["what"]) for each in amounts)
                assert moved or left == position.accrued, (seed, on, amounts)
