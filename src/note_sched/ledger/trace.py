"""Every movement on every Note, with its cause, for those who must tell where a figure comes from.

A run keeps balances, not their history: a hundred thousand Notes would pay for it. A run that is *traced* uses
``TracedAccount`` in the place of ``Account``: the same sums, and beside each an ``Entry`` (what moved, why, which line
of the document says so) or a ``Stretch`` (interest that ran on one principal). With them a figure can be worked out
again by hand: within an interest period, what falls due at a cut is the rounded sum of the stretches' units (and of
what came or went by transfer) less what earlier cuts of the period took (R-6).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from note_sched.ledger.account import Account
from note_sched.ledger.parcels import Item, Parcel, Piece
from note_sched.ledger.rounds import Round, WatchedTill

if TYPE_CHECKING:
    from fractions import Fraction

_Date = date  # inside the classes below, `date` is the field


class What(Enum):
    """What an entry tells."""

    ISSUED = "principal comes into being"
    INSTALMENT = "an interest period ends: its interest falls due"
    CARRIED_OVER = "an interest period ends: its interest is rounded and stays accrued"
    INTEREST_DUE = "interest accrued falls due with principal"
    PRINCIPAL_DUE = "principal falls due"
    EXPENSES_DUE = "expenses fall due"
    EXPENSES_PAID = "applied to expenses"
    INTEREST_PAID = "applied to interest that was due"
    CAPITALISED = "interest is added to principal"
    NO_LONGER_DUE = "interest that was due is added to principal instead"
    ELECTED = "the interest of the period that ends is in kind after all"
    ACCRUED_PAID = "applied to interest accrued and not yet due"
    PRINCIPAL_PAID = "applied to principal"
    PRINCIPAL_CONVERTED = "principal is discharged by conversion, without cash"
    ACCRUED_CONVERTED = "running interest is discharged by conversion, without cash"
    PRINCIPAL_TRANSFERRED = "principal comes, or (below zero) goes, by transfer"
    INTEREST_TRANSFERRED = "interest due comes, or (below zero) goes, by transfer"
    EXPENSES_TRANSFERRED = "expenses due come, or (below zero) go, by transfer"
    ACCRUED_TRANSFERRED = "running interest comes, or (below zero) goes, by transfer"


CUTS = frozenset({What.INSTALMENT, What.INTEREST_DUE, What.ACCRUED_PAID})
"""Entries that take whole cents out of the running interest of a period."""

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
    ``ISSUED``, its maturity stands for the due date.
    """

    date: _Date
    holder: str
    what: What
    cents: int
    cause: Cause
    units: "int | Fraction" = 0
    of: tuple[tuple[_Date, int], ...] = ()


class Stretch(NamedTuple):
    """Interest that ran on one principal: ``start`` is counted, ``end`` is not; ``units`` of the accrual, exact.

    ``way``: in which interest runs, a field of ``rates.Earned``, at the rate of the contract or, ``elected``, of an
    election; where it is not of principal, ``principal`` is the interest that is overdue.
    ``joins``: the day with whose opening they count, where they do not day by day: principal was not paid by its timely
    day, and bears interest after all from the day on which it fell due.
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


class Claims(NamedTuple):
    """The Senior debt when the day's bars were judged: cents outstanding by facility, cents unpaid by the bar's key."""

    outstanding: dict[str, int]
    unpaid: dict[str, int]


class Trace:
    """What a traced run leaves behind.

    Entries and stretches in the order in which they happened, Note by Note; ``rounds``: how receipts were divided;
    ``senior``: the Senior debt by day, on days on which its bars were judged.
    """

    def __init__(self, denominator: int) -> None:
        """``denominator``: units of the accrual in one cent."""
        self.denominator = denominator
        self.entries: list[Entry] = []
        self.stretches: list[Stretch] = []
        self.rounds: list[Round] = []
        self.senior: dict[date, Claims] = {}
        self.today = date.min
        self.cause = Cause("issue")
        self.closed = False
        self._of: dict[str, list[Entry | Stretch]] = {}

    def because(self, kind: str, line: int) -> None:
        """What moves from now on has this cause."""
        self.cause = Cause(kind, line)

    def judged(self, outstanding: dict[str, int], unpaid: dict[str, int]) -> None:
        """The Senior debt when today's bars were judged: see ``Claims``."""
        self.senior[self.today] = Claims(outstanding, unpaid)

    def account(self, holder: str, alike: str, position: int, begins: date) -> "TracedAccount":
        """An account that writes down here what it does."""
        return TracedAccount(holder, alike, position, begins, self)

    def till(self, line: int) -> "partial[WatchedTill]":
        """A till, to be opened as ``Till`` is, that writes down here how it divides the receipt of ``line``."""
        return partial(WatchedTill, self.rounds, self.cause.kind, line)

    def close(self) -> None:
        """Write down no more: only the law of later days is wanted."""
        self.closed = True

    def write(self, entry: Entry) -> None:
        """Add an entry."""
        if not self.closed:
            self.entries.append(entry)

    def of(self, holder: str) -> "list[Entry | Stretch]":
        """The history of one Note in order: a stretch stands before the entries of the day on which it ends.

        To be asked when the run is over: the histories of all Notes are sorted out once.
        """
        if not self._of:
            found: dict[str, list[tuple[date, int, Entry | Stretch]]] = {}
            for stretch in filter(_UNITS, self.stretches):
                found.setdefault(stretch.holder, []).append((stretch.joins or stretch.end, 0, stretch))
            for entry in self.entries:
                found.setdefault(entry.holder, []).append((entry.date, 1, entry))
            self._of = {name: [each for *_, each in sorted(all_, key=_place)] for name, all_ in found.items()}
        return self._of.get(holder, [])


