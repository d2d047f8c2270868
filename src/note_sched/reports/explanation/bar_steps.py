"""The bars of a day: every one that stands in the way of a payment, and what suspends those that would."""

from collections.abc import Iterator, Sequence
from datetime import date

from note_sched.document.counting import business_days
from note_sched.document.events import (
    Event,
    Insolvency,
    SeniorAcceleration,
    SeniorMaturity,
    SeniorPayment,
    StopNotice,
    TestResult,
)
from note_sched.history.past import trace_of
from note_sched.pages.values import Money, Phrase
from note_sched.reports.explanation.acceleration_steps import (
    accelerated_principal,
    by_whom,
    override_explained,
    standstills,
    void_acceleration,
)
from note_sched.reports.explanation.chain import Addend, Addition, Earliest, Explanation
from note_sched.reports.explanation.day_bars import blocks_of, lifts
from note_sched.reports.explanation.figures import Asking
from note_sched.reports.explanation.notice_steps import default_named, stop_notice_effective
from note_sched.rules.blockage import ended
from note_sched.rules.ground import (
    Blocked,
    ProceedingOpen,
    SeniorUnpaid,
    Stopped,
    TestFailed,
    WaitsFor,
)
from note_sched.rules.notices import stop_effective_on
from note_sched.rules.standing import (
    ACCELERATED_PRINCIPAL,
    BLOCKAGE,
    INSOLVENCY,
    OVERRIDE,
    PAYMENT_DEFAULT,
    PERMITTED,
    RATABLE,
    SENIOR,
    STOP,
    Bar,
)
from note_sched.rules.words import section
from note_sched.terms.roles import Role

SENIOR_RULE = (
    "Senior debt that is accelerated, or any principal portion of it that falls due, must be paid before anything is "
    "paid on the Notes; no notice is needed, no year ends it, and no acceleration by a Holder lifts it."
)
INSOLVENCY_RULE = (
    "From the filing until it is dismissed nothing may be paid to a Holder until Senior is paid in full in cash, or "
    "provided for with the consent of a majority of Senior principal."
)
PAYMENT_DEFAULT_RULE = (
    "From the day on which a payment default of Senior exists until it is cured or waived nothing may be paid on the "
    "Notes; no notice is needed."
)
PERMITTED_RULE = "What the paper lets be paid only after Senior, or from a day on, may not be paid before."
TEST_RULE = "What the paper lets be paid only while a test is passed may not be paid on any other day."
STOP_RULE = (
    "From the day on which a stop notice of Senior is effective what it names may not be paid until a notice to resume "
    "is effective, or all Senior debt is paid; no default is needed."
)
RATABLE_RULE = "Under this reading nothing is payable on any Note while it is barred on one that owes anything."


def bars(asking: Asking, holders: Sequence[str]) -> Iterator[Explanation]:
    """Every bar of the day on some Holders' Notes, and the overrides that suspend Blockage Events."""
    groups: dict[Bar, list[str]] = {}
    for position in asking.asked.positions:
        for bar in position.all_bars if position.holder in holders else ():
            groups.setdefault(bar, []).append(position.holder)
    for bar, whose in groups.items():
        yield EXPLAIN[bar.kind](asking, bar, whose)
    if any(True for _ in blocks_of(asking).running()):
        for override in asking.run.overrides.opened:
            if override.start <= asking.day <= override.end:
                yield override_explained(asking, override, holders)
    yield from standstills(asking)


def notices(asking: Asking, holders: Sequence[str]) -> Iterator[Explanation]:
    """What became effective on the day and opened no window: void notices, void accelerations."""
    blocks = blocks_of(asking)
    for alike, void in blocks.void():
        whose = [holder for holder in asking.run.members[alike.name] if holder in holders]
        if whose:
            yield blocks.explain_void(alike, void, whose)
    for declared in asking.run.accelerations:
        if declared.date == asking.day and not declared.valid and declared.ground is not None:
            yield void_acceleration(asking, by_whom(declared), declared.ground)
    for window in asking.run.windows:
        if window.kind == OVERRIDE and window.ground is not None and window.start == asking.day:
            yield void_acceleration(asking, window.cause, window.ground)


def _blockage(asking: Asking, bar: Bar, holders: list[str]) -> Explanation:
    blocks, why = blocks_of(asking), bar.ground
    if not isinstance(why, Blocked):
        raise TypeError(bar)
    alike, event = next(
        (alike, event)
        for alike, event in blocks.running()
        if holders[0] in asking.run.members[alike.name]
        and (event.notice, event.default.id) == (why.notice, why.default)
    )
    return blocks.explain(alike, event, holders)


