"""``compare``: two documents, or one in two versions: the first day that differs, what differs, and why."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import zip_longest
from typing import Any, NamedTuple

from note_sched.document.changes import changes_between
from note_sched.document.model import Document
from note_sched.pages.page import Column, Kind, Line, Page, Table, Tone, only
from note_sched.pages.values import Money, Phrase, parts_of
from note_sched.reports.answers.schedule_rows import COLUMNS
from note_sched.reports.comparison.difference_data import difference_data, figures_data
from note_sched.reports.comparison.difference_tables import difference_tables, span
from note_sched.reports.comparison.differences import Difference, difference
from note_sched.reports.comparison.disagreements import INSTRUCTIONS, Cite, Disagreement, told
from note_sched.reports.comparison.effects import Effect, effects, first_told, what_differs, why_untried
from note_sched.reports.comparison.first_day import to_the_day
from note_sched.reports.comparison.measures import PAID, Measured, measure
from note_sched.reports.telling.position import basis
from note_sched.reports.telling.wording import Names, join
from note_sched.simulation.outcome import Run
from note_sched.simulation.plays import Plays

HEADS = ("first", "second")

EFFECTS = ("held_back", "turned_over", "unpaid")
"""Sums by which csv tells what a fact changes, after what is paid."""

RECORD = (
    Column("part"),
    Column("date", Kind.DATE),
    Column("holder"),
    Column("what", Kind.PHRASE),
    Column("first", Kind.PHRASE),
    Column("second", Kind.PHRASE),
    Column("difference", Kind.PHRASE),
    Column("effect"),
    Column("effect_from", Kind.DATE),
    *(Column(f"effect_{name}", Kind.MONEY) for name in ("paid", *EFFECTS)),
)

FACTS = (
    Column("part", Kind.TEXT, "Part"),
    Column("what", Kind.PHRASE, "Fact"),
    Column("first", Kind.PHRASE, "First"),
    Column("second", Kind.PHRASE, "Second"),
    Column("where", Kind.PHRASE, "Where"),
    Column("effect", Kind.PHRASE, "What it changes"),
)


class Side(NamedTuple):
    """One of the two: how it is called, what it says, and how its lines are named."""

    name: str
    document: Document
    cite: Cite


class Compared(NamedTuple):
    """Both runs, through the same day: the later of their last days, so that what differs is no horizon.

    ``effects``: what each of ``facts`` changes alone; empty where ``untried`` says why they were not tried.
    """

    first: Side
    second: Side
    runs: tuple[Run, Run]
    through: date
    found: Difference
    facts: Sequence[Disagreement]
    effects: Sequence[Effect]
    untried: str

    @property
    def differs(self) -> bool:
        """Whether a figure, a day, a bar, an Event of Default or where to pay differs; no other fact does alone."""
        return not self.found.is_empty or self.is_paid_elsewhere

    @property
    def is_paid_elsewhere(self) -> bool:
        """Whether the payment instructions differ: no sum does for that, but money would go astray."""
        return any(fact.part == "note" and fact.what == INSTRUCTIONS for fact in self.facts)


def runs_of(first: Side, second: Side) -> int:
    """How many times ``step`` is called at most: for a bar of progress."""
    count = len(list(changes_between(first.document, second.document)))
    return 2 + (0 if why_untried(count, first.document, second.document) else count)


def compare(first: Side, second: Side, step: Callable[[], object] = lambda: None) -> Compared:
    """Play both documents through the later of their default last days.

    Args:
        first: one of the two.
        second: the other.
        step: called after each of both, and for each fact that differs and is tried.

    Raises:
        Refusal: one of them cannot be played so far.
        Faulty: a transfer of more than is held.
    """
    plays = Plays()
    one, other = (plays.play(side.document) for side in (first, second))
    through = max(one.through, other.through)
    one, other = (plays.play(side.document, through) for side in (first, second))
    seen: list[Measured] = []
    for run in (one, other):
        seen.append(measure(run))
        step()
    found = to_the_day(difference(seen[0], seen[1]), first.document, second.document)
    changes = list(changes_between(first.document, second.document))
    untried = why_untried(len(changes), first.document, second.document)
    sides = (first.document, seen[0]), (second.document, seen[1])
    tried = [] if untried else effects(*sides, found, changes, step)
    return Compared(first, second, (one, other), through, found, [*map(told, changes)], tried, untried)


def compare_page(value: Compared, holders: Collection[str] = ()) -> Page:
    """The page of a comparison; ``holders``: ids of whom lines are shown."""
    names = _names(value)
    tables = list(difference_tables(value.found, names, ("First", "Second"), holders))
    data = {
        "schema_version": 1,
        "first": value.first.name,
        "second": value.second.name,
        "through": value.through,
        "differs": value.differs,
        **difference_data(value.found, names, HEADS, holders),
        "facts": [_fact_data(at, value) for at in range(len(value.facts))],
        "facts_not_tried": value.untried or None,
    }
    record = Table(RECORD, [(*row, *[None] * (len(RECORD) - len(row))) for row in _record(value, names, holders)])
    tone = Tone.MIXED if value.differs else Tone.GOOD
    return Page(data, record, [*_facts(value), *tables], _head(value), _notes(value), _headline(value), tone)


def _names(value: Compared) -> Names:
    """The names of both: of a Holder or a default that only one of them has, too."""
    first, second = value.first.document, value.second.document
    known = {holder.id for holder in first.holders}
    return Names(
        first._replace(
            holders=(*first.holders, *(holder for holder in second.holders if holder.id not in known)),
            events=(*second.events, *first.events),
        )
    )


def _headline(value: Compared) -> Phrase:
    if not value.differs:
        if not value.facts:
            return "No difference"
        one = len(value.facts) == 1
        says = "1 fact differs, and changes" if one else f"{len(value.facts)} facts differ, and change"
        return f"No difference; {says} no figure"
    if value.found.is_empty:
        return "They differ in where to pay (payment_instructions), and in no figure"
    return ["They differ", *first_told(value.found), ": ", *join(what_differs(value.found))]


def _head(value: Compared) -> list[Line]:
    first, second = value.runs
    return [
        Line("First", value.first.name),
        Line("Second", value.second.name),
        Line("Compared", ["through ", value.through, ", the later of their last days"]),
        Line("Payments", basis(first) if basis(first) == basis(second) else ["first: ", *basis(first)]),
        *([] if basis(first) == basis(second) else [Line("", ["second: ", *basis(second)])]),
    ]


def _facts(value: Compared) -> Iterator[Table]:
    if value.facts:
        rows = [
            (
                fact.part,
                fact.what,
                fact.first or "-",
                fact.second or "-",
                ", ".join(dict.fromkeys(_where(fact, value))),
                effect,
            )
            for fact, effect in zip_longest(value.facts, map(partial(_told_of, value), value.effects))
        ]
        title = "Facts that differ" if not value.found.is_empty else "Facts that differ, and change no figure"
        table = Table(FACTS, rows, title=title)
        yield table if _is_telling(value) else only(table, [column.name for column in FACTS[:-1]])


def _is_telling(value: Compared) -> bool:
    """Whether there are several facts to tell apart; a single one changes all that differs."""
    return len(value.effects) > 1 and not value.found.is_empty


def _told_of(value: Compared, effect: Effect) -> Phrase:
    """What a fact changes, in a line."""
    if effect.found is None:
        return "cannot be told: without it the rest makes no sense"
    first = first_told(effect.found)
    told: list[Any] = [*join(what_differs(effect.found)), *([",", *first] if first else [])]
    if effect.kind == "none":
        told = ["no figure alone"]
    elif effect.kind == "all":
        told = ["all: without it no difference is left"]
    return [*told, *_others(value, effect)]


def _others(value: Compared, effect: Effect) -> list[Any]:
    if not effect.others:
        return []
    if len(effect.others) > 2:
        return [f" (together with {len(effect.others)} facts that go with it)"]
    return [" (together with ", *join([value.facts[at].what for at in effect.others], " and "), ")"]


def _notes(value: Compared) -> list[Phrase]:
    if value.untried:
        return [value.untried]
    if not _is_telling(value):
        return []
    return [
        "What a fact changes: the second as it is, against the second without that fact alone; + is more with it.",
        "Facts can matter only together: what they change alone need not add up.",
    ]


def _where(fact: Disagreement, value: Compared) -> Iterator[str]:
    if fact.first_line:
        yield value.first.cite(fact.first_line)
    if fact.second_line:
        yield value.second.cite(fact.second_line)


def _fact_data(at: int, value: Compared) -> dict[str, Any]:
    fact = value.facts[at]
    return {
        "part": fact.part,
        "what": _plain(fact.what),
        "first": _plain(fact.first),
        "second": _plain(fact.second),
        "where": list(_where(fact, value)),
        "effect": _effect_data(value.effects[at]) if value.effects else None,
    }


def _effect_data(effect: Effect) -> dict[str, Any]:
    """What a fact changes; ``together_with``: places, from 0, of the facts without which it cannot be undone."""
    found = effect.found
    return {
        "changes": effect.kind,
        "together_with": list(effect.others),
        "first_day": found and found.first_day,
        "figures": figures_data(found.figures if found else (), ("without", "with")),
    }


def _plain(phrase: Phrase | None) -> Any:  # noqa: ANN401 (words, or words and values)
    """A phrase of one part as that part."""
    return phrase[0] if phrase is not None and not isinstance(phrase, str) and len(phrase) == 1 else phrase


_MONEY = {column.name for column in COLUMNS if column.kind is Kind.MONEY}


def _record(value: Compared, names: Names, holders: Collection[str]) -> Iterator[Sequence[Any]]:
    """A row for every fact (with what it changes), sum, cell of the schedule, bar and Event of Default that differs."""
    found = value.found
    for fact, effect in zip_longest(value.facts, value.effects):
        start = "fact", None, None, [f"{fact.part}: ", *parts_of(fact.what)], fact.first, fact.second, None
        yield *start, *_effect_cells(effect)
    for each in (*found.figures, *found.holders):
        if each.holder is None or not holders or each.holder in holders:
            sums = [Money(each.first)], [Money(each.second)], [Money(each.more)]
            yield "sum", None, each.holder, each.name, *sums
    for cell in found.cells:
        if not holders or cell.holder in holders:
            yield "schedule", cell.date, cell.holder, cell.column, *_sides(cell.column, cell.first, cell.second)
    for first, second in found.windows:
        one = second if first is None else first
        if one is not None:
            yield "window", one.start, one.holder, f"{one.kind}: {';'.join(one.cause)}", span(first), span(second), None
    for before, after in found.defaults:
        default = after if before is None else before
        if default is not None:
            days = [None if each is None else [each.start, "/", each.until or ""] for each in (before, after)]
            yield "event_of_default", default.start, default.holder, names.label(default.role), *days, None


def _effect_cells(effect: Effect | None) -> Sequence[Any]:
    if effect is None or effect.found is None:
        return () if effect is None else (effect.kind,)
    found = effect.found
    return effect.kind, found.first_day, sum(map(found.of, PAID)), *map(found.of, EFFECTS)


def _sides(column: str, first: Any, second: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401 (a cell of any column)
    if column in _MONEY:
        one, other = (None if cents is None else [Money(cents)] for cents in (first, second))
        return one, other, None if None in (one, other) else [Money(second - first)]
    if column == "clauses":
        return ";".join(first or ()), ";".join(second or ()), None
    return first, second, None
