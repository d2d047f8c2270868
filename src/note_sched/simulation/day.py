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

The loop goes from one day on which anything can happen to the next (``DaySteps.next_day``); Holders are touched only on
days on which something happens to them. Payment dates on which steps 6 and 8 alone have something to do, and do the
same to every Note, are passed in step (``DaySteps.pass_in_step``).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from note_sched.document.columns import columns_besides
from note_sched.document.counting import business_days
from note_sched.document.events import (
    Acceleration,
    AccelerationRescinded,
    Conversion,
    DefaultWaived,
    Distribution,
    Expense,
    Payment,
    Refund,
    Transfer,
)
from note_sched.document.model import Document
from note_sched.ledger.account import Account
from note_sched.ledger.entries import Row
from note_sched.ledger.in_step import pay_in_step
from note_sched.measure.business_days import DAY
from note_sched.measure.upcoming import DaysToCome
from note_sched.rules import ground
from note_sched.rules.defaults import Graces
from note_sched.rules.ground import Component, Ground
from note_sched.rules.standing import SENIOR
from note_sched.simulation.accelerating import Accelerations
from note_sched.simulation.agenda import Agenda
from note_sched.simulation.defaults_day import Defaults
from note_sched.simulation.demands import Demands
from note_sched.simulation.diary import Diary, Sink
from note_sched.simulation.issue_date import open_notes
from note_sched.simulation.law import Law
from note_sched.simulation.outcome import COMPONENTS
from note_sched.simulation.payable_today import PayableToday
from note_sched.simulation.receiving import Receiving
from note_sched.simulation.recorded import RecordedPayments
from note_sched.simulation.remarks import Remarks
from note_sched.simulation.senior_day import SeniorDays, open_book
from note_sched.simulation.transferring import transfer


