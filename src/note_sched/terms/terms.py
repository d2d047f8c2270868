"""Terms: the numbers and choices of a paper, named by what they do; where each of them stands, the instrument says.

A complete set, resolved: what the document wrote over what its instrument says. The words of a choice are those that a
document writes. Periods are whole days, business days or months, sums are cents; None is a term that the paper does not
know: no such bar, limit or Event of Default.
"""

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Literal

from note_sched.measure.accrual import DayCount, Rate
from note_sched.record import Record
from note_sched.terms.roles import Role

if TYPE_CHECKING:
    from decimal import Decimal


class Unit(Enum):
    """What a period is counted in."""

    DAYS = "days"
    BUSINESS_DAYS = "business days"
    MONTHS = "months"


class Duration(Record, frozen=True):
    """A length of time."""

    length: int
    unit: Unit = Unit.DAYS


class Toggle(Record, frozen=True):
    """An election to add interest to principal: at which ``rate``, and how long before the payment date."""

    rate: Rate | None
    notice: Duration


class InKind(Record, frozen=True):
    """Interest that is added to principal instead of being paid (T-21); one of the first four.

    ``part``: at which rate, besides what is paid in cash; ``all``: all of it; ``toggle``: where it is elected;
    ``deemed``: what is unpaid at the end of its timely day. ``round``: how what is added is rounded. ``when_barred``:
    whether it is elected by itself where interest is barred.
    """

    part: Rate | None = None
    all: bool = False
    toggle: Toggle | None = None
    deemed: bool = False
    round: Literal["cent", "dollar_up", "dollar_down"] = "cent"
    when_barred: Literal["none", "capitalise"] = "none"


class DefaultInterest(Record, frozen=True):
    """What is borne in default (T-22): a ``rate`` of its own, or more than the contract's (``plus``).

    ``on``: all principal, or each overdue sum; ``runs_from``: while what holds; ``counts``: Events of Default of which
    roles, None: any.
    """

    rate: Rate | None = None
    plus: Rate | None = None
    on: Literal["principal", "overdue", "overdue_interest"] = "principal"
    runs_from: Literal["event_of_default", "due", "maturity"] = "event_of_default"
    counts: tuple[Role, ...] | None = None


class Interest(Record, frozen=True):
    """When interest is paid and how it is counted.

    ``every``: months from payment date to payment date; None: with principal only. ``on``: which day of the month.
    ``after_maturity``: whether instalments go on falling due (``schedule``) once all principal has. ``pik``: what of it
    is added to principal; ``default``: what is borne in default.
    """

    every: int | None
    on: "On"
    day_count: DayCount
    after_maturity: Literal["schedule", "with_payment"]
    pik: InKind | None = None
    default: DefaultInterest | None = None

    @property
    def in_several_ways(self) -> bool:
        """Whether interest runs in kind, or in default, besides what every note earns."""
        return self.pik is not None or self.default is not None


On = Literal["same_day", "last_day", "first_business_day", "last_business_day"]
"""Which day of the month."""


class Instalment(Record, frozen=True):
    """Principal that falls due on a day before maturity, in cents over all Notes."""

    date: "date"
    amount: int


class Regular(Record, frozen=True):
    """Instalments of principal at regular intervals (T-23).

    ``first``, ``every`` (months), ``on``: None: as interest is paid. ``amount`` of principal each, or a ``level`` sum
    of which interest takes its part first; ``number``: how many, None: until maturity.
    """

    first: date | None
    every: int | None
    on: On | None
    amount: int | None
    number: int | None
    level: int | None


class PremiumStep(Record, frozen=True):
    """A percentage of the principal prepaid, ``through`` a day."""

    through: date
    percent: "Decimal"


class Prepayment(Record, frozen=True):
    """How principal may be paid before it is due (T-24).

    ``starts``: from which day on; ``notice``: how long before it is announced; ``minimum``: how much at least, in
    cents; ``whole_only``: all or nothing; ``premium``: what it costs; ``also_on``: what else makes that due.
    """

    starts: date | None = None
    notice: Duration | None = None
    minimum: int | None = None
    whole_only: bool = False
    premium: tuple[PremiumStep, ...] | None = None
    also_on: tuple[Literal["financing", "acceleration"], ...] = ()


class Principal(Record, frozen=True):
    """Principal before maturity.

    ``instalments``: None: all of it falls due at maturity; ``reduces``: which of them a prepayment reduces;
    ``prepayment``: None: at any time, whole or in part, without premium.
    """

    instalments: tuple[Instalment, ...] | Regular | None
    reduces: Literal["last_first", "first_first", "ratably"]
    prepayment: Prepayment | None = None


class BusinessDayTerms(Record, frozen=True):
    """Business days.

    Whose ``calendar``, whether a last day rolls to the next one, and whether principal paid then bears interest for the
    days between.
    """

    calendar: Literal["new-york", "federal-reserve", "nyse", "weekends"]
    convention: Literal["following", "none"]
    extension_interest: bool


