"""The control sheet of a month: what all statements add up to, held against the schedule, which knows nothing of them.

The statements are made from what a traced run wrote down movement by movement; the schedule comes from the balances
that the run kept. Where both say the same to the cent, nothing was left out and nothing was told twice.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import NamedTuple

from note_sched.history.balances import issues
from note_sched.history.movements import ASSUMED, Balances, added
from note_sched.ledger.entries import Row
from note_sched.measure.months import Month
from note_sched.reports.answers.payoff import asked_of
from note_sched.reports.statements.history import Flows, History
from note_sched.reports.statements.received import Refundable
from note_sched.simulation.outcome import Run


class Check(NamedTuple):
    """A sum as the statements have it and as the schedule of the Offering has it, in cents."""

    what: str
    statements: int
    offering: int

    @property
    def difference(self) -> int:
        """Zero, or something is wrong."""
        return self.statements - self.offering


class Control(NamedTuple):
    """The totals of all statements of a month, and whether they agree with the Offering."""

    opening: Balances
    flows: Flows
    closing: Balances
    accrued_with_last_day: int
    shortfall: int
    turned_over: int
    refundable: Refundable
    checks: tuple[Check, ...]

    @property
    def agrees(self) -> bool:
        """Whether every difference is zero."""
        return not any(check.difference for check in self.checks)


class Schedule:
    """What the control sheet needs of the schedule, taken in as the days go by."""

    def __init__(self, month: Month) -> None:
        self.month = month
        self._last: dict[str, Row] = {}
        self.rows: list[Row] = []

    def take(self, rows: Sequence[Row]) -> None:
        """Rows, in the order of their days."""
        first, last = self.month.first, self.month.last
        self._last.update((row.holder, row) for row in rows if row.date <= last)
        self.rows += [row for row in rows if first <= row.date <= last]

    def at_the_close(self, run: Run) -> dict[str, Row]:
        """The last row of each Note; where it was issued after that, or without a row, where it stood then."""
        last = dict(self._last)
        for row in issues(run):
            if row.date <= self.month.last and (row.holder not in last or last[row.holder].date < row.date):
                last[row.holder] = row
        return last


def control(run: Run, schedule: Schedule, histories: Sequence[History]) -> Control:
    """Add up the statements of a month, and hold them against its schedule."""
    opening, closing = added(each.opening for each in histories), added(each.closing for each in histories)
    flows = (
        Flows(*(added(parts) for parts in zip(*(each.flows for each in histories), strict=True)))
        if histories
        else _NONE
    )
    turned = sum(each.amount for history in histories for each in history.turnovers)
    refundable = reduce(Refundable.plus, (each.refundable for each in histories), Refundable())
    return Control(
        opening,
        flows,
        closing,
        sum(each.accrued_with_last_day for each in histories),
        sum(each.shortfall for each in histories),
        turned,
        refundable,
        (
            *_checks(run, schedule, histories, closing, flows, turned),
            *_beyond_what_was_owed(run, schedule.month, refundable),
        ),
    )


_NONE = Flows(*[Balances()] * len(Flows._fields))


def _checks(
    run: Run, schedule: Schedule, histories: Sequence[History], closing: Balances, flows: Flows, turned: int
) -> Iterator[Check]:
    rows, last = schedule.rows, schedule.at_the_close(run)
    yield Check("Principal at the close", closing.principal, sum(row.principal for row in last.values()))
    yield Check(
        "Interest due and unpaid at the close", closing.interest_unpaid, sum(r.interest_unpaid for r in last.values())
    )
    yield Check("Interest accrued at the close", closing.accrued_interest, _accrued(run, histories))
    yield Check("Expenses unpaid at the close", closing.expenses_unpaid, sum(r.expenses_unpaid for r in last.values()))
    for component in ("interest", "principal", "expenses"):
        ours = sum(due.amount for each in histories for due in each.due if due.component == component)
        yield Check(
            f"{component.capitalize()} that fell due", ours, sum(getattr(row, f"{component}_due") for row in rows)
        )
    paid = flows.paid_recorded.plus(flows.paid_assumed)
    interest = -paid.interest_unpaid - paid.accrued_interest
    yield Check("Applied to interest", interest, sum(row.interest_paid for row in rows))
    yield Check("Applied to principal", -paid.principal, sum(row.principal_paid for row in rows))
    yield Check("Applied to expenses", -paid.expenses_unpaid, sum(row.expenses_paid for row in rows))
    if any(row.besides.premium_paid for row in rows) or paid.premium_unpaid:
        yield Check("Applied to premium", -paid.premium_unpaid, sum(row.besides.premium_paid for row in rows))
    yield Check("Of that, assumed", -flows.paid_assumed.total, sum(row.assumed for row in rows))
    yield Check("Turned over or diverted", turned, sum(row.turned_over for row in rows))
    yield Check("Transferred, over all Notes", flows.transferred.principal, 0)
    capitalised = sum(row.besides.interest_capitalised for row in rows)
    if capitalised or any(flows.capitalised):
        yield Check("Interest added to principal", flows.capitalised.principal, capitalised)


def _beyond_what_was_owed(run: Run, month: Month, refundable: Refundable) -> Iterator[Check]:
    """What all Holders received beyond what was owed, held against the receipts themselves, where there is any."""
    if not any(refundable):
        return
    receipts = [each for each in run.receipts if each.beyond]  # before a Note exists, nobody here holds any of it
    received = sum(each.refundable for each in receipts if month.has(each.date))
    yield Check("Received beyond what was owed", refundable.received, received)
    before = sum(each.refundable for each in receipts if each.date <= month.last)
    refunded = sum(each.amount for each in run.refunds if each.date <= month.last)
    yield Check("Refundable at the close", refundable.closing, before - refunded)


def _accrued(run: Run, histories: Sequence[History]) -> int:
    """As asked on the last day, less what was then still assumed to be paid of it."""
    asked = asked_of(run)
    later = sum(
        received.interest_accrued
        for each in histories
        for received in each.received
        if received.kind == ASSUMED and received.date == asked.day
    )
    return sum(position.accrued for position in asked.positions) - later
