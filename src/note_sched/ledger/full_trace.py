"""Every movement on a Note whose interest runs in several ways, with its cause: see ``trace``."""

from collections.abc import Sequence
from datetime import date

from note_sched.ledger.full import FullAccount
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

    def ran(self, earned: Earned, *, elected: bool) -> None:
        """As ``FullAccount.ran``."""
        super().ran(earned, elected=elected)
        if self.trace.closed:
            return
        self._ways = self._written(earned, self._ways, self.trace.stretches, elected=elected)
        for parcel in self.waiting:
            late = parcel in self.late
            for way in ("cash_in_default", "kind_in_default") if late else ("cash", "kind"):
                units = parcel.amount * getattr(earned, way)
                self._waits.setdefault(parcel, []).append(self._stretch((way, parcel.amount, elected), units))

    def would_have_run(self, election: Earned) -> None:
        """As ``FullAccount.would_have_run``."""
        super().would_have_run(election)
        if not self.trace.closed:
            self._otherwise_ways = self._written(election, self._otherwise_ways, self._otherwise, elected=True)

    def _written(
        self, earned: Earned, before: dict[_Key, int], stretches: list[Stretch], *, elected: bool
    ) -> dict[_Key, int]:
        """Write down what ran; returns where those stretches are that go on."""
        normal = self.bearing - self.at_default
        of = (normal, normal, self.at_default, self.at_default, self.overdue_interest)
        going_on: dict[_Key, int] = {}
        for way, cents, per_cent in zip(Earned._fields, of, earned, strict=True):
            if not cents * per_cent:
                continue
            key, place = (way, cents, elected), before.get((way, cents, elected))
            stretch = self._stretch(key, cents * per_cent)
            if place is not None and stretches[place].end == self._from:
                running = stretches[place]
                stretches[place] = running._replace(end=stretch.end, units=running.units + stretch.units)
                going_on[key] = place
            else:
                stretches.append(stretch)
                going_on[key] = len(stretches) - 1
            if stretches is self.trace.stretches:
                self._of_period.add(going_on[key])
        return going_on

    def _stretch(self, key: _Key, units: int) -> Stretch:
        """What ran in one way since interest was last brought up to date."""
        way, cents, elected = key
        today, start = self.trace.today, self.period_start
        return Stretch(self.holder, self._from, today, cents, units, start, way=way, elected=elected)

    def begin_stretch(self) -> None:
        """As ``TracedAccount.begin_stretch``."""
        super().begin_stretch()
        self._ways, self._otherwise_ways = {}, {}

    def bear(self, at_default: int, overdue_interest: int, late: Sequence[Parcel]) -> None:  # type: ignore[override]
        """As ``FullAccount.bear``."""
        if (at_default, overdue_interest) != (self.at_default, self.overdue_interest):
            self.begin_stretch()
        super().bear(at_default, overdue_interest, late)

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
