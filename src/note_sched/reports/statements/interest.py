"""The month's interest, line by line, in whole cents that add up from the opening to the closing."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from note_sched.document.counting import accrual_of, ladder_of
from note_sched.history.derivation import (
    AccrualLine,
    Carried,
    Cut,
    Period,
    Step,
    derivation,
    waiting,
)
from note_sched.ledger.trace import Cause, Entry, What
from note_sched.measure.calendar import DAY
from note_sched.measure.money import round_half_up
from note_sched.measure.months import Month
from note_sched.simulation.outcome import Run


class InterestLine(NamedTuple):
    """A line of the month's interest: days that ran, a sum that was taken out, or one that came with a transfer.

    ``start`` and ``through`` are both inside; ``days`` of ``basis``, ``principal`` and ``rate`` (of what ``yearly``
    says) where interest ran. ``amount``: by how many cents accrued interest rose or fell, ``running`` what it then
    was. Behind these whole cents stand exact ones: what the period had earned and was not taken ``before`` (nothing
    where the line ``opens`` it), and what the line adds to it.
    """

    what: str
    start: date
    through: date
    amount: int
    running: int
    days: int | None = None
    basis: int | None = None
    principal: int | None = None
    rate: Fraction | None = None
    yearly: bool = False
    opens: bool = False
    before: Fraction = Fraction()
    exact: Fraction = Fraction()


class Interest:
    """The month's interest line by line, in whole cents of accrued interest as it is shown.

    ``opening``: what was accrued at the end of the day before the month. ``carried``: by day and cause of a transfer,
    what came with it. A line's amount is what it adds to the *shown* figure, so lines always add up.
    """

    def __init__(self, run: Run, holder: str, month: Month) -> None:
        self._accrual, self._run = accrual_of(run.document), run
        self._month = month
        self._taken = 0
        self._net = Fraction()
        self._start = month.eve
        self.opening = self._shown = 0
        self.lines: list[InterestLine] = []
        self.carried: dict[tuple[date, Cause], int] = {}
        for period in derivation(run, holder, month.last, (month.eve,)):
            self._walk(period)

    @property
    def earned(self) -> int:
        """What interest ran to in the month, from the opening to the closing."""
        return sum(line.amount for line in self.lines if line.days is not None)

    def _walk(self, period: Period) -> None:
        self._start = period.start
        for place, step in enumerate(period.steps):
            if isinstance(step, Cut):
                self._taken += step.cents
            before, self._net = self._net, step.running - self._taken
            self._tell(step, self._move_to(_half_up(self._net)), before, opens=not place)
        if period.end is not None:
            self._taken, self._net, self._start = 0, Fraction(), period.end

    def _move_to(self, shown: int) -> int:
        amount, self._shown = shown - self._shown, shown
        return amount

    def _tell(self, step: Step, amount: int, before: Fraction, *, opens: bool) -> None:
        """Write a line, if the step is of the month; ``before``: what the period, unless it ``opens``, had left."""
        if isinstance(step, AccrualLine):
            inside = (step.joins or step.end) > self._month.eve
            what, start, through = "interest runs", step.start, step.end - DAY
        else:
            inside = step.date > self._month.eve
            what, start, through = _word(step), step.date, step.date
        if not inside:
            self.opening = self._shown
            return
        exact = self._net - before
        line = InterestLine(what, start, through, amount, self._shown, opens=opens, before=before, exact=exact)
        if isinstance(step, AccrualLine):
            line = line._replace(
                days=step.days, basis=step.basis, principal=step.principal, rate=step.rate, yearly=step.yearly
            )
        elif isinstance(step, Carried) and not step.over:
            key = (step.date, step.cause)
            self.carried[key] = self.carried.get(key, 0) + amount
        self.lines.append(line)

    def on(self, day: date, principal: int, entries: Sequence[Entry]) -> int:
        """Accrued interest at the end of a later day, whose own interest is not counted, if nothing changes.

        ``entries``: those of the Note through the month, which tell what principal waits for its timely day: unpaid by
        then it bears interest from the day on which it fell due.
        """
        waits = waiting(self._run, entries, self._month.last)
        units = (principal - sum(waits.values())) * self._units(self._month.last, day)
        units += sum(cents * self._units(due, day) for due, cents in waits.items() if self._run.timely(due) < day)
        return _half_up(self._net + Fraction(units, self._accrual.denominator))

    def _units(self, first: date, last: date) -> int:
        """What a cent earns from one day to another, period by period."""
        index = self._accrual.index
        if first >= self._start:
            return index(last, self._start) - index(first, self._start)
        ladder = ladder_of(self._run.document)
        begun = self._start if ladder is None else ladder.nth(ladder.period(first))
        return index(self._start, begun) - index(first, begun) + self._units(self._start, last)

    def with_last_day(self, principal: int, entries: Sequence[Entry]) -> int:
        """Accrued interest with that of the month's last day."""
        return self.on(self._month.last + DAY, principal, entries)


def _half_up(net: Fraction) -> int:
    """Accrued interest as it is shown: whole cents, never below zero (R-6)."""
    return max(0, round_half_up(net.numerator, net.denominator))


FALLS_DUE = "falls due"
"""All that is accrued, in whole cents: what a period earned falls due at its end, or with principal (R-6)."""


def _word(step: Cut | Carried) -> str:
    if isinstance(step, Carried) and step.over:
        return "is rounded and carried over"
    if isinstance(step, Carried):
        return "comes with a transfer" if step.exact > 0 else "goes with a transfer"
    return "is paid before it is due" if step.what is What.ACCRUED_PAID else FALLS_DUE
