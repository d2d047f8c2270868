"""Interest by the four day counts, in pairs either side of each boundary; every expected value is its arithmetic."""

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from note_sched.measure.accrual import Accrual, DayCount, Rate, days_360

day = date.fromisoformat
PERCENT = Rate.read("1% per month")


def earned(count, first, last, *, rate=PERCENT, period_start=None):
    """Interest on 1 from ``first`` (counted) to ``last`` (not counted)."""
    accrual = Accrual(count, rate)
    start = period_start or first
    return Fraction(accrual.index(last, start) - accrual.index(first, start), accrual.denominator)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2008-09-26", "2008-09-27", Fraction(1, 30)),
        ("2008-09-26", "2008-09-30", Fraction(4, 30)),
        ("2008-09-26", "2008-10-01", Fraction(5, 30)),
        ("2008-09-26", "2008-10-02", Fraction(5, 30) + Fraction(1, 31)),
        ("2008-09-26", "2008-11-01", Fraction(5, 30) + 1),
        ("2009-02-01", "2009-02-28", Fraction(27, 28)),
        ("2009-02-01", "2009-03-01", 1),
        ("2008-02-01", "2008-02-29", Fraction(28, 29)),
        ("2008-02-01", "2008-03-01", 1),
        ("2008-12-31", "2009-01-01", Fraction(1, 31)),
        ("2008-12-01", "2009-12-01", 12),
    ],
)
def test_actual_month_counts_days_over_the_days_of_their_own_month(first, last, months):
    assert earned(DayCount.ACTUAL_MONTH, day(first), day(last)) == Fraction(months) / 100


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2008-09-26", "2008-11-01", 35),  # 30 x 1 + 5
        ("2009-01-29", "2009-01-30", 1),
        ("2009-01-29", "2009-01-31", 2),  # the second day stays 31 after a 29th
        ("2009-01-30", "2009-01-31", 0),  # and becomes 30 after a 30th
        ("2009-01-31", "2009-02-01", 1),  # the first day 31 is always 30
        ("2009-01-30", "2009-02-01", 1),
        ("2009-01-01", "2009-01-31", 30),
        ("2009-01-01", "2009-02-01", 30),
        ("2009-02-28", "2009-03-01", 3),  # no February rule
        ("2008-02-29", "2008-03-01", 2),
        ("2008-02-28", "2008-03-01", 3),
        ("2009-02-28", "2009-03-31", 33),
        ("2009-01-01", "2010-01-01", 360),
    ],
)
def test_thirty_360_counts_thirty_days_a_month(first, last, days):
    assert days_360(day(first), day(last)) == days
    assert earned(DayCount.THIRTY_360, day(first), day(last)) == Fraction(days, 30) / 100


@pytest.mark.parametrize(
    ("on", "days"),
    [("2009-01-29", 1), ("2009-01-30", 1), ("2009-01-31", 0), ("2009-02-27", 1), ("2009-02-28", 3), ("2009-03-01", 1)],
)
def test_under_30_360_a_day_earns_what_it_adds_to_its_period(on, days):
    """In a period from 2009-01-01 the 31st adds nothing and February 28 adds its own day and two more."""
    next_day = day(on) + timedelta(days=1)
    assert earned(DayCount.THIRTY_360, day(on), next_day, period_start=day("2009-01-01")) == Fraction(days, 3000)


@pytest.mark.parametrize(("count", "year"), [(DayCount.ACTUAL_365, 365), (DayCount.ACTUAL_360, 360)])
@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2008-02-28", "2008-02-29", 1),
        ("2008-02-28", "2008-03-01", 2),  # a leap day is a day
        ("2009-02-28", "2009-03-01", 1),
        ("2008-09-26", "2008-11-01", 36),  # 5 + 31
        ("2008-01-01", "2009-01-01", 366),
        ("2009-01-01", "2010-01-01", 365),
    ],
)
def test_the_yearly_day_counts_take_twelve_percent_over_365_or_360(count, year, first, last, days):
    assert earned(count, day(first), day(last)) == Fraction(12, 100) * Fraction(days, year)


def one_day_at_a_time(count, first, last):
    """Months of interest from the words of reading.md R-5 and section 7, a day at a time."""
    months, on = Fraction(0), first
    while on < last:
        if count is DayCount.ACTUAL_MONTH:
            months += Fraction(1, monthrange(on.year, on.month)[1])
        elif count is DayCount.THIRTY_360:
            months += Fraction(days_360(first, on + timedelta(days=1)) - days_360(first, on), 30)
        else:
            months += Fraction(12, 365 if count is DayCount.ACTUAL_365 else 360)
        on += timedelta(days=1)
    return months


@given(
    st.sampled_from(DayCount),
    st.dates(date(2007, 1, 1), date(2013, 1, 1)),
    st.lists(st.integers(0, 150), min_size=2, max_size=6),
)
def test_however_a_period_is_cut_its_pieces_earn_what_its_days_earn(count, start, offsets):
    cuts = [start + timedelta(days=offset) for offset in sorted(offsets)]
    pairs = zip([start, *cuts], cuts, strict=False)
    pieces = sum(earned(count, one, other, period_start=start) for one, other in pairs)
    assert pieces == one_day_at_a_time(count, start, cuts[-1]) / 100


@pytest.mark.parametrize(
    ("written", "per_month"),
    [
        ("1% per month", Fraction(1, 100)),
        ("12% per year", Fraction(1, 100)),
        ("10% per year", Fraction(10, 1200)),
        ("0.75% per month", Fraction(75, 10_000)),
        ("0.000001% per year", Fraction(1, 10**8 * 12)),
        ("100% per month", 1),
    ],
)
def test_a_rate_is_a_part_of_principal_per_month_and_a_year_is_twelve_months(written, per_month):
    month = day("2009-04-01"), day("2009-05-01")
    assert earned(DayCount.ACTUAL_MONTH, *month, rate=Rate.read(written)) == per_month


@pytest.mark.parametrize(
    "written", ["1%", "1 % per month", "1% a month", "0,5% per month", "1% per month ", "-1% per month"]
)
def test_what_is_no_rate_is_refused(written):
    with pytest.raises(ValueError, match="rate"):
        Rate.read(written)


@pytest.mark.parametrize(
    ("maximum", "expected"),
    [
        ("12.000001% per year", "1% per month"),
        ("12% per year", "1% per month"),
        ("11.999999% per year", "11.999999% per year"),
        ("0.999999% per month", "0.999999% per month"),
    ],
)
def test_the_lower_of_two_rates_is_taken(maximum, expected):
    assert PERCENT.lower(Rate.read(maximum)).written == expected


def test_without_a_maximum_the_rate_stays():
    assert PERCENT.lower(None) is PERCENT
