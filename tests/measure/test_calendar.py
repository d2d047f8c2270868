"""Holidays: New York's (General Construction Law 24), the Reserve Banks', the exchange's; business days (25)."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from note_sched.measure.business_days import (
    BusinessDays,
    election_day,
    federal_reserve_holidays,
    months_after,
    nyse_holidays,
    public_holidays,
)

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


# By hand: New Year, King, Washington, Memorial Day, Juneteenth, Independence Day, Labor Day, Columbus, Veterans,
# Thanksgiving, Christmas, and the Mondays after Sundays.
RESERVE_BANKS = {
    1985: "01-01 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25",  # before the first King Day
    1986: "01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 12-25",
    2010: "01-01 01-18 02-15 05-31 07-04 07-05 09-06 10-11 11-11 11-25 12-25",  # July 4: a Sunday; 12-25: a Saturday
    2020: "01-01 01-20 02-17 05-25 07-04 09-07 10-12 11-11 11-26 12-25",  # July 4: a Saturday
    2021: "01-01 01-18 02-15 05-31 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-25",
    2023: "01-01 01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-11 11-23 12-25",
}


@pytest.mark.parametrize("year", RESERVE_BANKS)
def test_the_reserve_banks_close_on_monday_for_a_sunday_and_not_on_friday_for_a_saturday(year):
    assert sorted(federal_reserve_holidays(year)) == [day(f"{year}-{kept}") for kept in RESERVE_BANKS[year].split()]


# By hand: New Year, King, Washington, Good Friday, Memorial Day, Juneteenth, Independence Day, Labor Day, Thanksgiving,
# Christmas, the Mondays after Sundays and the Fridays before Saturdays.
EXCHANGE = {
    1997: "01-01 02-17 03-28 05-26 07-04 09-01 11-27 12-25",  # before its first King Day
    1998: "01-01 01-19 02-16 04-10 05-25 07-03 07-04 09-07 11-26 12-25",  # July 4: a Saturday
    2010: "01-01 01-18 02-15 04-02 05-31 07-04 07-05 09-06 11-25 12-24 12-25",  # 2011-01-01: a Saturday, no Friday
    2021: "01-01 01-18 02-15 04-02 05-31 07-04 07-05 09-06 11-25 12-24 12-25",  # Juneteenth not yet
    2022: "01-01 01-17 02-21 04-15 05-30 06-19 06-20 07-04 09-05 11-24 12-25 12-26",
}


@pytest.mark.parametrize("year", EXCHANGE)
def test_the_exchange_closes_on_good_friday_and_on_friday_for_a_saturday_but_for_new_years_day(year):
    assert sorted(nyse_holidays(year)) == [day(f"{year}-{kept}") for kept in EXCHANGE[year].split()]


@pytest.mark.parametrize("year", range(1998, 2031))
def test_the_holidays_package_agrees_about_the_exchange_but_for_its_special_closings(year):
    special = {"2001-09-11", "2001-09-12", "2001-09-13", "2001-09-14", "2004-06-11", "2007-01-02", "2012-10-29"}
    special |= {"2012-10-30", "2018-12-05", "2025-01-09"}  # attacks, mournings, a storm
    theirs = {on for on in holidays.financial_holidays("NYSE", years=year) if on.year == year}
    ours = {on for on in nyse_holidays(year) if on.weekday() < 5}
    assert {on for on in theirs if on.weekday() < 5} - {day(each) for each in special} == ours


@pytest.mark.parametrize("year", range(1986, 2031))
def test_the_holidays_package_agrees_about_the_reserve_banks_but_for_its_fridays(year):
    """Its federal holidays move a Saturday to the Friday, and it keeps Juneteenth from 2021 as the Banks do."""
    named = holidays.country_holidays("US", years=year)
    fridays = {on for on, name in named.items() if name.endswith("(observed)") and on.weekday() == 4}
    assert {on for on in named if on.year == year} - fridays == federal_reserve_holidays(year)


@pytest.mark.parametrize(
    ("calendar", "open_days"),
    [
        ("new-york", "2009-04-10"),
        ("federal-reserve", "2009-02-12 2009-04-10 2009-11-03"),
        ("nyse", "2009-02-12 2009-10-12 2009-11-03 2009-11-11"),
        ("weekends", "2009-02-12 2009-04-10 2009-10-12 2009-11-03 2009-11-11 2009-12-25"),
    ],
)
def test_each_calendar_keeps_its_own_days(calendar, open_days):
    """Lincoln's Birthday, Good Friday, Columbus Day, Election Day, Veterans Day and Christmas of 2009."""
    asked = ["2009-02-12", "2009-04-10", "2009-10-12", "2009-11-03", "2009-11-11", "2009-12-25"]
    kept = BusinessDays(calendar=calendar)
    assert [each for each in asked if kept.is_business(day(each))] == open_days.split()
    assert not kept.is_business(day("2009-12-26"))


@pytest.mark.parametrize("calendar", ["federal-reserve", "nyse", "weekends"])
def test_every_calendar_takes_days_added_and_removed(calendar):
    kept = BusinessDays(added=[day("2009-07-02")], removed=[day("2009-12-25")], calendar=calendar)
    assert kept.roll(day("2009-07-02")) >= day("2009-07-03")
    assert kept.roll(day("2009-12-25")) == day("2009-12-25")


@pytest.mark.parametrize(("on", "back"), [("2009-05-31", "2009-05-29"), ("2009-05-29", "2009-05-29")])
def test_the_last_business_day_on_or_before_a_day(on, back):
    assert BusinessDays().back(day(on)) == day(back)
