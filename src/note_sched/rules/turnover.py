"""Turnover: by which day what was received against a bar is to be paid over.

Clause:
    1(g): "such payment shall be held by the Holder, in trust for the benefit of, and shall be paid forthwith over and
    delivered to, the holders of Senior Indebtedness". Other papers give a number of days.

Reading:
    The day of receipt is not counted; a last day that is no business day rolls to the next one where the paper's
    periods roll. Figures do not wait for it: what is turned over leaves the Note on the day of its receipt.

Example:
    Received on Monday 2020-07-20, fifteen days: Tuesday 2020-08-04.

    >>> from datetime import date
    >>> from note_sched.measure.business_days import BusinessDays
    >>> turn_over_by(date(2020, 7, 20), 15, BusinessDays(), rolls=True)
    datetime.date(2020, 8, 4)

Limits:
    How much is turned over, and to whom, is counted where money moves (``ledger``).
"""

from datetime import date, timedelta

from note_sched.measure.business_days import BusinessDays


def turn_over_by(received: date, within: int | None, calendar: BusinessDays, *, rolls: bool) -> date | None:
    """The last day for paying over what was ``received`` on a day; None where the paper gives no number of days."""
    if within is None:
        return None
    last = received + timedelta(days=within)
    return calendar.roll(last) if rolls else last
