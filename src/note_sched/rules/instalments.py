"""Instalments of principal: on which days how much of each Note falls due before its maturity (T-23).

Clause:
    The Note of 2008 has none: all principal falls due at maturity. Amortising notes list dates and sums, or pay a level
    sum at regular intervals, of which interest takes its part first.

Reading:
    Each instalment falls due like principal at maturity, but no interest that is not due itself falls due with it
    (R-7 is for maturity and acceleration). It is divided over the Notes issued before its date by their original
    principal, cents by largest remainder, and is at most what of a Note is unpaid. What is left at maturity is the last
    instalment; a maturity, or a financing, on the date of an instalment or before it takes its place. Regular ones go
    on until maturity where their number is not said.

Example:
    100,000.00 on the last business days of four quarters; the last of them is the maturity date.

    >>> from note_sched.measure.business_days import BusinessDays
    >>> quarters = Ladder(date(2009, 3, 31), 3, "last_business_day", BusinessDays())
    >>> [str(each.date) for each in regular(quarters, None, 10_000_000, date(2009, 12, 31), level=False)]
    ['2009-03-31', '2009-06-30', '2009-09-30']

Limits:
    Which instalments a prepayment reduces is the ledger's affair (``Account.retiring``).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count as counting
from typing import NamedTuple

from note_sched.document.counting import business_days, ladder_of_instalments
from note_sched.document.model import Document
from note_sched.measure.ladder import Ladder
from note_sched.measure.share import largest_remainder
from note_sched.terms.terms import Regular

_Date = date  # inside the class below, `date` is the field


class Due(NamedTuple):
    """Cents that fall due on a date over all Notes; ``level``: of interest and principal together."""

    date: _Date
    cents: int
    level: bool = False


def regular(ladder: Ladder, count: int | None, cents: int, maturity: date, *, level: bool) -> Iterator[Due]:
    """Instalments on the dates of a ladder, so many or until ``maturity``."""
    for number in counting() if count is None else range(count):
        day = ladder.nth(number)
        if day >= maturity:
            return
        yield Due(day, cents, level)


def dues_of(document: Document) -> list[Due]:
    """The instalments of a document's terms before its stated maturity, by date; none where all falls due then."""
    plan, maturity = document.terms.principal.instalments, document.note.maturity_date
    if not isinstance(plan, Regular):
        return [Due(each.date, each.amount) for each in plan or () if each.date < maturity]
    first, calendar = document.note.first_payment_date, business_days(document)
    ladder = ladder_of_instalments(plan, document.terms.interest, first, calendar)
    cents = plan.level or plan.amount
    if ladder is None or cents is None:
        return []  # a fault: no document is sound with it
    return list(regular(ladder, plan.number, cents, maturity, level=plan.level is not None))


class Owner(NamedTuple):
    """A Note as issued: when, and its principal in cents."""

    issued: date
    principal: int


def divided(dues: Iterable[Due], owners: Sequence[Owner]) -> Iterator[tuple[Due, list[int]]]:
    """Each instalment with the part of every Note, in the order of ``owners``; nothing of those not issued before."""
    for due in dues:
        weights = [owner.principal if owner.issued < due.date else 0 for owner in owners]
        if any(weights):
            yield due, largest_remainder(due.cents, weights)


def cut_up(principal: int, matures: date, parts: Iterable[tuple[date, int]]) -> Iterator[tuple[date, int]]:
    """The principal of one Note by the day on which it falls due, what is left at maturity last.

    >>> list(cut_up(100, date(2010, 5, 31), [(date(2010, 1, 1), 60), (date(2010, 2, 1), 60), (date(2010, 3, 1), 60)]))
    [(datetime.date(2010, 1, 1), 60), (datetime.date(2010, 2, 1), 40)]
    """
    left = principal
    for day, cents in parts:
        part = min(cents, left)
        if part and day < matures:
            yield day, part
            left -= part
    if left or not principal:
        yield matures, left
