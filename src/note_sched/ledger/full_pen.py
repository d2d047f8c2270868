"""What an account writes down whose interest runs in several ways: see ``pen``."""

from datetime import date

from note_sched.ledger.entries import What
from note_sched.ledger.parcels import Parcel
from note_sched.ledger.pen import Paper, Pen, Stretch
from note_sched.ledger.rates import Portion

_Key = tuple[str, int, bool]


class FullPen(Pen):
    """Writes down what one full account does: a stretch for each way in which interest ran."""

    def __init__(self, paper: Paper, holder: str, begins: date) -> None:
        super().__init__(paper, holder, begins)
        self._ways: dict[_Key, int] = {}  # where on the paper the stretches are that still run
        self._otherwise_ways: dict[_Key, int] = {}  # and where in what would have run
        self._otherwise: list[Stretch] = []
        self._of_period: set[int] = set()
        self._waits: dict[Parcel, list[Stretch]] = {}

    def ran(self, period_start: date, portions: list[Portion]) -> None:
        """Interest ran to today."""
        if not self._paper.closed:
            self._ways = self._written(period_start, portions, self._ways, self._paper.stretches)
            self._of_period |= {*self._ways.values()}

    def waited(self, period_start: date, parcel: Parcel, ran: Portion) -> None:
        """What principal that waits for its timely day would have earned to today."""
        if not self._paper.closed:
            self._waits.setdefault(parcel, []).append(self._ran(period_start, ran))

    def would_have_run(self, period_start: date, portions: list[Portion]) -> None:
        """What would have run to today, were the period's interest elected to be in kind."""
        if not self._paper.closed:
            self._otherwise_ways = self._written(period_start, portions, self._otherwise_ways, self._otherwise)

    def elected(self) -> None:
        """What ran in the period is what would have run."""
        stretches = self._paper.stretches
        for place in self._of_period:
            stretches[place] = stretches[place]._replace(units=0)
        stretches += self._otherwise
        self.note(What.ELECTED, 0)

    def begin_period(self) -> None:
        """Another interest period begins."""
        self._of_period, self._otherwise = set(), []

    def bears_after_all(self, parcel: Parcel) -> None:
        """What waited bears interest after all: a stretch for each way in which it would have run."""
        self.begin_stretch()
        if not self._paper.closed:
            waited = [each for each in self._waits.pop(parcel, []) if each.units]
            self._paper.stretches += [
                each._replace(
                    principal=parcel.amount,
                    joins=self._paper.today,
                    units=each.units * parcel.amount // each.principal,
                )
                for each in waited
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
        today = self._paper.today
        return Stretch(
            self._holder, self._from, today, ran.cents, ran.units, period_start, way=ran.way, elected=ran.elected
        )
