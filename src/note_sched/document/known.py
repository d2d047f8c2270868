"""What the document said on an earlier day: ``--known-at``.

An event is known from its ``recorded`` day, by default its own date; the maturities of Senior debt are known from the
start, for its instruments say them. Of an event that was known, an end or a delivery dated later was not.

>>> from note_sched.document.events import Judgment
>>> from note_sched.document.scalars import Sum
>>> judgment = Judgment(date=date(2009, 1, 5), amount=Sum(6_000_000), satisfied=date(2009, 2, 2))
>>> _as_known(judgment, date(2009, 2, 1)).satisfied is None
True
"""

from datetime import date
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from note_sched.document.events import (
    NEVER,
    Acceleration,
    AccelerationNotice,
    Event,
    Notice,
    SeniorMaturity,
)
from note_sched.document.model import Document, SeniorDebt
from note_sched.document.returned import returns_of

_ENDS = ("cured", "waived", "rescinded", "dismissed", "satisfied", "paid", "actual")

_Part = TypeVar("_Part", bound=Struct)


def known_at(document: Document, day: date) -> Document:
    """The document as it was known at the end of ``day``.

    A hidden entry of ``received`` and a hidden ``borrower`` become ``NEVER``: not received, which is another thing
    than an entry that was never written (it would fall under ``others``, or under the delivery on the notice's date).
    So does a hidden ``notice`` of a Senior debt. A returned payment is still there on the day before its return was
    known; the return of a payment that is hidden is hidden with it. An event may still name a default that is not
    known yet. Acknowledgments of warnings stay, but none is said to match nothing. What ``--add`` supposes is no
    record, and stays: with it one asks what would follow from what was known.
    """
    unheard = _of_unknown_payments(document, day)
    return document._replace(
        acknowledged=tuple(each._replace(line=0) for each in document.acknowledged),
        senior_debt=tuple(_debt_as_known(debt, day) for debt in document.senior_debt),
        events=tuple(
            written if written.line < 0 else written._replace(event=_as_known(written.event, day))
            for place, written in enumerate(document.events)
            if written.line < 0 or (_became_known(written.event) <= day and place not in unheard)
        ),
    )


def _of_unknown_payments(document: Document, day: date) -> set[int]:
    """The places of returns of a payment that was not known on ``day``: nothing is there that they could undo."""
    return {
        taken.place
        for place, returns in returns_of(document.events).taken.items()
        for taken in returns
        if document.events[place].line >= 0 and _became_known(document.events[place].event) > day
    }


def _became_known(event: Event) -> date:
    if event.recorded is not None:
        return event.recorded
    return date.min if isinstance(event, SeniorMaturity) else event.date


def _as_known(event: Event, day: date) -> Event:
    """An event without the ends and deliveries that are dated after ``day``."""
    event = _without(event, _ENDS, day)
    if isinstance(event, Acceleration):
        return replace(event, notice=_notice_as_known(event.notice, day))
    if isinstance(event, Notice):
        received = {holder: _or_never(on, day) for holder, on in (event.received or {}).items()}
        borrower = None if event.borrower is None else _or_never(event.borrower, day)
        return replace(event, received=None if event.received is None else received, borrower=borrower)
    return event


def _notice_as_known(notice: date | AccelerationNotice | None, day: date) -> date | AccelerationNotice | None:
    if isinstance(notice, AccelerationNotice):
        return _without(notice, ("borrower", "senior"), day)
    return None if notice is None or notice > day else notice


def _debt_as_known(debt: SeniorDebt, day: date) -> SeniorDebt:
    if isinstance(debt.notice, dict):
        return replace(debt, notice={holder: _or_never(on, day) for holder, on in debt.notice.items()})
    return debt if debt.notice is None else replace(debt, notice=_or_never(debt.notice, day))


def _without(part: _Part, names: tuple[str, ...], day: date) -> _Part:
    """A part whose dates of these names are taken out where they lie after ``day``."""
    later = {name: None for name in names if (on := getattr(part, name, None)) is not None and on > day}
    return replace(part, **later) if later else part


def _or_never(on: date, day: date) -> date:
    return on if on <= day else NEVER
