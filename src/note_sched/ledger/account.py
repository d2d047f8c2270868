"""One Holder's Note as an account: how principal, interest and expenses move.

All sums are whole cents but ``net``: interest that runs and is not yet due, in units of the accrual (``denominator``
units are one cent), exact. A cut of the period (an instalment, a payment, maturity, acceleration) takes whole cents out
of it, rounded half up, so what a period earns never depends on how often it was cut (R-6). A transfer divides ``net``
in proportion; from then on it can be a fraction of a unit.

Where interest no longer falls due once all principal has, a period's end only rounds it: the whole cents stay in
``net`` as ``carried_over``.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from note_sched.ledger.entries import NOTHING_BESIDES, What
from note_sched.ledger.holding import Holding
from note_sched.ledger.parcels import INSTALMENT, Item, Parcel, Piece
from note_sched.measure.money import round_half_up
from note_sched.measure.share import largest_remainder
from note_sched.rules.defaults import FOREVER
from note_sched.rules.ground import Component

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction


class Account(Holding):
    """The ledger of one Holder's Note."""

    __slots__ = ()

    def forget_today(self) -> None:
        """Begin the next day: what moved is on the schedule now."""
        self.touched = False
        self.interest_due_today = self.principal_due_today = self.expenses_due_today = 0
        self.expenses_paid_today = self.interest_paid_today = self.principal_paid_today = 0
        self.besides = NOTHING_BESIDES
        if self.turned_over_today or self.assumed_today:
            self.turned_over_today = self.assumed_today = 0
            self.turnover_roles_today = ()

    def excuse(self, due: date, through: "Mapping[Component, date]") -> None:
        """What fell due on ``due`` has a grace: it is in default only if unpaid after the day of its component."""
        sums = (self.interest, "interest"), (self.expenses, "expenses"), (self.premiums, "principal")
        for items, component in sums:
            what = through[component]  # type: ignore[index]  # the names of components
            for item in items:
                if item.due == due:
                    item.excused = what
        for parcel in self.parcels:
            if parcel.due == due:
                parcel.excused = through["principal"]

    def waive(self, day: date) -> None:
        """The default of the sums in default on ``day`` is waived: they found no other."""
        for item in (*self.interest, *self.expenses, *self.premiums):
            item.excused = FOREVER if item.excused < day else item.excused
        for parcel in self.parcels:
            parcel.excused = FOREVER if parcel.excused is not None and parcel.excused < day else parcel.excused

    def issue(self, parcel: Parcel) -> None:
        """The Note comes into being, or more principal is added to it."""
        if parcel.amount:
            self.held = True
            self.parcels.append(parcel)
            self.principal += parcel.amount
        if self.pen is not None:
            self.pen.issued(parcel)

    def take(self, parcel: Parcel, *, waits: bool) -> None:
        """Principal comes by transfer; it joins what came before and is otherwise as it is, unless it ``waits``.

        So a Note that goes to and fro has few parcels, however often.
        """
        alike = None if waits else next((each for each in self.parcels if each.is_as(parcel)), None)
        if alike is None or alike in self.waiting:
            self.issue(parcel)
        else:
            alike.amount += parcel.amount
            self.principal += parcel.amount
            if self.pen is not None:
                self.pen.begin_stretch()
        if waits:
            self.waiting.append(parcel)

    def accrue(self, index: int) -> None:
        """Bring interest up to the day to which ``index`` belongs."""
        units = index - self.index
        if self.pen is not None:
            self.pen.ran_on(self.period_start, self.bearing, self.bearing * units)
        if units:
            self.net += (self.bearing if self.waiting else self.principal) * units
            self.index = index

    def instalment(self, day: date, timely: date, next_index: int) -> int:
        """An interest period ends and the next begins: what it earned and no cut took yet falls due.

        ``accrue`` first; ``next_index`` is the index of ``day`` in the period that begins. Returns the cents due.
        """
        due = self.accrued
        self.net = self.carried_over = 0
        self.period_start = day
        self.index = next_index
        if due:
            self._owe_interest(day, timely, due)
        if self.pen is not None:
            self.pen.note(What.INSTALMENT, due)
            self.pen.begin_stretch()
        return due

    def stand_after(self, day: date, index: int, since: int) -> None:
        """Instalments fell due and were paid, the last one on ``day``; ``since`` then a cent has earned so many units.

        ``index``: of the day up to which it has.
        """
        self.carried_over = 0
        self.period_start = day
        self.index = index
        self.net = self.principal * since

    def carry_over(self, day: date, next_index: int) -> int:
        """An interest period ends, and nothing falls due: what it earned is rounded and stays accrued.

        As ``instalment``; returns the cents that stay.
        """
        self.carried_over = self.accrued
        self.net = self.carried_over * self.accrual_denominator
        self.period_start = day
        self.index = next_index
        if self.pen is not None:
            self.pen.note(What.CARRIED_OVER, self.carried_over)
            self.pen.begin_stretch()
        return self.carried_over

    def cut(self, day: date, timely: date) -> None:
        """The interest accrued to ``day`` falls due with principal (R-7). ``accrue`` first."""
        due = self.accrued
        if due:
            self.net -= due * self.accrual_denominator
            self.carried_over = 0
            self._owe_interest(day, timely, due)
        if self.pen is not None:
            self.pen.cut(What.INTEREST_DUE, due)

    def _owe_interest(self, day: date, timely: date, cents: int) -> None:
        self.interest.append(Item(day, timely, timely, cents))
        self.interest_unpaid += cents
        self.interest_due_today += cents

    def fall_due(self, parcels: list[Parcel], day: date, timely: date, *, with_interest: bool = True) -> None:
        """Principal falls due, and with it the interest accrued to that day (R-7). ``accrue`` first."""
        if with_interest:
            self.cut(day, timely)
        for parcel in parcels:
            parcel.due, parcel.timely, parcel.excused = day, timely, timely
            self.principal_due_today += parcel.amount
        if self.pen is not None:
            matures = [(parcel.matures, parcel.amount) for parcel in parcels]
            self.pen.write(What.PRINCIPAL_DUE, sum(cents for _, cents in matures), of=matures)

    def undue(self, parcel: Parcel, timely: date | None) -> None:
        """Principal that was accelerated is not due after all; if it has matured since, in time through ``timely``."""
        if self.pen is not None and parcel.due is not None:
            parts = ((parcel.due, -parcel.amount), (parcel.matures, parcel.amount))
            self.pen.write(What.PRINCIPAL_UNDUE, parcel.amount, of=parts)
        parcel.due = None if timely is None else parcel.matures
        parcel.timely = parcel.excused = timely
        parcel.period_start = None

    def wait(self, parcels: list[Parcel]) -> None:
        """Principal that has just fallen due bears no interest if paid by its timely day."""
        for parcel in parcels:
            parcel.period_start = self.period_start
        self.waiting += parcels
        if self.pen is not None:
            self.pen.begin_stretch()

    def bear_after_all(self, parcel: Parcel, pieces: Sequence[Piece]) -> None:
        """The timely day of what waited has passed: its interest since it fell due joins the running total."""
        self.waiting.remove(parcel)
        self.net += parcel.amount * sum(piece.units for piece in pieces)
        if self.pen is not None:
            self.pen.joined(parcel, pieces)

    def demand(self, day: date, timely: date, cents: int) -> None:
        """A Holder's demand for expenses is effective: they are due (4(e))."""
        self.expenses.append(Item(day, timely, timely, cents))
        self.expenses_unpaid += cents
        self.expenses_due_today += cents
        if self.pen is not None:
            self.pen.write(What.EXPENSES_DUE, cents)

    def pay_expenses(self, cents: int) -> None:
        """Apply ``cents`` to expenses, the oldest first."""
        settled = _settle(self.expenses, cents)
        self.expenses_unpaid -= cents
        self.expenses_paid_today += cents
        if self.pen is not None:
            self.pen.write(What.EXPENSES_PAID, cents, of=settled)

    def pay_interest_due(self, cents: int) -> None:
        """Apply ``cents`` to interest that has fallen due, the oldest first."""
        settled: list[tuple[date, int]] = []
        if cents != self.interest_unpaid:
            settled = _settle(self.interest, cents)
        else:
            if self.pen is not None:
                settled = [(item.due, item.amount) for item in self.interest]
            self.interest = []
        self.interest_unpaid -= cents
        self.interest_paid_today += cents
        if self.pen is not None:
            self.pen.write(What.INTEREST_PAID, cents, of=settled)

    def pay_accrued(self, cents: int) -> None:
        """Apply ``cents`` to interest accrued and not yet due, what was carried over first. ``accrue`` first."""
        self.net -= cents * self.accrual_denominator
        self.accrued_paid += cents
        self.carried_over -= min(cents, self.carried_over)
        self.interest_paid_today += cents
        if self.pen is not None:
            self.pen.cut(What.ACCRUED_PAID, cents)

    def pay_in_kind(self, cents: int) -> None:
        """Apply ``cents`` to what ran in kind: where nothing can, it is as any interest accrued."""
        self.pay_accrued(cents)

    def owe_premium(self, day: date, timely: date, cents: int, *, accelerated: bool) -> None:
        """A premium falls due with principal."""
        if cents:
            self.premiums.append(Item(day, timely, timely, cents, accelerated=accelerated))
            self.premium_unpaid += cents
            self.besides = self.besides.plus(premium_due=cents)
            if self.pen is not None:
                self.pen.write(What.PREMIUM_DUE, cents)

    def pay_premium(self, cents: int) -> None:
        """Apply ``cents`` to premium that is due, and to that on principal which is prepaid with them."""
        due = min(cents, self.premium_unpaid)
        settled, arises = _settle(self.premiums, due), cents - due
        self.premium_unpaid -= due
        self.besides = self.besides.plus(premium_paid=cents)
        if self.pen is not None:
            self.pen.write(What.PREMIUM_ARISES, arises)
            self.pen.write(What.PREMIUM_PAID, cents, of=[*settled, (self.pen.today, arises)] if arises else settled)

    def forgo_premium(self) -> None:
        """What fell due with an acceleration is not due after all."""
        by_due = [(item.due, item.amount) for item in self.premiums if item.accelerated]
        forgone = sum(cents for _, cents in by_due)
        self.premiums = [item for item in self.premiums if not item.accelerated]
        self.premium_unpaid -= forgone
        if self.pen is not None:
            self.pen.write(What.PREMIUM_FORGONE, forgone, of=by_due)

    def pay_principal(self, cents: int, among: list[Parcel] | None = None) -> None:
        """Apply ``cents`` to principal (``among`` some of it). ``accrue`` first: it earns less from today."""
        self.principal_paid += cents
        self.principal_paid_today += cents
        retired = self._retire(cents, among)
        for parcel, part in retired:
            self.principal_prepaid += part if parcel.due is None else 0
        if self.pen is not None:
            self.pen.cut(What.PRINCIPAL_PAID, cents, of=_by_due(retired))

    def _retire(self, cents: int, among: list[Parcel] | None = None) -> list[tuple[Parcel, int]]:
        """Take ``cents`` off principal; returns what of which."""
        self.principal -= cents
        retired = self.retiring(cents, among)
        for parcel, part in retired:
            parcel.amount -= part
        self.parcels = [parcel for parcel in self.parcels if parcel.amount]
        if self.waiting:
            self.waiting = [parcel for parcel in self.waiting if parcel.amount]
        return retired

    def set_apart(self, cents: int, matures: date) -> None:
        """``cents`` of what is not due fall due on ``matures``, as an instalment; the last to mature give them."""
        for parcel in sorted((each for each in self.parcels if each.due is None), key=lambda each: each.matures):
            part = min(cents, parcel.amount)
            if part:
                parcel.amount -= part
                cents -= part
                self.parcels.append(Parcel(part, matures, INSTALMENT))
                if self.pen is not None:
                    self.pen.write(What.SET_APART, part, of=[(parcel.matures, -part), (matures, part)])
        self.parcels = [parcel for parcel in self.parcels if parcel.amount]

    def convert(self, cents: int, *, interest: bool) -> None:
        """``cents`` of principal are discharged without cash (T-27), what is due first; ``accrue`` first.

        With ``interest``, what runs on them goes too, exactly and in proportion; what fell due before stays.
        """
        in_kind = self.running_in_kind
        converted = self._convert_running(cents) if interest else 0
        half_up = (2 * converted + self.accrual_denominator) // (2 * self.accrual_denominator)
        retired = self._retire(cents)
        self.besides = self.besides.plus(interest_converted=half_up, principal_converted=cents)
        if self.pen is not None:
            self.pen.write(What.PRINCIPAL_CONVERTED, cents, of=_by_due(retired))
            self.pen.running(What.ACCRUED_CONVERTED, half_up, -converted, self.running_in_kind - in_kind)

    def _convert_running(self, cents: int) -> "int | Fraction":
        """Take away what runs on ``cents`` of principal; returns it, in units of the accrual."""
        return self._take_running(cents, self.principal)[0]

    def hand_over(self, target: "Account", cents: int) -> None:
        """Transfer ``cents`` of principal, with its share of interest and expenses (4(d)).

        Running interest goes along exactly; each overdue item half up, keeping its due date, and so does what was
        carried over. A Note without principal goes as a whole. ``accrue`` both first.
        """
        before, in_kind = self.running, self.running_in_kind
        moved = self._hand_over(target, cents)
        units, in_kind = before - self.running, in_kind - self.running_in_kind
        for account, sign in ((self, -1), (target, 1)):
            if account.pen is not None:
                parts = ([(day, sign * part) for day, part in each] for each in moved)
                account.pen.transferred(sign * units, *parts, in_kind=sign * in_kind)

    def _hand_over(self, target: "Account", cents: int) -> tuple[list[tuple[date, int]], ...]:
        """Returns what moved of principal, interest, expenses and premium, by due date or, before it, by maturity."""
        share, whole = (cents, self.principal) if self.principal else (1, 1)
        running, carried_over = self._take_running(share, whole)
        target.carried_over += carried_over
        target.net += running
        principal, interest, expenses = list[tuple[date, int]](), list[tuple[date, int]](), list[tuple[date, int]]()
        premiums = list[tuple[date, int]]()
        for own, theirs, moved in (
            (self.interest, target.interest, interest),
            (self.expenses, target.expenses, expenses),
            (self.premiums, target.premiums, premiums),
        ):
            for item in own:
                part = round_half_up(item.amount * share, whole)
                item.amount -= part
                if part:
                    taken = Item(item.due, item.timely, item.excused, part, item.accelerated)
                    theirs.append(taken)
                    moved.append((item.due, part))
        parts = largest_remainder(cents, [parcel.amount for parcel in self.parcels])
        for parcel, part in zip(self.parcels, parts, strict=True):
            parcel.amount -= part
            if part:
                principal.append((parcel.due or parcel.matures, part))
                target.take(parcel.part(part), waits=parcel in self.waiting)
        self.principal -= cents
        for account in (self, target):
            account.parcels = [parcel for parcel in account.parcels if parcel.amount]
            account.waiting = [parcel for parcel in account.waiting if parcel.amount]
            account.interest = sorted((i for i in account.interest if i.amount), key=lambda item: item.due)
            account.expenses = sorted((i for i in account.expenses if i.amount), key=lambda item: item.due)
            account.premiums = sorted((i for i in account.premiums if i.amount), key=lambda item: item.due)
            account.premium_unpaid = sum(item.amount for item in account.premiums)
            account.interest_unpaid = sum(item.amount for item in account.interest)
            account.expenses_unpaid = sum(item.amount for item in account.expenses)
        return principal, interest, expenses, premiums

    def _take_running(self, share: int, whole: int) -> "tuple[Fraction, int]":
        """Take away a share of the running interest, exactly, and of what was carried over half up; returns both.

        In units of the accrual, and in the cents of it that were carried over.
        """
        from fractions import Fraction  # noqa: PLC0415 (transfers and conversions alone need it)

        carried_over = round_half_up(self.carried_over * share, whole)
        running = (self.net - self.carried_over * self.accrual_denominator) * Fraction(share, whole)
        running += carried_over * self.accrual_denominator
        self.carried_over -= carried_over
        self.net -= running
        return running, carried_over


def _settle(items: list[Item], cents: int) -> list[tuple[date, int]]:
    """Pay ``cents`` on items, the first before the next; returns what was paid by due date."""
    settled = []
    while cents:
        oldest = items[0]
        part = min(cents, oldest.amount)
        oldest.amount -= part
        cents -= part
        settled.append((oldest.due, part))
        if not oldest.amount:
            items.pop(0)
    return settled


def _by_due(retired: Iterable[tuple[Parcel, int]]) -> Iterable[tuple[date, int]]:
    """What was retired of principal, by due date, or by maturity where it is not due."""
    return ((parcel.due or parcel.matures, part) for parcel, part in retired)
