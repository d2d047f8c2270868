"""Step 4 of the day, last: accelerations that are undone (T-25).

Those who may accelerate may rescind: each Holder for its own Note, or Holders of the share, counted anew on that day,
for all. Principal that fell due by acceleration alone is undue again; interest that fell due with it stays due. While
sums that fell due otherwise are overdue, a rescission is void. What accelerated by itself is undone in the same way.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from note_sched.document.events import AccelerationRescinded
from note_sched.ledger.account import Account
from note_sched.ledger.notes import NoteBook
from note_sched.rules import ground
from note_sched.rules.acceleration import reaches_share
from note_sched.rules.ground import Ground
from note_sched.simulation.outcome import Declared
from note_sched.terms.terms import Terms


class Rescissions:
    """Judges and carries out the rescissions of a run."""

    def __init__(self, terms: Terms, notes: NoteBook) -> None:
        self._by = terms.acceleration.by
        self._notes = notes

    def parts(self, event: AccelerationRescinded) -> list[tuple[str, ...]]:
        """Who acts together: all who sign, or each Holder by itself."""
        return [(holder,) for holder in event.holders] if self._by == "holder" else [event.holders]

    def why_void(self, signing: tuple[str, ...], declared: Iterable[Declared]) -> Ground | None:
        """Why a rescission by ``signing`` has no effect today; None for a good one.

        ``declared``: the accelerations up to today.
        """
        accounts = self._concerned(signing)
        if not any(each.valid and (each.holder is None or each.holder in signing) for each in declared):
            return ground.NothingAccelerated()
        if self._by != "holder":
            signed = sum(self._notes.by_id[holder].principal for holder in signing)
            total = sum(account.principal for account in self._notes.accounts)
            if not reaches_share(self._by, signed, total):
                return ground.ShareTooSmall(signed, total, self._by, rescinds=True)
        overdue = [each for account in accounts for each in self._overdue(account)]
        return ground.OverdueOtherwise(min(overdue)) if overdue else None

    def undo(self, signing: tuple[str, ...]) -> list[Account]:
        """The principal is undue again; returns the Notes concerned."""
        accounts = self._concerned(signing)
        for account in accounts:
            self._notes.rescind(account)
        self._notes.settle()
        return accounts

    def _concerned(self, signing: tuple[str, ...]) -> list[Account]:
        if self._by == "holder":
            return [self._notes.by_id[holder] for holder in signing]
        return self._notes.accounts

    def _overdue(self, account: Account) -> Iterator[date]:
        """Due dates of the sums past their timely day that fell due otherwise than by acceleration."""
        today = self._notes.today
        for item in (*account.interest, *account.expenses):
            if item.timely < today and not item.accelerated:
                yield item.due
        for parcel in account.parcels:
            if parcel.due is not None:
                due = parcel.matures if parcel.by_acceleration else parcel.due
                if due < today and self._notes.timely(due) < today:
                    yield due
