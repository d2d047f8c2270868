"""Sums of money: whole cents in ``int``, read and written here and nowhere else.

Interest is exact (an integer number of units over a denominator) until it falls due or is paid; ``round_half_up`` is
the one rounding (R-6: half a cent and more goes up).
"""

import re
from collections.abc import Sequence

_SUM = re.compile(r"\$?(?P<units>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<cents>[0-9]{1,2}))?", re.ASCII)
_MOST_DIGITS = 15


def read_sum(written: str) -> int:
    """Cents of a sum as a document writes it: ``750000``, ``750,000.00`` or ``$750,000.00``.

    >>> read_sum("$750,000.5")
    75000050

    Raises:
        ValueError: with what was expected, in words for the person who wrote it.
    """
    match = _SUM.fullmatch(written)
    if match is None:
        raise ValueError(_expected_instead_of(written))
    units = match["units"].replace(",", "")
    if len(units) > _MOST_DIGITS:
        raise ValueError(f"a sum of at most {_MOST_DIGITS} digits before the point")
    return int(units) * 100 + int((match["cents"] or "").ljust(2, "0"))


def _expected_instead_of(written: str) -> str:
    if re.fullmatch(r"\$?[0-9,]*\.[0-9]{3,}", written):
        return "a sum in whole cents, with at most two decimals"
    if written.startswith(("-", "(", "$-")):
        return "a sum that is not negative"
    return "a sum such as 750000, 750,000.00 or $750,000.00"


def write_sum(cents: int) -> str:
    """The plain decimal string of machine outputs.

    >>> write_sum(75000050), write_sum(-5)
    ('750000.50', '-0.05')
    """
    if not cents:
        return "0.00"
    digits = str(cents)
    if cents >= 100:
        return f"{digits[:-2]}.{digits[-2:]}"
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def write_sums(column: Sequence[int]) -> list[str]:
    """Many plain decimal strings, for outputs of millions of figures: ``write_sum`` of each, without a call for each.

    >>> write_sums([75000050, 0, 7])
    ['750000.50', '0.00', '0.07']
    """
    return [
        f"{digits[:-2]}.{digits[-2:]}" if cents >= 100 and (digits := str(cents)) else write_sum(cents)
        for cents in column
    ]


_MICRO = 1_000_000


def write_per_diem(per_diem: tuple[int, int]) -> str:
    """Dollars a day, half up at six decimals, of cents as numerator and denominator.

    >>> write_per_diem((100_000, 31))
    '32.258065'
    """
    numerator, denominator = per_diem
    micro = round_half_up(numerator * _MICRO, denominator * 100)
    return f"{micro // _MICRO}.{micro % _MICRO:06d}"


def write_grouped(cents: int) -> str:
    """The figure people read.

    >>> write_grouped(75000050)
    '750,000.50'
    """
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def round_half_up(numerator: int, denominator: int) -> int:
    """The whole number nearest to ``numerator / denominator``, halves going up.

    >>> round_half_up(5, 2), round_half_up(-5, 2), round_half_up(7, 3)
    (3, -2, 2)
    """
    return (2 * numerator + denominator) // (2 * denominator)