def _senior(asking: Asking, bar: Bar, holders: list[str]) -> Explanation:
    """A portion of Senior debt that matured, or was accelerated, and is unpaid."""
    chain, clause = asking.chain(), asking.run.label(Role.SENIOR_MATURED)
    if not isinstance(bar.ground, SeniorUnpaid):
        raise TypeError(bar)
    facility, since = bar.ground.facility, bar.ground.since
    how, kind = ("accelerated", SeniorAcceleration) if bar.ground.accelerated else ("matured", SeniorMaturity)
    causes = [line for event, line in asking.facts.events(kind, of=facility) if event.date == since]
    facts = [fact for line in causes for fact in asking.facts.event(line)]
    word = "principal falls due" if how == "matured" else "is accelerated"
    chain.on(since, f"{facility}: {word}", facts=[*facts, asking.facts.debt(facility)], clause=Role.SENIOR_MATURED)
    paid = [
        written
        for written in asking.facts.events(SeniorPayment, of=facility, through=asking.day)
        if isinstance(written.event, SeniorPayment) and since in {*_counted(written.event, since)}
    ]
    for event, line in paid:
        chain.on(event.date, f"a payment on {facility}", facts=asking.facts.event(line), clause=Role.SENIOR_MATURED)
    unpaid = trace_of(asking.run).senior[asking.day].unpaid.get(bar.key, 0)
    says: Phrase = ["of it unpaid, the day's Senior payments counted: ", Money(unpaid)]
    chain.on(asking.day, says, clause=Role.SENIOR_MATURED)
    lifts(asking, chain, bar, holders)
    change: list[Phrase] = [
        ["Payment of these ", Money(unpaid), " on ", facility, f" ends it that day; no more need be paid ({clause})."]
    ]
    if how == "accelerated":
        change.append("So does a rescission of the acceleration.")
    title = f"{facility} {how} and unpaid"
    about: Phrase = ["since ", since, ": ", Money(unpaid)]
    return Explanation(title, about, holders, "bars", clause, SENIOR_RULE, chain.steps, [clause], change)


def _insolvency(asking: Asking, bar: Bar, holders: list[str]) -> Explanation:
    chain, claims = asking.chain(), asking.run.label(Role.INSOLVENCY_CLAIMS)
    petitions = sorted(asking.facts.events(Insolvency), key=lambda written: written.event.date)
    if not isinstance(bar.ground, ProceedingOpen):
        raise TypeError(bar)
    event, line = petitions[bar.ground.petition]
    chain.on(event.date, "the petition is filed", facts=asking.facts.event(line), clause=Role.INSOLVENCY)
    state = trace_of(asking.run).senior[asking.day]
    terms = [Addend(facility, cents) for facility, cents in state.outstanding.items() if cents]
    facts = [asking.facts.debt(facility) for facility, cents in state.outstanding.items() if cents]
    says = "outstanding on the debts listed as Senior when the day is judged"
    chain.money(says, Addition(terms), facts, Role.INSOLVENCY_CLAIMS)
    lifts(asking, chain, bar, holders)
    change: list[Phrase] = [
        "Dismissal ends it that day; so does payment of Senior in full in cash.",
        f"For this proceeding so does the consent of a majority of Senior principal to provisions for it ({claims}).",
    ]
    title = "insolvency proceeding"
    about: Phrase = ["filed ", event.date]
    clause = asking.run.label(Role.INSOLVENCY)
    return Explanation(title, about, holders, "bars", clause, INSOLVENCY_RULE, chain.steps, [claims], change)


def _counted(payment: SeniorPayment, since: date) -> Iterator[date]:
    """The maturity that a payment counts against: one that it names, or any before it."""
    if payment.maturity is not None:
        yield payment.maturity
    if payment.date >= since:
        yield since


def _ratable(asking: Asking, bar: Bar, holders: list[str]) -> Explanation:
    chain = asking.chain()
    barred = ", ".join(bar.cause)
    reading = [asking.facts.reading("mixed_block")]
    chain.say(
        f"barred by {section(asking.run.label(Role.SUBORDINATION))} on the Notes of {barred}",
        facts=reading,
        clause=Role.RATABLE,
    )
    lifts(asking, chain, bar, holders)
    title = "not payable on all Notes alike"
    change = ["Under mixed_block: per_note it would be payable."]
    clause = asking.run.label(Role.RATABLE)
    return Explanation(title, "", holders, "bars", clause, RATABLE_RULE, chain.steps, [clause], change)


def _payment_default(asking: Asking, bar: Bar, holders: list[str]) -> Explanation:
    """A payment default of Senior that bars by itself."""
    chain, (name,) = asking.chain(), bar.cause
    default, line = default_named(asking.run.document, name)
    says = f"{name} occurred under {default.facility}: a payment default, which bars without a notice"
    chain.on(default.date, says, facts=asking.facts.event(line), clause=bar.role)
    over = ended(default)
    if over is None:
        chain.on(None, "it bars until it is cured or waived: neither is recorded", clause=bar.role)
    else:
        days = Earliest([("cured", default.cured), ("waived", default.waived)])
        chain.on(over, "it is cured or waived: that day is free", days, clause=bar.role)
    lifts(asking, chain, bar, holders)
    label = asking.run.label(bar.role)
    change: list[Phrase] = [
        f"A cure or waiver ends it that day, without any notice ({label}).",
        "So does payment of all Senior debt; it bars again should Senior be drawn while the default exists.",
        "No notice shortens or prolongs it, and no acceleration by a Holder lifts it.",
    ]
    title, about = f"Senior payment default {name}", ["since ", default.date]
    return Explanation(title, about, holders, "bars", label, PAYMENT_DEFAULT_RULE, chain.steps, [label], change)


