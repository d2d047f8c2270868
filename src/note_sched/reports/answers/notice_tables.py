"""What blockage notices do on a day, and what a notice of each Senior default could still do.

A default that existed during a Blockage Event is used up for good; a covenant on which one commenced is free again
after twelve months (1(d)(ii)).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from note_sched.document.events import SeniorDefault
from note_sched.reports.answers.payoff import asked_of
from note_sched.rules.alike import Alike
from note_sched.rules.blockage import Served
from note_sched.rules.ground import Ground
from note_sched.simulation.outcome import Run


class Prospects(NamedTuple):
    """What a notice of a Senior default could still found for some Notes; the fields are the keys of json."""

    default: str
    holders: Sequence[str]
    can_block: bool
    first: date | None
    end: date | None
    clause: str
    reason: str | None
    covenant_free: date | None


class Noticed(NamedTuple):
    """What became of a notice of one default, for some Notes; ``ground``: why it is void."""

    line: int
    default: str
    holders: Sequence[str]
    effective_on: date
    state: str
    until: date | None
    ground: Ground | None


def _by_members(run: Run, of: Mapping[str, Iterable[tuple[Any, ...]]]) -> dict[tuple[Any, ...], list[str]]:
    """Facts that are the same for several groups of Holders, with all their Holders."""
    found: dict[tuple[Any, ...], list[str]] = {}
    for name, facts in of.items():
        for fact in facts:
            found.setdefault(fact, []).extend(run.members[name])
    return found


def on_the_way(run: Run) -> bool:
    """Whether some notice becomes effective after the day asked about."""
    day = asked_of(run).day
    return any(effective > day for alike in run.alike.values() for effective in alike.served)


def noticed(run: Run, whole: Run | None = None) -> Iterator[Noticed]:
    """Every blockage notice, and what it does on the day asked about.

    Args:
        run: one that was asked about a day.
        whole: a run of the same document to its end: it knows what comes of a notice effective after that day.
    """
    day = asked_of(run).day
    later = {} if whole is None else whole.alike
    facts = {name: list(_served(alike, later.get(name), run, day)) for name, alike in run.alike.items()}
    for (line, default, effective, state, until, ground), whose in _by_members(run, facts).items():
        yield Noticed(line, default, whose, effective, state, until, ground)


def _served(alike: Alike, later: Alike | None, run: Run, day: date) -> Iterator[tuple[Any, ...]]:
    for effective in sorted(alike.served):
        for served in alike.served[effective]:
            for default in dict.fromkeys(served.notice.defaults):
                if effective > day:
                    yield served.line, default, effective, "not yet effective", *_to_come(later, served, default)
                else:
                    yield served.line, default, effective, *_state(alike, served, default, run, day)


def _to_come(alike: Alike | None, served: Served, default: str) -> tuple[date | None, Ground | None]:
    """How long a notice that is on its way will block, if its end is known, or why it will not block at all."""
    if alike is None:
        return None, None
    for void in alike.history.void:
        if (void.notice, void.default) == (served.order, default):
            return None, void.ground
    ends = [each.end for each in alike.history.events if (each.notice, each.default.id) == (served.order, default)]
    return (ends[0] if ends else None), None


def _state(alike: Alike, served: Served, default: str, run: Run, day: date) -> tuple[str, date | None, Ground | None]:
    for void in alike.history.void:
        if (void.notice, void.default) == (served.order, default):
            return "void", None, void.ground
    for event in alike.history.events:
        if (event.notice, event.default.id) == (served.order, default):
            if event.runs(day):
                suspended = run.overrides.lift(day)
                return ("suspended" if suspended else "blocks"), event.end, None
            return ("not yet effective", event.end, None) if day < event.start else ("ended", event.end, None)
    return "void", None, None


def prospects(run: Run) -> Iterator[Prospects]:
    """Every Senior default that has occurred, and what a notice of it could still found."""
    day = asked_of(run).day
    occurred = [written.event for written in run.document.events if isinstance(written.event, SeniorDefault)]
    facts = {
        name: [tuple(alike.history.prospect(event.id, day, run.overrides)) for event in occurred if event.date <= day]
        for name, alike in run.alike.items()
    }
    for (default, first, end, role, ground, free), whose in _by_members(run, facts).items():
        reason = run.said(ground) or None
        yield Prospects(default, whose, first is not None, first, end, run.label(role), reason, free)
