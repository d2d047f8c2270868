"""Month by month: what fell due, was received, was assumed, and what stood unpaid and barred at each month's end."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from note_sched.history.movements import ASSUMED, KINDS, Act
from note_sched.history.past import trace_of
from note_sched.measure.months import Month, month_of
from note_sched.pages.month_sums import Monthly, MonthSums
from note_sched.pages.page import Column, Kind, Table, added_up
from note_sched.pages.picture import DueMark, Lane
from note_sched.reports.life.lanes import lanes_of
from note_sched.simulation.outcome import Run

PANELS = (("Interest", ("interest", "expenses")), ("Principal", ("principal", "premium")))
"""The panels, and the parts of a Note of which each tells: expenses are owed with interest, premium with principal."""

COLUMNS = (
    Column("month", Kind.TEXT, "Month"),
    Column("what", Kind.TEXT, "What"),
    Column("due", Kind.MONEY, "Fell due"),
    Column("received", Kind.MONEY, "Received"),
    Column("assumed", Kind.MONEY, "Assumed paid"),
    Column("early", Kind.MONEY, "Of that before it fell due"),
    Column("arrears", Kind.MONEY, "Unpaid at the end"),
    Column("barred", Kind.MONEY, "Barred of it"),
)


def monthly(run: Run, lanes: Sequence[Lane] | None = None) -> Monthly:
    """The months of a run, over all Notes.

    Args:
        run: a traced one, with its rows.
        lanes: those of all Notes, where they are known.
    """
    months = list(_months(month_of(run.first_day), month_of(run.through)))
    known = lanes_of(run) if lanes is None else lanes
    panels = [(name, _panel(run, parts, months, known)) for name, parts in PANELS]
    shown = [(name, sums) for name, sums in panels if not all(each.is_empty for each in sums)]
    return Monthly(run.first_day, run.through, shown, "Month by month, all Notes")


def monthly_table(months: Monthly) -> Table:
    """The same in figures: a line a month and kind of debt in which something happened, then what all come to."""
    lines: list[tuple[str, str, MonthSums]] = []
    for name, sums in months.panels:
        before = [None, *sums]
        lines += [
            (f"{each.first:%Y-%m}", name, each) for was, each in zip(before, sums, strict=False) if _moved(was, each)
        ]
    rows: list[Sequence[Any]] = [
        (month, name, *each[2:]) for month, name, each in sorted(lines, key=lambda line: line[0])
    ]
    stood = [sums[-1] for _, sums in months.panels if sums]  # of what is unpaid, that of the last month is the sum
    totals = (*added_up(COLUMNS, rows)[:6], sum(each.arrears for each in stood), sum(each.barred for each in stood))
    used = [at for at in range(len(COLUMNS)) if at < 3 or any(row[at] for row in rows)]
    shown, sums_shown = [[row[at] for at in used] for row in rows], [totals[at] for at in used]
    return Table([COLUMNS[at] for at in used], shown, sums_shown, title="All Notes, month by month")


def _moved(before: MonthSums | None, month: MonthSums) -> bool:
    """Whether anything fell due or was paid, or what is unpaid or barred is otherwise than a month before."""
    stood = (0, 0) if before is None else (before.arrears, before.barred)
    return any(month[2:6]) or (month.arrears, month.barred) != stood


def _months(first: Month, last: Month) -> Iterator[Month]:
    month = first
    while (month.year, month.month) <= (last.year, last.month):
        yield month
        month = Month(month.year + month.month // 12, month.month % 12 + 1)


def _panel(run: Run, parts: Sequence[str], months: Sequence[Month], lanes: Sequence[Lane]) -> list[MonthSums]:
    flows: Counter[tuple[Month, str]] = Counter()
    for entry in trace_of(run).entries:
        kind = KINDS[entry.what]
        if kind.component not in parts or entry.date > run.through:
            continue
        if kind.act is Act.FELL_DUE:
            flows[month_of(entry.date), "due"] += entry.cents
        elif kind.act is Act.PAID:
            flows[month_of(entry.date), "assumed" if entry.cause.kind == ASSUMED else "received"] += entry.cents
            if kind.tier == "accrued":
                flows[month_of(entry.date), "early"] += entry.cents
    if "principal" in parts:
        for part in (part for lane in lanes for part in lane.prepaid):
            flows[month_of(part.date), "early"] += part.cents
    later = sorted((due for lane in lanes for due in lane.dues if due.component in parts), key=_begins, reverse=True)
    unpaid: list[tuple[DueMark, int]] = []
    found = []
    for month in months:
        end = min(month.last, run.through)
        standing = [each for each, cents in unpaid if cents]  # what is paid stays so
        while later and _begins(later[-1]) <= end:
            standing.append(later.pop())
        unpaid = [(each, _unpaid(each, end)) for each in standing]
        arrears = sum(cents for _, cents in unpaid)
        barred = sum(cents for each, cents in unpaid if _is_barred(each, end))
        due, received, assumed, early = (flows[month, what] for what in ("due", "received", "assumed", "early"))
        found.append(MonthSums(month.first, month.last, due, received, assumed, early, arrears, barred))
    return found


def _begins(due: DueMark) -> date:
    """The first day on which a sum was due to its Holder."""
    return max(due.date, due.since)


def _unpaid(due: DueMark, end: date) -> int:
    return due.cents - sum(part.cents for part in due.parts if part.date <= end)


def _is_barred(due: DueMark, day: date) -> bool:
    return any(stand.start <= day and (stand.end is None or day <= stand.end) for stand in due.barred)
