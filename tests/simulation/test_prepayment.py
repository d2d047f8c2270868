"""T-24: rules of prepayment, and the premium on what is prepaid."""

import pytest
from comparing import answered
from notes import cents, day, event, note, row

from note_sched.reports.answers.payoff import payoff
from note_sched.simulation import simulate

NOTE = {"issue_date": "2010-05-15", "maturity_date": "2014-05-15", "interest_rate": "10% per year"}
TERMS = NOTE | {"first_payment_date": "2010-06-15"}
THREE = [{"through": "2011-06-30", "percent": "3"}, {"through": "2012-06-30", "percent": "1"}]


def prepayable(*events, holders=None, terms=TERMS, simulation=(), reduces="last_first", **rules):
    """365,000.00 at 10%, actual/365: 100.00 a day, unless said otherwise."""
    paper = {"instrument": "plain", "principal": {"reduces": reduces, "prepayment": {"premium": THREE} | rules}}
    holders = holders or {"a": "365,000.00"}
    return note(*events, holders=holders, debts={}, terms=terms, paper=paper, simulation=simulation)


def paid(on, amount, **more):
    return event("payment", on, amount=amount, **more)


def parts(run, on, holder="a"):
    """Interest, principal and premium paid on a day."""
    found = row(run, on, holder)
    return found.interest_paid, found.principal_paid, found.besides.premium_paid


@pytest.mark.parametrize(
    ("on", "premium"), [("2011-06-30", 10_950), ("2011-07-01", 3_650), ("2012-06-30", 3_650), ("2012-07-01", 0)]
)
def test_the_payoff_carries_the_percentage_of_its_day(on, premium):
    """3% of 365,000.00 through June 30, 2011, 1% through June 30, 2012, then nothing."""
    answer = answered(payoff(simulate(prepayable(), ask=day(on))))
    (found,) = answer["holders"]
    assert found["premium"] == answer["total"]["premium"] == f"{premium}.00"
    parts = ("principal", "interest_unpaid", "accrued_interest", "expenses_unpaid", "premium")
    assert sum(cents(found[part]) for part in parts) == cents(found["total"])


def test_without_a_premium_the_payoff_does_not_know_one():
    document = note(holders={"a": "365,000.00"}, debts={}, terms=TERMS, paper={"instrument": "plain"})
    assert "premium" not in answered(payoff(simulate(document, ask=day("2011-06-30"))))["total"]


@pytest.mark.parametrize("on", ["2010-06-30", "2011-07-01"])
def test_quote_pay_zero(on):
    """What is quoted pays the Note in full."""
    total = answered(payoff(simulate(prepayable(), ask=day(on))))["total"]["total"]
    run = simulate(prepayable(paid(on, total)))
    assert (row(run, on).standing, run.totals.refundable) == ("paid", 0)


@pytest.mark.parametrize(
    ("amount", "principal", "premium"),
    [
        ("4,100.00", "970.87", "29.13"),  # 3% of 970.87 is 29.1261
        ("4,100.01", "970.88", "29.13"),  # 29.1264
        ("3,100.16", "0.16", "0"),  # 3% of 0.16 is 0.48 of a cent
        ("3,100.18", "0.17", "0.01"),  # and of 0.17 it is 0.51
    ],
)
def test_a_sum_pays_the_largest_principal_with_its_premium(amount, principal, premium):
    """3,100.00 of interest first."""
    run = simulate(prepayable(paid("2010-06-15", amount), simulation={"recorded_through": "2010-06-15"}))
    assert parts(run, "2010-06-15") == (cents(3_100), cents(principal), cents(premium))


@pytest.mark.parametrize("kind", ["payment", "distribution"])
@pytest.mark.parametrize(("amount", "premium"), [("3,100.17", "0"), ("3,100.18", "0.01")])
def test_a_cent_that_buys_no_principal_with_its_premium_is_not_lost(kind, amount, premium):
    """0.17 would need 0.01 more: 0.16 is paid first, then 0.01 with the cent that is over, for no premium."""
    received = event(kind, "2010-06-15", amount=amount)
    run = simulate(prepayable(received, simulation={"recorded_through": "2010-06-15"}))
    assert parts(run, "2010-06-15") == (cents(3_100), cents("0.17"), cents(premium))
    assert run.totals.refundable == 0


