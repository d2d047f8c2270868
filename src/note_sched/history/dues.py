"""What fell due on a Note, and what settled it: payments, recorded or assumed, and transfers."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from note_sched.history.movements import Act, Part
from note_sched.history.past import Movement

_Date = date  # inside the classes below, `date` is an attribute


class Settled(NamedTuple):
    """Cents of a sum due that were paid, went on with a transfer, were capitalised, converted or rescinded."""

    cents: int
    movement: Movement

    @property
    def date(self) -> _Date:
        """The day on which it happened."""
        return self.movement.date

    @property
    def passed(self) -> bool:
        """Whether it was not paid: another Holder has it, it was capitalised, converted, or is not due after all."""
        return self.movement.kind.act is not Act.PAID


class Owed:
    """A sum that fell due on a Note, and what became of it.

    ``since``: from when it is this Holder's, later than ``due`` where it came with a transfer. ``called``: what fell
    due, each once. ``settled``: what paid it or took it away, in order. Sums that fell due of one component on one day
    are settled as one.
    """

    def __init__(self, component: Part, due: date, since: date) -> None:
        self.component = component
        self.due = due
        self.since = since
        self.cents = 0
        self.called: dict[str, None] = {}
        self.settled: list[Settled] = []

    @property
    def came(self) -> bool:
        """Whether it came with a transfer, or had matured when an acceleration of it was undone."""
        return self.since != self.due

    @property
    def unpaid(self) -> int:
        """What is left of it."""
        return self.cents - sum(part.cents for part in self.settled)

    @property
    def paid(self) -> int:
        """The cents of it that were paid."""
        return sum(part.cents for part in self.settled if not part.passed)

    @property
    def assumed(self) -> int:
        """The cents of it that are only assumed as paid."""
        return sum(part.cents for part in self.settled if not part.passed and part.movement.assumed)

    @property
    def capitalised(self) -> int:
        """The cents of it that were added to principal."""
        return sum(part.cents for part in self.settled if part.movement.kind.act is Act.CAPITALISED)

    @property
    def passed(self) -> int:
        """The cents of it that went to another Holder, were capitalised or converted, or are not due after all."""
        return sum(part.cents for part in self.settled if part.passed)


class Dues:
    """What fell due on one Note, in the order in which it came on the books.

    ``prepaid``: principal that was paid before it fell due.
    """

    def __init__(self, movements: Iterable[Movement]) -> None:
        """``movements``: those of the Note, in order."""
        self.prepaid: list[Settled] = []
        self._owed: dict[tuple[Part, date], list[Owed]] = {}
        for movement in movements:
            act = movement.kind.act
            if act is Act.FELL_DUE:
                self._fall_due(movement)
            elif act in (Act.PAID, Act.TRANSFERRED, Act.CAPITALISED, Act.CONVERTED, Act.RESCINDED):
                for due, cents in movement.parts:
                    self._move(movement, due, cents)

    def __iter__(self) -> Iterator[Owed]:
        """Every sum that fell due."""
        return (each for same in self._owed.values() for each in same)

    def of(self, component: Part) -> Iterator[Owed]:
        """Those of one component."""
        return (each for each in self if each.component == component)

    def unpaid(self) -> dict[tuple[date, Part], int]:
        """What is left, by due date and component, the oldest first; of one day in the order of payment."""
        left: dict[tuple[date, Part], int] = {}
        for each in self:
            left[each.due, each.component] = left.get((each.due, each.component), 0) + each.unpaid
        return {key: left[key] for key in sorted(left) if left[key]}

    def _fall_due(self, movement: Movement) -> None:
        if not movement.cents:
            return
        kind, day = movement.kind, movement.date
        same = self._owed.setdefault((kind.component, day), [])
        own = next((each for each in same if not each.came), None)
        if own is None:
            own = Owed(kind.component, day, day)
            same.append(own)
        own.cents += movement.cents
        own.called[kind.words] = None

    def _move(self, movement: Movement, due: date, cents: int) -> None:
        component, act = movement.kind.component, movement.kind.act
        comes = act is Act.TRANSFERRED or (act is Act.RESCINDED and component == "principal")
        if comes and cents > 0:
            if due < movement.date:  # early in a day: what falls due on it has not yet
                brought = Owed(component, due, movement.date)
                brought.cents = cents
                self._owed.setdefault((component, due), []).append(brought)
            return
        left = abs(cents)
        for each in self._owed.get((component, due), ()):
            part = min(left, each.unpaid)
            left -= part
            if part:
                each.settled.append(Settled(part, movement))
        if left and component == "principal" and act is Act.PAID:
            self.prepaid.append(Settled(left, movement))
