"""Sums divided over the Notes: each is worked out once, however many Holders' figures rest on it.

A chain is told Holder by Holder. Were every one of them to carry the weights of all, the explanations of a day would
grow with the square of the Holders; so a division is a thing of its own, and a chain names it by its number.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from note_sched.measure.share import largest_remainder
from note_sched.pages.values import Money

Weights = Sequence[tuple[str, int]]
"""What each Holder weighs in a division, in cents, in document order."""


class Division:
    """``cents`` divided by weights; cents left over go to the largest remainders, ties to the earlier (section 3).

    >>> thirds = Division(1, 10_000, [("alder", 1), ("birch", 1), ("cedar", 1)])
    >>> [thirds.part(holder) for holder in ("alder", "birch", "cedar")]
    [3334, 3333, 3333]
    """

    def __init__(self, number: int, cents: int, weights: Weights) -> None:
        self.number = number
        self.cents = cents
        self.weights = weights

    @cached_property
    def whole(self) -> int:
        """All weights."""
        return sum(weight for _, weight in self.weights)

    @cached_property
    def _weight(self) -> dict[str, int]:
        return dict(self.weights)

    @cached_property
    def _parts(self) -> dict[str, int]:
        parts = largest_remainder(self.cents, [weight for _, weight in self.weights])
        return {holder: part for (holder, _), part in zip(self.weights, parts, strict=True)}

    def weight(self, holder: str) -> int:
        """What a Holder weighs, in cents."""
        return self._weight[holder]

    def part(self, holder: str) -> int:
        """What falls on a Holder, in cents."""
        return self._parts[holder]

    def exact(self, holder: str) -> Fraction:
        """The same before it is rounded."""
        return Fraction(self.cents * self._weight[holder], self.whole)

    def data(self) -> dict[str, Any]:
        """As json has it, once."""
        return {
            "division": self.number,
            "amount": Money(self.cents),
            "weights": [
                {"holder": holder, "weight": Money(weight), "part": Money(self._parts[holder])}
                for holder, weight in self.weights
            ],
        }


class Divisions:
    """The divisions of one page, numbered from 1 in the order in which they were asked for."""

    def __init__(self) -> None:
        self._found: dict[Hashable, Division] = {}

    def of(self, key: Hashable, cents: int, weights: Callable[[], Iterable[tuple[str, int]]]) -> Division:
        """The division of a name; it is made when it is first asked for."""
        if key not in self._found:
            self._found[key] = Division(len(self._found) + 1, cents, tuple(weights()))
        return self._found[key]
