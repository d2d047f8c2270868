"""With what an account of a traced run writes down what it moves, and what it writes: see ``trace``."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from note_sched.ledger.entries import What
from note_sched.ledger.parcels import Parcel, Piece

if TYPE_CHECKING:
    from fractions import Fraction

_Date = date  # inside the classes below, `date` is the field

ENDS = frozenset({What.INSTALMENT, What.CARRIED_OVER})
"""Entries that end an interest period."""


class Cause(NamedTuple):
    """Why something moved: a kind of event or of falling due, and the line of the document (0: it has none).

    ``kind``: ``issue``, ``instalment``, ``period``, ``maturity``, ``acceleration``, ``expense``, ``payment``,
    ``deemed``, ``distribution``, ``returned_by_senior``, ``assumed``, ``conversion``, ``transfer`` or
    ``principal_instalment``.
    """

    kind: str
    line: int = 0


class Entry(NamedTuple):
    """One movement on one Note.

    ``cents``: how much (an ``INSTALMENT`` of nothing is written down too: it ends a period; with what was
    ``CARRIED_OVER`` the next begins). ``units``: running interest that came or went with it, in units of the accrual
    (``Trace.denominator`` units are one cent); a cut takes ``cents`` times the denominator out. ``of``: for a sum paid
    or transferred, of which due dates it was, and how many cents of each; for principal that is not due, and what is
    ``ISSUED``, its maturity stands for the due date. ``in_kind``: of ``units``, what had run in kind.
    """

    date: _Date
    holder: str
    what: What
    cents: int
    cause: Cause
    units: "int | Fraction" = 0
    of: tuple[tuple[_Date, int], ...] = ()
    in_kind: "int | Fraction" = 0


class Stretch(NamedTuple):
    """Interest that ran on one principal: ``start`` is counted, ``end`` is not; ``units`` of the accrual, exact.

    ``way``: in which interest runs, a field of ``rates.Earned``, at the rate of the contract or, ``elected``, of an
    election; where it is not of principal, ``principal`` is the interest that is overdue.
    ``joins``: the day with whose opening they count, where they do not day by day: principal was not paid by its timely
    day, and bears interest after all from the day on which it fell due; or the interest of a period is in kind after
    all.
    """

    holder: str
    start: date
    end: date
    principal: int
    units: int
    period_start: date
    joins: date | None = None
    way: str = "cash"
    elected: bool = False


class Daybook:
    """On what all accounts of a run write, in the order in which things happen."""

    def __init__(self, denominator: int) -> None:
        """``denominator``: units of the accrual in one cent."""
        self.denominator = denominator
        self.entries: list[Entry] = []
        self.stretches: list[Stretch] = []
        self.today = date.min
        self.cause = Cause("issue")
        self.closed = False
        self.of_the_day: dict[str, list[Stretch]] = {}
        """By Holder, what the day asked about adds, where interest runs in several ways."""

    def because(self, kind: str, line: int) -> None:
        """What moves from now on has this cause."""
        self.cause = Cause(kind, line)

    def close(self) -> None:
        """Write down no more: only the law of later days is wanted."""
        self.closed = True

    def pen(self, holder: str, begins: date) -> "Pen":
        """With what an account writes down here what it does."""
        return Pen(self, holder, begins)


class Pen:
    """Writes down what one account does: movements, and stretches of interest."""

    def __init__(self, daybook: Daybook, holder: str, begins: date) -> None:
        """``daybook`` is shared by all accounts of a run."""
        self._daybook = daybook
        self._holder = holder
        self._from = begins
        self._open: int | None = None  # where in the daybook the stretch is that still runs

    @property
    def today(self) -> date:
        """The day of which it writes."""
        return self._daybook.today

    def write(self, what: What, cents: int, units: "int | Fraction" = 0, of: Iterable[tuple[date, int]] = ()) -> None:
        """Write down a movement of today, unless nothing moved."""
        if cents or units:
            self.note(what, cents, units, tuple(of))

    def note(
        self,
        what: What,
        cents: int,
        units: "int | Fraction" = 0,
        of: tuple[tuple[date, int], ...] = (),
        in_kind: "int | Fraction" = 0,
    ) -> None:
        """Write down what happened today, though nothing moved."""
        cause = Cause("period") if what is What.CARRIED_OVER else self._daybook.cause
        if not self._daybook.closed:
            self._daybook.entries.append(
                Entry(self._daybook.today, self._holder, what, cents, cause, units, of, in_kind)
            )

    def cut(self, what: What, cents: int, units: "int | Fraction" = 0, of: Iterable[tuple[date, int]] = ()) -> None:
        """Write down a movement after which interest runs otherwise."""
        self.write(what, cents, units, of)
        self.begin_stretch()

    def transferred(
        self, units: "int | Fraction", *moved: Iterable[tuple[date, int]], in_kind: "int | Fraction" = 0
    ) -> None:
        """Write down what came, or (below zero) went: running interest, principal, interest, expenses, premium."""
        whats = (
            What.PRINCIPAL_TRANSFERRED,
            What.INTEREST_TRANSFERRED,
            What.EXPENSES_TRANSFERRED,
            What.PREMIUM_TRANSFERRED,
        )
        for what, parts in zip(whats, moved, strict=True):
            by_day: dict[date, int] = {}
            for day, cents in parts:
                by_day[day] = by_day.get(day, 0) + cents
            self.write(what, sum(by_day.values()), of=sorted(each for each in by_day.items() if each[1]))
        self.running(What.ACCRUED_TRANSFERRED, 0, units, in_kind)

    def running(self, what: What, cents: int, units: "int | Fraction", in_kind: "int | Fraction") -> None:
        """Write down running interest that came or went, after which interest runs otherwise."""
        if cents or units or in_kind:
            self.note(what, cents, units, in_kind=in_kind)
        self.begin_stretch()

    def issued(self, parcel: Parcel) -> None:
        """Principal came into being; what comes by transfer is written down with what comes along."""
        self.begin_stretch()
        if self._daybook.cause.kind != "transfer":
            self.write(What.ISSUED, parcel.amount, of=((parcel.matures, parcel.amount),))

    def ran_on(self, period_start: date, cents: int, units: int) -> None:
        """Interest ran to today on so much principal, in a stretch that goes on over days that earn nothing."""
        stretches, today = self._daybook.stretches, self._daybook.today
        if units and not self._daybook.closed:
            if self._open is not None:
                running = stretches[self._open]
                stretches[self._open] = running._replace(end=today, units=running.units + units)
            else:
                self._open = len(stretches)
                stretches.append(Stretch(self._holder, self._from, today, cents, units, period_start))
        self.reached()

    def reached(self) -> None:
        """Interest is brought up to today."""
        self._from = self._daybook.today

    def joined(self, parcel: Parcel, pieces: Iterable[Piece]) -> None:
        """What ran on principal while it waited joins the running total."""
        if not self._daybook.closed:
            self._daybook.stretches += [
                Stretch(self._holder, start, end, parcel.amount, parcel.amount * units, begun, self._daybook.today)
                for start, end, begun, units in pieces
            ]
        self.begin_stretch()

    def begin_stretch(self) -> None:
        """What runs from now on is another stretch."""
        self._open = None
        self._from = self._daybook.today
