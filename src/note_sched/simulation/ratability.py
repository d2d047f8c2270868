"""Whether what was recorded as paid on a day was ratable (section 3): judged once a day, over all payments together.

One wire per Holder is as good as one payment to all: what counts is that no Holder received less of the day's sum than
its share, as one payment of that sum would have been divided (cents by largest remainder). A Note on which nothing may
be paid that day, and nothing was, is held back: the others' shares are those among themselves.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from note_sched.document.events import Payment
from note_sched.ledger.account import Account
from note_sched.ledger.waterfall import Owing, allocate, owed_by, tiers, tiers_with_premium
from note_sched.simulation.payable_today import PayableToday


class Ratable:
    """The payments of one day, as they come, and what every Note was owed before the first of them."""

    def __init__(self, accounts: Sequence[Account], permission: PayableToday) -> None:
        """``accounts``: the Notes that exist, brought up to today."""
        self._accounts = accounts
        self._permission = permission
        self._owed = [owed_by(account) for account in accounts]
        self._barred = {account.holder for account in accounts if permission.own_bars(account, "interest")}
        self._accelerated = {
            account.holder: sum(parcel.amount for parcel in account.parcels if parcel.accelerated)
            for account in permission.shadowed
        }
        # A payment changes the accounts at once: the shares are those of before.
        self._premiums = {each.holder: (each.premium_unpaid, each.overdue_principal) for each in accounts}
        self._received: dict[str, int] = {}
        self.first: tuple[Payment, int] | None = None
        self.count = 0

    def comes(self, event: Payment, line: int, cents: int) -> None:
        """A payment of ``cents``, not yet applied; one to all is divided as it will be."""
        self.count += 1
        if event.to is not None:
            self.first = self.first or (event, line)
            parts = {event.to: cents}
        else:
            parts = {each.account.holder: each.total for each in allocate(cents, self._accounts)[0]}
        for holder, part in parts.items():
            self._received[holder] = self._received.get(holder, 0) + part

    @property
    def total(self) -> int:
        """All that was paid, in cents."""
        return sum(self._received.values())

    def received(self, holder: str) -> int:
        """What a Holder received that day, in cents."""
        return self._received.get(holder, 0)

    def due_to(self, holders: Iterable[str]) -> Mapping[str, int]:
        """What is due and unpaid to some Holders now, in cents."""
        wanted = set(holders)
        chosen = [account for account in self._accounts if account.holder in wanted]
        return {account.holder: sum(self._permission.due(account).values()) for account in chosen}

    def short(self) -> Mapping[str, int]:
        """By how many cents each Holder received less than its share; empty where what was paid is ratable."""
        held_back = self._barred
        if any(self._received.get(holder) for holder in held_back):
            held_back = set()  # a bar was no reason not to pay: then all are to be paid alike
        sharing = [account.holder for account in self._accounts if account.holder not in held_back]
        owed = [
            self._without_accelerated(account.holder, sums)
            for account, sums in zip(self._accounts, self._owed, strict=True)
            if account.holder not in held_back
        ]
        shares = self._shares(sharing, owed)
        missing = {holder: share - self._received.get(holder, 0) for holder, share in zip(sharing, shares, strict=True)}
        return {holder: cents for holder, cents in missing.items() if cents > 0}

    def _shares(self, sharing: Sequence[str], owed: Sequence[Owing]) -> list[int]:
        """What each Holder would receive of all that was paid, its premium included (T-24)."""
        premium = self._accounts[0].premium if self._accounts else None
        if premium is None:
            return [sum(share) for share in tiers(self.total, owed)[0]]

        def on(overdue: int) -> Callable[[int], int]:
            return lambda cents: premium.on(max(0, cents - overdue))

        due = [self._premiums[holder][0] for holder in sharing]
        parts, _ = tiers_with_premium(self.total, owed, due, [on(self._premiums[holder][1]) for holder in sharing])
        return [sum(share) + more for share, more in parts]

    def _without_accelerated(self, holder: str, owed: Owing) -> Owing:
        """What an override leaves barred is held back too."""
        return owed._replace(principal=owed.principal - self._accelerated.get(holder, 0))
