"""T-23: principal falls due by instalments before maturity."""

from itertools import pairwise

import pytest
from notes import cents, defaults, event, half_up, note, row

from note_sched.faults import Faulty
from note_sched.simulation import simulate

NOTE = {"issue_date": "2010-01-15", "maturity_date": "2010-09-15", "interest_rate": "12% per year"}
TERMS = NOTE | {"first_payment_date": "2010-02-15"}
THIRTIES = {"instrument": "plain", "interest": {"day_count": "30/360"}}


def amortising(plan, *events, holders=None, paper=THIRTIES, simulation=(), **more):
    """300,000.00 at 1% a month, unless said otherwise."""
    paper = paper | {"principal": {"instalments": plan} | more}
    holders = holders or {"a": "300,000.00"}
    return note(*events, holders=holders, debts={}, terms=TERMS, paper=paper, simulation=simulation)


def principal_due(run, holder="a"):
    return [(str(each.date), each.principal_due) for each in run.rows if each.principal_due and each.holder == holder]


def listed(*dated):
    return [{"date": day, "amount": amount} for day, amount in dated]


def test_four_instalments_on_last_business_days():
    """Section 8: 9% of 400,000.00, actual/360: 75 days, then 91, 92 and 92 on 100,000.00 less each."""
    paper = {"instrument": "plain", "interest": {"every": "3 months", "on": "last_business_day"}}
    paper["interest"]["day_count"] = "actual/360"
    plan = {"first": "2009-03-31", "every": "3 months", "on": "last_business_day", "amount": "100,000.00", "count": "4"}
    terms = {"issue_date": "2009-01-15", "maturity_date": "2009-12-31", "first_payment_date": "2009-03-31"}
    terms["interest_rate"] = "9% per year"
    paper["principal"] = {"instalments": plan}
    run = simulate(note(holders={"a": "400,000.00"}, debts={}, terms=terms, paper=paper))
    found = {str(each.date): each for each in run.rows if each.principal_due}
    days = {"2009-03-31": 75, "2009-06-30": 91, "2009-09-30": 92, "2009-12-31": 92}
    assert list(found) == list(days)
    for number, (on, passed) in enumerate(days.items()):
        assert found[on].interest_due == cents((400_000 - 100_000 * number) * 9 * passed) / 36_000
        assert found[on].principal_due == found[on].principal_paid == cents(100_000)


def test_no_undue_interest_falls_due_with_an_instalment_and_the_assumed_borrower_pays_it_along():
    """Settled 13 and 26: on Monday 2010-03-01 16 days (30/360) of 100.00 have run: paid, and never due."""
    run = simulate(amortising(listed(("2010-03-01", "100,000.00"))))
    found = row(run, "2010-03-01")
    assert (found.interest_due, found.interest_paid) == (0, cents(1_600))
    assert (found.principal_due, found.principal_paid) == (cents(100_000), cents(100_000))
    # The rest of the period on 200,000.00: 14 days.
    assert row(run, "2010-03-15").interest_due == half_up(cents(200_000) * 14 / 3_000)


def test_a_level_sum_pays_interest_first():
    """10,000.00: 3,000.00 of interest and 7,000.00, then 2,930.00 and 7,070.00; at maturity what is left."""
    run = simulate(amortising({"level": "10,000.00"}, paper=THIRTIES | {"days": {"calendar": "weekends"}}))
    level = [each for each in run.rows if each.principal_due][:-1]
    assert [each.interest_due + each.principal_due for each in level] == [cents(10_000)] * 7
    assert [each.principal_due for each in level[:2]] == [cents(7_000), cents(7_070)]
    assert row(run, "2010-09-15").principal_due == cents(300_000) - sum(each.principal_due for each in level)


@pytest.mark.parametrize(
    ("reduces", "left"),
    [
        ("last_first", ["100000", "100000", "80000"]),
        ("first_first", ["80000", "100000", "100000"]),
        ("ratably", ["93333.33", "93333.33", "93333.34"]),  # of 20,000.00 each a third, cents to the earlier two
    ],
)
def test_a_prepayment_reduces_instalments(reduces, left):
    paid = event("payment", "2010-02-16", principal="20,000.00")
    document = amortising(
        listed(("2010-03-15", "100,000.00"), ("2010-06-15", "100,000.00")),
        paid,
        reduces=reduces,
        simulation={"recorded_through": "2010-02-16"},
    )
    assert [sum_ for _, sum_ in principal_due(simulate(document))] == [cents(each) for each in left]


def test_last_first_goes_on_to_the_instalment_before_where_the_last_is_spent():
    """150,000.00 spend the 100,000.00 of maturity and half of June's."""
    paid = event("payment", "2010-02-16", principal="150,000.00")
    plan = listed(("2010-03-15", "100,000.00"), ("2010-06-15", "100,000.00"))
    run = simulate(amortising(plan, paid, simulation={"recorded_through": "2010-02-16"}))
    assert principal_due(run) == [("2010-03-15", cents(100_000)), ("2010-06-15", cents(50_000))]


