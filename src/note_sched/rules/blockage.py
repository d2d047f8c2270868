"""Blockage Events: when a notice of a Senior default stops payment on a Holder's Note, and until when.

Clause:
    1(d): "the period of time commencing on the date of receipt by the Holder of written notice of the occurrence of a
    Default or an Event of Default ... and ending on: (i) the date such Default or Event of Default ... is cured or
    waived, provided that such Default ... is in the payment of any amount due thereunder; or (ii) in the case of any
    other Default ..., the earlier of (A) the date on which Holder has received written notice of such Default ...
    shall have been cured or waived and (B) the date that is 365days after the occurrence of such Default ..., provided
    that a Blockage Event with respect to a single specified Default ... may be deemed to occur only once for each
    twelve-month period, provided, further, that no Default ... that existed at the commencement of, or during the
    pendency of, a Blockage Event shall serve as the basis for the institution of any subsequent Blockage Event."

Reading:
    The 365 days run from the occurrence of the default, not from the notice. The last day is inside ("existing ...
    ending on"; switch ``window_end``). Receipt is judged Holder by Holder; 1(c) speaks of notice to the Borrower too
    (switch ``block_trigger``), 1(e) does not. Twelve months are calendar months from the commencement of a Blockage
    Event on the same covenant. Whatever default exists on any day on which a Blockage Event is pending is burned,
    noticed or not. Notices effective on one day are not subsequent to each other. The provisos stand at the end of
    (ii); they are read on all of 1(d) (switch ``proviso_scope``). A void notice burns nothing and extends nothing.
    Interest unpaid on these Notes founds nothing "in the absence of another Default". A transferee takes the Note with
    the notices given to the transferor (4(d)). Of other papers the terms say how long a window lasts and from when it
    counts, what ends it before, and whether its last day is inside; which notice is void, ``limits`` and ``noticed``.

Example:
    A default of 2009-01-15 of which notice is effective on 2009-02-27 blocks through 2010-01-15.

    >>> from datetime import date
    >>> from note_sched.document.events import SeniorDefault
    >>> default = SeniorDefault(date=date(2009, 1, 15), id="d1", facility="pnc", kind="other")
    >>> from note_sched.instruments import AIR_INDUSTRIES_2008
    >>> last_day(default, date(2009, 2, 27), AIR_INDUSTRIES_2008.terms.blockage, Told())
    (datetime.date(2010, 1, 15), <Role.BLOCKAGE_LAPSED: 'blockage_lapsed'>)

Limits:
    Whether a notice is written and what it specifies, the document says. Days on which all Senior debt is paid end no
    Blockage Event; they only leave it nothing to protect (``standing``).
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec import Struct

from note_sched.document.events import BlockageNotice, SeniorDefault
from note_sched.measure.business_days import DAY
from note_sched.record import Record
from note_sched.rules.ground import Ground
from note_sched.rules.words import period
from note_sched.terms.roles import Role
from note_sched.terms.terms import Blockage, OtherDefault


class Served(Struct, frozen=True):
    """A notice as it concerns one Holder: its place in the document, its line, and the days on which it was effective.

    ``on_holder``: where the paper starts its bars by another's receipt, the day of that.
    """

    order: int
    notice: BlockageNotice
    line: int
    on_holder: date
    on_borrower: date | None


class BlockageEvent(Record, frozen=True):
    """A Blockage Event on one Holder's Note.

    ``commenced`` is the day of receipt (what the provisos look at), ``start`` the first day that it bars, ``end``
    the last, both inside; ``end`` None while no end is known; ``role``: the clause that ends it. ``arrived``: the
    day on which a transfer brought it. ``by``: the facility that gave the notice, where it says so.
    """

    notice: int
    default: SeniorDefault
    commenced: date
    start: date
    end: date | None
    role: Role
    arrived: date | None = None
    by: str | None = None

    def runs(self, day: date) -> bool:
        """Whether ``day`` is inside."""
        return self.start <= day and (self.end is None or day <= self.end)

    @property
    def since(self) -> date:
        """The first day on which it exists, barring or not: that of the Holder's receipt, or of the transfer."""
        return self.arrived or self.commenced

    def exists(self, day: date) -> bool:
        """Whether it exists on ``day``, though for want of the Borrower's receipt it may not bar yet (1(c))."""
        return self.since <= day and (self.end is None or day <= self.end)

    @property
    def cut(self) -> bool:
        """Whether it ended sooner than its facts say, for so many days were blocked."""
        return self.role is Role.BLOCKAGE_MOST

    @property
    def days(self) -> str:
        """The period in words."""
        return period(self.commenced, self.end)


