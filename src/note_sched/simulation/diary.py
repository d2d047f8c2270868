"""The evening: a row of the schedule for every Note to which something happened, or whose standing changed."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from operator import attrgetter

from note_sched.ledger.account import Account
from note_sched.ledger.entries import NOTHING_BESIDES, FullRow, Row, Totals
from note_sched.ledger.notes import NoteBook
from note_sched.simulation.payable_today import PayableToday
from note_sched.terms.roles import Role, sorted_roles

_new = tuple.__new__  # a named tuple's own constructor costs as much again as the row

_AT_ONCE = 1_000  # rows handed on together: few enough to be still at hand when they are written

Sink = Callable[[Sequence[Row]], None]


class Diary:
    """Writes rows to ``sink``, day by day and in document order, and counts them."""

    def __init__(
        self, notes: NoteBook, permission: PayableToday, sink: Sink, *, daily: bool, besides: bool = False
    ) -> None:
        """``daily``: a row per day and Note, whatever happened; ``besides``: rows are full (``FullRow``)."""
        self.totals = Totals()
        self.unpaid = sum(1 for account in notes.accounts if account.standing != "paid")
        self._notes = notes
        self._permission = permission
        self._sink = sink
        self._daily = daily
        self._besides = besides
        self._recheck: dict[Account, None] = {}
        self.issues: list[Row] = []

    def mute(self) -> None:
        """Write no more rows: only the law of later days is wanted."""
        self._sink = _nowhere

    def recheck(self, accounts: Iterable[Account]) -> None:
        """The law changed for these Notes today: perhaps their standing did."""
        self._recheck.update(dict.fromkeys(accounts))

    def write(self, day: date) -> None:
        """The rows of ``day``."""
        touched = self._notes.touched
        if self._daily:
            written = [account for account in self._notes.accounts if account.begins <= day and account.held]
        else:
            written = touched
            if self._recheck:
                written = touched + [account for account in self._recheck if self._changed(account, day)]
                written.sort(key=_position)
            elif len(written) > 1:
                written.sort(key=_position)
        free = self._permission.nothing_barred if written else True
        for start in range(0, len(written), _AT_ONCE):
            rows = self._rows(written[start : start + _AT_ONCE], day, free=free)
            self.totals.add(rows)
            self._sink(rows)
        self._notes.touched = []
        self._recheck = {}

    def paid_in_step(self, rows: Sequence[Row], cents: int) -> None:
        """Rows of days on which nothing but interest fell due or was assumed as paid, and so much was."""
        self.totals.add_interest(cents)
        if rows:
            self._sink([FullRow.full(row, NOTHING_BESIDES) for row in rows] if self._besides else rows)

    def issued(self, accounts: Iterable[Account], day: date) -> None:
        """Keep where Notes stand that came into being today, once the rows of ``day`` are written."""
        free = self._permission.nothing_barred
        self.issues += self._rows([account for account in accounts if account.held], day, free=free)

    def _changed(self, account: Account, day: date) -> bool:
        if account.touched or account.begins > day or not account.held:
            return False
        return self._permission.standing(account) != account.standing

    def _rows(self, accounts: Sequence[Account], day: date, *, free: bool) -> list[Row]:
        self._notes.accrue_all(accounts)
        rows: list[Row] = []
        for account in accounts:
            accrued = account.accrued
            standing = "open" if account.principal or account.owes(accrued) else "paid"
            roles: tuple[Role, ...] = ()
            if not free or account.turnover_roles_today:
                standing, roles = self._barred(account, standing)
            if standing != account.standing:
                self.unpaid += (account.standing == "paid") - (standing == "paid")
                account.standing = standing
            row: Row = _new(
                Row,
                (
                    day,
                    account.holder,
                    account.interest_due_today,
                    account.principal_due_today,
                    account.expenses_due_today,
                    account.expenses_paid_today,
                    account.interest_paid_today,
                    account.principal_paid_today,
                    account.turned_over_today,
                    account.principal,
                    account.interest_unpaid,
                    accrued,
                    account.expenses_unpaid,
                    standing,
                    roles,
                    account.assumed_today,
                ),
            )
            rows.append(FullRow.full(row, account.besides) if self._besides else row)
            if account.touched:
                account.forget_today()
        return rows

    def _barred(self, account: Account, standing: str) -> tuple[str, tuple[Role, ...]]:
        """Standing of a Note and roles of the clauses on a day on which something is barred, or was turned over."""
        found, roles = self._permission.answer(account)
        if account.turnover_roles_today:
            roles = sorted_roles({*roles, *account.turnover_roles_today})
        return standing if standing == "paid" else found, roles


def _nowhere(rows: Sequence[Row]) -> None:
    del rows


_position = attrgetter("position")
