"""The schedule as people read it: a line a day over all Notes, or a line a day and Holder."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from note_sched.history.balances import issues
from note_sched.ledger.entries import NOTHING_BESIDES, Besides, FullRow, Row
from note_sched.pages.page import Column, Kind, Table
from note_sched.pages.values import Money, Phrase, parts_of
from note_sched.reports.telling.wording import STANDINGS
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role

MOVED = (
    "interest_due",
    "principal_due",
    "expenses_due",
    "expenses_paid",
    "interest_paid",
    "principal_paid",
    "turned_over",
    "assumed",
)

COLUMNS = (
    Column("date", Kind.DATE, "Date"),
    Column("timely", Kind.DATE, "In time through"),
    Column("holder", Kind.TEXT, "Holder"),
    Column("expenses_due", Kind.MONEY, "Expenses due"),
    Column("interest_due", Kind.MONEY, "Interest due"),
    Column("principal_due", Kind.MONEY, "Principal due"),
    Column("expenses_paid", Kind.MONEY, "Expenses paid"),
    Column("interest_paid", Kind.MONEY, "Interest paid"),
    Column("principal_paid", Kind.MONEY, "Principal paid"),
    Column("how", Kind.PHRASE, "How paid"),
    Column("turned_over", Kind.MONEY, "Turned over"),
    Column("expenses_unpaid", Kind.MONEY, "Expenses unpaid"),
    Column("interest_unpaid", Kind.MONEY, "Interest unpaid"),
    Column("accrued_interest", Kind.MONEY, "Accrued, not due"),
    Column("principal", Kind.MONEY, "Principal unpaid"),
    Column("standing", Kind.PHRASE, "Standing"),
    Column("interest_capitalised", Kind.MONEY, "Interest capitalised"),
)

LEDGER = (
    Column("date", Kind.PHRASE, "Date"),
    Column("holder", Kind.TEXT, "Holder"),
    Column("what", Kind.PHRASE, "What"),
    Column("expenses", Kind.MONEY, "Expenses"),
    Column("interest", Kind.MONEY, "Interest"),
    Column("principal", Kind.MONEY, "Principal"),
)


_Date = date  # inside the class below, `date` is the field


class Day(NamedTuple):
    """A line for people, in the order of ``COLUMNS``."""

    date: _Date
    timely: _Date | None
    holder: str | None
    expenses_due: int
    interest_due: int
    principal_due: int
    expenses_paid: int
    interest_paid: int
    principal_paid: int
    how: Phrase
    turned_over: int
    expenses_unpaid: int
    interest_unpaid: int
    accrued_interest: int | None
    principal: int
    standing: Phrase
    interest_capitalised: int = 0


def by_holder(run: Run, rows: Iterable[Row]) -> list[Day]:
    """A line per date and Holder."""
    return [
        _day(run, row.date, row, _standing(row.standing, run.instrument.cited(row.roles)))._replace(
            holder=row.holder, accrued_interest=row.accrued_interest
        )
        for row in rows
    ]


def by_date(run: Run) -> list[Day]:
    """A line per date, over all Notes; the accrued interest of several Notes is left to ``payoff``."""
    if len(run.document.holders) == 1:
        return [day._replace(holder=None) for day in by_holder(run, run.rows)]
    book = _Book(run)
    lines = []
    for day, rows in groupby(run.rows, key=lambda row: row.date):
        moved = book.turn(day, list(rows))
        lines.append(_day(run, day, moved, book.standing))
    return lines


def _day(run: Run, day: date, moved: "Row | _Moved", standing: Phrase) -> Day:
    due = moved.expenses_due or moved.interest_due or moved.principal_due
    timely = run.timely(day) if due else day
    return Day(
        day,
        None if timely == day else timely,
        None,
        moved.expenses_due,
        moved.interest_due,
        moved.principal_due,
        moved.expenses_paid,
        moved.interest_paid,
        moved.principal_paid,
        how_paid(moved.paid, moved.assumed),
        moved.turned_over,
        moved.expenses_unpaid,
        moved.interest_unpaid,
        None,
        moved.principal,
        standing,
        moved.besides.interest_capitalised,
    )


def how_paid(paid: int, assumed: int) -> Phrase:
    """Whether what is shown as paid was recorded or is assumed."""
    if not paid:
        return ""
    if assumed in (0, paid):
        return "assumed" if assumed else "recorded"
    return [Money(assumed), " of it assumed"]


class _Moved(NamedTuple):
    """The sums of one day over all Notes: what moved, and the balances at its end."""

    interest_due: int
    principal_due: int
    expenses_due: int
    expenses_paid: int
    interest_paid: int
    principal_paid: int
    turned_over: int
    assumed: int
    principal: int
    interest_unpaid: int
    expenses_unpaid: int
    besides: Besides

    @property
    def paid(self) -> int:
        """All that was applied, the premium too, for which the table has no column."""
        return self.expenses_paid + self.interest_paid + self.principal_paid + self.besides.premium_paid


_State = tuple[int, int, int, str, tuple[str, ...]]
_OF_THE_DAY = frozenset({Role.TURNOVER, Role.DIVERSION})


class _Book:
    """Follows every Note through the rows: a day's balances are over all Notes, those without a row too."""

    def __init__(self, run: Run) -> None:
        self._issues = issues(run)[::-1]
        self._state: dict[str, _State] = {}
        self._totals = [0, 0, 0]
        self._standings: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self._turned_over: set[Role] = set()
        self._cited = run.instrument.cited

    def turn(self, day: date, rows: Sequence[Row]) -> _Moved:
        """Take in a day's rows; returns its sums."""
        while self._issues and self._issues[-1].date <= day:
            self._take(self._issues.pop())
        self._turned_over = {role for row in rows for role in row.roles if role in _OF_THE_DAY}
        for row in rows:
            self._take(row)
        known = rows and isinstance(rows[0], FullRow)
        besides = Besides(*map(sum, zip(*(row.besides for row in rows), strict=True))) if known else NOTHING_BESIDES
        sums: list[Any] = [*(sum(getattr(row, name) for row in rows) for name in MOVED), *self._totals, besides]
        return _Moved(*sums)

    def _take(self, row: Row) -> None:
        clauses = self._cited(tuple(role for role in row.roles if role not in _OF_THE_DAY))
        self._set(row.holder, (row.principal, row.interest_unpaid, row.expenses_unpaid, row.standing, clauses))

    def _set(self, holder: str, state: _State) -> None:
        before = self._state.get(holder)
        if before is not None:
            self._standings[before[3:]] -= 1
        for at in range(3):
            self._totals[at] += state[at] - (before[at] if before is not None else 0)  # type: ignore[operator]
        self._state[holder] = state
        self._standings[state[3:]] += 1

    @property
    def standing(self) -> str:
        """How the Notes stand on which something is owing; how many each way where not all alike."""
        owing = sorted(key for key, count in self._standings.items() if count and key[0] != "paid")
        today = self._cited(tuple(self._turned_over))
        if not owing:
            return _standing("paid", today)
        if len(owing) == 1:
            return _standing(owing[0][0], [*owing[0][1], *today])
        alike = [f"{self._standings[key]} {_standing(*key)}" for key in owing]
        return "; ".join([*alike, *today])


