"""1(d), last paragraph: from an acceleration to the 365th day after its notices no Blockage Event exists."""

from datetime import date, timedelta

import pytest

from note_sched.document.events import NEVER, Acceleration, AccelerationNotice
from note_sched.rules.override import Override, Overrides, notice_given, override_end

day = date.fromisoformat
ACCELERATED = day("2009-04-06")


def overrides(*spans):
    found = Overrides()
    for first, last in spans:
        found.add(Override(day(first), day(last), ("a",)))
    return found


@pytest.mark.parametrize(
    ("notice", "given"),
    [
        (None, None),
        (day("2009-04-08"), day("2009-04-08")),  # one day for both
        (AccelerationNotice(borrower=day("2009-04-06"), senior=day("2009-04-08")), day("2009-04-08")),
        (AccelerationNotice(borrower=day("2009-04-09"), senior=day("2009-04-08")), day("2009-04-09")),
        (AccelerationNotice(borrower=day("2009-04-06")), None),  # the Senior holders know nothing
        (AccelerationNotice(senior=day("2009-04-06")), None),
        (AccelerationNotice(), None),
        (NEVER, None),
        (AccelerationNotice(borrower=day("2009-04-06"), senior=NEVER), None),
    ],
)
def test_notice_is_given_when_the_later_of_borrower_and_senior_holders_has_it(notice, given):
    assert notice_given(Acceleration(date=ACCELERATED, holder="a", notice=notice)) == given


@pytest.mark.parametrize(("last_day_counts", "days"), [(True, 365), (False, 364)])
def test_the_override_ends_on_the_365th_day_after_notice(last_day_counts, days):
    noticed = day("2009-04-08")
    found = override_end(ACCELERATED, noticed, 365, last_day_counts=last_day_counts)
    assert found == noticed + timedelta(days=days)


@pytest.mark.parametrize(
    ("days_before", "last_day_counts", "opens"),
    [(365, True, True), (366, True, False), (364, False, True), (365, False, False)],
)
def test_a_notice_long_before_the_acceleration_leaves_a_day_or_none(days_before, last_day_counts, opens):
    noticed = ACCELERATED - timedelta(days=days_before)
    found = override_end(ACCELERATED, noticed, 365, last_day_counts=last_day_counts)
    assert found == (ACCELERATED if opens else None)


@pytest.mark.parametrize(
    ("on", "lifted"),
    [
        ("2009-04-05", False),
        ("2009-04-06", True),
        ("2010-04-08", True),
        ("2010-04-09", False),
        ("2010-05-02", False),
        ("2010-05-03", True),
    ],
)
def test_blockage_events_are_lifted_on_the_union_of_all_overrides_both_ends_inside(on, lifted):
    both = overrides(("2009-04-06", "2010-04-08"), ("2009-06-01", "2010-01-01"), ("2010-05-03", "2011-05-03"))
    assert both.lift(day(on)) is lifted


@pytest.mark.parametrize(
    ("first", "last", "left"),
    [
        ("2009-04-05", "2009-04-05", True),
        ("2009-04-05", "2009-04-06", True),  # one day before
        ("2009-04-06", "2010-04-08", False),
        ("2009-04-06", "2010-04-09", False),  # the second begins the day after the first ends
        ("2009-04-06", "2010-05-04", True),  # one day after both
        ("2009-05-01", "2009-04-30", False),  # no day at all
    ],
)
def test_a_period_has_a_day_left_unless_overrides_cover_all_of_it(first, last, left):
    both = overrides(("2010-04-09", "2010-05-03"), ("2009-04-06", "2010-04-08"))
    assert both.leaves_a_day(day(first), day(last)) is left


def test_without_an_acceleration_every_day_is_left():
    assert Overrides().leaves_a_day(day("2009-04-06"), day("2009-04-06"))