def test_a_payment_of_principal_pays_its_premium_besides():
    run = simulate(prepayable(event("payment", "2010-06-15", principal="100,000.00")))
    assert parts(run, "2010-06-15") == (cents(3_100), cents(100_000), cents(3_000))
    assert row(run, "2010-06-15").besides.premium_due == 0
    (told,) = [each.message for each in run.cautions if each.code == "payment-above-due"]
    assert told.endswith("applied as 3,100.00 interest, 3,000.00 premium, 100,000.00 principal")


def test_half_a_cent_goes_up_note_by_note():
    """3% of 0.50 is 0.015, twice: 0.02 each."""
    holders = {"a": "0.50", "b": "0.50"}
    run = simulate(prepayable(event("payment", "2010-05-15", principal="1.00"), holders=holders))
    assert [parts(run, "2010-05-15", name)[1:] for name in holders] == [(50, 2), (50, 2)]


def test_principal_that_is_due_carries_none():
    run = simulate(prepayable(terms=TERMS | {"maturity_date": "2011-05-13"}))
    assert parts(run, "2011-05-13")[1:] == (cents(365_000), 0)


@pytest.mark.parametrize(("also", "premium"), [([], 0), (["acceleration"], 10_950), (["financing"], 0)])
def test_where_the_paper_says_so_an_acceleration_makes_it_due(also, premium):
    """3% of 365,000.00 on Monday 2010-07-12, and it is paid that day."""
    wrong = event("misrepresentation", "2010-07-06")
    run = simulate(prepayable(wrong, event("acceleration", "2010-07-12", holder="a"), **{"for": also}))
    found = row(run, "2010-07-12")
    assert (found.besides.premium_due, found.besides.premium_paid) == (cents(premium), cents(premium))


@pytest.mark.parametrize(("also", "premium"), [(["acceleration"], 0), (["financing", "acceleration"], 10_950)])
def test_where_the_paper_says_so_a_financing_makes_it_due(also, premium):
    closed = event("financing", "2010-07-12", amount="10,000,000.00", kind="equity")
    terms = TERMS | {"financing_threshold": "10,000,000.00"}
    run = simulate(prepayable(closed, terms=terms, **{"for": also}))
    found = row(run, "2010-07-12")
    assert (found.besides.premium_due, found.besides.premium_paid) == (cents(premium), cents(premium))


@pytest.mark.parametrize(
    ("rules", "amount", "told"),
    [
        ({"from": "2010-06-15"}, "104,000.00", ""),
        ({"from": "2010-06-16"}, "104,000.00", "before 2010-06-16"),
        ({"minimum": "100,000.00"}, "106,100.00", ""),  # 100,000.00 and 3,000.00
        ({"minimum": "100,000.01"}, "106,100.00", "at least 100,000.01"),
        ({"whole_only": "yes"}, "106,100.00", "in whole only"),
        ({"whole_only": "yes", "minimum": "400,000.00"}, "379,050.00", ""),  # 365,000.00 and 10,950.00: all of it
        ({"from": "2010-06-16"}, "3,100.00", ""),  # no principal
    ],
)
def test_a_payment_against_the_rules_is_applied_with_a_warning(rules, amount, told):
    run = simulate(prepayable(paid("2010-06-15", amount), **rules))
    said = [caution.message for caution in run.cautions if caution.code == "prepayment-against-terms"]
    assert [told in message for message in said] == ([True] if told else [])
    assert sum(parts(run, "2010-06-15")) == cents(amount.replace(",", ""))


def test_a_rescission_undoes_what_fell_due_with_the_acceleration():
    wrong = event("misrepresentation", "2010-07-06")
    demand = event("acceleration", "2010-07-12", holder="a")
    undone = event("acceleration_rescinded", "2010-07-13", holders=["a"])
    simulation = {"assumed_through": "2010-07-11"}
    document = prepayable(wrong, demand, undone, simulation=simulation, **{"for": ["acceleration"]})
    due = [simulate(document, ask=day(on)).asked.positions[0].due["principal"] for on in ("2010-07-12", "2010-07-13")]
    assert due == [cents(375_950), 0]
