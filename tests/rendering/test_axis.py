"""The axis: ticks on firsts of months, and labels that never collide."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from note_sched.rendering.axis import axis

DAYS = st.dates(date(1990, 1, 1), date(2150, 1, 1))


def test_a_tick_a_month_where_there_is_room():
    found = axis(date(2008, 9, 26), date(2009, 2, 10), 500, 34, 44)
    assert [(str(tick.day), tick.label, tick.major) for tick in found.ticks] == [
        ("2008-10-01", "Oct", False),
        ("2008-11-01", "Nov", False),
        ("2008-12-01", "Dec", False),
        ("2009-01-01", "Jan", True),
        ("2009-02-01", "Feb", False),
    ]
    assert [tick.label for tick in found.years] == ["2008", "2009"]


def test_quarters_where_months_have_none():
    found = axis(date(2008, 9, 26), date(2010, 6, 1), 300, 34, 44)
    assert [tick.label for tick in found.ticks] == ["Oct", "Jan", "Apr", "Jul", "Oct", "Jan", "Apr"]


def test_a_year_at_the_edge_gives_way_to_the_next_one():
    assert [tick.label for tick in axis(date(2008, 12, 28), date(2009, 12, 1), 400, 34, 44).years] == ["2009"]


@given(DAYS, st.integers(1, 40_000), st.integers(40, 2_000), st.integers(3, 40), st.integers(5, 50))
def test_no_two_labels_meet(first, days, room, month, year):
    last = first + timedelta(days)
    found = axis(first, last, room, month, year)
    for ticks, width in ((found.ticks, month), (found.years, year)):
        labelled = [(tick.day - first).days * room / days for tick in ticks if tick.label]
        assert all(after - before > 0.9 * width for before, after in pairwise(labelled))
    assert all(first <= tick.day <= last for tick in (*found.ticks, *found.years))
