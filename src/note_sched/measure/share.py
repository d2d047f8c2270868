"""Dividing a sum so that the parts always add up to it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction


def largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """Parts of ``total`` (cents) in proportion to ``weights`` (not negative), in their order.

    Every part is first rounded down to the cent; the cents left over go to the largest remainders, ties to the
    earlier one. The parts add up to ``total``, and none exceeds its weight while ``total`` does not exceed their sum.

    >>> largest_remainder(1000000, [10000000, 3333333, 1666667])
    [666667, 222222, 111111]

    Raises:
        ValueError: when there is something to divide and nothing to divide it by.
    """
    if not total:
        return [0] * len(weights)
    whole = sum(weights)
    if not whole:
        raise ValueError("a sum cannot be divided when every weight is zero")
    if total == whole:
        return list(weights)
    parts = [total * weight // whole for weight in weights]
    missing = total - sum(parts)
    if missing:
        remainders = [total * weight % whole for weight in weights]
        for position in sorted(range(len(weights)), key=lambda p: -remainders[p])[:missing]:
            parts[position] += 1
    return parts


def percent(part: int, whole: int) -> str:
    """How much of a whole a part is, half up at four decimals.

    >>> percent(150_000_000, 595_000_000), percent(1, 1)
    ('25.2101%', '100.0000%')
    """
    parts = (2 * part * 1_000_000 + whole) // (2 * whole) if whole else 0
    return f"{parts // 10_000}.{parts % 10_000:04d}%"


def percentage(part: "Fraction") -> str:
    """So much of one in percent, exactly: as a decimal where that ends (within eight places), else as a fraction.

    >>> from fractions import Fraction
    >>> percentage(Fraction(17, 200)), percentage(Fraction(1, 120))
    ('8.5%', '5/6%')
    """
    whole = part * 100
    scaled = whole * 10**8
    if scaled.denominator != 1:
        return f"{whole.numerator}/{whole.denominator}%"
    digits = f"{scaled.numerator:09d}"
    return f"{digits[:-8]}.{digits[-8:]}".rstrip("0").rstrip(".") + "%"
