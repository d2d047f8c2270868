"""The day: the only place where the Note's law and its money meet.

One method per step, in the order of this table. It settles what comes first when several things happen on one day;
the order of events in the file settles nothing but two of one kind.

====  ===========================================  =================================================================
step  what                                         why there
====  ===========================================  =================================================================
0     Notes issued today come into being           interest counts from the issue date
1     transfers                                    who holds at the opening of the day is the Holder of that day
2     Senior: balances, maturities, accelerations, a balance is the figure before the day's payments; a payment
      then payments                                counts against all of them: paid that day, no bar that day
3     Events of Default                            one that exists today supports an acceleration today
4     accelerations, what falls due by itself      before notices: an override on the same day wins
      before Holders' demands; then what undoes
      them
5     notices                                      a notice blocks the whole day on which it is effective
6     principal, interest, expenses falling due    blocked or not, they fall due
7     conversions, then recorded payments, then    what is converted is not there to be paid; recorded is fact;
      distributions, then what Senior holders      whether Senior holders have more than payment in
      received too much                            full (1(i)) shows when all that goes to them that day is counted;
      then refunds                                 what comes back (a return undoes a payment on its own day) is of
                                                   what was received beyond what was owed, today's included
8     assumed payments                             assumed is lawful
====  ===========================================  =================================================================

The bars are judged once, between 6 and 7: what is turned over in 7 lifts them from the next day.

The loop steps day by day; Holders are touched only on days on which something happens to them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from note_sched.document.columns import columns_besides
from note_sched.document.counting import accrual_of, business_days, ladder_of
from note_sched.document.events import (
    Acceleration,
    AccelerationRescinded,
    Conversion,
    Distribution,
    Expense,
    Financing,
    Payment,
    Refund,
    Transfer,
)
from note_sched.document.model import Document, Written
from note_sched.document.returned import returns_of
from note_sched.faults import Fault, Faulty, Place
from note_sched.ledger.account import Account
from note_sched.ledger.notes import NoteBook
from note_sched.ledger.parcels import Parcel
from note_sched.measure.calendar import DAY
from note_sched.measure.money import write_grouped
from note_sched.rules import ground
from note_sched.rules.acceleration import signatories
from note_sched.rules.defaults import Grace
from note_sched.rules.ground import Component, Ground
from note_sched.rules.maturity import Maturity, maturity
from note_sched.rules.override import Override, notice_given, override_end
from note_sched.rules.standing import ACCELERATED_PRINCIPAL, OVERRIDE, SENIOR
from note_sched.rules.windows import Runs, Window
from note_sched.simulation.agenda import Agenda
from note_sched.simulation.defaults_day import Defaults
from note_sched.simulation.demands import Demands
from note_sched.simulation.diary import Diary, Sink
from note_sched.simulation.law import Law
from note_sched.simulation.outcome import COMPONENTS, Declared, Undone
from note_sched.simulation.ratable import Ratable
from note_sched.simulation.receiving import Permission, Receiving, kept_of
from note_sched.simulation.remarks import Remarks
from note_sched.simulation.senior_day import SeniorDays, open_book
from note_sched.simulation.wires import Due
from note_sched.terms.roles import Role

if TYPE_CHECKING:
    from note_sched.ledger.premium import Premium
    from note_sched.ledger.trace import Trace
    from note_sched.simulation.ways import Ways


class Days:
    """The state of a run, and the steps of one day."""

    def __init__(
        self, document: Document, settled: Mapping[int, int], sink: Sink, *, daily: bool, traced: bool = False
    ) -> None:
        """Start before the first day.

        Args:
            document: a sound one.
            settled: see ``senior_day``.
            sink: takes each day's rows.
            daily: a row per day and Note.
            traced: every movement is written down in ``trace``.
        """
        note, reading = document.note, document.reading
        self.document = document
        self.instrument = document.instrument
        self.terms = document.terms
        self.calendar = business_days(document)
        self.rolls = document.terms.days.convention == "following"
        self.agenda = Agenda(document.events)
        book = open_book(document.senior_debt, note.issue_date)
        self.law = Law(document, self.terms, self.agenda, book, self.calendar)
        self.grace = Grace(self.calendar, self.terms.defaults, rolls=self.rolls)
        self.senior = SeniorDays(book, self.agenda, settled, self.law.senior_to_some, self.instrument.label)
        self.defaults = Defaults(self.agenda, self.law, self.grace)
        self.remarks = Remarks(document, self.instrument.label)
        self.maturities: list[Maturity] = []
        self.trace: Trace | None = None
        self.ways = self._ways()
        self.premium = self._premium()
        self.notes = self._open_notes(traced=traced)
        self.demands = Demands(self.terms, self.agenda, self.notes, self.law, self.defaults)
        self.permission = Permission(self.law, self.notes, all_or_none=reading.mixed_block == "all_or_none")
        discharges = reading.turnover_effect == "discharged"
        self.receiving = Receiving(self.notes, self.senior.book, self.law, self.permission, discharges=discharges)
        self.receiving.trace = self.trace
        known = bool(columns_besides(document))
        self.diary = Diary(self.notes, self.permission, sink, daily=daily, besides=known)
        self.declared: list[Declared] = []
        self.overrides: list[Window] = []
        self.principal_runs = Runs()
        self.today = note.issue_date
        self._timely: dict[date, date] = {}
        self.last_fact = max(self.agenda.last_fact, self.law.last_word, self.demands.last_end)
        matured = max(self.timely(each.date) for each in self.maturities)
        recorded = document.simulation.recorded_through or date.min
        self.last_known = max(matured, self.last_fact, recorded)
        self._unremarked: list[tuple[Acceleration, int, Override]] = []
        self._returned = self._returns()
        self._excess = 0
        self._issued: list[Account] = []
        self._relieved: list[Account] = []
        self.undone: list[Undone] = []
        self._busy = self._busy_days()

    def _open_notes(self, *, traced: bool) -> NoteBook:
        note = self.document.note
        interest, days = self.document.terms.interest, self.document.terms.days
        accrual = accrual_of(self.document) if self.ways is None else self.ways.accrual
        ladder = ladder_of(self.document)
        if traced:
            from note_sched.ledger.trace import Trace  # noqa: PLC0415 (most runs are not traced)

            self.trace = Trace(accrual.denominator)
        financings = [event for _, event, _ in self.agenda.all(Financing)]
        matures: dict[date, Maturity] = {}
        accounts: list[Account] = []
        issues: dict[date, list[tuple[Account, Parcel]]] = {note.issue_date: []}
        for position, holder in enumerate(self.document.holders):
            issued = holder.issue_date or note.issue_date
            if issued not in matures:
                matures[issued] = maturity(note, issued, financings)
            day, cause = matures[issued]
            account = self._account(holder.id, position, issued, accrual.denominator)
            account.standing = "open" if holder.principal else "paid"
            account.premium = self.premium
            accounts.append(account)
            issues.setdefault(issued, []).append((account, Parcel(int(holder.principal), max(day, issued), cause)))
        level = None
        if self.document.terms.principal.instalments is not None:
            from note_sched.simulation.instalments import by_instalments  # noqa: PLC0415 (few papers have any)

            issues, level = by_instalments(self.document, issues)
        held = {holder.issue_date or note.issue_date for holder in self.document.holders if holder.principal}
        self.maturities = [matures[issued] for issued in matures if issued in held] or list(matures.values())
        book = NoteBook if self.ways is None else self.ways.book
        return book(
            accounts,
            issues,
            accrual,
            self.timely,
            iter(ladder or ()),
            self._excused(),
            with_payment=interest.after_maturity == "with_payment" or interest.every is None,
            extension_interest=days.extension_interest,
            level=level,
        )

    def _account(self, holder: str, position: int, issued: date, denominator: int) -> Account:
        alike = self.law.of[holder]
        if self.ways is not None:
            return self.ways.account(holder, alike, position, issued, self.trace)
        account = Account(holder, alike, position, issued, denominator)
        if self.trace is not None:
            account.pen = self.trace.pen(holder, issued)
        return account

    def _ways(self) -> "Ways | None":
        """Interest in kind and in default, where the paper knows it."""
        if not self.terms.interest.in_several_ways:
            return None
        from note_sched.simulation.ways import Ways  # noqa: PLC0415 (few papers need it)

        return Ways(self.document, self.agenda, self.calendar)

    def _premium(self) -> "Premium | None":
        """The premium on principal prepaid, where the paper knows one (T-24)."""
        if self.terms.principal.prepayment is None:
            return None
        from note_sched.simulation.prepayments import premium_of  # noqa: PLC0415 (few papers have one)

        return premium_of(self.terms)

    def _because(self, kind: str, line: int = 0) -> None:
        """What moves from now on has this cause."""
        if self.trace is not None:
            self.trace.because(kind, line)

    def _busy_days(self) -> set[date]:
        days = self.agenda.days(Transfer, Acceleration, Expense, Payment, Distribution, Refund, Conversion)
        days |= self.agenda.days(AccelerationRescinded)
        days |= self.senior.days | self.law.notice_days | set(self.law.proceedings.consents) | self.demands.days
        if self.ways is not None:
            days |= self.ways.begin(self.notes, self.law, self.defaults, self.remarks)
        for petition in self.law.proceedings.petitions:
            days |= {petition.date, petition.dismissed or petition.date}
        return days

    def timely(self, due: date) -> date:
        """The last day on which a sum due on ``due`` is paid in time (R-8)."""
        found = self._timely.get(due)
        if found is None:
            found = self._timely[due] = self.calendar.roll(due) if self.rolls else due
        return found

    def _excused(self) -> Callable[[date], Mapping[Component, date]] | None:
        """By due date the last days on which sums may be unpaid without a default; None: their timely days are."""
        if not self.grace.on_payments:
            return None
        return lru_cache(maxsize=None)(self._in_grace)

    def _in_grace(self, due: date) -> Mapping[Component, date]:
        return {what: self.grace.last_day(what, due) for what in COMPONENTS}

    def before_issue(self) -> None:
        """What happened to the Senior debt, and what notices were served, before the first day."""
        self.remarks.of_the_document(self.law.never_served())
        for day in self._days_before_issue():
            self.senior.play(day)
            self.law.serve(day)
            self.law.judge(day)
        for _, event, line in self.agenda.all(Acceleration):
            if event.date < self.today:
                self._declare_void(event, line, ground.NotIssuedYet())

    def _days_before_issue(self) -> Iterable[date]:
        """Those on which something happens; every day from then on where blocked days are counted."""
        days = sorted(day for day in self._busy if day < self.today)
        if not days or not self.law.cuts_windows:
            return days
        return (days[0] + DAY * passed for passed in range((self.today - days[0]).days))

    def is_quiet(self, day: date) -> bool:
        """Whether nothing is dated on ``day`` and nothing of the days before can bear on it."""
        return not (self.notes.arrears or day in self._busy or self.notes.has_business_on(day)) and self.law.quiet

    def morning(self, day: date) -> None:
        """Steps 0 to 6, and the day's verdict."""
        self.today = self.notes.today = day
        if self.premium is not None:
            self.premium.today = day
        if self.trace is not None:
            self.trace.today = day
        self._because("issue")
        self.notes.end_extensions()
        self._issued = self.notes.issue()
        self._transfer()
        self._excess = self.senior.play(day)
        late = self.notes.out_of_time()
        self.defaults.begin(day, late)
        self.remarks.missed(late, day)
        self._accelerate()
        self._rescind()
        if day in self.law.notice_days:
            self.law.serve(day, self._arrears)
        changed = self.law.judge(day)  # of what falls due today nothing bears on it, and what is elected rests on it
        self._because("instalment")
        self.notes.instalments()
        self._because("principal_instalment")
        self.notes.instalments_of_principal()
        self._because("maturity")
        self.notes.mature()
        for _, event, line in self.agenda.on(Expense, day):
            self._because("expense", line)
            self.notes.demand(self.notes.by_id[event.holder], event.amount)
        self._judge(changed)

    def noon(self) -> None:
        """Step 7."""
        for _, conversion, line in self.agenda.on(Conversion, self.today):
            from note_sched.simulation.conversions import convert  # noqa: PLC0415 (few documents convert any)

            self._because("conversion", line)
            convert(conversion, line, self.notes, self.remarks)
        payments = self.agenda.on(Payment, self.today)
        self._pay([(payment, line, self._returned.get(order, 0)) for order, payment, line in payments])
        for _, distribution, line in self.agenda.on(Distribution, self.today):
            self._because("distribution", line)
            self.remarks.receipt(distribution, line, self.receiving.distribution(distribution, line))
        if self._excess and self.law.in_court(self.today) and self.law.all_senior_paid():
            self._because("returned_by_senior")
            self.receiving.returned_by_senior(self._excess)
        for _, refund, line in self.agenda.on(Refund, self.today):
            self.receiving.refund(refund, line)
        if self.receiving.received_on(self.today):
            self.notes.settle()

    def evening(self, *, assumes: bool) -> None:
        """Step 8 where payments are assumed today; then the defaults that end, and the day's rows."""
        if assumes and self.notes.arrears and (not self.rolls or self.calendar.is_business(self.today)):
            self._because("assumed")
            self.receiving.assume()
        self._interest_of_the_evening()
        self._subrogate()
        self.diary.write(self.today)
        if self.today > self.document.note.issue_date:
            self.diary.issued(self._issued, self.today)

    def _interest_of_the_evening(self) -> None:
        """What is unpaid at the end of its timely day may be added to principal; then defaults end or bear interest."""
        if self.ways is not None:
            self._because("deemed")
            self.ways.deem(self.notes)
        touched = self.notes.touched
        self.defaults.end(self.today, touched + self._relieved if self._relieved else touched)
        if self.ways is not None:
            self.ways.evening(self.today, self._issued)

    def _transfer(self) -> None:
        for _, event, line in self.agenda.on(Transfer, self.today):
            source, target = self.notes.by_id[event.source], self.notes.by_id[event.target]
            cents = source.principal if event.amount is None else event.amount
            if cents > source.principal:
                raise Faulty([_too_much(event, line, cents, source.principal)])
            if event.amount is None and not source.held:
                raise Faulty([_nothing_yet(event, line)])
            held = target.principal
            self._because("transfer", line)
            self.notes.transfer(source, target, cents)
            self.notes.settle()
            arrived = self.law.transfer(self.today, event.source, event.target)
            if arrived and held:
                self.remarks.inherited_block(event, line, held, arrived[0])

    def _accelerate(self) -> None:
        by_themselves = self.demands.automatic(self.today)
        if by_themselves:
            self._fall_due(by_themselves, 0)
            self.declared.append(Declared(None, self.today, valid=True, ground=ground.ByItself()))
            if self.terms.override is not None:
                self.overrides.append(_override_window(self.today, (), None, ground.NoNoticeOfAcceleration()))
        for _, event, line in self.agenda.on(Acceleration, self.today):
            concerned = self.demands.concerned(event)
            why = self.demands.why_void(self.today, event, concerned)
            if why is not None:
                self._declare_void(event, line, why)
                continue
            self._fall_due(concerned, line)
            self.declared.append(Declared(event.holder, event.date, valid=True, ground=None, holders=_together(event)))
            if self.terms.override is not None:
                self._override(event, line, self.terms.override)

    def _rescind(self) -> None:
        """Accelerations undone; the override of one ends the day before (T-25)."""
        self._relieved = []
        events = self.agenda.on(AccelerationRescinded, self.today)
        if not events:
            return
        from note_sched.simulation.rescissions import Rescissions  # noqa: PLC0415 (few documents undo any)

        rescissions = Rescissions(self.terms, self.notes)
        for _, event, line in events:
            for signing in rescissions.parts(event):
                why = rescissions.why_void(signing, self.declared)
                if why is not None:
                    self.remarks.void_rescission(event, line, signing, why)
                    continue
                self._because("acceleration_rescinded", line)
                accounts = rescissions.undo(signing)
                self._relieved += accounts
                self.undone.append(Undone(self.today, tuple(account.holder for account in accounts)))
                self.diary.recheck(accounts)
                whose = None if self.terms.acceleration.by != "holder" else {account.holder for account in accounts}
                ended = self.law.end_overrides(self.today, whose)
                self.overrides = [_cut(window, ended, self.today) for window in self.overrides]

    def _fall_due(self, accounts: Iterable[Account], line: int) -> None:
        """Some Notes are accelerated, by a demand on ``line`` (0: by themselves)."""
        self._because("acceleration", line)
        for account in accounts:
            self.notes.accelerate(account)

    def _declare_void(self, event: Acceleration, line: int, why: Ground) -> None:
        self.declared.append(Declared(event.holder, event.date, valid=False, ground=why, holders=_together(event)))
        self.remarks.void_acceleration(event, line, why)

    def _arrears(self, holder: str) -> Ground | None:
        """The oldest sum that was unpaid on a Note at the opening of the day, where it voids a notice of Senior."""
        oldest = self.notes.by_id[holder].oldest_arrear(self.today)
        return None if oldest is None else ground.ArrearsUnpaid(oldest[1], oldest[0])

    def _override(self, event: Acceleration, line: int, lasts: int) -> None:
        noticed, holders = notice_given(event), signatories(event)
        inside = self.terms.blockage.last_day == "blocked"
        end = override_end(event.date, noticed, lasts, last_day_counts=inside) if noticed else None
        if end is not None:
            opened = Override(event.date, end, holders)
            self.law.override(opened)
            self._unremarked.append((event, line, opened))
            self.overrides.append(_override_window(event.date, holders, end, None))
            return
        why = ground.NoNoticeOfAcceleration() if noticed is None else ground.OverrideOver(noticed, lasts)
        self.overrides.append(_override_window(event.date, holders, None, why))
        self.remarks.no_override(event, line, why)

    def _judge(self, changed: set[str]) -> None:
        """``changed``: for whom the law is not yesterday's."""
        shadowed = self.permission.shadowed
        section_three = self.permission.judge()
        if changed or section_three:
            everyone, issued = self.notes.accounts, set(self._issued)
            self.diary.recheck(a for a in everyone if section_three or a.alike in changed or a in issued)
        elif self._issued:
            # The law stood before these Notes did; and one that was paid (what it took over, say) is not any more.
            self.diary.recheck(a for a in self._issued if not self.law.quiet or (a.principal and a.standing == "paid"))
        self.diary.recheck(account for account in shadowed if account not in self.permission.shadowed)
        self._observe_accelerated_principal()
        if self.trace is not None:
            facilities = self.senior.book.facilities
            unpaid = {f"{SENIOR} {claim.key}": claim.unpaid for facility in facilities for claim in facility.claims}
            self.trace.judged({each.id: each.outstanding for each in facilities}, unpaid)

    def _observe_accelerated_principal(self) -> None:
        shadowed = self.permission.shadowed
        if not shadowed and not self.notes.accelerated and not self._relieved:
            return
        self.principal_runs.observe(
            self.today, {(account.holder, ACCELERATED_PRINCIPAL): bar.cause for account, bar in shadowed.items()}
        )
        shadows = {name for name, verdict in self.law.verdicts.items() if verdict.shadow}
        if shadows and self._unremarked:
            self._remark_principal_not_accelerated(shadows)

    def _remark_principal_not_accelerated(self, shadows: set[str]) -> None:
        untouched = [
            account.holder
            for account in self.notes.accounts
            if account.alike in shadows and any(not parcel.accelerated for parcel in account.parcels)
        ]
        if not untouched:
            return
        running = [each for each in self._unremarked if each[2].start <= self.today <= each[2].end]
        for event, line, _ in running:
            self.remarks.not_accelerated(event, line, untouched)
        self._unremarked = [each for each in self._unremarked if each not in running]

    def _returns(self) -> dict[int, int]:
        """Cents of each payment, by its place in the document, that came back."""
        found = returns_of(self.document.events)
        if found.left:  # a part of the document, such as what was known on a day, may lack the payment
            place, cents = next(iter(found.left.items()))
            raise Faulty([_returned_unpaid(self.document.events[place], cents)])
        return {place: sum(each.cents for each in taken) for place, taken in found.taken.items()}

    def _pay(self, payments: Sequence[tuple[Payment, int, int]]) -> None:
        """The recorded payments of the day, each with its line and what came back of it later.

        Those to one Holder are ratable or not only all together. One that came back whole was not received.
        """
        if not payments:
            return
        begun = self.notes.begun()
        to_one = any(payment.to for payment, _, _ in payments)
        ratable = Ratable(begun, self.permission) if to_one else None
        for payment, line, returned in payments:
            self._because("payment", line)
            addressed = [self.notes.by_id[payment.to]] if payment.to else begun
            kept = kept_of(payment, line, addressed, returned)
            if not kept:
                continue
            if ratable is not None:
                ratable.comes(payment, line, kept)
            due = self._due(addressed)
            before = sum(account.principal_prepaid for account in addressed)
            receipt = self.receiving.payment(kept, line, addressed, returned)
            self.remarks.payment(payment, line, due, receipt, self.receiving.assumed)
            prepaid = sum(account.principal_prepaid for account in addressed) - before
            if prepaid and self.terms.principal.prepayment is not None:
                self._told_of_prepayment(payment, line, prepaid, addressed)
        self.remarks.payments_over(ratable)

    def _told_of_prepayment(self, payment: Payment, line: int, prepaid: int, accounts: Sequence[Account]) -> None:
        """Whether so much principal was prepaid against the rules of the paper (T-24)."""
        from note_sched.simulation.prepayments import told  # noqa: PLC0415 (few papers have any)

        against = told(self.terms.principal.prepayment, self.today, prepaid, accounts)
        if against:
            self.remarks.against_prepayment(payment, line, prepaid, against)

    def _due(self, accounts: Iterable[Account]) -> Due:
        """What is due and unpaid on some Notes, and their principal."""
        due = [(self.permission.due(account), account.principal) for account in accounts]
        return Due(
            sum(sum(each.values()) for each, _ in due),
            sum(each["interest"] for each, _ in due),
            sum(principal for _, principal in due),
        )

    def _subrogate(self) -> None:
        for account in self.receiving.pooled:
            if account.subrogated_from is None:
                self.notes.accrue(account)
                if account.owing and not self.law.outstanding(account.alike):
                    account.subrogated_from = self.today

    def principal_windows(self) -> Iterator[Window]:
        """The runs of days on which accelerated principal was barred though its Blockage Event was suspended."""
        for run in self.principal_runs.all():
            yield Window(
                ACCELERATED_PRINCIPAL,
                run.who,
                run.start,
                run.end,
                effective=True,
                ground=None,
                cause=run.cause,
                role=Role.ACCELERATED_PRINCIPAL,
            )


