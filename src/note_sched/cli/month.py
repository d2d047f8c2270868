"""Which month ``--month`` means. The only place of the program that looks at the clock, and no figure depends on it."""

from datetime import date, timedelta

from note_sched.cli.opening import day_of
from note_sched.faults import Refusal
from note_sched.measure.months import Month, month_of, read_month

LAST, ISSUED = "last", "issued"


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


def months_named(written: str, today: str | None) -> list[Month]:
    """The months that ``--month`` names: one, or all of ``2025-10..2026-01``, both ends counted.

    Raises:
        Refusal: it names none, or the last before the first.
    """
    first, dots, last = written.partition("..")
    if not dots:
        return [month_named(written, today)]
    begins, ends = (month_named(each.strip(), None if each != LAST else today) for each in (first, last))
    if ends < begins:
        raise Refusal(f"--month {written!r} ends before it begins", f"write {ends}..{begins}")
    found = [begins]
    while found[-1] < ends:
        found.append(month_of(found[-1].last + timedelta(days=1)))
    return found


def _month_before(day: date) -> date:
    if (day.year, day.month) == (date.min.year, date.min.month):
        raise Refusal(f"there is no month before that of {day}", "name a later day")
    return day.replace(day=1) - timedelta(days=1)


def local_date() -> date:
    """The machine's local date."""
    return date.today()  # noqa: DTZ011 (cron runs in local time, and `last` is the month before that of its calendar)
