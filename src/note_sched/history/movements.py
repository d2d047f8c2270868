"""What each entry of the ledger does to a Note: the one table of which entry moves which balance, and with which sign.

A kind of entry that is not in ``KINDS`` is told by no report; one that is there is told by all of them.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Literal, NamedTuple

from note_sched.ledger.entries import What
from note_sched.rules.ground import Component
from note_sched.terms.roles import Role

ASSUMED = "assumed"
"""The kind of cause of what the program assumes and nobody recorded."""


Part = Component | Literal["premium"]
"""To what of a Note something happens: premium is barred with principal, and owed apart from it (T-24)."""


def barred_with(part: Part) -> Component:
    """The component whose bars and whose grace a part of a Note has."""
    return "principal" if part == "premium" else part


class Balances(NamedTuple):
    """What is owed on a Note, or a movement of it, in cents; ``premium_unpaid``: few papers know it (``told``)."""

    principal: int = 0
    interest_unpaid: int = 0
    accrued_interest: int = 0
    expenses_unpaid: int = 0
    premium_unpaid: int = 0

    @property
    def told(self) -> dict[str, int]:
        """By name; what few papers know, where there is some."""
        return {name: cents for name, cents in self._asdict().items() if name != "premium_unpaid" or cents}

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self)

    def plus(self, other: "Balances") -> "Balances":
        """Both together."""
        principal, due, accrued, expenses, premium = self
        return Balances(
            principal + other[0], due + other[1], accrued + other[2], expenses + other[3], premium + other[4]
        )

    def of(self, part: Part) -> int:
        """What has fallen due of a part, or, of principal, all that is unpaid."""
        unpaid = {
            "principal": self.principal,
            "interest": self.interest_unpaid,
            "expenses": self.expenses_unpaid,
            "premium": self.premium_unpaid,
        }
        return unpaid[part]

    def times(self, number: int) -> "Balances":
        """So many times as much."""
        principal, due, accrued, expenses, premium = self
        return Balances(principal * number, due * number, accrued * number, expenses * number, premium * number)


def added(balances: Iterable[Balances]) -> Balances:
    """Several together."""
    columns = tuple(zip(*balances, strict=True))
    return Balances(*map(sum, columns)) if columns else Balances()


class Act(Enum):
    """What happens to a sum."""

    ISSUED = "issued"
    TRANSFERRED = "transferred"
    SET_APART = "set_apart"
    FELL_DUE = "fell_due"
    PAID = "paid"
    CAPITALISED = "capitalised"
    ELECTED = "elected"
    CONVERTED = "converted"
    RESCINDED = "rescinded"
    CARRIED_OVER = "carried_over"


class EntryKind(NamedTuple):
    """What a kind of entry does.

    ``component``: to what of the Note. ``sign``: by its cents each balance rises (1) or falls (-1); of running interest
    that goes with principal the balance moves by whole cents that ``Past`` finds (``RUNNING``). ``column``: the sum of
    ``COLUMNS`` to which it belongs. ``words``: what it is called among what fell due.
    """

    act: Act
    component: Part
    sign: Balances
    column: str = ""
    words: str = ""

    @property
    def cuts(self) -> bool:
        """Whether it takes whole cents out of the running interest of a period."""
        return self.sign.accrued_interest < 0

    @property
    def tier(self) -> str:
        """The component, with interest that is not due apart: ``accrued``."""
        return "accrued" if self.cuts and not self.sign.interest_unpaid else self.component


_FALLS_DUE = Balances(interest_unpaid=1, accrued_interest=-1)

KINDS: Mapping[What, EntryKind] = {
    What.ISSUED: EntryKind(Act.ISSUED, "principal", Balances(principal=1), "issued"),
    What.INSTALMENT: EntryKind(Act.FELL_DUE, "interest", _FALLS_DUE, "interest_due", "interest instalment"),
    What.CARRIED_OVER: EntryKind(Act.CARRIED_OVER, "interest", Balances()),
    What.INTEREST_DUE: EntryKind(Act.FELL_DUE, "interest", _FALLS_DUE, "interest_due", "interest accrued to that day"),
    What.SET_APART: EntryKind(Act.SET_APART, "principal", Balances()),
    What.PRINCIPAL_DUE: EntryKind(Act.FELL_DUE, "principal", Balances(), "principal_due", "principal"),
    What.EXPENSES_DUE: EntryKind(
        Act.FELL_DUE, "expenses", Balances(expenses_unpaid=1), "expenses_due", "expenses demanded"
    ),
    What.EXPENSES_PAID: EntryKind(Act.PAID, "expenses", Balances(expenses_unpaid=-1), "expenses_paid"),
    What.INTEREST_PAID: EntryKind(Act.PAID, "interest", Balances(interest_unpaid=-1), "interest_paid"),
    What.ACCRUED_PAID: EntryKind(Act.PAID, "interest", Balances(accrued_interest=-1), "accrued_paid"),
    What.IN_KIND_PAID: EntryKind(Act.PAID, "interest", Balances(accrued_interest=-1), "accrued_paid"),
    What.PRINCIPAL_PAID: EntryKind(Act.PAID, "principal", Balances(principal=-1), "principal_paid"),
    What.CAPITALISED: EntryKind(Act.CAPITALISED, "interest", Balances(principal=1), "interest_capitalised"),
    What.NO_LONGER_DUE: EntryKind(Act.CAPITALISED, "interest", Balances(interest_unpaid=-1), "interest_deemed"),
    What.ELECTED: EntryKind(Act.ELECTED, "interest", Balances()),
    What.PRINCIPAL_UNDUE: EntryKind(Act.RESCINDED, "principal", Balances()),
    What.PREMIUM_DUE: EntryKind(Act.FELL_DUE, "premium", Balances(premium_unpaid=1), "premium_due", "premium"),
    What.PREMIUM_ARISES: EntryKind(
        Act.FELL_DUE, "premium", Balances(premium_unpaid=1), "", "premium on what is prepaid"
    ),
    What.PREMIUM_FORGONE: EntryKind(Act.RESCINDED, "premium", Balances(premium_unpaid=-1)),
    What.PREMIUM_PAID: EntryKind(Act.PAID, "premium", Balances(premium_unpaid=-1), "premium_paid"),
    What.PREMIUM_TRANSFERRED: EntryKind(Act.TRANSFERRED, "premium", Balances(premium_unpaid=1)),
    What.PRINCIPAL_CONVERTED: EntryKind(Act.CONVERTED, "principal", Balances(principal=-1), "principal_converted"),
    What.ACCRUED_CONVERTED: EntryKind(Act.CONVERTED, "interest", Balances()),
    What.PRINCIPAL_TRANSFERRED: EntryKind(Act.TRANSFERRED, "principal", Balances(principal=1), "issued"),
    What.INTEREST_TRANSFERRED: EntryKind(Act.TRANSFERRED, "interest", Balances(interest_unpaid=1), "interest_in"),
    What.EXPENSES_TRANSFERRED: EntryKind(Act.TRANSFERRED, "expenses", Balances(expenses_unpaid=1), "expenses_in"),
    What.ACCRUED_TRANSFERRED: EntryKind(Act.TRANSFERRED, "interest", Balances()),
}

RUNNING = frozenset({What.ACCRUED_TRANSFERRED, What.ACCRUED_CONVERTED, What.ELECTED})
"""Entries by which exact running interest comes or goes: with principal that does, or for what runs by an election."""

ALL_IN_CASH = frozenset({What.INSTALMENT, What.CARRIED_OVER, What.INTEREST_DUE})
"""Entries after which nothing of what ran is added to principal any more."""

COLUMNS: Mapping[str, str] = {
    "expenses_due": "Expenses due",
    "interest_due": "Interest due",
    "principal_due": "Principal due",
    "issued": "Principal issued or transferred",
    "interest_in": "Interest due transferred",
    "expenses_in": "Expenses transferred",
    "expenses_paid": "Paid to expenses",
    "interest_paid": "Paid to interest due",
    "accrued_paid": "Paid to interest not yet due",
    "principal_paid": "Paid to principal",
    "interest_capitalised": "Interest capitalised",
    "premium_due": "Premium due",
    "premium_paid": "Paid to premium",
    "principal_converted": "Principal converted",
    "interest_deemed": "of it due before",
}
"""Sums of movements as the books have them, by column, with the heading of each."""

RARE = ("interest_capitalised", "premium_due", "premium_paid", "principal_converted", "interest_deemed")
"""Columns that only some papers and events know: they stand at the end, and where nothing moved in them not at all."""

ROLES: Mapping[str, Role] = {
    "issue": Role.PROMISE,
    "accrual": Role.PROMISE,
    "instalment": Role.PROMISE,
    "maturity": Role.PROMISE,
    "principal_instalment": Role.PROMISE,
    "acceleration": Role.ACCELERATION,
    "acceleration_rescinded": Role.ACCELERATION,
    "expense": Role.EXPENSES,
    "payment": Role.PROMISE,
    "distribution": Role.RATABLE,
    "returned_by_senior": Role.INSOLVENCY,
    "refund": Role.PROMISE,
    "assumed": Role.PROMISE,
    "transfer": Role.SUCCESSION,
    "conversion": Role.CONVERSION,
    "capitalised": Role.PIK,
    "elected": Role.PIK,
    "deemed": Role.PIK,
}
"""The role of the clause under which a cause moves something, by its kind."""


def kinds_of(act: Act, component: Part | None = None) -> tuple[What, ...]:
    """The kinds of entry that do something, to a component where it is named."""
    return tuple(what for what, kind in KINDS.items() if kind.act is act and component in (None, kind.component))
