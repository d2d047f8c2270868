"""Grounds: why the law decides as it does, as values that know the clause by its role, the days, the ids, the numbers.

Clause:
    Section 1 and section 2: each decision of theirs rests on facts, and may be asked for them.

Reading:
    A ground is made once, where the rule decides; whoever tells of the decision reads the ground and works nothing out
    again. It is put into words in one place (``words``). Two decisions are alike if their grounds are.

Example:
    >>> from datetime import date
    >>> NotYetOccurred("d1", date(2009, 1, 5)).role
    <Role.BLOCKAGE: 'blockage'>

Limits:
    A ground is no sentence, and no sentence is ever taken apart to find one.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec import Struct

from note_sched.terms.roles import Role
from note_sched.terms.terms import Duration

if TYPE_CHECKING:
    from decimal import Decimal

Component = Literal["interest", "expenses", "principal"]


class Ground(Struct, frozen=True):
    """Why the law decided; ``role``: the clause that decides."""

    role: ClassVar[Role]


class NotOnRecord(Ground, frozen=True):
    """A notice specifies a default that no fact records."""

    role = Role.BLOCKAGE
    default: str


class NotSenior(Ground, frozen=True):
    """The default is one under a debt that is not Senior Indebtedness as to this Holder."""

    role = Role.SENIOR
    facility: str


class NotYetOccurred(Ground, frozen=True):
    """The default had not occurred when notice of it became effective."""

    role = Role.BLOCKAGE
    default: str
    occurred: date


class CuredBefore(Ground, frozen=True):
    """The default was cured or waived, on ``over``, before notice of it became effective."""

    role = Role.BLOCKAGE
    occurred: date
    over: date


class NoteInterestAlone(Ground, frozen=True):
    """A notice specifies nothing but that interest on the Notes was not paid."""

    role = Role.BLOCKAGE


class NoDayLeft(Ground, frozen=True):
    """A Blockage Event would have ended, on ``last`` by the clause ``ended_by``, before its first day ``start``.

    ``role``: ``BLOCKAGE`` for a payment default, else ``BLOCKAGE_OTHER``.
    """

    role: Role  # type: ignore[misc]  # the rule that decides is the default's
    occurred: date
    last: date | None
    ended_by: Role
    start: date


class BorrowerNeverTold(Ground, frozen=True):
    """The notice must have reached the Borrower too, and never did."""

    role = Role.BLOCKAGE


class BarsByItself(Ground, frozen=True):
    """The default bars payment without a notice: what a notice of it could found, there is."""

    role = Role.BLOCKAGE_PAYMENT
    default: str


class BlocksNothing(Ground, frozen=True):
    """Notice of a default of this kind blocks nothing.

    ``role``: ``BLOCKAGE_PAYMENT`` for a payment default, else ``BLOCKAGE``.
    """

    role: Role  # type: ignore[misc]  # the rule that decides is the default's
    default: str


class NotEntitled(Ground, frozen=True):
    """The notice was given by a facility whose holders may give none."""

    role = Role.BLOCKAGE
    by: str


class OncePer(Ground, frozen=True):
    """A Blockage Event ``commenced`` less than ``days`` before; the next, on any default, can on ``free_again``."""

    role = Role.BLOCKAGE_LIMITS
    days: int
    commenced: date
    free_again: date


class OncePerCovenant(Ground, frozen=True):
    """A Blockage Event on the same covenant ``commenced``, ``within`` a period; the next can on ``free_again``."""

    role = Role.BLOCKAGE_LIMITS
    covenant: str
    commenced: date
    free_again: date
    within: Duration


class Burned(Ground, frozen=True):
    """The default already existed during the Blockage Event from ``commenced`` to ``end`` (None: no end known).

    ``at_commencement``: it is when that commenced that counts, not what arose later.
    """

    role = Role.BLOCKAGE_LIMITS
    occurred: date
    commenced: date
    end: date | None
    at_commencement: bool


class NotRevived(Ground, frozen=True):
    """An earlier default under the same covenant, of ``earlier``, is used up, and was not over for long enough.

    ``over``: when it was cured or waived (None: never); ``occurred``: the default noticed; ``days``: for how long the
    earlier one must have been over before that.
    """

    role = Role.BLOCKAGE_LIMITS
    covenant: str
    earlier: date
    over: date | None
    occurred: date
    days: int


class ArrearsUnpaid(Ground, frozen=True):
    """While ``what`` fell ``due`` on the Note itself is unpaid no notice blocks it."""

    role = Role.BLOCKAGE_LIMITS
    what: Component
    due: date


class MostBlocked(Ground, frozen=True):
    """Of the days before the first that the Blockage Event could bar, ``days`` in ``within`` were blocked already."""

    role = Role.BLOCKAGE_MOST
    days: int
    within: int


class NotIssuedYet(Ground, frozen=True):
    """A Note was accelerated before it, or any Note, was issued."""

    role = Role.ACCELERATION


class NothingAccelerated(Ground, frozen=True):
    """No principal is accelerated that could be undue again."""

    role = Role.ACCELERATION


class OverrideUndone(Ground, frozen=True):
    """The acceleration was rescinded on its own day."""

    role = Role.OVERRIDE


class OverdueOtherwise(Ground, frozen=True):
    """A sum that fell ``due`` otherwise than by acceleration is overdue."""

    role = Role.ACCELERATION
    due: date


class NothingOwing(Ground, frozen=True):
    """A Note was accelerated on which nothing is owing, or all Notes were."""

    role = Role.ACCELERATION


class NoElection(Ground, frozen=True):
    """Interest in kind was elected under a paper that knows no such election."""

    role = Role.PIK


class NoPaymentDate(Ground, frozen=True):
    """Interest in kind was elected for a day that is no payment date."""

    role = Role.PIK
    day: date


class ElectedTooLate(Ground, frozen=True):
    """Interest in kind was elected for a payment date after the ``last`` day on which that could be done."""

    role = Role.PIK
    day: date
    last: date


class NoEventOfDefault(Ground, frozen=True):
    """A Note was accelerated while no Event of Default existed."""

    role = Role.ACCELERATION
    day: date


class ShareTooSmall(Ground, frozen=True):
    """Those who accelerated, or rescind, hold ``signed`` of ``total`` cents of principal, less than it takes."""

    role = Role.ACCELERATION
    signed: int
    total: int
    by: "Literal['majority'] | int | Decimal"
    rescinds: bool = False


class StandsStill(Ground, frozen=True):
    """A demand on ``day`` came within the standstill of ``days`` after notice to Senior (None: until Senior is paid).

    ``noticed``: the day of the first notice of an Event of Default that supports it; None: there was none.
    """

    role = Role.STANDSTILL
    day: date
    noticed: date | None
    days: int | None

    @property
    def first_good(self) -> date | None:
        """The first day on which it would be good, as far as is known."""
        if self.noticed is None or self.days is None:
            return None
        return self.noticed + timedelta(days=self.days + 1)


class ByItself(Ground, frozen=True):
    """All Notes fell due without a demand, on an Event of Default that accelerates by itself."""

    role = Role.ACCELERATION


class NoNoticeOfAcceleration(Ground, frozen=True):
    """No notice of the acceleration to both the Borrower and the Senior holders is on record: nothing is lifted."""

    role = Role.OVERRIDE


class OverrideOver(Ground, frozen=True):
    """Day ``days`` after the notice of an acceleration was before the acceleration itself."""

    role = Role.OVERRIDE
    noticed: date
    days: int


class BreachNoticed(Ground, frozen=True):
    """Notice of a breach of covenant was effective on ``day``."""

    role = Role.DEFAULT_COVENANT
    day: date


class Misrepresented(Ground, frozen=True):
    """A false representation was made on ``day``."""

    role = Role.DEFAULT_REPRESENTATION
    day: date


class ReceiverAppointed(Ground, frozen=True):
    """A receiver was appointed on ``day``."""

    role = Role.DEFAULT_RECEIVER
    day: date


class JudgmentEntered(Ground, frozen=True):
    """A judgment for ``amount`` cents was entered on ``day``."""

    role = Role.DEFAULT_JUDGMENT
    amount: int
    day: date


class PetitionFiled(Ground, frozen=True):
    """A petition was filed on ``day``."""

    role = Role.DEFAULT_PETITION
    voluntary: bool
    day: date


class PastDue(Ground, frozen=True):
    """Other obligations are past due: cents and due date of each."""

    role = Role.DEFAULT_CROSS
    obligations: tuple[tuple[int, date], ...]


class SeniorAccelerated(Ground, frozen=True):
    """A Senior facility was accelerated on ``day``."""

    role = Role.DEFAULT_SENIOR
    facility: str
    day: date


class Unpaid(Ground, frozen=True):
    """The sum first in default: what it is, when it fell due, and through when it was in time, and in its grace."""

    role = Role.DEFAULT_PAYMENT
    what: Component
    due: date
    timely: date
    excused: date


class Cured(Ground, frozen=True):
    """What averts a default of covenant: the breach is cured."""

    role = Role.DEFAULT_COVENANT


class Dismissed(Ground, frozen=True):
    """What averts a default by receiver or petition: it is dismissed."""

    role = Role.DEFAULT_PETITION


class Satisfied(Ground, frozen=True):
    """What averts a default by judgment: it is paid, vacated, bonded or stayed."""

    role = Role.DEFAULT_JUDGMENT


class PaidDown(Ground, frozen=True):
    """What averts a cross default: of ``late`` cents no more than ``most`` stay unpaid."""

    role = Role.DEFAULT_CROSS
    late: int
    most: int


class ExpresslyExcluded(Ground, frozen=True):
    """A debt is one that the paper expressly excludes from Senior Indebtedness."""

    role = Role.SENIOR


class Original(Ground, frozen=True):
    """A debt is Senior by itself."""

    role = Role.SENIOR_ORIGINAL


class Refinancing(Ground, frozen=True):
    """A debt is Senior as a refinancing of one that is."""

    role = Role.SENIOR_REFINANCING


class NotTheBorrowers(Ground, frozen=True):
    """A debt is neither the Borrower's own nor guaranteed by it."""

    role = Role.SENIOR_ORIGINAL


