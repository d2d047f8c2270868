"""A statement as data: the objects of json and the rows of csv."""

from collections.abc import Sequence
from typing import Any

from note_sched.history.movements import ASSUMED, Balances
from note_sched.ledger.receipts import Turnover
from note_sched.measure.share import percent
from note_sched.pages.page import Column, Kind, added_up
from note_sched.pages.values import Money
from note_sched.reports.statements.control import Control
from note_sched.reports.statements.history import DueLine, Flows, History
from note_sched.reports.statements.interest import InterestLine
from note_sched.reports.statements.received import Refundable
from note_sched.reports.statements.statement import Statement, Statements
from note_sched.reports.statements.tables import rate
from note_sched.rules.words import Label

COLUMNS = (
    Column("month"),
    Column("statement"),
    Column("holder"),
    Column("face", Kind.MONEY),
    Column("opening_principal", Kind.MONEY),
    Column("opening_interest_unpaid", Kind.MONEY),
    Column("opening_accrued_interest", Kind.MONEY),
    Column("opening_expenses_unpaid", Kind.MONEY),
    Column("interest_accrued", Kind.MONEY),
    Column("interest_due", Kind.MONEY),
    Column("principal_due", Kind.MONEY),
    Column("expenses_due", Kind.MONEY),
    Column("paid_recorded", Kind.MONEY),
    Column("paid_assumed", Kind.MONEY),
    Column("interest_paid", Kind.MONEY),
    Column("principal_paid", Kind.MONEY),
    Column("expenses_paid", Kind.MONEY),
    Column("turned_over", Kind.MONEY),
    Column("shortfall", Kind.MONEY),
    Column("closing_principal", Kind.MONEY),
    Column("closing_interest_unpaid", Kind.MONEY),
    Column("closing_accrued_interest", Kind.MONEY),
    Column("closing_expenses_unpaid", Kind.MONEY),
    Column("interest_recorded_in_year", Kind.MONEY),
    Column("interest_assumed_in_year", Kind.MONEY),
    Column("turned_over_in_year", Kind.MONEY),
    Column("standing"),
    Column("clauses", Kind.LIST),
    Column("next_due", Kind.DATE),
    Column("next_timely_through", Kind.DATE),
    Column("received_beyond", Kind.MONEY),
    Column("refunded", Kind.MONEY),
    Column("refundable", Kind.MONEY),
)
"""The columns of csv; new ones come at the end."""


def record_row(statement: Statement, name: str) -> Sequence[Any]:
    """The main sums of a statement; ``name``: its id, with the number of a restatement."""
    history, state = statement.history, statement.state
    paid = history.flows.paid_recorded.plus(history.flows.paid_assumed)
    following = history.next_due
    return (
        str(statement.month),
        name,
        statement.holder.id,
        int(statement.holder.principal),
        *_four(history.opening),
        history.flows.accrued.accrued_interest,
        *(_due(history, component) for component in ("interest", "principal", "expenses")),
        -history.flows.paid_recorded.total,
        -history.flows.paid_assumed.total,
        -paid.interest_unpaid - paid.accrued_interest,
        -paid.principal,
        -paid.expenses_unpaid,
        sum(each.amount for each in history.turnovers),
        history.shortfall,
        *_four(history.closing),
        *history.year,
        state.standing,
        tuple(sorted({bar.clause for bar in state.bars})),
        following.date if following else None,
        following.timely_through if following else None,
        history.refundable.received,
        history.refundable.refunded,
        history.refundable.closing,
    )


def _four(balances: Balances) -> Sequence[int]:
    """What csv has of balances; a premium that is due has no column there."""
    return (balances.principal, balances.interest_unpaid, balances.accrued_interest, balances.expenses_unpaid)


def _due(history: History, component: str) -> int:
    return sum(each.amount for each in history.due if each.component == component)


def total_row(month: str, rows: Sequence[Sequence[Any]]) -> Sequence[Any]:
    """The sums over all statements."""
    named = {"statement": "TOTAL", "holder": "TOTAL", "clauses": ()}
    return [named.get(column.name, cell) for column, cell in zip(COLUMNS, added_up(COLUMNS, rows, month), strict=True)]


def balances_data(balances: Balances) -> dict[str, Any]:
    """Balances by name, and their total."""
    return {**{name: Money(cents) for name, cents in balances.told.items()}, "total": Money(balances.total)}


_RARE = ("converted", "capitalised")


def flows_data(flows: Flows) -> dict[str, Any]:
    """Every movement by name; what few papers know, where there is some."""
    told = {name: moved for name, moved in flows._asdict().items() if name not in _RARE or any(moved)}
    return {name: balances_data(moved) for name, moved in told.items()}


