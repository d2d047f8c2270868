"""Events of Default, but for those of 2(a), which depend on what is paid (``ledger`` and ``simulation`` see to them).

Clause:
    Section 2: 2(b) "continues for a period of five (5) business days after written notice"; 2(c) "false or misleading
    ... as of the date made"; 2(d) "not dismissed within sixty (60) days of appointment"; 2(e) "for more than $50,000,
    and shall remain unpaid, unvacated, unbonded or unstayed for a period of forty-five (45) days"; 2(f) "if instituted
    against Borrower are not dismissed within forty-five (45) days of initiation"; 2(g) "in an aggregate monetary
    amount in excess of $500,000 for more than thirty (30) days after the due date"; 2(h) "such Senior Indebtedness is
    in fact accelerated".

Reading:
    A period of days that ends on a day that is no business day runs to the next one (General Construction Law 25),
    unless ``business_days: strict``; the Event of Default exists from the day after. The thirty days of 2(g) are no
    period within which to act but a count of days past due: day 31 is day 31. "More than" and "in excess of"
    exclude the sum itself. A period of no days is over on the very day; a sum due without a grace (2(a)) is in
    default from the day after the last day on which it is paid in time. A waiver ends with its day what exists then
    of one clause: the Events of Default of one Holder, or of all; one Holder waives none of all Notes. 2(b) ends on
    the day of the cure; the others, once they exist, do not end: the Note knows no cure for them, and by 4(a) delay
    waives nothing.

Example:
    A judgment of 60,000.00 entered on 2009-02-05: day 45 is Sunday March 22, so from Tuesday March 24.

    >>> from datetime import date
    >>> from note_sched.document.events import Judgment
    >>> from note_sched.instruments import AIR_INDUSTRIES_2008
    >>> from note_sched.measure.business_days import BusinessDays
    >>> judgment = Judgment(date=date(2009, 2, 5), amount=6_000_000)
    >>> str(judgment_term(judgment, Graces(BusinessDays(), AIR_INDUSTRIES_2008.terms.defaults, rolls=True)).start)
    '2009-03-24'

Limits:
    Materiality, good faith and curability the document says. A declared default without acceleration is no 2(h).
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from note_sched.document.events import (
    Breach,
    DefaultWaived,
    Event,
    Insolvency,
    Judgment,
    Misrepresentation,
    Nonpayment,
    Receiver,
    SeniorAcceleration,
)
from note_sched.measure.business_days import DAY, BusinessDays
from note_sched.record import Record
from note_sched.rules import ground
from note_sched.rules.ground import Ground
from note_sched.rules.words import Label, words
from note_sched.terms.roles import Role, default_role
from note_sched.terms.terms import Duration, EventsOfDefault, Unit

FOREVER = date.max
"""The last day on which a sum is unpaid without an Event of Default where none can come of it."""


class EventOfDefault(Record, frozen=True):
    """An Event of Default: the first and the last day on which it exists (None: it goes on); Holder None: all.

    ``role``: of the clause that makes it one; ``ground``: on what facts.
    """

    role: Role
    holder: str | None
    start: date
    until: date | None
    ground: Ground

    def exists_on(self, day: date) -> bool:
        """Whether it exists on ``day``."""
        return self.start <= day and (self.until is None or day <= self.until)

    @property
    def fact(self) -> tuple[Hashable, ...]:
        """What tells it from others of its role and Holder, whichever way the Note is read.

        It is the day of what it rests on; of payment, the sum that is unpaid: what it is, and when it fell due.
        """
        match self.ground:
            case ground.Unpaid(what, due):
                return what, due
            case ground.SeniorAccelerated(facility, day):
                return facility, day
            case ground.PastDue():
                return (self.start,)
            case (
                ground.BreachNoticed(day)
                | ground.Misrepresented(day)
                | ground.ReceiverAppointed(day)
                | ground.JudgmentEntered(day=day)
                | ground.PetitionFiled(day=day)
            ):
                return (day,)
            case why:
                raise TypeError(why)

    def waived(self, event: DefaultWaived) -> "EventOfDefault":
        """What a waiver leaves of it: all of it, if it is another clause's or Holder's or does not exist that day."""
        concerns = self.role is default_role(event.default) and event.holder in (None, self.holder)
        return self._replace(until=event.date) if concerns and self.exists_on(event.date) else self


class Pending(Record, frozen=True):
    """Grace still running: an Event of Default from ``start`` unless ``remedy`` by the day before.

    ``averted``: the later day on which the document says that it was remedied in time; None where it does not.
    """

    role: Role
    start: date
    remedy: Ground
    ground: Ground
    averted: date | None = None


class Graces(Record, frozen=True):
    """The periods and thresholds of section 2, and how a period ends."""

    calendar: BusinessDays
    terms: EventsOfDefault
    rolls: bool

    def after(self, begun: date, period: Duration) -> date:
        """The day from which it is an Event of Default that a period that began on ``begun`` (not counted) ran out.

        That is the day after its last day; a period of no days is over at once, on the very day.
        """
        if not period.length:
            return begun
        if period.unit is Unit.BUSINESS_DAYS:
            return self.calendar.after(begun, period.length) + DAY
        return self._last(begun, period) + DAY

    def _last(self, begun: date, period: Duration) -> date:
        """The last of so many days."""
        last = begun + timedelta(days=period.length)
        return self.calendar.roll(last) if self.rolls else last

    def last_day(self, what: str, due: date) -> date:
        """The last day on which a sum (``what``: its component) due on ``due`` is unpaid without an Event of Default.

        That is the last of its timely day, of the days of its own grace, counted from when it fell due, and of its
        business days, counted from its timely day. ``FOREVER`` if the paper knows no such Event of Default.
        """
        if self.terms.payment is None:
            return FOREVER
        timely = self.calendar.roll(due) if self.rolls else due
        period: Duration = getattr(self.terms.payment, what)
        if period.unit is Unit.BUSINESS_DAYS:
            return self.calendar.after(timely, period.length)
        return max(timely, self._last(due, period))

    @property
    def on_payments(self) -> bool:
        """Whether a sum may be late for a while, or for ever, without an Event of Default."""
        payment = self.terms.payment
        return payment is None or any(each.length for each in (payment.interest, payment.principal, payment.expenses))

    def days_past_due(self, due: date, period: Duration) -> date:
        """The first day on which an obligation due on ``due`` is more than ``period`` past due: it does not roll."""
        if period.unit is Unit.BUSINESS_DAYS:
            return self.calendar.after(due, period.length) + DAY
        return due + timedelta(days=period.length) + DAY


class Term(Record, frozen=True):
    """What one fact of the document makes of section 2: the table from which defaults and graces are both read.

    ``begun``: the day of the fact; ``start``: the day from which it is an Event of Default, ``begun`` itself where
    there is no grace; ``remedied``: the day on which it was remedied, which averts it if earlier than ``start``;
    ``until``: the last day of the default, once there is one; ``remedy``: what would avert it.
    """

    ground: Ground
    begun: date
    start: date
    remedied: date | None = None
    until: date | None = None
    remedy: Ground | None = None

    @property
    def default(self) -> EventOfDefault | None:
        """The Event of Default; None where it was remedied in time."""
        if self.start > self.begun and self.remedied is not None and self.remedied < self.start:
            return None
        return EventOfDefault(self.ground.role, None, self.start, self.until, self.ground)

    def pending(self, day: date) -> Pending | None:
        """The grace that runs on ``day``, unless nothing runs then or it was remedied by then."""
        if self.remedy is None or not self.begun <= day < self.start:
            return None
        if self.remedied is not None and self.remedied <= day:
            return None
        in_time = self.remedied is not None and self.remedied < self.start
        return Pending(
            self.ground.role, self.start, self.remedy, self.ground, averted=self.remedied if in_time else None
        )


def breach_term(event: Breach, grace: Graces) -> Term | None:
    """2(b): from the day after the fifth business day after notice, at once if the breach cannot be cured."""
    if grace.terms.covenant is None:
        return None
    why = ground.BreachNoticed(event.date)
    if not event.curable:
        return Term(why, event.date, event.date, until=event.cured)
    start = grace.after(event.date, grace.terms.covenant)
    return Term(why, event.date, start, event.cured, event.cured, ground.Cured())


def misrepresentation_term(event: Misrepresentation, grace: Graces) -> Term | None:
    """2(c): from the day the representation was made."""
    return Term(ground.Misrepresented(event.date), event.date, event.date) if grace.terms.representation else None


def receiver_term(event: Receiver, grace: Graces) -> Term | None:
    """2(d): at once with the Borrower's consent, else after sixty days without dismissal."""
    if grace.terms.receiver is None:
        return None
    why = ground.ReceiverAppointed(event.date)
    if event.consented:
        return Term(why, event.date, event.date)
    start = grace.after(event.date, grace.terms.receiver)
    return Term(why, event.date, start, event.dismissed, remedy=ground.Dismissed())