class DaySteps:
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
        self.grace = Graces(self.calendar, self.terms.defaults, rolls=self.rolls)
        self.senior = SeniorDays(book, self.agenda, settled, self.law.senior_to_some, self.instrument.label)
        self.defaults = Defaults(self.agenda, self.law, self.grace)
        self.remarks = Remarks(document, self.instrument.label)
        self._timely: dict[date, date] = {}
        opened = open_notes(
            document,
            self.agenda,
            self.calendar,
            self.law.of,
            timely=self.timely,
            excused=self._excused(),
            traced=traced,
        )
        self.notes, self.maturities, self.ways, self.premium, self.trace = opened
        self.notes.every_deadline_counts = document.simulation.payments == "recorded"
        self.demands = Demands(self.terms, self.agenda, self.notes, self.law, self.defaults)
        self.accelerations = Accelerations(
            self.terms, self.agenda, self.notes, self.law, self.demands, self.remarks, self._because
        )
        self.permission = PayableToday(self.law, self.notes, all_or_none=reading.mixed_block == "all_or_none")
        discharges = reading.turnover_effect == "discharged"
        self.receiving = Receiving(self.notes, self.senior.book, self.law, self.permission, discharges=discharges)
        self.receiving.trace = self.trace
        self._recorded = RecordedPayments(
            document, self.agenda, self.notes, self.receiving, self.remarks, self._because
        )
        known = bool(columns_besides(document))
        self.diary = Diary(self.notes, self.permission, sink, daily=daily, besides=known)
        self.today = note.issue_date
        self.last_fact = max(self.agenda.last_fact, self.law.last_word, self.demands.last_end)
        matured = max(self.timely(each.date) for each in self.maturities)
        recorded = document.simulation.recorded_through or date.min
        self.last_known = max(matured, self.last_fact, recorded)
        self._record_ends = recorded
        self._excess = 0
        self.moved = False
        self._issued: list[Account] = []
        self._relieved: list[Account] = []
        self._dated = self._dated_days()
        self._to_come = DaysToCome(self._dated)
        self._again = date.max

    def _because(self, kind: str, line: int = 0) -> None:
        """What moves from now on has this cause."""
        if self.trace is not None:
            self.trace.because(kind, line)

    def _dated_days(self) -> set[date]:
        """The days on which something happens by the facts alone."""
        days = self.agenda.days(Transfer, Acceleration, Expense, Payment, Distribution, Refund, Conversion)
        days |= self.agenda.days(AccelerationRescinded, DefaultWaived)
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
            self.law.look_again()
            self.law.judge(day)
        self.law.look_again()
        self.accelerations.before_issue()

    def _days_before_issue(self) -> Iterable[date]:
        """Those on which something happens; every day from then on where blocked days are counted."""
        days = sorted(day for day in self._dated if day < self.today)
        if not days or not self.law.cuts_windows:
            return days
        return (days[0] + DAY * passed for passed in range((self.today - days[0]).days))

    def next_day(self) -> date:
        """The first day after today on which anything can happen, as far as is known this evening.

        Something is dated on it, falls due or is out of time by it; the law may turn; an assumed payment waits for it;
        or what moved today bears on it. On the days between nothing happens but that interest runs.
        """
        today = self.today
        return min(
            self._again, self._to_come.after(today), self.notes.business_after(today), self.law.turns_after(today)
        )

    def pass_in_step(self, before: date) -> None:
        """Live the payment dates up to a day, which is not reached, as long as nothing but interest falls due.

        Payments must be assumed on all those days. Nothing is unpaid tonight, nothing is barred, no fact is dated and
        no law turns on them: of the table above 6 and 8 alone have something to do, and the same for every Note.
        """
        if self.notes.arrears or self.notes.next_instalment >= before or not self._is_plain:
            return
        before = min(before, self._again, self._to_come.after(self.today), self.law.turns_after(self.today))
        before = min(before, self.notes.comes_after(self.today))
        pay_in_step(self.notes, before, self._paid_in_step)
        self.today = self.notes.today

    def _paid_in_step(self, rows: Sequence[Row], cents: int, day: date) -> None:
        self.receiving.assume_of_many(cents, day)
        self.diary.paid_in_step(rows, cents)

    @property
    def _is_plain(self) -> bool:
        """Whether nothing has happened to a Note that lasts: a bar, an acceleration, a default, a turnover."""
        lasting = self.notes.accelerated or self.receiving.pooled or self.defaults.any_open
        return not (lasting or self.trace) and self.notes.has_plan and self.permission.nothing_barred

    def morning(self, day: date) -> None:
        """Steps 0 to 6, and the day's verdict; what is told by facts alone is asked on days on which there are some."""
        dated = self._begin(day)
        self._because("issue")
        self.notes.end_extensions()
        self._issued = self.notes.issue()
        if dated:
            self._transfer()
            self._play_senior()
        late = self.notes.out_of_time()
        if late:
            self.defaults.begin(day, late)
            self.remarks.missed(late, day)
        if dated or late:
            self.accelerations.declare(day)
            self._relieved = self.accelerations.rescind(day)
        if dated and day in self.law.notice_days:
            self.law.serve(day, self._arrears)
        changed = self.law.judge(day)  # of what falls due today nothing bears on it, and what is elected rests on it
        self._because("instalment")
        self.notes.instalments()
        self._because("principal_instalment")
        self.notes.instalments_of_principal()
        self._because("maturity")
        self.notes.mature()
        if dated:
            self._demand()
        self._judge(changed)

    def _begin(self, day: date) -> bool:
        """Nothing has happened today yet; returns whether facts are dated on it."""
        self.today = self.notes.today = day
        self._excess = 0
        self._relieved = []
        if self.premium is not None:
            self.premium.today = day
        if self.trace is not None:
            self.trace.today = day
        return day in self._dated

    def _transfer(self) -> None:
        for _, event, line in self.agenda.on(Transfer, self.today):
            self._because("transfer", line)
            transfer(event, line, self.notes, self.law, self.remarks)

    def _play_senior(self) -> None:
        if self.today in self.senior.days:
            self._excess = self.senior.play(self.today)
            self.law.look_again()

    def _demand(self) -> None:
        for _, event, line in self.agenda.on(Expense, self.today):
            self._because("expense", line)
            self.notes.demand(self.notes.by_id[event.holder], event.amount)

    def noon(self) -> None:
        """Step 7."""
        if self.today not in self._dated:
            return
        for _, conversion, line in self.agenda.on(Conversion, self.today):
            from note_sched.simulation.conversions import convert  # noqa: PLC0415 (few documents convert any)

            self._because("conversion", line)
            convert(conversion, line, self.notes, self.remarks)
        self._recorded.receive(self.today)
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
        self._again = self._assume(assumes=assumes) if self.notes.arrears else date.max
        self._interest_of_the_evening()
        if self.receiving.pooled:
            self._subrogate()
        self.moved = bool(self.notes.touched)
        if self.moved and self.permission.rests_on(self.notes.touched):
            self._again = self.today + DAY
        self.diary.write(self.today)
        if self._issued and self.today > self.document.note.issue_date:
            self.diary.issued(self._issued, self.today)

    def _assume(self, *, assumes: bool) -> date:
        """Step 8; returns the day on which what is unpaid, if no bar is on it, may be assumed as paid after all."""
        if not assumes:
            return self._record_ends + DAY if self.today <= self._record_ends else date.max
        if self.rolls and not self.calendar.is_business(self.today):
            return self.calendar.roll(self.today) if self.receiving.some_may_be_paid else date.max
        self._because("assumed")
        self.receiving.assume()
        return date.max

    def _interest_of_the_evening(self) -> None:
        """What is unpaid at the end of its timely day may be added to principal; then defaults end or bear interest."""
        if self.ways is not None:
            self._because("deemed")
            self.ways.deem(self.notes)
        touched = self.notes.touched
        self.defaults.end(self.today, touched + self._relieved if self._relieved else touched)
        if self.ways is not None:
            self.ways.evening(self.today, self._issued)
            if self.notes.arrears:
                self._again = self.today + DAY  # what bears interest in default, and how, is settled day by day

    def _arrears(self, holder: str) -> Ground | None:
        """The oldest sum that was unpaid on a Note at the opening of the day, where it voids a notice of Senior."""
        oldest = self.notes.by_id[holder].oldest_arrear(self.today)
        return None if oldest is None else ground.ArrearsUnpaid(oldest[1], oldest[0])

    def _judge(self, changed: set[str]) -> None:
        """``changed``: for whom the law is not yesterday's."""
        shadowed = self.permission.shadowed
        section_three = self.permission.judge(changed=bool(changed))
        if changed or section_three:
            everyone, issued = self.notes.accounts, set(self._issued)
            self.diary.recheck(a for a in everyone if section_three or a.alike in changed or a in issued)
        elif self._issued:
            # The law stood before these Notes did; and one that was paid (what it took over, say) is not any more.
            free = self.permission.nothing_barred
            self.diary.recheck(a for a in self._issued if not free or (a.principal and a.standing == "paid"))
        if shadowed or self._relieved or self.notes.accelerated:
            self.diary.recheck(account for account in shadowed if account not in self.permission.shadowed)
            self.diary.recheck(self._relieved)
            self.accelerations.observe(self.today, self.permission.shadowed)
        if self.trace is not None:
            facilities = self.senior.book.facilities
            unpaid = {f"{SENIOR} {claim.key}": claim.unpaid for facility in facilities for claim in facility.claims}
            self.trace.judged({each.id: each.outstanding for each in facilities}, unpaid)

    def _subrogate(self) -> None:
        for account in self.receiving.pooled:
            if account.subrogated_from is None:
                self.notes.accrue(account)
                if account.owing and not self.law.outstanding(account.alike):
                    account.subrogated_from = self.today
