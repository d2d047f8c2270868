"""By which day what was received against a bar is to be paid over."""

from datetime import date

import pytest

from note_sched.measure.business_days import BusinessDays
from note_sched.rules.turnover import turn_over_by

day = date.fromisoformat


@pytest.mark.parametrize(
    ("received", "rolls", "expected"),
    [
        ("2020-07-15", True, "2020-07-30"),
        ("2020-07-17", True, "2020-08-03"),  # + 15 is Saturday, August 1
        ("2020-07-17", False, "2020-08-01"),
    ],
)
def test_fifteen_days_after_the_receipt_rolled_where_periods_roll(received, rolls, expected):
    assert turn_over_by(day(received), 15, BusinessDays(), rolls=rolls) == day(expected)


def test_a_paper_without_a_number_of_days_names_no_day():
    assert turn_over_by(day("2020-07-15"), None, BusinessDays(), rolls=True) is None
