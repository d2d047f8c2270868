"""``can-pay``: may this be paid today, component by component, and if not, why and until when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from note_sched.pages.page import Column, Kind, Line, Page, Section, Table, narrowed
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.payoff import asked_of
from note_sched.reports.answers.verdict import (
    TONES,
    default_from,
    overall,
    payable,
    payable_from,
    verdict,
    verdict_in_words,
)
from note_sched.reports.telling.paying_over import to_be_paid_over_by
from note_sched.reports.telling.position import HeadLines, assumed_line, basis
from note_sched.reports.telling.wording import KINDS, MOST_NAMED, Names, join
from note_sched.rules.standing import (
    ACCELERATED_PRINCIPAL,
    BLOCKAGE,
    INSOLVENCY,
    PAYMENT_DEFAULT,
    PERMITTED,
    RATABLE,
    SENIOR,
    STOP,
    Bar,
)
from note_sched.rules.standstill import STANDSTILL
from note_sched.simulation.outcome import COMPONENTS, Asked, Position, Run
from note_sched.terms.roles import Role

COLUMNS = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("component", Kind.TEXT, "Component"),
    Column("amount", Kind.MONEY, "Due"),
    Column("payable", Kind.FLAG, "May be paid"),
    Column("payable_from", Kind.DATE, "From"),
    Column("bars", Kind.LIST, "Barred by"),
)


def can_pay(run: Run, holders: tuple[str, ...] = (), told: HeadLines | None = None) -> Page:
    """The answer for the day that the run was asked for; ``told``: for people, what lies behind and before it."""
    asked = asked_of(run)
    shown = [position for position in asked.positions if not holders or position.holder in holders]
    data = {
        "schema_version": 1,
        "on": asked.day,
        "verdict": overall(asked),
        "holders": [_holder_data(run, position) for position in shown],
        "assumed": Money(asked.assumed),
        "assumed_since": asked.assumed_since,
    }
    record = Table(COLUMNS, [_row(run, position, part) for position in shown for part in COMPONENTS])
    tables: list[Table | Section] = []
    if any(position.all_bars or sum(position.due.values()) for position in shown):
        tables = [sums_due(run, shown), *bars_in_words(run, shown), consequences(run, shown)]
    return Page(
        data, record, tables, _head(run, asked, told), headline=verdict_in_words(asked), tone=TONES[overall(asked)]
    )


def _head(run: Run, asked: Asked, told: HeadLines | None) -> list[Line]:
    free = [sum(payable(position).values()) for position in asked.positions]
    due = [sum(position.due.values()) for position in asked.positions]
    return [
        *(assumed_line(asked) if told is None else told.behind),
        Line("Note", run.document.note.title),
        Line("Borrower", run.document.note.borrower),
        Line("On", [asked.day, ", recorded payments of that day counted"]),
        Line("Due", due_in_words(sum(due), sum(free))),
        *_in_kind(asked),
        Line("Payments", basis(run)),
        *_standstill(run, asked),
        *(told.before if told is not None else ()),
    ]


def _in_kind(asked: Asked) -> Iterator[Line]:
    """What of the interest of the day became principal, which nobody is to pay."""
    cents = sum(position.capitalised for position in asked.positions)
    if cents:
        yield Line("In kind", [Money(cents), " is capitalised, not payable"])


def _standstill(run: Run, asked: Asked) -> Iterator[Line]:
    """That Holders wait, which is often taken for a bar of payment and is none."""
    terms, bars_nothing = run.document.terms.standstill, "; it bars no payment"
    running = [each.end for each in run.windows if each.kind == STANDSTILL and each.covers(asked.day) and each.end]
    if running:
        yield Line("Standstill", ["demands must wait through ", max(running), bars_nothing])
    elif terms is not None and terms.days is None and any(asked.senior_outstanding.values()):
        yield Line("Standstill", f"demands must wait until all Senior debt is paid{bars_nothing}")


def due_in_words(due: int, free: int) -> Phrase:
    """How much is due and unpaid, and what of it may be paid, in cents."""
    if not due:
        return "nothing"
    if free in (0, due):
        return [Money(due), ", all of it payable" if free else ", none of it payable"]
    return [Money(due), ", of which ", Money(free), " may be paid"]


PEOPLE = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("verdict", Kind.TEXT, "Verdict", TONES),
    Column("component", Kind.TEXT, "Component"),
    Column("amount", Kind.MONEY, "Due"),
    Column("payable", Kind.MONEY, "May be paid"),
    Column("barred", Kind.MONEY, "Barred"),
    Column("payable_from", Kind.PHRASE, "Payable from"),
    Column("bars", Kind.LIST, "Barred by"),
)


def sums_due(run: Run, shown: Sequence[Position]) -> Table:
    """What is due on each Note, component by component, what of it may be paid, and from when the rest."""
    asked, rows = asked_of(run), []
    for position in shown:
        parts = [part for part in COMPONENTS if position.due[part]] or _one_for_all(position)
        for part in parts:
            bars = position.bars.get(part, position.all_bars)
            due = position.due.get(part, 0)
            free = payable_from(asked, position, part) if part in COMPONENTS else _from(asked, position)
            when: Phrase = "now" if not bars else [free] if free else "no day known"
            clauses = tuple(dict.fromkeys(run.label(bar.role) for bar in bars))
            free_of_bars, barred_part = (0, due) if bars else (due, 0)
            rows.append((position.holder, verdict(position), part, due, free_of_bars, barred_part, when, clauses))
    parts_due = [(position, part) for position in asked.positions for part in COMPONENTS]
    barred = sum(position.due[part] for position, part in parts_due if position.bars[part])
    total = sum(position.due[part] for position, part in parts_due)
    table = Table(PEOPLE, _said_once(rows), ("TOTAL", None, None, total, total - barred, barred, None, None))
    return narrowed(table, ("holder", "verdict", "component", "amount", "payable_from", "bars"))  # "now": all of it


def _one_for_all(position: Position) -> list[str]:
    """With nothing due one line says it; two where principal alone is barred, for it might be prepaid."""
    alike = len({position.bars[part] for part in COMPONENTS}) == 1
    return ["nothing is due"] if alike else ["interest", "principal"]


def _from(asked: Asked, position: Position) -> date | None:
    days = [payable_from(asked, position, part) for part in COMPONENTS]
    return None if None in days else max(day for day in days if day is not None)


def _said_once(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """Holder and verdict on the first of a Holder's lines only."""
    shown: list[Sequence[Any]] = []
    last = None
    for holder, verdict_of, *rest in rows:
        shown.append((None, None, *rest) if holder == last else (holder, verdict_of, *rest))
        last = holder
    return shown


