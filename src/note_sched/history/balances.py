"""Where every Note stands, day by day: the rows of the schedule, and between them the days on which Notes were issued.

The schedule has no row for an issue: a Note is what the document says until something happens to it. Whoever follows
balances over time needs the issue as a movement all the same, for a Holder can have rows before it (a transfer to it,
expenses that it demanded), and the last of those knows nothing of the principal that came later.
"""

from collections.abc import Iterator
from heapq import merge
from operator import attrgetter

from note_sched.ledger.entries import Row
from note_sched.simulation.outcome import Run

_BY_DATE = attrgetter("date")


def issues(run: Run) -> list[Row]:
    """A row for every Note that came into being in the run: where it stood at the end of that day, by date.

    Nothing moves in these rows. Where the schedule has a row of that day too, it says at least as much.
    """
    first_day = run.first_day
    at_first = [
        Row(first_day, holder.id, 0, 0, 0, 0, 0, 0, 0, int(holder.principal), 0, 0, 0, "open", (), 0)
        for holder in run.document.holders
        if holder.principal and (holder.issue_date or first_day) == first_day
    ]
    return [*at_first, *run.issues]


def with_issues(run: Run) -> Iterator[Row]:
    """The rows of the schedule and those of ``issues`` by date; of one day the schedule's come last."""
    return merge(issues(run), run.rows, key=_BY_DATE)
