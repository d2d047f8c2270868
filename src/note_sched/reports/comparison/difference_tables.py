"""What differs between two runs, as tables for people."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from note_sched.document.pairing import Pair
from note_sched.pages.page import Column, Kind, Table, narrowed, only
from note_sched.pages.values import Phrase
from note_sched.reports.comparison.differences import Barred, ColumnDifference, Difference, StandingDifference
from note_sched.reports.comparison.measures import FIGURES, FLOWS
from note_sched.reports.telling.wording import KINDS, Names, join
from note_sched.rules.defaults import EventOfDefault
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Declared

Heads = tuple[str, str]
"""What people call the first and the second side."""

PARTS = ("interest", "principal", "expenses")

_NONE = "-"


def difference_tables(found: Difference, names: Names, heads: Heads, holders: Collection[str] = ()) -> Iterator[Table]:
    """The tables that have rows: sums, Holders, windows, Events of Default, accelerations, days.

    Args:
        found: what differs.
        names: of both documents, or of the first.
        heads: headings of the two sides.
        holders: ids of whom lines are shown, all where empty; sums stay those of all.
    """
    yield from _sums(found, heads)
    yield from _by_holder(found, holders)
    yield from _maturities(found, heads)
    yield from _windows([pair for pair in found.windows if concerns(pair, holders)], names, heads)
    yield from _defaults([pair for pair in found.defaults if concerns(pair, holders)], names, heads)
    yield from _declared([pair for pair in found.accelerations if concerns(pair, holders)], names, heads)
    yield from _stands(found, names, heads, holders)
    yield from _payable(found, names, heads, holders)
    yield from _days(found, names, heads, holders)


def concerns(pair: Pair[Any], holders: Collection[str]) -> bool:
    """Whether one of a pair is about all Notes, or one of some Holders; none named: about any."""
    return not holders or any(each is not None and each.holder in (None, *holders) for each in pair)


def _sums(found: Difference, heads: Heads) -> Iterator[Table]:
    columns = (
        Column("figure", Kind.TEXT, "All Notes"),
        Column("first", Kind.MONEY, heads[0]),
        Column("second", Kind.MONEY, heads[1]),
        Column("more", Kind.CHANGE, "Difference"),
    )
    rows = [(FIGURES[each.name], each.first, each.second, each.more) for each in found.figures]
    if rows:
        yield Table(columns, rows)


def _by_holder(found: Difference, holders: Collection[str]) -> Iterator[Table]:
    """By how much each Holder's sums differ; where one Holder alone is concerned, the sums above say it."""
    shown = [figure for figure in found.holders if not holders or figure.holder in holders]
    whose = list(dict.fromkeys(figure.holder for figure in shown))
    if not whose or (
        len(whose) == 1 and not holders and {each[1:] for each in shown} == {e[1:] for e in found.figures}
    ):
        return
    used = [name for name in FIGURES if any(figure.name == name for figure in found.holders)]
    more = {(figure.holder, figure.name): figure.more for figure in shown}
    columns = [Column("holder", Kind.TEXT, "Holder"), *(Column(name, Kind.CHANGE, FIGURES[name]) for name in used)]
    rows = [(holder, *(more.get((holder, name), 0) for name in used)) for holder in whose]
    yield Table(columns, rows, ("TOTAL", *map(found.of, used)), title="Difference by Holder")


def _maturities(found: Difference, heads: Heads) -> Iterator[Table]:
    if found.maturity is None:
        return
    rows = [
        (label, *days)
        for label, days in zip(("Maturity", "In time through"), zip(*found.maturity, strict=True), strict=True)  # type: ignore[arg-type]
        if days[0] != days[1]
    ]
    yield Table(_two("Maturity", heads, Kind.DATE), rows)


def _two(first: str, heads: Heads, kind: Kind) -> tuple[Column, ...]:
    return Column("what", Kind.PHRASE, first), Column("first", kind, heads[0]), Column("second", kind, heads[1])


def grouped(pairs: Iterable[Any]) -> Iterator[tuple[Any, Any, list[str | None]]]:
    """Pairs that are the same but for the Holder, with all of whom they are true."""
    found: dict[str, tuple[Any, Any, list[str | None]]] = {}
    for first, second in pairs:
        bare = [each and each._replace(holder=None) for each in (first, second)]
        holder = (second if first is None else first).holder
        found.setdefault(repr(bare), (first, second, []))[2].append(holder)
    yield from found.values()


def _windows(pairs: Sequence[Pair[Window]], names: Names, heads: Heads) -> Iterator[Table]:
    rows = []
    for first, second, whose in grouped(pairs):
        any_ = second or first
        what = join([KINDS[any_.kind], names.cause(any_.kind, any_.cause)], ": ")
        clauses = " / ".join(dict.fromkeys(names.label(each.role) for each in (first, second) if each is not None))
        rows.append((what, names.holders(whose), span(first), span(second), clauses))
    columns = (
        Column("what", Kind.PHRASE, "Bar"),
        Column("holders", Kind.TEXT, "Notes"),
        Column("first", Kind.PHRASE, heads[0]),
        Column("second", Kind.PHRASE, heads[1]),
        Column("clause", Kind.TEXT, "Clause"),
    )
    if rows:
        yield Table(columns, rows, title="Bars that begin or end elsewhere (first and last day are inside)")


def span(window: Window | None) -> Phrase:
    """The days of a window: from when to when, void, or that there is none."""
    if window is None:
        return _NONE
    if not window.effective:
        return ["void on ", window.start]
    return [window.start, *([" to ", window.end] if window.end else [", no end known"])]


