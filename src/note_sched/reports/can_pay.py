"""``can-pay``: may this be paid today, component by component, and if not, why and until when."""

from datetime import date
from typing import Any

from note_sched.measure.calendar import DAY
from note_sched.reports.page import Column, Kind, Money, Page, Table
from note_sched.reports.payoff import asked_of
from note_sched.simulation.outcome import COMPONENTS, Asked, Position, Run

PAY, PAY_ONLY, DO_NOT_PAY = "PAY", "PAY ONLY", "DO NOT PAY"

COLUMNS = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("component", Kind.TEXT, "Component"),
    Column("amount", Kind.MONEY, "Due"),
    Column("payable", Kind.FLAG, "May be paid"),
    Column("payable_from", Kind.DATE, "From"),
    Column("bars", Kind.LIST, "Barred by"),
)


def verdict(position: Position) -> str:
    """PAY if nothing is barred; DO NOT PAY if something is and nothing that is due may be paid; else PAY ONLY."""
    if not position.all_bars:
        return PAY
    payable = any(position.due[component] and not position.bars[component] for component in COMPONENTS)
    return PAY_ONLY if payable else DO_NOT_PAY


def overall(asked: Asked) -> str:
    """The verdict over all Notes."""
    verdicts = {verdict(position) for position in asked.positions}
    if verdicts <= {PAY}:
        return PAY
    return DO_NOT_PAY if verdicts == {DO_NOT_PAY} else PAY_ONLY


def payable_from(asked: Asked, position: Position, component: str) -> date | None:
    """The day asked about where nothing bars the component, else the first later day without a bar on it."""
    if not position.bars[component]:
        return asked.day
    return asked.lifts.components.get((position.holder, component))


def default_from(position: Position) -> date | None:
    """The day from which not paying is a 2(a) default; None if nothing is due."""
    return None if position.oldest_timely is None else position.oldest_timely + DAY


def can_pay(run: Run, holders: tuple[str, ...] = ()) -> Page:
    """The answer for the day that the run was asked for."""
    asked = asked_of(run)
    shown = [position for position in asked.positions if not holders or position.holder in holders]
    data = {
        "schema_version": 1,
        "on": asked.day,
        "verdict": overall(asked),
        "holders": [_holder_data(asked, position) for position in shown],
    }
    record = Table(COLUMNS, [_row(asked, position, part) for position in shown for part in COMPONENTS])
    return Page(data, record, [record], headline=overall(asked))


def _row(asked: Asked, position: Position, component: str) -> tuple[Any, ...]:
    bars = position.bars[component]
    clauses = tuple(dict.fromkeys(bar.clause for bar in bars))
    return (
        position.holder,
        component,
        position.due[component],
        not bars,
        payable_from(asked, position, component),
        clauses,
    )


def _holder_data(asked: Asked, position: Position) -> dict[str, Any]:
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
                "clause": bar.clause,
                "kind": bar.kind,
                "cause": list(bar.cause),
                "lifts": asked.lifts.bars.get((position.holder, bar.key)),
            }
            for bar in position.all_bars
        ],
        "default_from": default_from(position),
        "turnover": Money(position.turnover),
    }
