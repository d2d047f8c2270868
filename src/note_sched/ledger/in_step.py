"""Notes in step: instalment after instalment falls due and is paid on all of them, and only their sums differ.

Then the ledger keeps columns, a figure a Note, instead of going to every account on every day: a hundred thousand
Notes are added up as one is. What comes to them is what ``account`` says of an instalment and of its payment.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import compress

from note_sched.ledger.account import Account
from note_sched.ledger.entries import PaidInStep
from note_sched.ledger.notes import NoteBook
from note_sched.measure.periods import EndOfPeriod

_AT_ONCE = 1_000  # Notes whose figures are handed on together: few enough to be still at hand when they are written

_KEPT = 16  # columns of interest: months of four lengths, and what runs until a business day


def pay_in_step(book: NoteBook, before: date) -> Iterator[PaidInStep]:
    """End interest periods, and pay what falls due in time, as long as both days are before another.

    Nothing may be due and unpaid on any Note, nothing barred, and nothing else may happen before that day.

    Yields:
        the rows of each day, some Notes at a time; the book is at that day, and each account at the last of all.
    """
    running = book.running(book.next_instalment)
    bearing = [account for account in running if account.parcels]
    if not bearing or any(account.accrued for account in running if not account.parcels):
        return  # where principal was paid before its interest, that falls due alone: not in step
    ends = book.ends_in_step(before)
    end = next(ends, None)
    if end is None:
        return
    book.accrue_all(bearing)
    columns = [_Columns(bearing[start : start + _AT_ONCE]) for start in range(0, len(bearing), _AT_ONCE)]
    while end is not None:
        last = end
        due = [each.due(end) for each in columns]
        for some, cents in zip(columns, due, strict=True):
            yield some.paid(end, cents) if end.timely == end.due else some.fell_due(end, cents)
        if end.timely != end.due:
            book.today = end.timely
            for some, cents in zip(columns, due, strict=True):
                yield some.paid_later(end, cents)
        end = next(ends, None)
    for account in running:
        account.stand_after(last.due, last.reached, last.since)


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
        """The interest that falls due at the end of a period, in cents by Note."""
        first, self._first = self._first, ()  # no two Notes need have begun the first one on the same day
        return first or self._earn(end.units)

    def _earn(self, units: int) -> tuple[int, ...]:
        """Half up, from the units that a cent earns; whole months earn the same."""
        found = self._earned.get(max(0, units))
        if found is None:
            half, denominator = self._half_cent, self._units_a_cent
            found = tuple([(principal * units + half) // denominator for principal in self._principals])
            if len(self._earned) > _KEPT:
                self._earned = {0: self._none}
            self._earned[units] = found
        return found

    def paid(self, end: EndOfPeriod, due: tuple[int, ...]) -> PaidInStep:
        """Interest fell due and was paid on the same day."""
        return self._rows(end.due, due, due, due, self._none, self._none)

    def fell_due(self, end: EndOfPeriod, due: tuple[int, ...]) -> PaidInStep:
        """Interest fell due, and will be paid in time on a later day."""
        return self._rows(end.due, due, due, self._none, due, self._none)

    def paid_later(self, end: EndOfPeriod, due: tuple[int, ...]) -> PaidInStep:
        """It was paid on that day; some of the next period's runs already."""
        return self._rows(end.timely, due, self._none, due, self._none, self._earn(end.since))

    def _rows(self, day: date, moved: tuple[int, ...], *sums: tuple[int, ...]) -> PaidInStep:
        holders, principals = self._holders, self._principals
        if 0 in moved:  # less than half a cent: nothing happened to that Note
            holders, principals = tuple(compress(holders, moved)), tuple(compress(principals, moved))
            sums = tuple(tuple(compress(column, moved)) for column in sums)
        return PaidInStep(day, holders, principals, *sums)
