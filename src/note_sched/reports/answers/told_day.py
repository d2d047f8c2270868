"""What a page that opens with a day says of it: the verdict, what is barred until when and by whom, the rest beside.

The verdict is that of ``can-pay``, which is told in ``verdict`` alone. An Event of Default and what is held in trust
change no verdict: they are lines of their own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from note_sched.document.events import SeniorDefault
from note_sched.ledger.receipts import Turnover
from note_sched.pages.page import Line, Tone
from note_sched.pages.values import Money, Phrase, parts_of
from note_sched.reports.answers.can_pay import due_in_words, until
from note_sched.reports.answers.verdict import PAY, TONES, overall, payable, payable_from, verdict_in_words
from note_sched.reports.telling.paying_over import to_be_paid_over_by
from note_sched.reports.telling.position import assumed_line, if_received
from note_sched.reports.telling.story import paid_to
from note_sched.reports.telling.wording import KINDS, Names, join, sums_in_words
from note_sched.rules.standing import ACCELERATED_PRINCIPAL, BLOCKAGE, PAYMENT_DEFAULT, SENIOR, Bar
from note_sched.simulation.outcome import COMPONENTS, Asked, Position, Run
from note_sched.terms.roles import Role

DUE, BARRED, DEFAULT, TRUST, ASSUMED = "Due and unpaid", "Barred", "Event of Default", "Held in trust", "Assumed paid"

LABELS = (DUE, BARRED, DEFAULT, TRUST, ASSUMED)

_MOST_BARRED = 5
"""Different things that a head says to be barred; more are counted."""


def verdict_of(asked: Asked) -> Phrase:
    """The verdict of `can-pay`, with the sum where all that is due may be paid."""
    due = sums_in_words((part, sum(position.due[part] for position in asked.positions)) for part in COMPONENTS)
    return [f"{PAY} ", *due] if overall(asked) == PAY and due else verdict_in_words(asked)


def headline_of(asked: Asked) -> tuple[Phrase, Tone]:
    """The verdict with its day, coloured by what may be paid; and where nothing is owed, that, and on what it rests."""
    owed = any(position.total for position in asked.positions)
    nothing: list[Any] = [] if owed else [": nothing is owed", *if_received(asked)]
    return [*parts_of(verdict_of(asked)), " on ", asked.day, *nothing], TONES[overall(asked)]


def head_of(run: Run, asked: Asked, names: Names) -> list[Line]:
    """The lines beside the verdict, but what is assumed: a page that opens with a day has more to say of that."""
    told = lines_of(run, asked, names)
    return [Line(label, phrase) for label, phrase in told.items() if label != ASSUMED]


def lines_of(run: Run, asked: Asked, names: Names) -> Mapping[str, Phrase]:
    """The lines beside the verdict, by their labels, in the order of ``LABELS``.

    Args:
        run: a run of the document to its end.
        asked: the position on the day.
        names: how people call things.
    """
    free = sum(sum(payable(position).values()) for position in asked.positions)
    due = sum(sum(position.due.values()) for position in asked.positions)
    said = {
        DUE: due_in_words(due, free),
        BARRED: _barred(asked, names),
        DEFAULT: defaults_told(run, asked.day, names),
        TRUST: trust_told(run, asked.day),
        ASSUMED: next((line.text for line in assumed_line(asked)), ""),
    }
    return {label: phrase for label, phrase in said.items() if phrase}


def _barred(asked: Asked, names: Names) -> Phrase:
    """What may not be paid, on which Notes, until when, and by whom it is barred."""
    if not any(position.all_bars for position in asked.positions):
        return "nothing"
    owing = [position for position in asked.positions if position.total] or list(asked.positions)
    causes: dict[tuple[Bar, ...], dict[tuple[str, date | None], list[Position]]] = {}
    for position in owing:
        for (bars, first), what in _by_bars(asked, position).items():
            causes.setdefault(bars, {}).setdefault((what, first), []).append(position)
    found: list[Phrase] = []
    for bars, barred in causes.items():
        whats = [_what(what, first, whose, owing, names) for (what, first), whose in barred.items()]
        unknown = [until(bar) for bar in bars] if any(first is None for _, first in barred) else []
        found.append(
            [*join(whats), ": ", *join([*(_by_whom(bar, names) for bar in bars), *dict.fromkeys(unknown)], "; ")]
        )
    more = [f"{len(found) - _MOST_BARRED} more"] if len(found) > _MOST_BARRED else []
    return join([*found[:_MOST_BARRED], *more], ". ")


def _by_bars(asked: Asked, position: Position) -> dict[tuple[tuple[Bar, ...], date | None], str]:
    """What is barred on a Note, by the bars and by the first day without any: expenses are told with the interest."""
    found: dict[tuple[tuple[Bar, ...], date | None], str] = {}
    for part in ("interest", "principal", "expenses"):
        if position.bars[part]:
            key = position.bars[part], payable_from(asked, position, part)
            if part == "expenses" and key in found:
                continue
            found[key] = f"{found[key]} or {part}" if key in found else part
    return {key: "payment" if what == "interest or principal" else what for key, what in found.items()}


def _what(what: str, first: date | None, whose: Sequence[Position], owing: Sequence[Position], names: Names) -> Phrase:
    """``no principal to alder before Fri 2010-07-16 (200,000.00 is due)``."""
    to = "" if len(whose) == len(owing) else f" to {names.holders(position.holder for position in whose)}"
    parts = COMPONENTS if what == "payment" else what.split(" or ")
    barred = sum(position.due[part] for position in whose for part in parts)
    how_much: list[Any] = [" (", Money(barred), " is due)"] if barred else []
    return [f"no {what}{to}", *([" before ", first] if first else []), *how_much]


def _by_whom(bar: Bar, names: Names) -> Phrase:
    """Kind and clause of a bar, whose bar it is by name, and what caused it."""
    lenders = "".join(f", {name}" for name in dict.fromkeys(_lenders(bar, names)))
    cause = names.cause(bar.kind, bar.cause)
    because: list[Any] = [", ", *parts_of(cause)] if cause else []
    return [f"{KINDS[bar.kind]} ({names.label(bar.role)}){lenders}", *because]


def _lenders(bar: Bar, names: Names) -> Iterator[str]:
    """The Senior creditors by whose default, or unpaid debt, a bar is there."""
    if bar.kind in (BLOCKAGE, PAYMENT_DEFAULT, ACCELERATED_PRINCIPAL):
        for each in bar.cause:
            default: SeniorDefault | None = names.defaults.get(each)
            if default is not None:
                yield names.lender[default.facility]
    elif bar.kind == SENIOR:
        yield from (names.lender[facility] for facility in bar.cause if facility in names.lender)


def defaults_told(run: Run, day: date, names: Names, holder: str | None = None) -> Phrase:
    """The Events of Default that exist on a day, each with its first day and the Notes it is about.

    ``holder``: those about its Note, and about all.
    """
    groups: dict[str, dict[date, list[str | None]]] = {}
    for each in run.defaults:
        if each.exists_on(day) and (holder is None or each.holder in (None, holder)):
            groups.setdefault(names.label(each.role), {}).setdefault(each.start, []).append(each.holder)
    clauses = [
        [f"under {clause} ", *join(_since(start, whose, names) for start, whose in each.items())]
        for clause, each in groups.items()
    ]
    return join(clauses, "; ") or "none"


def _since(start: date, whose: Sequence[str | None], names: Names) -> Phrase:
    called = names.holders(whose)
    whole = None in whose or called == "all" or len(names.holder) == 1
    return ["since ", start, "" if whole else f" (Notes: {called})"]


def trust_told(run: Run, day: date, holder: str | None = None, turnovers: Iterable[Turnover] | None = None) -> Phrase:
    """What was received on a day against a bar, and to whom it is paid over.

    Args:
        run: of which document.
        day: the day.
        holder: on whose Note alone; None: on all.
        turnovers: those among which they are, where they are sorted out already.
    """
    among = run.turnovers if turnovers is None else turnovers
    held = [each for each in among if each.date == day and each.role is Role.TURNOVER]
    held = [each for each in held if holder in (None, each.holder)]
    if not held:
        return ""
    received = Money(sum(each.amount for each in held))
    last = to_be_paid_over_by(run.document, day)
    by: list[Any] = [", by ", last] if last else []
    return [received, " received that day is held in trust, and turned over: ", *paid_to(held), *by]
