"""The columns of a workbook's Schedule, which of them have something to see, and where each Holder's lines are."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from note_sched.history.day_lines import DayLines, Line, Moved
from note_sched.history.movements import COLUMNS as MOVEMENTS
from note_sched.history.movements import KINDS, RARE, Act
from note_sched.pages.workbook import Holds
from note_sched.simulation.outcome import Run

NAME = "Schedule"
HEAD = 1
"""The row with the headings; the first Holder's lines begin below it."""


class HolderLines(NamedTuple):
    """The lines of one Holder, and the row of the sheet on which they begin."""

    holder: str
    first: int
    lines: Sequence[Line]

    @property
    def last(self) -> int:
        """The row of the last line."""
        return self.first + len(self.lines) - 1


def blocks(run: Run, holders: Sequence[str], until: date | None = None) -> list[HolderLines]:
    """The lines of the Holders, in their order.

    Args:
        run: a traced one with its rows.
        holders: whose lines are wanted.
        until: the day of a payoff: later days are left out, and what is assumed as paid on that day.
    """
    history = DayLines(run, until)
    found, first = [], HEAD + 1
    for holder in holders:
        lines = history.of(holder)
        found.append(HolderLines(holder, first, lines))
        first += len(lines)
    return found


class SheetColumn(NamedTuple):
    """A column; ``widest``: words as wide as it has to be."""

    key: str
    heading: str
    holds: Holds
    widest: str = ""


def _of(*acts: Act) -> list[SheetColumn]:
    """The columns of what moves in some way."""
    keys = {kind.column for kind in KINDS.values() if kind.act in acts}
    return [SheetColumn(key, heading, Holds.MONEY) for key, heading in MOVEMENTS.items() if key in keys - {*RARE}]


COLUMNS = (
    SheetColumn("holder", "Holder", Holds.TEXT),
    SheetColumn("date", "Date", Holds.DATE),
    SheetColumn("event", "Event", Holds.TEXT),
    SheetColumn("first", "Interest from (counted)", Holds.DATE),
    SheetColumn("days", "Days", Holds.COUNT),
    SheetColumn("earning", "On principal", Holds.MONEY),
    SheetColumn("rate", "Rate", Holds.RATE),
    SheetColumn("basis", "Basis", Holds.COUNT),
    SheetColumn("factor", "Factor", Holds.FACTOR),
    SheetColumn("accrued", "Interest accrued", Holds.EXACT),
    SheetColumn("running", "Cumulative in the period", Holds.EXACT),
    SheetColumn("taken", "Taken before in the period", Holds.MONEY),
    *_of(Act.FELL_DUE),
    SheetColumn("due", "Due that day", Holds.MONEY),
    SheetColumn("payable", "of it payable", Holds.MONEY),
    SheetColumn("barred", "of it barred", Holds.MONEY),
    *_of(Act.ISSUED, Act.TRANSFERRED),
    *_of(Act.PAID),
    SheetColumn("assumed", "of it assumed, not received", Holds.MONEY),
    SheetColumn("turned_over", "Turned over to Senior", Holds.MONEY),
    SheetColumn("expenses", "Expenses unpaid", Holds.MONEY),
    SheetColumn("interest", "Interest due and unpaid", Holds.MONEY),
    SheetColumn("not_due", "Accrued, not due", Holds.MONEY),
    SheetColumn("balance", "Principal balance", Holds.MONEY),
    SheetColumn("standing", "Standing", Holds.TEXT, "barred principal"),
    SheetColumn("clauses", "Clause", Holds.TEXT),
    SheetColumn("engine_running", "Engine: cumulative", Holds.EXACT),
    SheetColumn("engine_due", "Engine: interest due", Holds.MONEY),
    SheetColumn("engine_expenses", "Engine: expenses unpaid", Holds.MONEY),
    SheetColumn("engine_interest", "Engine: interest unpaid", Holds.MONEY),
    SheetColumn("engine_not_due", "Engine: accrued, not due", Holds.MONEY),
    SheetColumn("engine_balance", "Engine: principal", Holds.MONEY),
    SheetColumn("difference", "Difference", Holds.EXACT),
    *(SheetColumn(key, MOVEMENTS[key], Holds.MONEY) for key in RARE),
)
AT = {column.key: at for at, column in enumerate(COLUMNS)}
"""Where each column of the sheet is."""

_ALWAYS = ("interest_due", "principal_due", "issued", "interest_paid", "principal_paid")
"""Columns of movements that are there to be seen though nothing moved in them."""


def used(found: Sequence[HolderLines]) -> set[str]:
    """The columns in which there is something to see."""
    moved = [line for block in found for line in block.lines if isinstance(line, Moved)]
    seen = {key for each in moved for key in each.sums}
    unused = {*MOVEMENTS} - seen - {*_ALWAYS}
    unused |= {"expenses", "engine_expenses"} if "expenses_due" in unused else set()
    for key in ("assumed", "turned_over"):
        if not any(getattr(each.row, key) for each in moved if each.row is not None):
            unused.add(key)
    return {column.key for column in COLUMNS} - unused


def columns(found: Sequence[HolderLines]) -> Sequence[SheetColumn]:
    """The columns of the sheet: those that only some papers know if something moved in them."""
    seen = {key for block in found for line in block.lines if isinstance(line, Moved) for key in line.sums}
    return COLUMNS if seen & {*RARE} else COLUMNS[: -len(RARE)]
