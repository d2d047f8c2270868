"""``terms:`` as a document writes it: what of its paper differs from that of an instrument.

Everything is optional: None is what the document does not state. The attributes are those of ``terms.Terms``; where a
document writes another word, the class renames it.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from note_sched.document.scalars import Flag, Id, Sum, SumOrZero, Text
from note_sched.document.term_values import (
    Bars,
    Count,
    DaysOrNone,
    Every,
    Grace,
    GraceOrNone,
    Known,
    Months,
    Number,
    Percent,
    Permission,
    Share,
    Spacing,
    StandstillDays,
    ThresholdDays,
    Times,
)
from note_sched.measure.accrual import DayCount, Rate
from note_sched.terms.roles import DefaultName, Role

InstrumentName = Literal["air-industries-2008", "indenture-179", "mezzanine-180", "standby", "plain"]


class _Form(Struct, frozen=True, forbid_unknown_fields=True):
    """Part of the terms."""


class ToggleForm(_Form, frozen=True):
    """An election to add interest to principal, and how long before the payment date."""

    rate: Rate | None = None
    notice: Grace | None = None


class InKindForm(_Form, frozen=True):
    """Interest added to principal: a part, all of it, where it is elected, or what stays unpaid."""

    part: Rate | None = None
    all: Flag | None = None
    toggle: ToggleForm | None = None
    deemed: Flag | None = None
    round: Literal["cent", "dollar_up", "dollar_down"] | None = None
    when_barred: Literal["none", "capitalise"] | None = None


class DefaultInterestForm(_Form, frozen=True, rename={"runs_from": "from", "counts": "for"}):
    """Interest in default: a rate, or more than the contract's; on which sums, and while what holds."""

    rate: Rate | None = None
    plus: Rate | None = None
    on: Literal["principal", "overdue", "overdue_interest"] | None = None
    runs_from: Literal["event_of_default", "due", "maturity"] | None = None
    counts: Literal["any"] | tuple[DefaultName, ...] | None = None


class InterestForm(_Form, frozen=True):
    """When interest is paid, and how it is counted."""

    every: Every | None = None
    on: Literal["same_day", "last_day", "first_business_day", "last_business_day"] | None = None
    day_count: DayCount | None = None
    after_maturity: Literal["schedule", "with_payment"] | None = None
    pik: Literal["none"] | InKindForm | None = None
    default: Literal["none"] | DefaultInterestForm | None = None


class InstalmentForm(Struct, frozen=True, forbid_unknown_fields=True):
    """An instalment of principal, over all Notes."""

    date: "date"
    amount: Sum


class RegularForm(_Form, frozen=True, rename={"number": "count"}):
    """Instalments of principal at regular intervals: of one `amount`, or a `level` sum with the interest in it."""

    first: date | None = None
    every: Months | None = None
    on: Literal["same_day", "last_day", "first_business_day", "last_business_day"] | None = None
    amount: Sum | None = None
    number: Times | None = None
    level: Sum | None = None


class PremiumStepForm(Struct, frozen=True, forbid_unknown_fields=True):
    """A premium: so many percent of the principal prepaid, through a day."""

    through: date
    percent: Percent


class PrepaymentForm(_Form, frozen=True, rename={"starts": "from", "also_on": "for"}):
    """When and how principal may be prepaid, and with which premium; `for`: what else makes the premium due."""

    starts: date | None = None
    notice: Grace | None = None
    minimum: Sum | None = None
    whole_only: Flag | None = None
    premium: Literal["none"] | tuple[PremiumStepForm, ...] | None = None
    also_on: tuple[Literal["financing", "acceleration"], ...] | None = None


class PrincipalForm(_Form, frozen=True):
    """Instalments of principal, which of them a prepayment reduces, and prepayment itself."""

    instalments: Literal["none"] | tuple[InstalmentForm, ...] | RegularForm | None = None
    reduces: Literal["last_first", "first_first", "ratably"] | None = None
    prepayment: Literal["none"] | PrepaymentForm | None = None


class DaysForm(_Form, frozen=True):
    """Business days: whose, whether a last day rolls, and whether the days between bear interest."""

    calendar: Literal["new-york", "federal-reserve", "nyse", "weekends"] | None = None
    convention: Literal["following", "none"] | None = None
    extension_interest: Flag | None = None


class OtherDefaultForm(_Form, frozen=True, rename={"runs_from": "from"}):
    """How notice of a Senior default that is no payment default blocks."""

    days: Count | None = None
    runs_from: Literal["occurrence", "receipt"] | None = None
    ends: tuple[Literal["cure", "cure_notice", "withdrawal"], ...] | None = None
    given_by: Literal["any"] | tuple[Id, ...] | None = None


