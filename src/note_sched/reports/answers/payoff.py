"""``payoff``: what pays every Note in full on a day, and whether it may be paid."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from note_sched.document.columns import columns_besides
from note_sched.measure.accrual import DayCount, PerDiem
from note_sched.pages.page import (
    Column,
    Kind,
    Line,
    Page,
    SingleRow,
    Table,
    Tone,
    narrowed,
    only,
)
from note_sched.pages.values import Money, Phrase, parts_of
from note_sched.reports.answers.bars import window_record, window_tables
from note_sched.reports.answers.verdict import PAY_ONLY, barred_in_words, overall, verdict_in_words
from note_sched.reports.telling.position import assumed_line, basis, if_received
from note_sched.reports.telling.wording import NO_BARS, Names
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

PREMIUM = Column("premium", Kind.MONEY, "Premium")
"""At the end, where the terms know one (T-24)."""

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
    """Whether no bar is on any component of any Note of which something is owed."""
    return not any(position.in_the_way for position in asked.positions)


def payable_from(asked: Asked) -> date | None:
    """The day asked about if the payoff is permitted, else the first later day free of bars, if one was found."""
    return asked.day if permitted(asked) else asked.lifts.all_free


def in_force(run: Run, asked: Asked) -> list[Window]:
    """The windows that bar something on the day asked about; a suspended Blockage Event bars nothing."""
    blocked = {
        (position.holder, bar.cause)
        for position in asked.positions
        for bar in position.all_bars
        if bar.kind == BLOCKAGE
    }
    return [
        window
        for window in run.windows
        if window.effective
        and window.covers(asked.day)
        and window.kind not in NO_BARS
        and (window.kind != BLOCKAGE or (window.holder, window.cause) in blocked)
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
    total: Sequence[Any] = total_row(asked.positions)
    columns: Sequence[Column] = COLUMNS
    if "premium_due" in columns_besides(run.document):
        columns = (*COLUMNS, PREMIUM)
        of = {position.holder: position.premium for position in asked.positions}
        rows = [(*row, of[row[0]]) for row in rows]
        total = (*total, sum(of.values()))
    record = Table(columns, [*rows, total])
    data = {
        "schema_version": 1,
        "as_of": asked.day,
        "holders": Table(columns, rows),
        "total": SingleRow(columns[1:], total[1:]),
        "permitted": permitted(asked),
        "bars": window_record(run, in_force(run, asked)),
        "payable_from": payable_from(asked),
    }
    shown = [position for position in asked.positions if not holders or position.holder in holders]
    tables = [_people(run, shown), *window_tables(run, in_force(run, asked), "Bars in force")]
    headline, tone = _permission(run, asked)
    notes = _notes(asked, run.document.terms.interest.day_count)
    return Page(data, record, tables, _head(run, asked), notes, headline, tone)


def _permission(run: Run, asked: Asked) -> tuple[Phrase, Tone]:
    total = sum(position.total for position in asked.positions)
    if not total:
        unless = if_received(asked)
        return ["NOTHING IS OWED on ", asked.day, *unless], Tone.MIXED if unless else Tone.GOOD
    if permitted(asked):
        return ["MAY BE PAID on ", asked.day, ": ", Money(total), " pays every Note in full"], Tone.GOOD
    only: list[Any] = [*parts_of(verdict_in_words(asked)), "; "] if overall(asked) == PAY_ONLY else []
    free = payable_from(asked)
    when = ["payable from ", free] if free is not None else ["no day from which it is payable is known"]
    why = f"{barred_in_words(asked, Names(run.document))}; "
    return ["MAY NOT BE PAID on ", asked.day, ": ", *only, why, *when], Tone.BAD


def _head(run: Run, asked: Asked) -> list[Line]:
    note = run.document.note
    return [
        Line("Note", note.title),
        Line("Borrower", note.borrower),
        Line("Payoff", ["as of ", asked.day, "; interest to that day, which is not counted"]),
        Line("Payments", basis(run)),
        *assumed_line(asked),
    ]


PEOPLE = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("name", Kind.TEXT, "Name"),
    Column("principal", Kind.MONEY, "Principal"),
    Column("interest_unpaid", Kind.MONEY, "Interest due"),
    Column("barred", Kind.MONEY, "of that barred"),
    Column("accrued_interest", Kind.MONEY, "Accrued, not due"),
    Column("expenses_unpaid", Kind.MONEY, "Expenses"),
    PREMIUM,
    Column("total", Kind.MONEY, "Total"),
    Column("per_diem", Kind.PER_DIEM, "Per diem"),
)


def _people(run: Run, shown: Sequence[Position]) -> Table:
    """The Holders' lines with interest that is due but barred told apart, and the sums of all Notes."""
    names = {holder.id: holder.name for holder in run.document.holders}
    asked = asked_of(run)
    rows = []
    for each in shown:
        holder, principal, interest, accrued, expenses, *rest = holder_row(each)
        sums = (principal, interest, barred_interest(each), accrued, expenses, each.premium)
        rows.append((holder, names[holder], *sums, *rest))
    name, principal, interest, accrued, expenses, *rest = total_row(asked.positions)
    barred = sum(barred_interest(each) for each in asked.positions)
    premium = sum(each.premium for each in asked.positions)
    totals = (name, None, principal, interest, barred, accrued, expenses, premium, *rest)
    used = [column.name for at, column in enumerate(PEOPLE) if column.name not in _IF_ANY or totals[at]]
    return narrowed(only(Table(PEOPLE, rows, totals), used), _SUMS, _NAMES)


_IF_ANY = ("barred", "expenses_unpaid", "premium")
_SUMS = ("holder", "principal", "interest_unpaid", "barred", "accrued_interest", "expenses_unpaid", "premium", "total")
_NAMES = ("holder", "name", "per_diem")


def barred_interest(position: Position) -> int:
    """Interest that is due and may not be paid that day."""
    return position.interest_unpaid if position.bars["interest"] else 0


_CHANGES = {
    DayCount.ACTUAL_365: "",
    DayCount.ACTUAL_360: "",
    DayCount.ACTUAL_ACTUAL: "; it changes with the length of the year",
    DayCount.PERIOD: "; it changes with the length of the interest period",
}


def _notes(asked: Asked, day_count: DayCount) -> list[Phrase]:
    changes = _CHANGES.get(day_count, "; it changes with the length of the month")
    return [
        ["The per diem is what ", asked.day, f" itself adds{changes}."],
        "Recorded payments of that day are counted, assumed ones only those of earlier days.",
    ]
