"""New York public holidays (General Construction Law 24), business days (25), and the ladder of payment dates."""

from datetime import date, timedelta
from itertools import islice

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from note_sched.measure.calendar import BusinessDays, election_day, months_after, payment_dates, public_holidays

day = date.fromisoformat

# Worked out by hand from the calendars of those years, in the order of the statute: New Year, King, Lincoln,
# Washington, Memorial Day, Independence Day, Labor Day, Columbus, Election Day, Veterans, Thanksgiving, Christmas.
BY_HAND = {
    2008: "01-01 01-21 02-12 02-18 05-26 07-04 09-01 10-13 11-04 11-11 11-27 12-25",
    2009: "01-01 01-19 02-12 02-16 05-25 07-04 09-07 10-12 11-03 11-11 11-26 12-25",  # July 4: a Saturday
    2010: "01-01 01-18 02-12 02-15 05-31 07-04 07-05 09-06 10-11 11-02 11-11 11-25 12-25",  # July 4: a Sunday
    2011: "01-01 01-17 02-12 02-21 05-30 07-04 09-05 10-10 11-08 11-11 11-24 12-25 12-26",  # December 25: a Sunday
    2012: "01-01 01-02 01-16 02-12 02-13 02-20 05-28 07-04 09-03 10-08 11-06 11-11 11-12 11-22 12-25",  # three Sundays
}


@pytest.mark.parametrize("year", BY_HAND)
def test_the_holidays_of_the_notes_years_are_those_worked_out_by_hand(year):
    assert sorted(public_holidays(year)) == [day(f"{year}-{kept}") for kept in BY_HAND[year].split()]


@pytest.mark.parametrize(
    ("on", "kept"),
    [
        ("2019-06-19", False),
        ("2020-06-19", True),  # the first year of the statute
        ("2021-06-18", False),  # a Saturday: no Friday instead
        ("2021-06-21", False),  # and no Monday
        ("2022-06-20", True),  # the Monday after a Sunday
        ("2023-06-20", False),
    ],
)
def test_juneteenth_is_kept_from_2020_on(on, kept):
    assert BusinessDays().is_holiday(day(on)) is kept


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2010, "2010-11-02"),  # November 1 is a Monday: the earliest that the day can be
        (2011, "2011-11-08"),  # November 1 is a Tuesday, but not one after the first Monday: the latest
        (2012, "2012-11-06"),
    ],
)
def test_election_day_is_the_tuesday_after_the_first_monday_of_november(year, expected):
    assert election_day(year) == day(expected)


@pytest.mark.parametrize(
    ("saturday", "friday", "monday"),
    [
        ("2009-07-04", "2009-07-03", "2009-07-06"),
        ("2010-12-25", "2010-12-24", "2010-12-27"),
        ("2011-01-01", "2010-12-31", "2011-01-03"),
        ("2011-02-12", "2011-02-11", "2011-02-14"),
    ],
)
def test_a_holiday_on_a_saturday_does_not_move(saturday, friday, monday):
    calendar = BusinessDays()
    assert calendar.is_holiday(day(saturday))
    assert calendar.is_business(day(friday))
    assert calendar.is_business(day(monday))


@pytest.mark.parametrize("sunday", ["2010-07-04", "2011-12-25", "2012-01-01", "2012-02-12", "2012-11-11"])
def test_a_holiday_on_a_sunday_is_kept_on_the_monday_too_and_no_further(sunday):
    calendar, one = BusinessDays(), timedelta(days=1)
    assert calendar.is_holiday(day(sunday))
    assert calendar.is_holiday(day(sunday) + one)
    assert calendar.roll(day(sunday)) == day(sunday) + 2 * one


def known_difference(on, name):
    """Where the ``holidays`` package keeps a day that General Construction Law 24 does not."""
    return (
        name == "Susan B. Anthony Day"  # a day of commemoration (Executive Law 168-a), no public holiday
        or (name.endswith("(observed)") and on.weekday() == 4)  # the federal Friday for a Saturday
    )


@pytest.mark.parametrize("year", [*range(2008, 2013), *range(2015, 2026)])
def test_the_holidays_package_agrees_but_for_the_differences_known(year):
    """It has Juneteenth from 2021 instead of 2020, and before 2015 no Election Day in odd years."""
    named = holidays.country_holidays("US", subdiv="NY", years=year)
    theirs = {on for on, name in named.items() if on.year == year and not known_difference(on, name)}
    ours_alone = {day("2020-06-19")} if year == 2020 else {election_day(year)} if year in (2009, 2011) else set()
    assert public_holidays(year) ^ theirs == ours_alone


@pytest.mark.parametrize(
    ("due", "timely"),
    [
        ("2008-11-01", "2008-11-03"),  # Saturday
        ("2009-02-12", "2009-02-13"),  # Lincoln's Birthday, a Thursday
        ("2010-05-31", "2010-06-01"),  # Memorial Day
        ("2010-06-01", "2010-06-01"),  # a business day is its own
        ("2009-11-03", "2009-11-04"),  # Election Day
        ("2010-07-03", "2010-07-06"),  # Saturday, Sunday July 4, and the Monday after it
    ],
)
def test_a_day_rolls_to_the_first_business_day_on_or_after_it(due, timely):
    assert BusinessDays().roll(day(due)) == day(timely)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2009-02-09", 5, "2009-02-18"),  # 10, 11, 13 (12: Lincoln), 17 (14-16: weekend and Washington), 18
        ("2009-03-06", 5, "2009-03-13"),  # a Friday: the next week
        ("2009-03-07", 1, "2009-03-09"),  # a Saturday counts no more than a Friday
        ("2009-03-09", 1, "2009-03-10"),  # the day itself is not counted
    ],
)
def test_business_days_are_counted_from_the_day_after(start, count, expected):
    assert BusinessDays().after(day(start), count) == day(expected)


def test_a_document_may_add_a_holiday_and_remove_one():
    calendar = BusinessDays(added=[day("2009-07-03")], removed=[day("2009-02-12")])
    assert calendar.roll(day("2009-07-03")) == day("2009-07-06")
    assert calendar.roll(day("2009-02-12")) == day("2009-02-12")
    assert not calendar.is_business(day("2009-02-16"))


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_rolling_passes_over_no_business_day(on):
    calendar = BusinessDays()
    rolled = calendar.roll(on)
    passed = [on + timedelta(days=n) for n in range((rolled - on).days)]
    assert calendar.is_business(rolled)
    assert not any(calendar.is_business(skipped) for skipped in passed)


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
    assert list(islice(payment_dates(day(first)), 5)) == [day(on) for on in ladder.split()]


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2009-03-02", 12, "2010-03-02"),
        ("2008-02-29", 12, "2009-02-28"),
        ("2008-02-29", 48, "2012-02-29"),
        ("2009-08-31", 6, "2010-02-28"),
        ("2009-08-31", 12, "2010-08-31"),
    ],
)
def test_months_are_calendar_months(start, months, expected):
    assert months_after(day(start), months) == day(expected)
