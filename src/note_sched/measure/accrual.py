"""Interest, exactly: an index that counts units of interest, one integer multiplication per holding.

A day count says what part of a month's interest one day earns. Interest of ``principal`` cents from day ``a`` (counted)
to day ``b`` (not counted) is::

    principal * (index(b) - index(a)) / denominator        in cents, a rational number, not rounded

377,580 is the least common multiple of 28, 29, 30 and 31, so a day's part of any month is a whole number of units.
Where interest is counted by the period, the denominator is the least common multiple of the lengths of all its periods.
"""

import re
from datetime import date
from enum import Enum
from itertools import pairwise
from math import lcm
from typing import NamedTuple

from note_sched.measure.business_days import FIRST_DAY, LAST_DAY, days_in_month, is_leap
from note_sched.measure.ladder import Ladder

_MONTH_UNITS = 377_580
_YEAR_UNITS = 365 * 366
_RATE = re.compile(r"(?P<whole>[0-9]{1,3})(?:\.(?P<part>[0-9]{1,6}))?% per (?P<period>month|quarter|year)", re.ASCII)
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


class InterestRate:
    """What a document writes behind ``interest_rate``: one rate, several in turn, or one that follows an index."""

    __slots__ = ("written",)

    written: str


class Rate(InterestRate):
    """A rate of simple interest, kept as a fraction of principal per month; a quarter is three, a year twelve."""

    __slots__ = ("denominator", "numerator")

    def __init__(self, numerator: int, denominator: int, written: str) -> None:
        self.numerator = numerator
        self.denominator = denominator
        self.written = written

    def __eq__(self, other: object) -> bool:
        """Whether another is the same fraction, written the same way."""
        return isinstance(other, Rate) and self._told == other._told

    def __hash__(self) -> int:
        return hash(self._told)

    @property
    def _told(self) -> tuple[int, int, str]:
        return self.numerator, self.denominator, self.written

    @classmethod
    def read(cls, written: str) -> "Rate":
        """The rate that a document writes: ``1% per month``, ``3% per quarter`` or ``12% per year``.

        Raises:
            ValueError: with what was expected.
        """
        match = _RATE.fullmatch(written)
        if match is None:
            if re.fullmatch(r"[0-9.]+ *%", written):
                raise ValueError(f"a rate with its period: {written} per month, or {written} per year")
            raise ValueError("a rate such as 1% per month or 12% per year")
        part = match["part"] or ""
        months = _MONTHS[match["period"]]
        return cls(int(match["whole"] + part), 100 * 10 ** len(part) * months, written)

    def lower(self, other: "Rate | None") -> "Rate":
        """The lower of two rates (4(g): no more than the legal maximum); this one where they are equal."""
        if other is None or self.numerator * other.denominator <= other.numerator * self.denominator:
            return self
        return other

    def plus(self, other: "Rate | None") -> "Rate":
        """The sum of two rates."""
        if other is None:
            return self
        numerator = self.numerator * other.denominator + other.numerator * self.denominator
        return Rate(numerator, self.denominator * other.denominator, f"{self.written} + {other.written}")


class DayCount(Enum):
    """How much of a month's interest a day earns. The Note says "one percent (1%) per month" and stops there.

    ``ACTUAL_MONTH`` takes the month as the unit, which is what the words say: every whole calendar month on the same
    principal is exactly 1%, and a part of a month is its days over that month's days. The others are what other
    instruments write when they mean 12% a year. ``THIRTY_360`` is the bond basis of the United States, without a rule
    for February; ``THIRTY_E_360`` the European one, in which every 31st is a 30th. ``ACTUAL_ACTUAL`` takes each day
    over the days of its own calendar year. ``PERIOD`` takes the interest period as the unit (ICMA's rule): a whole one
    of m months earns m twelfths of the year's rate, a part of one its days over the days of that period.
    """

    ACTUAL_MONTH = "actual/month"
    THIRTY_360 = "30/360"
    ACTUAL_365 = "actual/365"
    ACTUAL_360 = "actual/360"
    THIRTY_E_360 = "30E/360"
    ACTUAL_ACTUAL = "actual/actual"
    PERIOD = "period"

    @property
    def yearly(self) -> bool:
        """Whether its days are divided by a year, and earn a part of the year's rate; else of the month's."""
        return self not in (DayCount.ACTUAL_MONTH, DayCount.THIRTY_360, DayCount.THIRTY_E_360)