def test_it_is_divided_over_the_notes_issued_before_it_by_original_principal():
    """c, of the very day, has no part; of 0.01 more the earlier Note gets the cent."""
    holders = {"a": "100,000.00", "b": "100,000.00"}
    holders["c"] = {"principal": "100,000.00", "issue_date": "2010-03-15"}
    plan = listed(("2010-03-15", "50,000.01"), ("2010-06-15", "30,000.00"))
    run = simulate(amortising(plan, holders=holders))
    assert principal_due(run)[:2] == [("2010-03-15", cents("25000.01")), ("2010-06-15", cents(10_000))]
    assert principal_due(run, "b")[0] == ("2010-03-15", cents(25_000))
    assert principal_due(run, "c") == [("2010-06-15", cents(10_000)), ("2010-09-15", cents(90_000))]


@pytest.mark.parametrize(("paid", "since"), [("103,100.00", None), ("103,099.99", "2010-02-17")])
def test_an_instalment_unpaid_by_its_timely_day_is_a_default(paid, since):
    """Due with 3,000.00 on 2010-02-15, Presidents' Day: in time on the 16th, and 100.00 of that day."""
    run = simulate(
        amortising(
            listed(("2010-02-15", "100,000.00")),
            event("payment", "2010-02-16", amount=paid),
            simulation={"recorded_through": "2010-02-28", "through": "2010-02-28"},
        )
    )
    assert defaults(run, "default_payment", "a") == ([(since, None)] if since else [])


def test_an_acceleration_makes_due_what_is_left():
    plan = listed(("2010-03-15", "100,000.00"), ("2010-06-15", "100,000.00"))
    wrong = event("misrepresentation", "2010-04-01")
    run = simulate(amortising(plan, wrong, event("acceleration", "2010-04-12", holder="a")))
    assert principal_due(run) == [("2010-03-15", cents(100_000)), ("2010-04-12", cents(200_000))]


@pytest.mark.parametrize(
    ("closed", "due"),
    [("2010-06-14", ["2010-03-15", "2010-06-14"]), ("2010-06-16", ["2010-03-15", "2010-06-15", "2010-06-16"])],
)
def test_a_financing_takes_the_place_of_the_instalments_after_it(closed, due):
    plan = listed(("2010-03-15", "100,000.00"), ("2010-06-15", "100,000.00"))
    financing = event("financing", closed, amount="10,000,000.00", kind="equity")
    paper = THIRTIES | {"principal": {"instalments": plan}}
    terms = TERMS | {"financing_threshold": "10,000,000.00"}
    run = simulate(note(financing, holders={"a": "300,000.00"}, debts={}, terms=terms, paper=paper))
    assert [day for day, _ in principal_due(run)] == due


def test_an_unpaid_instalment_bears_interest_like_other_principal():
    """Nothing is paid: 1% of 300,000.00 every month, instalment or not."""
    plan = listed(("2010-03-15", "100,000.00"))
    run = simulate(amortising(plan, simulation={"payments": "recorded", "through": "2010-08-31"}))
    due = [each for each in run.rows if each.interest_due]
    assert all(each.interest_due == cents(3_000) for each in due)
    assert all(one.principal == other.principal for one, other in pairwise(due))


@pytest.mark.parametrize(
    ("plan", "codes"),
    [
        ({"amount": "10,000.00", "level": "20,000.00"}, ["one-of-two"]),
        ({"count": "3"}, ["one-of-two"]),
        ({"first": "2010-03-15", "every": "1 month", "on": "last_day", "amount": "1.00"}, ["first-payment-date"]),
        ({"first": "2010-01-15", "every": "1 month", "amount": "1.00"}, ["instalment-dates"]),
        ({"amount": "50,000.00", "count": "6"}, []),
        ({"amount": "50,000.01", "count": "6"}, ["instalments-above-principal"]),
        ({"amount": "50,000.01"}, []),  # until maturity, and at most what is unpaid
        (listed(("2010-03-15", "300,000.00")), []),
        (listed(("2010-03-15", "300,000.01")), ["instalments-above-principal"]),
        (listed(("2010-03-15", "1.00"), ("2010-03-15", "1.00")), ["instalment-dates"]),
    ],
)
def test_plans_that_cannot_be(plan, codes):
    try:
        amortising(plan)
        found = []
    except Faulty as faulty:
        found = [fault.code for fault in faulty.faults]
    assert found == codes


@pytest.mark.parametrize(("on", "told"), [("2010-09-14", False), ("2010-09-15", True), ("2010-10-15", True)])
def test_maturity_takes_the_place_of_a_later_instalment(on, told):
    run = simulate(amortising(listed((on, "100,000.00"))))
    assert ("instalment-after-maturity" in {caution.code for caution in run.cautions}) is told
    assert sum(sum_ for _, sum_ in principal_due(run)) == cents(300_000)
