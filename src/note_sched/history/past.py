"""What happened to one Note through a moment of a day: interest that ran, and movements with their sign, in order.

There are two moments in a day: its evening, of which the schedule tells, and noon, of which ``payoff`` and ``can-pay``
tell, when recorded payments were made and assumed ones were not.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from note_sched.document.counting import ladder_of
from note_sched.history.accrual_lines import AccrualLine, Counting, Span, Units, shown
from note_sched.history.movements import ALL_IN_CASH, ASSUMED, KINDS, RUNNING, Act, Balances, EntryKind, Part, added
from note_sched.ledger.entries import What
from note_sched.ledger.pen import ENDS, Cause, Entry, Stretch
from note_sched.ledger.trace import Trace
from note_sched.measure.business_days import DAY
from note_sched.simulation.outcome import Run

_Date = date  # inside the classes below, `date` is an attribute
_DEEMED = "deemed"
_AFTER_NOON = (ASSUMED, _DEEMED)


class Moment(Enum):
    """When in the day."""

    NOON = "after recorded payments, before assumed ones"
    EVENING = "at the end of the day"


class Movement(NamedTuple):
    """An entry of the ledger, and what it changes.

    ``date``, ``what``, ``cents``, ``cause``: the entry's; ``kind``: what its kind does. ``parts``: of which due
    dates it was, and how many cents of each; of principal that is not due, of which maturity. ``change``: by how many
    cents each balance rises, or (below zero) falls. ``units``: the running interest that came, or (below zero) went,
    with principal, or with which a period begins, or that was added to principal; ``units_in_kind``: of it, what ran in
    kind. ``ran``: the exact total of the period then, all three so many to the cent as ``denominator`` says;
    ``taken``: the cents that earlier cuts took of it.
    """

    date: _Date
    what: What
    cents: int
    cause: Cause
    kind: EntryKind
    parts: tuple[tuple[_Date, int], ...]
    change: Balances
    units: Units = 0
    ran: Units = 0
    denominator: int = 1
    taken: int = 0
    units_in_kind: Units = 0

    @property
    def exact(self) -> Fraction:
        """``units``, in cents."""
        return Fraction(self.units, self.denominator)

    @property
    def running(self) -> Fraction:
        """``ran``, in cents."""
        return Fraction(self.ran, self.denominator)

    @property
    def in_kind(self) -> Fraction:
        """``units_in_kind``, in cents."""
        return Fraction(self.units_in_kind, self.denominator)

    @property
    def assumed(self) -> bool:
        """Whether nobody recorded it."""
        return self.cause.kind == ASSUMED

    @property
    def cuts(self) -> bool:
        """Whether it took whole cents out of the period's running total."""
        return self.kind.cuts and self.cents != 0

    @property
    def carries(self) -> bool:
        """Whether exact running interest came or went with it, or began a period."""
        return self.units != 0 or self.what in RUNNING

    @property
    def over(self) -> bool:
        """Whether it ends a period whose interest stays accrued."""
        return self.what is What.CARRIED_OVER

    @property
    def ran_in_kind(self) -> bool:
        """Whether it adds to principal what ran in kind in the period that ends; else what was due, if anything."""
        return self.what is What.CAPITALISED and not self.deemed

    @property
    def deemed(self) -> bool:
        """Whether it was due, and unpaid at the end of its timely day."""
        return self.cause.kind == _DEEMED

    @property
    def accrued(self) -> int:
        """Cents accrued and not due after it."""
        return shown(self.ran, self.denominator, self.taken + (self.cents if self.kind.cuts else 0))

    @property
    def left(self) -> tuple[Units, int]:
        """The running total with which interest goes on, in units, and the cents that cuts took out of it."""
        if self.what in ENDS and not self.over:
            return 0, 0
        return self.ran, self.taken + (self.cents if self.kind.cuts else 0)


PastLine = AccrualLine | Movement

_Piece = tuple[Entry, None] | tuple[Stretch, Span]
"""What the ledger wrote down: a movement, or days of a line of interest."""


class Period(NamedTuple):
    """An interest period and what happened to its interest, in order; ``end`` None while it runs.

    ``over``: the cents that stayed accrued at its end, where they did not fall due.
    """

    start: date
    end: date | None
    steps: tuple[PastLine, ...]
    over: int = 0


