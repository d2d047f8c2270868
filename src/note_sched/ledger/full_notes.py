"""All Notes of a document whose interest runs in several ways at once (T-21, T-22)."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import cast

from note_sched.ledger.account import Account
from note_sched.ledger.full import FullAccount
from note_sched.ledger.notes import NoteBook
from note_sched.ledger.parcels import Parcel, Piece
from note_sched.ledger.rates import Index
from note_sched.measure.business_days import DAY


class FullNotes(NoteBook):
    """A book of full accounts.

    ``barred``: whether interest is barred on a Note today, asked on payment dates before sums fall due.
    ``as_things_stand``: settles what bears default interest today.
    """

    barred: Callable[[Account], bool]
    as_things_stand: Callable[[FullAccount], None] | None = None

    def full(self, accounts: Iterable[Account] | None = None) -> list[FullAccount]:
        """The accounts, or some of them, as what they are."""
        return cast("list[FullAccount]", list(self.accounts if accounts is None else accounts))

    def instalments(self) -> None:
        """As ``NoteBook.instalments``; what ran in kind is added to principal."""
        if self.today != self.next_instalment:
            return
        for account in self.full():
            if account.begins < self.today:
                self.accrue(account)
                if account.may_be_elected and not self._elected(account) and self.barred(account):
                    account.elect()
            if not account.parcels:
                account.all_in_cash()
        super().instalments()
        for account in self.full():
            if account.besides.interest_capitalised:
                self.touch(account)

    def _elected(self, account: FullAccount) -> bool:
        return account.all_due or cast("Index", account.index).elected

    def per_day(self, account: Account) -> tuple["int | Fraction", int]:  # type: ignore[name-defined]  # noqa: F821
        """As ``NoteBook.per_day``: in every way, as things stand."""
        if self.as_things_stand is not None:
            self.as_things_stand(cast("FullAccount", account))
        first, following = (self._accrual.index(day, account.period_start) for day in (self.today, self.today + DAY))
        units = cast("FullAccount", account).adds(first, following, self.today)  # type: ignore[arg-type]  # as there
        return units, self._accrual.denominator

    def _extension(self, parcel: Parcel, end: date) -> list[Piece]:
        """None: what runs on principal that waits is written down on its own account."""
        del parcel, end
        return []

    def deem(self) -> None:
        """Interest that is unpaid at the end of its timely day, today, is added to principal (T-21)."""
        for account in self.full(self.arrears):
            if any(item.timely == self.today for item in account.interest):
                self.accrue(account)
                if account.deem(self.today):
                    self.touch(account)
        self.settle()
