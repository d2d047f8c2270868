"""What is on which day: the facts of a document by type and date, and how far there is something to look at."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from msgspec.structs import asdict

from note_sched.document.events import NEVER, AccelerationNotice, Event
from note_sched.document.model import Written

E = TypeVar("E", bound=Event)


def dates_in(event: Event) -> Iterator[date]:
    """Every date that an event carries, but the day on which it became known and receipts that have not happened."""
    for key, value in asdict(event).items():
        if key == "recorded":
            continue
        if isinstance(value, date):
            found: Iterable[date | None] = (value,)
        elif isinstance(value, AccelerationNotice):
            found = (value.borrower, value.senior)
        elif isinstance(value, dict):
            found = value.values()
        else:
            continue
        yield from (day for day in found if day is not None and day != NEVER)


class Agenda:
    """The facts of a document, by type and day, in the order of the file."""

    def __init__(self, events: Iterable[Written]) -> None:
        self._by_type: dict[type, dict[date, list[tuple[int, Event, int]]]] = {}
        self.events: list[Event] = []
        self.last_fact = date.min
        for order, (event, line) in enumerate(events):
            self._by_type.setdefault(type(event), {}).setdefault(event.date, []).append((order, event, line))
            self.events.append(event)
            self.last_fact = max(self.last_fact, *dates_in(event))

    def on(self, kind: type[E], day: date) -> list[tuple[int, E, int]]:
        """The events of one type on ``day``: place in the document, event, line."""
        return self._by_type.get(kind, {}).get(day, [])  # type: ignore[return-value]  # keyed by its own type

    def all(self, kind: type[E]) -> list[tuple[int, E, int]]:
        """The events of one type, by day."""
        days = self._by_type.get(kind, {})
        return [entry for day in sorted(days) for entry in days[day]]  # type: ignore[misc]  # keyed by its own type

    def days(self, *kinds: type[Event]) -> set[date]:
        """The days on which there is an event of one of these types."""
        return {day for kind in kinds for day in self._by_type.get(kind, {})}
