"""The switches in words: where the Note can be read two ways, what each reading says, and by which clause."""

from collections.abc import Mapping
from typing import NamedTuple

from note_sched.document.model import Document, Reading
from note_sched.document.overrides import overridden, read_overrides
from note_sched.measure.accrual import DayCount


class Switch(NamedTuple):
    """A point on which readers differ: its key in the document, its clauses, and what each of its values says."""

    key: str
    clauses: tuple[str, ...]
    values: Mapping[str, str]


SWITCHES = (
    Switch(
        "day_count",
        ("preamble",),
        {
            "actual/month": "a month's interest is spread over the days of that month",
            "30/360": "a year's interest is spread over 360 days, and a full month counts as 30 of them",
            "actual/365": "a year's interest is spread over 365 days, and every day counts",
            "actual/360": "a year's interest is spread over 360 days, and every day counts",
        },
    ),
    Switch(
        "business_days",
        ("preamble", "2(a)"),
        {
            "gcl25": "what falls due on a Saturday, Sunday or public holiday may be paid on the next business day with "
            "the same effect (General Construction Law 25)",
            "strict": "due means due: it is late on the day after, and paid on the day itself",
        },
    ),
    Switch(
        "window_end",
        ("1(d)",),
        {
            "blocked": "the last day of a Blockage Event, or of an override, is inside it",
            "payable": "a Blockage Event, or an override, ends with the day before: the day named is outside",
        },
    ),
    Switch(
        "block_trigger",
        ("1(c)", "1(e)"),
        {
            "holder": "a Blockage Event bars from the day the Holder has the notice (1(e))",
            "borrower_and_holder": "it bars from the day both the Borrower and the Holder have it (1(c))",
        },
    ),
    Switch(
        "proviso_scope",
        ("1(d)(ii)",),
        {
            "all": "twelve months between blocks on one covenant, and no block on an old default: for every notice",
            "other_defaults": "these limits stand in (ii), and so not for notices of payment defaults",
        },
    ),
    Switch(
        "mixed_block",
        ("3",),
        {
            "per_note": "a blocked Note does not hold up the others: each is paid its own share and no more",
            "all_or_none": "pro rata among the Notes: nothing is paid on any while it is barred on one that is owed",
        },
    ),
    Switch(
        "turnover_effect",
        ("1(g)", "1(h)"),
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
