"""Calendar months: what a statement is of."""

import re
from datetime import date
from typing import NamedTuple

from note_sched.measure.business_days import DAY, days_in_month


class Month(NamedTuple):
    """A calendar month.

    >>> str(Month(2009, 2)), str(Month(2009, 2).last), str(Month(2009, 1).eve)
    ('2009-02', '2009-02-28', '2008-12-31')
    """

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.month, days_in_month(self.year, self.month))

    @property
    def eve(self) -> date:
        """The last day of the month before."""
        return self.first - DAY

    def has(self, day: date) -> bool:
        """Whether a day is in it."""
        return (day.year, day.month) == self


def month_of(day: date) -> Month:
    """The month in which a day is."""
    return Month(day.year, day.month)


def read_month(written: str) -> Month:
    """The month that a text names: ``2009-03``.

    Raises:
        ValueError: it names none.
    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}", written, re.ASCII):
        raise ValueError("a month such as 2009-03")
    return month_of(date.fromisoformat(f"{written}-01"))
