"""Statements of notes with interest in kind or in default: what was added to principal is told, and never as paid."""

from datetime import timedelta

import pytest
from notes import cents, event
from pages import lines
from ways import MANY, OF_2017, TOGGLE, of_many_kinds, paper

from note_sched.history.movements import Balances, added
from note_sched.measure.months import Month
from note_sched.reports.statements.statement import statements
from note_sched.reports.statements.statement_page import statement_page


def of(document, year, month):
    found = statements(document, Month(year, month))
    assert found.control.agrees
    return found, found.statements[0]


ELECTED = event("pik_election", "2017-05-01", for_="2017-05-31")


def test_interest_in_kind_moves_to_principal_and_is_not_paid():
    """T-21: 68 days to 04-30 at 12% are 2,235.62, 99 to 05-31 3,254.79, which are added to principal that day."""
    found, statement = of(paper({"pik": TOGGLE}, ELECTED, **OF_2017), 2017, 5)
    history = statement.history
    assert history.opening == Balances(cents(100_000), 0, 223_562)
    assert history.flows.capitalised == Balances(principal=325_479, accrued_interest=-325_479)
    assert history.closing == Balances(principal=cents(100_000) + 325_479)
    assert (history.flows.paid_recorded.total, history.year.interest_recorded) == (0, 0)
    assert [each.what for each in history.interest] == ["interest runs, in kind, elected", "is added to principal"]
    assert history.accrued_with_last_day == 2263  # 103,254.79 at 8% for the day: 22.631
    shown = [row for row in lines(statement_page(found, statement)) if "Added to principal: not paid" in row]
    assert len(shown) >= 1


def test_days_at_the_contract_rate_and_in_default_are_lines_of_their_own():
    """T-22: 5 days at 10% and 25 at 12% of April and May on 200,000.00: 273.97 and 1,643.84, 1,917.81 together."""
    document = paper(
        {"default": {"rate": "12% per year", "from": "event_of_default"}},
        event("payment", "2009-05-05", amount="1,698.63"),
        principal="200,000.00",
        others={"defaults": {"payment": {"interest": "3 business days"}}},
        issue_date="2009-03-05",
        maturity_date="2010-03-05",
        interest_rate="10% per year",
        first_payment_date="2009-04-05",
    )
    _, april = of(document, 2009, 4)
    ran = [(each.what, str(each.start), str(each.through), each.days) for each in april.history.interest][-2:]
    assert ran == [
        ("interest runs", "2009-04-05", "2009-04-09", 5),
        ("interest runs, in default", "2009-04-10", "2009-04-29", 20),
    ]
    assert (april.history.next_due.interest, of(document, 2009, 5)[1].history.due[0].amount) == (191_781, 191_781)


def test_what_is_deemed_in_kind_was_due_and_is_no_shortfall():
    _, statement = of(paper({"pik": {"deemed": "yes"}}, **OF_2017), 2017, 5)
    (due,) = statement.history.due
    assert (due.amount, due.capitalised, due.transferred, due.unpaid) == (216_986, 216_986, 0, 0)
    assert statement.history.closing.principal == cents(100_000) + 216_986


@pytest.mark.parametrize("seeds", [MANY[1], *(pytest.param(seeds, marks=pytest.mark.long) for seeds in MANY[2:20])])
def test_whatever_the_ways_every_statement_adds_up_and_follows_on_the_one_before(seeds):
    for seed, document, _, source in of_many_kinds(seeds):
        day = document.note.issue_date + timedelta(days=source.randrange(450))
        month = Month(day.year, day.month)
        following = month.last + timedelta(days=1)
        closing = {}
        for each in (month, Month(following.year, following.month)):
            found = statements(document, each)
            assert found.control.agrees, (seed, each, found.control.checks)
            for history in (one.history for one in found.statements):
                assert added((history.opening, *history.flows)) == history.closing, (seed, each)
                assert closing.get(history.holder, history.opening) == history.opening, (seed, each)
                ran = sum(line.amount for line in history.interest)
                assert history.opening.accrued_interest + ran == history.closing.accrued_interest, (seed, each)
                assert history.shortfall == sum(due.unpaid for due in history.due)
            closing = {one.history.holder: one.history.closing for one in found.statements}
