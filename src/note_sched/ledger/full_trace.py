"""Every movement on a Note whose interest runs in several ways, with its cause: see ``trace``."""

from collections.abc import Collection, Sequence
from datetime import date

from note_sched.ledger.full import FullAccount, Portion
from note_sched.ledger.parcels import Item, Parcel, Piece
from note_sched.ledger.rates import Earned, Index
from note_sched.ledger.trace import Entry, Stretch, Trace, TracedAccount, What

_Key = tuple[str, int, bool]


class TracedFullAccount(TracedAccount, FullAccount):  # type: ignore[misc]  # a book counts all its Notes in one way
    """A full account that writes down what it does: a stretch for each way in which interest ran."""

    def __init__(self, holder: str, alike: str, position: int, begins: date, trace: Trace) -> None:
        super().__init__(holder, alike, position, begins, trace)
        self._ways: dict[_Key, int] = {}  # where in the trace the stretches are that still run
        self._otherwise_ways: dict[_Key, int] = {}  # and where in what would have run
        self._otherwise: list[Stretch] = []
        self._of_period: set[int] = set()
        self._waits: dict[Parcel, list[Stretch]] = {}

    def accrue(self, index: Index) -> None:  # type: ignore[override]  # a book counts all its Notes in one way
        """As ``FullAccount.accrue``."""
        FullAccount.accrue(self, index)
        self._from = self.trace.today

    def ran(self, portions: list[Portion], contract: Earned) -> None:
        """As ``FullAccount.ran``."""
        super().ran(portions, contract)
        if self.trace.closed:
            return
        self._ways = self._written(portions, self._ways, self.trace.stretches)
        for parcel in self.waiting:
            way = "cash_in_default" if parcel in self.late else "cash"
            ran = Portion(way, parcel.amount, self.waits(parcel, contract))
            self._waits.setdefault(parcel, []).append(self._stretch(ran))

    def would_have_run(self, portions: list[Portion]) -> None:
        """As ``FullAccount.would_have_run``."""
        super().would_have_run(portions)
        if not self.trace.closed:
            self._otherwise_ways = self._written(portions, self._otherwise_ways, self._otherwise)

    def _written(self, portions: list[Portion], before: dict[_Key, int], stretches: list[Stretch]) -> dict[_Key, int]:
        """Write down what ran; returns where those stretches are that go on."""
        going_on: dict[_Key, int] = {}
        for each in portions:
            key, stretch = (each.way, each.cents, each.elected), self._stretch(each)
            place = before.get(key)
            if place is not None and stretches[place].end == self._from:
                running = stretches[place]
                stretches[place] = running._replace(end=stretch.end, units=running.units + stretch.units)
            else:
                place = len(stretches)
                stretches.append(stretch)
            going_on[key] = place
            if stretches is self.trace.stretches:
                self._of_period.add(place)
        return going_on

    def _stretch(self, ran: Portion) -> Stretch:
        """What ran in one way since interest was last brought up to date."""
        today, start = self.trace.today, self.period_start
        return Stretch(self.holder, self._from, today, ran.cents, ran.units, start, way=ran.way, elected=ran.elected)

    def begin_stretch(self) -> None:
        """As ``TracedAccount.begin_stretch``."""
        super().begin_stretch()
        self._ways, self._otherwise_ways = {}, {}

    def bear(self, due: int, undue: int, overdue_interest: int, late: Collection[Parcel]) -> None:
        """As ``FullAccount.bear``."""
        if (due, undue, overdue_interest) != (self.due_at_default, self.undue_at_default, self.overdue_interest):
            self.begin_stretch()
        super().bear(due, undue, overdue_interest, late)

    def capitalise(self, cents: int) -> None:
        """As ``FullAccount.capitalise``."""
        super().capitalise(cents)
        if cents:
            self.write(What.CAPITALISED, cents, of=((self.matures_last.due or self.matures_last.matures, cents),))
            self.begin_stretch()

    def no_longer_due(self, items: list[Item]) -> None:
        """As ``FullAccount.no_longer_due``."""
        of = tuple((item.due, item.amount) for item in items)
        self.write(What.NO_LONGER_DUE, sum(cents for _, cents in of), of=of)

    def elect(self) -> None:
        """As ``FullAccount.elect``: what ran in the period is what would have run."""
        super().elect()
        for place in self._of_period:
            self.trace.stretches[place] = self.trace.stretches[place]._replace(units=0)
        self.trace.stretches += self._otherwise
        self.trace.write(Entry(self.trace.today, self.holder, What.ELECTED, 0, self.trace.cause))

    def instalment(self, day: date, timely: date, next_index: Index) -> int:  # type: ignore[override]  # see the class
        """As ``FullAccount.instalment``."""
        due = super().instalment(day, timely, next_index)  # type: ignore[arg-type]
        self._of_period, self._otherwise = set(), []
        return due

    def bear_after_all(self, parcel: Parcel, pieces: Sequence[Piece]) -> None:
        """As ``FullAccount.bear_after_all``: a stretch for each way in which it would have run."""
        super().bear_after_all(parcel, pieces)
        if not self.trace.closed:
            waited = self._waits.pop(parcel, [])
            share = [each._replace(principal=parcel.amount, joins=self.trace.today) for each in waited if each.units]
            self.trace.stretches += [
                each._replace(units=each.units * parcel.amount // before.principal)
                for each, before in zip(share, (each for each in waited if each.units), strict=True)
            ]