class MostForm(_Form, frozen=True, rename={"within": "in"}):
    """How many days may be blocked in any so many days."""

    days: Count | None = None
    within: Count | None = None


class LimitsForm(_Form, frozen=True):
    """What limits repetition."""

    scope: Literal["all", "other_defaults"] | None = None
    one_per: DaysOrNone | None = None
    one_per_covenant: Spacing | None = None
    burns: Literal["none", "existing", "existing_or_arising"] | None = None
    revives_after: DaysOrNone | None = None
    arrears_paid: Flag | None = None
    most: Literal["none"] | MostForm | None = None


class BlockageForm(_Form, frozen=True):
    """Bars by defaults of Senior debt."""

    payment_default: Literal["notice", "automatic", "none"] | None = None
    other_default: Literal["none"] | OtherDefaultForm | None = None
    starts: Literal["holder", "borrower_and_holder", "borrower", "representative"] | None = None
    last_day: Literal["blocked", "payable"] | None = None
    limits: LimitsForm | None = None


class TestForm(_Form, frozen=True):
    """A test, the results of which are facts (`test_result`): paid only while the latest one is at least so much."""

    test: Text | None = None
    at_least: Number | None = None


class PermissionOrTest(Permission):
    """When a component may be paid: a word, a day, or while a test is passed."""

    form = TestForm


class PermittedForm(_Form, frozen=True):
    """When each component may be paid at all, and whether a stop notice bars."""

    interest: PermissionOrTest | None = None
    principal: PermissionOrTest | None = None
    expenses: PermissionOrTest | None = None
    stop_notice: Flag | None = None


class StandstillForm(_Form, frozen=True, rename={"runs_from": "from"}):
    """How long after notice to Senior no demand is good, and what ends that early."""

    days: StandstillDays | None = None
    runs_from: Literal["notice"] | None = None
    ends: (
        tuple[Literal["insolvency", "senior_acceleration", "senior_matured", "senior_paid", "maturity"], ...] | None
    ) = None


class TurnoverForm(_Form, frozen=True):
    """Whether what is turned over discharges the Note, and by when it is to be paid over."""

    discharges: Flag | None = None
    within: DaysOrNone | None = None


class PaymentGraceForm(_Form, frozen=True):
    """How late each sum may be before it is in default."""

    interest: Grace | None = None
    principal: Grace | None = None
    expenses: Grace | None = None


class JudgmentForm(_Form, frozen=True):
    """A judgment over a sum that stands for more than so many days."""

    over: SumOrZero | None = None
    days: ThresholdDays | None = None


class CrossForm(_Form, frozen=True, rename={"days": "more_than"}):
    """Other obligations over a sum that are late by more than so many days."""

    over: SumOrZero | None = None
    days: Grace | None = None


class DefaultsForm(_Form, frozen=True):
    """The Events of Default that the paper knows; ``none``: it knows no such one."""

    payment: Literal["none"] | PaymentGraceForm | None = None
    covenant: GraceOrNone | None = None
    representation: Known | None = None
    receiver: GraceOrNone | None = None
    judgment: Literal["none"] | JudgmentForm | None = None
    petition: GraceOrNone | None = None
    cross: Literal["none"] | CrossForm | None = None
    senior_accelerated: Known | None = None


class AccelerationForm(_Form, frozen=True, rename={"counts": "for"}):
    """Who may accelerate, on which Events of Default, and which accelerate by themselves."""

    by: Share | None = None
    counts: Literal["any"] | tuple[DefaultName, ...] | None = None
    automatic: tuple[DefaultName, ...] | None = None


class TermsForm(_Form, frozen=True):
    """The terms of this paper where they differ from the instrument's; ``cite``: the labels of its clauses, by role."""

    instrument: InstrumentName | None = None
    cite: dict[Role, Text] | None = None
    interest: InterestForm | None = None
    principal: PrincipalForm | None = None
    days: DaysForm | None = None
    senior_matured: Bars | None = None
    insolvency: Bars | None = None
    blockage: BlockageForm | None = None
    override: DaysOrNone | None = None
    permitted: PermittedForm | None = None
    standstill: Literal["none"] | StandstillForm | None = None
    turnover: TurnoverForm | None = None
    mixed_block: Literal["per_note", "all_or_none"] | None = None
    defaults: DefaultsForm | None = None
    acceleration: AccelerationForm | None = None
