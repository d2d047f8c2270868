"""Which month ``--month`` means. The only place of the program that looks at the clock, and no figure depends on it."""

from datetime import date, timedelta

from note_sched.cli.opening import day_of
from note_sched.faults import Refusal
from note_sched.measure.months import Month, month_of, read_month

LAST = "last"


def month_named(written: str, today: str | None) -> Month:
    """The month that ``--month`` names; ``last`` is the one before today's, or before that of ``--today``.

    Raises:
        Refusal: it names none, or there is none before.
    """
    if written == LAST:
        return month_of(_month_before(local_date() if today is None else day_of(today, "--today")))
    if today is not None:
        raise Refusal("--today says of which day `last` is the last month, and --month names a month", "leave it out")
    try:
        return read_month(written)
    except ValueError:
        raise Refusal(f"--month {written!r} is no month", "write it as 2009-03, or `last`") from None


def _month_before(day: date) -> date:
    if (day.year, day.month) == (date.min.year, date.min.month):
        raise Refusal(f"there is no month before that of {day}", "name a later day")
    return day.replace(day=1) - timedelta(days=1)


def local_date() -> date:
    """The machine's local date."""
    return date.today()  # noqa: DTZ011 (cron runs in local time, and `last` is the month before that of its calendar)
