"""What a statement says in figures, how it differs from an earlier one, and which facts made it differ.

A *figure* is a sum or a fact of the month: what it was that day, whatever came later. Outlooks (until when a block is
known to last, what falls due next) are none, nor are names: that they change restates nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from note_sched.document.changes import Change, changes
from note_sched.document.model import Document
from note_sched.document.undoing import faults_of, together, undone
from note_sched.faults import Faulty, Refusal
from note_sched.history.movements import Balances
from note_sched.reports.statements.history import History
from note_sched.reports.statements.month_end import DEFAULT
from note_sched.reports.statements.statement import Statement, Statements
from note_sched.rules.words import Label

Figures = Mapping[str, int | str]
"""By line: cents, or words."""

MOST_TRIED = 24
"""Changes of a document that are tried one by one; among more the reader must look for himself."""


class RestatedLine(NamedTuple):
    """A line of two statements that differs; None: the line is not there."""

    line: str
    earlier: int | str | None
    now: int | str | None


class Restatement(NamedTuple):
    """What statement number ``number`` changes in the one before, by their names, and the facts that caused it."""

    name: str
    before: str
    number: int
    differences: Sequence[RestatedLine]
    causes: Sequence[str]


def differences(earlier: Figures, now: Figures) -> list[RestatedLine]:
    """The lines that differ, in the order of the statement."""
    lines = list(now)
    place = 0
    for line in earlier:  # what is not there any more stands where it stood
        if line in now:
            place = lines.index(line) + 1
        else:
            lines.insert(place, line)
            place += 1
    return [
        RestatedLine(each, earlier.get(each), now.get(each)) for each in lines if earlier.get(each) != now.get(each)
    ]


def figures(statement: Statement, label: Label) -> Figures:
    """Every figure of a statement by its line; sums of zero are left out. ``label``: how the Note cites a clause."""
    history, state = statement.history, statement.state
    found: dict[str, int | str] = {
        "Principal as issued": int(statement.holder.principal),
        "All Notes as issued": statement.offering,
        **_balances("Opening", history.opening),
    }
    for name, moved in history.flows._asdict().items():
        found |= _balances(name.replace("_", " ").capitalize(), moved)
    found |= _balances("Closing", history.closing)
    found["Accrued with the last day"] = history.accrued_with_last_day
    for line, cents in _lines(history, label):
        found[line] = int(found.get(line, 0)) + cents
    found["Standing"] = state.standing
    found["Barred by"] = ", ".join(sorted({f"{each.kind} ({', '.join(each.cause)})" for each in state.bars}))
    for each in statement.stood:
        what = f"Event of Default under {each.clause}" if each.kind == DEFAULT else f"Bar: {each.kind} {each.cause[0]}"
        found[f"{what} since {each.start}"] = f"until {each.until}" if each.until else "stands"
    for notice in statement.notices:
        found[f"Notice of {notice.effective_on}: {notice.what} {notice.of}"] = notice.effect
    return {line: value for line, value in found.items() if value not in (0, "")}


def control_figures(of: Statements) -> Figures:
    """Every figure of a control sheet: the sums of all, and the main ones of each statement."""
    control = of.control
    found: dict[str, int | str] = dict(_balances("Opening", control.opening))
    for name, moved in control.flows._asdict().items():
        found |= _balances(name.replace("_", " ").capitalize(), moved)
    found |= _balances("Closing", control.closing)
    found |= {f"{check.what}, by the statements": check.statements for check in control.checks}
    found |= {f"{check.what}, by the schedule": check.offering for check in control.checks}
    found |= {"Accrued with the last day": control.accrued_with_last_day, "Shortfall": control.shortfall}
    for each in of.statements:
        found |= {f"{each.holder.id}: {what}": cents for what, cents in _main(each.history)}
        found[f"{each.holder.id}: standing"] = each.state.standing
    return {line: value for line, value in found.items() if value}


def _main(history: History) -> Iterator[tuple[str, int]]:
    yield "fell due", sum(due.amount for due in history.due)
    yield "paid as recorded", -history.flows.paid_recorded.total
    yield "paid as assumed", -history.flows.paid_assumed.total
    yield "turned over", sum(turnover.amount for turnover in history.turnovers)
    yield "shortfall", history.shortfall
    yield "owed at the end", history.closing.total
    yield "year: interest paid, recorded", history.year.interest_recorded
    yield "year: interest paid, assumed", history.year.interest_assumed
    yield "year: turned over", history.year.turned_over
    yield "refundable at the end", history.refundable.closing


_COLUMNS = ("principal", "interest due", "interest accrued", "expenses", "premium")


def _balances(name: str, balances: Balances) -> dict[str, int]:
    return {f"{name}: {column}": cents for column, cents in zip(_COLUMNS, balances, strict=True)}


def _lines(history: History, label: Label) -> Iterator[tuple[str, int]]:
    for line in history.interest:
        on = "" if line.days is None else f" through {line.through}"
        yield f"Interest {line.what} {line.start}{on}", line.amount
    for due in history.due:
        place = f"{due.component.capitalize()} due {due.date}"
        yield place, due.amount
        yield f"{place}, paid as recorded", due.paid_recorded
        yield f"{place}, paid as assumed", due.paid_assumed
        yield f"{place}, shortfall", due.unpaid
    for arrear in history.arrears:
        yield f"{arrear.component.capitalize()} unpaid since {arrear.date}", arrear.amount
    for each in history.received:
        place = f"{each.kind.replace('_', ' ').capitalize()} of {each.date}"
        yield place, each.received
        for name in (
            "turned_over",
            "expenses",
            "interest_due",
            "interest_accrued",
            "principal",
            "refundable",
            "premium",
        ):
            yield f"{place}, {name.replace('_', ' ')}", getattr(each, name)
    for turnover in history.turnovers:
        for facility, cents in turnover.to.items():
            yield f"Turned over {turnover.date} to {facility} under {label(turnover.role)}", cents
    for transfer in history.transfers:
        yield f"Transfer of {transfer.date}", transfer.moved.total
    yield "Year: interest paid, recorded", history.year.interest_recorded
    yield "Year: interest paid, assumed", history.year.interest_assumed
    yield "Year: turned over", history.year.turned_over
    yield "Refundable at the opening", history.refundable.opening
    for refund in history.refundable.refunds:
        yield f"Refunded {refund.date}", -refund.cents
    yield "Refundable at the close", history.refundable.closing


CONTROL = "_control"
"""Stands for the control sheet where others stand under their Holder's id, which never begins with it."""


