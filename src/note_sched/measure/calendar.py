"""Days: New York public holidays, business days, and the ladder of payment dates.

The holidays are those of New York General Construction Law section 24, which is no federal calendar: Lincoln's
Birthday and Election Day are on it, a holiday on a Sunday is kept on the Monday too, and one on a Saturday does not
move. Weekends and holidays give a payer the next business day under section 25.

>>> from datetime import date
>>> BusinessDays().roll(date(2010, 5, 31))     # Memorial Day
datetime.date(2010, 6, 1)
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

DAY = timedelta(days=1)
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2199, 12, 31)

_JUNETEENTH_SINCE = 2020
_MONDAY, _THURSDAY = 0, 3


def _nth(year: int, month: int, weekday: int, count: int) -> date:
    """E.g. the third Monday of January; ``weekday`` 0 is Monday, a negative ``count`` is taken from the month's end.

    Arithmetic of our own: the library's takes a millisecond for three years of holidays, at every start.
    """
    if count < 0:
        last = date(year, month, monthrange(year, month)[1])
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
    if year >= _JUNETEENTH_SINCE:
        kept.add(date(year, 6, 19))
    return frozenset(kept | {day + DAY for day in kept if day.weekday() == 6})


class BusinessDays:
    """Which days are business days: no Saturday, no Sunday, no New York public holiday.

    Args:
        added: days that a document keeps as holidays besides the statute's.
        removed: statutory holidays that a document does not keep.
    """

    def __init__(self, added: Iterable[date] = (), removed: Iterable[date] = ()) -> None:
        self._added = frozenset(added)
        self._removed = frozenset(removed)
        self._years: dict[int, frozenset[date]] = {}

    def is_holiday(self, day: date) -> bool:
        """Whether ``day`` is a public holiday (a plain Saturday or Sunday is none)."""
        holidays = self._years.get(day.year)
        if holidays is None:
            holidays = self._years[day.year] = (public_holidays(day.year) | self._added) - self._removed
        return day in holidays

    def is_business(self, day: date) -> bool:
        """Whether ``day`` is a business day."""
        return day.weekday() < 5 and not self.is_holiday(day)

    def roll(self, day: date) -> date:
        """The first business day on or after ``day`` (General Construction Law 25)."""
        while not self.is_business(day):
            day += DAY
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
    return day + relativedelta(months=months)


def payment_dates(first: date) -> Iterator[date]:
    """First payment date, then the same day of every month for ever, each counted from the first.

    >>> ladder = payment_dates(date(2008, 12, 31))
    >>> [next(ladder).isoformat() for _ in range(4)]
    ['2008-12-31', '2009-01-31', '2009-02-28', '2009-03-31']
    """
    month = 0
    while True:
        yield months_after(first, month)
        month += 1
