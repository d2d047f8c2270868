"""The values of a document that msgspec does not know itself: words by ``scalars``, a rate that moves by ``rates``."""

from typing import Any

from note_sched.document.scalars import read_word
from note_sched.measure.accrual import InterestRate


def read_value(kind: type[Any], written: object) -> object:
    """The value of a kind that msgspec does not know itself (its ``dec_hook``).

    Raises:
        ValueError: with what was expected.
    """
    if kind is InterestRate and not isinstance(written, str):
        from note_sched.document.moving_rate import read_rate  # noqa: PLC0415 (most rates are one)

        return read_rate(written)
    return read_word(kind, written)
