"""How a receipt was divided, round by round, for those who must tell where a figure comes from.

In a traced run a till has a ``Watch``, which writes down a ``Round`` each time that money is poured over the Notes.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from note_sched.ledger.account import Account
from note_sched.ledger.senior_debt import Limits, SeniorBook
from note_sched.ledger.waterfall import Allocation, Applied, owed_by, pourings
from note_sched.terms.roles import Role


class Tiers(NamedTuple):
    """Cents of one Note, tier by tier in the order of application: what is owed on it, or what falls on it."""

    holder: str
    expenses: int
    interest: int
    accrued: int
    principal: int
    in_kind: int = 0
    premium: int = 0

    @property
    def total(self) -> int:
        """All tiers."""
        return self.expenses + self.interest + self.accrued + self.principal + self.in_kind + self.premium


class SeniorShare(NamedTuple):
    """A facility as a turnover finds it: what of it is Senior and outstanding, in cents."""

    facility: str
    rank: int
    amount: int


class Apportioned(NamedTuple):
    """Cents of a distribution that were divided by what the Holders weigh."""

    cents: int
    weights: Mapping[str, int]


class Round:
    """One pouring of a receipt over the Notes.

    ``kind`` and ``line`` are the receipt's; ``cents`` is what was poured, ``owed`` what was owing before on the
    Notes in question, ``shares`` what fell on each. ``barred``: what of a share may not be kept (``barred_parts``: tier
    by tier), and by a clause of which of the ``roles``. ``senior``: what there was to turn it over to, ``handed``: what
    of that earlier rounds had taken; where Senior differs by Holder they stand in ``senior_to`` instead, for each in
    turn. ``over``: what each turned over, ``times`` over (rounds that could only go alike are taken at once).
    ``applied``: what was applied to each Note.
    """

    def __init__(
        self, day: date, kind: str, line: int, cents: int, owed: tuple[Tiers, ...], shares: tuple[Tiers, ...]
    ) -> None:
        self.date = day
        self.kind = kind
        self.line = line
        self.cents = cents
        self.owed = owed
        self.shares = shares
        self.barred: dict[str, int] = {}
        self.barred_parts: dict[str, Tiers] = {}
        self.roles: dict[str, Role] = {}
        self.senior: tuple[SeniorShare, ...] = ()
        self.handed = 0
        self.senior_to: dict[str, tuple[SeniorShare, ...]] = {}
        self.over: dict[str, int] = {}
        self.times = 1
        self.applied: dict[str, Applied] = {}

    @cached_property
    def owed_of(self) -> Mapping[str, Tiers]:
        """What was owing before, by Holder."""
        return {each.holder: each for each in self.owed}

    @cached_property
    def share_of(self) -> Mapping[str, Tiers]:
        """What fell on each, by Holder."""
        return {each.holder: each for each in self.shares}

    @cached_property
    def owed_on_all(self) -> Tiers:
        """What was owing before on all of them together."""
        return Tiers("", *(sum(column) for column in zip(*(each[1:] for each in self.owed), strict=True)))

    @cached_property
    def shares_of_all(self) -> Tiers:
        """What fell on all of them together."""
        return Tiers("", *(sum(column) for column in zip(*(each[1:] for each in self.shares), strict=True)))

    @cached_property
    def barred_on_all(self) -> int:
        """What of all shares may not be kept, once the round is over."""
        return sum(self.barred.values())

    @cached_property
    def pourings(self) -> Sequence[Apportioned]:
        """How a distribution was apportioned, round by round until it was used up (section 3)."""
        sums = [(each.total - each.expenses - each.premium, each.expenses, each.premium) for each in self.owed]
        return [
            Apportioned(
                each.cents,
                {self.owed[at].holder: weight for at, weight in zip(each.places, each.weights, strict=True)},
            )
            for each in pourings(self.cents, sums)
        ]


class Watch:
    """Writes down how one receipt is divided, as a till tells it: a ``Round`` each time that it is poured."""

    def __init__(self, rounds: list[Round], day: date, kind: str, line: int) -> None:
        """``kind``, ``line``: of the receipt."""
        self._rounds = rounds
        self._receipt = day, kind, line

    def poured(self, cents: int, allocations: Sequence[Allocation]) -> None:
        """So much was poured over the Notes."""
        shares = tuple(_tiers(each) for each in allocations)
        if any(share.total for share in shares):
            owed = tuple(_owed(each.account) for each in allocations)
            self._rounds.append(Round(*self._receipt, cents, owed, shares))

    def barred(self, barred: Mapping[Account, Allocation], roles: Mapping[Account, Role]) -> None:
        """So much of it may not be kept."""
        self._rounds[-1].barred = {account.holder: part.total for account, part in barred.items()}
        self._rounds[-1].barred_parts = {account.holder: _tiers(part) for account, part in barred.items()}
        self._rounds[-1].roles = {account.holder: roles[account] for account in barred}

    def senior(self, book: SeniorBook, limits: Limits, handed: int) -> None:
        """What there is to turn it over to, the same for all, and what earlier rounds had taken of that."""
        self._rounds[-1].senior, self._rounds[-1].handed = _senior(book, limits), handed

    def senior_to(self, account: Account, book: SeniorBook, limits: Limits) -> None:
        """What there is to turn it over to for one Holder."""
        self._rounds[-1].senior_to.setdefault(account.holder, _senior(book, limits))

    def over(self, over: Mapping[Account, int]) -> None:
        """So much is turned over."""
        self._rounds[-1].over = {account.holder: cents for account, cents in over.items()}

    def applied(self, account: Account, applied: Applied) -> None:
        """So much is applied to a Note."""
        self._rounds[-1].applied[account.holder] = applied

    def repeated(self, rounds: int) -> None:
        """Further rounds go as this one did."""
        self._rounds[-1].times += rounds


def _tiers(allocation: Allocation) -> Tiers:
    return Tiers(allocation.account.holder, *allocation[1:])


def _senior(book: SeniorBook, limits: Limits) -> tuple[SeniorShare, ...]:
    return tuple(
        SeniorShare(facility.id, facility.rank, cents)
        for facility, cents in zip(book.facilities, book.amounts(limits), strict=True)
        if cents
    )


def _owed(account: Account) -> Tiers:
    return Tiers(account.holder, *owed_by(account), account.accrued_in_kind, account.premium_in_full)
