"""A notice: when it was sent, when it became effective on whom, and why then (4(b))."""

from collections.abc import Iterable
from datetime import date

from note_sched.document.counting import business_days
from note_sched.document.events import (
    BlockageWithdrawal,
    CureNotice,
    Notice,
    ResumeNotice,
    SeniorDefault,
    StopNotice,
)
from note_sched.document.model import Document
from note_sched.measure.business_days import DAY, BusinessDays
from note_sched.reports.explanation.chain import Arithmetic, BusinessDay, Chain, Earliest
from note_sched.reports.explanation.cited_facts import Facts
from note_sched.reports.telling.wording import join
from note_sched.rules.alike import OTHERS, Alike
from note_sched.rules.notices import delivered, effective_as_to, stop_effective_on
from note_sched.terms.roles import Role


def default_named(document: Document, name: str) -> tuple[SeniorDefault, int]:
    """A Senior default by its id, and its line."""
    return next(
        (written.event, written.line)
        for written in document.events
        if isinstance(written.event, SeniorDefault) and written.event.id == name
    )


def told_of_cure(document: Document, default: str, alike: Alike) -> list[tuple[date, CureNotice, int]]:
    """The notices of the cure of a default that were effective on Holders who stand alike, with day and line."""
    calendar, starts, found = business_days(document), document.terms.blockage.starts, []
    for event, line in document.events:
        if isinstance(event, CureNotice) and default in event.defaults:
            day = effective_as_to(event, alike.name, starts, calendar)
            if day is not None:
                found.append((day, event, line))
    return sorted(found, key=lambda each: each[0])


def withdrawn(document: Document, default: str, alike: Alike) -> list[tuple[date, BlockageWithdrawal, int]]:
    """The withdrawals, as to a default, that were effective on Holders who stand alike, with day and line."""
    calendar, starts, found = business_days(document), document.terms.blockage.starts, []
    for event, line in document.events:
        if isinstance(event, BlockageWithdrawal) and default in event.defaults:
            day = effective_as_to(event, alike.name, starts, calendar)
            if day is not None:
                found.append((day, event, line))
    return sorted(found, key=lambda each: each[0])


_WHAT = {
    CureNotice: "notice of cure or waiver",
    BlockageWithdrawal: "withdrawal",
    StopNotice: "stop notice",
    ResumeNotice: "notice to resume",
}


def effective(chain: Chain, notice: Notice, line: int, name: str, document: Document, facts: Facts) -> date | None:
    """Say when a notice was sent and when it was effective on a Holder, and why then; returns the day.

    Args:
        chain: takes the steps.
        notice: the notice.
        line: its line.
        name: the Holder, or ``others`` for those whom no fact names.
        document: where the notice stands.
        facts: of the document.
    """
    day = effective_as_to(notice, name, document.terms.blockage.starts, business_days(document))
    _told(chain, notice, line, day, name, (document, facts))
    return day


def stop_notice_effective(
    chain: Chain, notice: StopNotice, line: int, name: str, document: Document, facts: Facts
) -> date | None:
    """As ``effective``, of a stop notice."""
    day = stop_effective_on(notice, name, document.terms.blockage.starts, business_days(document))
    _told(chain, notice, line, day, name, (document, facts))
    return day


def _told(chain: Chain, notice: Notice, line: int, day: date | None, name: str, around: tuple[Document, Facts]) -> None:
    """Say when a notice was effective and why then."""
    document, facts = around
    calendar, starts = business_days(document), document.terms.blockage.starts
    what = _WHAT.get(type(notice), "notice")
    by = f" by {notice.by}" if notice.by else ""
    if day is None:
        says = f"{what}{by} never became effective on {'the Borrower' if starts == 'borrower' else 'this Holder'}"
        chain.on(None, says, facts=facts.event(line), clause=Role.NOTICES)
    elif starts == "borrower" and notice.borrower is not None and not isinstance(notice, StopNotice):
        chain.on(day, f"{what}{by} effective on the Borrower: so the document says", facts=facts.event(line))
    elif notice.received is not None and starts not in ("borrower", "representative"):
        whom = "" if name == OTHERS else f" on {name}"
        chain.on(day, f"{what}{by} effective{whom}: so the document says", facts=facts.event(line))
    elif notice.method is None:
        chain.on(day, f"{what}{by} effective: the day that the document gives it", facts=facts.event(line))
    else:
        _delivery(chain, notice, line, day, (f"{what}{by}", calendar, facts))


def _delivery(chain: Chain, notice: Notice, line: int, day: date, around: tuple[str, BusinessDays, Facts]) -> None:
    """A notice that travelled: when it was sent or delivered, and the day that 4(b) makes of it."""
    what, calendar, facts = around
    says, arithmetic = _why(notice, day, calendar)
    if day != notice.date:
        at = f" at {notice.time}" if notice.time else ""
        chain.on(notice.date, f"{what} {_HOW[notice.method or '']}{at}", facts=facts.event(line))
    else:
        says = [f"{what} {_HOW[notice.method or '']}, effective ", *says]
    chain.on(day, says, arithmetic, () if day != notice.date else facts.event(line), "delivery")


_HOW = {
    "hand": "delivered by hand",
    "fax": "delivered by facsimile",
    "courier": "sent by express courier",
    "mail": "mailed",
}


def _why(notice: Notice, day: date, calendar: BusinessDays) -> tuple[list[object], Arithmetic | None]:
    """Why a delivery was effective on a day, in words, and the days that were counted."""
    sent = notice.date
    match notice.method:
        case "hand" | "fax" if day == sent:
            return ["the same day: a business day, within 09:00 to 17:00"], None
        case "hand" | "fax":
            late = "on no business day" if not calendar.is_business(sent) else "outside 09:00 to 17:00"
            return [f"effective on the next business day, for it came {late}"], BusinessDay(sent, 1, day)
        case "courier":
            return _courier(notice, day, calendar)
        case _:
            return ["effective on actual receipt"], None


def _courier(notice: Notice, day: date, calendar: BusinessDays) -> tuple[list[object], Arithmetic | None]:
    second = delivered("courier", notice.date, None, None, calendar)
    idle = list(closed(calendar, notice.date, second or day))
    between: list[object] = ["; not counted: ", *join([[each] for each in idle])] if idle else []
    if day == second:
        return ["effective on the second business day after", *between], BusinessDay(notice.date, 2, day)
    candidates = Earliest([("second business day", second), ("actual receipt", notice.actual)])
    return ["effective on actual receipt, before the second business day, ", second], candidates


def closed(calendar: BusinessDays, first: date, last: date) -> Iterable[date]:
    """The days between two days that are no business days."""
    day = first + DAY
    while day < last:
        if not calendar.is_business(day):
            yield day
        day += DAY
