"""The axis of time: which days get a tick and which of them a label, so that no two labels ever collide."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = (1, 3, 6, 12, 24, 60, 120, 300, 1200)  # months between ticks


class Tick(NamedTuple):
    """A first of a month: ``label`` is empty where there is no room; ``major``: a year begins."""

    day: date
    label: str
    major: bool


class Axis(NamedTuple):
    """Ticks with the names of months, and ticks with years, each labelled by itself."""

    ticks: Sequence[Tick]
    years: Sequence[Tick]


def axis(first: date, last: date, room: float, month: float, year: float) -> Axis:
    """The ticks of ``first`` to ``last``.

    Args:
        first: the first day.
        last: the last day.
        room: how wide the whole span is, in any unit.
        month: how wide the name of a month is with its blank, in that unit.
        year: the same for a year.
    """
    days = max(1, (last - first).days)
    per_month = room * 30.4 / days
    step = next((each for each in _STEPS if each * per_month >= month), _STEPS[-1])
    ticks = [
        Tick(day, _MONTHS[day.month - 1] if step < 12 else "", day.month == 1) for day in _firsts(first, last, step)
    ]
    return Axis(ticks, list(_years(first, last, room / days, year)))


def _firsts(first: date, last: date, step: int) -> Iterator[date]:
    """Firsts of months whose distance from January of year 0 is a multiple of ``step``."""
    count = first.year * 12 + first.month - 1
    if first.day > 1:
        count += 1
    count += -count % step
    while (day := date(count // 12, count % 12 + 1, 1)) <= last:
        yield day
        count += step


def _years(first: date, last: date, per_day: float, width: float) -> Iterator[Tick]:
    """The years, as many as have room for their figures; the first one at the edge, if it has room before the next."""
    step = next((each // 12 for each in _STEPS if each >= 12 and each * 30.4 * per_day >= width), 100)
    januaries = list(_firsts(first, last, 12 * step))
    if not januaries or (januaries[0] - first).days * per_day >= width:
        yield Tick(first, str(first.year), major=False)
    for day in januaries:
        if (last - day).days * per_day >= width * 0.75 or len(januaries) == 1:
            yield Tick(day, str(day.year), major=True)
