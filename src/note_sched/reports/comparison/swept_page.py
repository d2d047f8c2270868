"""What a sweep found, as a page of its own and as a chapter of another: the curve, and a row for every day."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from note_sched.pages.curve import Curve, CurveLine, Standing
from note_sched.pages.page import Column, Fold, Kind, Line, Page, Prose, Table, only
from note_sched.pages.values import Increase, Money, Phrase, parts_of
from note_sched.reports.comparison.sweep import HOLDERS, SENIOR, ImpossibleDay, Swept, SweptDay

COLUMNS = (
    Column("date", Kind.DATE, "Day"),
    Column("mark", Kind.TEXT, "Mark"),
    Column("blocked", Kind.MONEY, "Held back more"),
    Column("freed", Kind.MONEY, "Held back less"),
    Column("turned_over", Kind.CHANGE, "Turned over"),
    Column("paid", Kind.CHANGE, "Paid"),
    Column("unpaid", Kind.CHANGE, "Unpaid at the end"),
    Column("dollar_days", Kind.CHANGE, "Dollar-days in hand"),
    Column("days_blocked", Kind.COUNT, "Days barred more"),
    Column("days_freed", Kind.COUNT, "Days barred less"),
    Column("remarks", Kind.TEXT, "Remarks"),
    Column("fault", Kind.TEXT, "Fault"),
)

BEST, WORST = "best", "worst"


def sweep_page(swept: Swept, *, drawn: bool = False) -> Page:
    """The page of a sweep; ``drawn``: with its curve, where it is for a form that draws."""
    best, worst = swept.extremes()
    record = _record(swept)
    data = {
        "schema_version": 1,
        "event": swept.event,
        "through": swept.through,
        "best_for": swept.side,
        "best": list(best),
        "worst": list(worst),
        "days": record,
    }
    head = [
        Line("Event", swept.event),
        Line("Days", _range(swept)),
        Line("Against", ["the same without it, both played through ", swept.through]),
        Line("Best for", f"{_WHOM[swept.side]}"),
    ]
    tables: list[Table | Curve] = list(_curve(swept)) if drawn else []
    return Page(data, record, [*tables, _shown(record)], head, headline=_headline(swept))


def sweep_chapter(swept: Swept) -> list[Curve | Prose | Fold]:
    """What a sweep found, on a page of other things: the curve under its finding, how it was found, the rows folded."""
    best, worst = swept.extremes()
    title = f"On which day: {swept.event}"
    finding: Phrase = _headline(swept)
    if best:
        whom = "Senior" if swept.side == SENIOR else "the Holders"
        finding = [*_named(f"Best for {whom} on ", best), *_named("; worst on ", worst)]
    curve = [each._replace(title=title, finding=finding) for each in _curve(swept)]
    tried: Phrase = [
        f"{swept.event}: tried on each day from ",
        *_range(swept),
        ", each held against the same without it",
    ]
    how: list[Phrase] = [[*parts_of(_headline(swept)), "."], [*tried, ", both played through ", swept.through, "."]]
    if best:
        how.append(f"Best for {_WHOM[swept.side]}. {_DOLLAR_DAYS}")
    days = len(swept.days)
    impossible = sum(isinstance(each, ImpossibleDay) for each in swept.days)
    cannot = f", on {impossible} of which it cannot be" if impossible else ""
    rows = Fold("Day by day, what it would change", [_shown(_record(swept))], f"{days} days{cannot}", printed=False)
    return [*curve, Prose(how, title="" if curve else title), rows]


def _named(word: str, days: Sequence[date]) -> list[Any]:
    more = len(days) - 1
    return [word, days[0], f" and {more} more day{'s' if more > 1 else ''}" if more else ""]


_DOLLAR_DAYS = (
    "Dollar-days in hand: every dollar that is paid to the Holders and that they keep, times the days from then to the "
    "last day."
)


def _record(swept: Swept) -> Table:
    """A row a day."""
    best, worst = swept.extremes()
    marks = {**dict.fromkeys(best, BEST), **dict.fromkeys(worst, WORST)}
    rows: list[Sequence[Any]] = []
    for each in swept.days:
        if isinstance(each, ImpossibleDay):
            rows.append((each.date, *[None] * (len(COLUMNS) - 2), each.why))
        else:
            rows.append((each.date, marks.get(each.date, ""), *each[1:], None))
    return Table(COLUMNS, rows)


def _shown(record: Table) -> Table:
    """The columns in which something stands."""
    used = [column.name for at, column in enumerate(COLUMNS) if at < _ALWAYS or any(row[at] for row in record.rows)]
    return only(record, used)


def _range(swept: Swept) -> list[Any]:
    return [swept.days[0].date, " to ", swept.days[-1].date]


def _curve(swept: Swept) -> Iterator[Curve]:
    """By what days are judged, and below it what else the event changes; nothing where it changes none of it."""
    best, worst = swept.extremes()
    days = [each if isinstance(each, SweptDay) else None for each in swept.days]
    lines = [
        CurveLine(
            column.heading or column.name, [None if each is None else getattr(each, column.name) for each in days]
        )
        for column in COLUMNS
        if column.name in _DRAWN
    ]
    if not any(any(line.cents) for line in lines):
        return
    judged, *others = sorted(lines, key=lambda line: line.name != _JUDGED)
    standings = {**dict.fromkeys(best, Standing.BEST), **dict.fromkeys(worst, Standing.WORST)}
    shown = [judged, *(line for line in others if any(line.cents))]
    yield Curve(swept.event, [each.date for each in swept.days], shown, list(map(_day_in_words, swept.days)), standings)


def _day_in_words(day: SweptDay | ImpossibleDay) -> Phrase:
    if isinstance(day, ImpossibleDay):
        return [day.date, f": it cannot be; {day.why}"]
    return [
        day.date,
        ": ",
        Increase(day.dollar_days),
        " dollar-days in hand; ",
        Money(day.blocked),
        f" held back more, {day.days_blocked} days barred more; ",
        Money(day.freed),
        f" held back less, {day.days_freed} days barred less; ",
        Increase(day.turned_over),
        " turned over",
        f"; {day.remarks}" if day.remarks else "",
    ]


_DRAWN = ("blocked", "freed", "turned_over", "dollar_days")
_JUDGED = next(column.heading for column in COLUMNS if column.name == "dollar_days")
_ALWAYS = 4
_WHOM = {
    SENIOR: "Senior: the Holders have the fewest dollar-days in hand",
    HOLDERS: "the Holders: they have the most dollar-days in hand",
}


def _headline(swept: Swept) -> Phrase:
    best, worst = swept.extremes()
    if not best:
        days = [each for each in swept.days if isinstance(each, SweptDay)]
        if len({each[1:-1] for each in days}) > 1:
            return "No day is better than another: the dollar-days in hand are the same on each"
        return "Every day is alike" if days else "It can be on no day"
    of = {each.date: each for each in swept.days if isinstance(each, SweptDay)}
    return [*_told("Best", best, of), "; ", *_told("worst", worst, of)]


def _told(word: str, days: Sequence[date], of: Mapping[date, SweptDay]) -> list[Any]:
    first = of[days[0]]
    others = f" and {len(days) - 1} more" if len(days) > 1 else ""
    told: list[Any] = [f"{word} ", days[0], f"{others} ("]
    told += [Increase(first.dollar_days), " dollar-days in hand; ", Money(first.blocked), " held back, "]
    return [*told, Money(first.freed), " let go)"]
