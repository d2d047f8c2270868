"""4(g): no more than the legal maximum; what was paid beyond goes to principal, then back to the Borrower."""

from fractions import Fraction

import pytest
from notes import cents, event, half_up, money, note, row

from note_sched.simulation import simulate

MONTHS = Fraction(5, 30) + 1  # September 26 to October 31


@pytest.mark.parametrize(
    ("maximum", "percent_a_year"),
    [
        ("12.5% per year", Fraction(12)),
        ("11.9% per year", Fraction(119, 10)),
        ("1.1% per month", Fraction(12)),
        ("0.5% per month", Fraction(6)),
    ],
)
def test_interest_accrues_at_the_lower_of_the_two_rates(maximum, percent_a_year):
    run = simulate(note(terms={"legal_maximum_rate": maximum}))
    assert row(run, "2008-11-01").interest_due == half_up(cents(100_000) * MONTHS * percent_a_year / 1200)


def test_what_was_paid_beyond_the_maximum_is_applied_to_principal_and_then_refundable():
    """At 6% a year where 12% was paid: the first instalment of 1,166.67, and 101,000.00 as a payoff on December 1."""
    run = simulate(
        note(
            event("payment", "2008-11-03", amount="1,166.67"),
            event("payment", "2008-12-01", amount="101,000.00"),
            terms={"legal_maximum_rate": "6% per year"},
        )
    )
    rate = Fraction(5, 1000)
    first = half_up(cents(100_000) * MONTHS * rate)
    two_days = cents(100_000) * Fraction(2, 30) * rate
    principal = cents("1166.67") - first - half_up(two_days)
    left = cents(100_000) - principal
    november = half_up(two_days + left * Fraction(28, 30) * rate) - half_up(two_days)
    assert row(run, "2008-11-03").principal_paid == principal
    assert row(run, "2008-12-01").interest_paid == november
    assert money(run.totals.refundable) == money(cents(101_000) - november - left)
