"""What the report says of each day, so that whoever reads it can move the day: computed here, shown by the page."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from msgspec.structs import replace

from note_sched.faults import Faulty
from note_sched.measure.business_days import DAY
from note_sched.pages.page import Column, DayAnswer, Kind, Moving, Table, added_up
from note_sched.pages.values import Phrase
from note_sched.reports.answers.told_day import LABELS, lines_of, verdict_of
from note_sched.reports.answers.verdict import TONES, default_from, overall, payable, standing
from note_sched.reports.telling.wording import STANDINGS, Names
from note_sched.simulation import day_by_day
from note_sched.simulation.outcome import Asked, DaysAlike, Position, Run

COLUMNS = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("name", Kind.TEXT, "Name"),
    Column("payable", Kind.MONEY, "May be paid"),
    Column("barred", Kind.MONEY, "Barred"),
    Column("due", Kind.MONEY, "Due and unpaid"),
    Column("principal", Kind.MONEY, "Principal"),
    Column("interest_unpaid", Kind.MONEY, "Interest due"),
    Column("accrued_interest", Kind.MONEY, "Accrued, not due"),
    Column("expenses_unpaid", Kind.MONEY, "Expenses"),
    Column("premium", Kind.MONEY, "Premium"),
    Column("total", Kind.MONEY, "Total"),
    Column("standing", Kind.TEXT, "Standing"),
    Column("clauses", Kind.LIST, "Barred by"),
)
_ALWAYS = frozenset({"holder", "name", "payable", "barred", "due", "principal", "total", "standing"})

MOST_FIGURES = 50_000
"""Holders times days beyond which a page does not carry every day: it would grow beyond some megabytes."""

FEW = 6
"""Holders of whom each is shown, however alike they stand."""


def moving(run: Run, shown: Asked, holders: Collection[str] = ()) -> Moving:
    """What is said of every day of a run.

    Args:
        run: a run of the document to its end.
        shown: the position on the day that the page shows at first.
        holders: ids to show; totals are those of all Notes whatever is shown.
    """
    last = max(run.through, shown.day)
    length = (last - run.first_day).days + 1
    teller = _Teller(run, holders)
    why: Phrase = ""
    stretches: list[DaysAlike] = []
    if length * len(run.document.holders) <= MOST_FIGURES:
        try:
            stretches = day_by_day(run.document, last)
        except Faulty:  # beyond the run: this day has its answer all the same
            why = "after the last day shown more is transferred than is held: mend that, and every day can be looked at"
    else:
        why = f"{len(run.document.holders)} Holders over {length} days are too many to carry every day of each"
    told = [answer for each in stretches for answer in teller.told_together(each)]
    first = next((each for each in told if each.date == shown.day), None) or teller.told(shown)
    used = [at for at, column in enumerate(COLUMNS) if column.name in _ALWAYS or _any(at, [first, *told])]
    columns, ids = [COLUMNS[at] for at in used], [each.id for each in teller.holders]
    only_used = itemgetter(*used)
    shown_day = _only(first, only_used)
    table = Table(columns, shown_day.rows, shown_day.totals, title="Each Note")
    return Moving(shown_day, [_only(each, only_used) for each in told], LABELS, table, ids, why)


def _any(at: int, days: Sequence[DayAnswer]) -> bool:
    return any(row[at] for day in days for row in (*day.rows, day.totals))


def _only(day: DayAnswer, used: Callable[[Sequence[Any]], Sequence[Any]]) -> DayAnswer:
    return day._replace(rows=list(map(used, day.rows)), totals=used(day.totals))


class _Teller:
    """Tells days of one run, in turn."""

    def __init__(self, run: Run, holders: Collection[str]) -> None:
        self._run = run
        self._names = Names(run.document)
        self._shown = holders
        self.holders = [each for each in run.document.holders if not holders or each.id in holders]
        self._turning = _turning(run)
        self._before: Hashable = None

    def told_together(self, stretch: DaysAlike) -> Iterator[DayAnswer]:
        """What is said of days that differ by the interest that runs, after those told before."""
        asked = stretch.asked
        answer = self.told(asked)
        yield answer
        at_first = [position.accrued for position in asked.positions]
        places = {position.holder: at for at, position in enumerate(asked.positions)}
        shown = [places[holder.id] for holder in self.holders]
        rows, totals = answer.rows, answer.totals
        for passed, accrued in enumerate(stretch.accrued, 1):
            day = asked.day + DAY * passed
            answer = self.told(replace(asked, day=day)) if day in self._turning else answer
            more = [now - then for now, then in zip(accrued, at_first, strict=True)]
            answer = answer._replace(
                date=day,
                rows=[_with_interest(row, more[at]) for row, at in zip(rows, shown, strict=True)],
                totals=_with_interest(totals, sum(more)),
                change=answer.change and day in self._turning,
            )
            yield answer

    def told(self, asked: Asked) -> DayAnswer:
        """What is said of a day, and whether it is what was said of the day told before."""
        standings = {position.holder: self._standing(position) for position in asked.positions}
        rows = {position.holder: self._row(position, *standings[position.holder]) for position in asked.positions}
        positions = [each for each in asked.positions if not self._shown or each.holder in self._shown]
        kinds = [
            (*standings[each.holder], _in_default(each, asked.day)) for each in positions
        ]  # by what they are alike
        most, count = Counter(kinds).most_common(1)[0]
        few = len(positions) <= FEW
        before, self._before = self._before, self._state(asked)
        return DayAnswer(
            asked.day,
            verdict_of(asked),
            TONES[overall(asked)],
            lines_of(self._run, asked, self._names),
            [rows[position.holder] for position in positions],
            added_up(COLUMNS, rows.values(), "TOTAL" if few and not self._shown else "TOTAL of all"),
            [not few and kind != most for kind in kinds],
            "" if few else _alike(most, count, len(kinds)),
            self._before != before,
        )

    def _row(self, position: Position, stands: str, clauses: Sequence[str]) -> Sequence[Any]:
        free = payable(position)
        due = sum(position.due.values())
        return (
            position.holder,
            self._names.holder[position.holder],
            sum(free.values()),
            due - sum(free.values()),
            due,
            position.principal,
            position.interest_unpaid,
            position.accrued,
            position.expenses_unpaid,
            position.premium,
            position.total,
            stands,
            clauses,
        )

    def _standing(self, position: Position) -> tuple[str, Sequence[str]]:
        found = standing(position)
        clauses = self._names.instrument.cited([bar.role for bar in position.all_bars]) if position.total else ()
        return STANDINGS.get(found, found), clauses

    def _state(self, asked: Asked) -> Hashable:
        """All that a day's answer rests on but the interest that runs."""
        return (
            overall(asked),
            tuple(
                (each.principal, each.interest_unpaid, each.expenses_unpaid, each.premium, *each.bars.values())
                for each in asked.positions
            ),
            tuple(each for each in self._run.defaults if each.exists_on(asked.day)),
            tuple(each for each in self._run.turnovers if each.date == asked.day),
        )