class Booked(NamedTuple):
    """So many cents of what is due (or, of principal, matures) on ``due`` came on the books, or went (below zero)."""

    due: _Date
    cents: int
    movement: Movement


def trace_of(run: Run) -> Trace:
    """What a traced run wrote down.

    Raises:
        ValueError: the run was not traced.
    """
    if run.trace is None:
        raise ValueError("the run was not traced")
    return run.trace


class Past:
    """One Note's history.

    Interest is known as far as the run brought it up to date: on the day asked about, and on each day on which
    something happened to the Note.
    """

    def __init__(
        self,
        run: Run,
        holder: str,
        day: date | None = None,
        moment: Moment = Moment.EVENING,
        apart: Collection[date] = (),
        counting: Counting | None = None,
    ) -> None:
        """What to look at.

        Args:
            run: a traced one.
            holder: whose Note.
            day: the last day that is looked at, whose own interest is not counted; None: the run's whole life.
            moment: at noon, what is assumed as paid on that day is left out.
            apart: days at which a line of interest is divided: what ran before such a day and what ran from it.
            counting: how interest is counted, with the same days apart, where it counts for other Notes too.
        """
        self.run = run
        self.holder = holder
        self.day = date.max if day is None else day
        self._moment = moment
        self._apart = apart
        self._known_counting = counting
        self._running: Units = 0
        self._taken = 0
        self._in_kind: Units = 0

    @cached_property
    def _counting(self) -> Counting:
        return self._known_counting or Counting(self.run.document, trace_of(self.run).denominator, self._apart)

    @cached_property
    def steps(self) -> list[PastLine]:
        """Interest that ran and what moved, in order; a line stands before the entries of the day on which it ends."""
        return [self._counted(*each) for each in sorted(self._pieces(), key=_place)]

    @cached_property
    def movements(self) -> list[Movement]:
        """What moved, in order."""
        return [step for step in self.steps if isinstance(step, Movement)]

    @cached_property
    def entries(self) -> list[Movement]:
        """What moved, in order, without what it did to the running interest: no line of interest is worked out."""
        return [_entered(each) for each in self._told() if isinstance(each, Entry)]

    def of_the_day(self, act: Act, component: Part | None = None) -> list[Movement]:
        """What moved on the day itself in some way, of a component where it is named."""
        of_it = (each for each in self.entries if each.date == self.day and each.kind.act is act)
        return [each for each in of_it if component in (None, each.kind.component)]

    def balances(self, through: date | None = None) -> Balances:
        """What is owed at the end of a day, at the latest at the moment that is looked at."""
        if through is None or through >= self.day:
            return added(step.change for step in self.steps)
        if through not in self._apart:  # inside a line of interest, perhaps
            return Past(self.run, self.holder, through).balances()
        return added(step.change for step in self.steps if step.date <= through)

    def booked(self, component: Part) -> list[Booked]:
        """What moved of a part, by its due date; of principal by its maturity until it falls due and goes over."""
        found = []
        for movement in self.entries:
            sign = movement.kind.sign.of(component)
            if component == "principal" and movement.kind.act is Act.SET_APART:
                sign = 1
            goes_over = component == movement.kind.component == "principal" and movement.kind.act is Act.FELL_DUE
            if component == movement.kind.component == "principal" and movement.kind.act is Act.RESCINDED:
                sign = 1  # it goes back, from the day on which it fell due to its maturity
            for due, cents in movement.parts if sign or goes_over else ():
                found.append(Booked(due, -cents if goes_over else sign * cents, movement))
                found += [Booked(movement.date, cents, movement)] if goes_over else []
        return found

    @cached_property
    def periods(self) -> list[Period]:
        """The interest of the Note, period by period; the last one may still run."""
        found: list[Period] = []
        start, steps = date.min, list[PastLine]()
        for step in self.steps:
            if isinstance(step, AccrualLine):
                start = step.period_start if not step.joins and (not steps or start == date.min) else start
                steps.append(step)
                continue
            if step.what in ENDS:
                steps += [step] if step.cuts else []
                found.append(Period(start, step.date, tuple(steps), step.cents if step.over else 0))
                start, steps = step.date, []
            if step.carries or (step.cuts and step.what not in ENDS):
                steps.append(step)
        return [*found, Period(start, None, tuple(steps))] if steps else found

    def waiting(self) -> dict[date, int]:
        """The principal that on the day bears no interest, for its timely day is not over: cents by due date."""
        if self.run.document.terms.days.extension_interest:
            return {}
        day, timely = self.day, self.run.timely
        found: dict[date, int] = {}
        for each in self.booked("principal"):
            act, due, on = each.movement.kind.act, each.due, each.movement.date
            fell_due = act is Act.FELL_DUE and each.cents > 0
            if (fell_due or (act is Act.TRANSFERRED and due < on)) and day <= timely(due):
                found[due] = found.get(due, 0) + each.cents
            elif act in (Act.PAID, Act.RESCINDED) and due in found:
                found[due] += each.cents
        return {due: cents for due, cents in found.items() if cents and timely(due) != due}

    @property
    def period_start(self) -> date:
        """The first day of the interest period in which the day lies: a payment date, or the day of issue."""
        issued = self.run.document.note.issue_date
        ladder = ladder_of(self.run.document)
        latest = max([issued, *(ladder.through(self.day) if ladder else ())])
        told = trace_of(self.run).of(self.holder)
        stretches = (each for each in told if isinstance(each, Stretch) and each.start <= self.day)
        begun = [each.period_start for each in stretches if each.period_start >= latest]
        issues = [each.date for each in self.entries if each.what is What.ISSUED and each.date >= latest]
        return next(iter([*begun, *issues]), latest)

    def lines_of_day(self) -> list[AccrualLine]:
        """What the day itself adds.

        A line for all principal that bears interest from day to day, and, where it is the last timely day of principal
        that waited for it, lines for the days since that fell due.
        """
        of_the_day = trace_of(self.run).of_the_day
        found: list[AccrualLine] = []
        for stretch in of_the_day.get(self.holder) or self._stretches_of_day():
            for span in self._counting.spans(stretch, stretch.end):
                found.append(self._counting.line(stretch, span, found[-1].ran if found else 0))
        return found

    def _stretches_of_day(self) -> list[Stretch]:
        waits, start, after = self.waiting(), self.period_start, self.day + DAY
        stretches = [Stretch("", self.day, after, self.balances().principal - sum(waits.values()), 0, start)]
        issued = self.run.document.note.issue_date
        for due, cents in waits.items():
            if self.run.timely(due) == self.day:
                stretches += [
                    Stretch("", first, last, cents, 0, begun, after)
                    for first, last, begun in self._counting.in_periods(due, after, start, issued)
                ]
        return stretches

    @property
    def accrued_apart(self) -> tuple[int, int, int]:
        """Accrued interest in cents by the contract, in default, and in kind: together what is accrued.

        What is in kind is what a payment pays with the last of principal; what was paid before is taken of the rest.
        """
        accrued, open_ = self.balances().accrued_interest, self.periods[-1:]
        cash = min(accrued, shown(self._running - self._in_kind, self._counting.denominator, self._taken))
        steps = open_[0].steps if open_ and open_[0].end is None else ()
        lines = [each for each in steps if isinstance(each, AccrualLine)]
        units = sum(each.units for each in lines if each.in_default and not each.in_kind)
        in_default = min(cash, shown(units, self._counting.denominator, 0))
        return cash - in_default, in_default, accrued - cash

    @property
    def accrued_with_last_day(self) -> int:
        """Accrued interest with that of the day itself, on which the run ended, counted."""
        if not self.run.document.terms.interest.in_several_ways:
            return self.accrued_on(self.day + DAY)
        return Past(self.run, self.holder, self.day + DAY).balances().accrued_interest

    def accrued_on(self, day: date) -> int:
        """Accrued interest at the end of a later day, whose own interest is not counted, if nothing changes.

        Principal that waits for its timely day, unpaid by then, bears interest from the day on which it fell due.
        """
        periods, waits = self.periods, self.waiting()
        start = periods[-1].end or periods[-1].start if periods else self.day
        earned = self._counting.earned
        more = (self.balances().principal - sum(waits.values())) * earned(self.day, day, start)
        more += sum(cents * earned(due, day, start) for due, cents in waits.items() if self.run.timely(due) < day)
        denominator = self._counting.denominator
        return shown(self._running + more * denominator, denominator, self._taken)

    def _told(self) -> Iterator[Entry | Stretch]:
        """What the ledger wrote down, as far as it is looked at."""
        for each in trace_of(self.run).of(self.holder):
            if isinstance(each, Stretch):
                if each.start < self.day and (each.joins or each.start) <= self.day:
                    yield each
            elif each.date < self.day or (
                each.date == self.day and (self._moment is Moment.EVENING or each.cause.kind not in _AFTER_NOON)
            ):
                yield each

    def _pieces(self) -> Iterator[_Piece]:
        """Entries, and the days of lines of interest, as far as it is looked at."""
        for each in self._told():
            if isinstance(each, Entry):
                yield each, None
            else:
                for span in self._counting.spans(each, min(each.end, self.day)):
                    yield each, span

    def _counted(self, piece: Entry | Stretch, span: Span | None) -> PastLine:
        """What it does to the running total."""
        if isinstance(piece, Entry):
            return self._moved(piece)
        assert span is not None  # noqa: S101 (a stretch has one)
        line = self._counting.line(piece, span, self._running, self._taken)
        self._running = line.ran
        self._in_kind += line.units if line.in_kind else 0
        return line

    def _moved(self, entry: Entry) -> Movement:
        """Something moves; a cut takes whole cents out of the running total."""
        denominator = self._counting.denominator
        what, cents, units, in_kind = entry.what, entry.cents, _NONE, _NONE
        change = None
        if what in RUNNING:
            units, in_kind = entry.units, entry.in_kind
        elif what is What.CAPITALISED and entry.cause.kind != _DEEMED:  # ``Movement.ran_in_kind``
            units = in_kind = -self._in_kind
        elif what is What.CARRIED_OVER:
            units = cents * denominator
            self._running, self._taken = units, 0
        if units and what is not What.CARRIED_OVER:
            change = KINDS[what].sign.times(cents).plus(self._runs(units))
        if what in ALL_IN_CASH:
            self._in_kind = _NONE
        self._in_kind += in_kind - (cents * denominator if what is What.IN_KIND_PAID else 0)
        found = _entered(entry, change, (units, self._running, denominator, self._taken, in_kind))
        self._running, self._taken = found.left
        return found

    def _runs(self, units: Units) -> Balances:
        """Running interest comes or goes; returns by how many whole cents what is accrued rises."""
        denominator, before = self._counting.denominator, self._running
        self._running += units
        rises = shown(self._running, denominator, self._taken) - shown(before, denominator, self._taken)
        return Balances(accrued_interest=rises)


