"""What may be paid today, component by component, and what of a receipt may not be kept."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from note_sched.ledger.account import Account
from note_sched.ledger.notes import NoteBook
from note_sched.ledger.parcels import Parcel
from note_sched.ledger.receipts import Prohibited
from note_sched.ledger.waterfall import Allocation
from note_sched.rules.standing import FREE, INSOLVENCY, RATABLE, Bar, Verdict
from note_sched.simulation.law import Law
from note_sched.simulation.outcome import COMPONENTS
from note_sched.terms.roles import Role, sorted_roles

NOT_PROHIBITED = Prohibited(None, Role.TURNOVER)


class Answer(NamedTuple):
    """How a Note stands, if something is owed on it, and the roles of the clauses of every bar on it, in order."""

    standing: str
    roles: tuple[Role, ...]


class PayableToday:
    """What may be paid today, component by component: the law's bars and, under ``all_or_none``, section 3."""

    def __init__(self, law: Law, notes: NoteBook, *, all_or_none: bool) -> None:
        self._law = law
        self._notes = notes
        self._all_or_none = all_or_none
        self.ratable: Mapping[str, tuple[str, ...]] = {}
        self.shadowed: dict[Account, Bar] = {}
        self._ratable_bars: Mapping[str, Bar] = {}
        self._answers: dict[tuple[str, Bar | None], Answer] = {}

    def judge(self, *, changed: bool) -> bool:
        """Judge accelerated principal and section 3 for today; returns whether section 3's answer has changed.

        ``changed``: whether a verdict of the law has.
        """
        section_three = self._judge()
        if changed or section_three:
            self._answers.clear()
        return section_three

    def _judge(self) -> bool:
        verdicts = self._law.verdicts
        self.shadowed = {
            account: shadow
            for account in self._notes.accelerated
            for shadow in verdicts[account.alike].shadow
            if any(parcel.accelerated for parcel in account.parcels)
        }
        if not self._all_or_none:
            return False
        before = self.ratable
        found: dict[str, list[str]] = {}
        if not all(verdict is FREE for verdict in verdicts.values()):
            for account in self._notes.begun():
                if account.owing:
                    for component in COMPONENTS:
                        if self.own_bars(account, component):
                            found.setdefault(component, []).append(account.holder)
        self.ratable = {component: tuple(holders) for component, holders in found.items()}
        self._ratable_bars = {
            component: Bar(Role.RATABLE, RATABLE, holders, f"{RATABLE} {' '.join(holders)}")
            for component, holders in self.ratable.items()
        }
        return self.ratable != before

    def verdict(self, account: Account) -> Verdict:
        """The law's bars on a Note."""
        return self._law.verdicts[account.alike]

    @property
    def nothing_barred(self) -> bool:
        """Whether nothing at all stands in the way of any payment today."""
        return not self.ratable and all(verdict is FREE for verdict in self._law.verdicts.values())

    def rests_on(self, touched: Iterable[Account]) -> bool:
        """Whether what may be paid rests on what moved today on some Notes, and is judged anew tomorrow.

        Section 3 asks what is owed; accelerated principal is barred by itself until it is paid.
        """
        if self._all_or_none:
            return True
        accelerated = self._notes.accelerated
        return bool(accelerated) and any(account in accelerated and account.has_less_principal for account in touched)

    def own_bars(self, account: Account, component: str) -> tuple[Bar, ...]:
        """Every bar of section 1 on a component of a Note."""
        bars = self._law.verdicts[account.alike].on(component)
        if component == "principal" and account in self.shadowed:
            return (*bars, self.shadowed[account])
        return bars

    def bars(self, account: Account, component: str) -> tuple[Bar, ...]:
        """Every obstacle to paying a component: section 1, and section 3 where it alone is the obstacle."""
        own = self.own_bars(account, component)
        if own or not self.ratable.get(component):
            return own
        return (self._ratable_bars[component],)

    def payable(self, account: Account, component: str) -> bool:
        """Whether a component may be paid (R-17)."""
        return not self.bars(account, component)

    def principal_payable(self, account: Account) -> list[Parcel]:
        """The parcels of principal that are due and may be paid: under an override, those not so accelerated (1(d))."""
        verdict = self.verdict(account)
        if verdict.on("principal") or self.ratable.get("principal"):
            return []
        return [each for each in account.parcels if each.due is not None and not (verdict.shadow and each.accelerated)]

    def accrued_goes_with_principal(self, account: Account) -> bool:
        """Whether interest accrued goes with principal that may be paid: not where interest alone is barred."""
        return not self.verdict(account).components.get("interest")

    def due(self, account: Account) -> dict[str, int]:
        """What is due and unpaid on a Note, by component, in cents. ``accrue`` first.

        Interest accrued to today is due where it goes with what may itself be paid, as in ``assume``: with overdue
        principal, unless interest alone is barred; and with anything at all once it no longer falls due by itself.
        """
        accrued = account.accrued_in_cash if self.accrued_is_due(account) else 0
        return {
            "expenses": account.expenses_unpaid,
            "interest": account.interest_unpaid + accrued,
            "principal": account.overdue_principal + account.premium_unpaid,
        }

    def accrued_is_due(self, account: Account) -> bool:
        """Whether what has accrued is due today, so that what is due grows from day to day."""
        with_principal = self.principal_payable(account) and self.accrued_goes_with_principal(account)
        return bool(with_principal) or self._paid_along(account)

    def _paid_along(self, account: Account) -> bool:
        """Whether accrued interest goes with overdue interest or expenses that may be paid."""
        if not self.interest_goes_along(account) or not self.payable(account, "interest"):
            return False
        expenses = account.expenses_unpaid and self.payable(account, "expenses")
        return bool(account.interest_unpaid or expenses)

    def interest_goes_along(self, account: Account) -> bool:
        """Whether a Note's interest is paid with any payment, and no longer falls due: all its principal has."""
        return self._notes.with_payment and account.all_due

    def standing(self, account: Account) -> str:
        """``open``, ``barred``, ``barred_principal`` or ``paid``."""
        return self.answer(account).standing if account.owing else "paid"

    def answer(self, account: Account) -> Answer:
        """How a Note stands of which something is owed, and why: worked out once for all who stand alike."""
        which = account.alike, self.shadowed.get(account)
        found = self._answers.get(which)
        if found is None:
            roles = {bar.role for component in COMPONENTS for bar in self.bars(account, component)}
            principal = "open" if self.payable(account, "principal") else "barred_principal"
            standing = principal if self.payable(account, "interest") else "barred"
            found = self._answers[which] = Answer(standing, sorted_roles(roles))
        return found

    def prohibited(self, allocation: Allocation, *, securities: bool = False, distributed: bool = False) -> Prohibited:
        """What of an allocation may not be kept (R-20); subordinated securities are exempt from 1(i) alone."""
        verdict = self.verdict(allocation.account)
        bars = verdict.bars
        if securities:
            bars = tuple(bar for bar in bars if bar.kind != INSOLVENCY)
        if bars:
            diverted = distributed and any(bar.kind == INSOLVENCY for bar in bars)
            return Prohibited(allocation, Role.DIVERSION if diverted else Role.TURNOVER)
        if not verdict.shadow and not verdict.components:
            return NOT_PROHIBITED
        part = Allocation(allocation.account)
        if verdict.shadow:
            fell_due = sum(item.amount for item in allocation.account.premiums if item.accelerated)
            premium = min(allocation.premium, fell_due)  # with principal that was accelerated: it is barred with it
            part = part._replace(principal=_on_accelerated(allocation), premium=premium)
        if verdict.components:
            part = _on_components(allocation, verdict.components, part)
        return Prohibited(part, Role.TURNOVER)


def _on_components(allocation: Allocation, barred: Mapping[str, tuple[Bar, ...]], part: Allocation) -> Allocation:
    """``part`` and whatever of an allocation falls on a component that is barred by itself."""
    if "expenses" in barred:
        part = part._replace(expenses=allocation.expenses)
    if "interest" in barred:
        part = part._replace(interest=allocation.interest, accrued=allocation.accrued, in_kind=allocation.in_kind)
    if "principal" in barred:
        part = part._replace(principal=allocation.principal, premium=allocation.premium)
    return part


def _on_accelerated(allocation: Allocation) -> int:
    """How much of an allocation falls on principal that was accelerated."""
    retiring = allocation.account.retiring(allocation.principal)
    return sum(part for parcel, part in retiring if parcel.accelerated)
