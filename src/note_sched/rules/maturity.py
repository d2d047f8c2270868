"""When principal falls due.

Clause:
    Preamble: "on the earlier of (i) May 31, 2010 (the "Maturity Date") or (ii) such date following the date hereof on
    which the Borrower shall consummate a debt or equity financing (other than pursuant to the offering ...) in one or
    a series of related transactions of an aggregate amount of $10,000,000 or more".

Reading:
    A closing counts if the Borrower consummated it after the Note's own issue date ("following the date hereof": the
    issue date itself does not follow it). Closings of one ``series`` are added up, gross; a closing without a series
    stands alone. "Or more": exactly the threshold is enough. The earliest series wins. Notes of different dates can
    mature on different days. On the stated maturity date itself the cause is the stated one.

Example:
    >>> from datetime import date
    >>> closings = [(date(2009, 1, 15), "s", 4_000_000_00), (date(2009, 3, 17), "s", 6_000_000_00)]
    >>> financing_trigger(date(2008, 9, 26), 10_000_000_00, closings)
    datetime.date(2009, 3, 17)
    >>> financing_trigger(date(2008, 9, 26), 10_000_000_01, closings) is None
    True

Limits:
    Whether closings are related, and whether a financing was pursuant to the Offering, the document says.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from note_sched.document.events import Financing
from note_sched.document.model import Holder, Note
from note_sched.measure.money import write_grouped

Closing = tuple[date, str | None, int]


class Maturity(NamedTuple):
    """The day on which a Note's principal falls due, and why: ``stated`` or ``financing``."""

    date: date
    cause: str


def financing_trigger(issued: date, threshold: int, closings: Iterable[Closing]) -> date | None:
    """The first day on which a series of closings after ``issued`` reaches ``threshold`` cents; None if none does.

    ``closings``: day, series (None: stands alone) and cents of each.
    """
    running: dict[str | None, int] = {}
    for day, series, amount in sorted(closings, key=lambda closing: closing[0]):
        if day <= issued:
            continue
        total = amount if series is None else running.get(series, 0) + amount
        running[series] = total
        if total >= threshold:
            return day
    return None


def maturity(note: Note, issued: date, financings: Sequence[Financing]) -> Maturity:
    """The maturity of a Note issued on ``issued`` (preamble)."""
    trigger = None
    if note.financing_threshold is not None:
        closings = [(event.date, event.series, int(event.amount)) for event in financings if event.by == "borrower"]
        trigger = financing_trigger(issued, note.financing_threshold, closings)
    if trigger is not None and trigger < note.maturity_date:
        return Maturity(trigger, "financing")
    return Maturity(note.maturity_date, "stated")


def beyond_the_offering(note: Note, holders: Sequence[Holder]) -> str | None:
    """What to say when the Notes exceed the Offering, counting in order of issue date (preamble); None if they don't.

    The sentence names the excess and the Note that first passes the limit.
    """
    if note.offering_limit is None:
        return None
    running = 0
    first_beyond = None
    for holder in sorted(holders, key=lambda holder: holder.issue_date or note.issue_date):
        running += holder.principal
        if running > note.offering_limit and first_beyond is None:
            first_beyond = holder
    if first_beyond is None:
        return None
    return (
        f"the Notes add up to {write_grouped(running)}, {write_grouped(running - note.offering_limit)} more than the "
        f"Offering of {write_grouped(note.offering_limit)}; in order of issue date the limit is passed with "
        f"{first_beyond.id}. What is beyond counts as a financing only if a `financing` event records it"
    )
