"""The facts of a document that a payoff letter must own up to: those dated inside the quoted range, and after it.

A fact inside the range is in the lines of its day and the days after; one after it is in no line, but whoever pays
should know that it is known. Memos stay at home: they are remarks of the writer's, and may name accounts.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from note_sched.document.events import (
    NEVER,
    Acceleration,
    AccelerationNotice,
    AccelerationRescinded,
    BlockageNotice,
    BlockageWithdrawal,
    Breach,
    Conversion,
    CureNotice,
    DefaultWaived,
    Distribution,
    Event,
    Expense,
    Financing,
    IndexRate,
    Insolvency,
    Judgment,
    JuniorNotice,
    Misrepresentation,
    Nonpayment,
    Payment,
    PaymentReturned,
    PikElection,
    Receiver,
    Refund,
    ResumeNotice,
    SeniorAcceleration,
    SeniorAvoidance,
    SeniorBalance,
    SeniorDefault,
    SeniorMaturity,
    SeniorPayment,
    SeniorProvidedFor,
    StopNotice,
    TestResult,
    Transfer,
)
from note_sched.pages.page import Column, Kind, Table
from note_sched.pages.values import Money, Phrase
from note_sched.reports.telling.wording import Names, join
from note_sched.rules.acceleration import signatories
from note_sched.rules.words import section
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role


class LetterFact(NamedTuple):
    """Something that happened on a day, and the line of the document that says so (0: none does, it follows)."""

    date: date
    words: Phrase
    line: int


FACTS = (
    Column("date", Kind.DATE, "Day"),
    Column("fact", Kind.PHRASE, "What is on record"),
    Column("line", Kind.COUNT, "Line"),
)


def facts_table(run: Run, first: date, last: date | None, title: str) -> Table | None:
    """The facts dated from ``first`` through ``last`` (None: without end); None where there are none."""
    found = [fact for fact in _facts(run) if first <= fact.date <= (last or date.max) and fact.date != NEVER]
    rows = [(fact.date, fact.words, fact.line) for fact in sorted(found, key=lambda fact: (fact.date, fact.line))]
    return Table(FACTS, rows, title=title) if rows else None


_ENDS = {
    "cured": "cured",
    "waived": "waived",
    "rescinded": "the acceleration is rescinded",
    "dismissed": "dismissed",
    "satisfied": "the judgment is paid, vacated, bonded or stayed",
    "paid": "the obligation is paid",
}


def _facts(run: Run) -> Iterator[LetterFact]:
    names = Names(run.document)
    for event, line in run.document.events:
        yield LetterFact(event.date, describe(event, names), line)
        for end, words in _ENDS.items():
            day = getattr(event, end, None)
            if isinstance(day, date):
                yield LetterFact(day, [f"{words}: ", *join([describe(event, names)]), " of ", event.date], line)
        if isinstance(event, Acceleration):
            yield from (LetterFact(day, words, line) for day, words in _given(event, run.label(Role.OVERRIDE)))
    yield from _effective(run, names)


def _given(event: Acceleration, override: str) -> Iterator[tuple[date, Phrase]]:
    """The days on which notice of an acceleration was given: from the later on it lifts Blockage Events.

    ``override``: the clause that says so.
    """
    notice = event.notice
    days: dict[str, date | None] = {}
    if isinstance(notice, date):
        days = {"the Borrower": notice, "the Senior holders": notice}
    if isinstance(notice, AccelerationNotice):
        days = {"the Borrower": notice.borrower, "the Senior holders": notice.senior}
    for day in sorted({day for day in days.values() if day}):
        whom = " and ".join(who for who, on in days.items() if on == day)
        yield day, f"notice to {whom} of the acceleration by {', '.join(signatories(event))} ({override})"


def _effective(run: Run, names: Names) -> Iterator[LetterFact]:
    """The days on which blockage notices become effective, where those are not the days of the notices."""
    notices = run.label(Role.NOTICES)
    for name, alike in run.alike.items():
        for day, all_served in alike.served.items():
            for served in all_served:
                if served.notice.date != day:
                    whose = names.holders(run.members[name])
                    which = ", ".join(served.notice.defaults)
                    yield LetterFact(
                        day, f"the blockage notice of {which} is effective on {whose} ({notices})", served.line
                    )


def describe(event: Event, names: Names) -> Phrase:
    """An event in a few words."""
    said, roles = _WORDS[type(event)](event, names), _ROLES.get(type(event))
    return said if roles is None else [*said, f" ({', '.join(section(names.label(role)) for role in roles)})"]


def _payment(event: Payment, _: Names) -> Phrase:
    if event.principal is not None:
        return ["payment that retires ", Money(event.principal), " of principal, to ", _to(event.to)]
    return ["payment of ", Money(event.amount or 0), " to ", _to(event.to)]


def _to(holder: str | None) -> str:
    return holder or "all Notes, ratably"


def _transfer(event: Transfer, _: Names) -> Phrase:
    what = "all principal" if event.amount is None else Money(event.amount)
    return ["transfer of ", what, f" from {event.source} to {event.target}"]


def _senior_payment(event: SeniorPayment, _: Names) -> Phrase:
    return [
        f"Senior payment on {event.facility} of ",
        "all that is outstanding" if event.in_full else _sum(event.amount),
    ]


def _senior_maturity(event: SeniorMaturity, _: Names) -> Phrase:
    what = "all principal" if event.amount is None else Money(event.amount)
    return [f"principal of {event.facility} falls due: ", what]


def _sum(cents: int | None) -> Money:
    return Money(cents or 0)


_NOTICES = {
    BlockageNotice: "blockage notice of ",
    CureNotice: "notice of cure or waiver of ",
    BlockageWithdrawal: "withdrawal of the blockage notice of ",
}


def _notice(event: BlockageNotice | CureNotice | BlockageWithdrawal, names: Names) -> Phrase:
    what = _NOTICES[type(event)]
    how = f", sent by {event.method}" if event.method else ""
    return [what, *join([names.default(name) for name in event.defaults], " and "), how]


def _acceleration(event: Acceleration, _: Names) -> Phrase:
    if event.holder is not None:
        return [f"{event.holder} accelerates its Note"]
    return [f"{', '.join(signatories(event))} accelerate all Notes"]


def _of(holder: str | None) -> list[Any]:
    return [] if holder is None else [f" by {holder}"]


_WORDS: dict[type, Callable[[Any, Names], Phrase]] = {
    Payment: _payment,
    PaymentReturned: lambda event, _: [*(Money(event.amount), " paid "), *(event.of, f" to {_to(event.to)} came back")],
    Refund: lambda event, _: [f"{event.holder} refunds ", Money(event.amount), " received beyond what was owed"],
    Distribution: lambda event, _: ["distribution of ", Money(event.amount), f", {event.kind.replace('_', ' ')}"],
    Expense: lambda event, _: ["demand of ", Money(event.amount), f" of expenses by {event.holder}"],
    Transfer: _transfer,
    Financing: lambda event, _: [f"{event.kind} financing of ", Money(event.amount), f" by {event.by}"],
    SeniorBalance: lambda event, _: [f"outstanding on {event.facility}: ", Money(event.outstanding)],
    SeniorPayment: _senior_payment,
    SeniorMaturity: _senior_maturity,
    SeniorAcceleration: lambda event, _: [f"{event.facility} is accelerated"],
    SeniorAvoidance: lambda event, _: [
        *(Money(event.amount), f" of {event.facility} is returned as a voidable transfer, received "),
        event.received,
    ],
    SeniorProvidedFor: lambda *_: ["the majority of Senior principal consents to how it is provided for"],
    SeniorDefault: lambda event, names: ["Senior default ", *join([names.default(event.id)])],
    BlockageNotice: _notice,
    CureNotice: _notice,
    BlockageWithdrawal: _notice,
    StopNotice: lambda event, _: [f"notice of Senior to stop {', '.join(event.stops)}"],
    ResumeNotice: lambda *_: ["notice of Senior that what was stopped may be paid again"],
    JuniorNotice: lambda *_: ["notice to the Senior holders, from which a standstill counts"],
    Acceleration: _acceleration,
    AccelerationRescinded: lambda event, _: [f"the acceleration is rescinded by {', '.join(event.holders)}"],
    Breach: lambda *_: ["notice of a breach of covenant by the Borrower"],
    Misrepresentation: lambda *_: ["false representation by the Borrower"],
    Receiver: lambda *_: ["appointment of a receiver or trustee"],
    Judgment: lambda event, _: ["judgment of ", Money(event.amount), " against the Borrower"],
    Insolvency: lambda event, _: [f"{'voluntary' if event.voluntary else 'involuntary'} insolvency petition"],
    Nonpayment: lambda event, _: ["another obligation of ", Money(event.amount), " falls due and is unpaid"],
    PikElection: lambda event, _: ["election to add the interest of ", event.payment_date, " to principal"],
    IndexRate: lambda event, _: [f"the index {event.index} is {event.value.written}"],
    DefaultWaived: lambda event, _: [f"the Event of Default {event.default} is waived", *_of(event.holder)],
    TestResult: lambda event, _: [f"the test {event.test} comes to {event.value.written}"],
    Conversion: lambda event, _: [f"conversion of principal of {event.holder}, ", Money(event.amount)],
}
"""What each type of event says; a test holds that none is missing."""

_ROLES: dict[type, tuple[Role, ...]] = {
    Expense: (Role.EXPENSES,),
    PikElection: (Role.PIK,),
    SeniorAcceleration: (Role.SENIOR_MATURED,),
    SeniorAvoidance: (Role.INSOLVENCY,),
    SeniorProvidedFor: (Role.INSOLVENCY,),
    JuniorNotice: (Role.STANDSTILL,),
    Acceleration: (Role.ACCELERATION,),
    AccelerationRescinded: (Role.ACCELERATION,),
    Breach: (Role.DEFAULT_COVENANT,),
    Misrepresentation: (Role.DEFAULT_REPRESENTATION,),
    Receiver: (Role.DEFAULT_RECEIVER,),
    Judgment: (Role.DEFAULT_JUDGMENT,),
    Insolvency: (Role.INSOLVENCY, Role.DEFAULT_PETITION),
    Nonpayment: (Role.DEFAULT_CROSS,),
    Conversion: (Role.CONVERSION,),
    TestResult: (Role.PERMITTED,),
}
"""The clauses for which a type of event matters, where its words alone do not say it."""
