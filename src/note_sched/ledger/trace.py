"""Every movement on every Note, with its cause, for those who must tell where a figure comes from.

A run keeps balances, not their history: a hundred thousand Notes would pay for it. In a run that is *traced* each
account has a ``Pen``, with which it writes down what it moves: an ``Entry`` (what moved, why, which line of the
document says so) or a ``Stretch`` (interest that ran on one principal). With them a figure can be worked out again by
hand: within an interest period, what falls due at a cut is the rounded sum of the stretches' units (and of what came or
went by transfer) less what earlier cuts of the period took (R-6).
"""

from datetime import date
from operator import attrgetter
from typing import NamedTuple

from note_sched.ledger.pen import Daybook, Entry, Stretch
from note_sched.ledger.rounds import Round, Watch


class Claims(NamedTuple):
    """The Senior debt when the day's bars were judged: cents outstanding by facility, cents unpaid by the bar's key."""

    outstanding: dict[str, int]
    unpaid: dict[str, int]


class Trace(Daybook):
    """What a traced run leaves behind.

    Entries and stretches in the order in which they happened, Note by Note; ``rounds``: how receipts were divided;
    ``senior``: the Senior debt by day, on days on which its bars were judged.
    """

    def __init__(self, denominator: int) -> None:
        """``denominator``: units of the accrual in one cent."""
        super().__init__(denominator)
        self.rounds: list[Round] = []
        self.senior: dict[date, Claims] = {}
        self._of: dict[str, list[Entry | Stretch]] = {}

    def judged(self, outstanding: dict[str, int], unpaid: dict[str, int]) -> None:
        """The Senior debt when today's bars were judged: see ``Claims``."""
        self.senior[self.today] = Claims(outstanding, unpaid)

    def watch(self, line: int) -> Watch:
        """Writes down here how today's receipt of a line is divided."""
        return Watch(self.rounds, self.today, self.cause.kind, line)

    def of(self, holder: str) -> "list[Entry | Stretch]":
        """The history of one Note in order: a stretch stands before the entries of the day on which it ends.

        To be asked when the run is over: the histories of all Notes are sorted out once.
        """
        if not self._of:
            found: dict[str, list[tuple[date, int, Entry | Stretch]]] = {}
            for stretch in filter(_UNITS, self.stretches):
                found.setdefault(stretch.holder, []).append((stretch.joins or stretch.end, 0, stretch))
            for entry in self.entries:
                found.setdefault(entry.holder, []).append((entry.date, 1, entry))
            self._of = {name: [each for *_, each in sorted(all_, key=_place)] for name, all_ in found.items()}
        return self._of.get(holder, [])


_UNITS = attrgetter("units")


def _place(dated: tuple[date, int, object]) -> tuple[date, int]:
    return dated[:2]
