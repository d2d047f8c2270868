"""How a sum is poured over Notes: expenses, interest due, interest accrued, principal (preamble; section 3).

The four tiers are poured one after the other over all Notes, each divided on its own basis, so that no Note's principal
is paid before another's interest (R-9, R-30).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from note_sched.ledger.account import Account
from note_sched.ledger.parcels import Parcel
from note_sched.measure.share import largest_remainder
from note_sched.record import Record


class Allocation(NamedTuple):
    """What of a sum falls on one Note, tier by tier, in cents."""

    account: Account
    expenses: int = 0
    interest: int = 0
    accrued: int = 0
    principal: int = 0
    in_kind: int = 0
    premium: int = 0

    @property
    def total(self) -> int:
        """All tiers."""
        return self.expenses + self.interest + self.accrued + self.principal + self.in_kind + self.premium

    def without(self, part: "Allocation") -> "Allocation":
        """What is left of it when ``part``, tier by tier no more than itself, is taken away."""
        return Allocation(
            self.account,
            self.expenses - part.expenses,
            self.interest - part.interest,
            self.accrued - part.accrued,
            self.principal - part.principal,
            self.in_kind - part.in_kind,
            self.premium - part.premium,
        )


class Applied(NamedTuple):
    """What of a receipt was applied to one Note, in cents."""

    expenses: int = 0
    interest: int = 0
    principal: int = 0
    premium: int = 0

    def plus(self, expenses: int, interest: int, principal: int, premium: int = 0) -> "Applied":
        """More of the same receipt."""
        return Applied(
            self.expenses + expenses, self.interest + interest, self.principal + principal, self.premium + premium
        )


class Owing(NamedTuple):
    """What is owing on a Note, tier by tier, in cents; or what of a sum falls on it."""

    expenses: int
    interest: int
    accrued: int
    principal: int


def owed_by(account: Account) -> Owing:
    """The tiers of a Note that is brought up to today."""
    return Owing(account.expenses_unpaid, account.interest_unpaid, account.accrued_in_cash, account.principal)


def tiers(cents: int, owed: Sequence[Owing]) -> tuple[list[Owing], int]:
    """Pour ``cents`` over Notes, tier by tier; returns what falls on each, and the cents beyond all that is owing.

    >>> tiers(1_000_00, [Owing(0, 500_00, 0, 50_000_00), Owing(0, 300_00, 0, 10_000_00)])[0][1]
    Owing(expenses=0, interest=30000, accrued=0, principal=3333)
    """
    divided: list[list[int]] = []
    for tier in zip(*owed, strict=True):
        poured = min(cents, sum(tier))
        divided.append(largest_remainder(poured, tier))
        cents -= poured
    return [Owing(*parts) for parts in zip(*divided, strict=True)], cents


def allocate(cents: int, accounts: Sequence[Account]) -> tuple[list[Allocation], int]:
    """Divide ``cents`` over ``accounts`` (brought up to today) without paying anything yet.

    Returns:
        one allocation per account, in their order, and the cents beyond all that is owing.
    """
    if accounts and accounts[0].premium is not None:
        allocations, left = _with_premium(cents, accounts)
        return _and_in_kind(allocations, left) if left else (allocations, left)
    parts, left = tiers(cents, [owed_by(account) for account in accounts])
    allocations = [Allocation(account, *part) for account, part in zip(accounts, parts, strict=True)]
    return _and_in_kind(allocations, left) if left else (allocations, left)


def _with_premium(cents: int, accounts: Sequence[Account]) -> tuple[list[Allocation], int]:
    """As ``allocate``: with premium between interest and principal (T-24)."""
    due, premium_on = [each.premium_unpaid for each in accounts], [each.premium_on for each in accounts]
    parts, left = tiers_with_premium(cents, [owed_by(account) for account in accounts], due, premium_on)
    return [
        Allocation(account, *part, premium=premium) for account, (part, premium) in zip(accounts, parts, strict=True)
    ], left


def tiers_with_premium(
    cents: int, owed: Sequence[Owing], due: Sequence[int], premium_on: Sequence[Callable[[int], int]]
) -> tuple[list[tuple[Owing, int]], int]:
    """As ``tiers``: what falls on each Note, its premium apart, and the cents beyond all that is owing.

    Args:
        cents: what is poured.
        owed: the tiers without premium.
        due: of each the premium that is due.
        premium_on: of each the premium on so much of its principal, if it is paid today.
    """
    from note_sched.ledger.premium import divided  # noqa: PLC0415 (few papers have one)

    parts, left = tiers(cents, [each._replace(principal=0) for each in owed])
    premiums = largest_remainder(min(left, sum(due)), due)
    left -= sum(premiums)
    paid, left = divided(left, [each.principal for each in owed], premium_on)
    return [
        (part._replace(principal=principal), premium + more)
        for part, premium, (principal, more) in zip(parts, premiums, paid, strict=True)
    ], left


def _and_in_kind(allocations: list[Allocation], left: int) -> tuple[list[Allocation], int]:
    """What is left once all principal is paid pays what ran in kind: it is interest in cash then (T-21)."""
    in_kind = [each.account.accrued_in_kind for each in allocations]
    poured = min(left, sum(in_kind))
    if not poured:
        return allocations, left
    parts = largest_remainder(poured, in_kind)
    return [each._replace(in_kind=part) for each, part in zip(allocations, parts, strict=True)], left - poured


def pay(allocation: Allocation, parcels: list[Parcel] | None = None) -> None:
    """Apply an allocation to its Note; its principal to ``parcels``, where given, else to what is due first."""
    account = allocation.account
    if allocation.expenses:
        account.pay_expenses(allocation.expenses)
    if allocation.interest:
        account.pay_interest_due(allocation.interest)
    if allocation.accrued:
        account.pay_accrued(allocation.accrued)
    if allocation.premium:
        account.pay_premium(allocation.premium)
    if allocation.principal:
        account.pay_principal(allocation.principal, parcels)
    if allocation.in_kind:
        account.pay_in_kind(allocation.in_kind)


def pour_on(account: Account, cents: int) -> int:
    """Apply ``cents`` to one Note from the top; returns what is left when nothing is owing on it any more."""
    allocations, left = allocate(cents, [account])
    pay(allocations[0])
    return left


class Pouring(Record, frozen=True):
    """One round of a distribution: ``cents`` poured over the Notes at ``places`` by their ``weights``.

    ``parts``: what falls on each, ``taken``: what of it each is still owed.
    """

    cents: int
    places: Sequence[int]
    weights: Sequence[int]
    parts: Sequence[int]
    taken: Sequence[int]


def pourings(cents: int, owed: Sequence[tuple[int, ...]]) -> Iterator[Pouring]:
    """Pour a distribution until it is used up or nothing is owing.

    ``owed``: of every Note the unpaid principal and interest, due and accrued, and the unpaid expenses;
    and whatever else is owed without weighing anything.
    """
    shares = [0] * len(owed)
    short = [place for place, sums in enumerate(owed) if any(sums)]
    while cents and short:
        weights = [owed[place][0] for place in short]
        if not any(weights):
            weights = [owed[place][1] for place in short]
        parts = largest_remainder(cents, weights)
        taken = [min(part, sum(owed[place]) - shares[place]) for place, part in zip(short, parts, strict=True)]
        yield Pouring(cents, short, weights, parts, taken)
        for place, part in zip(short, taken, strict=True):
            shares[place] += part
        cents -= sum(taken)
        short = [place for place in short if shares[place] < sum(owed[place])]


def distribute(cents: int, accounts: Sequence[Account]) -> tuple[list[tuple[Account, int]], int]:
    """Apportion a distribution by unpaid principal plus unpaid interest, due and accrued (section 3, third sentence).

    A share beyond what its Note is owed is apportioned again over the Notes still short, on the same basis.

    Returns:
        cents per account, in their order, and the cents beyond all that is owing.
    """
    owed = [
        (each.principal + each.interest_unpaid + each.accrued, each.expenses_unpaid, each.premium_in_full)
        for each in accounts
    ]
    shares = [0] * len(accounts)
    for pouring in pourings(cents, owed):
        for place, part in zip(pouring.places, pouring.taken, strict=True):
            shares[place] += part
        cents -= sum(pouring.taken)
    return list(zip(accounts, shares, strict=True)), cents
