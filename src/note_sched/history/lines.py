"""The history of one Note in lines: interest that ran, and days on which something moved, with what was owing then."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from note_sched.history.derivation import AccrualLine, Carried, derivation, trace_of
from note_sched.ledger.entries import Row
from note_sched.ledger.trace import CUTS, Entry, What
from note_sched.measure.money import round_half_up
from note_sched.simulation.outcome import Run

if TYPE_CHECKING:
    from fractions import Fraction

_Date = date  # inside the classes below, `date` is the field


class Moved(NamedTuple):
    """What moved on a Note on one day, and where that left it, in cents.

    ``carried``: exact running interest that came, or (below zero) went, with transfers. ``closes``: an interest period
    ends, and ``over`` cents of its interest, if it did not fall due, begin the next. ``running``, ``taken``: the exact
    total of the period, and what cuts of earlier days took. ``owing``: ``expenses``, ``interest`` and ``balance``
    unpaid at its end, and interest ``not_due``. ``row``: the engine's line of that day, None where it has none.
    """

    date: _Date
    entries: Sequence[Entry]
    carried: "Fraction | int"
    closes: bool
    over: int
    running: "Fraction | int"
    taken: int
    owing: Mapping[str, int]
    row: Row | None

    @property
    def left_taken(self) -> int:
        """What was taken, after this day, out of the period that then runs."""
        if self.closes:
            return _carried_over(self.entries)[1]
        return self.taken + self.sum_of(*CUTS)

    def sum_of(self, *kinds: What) -> int:
        """Cents of the entries of some kinds."""
        return sum(entry.cents for entry in self.entries if entry.what in kinds)


Line = AccrualLine | Moved


def rows_of(run: Run) -> dict[str, dict[date, Row]]:
    """The engine's own lines of each Note, by day."""
    found: dict[str, dict[date, Row]] = {}
    for row in run.rows:
        found.setdefault(row.holder, {})[row.date] = row
    return found


def history(
    run: Run, holder: str, rows: Mapping[date, Row], until: date | None = None, apart: Collection[date] = ()
) -> list[Line]:
    """The history of one Note in order: a line of interest stands before the day on which it ends.

    Args:
        run: a traced one.
        holder: whose Note.
        rows: the engine's lines of that Note.
        until: the day of a payoff: later days are left out, and what is assumed as paid on that day.
        apart: days at which a line of interest ends, besides those on which something moved.
    """
    entries: dict[date, list[Entry]] = {}
    for entry in trace_of(run).of(holder):
        if isinstance(entry, Entry) and _counts(entry, until):
            entries.setdefault(entry.date, []).append(entry)
    days = {*entries, *(day for day in rows if until is None or day <= until), *([until] if until else [])}
    found = _History(entries, rows if until is None else {day: row for day, row in rows.items() if day < until})
    marks: list[tuple[date, int, AccrualLine | None]] = [(day, 1, None) for day in days]
    for period in derivation(run, holder, until, {*days, *apart}):
        found.closing.add(period.end)
        for step in period.steps:
            if isinstance(step, Carried) and not step.over:
                found.carried[step.date] = found.carried.get(step.date, 0) + step.exact
            elif isinstance(step, AccrualLine):
                marks.append((step.joins or step.end, 0, step))
    for day, _, line in sorted(marks, key=lambda mark: mark[:2]):
        found.day(day) if line is None else found.interest(line)
    return found.lines[: found.moved]


class _History:
    """Puts the lines of one Note together; knows where the period's interest and the balances stand."""

    def __init__(self, entries: Mapping[date, Sequence[Entry]], rows: Mapping[date, Row]) -> None:
        self.lines: list[Line] = []
        self.moved = 0  # how many lines there are up to the last day on which something moved
        self.closing: set[date | None] = set()
        self.carried: dict[date, Fraction | int] = {}
        self._entries = entries
        self._rows = rows
        self._running: Fraction | int = 0
        self._taken = 0
        self._owing = dict.fromkeys(("expenses", "interest", "balance"), 0)

    def interest(self, line: AccrualLine) -> None:
        """Interest ran."""
        self.lines.append(line)
        self._running = line.running

    def day(self, day: date) -> None:
        """Something moved, or a line of the engine tells where the Note stands."""
        entries, carried = self._entries.get(day, ()), self.carried.get(day, 0)
        running, taken = self._running + carried, self._taken
        self._taken += sum(entry.cents for entry in entries if entry.what in CUTS)
        for entry in entries:
            if entry.what in _MOVES:
                key, sign = _MOVES[entry.what]
                self._owing[key] += sign * entry.cents
        closes = day in self.closing
        over, after = _carried_over(entries)
        not_due = (
            over - after if closes else max(0, round_half_up(running.numerator, running.denominator) - self._taken)
        )
        owing = {**self._owing, "not_due": not_due}
        self.lines.append(Moved(day, entries, carried, closes, over, running, taken, owing, self._rows.get(day)))
        if not entries or any(entry.what is not What.CARRIED_OVER for entry in entries):
            self.moved = len(self.lines)
        self._running = over if closes else running
        self._taken = after if closes else self._taken


def _carried_over(entries: Sequence[Entry]) -> tuple[int, int]:
    """Cents of the interest of a period that ends which stay accrued, and what the same day then takes out of them."""
    for place, entry in enumerate(entries):
        if entry.what is What.CARRIED_OVER:
            return entry.cents, sum(each.cents for each in entries[place:] if each.what in CUTS)
    return 0, 0


def _counts(entry: Entry, until: date | None) -> bool:
    """Whether an entry is looked at: a payoff leaves out what is assumed as paid on its own day."""
    day, assumed = entry.date, entry.cause.kind == "assumed"
    return until is None or day < until or (day == until and not assumed)


_MOVES = {
    What.ISSUED: ("balance", 1),
    What.PRINCIPAL_TRANSFERRED: ("balance", 1),
    What.PRINCIPAL_PAID: ("balance", -1),
    What.INSTALMENT: ("interest", 1),
    What.INTEREST_DUE: ("interest", 1),
    What.INTEREST_TRANSFERRED: ("interest", 1),
    What.INTEREST_PAID: ("interest", -1),
    What.EXPENSES_DUE: ("expenses", 1),
    What.EXPENSES_TRANSFERRED: ("expenses", 1),
    What.EXPENSES_PAID: ("expenses", -1),
}
"""The balance that an entry moves, and in which direction."""
