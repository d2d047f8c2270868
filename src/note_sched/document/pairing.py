"""Two lists of things side by side: what is the same in both is left out, and what goes together is paired."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

_Thing = TypeVar("_Thing")

Pair = tuple[_Thing | None, _Thing | None]
"""The same thing in the first and in the second list; None where it is not there."""


def paired(
    first: Iterable[_Thing],
    second: Iterable[_Thing],
    value: Callable[[_Thing], Any],
    key: Callable[[_Thing], Hashable],
) -> list[Pair[_Thing]]:
    """What is not the same in both: pairs of those that go together, in order; alone what has no counterpart.

    Args:
        first: the things of the first list.
        second: those of the second.
        value: what must be equal for two to be the same.
        key: what must be equal for two to go together.
    """
    before, after = unlike(first, second, value), unlike(second, first, value)
    waiting: dict[Hashable, list[_Thing]] = {}
    for each in after:
        waiting.setdefault(key(each), []).append(each)
    pairs: list[Pair[_Thing]] = []
    for each in before:
        counterparts = waiting.get(key(each), [])
        pairs.append((each, counterparts.pop(0) if counterparts else None))
    return pairs + [(None, each) for each in after if any(each is other for other in waiting[key(each)])]


def unlike(these: Iterable[_Thing], those: Iterable[_Thing], value: Callable[[_Thing], Any]) -> list[_Thing]:
    """These without those of equal value, one for one."""
    taken = Counter(repr(value(each)) for each in those)
    left = []
    for each in these:
        name = repr(value(each))
        if taken[name]:
            taken[name] -= 1
        else:
            left.append(each)
    return left