def all_figures(of: Statements) -> dict[str, Figures]:
    """The figures of every statement by Holder, and of the control sheet."""
    found = {each.holder.id: figures(each, of.run.label) for each in of.statements}
    return {**found, CONTROL: control_figures(of)}


def causes(
    now: Document, earlier: Mapping[str, Any], restated: Mapping[str, Figures], again: Callable[[Document], Statements]
) -> dict[str, list[str]]:
    """Which of the facts that two documents tell differently made each restated statement differ.

    A fact is a cause where the statement would say something else without that change alone (or with what it cannot be
    undone without). Where no single change would (two that only matter together, or more changes than are tried), all
    of them are named. Without a change the rest may make no sense (a Note without any Holder): then it is named, and
    that what it changes cannot be told.

    Args:
        now: the document of today.
        earlier: the facts of the document of the earlier statement.
        restated: the new figures of the statements that differ, by Holder.
        again: makes the statements of a document.
    """
    found = list(changes(earlier, now))
    named: dict[str, list[str]] = {holder: [] for holder in restated}
    accepted = faults_of(now) if len(found) <= MOST_TRIED else set()
    for change in found if len(found) <= MOST_TRIED else ():
        without = undone(now, *together(change, found))
        played = _played(without, again) if faults_of(without) <= accepted else None
        words = change.words if played is not None else f"{change.words} ({NO_SENSE})"
        for holder, ours in restated.items():
            if played is None or played.get(holder, {}) != ours:
                named[holder].append(words)
    return {holder: words or _all_of(found) for holder, words in named.items()}


NO_SENSE = "what it changes cannot be told: without it the rest makes no sense"
"""Stands in brackets after a change without which a document cannot be played."""


def _played(document: Document, again: Callable[[Document], Statements]) -> dict[str, Figures] | None:
    """What the statements of a document say; None: they cannot be made, for a transfer of what was not held."""
    try:
        return all_figures(again(document))
    except (Faulty, Refusal):
        return None


def _all_of(found: Sequence[Change]) -> list[str]:
    if not found:
        return ["no fact of the document: the program that wrote the earlier statement counted otherwise"]
    words = [change.words for change in found[:MOST_TRIED]]
    more = len(found) - len(words)
    return [*words, *([f"and {more} more changes"] if more else [])]