_UNITS = attrgetter("units")


def _place(dated: tuple[date, int, object]) -> tuple[date, int]:
    return dated[:2]


class TracedAccount(Account):
    """An account that writes down what it does."""

    def __init__(self, holder: str, alike: str, position: int, begins: date, trace: Trace) -> None:
        """``trace`` is shared by all accounts of a run."""
        super().__init__(holder, alike, position, begins, trace.denominator)
        self.trace = trace
        self._from = begins
        self._open: int | None = None  # where in the trace the stretch is that still runs

    def write(self, what: What, cents: int, units: "int | Fraction" = 0, of: tuple[tuple[date, int], ...] = ()) -> None:
        """Write down a movement of today, unless nothing moved."""
        if cents or units:
            self.trace.write(Entry(self.trace.today, self.holder, what, cents, self.trace.cause, units, of))

    def issue(self, parcel: Parcel) -> None:
        """As ``Account.issue``; what comes by transfer is written down by ``hand_over``."""
        super().issue(parcel)
        self.begin_stretch()
        if self.trace.cause.kind != "transfer":
            self.write(What.ISSUED, parcel.amount, of=((parcel.matures, parcel.amount),))

    def accrue(self, index: int) -> None:
        """As ``Account.accrue``."""
        bearing, today = self.bearing, self.trace.today
        units = bearing * (index - self.index)
        super().accrue(index)
        if not units or self.trace.closed:
            self._from = today
            return
        if self._open is not None:
            running = self.trace.stretches[self._open]
            self.trace.stretches[self._open] = running._replace(end=today, units=running.units + units)
        else:
            self._open = len(self.trace.stretches)
            self.trace.stretches.append(Stretch(self.holder, self._from, today, bearing, units, self.period_start))
        self._from = today

    def begin_stretch(self) -> None:
        """What runs from now on is another stretch."""
        self._open = None
        self._from = self.trace.today

    def instalment(self, day: date, timely: date, next_index: int) -> int:
        """As ``Account.instalment``."""
        due = super().instalment(day, timely, next_index)
        self.trace.write(Entry(day, self.holder, What.INSTALMENT, due, self.trace.cause))
        self.begin_stretch()
        return due

    def carry_over(self, day: date, next_index: int) -> int:
        """As ``Account.carry_over``."""
        stays = super().carry_over(day, next_index)
        self.trace.write(Entry(day, self.holder, What.CARRIED_OVER, stays, Cause("period")))
        self.begin_stretch()
        return stays

    def bear_after_all(self, parcel: Parcel, pieces: Sequence[Piece]) -> None:
        """As ``Account.bear_after_all``."""
        super().bear_after_all(parcel, pieces)
        if not self.trace.closed:
            self.trace.stretches += [
                Stretch(
                    self.holder,
                    each.start,
                    each.end,
                    parcel.amount,
                    parcel.amount * each.units,
                    each.period_start,
                    self.trace.today,
                )
                for each in pieces
            ]
        self.begin_stretch()

    def cut(self, day: date, timely: date) -> None:
        """As ``Account.cut``."""
        before = self.interest_unpaid
        super().cut(day, timely)
        self.write(What.INTEREST_DUE, self.interest_unpaid - before)
        self.begin_stretch()

    def fall_due(self, parcels: list[Parcel], day: date, timely: date, *, with_interest: bool = True) -> None:
        """As ``Account.fall_due``."""
        matures = tuple((parcel.matures, parcel.amount) for parcel in parcels)
        super().fall_due(parcels, day, timely, with_interest=with_interest)
        self.write(What.PRINCIPAL_DUE, sum(parcel.amount for parcel in parcels), of=matures)

    def demand(self, day: date, timely: date, cents: int) -> None:
        """As ``Account.demand``."""
        super().demand(day, timely, cents)
        self.write(What.EXPENSES_DUE, cents)

    def pay_expenses(self, cents: int) -> None:
        """As ``Account.pay_expenses``."""
        settled = _settles(self.expenses, cents)
        super().pay_expenses(cents)
        self.write(What.EXPENSES_PAID, cents, of=settled)

    def pay_interest_due(self, cents: int) -> None:
        """As ``Account.pay_interest_due``."""
        settled = _settles(self.interest, cents)
        super().pay_interest_due(cents)
        self.write(What.INTEREST_PAID, cents, of=settled)

    def pay_accrued(self, cents: int) -> None:
        """As ``Account.pay_accrued``."""
        super().pay_accrued(cents)
        self.write(What.ACCRUED_PAID, cents)
        self.begin_stretch()

    def pay_principal(self, cents: int, among: list[Parcel] | None = None) -> None:
        """As ``Account.pay_principal``."""
        settled = _retires(self.retiring(cents, among))
        super().pay_principal(cents, among)
        self.write(What.PRINCIPAL_PAID, cents, of=settled)
        self.begin_stretch()

    def convert(self, cents: int, *, interest: bool) -> None:
        """As ``Account.convert``; the units of the interest that goes along stand beside its cents, below zero."""
        settled, net = _retires(self.retiring(cents)), self.running
        super().convert(cents, interest=interest)
        self.write(What.PRINCIPAL_CONVERTED, cents, of=settled)
        self.write(What.ACCRUED_CONVERTED, self.besides.interest_converted, self.running - net)
        self.begin_stretch()

    def hand_over(self, target: Account, cents: int) -> None:
        """As ``Account.hand_over``; both sides are written down."""
        before = [_Holding(account) for account in (self, target)]
        super().hand_over(target, cents)
        for account, earlier in zip((self, target), before, strict=True):
            assert isinstance(account, TracedAccount)  # noqa: S101 (a run's accounts are all of one kind)
            now = _Holding(account)
            for what, moved in (
                (What.PRINCIPAL_TRANSFERRED, _difference(now.principal, earlier.principal)),
                (What.INTEREST_TRANSFERRED, _difference(now.interest, earlier.interest)),
                (What.EXPENSES_TRANSFERRED, _difference(now.expenses, earlier.expenses)),
            ):
                account.write(what, sum(part for _, part in moved), of=moved)
            account.write(What.ACCRUED_TRANSFERRED, 0, now.net - earlier.net)
            account.begin_stretch()


