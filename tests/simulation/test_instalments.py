"""Preamble: what falls due and when, what a payment pays first, and what a day earns (R-5 to R-9)."""

from fractions import Fraction

import pytest
from notes import cents, daily, event, half_up, money, note, row

from note_sched.simulation import simulate

MONTH = cents(100_000) * Fraction(1, 100)
NOTHING_ASSUMED = {"payments": "recorded"}


@pytest.mark.parametrize(
    ("on", "months"),
    [
        ("2008-12-31", Fraction(5, 30) + 2 + Fraction(30, 31)),  # from September 26 through December 30
        ("2009-01-31", Fraction(1, 31) + Fraction(30, 31)),  # December 31, January 1 to 30
        ("2009-02-28", Fraction(1, 31) + Fraction(27, 28)),
        ("2009-03-31", Fraction(1, 28) + Fraction(30, 31)),
        ("2009-04-30", Fraction(1, 31) + Fraction(29, 30)),
    ],
)
def test_payment_dates_from_the_31st_fall_on_the_last_day_of_a_shorter_month(on, months):
    run = simulate(note(terms={"first_payment_date": "2008-12-31"}))
    assert row(run, on).interest_due == half_up(MONTH * months)


def test_a_note_whose_first_payment_date_is_its_issue_date_has_no_instalment_that_day():
    run = daily(note(terms={"issue_date": "2008-11-01"}))
    assert row(run, "2008-11-01").interest_due == 0
    assert row(run, "2008-12-01").interest_due == MONTH


@pytest.mark.parametrize(
    ("on", "days_of_november"),
    [("2008-11-03", 2), ("2008-11-04", 3), ("2008-11-30", 29)],
)
def test_what_accrues_is_counted_through_the_day_before(on, days_of_november):
    assert row(daily(note()), on).accrued_interest == half_up(MONTH * Fraction(days_of_november, 30))


@pytest.mark.parametrize(
    ("day_count", "on", "months"),
    [
        ("actual/month", "2009-02-27", Fraction(26, 28)),
        ("30/360", "2009-02-27", Fraction(26, 30)),
        ("30/360", "2009-02-28", Fraction(27, 30)),
        ("30/360", "2009-01-31", Fraction(30, 30)),  # the 31st adds nothing
        ("actual/365", "2009-02-27", Fraction(26 * 12, 365)),
        ("actual/360", "2009-02-27", Fraction(26 * 12, 360)),
        ("actual/360", "2009-01-31", Fraction(30 * 12, 360)),
    ],
)
def test_the_day_count_that_is_in_force_counts_the_period(day_count, on, months):
    assert row(daily(note(day_count=day_count)), on).accrued_interest == half_up(MONTH * months)


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_payment_pays_expenses_interest_due_interest_accrued_and_then_principal(more):
    """On 2008-11-16: 50.00 expenses, 1,166.67 interest due and 15/30 of November's accrued, to the cent either side."""
    first, running = half_up(MONTH * (Fraction(5, 30) + 1)), MONTH * Fraction(15, 30)
    owed = cents(50) + first + running
    run = simulate(
        note(
            event("expense", "2008-11-10", holder="a", amount="50.00"),
            event("payment", "2008-11-16", amount=money(owed + more)),
            simulation=NOTHING_ASSUMED,
        )
    )
    paid = row(run, "2008-11-16")
    assert paid.expenses_paid == cents(50)
    assert paid.interest_paid == first + running + min(more, 0)
    assert paid.principal_paid == max(more, 0)
    assert paid.accrued_interest == max(-more, 0)


def test_interest_goes_on_after_maturity_and_bears_no_interest():
    """Nothing is paid: on 2010-05-31 30/31 of May, on each first of the month what the month still owes."""
    run = simulate(note(simulation=NOTHING_ASSUMED | {"through": "2010-08-31"}))
    assert row(run, "2010-05-31").interest_due == half_up(MONTH * Fraction(30, 31))
    assert row(run, "2010-06-01").interest_due == MONTH - half_up(MONTH * Fraction(30, 31))
    assert row(run, "2010-07-01").interest_due == row(run, "2010-08-01").interest_due == MONTH


def test_principal_paid_in_mid_month_earns_from_that_day_on_the_rest_only():
    """November: 15 days on 100,000.00 (500.00, paid first), then 15 on 60,000.00."""
    run = simulate(note(event("payment", "2008-11-16", amount=money(cents(500) + cents(40_000)))))
    assert row(run, "2008-11-16").principal_paid == cents(40_000)
    assert row(run, "2008-12-01").interest_due == cents(60_000) * Fraction(15, 30) / 100


def test_a_payment_in_principal_retires_that_much_of_it_after_all_that_is_owed_then():
    """`principal: 40,000.00` on 2008-11-16 pays 500.00 of accrued interest and the 40,000.00."""
    run = simulate(note(event("payment", "2008-11-16", principal="40,000.00")))
    assert row(run, "2008-11-16").interest_paid == MONTH * Fraction(15, 30)
    assert row(run, "2008-11-16").principal == cents(60_000)


@pytest.mark.parametrize(("issued", "shares"), [("2008-11-15", True), ("2008-11-16", True), ("2008-11-17", False)])
def test_a_note_shares_in_a_payment_to_all_from_its_issue_date_on(issued, shares):
    """On 2008-11-16 a owes 1,166.67 and 500.00; of 2,000.00 more than all interest b has half, if it is there."""
    holders = {"a": "100,000.00", "b": {"principal": "100,000.00", "issue_date": issued}}
    first, running = half_up(MONTH * (Fraction(5, 30) + 1)), MONTH * Fraction(15, 30)
    of_b = half_up(MONTH * Fraction(1, 30)) if issued == "2008-11-15" else 0
    received = event("payment", "2008-11-16", amount=money(first + running + of_b + cents(2_000)))
    run = simulate(note(received, holders=holders, simulation=NOTHING_ASSUMED))
    assert row(run, "2008-11-16", "a").principal_paid == cents(1_000 if shares else 2_000)
    assert (row(run, "2008-11-16", "b") is not None) is shares
