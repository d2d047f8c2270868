"""Elections to add the interest of a payment date to principal: which are good, and why the others are void (T-21)."""

from collections.abc import Iterable
from datetime import date, timedelta

from note_sched.document.events import PikElection
from note_sched.measure.business_days import DAY, BusinessDays
from note_sched.measure.ladder import Ladder
from note_sched.rules import ground
from note_sched.rules.ground import Ground
from note_sched.terms.terms import Duration, InKind, Unit


def latest_day(payment_date: date, notice: Duration, calendar: BusinessDays) -> date:
    """The last day on which the interest of a payment date can be elected to be in kind.

    Ten business days before Monday 2009-03-02 are Friday February 13: the 16th is Presidents' Day.

    >>> str(latest_day(date(2009, 3, 2), Duration(10, Unit.BUSINESS_DAYS), BusinessDays(calendar="federal-reserve")))
    '2009-02-13'
    """
    if notice.unit is not Unit.BUSINESS_DAYS:
        return payment_date - timedelta(days=notice.length)
    day = payment_date
    for _ in range(notice.length):
        day = calendar.back(day - DAY)
    return day


class Elections:
    """The elections of a document."""

    def __init__(
        self,
        events: Iterable[tuple[PikElection, int]],
        in_kind: InKind | None,
        ladder: Ladder | None,
        issued: date,
        calendar: BusinessDays,
    ) -> None:
        """``events``: each with its line; ``issued``: the first day of the note."""
        self._in_kind = in_kind
        self._ladder = ladder
        self._issued = issued
        self._calendar = calendar
        self.good: set[date] = set()
        self.void: list[tuple[PikElection, int, Ground]] = []
        for event, line in events:
            why = self._why_void(event)
            if why is None:
                self.good.add(event.payment_date)
            else:
                self.void.append((event, line, why))

    def _why_void(self, event: PikElection) -> Ground | None:
        toggle = None if self._in_kind is None else self._in_kind.toggle
        if toggle is None:
            return ground.NoElection()
        day, ladder = event.payment_date, self._ladder
        if ladder is None or day <= self._issued or day < ladder.nth(0) or ladder.nth(ladder.period(day)) != day:
            return ground.NoPaymentDate(day)
        last = latest_day(day, toggle.notice, self._calendar)
        return ground.ElectedTooLate(day, last) if event.date > last else None