def _standing(standing: str, clauses: Sequence[str]) -> str:
    return " ".join([STANDINGS.get(standing, standing), ", ".join(clauses)]).strip()


def table(lines: Sequence[Day], totals: Sequence[Any]) -> Table:
    """The lines with their totals, and the same in fewer columns.

    Args:
        lines: what is shown.
        totals: the sums of all Notes, whichever are shown: a value for each of ``COLUMNS``.
    """
    if len({str(line.how) for line in lines if line.how}) == 1:
        lines = [line._replace(how="") for line in lines]  # the head of the page says it for all
    used = [at for at in range(len(COLUMNS)) if any(line[at] for line in (*lines, totals))]
    rows = [[line[at] for at in used] for line in lines]
    narrow = [_ledger(lines, Day(*totals))]
    return Table([COLUMNS[at] for at in used], rows, [totals[at] for at in used], narrow=narrow)


def _ledger(lines: Iterable[Day], totals: Day) -> Table:
    """The same facts in lines: what fell due, was paid, was turned over and is owing, each by component."""
    rows: list[list[Any]] = []
    for line in lines:
        entries = [*_moves(line), *_owing(line)]
        rows += [[None, None, *entry] for entry in entries]
        rows[-len(entries)][:2] = [line.date, line.holder]
    entries = list(_moves(totals))
    sums = [[None, None, *entry] for entry in entries]
    if sums:
        sums[0][0] = "TOTAL"
    rows += sums
    used = [at for at in range(len(LEDGER)) if any(row[at] for row in rows)]
    return Table([LEDGER[at] for at in used], [[row[at] for at in used] for row in rows])


def _moves(line: Day) -> Iterator[list[Any]]:
    if line.expenses_due or line.interest_due or line.principal_due:
        in_time = ["due, in time through ", line.timely] if line.timely else "due"
        yield [in_time, line.expenses_due, line.interest_due, line.principal_due]
    if line.expenses_paid or line.interest_paid or line.principal_paid:
        how = [", ", *parts_of(line.how)] if line.how else []
        yield [["paid", *how], line.expenses_paid, line.interest_paid, line.principal_paid]
    if line.interest_capitalised:
        yield ["interest added to principal", None, None, line.interest_capitalised]
    if line.turned_over:
        yield [["turned over ", Money(line.turned_over)], None, None, None]


def _owing(line: Day) -> Iterator[list[Any]]:
    state = line.standing if str(line.standing).startswith(STANDINGS["paid"]) else ["unpaid; ", line.standing]
    yield [state, line.expenses_unpaid, line.interest_unpaid, line.principal]
    if line.accrued_interest:
        yield ["accrued, not due", None, line.accrued_interest, None]
