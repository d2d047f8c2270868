"""The single values of terms: what each takes, what it says, and what was probably meant by what it does not take."""

from datetime import date

import pytest

from note_sched.document.term_values import (
    Bars,
    Count,
    Days,
    DaysOrNone,
    Every,
    Grace,
    Known,
    Permission,
    Share,
    Spacing,
    StandstillDays,
    ThresholdDays,
)
from note_sched.terms.terms import Duration, Unit

BUSINESS = Unit.BUSINESS_DAYS


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (Days, "0 days", 0),
        (Days, "1 day", 1),
        (DaysOrNone, "none", None),
        (Grace, "5 business days", Duration(5, BUSINESS)),
        (Grace, "1 business day", Duration(1, BUSINESS)),
        (ThresholdDays, "45", Duration(45)),
        (ThresholdDays, "10 business days", Duration(10, BUSINESS)),
        (Spacing, "12 months", Duration(12, Unit.MONTHS)),
        (Spacing, "360 days", Duration(360)),
        (Every, "3 months", 3),
        (Every, "maturity", None),
        (Count, "179", 179),
        (StandstillDays, "until_senior_paid", None),
        (Share, "25%", 25),
        (Share, "100%", 100),
        (Share, "majority", "majority"),
        (Permission, "after_senior", "after_senior"),
        (Permission, "2012-02-29", date(2012, 2, 29)),
        (Bars, "none", False),
        (Known, "none", False),
    ],
)
def test_a_value_is_read_and_written_as_it_was(kind, written, value):
    assert kind.read(written).value == value
    assert kind.of(value).written == written


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        (Days, "30", "30 days"),
        (Days, "5 business days", ""),
        (Grace, "5 bd", "5 business days"),
        (Grace, "1 banking days", "1 business day"),
        (Spacing, "12", "12 months"),
        (Every, "quarterly", "3 months"),
        (Every, "2 months", "12 months"),
        (Count, "179 days", "179"),
        (Share, "0%", ""),
        (Share, "101%", ""),
        (Share, "25", "25%"),
        (Permission, "2011-02-29", ""),
        (Permission, "12/31/2012", "2012-12-31"),
        (Permission, "03/02/2012", ""),  # March 2, or February 3
        (Permission, "yes", "free"),
        (Known, "non", "none"),
    ],
)
def test_what_is_not_taken_is_refused_with_what_was_meant(kind, written, meant):
    with pytest.raises(ValueError, match=r"\w"):
        kind.read(written)
    assert kind.slip(written).hint == (f"write {meant}" if meant else "")


def test_two_ways_to_write_one_value_are_equal():
    assert ThresholdDays.read("45") == ThresholdDays.read("45 days")
    assert Grace.read("5 days") != Grace.read("5 business days")
