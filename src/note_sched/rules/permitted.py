"""Bars on one component: what may be paid only after Senior or from a day on, and what a stop notice stops.

Clause:
    The Note of 2008 has none: its bars are bars on everything. Standby agreements say that principal is not paid before
    Senior is paid in full, and that interest is paid until the Senior lender gives notice to stop.

Reading:
    ``after_senior`` bars on every day on which Senior debt is outstanding, from the note's issue date on: should Senior
    be drawn again, it bars again. A date bars until the day before it, whatever Senior is owed. A test bars on every
    day on which its latest result, one of that day included, is too low, and before the first. A stop bars what it
    names, by default everything, from the day on which it is effective on the Holder through the day before notice to
    resume is; no default is needed, and nothing is barred while all Senior debt is paid. Notice to resume ends every
    stop on that Holder, one of the same day too. A transferee takes the Note with the stops on it (4(d)); those
    effective on the transferor on the day of the transfer or later do not pass, and the end of what passed is its own.

Example:
    Stopped on Saturday 2020-06-20, resumed on Monday the 29th: barred from the 20th to the 28th.

    >>> from datetime import date
    >>> stop = Stop(0, date(2020, 6, 20), ("interest",), date(2020, 6, 20), date(2020, 6, 29))
    >>> [stop.bars(day) for day in (date(2020, 6, 19), date(2020, 6, 20), date(2020, 6, 28), date(2020, 6, 29))]
    [False, True, True, False]

Limits:
    What lands on a barred component all the same is the affair of turnover.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from note_sched.record import Record
from note_sched.rules.ground import Component, Ground, Stopped, TestFailed, WaitsFor
from note_sched.rules.standing import PERMITTED, STOP, Bar
from note_sched.terms.roles import Role
from note_sched.terms.terms import Permitted, Test, When

if TYPE_CHECKING:
    from decimal import Decimal


class Stop(Record, frozen=True):
    """A stop on the Notes of Holders who stand alike.

    ``order``: place of the notice in the document; ``sent``: its own date; ``start``: the first day that it bars;
    ``resumed``: the first day that it does not (None: none is known).
    """

    order: int
    sent: date
    components: tuple[Component, ...]
    start: date
    resumed: date | None

    def bars(self, day: date) -> bool:
        """Whether it stands on ``day``."""
        return self.start <= day and (self.resumed is None or day < self.resumed)

    @property
    def cause(self) -> str:
        """How it is cited."""
        return f"stop {self.sent}"


class Stops:
    """The stops on Holders who stand alike, in the order of the document."""

    def __init__(
        self, stopped: Iterable[tuple[int, date, tuple[Component, ...], date]], resumed: Iterable[date]
    ) -> None:
        """``stopped``: place, own date, components and effective day of each; ``resumed``: days of resumption."""
        self._resumed = sorted(resumed)
        self.all = [
            Stop(order, sent, components, start, self._next_resumed(start))
            for order, sent, components, start in stopped
        ]

    def _next_resumed(self, day: date) -> date | None:
        return next((each for each in self._resumed if each >= day), None)

    def inherit(self, transferor: "Stops", day: date) -> None:
        """Take over what stands on a transferor's Note on ``day``, the day of a transfer (4(d))."""
        known = {stop.order for stop in self.all if stop.start < day}
        for stop in transferor.all:
            if stop.order not in known and stop.start < day and (stop.resumed is None or stop.resumed >= day):
                self.all = [each for each in self.all if each.order != stop.order]
                self.all.append(stop._replace(start=day, resumed=self._next_resumed(day)))

    def days(self) -> Iterator[date]:
        """Every day on which one begins or ends."""
        for stop in self.all:
            yield stop.start
            if stop.resumed is not None:
                yield stop.resumed


class Results:
    """The results of tests, by test and day; of two on one day the one that is written later counts (T-26).

    >>> from decimal import Decimal
    >>> from note_sched.terms.terms import Test
    >>> results = Results([("fccr", date(2009, 3, 31), Decimal("1.10"))])
    >>> [results.failing(Test("fccr", Decimal(least)), date(2009, 3, 31)) is None for least in ("1.1", "1.11")]
    [True, False]
    """

    def __init__(self, results: Iterable[tuple[str, date, "Decimal"]]) -> None:
        self._results: dict[str, list[tuple[date, Decimal]]] = {}
        for test, day, value in results:
            self._results.setdefault(test, []).append((day, value))
        for told in self._results.values():
            told.sort(key=lambda result: result[0])

    def failing(self, test: Test, day: date) -> "tuple[date, Decimal] | tuple[()] | None":
        """Day and value of the latest result if it is too low; nothing in it where there is none yet; None: passed."""
        latest = next((each for each in reversed(self._results.get(test.test, ())) if each[0] <= day), ())
        return None if latest and latest[1] >= test.at_least else latest

    def days(self, permitted: Permitted) -> set[date]:
        """The days of all results of the tests on which components wait."""
        return {day for test in tests(permitted) for day, _ in self._results.get(test.test, ())}


NO_RESULTS = Results([])


def tests(permitted: Permitted) -> list[Test]:
    """The tests on which components wait."""
    return [each for each in (permitted.interest, permitted.principal, permitted.expenses) if isinstance(each, Test)]


def _waits(
    component: Component, when: When, day: date, issued: date, senior_outstanding: int, results: Results
) -> Ground | None:
    """For what a component waits on ``day``; None where nothing is in its way."""
    if when == "free" or day < issued:
        return None
    if isinstance(when, Test):
        found = results.failing(when, day)
        return None if found is None else TestFailed(component, when.test, str(when.at_least), *_told(found))
    if isinstance(when, date):
        return WaitsFor(component, when) if day < when else None
    return WaitsFor(component, None) if senior_outstanding else None


def _told(result: "tuple[date, Decimal] | tuple[()]") -> tuple[date | None, str]:
    return (result[0], str(result[1])) if result else (None, "")


def component_bars(
    day: date,
    issued: date,
    permitted: Permitted,
    stops: Sequence[Stop],
    senior_outstanding: int,
    results: Results = NO_RESULTS,
) -> Mapping[str, tuple[Bar, ...]]:
    """The bars on each component on ``day``; components without one are left out.

    Args:
        day: the day judged.
        issued: the issue date of the note: before it nothing could be paid.
        permitted: when each component may be paid.
        stops: on the Notes in question.
        senior_outstanding: all that is Senior as to their Holders, in cents.
        results: of tests.
    """
    found: dict[str, tuple[Bar, ...]] = {}
    components: tuple[Component, ...] = ("expenses", "interest", "principal")
    for component in components:
        why = _waits(component, getattr(permitted, component), day, issued, senior_outstanding, results)
        if why is not None:
            found[component] = (Bar(Role.PERMITTED, PERMITTED, (component,), f"{PERMITTED} {component}", why),)
    if senior_outstanding:
        for stop in stops:
            if stop.bars(day):
                since = Stopped(stop.order, stop.sent, stop.start)
                bar = Bar(Role.STOP, STOP, (stop.cause,), f"{STOP} {stop.order}", since)
                for component in stop.components:
                    found[component] = (*found.get(component, ()), bar)
    return found


def known_days(permitted: Permitted) -> list[date]:
    """The days from which a component may be paid, where the paper names days."""
    return [when for when in (permitted.interest, permitted.principal, permitted.expenses) if isinstance(when, date)]


def waits_for_senior(permitted: Permitted) -> bool:
    """Whether some component may be paid only after Senior."""
    return "after_senior" in (permitted.interest, permitted.principal, permitted.expenses)
