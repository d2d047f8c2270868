"""Standstill: how long Holders must wait after notice to Senior before they may demand anything.

Clause:
    None of the Note of 2008, which knows no standstill. Subordination agreements of mezzanine lenders: no enforcement
    action until so many days after the senior lender received notice of the event of default, unless before that the
    senior debt is accelerated, matures or is paid, a proceeding is begun, or the note itself matures.

Reading:
    A demand is good if an Event of Default that supports it existed, unbroken, since the day on which a notice became
    effective on Senior, and that day is more than the days of the standstill ago; or if, at that step of the day, one
    of the ``ends`` holds. The notice names no Event of Default: it is of all that exist on its day, and a later one
    needs another. Where no days are set (until Senior is paid) only the ends help. A standstill bars no payment.

Example:
    Notice on 2010-02-03 and 180 days: through August 2.

    >>> from datetime import date
    >>> terms = Standstill(days=180, ends=())
    >>> str(last_day(terms, date(2010, 2, 3)))
    '2010-08-02'

Limits:
    What Holders do besides accelerating (suing, setting off) is not recorded.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from note_sched.document.events import JuniorNotice
from note_sched.rules.defaults import EventOfDefault
from note_sched.rules.ground import StandsStill
from note_sched.rules.windows import Window
from note_sched.terms.roles import Role
from note_sched.terms.terms import Standstill

STANDSTILL = "standstill"

End = Literal["insolvency", "senior_acceleration", "senior_matured", "senior_paid", "maturity"]


def last_day(terms: Standstill, noticed: date) -> date | None:
    """The last day of the standstill of a notice effective on ``noticed``; None where no days are set."""
    return None if terms.days is None else noticed + timedelta(days=terms.days)


def why_void(
    terms: Standstill,
    day: date,
    notices: Iterable[date],
    supporting: Sequence[EventOfDefault],
    holding: Collection[End],
) -> StandsStill | None:
    """Why a demand on ``day`` comes too early; None where it does not.

    Args:
        terms: those of the standstill.
        day: of the demand.
        notices: the days on which notices became effective on Senior.
        supporting: the Events of Default that exist on ``day`` and support the demand.
        holding: what holds on ``day`` of all that could end a standstill.
    """
    if any(end in terms.ends for end in holding):
        return None
    if terms.days is None:
        return StandsStill(day, None, None)
    of_them = [noticed for noticed in notices if noticed <= day and any(each.start <= noticed for each in supporting)]
    if not of_them:
        return StandsStill(day, None, terms.days)
    first = min(of_them)
    return None if day > first + timedelta(days=terms.days) else StandsStill(day, first, terms.days)


def windows(terms: Standstill | None, notices: Iterable[JuniorNotice]) -> list[Window]:
    """The days of every notice to Senior during which Holders stand still, whether or not anything was in default."""
    if terms is None or terms.days is None:
        return []
    return [
        Window(
            STANDSTILL,
            None,
            notice.date,
            last_day(terms, notice.date),
            effective=True,
            ground=None,
            cause=(f"junior_notice {notice.date}",),
            role=Role.STANDSTILL,
        )
        for notice in notices
    ]
