"""Trying an event on every day of a range: what ``sweep`` and ``report --sweep`` take, and what they refuse."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from note_sched.cli.documents import Ask
from note_sched.cli.opening import day_of, report
from note_sched.cli.taking import Option
from note_sched.faults import Faulty, Refusal, TypedEvent
from note_sched.measure.business_days import DAY
from note_sched.record import Record

if TYPE_CHECKING:
    from note_sched.document.model import Document
    from note_sched.document.tree import Source
    from note_sched.reports.comparison.sweep import Swept

MOST_DAYS = 3_660
"""Ten years of days: each costs a run."""


class Whom(StrEnum):
    """For whom a day is the best."""

    SENIOR = "senior"
    HOLDERS = "holders"


Vary = Annotated[
    list[str] | None,
    Option(
        "--vary",
        metavar="KEY",
        show_default="date",
        help="Which date of the event runs: received.others (repeatable).",
    ),
]
BestFor = Annotated[
    Whom | None,
    Option("--best-for", show_default="who gives the event", help="Whose best and worst days are marked."),
]


class Wanted(Record, frozen=True):
    """An event and the days on which it is tried, as they were written; ``option`` names the event.

    ``keys``: of the event, those whose dates run. ``whom`` None: who gives it.
    """

    option: str
    event: str
    first: str
    last: str
    keys: Sequence[str]
    whom: Whom | None = None
    through: str | None = None

    def added(self, ask: Ask, day: date) -> list[str]:
        """What is supposed with the event on a day."""
        dated = " ".join([self.event, *(f"{key}={day}" for key in self.keys)])
        return [*ask.opened.added, TypedEvent(dated, self.option, self.event)]


def swept(ask: Ask, wanted: Wanted) -> "Swept":
    """The event on every day of its range, each held against the document without it.

    Raises:
        Refusal: there is no such range, or the event names what is to run.
        SystemExit: it can be on no day; its faults have been told.
    """
    from note_sched.cli.progress import progress  # noqa: PLC0415 (after the command line has been understood)
    from note_sched.document.source import read_source  # noqa: PLC0415 (as above)
    from note_sched.reports.comparison.sweep import ImpossibleDay, SweptEvent, side_of, sweep  # noqa: PLC0415 (as above)

    days = _days(day_of(wanted.first, "--from"), day_of(wanted.last, "--to"))
    _refuse_written(wanted)
    through = None if wanted.through is None else day_of(wanted.through, "--through")
    asked = SweptEvent(wanted.event, days, wanted.whom or side_of(wanted.event), through)
    bar, tree = progress(days, "Days", len(days)), read_source(ask.opened.raw)
    found = sweep(ask.opened.document, lambda day: _dated(ask, wanted, day, tree), asked, lambda: next(bar, None))
    next(bar, None)  # to its end
    if all(isinstance(each, ImpossibleDay) for each in found.days):
        _refuse_all(ask, wanted, days[0])
    return found


def _dated(ask: Ask, wanted: Wanted, day: date, tree: "Source | None" = None) -> "Document":
    """The document with the event on a day; ``tree``: of its file, which is read once for all days.

    Raises:
        Faulty: it cannot be on that day.
    """
    from note_sched.document.known import known_at  # noqa: PLC0415 (as above)
    from note_sched.document.load import load  # noqa: PLC0415 (as above)

    opened = ask.opened
    document = load(opened.raw, opened.overrides, wanted.added(ask, day), opened.beside, tree)
    return document if opened.known is None else known_at(document, opened.known)


def _refuse_all(ask: Ask, wanted: Wanted, day: date) -> None:
    """The event can be on no day: its faults on the first, with their excerpts, and exit 2."""
    try:
        _dated(ask, wanted, day)
    except Faulty as faulty:
        report(faulty, ask.opened.name, ask.opened.raw, wanted.added(ask, day))


def _days(first: date, last: date) -> Sequence[date]:
    count = (last - first).days + 1
    if count < 1:
        raise Refusal(f"--to {last} is before --from {first}", "name the earlier day with --from")
    if count > MOST_DAYS:
        raise Refusal(f"--from {first} --to {last} are {count:,} days", f"ask for {MOST_DAYS:,} at most")
    return [first + DAY * passed for passed in range(count)]


def _refuse_written(wanted: Wanted) -> None:
    for key in wanted.keys:
        if f" {key}=" in wanted.event:
            raise Refusal(
                f"{wanted.option} says {key}=, which is to run from --from to --to",
                f"leave {key}= out of {wanted.option}",
            )