class NoLender(Ground, frozen=True):
    """A debt is not owed to one of those who lend."""

    role = Role.SENIOR_ORIGINAL


class BorrowedLater(Ground, frozen=True):
    """A debt was not in effect on ``day``, and nothing shows that it is for working capital."""

    role = Role.SENIOR_ORIGINAL
    day: date


class RefinancesJunior(Ground, frozen=True):
    """What a debt refinances, ``refinanced``, is not Senior itself."""

    role = Role.SENIOR_REFINANCING
    refinanced: str


class Unreasonable(Ground, frozen=True):
    """A refinancing is not on commercially reasonable terms."""

    role = Role.SENIOR_REFINANCING


class HolderNeverTold(Ground, frozen=True):
    """No prior written notice of a refinancing to the Holder is on record."""

    role = Role.SENIOR_REFINANCING


class HolderToldLate(Ground, frozen=True):
    """Notice of a refinancing to the Holder was given on ``day``, not before the refinancing."""

    role = Role.SENIOR_REFINANCING
    day: date


class SeniorUnpaid(Ground, frozen=True):
    """A portion of a Senior facility matured on ``since``, or it was accelerated then, and it is unpaid."""

    role = Role.SENIOR_MATURED
    facility: str
    accelerated: bool
    since: date


class ProceedingOpen(Ground, frozen=True):
    """A petition filed on ``filed``, the one at place ``petition`` of all by day, is neither dismissed nor closed."""

    role = Role.INSOLVENCY
    petition: int
    filed: date


class DefaultExists(Ground, frozen=True):
    """The payment default ``default`` of Senior, of ``occurred``, exists: it bars by itself."""

    role = Role.BLOCKAGE_PAYMENT
    default: str
    occurred: date


class WaitsFor(Ground, frozen=True):
    """A component may not be paid before a day, or (``until`` None) before all Senior debt is paid."""

    role = Role.PERMITTED
    component: Component
    until: date | None


class TestFailed(Ground, frozen=True):
    """A component may be paid only while a ``test`` is ``at_least`` passed; its latest ``value`` was of ``day``.

    ``day`` None: no result is known yet. Numbers as they were written.
    """

    role = Role.PERMITTED
    component: Component
    test: str
    at_least: str
    day: date | None
    value: str


class Stopped(Ground, frozen=True):
    """The stop notice at place ``notice`` of the document, sent on ``sent``, stands from ``since``."""

    role = Role.STOP
    notice: int
    sent: date
    since: date


class Blocked(Ground, frozen=True):
    """The event at place ``notice`` of the document founded a Blockage Event on ``default``; ``role``: what ends it."""

    role: Role  # type: ignore[misc]  # as the Blockage Event ends
    notice: int
    default: str
