"""How a document counts: its business days, its payment dates, its interest; for all who need them the same ones."""

from datetime import date
from functools import lru_cache

from note_sched.document.model import Document
from note_sched.measure.accrual import Accrual, DayCount, Rate
from note_sched.measure.calendar import BusinessDays, Calendar
from note_sched.measure.ladder import Ladder, On

_KEPT = 64  # as many documents as are looked at together: that a reading or a term is weighed by playing


def business_days(document: Document) -> BusinessDays:
    """The business days by the calendar of its terms, with the holidays that its note adds and removes."""
    holidays = document.note.holidays
    return _business_days(holidays.add, holidays.remove, document.terms.days.calendar)


def ladder_of(document: Document) -> Ladder | None:
    """Its payment dates; None where interest is paid with principal only."""
    interest, first = document.terms.interest, document.note.first_payment_date
    if interest.every is None or first is None:
        return None
    return _ladder(first, interest.every, interest.on, business_days(document))


def accrual_of(document: Document) -> Accrual:
    """How its interest is counted: at the lower of the note's rate and the legal maximum."""
    note = document.note
    rate = note.interest_rate.lower(note.legal_maximum_rate)
    return _accrual(document.terms.interest.day_count, rate, ladder_of(document))


@lru_cache(maxsize=_KEPT)
def _business_days(added: tuple[date, ...], removed: tuple[date, ...], calendar: Calendar) -> BusinessDays:
    return BusinessDays(added, removed, calendar)


@lru_cache(maxsize=_KEPT)
def _ladder(first: date, months: int, on: On, calendar: BusinessDays) -> Ladder:
    return Ladder(first, months, on, calendar)


@lru_cache(maxsize=_KEPT)
def _accrual(day_count: DayCount, rate: Rate, ladder: Ladder | None) -> Accrual:
    return Accrual(day_count, rate, ladder)
