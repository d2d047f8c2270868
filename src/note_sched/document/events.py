"""What happened, as written: one type per event, told apart by ``type``.

``date`` means what interface.md's table says for each type (the day a payment was made, a default occurred, a notice
was sent, ...). ``recorded`` is the day the fact became known, by default its ``date``.
"""

from datetime import date
from typing import Literal, Union

from msgspec import Struct

from note_sched.document.scalars import Flag, Id, Sum, SumOrZero, Text, TimeOfDay
from note_sched.document.term_values import Number
from note_sched.measure.accrual import Rate
from note_sched.terms.roles import DefaultName

NEVER = date.max
"""Stands for a delivery that has not happened (yet): in ``received`` of a notice, in its ``borrower`` and in ``notice``
of a Senior debt. No document can write it (days end in 2199): ``known_at`` puts it where a date is hidden, so that an
absent entry keeps its own meaning (``others``, or delivery on ``date``). Whoever asks whether a notice was received
must read it as "not received".
"""


_Day = date  # inside the class below, `date` is the field


class _Event(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type"):
    date: _Day
    recorded: _Day | None = None


class _Delivered(_Event, frozen=True, kw_only=True):
    """A notice about Senior defaults: how it travelled (4(b)), or the effective day Holder by Holder."""

    defaults: tuple[Id, ...]
    method: Literal["hand", "fax", "courier", "mail"] | None = None
    time: TimeOfDay | None = None
    actual: date | None = None
    received: dict[Id, date] | None = None
    borrower: date | None = None
    by: Id | None = None


class _Sent(_Event, frozen=True, kw_only=True):
    """The same for a notice that specifies no default (fields of a base would stand before ``defaults``)."""

    method: Literal["hand", "fax", "courier", "mail"] | None = None
    time: TimeOfDay | None = None
    actual: date | None = None
    received: dict[Id, date] | None = None
    borrower: date | None = None
    by: Id | None = None


class Payment(_Event, frozen=True, kw_only=True, tag="payment"):
    """Money that reached the Holders, ``to`` one of them or all ratably; ``principal`` retires that much of it."""

    amount: Sum | None = None
    principal: Sum | None = None
    to: Id | None = None
    memo: Text | None = None


class Distribution(_Event, frozen=True, kw_only=True, tag="distribution"):
    """Value received by the Holders on the Notes otherwise than as payment (section 3, third sentence)."""

    amount: Sum
    kind: Literal["cash", "subordinated_securities"] = "cash"
    expenses: SumOrZero = SumOrZero(0)
    memo: Text | None = None


class PaymentReturned(_Event, frozen=True, kw_only=True, tag="payment_returned"):
    """A payment ``of`` an earlier day, or part of it, came back: it is undone from that day on (the wire bounced).

    ``to`` as in the payment: a Holder, or all Notes. ``date`` is the day of the return, from which it is known.
    """

    of: date
    amount: Sum
    to: Id | None = None
    memo: Text | None = None


class Refund(_Event, frozen=True, kw_only=True, tag="refund"):
    """A Holder gives the Borrower back what it received beyond all that was owed: no payment on a Note."""

    holder: Id
    amount: Sum
    memo: Text | None = None


class Expense(_Event, frozen=True, kw_only=True, tag="expense"):
    """A Holder's demand for reimbursable expenses (4(e)), due on ``date``."""

    holder: Id
    amount: Sum
    memo: Text | None = None


class Transfer(_Event, frozen=True, kw_only=True, tag="transfer", rename={"source": "from", "target": "to"}):
    """A Note, or part of its principal, changes hands (4(d))."""

    source: Id
    target: Id
    amount: Sum | None = None
    memo: Text | None = None


class Financing(_Event, frozen=True, kw_only=True, tag="financing"):
    """A closing of a debt or equity financing (preamble)."""

    amount: Sum
    kind: Literal["debt", "equity"]
    series: Id | None = None
    by: Literal["borrower", "other"] = "borrower"
    memo: Text | None = None


class SeniorBalance(_Event, frozen=True, kw_only=True, tag="senior_balance"):
    """What is outstanding on a facility (principal, interest, premium) from this day, before its payments."""

    facility: Id
    outstanding: SumOrZero


class SeniorPayment(_Event, frozen=True, kw_only=True, tag="senior_payment", rename={"maturity": "for"}):
    """A payment on a facility; ``for`` names the ``senior_maturity`` that it pays, if made before."""

    facility: Id
    amount: Sum | None = None
    in_full: Flag | None = None
    maturity: date | None = None


class SeniorMaturity(_Event, frozen=True, kw_only=True, tag="senior_maturity"):
    """A principal portion of a facility falls due; all of it without ``amount``."""

    facility: Id
    amount: Sum | None = None


class SeniorAcceleration(_Event, frozen=True, kw_only=True, tag="senior_acceleration"):
    """A facility is accelerated."""

    facility: Id
    rescinded: date | None = None


class SeniorAvoidance(_Event, frozen=True, kw_only=True, tag="senior_avoidance"):
    """Senior money ``received`` once is returned as a voidable transfer (1(i))."""

    facility: Id
    amount: Sum
    received: date


class SeniorProvidedFor(_Event, frozen=True, kw_only=True, tag="senior_provided_for"):
    """A majority of Senior principal consents to how Senior is provided for (1(i))."""


class SeniorDefault(_Event, frozen=True, kw_only=True, tag="senior_default"):
    """A Default or Event of Default under a facility, on the day it occurred."""

    id: Id
    facility: Id
    kind: Literal["payment", "other"]
    covenant: Text | None = None
    junior_interest: Flag | None = None
    cured: date | None = None
    waived: date | None = None


class BlockageNotice(_Delivered, frozen=True, kw_only=True, tag="blockage_notice"):
    """Written notice of Senior defaults (1(c), 1(d))."""


class CureNotice(_Delivered, frozen=True, kw_only=True, tag="cure_notice"):
    """Written notice that Senior defaults were cured or waived (1(d)(ii)(A))."""


class BlockageWithdrawal(_Delivered, frozen=True, kw_only=True, tag="blockage_withdrawal"):
    """Who gave a blockage notice withdraws it, as to some of the Senior defaults that it specified."""


class StopNotice(_Sent, frozen=True, kw_only=True, tag="stop_notice"):
    """Written notice that payment, or payment of some components, is to stop (no default is needed)."""

    stops: tuple[Literal["interest", "principal", "expenses"], ...] = ("interest", "principal", "expenses")


class ResumeNotice(_Sent, frozen=True, kw_only=True, tag="resume_notice"):
    """Written notice that what was stopped may be paid again."""


class AccelerationNotice(Struct, frozen=True, forbid_unknown_fields=True):
    """The days on which notice of an acceleration was given (1(d), last paragraph)."""

    borrower: date | None = None
    senior: date | None = None


class JuniorNotice(_Event, frozen=True, kw_only=True, tag="junior_notice"):
    """Notice to Senior, effective on ``date``, that the Holders mean to act: a standstill counts from it."""

    memo: Text | None = None


class Acceleration(_Event, frozen=True, kw_only=True, tag="acceleration"):
    """A Holder declares its own Note due (section 2); or ``holders``, whose share counts, declare all of them due."""

    holder: Id | None = None
    holders: tuple[Id, ...] | None = None
    notice: date | AccelerationNotice | None = None


class AccelerationRescinded(_Event, frozen=True, kw_only=True, tag="acceleration_rescinded"):
    """Those who may accelerate undo an acceleration: principal is undue again (T-25)."""

    holders: tuple[Id, ...]
    memo: Text | None = None


class Breach(_Event, frozen=True, kw_only=True, tag="breach"):
    """A Holder's notice of a breach of covenant (2(b)) is effective on the Borrower."""

    curable: Flag = Flag.YES
    cured: date | None = None
    memo: Text | None = None


class Misrepresentation(_Event, frozen=True, kw_only=True, tag="misrepresentation"):
    """A false representation was made (2(c))."""

    memo: Text | None = None


class Receiver(_Event, frozen=True, kw_only=True, tag="receiver"):
    """A receiver or trustee is appointed (2(d))."""

    consented: Flag = Flag.NO
    dismissed: date | None = None


class Judgment(_Event, frozen=True, kw_only=True, tag="judgment"):
    """A money judgment is entered (2(e)); ``satisfied``: paid, vacated, bonded or stayed."""

    amount: Sum
    satisfied: date | None = None


class Insolvency(_Event, frozen=True, kw_only=True, tag="insolvency"):
    """A proceeding by or against the Borrower is filed (1(i), 2(f))."""

    voluntary: Flag
    dismissed: date | None = None


class Nonpayment(_Event, frozen=True, kw_only=True, tag="nonpayment"):
    """Another obligation of the Borrower, on its due date (2(g))."""

    amount: Sum
    contested: Flag = Flag.NO
    alternative_terms: Flag = Flag.NO
    paid: date | None = None


class PikElection(_Event, frozen=True, kw_only=True, tag="pik_election", rename={"payment_date": "for"}):
    """The Borrower elects to add the interest of a payment date to principal (T-21), on all Notes."""

    payment_date: _Day
    memo: Text | None = None


class Conversion(_Event, frozen=True, kw_only=True, tag="conversion"):
    """Principal of a Note is converted: discharged without cash, with the interest that runs on it or without."""

    holder: Id
    amount: Sum
    interest: Flag
    memo: Text | None = None


class TestResult(_Event, frozen=True, kw_only=True, tag="test_result"):
    """The result of a test, from ``date`` on, on which the terms let a component be paid."""

    test: Text
    value: Number
    memo: Text | None = None


class DefaultWaived(_Event, frozen=True, kw_only=True, tag="default_waived"):
    """An Event of Default is waived, for one Holder or for all, and ends with this day; which, its role says."""

    default: DefaultName
    holder: Id | None = None
    memo: Text | None = None


class IndexRate(_Event, frozen=True, kw_only=True, tag="index_rate"):
    """The value of an index, which holds from ``date`` on until another one does (T-20)."""

    index: Id
    value: Rate
    memo: Text | None = None


Notice = BlockageNotice | CureNotice | BlockageWithdrawal | StopNotice | ResumeNotice
"""Every notice of Senior that travels."""

Event = Union[  # noqa: UP007  (a forward reference target for msgspec's tagged union; `|` reads no better over 28 lines)
    Payment,
    Distribution,
    PaymentReturned,
    Refund,
    Expense,
    Transfer,
    Financing,
    SeniorBalance,
    SeniorPayment,
    SeniorMaturity,
    SeniorAcceleration,
    SeniorAvoidance,
    SeniorProvidedFor,
    SeniorDefault,
    BlockageNotice,
    CureNotice,
    BlockageWithdrawal,
    StopNotice,
    ResumeNotice,
    JuniorNotice,
    Acceleration,
    Breach,
    Misrepresentation,
    Receiver,
    Judgment,
    Insolvency,
    Nonpayment,
    DefaultWaived,
    Conversion,
    IndexRate,
    TestResult,
    AccelerationRescinded,
    PikElection,
]