_NONE: Units = 0


def _place(piece: _Piece) -> tuple[date, int]:
    """Where it stands: lines before entries, but an election before what runs by it for the whole of a period."""
    each, span = piece
    if isinstance(each, Entry):
        return each.date, 1 if each.what is What.ELECTED else 3
    assert span is not None  # noqa: S101 (a stretch has one)
    return each.joins or span.end, 2 if each.elected and each.joins else 0


def _entered(
    entry: Entry, change: Balances | None = None, runs: tuple[Units, Units, int, int, Units] = (0, 0, 1, 0, 0)
) -> Movement:
    """An entry, with what it did to the running interest, where that is known: the last fields of a ``Movement``."""
    kind = KINDS[entry.what]
    parts = entry.of or (((entry.date, entry.cents),) if kind.act is Act.FELL_DUE else ())
    moved = kind.sign.times(entry.cents) if change is None else change
    return Movement(entry.date, entry.what, entry.cents, entry.cause, kind, parts, moved, *runs)


def unpaid(booked: Iterable[Booked]) -> list[Booked]:
    """Those of whose due dates something is left."""
    booked = list(booked)
    left = by_due(booked)
    return [each for each in booked if left[each.due]]


def by_due(booked: Sequence[Booked]) -> dict[date, int]:
    """Cents by due date."""
    left: dict[date, int] = {}
    for each in booked:
        left[each.due] = left.get(each.due, 0) + each.cents
    return left
