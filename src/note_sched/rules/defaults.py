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
    period within which to act but a count of days past due: day 31 is day 31. "More than" and "in excess of" exclude
    the sum itself. 2(b) ends on the day of the cure; the others, once they exist, do not end: the Note knows no cure
    for them, and by 4(a) delay waives nothing.

Example:
    A judgment of 60,000.00 entered on 2009-02-05: day 45 is Sunday March 22, so from Tuesday March 24.

    >>> from datetime import date
    >>> from note_sched.document.events import Judgment
    >>> from note_sched.measure.calendar import BusinessDays
    >>> judgment = Judgment(date=date(2009, 2, 5), amount=6_000_000)
    >>> str(judgment_default(judgment, Grace(BusinessDays(), rolls=True)).start)
    '2009-03-24'

Limits:
    Materiality, good faith and curability the document says. A declared default without acceleration is no 2(h).
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from note_sched.document.events import (
    Breach,
    Event,
    Insolvency,
    Judgment,
    Misrepresentation,
    Nonpayment,
    Receiver,
    SeniorAcceleration,
)
from note_sched.measure.calendar import DAY, BusinessDays
from note_sched.measure.money import write_grouped

JUDGMENT_OVER = 50_000_00
OBLIGATIONS_OVER = 500_000_00


class Fact(NamedTuple):
    """What an Event of Default rests on, whichever way the Note is read: the kind of fact, and its day.

    Under 2(a) ``kind`` is ``interest``, ``expenses`` or ``principal``, and the day is that on which the sum fell due.
    """

    kind: str
    day: date


class EventOfDefault(NamedTuple):
    """An Event of Default: the first and the last day on which it exists (None: it goes on); Holder None: all.

    ``cause`` says in words what it rests on, ``fact`` tells it from others of its clause and Holder; under 2(a) it is
    the oldest sum that is unpaid when it begins.
    """

    clause: str
    holder: str | None
    start: date
    until: date | None
    cause: str
    fact: Fact

    def exists_on(self, day: date) -> bool:
        """Whether it exists on ``day``."""
        return self.start <= day and (self.until is None or day <= self.until)


class Pending(NamedTuple):
    """Grace still running: an Event of Default from ``start`` unless ``remedy`` by the day before.

    ``averted``: the later day on which the document says that it was remedied in time; None where it does not.
    """

    clause: str
    start: date
    remedy: str
    cause: str
    averted: date | None = None


class Grace(NamedTuple):
    """How the periods of section 2 end."""

    calendar: BusinessDays
    rolls: bool

    def after(self, begun: date, days: int) -> date:
        """The day after a period of ``days`` that began on ``begun`` (not counted) has run out."""
        last = begun + timedelta(days=days)
        return (self.calendar.roll(last) if self.rolls else last) + DAY


def missed(fact: Fact, timely: date | None = None) -> str:
    """2(a) in words: the sum that was not paid and, where that is another day, its last ``timely`` one."""
    last_day = "" if timely in (None, fact.day) else f", in time through {timely},"
    return f"{fact.kind} due {fact.day}{last_day} unpaid"


def breach_default(event: Breach, grace: Grace) -> EventOfDefault | None:
    """2(b): from the day after the fifth business day after notice, at once if the breach cannot be cured."""
    cause = f"breach noticed {event.date}"
    start = grace.calendar.after(event.date, 5) + DAY if event.curable else event.date
    if event.curable and event.cured is not None and event.cured < start:
        return None
    return EventOfDefault("2(b)", None, start, event.cured, cause, Fact("breach", event.date))


def misrepresentation_default(event: Misrepresentation) -> EventOfDefault:
    """2(c): from the day the representation was made."""
    cause = f"misrepresentation made {event.date}"
    return EventOfDefault("2(c)", None, event.date, None, cause, Fact("misrepresentation", event.date))


def receiver_default(event: Receiver, grace: Grace) -> EventOfDefault | None:
    """2(d): at once with the Borrower's consent, else after sixty days without dismissal."""
    start = event.date if event.consented else grace.after(event.date, 60)
    if not event.consented and event.dismissed is not None and event.dismissed < start:
        return None
    cause = f"receiver appointed {event.date}"
    return EventOfDefault("2(d)", None, start, None, cause, Fact("receiver", event.date))


def judgment_default(event: Judgment, grace: Grace) -> EventOfDefault | None:
    """2(e): over 50,000.00, each by itself, after forty-five days unsatisfied."""
    start = grace.after(event.date, 45)
    if event.amount <= JUDGMENT_OVER or (event.satisfied is not None and event.satisfied < start):
        return None
    cause = f"judgment of {write_grouped(event.amount)} entered {event.date}"
    return EventOfDefault("2(e)", None, start, None, cause, Fact("judgment", event.date))


def insolvency_default(event: Insolvency, grace: Grace) -> EventOfDefault | None:
    """2(f): voluntary at once, involuntary after forty-five days without dismissal."""
    start = event.date if event.voluntary else grace.after(event.date, 45)
    if not event.voluntary and event.dismissed is not None and event.dismissed < start:
        return None
    kind = "voluntary" if event.voluntary else "involuntary"
    cause = f"{kind} petition filed {event.date}"
    return EventOfDefault("2(f)", None, start, None, cause, Fact("insolvency", event.date))


