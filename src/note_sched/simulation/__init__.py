"""From a document to a finished run: day by day, in the order of the table in ``day``."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from note_sched.document.events import Acceleration, DefaultWaived, SeniorAvoidance
from note_sched.document.model import Document
from note_sched.faults import Refusal
from note_sched.ledger.account import Account
from note_sched.ledger.entries import Row
from note_sched.ledger.notes import NoteBook
from note_sched.measure.business_days import DAY, LAST_DAY
from note_sched.rules.standing import BLOCKAGE, OVERRIDE
from note_sched.rules.windows import in_order
from note_sched.simulation.day import DaySteps
from note_sched.simulation.diary import Sink
from note_sched.simulation.outcome import DaysAlike, Run, Subrogation
from note_sched.simulation.receiving import all_turnovers

if TYPE_CHECKING:
    from note_sched.ledger.trace import Trace
    from note_sched.simulation.asking import Question

_BEYOND = timedelta(days=31)


def simulate(  # noqa: PLR0913 (independent wishes, each by name)
    document: Document,
    *,
    through: date | None = None,
    ask: date | None = None,
    watch: bool = True,
    until: date | None = None,
    daily: bool = False,
    traced: bool = False,
    sink: Sink | None = None,
) -> Run:
    """Play a document.

    Args:
        document: a sound one.
        through: the last day, instead of the document's.
        ask: the day whose position (``Run.asked``) is wanted; it is always reached, and later days are watched, as
            far as the default last day, for its bars to lift.
        watch: whether they are watched; where they are not, the run ends with the day after the one asked about.
        until: how far days are played behind the one asked about, though all its bars have lifted; for their rows.
        daily: a row per day and Note.
        traced: write down every movement with its cause in ``Run.trace``.
        sink: takes the rows, some at a time, day by day and in document order; without one ``Run.rows`` keeps them.

    Raises:
        Refusal: a day before the issue date, or beyond the calendar, was asked for.
        Faulty: a transfer of more than is held.
    """
    settled: Mapping[int, int] = {}
    if any(isinstance(written.event, SeniorAvoidance) for written in document.events):
        settled = _settled_before_any_avoidance(document, through, ask, watch=watch)
    return _play(document, settled, through, ask, watch=watch, until=until, daily=daily, traced=traced, sink=sink)


def day_by_day(document: Document, last: date) -> list[DaysAlike]:
    """The position on every day from the first issue through ``last``: of each what ``simulate`` gives that is asked.

    Days that differ by the interest that runs, and by nothing else, are told together.

    Args:
        document: a sound one.
        last: a day on or after the issue date.

    Raises:
        Faulty: a transfer of more than is held.
    """
    settled: Mapping[int, int] = {}
    first, through = document.note.issue_date, document.simulation.through
    far = max(last, through or last)
    if any(isinstance(written.event, SeniorAvoidance) for written in document.events):
        settled = _settled_before_any_avoidance(document, through, first, watch=True)
    days = DaySteps(document, settled, lambda _: None, daily=False, traced=False)
    days.before_issue()
    found: list[DaysAlike] = []
    day, furthest = first, LAST_DAY
    while day <= min(furthest + DAY, LAST_DAY):
        question = _question(days, day, watch=False, until=None)
        _live(days, day, question)
        if furthest == LAST_DAY and day >= far and _nothing_more(days, day):
            furthest = day
        accrued: list[list[int]] = []
        differs = days.moved or days.agenda.on(DefaultWaived, day)  # with which a default ends, and nothing moves
        if furthest == LAST_DAY and not differs and days.premium is None:  # a premium may be less from day to day
            marks = [days.notes.deadline_after(day), last + DAY, far, *_ends(days)]
            accrued = question.days_alike(min(days.next_day(), _first_after(day, [*marks, LAST_DAY - DAY, LAST_DAY])))
        found.append(DaysAlike(question.answer(), accrued))
        day += DAY * (1 + len(accrued))
    from note_sched.simulation.lifting import with_lifts  # noqa: PLC0415 (such questions alone need it)

    return [each for each in with_lifts(found) if each.asked.day <= last]


def _settled_before_any_avoidance(
    document: Document, through: date | None, ask: date | None, *, watch: bool
) -> Mapping[int, int]:
    """What every payment ``in_full`` was on the books of its day, by its place in the document (1(i)).

    Where later days are watched, on all of them: which of them will be looked at, these books cannot tell, for on them
    the bars lift on other days.
    """
    orders = [order for order, each in enumerate(document.events) if not isinstance(each.event, SeniorAvoidance)]
    kept = document._replace(events=tuple(document.events[order] for order in orders))
    if ask is not None and watch:
        kept, through, ask = kept._replace(simulation=replace(kept.simulation, through=None)), None, None
    before = _play(kept, {}, through, ask, watch=watch, daily=False, sink=lambda _: None)
    return {orders[order]: cents for order, cents in before.in_full.items()}


def _play(  # noqa: PLR0913 (what `simulate` takes, and the sums of the first of two runs)
    document: Document,
    settled: Mapping[int, int],
    through: date | None,
    ask: date | None,
    *,
    watch: bool,
    daily: bool,
    sink: Sink | None,
    until: date | None = None,
    traced: bool = False,
) -> Run:
    first_day = document.note.issue_date
    through = through or document.simulation.through
    for day in (through, ask):
        if day is not None and day < first_day:
            raise Refusal(f"{day} is before the issue date, {first_day}", "ask for a day on or after it")
        if day is not None and day > LAST_DAY:
            raise Refusal(
                f"{day} is beyond the calendar of this program, which ends {LAST_DAY}", "ask for an earlier day"
            )
    rows: list[Row] = []
    days = DaySteps(document, settled, sink or rows.extend, daily=daily, traced=traced)
    days.before_issue()
    question = None if ask is None else _question(days, ask, watch=watch, until=until)
    marks = [] if through is None else [through]
    if question is not None:
        marks += [question.day + DAY, question.until]
    day = following = first_day
    while True:
        if day == following:
            _live(days, day, question)
            if not (daily or days.notes.arrears):
                days.pass_in_step(_in_step_before(days, through, question))
                day = days.today
            following = day + DAY if daily else _next_day(days, question)
        if _done(days, day, through, question):
            run = _finish(days, day, rows, question)
            looked_far = question is not None or through is None
            return run if looked_far and not days.law.cuts_windows else _with_later_windows(days, run)
        day = min(following, _first_after(day, [*marks, *_ends(days)]))


def _in_step_before(days: DaySteps, through: date | None, question: "Question | None") -> date:
    """How far a run may go without looking at each of its days: payments are assumed on all, and none is the last."""
    wanted, today = days.document.simulation, days.today
    if wanted.payments != "assumed" or (wanted.recorded_through is not None and today < wanted.recorded_through):
        return today
    _, beyond, _ = _ends(days)
    before = min(LAST_DAY, beyond)
    if question is not None:
        before = min(before, question.day)
    for last in (through, wanted.assumed_through):
        if last is not None and last < before:
            before = last + DAY
    return before


def _next_day(days: DaySteps, question: "Question | None") -> date:
    """The next day to be lived: that asked about too, and behind it those on which bars may be seen to lift."""
    today, found = days.today, days.next_day()
    if question is not None and today < question.day:
        return min(found, question.day)
    if question is None or question.settled:
        return found
    if (days.moved or today == question.day) and (days.notes.arrears or days.law.may_bar(today)):
        return today + DAY
    return min(found, days.notes.deadline_after(today))


def _first_after(day: date, days: Iterable[date]) -> date:
    return min(each for each in days if each > day)


def _question(days: DaySteps, day: date, *, watch: bool, until: date | None) -> "Question":
    from note_sched.simulation.asking import Question  # noqa: PLC0415 (a plain run is asked nothing)

    alone = days.demands.alone((event for _, event, _ in days.agenda.all(Acceleration)), days.notes.by_id)
    question = Question(day, days.notes, days.law, days.senior.book, days.receiving, alone)
    question.watches = watch
    question.until = until or day
    return question


def _with_later_windows(days: DaySteps, run: Run) -> Run:
    """Windows are given as computed from all facts: those of notices and accelerations after ``through`` too."""
    last_word = max([*days.law.notice_days, *days.agenda.days(Acceleration), *days.demands.days], default=date.min)
    if not _windows_to_come(days, run.through, last_word):
        return run
    days.diary.mute()
    if days.trace is not None:
        days.trace.close()
    day = run.through
    while _windows_to_come(days, day, last_word):
        following = days.next_day()
        day = min(following, _first_after(day, [last_word, *_ends(days)]))
        if day == following:
            _live(days, day, None)
    told = (BLOCKAGE, OVERRIDE)
    windows = [window for window in run.windows if window.kind not in told]
    later = [window for window in [*days.law.windows(), *days.accelerations.overrides] if window.kind in told]
    return run._replace(windows=in_order([*windows, *later], days.notes.places))


def _windows_to_come(days: DaySteps, day: date, last_word: date) -> bool:
    """Whether after ``day`` a notice may found a window, or, up to the default last day, one may be cut short."""
    return day < last_word or (days.law.cuts_windows and not _nothing_more(days, day))


def _live(days: DaySteps, day: date, question: "Question | None") -> None:
    days.morning(day)
    days.noon()
    if question is not None and day == question.day:
        question.take()
    elif question is not None and day > question.day:
        question.watch(day)
    days.evening(assumes=_assumes(days.document, day))


def _assumes(document: Document, day: date) -> bool:
    wanted = document.simulation
    return (
        wanted.payments == "assumed"
        and (wanted.recorded_through is None or day > wanted.recorded_through)
        and (wanted.assumed_through is None or day <= wanted.assumed_through)
    )


def _done(days: DaySteps, day: date, through: date | None, question: "Question | None") -> bool:
    if day == LAST_DAY:
        return True
    if question is None:
        return day >= through if through is not None else _nothing_more(days, day)
    if day < question.until:
        return day > question.day and _nothing_more(days, day)
    if day <= question.day or (through is not None and day < through):
        return day > question.day and question.settled
    return question.settled or _nothing_more(days, day)


def _nothing_more(days: DaySteps, day: date) -> bool:
    """The default last day: all Notes paid and no dated fact left, or a month after the last thing known."""
    if not days.diary.unpaid and day >= days.last_fact and not days.notes.to_come:
        return True
    _, beyond, _ = _ends(days)
    return day >= beyond


def _ends(days: DaySteps) -> tuple[date, ...]:
    """The days on which, if nothing happens until then, there may be nothing more."""
    return days.last_fact, max(days.last_known, days.law.furthest_end) + _BEYOND, LAST_DAY


def _finish(days: DaySteps, day: date, rows: list[Row], question: "Question | None") -> Run:
    declared = days.accelerations
    latest = max(days.maturities, key=lambda each: each.date)
    order = days.notes.places
    totals = replace(days.diary.totals)
    totals.refundable = sum(receipt.refundable for receipt in days.receiving.receipts)
    totals.refundable -= sum(refund.amount for refund in days.receiving.refunds)
    totals.accrued_paid = sum(account.accrued_paid for account in days.notes.accounts)
    totals.principal_prepaid = sum(account.principal_prepaid for account in days.notes.accounts)
    totals.collection_expenses = sum(receipt.collection for receipt in days.receiving.receipts)
    told = date.max if question is None else question.day  # how far a question looks beyond its day is chance
    for name, alike in days.law.alike.items():
        for void in alike.history.void:
            if void.day <= told:
                days.remarks.void_notice(void, days.law.members[name])
    if days.agenda.days(DefaultWaived):
        from note_sched.simulation.without_effect import waivers  # noqa: PLC0415 (few documents waive)

        existed = days.defaults.through(day, order, days.instrument.label)
        days.remarks.without_effect(waivers([each for each in days.document.events if each.event.date <= day], existed))
    days.remarks.gaps(None if question is None else question.day)
    days.remarks.projected(day if question is None else question.day)
    days.notes.today = day
    if days.trace is not None:
        days.trace.today = day
    subrogation = [_subrogation(days, account) for account in days.notes.accounts if account.pool]
    if days.trace is not None:
        _accrue_to_the_end(days.notes, days.trace, day)
    cautions = days.remarks.in_order(days.senior.cautions, told)
    acknowledged = days.remarks.acknowledged(cautions, day if told == date.max else date.min)
    return Run(
        document=days.document,
        instrument=days.instrument,
        first_day=days.document.note.issue_date,
        through=day,
        rows=rows,
        issues=list(days.diary.issues),
        maturity=latest,
        timely_maturity=days.timely(latest.date),
        windows=in_order([*days.law.windows(), *declared.overrides, *declared.barred(), *days.demands.windows], order),
        defaults=days.defaults.through(day, order, days.instrument.label),
        accelerations=sorted(declared.declared, key=lambda each: (each.date, order.get(each.holder or "", -1))),
        turnovers=all_turnovers(days.receiving.receipts, order),
        receipts=list(days.receiving.receipts),
        refunds=list(days.receiving.refunds),
        subrogation=subrogation,
        totals=totals,
        cautions=cautions,
        acknowledged=acknowledged,
        asked=None if question is None else question.answer(),
        in_full=days.senior.in_full,
        timely=days.timely,
        grace=days.grace,
        alike=days.law.alike,
        members=days.law.members,
        overrides=days.law.overrides,
        trace=days.trace,
        undone=declared.undone,
    )


def _accrue_to_the_end(notes: NoteBook, trace: "Trace", last: date) -> None:
    """Write down what interest ran since something last happened, that of the last day counted: books close with it."""
    begun = notes.begun()
    trace.today = notes.today = last + DAY
    for account in begun:
        notes.accrue(account)
    notes.end_extensions()


def _subrogation(days: DaySteps, account: Account) -> Subrogation:
    days.notes.accrue(account)
    live = account.owing and not days.law.outstanding(account.alike)
    claim = min(account.pool, account.owing) if live else 0
    return Subrogation(account.holder, account.pool, account.subrogated_from, claim)
