"""What a cent of a Note's principal earns where interest runs in several ways at once (T-20, T-21, T-22).

In cash and in kind, by the contract and in default, by the contract and by an election: the index of ``measure`` for
each of them, with one denominator, so that every sum stays one multiplication per holding and per way. The legal
maximum caps cash and kind together, cash first, and what is borne in default.
"""

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from note_sched.measure.accrual import Accrual, DayCount, Rate
from note_sched.measure.ladder import Ladder
from note_sched.measure.moving import Steps
from note_sched.terms.terms import DefaultInterest, InKind


class Earned(NamedTuple):
    """Units that a cent has earned: in cash, in kind; of principal in default the same; of overdue interest."""

    cash: int
    kind: int
    cash_in_default: int
    kind_in_default: int
    overdue_interest: int


class Index(NamedTuple):
    """Units earned up to a day, by the contract and as if the period's interest were elected to be in kind.

    ``elected``: whether it is.
    """

    contract: Earned
    election: Earned
    elected: bool


class Way(NamedTuple):
    """One rate of a step for each of the fields of ``Earned``, per month."""

    cash: Fraction
    kind: Fraction
    cash_in_default: Fraction
    kind_in_default: Fraction
    overdue_interest: Fraction


def _fraction(rate: Rate) -> Fraction:
    return Fraction(rate.numerator, rate.denominator)


class Rates:
    """The rates of a paper."""

    def __init__(self, legal: Rate | None, in_kind: InKind | None, default: DefaultInterest | None) -> None:
        """``legal``: the maximum; None where none is recorded."""
        self._most = None if legal is None else _fraction(legal)
        self._in_kind = in_kind or InKind()
        self._default = default

    def ways(self, contract: Rate) -> tuple[Way, Way]:
        """What is earned at a rate of the contract: as it is, and where interest in kind is elected."""
        rate = _fraction(contract)
        pik = self._in_kind
        part = Fraction() if pik.part is None else _fraction(pik.part)
        elected = Fraction() if pik.toggle is None or pik.toggle.rate is None else _fraction(pik.toggle.rate)
        own = (Fraction(), rate) if pik.all else (rate, part)
        return self._way(rate, *own), self._way(rate, Fraction(), elected)

    def _way(self, contract: Fraction, cash: Fraction, kind: Fraction) -> Way:
        default = self._default
        in_default, late = (cash, kind), Fraction()
        if default is not None and default.rate is not None:
            in_default, late = (_fraction(default.rate), Fraction()), _fraction(default.rate)
        elif default is not None and default.plus is not None:
            plus = _fraction(default.plus)
            in_default, late = (cash + plus, kind), contract + plus
        return Way(*self._capped(cash, kind), *self._capped(*in_default), self._capped(late, Fraction())[0])

    def _capped(self, cash: Fraction, kind: Fraction) -> tuple[Fraction, Fraction]:
        if self._most is None:
            return cash, kind
        cash = min(cash, self._most)
        return cash, min(kind, self._most - cash)


class Meter:
    """Counts what a cent earns in every way, as ``Accrual`` does in one."""

    def __init__(
        self,
        day_count: DayCount,
        contract: Steps,
        rates: Rates,
        ladder: Ladder | None,
        elected: Collection[date],
    ) -> None:
        """``contract``: its rates over time, uncapped; ``elected``: the payment dates whose interest is."""
        self._bare = Accrual(day_count, Rate(1, 1, ""), ladder)
        self._steps = contract
        self._ladder = ladder
        self._elected = elected
        self.ways = [rates.ways(rate) for rate in contract.rates]
        flat = [(*own, *election) for own, election in self.ways]
        common = lcm(*(rate.denominator for each in flat for rate in each))
        self._numerators = [[int(rate * common) for rate in each] for each in flat]
        self.denominator = common * self._bare.denominator
        self._before: dict[date, tuple[list[tuple[int, list[int]]], bool]] = {}

    def index(self, day: date, period_start: date) -> Index:
        """Units earned up to ``day``, not counted, in the period that begins on ``period_start``."""
        before = self._before.get(period_start)
        if before is None:
            before = self._before[period_start] = self._cumulated(period_start), self.elected(period_start)
        known, elected = before
        first = self._steps.place(period_start)
        place = first if self._steps.by_period else max(first, self._steps.place(day))
        begun, earned = known[place - first]
        units = self._bare.index(day, period_start) - begun
        found = _added(earned, self._numerators[place], units)
        return Index(Earned(*found[:5]), Earned(*found[5:]), elected)

    def elected(self, period_start: date) -> bool:
        """Whether the interest of the period is elected to be in kind."""
        return self._ladder is not None and self._ladder.following(period_start) in self._elected

    def _cumulated(self, period_start: date) -> list[tuple[int, list[int]]]:
        """For each step from that of the period's first day on: the bare units and what is earned where it begins."""
        first = self._steps.place(period_start)
        begun = self._bare.index(period_start, period_start)
        earned = [0] * len(self._numerators[first])
        found = [(begun, earned)]
        for place in range(first + 1, len(self._numerators)):
            units = self._bare.index(self._steps.starts[place], period_start)
            earned = _added(earned, self._numerators[place - 1], units - begun)
            begun = units
            found.append((begun, earned))
        return found

    def way(self, day: date, period_start: date, *, elected: bool) -> Way:
        """The rates of a day."""
        place = self._steps.place(period_start if self._steps.by_period else day)
        return self.ways[place][elected]

    def changes(self, start: date, end: date) -> list[date]:
        """The days after ``start`` and before ``end`` from which other rates hold."""
        return self._steps.changes(start, end)


def _added(earned: Sequence[int], numerators: Sequence[int], units: int) -> list[int]:
    return [each + numerator * units for each, numerator in zip(earned, numerators, strict=True)]


IN_KIND = frozenset({"kind", "kind_in_default"})
"""The ways in which interest runs that is added to principal."""


class Portion(NamedTuple):
    """So many cents, and the units that each of them earned in a way.

    ``way``: a field of ``Earned``, or of it in cash what would be in kind were the principal not due.
    """

    way: str
    cents: int
    per_cent: int
    elected: bool = False
    in_kind: bool = False

    @property
    def units(self) -> int:
        """What they earned."""
        return self.cents * self.per_cent