BARS = (
    Column("clause", Kind.TEXT, "Clause"),
    Column("holders", Kind.TEXT, "Notes"),
    Column("what", Kind.TEXT, "Bar"),
    Column("cause", Kind.PHRASE, "Cause"),
    Column("lifts", Kind.PHRASE, "Lifts"),
)


def bars_in_words(run: Run, shown: Sequence[Position]) -> Iterator[Table]:
    """Every bar, for all Notes that are under it, with the day it lifts or why no day is known."""
    asked, names = asked_of(run), Names(run.document)
    groups: dict[tuple[Bar, date | None], list[str]] = {}
    for position in shown:
        for bar in position.all_bars:
            lifts = asked.lifts.bars.get((position.holder, bar.key))
            groups.setdefault((bar, lifts), []).append(position.holder)
    rows: list[Sequence[Any]] = []
    for (bar, lifts), whose in groups.items():
        when = [lifts] if lifts else until(bar)
        clause, cause = names.label(bar.role), names.cause(bar.kind, bar.cause)
        rows.append((clause, names.holders(whose), KINDS[bar.kind], cause, when))
    if rows:
        yield Table(BARS, rows, title="Bars on that day, and the first day without them")


UNTIL = {
    BLOCKAGE: "no day known: no cure or waiver is recorded",
    SENIOR: "no day known: nothing recorded pays it or rescinds",
    INSOLVENCY: "no day known: no dismissal, payment in full or consent is recorded",
    ACCELERATED_PRINCIPAL: "no day known: Senior is not recorded as paid in full",
    RATABLE: "no day known: others stay barred",
    PAYMENT_DEFAULT: "no day known: no cure or waiver is recorded",
    PERMITTED: "no day known: Senior is not recorded as paid in full",
    STOP: "no day known: no notice to resume is recorded",
}


