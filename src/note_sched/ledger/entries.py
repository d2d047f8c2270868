"""What the ledger tells: one row per day and Holder on which something happened."""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import Enum
from itertools import islice, repeat
from typing import NamedTuple, overload

from note_sched.record import Changing
from note_sched.terms.roles import Role


class What(Enum):
    """What an entry of a traced run tells (``trace``)."""

    ISSUED = "principal comes into being"
    INSTALMENT = "an interest period ends: its interest falls due"
    CARRIED_OVER = "an interest period ends: its interest is rounded and stays accrued"
    INTEREST_DUE = "interest accrued falls due with principal"
    SET_APART = "principal is to fall due on another day"
    PRINCIPAL_DUE = "principal falls due"
    EXPENSES_DUE = "expenses fall due"
    EXPENSES_PAID = "applied to expenses"
    INTEREST_PAID = "applied to interest that was due"
    CAPITALISED = "interest is added to principal"
    NO_LONGER_DUE = "interest that was due is added to principal instead"
    ELECTED = "the interest of the period that ends is in kind after all"
    ACCRUED_PAID = "applied to interest accrued and not yet due"
    IN_KIND_PAID = "applied to interest that ran in kind, once principal is paid"
    PRINCIPAL_PAID = "applied to principal"
    PRINCIPAL_UNDUE = "principal that was accelerated is not due after all"
    PREMIUM_DUE = "a premium falls due with principal"
    PREMIUM_ARISES = "a premium arises on principal that is prepaid, and is paid with it"
    PREMIUM_FORGONE = "a premium that fell due with an acceleration is not due after all"
    PREMIUM_PAID = "applied to the premium, due or on principal that is prepaid"
    PRINCIPAL_CONVERTED = "principal is discharged by conversion, without cash"
    ACCRUED_CONVERTED = "running interest is discharged by conversion, without cash"
    PREMIUM_TRANSFERRED = "premium due comes, or (below zero) goes, by transfer"
    PRINCIPAL_TRANSFERRED = "principal comes, or (below zero) goes, by transfer"
    INTEREST_TRANSFERRED = "interest due comes, or (below zero) goes, by transfer"
    EXPENSES_TRANSFERRED = "expenses due come, or (below zero) go, by transfer"
    ACCRUED_TRANSFERRED = "running interest comes, or (below zero) goes, by transfer"


class Row(NamedTuple):
    """A line of the schedule. The field names are the columns of ``simulate``; sums in cents.

    ``roles``: of the clauses of that day's bars and of what was turned over; their labels make the column ``clauses``.
    ``*_due`` fell due that day, ``*_paid`` was applied to the Note that day, the balances are at its end.
    """

    date: date
    holder: str
    interest_due: int
    principal_due: int
    expenses_due: int
    expenses_paid: int
    interest_paid: int
    principal_paid: int
    turned_over: int
    principal: int
    interest_unpaid: int
    accrued_interest: int
    expenses_unpaid: int
    standing: str
    roles: tuple[Role, ...]
    assumed: int

    @property
    def besides(self) -> "Besides":
        """What else moved, as only some papers have it: nothing."""
        return NOTHING_BESIDES

    @property
    def paid(self) -> int:
        """All columns ``*_paid`` together, of which ``assumed`` is a part."""
        return self.expenses_paid + self.interest_paid + self.principal_paid + self.besides.premium_paid


class Besides(NamedTuple):
    """Sums of a day that only some papers or events know, in cents; the field names are columns of ``simulate``.

    ``premium_due``: with principal that a financing or an acceleration made due; ``premium_paid``: that, and the
    premium on principal prepaid, which is never due before (T-24). ``*_converted``: discharged without
    cash, and so never paid (T-27).
    """

    interest_capitalised: int = 0
    premium_due: int = 0
    premium_paid: int = 0
    principal_converted: int = 0
    interest_converted: int = 0

    def plus(self, **cents: int) -> "Besides":
        """With more of some of them."""
        return self._replace(**{name: getattr(self, name) + more for name, more in cents.items()})


