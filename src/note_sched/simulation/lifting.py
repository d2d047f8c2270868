"""When the bars of each day lift, read back from the positions of all days; ``asking`` watches for those of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import replace

from note_sched.simulation.outcome import COMPONENTS, Asked, DaysAlike, Lifts

_Place = tuple[str, str]  # a Holder and a component


class _Outlook(NamedTuple):
    """What later days bring to a day; None where no day is known.

    ``bars``: of each bar on a component, by its key, the first later day without it; ``free``: the first later day
    without any. ``clear``: whether nothing is in the way on the day itself; ``all_free``: else the next such day.
    """

    day: date
    bars: Mapping[_Place, Mapping[str, date | None]]
    free: Mapping[_Place, date | None]
    clear: bool
    all_free: date | None


def with_lifts(stretches: Sequence[DaysAlike]) -> list[DaysAlike]:
    """The positions of days one after another, but the last, each with the days on which its bars lift.

    The last of them is there for the one before: for a bar of an earlier day nobody looks so far. Both are days by
    themselves.
    """
    *rest, beyond = stretches
    last = rest[-1].asked
    found = [replace(rest[-1], asked=_lifted(last, _outlook(last, _outlook(beyond.asked, None))))]
    later = _outlook(last, None)
    for each in rest[-2::-1]:
        later = _outlook(each.asked, later)
        found.append(replace(each, asked=_lifted(each.asked, later)))
    return found[::-1]


def _outlook(asked: Asked, later: _Outlook | None) -> _Outlook:
    bars: dict[_Place, Mapping[str, date | None]] = {}
    free: dict[_Place, date | None] = {}
    for position in asked.positions:
        for component in COMPONENTS:
            standing = position.bars[component]
            if standing:
                place = position.holder, component
                known = {} if later is None else later.bars.get(place, {})
                following = None if later is None else later.day
                bars[place] = {bar.key: known.get(bar.key, following) for bar in standing}
                free[place] = None if later is None else later.free.get(place, following)
    clear = not any(position.in_the_way for position in asked.positions)
    all_free = None if later is None or clear else later.day if later.clear else later.all_free
    return _Outlook(asked.day, bars, free, clear, all_free)


def _lifted(asked: Asked, seen: _Outlook) -> Asked:
    bars: dict[tuple[str, str], date] = {}
    for (holder, _), days in seen.bars.items():
        for key, day in days.items():
            if day is not None:
                bars[holder, key] = min(day, bars.get((holder, key), day))
    free = {place: day for place, day in seen.free.items() if day is not None}
    return replace(asked, lifts=Lifts(bars, free, seen.all_free))
