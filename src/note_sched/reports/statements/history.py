"""What happened to a Note in a month: opening, movements and closing that add up, from what a traced run wrote down.

Balances are those of the end of a day, as everywhere: the opening of a month is the closing of the month before, and
``accrued_interest`` holds the interest through the day before. So the interest of a month's last day stands in the
statement of the next month; ``History.accrued_with_last_day`` tells what it would be with that day counted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from note_sched.document.counting import ladder_of
from note_sched.history.accrual_lines import AccrualLine, Counting
from note_sched.history.dues import Dues
from note_sched.history.movements import Act, Balances, Part, added
from note_sched.history.past import Movement, Past, PastLine, by_due, trace_of
from note_sched.ledger.pen import Cause
from note_sched.ledger.receipts import Turnover
from note_sched.measure.months import Month
from note_sched.reports.statements.interest import InterestLine, interest_lines
from note_sched.reports.statements.received import Received, Refundable, Tills, Year
from note_sched.simulation.outcome import Run

_Date = date  # inside the classes below, `date` is the field

FallsDue = Callable[[str, date], int]
"""The interest of a Holder's Note that falls due on a later day if nothing is paid until then, in cents."""


class Flows(NamedTuple):
    """How a month leads from the opening to the closing: opening + all of these = closing, in every column.

    ``fell_due`` moves interest from accrued to due, and adds expenses that were demanded and premium; ``capitalised``
    moves it to principal (in whole dollars where the terms round so), without a payment.
    """

    issued: Balances
    transferred: Balances
    accrued: Balances
    fell_due: Balances
    paid_recorded: Balances
    paid_assumed: Balances
    converted: Balances
    capitalised: Balances


class DueLine(NamedTuple):
    """What fell due on a day, and what came of it by the end of the month.

    ``amount - paid_recorded - paid_assumed + transferred - capitalised == unpaid``.
    """

    date: date
    timely_through: _Date
    component: Part
    what: str
    amount: int
    paid_recorded: int
    paid_assumed: int
    transferred: int
    unpaid: int
    capitalised: int = 0


class Arrear(NamedTuple):
    """What is due and unpaid at the end of the month, by due date."""

    date: date
    timely_through: _Date
    component: Part
    amount: int


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
    due: tuple[DueLine, ...]
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


def histories(run: Run, month: Month, falls_due: FallsDue | None = None) -> Iterator[History]:
    """The month of every Note on which something was owed or happened in it, or whose Holder holds what is refundable.

    In document order.

    Args:
        run: a traced one, that was asked for the month's last day.
        month: which one.
        falls_due: what interest falls due next, where that is more than one rate on what is unpaid.
    """
    tills = Tills(run, month)
    ladder = ladder_of(run.document)
    instalment = ladder.following(month.last) if ladder else None
    counting = Counting(run.document, trace_of(run).denominator, (month.eve,))
    for holder in run.document.holders:
        past = Past(run, holder.id, month.last, apart=(month.eve,), counting=counting)
        found = _history(past, month, tills, instalment, falls_due)
        if found is not None:
            yield found


def _history(
    past: Past, month: Month, tills: Tills, instalment: date | None, falls_due: FallsDue | None
) -> History | None:
    run, holder = past.run, past.holder
    steps = [step for step in past.steps if step.date >= month.first]
    movements = [step for step in past.movements if not step.over]
    inside = [each for each in movements if each.date >= month.first]
    opening = past.balances(month.eve)
    turnovers = tuple(tills.turnovers.get(holder, ()))
    refundable = tills.refundable(holder)
    if not (opening.total or inside or turnovers or any(refundable)):
        return None
    dues = Dues(past.movements)
    flows = _flows(steps)
    closing = added((opening, *flows))
    return History(
        holder=holder,
        opening=opening,
        flows=flows,
        closing=closing,
        accrued_with_last_day=past.accrued_with_last_day,
        interest=tuple(interest_lines(past.periods, month.eve)),
        due=tuple(_due(run, dues, month)),
        arrears=tuple(
            Arrear(day, run.timely(day), component, cents) for (day, component), cents in dues.unpaid().items()
        ),
        received=tuple(tills.received(holder, inside)),
        turnovers=turnovers,
        transfers=tuple(_transfers(inside)),
        next_due=_next_due(past, instalment, closing, falls_due),
        year=tills.year(holder, movements),
        assumed=sum(each.cents for each in movements if each.kind.act is Act.PAID and each.assumed),
        refundable=refundable,
    )


def _flows(inside: Sequence[PastLine]) -> Flows:
    parts: dict[str, list[Balances]] = {name: [] for name in Flows._fields}
    for step in inside:
        parts[_flow(step)].append(step.change)
    return Flows(*(added(parts[name]) for name in Flows._fields))


def _flow(step: PastLine) -> str:
    """To which of the ``Flows`` a step belongs."""
    if isinstance(step, AccrualLine) or not any(step.change) or step.kind.act is Act.ELECTED:
        return "accrued"
    if step.kind.act is Act.PAID:
        return "paid_assumed" if step.assumed else "paid_recorded"
    if step.kind.act is Act.RESCINDED:
        return "fell_due"
    act: str = step.kind.act.value
    return act


def _due(run: Run, dues: Dues, month: Month) -> Iterator[DueLine]:
    """What fell due in the month; what came of it with transfers is told with what went."""
    for each in dues:
        if each.due >= month.first and not each.came:
            same = [other for other in dues.of(each.component) if other.due == each.due]
            assumed = sum(other.assumed for other in same)
            recorded = sum(other.paid for other in same) - assumed
            added_to = sum(other.capitalised for other in same)
            moved = sum(other.cents for other in same if other.came) - sum(other.passed for other in same) + added_to
            yield DueLine(
                each.due,
                run.timely(each.due),
                each.component,
                " and ".join(each.called),
                each.cents,
                recorded,
                assumed,
                moved,
                each.cents - recorded - assumed + moved - added_to,
                added_to,
            )


def _transfers(inside: Iterable[Movement]) -> Iterator[Transferred]:
    found: dict[tuple[date, Cause], Balances] = {}
    for each in inside:
        if each.kind.act is Act.TRANSFERRED:
            key = (each.date, each.cause)
            found[key] = found.get(key, Balances()).plus(each.change)
    for (day, cause), moved in found.items():
        yield Transferred(day, cause.line, moved)


def _next_due(past: Past, instalment: date | None, closing: Balances, falls_due: FallsDue | None) -> NextDue | None:
    """The next payment date, ``instalment``, or an earlier maturity; None where nothing is left to fall due."""
    if not (closing.principal or closing.accrued_interest):
        return None
    to_mature = {due: cents for due, cents in by_due(past.booked("principal")).items() if cents and due > past.day}
    days = sorted(to_mature)
    if instalment is not None and (days or past.run.document.terms.interest.after_maturity == "schedule"):
        days.append(instalment)
    if not days:
        return None
    day = min(days)
    interest = past.accrued_on(day) if falls_due is None else falls_due(past.holder, day)
    return NextDue(day, past.run.timely(day), interest, to_mature.get(day, 0))
