"""The first day on which two runs differ in any balance: on days between those of the schedule, too.

A row of the schedule is written when something happens to a Note, or its standing changes. Between two rows interest
runs, and nothing else; and a Note is issued without a row. So two runs whose Notes begin alike and count interest alike
cannot begin to differ on a day without a row; in others every day before the first row that differs is looked at.
"""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from note_sched.document.counting import rates_of
from note_sched.document.model import Document
from note_sched.ledger.entries import Row
from note_sched.measure.business_days import DAY
from note_sched.reports.comparison.differences import BALANCES, Difference
from note_sched.simulation import simulate

MOST_HOLDERS = 100
"""With more Holders balances are not looked at day by day: two years of 1,000 Notes are 730,000 sets of them."""


def to_the_day(found: Difference, first: Document, second: Document) -> Difference:
    """A difference whose first day is the first on which any balance differs, where that can be found.

    Args:
        found: what differs between the runs, by their schedules.
        first: the document of the first run.
        second: that of the second.
    """
    if _begin_alike(first, second):
        return found._replace(is_to_the_day=True)
    if max(len(first.holders), len(second.holders)) > MOST_HOLDERS:
        return found
    last = found.through if found.first_day is None else found.first_day - DAY
    last = max(last, first.note.issue_date, second.note.issue_date)
    one, other = (_balances(document, last) for document in (first, second))
    nothing = (0,) * len(BALANCES)
    days = {
        day for day, holder in {*one, *other} if one.get((day, holder), nothing) != other.get((day, holder), nothing)
    }
    days |= {found.first_day} if found.first_day is not None else set()
    return found._replace(first_day=min(days, default=None), is_to_the_day=True)


def _begin_alike(first: Document, second: Document) -> bool:
    one, other = (
        (
            document.note.issue_date,
            document.terms.interest,
            rates_of(document).same_as(),
            {(holder.id, holder.principal, holder.issue_date) for holder in document.holders},
        )
        for document in (first, second)
    )
    return one == other


def _balances(document: Document, last: date) -> dict[tuple[date, str], tuple[int, ...]]:
    """What every Note owes at the end of every day through ``last``, in the order of ``BALANCES``."""
    found: dict[tuple[date, str], tuple[int, ...]] = {}
    owed = attrgetter(*BALANCES)

    def keep(rows: Sequence[Row]) -> None:
        found.update({(row.date, row.holder): owed(row) for row in rows})

    simulate(document, through=last, daily=True, sink=keep)
    return found
