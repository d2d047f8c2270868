"""The calendar of papers with elections, prepayment, instalments of principal, rates set anew: days by hand."""

import pytest
from notes import event, note
from test_agenda import days, occasions, words

TOGGLE = {
    "instrument": "plain",
    "interest": {"pik": {"toggle": {"rate": "15% per year", "notice": "10 business days"}}},
}
RULES = {
    "from": "2009-03-02",
    "notice": "30 days",
    "premium": [{"through": "2009-09-30", "percent": "3"}, {"through": "2010-03-31", "percent": "1"}],
}
PREPAYABLE = {"instrument": "plain", "principal": {"prepayment": RULES}}
ALL_PAID = event("payment", "2009-10-01", principal="100,000.00")


def test_the_last_day_of_an_election_is_ten_business_days_before_its_payment_date():
    """Payment date 5 is Sunday, March 1, 2009: Friday, February 13 (the 16th is Presidents' Day; T-21)."""
    assert days(note(paper=TOGGLE), "election", "5") == [("2009-02-13", True)]
    assert days(note(), "election") == []
    assert len(days(note(paper=TOGGLE), "election")) == 19  # November 2008 to May 2010: the maturity is May 31


@pytest.mark.parametrize(("on", "stands"), [("2009-02-13", False), ("2009-02-14", True)])
def test_an_election_in_time_calls_its_last_day_off(on, stands):
    made = event("pik_election", on, for_="2009-03-01")
    assert days(note(made, paper=TOGGLE), "election", "5") == [("2009-02-13", stands)]


@pytest.mark.parametrize(("undone", "stands"), [([], False), (["2009-04-20"], True)])
def test_no_interest_is_elected_on_principal_that_is_accelerated(undone, stands):
    """Accelerated on April 6, 2009, unless rescinded: payment date 5 was before; 8 is June 1, 10 days before May 15."""
    wrong, demand = event("misrepresentation", "2009-01-05"), event("acceleration", "2009-04-06", holder="a")
    rescinded = [event("acceleration_rescinded", on, holders=["a"]) for on in undone]
    simulation = {"assumed_through": "2009-04-05", "through": "2010-06-30"}
    document = note(wrong, demand, *rescinded, paper=TOGGLE, simulation=simulation)
    assert days(document, "election", "5") == [("2009-02-13", True)]
    assert days(document, "election", "8") == [("2009-05-15", stands)]


def test_the_first_day_of_prepayment_and_the_last_of_each_step_of_the_premium():
    document = note(paper=PREPAYABLE)
    assert days(document, "prepayment") == [("2009-03-02", True)]
    assert days(document, "premium") == [("2009-09-30", True), ("2010-03-31", True)]
    first, last = occasions(document, "premium")
    assert "premium of 3%: 1% from  2009-10-01" in words(first)
    assert "premium of 1%: no premium from  2010-04-01" in words(last)
    (call,) = occasions(document, "prepayment")
    assert (call.clause, call.said) == ("prepayment", ["It is announced 30 days before."])
    assert {each.clause for each in occasions(document, "premium")} == {"premium"}


def test_a_step_of_the_premium_after_all_is_paid_is_called_off():
    """Paid on October 1, 2009: the step of the day before had its meaning, the one of March has none."""
    assert days(note(ALL_PAID, paper=PREPAYABLE), "premium") == [("2009-09-30", True), ("2010-03-31", False)]


def test_a_rate_that_is_set_once_a_period_is_set_on_its_first_day():
    """Payment dates are the first of each month from November 2008; the last period ends after May 1, 2010."""
    rate = {"index": "prime", "plus": "4% per year"}
    value = event("index_rate", "2008-09-01", index="prime", value="5% per year")
    period, daily = (
        note(value, terms={"interest_rate": rate | {"reset": reset}}, paper={"instrument": "plain"})
        for reset in ("period", "daily")
    )
    found = days(period, "reset")
    assert (found[0], found[-1]) == (("2008-11-01", True), ("2010-05-01", True))
    assert len(found) == 19
    assert days(daily, "reset") == []
    assert "holds through  2008-11-30" in words(occasions(period, "reset", "1")[0])


