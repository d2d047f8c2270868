"""The statement of one Holder for one month, as a value, and all of a month's."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from note_sched.document.events import IndexRate, PikElection
from note_sched.document.model import Document, Holder
from note_sched.faults import Faulty, Refusal
from note_sched.ledger.entries import Row
from note_sched.measure.months import Month
from note_sched.pages.values import Phrase
from note_sched.reports.answers.coming import ahead, coming_in_words, firsts
from note_sched.reports.statements.control import Control, Schedule, control
from note_sched.reports.statements.history import FallsDue, History, histories
from note_sched.reports.statements.month_end import EffectiveNotice, MonthEnd, Standings, Stood
from note_sched.reports.telling.wording import Names
from note_sched.simulation import simulate
from note_sched.simulation.outcome import Run


class Statement(NamedTuple):
    """One Holder's month. ``offering``: the principal of all Notes as issued, of which the Holder's is a share."""

    month: Month
    holder: Holder
    offering: int
    history: History
    state: MonthEnd
    stood: Sequence[Stood]
    notices: Sequence[EffectiveNotice]

    @property
    def id(self) -> str:
        """The month and the Holder: ``2009-03-alder``."""
        return f"{self.month}-{self.holder.id}"


class Statements(NamedTuple):
    """All statements of a month, in document order; the Holders who get none; what agrees with what.

    ``known``: the day of ``--known-at``, None: everything that the document says. ``coming``: by Holder what
    comes next, if it comes soon. ``assumed``: whether any of them tells of a payment that is assumed.
    """

    run: Run
    names: Names
    month: Month
    known: date | None
    statements: Sequence[Statement]
    without: Sequence[str]
    control: Control
    coming: Callable[[], Mapping[str, Phrase]]
    assumed: bool


def statements(document: Document, month: Month, known: date | None = None) -> Statements:
    """The statements of a month, from one run.

    Raises:
        Refusal: the month ends before the Note was issued.
    """
    issued = document.note.issue_date
    if month.last < issued:
        first = Month(issued.year, issued.month)
        raise Refusal(f"{month} ends before the issue date, {issued}", f"the first month with a statement is {first}")
    schedule = Schedule(month)
    run = simulate(document, ask=month.last, watch=False, traced=True, sink=schedule.take)
    standings = Standings(run, month)
    holders = {holder.id: holder for holder in document.holders}
    offering = sum(holder.principal for holder in document.holders)
    found = [
        Statement(
            month,
            holders[each.holder],
            offering,
            each,
            standings.of(each),
            standings.in_month(each.holder),
            standings.notices(each.holder),
        )
        for each in histories(run, month, _falls_due(document, month))
    ]
    named = {each.holder.id for each in found}
    without = [holder for holder in holders if holder not in named]
    agreed = control(run, schedule, [each.history for each in found])
    coming = cache(lambda: _coming(document, month, known))
    assumed = any(map(_tells_of_assumed, found))
    return Statements(run, Names(document), month, known, found, without, agreed, coming, assumed)


def _tells_of_assumed(statement: Statement) -> bool:
    """Whether a statement tells of a payment that is assumed."""
    history = statement.history
    return bool(history.year.interest_assumed or history.flows.paid_assumed.total)


def _falls_due(document: Document, month: Month) -> FallsDue | None:
    """What interest falls due after the month, where it runs in several ways: by a run in which nothing is paid."""
    if not document.terms.interest.in_several_ways:
        return None
    wanted, kept = document.simulation, (IndexRate, PikElection)
    until = min(filter(None, (wanted.assumed_through, month.last)))
    held = document._replace(
        simulation=replace(wanted, assumed_through=until),
        events=tuple(each for each in document.events if each.event.date <= month.last or isinstance(each.event, kept)),
    )

    @cache
    def falls_due(day: date) -> Mapping[str, int]:
        rows: list[Row] = []
        simulate(held, through=day, sink=rows.extend)
        return {row.holder: row.interest_due for row in rows if row.date == day}

    return lambda holder, day: falls_due(day).get(holder, 0)


def _coming(document: Document, month: Month, known: date | None) -> Mapping[str, Phrase]:
    """The first line of ``next`` for each Holder, as of the end of the month; none where that would be waited for."""
    try:
        of = ahead(simulate(document, ask=month.last, sink=lambda _: None), known)
        return (
            {}
            if of is None
            else {holder: coming_in_words(of, each, whose=False) for holder, each in firsts(of).items()}
        )
    except Faulty:  # a later transfer of more than is held: the month can be stated all the same
        return {}
