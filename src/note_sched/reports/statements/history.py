"""What happened to a Note in a month: opening, movements and closing that add up, from what a traced run wrote down.

Balances are those of the end of a day, as everywhere: the opening of a month is the closing of the month before, and
``accrued_interest`` holds the interest through the day before. So the interest of a month's last day stands in the
statement of the next month; ``History.accrued_with_last_day`` tells what it would be with that day counted.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from note_sched.document.counting import ladder_of
from note_sched.history.derivation import trace_of
from note_sched.ledger.receipts import Turnover
from note_sched.ledger.trace import Cause, Entry, What
from note_sched.measure.months import Month
from note_sched.reports.statements.interest import Interest, InterestLine
from note_sched.reports.statements.items import Arrear, Due, Items
from note_sched.reports.statements.parts import ASSUMED, PAID, TRANSFERRED, Balances, Flows, added, change, flow
from note_sched.reports.statements.receipts import Received, Refundable, Tills, Year
from note_sched.simulation.outcome import Run

_Date = date  # inside the classes below, `date` is the field


class Transferred(NamedTuple):
    """What came, or (below zero) went, by a transfer; ``accrued_interest`` as far as it changed whole cents."""

    date: date
    line: int
    moved: Balances


class NextDue(NamedTuple):
    """What falls due next if nothing changes until then: the nominal day and the last one on which it is in time."""

    date: date
    timely_through: _Date
    interest: int
    principal: int


class History(NamedTuple):
    """A Note in a month.

    ``opening`` and all of ``flows`` add up to ``closing``. ``accrued_with_last_day``: accrued interest with that of the
    month's last day counted. ``turnovers``: to whom what was turned over or diverted went. ``assumed``: what is assumed
    as paid on the Note since its first day. ``refundable``: what was received beyond all that was owed, in no balance.
    """

    holder: str
    opening: Balances
    flows: Flows
    closing: Balances
    accrued_with_last_day: int
    interest: tuple[InterestLine, ...]
    due: tuple[Due, ...]
    arrears: tuple[Arrear, ...]
    received: tuple[Received, ...]
    turnovers: tuple[Turnover, ...]
    transfers: tuple[Transferred, ...]
    next_due: NextDue | None
    year: Year
    assumed: int
    refundable: Refundable

    @property
    def shortfall(self) -> int:
        """What fell due in the month and is unpaid at its end."""
        return sum(due.unpaid for due in self.due)


def histories(run: Run, month: Month) -> Iterator[History]:
    """The month of every Note on which something was owed or happened in it, or whose Holder holds what is refundable.

    In document order.

    Args:
        run: a traced one, that was asked for the month's last day.
        month: which one.
    """
    tills = Tills(run, month)
    ladder = ladder_of(run.document)
    instalment = ladder.following(month.last) if ladder else None
    for holder in run.document.holders:
        found = _history(run, holder.id, month, tills, instalment)
        if found is not None:
            yield found


def _history(run: Run, holder: str, month: Month, tills: Tills, instalment: date | None) -> History | None:
    entries = [
        each
        for each in trace_of(run).of(holder)
        if isinstance(each, Entry)
        and each.date <= month.last
        and (each.cents or each.units)
        and each.what is not What.CARRIED_OVER
    ]
    inside = [entry for entry in entries if entry.date >= month.first]
    interest = Interest(run, holder, month)
    opening = added(change(entry) for entry in entries if entry.date < month.first)
    opening = opening._replace(accrued_interest=interest.opening)
    turnovers = tuple(tills.turnovers.get(holder, ()))
    refundable = tills.refundable(holder)
    if not (opening.total or inside or turnovers or any(refundable)):
        return None
    items = Items(run, month)
    for entry in entries:
        items.enter(entry)
    flows = _flows(inside, interest)
    closing = added((opening, *flows))
    return History(
        holder=holder,
        opening=opening,
        flows=flows,
        closing=closing,
        accrued_with_last_day=interest.with_last_day(closing.principal, entries),
        interest=tuple(interest.lines),
        due=tuple(items.due()),
        arrears=tuple(items.arrears()),
        received=tuple(tills.received(holder, inside)),
        turnovers=turnovers,
        transfers=tuple(_transfers(inside, interest)),
        next_due=_next_due(run, instalment, lambda day: interest.on(day, closing.principal, entries), items, closing),
        year=tills.year(holder, entries),
        assumed=sum(each.cents for each in entries if each.what in PAID and each.cause.kind == ASSUMED),
        refundable=refundable,
    )


def _flows(inside: Sequence[Entry], interest: Interest) -> Flows:
    parts: dict[str, list[Balances]] = {name: [] for name in Flows._fields}
    for entry in inside:
        parts[flow(entry)].append(change(entry))
    parts["accrued"].append(Balances(accrued_interest=interest.earned))
    parts["transferred"].append(Balances(accrued_interest=sum(interest.carried.values())))
    return Flows(*(added(parts[name]) for name in Flows._fields))


def _transfers(inside: Sequence[Entry], interest: Interest) -> Iterator[Transferred]:
    found: dict[tuple[date, Cause], Balances] = {}
    for entry in inside:
        if entry.what in TRANSFERRED or entry.what is What.ACCRUED_TRANSFERRED:
            key = (entry.date, entry.cause)
            found[key] = found.get(key, Balances()).plus(change(entry))
    for (day, cause), moved in found.items():
        yield Transferred(day, cause.line, moved._replace(accrued_interest=interest.carried.get((day, cause), 0)))


def _next_due(
    run: Run, instalment: date | None, accrued: Callable[[date], int], items: Items, closing: Balances
) -> NextDue | None:
    """The next payment date, ``instalment``, or an earlier maturity; None where nothing is left to fall due."""
    if not (closing.principal or closing.accrued_interest):
        return None
    days = sorted(items.to_mature)
    if instalment is not None and (days or run.document.terms.interest.after_maturity == "schedule"):
        days.append(instalment)
    if not days:
        return None
    day = min(days)
    return NextDue(day, run.timely(day), accrued(day), items.to_mature.get(day, 0))
