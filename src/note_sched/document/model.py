"""The document as written: note, Holders, Senior debt, readings, simulation. Events have a module of their own.

The field names are the keys of the YAML file; ``schema`` makes the JSON Schema out of these same types. Sums are
cents, dates are calendar days, rates are per month; which combinations of facts make sense is judged in ``load``.
"""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from note_sched.document.events import Event
from note_sched.document.scalars import Flag, Id, Known, Rank, Sum, SumOrZero, Text
from note_sched.instruments import AIR_INDUSTRIES_2008, Instrument
from note_sched.measure.accrual import DayCount, InterestRate, Rate
from note_sched.record import Record
from note_sched.terms.terms import Terms

if TYPE_CHECKING:
    from note_sched.document.acknowledging import Acknowledgment
    from note_sched.document.terms_form import TermsForm


class Holidays(Struct, frozen=True, forbid_unknown_fields=True):
    """Changes that a document makes to the New York calendar."""

    add: tuple[date, ...] = ()
    remove: tuple[date, ...] = ()


class Note(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The blanks of the Note, the sums and dates that its text fixes, and where the Holders wish to be paid.

    ``first_payment_date`` is None only where interest is paid with principal alone.
    """

    title: Text
    borrower: Text
    issue_date: date
    maturity_date: date
    interest_rate: InterestRate
    first_payment_date: date | None = None
    offering_limit: Sum | None = None
    financing_threshold: Sum | None = None
    legal_maximum_rate: Rate | None = None
    holidays: Holidays = Holidays()
    payment_instructions: Text | dict[Text, Text] | None = None


class Holder(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A Holder and its Note; ``principal`` 0 for one who only takes by transfer."""

    id: Id
    name: Text
    principal: SumOrZero
    issue_date: date | None = None


class LenderKind(Enum):
    """Who a Senior lender is, in the words of 1(a)(i)."""

    BANK = "bank"
    INSURER = "insurer"
    INSTITUTION = "institution"
    REGULAR_LENDER = "regular_lender"
    OTHER = "other"


class SeniorDebt(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A debt listed as Senior Indebtedness, with the facts by which 1(a) decides whether it is."""

    id: Id
    lender: Text
    principal: Sum
    agreement: Text | None = None
    rank: Rank = "1"
    interest: SumOrZero = SumOrZero(0)
    premium: SumOrZero = SumOrZero(0)
    fees: SumOrZero = SumOrZero(0)
    lender_kind: LenderKind | None = None
    obligor: Literal["borrower", "guaranteed", "other"] | None = None
    in_effect: date | None = None
    purpose: Literal["working_capital", "other"] | None = None
    refinances: Id | None = None
    commercially_reasonable: Flag | None = None
    notice: date | dict[Id, date] | None = None
    excluded: Flag | None = None


class Reading(Struct, frozen=True, forbid_unknown_fields=True):
    """The switches: points where the Note can be read two ways and the choice moves money (reading.md section 7)."""

    day_count: DayCount = DayCount.ACTUAL_MONTH
    business_days: Literal["gcl25", "strict"] = "gcl25"
    window_end: Literal["blocked", "payable"] = "blocked"
    block_trigger: Literal["holder", "borrower_and_holder"] = "holder"
    proviso_scope: Literal["all", "other_defaults"] = "all"
    mixed_block: Literal["per_note", "all_or_none"] = "per_note"
    turnover_effect: Literal["not_discharged", "discharged"] = "not_discharged"


class Simulation(Struct, frozen=True, forbid_unknown_fields=True):
    """Which payments happen, and how far to look."""

    payments: Literal["assumed", "recorded"] = "assumed"
    recorded_through: date | None = None
    assumed_through: date | None = None
    through: date | None = None


class Stated:
    """What a document states of its paper. Its keys are those of ``TermsForm``, which most runs never need."""


class Form(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file, as its keys say it. The JSON Schema is this type's."""

    note: Note
    holders: tuple[Holder, ...]
    senior_debt: tuple[SeniorDebt, ...] = ()
    events: tuple[Event, ...] = ()
    reading: Reading = Reading()
    simulation: Simulation = Simulation()
    terms: Stated | None = None
    acknowledged: tuple[Known, ...] = ()


class Written(NamedTuple):
    """One event with the line on which it begins; below zero where it is no event of the file (``faults.Place``)."""

    event: Event
    line: int


class Document(Record, frozen=True, dict=True):
    """A sound document: every part read, every reference known, every event with its line.

    ``instrument``: its paper, cited by the labels that the document gives; ``paper``: the terms of it with what the
    document's ``overlay`` states laid over, before its ``reading``; ``reading``: a switch that is not written has the
    word that the paper has for it; ``overlay`` and ``stated``, its dotted keys: None where the document has no
    ``terms``; ``lines``: where in such a document stands what bears on them, by dotted key (``blockage.last_day``,
    ``reading.window_end``, ``note.first_payment_date``, ``terms`` itself). ``acknowledged``: warnings that
    are known.
    """

    note: Note
    holders: tuple[Holder, ...]
    senior_debt: tuple[SeniorDebt, ...]
    events: tuple[Written, ...]
    reading: Reading
    simulation: Simulation
    instrument: Instrument = AIR_INDUSTRIES_2008
    paper: Terms = AIR_INDUSTRIES_2008.terms
    overlay: "TermsForm | None" = None
    stated: tuple[str, ...] | None = None
    lines: Mapping[str, int] = MappingProxyType({})
    acknowledged: "tuple[Acknowledgment, ...]" = ()

    @cached_property
    def terms(self) -> Terms:
        """The terms in force: those of the paper, as its switches read them."""
        return in_force(self.paper, self.reading)


@lru_cache(maxsize=256)
def in_force(paper: Terms, reading: Reading) -> Terms:
    """The terms of a paper as the switches of a document read them: each switch is another name of a term."""
    blockage, limits = paper.blockage, paper.blockage.limits
    return paper._replace(
        interest=paper.interest._replace(day_count=reading.day_count),
        days=paper.days._replace(convention="none" if reading.business_days == "strict" else "following"),
        blockage=blockage._replace(
            last_day=reading.window_end,
            starts=reading.block_trigger,
            limits=limits._replace(scope=reading.proviso_scope),
        ),
        mixed_block=reading.mixed_block,
        turnover=paper.turnover._replace(discharges=reading.turnover_effect == "discharged"),
    )


def as_read(paper: Terms) -> Reading:
    """The switches as a paper has them: the word of its term where a switch has no word for it (``representative``)."""
    blockage = paper.blockage
    return Reading(
        day_count=paper.interest.day_count,
        business_days="strict" if paper.days.convention == "none" else "gcl25",
        window_end=blockage.last_day,
        block_trigger=blockage.starts,  # type: ignore[arg-type]  # see above
        proviso_scope=blockage.limits.scope,
        mixed_block=paper.mixed_block,
        turnover_effect="discharged" if paper.turnover.discharges else "not_discharged",
    )


SYNONYMS: Mapping[str, str] = {
    "day_count": "interest.day_count",
    "business_days": "days.convention",
    "window_end": "blockage.last_day",
    "block_trigger": "blockage.starts",
    "proviso_scope": "blockage.limits.scope",
    "mixed_block": "mixed_block",
    "turnover_effect": "turnover.discharges",
}
"""The term that each switch is another name of."""
