"""The switches in words: where the Note can be read two ways, what each reading says, and by which clause."""

from collections.abc import Mapping
from typing import NamedTuple

from note_sched.document.model import Document, Reading
from note_sched.document.overrides import overridden, read_overrides
from note_sched.measure.accrual import DayCount
from note_sched.terms.roles import Role


class Switch(NamedTuple):
    """A point on which readers differ: its key in the document, the roles of its clauses, what each of its values says.

    In what a value says, names of roles stand in braces.
    """

    key: str
    roles: tuple[Role, ...]
    values: Mapping[str, str]


SWITCHES = (
    Switch(
        "day_count",
        (Role.PROMISE,),
        {
            "actual/month": "a month's interest is spread over the days of that month",
            "30/360": "a year's interest is spread over 360 days, and a full month counts as 30 of them",
            "actual/365": "a year's interest is spread over 365 days, and every day counts",
            "actual/360": "a year's interest is spread over 360 days, and every day counts",
        },
    ),
    Switch(
        "business_days",
        (Role.PROMISE, Role.DEFAULT_PAYMENT),
        {
            "gcl25": "what falls due on a Saturday, Sunday or public holiday may be paid on the next business day with "
            "the same effect (General Construction Law 25)",
            "strict": "due means due: it is late on the day after, and paid on the day itself",
        },
    ),
    Switch(
        "window_end",
        (Role.BLOCKAGE,),
        {
            "blocked": "the last day of a Blockage Event, or of an override, is inside it",
            "payable": "a Blockage Event, or an override, ends with the day before: the day named is outside",
        },
    ),
    Switch(
        "block_trigger",
        (Role.BORROWER_NOTICE, Role.EFFECT),
        {
            "holder": "a Blockage Event bars from the day the Holder has the notice ({effect})",
            "borrower_and_holder": "it bars from the day both the Borrower and the Holder have it ({borrower_notice})",
        },
    ),
    Switch(
        "proviso_scope",
        (Role.BLOCKAGE_LIMITS,),
        {
            "all": "twelve months between blocks on one covenant, and no block on an old default: for every notice",
            "other_defaults": "these limits stand in (ii), and so not for notices of payment defaults",
        },
    ),
    Switch(
        "mixed_block",
        (Role.RATABLE,),
        {
            "per_note": "a blocked Note does not hold up the others: each is paid its own share and no more",
            "all_or_none": "pro rata among the Notes: nothing is paid on any while it is barred on one that is owed",
        },
    ),
    Switch(
        "turnover_effect",
        (Role.TURNOVER, Role.SUBROGATION),
        {
            "not_discharged": "what is turned over pays nothing on the Note: it goes on as if it had not been received",
            "discharged": "it pays the Note, and only subrogation to the Senior holders remains",
        },
    ),
)


class Choice(NamedTuple):
    """One value of one switch."""

    switch: str
    value: str


def chosen(reading: Reading, key: str) -> str:
    """The value of a switch as a document writes it."""
    value = getattr(reading, key)
    return value.value if isinstance(value, DayCount) else str(value)


def alternatives_to(reading: Reading) -> list[Choice]:
    """Every value of every switch that this reading does not have, in the order of the switches."""
    return [
        Choice(switch.key, value)
        for switch in SWITCHES
        for value in switch.values
        if value != chosen(reading, switch.key)
    ]


def read_as(document: Document, *choices: Choice) -> Document:
    """The document with other readings."""
    return overridden(document, read_overrides([f"reading.{choice.switch}={choice.value}" for choice in choices]))
