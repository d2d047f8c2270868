"""What an explanation is made of: steps, and the arithmetic in them that can be worked out again.

A step's arithmetic carries its operands and its result: ``data`` is the object of json. Sums are ``Money``; what is not
a whole number of cents is written as a fraction of dollars (``1000/3``), for that is exact.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from note_sched.history.past import Movement, PastLine
from note_sched.measure.accrual import PerDiem
from note_sched.measure.money import round_half_up
from note_sched.pages.values import Money, Phrase, Said
from note_sched.reports.explanation.divisions import Division
from note_sched.reports.telling.wording import way_words
from note_sched.rules.words import Label
from note_sched.terms.roles import Role


class Fact(NamedTuple):
    """Something that the document says, and on which line (0: nowhere; it is a default, or follows from others)."""

    says: Phrase
    line: int = 0


class Addend(NamedTuple):
    """A part of a sum, in cents (below zero: taken off): a fact, or (``step``, counted from 1) an earlier result."""

    what: Phrase
    cents: int
    line: int = 0
    step: int | None = None

    def data(self) -> dict[str, Any]:
        """As json has it."""
        return {
            "what": Said(self.what),
            "amount": Money(self.cents),
            "line": self.line or None,
            "step": self.step,
        }


class Accrued(NamedTuple):
    """Interest that ran in one period, line by line; the result is exact."""

    lines: Sequence[PastLine]

    @property
    def result(self) -> Fraction:
        """The running total in cents."""
        return self.lines[-1].running if self.lines else Fraction()

    def data(self) -> dict[str, Any]:
        """As json has it."""
        return {"op": "accrue", "lines": [_line_data(line) for line in self.lines], "exact": dollars(self.result)}


class Rounded(NamedTuple):
    """An exact total rounded half up to the cent, less what was taken of it before; never below zero (R-6)."""

    exact: Fraction
    taken: int

    @property
    def result(self) -> int:
        """Cents."""
        return max(0, round_half_up(self.exact.numerator, self.exact.denominator) - self.taken)

    def data(self) -> dict[str, Any]:
        """As json has it."""
        return {
            "op": "round",
            "exact": dollars(self.exact),
            "taken": Money(self.taken),
            "result": Money(self.result),
        }


class RoundedToDollar(NamedTuple):
    """An exact sum that is rounded up or down to whole dollars, whatever is over (T-21)."""

    exact: Fraction
    up: bool

    @property
    def result(self) -> int:
        """Cents."""
        dollar = 100
        return int(-(-self.exact // dollar) if self.up else self.exact // dollar) * dollar

    def data(self) -> dict[str, Any]:
        """As json has it."""
        rule = "dollar_up" if self.up else "dollar_down"
        return {"op": "round_to_dollar", "exact": dollars(self.exact), "rule": rule, "result": Money(self.result)}


class Addition(NamedTuple):
    """Terms added up."""

    terms: Sequence[Addend]

    @property
    def result(self) -> int:
        """Cents."""
        return sum(term.cents for term in self.terms)

    def data(self) -> dict[str, Any]:
        """As json has it."""
        return {"op": "sum", "terms": [term.data() for term in self.terms], "result": Money(self.result)}


class Least(NamedTuple):
    """The least of several sums."""

    terms: Sequence[Addend]

    @property
    def result(self) -> int:
        """Cents."""
        return min(term.cents for term in self.terms)

    def data(self) -> dict[str, Any]:
        """As json has it."""
        return {"op": "least", "terms": [term.data() for term in self.terms], "result": Money(self.result)}


class Tier(NamedTuple):
    """What there is to pay of one kind, in cents."""

    name: str
    owed: int


class Poured(NamedTuple):
    """A sum poured over tiers, the first filled first; the result is what reaches the tier ``wanted`` (R-9)."""

    given: Addend
    tiers: Sequence[Tier]
    wanted: str

    @property
    def result(self) -> int:
        """Cents."""
        return self.parts.get(self.wanted, 0)

    @property
    def parts(self) -> Mapping[str, int]:
        """Cents by tier."""
        left, parts = self.given.cents, {}
        for tier in self.tiers:
            parts[tier.name] = min(left, tier.owed)
            left -= parts[tier.name]
        return parts

    def data(self) -> dict[str, Any]:
        """As json has it."""
        return {
            "op": "pour",
            "given": self.given.data(),
            "tiers": [{"tier": tier.name, "owed": Money(tier.owed)} for tier in self.tiers],
            "wanted": self.wanted,
            "result": Money(self.result),
        }


class Shared(NamedTuple):
    """One Holder's part of a sum that is divided over several Notes."""

    given: Addend
    division: Division
    holder: str

    @property
    def result(self) -> int:
        """Cents."""
        return self.division.part(self.holder)

    def data(self) -> dict[str, Any]:
        """As json has it: the weights of all stand with the division, of which this names the number."""
        return {
            "op": "share",
            "given": self.given.data(),
            "division": self.division.number,
            "holder": self.holder,
            "weight": Money(self.division.weight(self.holder)),
            "whole": Money(self.division.whole),
            "exact": dollars(self.division.exact(self.holder)),
            "result": Money(self.result),
        }


