"""``next``: the to-do of who pays and of who watches, by date."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from note_sched.measure.business_days import LAST_DAY
from note_sched.pages.page import Column, Kind, Line, Page, Table, Tone, narrowed
from note_sched.pages.values import Said
from note_sched.reports.answers.coming import Ahead, Coming, coming, coming_in_words, first, may_be_paid
from note_sched.reports.answers.outlook import assumed
from note_sched.reports.telling.position import basis
from note_sched.simulation.outcome import Run

COLUMNS = (
    Column("date", Kind.DATE, "Date"),
    Column("kind", Kind.TEXT),
    Column("holders", Kind.LIST, "Notes"),
    Column("amount", Kind.MONEY, "Sum"),
    Column("timely_through", Kind.DATE, "In time through"),
    Column("payable", Kind.FLAG, "May be paid"),
    Column("payable_from", Kind.DATE, "From"),
    Column("payable_until", Kind.DATE, "Until"),
    Column("bars", Kind.LIST, "Barred by"),
    Column("default_from", Kind.DATE, "Event of Default from"),
    Column("clause", Kind.TEXT, "Clause"),
    Column("what", Kind.PHRASE, "What"),
)

PEOPLE = (
    Column("date", Kind.DATE, "Date"),
    Column("what", Kind.PHRASE, "What"),
    Column("holders", Kind.TEXT, "Notes"),
    Column("timely", Kind.DATE, "In time through"),
    Column("payable", Kind.PHRASE, "May it be paid"),
    Column("default", Kind.DATE, "If not: Event of Default from"),
    Column("clause", Kind.TEXT, "Clause"),
)


def to_do(of: Ahead, days: int, holders: Collection[str] = ()) -> Page:
    """What comes in so many days from the day asked about.

    Args:
        of: what lies ahead of that day.
        days: how many days, the last one counted.
        holders: whose to-do it is; without one everybody's.
    """
    last = of.day + timedelta(days=min(days, (LAST_DAY - of.day).days))
    found = coming(of, last, holders)
    record = Table(COLUMNS, [_row(of, each) for each in found])
    rows = [_shown(of, each) for each in found]
    used = [at for at in range(len(PEOPLE)) if PEOPLE[at].name == "date" or any(row[at] for row in rows)]
    table = Table([PEOPLE[at] for at in used], [[row[at] for at in used] for row in rows])
    wide = narrowed(table, ("date", "what", "holders"), ("date", "timely", "payable", "default", "clause"))
    data = {"schema_version": 1, "on": of.day, "through": last, "coming": record}
    following = found[0] if found else first(of, holders)
    headline: list[Any] = ["NOTHING IS LEFT TO DO"] if following is None else coming_in_words(of, following)
    if following is not None and not found:
        headline = ["Nothing through ", last, "; then ", *headline]
    bad = [each for each in found if each.owed and (each.roles or (each.default_from or date.max) <= of.day)]
    return Page(data, record, [wide] if found else [], _head(of.run, of.day, last), _NOTES, headline, _tone(bad))


def _tone(bad: list[Coming]) -> Tone:
    return Tone.MIXED if bad else Tone.PLAIN


def _head(run: Run, day: date, last: date) -> list[Line]:
    return [
        *assumed(run),
        Line("Note", run.document.note.title),
        Line("Borrower", run.document.note.borrower),
        Line("On", [day, " through ", last, "; recorded payments of the first day counted"]),
        Line("Payments", basis(run)),
    ]


_NOTES = [
    "Sums that fall due later are those if what falls due before is paid as soon as it may be.",
    "Whether they may be paid is judged on their last day in time.",
]


def _row(of: Ahead, each: Coming) -> tuple[Any, ...]:
    ids = [holder.id for holder in of.run.document.holders]
    whose = ids if None in each.holders else [holder for holder in ids if holder in each.holders]
    is_sum = bool(each.owed)
    return (
        each.date,
        each.kind,
        whose,
        each.cents if is_sum else None,
        each.timely,
        not each.roles if is_sum else None,
        each.free,
        each.until,
        list(of.run.instrument.cited(each.roles)),
        each.default_from,
        each.clause,
        Said(each.what),
    )


def _shown(of: Ahead, each: Coming) -> tuple[Any, ...]:
    whose = of.names.holders(each.holders)
    return (each.date, each.what, whose, each.timely, may_be_paid(of, each), each.default_from, each.clause)
