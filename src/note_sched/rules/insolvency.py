"""Proceedings of insolvency: Senior is paid first, in full and in cash, before any payment to a Holder.

Clause:
    1(i): "In any insolvency, receivership, bankruptcy, dissolution, liquidation or reorganization proceeding, ...
    whether voluntary or involuntary, by or against the Borrower ...: (i) the claims of any holders of Senior
    Indebtedness against the Borrower shall be paid indefeasibly in full in cash or such payment shall have been
    provided for in a manner acceptable to the holders of at least a majority of the then outstanding principal amount
    of the Senior Indebtedness before any payment is made to the Holder".

Reading:
    The bar begins with the filing: the 45 days of 2(f) are for Events of Default only. It ends on the day of
    dismissal, while Senior is at zero, or, for proceedings then pending, on the day of the consent. A receiver
    alone makes 2(d), not this bar.

Example:
    >>> from datetime import date
    >>> from note_sched.document.events import Insolvency
    >>> from note_sched.document.scalars import Flag
    >>> petition = Insolvency(date=date(2009, 7, 15), voluntary=Flag.NO, dismissed=date(2009, 8, 20))
    >>> [pending(petition, [], day) for day in (date(2009, 7, 15), date(2009, 8, 19), date(2009, 8, 20))]
    [True, True, False]

Limits:
    Whether payment is "indefeasible" is known only afterwards: an avoidance rewrites history (``senior_avoidance``).
"""

from collections.abc import Iterable
from datetime import date

from note_sched.document.events import Insolvency


def before_the_court(petition: Insolvency, day: date) -> bool:
    """Whether the proceeding is open on ``day``: filed and not dismissed, the day of dismissal being outside."""
    return petition.date <= day and (petition.dismissed is None or day < petition.dismissed)


def pending(petition: Insolvency, consents: Iterable[date], day: date) -> bool:
    """Whether the proceeding bars payment on ``day`` as long as Senior is unpaid (1(i)(i)).

    ``consents``: the days on which a majority of Senior principal agreed to how Senior is provided for.
    """
    return before_the_court(petition, day) and not any(petition.date <= consent <= day for consent in consents)


def cause(petition: Insolvency) -> str:
    """How a proceeding is cited."""
    return f"insolvency {petition.date}"
