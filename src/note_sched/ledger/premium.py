"""The premium on principal that is prepaid (T-24): how much it is on a day, and how a sum is divided that pays it too.

It is a percentage of the principal prepaid, half up per Note, and a tier between interest and principal. A sum pays the
largest principal that it can pay together with its premium. Once it has fallen due (with principal that a financing or
an acceleration makes due, where the paper says so) it is owed like other sums due, and goes with principal: what bars
that bars it.
"""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction

from note_sched.measure.money import round_half_up
from note_sched.measure.share import largest_remainder


class Premium:
    """The premium of a paper; ``today`` says which percentage holds.

    >>> premium = Premium([(date(2011, 6, 30), Fraction(3)), (date(2012, 6, 30), Fraction(1))])
    >>> [premium.on(36_500_000, day) for day in (date(2011, 6, 30), date(2011, 7, 1), date(2012, 7, 1))]
    [1095000, 365000, 0]
    """

    def __init__(self, steps: Sequence[tuple[date, Fraction]], *, also_on: Sequence[str] = ()) -> None:
        """``steps``: percentages, each through a day; ``also_on``: what else makes it due (``financing``, …)."""
        self._steps = steps
        self.also_on = frozenset(also_on)
        self.today = date.min

    def on(self, cents: int, day: date | None = None) -> int:
        """The premium on so much principal prepaid on a day; today, where none is said."""
        percent = self.percent(day or self.today)
        return round_half_up(cents * percent.numerator, 100 * percent.denominator)

    def percent(self, day: date) -> Fraction:
        """The percentage that holds on a day; 0 after the last."""
        return next((each for through, each in self._steps if day <= through), Fraction(0))


def divided(
    cents: int, principals: Sequence[int], premium_on: Sequence[Callable[[int], int]]
) -> tuple[list[tuple[int, int]], int]:
    """What of a sum falls on principal and on its premium, Note by Note, and what is left.

    The largest principal that can be paid with its premium, by unpaid principal; the premium is on what is not due.

    Args:
        cents: what there is after all that is paid before principal.
        principals: the unpaid principal of each.
        premium_on: of each the premium on so much of its principal, if it is paid today.
    """

    def with_premium(principal: int) -> list[tuple[int, int]]:
        parts = largest_remainder(principal, principals)
        return [(part, on(part)) for on, part in zip(premium_on, parts, strict=True)]

    def costs(principal: int) -> int:
        return sum(part + premium for part, premium in with_premium(principal))

    low, high = 0, min(cents, sum(principals))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if costs(middle) <= cents else (low, middle - 1)
    # A cent more of principal can round the parts so that they cost less.
    for more in range(min(len(principals), cents - low, sum(principals) - low), 0, -1):
        if costs(low + more) <= cents:
            low += more
            break
    found = with_premium(low)
    return found, cents - sum(part + premium for part, premium in found)
