"""The bars of a day: every one that stands in the way of a payment, and what suspends those that would."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from note_sched.document.counting import business_days
from note_sched.document.events import (
    Acceleration,
    Event,
    Insolvency,
    JuniorNotice,
    SeniorAcceleration,
    SeniorMaturity,
    SeniorPayment,
    StopNotice,
    TestResult,
)
from note_sched.history.past import trace_of
from note_sched.pages.values import Money, Phrase
from note_sched.reports.explanation.blocks import Blocks
from note_sched.reports.explanation.chain import Addend, Addition, Chain, DaysLater, Earliest, Explanation
from note_sched.reports.explanation.figures import Asking
from note_sched.reports.explanation.notice_steps import default_named, stop_notice_effective
from note_sched.reports.telling.wording import KINDS
from note_sched.rules.acceleration import counting, signatories
from note_sched.rules.blockage import ended
from note_sched.rules.ground import (
    Blocked,
    Ground,
    ProceedingOpen,
    SeniorUnpaid,
    ShareTooSmall,
    StandsStill,
    Stopped,
    TestFailed,
    WaitsFor,
)
from note_sched.rules.notices import stop_effective_on
from note_sched.rules.override import Override, notice_given
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
from note_sched.rules.standstill import STANDSTILL
from note_sched.rules.words import section
from note_sched.simulation.outcome import Declared
from note_sched.terms.roles import Role

SENIOR_RULE = (
    "Senior debt that is accelerated, or any principal portion of it that falls due, must be paid before anything is "
    "paid on the Notes; no notice is needed, no year ends it, and no acceleration by a Holder lifts it."
)
INSOLVENCY_RULE = (
    "From the filing until it is dismissed nothing may be paid to a Holder until Senior is paid in full in cash, or "
    "provided for with the consent of a majority of Senior principal."
)
SHADOW_RULE = (
    "While a Holder's acceleration suspends Blockage Events, the principal so accelerated stays barred on every day on "
    "which one would run but for that, until Senior is paid in full."
)
ACCELERATION_RULE = (
    "While an Event of Default that counts exists, Holders may declare principal due: each that of its own Note, or, "
    "where it takes a share of all principal, so many of them together that of all Notes."
)
STANDSTILL_RULE = (
    "After notice to Senior of an Event of Default Holders wait so many days before a demand on it is good, unless "
    "what ends the standstill holds. It bars no payment."
)


def _override_rule(asking: Asking) -> str:
    """What an acceleration lifts, and until when."""
    days = asking.run.document.terms.override
    return (
        f"From a Holder's acceleration on an Event of Default to {f'day {days}' if days != 365 else 'the 365th day'} "
        "after notice of it to the Borrower and to Senior no Blockage Event is deemed to exist, for any Note."
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
    if any(True for _ in _blocks(asking).running()):
        for override in asking.run.overrides.opened:
            if override.start <= asking.day <= override.end:
                yield _override(asking, override, holders)
    yield from _standstills(asking)


def notices(asking: Asking, holders: Sequence[str]) -> Iterator[Explanation]:
    """What became effective on the day and opened no window: void notices, void accelerations."""
    blocks = _blocks(asking)
    for alike, void in blocks.void():
        whose = [holder for holder in asking.run.members[alike.name] if holder in holders]
        if whose:
            yield blocks.explain_void(alike, void, whose)
    for declared in asking.run.accelerations:
        if declared.date == asking.day and not declared.valid and declared.ground is not None:
            yield _void_acceleration(asking, _by(declared), declared.ground)
    for window in asking.run.windows:
        if window.kind == OVERRIDE and window.ground is not None and window.start == asking.day:
            yield _void_acceleration(asking, window.cause, window.ground)


def _blocks(asking: Asking) -> Blocks:
    return Blocks(asking.run, asking.facts, asking.day)


def _blockage(asking: Asking, bar: Bar, holders: list[str]) -> Explanation:
    blocks, why = _blocks(asking), bar.ground
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
    _lifts(asking, chain, bar, holders)
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
    _lifts(asking, chain, bar, holders)
    change: list[Phrase] = [
        "Dismissal ends it that day; so does payment of Senior in full in cash.",
        f"For this proceeding so does the consent of a majority of Senior principal to provisions for it ({claims}).",
    ]
    title = "insolvency proceeding"
    about: Phrase = ["filed ", event.date]
    clause = asking.run.label(Role.INSOLVENCY)
    return Explanation(title, about, holders, "bars", clause, INSOLVENCY_RULE, chain.steps, [claims], change)


def _accelerated_principal(asking: Asking, bar: Bar, holders: list[str]) -> Explanation:
    chain = asking.chain()
    for alike, block in _blocks(asking).existing():
        if holders[0] in asking.run.members[alike.name]:
            until: Phrase = [block.end] if block.end else ["no end known"]
            says: Phrase = [f"but for that the Blockage Event on {block.default.id} would run, to ", *until]
            notice = asking.run.document.events[block.notice].line
            chain.on(block.since, says, facts=asking.facts.event(notice), clause=block.role)
    for override in asking.run.overrides.opened:
        if override.start <= asking.day <= override.end:
            _opened(asking, chain, override)
    opened = {(override.start, override.holders) for override in asking.run.overrides.opened}
    for event, line in asking.facts.events(Acceleration, through=asking.day):
        if not isinstance(event, Acceleration) or (event.date, signatories(event)) in opened:
            continue
        if event.holder is None or event.holder in holders:
            whose = "all principal" if event.holder is None else "its principal"
            says = f"{_accelerate(signatories(event))}: {whose} is so accelerated"
            chain.on(event.date, says, facts=asking.facts.event(line), clause="accelerated principal")
    _lifts(asking, chain, bar, holders)
    ends = "Payment of all Senior Indebtedness in full ends it; so does the end of the Blockage Event itself"
    change: list[Phrase] = [f"{ends} ({asking.run.label(Role.BLOCKAGE)})."]
    title = "accelerated principal barred"
    clause, cited = asking.run.label(Role.ACCELERATED_PRINCIPAL), ["accelerated principal"]
    return Explanation(title, "", holders, "bars", clause, SHADOW_RULE, chain.steps, cited, change)


def _override(asking: Asking, override: Override, holders: Sequence[str]) -> Explanation:
    chain = asking.chain()
    _opened(asking, chain, override)
    title = f"override: no Blockage Event bars, for {', '.join(override.holders)} accelerated"
    about: Phrase = [override.start, " to ", override.end]
    clause = asking.run.label(Role.OVERRIDE)
    return Explanation(
        title,
        about,
        list(holders),
        "bars",
        clause,
        _override_rule(asking),
        chain.steps,
        ["override"],
    )


def _opened(asking: Asking, chain: Chain, override: Override) -> None:
    """How an acceleration came to suspend Blockage Events, and until when."""
    for event, line in asking.facts.events(Acceleration):
        if isinstance(event, Acceleration) and (event.date, signatories(event)) == (override.start, override.holders):
            whose = (None, event.holder) if event.holder else (None, *asking.positions)
            existing = [d for d in asking.run.defaults if d.holder in whose and d.exists_on(event.date)]
            for default in counting(asking.run.document.terms.acceleration, existing)[:1]:
                why = asking.run.said(default.ground)
                chain.on(default.start, f"an Event of Default exists: {why}", clause=default.role)
            says = _accelerate(override.holders)
            chain.on(event.date, says, facts=asking.facts.event(line), clause="override")
            given = notice_given(event)
            days = asking.run.document.terms.override
            if given is not None and days is not None:
                chain.on(given, "notice of it has been given to both the Borrower and Senior", clause="override")
                last = given + timedelta(days=days)
                says = f"day {days} after that notice: no Blockage Event is deemed to exist until then"
                chain.on(last, says, DaysLater(given, days, last))
    if asking.run.document.reading.window_end == "payable":
        says = "the last day of it: under this reading the end itself is outside"
        chain.on(override.end, says, facts=[asking.facts.reading("window_end")])


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
    _lifts(asking, chain, bar, holders)
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
    _lifts(asking, chain, bar, holders)
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
    _lifts(asking, chain, bar, holders)
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
    _lifts(asking, chain, bar, holders)
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
    _lifts(asking, chain, bar, holders)
    change: list[Phrase] = [
        f"A notice to resume ends it on the day on which it is effective on the Holder ({label}).",
        "While all Senior debt is paid it bars nothing.",
    ]
    about: Phrase = ["since ", why.since]
    return Explanation("stopped by notice", about, holders, "bars", label, STOP_RULE, chain.steps, [label], change)


def _lifts(asking: Asking, chain: Chain, bar: Bar, holders: list[str]) -> None:
    """The first later day without the bar, as far as the record goes."""
    day = asking.asked.lifts.bars.get((holders[0], bar.key))
    if day is None:
        chain.on(None, "no day is known on which it lifts")
        return
    chain.on(day, "the first day without it, as the record stands")


def _by(declared: Declared) -> tuple[str, ...]:
    return declared.holders if declared.holder is None else (declared.holder,)


def _accelerate(holders: Sequence[str]) -> str:
    return f"{', '.join(holders)} {'accelerates' if len(holders) == 1 else 'accelerate'}"


def _void_acceleration(asking: Asking, holders: Sequence[str], why: Ground) -> Explanation:
    chain = asking.chain()
    change = _stood_still(asking, chain, why) if isinstance(why, StandsStill) else []
    for event, line in asking.facts.events(Acceleration):
        if isinstance(event, Acceleration) and (event.date, signatories(event)) == (asking.day, tuple(holders)):
            facts = asking.facts.event(line)
            chain.on(event.date, _accelerate(holders), facts=facts, clause="acceleration")
    whose, by = list(holders or asking.positions), ", ".join(holders) or "no demand"
    if asking.run.document.terms.override is None or isinstance(why, StandsStill | ShareTooSmall):
        label = asking.run.label(why.role)
        chain.on(asking.day, asking.run.said(why), clause=why.role)
        title = f"acceleration by {by} without effect"
        return Explanation(title, [asking.day], whose, "notices", label, _RULES[why.role], chain.steps, [label], change)
    chain.on(asking.day, asking.run.said(why), clause="override")
    title = f"acceleration by {by} that suspends no Blockage Event"
    clause = asking.run.label(Role.OVERRIDE)
    return Explanation(
        title,
        [asking.day],
        whose,
        "notices",
        clause,
        _override_rule(asking),
        chain.steps,
        ["override"],
    )


def _stood_still(asking: Asking, chain: Chain, why: StandsStill) -> list[Phrase]:
    """Since when Senior knew, and until when the Holders wait; what would have made the demand good."""
    terms = asking.run.document.terms.standstill
    if why.noticed is not None and why.days is not None:
        for event, line in asking.facts.events(JuniorNotice):
            if event.date == why.noticed:
                says = "notice to Senior of an Event of Default that exists"
                chain.on(event.date, says, facts=asking.facts.event(line), clause=Role.STANDSTILL)
        last = why.noticed + timedelta(days=why.days)
        chain.on(last, f"day {why.days} after it", DaysLater(why.noticed, why.days, last), clause=Role.STANDSTILL)
    ends = [_ENDS[end] for end in terms.ends] if terms is not None else []
    return [f"It would have been good {' or '.join(ends)}."] if ends else []


_ENDS = {
    "insolvency": "while a proceeding is pending",
    "senior_acceleration": "while accelerated Senior debt is unpaid",
    "senior_matured": "while matured Senior debt is unpaid",
    "senior_paid": "while all Senior debt is paid",
    "maturity": "once the principal had fallen due",
}
_RULES = {Role.ACCELERATION: ACCELERATION_RULE, Role.STANDSTILL: STANDSTILL_RULE}


def _standstills(asking: Asking) -> Iterator[Explanation]:
    """The notices to Senior whose days have not run out."""
    for window in asking.run.windows:
        if window.kind == STANDSTILL and window.covers(asking.day) and window.end is not None:
            chain = asking.chain()
            for event, line in asking.facts.events(JuniorNotice):
                if event.date == window.start:
                    says = "notice to Senior effective"
                    chain.on(event.date, says, facts=asking.facts.event(line), clause=Role.STANDSTILL)
            days = (window.end - window.start).days
            chain.on(window.end, f"day {days} after it", DaysLater(window.start, days, window.end))
            defaults = [each for each in asking.run.defaults if each.exists_on(window.start)]
            for each in defaults:
                says = f"an Event of Default existed that day, since {each.start}: {asking.run.said(each.ground)}"
                chain.on(window.start, says, clause=each.role)
            if not defaults:
                chain.on(window.start, "no Event of Default existed that day: it opens the way for no demand")
            label = asking.run.label(window.role)
            about: Phrase = [window.start, " to ", window.end]
            whose = list(asking.positions)
            yield Explanation(KINDS[STANDSTILL], about, whose, "bars", label, STANDSTILL_RULE, chain.steps, [label])


EXPLAIN = {
    BLOCKAGE: _blockage,
    SENIOR: _senior,
    INSOLVENCY: _insolvency,
    ACCELERATED_PRINCIPAL: _accelerated_principal,
    RATABLE: _ratable,
    PAYMENT_DEFAULT: _payment_default,
    PERMITTED: _permitted,
    STOP: _stop,
}
