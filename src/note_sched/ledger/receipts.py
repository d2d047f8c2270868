"""Money that reaches Holders: what of it is kept and applied, what is turned over, what is refundable.

A receipt is poured over its Notes as if nothing were barred. What falls on a barred component is held in trust and
turned over, up to all Senior Indebtedness outstanding (1(g)); what exceeds Senior is retained and applied from the top.
As long as something is owed on a Note, what is left is poured again (and turned over again where barred), so only what
remains after Senior is complete and the Notes are paid is refundable (R-20).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from note_sched.ledger.account import Account
from note_sched.ledger.parcels import Parcel
from note_sched.ledger.senior_debt import Limits, SeniorBook
from note_sched.ledger.waterfall import Allocation, Applied, pay, pour_on
from note_sched.measure.share import largest_remainder
from note_sched.record import Record
from note_sched.terms.roles import Role

if TYPE_CHECKING:
    from note_sched.ledger.rounds import Watch


class Turnover(Record, frozen=True):
    """What one Holder paid over, or what was diverted from it, to Senior: cents in all and per facility."""

    date: date
    holder: str
    amount: int
    to: Mapping[str, int]
    role: Role


class Prohibited(Record, frozen=True):
    """What of an allocation may not be kept, by the clause of which role it goes to Senior; no ``part``: nothing."""

    part: Allocation | None
    role: Role

    @property
    def cents(self) -> int:
        """All of it."""
        return 0 if self.part is None else self.part.total


class Receipt(Record, frozen=True):
    """One receipt and what became of it, in cents.

    Collection expenses, turnovers, what was kept (and applied) and what is refundable add up to ``amount``. Where
    turnover discharges the Note, ``applied`` has what was turned over too. ``returned``: what came back of it later
    and is no part of ``amount``. ``beyond``: by Holder, who holds what is refundable (see ``held_beyond``).
    """

    date: date
    line: int
    amount: int
    collection: int
    applied: Mapping[str, Applied]
    turnovers: Sequence[Turnover]
    refundable: int
    returned: int
    beyond: Mapping[str, int]

    @property
    def turned_over(self) -> int:
        """What went to Senior."""
        return sum(turnover.amount for turnover in self.turnovers)


class Refunded(Record, frozen=True):
    """Cents that a Holder gave back to the Borrower, of what it had received beyond all that was owed."""

    date: date
    line: int
    holder: str
    amount: int


def held_beyond(
    cents: int, accounts: Sequence[Account], applied: Mapping[Account, Applied], turnovers: Iterable[Turnover]
) -> dict[str, int]:
    """Who holds what of a receipt is refundable: each Holder in the proportion in which it received the rest.

    That is by what of the receipt was applied to its Note or turned over for it. Where nothing of it was (nothing was
    owed any more) by the principal that was paid on each Note until then, and if there was none, in equal parts. Cents
    by largest remainder, ties to the earlier Holder; those with nothing are left out. Before any Note is issued nobody
    holds it: it is told for all Notes together.

    Args:
        cents: what is refundable.
        accounts: the Notes that the receipt was for, in document order.
        applied: what of it was applied to each, without what is in ``turnovers`` too.
        turnovers: what of it was turned over or diverted.
    """
    if not cents or not accounts:
        return {}
    taken = {account.holder: sum(applied.get(account, ())) for account in accounts}
    for turnover in turnovers:
        taken[turnover.holder] += turnover.amount
    weights = list(taken.values())
    if not any(weights):
        weights = [account.principal_paid for account in accounts]
    if not any(weights):
        weights = [1] * len(accounts)
    parts = zip(taken, largest_remainder(cents, weights), strict=True)
    return {holder: part for holder, part in parts if part}


Divide = Callable[[int], tuple[list[Allocation], int]]
Judge = Callable[[Allocation], Prohibited]


class Till:
    """Receives on one day; knows the Senior debt and whether a turnover discharges the Note (R-21)."""

    def __init__(
        self,
        day: date,
        book: SeniorBook,
        limits: Callable[[Account], Limits],
        watch: "Watch | None" = None,
        *,
        discharges: bool,
    ) -> None:
        """``watch``: is told how money is divided, in a run that is traced."""
        self._watch = watch
        self._day = day
        self._book = book
        self._limits = limits
        self._discharges = discharges

    def receive(self, cents: int, divide: Divide, judge: Judge) -> tuple[dict[Account, Applied], list[Turnover], int]:
        """Take in ``cents``.

        Args:
            cents: what the Holders received, collection expenses taken off.
            divide: the allocation of a sum over the Notes, and what exceeds all that is owing.
            judge: what of an allocation is prohibited.

        Returns:
            per account what was applied; the turnovers; the cents refundable.
        """
        applied: dict[Account, Applied] = {}
        handed: dict[Account, int] = {}
        roles: dict[Account, Role] = {}
        turnovers: list[Turnover] = []
        left = cents
        while left:
            allocations, rest = divide(left)
            if self._watch is not None:
                self._watch.poured(left, allocations)
            allocations = [allocation for allocation in allocations if allocation.total]
            if not allocations:
                break
            prohibited = {allocation.account: judge(allocation) for allocation in allocations}
            barred = {account: cents for account, part in prohibited.items() if (cents := part.cents)}
            roles.update((account, prohibited[account].role) for account in barred)
            if self._watch is not None:
                parts = {account: prohibited[account].part for account in barred}
                self._watch.barred({account: part for account, part in parts.items() if part}, roles)
            over = self._turn_over(barred, roles, handed, turnovers)
            left = rest
            for allocation in allocations:
                left += self._apply(allocation, prohibited[allocation.account], over, applied)
            if self._watch is not None:
                self._watch.over(over)
            repeated, more = self._repeat(left, allocations, over, handed, roles)
            left -= repeated
            turnovers += more
        turnovers += self._hand_over(handed, roles)
        return applied, merged(turnovers), left

    def _apply(
        self,
        allocation: Allocation,
        barred: Prohibited,
        over: Mapping[Account, int],
        applied: dict[Account, Applied],
    ) -> int:
        """Apply what need not be turned over of one allocation; returns what its Note is not owed any more."""
        account = allocation.account
        before = _paid_today(account)
        if barred.part is None or not barred.cents or (self._discharges and barred.role is Role.TURNOVER):
            pay(allocation)
            left = 0
        else:
            principal = _not_accelerated(account) if barred.part.principal else None
            pay(allocation.without(barred.part), principal)
            left = pour_on(account, barred.cents - over.get(account, 0))
        moved = Applied(*(now - earlier for now, earlier in zip(_paid_today(account), before, strict=True)))
        applied[account] = applied.get(account, Applied()).plus(*moved)
        if self._watch is not None:
            self._watch.applied(account, moved)
        return left

    def _alike(self, accounts: Sequence[Account]) -> bool:
        """Whether the same is Senior today as to all of them."""
        limits = {id(self._limits(account)): self._limits(account) for account in accounts}  # shared by most
        amounts = [self._book.amounts(each) for each in limits.values()]
        return all(each == amounts[0] for each in amounts)

    def _turn_over(
        self,
        barred: Mapping[Account, int],
        roles: Mapping[Account, Role],
        handed: dict[Account, int],
        turnovers: list[Turnover],
    ) -> dict[Account, int]:
        """Decide what each Holder turns over of ``barred``, pro rata where Senior is less than that (1(g)).

        Holders as to whom Senior differs go in document order, each down the ranks by itself; the others' sums are
        gathered in ``handed`` and go down the ranks as one.
        """
        if not barred:
            return {}
        accounts = list(barred)
        if self._alike([*handed, *accounts]):
            senior = self._book.outstanding(self._limits(accounts[0])) - sum(handed.values())
            if self._watch is not None:
                self._watch.senior(self._book, self._limits(accounts[0]), sum(handed.values()))
            parts = largest_remainder(min(senior, sum(barred.values())), list(barred.values()))
            over = dict(zip(accounts, parts, strict=True))
            for account, part in over.items():
                handed[account] = handed.get(account, 0) + part
            return over
        turnovers += self._hand_over(handed, roles)
        handed.clear()
        given = self._one_by_one(barred, roles)
        turnovers += given
        return dict(zip(barred, (turnover.amount for turnover in given), strict=True))

    def _repeat(
        self,
        left: int,
        allocations: Sequence[Allocation],
        over: Mapping[Account, int],
        handed: dict[Account, int],
        roles: Mapping[Account, Role],
    ) -> tuple[int, list[Turnover]]:
        """Further rounds that could only go as the last one did, taken at once: their cents, and their turnovers.

        When everything was turned over and nothing applied, the next round finds the same Notes owing the same sums.
        """
        once = sum(over.values())
        unchanged = once and once == sum(allocation.total for allocation in allocations)
        if not unchanged or (self._discharges and Role.TURNOVER in roles.values()):
            return 0, []
        senior = min(self._book.outstanding(self._limits(account)) for account in over) - sum(handed.values())
        rounds = min(left, senior) // once
        if self._watch is not None:
            self._watch.repeated(rounds)
        if handed:
            for account, part in over.items():
                handed[account] += part * rounds
            return once * rounds, []
        again = {account: part * rounds for account, part in over.items()}
        return once * rounds, self._one_by_one(again, roles)

    def _one_by_one(self, over: Mapping[Account, int], roles: Mapping[Account, Role]) -> list[Turnover]:
        """Holders as to whom Senior differs, in document order, each down the ranks by itself."""
        found = []
        for account, cents in over.items():
            if self._watch is not None:
                self._watch.senior_to(account, self._book, self._limits(account))
            to = self._book.turn_over(self._day, cents, self._limits(account))
            found.append(Turnover(self._day, account.holder, sum(to.values()), to, roles[account]))
        return found

    def _hand_over(self, handed: Mapping[Account, int], roles: Mapping[Account, Role]) -> list[Turnover]:
        """One sum down the ranks; each facility's part divided among the Holders by what is left of their shares."""
        total = sum(handed.values())
        if not total:
            return []
        accounts = list(handed)
        remaining = list(handed.values())
        to: list[dict[str, int]] = [{} for _ in accounts]
        parts = self._book.turn_over(self._day, total, self._limits(accounts[0]))
        for facility, part in parts.items():
            for position, cents in enumerate(largest_remainder(part, remaining)):
                remaining[position] -= cents
                if cents:
                    to[position][facility] = cents
        return [
            Turnover(self._day, account.holder, handed[account], to[position], roles[account])
            for position, account in enumerate(accounts)
            if handed[account]
        ]


def _paid_today(account: Account) -> tuple[int, int, int, int]:
    """What was applied to a Note today, in the order of ``Applied``."""
    paid = account.expenses_paid_today, account.interest_paid_today, account.principal_paid_today
    return *paid, account.besides.premium_paid


def _not_accelerated(account: Account) -> list[Parcel]:
    """The principal that may be paid while accelerated principal is barred."""
    return [parcel for parcel in account.parcels if not parcel.accelerated]


def merged(turnovers: Iterable[Turnover]) -> list[Turnover]:
    """One turnover a Holder and role out of those of one day, in the order in which the Holders first appear."""
    merged: dict[tuple[str, str], Turnover] = {}
    for each in turnovers:
        if not each.amount:
            continue
        earlier = merged.get((each.holder, each.role))
        if earlier is None:
            merged[each.holder, each.role] = each
            continue
        to = dict(earlier.to)
        for facility, cents in each.to.items():
            to[facility] = to.get(facility, 0) + cents
        merged[each.holder, each.role] = earlier._replace(amount=earlier.amount + each.amount, to=to)
    return list(merged.values())
