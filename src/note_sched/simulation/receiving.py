"""Steps 7 and 8 of the day: what Holders receive. Recorded is fact, assumed is lawful."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from note_sched.document.events import Distribution, Payment, Refund
from note_sched.faults import Fault, Faulty, Place
from note_sched.ledger.account import Account
from note_sched.ledger.notes import NoteBook
from note_sched.ledger.receipts import (
    Divide,
    Judge,
    Prohibited,
    Receipt,
    Refunded,
    Till,
    Turnover,
    held_beyond,
    merged,
)
from note_sched.ledger.senior_debt import Limits, SeniorBook
from note_sched.ledger.waterfall import Allocation, allocate, distribute
from note_sched.measure.money import write_grouped
from note_sched.measure.share import largest_remainder
from note_sched.simulation.law import Law
from note_sched.simulation.payable_today import PayableToday
from note_sched.terms.roles import Role

if TYPE_CHECKING:
    from note_sched.ledger.trace import Trace


def premium_with(principal: int, accounts: Sequence[Account]) -> int:
    """The premium that a payment of so much principal pays: what is due, and that on principal which is prepaid."""
    principals = [account.principal for account in accounts]
    parts = largest_remainder(min(principal, sum(principals)), principals)
    return sum(each.premium_unpaid + each.premium_on(part) for each, part in zip(accounts, parts, strict=True))


def kept_of(event: Payment, line: int, accounts: Sequence[Account], returned: int) -> int:
    """What a payment on some Notes, brought up to today, comes to, less what was ``returned`` of it later.

    One of ``principal`` pays all else first.

    Raises:
        Faulty: more came back than was paid.
    """
    if event.amount is not None:
        cents = int(event.amount)
    else:
        cents = int(event.principal or 0) + sum(account.before_principal for account in accounts)
        cents += premium_with(int(event.principal or 0), accounts) if accounts and accounts[0].premium else 0
    if returned > cents:
        raise Faulty([_too_much_returned(event, line, cents, returned)])
    return cents - returned


class Receiving:
    """Takes in the payments and distributions of a day."""

    def __init__(
        self, notes: NoteBook, book: SeniorBook, law: Law, permission: PayableToday, *, discharges: bool
    ) -> None:
        """``trace``, where there is one, is told how every receipt was divided.

        ``assumed``: the cents that were assumed as paid so far, ``assumed_since`` the first day of it.
        """
        self.receipts: list[Receipt] = []
        self.refunds: list[Refunded] = []
        self.trace: Trace | None = None
        self.pooled: dict[Account, None] = {}
        self.assumed = 0
        self.assumed_since: date | None = None
        self._notes = notes
        self._book = book
        self._law = law
        self.permission = permission
        self._discharges = discharges

    def _till(self, line: int) -> Till:
        watch = None if self.trace is None else self.trace.watch(line)
        return Till(self._notes.today, self._book, self._limits, watch, discharges=self._discharges)

    def _limits(self, account: Account) -> Limits:
        return self._law.alike[account.alike].limits

    def received_on(self, day: date) -> bool:
        """Whether Holders have received something on ``day``, today or before."""
        return bool(self.receipts) and self.receipts[-1].date == day

    def payment(self, kept: int, line: int, accounts: Sequence[Account], returned: int = 0) -> Receipt:
        """A recorded payment, on one Note or poured over all (R-9), less what was ``returned`` of it later.

        ``accounts``: the Notes that it is on, brought up to today.
        """
        judge = self.permission.prohibited
        return self._receive(line, kept, accounts, lambda left: allocate(left, accounts), judge, returned=returned)

    def distribution(self, event: Distribution, line: int) -> Receipt:
        """A recorded distribution: collection expenses first, the rest by principal plus interest (section 3)."""
        securities = event.kind == "subordinated_securities"
        return self._distribute(line, event.amount, event.expenses, securities=securities)

    def returned_by_senior(self, cents: int) -> Receipt:
        """What Senior holders received beyond payment in full goes to the Holders (1(i), last sentence)."""
        return self._distribute(0, cents, 0, securities=False)

    def _distribute(self, line: int, cents: int, collection: int, *, securities: bool) -> Receipt:
        accounts = self._notes.begun()

        def divide(left: int) -> tuple[list[Allocation], int]:
            shares, rest = distribute(left, accounts)
            allocated = [allocate(share, [account]) for account, share in shares]
            # A cent may be over that no principal takes together with its premium: it is poured again.
            return [allocations[0] for allocations, _ in allocated], rest + sum(over for _, over in allocated)

        def judge(allocation: Allocation) -> Prohibited:
            return self.permission.prohibited(allocation, securities=securities, distributed=not securities)

        return self._receive(line, cents, accounts, divide, judge, collection=collection)

    def refund(self, event: Refund, line: int) -> None:
        """A Holder gives back what it holds beyond all that was owed: the Borrower's money, which no bar concerns.

        Raises:
            Faulty: it holds less.
        """
        held = sum(receipt.beyond.get(event.holder, 0) for receipt in self.receipts)
        held -= sum(refund.amount for refund in self.refunds if refund.holder == event.holder)
        if event.amount > held:
            raise Faulty([_too_much_refunded(event, line, held)])
        self.refunds.append(Refunded(self._notes.today, line, event.holder, int(event.amount)))

    def _receive(  # noqa: PLR0913 (what a receipt is, and how it is divided)
        self,
        line: int,
        cents: int,
        accounts: Sequence[Account],
        divide: Divide,
        judge: Judge,
        *,
        collection: int = 0,
        returned: int = 0,
    ) -> Receipt:
        applied, turnovers, refundable = self._till(line).receive(cents - collection, divide, judge)
        for account in applied:
            self._notes.touch(account)
        if turnovers:
            self._law.look_again()  # they lift bars from the next day
        for turnover in turnovers:
            account = self._notes.by_id[turnover.holder]
            account.pool += turnover.amount
            self.pooled[account] = None
            account.turned_over_today += turnover.amount
            account.turnover_roles_today += (turnover.role,)
        by_holder = {account.holder: parts for account, parts in applied.items()}
        beyond = held_beyond(refundable, accounts, applied, [each for each in turnovers if not self._applied_too(each)])
        receipt = Receipt(
            self._notes.today, line, cents, collection, by_holder, turnovers, refundable, returned, beyond
        )
        self.receipts.append(receipt)
        return receipt

    def _applied_too(self, turnover: Turnover) -> bool:
        """Whether what was turned over was applied to the Note all the same (R-21)."""
        return self._discharges and turnover.role is Role.TURNOVER

    @property
    def some_may_be_paid(self) -> bool:
        """Whether something is unpaid on a Note that is not barred whole."""
        verdicts = self._law.verdicts
        return any(not verdicts[account.alike].bars for account in self._notes.arrears)

    def assume(self) -> None:
        """Step 8: the Borrower pays all that is due and payable, with principal the interest accrued to today.

        Once interest no longer falls due by itself, he pays what is accrued with anything.
        """
        withheld = self.permission.ratable  # by section 3, on every Note alike
        verdicts = self._law.verdicts
        with_payment = self._notes.with_payment
        paid = 0
        left = []
        for account in self._notes.arrears:
            verdict = verdicts[account.alike]
            if verdict.bars:
                left.append(account)
                continue
            moved = 0
            barred = verdict.components
            if account.expenses_unpaid and not withheld.get("expenses") and "expenses" not in barred:
                moved += account.expenses_unpaid
                account.pay_expenses(account.expenses_unpaid)
            barred_now = withheld.get("interest") or "interest" in barred
            if account.interest_unpaid and not barred_now:
                moved += account.interest_unpaid
                account.pay_interest_due(account.interest_unpaid)
            with_principal = account.owes_due_principal or account.premium_unpaid
            if with_principal:
                moved += self._assume_principal(account)
            if with_payment and moved and not barred_now and account.all_due:
                moved += self._assume_accrued(account)
            if moved:
                account.assumed_today += moved
                self._notes.touch(account)
                paid += moved
            if account.interest_unpaid or account.expenses_unpaid or (with_principal and account.in_arrears):
                left.append(account)
            else:
                account.listed = False
        self._notes.arrears = left
        self.assume_of_many(paid, self._notes.today)

    def assume_of_many(self, cents: int, day: date) -> None:
        """So much, of whichever Notes, was assumed as paid, on ``day`` and perhaps later ones."""
        if cents:
            self.assumed += cents
            self.assumed_since = self.assumed_since or day

    def _assume_principal(self, account: Account) -> int:
        """The principal that is due and payable, and with it the interest to today, unless interest alone is barred.

        The premium that is due goes with principal.
        """
        premium = account.premium_unpaid if self.permission.payable(account, "principal") else 0
        if premium:
            account.pay_premium(premium)
        parcels = self.permission.principal_payable(account)
        if not parcels:
            return premium
        self._notes.accrue(account)  # what is not paid along still ran on this principal
        along = self.permission.accrued_goes_with_principal(account)
        accrued = self._assume_accrued(account) if along else 0
        principal = sum(parcel.amount for parcel in parcels)
        account.pay_principal(principal, parcels)
        return accrued + principal + premium

    def _assume_accrued(self, account: Account) -> int:
        """The interest accrued to today, in cents."""
        self._notes.accrue(account)
        accrued = account.accrued_in_cash
        account.pay_accrued(accrued)
        return accrued


def all_turnovers(receipts: Sequence[Receipt], order: Mapping[str, int]) -> list[Turnover]:
    """The turnovers, one a day, Holder and role: by date, then in document order of the Holders."""
    found: list[Turnover] = []
    for _, same_day in groupby(receipts, key=lambda receipt: receipt.date):
        found += merged(turnover for receipt in same_day for turnover in receipt.turnovers)
    return sorted(found, key=lambda turnover: (turnover.date, order[turnover.holder], turnover.role.place))


def _too_much_returned(event: Payment, line: int, cents: int, returned: int) -> Fault:
    return Fault(
        Place(line, 1),
        f"{write_grouped(returned)} comes back of this payment of {event.date}, which came to {write_grouped(cents)}",
        "no more than was paid: the principal that it retires, with the expenses and interest then owed",
        "lower the `amount` of its payment_returned",
    )


def _too_much_refunded(event: Refund, line: int, held: int) -> Fault:
    return Fault(
        Place(line, 1),
        f"{event.holder} refunds {write_grouped(event.amount)} on {event.date} and holds {write_grouped(held)} that is "
        "refundable",
        f"at most {write_grouped(held)}",
        "a refund gives back what was received beyond all that was owed; a wire that came back is a payment_returned",
    )
