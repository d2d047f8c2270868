"""The ladder of payment dates, which bounds the periods in which interest is counted.

Date number k lies in the month of the first date plus k times so many months; number 0 is the first date, and the
ladder goes on backwards from it too, for periods that are counted in whole and in part.

>>> ladder = Ladder(date(2008, 12, 31))
>>> [ladder.nth(number).isoformat() for number in range(-1, 4)]
['2008-11-30', '2008-12-31', '2009-01-31', '2009-02-28', '2009-03-31']
>>> quarters = Ladder(date(2019, 2, 28), 3, "last_day")
>>> [quarters.nth(number).isoformat() for number in range(3)]
['2019-02-28', '2019-05-31', '2019-08-31']
"""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Literal

from note_sched.measure.business_days import BusinessDays, days_in_month

On = Literal["same_day", "last_day", "first_business_day", "last_business_day"]
"""Which day of the month a payment date is; ``same_day``: the first date's, a shorter month's last."""


class Ladder:
    """Payment dates, one every so many months for ever.

    Args:
        first: the first date; of the other kinds than ``same_day`` its month alone matters.
        months: from date to date.
        on: which day of the month.
        calendar: the business days, where ``on`` asks for them.
    """

    def __init__(self, first: date, months: int = 1, on: On = "same_day", calendar: BusinessDays | None = None) -> None:
        self.months = months
        self._on = on
        self._day = first.day
        self._month = 12 * first.year + first.month - 1
        self._calendar = calendar or BusinessDays()
        self._known: dict[int, date] = {}

    def nth(self, number: int) -> date:
        """Date number ``number``; below zero before the first one."""
        found = self._known.get(number)
        if found is None:
            found = self._known[number] = self._worked_out(number)
        return found

    def _worked_out(self, number: int) -> date:
        year, month = divmod(self._month + number * self.months, 12)
        last = days_in_month(year, month + 1)
        match self._on:
            case "same_day":
                return date(year, month + 1, min(self._day, last))
            case "last_day":
                return date(year, month + 1, last)
            case "first_business_day":
                return self._calendar.roll(date(year, month + 1, 1))
            case "last_business_day":
                return self._calendar.back(date(year, month + 1, last))

    def __iter__(self) -> Iterator[date]:
        """The first date and all after it."""
        return map(self.nth, count())

    def period(self, day: date) -> int:
        """The number of the date that begins the period in which ``day`` lies: the last one on or before it."""
        number = (12 * day.year + day.month - 1 - self._month) // self.months
        return number if self.nth(number) <= day else number - 1

    def following(self, day: date) -> date:
        """The first payment date after ``day``, the first of all at the earliest."""
        return self.nth(max(0, self.period(day) + 1))

    def through(self, day: date) -> Iterator[date]:
        """The payment dates through ``day``."""
        return map(self.nth, range(self.period(day) + 1))
