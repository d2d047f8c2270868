"""An Event of Default: what was due, in time through when, what came until then, since when, and a demand on it.

Whether a demand on it would be good that day is asked of the program itself: it plays the document with the demand.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from note_sched.document.events import Acceleration, Event, Nonpayment, SeniorAcceleration
from note_sched.document.model import Written
from note_sched.history.past import Booked
from note_sched.measure.business_days import DAY
from note_sched.pages.values import Money, Phrase
from note_sched.reports.explanation.booked import term
from note_sched.reports.explanation.chain import Addition, BusinessDay, Chain, DaysLater, Explanation, Fact
from note_sched.reports.explanation.figures import Asking
from note_sched.reports.explanation.names import DEFAULTS
from note_sched.reports.telling.quoting import extension_law
from note_sched.rules.acceleration import counting, signatories
from note_sched.rules.defaults import EventOfDefault, Term, terms_of
from note_sched.rules.ground import PastDue, SeniorAccelerated, Unpaid
from note_sched.simulation import simulate
from note_sched.simulation.outcome import Declared
from note_sched.terms.roles import Role

PAYMENT_RULE = (
    "What is unpaid after its last timely day, and its grace where there is one, is an Event of Default, barred or "
    "not; one a Holder, unbroken while something is overdue."
)
FACT_RULE = "A fact of the document is an Event of Default at once, or when its grace has run out without remedy."


def defaults(asking: Asking, holders: Sequence[str]) -> Iterator[Explanation]:
    """Every Event of Default that exists on the day under some Holders' Notes."""
    demand = cache(lambda holder: _supposed(asking, holder))
    for each in asking.run.defaults:
        if each.exists_on(asking.day) and (each.holder is None or each.holder in holders):
            whose = list(holders) if each.holder is None else [each.holder]
            chain, change = asking.chain(), _how(asking, each)
            steps = _unpaid(asking, chain, each, each.ground) if isinstance(each.ground, Unpaid) else None
            if steps is None:
                _of_a_fact(asking, chain, each)
            _demands(asking, chain, each)
            if not _declared(asking, each, whose[0]):
                good = demand(whose[0])
                _would_be(asking, chain, each, good, whose[0])
            if each.until == asking.day:  # how far a question looks beyond its day is chance
                chain.on(each.until, "the last day on which it exists", clause=each.role)
            title = f"Event of Default under {asking.run.label(each.role)}"
            rule = PAYMENT_RULE if isinstance(each.ground, Unpaid) else FACT_RULE
            about: Phrase = [asking.run.said(each.ground), ", since ", each.start]
            yield Explanation(title, about, whose, DEFAULTS, each.start, rule, chain.steps, chain.cited, change)


def _how(asking: Asking, default: EventOfDefault) -> list[Phrase]:
    why = default.ground
    if not isinstance(why, Unpaid):
        return []
    label = asking.run.label(Role.DEFAULT_PAYMENT)
    return [["Payment of all of it by ", why.excused, f"; that it was barred does not excuse it ({label})."]]


def _unpaid(asking: Asking, chain: Chain, default: EventOfDefault, why: Unpaid) -> Chain:
    """A sum that was not paid in time: what fell due, the last day, what was paid until then, what was left."""
    assert default.holder is not None  # noqa: S101 (a sum is owed to one Holder)
    books = asking.books(default.holder)
    moved = books.booked(why.what)
    of_it = [each for each in moved if each.due == why.due and each.movement.date <= why.excused]
    due = [each for each in of_it if each.movement.date <= why.due and each.cents > 0]
    clause = Role.EXPENSES if why.what == "expenses" else Role.PROMISE
    chain.on(why.due, f"{why.what} fell due", Addition([term(each) for each in due]), _facts(asking, due), clause)
    if why.timely != why.due:
        says: Phrase = ["in time through the first business day", extension_law(asking.run.document)]
        reading = [asking.facts.reading("business_days")]
        chain.on(why.timely, says, BusinessDay(why.due, 0, why.timely), reading)
    if why.excused != why.timely:
        chain.on(why.excused, "the last day of its grace", clause=Role.DEFAULT_PAYMENT)
    for each in of_it:
        if each not in due:
            chain.on(each.movement.date, [*term(each).what, ": ", Money(abs(each.cents))], facts=_facts(asking, [each]))
    left = Addition([term(each) for each in of_it])
    chain.on(why.excused, "unpaid at the end of that day", left, clause=Role.DEFAULT_PAYMENT)
    days = DaysLater(why.excused, 1, default.start) if default.start == why.excused + DAY else None
    chain.on(default.start, "an Event of Default exists from the day after", days, clause=Role.DEFAULT_PAYMENT)
    for each in moved:
        if each.due == why.due and why.excused < each.movement.date <= asking.day and each.cents < 0:
            chain.on(
                each.movement.date, [*term(each).what, ", too late: ", Money(-each.cents)], facts=_facts(asking, [each])
            )
    return chain


