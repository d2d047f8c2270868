"""The scalars of a document: every one is text as written, and each kind here says how that text is read.

YAML's own typing is never used (it turns ``no``, ``01000``, ``10:30`` and ``2_500_000.10`` into something else).
"""

import re
from enum import Enum
from typing import Annotated, Any

from msgspec import Meta

from note_sched.document.term_values import TermValue
from note_sched.measure.accrual import InterestRate, Rate
from note_sched.measure.money import read_sum

MOST_LETTERS = 10_000
"""Letters of a single value. Longer than a page is nothing that a statement or a letter can show."""

RESERVED_IDS = frozenset({"TOTAL", "others"})

_ID = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"
# `$` alone would let a line end through: the lookahead refuses it, and means nothing more in a JSON Schema.
Id = Annotated[str, Meta(pattern=_ID + r"(?!\n)", max_length=MOST_LETTERS)]
Text = Annotated[str, Meta(min_length=1, max_length=MOST_LETTERS)]
TimeOfDay = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$(?!\n)")]
Known = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]*(@[0-9]{4}-[0-9]{2}-[0-9]{2})?$(?!\n)")]
"""A warning that is known, by its code and day."""
Rank = Annotated[str, Meta(pattern=r"^[1-9][0-9]{0,3}$(?!\n)")]


def is_id(written: str) -> bool:
    """Whether a text has the form of an id."""
    return re.fullmatch(_ID, written) is not None


class Sum(int):
    """Cents, greater than zero."""


class SumOrZero(int):
    """Cents, zero allowed (Senior interest, premium, fees and balances; collection expenses; a transferee's Note)."""


class Flag(Enum):
    """``yes`` and ``no``; ``true`` and ``false`` serve too."""

    YES = "yes"
    NO = "no"
    TRUE = "true"
    FALSE = "false"

    def __bool__(self) -> bool:
        return self in (Flag.YES, Flag.TRUE)


def read_word(kind: type[Any], written: object) -> object:
    """The value of a scalar of one of the kinds that msgspec does not know itself (a ``dec_hook``).

    Raises:
        ValueError: with what was expected.
    """
    if not isinstance(written, str):
        raise ValueError("a single value")  # noqa: TRY004  (msgspec turns a ValueError into a refusal of the value)
    if issubclass(kind, InterestRate):
        return Rate.read(written)
    if issubclass(kind, TermValue):
        return kind.read(written)
    cents = read_sum(written)
    if kind is Sum and cents == 0:
        raise ValueError("a sum greater than zero")
    return kind(cents)