def statement_data(of: Statements, statement: Statement) -> dict[str, Any]:
    """One statement as json has it."""
    month, holder = statement.month, statement.holder
    return {
        "id": statement.id,
        "month": str(month),
        "from": month.first,
        "through": month.last,
        "known_at": of.known,
        "holder": holder.id,
        "name": holder.name,
        "face": Money(holder.principal),
        "offering": Money(statement.offering),
        "share": percent(holder.principal, statement.offering),
        **_history_data(of, statement),
        "status": _state_data(of, statement),
        "in_month": [each._asdict() for each in statement.stood],
        "notices": [each._asdict() for each in statement.notices],
    }


def _history_data(of: Statements, statement: Statement) -> dict[str, Any]:
    """The month's sums, line by line."""
    history, month = statement.history, statement.month
    last_day = {"accrued_with_last_day": Money(history.accrued_with_last_day)}
    following = history.next_due
    return {
        "opening": {"date": month.eve, **balances_data(history.opening)},
        "movements": flows_data(history.flows),
        "closing": {"date": month.last, **balances_data(history.closing), **last_day},
        "interest": [_interest_data(line) for line in history.interest],
        "due": [_due_data(each) for each in history.due],
        "shortfall": Money(history.shortfall),
        "received": [
            {
                **_money({**of, "assumed": each.kind == ASSUMED}, *_RECEIVED),
                "refundable": Money(each.refundable),
                **({"premium": Money(each.premium)} if each.premium else {}),
            }
            for each in history.received
            for of in [{name: value for name, value in each._asdict().items() if name not in _BESIDES}]
        ],
        "turned_over": [_turnover_data(each, of.run.label) for each in history.turnovers],
        "transfers": [
            {"date": each.date, "line": each.line, **balances_data(each.moved)} for each in history.transfers
        ],
        "arrears": [_money(each._asdict(), "amount") for each in history.arrears],
        "next_due": None if following is None else _money(following._asdict(), "interest", "principal"),
        "year": {"year": month.year, **{name: Money(cents) for name, cents in history.year._asdict().items()}},
        "refundable": refundable_data(history.refundable),
    }


def refundable_data(of: Refundable) -> dict[str, Any]:
    """What was received beyond all that was owed: at both ends of the month, and what came and went."""
    sums = {name: Money(cents) for name, cents in zip(Refundable._fields[:4], of[:4], strict=True)}
    return {**sums, "refunds": [{"date": each.date, "amount": Money(-each.cents)} for each in of.refunds]}


_DUE = ("amount", "paid_recorded", "paid_assumed", "transferred", "unpaid", "capitalised")
_BESIDES = ("refundable", "premium")
_RECEIVED = ("received", "turned_over", "expenses", "interest_due", "interest_accrued", "principal")


def _due_data(of: DueLine) -> dict[str, Any]:
    """A sum that fell due; what was added to principal of it, where there is some."""
    told = {name: value for name, value in of._asdict().items() if name != "capitalised" or value}
    return _money(told, *_DUE)


def _money(fields: dict[str, Any], *sums: str) -> dict[str, Any]:
    return {name: Money(value) if name in sums else value for name, value in fields.items()}


def _turnover_data(turnover: Turnover, label: Label) -> dict[str, Any]:
    return {
        "date": turnover.date,
        "amount": Money(turnover.amount),
        "to": [{"facility": name, "amount": Money(cents)} for name, cents in turnover.to.items()],
        "clause": label(turnover.role),
    }


def _interest_data(line: InterestLine) -> dict[str, Any]:
    return {
        "what": line.what,
        "from": line.start,
        "through": line.through,
        "days": line.days,
        "basis": line.basis,
        "principal": None if line.principal is None else Money(line.principal),
        "rate": rate(line) or None,
        "amount": Money(line.amount),
        "accrued": Money(line.running),
    }


def _state_data(of: Statements, statement: Statement) -> dict[str, Any]:
    state, run = statement.state, of.run
    return {
        "standing": state.standing,
        "bars": [each._asdict() for each in state.bars],
        "events_of_default": [
            {"clause": run.label(each.role), "from": each.start, "cause": run.said(each.ground)}
            for each in state.defaults
        ],
        "default_from": state.late_from,
        "grace_running": [
            {"clause": run.label(each.role), "from": each.start, "cause": run.said(each.ground)}
            for each in state.graces
        ],
    }


def control_data(of: Control) -> dict[str, Any]:
    """The control sheet as json has it."""
    return {
        "opening": balances_data(of.opening),
        "movements": flows_data(of.flows),
        "closing": {**balances_data(of.closing), "accrued_with_last_day": Money(of.accrued_with_last_day)},
        "shortfall": Money(of.shortfall),
        "turned_over": Money(of.turned_over),
        "checks": [
            {
                "what": each.what,
                "statements": Money(each.statements),
                "offering": Money(each.offering),
                "difference": Money(each.difference),
            }
            for each in of.checks
        ],
        "agrees": of.agrees,
        "refundable": refundable_data(of.refundable),
    }