def nonpayment_default(events: Sequence[Nonpayment]) -> EventOfDefault | None:
    """2(g): the first day on which obligations each more than thirty days past due exceed 500,000.00 together.

    An obligation counts from its day 31 through the day it is paid.
    """
    counted = [event for event in events if not event.contested and not event.alternative_terms]
    late_from = {event: event.date + timedelta(days=31) for event in counted}
    for start in sorted(set(late_from.values())):
        late = [e for e in counted if late_from[e] <= start and (e.paid is None or start <= e.paid)]
        total = sum(event.amount for event in late)
        if total > OBLIGATIONS_OVER:
            dues = ", ".join(f"{write_grouped(event.amount)} due {event.date}" for event in late)
            cause = f"obligations past due: {dues}"
            return EventOfDefault("2(g)", None, start, None, cause, Fact("nonpayment", start))
    return None


def dated_defaults(events: Sequence[Event], grace: Grace) -> list[EventOfDefault]:
    """Every Event of Default under 2(b) to 2(g), from the facts of the document alone."""
    found: list[EventOfDefault | None] = [
        nonpayment_default([event for event in events if isinstance(event, Nonpayment)])
    ]
    for event in events:
        match event:
            case Breach():
                found.append(breach_default(event, grace))
            case Misrepresentation():
                found.append(misrepresentation_default(event))
            case Receiver():
                found.append(receiver_default(event, grace))
            case Judgment():
                found.append(judgment_default(event, grace))
            case Insolvency():
                found.append(insolvency_default(event, grace))
            case _:
                pass
    return [default for default in found if default is not None]


def graces_running(events: Sequence[Event], grace: Grace, day: date) -> list[Pending]:
    """What is in its grace on ``day`` under 2(b), 2(d), 2(e), 2(f) and 2(g), by the day on which the grace has run out.

    A judgment of 60,000.00 entered on 2009-02-05 is in its grace through Monday 2009-03-23.

    >>> judgment = Judgment(date=date(2009, 2, 5), amount=6_000_000)
    >>> [str(each.start) for each in graces_running([judgment], Grace(BusinessDays(), rolls=True), date(2009, 3, 23))]
    ['2009-03-24']
    """
    found: list[Pending | None] = [_obligations_running(events, day)]
    for event in events:
        match event:
            case Breach() if event.curable:
                start = grace.calendar.after(event.date, 5) + DAY
                pending = Pending("2(b)", start, "the breach is cured", "breach noticed")
                found.append(_running(pending, event.date, day, event.cured))
            case Receiver() if not event.consented:
                pending = Pending("2(d)", grace.after(event.date, 60), "it is dismissed", "receiver appointed")
                found.append(_running(pending, event.date, day, event.dismissed))
            case Judgment() if event.amount > JUDGMENT_OVER:
                cause = f"judgment of {write_grouped(event.amount)} entered"
                remedy = "it is paid, vacated, bonded or stayed"
                pending = Pending("2(e)", grace.after(event.date, 45), remedy, cause)
                found.append(_running(pending, event.date, day, event.satisfied))
            case Insolvency() if not event.voluntary:
                pending = Pending("2(f)", grace.after(event.date, 45), "it is dismissed", "involuntary petition filed")
                found.append(_running(pending, event.date, day, event.dismissed))
            case _:
                pass
    return sorted((each for each in found if each is not None), key=lambda each: (each.start, each.clause))


def _running(pending: Pending, begun: date, day: date, remedied: date | None) -> Pending | None:
    """``pending`` if ``day`` is inside its grace and nothing was ``remedied`` by then."""
    if not begun <= day < pending.start or (remedied is not None and remedied <= day):
        return None
    in_time = remedied is not None and remedied < pending.start
    return pending._replace(cause=f"{pending.cause} {begun}", averted=remedied if in_time else None)


def _obligations_running(events: Sequence[Event], day: date) -> Pending | None:
    """2(g): the first later day on which obligations unpaid on ``day`` would exceed 500,000.00 together."""
    obligations = [event for event in events if isinstance(event, Nonpayment)]
    already = nonpayment_default(obligations)
    if already is not None and already.start <= day:
        return None
    due = [event for event in obligations if event.date <= day]
    unpaid = [event if event.paid is None or event.paid <= day else _never_paid(event) for event in due]
    coming = nonpayment_default(unpaid)
    if coming is None or coming.start <= day:
        return None
    late = [event for event in unpaid if event.date + timedelta(days=31) <= coming.start and event.paid is None]
    most = write_grouped(OBLIGATIONS_OVER)
    averted = None if already is not None and already.start == coming.start else _paid_down(due, day, coming.start)
    remedy = f"of {write_grouped(sum(event.amount for event in late))} no more than {most} stays unpaid"
    return Pending("2(g)", coming.start, remedy, coming.cause, averted)


def _never_paid(event: Nonpayment) -> Nonpayment:
    return replace(event, paid=None)


def _paid_down(obligations: Sequence[Nonpayment], day: date, start: date) -> date | None:
    return max((event.paid for event in obligations if event.paid and day < event.paid < start), default=None)


def cross_default(event: SeniorAcceleration, holder: str | None) -> EventOfDefault:
    """2(h): the day Senior debt is accelerated; ``holder``: as to whom it is Senior, None for all.

    "Accelerated by the Holder" means the holder of the Senior debt: a Holder of a Note cannot accelerate it.
    """
    cause = f"{event.facility} accelerated {event.date}"
    return EventOfDefault(
        "2(h)", holder, event.date, None, cause, Fact(f"acceleration of {event.facility}", event.date)
    )


def in_order(defaults: Sequence[EventOfDefault], places: Mapping[str, int]) -> list[EventOfDefault]:
    """By first day, clause, Holder (those of all Notes first, then by ``places``: in document order) and cause."""

    def place(default: EventOfDefault) -> tuple[date, str, int, str]:
        holder = -1 if default.holder is None else places[default.holder]
        return default.start, default.clause, holder, default.cause

    return sorted(defaults, key=place)
