"""``readings``: a line of verdict for each alternative, then what each changes, then which two do not add up."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from note_sched.document.model import Document
from note_sched.pages.page import (
    Column,
    Kind,
    Line,
    Page,
    Section,
    Table,
    Tone,
    narrowed,
    only,
)
from note_sched.pages.values import Increase, Phrase
from note_sched.reports.answers.schedule import reading_data
from note_sched.reports.comparison.alternatives import Alternative, Alternatives, Excess, Together
from note_sched.reports.comparison.difference_data import difference_data
from note_sched.reports.comparison.difference_tables import difference_tables, grouped
from note_sched.reports.comparison.differences import Difference
from note_sched.reports.comparison.measures import FIGURES, FLOWS, PAID
from note_sched.reports.comparison.switches import SWITCHES, Choice, Switch, chosen, told
from note_sched.reports.telling.in_force import in_force
from note_sched.reports.telling.position import basis
from note_sched.reports.telling.wording import KINDS, Names, join
from note_sched.terms.roles import Role

NO_DIFFERENCE = "no difference on these facts"

HEADS = ("as_read", "alternative")

RECORD = (
    Column("switch"),
    Column("value"),
    Column("instead_of"),
    Column("first_day", Kind.DATE),
    Column("holder"),
    Column("figure"),
    Column("as_read", Kind.MONEY),
    Column("alternative", Kind.MONEY),
    Column("difference", Kind.MONEY),
)

VERDICTS = (
    Column("reading", Kind.PHRASE, "Read instead"),
    Column("paid", Kind.CHANGE, "Paid"),
    Column("paid_by_turnover", Kind.CHANGE, "Paid by turnover"),
    Column("held_back", Kind.CHANGE, "Held back"),
    Column("turned_over", Kind.CHANGE, "Turned over"),
    Column("unpaid", Kind.CHANGE, "Unpaid at the end"),
    Column("owed", Kind.CHANGE, "Owed on the day"),
    Column("payable", Kind.CHANGE, "May be paid that day"),
    Column("what", Kind.PHRASE, "What changes"),
)

_MOST_TOLD = 2
"""Bars, or clauses of Events of Default, that a verdict tells one by one; more are counted."""


def readings_page(value: Alternatives, holders: Collection[str] = ()) -> Page:
    """The page of every alternative; ``holders``: ids of whom lines are shown."""
    differing = [each for each in value.each if not each.found.is_empty]
    data = {
        "schema_version": 1,
        "as_of": value.as_of,
        "through": value.through,
        "reading": reading_data(value.document.reading),
        "alternatives": [_alternative_data(each, value, holders) for each in value.each],
        "pairs": [_pair_data(pair, Names(value.document)) for pair in value.pairs],
        "pairs_run": value.pairs_run,
        "pairs_not_run": value.pairs_left,
    }
    tone = Tone.MIXED if differing else Tone.GOOD
    return Page(
        data,
        Table(RECORD, list(_record(value, holders))),
        alternative_tables(value, holders),
        _head(value),
        _notes(value),
        _headline(value, differing),
        tone,
    )


def alternative_tables(
    value: Alternatives, holders: Collection[str] = (), *, detailed: bool = True
) -> list[Table | Section]:
    """The verdicts, the details of every alternative that changes something, and the pairs that do not add up.

    Args:
        value: every alternative to the document's own reading.
        holders: ids of whom lines are shown in the details.
        detailed: whether there are details; a page that says much else has verdicts, pairs and how to read them.
    """
    parts: list[Table | Section] = [_verdicts(value)]
    names = Names(value.document)
    for each in value.each:
        if detailed and not each.found.is_empty:
            parts.append(_said(each, value))
            parts += difference_tables(each.found, names, ("As read", _instead(each, value)), holders)
    parts += _dollars_beyond(value.pairs, value.document)
    parts += _days_beyond(value.pairs, names, value.document)
    if not detailed:
        parts.append(Section("How the readings were compared", [["Through ", *_through(value), "."], *_notes(value)]))
    return parts


def _headline(value: Alternatives, differing: Sequence[Alternative]) -> Phrase:
    total = len(value.each)
    if not differing:
        return f"None of {total} other readings makes a difference on these facts"
    makes = "makes a difference" if len(differing) == 1 else "make a difference"
    pairs = len(value.pairs)
    beyond = f"; {pairs} pairs of them do not add up" if pairs > 1 else "; one pair of them does not add up"
    return f"{len(differing)} of {total} other readings {makes} on these facts{beyond if pairs else ''}"


def _head(value: Alternatives) -> list[Line]:
    note = value.document.note
    return [
        Line("Note", note.title),
        Line("Borrower", note.borrower),
        Line("As read", in_force(value.document)),
        Line("Compared", ["through ", *_through(value)]),
        Line("Payments", basis(value.run)),
    ]


def _through(value: Alternatives) -> list[Any]:
    if value.as_of is not None:
        return [value.as_of, ", that day included; the position on it before assumed payments of that day"]
    return [value.through, ", the latest last day of the document under any of these readings"]


def _notes(value: Alternatives) -> list[Phrase]:
    notes: list[Phrase] = [
        "Each reading is tried alone, all else as read; + is more than as read, - is less.",
        "Held back: due and unpaid at the end of a day on which it was barred, each cent once.",
    ]
    tried = f"{value.pairs_run} pairs of readings were tried together"
    if any(each.found.of("paid_by_turnover") for each in value.each):
        notes.append(
            "Paid by turnover: of what is paid, what Senior has; the Borrower pays it once, and the Holders keep none "
            f"of it ({value.document.instrument.label(Role.TURNOVER)})."
        )
    if value.pairs_left:
        notes.append(f"{tried}; {value.pairs_left} more, of readings that change nothing alone, were not.")
    elif value.pairs_run:
        notes.append(f"{tried}; the effects of all but those shown add up.")
    return notes


# The verdicts


def _verdicts(value: Alternatives) -> Table:
    names = Names(value.document)
    rows = []
    for choice, found in value.each:
        more = [sum(map(found.of, PAID)), *(found.of(column.name) for column in VERDICTS[2:-1])]
        sums = [None] * len(more) if found.is_empty else more
        rows.append((": ".join(told(value.document, *choice)), *sums, gist(found, names)))
    always = ("reading", "what")
    used = [column.name for at, column in enumerate(VERDICTS) if column.name in always or any(row[at] for row in rows)]
    figures = [name for name in used if name != "what"]
    return narrowed(only(Table(VERDICTS, rows, title="What each other reading would change"), used), figures, always)


def gist(found: Difference, names: Names) -> Phrase:
    """What a difference comes to, in one line."""
    if found.is_empty:
        return NO_DIFFERENCE
    first = _from(found)
    if found.is_accrued_alone:
        return [*first, "interest not yet due alone, between the days of the schedule"]
    days = sorted({cell.date for cell in found.cells if cell.column in FLOWS})
    told: list[Phrase] = [*_moved_bars(found, names), *_moved_defaults(found, names)]
    if found.maturity is not None and found.maturity[0] is not None and found.maturity[1] is not None:
        told.append(["maturity in time through ", found.maturity[1][1]])
    if found.stands and not found.windows:
        told.append("other days on which something may be paid")
    told.append(_moved_money(days, found))
    whose = {cell.holder for cell in found.cells}
    everybody = len(names.holder)
    only_some = f"; {names.holders(whose)} only" if whose and len(whose) < everybody else ""
    return [*first, *join(told, "; "), only_some]


def _from(found: Difference) -> list[Any]:
    if found.first_day is None:
        return []
    return ["from " if found.is_to_the_day else "in the schedule from ", found.first_day, ": "]


def _moved_money(days: Sequence[date], found: Difference) -> Phrase:
    if not days:
        return "no money moves otherwise"
    first: list[Any] = [] if days[0] == found.first_day else [", the first ", days[0]]
    return [f"money moves otherwise on {len(days)} day{'s' if len(days) > 1 else ''}", *first]


def _moved_bars(found: Difference, names: Names) -> Iterator[Phrase]:
    groups = list(grouped(found.windows))
    if len(groups) > _MOST_TOLD:
        yield f"{len(groups)} bars begin or end elsewhere"
        return
    for first, second, whose in groups:
        name = KINDS[(first or second).kind].partition(":")[0]
        of = "" if names.holders(whose) == names.holders([None]) else f" of {names.holders(whose)}"
        before = first is not None and first.effective
        after = second is not None and second.effective
        if before and after:
            if first.start != second.start:
                yield [f"{name}{of} from ", second.start, ", not ", first.start]
            elif second.end is None or first.end is None:
                yield [f"{name}{of} through ", second.end or "no day known", ", not ", first.end or "no day known"]
            else:
                yield [f"{name}{of} through ", second.end, ", not ", first.end]
        elif after:
            yield f"{name}{of} appears"
        else:
            yield f"{name}{of} vanishes" if before else f"another reason why a notice{of} is void"


def _moved_defaults(found: Difference, names: Names) -> Iterator[Phrase]:
    verbs: dict[tuple[str, str], list[str | None]] = {}
    for first, second in found.defaults:
        one = second or first
        if one is not None:
            verb = "appears" if first is None else "vanishes" if second is None else "begins or ends elsewhere"
            verbs.setdefault((names.label(one.role), verb), []).append(one.holder)
    everybody = names.holders([None])
    if len(verbs) > _MOST_TOLD:
        yield f"Events of Default under {', '.join(sorted({clause for clause, _ in verbs}))}"
        return
    for (clause, verb), whose in verbs.items():
        of = names.holders(whose)
        yield f"Event of Default {clause} {verb}{'' if of == everybody else f' ({of})'}"


# The details


def _switch(choice: Choice) -> Switch:
    return next(switch for switch in SWITCHES if switch.key == choice.switch)


def _instead(each: Alternative, value: Alternatives) -> str:
    """The heading of what would be read instead; a word of a term says nothing without it."""
    return each.choice.value if value.document.overlay is None else "Instead"


def _said(each: Alternative, value: Alternatives) -> Section:
    """What is read, and what would be read instead."""
    switch, (key, instead) = _switch(each.choice), told(value.document, *each.choice)
    own = chosen(value.document.reading, switch.key)
    day, of = each.found.first_day, "" if each.found.is_to_the_day else " of the schedule"
    first: list[Any] = [] if day is None else [f"First day{of} that differs: ", day]
    paper, label = value.document.instrument, value.document.instrument.label
    says, (_, own) = switch.says(own, paper), told(value.document, switch.key, own)
    lines: list[Phrase] = [
        f"As read, {own}: {says}" if says else f"As read, {own}",
        f"Instead, {instead}: {switch.says(each.choice.value, paper)}",
    ]
    return Section(f"{key}: {instead} ({', '.join(map(label, switch.roles))})", [*lines, first] if first else lines)


# What does not add up


def _both(pair: Together, document: Document) -> str:
    """Two readings by their values, which no two switches share; terms share some."""
    if document.overlay is None:
        return f"{pair.first.value} + {pair.second.value}"
    return " + ".join(" ".join(told(document, *each)) for each in (pair.first, pair.second))


def _each_once(rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """Rows without the name of a pair that the row above has already."""
    names = [None, *(row[0] for row in rows)]
    return [(None if row[0] == above else row[0], *row[1:]) for above, row in zip(names, rows, strict=False)]


def _dollars_beyond(pairs: Sequence[Together], document: Document) -> Iterator[Table]:
    rows: list[Sequence[Any]] = []
    for pair in pairs:
        sums = [each for each in pair.excesses if each.unit == "cents"]
        of_all = {each.what[1] for each in sums if each.what[2] is None}
        for each in sums:
            _, name, holder = each.what
            if holder is None or name not in of_all:
                figure = FIGURES[str(name)] + ("" if holder is None else f", {holder}")
                rows.append((_both(pair, document), figure, each.first, each.second, each.both, each.beyond))
    columns = (
        Column("pair", Kind.TEXT, "Read together"),
        Column("what", Kind.TEXT, "Sum"),
        Column("first", Kind.CHANGE, "First alone"),
        Column("second", Kind.CHANGE, "Second alone"),
        Column("both", Kind.CHANGE, "Both together"),
        Column("beyond", Kind.CHANGE, "Beyond their sum"),
    )
    if rows:
        yield Table(columns, _each_once(rows), title="Readings whose effects do not add up, in dollars")


def _days_beyond(pairs: Sequence[Together], names: Names, document: Document) -> Iterator[Table]:
    rows: list[Sequence[Any]] = []
    for pair in pairs:
        groups: dict[tuple[Any, ...], list[Any]] = {}
        for each in pair.excesses:
            if each.unit != "cents":
                end, kind, holder, *_ = each.what
                key = (end, kind, each.cause, each.unit, each.first, each.second, each.both, each.beyond)
                groups.setdefault(key, []).append(holder)
        for (end, kind, cause, unit, *changes), whose in groups.items():
            what = [*_thing(kind, cause, names), f", {names.holders(whose)}", "" if unit == "there" else f": {end}"]
            rows.append((_both(pair, document), what, *(_counted(change, unit) for change in changes)))
    columns = (
        Column("pair", Kind.TEXT, "Read together"),
        Column("what", Kind.PHRASE, "What"),
        Column("first", Kind.TEXT, "First alone"),
        Column("second", Kind.TEXT, "Second alone"),
        Column("both", Kind.TEXT, "Both together"),
        Column("beyond", Kind.TEXT, "Beyond their sum"),
    )
    if rows:
        yield Table(columns, _each_once(rows), title="Readings whose effects do not add up, in days")


def _thing(kind: Any, cause: Any, names: Names) -> list[Any]:  # noqa: ANN401 (a part of the name of a number)
    if kind in KINDS:
        return list(join([KINDS[kind], names.cause(kind, cause)], ": "))
    return [f"Event of Default {names.label(kind)} ({', '.join(cause)})"]


def _counted(change: int, unit: str) -> str:
    if unit == "there":
        return {1: "appears", -1: "vanishes", 0: "as read"}.get(change, f"{change:+d}")
    return "as read" if not change else f"{change:+d} day{'s' if abs(change) > 1 else ''}"


# For machines


def _record(value: Alternatives, holders: Collection[str]) -> Iterator[Sequence[Any]]:
    """A row for every sum that differs, in all and per Holder; one without a sum where none does."""
    for choice, found in value.each:
        start = (choice.switch, choice.value, chosen(value.document.reading, choice.switch), found.first_day)
        shown = [each for each in found.holders if not holders or each.holder in holders]
        if not found.figures and not shown:
            yield (*start, None, None, 0, 0, 0)
        for each in (*found.figures, *shown):
            yield (*start, each.holder, each.name, each.first, each.second, each.more)


def _alternative_data(each: Alternative, value: Alternatives, holders: Collection[str]) -> dict[str, Any]:
    switch = _switch(each.choice)
    own = chosen(value.document.reading, switch.key)
    return {
        "switch": switch.key,
        "value": each.choice.value,
        "instead_of": own,
        "clauses": [value.document.instrument.label(role) for role in switch.roles],
        "reading": switch.says(each.choice.value, value.document.instrument),
        "differs": not each.found.is_empty,
        **difference_data(each.found, Names(value.document), HEADS, holders),
    }


def _pair_data(pair: Together, names: Names) -> dict[str, Any]:
    return {
        "first": pair.first._asdict(),
        "second": pair.second._asdict(),
        "sums": [_excess_data(each, names) for each in pair.excesses if each.unit == "cents"],
        "days": [_excess_data(each, names) for each in pair.excesses if each.unit != "cents"],
    }


def _excess_data(each: Excess, names: Names) -> dict[str, Any]:
    changes = {"first_alone": each.first, "second_alone": each.second, "both": each.both, "beyond": each.beyond}
    if each.unit == "cents":
        sums = {name: Increase(cents) for name, cents in changes.items()}
        return {"figure": each.what[1], "holder": each.what[2], **sums}
    end, kind, holder, *_ = each.what
    what = names.label(kind) if isinstance(kind, Role) else kind
    return {"what": what, "holder": holder, "cause": each.cause, "end": end, **changes}
