"""What fell due on a Note, what came of it, and what is due and unpaid at the end of the month."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from note_sched.ledger.trace import Entry, What
from note_sched.measure.months import Month
from note_sched.reports.statements.parts import ASSUMED, FELL_DUE, PAID, TRANSFERRED
from note_sched.simulation.outcome import Run

_Date = date  # inside the classes below, `date` is the field


class Due(NamedTuple):
    """What fell due on a day, and what came of it by the end of the month.

    ``amount - paid_recorded - paid_assumed + transferred == unpaid``.
    """

    date: date
    timely_through: _Date
    component: str
    what: str
    amount: int
    paid_recorded: int
    paid_assumed: int
    transferred: int
    unpaid: int


class Arrear(NamedTuple):
    """What is due and unpaid at the end of the month, by due date."""

    date: date
    timely_through: _Date
    component: str
    amount: int


class Items:
    """What fell due on a Note, by component and due date, and what came of it."""

    def __init__(self, run: Run, month: Month) -> None:
        self._timely = run.timely
        self._month = month
        self._unpaid: dict[tuple[str, date], int] = {}
        self._due: dict[tuple[date, str, str], int] = {}
        self._moved: dict[tuple[str, date, str], int] = {}
        self.to_mature: dict[date, int] = {}

    def enter(self, entry: Entry) -> None:
        """An entry of the Note's history, in order."""
        if entry.what in FELL_DUE:
            self._fall_due(entry)
        elif entry.what in PAID:
            how = "assumed" if entry.cause.kind == ASSUMED else "recorded"
            for day, cents in entry.of:
                self._take(PAID[entry.what], day, -cents, how, entry)
        elif entry.what in TRANSFERRED:
            for day, cents in entry.of:
                self._take(TRANSFERRED[entry.what], day, cents, "transferred", entry)
        elif entry.what is What.ISSUED:
            for day, cents in entry.of:
                self.to_mature[day] = self.to_mature.get(day, 0) + cents

    def _fall_due(self, entry: Entry) -> None:
        component, what = FELL_DUE[entry.what]
        self._add(component, entry.date, entry.cents)
        if entry.date >= self._month.first and entry.cents:
            key = (entry.date, component, what)
            self._due[key] = self._due.get(key, 0) + entry.cents
        if entry.what is What.PRINCIPAL_DUE:
            accelerated = entry.cause.kind == "acceleration"
            for day in [day for day in self.to_mature if accelerated or day <= entry.date]:
                del self.to_mature[day]

    def _take(self, component: str, day: date, cents: int, how: str, entry: Entry) -> None:
        """Principal that is not due stands under its maturity, which is still to come when it is paid or transferred.

        Transfers come before anything falls due on a day, so what they name by that very day is not due yet.
        """
        not_due = day > entry.date or (how == "transferred" and day == entry.date)
        if component == "principal" and not_due:
            self.to_mature[day] = self.to_mature.get(day, 0) + cents
            if not self.to_mature[day]:
                del self.to_mature[day]
            return
        self._add(component, day, cents)
        key = (component, day, how)
        self._moved[key] = self._moved.get(key, 0) + cents

    def _add(self, component: str, day: date, cents: int) -> None:
        self._unpaid[component, day] = self._unpaid.get((component, day), 0) + cents

    def due(self) -> Iterator[Due]:
        """What fell due in the month. What fell due of one component on one day was settled as one."""
        together: dict[tuple[date, str], tuple[list[str], int]] = {}
        for (day, component, what), cents in self._due.items():
            words, amount = together.get((day, component), ([], 0))
            together[day, component] = ([*words, what], amount + cents)
        for (day, component), (words, amount) in together.items():
            paid = [-self._moved.get((component, day, how), 0) for how in ("recorded", "assumed")]
            moved = self._moved.get((component, day, "transferred"), 0)
            unpaid = self._unpaid[component, day]
            yield Due(day, self._timely(day), component, " and ".join(words), amount, paid[0], paid[1], moved, unpaid)

    def arrears(self) -> Iterator[Arrear]:
        """What is due and unpaid at the end of the month, the oldest first."""
        order = ("expenses", "interest", "principal")
        for component, day in sorted(self._unpaid, key=lambda key: (key[1], order.index(key[0]))):
            if cents := self._unpaid[component, day]:
                yield Arrear(day, self._timely(day), component, cents)
