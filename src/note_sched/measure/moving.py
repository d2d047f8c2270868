"""Rates that move: which holds on which day, and interest by them with the same exact index.

A rate holds from its day on. Where it is set anew once a period alone, the one of the period's first day holds for all
of it. Interest of a day is that of the rate in force on it; the index adds up the days of each rate, so that it stays
one multiplication per holding and per rate, and what a period earned is rounded once.

>>> from note_sched.measure.accrual import DayCount
>>> first, second = date(2010, 5, 15), date(2010, 6, 1)
>>> steps = Steps((first, second), (Rate.read("8% per year"), Rate.read("10% per year")))
>>> accrual = MovingAccrual(DayCount.ACTUAL_365, steps)
>>> cents = 36_500_000 * (accrual.index(date(2010, 6, 15), first) - accrual.index(first, first))
>>> cents / accrual.denominator                       # 17 days at 80.00 and 14 days at 100.00
276000.0
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from math import lcm
from typing import NamedTuple

from note_sched.measure.accrual import Accrual, DayCount, Rate
from note_sched.measure.ladder import Ladder


class Steps(NamedTuple):
    """The rates in turn, each from its day on; ``by_period``: the one of a period's first day holds for all of it."""

    starts: tuple[date, ...]
    rates: tuple[Rate, ...]
    by_period: bool = False

    def place(self, day: date) -> int:
        """Which of the rates holds on a day; before the first day the first."""
        return max(0, bisect_right(self.starts, day) - 1)

    def on(self, day: date, period_start: date) -> Rate:
        """The rate of a day in a period."""
        return self.rates[self.place(period_start if self.by_period else day)]

    def lower(self, other: Rate | None) -> "Steps":
        """Each rate, but no more than another."""
        return self._replace(rates=tuple(rate.lower(other) for rate in self.rates))

    def changes(self, start: date, end: date) -> list[date]:
        """The days after ``start`` and before ``end`` from which another rate holds."""
        if self.by_period:
            return []
        return [day for day in self.starts[1:] if start < day < end]

    def same_as(self) -> tuple[object, ...]:
        """What two have in common that are the same: days and rates, whatever was written."""
        fractions = tuple((rate.numerator, rate.denominator) for rate in self.rates)
        return self.starts, fractions, self.by_period


def common_denominator(rates: Sequence[Rate]) -> int:
    """A denominator of all rates."""
    return lcm(*(rate.denominator for rate in rates))


class MovingAccrual(Accrual):
    """Counts interest at rates that move."""

    def __init__(
        self, day_count: DayCount, steps: Steps, ladder: Ladder | None = None, denominator: int | None = None
    ) -> None:
        """As ``Accrual``; ``denominator``: of the rates, where it is to be that of other rates too."""
        super().__init__(day_count, Rate(1, 1, ""), ladder)
        common = denominator or common_denominator(steps.rates)
        self._steps = steps
        self._numerators = [rate.numerator * common // rate.denominator for rate in steps.rates]
        self.denominator = common * self._units
        self._before: dict[date, list[tuple[int, int]]] = {}

    def index(self, day: date, period_start: date) -> int:
        """As ``Accrual.index``, by the rates of the days of the period up to ``day``."""
        units = super().index(day, period_start)
        if self._steps.by_period:
            return self._numerators[self._steps.place(period_start)] * units
        before = self._before.get(period_start)
        if before is None:
            before = self._before[period_start] = self._cumulated(period_start)
        place = self._steps.place(day)
        earned, begun = before[place - self._steps.place(period_start)]
        return earned + self._numerators[place] * (units - begun)

    def _cumulated(self, period_start: date) -> list[tuple[int, int]]:
        """For each rate from that of the period's first day on: the index, and the bare units, where it begins."""
        first = self._steps.place(period_start)
        begun = super().index(period_start, period_start)
        found, earned = [(0, begun)], 0
        for place in range(first + 1, len(self._numerators)):
            units = super().index(self._steps.starts[place], period_start)
            earned += self._numerators[place - 1] * (units - begun)
            begun = units
            found.append((earned, begun))
        return found

    def rate_on(self, day: date, period_start: date) -> Rate:
        """As ``Accrual.rate_on``."""
        return self._steps.on(day, period_start)

    def changes(self, start: date, end: date, period_start: date) -> list[date]:
        """As ``Accrual.changes``."""
        del period_start
        return self._steps.changes(start, end)