def _facts(asking: Asking, moved: Sequence[Booked]) -> list[Fact]:
    lines = dict.fromkeys(each.movement.cause.line for each in moved)
    return [fact for line in lines for fact in asking.facts.event(line)]


def _of_a_fact(asking: Asking, chain: Chain, default: EventOfDefault) -> None:
    """A fact that is one, or that was not remedied within its grace."""
    said, role = asking.run.said, default.role
    found = _term(asking, default)
    if found is not None:
        term_, line = found
        chain.on(term_.begun, said(term_.ground), facts=asking.facts.event(line), clause=role)
        if term_.start > term_.begun:
            last = term_.start - DAY
            chain.on(last, f"the last day of its grace, unless {said(term_.remedy)}", clause=role)
        if term_.remedied is not None and term_.remedied >= term_.start:
            chain.on(term_.remedied, "remedied, too late", facts=asking.facts.event(line), clause=role)
    for event, line in _events_of(asking, default):
        chain.on(event.date, asking.run.said(default.ground), facts=asking.facts.event(line), clause=role)
    chain.on(default.start, "an Event of Default exists from this day", clause=role)


def _term(asking: Asking, default: EventOfDefault) -> tuple[Term, int] | None:
    for event, line in asking.run.document.events:
        for each in terms_of([event], asking.run.grace):
            if each.ground == default.ground:
                return each, line
    return None


def _events_of(asking: Asking, default: EventOfDefault) -> Iterator[tuple[Event, int]]:
    """The facts on which a default rests that several facts, or one of a lender's, make."""
    why = default.ground
    for event, line in asking.run.document.events:
        match event, why:
            case Nonpayment(), PastDue(obligations) if (int(event.amount), event.date) in obligations:
                yield event, line
            case SeniorAcceleration(), SeniorAccelerated(facility, day) if (event.facility, event.date) == (
                facility,
                day,
            ):
                yield event, line
            case _:
                continue


def _of_note(asking: Asking, declared: Declared, holder: str | None) -> bool:
    """Whether an acceleration, by the day asked about, is one of a Note on which a default is."""
    return declared.date <= asking.day and (declared.holder is None or holder in (None, declared.holder))


def _demands(asking: Asking, chain: Chain, default: EventOfDefault) -> None:
    """The accelerations on record since it exists, good or not."""
    for each in asking.run.accelerations:
        if not _of_note(asking, each, default.holder) or not default.exists_on(each.date):
            continue
        by = ", ".join(each.holders or ([each.holder] if each.holder else [])) or "without a demand"
        facts = [
            fact
            for event, line in asking.facts.events(Acceleration)
            if isinstance(event, Acceleration) and event.date == each.date and set(signatories(event)) >= {each.holder}
            for fact in asking.facts.event(line)
        ]
        how = "good" if each.valid else f"without effect: {asking.run.said(each.ground)}"
        chain.on(each.date, f"acceleration, {by}: {how}", facts=facts, clause=Role.ACCELERATION)


def _declared(asking: Asking, default: EventOfDefault, holder: str) -> bool:
    """Whether a Note is accelerated already, or its acceleration that day is on record: nothing is to be supposed."""
    return any(
        _of_note(asking, each, default.holder or holder) and (each.valid or each.date == asking.day)
        for each in asking.run.accelerations
    )


def _supposed(asking: Asking, holder: str) -> Declared | None:
    """What would become of a demand on the day asked about, by a Holder, or by all where it takes a share."""
    document = asking.run.document
    alone = document.terms.acceleration.by == "holder"
    everyone = tuple(each.id for each in document.holders)
    wish = Acceleration(date=asking.day, holder=holder) if alone else Acceleration(date=asking.day, holders=everyone)
    supposed = document._replace(events=(*document.events, Written(wish, -1)))
    run = simulate(supposed, ask=asking.day, watch=False, sink=lambda _: None)
    found = [each for each in run.accelerations if each.date == asking.day and each.holder in (None, holder)]
    return found[-1] if found else None


def _would_be(asking: Asking, chain: Chain, default: EventOfDefault, found: Declared | None, holder: str) -> None:
    if found is None:
        return
    alone = asking.run.document.terms.acceleration.by == "holder"
    by = f"by {holder}" if alone else "by all Holders together"
    if not counting(asking.run.document.terms.acceleration, [default]):
        chain.on(asking.day, "it supports no acceleration", clause=Role.ACCELERATION)
        return
    would = "be good" if found.valid else f"be without effect: {asking.run.said(found.ground)}"
    chain.on(asking.day, f"an acceleration {by} that day would {would}", clause=Role.ACCELERATION)
