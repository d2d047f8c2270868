"""Preamble: principal falls due on the stated day, or on an earlier financing of ten million or more."""

from datetime import date

import pytest
from notes import TERMS

from note_sched.document.events import Financing
from note_sched.document.model import Holder, Note
from note_sched.measure.accrual import Rate
from note_sched.rules.maturity import Maturity, beyond_the_offering, financing_trigger, maturity

day = date.fromisoformat
TEN_MILLION = 10_000_000 * 100
ISSUED = day("2008-09-26")
STATED = day("2010-05-31")


def terms(**more):
    dates = {key: day(TERMS[key]) for key in ("issue_date", "maturity_date", "first_payment_date")}
    return Note(title="t", borrower="b", interest_rate=Rate.read("1% per month"), **dates, **more)


def closing(on, amount=TEN_MILLION, series=None, by="borrower"):
    return Financing(date=day(on), amount=amount, kind="debt", series=series, by=by)


@pytest.mark.parametrize("cents_less", [1, 0, -1])
def test_exactly_the_threshold_is_enough_and_a_cent_less_is_not(cents_less):
    found = financing_trigger(ISSUED, TEN_MILLION, [(day("2009-03-17"), None, TEN_MILLION - cents_less)])
    assert found == (day("2009-03-17") if cents_less <= 0 else None)


@pytest.mark.parametrize(
    ("closed", "expected"), [("2008-09-25", None), ("2008-09-26", None), ("2008-09-27", "2008-09-27")]
)
def test_a_closing_counts_only_after_the_notes_own_issue_date(closed, expected):
    """ "such date following the date hereof": the issue date does not follow itself."""
    assert financing_trigger(ISSUED, TEN_MILLION, [(day(closed), None, TEN_MILLION)]) == (expected and day(expected))


def test_what_was_closed_on_the_issue_date_does_not_count_towards_its_series_either():
    closings = [(ISSUED, "s", 1), (day("2009-01-05"), "s", TEN_MILLION - 1)]
    assert financing_trigger(ISSUED, TEN_MILLION, closings) is None
    later = [*closings, (day("2009-02-02"), "s", 1)]
    assert financing_trigger(ISSUED, TEN_MILLION, later) == day("2009-02-02")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("s", "s", "2009-02-02"),
        ("s", "t", None),  # another series
        (None, None, None),  # each alone
        ("s", None, None),  # one in a series, one alone
    ],
)
def test_only_closings_of_one_series_are_added_up(one, other, expected):
    half = TEN_MILLION // 2
    closings = [(day("2009-01-05"), one, half), (day("2009-02-02"), other, half)]
    assert financing_trigger(ISSUED, TEN_MILLION, closings) == (expected and day(expected))


@pytest.mark.parametrize("order", [1, -1])
def test_the_series_that_first_reaches_the_threshold_wins_in_whatever_order_it_is_written(order):
    closings = [
        (day("2009-01-05"), "early", TEN_MILLION - 1),
        (day("2009-02-02"), "late", TEN_MILLION),
        (day("2009-03-02"), "early", 1),
    ]
    assert financing_trigger(ISSUED, TEN_MILLION, closings[::order]) == day("2009-02-02")


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        ("2010-05-30", Maturity(day("2010-05-30"), "financing")),
        ("2010-05-31", Maturity(STATED, "stated")),  # a tie: the cause is the stated one
        ("2010-06-01", Maturity(STATED, "stated")),
    ],
)
def test_the_earlier_of_financing_and_stated_date(closed, expected):
    assert maturity(terms(financing_threshold=TEN_MILLION), ISSUED, [closing(closed)]) == expected


@pytest.mark.parametrize(("by", "cause"), [("borrower", "financing"), ("other", "stated")])
def test_only_the_borrowers_own_closings_count(by, cause):
    half = TEN_MILLION // 2
    closings = [closing("2009-01-05", half, "s"), closing("2009-02-02", half, "s", by)]
    assert maturity(terms(financing_threshold=TEN_MILLION), ISSUED, closings).cause == cause


def test_without_a_threshold_no_financing_matters():
    assert maturity(terms(), ISSUED, [closing("2009-01-05")]) == Maturity(STATED, "stated")


@pytest.mark.parametrize(
    ("issued", "cause"), [("2009-01-04", "financing"), ("2009-01-05", "stated"), ("2009-01-06", "stated")]
)
def test_notes_of_different_dates_can_mature_on_different_days(issued, cause):
    found = maturity(terms(financing_threshold=TEN_MILLION), day(issued), [closing("2009-01-05")])
    assert found.cause == cause


def holder(name, principal, issued=None):
    return Holder(id=name, name=name, principal=principal, issue_date=issued and day(issued))


@pytest.mark.parametrize(("cents_over", "says"), [(-1, False), (0, False), (1, True)])
def test_the_offering_is_exceeded_from_one_cent_over_its_limit(cents_over, says):
    limit = 5_950_000 * 100
    holders = [holder("a", limit - 100), holder("b", 100 + cents_over)]
    said = beyond_the_offering(terms(offering_limit=limit), holders)
    assert (said is not None) is says
    if said:
        assert "0.01 more than the Offering of 5,950,000.00" in said


def test_the_offering_is_counted_in_order_of_issue_date():
    """b (6.00) was issued first, then c (3.00): c passes the 8.00; a (1.00) came last, though first written."""
    holders = [holder("a", 100, "2008-10-03"), holder("b", 600), holder("c", 300, "2008-10-02")]
    said = beyond_the_offering(terms(offering_limit=800), holders)
    assert "10.00, 2.00 more than" in said
    assert "passed with c" in said


def test_without_a_limit_nothing_exceeds_it():
    assert beyond_the_offering(terms(), [holder("a", 10**12)]) is None
