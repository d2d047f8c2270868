"""Business days, by the calendar that a paper counts by, and months.

``new-york``: the public holidays of New York General Construction Law section 24, which is no federal calendar:
Lincoln's Birthday and Election Day are on it, a holiday on a Sunday is kept on the Monday too, and one on a Saturday
does not move. Weekends and holidays give a payer the next business day under section 25. ``federal-reserve``: the days
on which the Reserve Banks are closed; a Saturday does not move. ``nyse``: the days on which the New York Stock Exchange
is closed by rule; special closings are for the document to add. ``weekends``: Saturdays and Sundays alone.

Tables of our own, and not those of the ``holidays`` package: it has no calendar of the Reserve Banks (its federal one
moves Saturdays to Friday), its New York is not section 24, its exchange has the special closings of the past but not
those of the future, so that one document would answer differently from one release to the next; and it takes longer to
load than a note to play. The tests hold it against these tables where the two should agree.

>>> from datetime import date
>>> BusinessDays().roll(date(2010, 5, 31))     # Memorial Day
datetime.date(2010, 6, 1)
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

DAY = timedelta(days=1)
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)

Calendar = Literal["new-york", "federal-reserve", "nyse", "weekends"]
"""Whose holidays are no business days."""

_MONDAY, _THURSDAY, _SATURDAY, _SUNDAY = 0, 3, 5, 6


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    """E.g. the third Monday of January; ``weekday`` 0 is Monday, a negative ``count`` is taken from the month's end.

    Arithmetic of our own: the library's takes a millisecond for three years of holidays, at every start.
    """
    if count < 0:
        last = date(year, month, days_in_month(year, month))
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))


def election_day(year: int) -> date:
    """The general election: the Tuesday after the first Monday of November (Election Law 8-100)."""
    return _nth(year, 11, _MONDAY, 1) + DAY


def public_holidays(year: int) -> frozenset[date]:
    """The public holidays of one year, with the Mondays after those that are Sundays (General Construction Law 24)."""
    kept = {
        date(year, 1, 1),
        _nth(year, 1, _MONDAY, 3),
        date(year, 2, 12),
        _nth(year, 2, _MONDAY, 3),
        _nth(year, 5, _MONDAY, -1),
        date(year, 7, 4),
        _nth(year, 9, _MONDAY, 1),
        _nth(year, 10, _MONDAY, 2),
        date(year, 11, 11),
        _nth(year, 11, _THURSDAY, 4),
        date(year, 12, 25),
        election_day(year),
    }
    if year >= 2020:
        kept.add(date(year, 6, 19))
    return frozenset(kept | {day + DAY for day in kept if day.weekday() == _SUNDAY})


def federal_reserve_holidays(year: int) -> frozenset[date]:
    """The days on which the Federal Reserve Banks are closed: for a Sunday the Monday, for a Saturday no other day."""
    kept = {
        date(year, 1, 1),
        _nth(year, 2, _MONDAY, 3),
        _nth(year, 5, _MONDAY, -1),
        date(year, 7, 4),
        _nth(year, 9, _MONDAY, 1),
        _nth(year, 10, _MONDAY, 2),
        date(year, 11, 11),
        _nth(year, 11, _THURSDAY, 4),
        date(year, 12, 25),
    }
    if year >= 1986:
        kept.add(_nth(year, 1, _MONDAY, 3))
    if year >= 2021:
        kept.add(date(year, 6, 19))
    return frozenset(kept | {day + DAY for day in kept if day.weekday() == _SUNDAY})


def nyse_holidays(year: int) -> frozenset[date]:
    """The days on which the exchange is closed by its rule: for a Sunday the Monday, for a Saturday the Friday.

    But for New Year's Day: its Friday is the last day of a year.
    """
    from dateutil.easter import easter  # noqa: PLC0415 (this calendar alone needs it)

    kept = {
        date(year, 1, 1),
        _nth(year, 2, _MONDAY, 3),
        easter(year) - timedelta(days=2),
        _nth(year, 5, _MONDAY, -1),
        date(year, 7, 4),
        _nth(year, 9, _MONDAY, 1),
        _nth(year, 11, _THURSDAY, 4),
        date(year, 12, 25),
    }
    if year >= 1998:
        kept.add(_nth(year, 1, _MONDAY, 3))
    if year >= 2022:
        kept.add(date(year, 6, 19))
    kept |= {day + DAY for day in kept if day.weekday() == _SUNDAY}
    return frozenset(kept | {day - DAY for day in kept if day.weekday() == _SATURDAY and day != date(year, 1, 1)})


def no_holidays(year: int) -> frozenset[date]:
    """Weekends alone."""
    del year
    return frozenset()


_HOLIDAYS: Mapping[Calendar, Callable[[int], frozenset[date]]] = {
    "new-york": public_holidays,
    "federal-reserve": federal_reserve_holidays,
    "nyse": nyse_holidays,
    "weekends": no_holidays,
}


def days_in_month(year: int, month: int) -> int:
    """28 to 31.

    >>> days_in_month(2008, 2), days_in_month(2009, 2), days_in_month(2009, 12)
    (29, 28, 31)
    """
    return 29 if month == 2 and is_leap(year) else _DAYS_IN_MONTH[month]


def is_leap(year: int) -> bool:
    """Whether a year has a February 29; said here, as ``calendar`` loads ``locale`` with all its names.

    >>> [year for year in (1900, 2000, 2008, 2009) if is_leap(year)]
    [2000, 2008]
    """
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS_IN_MONTH = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class BusinessDays:
    """Which days are business days: no Saturday, no Sunday, no holiday of the calendar.

    Args:
        added: days that a document keeps as holidays besides the calendar's.
        removed: holidays of the calendar that a document does not keep.
        calendar: whose holidays.
    """

    def __init__(
        self, added: Iterable[date] = (), removed: Iterable[date] = (), calendar: Calendar = "new-york"
    ) -> None:
        self._holidays = _HOLIDAYS[calendar]
        self._added = frozenset(added)
        self._removed = frozenset(removed)
        self._years: dict[int, frozenset[date]] = {}

    def is_holiday(self, day: date) -> bool:
        """Whether ``day`` is a holiday (a plain Saturday or Sunday is none)."""
        holidays = self._years.get(day.year)
        if holidays is None:
            holidays = self._years[day.year] = (self._holidays(day.year) | self._added) - self._removed
        return day in holidays

    def is_business(self, day: date) -> bool:
        """Whether ``day`` is a business day."""
        return day.weekday() < 5 and not self.is_holiday(day)

    def roll(self, day: date) -> date:
        """The first business day on or after ``day`` (General Construction Law 25)."""
        while not self.is_business(day):
            day += DAY
        return day

    def back(self, day: date) -> date:
        """The last business day on or before ``day``."""
        while not self.is_business(day):
            day -= DAY
        return day

    def after(self, day: date, count: int = 1) -> date:
        """The ``count``-th business day after ``day``, which itself is not counted."""
        for _ in range(count):
            day = self.roll(day + DAY)
        return day


def months_after(day: date, months: int) -> date:
    """The same day ``months`` later; a shorter month gives its last day.

    >>> months_after(date(2009, 1, 31), 1)
    datetime.date(2009, 2, 28)
    """
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 (periods of months alone need it)

    return day + relativedelta(months=months)
