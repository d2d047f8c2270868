"""Where interest comes from: principal, days and rate, line by line (R-6).

Within an interest period interest adds up exactly; a *cut* (the period's end, a payment of accrued interest, maturity,
acceleration) takes whole cents out of it: the rounded running total less what earlier cuts of the period took. So every
sum of interest that fell due or was paid before it was due can be worked out again by hand.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from note_sched.document.counting import accrual_of, ladder_of
from note_sched.document.model import Document
from note_sched.history.movements import Balances
from note_sched.ledger.pen import Stretch
from note_sched.measure.accrual import Accrual, DayCount, days_30e_360, days_360, days_in_year
from note_sched.measure.business_days import DAY, days_in_month

_Date = date  # inside the classes below, `date` is an attribute


Units = int | Fraction
"""Exact interest: so many units are a cent."""


class AccrualLine(NamedTuple):
    """Interest on one principal at one rate over days of one month, year or regular period, or of one stretch.

    ``start`` is counted, ``end`` is not. ``days`` as the day count counts them, ``basis`` what they are divided by: the
    days of the month (``actual/month``) or year (``actual/actual``), 30, 365 or 360, or the days of the regular period
    times the periods of a year (``period``). ``rate`` per month where ``yearly`` is false, else per year. ``units``:
    what it earns, and ``ran`` the period's total after it, both exact, so many to the cent as ``denominator`` says;
    ``taken`` what cuts took out of it before, in cents. ``amount``: by how many whole cents it raises what is accrued,
    so that lines add up to what their period earned. ``period_start``: the first day of the interest period. ``joins``:
    the day with whose opening the line counts, where it does not day by day (``Stretch``). ``way``: in which of its
    ways interest runs, and whether by an election (``Stretch``).
    """

    start: _Date
    end: _Date
    principal: int
    days: int
    basis: int
    rate: Fraction
    yearly: bool
    units: Units
    ran: Units
    denominator: int
    amount: int
    taken: int
    period_start: _Date
    joins: _Date | None = None
    way: str = "cash"
    elected: bool = False

    @property
    def exact(self) -> Fraction:
        """What it earns in cents, exact: ``principal * rate * days / basis``."""
        return Fraction(self.units, self.denominator)

    @property
    def running(self) -> Fraction:
        """The period's exact total after it, in cents."""
        return Fraction(self.ran, self.denominator)

    @property
    def in_kind(self) -> bool:
        """Whether it is to be added to principal."""
        return self.way in ("kind", "kind_in_default")

    @property
    def in_default(self) -> bool:
        """Whether it is borne in default."""
        return "default" in self.way or self.way == "overdue_interest"

    def counted(self, running: Fraction) -> "AccrualLine":
        """With where its period stands, behind a running total, in cents, of which nothing was taken."""
        ran = running * self.denominator
        then = ran + self.units
        amount = shown(then, self.denominator, 0) - shown(ran, self.denominator, 0)
        return self._replace(ran=then, amount=amount, taken=0)

    @property
    def date(self) -> _Date:
        """The day with whose opening it counts."""
        return self.joins or self.end

    @property
    def accrued(self) -> int:
        """Cents accrued and not due after it."""
        return shown(self.ran, self.denominator, self.taken)

    @property
    def change(self) -> Balances:
        """What it adds to the balances."""
        return Balances(0, 0, self.amount)


