"""How the oracle counts: cents, shares, business days, days of interest. Nothing here knows what a Note is."""

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

DAY = timedelta(days=1)


# ---------------------------------------------------------------- money


def cents(text: str) -> int:
    """`$750,000.00`, `750,000` or `750000.5` as whole cents."""
    whole, _, part = text.replace("$", "").replace(",", "").strip().partition(".")
    return int(whole or "0") * 100 + int((part + "00")[:2])


def plain(amount: int) -> str:
    """Cents as a plain decimal string."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100}.{abs(amount) % 100:02d}"


def half_up(exact: Fraction) -> int:
    """Round half up to a whole number."""
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def six_decimals(exact_cents: Fraction) -> str:
    """A per diem: exact cents as currency with six decimals, half up."""
    millionths = half_up(exact_cents * 10_000)
    return f"{millionths // 1_000_000}.{millionths % 1_000_000:06d}"


def shares(amount: int, weights: Sequence[int]) -> list[int]:
    """Divide by weights, cents by largest remainder, ties to the earlier (R-30). The parts add up to the amount."""
    total = sum(weights)
    if total == 0:
        return [0] * len(weights)
    parts = [amount * weight // total for weight in weights]
    rests = [amount * weight % total for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-rests[place], place))
    for place in order[: amount - sum(parts)]:
        parts[place] += 1
    return parts


@cache
def monthly_rate(text: str) -> Fraction:
    """`1% per month`, `3% per quarter` or `12% per year` as a monthly fraction; a year is twelve months (R-32, T-3)."""
    match = re.fullmatch(r"\s*([\d.]+)\s*%\s*per\s*(month|quarter|year)\s*", text)
    assert match is not None, text
    return Fraction(match[1]) / 100 / {"month": 1, "quarter": 3, "year": 12}[match[2]]


# ---------------------------------------------------------------- dates


def day_of(text: str) -> date:
    """An ISO date."""
    return date.fromisoformat(text)


def add_months(start: date, months: int) -> date:
    """The same day of a later month, or its last day; always counted from `start`."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth Monday (0), Tuesday (1), … of a month; nth -1 is the last."""
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    return date(year, month, days[nth - 1] if nth > 0 else days[nth])


def easter(year: int) -> date:
    """Easter Sunday (the usual reckoning of the Gregorian calendar)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 19 * golden + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int) -> set[date]:
    """General Construction Law 24, as R-8 lists it: a Sunday holiday is kept on Monday too, a Saturday one is not."""
    days = [date(year, 1, 1), date(year, 2, 12), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    days += [nth_weekday(year, 1, 0, 3), nth_weekday(year, 2, 0, 3), nth_weekday(year, 5, 0, -1)]
    days += [nth_weekday(year, 9, 0, 1), nth_weekday(year, 10, 0, 2), nth_weekday(year, 11, 3, 4)]
    days += [nth_weekday(year, 11, 0, 1) + DAY]
    if year >= 2020:
        days.append(date(year, 6, 19))
    return set(days) | {day + DAY for day in days if day.weekday() == 6}


def federal_holidays(year: int) -> set[date]:
    """T-4: the days the Federal Reserve Banks keep; Sunday to Monday, a Saturday does not move."""
    days = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    days += [nth_weekday(year, 2, 0, 3), nth_weekday(year, 5, 0, -1), nth_weekday(year, 9, 0, 1)]
    days += [nth_weekday(year, 10, 0, 2), nth_weekday(year, 11, 3, 4)]
    if year >= 1986:
        days.append(nth_weekday(year, 1, 0, 3))
    if year >= 2021:
        days.append(date(year, 6, 19))
    return set(days) | {day + DAY for day in days if day.weekday() == 6}


def exchange_holidays(year: int) -> set[date]:
    """T-4: the New York Stock Exchange; Sunday to Monday, Saturday to Friday but for January 1."""
    days = [date(year, 1, 1), date(year, 7, 4), date(year, 12, 25), easter(year) - timedelta(days=2)]
    days += [nth_weekday(year, 2, 0, 3), nth_weekday(year, 5, 0, -1), nth_weekday(year, 9, 0, 1)]
    days.append(nth_weekday(year, 11, 3, 4))
    if year >= 1998:
        days.append(nth_weekday(year, 1, 0, 3))
    if year >= 2022:
        days.append(date(year, 6, 19))
    early = {day - DAY for day in days if day.weekday() == 5 and (day.month, day.day) != (1, 1)}
    return set(days) | {day + DAY for day in days if day.weekday() == 6} | early


HOLIDAYS = {
    "new-york": public_holidays,
    "federal-reserve": federal_holidays,
    "nyse": exchange_holidays,
    "weekends": lambda _: set(),
}


class Calendar:
    """The business days of R-8 and T-4, with the document's additions and removals."""

    def __init__(self, name: str, added: Sequence[str], removed: Sequence[str], *, strict: bool) -> None:
        self.holidays = HOLIDAYS[name]
        self.added = {day_of(text) for text in added}
        self.removed = {day_of(text) for text in removed}
        self.strict = strict
        self.years: dict[int, set[date]] = {}

    def is_business_day(self, day: date) -> bool:
        """Not a Saturday, a Sunday or a holiday."""
        if day.weekday() >= 5 or day in self.added:
            return False
        if day.year not in self.years:
            self.years[day.year] = self.holidays(day.year)
        return day in self.removed or day not in self.years[day.year]

    def on_or_after(self, day: date) -> date:
        """`roll(d)` of R-8: the first business day on or after d."""
        while not self.is_business_day(day):
            day += DAY
        return day

    def after(self, day: date, count: int) -> date:
        """The count-th business day after a day, which is itself not counted."""
        for _ in range(count):
            day = self.on_or_after(day + DAY)
        return day

    def timely_through(self, due: date) -> date:
        """R-8: the last day on which a payment is in time; with `strict` the due date itself."""
        return due if self.strict else self.on_or_after(due)

    def may_pay_on(self, day: date) -> bool:
        """Whether the assumed Borrower pays on such a day."""
        return self.strict or self.is_business_day(day)


# ---------------------------------------------------------------- interest


def days_30_360(start: date, end: date) -> int:
    """30/360 of section 7: D1 = 31 becomes 30; D2 = 31 becomes 30 where D1 is 30; no February rule."""
    first = min(start.day, 30)
    last = 30 if end.day == 31 and first == 30 else end.day
    return 360 * (end.year - start.year) + 30 * (end.month - start.month) + last - first


def days_30e_360(start: date, end: date) -> int:
    """T-3, `30E/360`: either 31 becomes 30."""
    months = 12 * (end.year - start.year) + end.month - start.month
    return 30 * months + min(end.day, 30) - min(start.day, 30)


@cache
def share_of_month(day: date, period_start: date, day_count: str) -> Fraction:
    """How much of a month's interest one day earns (R-5, T-3, the switch `day_count`; `period` needs the dates)."""
    if day_count in ("30/360", "30E/360"):
        count = days_30_360 if day_count == "30/360" else days_30e_360
        return Fraction(count(period_start, day + DAY) - count(period_start, day), 30)
    if day_count == "actual/365":
        return Fraction(12, 365)
    if day_count == "actual/360":
        return Fraction(12, 360)
    if day_count == "actual/actual":
        return Fraction(12, 366 if calendar.isleap(day.year) else 365)
    return Fraction(1, calendar.monthrange(day.year, day.month)[1])