def _together(event: Acceleration) -> tuple[str, ...]:
    """Those who accelerate all Notes; none where a Holder accelerates its own."""
    return () if event.holders is None else signatories(event)


def _cut(window: Window, ended: Sequence[Override], day: date) -> Window:
    """The window of an override that ended the day before ``day``."""
    over = any((each.start, each.end, each.holders) == (window.start, window.end, window.cause) for each in ended)
    if not over:
        return window
    if window.start == day:
        return window._replace(end=None, effective=False, ground=ground.OverrideUndone())
    return window._replace(end=day - DAY)


def _override_window(start: date, holders: tuple[str, ...], end: date | None, void: Ground | None) -> Window:
    effective = void is None
    return Window(OVERRIDE, None, start, end, effective=effective, ground=void, cause=holders, role=Role.OVERRIDE)


def _too_much(event: Transfer, line: int, cents: int, held: int) -> Fault:
    return Fault(
        Place(line, 1),
        f"{event.source} transfers {write_grouped(cents)} on {event.date} but then holds {write_grouped(held)}",
        "no more principal than is held on the day of the transfer, after all earlier payments",
        "lower `amount`, or leave it out to transfer all",
    )


def _returned_unpaid(written: Written, cents: int) -> Fault:
    return Fault(
        Place(written.line, 1),
        f"{write_grouped(cents)} comes back on {written.event.date} that was not paid, as far as is known",
        "the return of a payment of that day",
        "look at the payment's day, addressee and `recorded`",
    )


def _nothing_yet(event: Transfer, line: int) -> Fault:
    return Fault(
        Place(line, 1),
        f"{event.source} transfers all on {event.date} but then holds nothing yet",
        "a Holder who holds, or has held, a Note by that day, as far as is known",
        "look at the day, and at `recorded` of what came to it before",
    )
