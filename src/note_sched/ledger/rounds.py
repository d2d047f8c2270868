"""How a receipt was divided, round by round, for those who must tell where a figure comes from.

A traced run receives through ``WatchedTill`` in the place of ``Till``: the same sums, and beside them a ``Round`` for
each time that money was poured over the Notes.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from note_sched.ledger.account import Account
from note_sched.ledger.receipts import Applied, Divide, Judge, Prohibited, Till, Turnover
from note_sched.ledger.senior import Limits, SeniorBook
from note_sched.ledger.waterfall import Allocation, owed_by, pourings
from note_sched.terms.roles import Role


class Tiers(NamedTuple):
    """Cents of one Note, tier by tier in the order of application: what is owed on it, or what falls on it."""

    holder: str
    expenses: int
    interest: int
    accrued: int
    principal: int
    in_kind: int = 0

    @property
    def total(self) -> int:
        """All tiers."""
        return self.expenses + self.interest + self.accrued + self.principal + self.in_kind


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
    Notes in question, ``shares`` what fell on each. ``barred``: what of a share may not be kept, and by a clause of
    which of the ``roles``. ``senior`` is what there was to turn it over to, ``handed`` what of that earlier rounds
    had taken; where Senior differs by Holder they stand in ``senior_to`` instead, for each in turn. ``over``: what
    each turned over, ``times`` over (rounds that could only go alike are taken at once). ``applied``: what was
    applied to each Note.
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
    def barred_on_all(self) -> int:
        """What of all shares may not be kept, once the round is over."""
        return sum(self.barred.values())

    @cached_property
    def pourings(self) -> Sequence[Apportioned]:
        """How a distribution was apportioned, round by round until it was used up (section 3)."""
        sums = [(each.total - each.expenses, each.expenses) for each in self.owed]
        return [
            Apportioned(
                each.cents,
                {self.owed[at].holder: weight for at, weight in zip(each.places, each.weights, strict=True)},
            )
            for each in pourings(self.cents, sums)
        ]


class WatchedTill(Till):
    """A till that writes down how it divides."""

    def __init__(  # noqa: PLR0913 (what a till takes, and what it tells to whom)
        self,
        rounds: list[Round],
        kind: str,
        line: int,
        day: date,
        book: SeniorBook,
        limits: Callable[[Account], Limits],
        *,
        discharges: bool,
    ) -> None:
        super().__init__(day, book, limits, discharges=discharges)
        self._rounds = rounds
        self._kind = kind
        self._line = line

    def receive(self, cents: int, divide: Divide, judge: Judge) -> tuple[dict[Account, Applied], list[Turnover], int]:
        """As ``Till.receive``."""

        def watched(left: int) -> tuple[list[Allocation], int]:
            allocations, rest = divide(left)
            owed = tuple(_owed(each.account) for each in allocations)
            shares = tuple(Tiers(each.account.holder, *each[1:]) for each in allocations)
            if any(share.total for share in shares):
                self._rounds.append(Round(self._day, self._kind, self._line, left, owed, shares))
            return allocations, rest

        return super().receive(cents, watched, judge)

    def _turn_over(
        self,
        barred: Mapping[Account, int],
        roles: Mapping[Account, Role],
        handed: dict[Account, int],
        turnovers: list[Turnover],
    ) -> dict[Account, int]:
        now = self._rounds[-1]
        now.barred = {account.holder: cents for account, cents in barred.items()}
        now.roles = {account.holder: roles[account] for account in barred}
        if barred and self._alike([*handed, *barred]):
            now.senior = self._senior(next(iter(barred)))
            now.handed = sum(handed.values())
        over = super()._turn_over(barred, roles, handed, turnovers)
        now.over = {account.holder: cents for account, cents in over.items()}
        return over

    def _one_by_one(self, over: Mapping[Account, int], roles: Mapping[Account, Role]) -> list[Turnover]:
        found = []
        for account, cents in over.items():
            self._rounds[-1].senior_to.setdefault(account.holder, self._senior(account))
            found += super()._one_by_one({account: cents}, roles)
        return found

    def _apply(
        self,
        allocation: Allocation,
        barred: Prohibited,
        over: Mapping[Account, int],
        applied: dict[Account, Applied],
    ) -> int:
        account = allocation.account
        earlier = applied.get(account, Applied())
        left = super()._apply(allocation, barred, over, applied)
        self._rounds[-1].applied[account.holder] = Applied(
            *(a - b for a, b in zip(applied[account], earlier, strict=True))
        )
        return left

    def _repeat(
        self,
        left: int,
        allocations: Sequence[Allocation],
        over: Mapping[Account, int],
        handed: dict[Account, int],
        roles: Mapping[Account, Role],
    ) -> tuple[int, list[Turnover]]:
        repeated, turnovers = super()._repeat(left, allocations, over, handed, roles)
        if repeated:
            self._rounds[-1].times += repeated // sum(over.values())
        return repeated, turnovers

    def _senior(self, account: Account) -> tuple[SeniorShare, ...]:
        amounts = self._book.amounts(self._limits(account))
        return tuple(
            SeniorShare(facility.id, facility.rank, cents)
            for facility, cents in zip(self._book.facilities, amounts, strict=True)
            if cents
        )


def _owed(account: Account) -> Tiers:
    return Tiers(account.holder, *owed_by(account), account.accrued_in_kind)
