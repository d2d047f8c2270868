"""All Notes of the document: what falls due on them day by day, and on which of them something is owed or happened.

Nobody is touched on a day on which nothing happens to it: interest is brought up to date when a figure is needed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from note_sched.ledger.account import Account
from note_sched.ledger.parcels import INSTALMENT, Parcel, Piece
from note_sched.measure.accrual import Accrual
from note_sched.measure.business_days import DAY
from note_sched.measure.ladder import Ladder
from note_sched.measure.periods import EndOfPeriod, PaymentPlan
from note_sched.measure.upcoming import DaysToCome
from note_sched.rules.defaults import FOREVER
from note_sched.rules.ground import Component


class NoteBook:
    """The accounts, in document order.

    ``arrears``: the Notes on which something is due and unpaid, each once (it is then ``listed``); ``accelerated``:
    those whose principal was accelerated; ``touched``: those to which something happened today.
    ``every_deadline_counts``: also that of what is paid by then, or of a Note in default: where the record is looked
    through for what is not in it.
    """

    def __init__(  # noqa: PLR0913 (what a book counts by, each by name)
        self,
        accounts: Sequence[Account],
        issues: Mapping[date, Sequence[tuple[Account, Parcel]]],
        accrual: Accrual,
        timely: Callable[[date], date],
        ladder: Ladder | None,
        excused: Callable[[date], Mapping[Component, date]] | None = None,
        *,
        with_payment: bool = False,
        extension_interest: bool = True,
        level: Mapping[date, Sequence[tuple[Account, int]]] | None = None,
        plan: PaymentPlan | None = None,
    ) -> None:
        """Start before any Note is issued.

        Args:
            accounts: one a Holder, in document order, still without principal.
            issues: the principal that comes into being on each day.
            accrual: how interest is counted.
            timely: the last day on which a sum due on a day is paid in time (R-8).
            ladder: the payment dates; none where interest is paid with principal only.
            excused: by component the last day on which a sum due on a day is unpaid without a default; None: the last
                timely day of each.
            with_payment: once all principal of a Note has fallen due, its interest no longer falls due: it is paid with
                any payment on the Note.
            extension_interest: principal that falls due on a day that is no business day bears interest from that day
                on, though paid by its timely day.
            plan: the ends of its periods, where they follow from the ladder and the accrual alone.
            level: by date what each Note is to pay of interest and principal together (T-23).
        """
        self.accounts = list(accounts)
        self.by_id = {account.holder: account for account in accounts}
        self.places = {account.holder: account.position for account in accounts}
        self.today = min(issues)
        self.timely = timely
        self._excused = excused
        self.touched: list[Account] = []
        self.arrears: list[Account] = []
        self.accelerated: dict[Account, None] = {}
        self.with_payment = with_payment
        self.next_instalment = ladder.nth(0) if ladder else date.max
        self.maturities = {parcel.matures for issued in issues.values() for _, parcel in issued}
        self._level = level or {}
        self._instalments = {
            parcel.matures for issued in issues.values() for _, parcel in issued if parcel.cause == INSTALMENT
        }
        self.maturities.update(self._level)
        self._issues = dict(issues)
        self._last_issue = max(
            (day for day, issued in issues.items() if any(parcel.amount for _, parcel in issued)), default=self.today
        )
        self._accrual = accrual
        self._ladder = ladder
        self._plan = plan
        self._periods_begun = 0
        self.every_deadline_counts = True
        self._period_start = self.today
        self._extension_interest = extension_interest
        self._extended: dict[Account, None] = {}
        self._periods: list[date] = []
        self._deadlines = DaysToCome()
        self._to_come = DaysToCome((*self.maturities, *issues))
        self._indices: dict[date, int] = {}
        self._indices_of = self.today

    @property
    def to_come(self) -> bool:
        """Whether a Note with principal is still to be issued: its Holder may owe or hold something before."""
        return self.today < self._last_issue

    def comes_after(self, day: date) -> date:
        """The first day after ``day`` on which principal falls due, or comes into being, or its time runs out."""
        return self._to_come.after(day)

    def business_after(self, day: date) -> date:
        """The first day after ``day`` on which something falls due or comes into being, or what is unpaid is late."""
        found = self.comes_after(day)
        if day < self.next_instalment < found:
            found = self.next_instalment
        return self._late_after(day, found) if self.arrears else found

    def _late_after(self, day: date, before: date) -> date:
        """The first day after ``day`` by which a Note is late, as far as it comes ``before`` another."""
        for deadline in self._deadlines.all_after(day):
            if deadline >= before:
                break
            if self.every_deadline_counts or any(_is_late_on(deadline, account) for account in self.arrears):
                return deadline
        return before

    def deadline_after(self, day: date) -> date:
        """The first day after ``day`` by which something that fell due, paid meanwhile or not, is late."""
        return self._deadlines.after(day)

    def _index(self, period_start: date) -> int:
        """Today's accrual index in a period; most Notes share one, so it is worked out once a day."""
        if self._indices_of != self.today:
            self._indices = {}
            self._indices_of = self.today
        index = self._indices.get(period_start)
        if index is None:
            index = self._indices[period_start] = self._accrual.index(self.today, period_start)
        return index

    def accrue(self, account: Account) -> None:
        """Bring a Note's interest up to today, today not counted."""
        account.accrue(self._index(account.period_start))

    def accrue_all(self, accounts: Iterable[Account]) -> None:
        """Bring the interest of many Notes up to today: most share their period, whose index is worked out once."""
        start, index = date.max, 0
        for account in accounts:
            if account.period_start is not start:
                start = account.period_start
                index = self._index(start)
            account.accrue(index)

    def per_day(self, account: Account) -> tuple[int, int]:
        """What today itself adds to a Note, in cents: numerator and denominator."""
        tomorrow = self.today + DAY
        first, next_day = (self._accrual.index(day, account.period_start) for day in (self.today, tomorrow))
        units = (next_day - first) * account.bearing
        for parcel in account.waiting:
            if parcel.timely == self.today:
                units += parcel.amount * sum(piece.units for piece in self._extension(parcel, tomorrow))
        return units, self._accrual.denominator

    def _extension(self, parcel: Parcel, end: date) -> list[Piece]:
        """The days since principal fell due, through the day before ``end``, period by period."""
        assert parcel.due is not None  # noqa: S101 (what waits has fallen due)
        assert parcel.period_start is not None  # noqa: S101 (and waits from then on)
        begun = [day for day in self._periods if parcel.due < day < end]
        days, periods = [parcel.due, *begun, end], [parcel.period_start, *begun]
        index = self._accrual.index
        return [
            Piece(start, last, period, index(last, period) - index(start, period))
            for start, last, period in zip(days, days[1:], periods, strict=False)
        ]

    def end_extensions(self) -> None:
        """Principal that waited for its timely day, yesterday, and is unpaid bears interest after all."""
        for account in [*self._extended]:
            self.accrue(account)
            for parcel in [*account.waiting]:
                if parcel.timely is not None and parcel.timely < self.today:
                    account.bear_after_all(parcel, self._extension(parcel, self.today))
            if not account.waiting:
                del self._extended[account]

    def begun(self) -> list[Account]:
        """The Notes that exist today, each brought up to date."""
        found = [account for account in self.accounts if account.begins <= self.today]
        self.accrue_all(found)
        return found

    def touch(self, account: Account) -> None:
        """Something happens to a Note today."""
        if not account.touched:
            account.touched = True
            self.touched.append(account)

    def _owe(self, accounts: Iterable[Account], timely: date) -> None:
        """Something fell due on ``accounts``; unpaid after that, or its grace, it is a default (``out_of_time``)."""
        excused = self._may_be_late(timely)
        if excused is not None:
            for account in accounts:
                account.excuse(self.today, excused)
        self._list(accounts)

    def _may_be_late(self, timely: date) -> Mapping[Component, date] | None:
        """Something fell due today: note from when on it is late; returns its grace by component, if it has any."""
        if self._excused is None:
            self._deadlines.add(timely + DAY)
            return None
        through = self._excused(self.today)
        for day in through.values():
            if day != FOREVER:
                self._deadlines.add(day + DAY)
        return through

    def _list(self, accounts: Iterable[Account]) -> None:
        """Something is due and unpaid on ``accounts``."""
        for account in accounts:
            if not account.listed:
                account.listed = True
                self.arrears.append(account)

    def out_of_time(self) -> list[Account]:
        """The Notes on which a sum is unpaid though yesterday, or an earlier day, was the last without a default.

        Empty on a day that follows no such last day: nothing can have become late on it.
        """
        if self.today not in self._deadlines:
            return []
        return [account for account in self.arrears if any(day < self.today for day in account.excused_days)]

    def issue(self) -> list[Account]:
        """The Notes issued today come into being; interest counts from today. Returns their accounts."""
        issued = self._issues.pop(self.today, ())
        for account, parcel in issued:
            if not account.owing:
                account.period_start = self.today
                account.index = self._accrual.index(self.today, self.today)
            self.accrue(account)
            account.issue(parcel)
        return list(dict.fromkeys(account for account, _ in issued))

    def instalments(self) -> None:
        """An interest period ends where today is a payment date (R-6).

        A Note issued today has no instalment; nor has one whose principal has all fallen due, where interest is then
        paid with any payment.
        """
        if self.today != self.next_instalment:
            return
        day, timely = self.today, self.timely(self.today)
        next_index = self._accrual.index(day, day)
        running = self.running(day)
        self.accrue_all(running)
        owing = []
        for account in running:
            if self.with_payment and account.all_due:
                account.carry_over(day, next_index)
            elif account.instalment(day, timely, next_index):
                owing.append(account)
                if not account.touched:
                    account.touched = True
                    self.touched.append(account)
        self._owe(owing, timely)
        self._begin_periods([day])

    def running(self, day: date) -> list[Account]:
        """The Notes on which interest ran before ``day``."""
        return [each for each in self.accounts if (each.parcels or each.net) and each.period_start < day]

    def _begin_periods(self, days: Sequence[date]) -> None:
        self._period_start = days[-1]
        if not self._extension_interest:
            self._periods += days
        self._periods_begun += len(days)
        assert self._ladder is not None  # noqa: S101 (there are payment dates)
        self.next_instalment = self._ladder.nth(self._periods_begun)

    def ends_in_step(self, before: date) -> list[EndOfPeriod]:
        """The interest periods that end, and whose timely day is, before a day; ``pass_ends`` ends them.

        Through the last that is in time before the next payment date.
        """
        assert self._plan is not None  # noqa: S101 (asked where there is one)
        found: list[EndOfPeriod] = []
        today, ends = self.today, self._plan.end
        end = ends(self._periods_begun)
        while today < end.due and end.timely < before and end.apart:
            found.append(end)
            today = end.timely
            end = ends(self._periods_begun + len(found))
        return found

    def pass_ends(self, ends: Sequence[EndOfPeriod]) -> None:
        """Periods have ended one after another, and their interest was paid in time: it is the last one's timely day.

        The deadlines of what has a grace are kept; of others they have passed.
        """
        if self._excused is not None:
            for end in ends:
                self.today = end.due
                self._may_be_late(end.timely)
        self.today = ends[-1].timely
        self._begin_periods([end.due for end in ends])

    @property
    def has_plan(self) -> bool:
        """Whether the ends of its periods are known beforehand."""
        return self._plan is not None

    def instalments_of_principal(self) -> None:
        """Principal falls due by instalments (T-23): no interest that is not due itself falls due with it."""
        for account, cents in self._level.get(self.today, ()):
            account.set_apart(max(0, cents - account.interest_due_today), self.today)
        if self.today not in self._instalments and self.today not in self._level:
            return
        for account in self.accounts:
            parcels = [
                parcel
                for parcel in account.parcels
                if parcel.due is None and parcel.cause == INSTALMENT and parcel.matures <= self.today
            ]
            if parcels:
                self._fall_due(account, parcels, with_interest=False)

    def mature(self) -> None:
        """Principal falls due where today is its maturity (R-1), or was before the Note came to its Holder."""
        if self.today not in self.maturities:
            return
        for account in self.accounts:
            parcels = [parcel for parcel in account.parcels if parcel.due is None and parcel.matures <= self.today]
            if parcels and account.begins <= self.today:
                forward = [parcel for parcel in parcels if parcel.cause == "financing"]
                self._premium_falls_due(account, forward, "financing")
                self._fall_due(account, parcels)

    def _premium_falls_due(self, account: Account, parcels: Sequence[Parcel], why: str) -> None:
        """The premium on principal that a financing or an acceleration makes due, where the paper has one (T-24)."""
        if account.premium is not None and why in account.premium.also_on:
            cents = account.premium.on(sum(parcel.amount for parcel in parcels))
            account.owe_premium(self.today, self.timely(self.today), cents, accelerated=why == "acceleration")

    def accelerate(self, account: Account) -> None:
        """All principal and accrued interest fall due; what had matured is accelerated too (section 2)."""
        fallen_due = len(account.interest)
        undue = [parcel for parcel in account.parcels if parcel.due is None]
        self._premium_falls_due(account, undue, "acceleration")
        self._fall_due(account, undue)
        for item in account.interest[fallen_due:]:
            item.accelerated = True
        for parcel in account.parcels:
            parcel.accelerated = True
        self.accelerated[account] = None

    def rescind(self, account: Account) -> None:
        """What fell due by acceleration is undue again (T-25), and bears interest as if it had been; interest stays."""
        self.accrue(account)
        for parcel in account.parcels:
            if parcel.by_acceleration:
                if parcel in account.waiting:
                    account.bear_after_all(parcel, self._extension(parcel, self.today))
                account.undue(parcel, self.timely(parcel.matures) if parcel.matures < self.today else None)
                if parcel.due is not None and self._excused is not None:
                    account.excuse(parcel.due, self._excused(parcel.due))
            parcel.accelerated = False
        account.forgo_premium()
        self.accelerated.pop(account, None)

    def _fall_due(self, account: Account, parcels: list[Parcel], *, with_interest: bool = True) -> None:
        if self.with_payment and not parcels:
            return
        timely = self.timely(self.today)
        self.accrue(account)
        account.fall_due(parcels, self.today, timely, with_interest=with_interest)
        if not self._extension_interest and timely > self.today:
            account.wait(parcels)
            self._extended[account] = None
            self._to_come.add(timely + DAY)
        if account.interest_due_today or account.principal_due_today:
            self.touch(account)
            self._owe([account], timely)

    def demand(self, account: Account, cents: int) -> None:
        """Expenses fall due (4(e))."""
        timely = self.timely(self.today)
        account.demand(self.today, timely, cents)
        self.touch(account)
        self._owe([account], timely)

    def transfer(self, source: Account, target: Account, cents: int) -> None:
        """``cents`` of principal change hands, with all that goes along; both are brought up to date."""
        self.accrue(source)
        target.begins = min(target.begins, self.today)
        if not target.owing:
            target.period_start = self._period_start
            target.index = self._accrual.index(self.today, target.period_start)
        self.accrue(target)
        source.hand_over(target, cents)
        for account in (source, target):
            self.touch(account)
            self._file(account)
            if account.waiting:
                self._extended[account] = None

    def _file(self, account: Account) -> None:
        """Note anew what is due on a Note, when its time runs out, and whether it was accelerated."""
        for day in account.excused_days:
            if day != FOREVER:
                self._deadlines.add(max(day + DAY, self.today))
        if account.in_arrears:
            self._list([account])
        if any(parcel.accelerated for parcel in account.parcels):
            self.accelerated[account] = None

    def settle(self) -> None:
        """Take off the arrears the Notes on which nothing is due any more."""
        left = []
        for account in self.arrears:
            if account.in_arrears:
                left.append(account)
            else:
                account.listed = False
        self.arrears = left


def _is_late_on(day: date, account: Account) -> bool:
    """Whether a sum on a Note that is not in default already is unpaid beyond its time for the first day."""
    return account.in_default_since is None and day - DAY in account.excused_days