def shown(ran: Units, denominator: int, taken: int) -> int:
    """What is accrued and not due, in whole cents: the running total half up, less what was taken; never below zero.

    Args:
        ran: the running total, in units.
        denominator: units in a cent.
        taken: cents.
    """
    return max(0, (2 * ran + denominator) // (2 * denominator) - taken)


class Span(NamedTuple):
    """Days of a line of interest, of whatever principal: ``earned``: the units of a cent of it."""

    start: date
    end: date
    earned: Units
    days: int
    basis: int
    rate: Fraction


def _rates_of(document: Document) -> Callable[[str, bool], Accrual]:
    """How interest is counted in each way in which it runs."""
    if not document.terms.interest.in_several_ways:
        accrual = accrual_of(document)
        return lambda _way, _elected: accrual
    from note_sched.history.rates_by_way import Ways  # noqa: PLC0415 (few papers need it)

    return Ways(document).accrual


class Counting:
    """Works out lines of interest as a document counts."""

    def __init__(self, document: Document, denominator: int, apart: Collection[date] = ()) -> None:
        """How interest is counted.

        Args:
            document: whose terms count.
            denominator: units in a cent.
            apart: days at which a line is divided: what ran before such a day and what ran from it.
        """
        self.denominator = denominator
        self._rates = _rates_of(document)
        self._count = document.terms.interest.day_count
        self._ladder = ladder_of(document)
        self._apart = sorted(apart)
        self._spans: dict[tuple[date, date, date, str, bool], Sequence[Span]] = {}

    def spans(self, stretch: Stretch, end: date) -> Sequence[Span]:
        """The days of the lines of a stretch to ``end``, not counted: most Notes of an offering have the same."""
        key = stretch.start, end, stretch.period_start, stretch.way, stretch.elected
        found = self._spans.get(key)
        if found is None:
            found = self._spans[key] = tuple(self._counted_spans(stretch, end))
        return found

    def _counted_spans(self, stretch: Stretch, end: date) -> Iterator[Span]:
        accrual, start = self._rates(stretch.way, stretch.elected), stretch.period_start
        scale = self.denominator // accrual.denominator
        exact = scale * accrual.denominator == self.denominator
        for first, last in self._split(accrual, stretch.start, end, start):
            earned = accrual.index(last, start) - accrual.index(first, start)
            index = earned * scale if exact else Fraction(earned * self.denominator, accrual.denominator)
            rate = accrual.rate_on(first, start)
            exact_rate = Fraction(rate.numerator, rate.denominator) * (12 if self._count.yearly else 1)
            yield Span(first, last, index, *self._counted(first, last, start), exact_rate)

    def line(self, stretch: Stretch, span: Span, before: Units = 0, taken: int = 0) -> AccrualLine:
        """A line of a stretch, behind so many units of its period, of which cuts took cents."""
        units = stretch.principal * span.earned
        then, denominator = before + units, self.denominator
        start, end, _, days, basis, rate = span
        return AccrualLine(
            start,
            end,
            stretch.principal,
            days,
            basis,
            rate,
            self._count.yearly,
            units,
            then,
            denominator,
            shown(then, denominator, taken) - shown(before, denominator, taken),
            taken,
            stretch.period_start,
            stretch.joins,
            stretch.way,
            stretch.elected,
        )

    def earned(self, first: date, last: date, period_start: date) -> Fraction:
        """What a cent earns from one day to another by the contract, in cents.

        Args:
            first: counted; it may lie in an earlier period.
            last: not counted.
            period_start: the first day of the period in which ``last`` lies.
        """
        accrual = self._rates("cash", False)  # noqa: FBT003 (no election)
        index = accrual.index
        if first >= period_start:
            return Fraction(index(last, period_start) - index(first, period_start), accrual.denominator)
        begun = period_start if self._ladder is None else self._ladder.nth(self._ladder.period(first))
        earlier = Fraction(index(period_start, begun) - index(first, begun), accrual.denominator)
        return earlier + self.earned(period_start, last, period_start)

    def in_periods(self, start: date, end: date, begun: date, issued: date) -> Iterator[tuple[date, date, date]]:
        """Days in pieces of one interest period each, with its first day: ``begun`` if they began no later."""
        ladder = self._ladder
        starts = [day for day in (ladder.through(end - DAY) if ladder else ()) if day > start]
        first = begun
        if ladder is not None and starts:
            first = max(issued, ladder.nth(ladder.period(start)))
        days = [start, *starts, end]
        yield from zip(days, days[1:], [first, *starts], strict=False)

    def _split(self, accrual: Accrual, start: date, end: date, period_start: date) -> Iterator[tuple[date, date]]:
        """A line is at one rate, and of one month, year or period where that is the basis; days to stand apart do."""
        changes = accrual.changes(start, end, period_start)
        apart = sorted({*self._apart, *changes}) if changes else self._apart
        while start < end:
            stops = apart[bisect_right(apart, start) :][:1]
            match self._count:
                case DayCount.ACTUAL_MONTH:
                    stops.append(date(start.year + start.month // 12, start.month % 12 + 1, 1))
                case DayCount.ACTUAL_ACTUAL:
                    stops.append(date(start.year + 1, 1, 1))
                case DayCount.PERIOD if self._ladder:
                    stops.append(self._ladder.nth(self._ladder.period(start) + 1))
            stop = min([*stops, end])
            yield start, stop
            start = stop

    def _counted(self, first: date, last: date, period_start: date) -> tuple[int, int]:
        match self._count:
            case DayCount.THIRTY_360:
                return days_360(period_start, last) - days_360(period_start, first), 30
            case DayCount.THIRTY_E_360:
                return days_30e_360(first, last), 30
            case _:
                return (last - first).days, self._basis(first)

    def _basis(self, day: date) -> int:
        match self._count:
            case DayCount.ACTUAL_MONTH:
                return days_in_month(day.year, day.month)
            case DayCount.ACTUAL_ACTUAL:
                return days_in_year(day.year)
            case DayCount.PERIOD:
                return self._days_of_periods_in_a_year(day)
            case _:
                return 360 if self._count is DayCount.ACTUAL_360 else 365

    def _days_of_periods_in_a_year(self, day: date) -> int:
        """The days of the regular period in which ``day`` lies, times as many as there are in a year."""
        assert self._ladder is not None  # noqa: S101 (without payment dates there is no such day count)
        number = self._ladder.period(day)
        return (self._ladder.nth(number + 1) - self._ladder.nth(number)).days * 12 // self._ladder.months
