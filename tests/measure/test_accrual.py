"""Interest by every day count, in pairs either side of each boundary; every expected value is its arithmetic."""

from calendar import isleap, monthrange
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from note_sched.measure.accrual import Accrual, DayCount, Rate, days_30e_360, days_360
from note_sched.measure.ladder import Ladder

day = date.fromisoformat
PERCENT = Rate.read("1% per month")
FIRSTS = Ladder(date(2008, 11, 1))


def earned(count, first, last, *, rate=PERCENT, period_start=None, ladder=None):
    """Interest on 1 from ``first`` (counted) to ``last`` (not counted)."""
    accrual = Accrual(count, rate, ladder or FIRSTS)
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
        if count in (DayCount.ACTUAL_MONTH, DayCount.PERIOD):  # from first to first a period is a month
            months += Fraction(1, monthrange(on.year, on.month)[1])
        elif count is DayCount.ACTUAL_ACTUAL:
            months += Fraction(12, 366 if isleap(on.year) else 365)
        elif count is DayCount.THIRTY_E_360:
            months += Fraction(days_30e_360(on, on + timedelta(days=1)), 30)
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
        ("3% per quarter", Fraction(1, 100)),
        ("2.5% per quarter", Fraction(25, 3_000)),
        ("0.000001% per year", Fraction(1, 10**8 * 12)),
        ("100% per month", 1),
    ],
)
def test_a_rate_is_a_part_of_principal_per_month_and_a_year_is_twelve_months(written, per_month):
    month = day("2009-04-01"), day("2009-05-01")
    assert earned(DayCount.ACTUAL_MONTH, *month, rate=Rate.read(written)) == per_month


@pytest.mark.parametrize(
    "written",
    ["1%", "1 % per month", "1% a month", "3% per quarters", "0,5% per month", "1% per month ", "-1% per month"],
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


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2009-01-15", "2009-01-30", 15),
        ("2009-01-15", "2009-01-31", 15),  # 30/360 has 16: D1 is no 30
        ("2009-01-31", "2009-02-28", 28),
        ("2009-02-28", "2009-03-31", 32),  # 30/360 has 33
        ("2009-02-28", "2009-03-01", 3),
        ("2009-01-01", "2010-01-01", 360),
    ],
)
def test_by_the_european_thirties_every_31st_is_a_30th(first, last, days):
    assert days_30e_360(day(first), day(last)) == days
    assert earned(DayCount.THIRTY_E_360, day(first), day(last)) == Fraction(days, 30) / 100


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2007-12-31", "2008-01-01", Fraction(1, 365)),
        ("2007-12-31", "2008-01-02", Fraction(1, 365) + Fraction(1, 366)),
        ("2008-01-01", "2009-01-01", 1),
        ("2008-11-01", "2009-02-01", Fraction(61, 366) + Fraction(31, 365)),  # 30 + 31 days of 2008, 31 of 2009
        ("2009-01-01", "2010-01-01", 1),
        ("2008-02-28", "2008-03-01", Fraction(2, 366)),
    ],
)
def test_actual_actual_takes_each_day_over_the_days_of_its_own_year(first, last, years):
    assert earned(DayCount.ACTUAL_ACTUAL, day(first), day(last)) == Fraction(12, 100) * years


@pytest.mark.parametrize(
    ("ladder", "first", "last", "months"),
    [
        (Ladder(day("2018-06-30"), 1, "last_day"), "2018-05-22", "2018-06-30", 1 + Fraction(9, 31)),
        (Ladder(day("2019-02-28"), 1, "last_day"), "2019-01-17", "2019-02-28", 1 + Fraction(14, 31)),
        (Ladder(day("2019-02-28"), 1, "last_day"), "2019-02-28", "2019-03-31", 1),
        (Ladder(day("2019-02-28"), 1, "last_day"), "2019-02-28", "2019-03-01", Fraction(1, 31)),
        (Ladder(day("2019-03-31"), 3, "last_day"), "2019-03-31", "2019-06-30", 3),
        (Ladder(day("2019-03-31"), 3, "last_day"), "2019-02-15", "2019-03-31", 3 * Fraction(44, 90)),  # 14 + 30
        (Ladder(day("2019-05-15"), 6), "2019-05-15", "2019-11-15", 6),
        (
            Ladder(day("2019-05-15"), 6),
            "2018-11-15",
            "2018-11-16",
            Fraction(6, 181),
        ),  # 15 + 31 + 31 + 28 + 31 + 30 + 15
        (Ladder(day("2019-05-15"), 12), "2018-05-15", "2019-05-15", 12),
        (Ladder(day("2019-05-15"), 12), "2020-03-01", "2020-03-02", Fraction(12, 366)),  # over 2020-02-29
        (Ladder(day("2019-06-03"), 1, "first_business_day"), "2019-06-03", "2019-07-01", 1),
        (Ladder(day("2019-06-03"), 1, "first_business_day"), "2019-06-03", "2019-06-10", Fraction(7, 28)),
    ],
)
def test_by_the_period_a_whole_one_of_m_months_earns_m_months_and_a_day_its_part(ladder, first, last, months):
    assert earned(DayCount.PERIOD, day(first), day(last), ladder=ladder) == Fraction(months) / 100


@pytest.mark.parametrize("count", DayCount)
def test_the_index_is_a_whole_number(count):
    accrual = Accrual(count, Rate.read("7.25% per quarter"), Ladder(day("2019-06-03"), 3, "first_business_day"))
    assert all(type(accrual.index(day("2019-06-03") + timedelta(n), day("2019-06-03"))) is int for n in range(400))