def _permitted(asking: Asking, bar: Bar, holders: list[str]) -> Explanation:
    """A component that the paper lets nobody pay yet."""
    chain, label = asking.chain(), asking.run.label(bar.role)
    if isinstance(bar.ground, TestFailed):
        return _failed(asking, bar, bar.ground, holders)
    if not isinstance(bar.ground, WaitsFor):
        raise TypeError(bar)
    component, until = bar.ground.component, bar.ground.until
    if until is None:
        state = trace_of(asking.run).senior[asking.day]
        terms = [Addend(facility, cents) for facility, cents in state.outstanding.items() if cents]
        facts = [asking.facts.debt(facility) for facility, cents in state.outstanding.items() if cents]
        chain.say(f"{component} may be paid only when all Senior debt is paid in full", clause=bar.role)
        chain.money(
            "outstanding on the debts listed as Senior when the day is judged", Addition(terms), facts, bar.role
        )
        change: list[Phrase] = [f"Payment of all Senior debt frees it that day; a new drawing bars it again ({label})."]
    else:
        chain.on(until, f"{component} may be paid from this day on", clause=bar.role)
        change = [f"Nothing but that day frees it, whatever Senior is owed ({label})."]
    lifts(asking, chain, bar, holders)
    title = f"{component} not to be paid yet"
    return Explanation(title, "", holders, "bars", label, PERMITTED_RULE, chain.steps, [label], change)


def _failed(asking: Asking, bar: Bar, why: TestFailed, holders: list[str]) -> Explanation:
    """A component that may be paid only while a test is passed."""
    chain, label = asking.chain(), asking.run.label(bar.role)
    chain.say(f"{why.component} may be paid only while {why.test} is at least {why.at_least}", clause=bar.role)
    if why.day is None:
        chain.say(f"no result of {why.test} is known by then", clause=bar.role)
    else:
        of_that_day = [line for event, line in asking.run.document.events if _told(event, why)]
        results = asking.facts.event(of_that_day[-1]) if of_that_day else []
        chain.on(why.day, f"the latest result of {why.test} is {why.value}", facts=results, clause=bar.role)
    change: list[Phrase] = [f"A result of at least {why.at_least} frees it on its day; a lower one bars it ({label})."]
    lifts(asking, chain, bar, holders)
    title = f"{why.component} barred by {why.test}"
    return Explanation(title, "", holders, "bars", label, TEST_RULE, chain.steps, [label], change)


def _told(event: Event, why: TestFailed) -> bool:
    """Whether an event is the result on which a bar rests."""
    return isinstance(event, TestResult) and (event.test, event.date) == (why.test, why.day)


def _stop(asking: Asking, bar: Bar, holders: list[str]) -> Explanation:
    """A notice of Senior to stop payment."""
    chain, label, why = asking.chain(), asking.run.label(bar.role), bar.ground
    if not isinstance(why, Stopped):
        raise TypeError(bar)
    notice, line = asking.run.document.events[why.notice]
    if not isinstance(notice, StopNotice):
        raise TypeError(bar)
    name = next(name for name, members in asking.run.members.items() if holders[0] in members)
    starts, calendar = asking.run.document.terms.blockage.starts, business_days(asking.run.document)
    if stop_effective_on(notice, name, starts, calendar) == why.since:
        stop_notice_effective(chain, notice, line, name, asking.run.document, asking.facts)
    else:
        says = "stop notice effective on the transferor; the Note came with it"
        chain.on(why.since, says, facts=asking.facts.event(line), clause=Role.SUCCESSION)
    chain.say(f"it stops {', '.join(notice.stops)}", clause=bar.role)
    lifts(asking, chain, bar, holders)
    change: list[Phrase] = [
        f"A notice to resume ends it on the day on which it is effective on the Holder ({label}).",
        "While all Senior debt is paid it bars nothing.",
    ]
    about: Phrase = ["since ", why.since]
    return Explanation("stopped by notice", about, holders, "bars", label, STOP_RULE, chain.steps, [label], change)


EXPLAIN = {
    BLOCKAGE: _blockage,
    SENIOR: _senior,
    INSOLVENCY: _insolvency,
    ACCELERATED_PRINCIPAL: accelerated_principal,
    RATABLE: _ratable,
    PAYMENT_DEFAULT: _payment_default,
    PERMITTED: _permitted,
    STOP: _stop,
}
