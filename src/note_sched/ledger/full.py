"""A Note whose interest runs in several ways at once: in cash and in kind, by the contract and in default (T-21, T-22).

``net`` is what runs and is to be paid in cash, ``kind`` what is to be added to principal on the next payment date; a
cut of the period takes both as one, for what falls due with principal is interest in cash. Once all principal has
fallen due, or is paid, nothing is added to principal any more, and an election has no effect.

What bears interest in default is settled at the end of each day for that day (``bear``): of principal that is due and
that is not, and of ``overdue_interest``. ``otherwise`` are the totals that the period would have, were its interest
elected to be in kind: where it may be, because interest is barred on the payment date.
"""

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from note_sched.ledger.account import Account
from note_sched.ledger.entries import What
from note_sched.ledger.parcels import Parcel, Piece
from note_sched.ledger.rates import Earned, Index, Portion
from note_sched.measure.money import round_half_up
from note_sched.rules.defaults import FOREVER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from note_sched.ledger.full_pen import FullPen
    from note_sched.terms.terms import InKind

_DOLLAR = 100


class FullAccount(Account):
    """The ledger of one Holder's Note, with all ways in which interest can run."""

    __slots__ = (
        "due_at_default",
        "in_kind",
        "kind",
        "kind_otherwise",
        "late",
        "net_otherwise",
        "overdue_interest",
        "undue_at_default",
        "waited",
    )

    pen: "FullPen | None"

    def __init__(self, holder: str, alike: str, position: int, begins: date, accrual_denominator: int) -> None:
        super().__init__(holder, alike, position, begins, accrual_denominator)
        self.in_kind: InKind | None = None
        self.kind: int | Fraction = 0
        self.net_otherwise: int | Fraction = 0
        self.kind_otherwise: int | Fraction = 0
        self.due_at_default = self.undue_at_default = 0
        self.overdue_interest = 0
        self.late: Collection[Parcel] = ()
        self.waited: dict[Parcel, int] = {}

    # What runs

    def accrue(self, index: Index) -> None:  # type: ignore[override]  # a book counts all its Notes in one way
        """Bring interest up to the day to which ``index`` belongs."""
        before: Index | int = self.index
        self.index = index  # type: ignore[assignment]  # as above
        if index is not before and isinstance(before, Index):
            self._accrue(before, index)
        if self.pen is not None:
            self.pen.reached()

    def _accrue(self, before: Index, index: Index) -> None:
        contract = _earned(index.contract, before.contract)
        election = _earned(index.election, before.election)
        self.ran(self._portions(contract, election, elected=index.elected), contract)
        if self.may_be_elected and not index.elected:  # though all is due: a rescission makes it undue again
            self.would_have_run(self._portions(contract, election, elected=True))

    def _portions(self, contract: Earned, election: Earned, *, elected: bool) -> list[Portion]:
        """What earned how much, way by way; on principal that is due nothing runs in kind, nor by an election."""
        due = sum(parcel.amount for parcel in self.parcels if parcel.due is not None)
        undue = self.principal - due - self.undue_at_default
        due -= sum(parcel.amount for parcel in self.waiting) + self.due_at_default
        found = [
            Portion("kind_in_cash", due, contract.kind),
            Portion("cash_in_default", self.due_at_default, contract.cash_in_default),
            Portion("kind_in_default_in_cash", self.due_at_default, contract.kind_in_default),
            Portion("overdue_interest", self.overdue_interest, contract.overdue_interest),
        ]
        rates = election if elected else contract
        if elected:
            found += [Portion("cash", due, contract.cash), Portion("cash", undue, rates.cash, elected=True)]
        else:
            found.append(Portion("cash", due + undue, rates.cash))
        found += [
            Portion("kind", undue, rates.kind, elected=elected, in_kind=True),
            Portion("cash_in_default", self.undue_at_default, rates.cash_in_default, elected=elected),
            Portion("kind_in_default", self.undue_at_default, rates.kind_in_default, elected=elected, in_kind=True),
        ]
        return [each for each in found if each.units]

    def ran(self, portions: list[Portion], contract: Earned) -> None:
        """Interest ran, by the contract on principal that waits."""
        for each in portions:
            if each.in_kind:
                self.kind += each.units
            else:
                self.net += each.units
        for parcel in self.waiting:
            self.waited[parcel] = self.waited.get(parcel, 0) + self.waits(parcel, contract)
        if self.pen is not None:
            self.pen.ran(self.period_start, portions)
            for parcel in self.waiting:
                self.pen.waited(self.period_start, parcel, self._waiting(parcel, contract))

    def waits(self, parcel: Parcel, contract: Earned) -> int:
        """What a cent of principal that waits for its timely day would have earned."""
        if parcel in self.late:
            return contract.cash_in_default + contract.kind_in_default
        return contract.cash + contract.kind

    def _waiting(self, parcel: Parcel, contract: Earned) -> list[Portion]:
        """The same, way by way."""
        if parcel in self.late:
            ways = ("cash_in_default", contract.cash_in_default), ("kind_in_default_in_cash", contract.kind_in_default)
        else:
            ways = ("cash", contract.cash), ("kind_in_cash", contract.kind)
        return [Portion(way, parcel.amount, each) for way, each in ways if each]

    def would_have_run(self, portions: list[Portion]) -> None:
        """What would have run, were the period's interest elected to be in kind."""
        self.net_otherwise += sum(each.units for each in portions if not each.in_kind)
        self.kind_otherwise += sum(each.units for each in portions if each.in_kind)
        if self.pen is not None:
            self.pen.would_have_run(self.period_start, portions)

    def adds(self, first: Index, following: Index, today: date) -> "int | Fraction":
        """What ``today``, between two indices, adds in units as things stand: no principal that waits beyond it."""
        contract, election = _earned(following.contract, first.contract), _earned(following.election, first.election)
        portions = self._portions(contract, election, elected=following.elected)
        units = sum(each.units for each in portions)
        joining = {parcel: self._waiting(parcel, contract) for parcel in self.waiting if parcel.timely == today}
        for parcel in joining:
            units += parcel.amount * (self.waited.get(parcel, 0) + self.waits(parcel, contract))
        if self.pen is not None:
            self.pen.adds(self.period_start, portions, joining)
        return units

    def bear(self, due: int, undue: int, overdue_interest: int, late: Collection[Parcel]) -> None:
        """What bears interest in default from today on. ``accrue`` first.

        Principal that is ``due`` and that is not, interest, and what of the principal waits for its timely day.
        """
        before = self.due_at_default, self.undue_at_default, self.overdue_interest
        if self.pen is not None and (due, undue, overdue_interest) != before:
            self.pen.begin_stretch()
        self.due_at_default, self.undue_at_default = due, undue
        self.overdue_interest, self.late = overdue_interest, late

    @property
    def bears_in_default(self) -> bool:
        """Whether anything does."""
        return bool(self.due_at_default or self.undue_at_default or self.overdue_interest or self.late)

    @property
    def may_be_elected(self) -> bool:
        """Whether the interest of a period may yet be elected to be in kind, on its payment date."""
        return self.in_kind is not None and self.in_kind.toggle is not None and self.in_kind.when_barred == "capitalise"

    @property
    def running(self) -> "int | Fraction":
        """As ``Account.running``, in cash and in kind."""
        return self.net + self.kind

    @property
    def running_in_kind(self) -> "int | Fraction":
        """As ``Account.running_in_kind``."""
        return self.kind

    @property
    def accrued(self) -> int:
        """As ``Account.accrued``, in cash and in kind."""
        return max(0, _half_up(self.net + self.kind, self.accrual_denominator))

    @property
    def accrued_in_cash(self) -> int:
        """What of it a payment pays before principal: what is to be added to principal is paid with the last of it."""
        if not self.kind or self.all_due:
            return self.accrued
        return min(self.accrued, max(0, _half_up(self.net, self.accrual_denominator)))

    @property
    def accrued_in_kind(self) -> int:
        """What of it is paid after principal, by what pays the Note in full."""
        return self.accrued - self.accrued_in_cash

    @property
    def excused_days(self) -> list[date]:
        """As ``Account.excused_days``; interest that is deemed in kind once its timely day is over is no default."""
        found = super().excused_days
        if self.in_kind is not None and self.in_kind.deemed and not self.all_due:
            for place, item in enumerate(self.interest):  # they stand first
                found[place] = item.excused if item.accelerated else FOREVER
        return found

    # Cuts

    def all_in_cash(self) -> None:
        """Nothing of what ran is added to principal."""
        self.net += self.kind
        self.kind = 0

    def elect(self) -> None:
        """The interest of the period that ends today is in kind after all. ``accrue`` first."""
        before, in_kind = self.running, self.kind
        self.net, self.kind = self.net_otherwise, self.kind_otherwise
        if self.pen is not None:
            self.pen.elected(self.running - before, self.kind - in_kind)

    def instalment(self, day: date, timely: date, next_index: Index) -> int:  # type: ignore[override]  # see ``accrue``
        """As ``Account.instalment``; what ran in kind is added to principal, which bears interest from today on."""
        capitalised = 0
        if self.all_due:
            self.all_in_cash()
        elif self.kind > 0:
            capitalised = self._rounded(self.kind)
        if self.kind and not capitalised and self.pen is not None:
            self.pen.note(What.CAPITALISED, 0)
        self.kind = 0
        self.capitalise(capitalised)
        due = super().instalment(day, timely, next_index)  # type: ignore[arg-type]
        self._begin_period()
        if self.pen is not None:
            self.pen.begin_period()
        return due

    def carry_over(self, day: date, next_index: Index) -> int:  # type: ignore[override]  # see ``accrue``
        """As ``Account.carry_over``."""
        self.all_in_cash()
        stays = super().carry_over(day, next_index)  # type: ignore[arg-type]
        self._begin_period()
        return stays

    def _begin_period(self) -> None:
        self.kind = self.net_otherwise = self.kind_otherwise = 0

    def _rounded(self, units: "int | Fraction") -> int:
        """Cents that are added to principal."""
        rule = "cent" if self.in_kind is None else self.in_kind.round
        dollar = _DOLLAR * self.accrual_denominator
        if rule == "cent":
            return _half_up(units, self.accrual_denominator)
        return int(-(-units // dollar) if rule == "dollar_up" else units // dollar) * _DOLLAR

    def capitalise(self, cents: int) -> None:
        """Interest is added to principal, to what matures last. ``accrue`` first."""
        if not cents:
            return
        self.matures_last.amount += cents
        self.principal += cents
        self.besides = self.besides.plus(interest_capitalised=cents)
        if self.pen is not None:
            last = self.matures_last
            self.pen.cut(What.CAPITALISED, cents, of=[(last.due or last.matures, cents)])

    @property
    def matures_last(self) -> Parcel:
        """The principal that matures last, of that which is not due if there is any."""
        return max(self.parcels, key=lambda parcel: (parcel.due is None, parcel.matures))

    def deem(self, day: date) -> int:
        """The interest of payment dates that is unpaid at the end of its timely day, today, is added to principal.

        Returns the cents; none once all principal has fallen due.
        """
        late = [item for item in self.interest if item.timely == day and not item.accelerated]
        cents = sum(item.amount for item in late)
        if not cents or self.all_due:
            return 0
        self.interest = [item for item in self.interest if item not in late]
        self.interest_unpaid -= cents
        if self.pen is not None:
            self.pen.write(What.NO_LONGER_DUE, cents, of=[(item.due, item.amount) for item in late])
        self.capitalise(cents)
        return cents

    def cut(self, day: date, timely: date) -> None:
        """As ``Account.cut``: in kind too."""
        due = self.accrued
        self.all_in_cash()
        super().cut(day, timely)
        self._take_otherwise(due)

    def pay_accrued(self, cents: int) -> None:
        """As ``Account.pay_accrued``."""
        super().pay_accrued(cents)
        self._take_otherwise(cents)

    def pay_in_kind(self, cents: int) -> None:
        """Apply ``cents`` to what ran in kind, once principal is paid in full."""
        self.kind -= cents * self.accrual_denominator
        self.accrued_paid += cents
        self.interest_paid_today += cents
        self._take_otherwise(cents)
        if self.pen is not None:
            self.pen.cut(What.IN_KIND_PAID, cents)

    def _take_otherwise(self, cents: int) -> None:
        """What a cut took is taken from what the period would have earned in kind, too."""
        self.kind_otherwise -= cents * self.accrual_denominator

    # Principal

    def bear_after_all(self, parcel: Parcel, pieces: "Sequence[Piece]") -> None:
        """As ``Account.bear_after_all``, in every way."""
        del pieces
        units = parcel.amount * self.waited.pop(parcel, 0)
        self.waiting.remove(parcel)
        self.net += units
        self.net_otherwise += units
        if self.pen is not None:
            self.pen.bears_after_all(parcel)

    def _convert_running(self, cents: int) -> "int | Fraction":
        """As ``Account._convert_running``: in kind too."""
        part = Fraction(cents, self.principal)
        return super()._convert_running(cents) + self._take_kind(part)[0]

    def _hand_over(self, target: Account, cents: int) -> tuple[list[tuple[date, int]], ...]:
        """As ``Account._hand_over``: what runs in kind goes along in proportion."""
        assert isinstance(target, FullAccount)  # noqa: S101 (a run's accounts are all of one kind)
        part = Fraction(cents, self.principal) if self.principal else Fraction(1)
        waited, held = [self.waited.get(parcel, 0) for parcel in self.waiting], len(target.waiting)
        moved = super()._hand_over(target, cents)
        for brought, earned in zip(target.waiting[held:], waited, strict=False):
            target.waited[brought] = earned
        kind, net_otherwise, kind_otherwise = self._take_kind(part)
        target.kind += kind
        target.net_otherwise += net_otherwise
        target.kind_otherwise += kind_otherwise
        return moved

    def _take_kind(self, part: Fraction) -> "tuple[int | Fraction, int | Fraction, int | Fraction]":
        taken = self.kind * part, self.net_otherwise * part, self.kind_otherwise * part
        self.kind -= taken[0]
        self.net_otherwise -= taken[1]
        self.kind_otherwise -= taken[2]
        return taken


def _earned(now: Earned, before: Earned) -> Earned:
    return Earned(*(a - b for a, b in zip(now, before, strict=True)))


def _half_up(units: "int | Fraction", denominator: int) -> int:
    return round_half_up(units.numerator, units.denominator * denominator)