@pytest.mark.parametrize(("undone", "stands"), [("2009-03-02", False), ("2009-03-03", True)])
def test_a_rescission_calls_off_the_last_day_in_time_of_accelerated_principal(undone, stands):
    """Accelerated on Sunday, March 1, 2009, a payment date: in time on Monday (T-25). What was past then stays."""
    document = accelerated("2009-03-01", undone)
    assert days(document, "acceleration", "a") == [("2009-03-01", True), ("2009-03-02", stands)]
    assert days(document, "maturity") == [("2010-05-31", True), ("2010-06-01", True)]


@pytest.mark.parametrize(("undone", "principal"), [("2009-04-06", False), ("2009-04-07", True)])
def test_interest_that_fell_due_with_an_acceleration_keeps_its_last_day(undone, principal):
    """Saturday, April 4: 3 of April's 30 days of 1,000.00 fall due with the principal, in time on Monday the 6th."""
    due, in_time = occasions(accelerated("2009-04-04", undone), "acceleration", "a")
    assert (str(in_time.date), in_time.off) == ("2009-04-06", None)
    assert "10000000" in words(due).split()
    assert ("10000000" in words(in_time).split()) is principal
    assert "10000" in words(in_time).split()  # 100.00


def accelerated(demanded, undone):
    wrong = event("misrepresentation", "2009-01-05")
    demand = event("acceleration", demanded, holder="a")
    interest = event("payment", "2009-03-02", amount="1,000.00")  # of February: nothing else is overdue
    again = event("payment", "2009-04-01", amount="1,000.00")
    rescinded = event("acceleration_rescinded", undone, holders=["a"])
    events = [wrong, demand, interest, rescinded, *([again] if demanded > "2009-04-01" else [])]
    return note(*events, paper={}, simulation={"assumed_through": "2009-02-28", "through": "2010-06-30"})


def amortising(*events, holders=None):
    """400,000.00 of January 15, 2009, 100,000.00 of it on two days before maturity."""
    parts = [{"date": "2009-09-30", "amount": "100,000.00"}, {"date": "2010-01-30", "amount": "100,000.00"}]
    terms = {"issue_date": "2009-01-15", "first_payment_date": "2009-03-31", "maturity_date": "2010-06-30"}
    interest = {"every": "3 months", "on": "last_day"}
    paper = {"instrument": "plain", "interest": interest, "principal": {"instalments": parts}}
    holders = holders or {"a": "400,000.00"}
    return note(*events, holders=holders, terms=terms | {"interest_rate": "9% per year"}, paper=paper, debts={})


def test_instalments_of_principal_are_no_maturity():
    """September 30, 2009 is a Wednesday, January 30, 2010 a Saturday: in time on Monday, February 1 (T-23)."""
    document = amortising()
    assert days(document, "principal instalment", "1") == [("2009-09-30", True)]
    assert days(document, "principal instalment", "2") == [("2010-01-30", True), ("2010-02-01", True)]
    assert days(document, "maturity") == [("2010-06-30", True)]
    (first,) = occasions(document, "principal instalment", "1")
    assert (first.clause, first.sum.parts) == ("instalments", {("a", "principal"): 100_000_00})
    assert words(first).startswith("Instalment 1 of principal:  10000000  falls due")


def test_an_instalment_that_a_prepayment_took_away_is_called_off():
    """200,000.00 of principal matures on June 30; last first, 250,000.00 takes it and half of the instalment before."""
    half = event("payment", "2009-06-15", principal="250,000.00")
    assert days(amortising(half), "principal instalment", "2") == [("2010-01-30", True), ("2010-02-01", True)]
    whole = event("payment", "2009-06-15", principal="300,000.00")
    assert days(amortising(whole), "principal instalment", "1") == [("2009-09-30", True)]
    assert days(amortising(whole), "principal instalment", "2") == [("2010-01-30", False), ("2010-02-01", False)]
    assert [off for _, off in days(amortising(whole), "maturity")] == [False]
