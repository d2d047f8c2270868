"""Where things stand on a day that the record itself names: there is no hidden "today" in any figure."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from note_sched.document.counting import ladder_of
from note_sched.document.events import Payment, SeniorMaturity
from note_sched.document.model import Document
from note_sched.document.returned import payments_kept
from note_sched.measure.business_days import DAY
from note_sched.pages.page import Line
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.verdict import default_from
from note_sched.reports.telling.wording import join, sums_in_words
from note_sched.simulation import simulate
from note_sched.simulation.outcome import COMPONENTS, Asked, Run

MOST_HOLDERS = 2_000
"""With more Holders the position is left to ``payoff``: it takes a second run."""


class DayView(NamedTuple):
    """The positions at the end of a day, assumed payments of that day not counted, and why that day."""

    asked: Asked
    why: str


class HeadLines(NamedTuple):
    """Lines for the head of an answer about a day: what of the past it rests on (``behind``), and what comes next."""

    behind: Sequence[Line]
    before: Sequence[Line]


def look(document: Document, known: date | None = None) -> DayView | None:
    """The position on the day that the record suggests; None where there are too many Holders to look twice.

    Args:
        document: a sound one.
        known: the day of ``--known-at``, which comes first.
    """
    if len(document.holders) > MOST_HOLDERS:
        return None
    day, why = reference(document, known)
    asked = simulate(document, ask=day, sink=lambda _: None).asked
    return None if asked is None else DayView(asked, why)


def look_at(document: Document, day: date) -> DayView:
    """The position on a day that was asked about."""
    asked = simulate(document, ask=day, sink=lambda _: None).asked
    assert asked is not None  # noqa: S101 (it was asked)
    return DayView(asked, "the day asked about")


def reference(document: Document, known: date | None = None) -> tuple[date, str]:
    """The day, on or after the first issue, that the record itself suggests to look at, and why that day."""
    first = document.note.issue_date
    if known is not None:
        return (known, "as known then") if known >= first else (first, "the issue date")
    recorded = document.simulation.recorded_through
    if recorded is not None and document.simulation.payments == "assumed" and recorded >= first:
        return recorded, "through which payments are recorded"
    happened = [each.event for each in document.events if not isinstance(each.event, SeniorMaturity)]
    last = max((event.date for event in happened), default=first)  # a maturity is known beforehand: the record may end
    if any(isinstance(event, Payment) and event.date == last for event in happened):
        return max(last, first), "the last recorded payment"
    return (last, "the last event on record") if last > first else (first, "the issue date")


def position_lines(run: Run, seen: DayView | None) -> list[Line]:
    """What is owing, what clears the arrears, and what falls due next."""
    if seen is None:
        return [Line("Position", "`payoff --as-of DATE` gives it for so many Holders")]
    asked = seen.asked
    owing: list[Any] = sums_in_words(
        [
            ("principal", sum(position.principal for position in asked.positions)),
            ("interest due", sum(position.interest_unpaid for position in asked.positions)),
            ("interest accrued and not yet due", sum(position.accrued for position in asked.positions)),
            ("expenses", sum(position.expenses_unpaid for position in asked.positions)),
            ("premium due", sum(position.premium_due for position in asked.positions)),
        ]
    )
    return [
        Line("Position", _moment(run, asked.day, seen.why)),
        Line("  Owing", owing or "nothing"),
        Line("  Arrears", _arrears(run, asked)),
        Line("  Next due", _next_due(run, asked)),
    ]


def _moment(run: Run, day: date, why: str) -> list[Any]:
    """The end of the day, and why that day; what the page shows as assumed on it is said not to be counted."""
    assumed = sum(row.assumed for row in run.rows if row.date == day)
    but: list[Any] = ["; the ", Money(assumed), " assumed as paid that day, as the schedule has it, not counted"]
    return ["at the end of ", day, f", {why}", *(but if assumed else [])]


def payments(run: Run) -> Phrase:
    """Through when payments are recorded, from when they are assumed, and how much of what is shown as paid is."""
    totals = run.totals
    if run.document.simulation.payments == "recorded":
        return basis(run)
    if not totals.assumed:
        return [*basis(run), "; nothing shown as paid is assumed"]
    how_much: list[Any] = ["all of the "] if totals.paid == totals.assumed else [Money(totals.assumed), " of the "]
    return [*basis(run), ". Assumed, not received: ", *how_much, Money(totals.paid), " shown as paid"]


def if_received(asked: Asked) -> list[Any]:
    """What must be added where it is said that nothing is owed: some of it may only be assumed as paid."""
    return [", IF ", Money(asked.assumed), " was received that is not on record"] if asked.assumed else []


def assumed_line(asked: Asked) -> Iterator[Line]:
    """How much of what fell due before the day asked about is only assumed as paid, and since when."""
    if asked.assumed:
        since = [" since ", asked.assumed_since] if asked.assumed_since else []
        words = [Money(asked.assumed), *since, ", not on record: what of it was not received is owed too"]
        yield Line("Assumed paid", words)


def basis(run: Run) -> list[Any]:
    """Through when payments are recorded, and from when they are assumed."""
    wanted, first = run.document.simulation, run.first_day
    if wanted.payments == "recorded":
        return ["as recorded; none is assumed"]
    recorded = [event.date for event in payments_kept(run.document.events)]
    until: list[Any] = [] if wanted.assumed_through is None else [" through ", wanted.assumed_through]
    if wanted.recorded_through is not None and wanted.recorded_through >= first:
        through = wanted.recorded_through
        return ["recorded through ", through, "; assumed from ", through + DAY, *until]
    if recorded:
        return ["those recorded, the last on ", max(recorded), "; whatever else was payable is assumed as paid", *until]
    return ["none is recorded; assumed from ", first, *until]


def _arrears(run: Run, asked: Asked) -> Phrase:
    due = {part: sum(position.due[part] for position in asked.positions) for part in COMPONENTS}
    total = sum(due.values())
    if not total:
        return "none"
    first = min((day for day in map(default_from, asked.positions) if day), default=None)
    timely = {position.oldest_timely for position in asked.positions}
    if first is None:
        state: list[Any] = ["no Event of Default comes of it"]
    elif first <= asked.day:
        state = ["in default since ", first]
    else:
        state = ["in time through " if first - DAY in timely else "in its grace through ", first - DAY]
    what: list[Any] = [Money(total), " clears all that is due and unpaid on ", asked.day, " ("]
    premium = sum(position.premium_due for position in asked.positions)
    parts = due | {"principal": due["principal"] - premium, "premium": premium}
    what += [*sums_in_words(parts.items()), "), ", *state]
    barred = sum(position.due[part] for position in asked.positions for part in COMPONENTS if position.bars[part])
    clauses = run.instrument.cited([bar.role for position in asked.positions for bar in position.all_bars])
    return [*what, "; ", Money(barred), f" of it barred that day ({', '.join(clauses)})"] if barred else what


def _next_due(run: Run, asked: Asked) -> Phrase:
    sums_due: dict[str, int] = {}
    first = None
    for row in run.rows:
        if row.date <= asked.day or not (row.interest_due or row.principal_due or row.expenses_due):
            continue
        if first is not None and row.date != first:
            break
        first = row.date
        fell_due = (row.expenses_due, row.interest_due, row.principal_due, row.besides.premium_due)
        for what, cents in zip((*COMPONENTS, "premium"), fell_due, strict=True):
            sums_due[what] = sums_due.get(what, 0) + cents
    if first is not None:
        return join([_in_time(run, first), sums_in_words(sums_due.items())], ": ")
    if not any(position.principal for position in asked.positions):
        return "nothing more"
    ladder, maturity = ladder_of(run.document), run.maturity.date
    days = [maturity] if maturity > asked.day else []
    if ladder is not None and (days or run.document.terms.interest.after_maturity == "schedule"):
        days.append(ladder.following(asked.day))
    if not days:
        return "nothing by itself: interest is paid with any payment"
    day = min(days)
    return [*_in_time(run, day), "; the schedule below ends before" if day > run.through else ""]


def _in_time(run: Run, day: date) -> list[Any]:
    """The nominal day and, where it differs, the last one on which payment is in time."""
    timely = run.timely(day)
    return [day] if timely == day else [day, ", in time through ", timely]
