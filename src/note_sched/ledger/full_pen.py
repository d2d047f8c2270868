"""What an account writes down whose interest runs in several ways: see ``pen``."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from note_sched.ledger.entries import What
from note_sched.ledger.parcels import Parcel
from note_sched.ledger.pen import Daybook, Pen, Stretch
from note_sched.ledger.rates import IN_KIND, Portion
from note_sched.measure.business_days import DAY

if TYPE_CHECKING:
    from fractions import Fraction

_Key = tuple[str, int, bool]


class FullPen(Pen):
    """Writes down what one full account does: a stretch for each way in which interest ran."""

    def __init__(self, paper: Daybook, holder: str, begins: date) -> None:
        super().__init__(paper, holder, begins)
        self._ways: dict[_Key, int] = {}  # where on the paper the stretches are that still run
        self._otherwise_ways: dict[_Key, int] = {}  # and where in what would have run
        self._otherwise: list[Stretch] = []
        self._waits: dict[Parcel, list[Stretch]] = {}

    def ran(self, period_start: date, portions: list[Portion]) -> None:
        """Interest ran to today."""
        if not self._daybook.closed:
            self._ways = self._written(period_start, portions, self._ways, self._daybook.stretches)

    def waited(self, period_start: date, parcel: Parcel, ran: list[Portion]) -> None:
        """What principal that waits for its timely day would have earned to today, way by way."""
        if not self._daybook.closed:
            self._waits.setdefault(parcel, []).extend(self._ran(period_start, each) for each in ran)

    def adds(self, period_start: date, portions: list[Portion], joining: Mapping[Parcel, list[Portion]]) -> None:
        """What the day itself adds as things stand; ``joining``: of principal that waited through today."""
        if self._daybook.closed:
            return
        after = self._daybook.today + DAY
        found = [self._ran(period_start, each)._replace(start=self._daybook.today, end=after) for each in portions]
        for parcel, ran in joining.items():
            today = [self._ran(period_start, each)._replace(start=self._daybook.today, end=after) for each in ran]
            found += [
                each._replace(joins=after) for each in self._joined(parcel, [*self._waits.get(parcel, ()), *today])
            ]
        self._daybook.of_the_day[self._holder] = found

    def would_have_run(self, period_start: date, portions: list[Portion]) -> None:
        """What would have run to today, were the period's interest elected to be in kind."""
        if not self._daybook.closed:
            self._otherwise_ways = self._written(period_start, portions, self._otherwise_ways, self._otherwise)

    def elected(self, units: "int | Fraction", in_kind: "int | Fraction") -> None:
        """What ran in the period by the contract gives way to what would have run.

        ``units``: by how much that is more, of which so much ``in_kind``: what would have run joins today, and what
        ran goes.
        """
        if self._daybook.closed:
            return
        self._daybook.stretches += [each._replace(joins=self._daybook.today) for each in self._otherwise]
        units -= sum(each.units for each in self._otherwise)
        in_kind -= sum(each.units for each in self._otherwise if each.way in IN_KIND)
        self.note(What.ELECTED, 0, units, in_kind=in_kind)

    def begin_period(self) -> None:
        """Another interest period begins."""
        self._otherwise = []

    def bears_after_all(self, parcel: Parcel) -> None:
        """What waited bears interest after all: a stretch for each way in which it would have run."""
        self.begin_stretch()
        if not self._daybook.closed:
            waited = self._joined(parcel, self._waits.pop(parcel, []))
            self._daybook.stretches += [each._replace(joins=self._daybook.today) for each in waited]

    def _joined(self, parcel: Parcel, waited: Iterable[Stretch]) -> list[Stretch]:
        """What ran while principal waited, on what is left of it."""
        return [
            each._replace(principal=parcel.amount, units=each.units * parcel.amount // each.principal)
            for each in waited
            if each.units
        ]

    def begin_stretch(self) -> None:
        """As ``Pen.begin_stretch``."""
        super().begin_stretch()
        self._ways, self._otherwise_ways = {}, {}

    def _written(
        self, period_start: date, portions: list[Portion], before: dict[_Key, int], stretches: list[Stretch]
    ) -> dict[_Key, int]:
        """Write down what ran; returns where those stretches are that go on."""
        going_on: dict[_Key, int] = {}
        for each in portions:
            key, stretch = (each.way, each.cents, each.elected), self._ran(period_start, each)
            place = before.get(key)
            if place is not None and stretches[place].end == self._from:
                running = stretches[place]
                stretches[place] = running._replace(end=stretch.end, units=running.units + stretch.units)
            else:
                place = len(stretches)
                stretches.append(stretch)
            going_on[key] = place
        return going_on

    def _ran(self, period_start: date, ran: Portion) -> Stretch:
        """What ran in one way since interest was last brought up to date."""
        today = self._daybook.today
        return Stretch(
            self._holder, self._from, today, ran.cents, ran.units, period_start, way=ran.way, elected=ran.elected
        )
