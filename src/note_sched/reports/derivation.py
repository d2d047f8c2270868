"""Where interest comes from: principal, days and rate line by line, the running total, and each rounding (R-6).

Within an interest period interest adds up exactly; a *cut* (the period's end, a payment of accrued interest, maturity,
acceleration) takes whole cents out of it: the rounded running total less what earlier cuts of the period took. So every
sum of interest that fell due or was paid before it was due can be worked out again from these steps by hand.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from note_sched.ledger.trace import CUTS, Cause, Entry, Stretch, Trace, What
from note_sched.measure.accrual import Accrual, DayCount, days_360
from note_sched.measure.calendar import DAY
from note_sched.measure.money import round_half_up
from note_sched.simulation.outcome import Run

_Date = date  # inside the classes below, `date` is the field


class AccrualLine(NamedTuple):
    """Interest on one principal over days of one month (``actual/month``) or of one stretch (the other day counts).

    ``start`` is counted, ``end`` is not. ``days`` as the day count counts them, ``basis`` what they are divided by (the
    days of the month, 30, 365 or 360), ``rate`` per month where ``yearly`` is false, else per year. ``exact``: cents,
    ``principal * rate * days / basis``. ``running``: the period's exact total after this line, in cents. ``amount``: by
    how many whole cents the rounded running total rose, so that the lines of a period add up to what it earned.
    """

    start: date
    end: date
    principal: int
    days: int
    basis: int
    rate: Fraction
    yearly: bool
    exact: Fraction
    running: Fraction
    amount: int


class Cut(NamedTuple):
    """Whole cents taken out of a period's running total: they fell due, or were paid before they were due.

    ``running``: the exact total, in cents, at that moment; ``taken``: what earlier cuts of the period took.
    """

    date: _Date
    what: What
    cents: int
    running: Fraction
    taken: int
    cause: Cause


class Carried(NamedTuple):
    """Running interest that came, or (below zero) went, with a transfer (4(d)): exact cents, and the total after it."""

    date: _Date
    exact: Fraction
    running: Fraction
    cause: Cause


Step = AccrualLine | Cut | Carried


class Period(NamedTuple):
    """An interest period of one Note and what happened in it, in order; ``end`` None while it runs."""

    start: date
    end: date | None
    steps: tuple[Step, ...]


def accrual_of(run: Run) -> Accrual:
    """How the interest of a run is counted: at the lower of the Note's rate and the legal maximum (4(g))."""
    note = run.document.note
    return Accrual(run.document.reading.day_count, note.interest_rate.lower(note.legal_maximum_rate))


def trace_of(run: Run) -> Trace:
    """What a traced run wrote down.

    Raises:
        ValueError: the run was not traced.
    """
    if run.trace is None:
        raise ValueError("the run was not traced")
    return run.trace


def derivation(run: Run, holder: str, until: date | None = None, apart: Collection[date] = ()) -> list[Period]:
    """The interest of one Note, period by period.

    Args:
        run: a traced one. Interest is known as far as the run brought it up to date: on the day asked about, and on
            each day on which something happened to the Note.
        holder: whose Note.
        until: the last day that is looked at, itself not counted; entries of that day are shown.
        apart: days at which a line is divided: what ran before such a day and what ran from it are told apart.
    """
    working = _Working(run, apart)
    for step in trace_of(run).of(holder):
        if isinstance(step, Stretch):
            working.run(step, until)
        elif until is None or step.date <= until:
            working.enter(step)
    return working.periods()


def line_of_day(run: Run, principal: int, day: date, period_start: date) -> AccrualLine:
    """What one day adds to ``principal`` cents in an interest period."""
    working = _Working(run, ())
    working.run(Stretch("", day, day + DAY, principal, 0, period_start), None)
    (line,) = working.periods()[0].steps
    assert isinstance(line, AccrualLine)  # noqa: S101 (a stretch gives nothing else)
    return line


class _Working:
    """Adds up one Note's history."""

    def __init__(self, run: Run, apart: Collection[date]) -> None:
        self._apart = sorted(apart)
        note, self._count = run.document.note, run.document.reading.day_count
        rate = note.interest_rate.lower(note.legal_maximum_rate)
        self._accrual = accrual_of(run)
        self._yearly = self._count in (DayCount.ACTUAL_365, DayCount.ACTUAL_360)
        self._rate = Fraction(rate.numerator, rate.denominator) * (12 if self._yearly else 1)
        self._periods: list[Period] = []
        self._start = date.min
        self._running = Fraction()
        self._taken = 0
        self._steps: list[Step] = []

    def periods(self) -> list[Period]:
        """What was found; the last period may still run."""
        open_one = [Period(self._start, None, tuple(self._steps))] if self._steps else []
        return self._periods + open_one

    def run(self, stretch: Stretch, until: date | None) -> None:
        """Interest runs."""
        end = stretch.end if until is None else min(stretch.end, until)
        self._begin(stretch.period_start)
        for first, last in self._split(stretch.start, end):
            index = self._accrual.index
            units = stretch.principal * (index(last, stretch.period_start) - index(first, stretch.period_start))
            exact = Fraction(units, self._accrual.denominator)
            before = _half_up(self._running)
            self._running += exact
            days, basis = self._counted(first, last, stretch.period_start)
            amount = _half_up(self._running) - before
            self._steps.append(
                AccrualLine(
                    first, last, stretch.principal, days, basis, self._rate, self._yearly, exact, self._running, amount
                )
            )

    def enter(self, entry: Entry) -> None:
        """Something happens to the running interest."""
        if entry.what is What.ACCRUED_TRANSFERRED:
            exact = Fraction(entry.units) / self._accrual.denominator
            self._running += exact
            self._steps.append(Carried(entry.date, exact, self._running, entry.cause))
        elif entry.what in CUTS:
            if entry.cents:
                self._steps.append(Cut(entry.date, entry.what, entry.cents, self._running, self._taken, entry.cause))
            self._taken += entry.cents
            if entry.what is What.INSTALMENT:
                self._end(entry.date)

    def _begin(self, start: date) -> None:
        if not self._steps or self._start == date.min:
            self._start = start

    def _end(self, day: date) -> None:
        self._periods.append(Period(self._start, day, tuple(self._steps)))
        self._start, self._running, self._taken, self._steps = day, Fraction(), 0, []

    def _split(self, start: date, end: date) -> Iterator[tuple[date, date]]:
        """Where the basis is the month, a line is of one month; and days that are to stand apart do."""
        monthly = self._count is DayCount.ACTUAL_MONTH
        while start < end:
            stops = [day for day in self._apart if start < day < end]
            if monthly:
                stops.append(date(start.year + start.month // 12, start.month % 12 + 1, 1))
            stop = min([*stops, end])
            yield start, stop
            start = stop

    def _counted(self, first: date, last: date, period_start: date) -> tuple[int, int]:
        match self._count:
            case DayCount.ACTUAL_MONTH:
                return (last - first).days, monthrange(first.year, first.month)[1]
            case DayCount.THIRTY_360:
                return days_360(period_start, last) - days_360(period_start, first), 30
            case DayCount.ACTUAL_365:
                return (last - first).days, 365
            case DayCount.ACTUAL_360:
                return (last - first).days, 360


def _half_up(cents: Fraction) -> int:
    return round_half_up(cents.numerator, cents.denominator)
