"""What the law made of facts, as objects for machines, by the keys that every json has for them."""

from typing import Any

from note_sched.ledger.receipts import Turnover
from note_sched.pages.values import Money
from note_sched.reports.telling.wording import Names
from note_sched.rules.defaults import EventOfDefault
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Declared


def window_data(names: Names, window: Window) -> dict[str, Any]:
    """A window; ``reason``: why it is none, None where it is effective."""
    return {
        "kind": window.kind,
        "holder": window.holder,
        "start": window.start,
        "end": window.end,
        "effective": window.effective,
        "reason": names.said(window.ground) or None,
        "cause": window.cause,
        "clause": names.label(window.role),
    }


def default_data(names: Names, default: EventOfDefault) -> dict[str, Any]:
    """An Event of Default."""
    return {
        "clause": names.label(default.role),
        "holder": default.holder,
        "from": default.start,
        "until": default.until,
        "cause": names.said(default.ground),
    }


def declared_data(names: Names, declared: Declared) -> dict[str, Any]:
    """An acceleration; ``reason``: why it is void, or that nobody made it.

    ``holders``: who made it together, where the paper wants a share of principal for it.
    """
    data = {
        "holder": declared.holder,
        "date": declared.date,
        "valid": declared.valid,
        "reason": names.said(declared.ground) or None,
    }
    return {**data, "holders": declared.holders or None} if names.by_share else data


def turnover_data(names: Names, turnover: Turnover) -> dict[str, Any]:
    """What was turned over, or diverted, and to whom."""
    return {
        "date": turnover.date,
        "holder": turnover.holder,
        "amount": Money(turnover.amount),
        "to": [{"facility": name, "amount": Money(cents)} for name, cents in turnover.to.items()],
        "clause": names.label(turnover.role),
    }
