"""The facts on which an explanation rests, in words, each with its line."""

from collections.abc import Callable, Iterator
from datetime import date

from note_sched.document.events import (
    NEVER,
    Acceleration,
    AccelerationNotice,
    AccelerationRescinded,
    BlockageNotice,
    BlockageWithdrawal,
    Conversion,
    CureNotice,
    DefaultWaived,
    Distribution,
    Event,
    Expense,
    Financing,
    IndexRate,
    Insolvency,
    JuniorNotice,
    Payment,
    PaymentReturned,
    PikElection,
    Refund,
    ResumeNotice,
    SeniorAcceleration,
    SeniorBalance,
    SeniorDefault,
    SeniorMaturity,
    SeniorPayment,
    SeniorProvidedFor,
    StopNotice,
    TestResult,
    Transfer,
)
from note_sched.document.model import SYNONYMS, Document, Written
from note_sched.document.returned import returns_of
from note_sched.measure.accrual import DayCount
from note_sched.pages.values import Money, Phrase
from note_sched.reports.explanation.chain import Fact
from note_sched.reports.telling.in_force import stated_by, term_word
from note_sched.reports.telling.interest_in_kind import in_default_words, in_kind_words
from note_sched.reports.telling.wording import join
from note_sched.rules.acceleration import signatories

Lines = Callable[..., int]
"""Where a key of the document is written: section, item, key; 0 where it is not."""


class Facts:
    """The facts of one document."""

    def __init__(self, document: Document, lines: Lines) -> None:
        self._document = document
        self._lines = lines
        self._principal = {holder.id: holder.principal for holder in document.holders}
        self._returns = returns_of(document.events).taken
        self._by_line = {written.line: written.event for written in document.events}

    def event(self, line: int) -> list[Fact]:
        """The event on a line; nothing where the cause of something is no event."""
        event = self._by_line.get(line)
        return [] if event is None else [Fact(in_words(event), line)]

    def returns(self, line: int) -> list[tuple[date, int, int]]:
        """What came back of the payment on a line: the day and line of each return, and the cents."""
        events = self._document.events
        return [
            (events[each.place].event.date, events[each.place].line, each.cents)
            for place, taken in self._returns.items()
            if events[place].line == line
            for each in taken
        ]

    def events(self, *kinds: type[Event], of: str | None = None, through: date = date.max) -> Iterator[Written]:
        """The events of some types, of one facility where it is named, through a day."""
        for written in self._document.events:
            event = written.event
            if isinstance(event, kinds) and event.date <= through and of in (None, getattr(event, "facility", None)):
                yield written

    def rate(self) -> list[Fact]:
        """The rate, what caps it, and how days are counted."""
        note = self._document.note
        facts = [Fact(f"interest_rate: {note.interest_rate.written}", self._lines("note", "interest_rate"))]
        if note.legal_maximum_rate is not None:
            line = self._lines("note", "legal_maximum_rate")
            facts.append(Fact(f"legal_maximum_rate: {note.legal_maximum_rate.written}", line))
        document = self._document
        if document.terms.interest.in_several_ways:
            facts += self._ways()
        chosen = document.reading.day_count is not DayCount.ACTUAL_MONTH or self._lines("reading", "day_count")
        if chosen or document.overlay is not None:
            facts.append(self.reading("day_count"))
        return facts

    def _ways(self) -> list[Fact]:
        """What of the interest is in kind, and what is borne in default."""
        interest, found = self._document.terms.interest, []
        if interest.pik is not None:
            found.append(Fact(f"interest.pik: {in_kind_words(interest.pik)}", self._lines("terms", "interest", "pik")))
        if interest.default is not None:
            says = f"interest.default: {in_default_words(interest.default)}"
            found.append(Fact(says, self._lines("terms", "interest", "default")))
        return found

    def reading(self, switch: str) -> Fact:
        """The position of a switch; under other terms that of its term, and who states it."""
        if self._document.overlay is not None:
            return self._term(switch)
        value = getattr(self._document.reading, switch)
        line = self._lines("reading", switch)
        default = "" if line else " (not set in the file)"
        return Fact(f"reading {switch}: {getattr(value, 'value', value)}{default}", line)

    def _term(self, switch: str) -> Fact:
        by, line = stated_by(self._document, switch)
        return Fact(f"{SYNONYMS[switch]}: {term_word(self._document, switch)}{'' if line else f' ({by})'}", line)

    def simulation(self, key: str) -> Fact:
        """A key of the simulation."""
        value = getattr(self._document.simulation, key)
        line = self._lines("simulation", key)
        default = "" if line else " (not set in the file)"
        return Fact([f"simulation {key}: ", value, default], line)

    def note(self, key: str) -> Fact:
        """A day or a sum of the Note's terms."""
        value = getattr(self._document.note, key)
        shown = value if isinstance(value, date) else Money(value)
        return Fact([f"{key}: ", shown], self._lines("note", key))

    def principal(self, holder: str) -> list[Fact]:
        """The principal of a Note as issued."""
        principal = self._principal[holder]
        line = self._lines("holders", holder, "principal")
        return [Fact([f"principal of {holder}: ", Money(principal)], line)] if principal else []

    def debt(self, facility: str) -> Fact:
        """A Senior debt."""
        found = next(each for each in self._document.senior_debt if each.id == facility)
        says = [f"{facility}: {found.lender}, principal ", Money(found.principal)]
        return Fact(says, self._lines("senior_debt", facility, "id"))


def in_words(event: Event) -> Phrase:
    """What an event says."""
    return next((words(event) for kind, words in _WORDS.items() if isinstance(event, kind)), type(event).__name__)