def _defaults(pairs: Sequence[Pair[EventOfDefault]], names: Names, heads: Heads) -> Iterator[Table]:
    rows = [
        (names.label(any_.role), names.holders(whose), _exists(first), _exists(second), names.said(any_.ground))
        for first, second, whose in grouped(pairs)
        for any_ in [second or first]
    ]
    columns = (
        Column("clause", Kind.TEXT, "Clause"),
        Column("holders", Kind.TEXT, "Notes"),
        Column("first", Kind.PHRASE, heads[0]),
        Column("second", Kind.PHRASE, heads[1]),
        Column("cause", Kind.TEXT, "Cause"),
    )
    if rows:
        yield Table(columns, rows, title="Events of Default that appear, vanish or last otherwise")


def _exists(default: EventOfDefault | None) -> Phrase:
    if default is None:
        return _NONE
    return [default.start, *([" to ", default.until] if default.until else [", no end recorded"])]


def _declared(pairs: Sequence[Pair[Declared]], names: Names, heads: Heads) -> Iterator[Table]:
    rows = []
    for first, second in pairs:
        any_ = second or first
        if any_ is not None:
            who = any_.holder or ", ".join(any_.holders) or "without a demand"
            rows.append(([who, ", ", any_.date], _validity(first, names), _validity(second, names)))
    if rows:
        yield Table(_two("Acceleration", heads, Kind.PHRASE), rows)


def _validity(declared: Declared | None, names: Names) -> Phrase:
    if declared is None:
        return _NONE
    due = "the Note falls due" if declared.holder else "all Notes fall due"
    return due if declared.valid else f"void: {names.said(declared.ground)}"


def _stands(found: Difference, names: Names, heads: Heads, holders: Collection[str]) -> Iterator[Table]:
    shown = [each for each in found.stands if not holders or each.holder in holders]
    rows = [
        (_days_of(each), names.holders(whose), *map(_bar, each[3:]))
        for each, _, whose in grouped((each, None) for each in shown)
    ]
    columns = (
        Column("days", Kind.PHRASE, "Days"),
        Column("holders", Kind.TEXT, "Notes"),
        Column("first", Kind.TEXT, heads[0]),
        Column("second", Kind.TEXT, heads[1]),
    )
    if rows:
        yield Table(columns, sorted(rows, key=lambda row: row[0][0]), title="Days on which more or less may be paid")


def _days_of(stand: StandingDifference) -> Phrase:
    if stand.end is None:
        return [stand.start, " on"]
    return [stand.start] if stand.end == stand.start else [stand.start, " to ", stand.end]


def _bar(barred: Barred) -> str:
    part, clauses = barred
    what = {"interest": "nothing", "principal": "all but principal", "": "all"}[part]
    return f"{what} ({', '.join(clauses)})" if clauses else what


def _payable(found: Difference, names: Names, heads: Heads, holders: Collection[str]) -> Iterator[Table]:
    cells = [cell for cell in found.payable_from if not holders or cell.holder in holders]
    groups: dict[tuple[str, date | None, date | None], list[str | None]] = {}
    for cell in cells:
        groups.setdefault((cell.column, cell.first, cell.second), []).append(cell.holder)
    rows = [
        (f"{part}, {names.holders(whose)}", *(day or "no day known" for day in days))
        for (part, *days), whose in groups.items()
    ]
    if rows:
        yield Table(_two("Payable from", heads, Kind.PHRASE), rows)


def _days(found: Difference, names: Names, heads: Heads, holders: Collection[str]) -> Iterator[Table]:
    """A line for each day and kind of sum that moves otherwise; balances that follow from it are for machines."""
    cells = [cell for cell in found.cells if cell.column in FLOWS and (not holders or cell.holder in holders)]
    rows = [row for day, on_day in groupby(cells, key=lambda cell: cell.date) for row in _day(day, list(on_day), names)]
    columns = (
        Column("date", Kind.DATE, "Date"),
        Column("holders", Kind.TEXT, "Notes"),
        Column("what", Kind.TEXT, "What"),
        Column("due_first", Kind.MONEY, f"Due: {heads[0]}"),
        Column("due_second", Kind.MONEY, heads[1]),
        Column("paid_first", Kind.MONEY, f"Paid: {heads[0]}"),
        Column("paid_second", Kind.MONEY, heads[1]),
        Column("over_first", Kind.MONEY, f"Turned over: {heads[0]}"),
        Column("over_second", Kind.MONEY, heads[1]),
    )
    if rows:
        used = [at for at in (3, 5, 7) if any(row[at] or row[at + 1] for row in rows)]
        shown = [columns[at].name for at in (0, 1, 2, *(at + side for at in used for side in (0, 1)))]
        narrow = [[*shown[:3], columns[at].name, columns[at + 1].name] for at in used]
        yield narrowed(only(Table(columns, rows, title="Days on which money moves otherwise"), shown), *narrow)


def _day(day: date, cells: Sequence[ColumnDifference], names: Names) -> Iterator[Sequence[Any]]:
    """Per kind of sum what fell due and was paid that day in both runs, over the Notes where it differs."""
    for part in PARTS:
        those = [cell for cell in cells if cell.column in (f"{part}_due", f"{part}_paid")]
        if those:
            due, paid = (_both(those, f"{part}_{what}") for what in ("due", "paid"))
            yield day, names.holders(cell.holder for cell in those), part, *due, *paid, None, None
    over = [cell for cell in cells if cell.column == "turned_over"]
    if over:
        yield day, names.holders(cell.holder for cell in over), "turned over", *[None] * 4, *_both(over, "turned_over")


def _both(cells: Iterable[ColumnDifference], column: str) -> tuple[int | None, int | None]:
    """The sums of a column in both runs; None where it does not differ."""
    those = [cell for cell in cells if cell.column == column]
    if not those:
        return None, None
    return sum(cell.first for cell in those), sum(cell.second for cell in those)