def judgment_term(event: Judgment, grace: Graces) -> Term | None:
    """2(e): over 50,000.00, each by itself, after forty-five days unsatisfied."""
    judgment = grace.terms.judgment
    if judgment is None or event.amount <= judgment.over:
        return None
    why = ground.JudgmentEntered(int(event.amount), event.date)
    start = grace.after(event.date, judgment.days)
    return Term(why, event.date, start, event.satisfied, remedy=ground.Satisfied())


def petition_term(event: Insolvency, grace: Graces) -> Term | None:
    """2(f): voluntary at once, involuntary after forty-five days without dismissal."""
    if grace.terms.petition is None:
        return None
    why = ground.PetitionFiled(bool(event.voluntary), event.date)
    if event.voluntary:
        return Term(why, event.date, event.date)
    start = grace.after(event.date, grace.terms.petition)
    return Term(why, event.date, start, event.dismissed, remedy=ground.Dismissed())


def _term_of(event: Event, grace: Graces) -> Term | None:
    match event:
        case Breach():
            return breach_term(event, grace)
        case Misrepresentation():
            return misrepresentation_term(event, grace)
        case Receiver():
            return receiver_term(event, grace)
        case Judgment():
            return judgment_term(event, grace)
        case Insolvency():
            return petition_term(event, grace)
        case _:
            return None