def _payment(event: Payment) -> Phrase:
    how = ["payment of ", Money(event.amount or 0)] if event.amount is not None else _retired(event)
    whom = f" to {event.to}" if event.to else ""
    return [*how, f"{whom} on ", event.date]


def _retired(event: Payment) -> Phrase:
    return ["payment that retires principal of ", Money(event.principal or 0)]


def _returned(event: PaymentReturned) -> Phrase:
    whom = f" to {event.to}" if event.to else ""
    return [Money(event.amount), f" of the payment{whom} of ", event.of, " came back on ", event.date]


def _distribution(event: Distribution) -> Phrase:
    costs = [", of it collection expenses ", Money(event.expenses)] if event.expenses else []
    return ["distribution of ", Money(event.amount), " on ", event.date, *costs]


def _transfer(event: Transfer) -> Phrase:
    what = ["all"] if event.amount is None else [Money(event.amount)]
    return ["transfer of ", *what, f" from {event.source} to {event.target} on ", event.date]


def _financing(event: Financing) -> Phrase:
    series = f", series {event.series}" if event.series else ""
    return [f"{event.kind} financing of ", Money(event.amount), " closed on ", event.date, series]


def _senior_payment(event: SeniorPayment) -> Phrase:
    how = ["in full"] if event.amount is None else ["of ", Money(event.amount)]
    return [f"payment on {event.facility} ", *how, " on ", event.date]


def _senior_maturity(event: SeniorMaturity) -> Phrase:
    what = ["all principal"] if event.amount is None else ["principal of ", Money(event.amount)]
    return [*what, f" of {event.facility} matures on ", event.date]


def _senior_acceleration(event: SeniorAcceleration) -> Phrase:
    over = [] if event.rescinded is None else ["; rescinded ", event.rescinded]
    return [f"{event.facility} accelerated on ", event.date, *over]


def _default(event: SeniorDefault) -> Phrase:
    kind = "payment default" if event.kind == "payment" else "default"
    covenant = f" of {event.covenant}" if event.covenant else ""
    ends: list[Phrase] = [[word, day] for word, day in (("cured ", event.cured), ("waived ", event.waived)) if day]
    over = ["; ", *join(ends)] if ends else []
    return [f"{event.id}: {kind}{covenant} under {event.facility}, occurred ", event.date, *over]


_NOTICES = {
    BlockageNotice: "notice of",
    CureNotice: "notice of the cure or waiver of",
    BlockageWithdrawal: "withdrawal of the notice of",
}


def _notice(event: BlockageNotice | CureNotice | BlockageWithdrawal) -> Phrase:
    what = _NOTICES[type(event)]
    by = f" by {event.by}" if event.by else ""
    how = f", sent by {event.method}" if event.method else ""
    return [f"{what} {', '.join(event.defaults)}{by}{how}, dated ", event.date]


def _acceleration(event: Acceleration) -> Phrase:
    notice = event.notice
    says: list[Phrase] = []
    if isinstance(notice, AccelerationNotice):
        for whom, day in (("the Borrower ", notice.borrower), ("Senior ", notice.senior)):
            says.append([f"notice to {whom}", day] if day and day != NEVER else f"no notice to {whom.strip()}")
    else:
        says.append(["notice to both ", notice] if notice else "no notice on record")
    whose = f"{event.holder} on " if event.holder else f"{', '.join(signatories(event))} of all Notes on "
    return [f"acceleration by {whose}", event.date, "; ", *join(says)]


def _waiver(event: DefaultWaived) -> Phrase:
    by = f" by {event.holder}" if event.holder else ""
    return [f"waiver{by} of the Event of Default {event.default}, ", event.date]


def _petition(event: Insolvency) -> Phrase:
    kind = "voluntary" if event.voluntary else "involuntary"
    over = ["; dismissed ", event.dismissed] if event.dismissed else []
    return [f"{kind} petition filed ", event.date, *over]


_WORDS: dict[type, Callable[..., Phrase]] = {
    Payment: _payment,
    Distribution: _distribution,
    PaymentReturned: _returned,
    Refund: lambda event: ["refund of ", Money(event.amount), f" by {event.holder} on ", event.date],
    Transfer: _transfer,
    Financing: _financing,
    Expense: lambda event: [f"demand of {event.holder} for expenses of ", Money(event.amount), ", ", event.date],
    SeniorBalance: lambda event: [f"{event.facility} outstanding ", Money(event.outstanding), " on ", event.date],
    SeniorPayment: _senior_payment,
    SeniorMaturity: _senior_maturity,
    SeniorAcceleration: _senior_acceleration,
    SeniorProvidedFor: lambda event: ["a majority of Senior principal consents on ", event.date],
    SeniorDefault: _default,
    BlockageNotice: _notice,
    CureNotice: _notice,
    JuniorNotice: lambda event: ["notice to Senior effective ", event.date],
    BlockageWithdrawal: _notice,
    StopNotice: lambda event: [f"notice to stop {', '.join(event.stops)}, dated ", event.date],
    ResumeNotice: lambda event: ["notice to resume, dated ", event.date],
    Acceleration: _acceleration,
    AccelerationRescinded: lambda event: [f"rescission by {', '.join(event.holders)}, ", event.date],
    DefaultWaived: _waiver,
    TestResult: lambda event: [f"{event.test} is {event.value.written} on ", event.date],
    Conversion: lambda event: ["conversion of ", Money(event.amount), f" of {event.holder} on ", event.date],
    PikElection: lambda event: ["election of interest in kind for ", event.payment_date, ", ", event.date],
    IndexRate: lambda event: [f"{event.index} at {event.value.written} from ", event.date],
    Insolvency: _petition,
}
