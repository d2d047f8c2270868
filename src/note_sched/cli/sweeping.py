"""``sweep``: on which day to give a notice, or to accelerate."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from note_sched.cli import options
from note_sched.cli.documents import Ask, about_document
from note_sched.cli.opening import day_of, report
from note_sched.cli.taking import Option
from note_sched.faults import Faulty, Refusal, TypedEvent
from note_sched.measure.business_days import DAY

if TYPE_CHECKING:
    from note_sched.document.model import Document

MOST_DAYS = 3_660
"""Ten years of days: each costs a run."""


class DrawnFormat(StrEnum):
    """How an answer is printed that is drawn too: as answers are, and as a page with its picture."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    HTML = "html"


DrawnForm = Annotated[
    DrawnFormat | None, Option("--format", show_default=options.USUAL_FORM, help="How to print the answer.")
]


class Whom(StrEnum):
    """For whom a day is the best."""

    SENIOR = "senior"
    HOLDERS = "holders"


@about_document(form=DrawnForm)
def sweep(
    ask: Ask,
    event: Annotated[
        str,
        Option("--event", metavar="EVENT", help="As --add takes it, without the date: 'blockage_notice defaults=d1'."),
    ],
    first: Annotated[str, Option("--from", metavar="DATE", help="The first day that is tried.")],
    last: Annotated[str, Option("--to", metavar="DATE", help="The last one.")],
    vary: Annotated[
        list[str] | None,
        Option(
            "--vary",
            metavar="KEY",
            show_default="date",
            help="Which date of the event runs: received.others (repeatable).",
        ),
    ] = None,
    whom: Annotated[
        Whom | None,
        Option("--best-for", show_default="who gives the event", help="Whose best and worst days are marked."),
    ] = None,
    through: Annotated[
        str | None, Option("--through", metavar="DATE", help="The last day that is played, for all.")
    ] = None,
) -> None:
    """A row for every day on which an event could be: what it would hold back, let go, turn over, in dollars and days.

    A day on which it cannot be is a row with its fault.
    """
    from note_sched.cli.progress import progress
    from note_sched.reports.comparison.sweep import ImpossibleDay, SweptEvent, side_of, sweep, sweep_page

    target = ask.aim(tuple(DrawnFormat))
    keys = vary or ["date"]
    days = _days(day_of(first, "--from"), day_of(last, "--to"))
    _refuse_written(event, keys)
    asked = SweptEvent(event, days, whom or side_of(event), None if through is None else day_of(through, "--through"))
    bar = progress(days, "Days", len(days))
    found = sweep(ask.opened.document, lambda day: _dated(ask, event, keys, day), asked, lambda: next(bar, None))
    next(bar, None)  # to its end
    if all(isinstance(each, ImpossibleDay) for each in found.days):
        _refuse_all(ask, event, keys, days[0])
    ask.answer(sweep_page(found, drawn=target.form is DrawnFormat.HTML), found.run, target)


def _added(ask: Ask, event: str, keys: Sequence[str], day: date) -> list[str]:
    dated = " ".join([event, *(f"{key}={day}" for key in keys)])
    return [*ask.opened.added, TypedEvent(dated, "--event", event)]


def _dated(ask: Ask, event: str, keys: Sequence[str], day: date) -> "Document":
    """The document with the event on a day.

    Raises:
        Faulty: it cannot be on that day.
    """
    from note_sched.document.known import known_at
    from note_sched.document.load import load

    opened = ask.opened
    document = load(opened.raw, opened.overrides, _added(ask, event, keys, day), opened.beside)
    return document if opened.known is None else known_at(document, opened.known)


def _refuse_all(ask: Ask, event: str, keys: Sequence[str], day: date) -> None:
    """The event can be on no day: its faults on the first, with their excerpts, and exit 2."""
    try:
        _dated(ask, event, keys, day)
    except Faulty as faulty:
        report(faulty, ask.opened.name, ask.opened.raw, _added(ask, event, keys, day))


def _days(first: date, last: date) -> Sequence[date]:
    count = (last - first).days + 1
    if count < 1:
        raise Refusal(f"--to {last} is before --from {first}", "name the earlier day with --from")
    if count > MOST_DAYS:
        raise Refusal(f"--from {first} --to {last} are {count:,} days", f"ask for {MOST_DAYS:,} at most")
    return [first + DAY * passed for passed in range(count)]


def _refuse_written(event: str, keys: Sequence[str]) -> None:
    for key in keys:
        if f" {key}=" in event:
            raise Refusal(f"--event says {key}=, which is to run from --from to --to", f"leave {key}= out of --event")