def until(bar: Bar) -> str:
    """Why no day is known on which a bar lifts."""
    return UNTIL[bar.kind]


def consequences(run: Run, shown: Sequence[Position]) -> Section:
    """What follows from not paying, and from paying anyway."""
    asked, names = asked_of(run), Names(run.document)
    late: dict[date, list[str]] = {}
    for position in shown:
        day = default_from(position)
        if day is not None:
            late.setdefault(day, []).append(position.holder)
    payment, turnover = run.label(Role.DEFAULT_PAYMENT), run.label(Role.TURNOVER)
    lines: list[Phrase] = []
    for day, whose in sorted(late.items()):
        tense = " exists since " if day <= asked.day else " from "
        which = f" (Notes: {names.holders(whose)})"
        lines.append([f"If it is not paid: Event of Default under {payment}", tense, day, which])
    if not late and any(sum(position.due.values()) for position in shown):
        lines.append(_without_default(run))
    over = [position for position in shown if position.turnover]
    if over:
        amount = Money(sum(position.turnover for position in over))
        whom = ", then ".join(senior_in_order(run))
        last = to_be_paid_over_by(run.document, asked.day)
        by: Phrase = [", by ", last] if last else []
        says = f" is turned over under {turnover}, to {whom}"
        lines.append(["If all that is due is paid anyway: ", amount, says, *by])
        if 1 < len(over) <= MOST_NAMED:
            lines.append(["of it by ", *join([f"{each.holder} ", Money(each.turnover)] for each in over)])
    elif any(position.all_bars and sum(position.due.values()) for position in shown):
        lines.append("If it is paid anyway: nothing Senior is outstanding to which it would be turned over")
    return Section("What follows", lines or ["Nothing is due: nothing follows from not paying."])


def _without_default(run: Run) -> Phrase:
    """What follows from not paying where no Event of Default does."""
    pik = run.document.terms.interest.pik
    if pik is None or not pik.deemed:
        return "If it is not paid: no Event of Default follows from that"
    says = "If it is not paid by the end of its timely day: interest is added to principal"
    return f"{says} ({run.label(Role.PIK)}), and no Event of Default follows"


def senior_in_order(run: Run) -> list[str]:
    """The facilities on which something Senior is outstanding, the highest rank first."""
    outstanding, limits = asked_of(run).senior_outstanding, asked_of(run).senior_limits
    senior = {facility for each in limits.values() for facility, limit in each.items() if limit}
    debts = sorted(run.document.senior_debt, key=lambda debt: int(debt.rank))
    several = len({debt.rank for debt in debts}) > 1
    return [
        f"{debt.id} (rank {debt.rank})" if several else debt.id
        for debt in debts
        if debt.id in senior and outstanding.get(debt.id)
    ]


def _row(run: Run, position: Position, component: str) -> tuple[Any, ...]:
    bars = position.bars[component]
    clauses = tuple(dict.fromkeys(run.label(bar.role) for bar in bars))
    return (
        position.holder,
        component,
        position.due[component],
        not bars,
        payable_from(asked_of(run), position, component),
        clauses,
    )


def _holder_data(run: Run, position: Position) -> dict[str, Any]:
    asked = asked_of(run)
    return {
        "holder": position.holder,
        "verdict": verdict(position),
        "components": {
            component: {
                "payable": not position.bars[component],
                "amount": Money(position.due[component]),
                "payable_from": payable_from(asked, position, component),
            }
            for component in COMPONENTS
        },
        "bars": [
            {
                "clause": run.label(bar.role),
                "kind": bar.kind,
                "cause": list(bar.cause),
                "lifts": asked.lifts.bars.get((position.holder, bar.key)),
            }
            for bar in position.all_bars
        ],
        "default_from": default_from(position),
        "turnover": Money(position.turnover),
        **({"interest_capitalised": Money(position.capitalised)} if run.document.terms.interest.pik else {}),
    }
