"""What a comparison looks at in a run, through a day: dollars in all and per Holder, rows, windows, Events of Default.

``held_back`` counts every cent once that was due and unpaid at the end of a day on which it was barred. Arrears that go
to another Holder by transfer are not counted again there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from note_sched.history.balances import with_issues
from note_sched.instruments import Instrument
from note_sched.ledger.entries import Besides, Row
from note_sched.ledger.receipts import Turnover
from note_sched.rules.defaults import EventOfDefault
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Asked, Declared, Run
from note_sched.terms.roles import Role

FLOWS = (
    "interest_due",
    "principal_due",
    "expenses_due",
    "interest_paid",
    "principal_paid",
    "expenses_paid",
    "turned_over",
    *Besides._fields,
)
"""Columns of the schedule that add up over its days; the last are those that only some papers or events know."""

_flows = attrgetter(*FLOWS[: -len(Besides._fields)])

PAID = ("interest_paid", "principal_paid", "expenses_paid", "premium_paid")

FIGURES = {
    "interest_due": "Interest that fell due",
    "principal_due": "Principal that fell due",
    "expenses_due": "Expenses that fell due",
    "interest_paid": "Interest paid",
    "principal_paid": "Principal paid",
    "expenses_paid": "Expenses paid",
    "interest_capitalised": "Interest added to principal",
    "premium_due": "Premium that fell due",
    "premium_paid": "Premium paid",
    "principal_converted": "Principal converted",
    "interest_converted": "Interest converted",
    "paid_by_turnover": "Of it paid by what was turned over",
    "held_back": "Held back by a bar",
    "turned_over": "Turned over to Senior",
    "refundable": "Refundable",
    "collection_expenses": "Collection expenses",
    "unpaid": "Unpaid at the end",
    "owed": "Owed on the day",
    "due": "Due and unpaid on the day",
    "payable": "Of it may be paid",
}
"""The sums that are compared. ``paid_by_turnover``: what discharges the Notes although Senior has it, under
``turnover_effect: discharged`` (1(g)); the Borrower need not pay it again, and the Holders never keep it. ``unpaid``:
principal, premium and interest due and expenses after the last day, without interest not yet due. The last three are of
the day asked about, as ``payoff`` and ``can-pay`` have them."""

Sums = Mapping[str, int]


class Measured(NamedTuple):
    """A run through ``through``.

    ``totals`` and ``holders``: cents by the names of ``FIGURES`` (those of a day only where one was asked about);
    ``payable_from``: per Holder and component of the day asked about the first day without a bar; ``timely``: the last
    day on which a sum due on a day is paid in time.
    """

    through: date
    rows: Mapping[tuple[date, str], Row]
    totals: Sums
    holders: Mapping[str, Sums]
    windows: Sequence[Window]
    defaults: Sequence[EventOfDefault]
    accelerations: Sequence[Declared]
    turnovers: Sequence[Turnover]
    maturity: tuple[date, date]
    asked: Asked | None
    timely: Callable[[date], date]
    instrument: Instrument


def measure(run: Run, asked: Asked | None = None) -> Measured:
    """What a finished run with its rows shows; ``asked``: the position of a day, from a run of the same document."""
    holders = {holder.id: _Sums() for holder in run.document.holders}
    _count(with_issues(run), holders)
    if run.document.reading.turnover_effect == "discharged":
        for turnover in run.turnovers:
            holders[turnover.holder]["paid_by_turnover"] += turnover.amount if turnover.role is Role.TURNOVER else 0
    if asked is not None:
        _take_position(asked, holders)
    return Measured(
        run.through,
        {(row.date, row.holder): row for row in run.rows},
        _totals(run, holders),
        holders,
        [window for window in run.windows if window.start <= run.through],
        run.defaults,
        run.accelerations,
        run.turnovers,
        (run.maturity.date, run.timely_maturity),
        asked,
        run.timely,
        run.instrument,
    )


class _Sums(defaultdict[str, int]):
    def __init__(self) -> None:
        super().__init__(int)


def _count(rows: Iterable[Row], holders: Mapping[str, _Sums]) -> None:
    of = {holder: (sums, HeldBack(), HeldBack(), HeldBack(), PremiumDue()) for holder, sums in holders.items()}
    for row in rows:
        sums, expenses, interest, principal, premium = of[row.holder]
        for name, cents in zip(FLOWS, (*_flows(row), *row.besides), strict=True):
            if cents:
                sums[name] += cents
        barred = row.standing == "barred"
        sums["held_back"] += premium.see(row.besides, barred=barred or row.standing == "barred_principal")
        sums["unpaid"] = row.principal + row.interest_unpaid + row.expenses_unpaid + premium.unpaid
        sums["held_back"] += (
            expenses.see((row.expenses_due, row.expenses_paid, row.expenses_unpaid), barred=barred)
            + interest.see((row.interest_due, row.interest_paid, row.interest_unpaid), barred=barred)
            + principal.see(
                (row.principal_due, row.principal_paid, row.principal),
                barred=barred or row.standing == "barred_principal",
            )
        )


class HeldBack:
    """Sums due of one kind on one Note: those that were already held back once, and those that were not yet."""

    __slots__ = ("_fresh", "_held")

    def __init__(self) -> None:
        self._held = 0
        self._fresh = 0

    def see(self, moved: tuple[int, int, int], *, barred: bool) -> int:
        """A day's row: what fell due, was paid, is unpaid at its end; how many cents are held back for the first time.

        The oldest are paid first, and those held back are the oldest.
        """
        due, paid, unpaid = moved
        if not unpaid:
            self._held = self._fresh = 0
            return 0
        if not (due or self._held or self._fresh):  # nothing that is unpaid has fallen due
            return 0
        from_held = min(self._held, paid)
        self._held = min(self._held - from_held, unpaid)
        self._fresh = max(0, min(self._fresh + due - (paid - from_held), unpaid - self._held))
        if not barred:
            return 0
        fresh, self._fresh = self._fresh, 0
        self._held += fresh
        return fresh


class PremiumDue:
    """The premium that fell due with principal on one Note: what of it is unpaid, and was held back (T-24).

    It is paid before the premium on what is prepaid, and what bars principal bars it.
    """

    __slots__ = ("_held", "unpaid")

    def __init__(self) -> None:
        self.unpaid = 0
        self._held = HeldBack()

    def see(self, moved: Besides, *, barred: bool) -> int:
        """A day's row: as ``HeldBack.see``."""
        if not (self.unpaid or moved.premium_due):
            return 0
        owed = self.unpaid + moved.premium_due
        self.unpaid = max(0, owed - moved.premium_paid)
        return self._held.see((moved.premium_due, owed - self.unpaid, self.unpaid), barred=barred)


def _take_position(asked: Asked, holders: Mapping[str, _Sums]) -> None:
    for position in asked.positions:
        sums = holders[position.holder]
        sums.pop("unpaid", None)  # what is owed on the day says more
        sums["owed"] = position.total
        sums["due"] = sum(position.due.values())
        sums["payable"] = sum(cents for part, cents in position.due.items() if not position.bars[part])


def _totals(run: Run, holders: Mapping[str, _Sums]) -> Sums:
    totals = _Sums()
    for sums in holders.values():
        for name, cents in sums.items():
            totals[name] += cents
    totals["refundable"] = run.totals.refundable
    totals["collection_expenses"] = run.totals.collection_expenses
    return totals
