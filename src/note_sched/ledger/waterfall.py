"""How a sum is poured over Notes: expenses, interest due, interest accrued, principal (preamble; section 3).

The four tiers are poured one after the other over all Notes, each divided on its own basis, so that no Note's principal
is paid before another's interest (R-9, R-30).
"""

from collections.abc import Sequence
from typing import NamedTuple

from note_sched.ledger.account import Account
from note_sched.measure.share import largest_remainder


class Allocation(NamedTuple):
    """What of a sum falls on one Note, tier by tier, in cents."""

    account: Account
    expenses: int = 0
    interest: int = 0
    accrued: int = 0
    principal: int = 0

    @property
    def total(self) -> int:
        """All four tiers."""
        return self.expenses + self.interest + self.accrued + self.principal


def allocate(cents: int, accounts: Sequence[Account]) -> tuple[list[Allocation], int]:
    """Divide ``cents`` over ``accounts`` (brought up to today) without paying anything yet.

    Returns:
        one allocation per account, in their order, and the cents beyond all that is owing.
    """
    tiers: list[list[int]] = []
    for owed in (
        [account.expenses_unpaid for account in accounts],
        [account.interest_unpaid for account in accounts],
        [account.accrued for account in accounts],
        [account.principal for account in accounts],
    ):
        poured = min(cents, sum(owed))
        tiers.append(largest_remainder(poured, owed))
        cents -= poured
    return [Allocation(account, *parts) for account, *parts in zip(accounts, *tiers, strict=True)], cents


def pay(allocation: Allocation) -> None:
    """Apply an allocation to its Note."""
    account = allocation.account
    if allocation.expenses:
        account.pay_expenses(allocation.expenses)
    if allocation.interest:
        account.pay_interest_due(allocation.interest)
    if allocation.accrued:
        account.pay_accrued(allocation.accrued)
    if allocation.principal:
        account.pay_principal(allocation.principal)


def pour_on(account: Account, cents: int) -> int:
    """Apply ``cents`` to one Note from the top; returns what is left when nothing is owing on it any more."""
    allocations, left = allocate(cents, [account])
    pay(allocations[0])
    return left


def distribute(cents: int, accounts: Sequence[Account]) -> tuple[list[tuple[Account, int]], int]:
    """Apportion a distribution by unpaid principal plus unpaid interest, due and accrued (section 3, third sentence).

    A share beyond what its Note is owed is apportioned again over the Notes still short, on the same basis.

    Returns:
        cents per account, in their order, and the cents beyond all that is owing.
    """
    shares = dict.fromkeys(accounts, 0)
    short = [account for account in accounts if account.owing]
    while cents and short:
        weights = [account.principal + account.interest_unpaid + account.accrued for account in short]
        if not any(weights):
            weights = [account.expenses_unpaid for account in short]
        for account, part in zip(short, largest_remainder(cents, weights), strict=True):
            taken = min(part, account.owing - shares[account])
            shares[account] += taken
            cents -= taken
        short = [account for account in short if shares[account] < account.owing]
    return list(shares.items()), cents
