"""What an answer about a day rests on, and what comes after it: lines for the heads of several pages.

What was due before the day asked about may only be assumed as paid; who acts on the answer must know what it would be
if it was not. What comes next is the first line of ``next``.
"""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from msgspec.structs import replace

from note_sched.document.counting import business_days
from note_sched.document.returned import payments_kept
from note_sched.pages.page import Line
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.coming import Ahead, coming_in_words, first, notice_words, which
from note_sched.reports.answers.payoff import asked_of
from note_sched.reports.answers.verdict import barred_in_words, verdict_in_words
from note_sched.reports.telling.position import HeadLines
from note_sched.reports.telling.wording import join
from note_sched.simulation import simulate
from note_sched.simulation.outcome import Asked, Run

ASSUMED, NEXT, ON_ITS_WAY, BUSINESS_DAY = "Assumed paid", "Next", "On its way", "Next business day"


def outlook(of: Ahead, holders: Collection[str] = (), *, permission: bool = False) -> HeadLines:
    """The lines for a page about a day.

    Args:
        of: what lies ahead of it.
        holders: whose next step is told; without one everybody's.
        permission: whether the page says what may be paid that day, so that on another than a business day the next
            one matters.
    """
    before = [*(_business_day(of) if permission else ()), *next_line(of, holders), *_on_the_way(of)]
    return HeadLines(list(assumed(of.run)), before)


def next_line(of: Ahead, holders: Collection[str] = ()) -> Iterator[Line]:
    """The first line of ``next``."""
    found = first(of, holders)
    yield Line(NEXT, ["nothing is left to do"] if found is None else coming_in_words(of, found))


def _on_the_way(of: Ahead) -> Iterator[Line]:
    for at, each in enumerate(of.on_the_way()):
        yield Line("" if at else ON_ITS_WAY, [*notice_words(of.names, each), which(of, each.holders)])


def _business_day(of: Ahead) -> Iterator[Line]:
    """On a Saturday, what Monday brings; where the paper counts no business days there is none."""
    document = of.run.document
    following = business_days(document).roll(of.day)
    if following == of.day or document.terms.days.convention == "none":
        return
    asked = of.asked_on(following)
    due = sum(sum(position.due.values()) for position in asked.positions)
    barred = barred_in_words(asked, of.names)
    words: list[Phrase] = [verdict_in_words(asked), [Money(due), " is due"] if due else "", barred]
    yield Line(BUSINESS_DAY, [following, ": ", *join(filter(None, words), "; ")])


class _Answer(NamedTuple):
    """What is compared: the verdict in words, what is due, the Events of Default with the day of the first."""

    verdict: Phrase
    due: int
    defaults: str
    since: date | None


def assumed(run: Run) -> Iterator[Line]:
    """How much of what fell due before is only assumed as paid, what the record reaches to, and the other answer."""
    asked = asked_of(run)
    if not asked.assumed:
        return
    since: list[Any] = [" since ", asked.assumed_since] if asked.assumed_since else []
    words = [Money(asked.assumed), *since, ", not received as far as the record goes: ", *_record(run, asked)]
    wanted = replace(run.document.simulation, payments="recorded", recorded_through=None)
    unpaid = simulate(run.document._replace(simulation=wanted), ask=asked.day, watch=False, sink=lambda _: None)
    other = _answer(unpaid)
    same = _answer(run) == other
    yield Line(ASSUMED, [*words, ". If none of it was paid: ", *(["the same"] if same else _said(other))])


def _record(run: Run, asked: Asked) -> list[Any]:
    """Through when anything is recorded, before the day asked about."""
    wanted = run.document.simulation
    recorded = [event.date for event in payments_kept(run.document.events) if event.date <= asked.day]
    through = max([*recorded, *([wanted.recorded_through] if wanted.recorded_through else [])], default=None)
    if through is None or through < run.first_day:
        return ["no payment is recorded"]
    return ["nothing is recorded after ", through]


def _answer(run: Run) -> _Answer:
    asked = asked_of(run)
    existing = [each for each in run.defaults if each.exists_on(asked.day)]
    return _Answer(
        verdict_in_words(asked),
        sum(sum(position.due.values()) for position in asked.positions),
        ", ".join(run.instrument.cited([each.role for each in existing])),
        min((each.start for each in existing), default=None),
    )


def _said(answer: _Answer) -> list[Any]:
    due: Phrase = [Money(answer.due), " is due"] if answer.due else ""
    since: list[Any] = [" since ", answer.since] if answer.since else []
    default = [f"Event of Default under {answer.defaults}", *since] if answer.defaults else ["no Event of Default"]
    return join(filter(None, [answer.verdict, due, default]), "; ")
