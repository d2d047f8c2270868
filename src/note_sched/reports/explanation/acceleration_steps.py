"""Accelerations of a day: principal that stays barred after one, what one suspends, and those without effect."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from note_sched.document.events import Acceleration, JuniorNotice
from note_sched.pages.values import Phrase
from note_sched.reports.explanation.chain import Chain, DaysLater, Explanation
from note_sched.reports.explanation.day_bars import blocks_of, lifts
from note_sched.reports.explanation.figures import Asking
from note_sched.reports.telling.wording import KINDS
from note_sched.rules.acceleration import counting, signatories
from note_sched.rules.ground import Ground, ShareTooSmall, StandsStill
from note_sched.rules.override import Override, notice_given
from note_sched.rules.standing import Bar
from note_sched.rules.standstill import STANDSTILL
from note_sched.simulation.outcome import Declared
from note_sched.terms.roles import Role

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


def accelerated_principal(asking: Asking, bar: Bar, holders: list[str]) -> Explanation:
    """Principal that a Holder accelerated while Blockage Events are suspended, and which stays barred."""
    chain = asking.chain()
    for alike, block in blocks_of(asking).existing():
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
    lifts(asking, chain, bar, holders)
    ends = "Payment of all Senior Indebtedness in full ends it; so does the end of the Blockage Event itself"
    change: list[Phrase] = [f"{ends} ({asking.run.label(Role.BLOCKAGE)})."]
    title = "accelerated principal barred"
    clause, cited = asking.run.label(Role.ACCELERATED_PRINCIPAL), ["accelerated principal"]
    return Explanation(title, "", holders, "bars", clause, SHADOW_RULE, chain.steps, cited, change)


def override_explained(asking: Asking, override: Override, holders: Sequence[str]) -> Explanation:
    """What suspends Blockage Events on the day."""
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


def by_whom(declared: Declared) -> tuple[str, ...]:
    """Who accelerated."""
    return declared.holders if declared.holder is None else (declared.holder,)


def _accelerate(holders: Sequence[str]) -> str:
    return f"{', '.join(holders)} {'accelerates' if len(holders) == 1 else 'accelerate'}"


def void_acceleration(asking: Asking, holders: Sequence[str], why: Ground) -> Explanation:
    """An acceleration that is good for nothing, or suspends no Blockage Event."""
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


def standstills(asking: Asking) -> Iterator[Explanation]:
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
