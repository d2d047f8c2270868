"""Every movement on a Note whose interest runs in several ways, with its cause: see ``trace``."""

from collections.abc import Sequence
from datetime import date

from note_sched.ledger.full import FullAccount
from note_sched.ledger.parcels import Parcel, Piece
from note_sched.ledger.rates import Earned, Index
from note_sched.ledger.trace import Entry, Stretch, Trace, TracedAccount, What

_Key = tuple[str, int, bool]


class TracedFullAccount(TracedAccount, FullAccount):  # type: ignore[misc]  # a book counts all its Notes in one way
    """A full account that writes down what it does: a stretch for each way in which interest ran."""

    def __init__(self, holder: str, alike: str, position: int, begins: date, trace: Trace) -> None:
        super().__init__(holder, alike, position, begins, trace)
        self._ways: dict[_Key, int] = {}  # where in the trace the stretches are that still run

    def accrue(self, index: Index) -> None:  # type: ignore[override]  # a book counts all its Notes in one way
        """As ``FullAccount.accrue``."""
        FullAccount.accrue(self, index)
        self._from = self.trace.today

    def ran(self, earned: Earned, *, elected: bool) -> None:
        """As ``FullAccount.ran``."""
        normal = self.bearing - self.at_default
        super().ran(earned, elected=elected)
        if self.trace.closed:
            return
        of = (normal, normal, self.at_default, self.at_default, self.overdue_interest)
        going_on: dict[_Key, int] = {}
        for way, cents, per_cent in zip(Earned._fields, of, earned, strict=True):
            if cents and per_cent:
                key = way, cents, elected
                going_on[key] = self._stretch(key, cents * per_cent)
        self._ways = going_on

    def _stretch(self, key: _Key, units: int) -> int:
        """Write units down, with those that ran before in the same way; returns where."""
        stretches, place = self.trace.stretches, self._ways.get(key)
        if place is not None and stretches[place].end == self._from:
            running = stretches[place]
            stretches[place] = running._replace(end=self.trace.today, units=running.units + units)
            return place
        way, cents, elected = key
        stretches.append(
            Stretch(
                self.holder, self._from, self.trace.today, cents, units, self.period_start, way=way, elected=elected
            )
        )
        return len(stretches) - 1

    def begin_stretch(self) -> None:
        """As ``TracedAccount.begin_stretch``."""
        super().begin_stretch()
        self._ways = {}

    def bear(self, at_default: int, overdue_interest: int, late: Sequence[Parcel]) -> None:  # type: ignore[override]
        """As ``FullAccount.bear``."""
        if (at_default, overdue_interest) != (self.at_default, self.overdue_interest):
            self.begin_stretch()
        super().bear(at_default, overdue_interest, late)

    def capitalise(self, cents: int) -> None:
        """As ``FullAccount.capitalise``."""
        super().capitalise(cents)
        self.write(What.CAPITALISED, cents)
        self.begin_stretch()

    def elect(self) -> None:
        """As ``FullAccount.elect``."""
        super().elect()
        self.trace.write(Entry(self.trace.today, self.holder, What.ELECTED, 0, self.trace.cause))

    def bear_after_all(self, parcel: Parcel, pieces: Sequence[Piece]) -> None:
        """As ``FullAccount.bear_after_all``: one stretch for all days in which the principal waited."""
        before = self.running
        super().bear_after_all(parcel, pieces)
        units = self.running - before
        if not self.trace.closed and parcel.due is not None and parcel.period_start is not None and units:
            waited = Stretch(
                self.holder, parcel.due, self.trace.today, parcel.amount, int(units), parcel.period_start,
                self.trace.today,
            )  # fmt: skip
            self.trace.stretches.append(waited)
