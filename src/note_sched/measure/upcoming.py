"""Days to come, the soonest first."""

from collections.abc import Iterable
from datetime import date
from heapq import heappop, heappush


class DaysToCome:
    """Days on which there is something to look at; others may join them while they pass.

    >>> days = DaysToCome([date(2009, 3, 2), date(2009, 1, 5)])
    >>> days.add(date(2009, 2, 1))
    >>> [str(days.after(day)) for day in (date(2009, 1, 4), date(2009, 1, 5), date(2009, 2, 27))]
    ['2009-01-05', '2009-02-01', '2009-03-02']
    >>> days.after(date(2009, 3, 2)) == date.max
    True
    """

    __slots__ = ("_days", "_heap")

    def __init__(self, days: Iterable[date] = ()) -> None:
        self._days = set(days)
        self._heap = sorted(self._days)  # sorted, it is a heap

    def __contains__(self, day: date) -> bool:
        return day in self._days

    def add(self, day: date) -> None:
        """One more; a day may be named as often as there is something on it."""
        if day not in self._days:
            self._days.add(day)
            heappush(self._heap, day)

    def after(self, day: date) -> date:
        """The first of them after ``day``, ``date.max`` where there is none; what is asked about goes forward."""
        heap = self._heap
        while heap and heap[0] <= day:
            heappop(heap)
        return heap[0] if heap else date.max

    def all_after(self, day: date) -> list[date]:
        """Those of them after ``day`` that are known, the soonest first."""
        return sorted(self._heap) if self.after(day) < date.max else []
