"""``explain``: the page of a day's figures, bars and void notices, each with its chain and the clauses it follows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from note_sched.faults import Refusal
from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.movements import Act
from note_sched.history.past import Movement
from note_sched.instruments import Instrument
from note_sched.measure.accrual import PerDiem
from note_sched.pages.page import Column, Kind, Line, Page, Prose, Section, Table
from note_sched.pages.values import Money, Phrase, Said, parts_of
from note_sched.reports.explanation.bar_steps import bars, notices
from note_sched.reports.explanation.chain import (
    Accrued,
    Addend,
    Addition,
    Arithmetic,
    Explanation,
    Least,
    Multiple,
    Poured,
    Rounded,
    Shared,
    Step,
    Value,
    dollars,
)
from note_sched.reports.explanation.cited_facts import Facts, Lines
from note_sched.reports.explanation.default_steps import defaults
from note_sched.reports.explanation.divisions import Division
from note_sched.reports.explanation.figures import (
    BEYOND,
    CAN_PAY,
    FIGURES,
    IN_KIND,
    IN_WORDS,
    PAYOFF,
    SUBROGATION,
    Asking,
    total_of_all,
)
from note_sched.reports.explanation.names import BESIDES, COLUMNS, DEFAULTS, GROUPS
from note_sched.reports.telling.position import basis
from note_sched.reports.telling.quoting import ROLE_OF, quotable
from note_sched.reports.telling.wording import Names, join, rate_in_words, way_words
from note_sched.rules.words import Label
from note_sched.simulation.outcome import Run

Cite = Callable[[int], str]
"""How a line of the document is cited: ``note.yaml:12``."""

ALL = {**FIGURES, **PAYOFF, **CAN_PAY, **SUBROGATION, **BEYOND, **IN_KIND}
_DEFAULT = {column: False for column in (*FIGURES, *BEYOND, *IN_KIND) if column not in IN_WORDS}

RECORD = (
    Column("kind"),
    Column("holders", Kind.LIST),
    Column("what"),
    Column("value", Kind.PHRASE),
    Column("step", Kind.COUNT),
    Column("day", Kind.DATE),
    Column("says", Kind.PHRASE),
    Column("operation"),
    Column("result", Kind.PHRASE),
    Column("clause"),
    Column("lines", Kind.LIST),
)

ACCRUAL = (
    Column("from", Kind.PHRASE, "From"),
    Column("to", Kind.DATE, "To, not counted"),
    Column("principal", Kind.MONEY, "Principal"),
    Column("rate", Kind.TEXT, "Rate"),
    Column("days", Kind.TEXT, "Days"),
    Column("interest", Kind.PER_DIEM, "Interest"),
    Column("running", Kind.PER_DIEM, "Running total"),
)
WORKING = (
    Column("step", Kind.PHRASE, "Working"),
    Column("amount", Kind.MONEY, "Amount"),
    Column("clause", Kind.TEXT, "Clause"),
)
REASONS = (
    Column("day", Kind.DATE, "Day"),
    Column("says", Kind.PHRASE, "What"),
    Column("clause", Kind.TEXT, "Clause"),
    Column("where", Kind.LIST, "Where"),
)
FACTS = (Column("fact", Kind.PHRASE, "Fact"), Column("where", Kind.TEXT, "Where"))


def explain(run: Run, lines: Lines, cite: Cite, columns: Sequence[str] = (), holders: Sequence[str] = ()) -> Page:
    """Where figures, bars and void notices come from, on the day that a traced run was asked about.

    Args:
        run: traced, and asked about the day.
        lines: where keys of the document are written.
        cite: how a line is cited.
        columns: of ``COLUMNS``; without any, every figure of the schedule (and what is refundable) that is not zero,
            the bars and the notices; Events of Default only where they are named.
        holders: whose Notes; without any, all.

    Raises:
        Refusal: a column is none.
    """
    asking = Asking(run, Facts(run.document, lines))
    wanted_of = set(holders)
    shown = [each.holder for each in asking.asked.positions if not wanted_of or each.holder in wanted_of]
    wanted = _wanted(columns)
    figures = list(_figures(asking, wanted, shown, of_all=not holders)) if wanted or not columns else []
    barred = list(bars(asking, shown)) if not columns or "bars" in columns else []
    void = list(notices(asking, shown)) if not columns or "notices" in columns else []
    existing = list(defaults(asking, shown)) if DEFAULTS in columns else []
    paper = run.instrument
    if not quotable(run.document):
        figures, barred, void, existing = (
            [_by_label(each, run.label) for each in found] for found in (figures, barred, void, existing)
        )
    everything = [*figures, *barred, *void, *existing]
    said = everything if quotable(run.document) else []
    data = {
        "schema_version": 1,
        "on": asking.day,
        "figures": [_data(each, paper) for each in figures],
        "divisions": [division.data() for division in _divisions(figures)],
        "bars": [_data(each, paper) for each in barred],
        "notices": [_data(each, paper) for each in void],
        "clauses": [_clause_data(name, paper) for name in _cited(said, paper)],
        **({DEFAULTS: [_data(each, paper) for each in existing]} if DEFAULTS in columns else {}),
    }
    record = Table(RECORD, [row for each in everything for row in _record(each, paper)])
    names = Names(run.document)
    tables = [part for each in everything for part in _people(each, cite, names)]
    return Page(
        data,
        record,
        [*tables, *_quoted(said, paper)],
        _head(asking, cite(0)),
        headline=_headline(asking, everything),
    )


def _wanted(columns: Sequence[str]) -> dict[str, bool]:
    """The figures that the columns name, groups opened; true for what is wanted even where it is zero."""
    for column in columns:
        if column not in COLUMNS:
            hint = f"the columns are {', '.join(COLUMNS)}"
            raise Refusal(f"--column {column!r} is nothing that can be explained", hint)
    wanted = {name: False for column in columns for name in GROUPS.get(column, ())}
    return wanted | {column: True for column in columns if column in ALL}


def _figures(
    asking: Asking, columns: dict[str, bool], holders: Sequence[str], *, of_all: bool
) -> Iterator[Explanation]:
    for holder in holders:
        for column, whatever in (columns or _DEFAULT).items():
            found = ALL[column].explain(asking, column, holder)
            if whatever or _is_something(found.value):
                yield found
    if of_all and len(asking.asked.positions) > 1:
        owing = any(asking.positions[each].total for each in holders)
        for column, whatever in columns.items():
            if column in PAYOFF and (whatever or owing):
                yield total_of_all(asking, column)


def _is_something(value: Value) -> bool:
    return bool(value.numerator) if isinstance(value, PerDiem) else bool(value)


def _headline(asking: Asking, found: Sequence[Explanation]) -> Phrase:
    if not found:
        return ["Nothing to explain on ", asking.day]
    if len(found) > 1:
        return ["Where the figures of ", asking.day, " come from"]
    (one,) = found
    when = [] if one.column in BESIDES else [" on ", asking.day]
    return [one.title, *when, *([": ", *parts_of(one.about)] if one.about else [])]


def _head(asking: Asking, name: str) -> list[Line]:
    note = asking.run.document.note
    return [
        Line("Note", note.title),
        Line("Borrower", note.borrower),
        Line("Document", name),
        Line("Day", [asking.day]),
        Line("Payments", basis(asking.run)),
    ]


def _people(each: Explanation, cite: Cite, names: Names) -> Iterator[Table | Section | Prose]:
    """An explanation as people read it: what it is, the rule, the working, the facts, what would change it."""
    whose = f" (Notes: {names.holders(each.holders)})" if each.column in BESIDES else ""
    yield Prose([[*_begun(each.about), *parts_of(each.rule)]], f"{each.title}{whose}")
    for step in each.steps:
        if isinstance(step.arithmetic, Accrued) and step.arithmetic.lines:
            yield Table(ACCRUAL, [_accrual_row(line) for line in step.arithmetic.lines])
    yield from (
        _reasons(each, cite, names.instrument) if each.column in BESIDES else _working(each, cite, names.instrument)
    )
    if each.would_change:
        yield Section("What would change it", each.would_change)


def _begun(about: Phrase) -> list[Any]:
    """What something is, as a sentence of its own before the rule."""
    if not about:
        return []
    first, *rest = parts_of(about)
    return [f"{first[:1].upper()}{first[1:]}" if isinstance(first, str) else first, *rest, ". "]


def _reasons(each: Explanation, cite: Cite, paper: Instrument) -> Iterator[Table]:
    """The chain of a bar or a notice, a line a day."""
    rows = [
        (
            step.day,
            _with_its_sum(step),
            _number(step.clause, paper),
            [cite(fact.line) for fact in step.facts if fact.line],
        )
        for step in each.steps
    ]
    yield Table(REASONS, rows)


def _with_its_sum(step: Step) -> Phrase:
    """What a step of a bar says, with the sum that it comes to where it is one."""
    if not isinstance(step.arithmetic, Addition):
        return step.says
    parts = [[f"{_plain_words(term.what)} ", Money(term.cents)] for term in step.arithmetic.terms]
    each = [" (", *join(parts), ")"] if len(parts) > 1 else []
    return [*parts_of(step.says), ": ", Money(step.arithmetic.result), *each]


def _plain_words(phrase: Phrase) -> str:
    return phrase if isinstance(phrase, str) else "".join(map(str, phrase))


def _working(each: Explanation, cite: Cite, paper: Instrument) -> Iterator[Table]:
    """The chain of a figure: its sums, and the facts they rest on."""
    rows = [row for step in each.steps for row in _rows(step, paper)]
    if any(amount is not None for _, amount, _ in rows):
        yield Table(WORKING, rows)
    elif rows:
        yield Table((WORKING[0], WORKING[2]), [(says, clause) for says, _, clause in rows])
    facts = {_key(fact.says): fact for step in each.steps for fact in step.facts}
    if facts:
        yield Table(FACTS, [(fact.says, cite(fact.line) if fact.line else "") for fact in facts.values()])


def _key(phrase: Phrase) -> tuple[Any, ...]:
    return tuple(parts_of(phrase))


def _number(cited: str, paper: Instrument) -> str:
    """A clause as it is cited: of a passage the clause in which it stands; a label of another paper as it is."""
    return paper.passages[cited].label if cited in paper.passages else cited


def _by_label(each: Explanation, label: Label) -> Explanation:
    """An explanation under a paper whose words are not at hand: every passage is cited by the label of its role."""

    def cited(name: str) -> str:
        return label(ROLE_OF[name]) if name in ROLE_OF else name

    steps = [step._replace(clause=cited(step.clause)) for step in each.steps]
    return each._replace(steps=steps, cited=list(dict.fromkeys(map(cited, each.cited))))


def _accrual_row(line: AccrualLine | Movement) -> Sequence[Any]:
    running = PerDiem(line.running.numerator, line.running.denominator)
    exact = PerDiem(line.exact.numerator, line.exact.denominator)
    if isinstance(line, Movement) and line.over:
        return ["rounded and carried over ", line.date], None, None, "", "", exact, running
    if isinstance(line, Movement):
        return [f"{_carried(line)} ", line.date], None, None, "", "", exact, running
    way = f", {way_words(line)}" if way_words(line) else ""
    rate = f"{rate_in_words(line.rate, yearly=line.yearly)}{way}"
    return line.start, line.end, line.principal, rate, f"{line.days}/{line.basis}", exact, running


def _carried(movement: Movement) -> str:
    match movement.kind.act:
        case Act.CAPITALISED:
            return "in kind, added to principal"
        case Act.ELECTED:
            return "gives way to interest in kind"
        case Act.CONVERTED:
            return "converted with principal"
        case _:
            return f"{'came' if movement.exact > 0 else 'went'} by transfer"


_Row = tuple[Phrase, int | None, str]


def _rows(step: Step, paper: Instrument) -> Iterator[_Row]:
    """A step of a figure as lines: its terms, and its result."""
    work, clause, says = step.arithmetic, _number(step.clause, paper), parts_of(step.says)
    if isinstance(work, Accrued):
        return
    if isinstance(work, Addition) and len(work.terms) > 1 and not _of_results(work):
        yield from ((term.what, term.cents, "") for term in work.terms)
        says = ["= ", *says]
    if isinstance(work, Rounded) and work.taken:
        yield "running total, rounded half up to the cent", work.result + work.taken, ""
        yield "less what was taken before", -work.taken, ""
    result = None if work is None else work.result
    yield [*says, *_how(work)], result if isinstance(result, int) else None, clause


def _how(work: Arithmetic | None) -> list[Any]:
    """How a result came about, where that is said in a few words."""
    says: list[Any] = []
    match work:
        case Addition((term,)) if term.what:
            says = [": ", *parts_of(term.what)]
        case Addition(terms) if terms and _of_results(work):
            says = [": ", *_added(terms)]
        case Least():
            says = [", the lesser of ", *_or(work)]
        case Shared():
            weight, whole = Money(work.division.weight(work.holder)), Money(work.division.whole)
            exact = work.division.exact(work.holder)
            says = [": ", Money(work.given.cents), " x ", weight, " / ", whole, *_exactly(exact)]
        case Poured():
            owed = next(tier.owed for tier in work.tiers if tier.name == work.wanted)
            says = [] if owed == work.result else [", owed ", Money(owed)]
        case Multiple():
            says = [f": {work.number} times"]
        case _:
            pass
    return says


def _of_results(work: Addition) -> bool:
    """Whether all terms are results of steps shown above."""
    return all(term.step is not None for term in work.terms)


def _added(terms: Sequence[Addend]) -> list[Any]:
    """Terms in one line: ``333.33 + 10.75``."""
    signs = [("-" if term.cents < 0 else "+") for term in terms]
    parts = [part for sign, term in zip(signs, terms, strict=True) for part in (f" {sign} ", Money(abs(term.cents)))]
    return parts[1:] if terms[0].cents >= 0 else ["-", *parts[1:]]


def _or(work: Least) -> list[Any]:
    return [part for at, term in enumerate(work.terms) for part in ((" and " if at else ""), Money(term.cents))]


def _exactly(exact: Fraction) -> list[Any]:
    """What a part would be without rounding, where it is no whole number of cents."""
    return [] if exact.denominator == 1 else [" = ", PerDiem(exact.numerator, exact.denominator)]


def _cited(found: Iterable[Explanation], paper: Instrument) -> list[str]:
    """The clauses and passages whose words the explanations rest on, each once, in the order of the Note."""
    named = {name for each in found for name in each.cited}
    order = [*paper.clauses, *paper.passages]
    return sorted(named, key=lambda name: (order.index(paper.clause(name).label), order.index(name)))


def _widest(cited: Sequence[str], paper: Instrument) -> list[str]:
    """Those whose words do not stand in the words of another that is quoted too."""
    words = {name: paper.quote(name) for name in cited}
    return [
        name
        for name in cited
        if not any(words[name] in other and len(other) > len(words[name]) for other in words.values())
    ]


def _quoted(found: Sequence[Explanation], paper: Instrument) -> Iterator[Prose]:
    cited = _widest(_cited(found, paper), paper)
    if cited:
        yield Prose(
            [
                *(f"{paper.clause(name).label}: \u201c{paper.quote(name)}\u201d" for name in cited),
                f"The text of {paper.name}",
            ],
            "In the Note's own words",
        )


def _clause_data(name: str, paper: Instrument) -> dict[str, Any]:
    clause = paper.clause(name)
    return {"clause": clause.label, "about": clause.about, "words": paper.quote(name)}


def _data(each: Explanation, paper: Instrument) -> dict[str, Any]:
    whose = (
        {"holders": list(each.holders)}
        if each.column in BESIDES
        else {"holder": each.holders[0], "column": each.column}
    )
    return {
        "title": each.title,
        **whose,
        "value": list(each.value)
        if isinstance(each.value, tuple) and not isinstance(each.value, PerDiem)
        else each.value,
        "rule": Said(each.rule),
        "clauses": list(dict.fromkeys(_number(name, paper) for name in each.cited)),
        "steps": [_step_data(step, paper) for step in each.steps],
        "would_change": [Said(phrase) for phrase in each.would_change],
    }


def _divisions(figures: Iterable[Explanation]) -> list[Division]:
    """The divisions on which figures rest, each once."""
    works = (step.arithmetic for each in figures for step in each.steps)
    found = {work.division.number: work.division for work in works if isinstance(work, Shared)}
    return [found[number] for number in sorted(found)]


def _step_data(step: Step, paper: Instrument) -> dict[str, Any]:
    return {
        "says": Said(step.says),
        "day": step.day,
        "arithmetic": None if step.arithmetic is None else step.arithmetic.data(),
        "facts": [{"says": Said(fact.says), "line": fact.line or None} for fact in step.facts],
        "clause": _number(step.clause, paper) or None,
    }


def _record(each: Explanation, paper: Instrument) -> Iterator[Sequence[Any]]:
    """An explanation as rows of csv, one a step."""
    kind, what = (each.column, each.title) if each.column in BESIDES else ("figure", each.column)
    for number, step in enumerate(each.steps, 1):
        work = step.arithmetic
        yield (
            kind,
            each.holders,
            what,
            each.about,
            number,
            step.day,
            step.says,
            "" if work is None else work.data()["op"],
            "" if work is None else _result(work),
            _number(step.clause, paper),
            [str(fact.line) for fact in step.facts if fact.line],
        )


def _result(work: Arithmetic) -> Phrase:
    """What a step gives: a sum, an exact sum, or a day."""
    result = work.result
    if isinstance(result, Fraction):
        return dollars(result)
    return [Money(result) if isinstance(result, int) else result or ""]