class _Holding:
    """What is on a Note, by due date, and its running interest."""

    def __init__(self, account: Account) -> None:
        self.principal = _by_day((parcel.due or parcel.matures, parcel.amount) for parcel in account.parcels)
        self.interest = _by_day((item.due, item.amount) for item in account.interest)
        self.expenses = _by_day((item.due, item.amount) for item in account.expenses)
        self.net = account.running


def _by_day(parts: Iterable[tuple[date, int]]) -> dict[date, int]:
    found: dict[date, int] = {}
    for day, cents in parts:
        found[day] = found.get(day, 0) + cents
    return found


def _difference(now: dict[date, int], earlier: dict[date, int]) -> tuple[tuple[date, int], ...]:
    moved = ((day, now.get(day, 0) - earlier.get(day, 0)) for day in sorted({*now, *earlier}))
    return tuple((day, cents) for day, cents in moved if cents)


def _settles(items: list[Item], cents: int) -> tuple[tuple[date, int], ...]:
    """Which of the sums due ``cents`` pay, the oldest first."""
    found = []
    for item in items:
        part = min(cents, item.amount)
        cents -= part
        if part:
            found.append((item.due, part))
    return tuple(found)


def _retires(retiring: Iterable[tuple[Parcel, int]]) -> tuple[tuple[date, int], ...]:
    """Which principal is retired: by its due date, or by its maturity while it is not due."""
    return tuple((parcel.due or parcel.matures, part) for parcel, part in retiring)
