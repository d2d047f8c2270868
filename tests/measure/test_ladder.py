"""The ladder of payment dates, forwards and backwards, and the period in which a day lies."""

from datetime import date
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from note_sched.measure.business_days import BusinessDays
from note_sched.measure.ladder import Ladder

day = date.fromisoformat


@pytest.mark.parametrize(
    ("first", "ladder"),
    [
        ("2008-11-01", "2008-11-01 2008-12-01 2009-01-01 2009-02-01 2009-03-01"),
        ("2008-12-28", "2008-12-28 2009-01-28 2009-02-28 2009-03-28 2009-04-28"),
        ("2008-12-29", "2008-12-29 2009-01-29 2009-02-28 2009-03-29 2009-04-29"),
        ("2008-12-30", "2008-12-30 2009-01-30 2009-02-28 2009-03-30 2009-04-30"),
        ("2008-12-31", "2008-12-31 2009-01-31 2009-02-28 2009-03-31 2009-04-30"),  # always from the first: not April 28
        ("2011-12-29", "2011-12-29 2012-01-29 2012-02-29 2012-03-29 2012-04-29"),  # a leap year has its 29th
        ("2011-12-31", "2011-12-31 2012-01-31 2012-02-29 2012-03-31 2012-04-30"),
    ],
)
def test_a_shorter_month_pays_on_its_last_day_and_the_next_returns_to_the_first_payment_date(first, ladder):
    assert list(islice(Ladder(day(first)), 5)) == [day(on) for on in ladder.split()]


@pytest.mark.parametrize(
    ("first", "months", "on", "ladder"),
    [
        ("2019-02-28", 1, "last_day", "2019-02-28 2019-03-31 2019-04-30"),
        ("2020-02-29", 12, "last_day", "2020-02-29 2021-02-28 2022-02-28 2023-02-28 2024-02-29"),
        ("2020-02-29", 12, "same_day", "2020-02-29 2021-02-28 2022-02-28 2023-02-28 2024-02-29"),
        ("2019-08-31", 6, "same_day", "2019-08-31 2020-02-29 2020-08-31"),
        ("2019-08-30", 6, "same_day", "2019-08-30 2020-02-29 2020-08-30"),
        ("2019-11-29", 3, "last_business_day", "2019-11-29 2020-02-28 2020-05-29 2020-08-31"),  # Saturdays and Sundays
        ("2019-06-03", 1, "first_business_day", "2019-06-03 2019-07-01 2019-08-01 2019-09-03"),  # Labor Day
    ],
)
def test_dates_lie_so_many_months_apart_on_the_day_of_the_month_that_the_terms_name(first, months, on, ladder):
    dates = Ladder(day(first), months, on, BusinessDays(calendar="federal-reserve"))
    assert list(islice(dates, len(ladder.split()))) == [day(each) for each in ladder.split()]


@pytest.mark.parametrize(
    ("first", "months", "on", "before"),
    [
        ("2018-06-30", 1, "last_day", "2018-05-31 2018-04-30"),
        ("2018-06-30", 1, "same_day", "2018-05-30 2018-04-30"),
        ("2019-03-31", 1, "same_day", "2019-02-28 2019-01-31"),
        ("2019-03-31", 3, "last_day", "2018-12-31 2018-09-30"),
    ],
)
def test_the_ladder_goes_on_backwards(first, months, on, before):
    dates = Ladder(day(first), months, on)
    assert [dates.nth(-1), dates.nth(-2)] == [day(each) for each in before.split()]


@pytest.mark.parametrize(
    ("on", "begins", "follows"),
    [
        ("2018-12-31", "2018-12-01", "2019-02-01"),  # before the first date of all there is none but the first
        ("2019-01-31", "2019-01-01", "2019-02-01"),
        ("2019-02-01", "2019-02-01", "2019-03-01"),
        ("2019-02-28", "2019-02-01", "2019-03-01"),
        ("2019-03-01", "2019-03-01", "2019-04-01"),
    ],
)
def test_a_payment_date_begins_its_period(on, begins, follows):
    ladder = Ladder(day("2019-02-01"))
    assert ladder.nth(ladder.period(day(on))) == day(begins)
    assert ladder.following(day(on)) == day(follows)


def test_the_dates_through_a_day_include_that_day():
    ladder = Ladder(day("2019-02-01"))
    assert list(ladder.through(day("2019-01-31"))) == []
    assert list(ladder.through(day("2019-03-01"))) == [day("2019-02-01"), day("2019-03-01")]


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
    st.sampled_from([1, 3, 6, 12]),
    st.sampled_from(["same_day", "last_day", "first_business_day", "last_business_day"]),
    st.dates(date(1990, 1, 1), date(2100, 12, 31)),
)
def test_every_day_lies_in_one_period(first, months, on, asked):
    ladder = Ladder(first, months, on)
    number = ladder.period(asked)
    assert ladder.nth(number) <= asked < ladder.nth(number + 1)
    assert all(one < other for one, other in pairwise(ladder.nth(each) for each in range(-3, 4)))
