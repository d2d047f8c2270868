"""Notes in step: instalment after instalment falls due and is paid on all of them, and only their sums differ.

Then the ledger keeps columns, a figure a Note, instead of going to every account on every day: a hundred thousand
Notes are added up as one is. What comes to them is what ``account`` says of an instalment and of its payment.
"""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import compress

from note_sched.ledger.account import Account
from note_sched.ledger.entries import PaidInStep, Row
from note_sched.ledger.notes import NoteBook
from note_sched.measure.periods import EndOfPeriod

_AT_ONCE = 1_000  # Notes whose figures are handed on together: few enough to be still at hand when they are written

_FEW = 16  # Notes whose rows are made at once: columns would cost more

_KEPT = 16  # columns of interest: months of four lengths, and what runs until a business day

_new = tuple.__new__  # a named tuple's own constructor costs as much again as the row


Write = Callable[[Sequence[Row], int, date], None]
"""Takes rows, the cents that were paid on their Notes, and the first day on which some were."""


def pay_in_step(book: NoteBook, before: date, write: Write) -> None:
    """End interest periods, and pay what falls due in time, as long as both days are before another.

    Nothing may be due and unpaid on any Note, nothing barred, and nothing else may happen before that day.

    Args:
        book: the Notes; it is then at the last of those days, and so is every account.
        before: the day that is not reached.
        write: takes the rows, day by day and in document order, some at a time.
    """
    ends = book.ends_in_step(before)
    if not ends:
        return
    running = book.running(ends[0].due)
    bearing = [account for account in running if account.parcels]
    if not bearing or any(account.accrued for account in running if not account.parcels):
        return  # where principal was paid before its interest, that falls due alone: not in step
    book.today = ends[0].due
    book.accrue_all(bearing)
    notes = [_Columns(bearing[start : start + _AT_ONCE]) for start in range(0, len(bearing), _AT_ONCE)]
    if len(bearing) <= _FEW:
        rows, paid = notes[0].all_rows(ends)
        write(rows, paid, next((row.date for row in rows if row.assumed), ends[0].timely))
    else:
        _write_by_day(ends, notes, write)
    book.pass_ends(ends)
    last = ends[-1]
    for account in running:
        account.stand_after(last.due, last.reached, last.since)


def _write_by_day(ends: Sequence[EndOfPeriod], notes: Sequence["_Columns"], write: Write) -> None:
    for end in ends:
        due = [some.due(end) for some in notes]
        on_time = end.timely == end.due
        for some, cents in zip(notes, due, strict=True):
            if on_time:
                write(some.rows(end.due, cents, due=cents, paid=cents), sum(cents), end.due)
            else:
                write(some.rows(end.due, cents, due=cents, unpaid=cents), 0, end.due)
        if not on_time:
            for some, cents in zip(notes, due, strict=True):
                running = some.earned(end.since)
                write(some.rows(end.timely, cents, paid=cents, running=running), sum(cents), end.timely)


class _Columns:
    """Some Notes as columns, in document order; brought up to the first payment date."""

    __slots__ = ("_earned", "_first", "_half_cent", "_holders", "_none", "_principals", "_units_a_cent")

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._units_a_cent = accounts[0].accrual_denominator
        self._half_cent = accounts[0].half_cent
        self._first = tuple([account.accrued for account in accounts])
        self._holders = tuple([account.holder for account in accounts])
        self._principals = tuple([account.principal for account in accounts])
        self._none = (0,) * len(accounts)
        self._earned = {0: self._none}

    def due(self, end: EndOfPeriod) -> tuple[int, ...]:
        """The interest that falls due at the end of a period, in cents by Note; asked in turn."""
        first, self._first = self._first, ()  # no two Notes need have begun the first one on the same day
        return first or self.earned(end.units)

    def earned(self, units: int) -> tuple[int, ...]:
        """Interest in cents, half up, by Note, where a cent earns so many units; whole months earn the same."""
        found = self._earned.get(units)
        if found is None:
            if len(self._earned) > _KEPT:
                self._earned = {0: self._none}
            half, denominator = self._half_cent, self._units_a_cent
            found = tuple([(principal * units + half) // denominator for principal in self._principals])
            self._earned[units] = found = found if units > 0 else self._none
        return found

    def all_rows(self, ends: Sequence[EndOfPeriod]) -> tuple[list[Row], int]:
        """The rows of all their days, as of few Notes they can be told at once; and what was paid, in cents."""
        rows: list[Row] = []
        holders, principals, none, paid = self._holders, self._principals, self._none, 0
        for end in ends:
            day, timely = end.due, end.timely
            due = self.due(end)
            paid += sum(due)
            now = due if day == timely else none
            for holder, principal, cents, at_once in zip(holders, principals, due, now, strict=True):
                if cents:  # less than half a cent is nothing
                    rows.append(_row(day, holder, principal, cents, at_once, cents - at_once, 0))
            if day != timely:
                running = self.earned(end.since)
                for holder, principal, cents, runs in zip(holders, principals, due, running, strict=True):
                    if cents:
                        rows.append(_row(timely, holder, principal, 0, cents, 0, runs))
        return rows, paid

    def rows(
        self,
        day: date,
        moved: tuple[int, ...],
        *,
        due: tuple[int, ...] = (),
        paid: tuple[int, ...] = (),
        unpaid: tuple[int, ...] = (),
        running: tuple[int, ...] = (),
    ) -> PaidInStep:
        """The rows of the Notes on which something ``moved`` on a day: less than half a cent does not."""
        none = self._none
        columns = (self._holders, self._principals, due or none, paid or none, unpaid or none, running or none)
        if 0 in moved:
            columns = tuple(tuple(compress(column, moved)) for column in columns)  # type: ignore[assignment]
        return PaidInStep(day, *columns)


def _row(  # noqa: PLR0913, PLR0917 (what differs by day and Note)
    day: date, holder: str, principal: int, due: int, paid: int, unpaid: int, running: int
) -> Row:
    return _new(Row, (day, holder, due, 0, 0, 0, paid, 0, 0, principal, unpaid, running, 0, "open", (), paid))
