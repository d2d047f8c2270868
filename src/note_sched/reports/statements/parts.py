"""Balances, and how a month's movements change them."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from note_sched.ledger.trace import Entry, What

ASSUMED = "assumed"
"""The kind of cause of what the program assumes and nobody recorded."""


class Balances(NamedTuple):
    """What is owed on a Note, or a movement of it, in cents."""

    principal: int = 0
    interest_unpaid: int = 0
    accrued_interest: int = 0
    expenses_unpaid: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self)

    def plus(self, other: "Balances") -> "Balances":
        """Both together."""
        return Balances(
            self.principal + other.principal,
            self.interest_unpaid + other.interest_unpaid,
            self.accrued_interest + other.accrued_interest,
            self.expenses_unpaid + other.expenses_unpaid,
        )


def added(balances: Iterable[Balances]) -> Balances:
    """Several together."""
    total = Balances()
    for each in balances:
        total = total.plus(each)
    return total


class Flows(NamedTuple):
    """How a month leads from the opening to the closing: opening + all of these = closing, in every column.

    ``fell_due`` moves interest from accrued to due, and adds expenses that were demanded.
    """

    issued: Balances
    transferred: Balances
    accrued: Balances
    fell_due: Balances
    paid_recorded: Balances
    paid_assumed: Balances


PAID = {
    What.EXPENSES_PAID: "expenses",
    What.INTEREST_PAID: "interest",
    What.ACCRUED_PAID: "accrued",
    What.PRINCIPAL_PAID: "principal",
}
FELL_DUE = {
    What.INSTALMENT: ("interest", "interest instalment"),
    What.INTEREST_DUE: ("interest", "interest accrued to that day"),
    What.PRINCIPAL_DUE: ("principal", "principal"),
    What.EXPENSES_DUE: ("expenses", "expenses demanded"),
}
TRANSFERRED = {
    What.INTEREST_TRANSFERRED: "interest",
    What.EXPENSES_TRANSFERRED: "expenses",
    What.PRINCIPAL_TRANSFERRED: "principal",
}
_CHANGES: dict[What, Callable[[int], Balances]] = {
    What.ISSUED: lambda cents: Balances(principal=cents),
    What.INSTALMENT: lambda cents: Balances(interest_unpaid=cents, accrued_interest=-cents),
    What.INTEREST_DUE: lambda cents: Balances(interest_unpaid=cents, accrued_interest=-cents),
    What.EXPENSES_DUE: lambda cents: Balances(expenses_unpaid=cents),
    What.EXPENSES_PAID: lambda cents: Balances(expenses_unpaid=-cents),
    What.INTEREST_PAID: lambda cents: Balances(interest_unpaid=-cents),
    What.ACCRUED_PAID: lambda cents: Balances(accrued_interest=-cents),
    What.PRINCIPAL_PAID: lambda cents: Balances(principal=-cents),
    What.PRINCIPAL_TRANSFERRED: lambda cents: Balances(principal=cents),
    What.INTEREST_TRANSFERRED: lambda cents: Balances(interest_unpaid=cents),
    What.EXPENSES_TRANSFERRED: lambda cents: Balances(expenses_unpaid=cents),
}


def change(entry: Entry) -> Balances:
    """What an entry changes; of running interest that goes with a transfer ``interest`` knows the whole cents."""
    found = _CHANGES.get(entry.what)
    return found(entry.cents) if found else Balances()


def flow(entry: Entry) -> str:
    """To which of the ``Flows`` an entry belongs."""
    if entry.what in PAID:
        return "paid_assumed" if entry.cause.kind == ASSUMED else "paid_recorded"
    if entry.what in FELL_DUE:
        return "fell_due"
    return "issued" if entry.what is What.ISSUED else "transferred"
