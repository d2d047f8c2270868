"""When a notice is effective.

Clause:
    4(b): notice is effective "upon hand delivery or delivery by facsimile ... (if delivered on a business day during
    normal business hours where such notice is to be received), or the first business day following such delivery (if
    delivered other than on a business day during normal business hours ...) or (b) on the second business day
    following the date of mailing by express courier service, fully prepaid, ... or upon actual receipt of such
    mailing, whichever shall first occur."

Reading:
    Normal business hours are 09:00 to 17:00, both inside; a delivery without a time was within them. Before nine is
    as much "other than during business hours" as after five, so it too waits for the next business day. The two-day
    rule is the courier's alone: ordinary mail is effective on actual receipt. "Receipt" in 1(d) is this effectiveness.
    Effective days that a document states Holder by Holder (``received``) are taken as they are. Other papers start
    a bar for all Holders at once: on the Borrower's receipt, or on that of a representative: the notice's own day.

Example:
    A facsimile confirmed on Friday at 18:30 is effective on Monday.

    >>> from datetime import date
    >>> from note_sched.measure.business_days import BusinessDays
    >>> delivered("fax", date(2009, 2, 27), "18:30", None, BusinessDays())
    datetime.date(2009, 3, 2)

Limits:
    Telegram is taken as hand delivery by whoever writes the document. The copy to counsel is not followed.
"""

from datetime import date

from note_sched.document.events import NEVER, Notice
from note_sched.measure.business_days import BusinessDays
from note_sched.terms.terms import Starts

_OPENS, _CLOSES = "09:00", "17:00"


def delivered(
    method: str | None, sent: date, time: str | None, actual: date | None, calendar: BusinessDays
) -> date | None:
    """The day on which a delivery is effective under 4(b), or None while it is not."""
    match method:
        case "hand" | "fax":
            in_hours = time is None or _OPENS <= time <= _CLOSES
            return sent if in_hours and calendar.is_business(sent) else calendar.after(sent)
        case "courier":
            second = calendar.after(sent, 2)
            return second if actual is None else min(second, actual)
        case "mail":
            return actual
        case _:
            return sent


def effective_on_holder(notice: Notice, holder: str, calendar: BusinessDays) -> date | None:
    """The day on which ``notice`` is effective on a Holder; None where it never reached it.

    A Holder that ``received`` does not name falls under its ``others``; without ``others`` it received nothing.
    """
    if notice.received is None:
        return delivered(notice.method, notice.date, notice.time, notice.actual, calendar)
    day = notice.received.get(holder, notice.received.get("others", NEVER))
    return None if day == NEVER else day


def effective_on_borrower(notice: Notice, calendar: BusinessDays) -> date | None:
    """The day on which ``notice`` is effective on the Borrower; None where it never reached it."""
    if notice.borrower is None:
        return delivered(notice.method, notice.date, notice.time, notice.actual, calendar)
    return None if notice.borrower == NEVER else notice.borrower


def effective_as_to(notice: Notice, holder: str, starts: Starts, calendar: BusinessDays) -> date | None:
    """The day from which a notice of Senior counts as to a Holder, by what ``starts`` its bars (``terms.Starts``).

    None where it never came to count.
    """
    match starts:
        case "borrower":
            return effective_on_borrower(notice, calendar)
        case "representative":
            return delivered(notice.method, notice.date, notice.time, notice.actual, calendar)
        case _:
            return effective_on_holder(notice, holder, calendar)


def stop_effective_on(notice: Notice, holder: str, starts: Starts, calendar: BusinessDays) -> date | None:
    """The day on which notice to stop or resume is effective on a Holder: one day for all under a representative."""
    if starts == "representative":
        return effective_as_to(notice, holder, starts, calendar)
    return effective_on_holder(notice, holder, calendar)
