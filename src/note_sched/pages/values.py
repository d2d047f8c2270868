"""What stands in a page: sums as cents, and phrases with days and sums among their words; the renderer writes them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Self


class Money(int):
    """Cents, told apart from other whole numbers where a value stands alone."""


class Increase(Money):
    """Cents by which something is more or (below zero) less: people see the sign of both."""


Phrase = Sequence[Any]
"""Words, and among them days, ``Money`` and ``PerDiem`` as values, which the renderer writes; or words alone."""


def parts_of(phrase: Phrase) -> list[Any]:
    """The parts of a phrase: words alone are one.

    >>> parts_of("DO NOT PAY"), parts_of(["PAY ", 1])
    (['DO NOT PAY'], ['PAY ', 1])
    """
    return [phrase] if isinstance(phrase, str) else list(phrase)


class Said(tuple[Any, ...]):
    """A phrase where machines read it: one string, days as they are written there."""

    __slots__ = ()

    def __new__(cls, phrase: Phrase) -> Self:
        """Words alone are a phrase of one part."""
        return super().__new__(cls, parts_of(phrase))


class Mapped:
    """A list where machines read it, whose items are made one by one: those of many Holders fill as much room as a run.

    It is read from the beginning, as often as one likes.
    """

    def __init__(self, make: Callable[[Any], Any], of: Sequence[Any]) -> None:
        """``make`` an item of each of ``of``."""
        self._make, self._of = make, of

    def __iter__(self) -> Iterator[Any]:
        return map(self._make, self._of)