class Multiple(NamedTuple):
    """A sum taken several times over."""

    given: Addend
    number: int

    @property
    def result(self) -> int:
        """Cents."""
        return self.given.cents * self.number

    def data(self) -> dict[str, Any]:
        """As json has it."""
        return {"op": "times", "given": self.given.data(), "times": self.number, "result": Money(self.result)}


class DaysLater(NamedTuple):
    """A day counted on from another, which itself is not counted."""

    start: date
    days: int
    result: date

    def data(self) -> dict[str, Any]:
        """As json has it."""
        return {"op": "days_later", "from": self.start, "days": self.days, "result": self.result}


class MonthsLater(NamedTuple):
    """The same day some months later."""

    start: date
    months: int
    result: date

    def data(self) -> dict[str, Any]:
        """As json has it."""
        return {"op": "months_later", "from": self.start, "months": self.months, "result": self.result}


class BusinessDay(NamedTuple):
    """The first business day on or after ``start`` (``nth`` 0), or the ``nth`` after it."""

    start: date
    nth: int
    result: date

    def data(self) -> dict[str, Any]:
        """As json has it."""
        return {"op": "business_day", "from": self.start, "nth": self.nth, "result": self.result}


class Earliest(NamedTuple):
    """The earliest of several days; None stands for a day that has not come."""

    days: Sequence[tuple[str, date | None]]

    @property
    def result(self) -> date | None:
        """The earliest that there is."""
        return min((day for _, day in self.days if day is not None), default=None)

    def data(self) -> dict[str, Any]:
        """As json has it."""
        return {
            "op": "earliest",
            "days": [{"what": what, "day": day} for what, day in self.days],
            "result": self.result,
        }


Arithmetic = (
    Accrued
    | Rounded
    | RoundedToDollar
    | Addition
    | Least
    | Poured
    | Shared
    | Multiple
    | DaysLater
    | MonthsLater
    | BusinessDay
    | Earliest
)


class Step(NamedTuple):
    """One step of a chain: what is said, what is worked out, the facts it rests on, the clause it follows.

    ``day``: where the step tells of one, the day of which it tells.
    """

    says: Phrase
    arithmetic: Arithmetic | None = None
    facts: Sequence[Fact] = ()
    clause: str = ""
    day: date | None = None


Value = Money | PerDiem | date | str | Sequence[str] | None


class Explanation(NamedTuple):
    """Where something comes from.

    ``title``: what is explained, and ``about`` what it is or when, in words. ``holders``: on whose Notes. ``column``:
    its name in machine outputs, and ``value`` what it is. ``rule``: in one sentence. ``cited``: clauses, or passages of
    them, whose words matter most. ``would_change``: what would have made it otherwise.
    """

    title: str
    about: Phrase
    holders: Sequence[str]
    column: str
    value: Value
    rule: Phrase
    steps: Sequence[Step]
    cited: Sequence[str] = ()
    would_change: Sequence[Phrase] = ()


class Chain:
    """Takes steps down one after the other."""

    def __init__(self, label: Label) -> None:
        """``label``: how the instrument cites a clause, by its role."""
        self.steps: list[Step] = []
        self._label = label

    def _cited(self, clause: Role | str) -> str:
        """A clause as it is cited, by its role; a passage of one keeps its name."""
        return self._label(clause) if isinstance(clause, Role) else clause

    @property
    def cited(self) -> list[str]:
        """The clauses, and passages of them, that the steps follow."""
        return list(dict.fromkeys(step.clause for step in self.steps if step.clause))

    def say(
        self, says: Phrase, arithmetic: Arithmetic | None = None, facts: Sequence[Fact] = (), clause: Role | str = ""
    ) -> int:
        """Add a step; returns its number."""
        self.steps.append(Step(says, arithmetic, tuple(facts), self._cited(clause)))
        return len(self.steps)

    def on(
        self,
        day: date | None,
        says: Phrase,
        arithmetic: Arithmetic | None = None,
        facts: Sequence[Fact] = (),
        clause: Role | str = "",
    ) -> None:
        """Add a step that tells of a day; None: of one that is not known."""
        self.steps.append(Step(says, arithmetic, tuple(facts), self._cited(clause), day))

    def money(
        self, says: Phrase, arithmetic: Arithmetic, facts: Sequence[Fact] = (), clause: Role | str = ""
    ) -> Addend:
        """Add a step whose result is a sum of money; returns that result as a term for later steps."""
        number = self.say(says, arithmetic, facts, clause)
        result = arithmetic.result
        assert isinstance(result, int)  # noqa: S101 (a sum is whole cents)
        return Addend(says, result, step=number)


def dollars(cents: Fraction) -> str:
    """An exact sum as a fraction of dollars.

    >>> dollars(Fraction(100_000, 3))
    '1000/3'
    """
    return str(cents / 100)


def _line_data(line: PastLine) -> dict[str, Any]:
    if isinstance(line, Movement):
        return {"date": line.date, "carried": dollars(line.exact), "running": dollars(line.running)}
    way = {"way": way_words(line)} if way_words(line) else {}
    return way | {
        "from": line.start,
        "to": line.end,
        "principal": Money(line.principal),
        "rate": str(line.rate),
        "per": "year" if line.yearly else "month",
        "days": line.days,
        "basis": line.basis,
        "exact": dollars(line.exact),
        "running": dollars(line.running),
    }
