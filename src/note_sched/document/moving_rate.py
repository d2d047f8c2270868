"""A rate of the note that moves, as a document writes it: several in turn, or one that follows an index (T-20)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec
from msgspec import Struct

from note_sched.document.scalars import Id, read_word
from note_sched.measure.accrual import InterestRate, Rate


class RateFrom(Struct, frozen=True, forbid_unknown_fields=True, rename={"starts": "from"}):
    """A rate, from a day on."""

    starts: date
    rate: Rate


class IndexForm(Struct, frozen=True, forbid_unknown_fields=True):
    """An index, whose values ``index_rate`` events give, within floor and cap, and what is added to it."""

    index: Id
    plus: Rate | None = None
    floor: Rate | None = None
    cap: Rate | None = None
    reset: Literal["daily", "period"] | None = None


class RateList(InterestRate):
    """Rates in turn."""

    __slots__ = ("steps",)

    def __init__(self, steps: tuple[RateFrom, ...]) -> None:
        self.steps = steps
        said = [
            each.rate.written if not place else f"{each.rate.written} from {each.starts}"
            for place, each in enumerate(steps)
        ]
        self.written = ", ".join(said)


class IndexedRate(InterestRate):
    """A rate that follows an index."""

    __slots__ = ("form",)

    def __init__(self, form: IndexForm) -> None:
        self.form = form
        limits = ", ".join(
            f"{word} {rate.written}" for word, rate in (("floor", form.floor), ("cap", form.cap)) if rate
        )
        bounded = f"{form.index} ({limits})" if limits else form.index
        self.written = f"{bounded} + {form.plus.written}" if form.plus else bounded


FORMS: tuple[Any, ...] = (Rate, tuple[RateFrom, ...], IndexForm)
"""What may stand behind ``interest_rate``."""


def as_rate(value: Rate | tuple[RateFrom, ...] | IndexForm) -> InterestRate:
    """The rate that one of the forms says."""
    if isinstance(value, tuple):
        return RateList(value)
    return IndexedRate(value) if isinstance(value, IndexForm) else value


def read_rate(node: object) -> InterestRate:
    """The rate that a document writes as a value, a list or a mapping.

    Raises:
        msgspec.ValidationError: it is none; or it has a value that is none.
    """
    form: Any = IndexForm if isinstance(node, Mapping) else tuple[RateFrom, ...] if isinstance(node, list) else Rate
    return as_rate(msgspec.convert(node, form, dec_hook=read_word))


def written_rate(rate: InterestRate) -> Any:  # noqa: ANN401 (a word, a list or a mapping)
    """A rate as a document writes it, in plain values."""
    match rate:
        case RateList():
            return [{"from": each.starts, "rate": each.rate.written} for each in rate.steps]
        case IndexedRate():
            form = rate.form
            limits = {"plus": form.plus, "floor": form.floor, "cap": form.cap}
            said = {key: value.written for key, value in limits.items() if value is not None}
            return {"index": form.index, **said, "reset": form.reset or "daily"}
    return rate.written
