"""The ends of interest periods: when interest falls due, when it is paid in time, and what a cent has earned by then.

They follow from the payment dates, the business days and the rate alone, so whoever plays one document again and
again, on many days or with other facts, works them out once.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from note_sched.measure.accrual import Accrual
from note_sched.measure.ladder import Ladder


class EndOfPeriod(NamedTuple):
    """The payment date on which a period's interest falls due, and the last day on which it is paid in time.

    ``units``: of the accrual that a cent earns in the whole period; ``since``: from the payment date to the timely day,
    which is not counted. ``reached``: the index of the accrual on that day, in the period that then runs.
    ``apart``: whether the timely day surely comes before the next payment date.
    """

    due: date
    timely: date
    units: int
    since: int
    reached: int
    apart: bool


class PaymentPlan:
    """The ends of a document's periods in turn, but the first one's units: it begins when the Note does.

    >>> from note_sched.measure.accrual import DayCount, Rate
    >>> accrual = Accrual(DayCount.ACTUAL_MONTH, Rate.read("1% per month"))
    >>> plan = PaymentPlan(Ladder(date(2008, 11, 1)), accrual, lambda day: day)
    >>> end = plan.end(1)
    >>> str(end.due), end.units * 10_000_000 // accrual.denominator      # December 1: a month of 100,000.00
    ('2008-12-01', 100000)
    """

    def __init__(self, ladder: Ladder, accrual: Accrual, timely: Callable[[date], date]) -> None:
        """``timely``: the last day on which a sum due on a day is paid in time."""
        self._ladder = ladder
        self._index = accrual.index
        self._timely = timely
        self._ends: list[EndOfPeriod] = []

    def end(self, number: int) -> EndOfPeriod:
        """The end of period number ``number``, on the payment date of that number."""
        while number >= len(self._ends):
            self._ends.append(self._next(len(self._ends)))
        return self._ends[number]

    def _next(self, number: int) -> EndOfPeriod:
        due, index = self._ladder.nth(number), self._index
        timely = self._timely(due)
        start = self._ends[-1].due if number else due
        begins, at_timely = index(due, due), index(timely, due)
        units = index(due, start) - index(start, start)
        return EndOfPeriod(due, timely, units, at_timely - begins, at_timely, timely - due < _SHORTEST)


_SHORTEST = timedelta(days=28)  # payment dates are months apart
