"""Months: how they are written, where they begin and end."""

import pytest
from notes import day

from note_sched.measure.months import Month, month_of, read_month


def test_february_of_a_leap_year():
    month = read_month("2012-02")
    assert (month.first, month.last, month.eve) == (day("2012-02-01"), day("2012-02-29"), day("2012-01-31"))
    assert month.has(day("2012-02-29"))
    assert not month.has(day("2012-03-01"))
    assert month_of(day("2012-02-29")) == month == Month(2012, 2)


@pytest.mark.parametrize(
    "written", ["2009-3", "200903", "2009-13", "2009-00", "0000-01", "march", "2009-03-01", "٢٠٠٩-٠٣", ""]
)
def test_what_is_no_month(written):
    with pytest.raises(ValueError):  # noqa: PT011 (whoever asks has words for it)
        read_month(written)
