"""Days as the tables of a country have them: by the order that somebody names, for `03/02/2009` does not tell it."""

import re

ORDERS = {"month/day/year": (1, 0), "day/month/year": (0, 1)}
"""By the name of an order: which of the first two numbers is the day, and which the month."""

_WRITTEN = r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})"


def plain_day(written: str, order: str | None) -> str:
    """A day as a document writes it; whatever is no such day, or without an order, stays as it is.

    >>> plain_day("3/2/2009", "month/day/year"), plain_day("03.02.2009", "day/month/year"), plain_day("3/2/2009", None)
    ('2009-03-02', '2009-02-03', '3/2/2009')
    """
    found = re.fullmatch(_WRITTEN, written) if order else None
    if order is None or found is None:
        return written
    day, month = (int(found[1 + place]) for place in ORDERS[order])
    return f"{found[3]}-{month:02}-{day:02}"