def _in_default(position: Position, day: date) -> bool:
    since = default_from(position)
    return since is not None and since <= day


def _turning(run: Run) -> set[date]:
    """The days on which something is told that is in no position: Events of Default, and what is held in trust."""
    days = {each.date for each in run.turnovers} | {each.date + DAY for each in run.turnovers}
    for default in run.defaults:
        days |= {default.start, *([default.until + DAY] if default.until else [])}
    return days


_ACCRUED, _TOTAL = (
    next(at for at, each in enumerate(COLUMNS) if each.name == name) for name in ("accrued_interest", "total")
)


def _with_interest(row: Sequence[Any], more: int) -> Sequence[Any]:
    """A row, or the totals, of a day on which more interest has accrued."""
    return (*row[:_ACCRUED], row[_ACCRUED] + more, *row[_ACCRUED + 1 : _TOTAL], row[_TOTAL] + more, *row[_TOTAL + 1 :])


def _alike(most: tuple[str, Sequence[str], bool], count: int, of: int) -> Phrase:
    """How most Notes stand, in one line."""
    stands, clauses, late = most
    under = f" under {', '.join(clauses)}" if clauses else ""
    how_many = f"All {of} Notes" if count == of else f"{count} of {of} Notes"
    return f"{how_many}: {stands}{under}{', in default' if late else ''}"
