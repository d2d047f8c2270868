"""The position on the day asked about, and when the bars of that day lift."""

from collections.abc import Collection
from datetime import date

from note_sched.ledger.account import Account
from note_sched.ledger.notes import NoteBook
from note_sched.ledger.senior_debt import SeniorBook
from note_sched.ledger.waterfall import Allocation
from note_sched.measure.accrual import PerDiem
from note_sched.measure.business_days import DAY
from note_sched.measure.share import largest_remainder
from note_sched.simulation.law import Law
from note_sched.simulation.outcome import COMPONENTS, Asked, Lifts, Position
from note_sched.simulation.receiving import Receiving

_Waiting = tuple[str, str, str, frozenset[str]]  # who stand alike, who of them alone, component, keys of the bars


class Question:
    """Takes the position on one day, then watches later days for the bars to lift."""

    def __init__(
        self,
        day: date,
        notes: NoteBook,
        law: Law,
        book: SeniorBook,
        receiving: Receiving,
        alone: Collection[str],
    ) -> None:
        """``alone``: the Holders who accelerate some day, so that a bar can be on their Notes alone."""
        self.day = day
        self.watches = True
        self.until = day
        self._notes = notes
        self._law = law
        self._book = book
        self._permission = receiving.permission
        self._receiving = receiving
        self._assumed: tuple[int, date | None] = (0, None)
        self._positions: list[Position] = []
        self._alone = alone
        self._waiting: dict[_Waiting, list[Account]] = {}
        self._bars: dict[tuple[str, str], date] = {}
        self._components: dict[tuple[str, str], date] = {}
        self._all_free: date | None = None
        self._senior: dict[str, int] = {}
        self._limits: dict[str, dict[str, int]] = {}

    def answer(self) -> Asked:
        """What was found."""
        lifts = Lifts(self._bars, self._components, self._all_free)
        return Asked(self.day, self._positions, lifts, self._senior, self._limits, *self._assumed)

    def take(self) -> None:
        """The position after today's recorded payments, before the assumed ones."""
        accounts = self._notes.accounts
        for account in accounts:
            if account.begins <= self._notes.today:
                self._notes.accrue(account)
        prohibited = self._prohibited(accounts)
        over = self._turnovers(prohibited)
        self._assumed = self._receiving.assumed, self._receiving.assumed_since
        facilities = self._book.facilities
        self._senior = {facility.id: facility.outstanding for facility in facilities}
        self._limits = {
            name: {facility.id: facility.can_be_senior(alike.limits[facility.id]) for facility in facilities}
            for name, alike in self._law.alike.items()
        }
        for account in accounts:
            position = self._position(account, prohibited.get(account, 0), over.get(account, 0))
            self._positions.append(position)
            for component in COMPONENTS:
                keys = frozenset(bar.key for bar in position.bars[component])
                if keys:
                    self._wait(account, component, keys)

    def _position(self, account: Account, prohibited: int, turnover: int) -> Position:
        excused = account.oldest_excused
        goes_on = excused is not None and excused <= self.day  # what is excused through tonight leaves it unbroken
        return Position(
            account.holder,
            account.principal,
            account.interest_unpaid,
            account.accrued,
            account.expenses_unpaid,
            PerDiem(*self._notes.per_day(account)),
            self._permission.due(account),
            {component: self._permission.bars(account, component) for component in COMPONENTS},
            account.oldest_timely,
            excused,
            turnover,
            account.pool,
            prohibited,
            account.in_default_since if goes_on else None,
            account.premium_in_full,
            account.besides.interest_capitalised,
            account.premium_unpaid,
        )

    def _prohibited(self, accounts: list[Account]) -> dict[Account, int]:
        """What each Holder might not keep if all that is due were paid on all Notes; no entry where it is nothing."""
        prohibited: dict[Account, int] = {}
        for account in accounts:
            due = self._permission.due(account)
            whole = Allocation(account, due["expenses"], due["interest"], principal=due["principal"])
            cents = self._permission.prohibited(whole).cents
            if cents:
                prohibited[account] = cents
        return prohibited

    def _turnovers(self, prohibited: dict[Account, int]) -> dict[Account, int]:
        """What each Holder would turn over of that: no more, together, than is Senior and outstanding."""
        limits = {account: self._law.alike[account.alike].limits for account in prohibited}
        sums = list(prohibited.values())
        if len({tuple(self._book.amounts(each)) for each in limits.values()}) <= 1:
            senior = self._book.outstanding(next(iter(limits.values()))) if sums else 0
            return dict(zip(prohibited, largest_remainder(min(senior, sum(sums)), sums), strict=True))
        book = self._book.copy()  # as to whom Senior differs go in document order, and what they turn over reduces it
        return {
            account: sum(book.turn_over(self.day, cents, limits[account]).values())
            for account, cents in prohibited.items()
        }

    def days_alike(self, end: date) -> list[list[int]]:
        """What has accrued and is not due on the days after the one asked about, while nothing else differs from it.

        Only where nothing moved on that day; cents, by day and Note.

        Args:
            end: the first day on which something may happen; on those before it nothing does.
        """
        accounts = self._notes.accounts
        if any(map(self._permission.accrued_is_due, accounts)):
            return []
        excused = (position.excused for position in self._positions if position.excused is not None)
        end = min([end, *(day for day in excused if day > self.day)])  # by then what is unpaid is a default
        begun = [account for account in accounts if account.begins <= self.day]
        running = [bool(position.accrued) for position in self._positions]
        found: list[list[int]] = []
        while (day := self.day + DAY * (1 + len(found))) < end:
            self._notes.today = day
            self._notes.accrue_all(begun)
            accrued = [account.accrued for account in accounts]
            if list(map(bool, accrued)) != running:  # nothing was in the way of a Note of which nothing was owed
                break
            found.append(accrued)
        return found

    @property
    def settled(self) -> bool:
        """Whether there is nothing left to watch for."""
        return not self.watches or (self._all_free is not None and not self._waiting)

    def watch(self, day: date) -> None:
        """A later day, its bars judged: which of the bars of the day asked about are not on it?"""
        if not self.watches:
            return
        if self._all_free is None and not self._anything_barred():
            self._all_free = day
        waiting, self._waiting = self._waiting, {}
        for place, accounts in waiting.items():
            _, _, component, keys = place
            standing = {bar.key for bar in self._permission.bars(accounts[0], component)}
            if standing and standing >= keys:
                self._waiting.setdefault(place, []).extend(accounts)
                continue
            for account in accounts:
                for key in keys - standing:
                    self._bars.setdefault((account.holder, key), day)
                if standing:
                    self._wait(account, component, keys & standing)
                else:
                    self._components.setdefault((account.holder, component), day)

    def _wait(self, account: Account, component: str, keys: frozenset[str]) -> None:
        """Watch for these bars, together with all whose Notes they can only leave on the same day."""
        name = account.holder if account.holder in self._alone else ""
        self._waiting.setdefault((account.alike, name, component, keys), []).append(account)

    def _anything_barred(self) -> bool:
        """Whether a bar is on a component of some Note of which something is owed."""
        return any(
            owed and not self._permission.payable(account, component)
            for account in self._notes.begun()
            for component, owed in account.owed().items()
        )
