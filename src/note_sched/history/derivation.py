"""Where interest comes from: principal, days and rate line by line, the running total, and each rounding (R-6).

Within an interest period interest adds up exactly; a *cut* (the period's end, a payment of accrued interest, maturity,
acceleration) takes whole cents out of it: the rounded running total less what earlier cuts of the period took. So every
sum of interest that fell due or was paid before it was due can be worked out again from these steps by hand.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from note_sched.document.counting import accrual_of, ladder_of
from note_sched.faults import Refusal
from note_sched.ledger.trace import CUTS, Cause, Entry, Stretch, Trace, What
from note_sched.measure.accrual import DayCount, days_30e_360, days_360, days_in_year
from note_sched.measure.calendar import DAY
from note_sched.measure.money import round_half_up
from note_sched.simulation.outcome import Run

_Date = date  # inside the classes below, `date` is the field


class AccrualLine(NamedTuple):
    """Interest on one principal over days of one month, year or regular period, or of one stretch.

    ``start`` is counted, ``end`` is not. ``days`` as the day count counts them, ``basis`` what they are divided by: the
    days of the month (``actual/month``) or year (``actual/actual``), 30, 365 or 360, or the days of the regular period
    times the periods of a year (``period``). ``rate`` per month where ``yearly`` is false, else per year. ``exact``:
    cents, ``principal * rate * days / basis``. ``running``: the period's exact total after this line, in cents.
    ``amount``: by how many whole cents the rounded running total rose, so that the lines of a period add up to what it
    earned. ``joins``: the day with whose opening the line counts, where it does not day by day (``Stretch``).
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
    joins: date | None = None


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
    """Running interest that came, or (below zero) went, with a transfer (4(d)): exact cents, and the total after it.

    ``over``: it came from the period before instead, whole cents that did not fall due at its end.
    """

    date: _Date
    exact: Fraction
    running: Fraction
    cause: Cause
    over: bool = False


Step = AccrualLine | Cut | Carried


class Period(NamedTuple):
    """An interest period of one Note and what happened in it, in order; ``end`` None while it runs.

    ``over``: the cents that stayed accrued at its end, where they did not fall due.
    """

    start: date
    end: date | None
    steps: tuple[Step, ...]
    over: int = 0


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
    _refuse_several_ways(run)
    working = _Working(run, apart)
    for step in trace_of(run).of(holder):
        if isinstance(step, Stretch):
            working.run(step, until)
        elif until is None or step.date <= until:
            working.enter(step)
    return working.periods()


def _refuse_several_ways(run: Run) -> None:
    """Interest in kind and in default is not told line by line yet.

    Raises:
        Refusal: the paper knows it.
    """
    if run.document.terms.interest.in_several_ways:
        raise Refusal(
            "interest in kind (`interest.pik`) and in default (`interest.default`) cannot be told line by line yet",
            "simulate, payoff, can-pay, status and bars have their figures",
        )


def lines_of_day(run: Run, books: Sequence[Entry], day: date, principal: int, period_start: date) -> list[AccrualLine]:
    """What one day adds to a Note.

    A line for all principal that bears interest from day to day, and, where it is the last timely day of principal that
    waited for it, lines for the days since that fell due.

    Args:
        run: a traced one.
        books: the entries of the Note as they stand that day.
        day: which one.
        principal: cents unpaid.
        period_start: the first day of the interest period in which the day lies.
    """
    _refuse_several_ways(run)
    waits = waiting(run, books, day)
    working = _Working(run, ())
    working.run(Stretch("", day, day + DAY, principal - sum(waits.values()), 0, period_start), None)
    for due, cents in waits.items():
        if run.timely(due) == day:
            for start, end, begun in _in_periods(run, due, day + DAY, period_start):
                working.run(Stretch("", start, end, cents, 0, begun, day + DAY), None)
    return [step for step in working.periods()[0].steps if isinstance(step, AccrualLine)]


