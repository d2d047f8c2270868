"""One Holder's Note as it stands: principal, interest running and due, expenses, and what moved today.

All sums are whole cents but ``net``: interest that runs and is not yet due, in units of the accrual
(``accrual_denominator`` units are one cent), exact. How it moves, ``account`` says.
"""

from datetime import date
from typing import TYPE_CHECKING

from note_sched.ledger.entries import NOTHING_BESIDES, Besides
from note_sched.ledger.parcels import Item, Parcel, retired_by_instalments
from note_sched.rules.defaults import FOREVER
from note_sched.rules.ground import Component
from note_sched.terms.roles import Role

if TYPE_CHECKING:
    from fractions import Fraction

    from note_sched.ledger.pen import Pen
    from note_sched.ledger.premium import Premium


class Holding:
    """What one Holder's Note comes to.

    ``index`` is the accrual index up to which ``net`` has been brought. From the first day on count ``principal_paid``,
    ``principal_prepaid`` (what of it was not due yet) and ``accrued_paid`` (interest paid before it fell due).
    ``reduces``: which instalments a prepayment reduces, where there are any (T-23).
    ``pen``: with which it writes down what it moves, in a run that is traced.
    ``waiting``: principal that fell due on no business day and bears no interest if paid by its timely day.
    """

    __slots__ = (
        "accrual_denominator",
        "accrued_paid",
        "alike",
        "assumed_today",
        "begins",
        "besides",
        "carried_over",
        "expenses",
        "expenses_due_today",
        "expenses_paid_today",
        "expenses_unpaid",
        "half_cent",
        "held",
        "holder",
        "in_default_since",
        "index",
        "interest",
        "interest_due_today",
        "interest_paid_today",
        "interest_unpaid",
        "listed",
        "net",
        "parcels",
        "pen",
        "period_start",
        "pool",
        "position",
        "premium",
        "premium_unpaid",
        "premiums",
        "principal",
        "principal_due_today",
        "principal_paid",
        "principal_paid_today",
        "principal_prepaid",
        "reduces",
        "standing",
        "subrogated_from",
        "touched",
        "turned_over_today",
        "turnover_roles_today",
        "waiting",
    )

    def __init__(self, holder: str, alike: str, position: int, begins: date, accrual_denominator: int) -> None:
        """``alike``: with whom its Holder stands alike; ``begins``: the day of issue (or of a transfer before it)."""
        self.holder = holder
        self.alike = alike
        self.position = position
        self.begins = begins
        self.accrual_denominator = accrual_denominator
        self.half_cent = accrual_denominator // 2  # exact: a rate is so many of a hundred
        self.principal = 0
        self.parcels: list[Parcel] = []
        self.net: int | Fraction = 0
        self.carried_over = 0
        self.waiting: list[Parcel] = []
        self.index = 0
        self.period_start = begins
        self.interest: list[Item] = []
        self.interest_unpaid = 0
        self.expenses: list[Item] = []
        self.expenses_unpaid = 0
        self.pool = 0
        self.principal_paid = self.principal_prepaid = self.accrued_paid = 0
        self.reduces = ""
        self.premium: Premium | None = None
        self.premiums: list[Item] = []
        self.premium_unpaid = 0
        self.subrogated_from: date | None = None
        self.in_default_since: date | None = None
        self.held = False
        self.listed = False
        self.standing = "open"
        self.touched = False
        self.interest_due_today = self.principal_due_today = self.expenses_due_today = 0
        self.expenses_paid_today = self.interest_paid_today = self.principal_paid_today = 0
        self.turned_over_today = self.assumed_today = 0
        self.turnover_roles_today: tuple[Role, ...] = ()
        self.pen: Pen | None = None
        self.besides: Besides = NOTHING_BESIDES

    @property
    def accrued(self) -> int:
        """Cents of interest that run and are not yet due; never below zero. ``accrue`` first."""
        net = self.net
        return (net + self.half_cent) // self.accrual_denominator if net > 0 else 0

    @property
    def running(self) -> "int | Fraction":
        """Units of interest that run and are not yet due, exact."""
        return self.net

    @property
    def running_in_kind(self) -> "int | Fraction":
        """What of it is to be added to principal: nothing, unless interest runs in kind (``full``)."""
        return 0

    @property
    def accrued_in_cash(self) -> int:
        """What of it a payment pays before principal: all, unless some is to be added to principal (``full``)."""
        return self.accrued

    @property
    def accrued_in_kind(self) -> int:
        """What of it is paid after principal, by what pays the Note in full."""
        return 0

    @property
    def before_principal(self) -> int:
        """Expenses and interest that a payment pays before principal. ``accrue`` first."""
        return self.expenses_unpaid + self.interest_unpaid + self.accrued_in_cash

    @property
    def overdue_principal(self) -> int:
        """Principal that has fallen due and is unpaid."""
        return sum(parcel.amount for parcel in self.parcels if parcel.due is not None)

    @property
    def in_arrears(self) -> bool:
        """Whether anything has fallen due and is unpaid."""
        return bool(self.interest_unpaid or self.expenses_unpaid or self.premium_unpaid or self.owes_due_principal)

    @property
    def owes_due_principal(self) -> bool:
        """Whether principal has fallen due and is unpaid."""
        for parcel in self.parcels:  # noqa: SIM110 (`any` over one parcel costs three times the loop)
            if parcel.due is not None:
                return True
        return False

    @property
    def all_due(self) -> bool:
        """Whether no principal is left that has yet to fall due."""
        return all(parcel.due is not None for parcel in self.parcels)

    @property
    def has_less_principal(self) -> bool:
        """Whether some of its principal was paid or converted today."""
        return bool(self.principal_paid_today or self.besides.principal_converted)

    @property
    def bearing(self) -> int:
        """Principal that bears interest from day to day: all that does not wait for its timely day."""
        return self.principal - sum(parcel.amount for parcel in self.waiting)

    @property
    def owing(self) -> int:
        """Everything: what pays this Note in full today."""
        return self.principal + self.interest_unpaid + self.expenses_unpaid + self.accrued + self.premium_unpaid

    @property
    def timely_days(self) -> list[date]:
        """The last timely days of the sums due and unpaid; empty if nothing is."""
        days = [item.timely for item in (*self.interest, *self.expenses, *self.premiums)]
        days.extend(parcel.timely for parcel in self.parcels if parcel.timely is not None)
        return days

    def oldest_arrear(self, before: date) -> tuple[date, Component] | None:
        """Due date and component of the oldest interest or principal due ``before`` a day and unpaid, None if none is.

        What fell due by acceleration alone does not count.
        """
        sums: list[tuple[date, Component]] = [(item.due, "interest") for item in self.interest if not item.accelerated]
        sums += [
            (parcel.due, "principal")
            for parcel in self.parcels
            if parcel.due is not None and not parcel.by_acceleration
        ]
        return min((each for each in sums if each[0] < before), default=None)

    @property
    def excused_days(self) -> list[date]:
        """The last days on which the sums due and unpaid are so without a default; empty if nothing is."""
        days = [item.excused for item in (*self.interest, *self.expenses, *self.premiums)]
        days.extend(parcel.excused for parcel in self.parcels if parcel.excused is not None)
        return days

    @property
    def oldest_timely(self) -> date | None:
        """The earliest last timely day among the sums due and unpaid; None if nothing is."""
        return min(self.timely_days, default=None)

    def owed(self) -> dict[Component, int]:
        """What is owing, due or not, by component, in cents. ``accrue`` first."""
        return {
            "expenses": self.expenses_unpaid,
            "interest": self.interest_unpaid + self.accrued,
            "principal": self.principal + self.premium_unpaid,
        }

    @property
    def oldest_excused(self) -> date | None:
        """The last day on which no sum due is in default; None if none is due, or none can be in default any more."""
        return min((day for day in self.excused_days if day != FOREVER), default=None)

    def owes(self, accrued: int) -> bool:
        """Whether anything is owing; ``accrued`` as the property gives it, which is dear to work out twice."""
        return bool(self.principal or self.interest_unpaid or self.expenses_unpaid or accrued or self.premium_unpaid)

    def premium_on(self, cents: int) -> int:
        """The premium on ``cents`` of principal that are paid today: on what of them is not due."""
        if self.premium is None:
            return 0
        return self.premium.on(max(0, cents - self.overdue_principal))

    @property
    def premium_in_full(self) -> int:
        """The premium that goes with paying this Note in full today: what is due, and that on prepaid principal."""
        return self.premium_unpaid + self.premium_on(self.principal)

    def retiring(self, cents: int, among: list[Parcel] | None = None) -> list[tuple[Parcel, int]]:
        """What of which principal (``among`` some, or all) ``cents`` retire: what is due first, the earlier due first.

        Of what is not due the earlier maturity first, or as prepayments reduce instalments.
        """
        parcels = self.parcels if among is None else among
        parcels = sorted(parcels, key=lambda parcel: (parcel.due is None, parcel.due or parcel.matures))
        if self.reduces:
            return retired_by_instalments(cents, parcels, self.reduces)
        found = []
        for parcel in parcels:
            part = min(cents, parcel.amount)
            if not part:
                break
            found.append((parcel, part))
            cents -= part
        return found