class Obstacle(Record, frozen=True):
    """An earlier Blockage Event that stands in the way of a notice, and by which limit."""

    ground: Ground
    event: BlockageEvent


class VoidNotice(Struct, frozen=True):
    """A notice that founds no Blockage Event on one specified default, and why: the ground has the clause's role.

    ``obstacles``: every earlier Blockage Event that stands in its way.
    """

    notice: int
    default: str
    day: date
    ground: Ground
    line: int
    obstacles: tuple[Obstacle, ...] = ()


class Prospect(NamedTuple):
    """What a notice of a default could still found: a Blockage Event from ``first`` (None: never again) to ``end``.

    ``role``: the clause that ends it; where it could not begin at once, ``role`` and ``ground`` say what stands in its
    way.
    ``covenant_free``: the later day from which another default under the same covenant could block (twelve months).
    """

    default: str
    first: date | None
    end: date | None
    role: Role
    ground: Ground | None
    covenant_free: date | None


class Withdrawal(Record, frozen=True):
    """A notice of blockage is withdrawn: the day from which that counts, and the facility that says so, if it does."""

    day: date
    by: str | None


class Told(Struct, frozen=True):
    """What Holders who stand alike were told of one default: days of notices of its cure, and withdrawals."""

    cures: Sequence[date] = ()
    withdrawals: Sequence[Withdrawal] = ()


def ended(default: SeniorDefault) -> date | None:
    """The day on which a default was cured or waived, whichever was first; it existed through the day before."""
    return min(filter(None, (default.cured, default.waived)), default=None)


def exists(default: SeniorDefault, day: date) -> bool:
    """Whether a default of Senior debt exists on ``day``: that of its cure or waiver is outside."""
    over = ended(default)
    return default.date <= day and (over is None or day < over)


def covenant(default: SeniorDefault) -> str:
    """What tells a specified default from others: its covenant, or its own id if it has none."""
    return default.covenant or default.id


def last_day(
    default: SeniorDefault, commenced: date, terms: Blockage, told: Told, by: str | None = None
) -> tuple[date | None, Role]:
    """The last day inside a Blockage Event on ``default``, and the role of the clause that ends it.

    A notice of cure from before the actual cure tells of something that had not happened and does not count; nor does a
    withdrawal of before the commencement, or by another than gave the notice (where both say who they are).

    Args:
        default: one of a kind of which notice blocks by these terms.
        commenced: the day of the notice.
        terms: how long it blocks, from when, and what ends it.
        told: what these Holders were told of it.
        by: who gave the notice, where that is known.
    """
    if default.kind == "payment":
        end, role = ended(default), Role.BLOCKAGE_PAYMENT
    else:
        other = terms.other_default
        if other is None:
            raise ValueError(default)
        end = (default.date if other.runs_from == "occurrence" else commenced) + timedelta(days=other.days)
        role = Role.BLOCKAGE_LAPSED
        over = min(_endings(default, commenced, other, told, by), default=None)
        if over is not None and over <= end:
            end, role = over, Role.BLOCKAGE_CURED
    if end is not None and terms.last_day == "payable":
        end -= DAY
    return end, role


def _endings(
    default: SeniorDefault, commenced: date, terms: OtherDefault, told: Told, by: str | None
) -> Iterator[date]:
    """Every day on which a Blockage Event on a default that is no payment default ends before its days lapse."""
    cured = ended(default)
    if cured is not None and "cure" in terms.ends:
        yield cured
    if cured is not None and "cure_notice" in terms.ends:
        yield from (day for day in told.cures if day >= cured)
    if "withdrawal" in terms.ends:
        for withdrawal in told.withdrawals:
            entitled = by is None or withdrawal.by is None or withdrawal.by == by
            if entitled and withdrawal.day >= commenced:
                yield withdrawal.day
