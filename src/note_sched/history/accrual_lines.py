"""Where interest comes from: principal, days and rate, line by line (R-6).

Within an interest period interest adds up exactly; a *cut* (the period's end, a payment of accrued interest, maturity,
acceleration) takes whole cents out of it: the rounded running total less what earlier cuts of the period took. So every
sum of interest that fell due or was paid before it was due can be worked out again by hand.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from note_sched.document.counting import accrual_of, ladder_of
from note_sched.document.model import Document
from note_sched.history.movements import Balances
from note_sched.ledger.pen import Stretch
from note_sched.measure.accrual import Accrual, DayCount, days_30e_360, days_360, days_in_year
from note_sched.measure.business_days import DAY, days_in_month
from note_sched.measure.money import round_half_up

_Date = date  # inside the classes below, `date` is an attribute


class AccrualLine(NamedTuple):
    """Interest on one principal at one rate over days of one month, year or regular period, or of one stretch.

    ``start`` is counted, ``end`` is not. ``days`` as the day count counts them, ``basis`` what they are divided by: the
    days of the month (``actual/month``) or year (``actual/actual``), 30, 365 or 360, or the days of the regular period
    times the periods of a year (``period``). ``rate`` per month where ``yearly`` is false, else per year. ``exact``:
    cents, ``principal * rate * days / basis``. ``running``: the period's exact total after this line, in cents, and
    ``taken`` what cuts took out of it before. ``amount``: by how many whole cents it raises what is accrued, so that
    lines add up to what their period earned. ``period_start``: the first day of the interest period. ``joins``: the
    day with whose opening the line counts, where it does not day by day (``Stretch``). ``way``: in which of its ways
    interest runs, and whether by an election (``Stretch``).
    """

    start: _Date
    end: _Date
    principal: int
    days: int
    basis: int
    rate: Fraction
    yearly: bool
    exact: Fraction
    running: Fraction
    amount: int
    taken: int
    period_start: _Date
    joins: _Date | None = None
    way: str = "cash"
    elected: bool = False

    @property
    def in_kind(self) -> bool:
        """Whether it is to be added to principal."""
        return self.way in ("kind", "kind_in_default")

    @property
    def in_default(self) -> bool:
        """Whether it is borne in default."""
        return "default" in self.way or self.way == "overdue_interest"

    def counted(self, running: Fraction, taken: int) -> "AccrualLine":
        """With where its period stands, which before it stood at a running total less what was taken."""
        then = running + self.exact
        return self._replace(running=then, amount=shown(then, taken) - shown(running, taken), taken=taken)

    @property
    def date(self) -> _Date:
        """The day with whose opening it counts."""
        return self.joins or self.end

    @property
    def accrued(self) -> int:
        """Cents accrued and not due after it."""
        return shown(self.running, self.taken)

    @property
    def change(self) -> Balances:
        """What it adds to the balances."""
        return Balances(accrued_interest=self.amount)


def shown(running: Fraction, taken: int) -> int:
    """What is accrued and not due, in whole cents: the running total half up, less what was taken; never below zero."""
    return max(0, round_half_up(running.numerator, running.denominator) - taken)


def _rates_of(document: Document) -> Callable[[str, bool], Accrual]:
    """How interest is counted in each way in which it runs."""
    if not document.terms.interest.in_several_ways:
        accrual = accrual_of(document)
        return lambda _way, _elected: accrual
    from note_sched.history.rates_by_way import Ways  # noqa: PLC0415 (few papers need it)

    return Ways(document).accrual


class Counting:
    """Works out lines of interest as a document counts."""

    def __init__(self, document: Document, apart: Collection[date] = ()) -> None:
        """``apart``: days at which a line is divided: what ran before such a day and what ran from it."""
        self._rates = _rates_of(document)
        self._count = document.terms.interest.day_count
        self._ladder = ladder_of(document)
        self._apart = sorted(apart)

    def lines(self, stretch: Stretch, end: date) -> Iterator[AccrualLine]:
        """The lines of a stretch to ``end``, not counted; where their period stands is to be ``counted``."""
        accrual, start = self._rates(stretch.way, stretch.elected), stretch.period_start
        for first, last in self._split(accrual, stretch.start, end, start):
            units = stretch.principal * (accrual.index(last, start) - accrual.index(first, start))
            exact = Fraction(units, accrual.denominator)
            days, basis = self._counted(first, last, start)
            rate = accrual.rate_on(first, start)
            yield AccrualLine(
                first,
                last,
                stretch.principal,
                days,
                basis,
                Fraction(rate.numerator, rate.denominator) * (12 if self._count.yearly else 1),
                self._count.yearly,
                exact,
                exact,
                0,
                0,
                start,
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
