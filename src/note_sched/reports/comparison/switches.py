"""The switches in words: where the Note can be read two ways, what each reading says, and by which clause."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from note_sched.document.model import SYNONYMS, Document, Reading
from note_sched.document.overrides import overridden, read_overrides
from note_sched.instruments import AIR_INDUSTRIES_2008, Instrument
from note_sched.measure.accrual import DayCount
from note_sched.terms.bite import switches_that_bite
from note_sched.terms.roles import Role


class Switch(NamedTuple):
    """A point on which readers differ: its key in the document, the roles of its clauses, what each of its values says.

    In what a value says, names of roles stand in braces. ``elsewhere``: what is said otherwise of another paper than
    the Note of 2008, in words that quote nothing.
    """

    key: str
    roles: tuple[Role, ...]
    values: Mapping[str, str]
    elsewhere: Mapping[str, str] = MappingProxyType({})

    def says(self, value: str, paper: Instrument) -> str:
        """What a value says, under a paper; empty for a term that is no word of the switch."""
        said = self.values if paper.key == AIR_INDUSTRIES_2008.key else {**self.values, **self.elsewhere}
        return paper.fill(said.get(value, ""))


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
        {
            "30E/360": "a year's interest is spread over 360 days, twelve months of 30, and no 31st counts",
            "actual/actual": "a year's interest is spread over the 365 or 366 days of that year",
            "period": "an interest period's interest is spread over the days of that period",
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
        {"gcl25": "what falls due on no business day may be paid on the next one with the same effect"},
    ),
    Switch(
        "window_end",
        (Role.BLOCKAGE,),
        {
            "blocked": "the last day of a Blockage Event, or of an override, is inside it",
            "payable": "a Blockage Event, or an override, ends with the day before: the day named is outside",
        },
        {
            "blocked": "the last day of a block by notice, or of an override, is inside it",
            "payable": "a block by notice, or an override, ends with the day before: the day named is outside",
        },
    ),
    Switch(
        "block_trigger",
        (Role.BORROWER_NOTICE, Role.EFFECT),
        {
            "holder": "a Blockage Event bars from the day the Holder has the notice ({effect})",
            "borrower_and_holder": "it bars from the day both the Borrower and the Holder have it ({borrower_notice})",
        },
        {
            "holder": "a notice counts as to a Holder from the day on which that Holder has it",
            "borrower_and_holder": "it counts from the day on which both the Borrower and the Holder have it",
            "borrower": "it counts as to every Holder from the day on which the Borrower has it",
            "representative": "it counts as to every Holder from the day on which their representative has it",
        },
    ),
    Switch(
        "proviso_scope",
        (Role.BLOCKAGE_LIMITS,),
        {
            "all": "twelve months between blocks on one covenant, and no block on an old default: for every notice",
            "other_defaults": "these limits stand in (ii), and so not for notices of payment defaults",
        },
        {
            "all": "the limits on repetition hold for every notice",
            "other_defaults": "the limits on repetition do not hold for notices of payment defaults",
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
        {"discharged": "it pays the Note"},
    ),
)


class Choice(NamedTuple):
    """One value of one switch."""

    switch: str
    value: str


_WORDS = {"gcl25": "following", "strict": "none", "discharged": "yes", "not_discharged": "no"}
"""The word of the term, where the switch has another one."""


def told(document: Document, switch: str, value: str) -> tuple[str, str]:
    """A switch and its value as people read them: in a document with ``terms`` by the names of the terms."""
    if document.overlay is None:
        return switch, value
    return SYNONYMS[switch], _WORDS.get(value, value)


def chosen(reading: Reading, key: str) -> str:
    """The value of a switch as a document writes it."""
    value = getattr(reading, key)
    return value.value if isinstance(value, DayCount) else str(value)


def alternatives_to(document: Document) -> list[Choice]:
    """Every value that a document does not have of every switch that can bite, in the order of the switches."""
    bite = switches_that_bite(document.terms)
    return [
        Choice(switch.key, value)
        for switch in SWITCHES
        if switch.key in bite
        for value in switch.values
        if value != chosen(document.reading, switch.key)
    ]


def read_as(document: Document, *choices: Choice) -> Document:
    """The document with other readings."""
    return overridden(document, read_overrides([f"reading.{choice.switch}={choice.value}" for choice in choices]))
