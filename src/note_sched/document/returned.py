"""Which recorded payment a returned wire undoes: a ``payment_returned`` names a day, a sum and whom the wire was to.

Of that day's payments to the same addressee the one of just that sum came back. Where there is none (a part of a wire
was recalled, or several came back as one) the sum is taken off them in their written order, off those recorded by
``principal`` last: what such a payment came to, only the run can tell. What is more than was paid is left over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from note_sched.document.events import Payment, PaymentReturned
from note_sched.document.model import Written
from note_sched.measure.money import write_grouped
from note_sched.record import Record


class Taken(Record, frozen=True):
    """Cents of a payment that came back, by the return at ``place`` of the document."""

    place: int
    cents: int


class Matched(Record, frozen=True):
    """By a payment's place what came back of it; and the cents of a return, by its place, that no payment covers."""

    taken: Mapping[int, Sequence[Taken]]
    left: Mapping[int, int]


_Addressee = tuple[date, str | None]


def matched(events: Iterable[tuple[int, object]]) -> Matched:
    """Match returns with payments; ``events``: those of any type, each with its place in the document."""
    payments: dict[_Addressee, list[_Open]] = {}
    returned: list[tuple[int, PaymentReturned]] = []
    for place, event in events:
        if isinstance(event, Payment):
            payments.setdefault((event.date, event.to), []).append(_Open(place, event))
        elif isinstance(event, PaymentReturned):
            returned.append((place, event))
    partial, left = [], {}
    for place, event in returned:
        same = payments.get((event.of, event.to), ())
        whole = next((each for each in same if each.left == event.amount and not each.taken), None)
        if whole is None:
            partial.append((place, event))
        else:
            whole.take(place, event.amount)
    for place, event in partial:
        rest = int(event.amount)
        for each in sorted(payments.get((event.of, event.to), ()), key=lambda one: one.left is None):
            rest -= each.take(place, rest)
        if rest:
            left[place] = rest
    taken = {each.place: tuple(each.taken) for same in payments.values() for each in same if each.taken}
    return Matched(taken, left)


def returns_of(events: Sequence[Written]) -> Matched:
    """The returns of a document; nothing is matched where it has none."""
    if not any(isinstance(written.event, PaymentReturned) for written in events):
        return Matched({}, {})
    return matched((place, written.event) for place, written in enumerate(events))


def payments_kept(events: Sequence[Written]) -> Iterator[Payment]:
    """The recorded payments, without those that came back whole."""
    taken = returns_of(events).taken
    for place, written in enumerate(events):
        if isinstance(written.event, Payment):
            back = sum(each.cents for each in taken.get(place, ()))
            if not back or back != written.event.amount:
                yield written.event


class _Open:
    """A payment as returns are taken off it; ``left`` None: what it came to is not known here."""

    def __init__(self, place: int, event: Payment) -> None:
        self.place = place
        self.left = None if event.amount is None else int(event.amount)
        self.taken: list[Taken] = []

    def take(self, place: int, cents: int) -> int:
        part = cents if self.left is None else min(cents, self.left)
        if part:
            self.taken.append(Taken(place, part))
            self.left = None if self.left is None else self.left - part
        return part


# What a fault says


def addressee(to: str | None) -> str:
    """To whom a payment was made, in words."""
    return "all Notes" if to is None else f"`{to}`"


def recorded_that_day(payments: Iterable[Payment], day: date) -> str:
    """What payments a day has, in words."""
    found = [
        f"{write_grouped(each.amount)} to {addressee(each.to)}"
        if each.amount is not None
        else f"one that retires {write_grouped(each.principal or 0)} of principal, to {addressee(each.to)}"
        for each in payments
        if each.date == day
    ]
    return f"recorded on {day}: {'; '.join(found)}" if found else f"no payment is recorded on {day}"
