"""By which day what was received against a bar is to be paid over to Senior, where the paper gives a number of days."""

from datetime import date
from typing import Any

from note_sched.document.counting import business_days
from note_sched.document.model import Document
from note_sched.pages.page import Column, Kind, Table
from note_sched.pages.values import Money
from note_sched.reports.telling.wording import Names
from note_sched.rules.turnover import turn_over_by
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role


def to_be_paid_over_by(document: Document, received: date) -> date | None:
    """The last day for what was ``received`` on a day; None where the paper says "at once"."""
    terms, calendar = document.terms, business_days(document)
    return turn_over_by(received, terms.turnover.within, calendar, rolls=terms.days.convention == "following")


OVER = (
    Column("received", Kind.DATE, "Received"),
    Column("holder", Kind.TEXT, "Notes"),
    Column("amount", Kind.MONEY, "To be paid over"),
    Column("to", Kind.LIST, "To"),
    Column("by", Kind.DATE, "By"),
)


def paid_over(run: Run, day: date, names: Names) -> tuple[list[dict[str, Any]], Table]:
    """What was received against a bar through a day, by when it is to be paid over: for machines, for people."""
    found = [each for each in run.turnovers if each.date <= day and each.role is Role.TURNOVER]
    rows = [
        (
            each.date,
            names.holders([each.holder]),
            each.amount,
            list(each.to),
            to_be_paid_over_by(run.document, each.date),
        )
        for each in found
    ]
    data = [
        {
            "received": each.date,
            "holder": each.holder,
            "amount": Money(each.amount),
            "to": {facility: Money(cents) for facility, cents in each.to.items()},
            "by": to_be_paid_over_by(run.document, each.date),
        }
        for each in found
    ]
    return data, Table(OVER, rows, title=f"Received against a bar ({run.label(Role.TURNOVER)})")
