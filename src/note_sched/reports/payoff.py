"""``payoff``: what pays every Note in full on a day, and whether it may be paid."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from note_sched.measure.accrual import PerDiem
from note_sched.reports.bars import WINDOW_COLUMNS
from note_sched.reports.page import Column, Kind, Page, Record, Table
from note_sched.rules.standing import BLOCKAGE
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Asked, Position, Run

COLUMNS = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("principal", Kind.MONEY, "Principal"),
    Column("interest_unpaid", Kind.MONEY, "Interest unpaid"),
    Column("accrued_interest", Kind.MONEY, "Accrued"),
    Column("expenses_unpaid", Kind.MONEY, "Expenses"),
    Column("total", Kind.MONEY, "Total"),
    Column("per_diem", Kind.PER_DIEM, "Per diem"),
)

TOTAL = "TOTAL"


def asked_of(run: Run) -> Asked:
    """The position that a run was asked for.

    Raises:
        ValueError: the run was asked for none.
    """
    if run.asked is None:
        raise ValueError("the run was asked for no day")
    return run.asked


def permitted(asked: Asked) -> bool:
    """Whether no bar is on any component of any Note that owes something."""
    return not any(position.all_bars for position in asked.positions)


def payable_from(asked: Asked) -> date | None:
    """The day asked about if the payoff is permitted, else the first later day free of bars, if one was found."""
    return asked.day if permitted(asked) else asked.lifts.all_free


def in_force(run: Run, asked: Asked) -> list[Window]:
    """The windows that bar something on the day asked about; a suspended Blockage Event bars nothing."""
    barring = {
        (position.holder, bar.kind, bar.cause) for position in asked.positions for bar in position.all_bars
    }
    kinds = {(kind, cause) for _, kind, cause in barring}
    return [
        window
        for window in run.windows
        if window.effective
        and window.covers(asked.day)
        and (
            (window.holder, window.kind, window.cause) in barring
            if window.kind == BLOCKAGE
            else (window.kind, window.cause) in kinds
        )
    ]


def total_row(positions: Iterable[Position]) -> Sequence[Any]:
    """The sums over all Notes; the per diem from the exact sum."""
    positions = list(positions)
    denominator = positions[0].per_diem.denominator if positions else 1
    return (
        TOTAL,
        sum(position.principal for position in positions),
        sum(position.interest_unpaid for position in positions),
        sum(position.accrued for position in positions),
        sum(position.expenses_unpaid for position in positions),
        sum(position.total for position in positions),
        PerDiem(sum(position.per_diem.numerator for position in positions), denominator),
    )


def holder_row(position: Position) -> Sequence[Any]:
    """One Note's line."""
    return (
        position.holder,
        position.principal,
        position.interest_unpaid,
        position.accrued,
        position.expenses_unpaid,
        position.total,
        position.per_diem,
    )


def payoff(run: Run, holders: tuple[str, ...] = ()) -> Page:
    """The payoff on the day that the run was asked for."""
    asked = asked_of(run)
    rows = [holder_row(position) for position in asked.positions if not holders or position.holder in holders]
    total = total_row(asked.positions)
    record = Table(COLUMNS, [*rows, total])
    data = {
        "schema_version": 1,
        "as_of": asked.day,
        "holders": Table(COLUMNS, rows),
        "total": Record(COLUMNS[1:], total[1:]),
        "permitted": permitted(asked),
        "bars": Table(WINDOW_COLUMNS, in_force(run, asked)),
        "payable_from": payable_from(asked),
    }
    return Page(data, record, [Table(COLUMNS, rows, totals=total)])