def terms_of(events: Iterable[Event], grace: Graces) -> Iterator[Term]:
    """Every fact that is, or may become, an Event of Default by itself: 2(b) to 2(f), in the order of the facts."""
    return filter(None, (_term_of(event, grace) for event in events))


def nonpayment_default(events: Sequence[Nonpayment], grace: Graces) -> EventOfDefault | None:
    """2(g): the first day on which obligations each more than thirty days past due exceed 500,000.00 together.

    An obligation counts from its day 31 through the day it is paid.
    """
    cross = grace.terms.cross
    if cross is None:
        return None
    counted = [event for event in events if not event.contested and not event.alternative_terms]
    late_from = {event: grace.days_past_due(event.date, cross.days) for event in counted}
    for start in sorted(set(late_from.values())):
        late = [e for e in counted if late_from[e] <= start and (e.paid is None or start <= e.paid)]
        if sum(event.amount for event in late) > cross.over:
            why = ground.PastDue(tuple((int(event.amount), event.date) for event in late))
            return EventOfDefault(why.role, None, start, None, why)
    return None


def dated_defaults(events: Sequence[Event], grace: Graces) -> list[EventOfDefault]:
    """Every Event of Default under 2(b) to 2(g), from the facts of the document alone."""
    obligations = nonpayment_default([event for event in events if isinstance(event, Nonpayment)], grace)
    found = [obligations, *(term.default for term in terms_of(events, grace))]
    return [default for default in found if default is not None]


def waived(defaults: Iterable[EventOfDefault], waivers: Iterable[DefaultWaived]) -> list[EventOfDefault]:
    """Events of Default as waivers leave them."""
    left = list(defaults)
    for waiver in waivers:
        left = [default.waived(waiver) for default in left]
    return left


def graces_running(events: Sequence[Event], grace: Graces, day: date) -> list[Pending]:
    """What is in its grace on ``day`` under 2(b), 2(d), 2(e), 2(f) and 2(g), by the day on which the grace has run out.

    A judgment of 60,000.00 entered on 2009-02-05 is in its grace through Monday 2009-03-23.

    >>> from note_sched.instruments import AIR_INDUSTRIES_2008
    >>> judgment = Judgment(date=date(2009, 2, 5), amount=6_000_000)
    >>> grace = Graces(BusinessDays(), AIR_INDUSTRIES_2008.terms.defaults, rolls=True)
    >>> [str(each.start) for each in graces_running([judgment], grace, date(2009, 3, 23))]
    ['2009-03-24']
    """
    found = [
        _obligations_running(events, grace, day),
        *(term.pending(day) for term in terms_of(events, grace)),
    ]
    return sorted((each for each in found if each is not None), key=lambda each: (each.start, each.role.place))


def _obligations_running(events: Sequence[Event], grace: Graces, day: date) -> Pending | None:
    """2(g): the first later day on which obligations unpaid on ``day`` would exceed 500,000.00 together."""
    cross = grace.terms.cross
    if cross is None:
        return None
    obligations = [event for event in events if isinstance(event, Nonpayment)]
    already = nonpayment_default(obligations, grace)
    if already is not None and already.start <= day:
        return None
    due = [event for event in obligations if event.date <= day]
    unpaid = [event if event.paid is None or event.paid <= day else _never_paid(event) for event in due]
    coming = nonpayment_default(unpaid, grace)
    if coming is None or coming.start <= day:
        return None
    late = [
        event for event in unpaid if grace.days_past_due(event.date, cross.days) <= coming.start and event.paid is None
    ]
    averted = None if already is not None and already.start == coming.start else _paid_down(due, day, coming.start)
    remedy = ground.PaidDown(sum(event.amount for event in late), cross.over)
    return Pending(coming.role, coming.start, remedy, coming.ground, averted)


def _never_paid(event: Nonpayment) -> Nonpayment:
    return replace(event, paid=None)


def _paid_down(obligations: Sequence[Nonpayment], day: date, start: date) -> date | None:
    return max((event.paid for event in obligations if event.paid and day < event.paid < start), default=None)


def cross_default(event: SeniorAcceleration, holder: str | None) -> EventOfDefault:
    """2(h): the day Senior debt is accelerated; ``holder``: as to whom it is Senior, None for all.

    "Accelerated by the Holder" means the holder of the Senior debt: a Holder of a Note cannot accelerate it.
    """
    why = ground.SeniorAccelerated(event.facility, event.date)
    return EventOfDefault(why.role, holder, event.date, None, why)


def in_order(defaults: Sequence[EventOfDefault], places: Mapping[str, int], label: Label) -> list[EventOfDefault]:
    """By first day, clause, Holder (those of all Notes first, then by ``places``: in document order) and cause."""

    def place(default: EventOfDefault) -> tuple[date, int, int, str]:
        holder = -1 if default.holder is None else places[default.holder]
        return default.start, default.role.place, holder, words(default.ground, label)

    return sorted(defaults, key=place)
