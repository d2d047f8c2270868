"""How a document counts: its business days, its payment dates, its interest; for all who need them the same ones."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from note_sched.document.model import Document
from note_sched.measure.accrual import Accrual, DayCount, Rate
from note_sched.measure.business_days import BusinessDays, Calendar
from note_sched.measure.ladder import Ladder, On
from note_sched.measure.periods import PaymentPlan
from note_sched.terms.terms import Interest, Regular

if TYPE_CHECKING:
    from note_sched.measure.moving import Steps

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


def plan_of(document: Document) -> PaymentPlan | None:
    """The ends of its interest periods; None where interest is paid with principal only.

    Raises:
        Refusal: as ``accrual_of``.
    """
    ladder = ladder_of(document)
    if ladder is None:
        return None
    rolls = document.terms.days.convention == "following"
    return _plan(ladder, accrual_of(document), business_days(document) if rolls else None)


def ladder_of_instalments(
    plan: Regular, interest: Interest, first_payment: date | None, calendar: BusinessDays
) -> Ladder | None:
    """The dates of regular instalments of principal: where the plan does not say, as interest is paid (T-23).

    None where neither says.
    """
    first, every = plan.first or first_payment, plan.every or interest.every
    return None if first is None or every is None else Ladder(first, every, plan.on or interest.on, calendar)


def accrual_of(document: Document) -> Accrual:
    """How its interest is counted: at the lower of the note's rate and the legal maximum.

    Raises:
        Refusal: of the index that the rate follows no value is known for the first day.
    """
    note = document.note
    if not isinstance(note.interest_rate, Rate):
        return _moving(document.terms.interest.day_count, rates_of(document), ladder_of(document))
    rate = note.interest_rate.lower(note.legal_maximum_rate)
    return _accrual(document.terms.interest.day_count, rate, ladder_of(document))


def rates_of(document: Document) -> "Steps":
    """Its rates over time, none above the legal maximum (T-20).

    Raises:
        Refusal: as ``accrual_of``.
    """
    from note_sched.document.indexed import contract_rates  # noqa: PLC0415 (most rates are one)

    return contract_rates(document).lower(document.note.legal_maximum_rate)


@lru_cache(maxsize=_KEPT)
def _business_days(added: tuple[date, ...], removed: tuple[date, ...], calendar: Calendar) -> BusinessDays:
    return BusinessDays(added, removed, calendar)


@lru_cache(maxsize=_KEPT)
def _plan(ladder: Ladder, accrual: Accrual, calendar: BusinessDays | None) -> PaymentPlan:
    return PaymentPlan(ladder, accrual, calendar.roll if calendar else lambda day: day)


@lru_cache(maxsize=_KEPT)
def _ladder(first: date, months: int, on: On, calendar: BusinessDays) -> Ladder:
    return Ladder(first, months, on, calendar)


@lru_cache(maxsize=_KEPT)
def _accrual(day_count: DayCount, rate: Rate, ladder: Ladder | None) -> Accrual:
    return Accrual(day_count, rate, ladder)


@lru_cache(maxsize=_KEPT)
def _moving(day_count: DayCount, steps: "Steps", ladder: Ladder | None) -> Accrual:
    from note_sched.measure.moving import MovingAccrual  # noqa: PLC0415 (as above)

    return MovingAccrual(day_count, steps, ladder)
