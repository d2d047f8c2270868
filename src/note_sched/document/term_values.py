"""The single values of terms: periods, shares, and words that stand in a period's place, each as written and as read.

>>> Days.read("15 days").value, Grace.read("5 business days").value, Share.read("25%").value
(15, Duration(length=5, unit=<Unit.BUSINESS_DAYS: 'business days'>), 25)
>>> DaysOrNone.of(None).written, Spacing.of(Duration(12, Unit.MONTHS)).written
('none', '12 months')
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Self

from msgspec import Struct

from note_sched.document.codes import Code
from note_sched.document.slips import Slip, nearest, one_of, slipped_date
from note_sched.document.text import quoted
from note_sched.measure.business_days import FIRST_DAY, LAST_DAY
from note_sched.terms.terms import Duration, Unit

if TYPE_CHECKING:
    from decimal import Decimal

Value = Any
"""What a term says: a number, a period, a day, a share, a word, or None."""


class TermValue:
    """A single value of a term: as ``written``, and the ``value`` that it says.

    ``words``: what may be written in place of a measure, and what each says; ``pattern``: of the measure; ``measure``:
    what it is, in words; ``form``: the mapping that may be written in its place, where there is one (msgspec lets no
    union have both).
    """

    __slots__ = ("value", "written")

    words: ClassVar[Mapping[str, Any]] = {}
    pattern: ClassVar[str] = ""
    measure: ClassVar[str] = ""
    form: ClassVar[type[Struct] | None] = None

    def __init__(self, written: str, value: Value) -> None:
        self.written = written
        self.value = value

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other.value == self.value

    def __hash__(self) -> int:
        return hash((type(self), self.value))

    def __repr__(self) -> str:
        return self.written

    @classmethod
    def read(cls, written: str) -> Self:
        """What a document writes.

        Raises:
            ValueError: it is neither such a measure nor one of the words.
        """
        if written in cls.words:
            return cls(written, cls.words[written])
        if not cls.pattern or re.fullmatch(cls.pattern, written) is None:
            raise ValueError(cls.expected())
        return cls(written, cls._measured(written))

    @classmethod
    def of(cls, value: Value) -> Self:
        """A value as a document would write it."""
        for word, said in cls.words.items():
            if said == value and type(said) is type(value):
                return cls(word, value)
        return cls(cls._told(value), value)

    @classmethod
    def _measured(cls, written: str) -> Value:
        """The value of a text that has the pattern."""
        raise NotImplementedError

    @classmethod
    def _told(cls, value: Value) -> str:
        """The text of a value that no word says."""
        raise NotImplementedError

    @classmethod
    def expected(cls) -> str:
        """What may be written, in words."""
        words = one_of(cls.words) if cls.words else ""
        return f"{cls.measure}, or {words}" if cls.measure and words else cls.measure or words

    @classmethod
    def slip(cls, written: str) -> Slip:
        """What is wrong with a value that cannot be read, and what was probably meant."""
        meant = cls._meant(written) or nearest(written, cls.words)
        hint = f"write {meant}" if meant else ""
        return Slip(Code.TERM, f"{quoted(written)} cannot stand here", cls.expected(), hint)

    @classmethod
    def _meant(cls, written: str) -> str:
        """The value that was probably meant; nothing where that would be a guess."""
        del written
        return ""


class _Span(TermValue):
    """A length of time, one of whose units may be written."""

    units: ClassVar[tuple[Unit, ...]] = (Unit.DAYS,)

    @classmethod
    def _measured(cls, written: str) -> Value:
        length, _, unit = written.partition(" ")
        return Duration(int(length), Unit(unit if unit.endswith("s") else f"{unit}s"))

    @classmethod
    def _told(cls, value: Value) -> str:
        return f"{value.length} {value.unit.value.removesuffix('s') if value.length == 1 else value.unit.value}"

    @classmethod
    def _meant(cls, written: str) -> str:
        """A number without its unit, or with the unit in other words."""
        match = re.fullmatch(r"([0-9]{1,5})[ -]*([a-z ._-]*)", written.strip().lower())
        if match is None:
            return ""
        length, unit = match.groups()
        units = [each.value for each in cls.units]
        known = nearest(unit, units) if unit else units[0]
        if unit in ("bd", "b.d.", "banking days", "working days", "trading days"):
            known = Unit.BUSINESS_DAYS.value if Unit.BUSINESS_DAYS in cls.units else ""
        return f"{length} {known.removesuffix('s') if length == '1' else known}" if known else ""


class Days(_Span):
    """Whole days: ``15 days``."""

    pattern = r"[0-9]{1,5} days?"
    measure = "a number of days, such as 30 days"

    @classmethod
    def _measured(cls, written: str) -> int:
        return int(written.partition(" ")[0])

    @classmethod
    def _told(cls, value: Value) -> str:
        return super()._told(Duration(value))


class DaysOrNone(Days):
    """Whole days, or no such term."""

    words: ClassVar[Mapping[str, Any]] = {"none": None}


class Grace(_Span):
    """A grace: ``30 days``, ``5 business days``."""

    units = (Unit.DAYS, Unit.BUSINESS_DAYS)
    pattern = r"[0-9]{1,5} (?:business )?days?"
    measure = "a period such as 30 days or 5 business days"


class GraceOrNone(Grace):
    """A grace, or no such Event of Default."""

    words: ClassVar[Mapping[str, Any]] = {"none": None}


class ThresholdDays(Grace):
    """How long a sum must stand: ``45``, which is days, or any grace."""

    pattern = r"[0-9]{1,5}(?: (?:business )?days?)?"
    measure = "a number of days such as 45, or a period such as 10 business days"

    @classmethod
    def _measured(cls, written: str) -> Duration:
        return Duration(int(written)) if written.isdigit() else super()._measured(written)

    @classmethod
    def _told(cls, value: Value) -> str:
        return str(value.length) if value.unit is Unit.DAYS else super()._told(value)


class Spacing(_Span):
    """What lies between two at the least: ``12 months``, ``360 days``; or nothing."""

    units = (Unit.MONTHS, Unit.DAYS)
    words: ClassVar[Mapping[str, Any]] = {"none": None}
    pattern = r"[0-9]{1,5} (?:days?|months?)"
    measure = "a period such as 12 months or 360 days"


class Every(TermValue):
    """From one payment date to the next, in months."""

    words: ClassVar[Mapping[str, Any]] = {"1 month": 1, "3 months": 3, "6 months": 6, "12 months": 12, "maturity": None}
    _MEANT: ClassVar[Mapping[str, str]] = {
        "month": "1 month", "monthly": "1 month", "1": "1 month",
        "quarter": "3 months", "1 quarter": "3 months", "quarterly": "3 months", "3": "3 months",
        "half-year": "6 months", "semiannually": "6 months", "semi-annually": "6 months", "6": "6 months",
        "year": "12 months", "1 year": "12 months", "annually": "12 months", "yearly": "12 months", "12": "12 months",
        "at maturity": "maturity", "none": "maturity",
    }  # fmt: skip

    @classmethod
    def _meant(cls, written: str) -> str:
        return cls._MEANT.get(written.lower(), "")


class Months(Every):
    """From one instalment of principal to the next, in months."""

    words: ClassVar[Mapping[str, Any]] = {word: months for word, months in Every.words.items() if months}


class Count(TermValue):
    """A bare number of days: ``179``."""

    pattern = r"[0-9]{1,5}"
    measure = "a whole number of days, such as 179"

    @classmethod
    def _measured(cls, written: str) -> int:
        return int(written)

    @classmethod
    def _told(cls, value: Value) -> str:
        return str(value)

    @classmethod
    def _meant(cls, written: str) -> str:
        match = re.fullmatch(r"([0-9]{1,5}) ?(?:days?|d)", written)
        return match[1] if match else ""


class Times(Count):
    """How many there are."""

    pattern = r"[1-9][0-9]{0,3}"
    measure = "a whole number, such as 12"


class StandstillDays(Count):
    """For how long no demand is good."""

    words: ClassVar[Mapping[str, Any]] = {"until_senior_paid": None}
    measure = "a whole number of days, such as 180"


class Share(TermValue):
    """Who may accelerate: a Holder by itself, or Holders of a share."""

    words: ClassVar[Mapping[str, Any]] = {"holder": "holder", "majority": "majority"}
    pattern = r"(?:100|[1-9][0-9]?(?:\.[0-9]{1,6})?)%"
    measure = "a share such as 25% or 33.3%"

    @classmethod
    def _measured(cls, written: str) -> "int | Decimal":
        share = written.removesuffix("%")
        if share.isdecimal():
            return int(share)
        from decimal import Decimal  # noqa: PLC0415 (few papers have such a share)

        return Decimal(share)

    @classmethod
    def _told(cls, value: Value) -> str:
        return f"{value}%"

    @classmethod
    def _meant(cls, written: str) -> str:
        match = re.fullmatch(r"(100|[1-9][0-9]?(?:\.[0-9]{1,6})?) ?(?:percent|per cent|pct|%)?", written)
        return f"{match[1]}%" if match else ""


class Permission(TermValue):
    """From when a component may be paid."""

    words: ClassVar[Mapping[str, Any]] = {"free": "free", "after_senior": "after_senior"}
    pattern = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    measure = "a date as year-month-day (payable from that day on)"

    @classmethod
    def _measured(cls, written: str) -> date:
        day = date.fromisoformat(written)
        if not FIRST_DAY <= day <= LAST_DAY:
            raise ValueError(cls.expected())
        return day

    @classmethod
    def _told(cls, value: Value) -> str:
        return str(value)

    @classmethod
    def _meant(cls, written: str) -> str:
        """A date in another order; ``yes``, which is ``free``."""
        said, _, day = slipped_date(written).hint.partition("write ")
        return day if day and not said and len(day) == len("2009-02-10") else _FREE.get(written, "")


class Number(TermValue):
    """A number as a test has it: ``1.10``. Kept as a decimal, which says it exactly."""

    pattern = r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?"
    measure = "a number such as 1.10"

    @classmethod
    def _measured(cls, written: str) -> Value:
        from decimal import Decimal  # noqa: PLC0415 (tests alone need it)

        return Decimal(written)

    @classmethod
    def _told(cls, value: Value) -> str:
        return f"{value:f}"

    @classmethod
    def _meant(cls, written: str) -> str:
        match = re.fullmatch(r"(-?[0-9]{1,9}(?:\.[0-9]{1,9})?) ?(?:x|to 1|: ?1|:1\.0+)", written.lower())
        return match[1] if match else ""


class Percent(Number):
    """A percentage, above nothing: ``3``, ``2.5``."""

    pattern = r"(?!0+(?:\.0+)?$)(?:100|[0-9]{1,2}(?:\.[0-9]{1,6})?)"
    measure = "a number of percent above 0 and at most 100, such as 3 or 2.5"

    @classmethod
    def _meant(cls, written: str) -> str:
        match = re.fullmatch(rf"({cls.pattern.replace('$', '[^0-9.]')}) ?(?:%|percent|per cent|pct)", written.lower())
        return match[1] if match else ""


_FREE = {"yes": "free", "no": "after_senior", "none": "free"}


class Bars(TermValue):
    """Whether something bars payment."""

    words: ClassVar[Mapping[str, Any]] = {"bars": True, "none": False}


class Known(TermValue):
    """Whether the paper knows such an Event of Default: ``yes``, or ``none``."""

    words: ClassVar[Mapping[str, Any]] = {"yes": True, "none": False, "no": False, "true": True, "false": False}

    @classmethod
    def expected(cls) -> str:
        """Without the other words that serve."""
        return "yes or none"
