"""The override: a Holder's acceleration lifts every Blockage Event for a year.

Clause:
    1(d), last paragraph: "A Blockage Event shall not be deemed to have existed during the period of time commencing on
    the date upon which the holder of this Note or holders of other Notes sold in the Offering accelerate payment of
    the principal amount ... as a result of any Event of Default ... and ending on the 365th day after written notice
    of such acceleration given by the holder ... to the Borrower and the holders of the instruments evidencing the
    Senior Indebtedness; provided that in no event shall the Borrower pay ... the principal amount so accelerated if a
    Blockage Event then exists until the Senior Indebtedness has been paid in full."

Reading:
    One Holder's valid acceleration is enough, and it lifts Blockage Events for all Notes. Notice must have been given
    both to the Borrower and to the Senior holders; the 365 days run from the later. Until then there is no period that
    could end, so nothing is lifted; once given, the period begins with the acceleration. "Then exists" can only mean
    the Blockage Event as it would run but for this paragraph (the shadow), for otherwise the proviso would be empty;
    it exists from the Holder's receipt, even where the bar waits for the Borrower's (``block_trigger``).
    It holds for the principal so accelerated, not for that of a Note that was not accelerated.
    An acceleration of a Note on which nothing is owing, or without an Event of Default, is void.

Example:
    >>> from datetime import date
    >>> override_end(date(2009, 4, 6), date(2009, 4, 8), 365, last_day_counts=True)
    datetime.date(2010, 4, 8)

Limits:
    1(b) and 1(i) are never lifted.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from msgspec import Struct

from note_sched.document.events import NEVER, Acceleration, AccelerationNotice
from note_sched.measure.business_days import DAY


class Override(Struct, frozen=True):
    """Days on which no Blockage Event is deemed to exist, both ends inside, and the Holders who accelerated."""

    start: date
    end: date
    holders: tuple[str, ...]


def notice_given(event: Acceleration) -> date | None:
    """The later of the days on which the Borrower and the Senior holders had notice; None until both had."""
    notice = event.notice
    if isinstance(notice, AccelerationNotice):
        if notice.borrower is None or notice.senior is None:
            return None
        notice = max(notice.borrower, notice.senior)
    return None if notice == NEVER else notice


def override_end(accelerated: date, noticed: date, days: int, *, last_day_counts: bool) -> date | None:
    """The last day inside the override, ``days`` after the notice, or None when no day is (switch ``window_end``)."""
    end = noticed + timedelta(days=days if last_day_counts else days - 1)
    return end if end >= accelerated else None


class Overrides:
    """Every override that valid accelerations opened; the days are the union.

    >>> overrides = Overrides()
    >>> for start, end in ((date(2009, 4, 6), date(2009, 4, 8)), (date(2009, 4, 9), date(2009, 4, 9))):
    ...     overrides.add(Override(start, end, ("alder",)))
    >>> [overrides.lift(date(2009, 4, day)) for day in (5, 6, 9, 10)]
    [False, True, True, False]
    """

    def __init__(self) -> None:
        self.opened: list[Override] = []
        self._spans: list[tuple[date, date]] = []

    def add(self, override: Override) -> None:
        """One more."""
        self.opened.append(override)
        self._spans = _united([*self._spans, (override.start, override.end)])

    def end(self, day: date, holders: Collection[str] | None) -> list[Override]:
        """Those of some Holders' accelerations (None: of all) end the day before ``day``, which undoes them.

        Returns those that ended, as they were.
        """
        mine = [each for each in self.opened if holders is None or set(each.holders) <= set(holders)]
        ended = [each for each in mine if each.end >= day]
        if ended:
            left = [each for each in self.opened if each not in ended]
            cut = [Override(each.start, day - DAY, each.holders) for each in ended if each.start < day]
            self.opened = [*left, *cut]
            self._spans = _united((each.start, each.end) for each in self.opened)
        return ended

    def lift(self, day: date) -> bool:
        """Whether Blockage Events are suspended on ``day``."""
        return self._through(day) is not None

    def leaves_a_day(self, first: date, last: date) -> bool:
        """Whether some day from ``first`` to ``last`` is not suspended (so that a Blockage Event was pending on it)."""
        if first > last:
            return False
        through = self._through(first)
        return through is None or through < last

    def _through(self, day: date) -> date | None:
        """The last of the unbroken days of suspension of which ``day`` is one; None if it is none."""
        place = bisect_right(self._spans, (day, date.max))
        through = self._spans[place - 1][1] if place else date.min
        return through if day <= through else None


def _united(spans: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Spans of days as those that do not touch, in order."""
    found: list[tuple[date, date]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + DAY:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found