NOTHING_BESIDES = Besides()


class FullRow(Row):
    """A row of a document whose terms or events know more than ``Row`` has: behind its columns stands ``Besides``."""

    __slots__ = ()

    @property
    def besides(self) -> Besides:
        """What else moved."""
        return self[-1]  # type: ignore[return-value]  # see ``full``

    @classmethod
    def full(cls, row: Row, besides: Besides) -> "FullRow":
        """A row with what else moved."""
        return tuple.__new__(cls, (*row, besides))


class PaidInStep(Sequence[Row]):
    """The rows of one day on which interest fell due, or was assumed as paid, on many Notes and nothing else happened.

    They are kept as columns, and made when they are asked for: of a hundred thousand Notes only the sums differ.
    """

    __slots__ = ("day", "due", "holders", "paid", "principals", "running", "unpaid")

    def __init__(  # noqa: PLR0913, PLR0917 (the day, and a column for everything that differs by Note)
        self,
        day: date,
        holders: tuple[str, ...],
        principals: tuple[int, ...],
        due: tuple[int, ...],
        paid: tuple[int, ...],
        unpaid: tuple[int, ...],
        running: tuple[int, ...],
    ) -> None:
        """``unpaid`` of what is due, and ``running`` interest, at the end of the day; all in cents."""
        self.day = day
        self.holders = holders
        self.principals = principals
        self.due = due
        self.paid = paid
        self.unpaid = unpaid
        self.running = running

    @property
    def columns(self) -> tuple[tuple[object, ...], ...]:
        """A column for each field of ``Row``, all of one length."""
        height = len(self.holders)
        none, paid = (0,) * height, self.paid
        days, standings, roles = (self.day,) * height, ("open",) * height, ((),) * height
        before = (days, self.holders, self.due, none, none, none, paid, none, none, self.principals)
        return (*before, self.unpaid, self.running, none, standings, roles, paid)

    def __iter__(self) -> Iterator[Row]:
        """Row by row, in document order."""
        return map(_new, repeat(Row), zip(*self.columns, strict=True))

    def __len__(self) -> int:
        return len(self.holders)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        """One row, or some."""
        if isinstance(at, slice):
            return list(self)[at]
        return next(islice(self, range(len(self))[at], None))


_new = tuple.__new__


class Totals(Changing):
    """What moved over the whole run, in cents.

    ``accrued_paid`` of ``interest_paid`` and ``principal_prepaid`` of ``principal_paid`` was paid before it fell due.
    """

    interest_paid: int = 0
    principal_paid: int = 0
    expenses_paid: int = 0
    turned_over: int = 0
    refundable: int = 0
    collection_expenses: int = 0
    assumed: int = 0
    accrued_paid: int = 0
    principal_prepaid: int = 0
    besides: Besides = NOTHING_BESIDES

    @property
    def paid(self) -> int:
        """All that was applied to the Notes, of which ``assumed`` is a part."""
        return self.expenses_paid + self.interest_paid + self.principal_paid + self.besides.premium_paid

    def add_interest(self, cents: int) -> None:
        """Count interest in that was assumed as paid."""
        self.interest_paid += cents
        self.assumed += cents

    def add(self, rows: Sequence[Row]) -> None:
        """Count rows in."""
        columns = list(zip(*rows, strict=True))
        if not columns:
            return
        self.interest_paid += sum(columns[_INTEREST_PAID])
        self.principal_paid += sum(columns[_PRINCIPAL_PAID])
        self.expenses_paid += sum(columns[_EXPENSES_PAID])
        self.turned_over += sum(columns[_TURNED_OVER])
        self.assumed += sum(columns[_ASSUMED])
        if isinstance(rows[0], FullRow):
            self.besides = Besides(*map(sum, zip(self.besides, *(row.besides for row in rows), strict=True)))


_INTEREST_PAID, _PRINCIPAL_PAID, _EXPENSES_PAID, _TURNED_OVER, _ASSUMED = (
    Row._fields.index(name) for name in ("interest_paid", "principal_paid", "expenses_paid", "turned_over", "assumed")
)