class OtherDefault(Record, frozen=True):
    """How notice of a default that is no payment default blocks.

    For ``days`` from its occurrence or the notice's receipt at the most, and until what ``ends`` it; ``given_by``: the
    facilities that may give it, None: any.
    """

    days: int
    runs_from: Literal["occurrence", "receipt"]
    ends: tuple[Literal["cure", "cure_notice", "withdrawal"], ...]
    given_by: tuple[str, ...] | None


class Most(Record, frozen=True):
    """At most ``days`` blocked in any ``within`` days."""

    days: int
    within: int


class Limits(Record, frozen=True):
    """What limits repetition.

    ``scope``: whether notices of payment defaults are limited too. ``one_per``: days between the commencements of any
    two windows; ``one_per_covenant``: between those on one covenant. ``burns``: which defaults a window uses up.
    ``revives_after``: a default on a burned covenant is fresh again that many days after the cure of the burned one.
    ``arrears_paid``: no notice while earlier arrears of the Note are unpaid.
    """

    scope: Literal["all", "other_defaults"]
    one_per: int | None
    one_per_covenant: Duration | None
    burns: Literal["none", "existing", "existing_or_arising"]
    revives_after: int | None
    arrears_paid: bool
    most: Most | None


Starts = Literal["holder", "borrower_and_holder", "borrower", "representative"]
"""On whose receipt of a notice a bar starts."""


class Blockage(Record, frozen=True):
    """Bars by defaults of Senior debt.

    ``payment_default``: whether it bars on notice, by itself, or not. ``starts``: on whose receipt. ``last_day``:
    whether the day on which a window ends is itself blocked.
    """

    payment_default: Literal["notice", "automatic", "none"]
    other_default: OtherDefault | None
    starts: Starts
    last_day: Literal["blocked", "payable"]
    limits: Limits


class Test(Record, frozen=True):
    """What must be passed for a component to be paid: the latest result of a ``test`` is ``at_least`` a number."""

    test: str
    at_least: "Decimal"


When = Literal["free", "after_senior"] | date | Test
"""When a component may be paid."""


class Permitted(Record, frozen=True):
    """Per component when it may be paid: ``free``, ``after_senior``, from a day on, or while a test is passed.

    ``stop_notice``: whether a stop notice bars.
    """

    interest: When
    principal: When
    expenses: When
    stop_notice: bool


class Standstill(Record, frozen=True):
    """No good demand for ``days`` after notice to Senior (None: until Senior is paid), unless one of ``ends`` holds."""

    days: int | None
    ends: tuple[Literal["insolvency", "senior_acceleration", "senior_matured", "senior_paid", "maturity"], ...]


class TurnoverDuty(Record, frozen=True):
    """Whether what is turned over discharges the Note, and within how many days it is to be paid over."""

    discharges: bool
    within: int | None


class Threshold(Record, frozen=True):
    """A sum of cents that must be exceeded, ``over``, for more than some ``days``."""

    over: int
    days: Duration


class PaymentGrace(Record, frozen=True):
    """How long each sum may be late before it is in default; no days: the day after its timely day."""

    interest: Duration
    principal: Duration
    expenses: Duration


class EventsOfDefault(Record, frozen=True):
    """The Events of Default that the paper knows, with their graces and thresholds."""

    payment: PaymentGrace | None
    covenant: Duration | None
    representation: bool
    receiver: Duration | None
    judgment: Threshold | None
    petition: Duration | None
    cross: Threshold | None
    senior_accelerated: bool


class AccelerationRight(Record, frozen=True):
    """Who may accelerate: each ``holder`` its own Note, or a share all Notes (``majority``, or a percentage).

    ``counts``: on Events of Default of which roles, None: any; ``automatic``: which accelerate by themselves.
    """

    by: "Literal['holder', 'majority'] | int | Decimal"
    counts: tuple[Role, ...] | None
    automatic: tuple[Role, ...]


class Terms(Record, frozen=True):
    """A complete set.

    ``senior_matured``, ``insolvency``: whether these bar. ``override``: for how many days after notice an acceleration
    lifts every Blockage Event; None: never. ``mixed_block``: whether a Note that is not blocked is paid while another
    is. ``senior_in_effect``: through which day a debt must have been in effect to be Senior whatever it is for; no
    document states it.
    """

    interest: Interest
    principal: Principal
    days: BusinessDayTerms
    senior_matured: bool
    insolvency: bool
    blockage: Blockage
    override: int | None
    permitted: Permitted
    standstill: Standstill | None
    turnover: TurnoverDuty
    mixed_block: Literal["per_note", "all_or_none"]
    defaults: EventsOfDefault
    acceleration: AccelerationRight
    senior_in_effect: date
