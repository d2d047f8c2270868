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

_AT_ONCE = 1_000  # Notes whose figures are handed on together: few enough to be still at hand when they are written

_FEW = 16  # Notes whose rows are made at once: columns would cost more

_KEPT = 16  # columns of interest: months of four lengths, and what runs until a business day

_new = tuple.__new__  # a named tuple's own constructor costs as much again as the row


def pay_in_step(book: NoteBook, before: date, write: Callable[[Sequence[Row], int], None]) -> None:
    """End interest periods, and pay what falls due in time, as long as both days are before another.

    Nothing may be due and unpaid on any Note, nothing barred, and nothing else may happen before that day.

    Args:
        book: the Notes; it is then at the last of those days, and so is every account.
        before: the day that is not reached.
        write: takes the rows of each day, some Notes at a time, and the cents that were paid on them.
    """
    running = book.running(book.next_instalment)
    bearing = [account for account in running if account.parcels]
    if not bearing or any(account.accrued for account in running if not account.parcels):
        return  # where principal was paid before its interest, that falls due alone: not in step
    last, notes = None, list[_Columns]()
    for end in book.ends_in_step(before):
        if last is None:
            book.accrue_all(bearing)
            notes = [_Columns(bearing[start : start + _AT_ONCE]) for start in range(0, len(bearing), _AT_ONCE)]
            due = [some.first for some in notes]  # no two Notes need have begun this period on the same day
        else:
            due = [some.earn(end.units) for some in notes]
        last = end
        on_time = end.timely == end.due
        for some, cents in zip(notes, due, strict=True):
            if on_time:
                write(some.rows(end.due, cents, due=cents, paid=cents), sum(cents))
            else:
                write(some.rows(end.due, cents, due=cents, unpaid=cents), 0)
        if not on_time:
            book.today = end.timely
            for some, cents in zip(notes, due, strict=True):
                write(some.rows(end.timely, cents, paid=cents, running=some.earn(end.since)), sum(cents))
    if last is not None:
        for account in running:
            account.stand_after(last.due, last.reached, last.since)


class _Columns:
    """Some Notes as columns, in document order; brought up to the first payment date."""

    __slots__ = ("_earned", "_half_cent", "_holders", "_none", "_principals", "_units_a_cent", "first")

    def __init__(self, accounts: Sequence[Account]) -> None:
        self._units_a_cent = accounts[0].accrual_denominator
        self._half_cent = accounts[0].half_cent
        self.first = tuple([account.accrued for account in accounts])
        self._holders = tuple([account.holder for account in accounts])
        self._principals = tuple([account.principal for account in accounts])
        self._none = (0,) * len(accounts)
        self._earned = {0: self._none}

    def earn(self, units: int) -> tuple[int, ...]:
        """Interest in cents, half up, by Note, where a cent earns so many units; whole months earn the same."""
        found = self._earned.get(units)
        if found is None:
            if len(self._earned) > _KEPT:
                self._earned = {0: self._none}
            half, denominator = self._half_cent, self._units_a_cent
            found = tuple([(principal * units + half) // denominator for principal in self._principals])
            self._earned[units] = found = found if units > 0 else self._none
        return found

    def rows(
        self,
        day: date,
        moved: tuple[int, ...],
        *,
        due: tuple[int, ...] = (),
        paid: tuple[int, ...] = (),
        unpaid: tuple[int, ...] = (),
        running: tuple[int, ...] = (),
    ) -> Sequence[Row]:
        """The rows of the Notes on which something ``moved`` on a day: less than half a cent does not."""
        none = self._none
        columns = (self._holders, self._principals, due or none, paid or none, unpaid or none, running or none)
        if 0 in moved:
            columns = tuple(tuple(compress(column, moved)) for column in columns)  # type: ignore[assignment]
        if len(none) > _FEW:
            return PaidInStep(day, *columns)
        return [
            _new(Row, (day, holder, due, 0, 0, 0, paid, 0, 0, principal, unpaid, running, 0, "open", (), paid))
            for holder, principal, due, paid, unpaid, running in zip(*columns, strict=True)
        ]