def days_360(start: date, end: date) -> int:
    """Days from ``start`` to ``end`` when every month has thirty (no February rule).

    >>> days_360(date(2009, 1, 31), date(2009, 2, 28)), days_360(date(2009, 1, 30), date(2009, 3, 31))
    (28, 60)
    """
    first = min(start.day, 30)
    last = 30 if end.day == 31 and first == 30 else end.day
    return 360 * (end.year - start.year) + 30 * (end.month - start.month) + last - first


def days_30e_360(start: date, end: date) -> int:
    """Days from ``start`` to ``end`` when every month has thirty and every 31st is a 30th, at either end.

    >>> days_30e_360(date(2009, 1, 15), date(2009, 1, 31)), days_30e_360(date(2009, 1, 31), date(2009, 2, 28))
    (15, 28)
    """
    return _thirties(end) - _thirties(start)


def _thirties(day: date) -> int:
    return 360 * day.year + 30 * day.month + min(day.day, 30)


def days_in_year(year: int) -> int:
    """365, or 366."""
    return 366 if is_leap(year) else 365


class PerDiem(NamedTuple):
    """What one day earns, in cents: exact, ``numerator / denominator``."""

    numerator: int
    denominator: int


class Accrual:
    """Counts interest at one rate under one day count.

    >>> accrual = Accrual(DayCount.ACTUAL_MONTH, Rate.read("1% per month"))
    >>> a, b = date(2008, 9, 26), date(2008, 11, 1)
    >>> cents = 10_000_000 * (accrual.index(b, a) - accrual.index(a, a))
    >>> round(cents / accrual.denominator)          # (5/30 + 1) x 1% x 100,000.00
    116667
    """

    def __init__(self, day_count: DayCount, rate: Rate, ladder: Ladder | None = None) -> None:
        """``ladder``: the payment dates that bound the periods of ``DayCount.PERIOD``; no other needs them."""
        self._day_count = day_count
        self._rate = rate
        self._numerator = rate.numerator
        self._ladder = ladder or Ladder(FIRST_DAY)
        self._units = _UNITS.get(day_count) or _common_multiple(self._ladder)
        self.denominator = rate.denominator * self._units

    def index(self, day: date, period_start: date) -> int:
        """Units earned up to ``day``, which is not counted, by one cent of principal.

        Only differences within one interest period mean anything. ``period_start`` is the first day of that period;
        30/360 alone depends on it (it counts days from there).
        """
        match self._day_count:
            case DayCount.ACTUAL_MONTH:
                months = 12 * day.year + day.month
                units = _MONTH_UNITS * months + _MONTH_UNITS // days_in_month(day.year, day.month) * (day.day - 1)
            case DayCount.THIRTY_360:
                units = days_360(period_start, day)
            case DayCount.ACTUAL_365 | DayCount.ACTUAL_360:
                units = 12 * day.toordinal()
            case DayCount.THIRTY_E_360:
                units = _thirties(day)
            case DayCount.ACTUAL_ACTUAL:
                passed = day.toordinal() - date(day.year, 1, 1).toordinal()
                units = 12 * (_YEAR_UNITS * day.year + _YEAR_UNITS // days_in_year(day.year) * passed)
            case DayCount.PERIOD:
                units = self._by_period(day)
        return self._numerator * units

    def rate_on(self, day: date, period_start: date) -> Rate:
        """The rate at which a day of a period earns."""
        del day, period_start
        return self._rate

    def changes(self, start: date, end: date, period_start: date) -> list[date]:
        """The days after ``start`` and before ``end``, in one period, from which another rate holds."""
        del start, end, period_start
        return []

    def _by_period(self, day: date) -> int:
        number = self._ladder.period(day)
        start, end = self._ladder.nth(number), self._ladder.nth(number + 1)
        each_day = self._units // (end - start).days
        return self._ladder.months * (self._units * number + each_day * (day - start).days)


_UNITS = {
    DayCount.ACTUAL_MONTH: _MONTH_UNITS,
    DayCount.THIRTY_360: 30,
    DayCount.ACTUAL_365: 365,
    DayCount.ACTUAL_360: 360,
    DayCount.THIRTY_E_360: 30,
    DayCount.ACTUAL_ACTUAL: _YEAR_UNITS,
}
"""Units in one month's interest: each day count's own denominator, before the rate's."""


def _common_multiple(ladder: Ladder) -> int:
    """The least common multiple of the lengths of all periods in which a day of this program's calendar can lie."""
    dates = [ladder.nth(number) for number in range(ladder.period(FIRST_DAY), ladder.period(LAST_DAY) + 3)]
    return lcm(*{(end - start).days for start, end in pairwise(dates)})