def waiting(run: Run, books: Iterable[Entry], day: date) -> dict[date, int]:
    """The principal that on ``day`` bears no interest, for its timely day is not over: cents by due date."""
    if run.document.terms.days.extension_interest:
        return {}
    found: dict[date, int] = {}
    for entry in books:
        for due, cents in entry.of or ((entry.date, entry.cents),):
            if entry.what is What.PRINCIPAL_DUE and entry.date <= day <= run.timely(entry.date):
                found[entry.date] = found.get(entry.date, 0) + cents
            elif entry.what is What.PRINCIPAL_PAID and due in found:
                found[due] -= cents
            elif entry.what is What.PRINCIPAL_TRANSFERRED and due < entry.date <= day <= run.timely(due):
                found[due] = found.get(due, 0) + cents
    return {due: cents for due, cents in found.items() if cents and run.timely(due) != due}


def _in_periods(run: Run, start: date, end: date, begun: date) -> Iterator[tuple[date, date, date]]:
    """Days in pieces of one interest period each, with its first day: ``begun`` if they began no later."""
    ladder = ladder_of(run.document)
    starts = [day for day in (ladder.through(end - DAY) if ladder else ()) if day > start]
    first = begun
    if ladder is not None and starts:
        first = max(run.document.note.issue_date, ladder.nth(ladder.period(start)))
    days = [start, *starts, end]
    yield from zip(days, days[1:], [first, *starts], strict=False)


class _Working:
    """Adds up one Note's history."""

    def __init__(self, run: Run, apart: Collection[date]) -> None:
        self._apart = sorted(apart)
        self._count = run.document.terms.interest.day_count
        self._accrual = accrual_of(run.document)
        self._ladder = ladder_of(run.document)
        self._yearly = self._count.yearly
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
        if stretch.joins and until is not None and stretch.joins > until:
            return
        end = stretch.end if until is None else min(stretch.end, until)
        if not stretch.joins:
            self._begin(stretch.period_start)
        for first, last in self._split(stretch.start, end, stretch.period_start):
            index = self._accrual.index
            units = stretch.principal * (index(last, stretch.period_start) - index(first, stretch.period_start))
            exact = Fraction(units, self._accrual.denominator)
            before = _half_up(self._running)
            self._running += exact
            days, basis = self._counted(first, last, stretch.period_start)
            amount = _half_up(self._running) - before
            self._steps.append(
                AccrualLine(
                    first,
                    last,
                    stretch.principal,
                    days,
                    basis,
                    self._rate(first, stretch.period_start),
                    self._yearly,
                    exact,
                    self._running,
                    amount,
                    stretch.joins,
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
        elif entry.what is What.CARRIED_OVER:
            self._end(entry.date, entry.cents)
            if entry.cents:
                self._running = Fraction(entry.cents)
                self._steps.append(Carried(entry.date, self._running, self._running, entry.cause, over=True))

    def _begin(self, start: date) -> None:
        if not self._steps or self._start == date.min:
            self._start = start

    def _end(self, day: date, over: int = 0) -> None:
        self._periods.append(Period(self._start, day, tuple(self._steps), over))
        self._start, self._running, self._taken, self._steps = day, Fraction(), 0, []

    def _rate(self, day: date, period_start: date) -> Fraction:
        """At which a day earns, a month or a year as the day count has it."""
        rate = self._accrual.rate_on(day, period_start)
        return Fraction(rate.numerator, rate.denominator) * (12 if self._yearly else 1)

    def _split(self, start: date, end: date, period_start: date) -> Iterator[tuple[date, date]]:
        """A line is at one rate, and of one month, year or period where that is the basis; days to stand apart do."""
        apart = sorted({*self._apart, *self._accrual.changes(start, end, period_start)})
        while start < end:
            stops = [day for day in apart if start < day < end]
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
                return monthrange(day.year, day.month)[1]
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


def _half_up(cents: Fraction) -> int:
    return round_half_up(cents.numerator, cents.denominator)
