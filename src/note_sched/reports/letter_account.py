"""Where a payoff letter says to pay: the document's instructions, account numbers masked unless asked for.

Letters are forwarded, and account numbers in them are what thieves look for. So by default no number of five digits or
more leaves the document whole: its last four stay, by which those who know the account recognise it.
"""

import re
from collections.abc import Mapping

from note_sched.reports.page import Column, Kind, Prose, Table

MASK = "****"
_SHOWN = 4
_LEAST_DIGITS = 5
_BETWEEN = r"[\s\-./\u00a0\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212]{0,3}"  # blanks and dashes of every kind
_DIGITS = re.compile(rf"\d(?:{_BETWEEN}\d){{4,}}")
_IBAN = re.compile(r"\b[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ -]?[A-Za-z0-9]{1,3})?\b")


def masked(written: str) -> str:
    """A text in which every IBAN, and every number of five digits or more, shows its last four characters only.

    >>> masked("account 0004-4718 82, First Bank, 700 New York Avenue")
    'account ****1882, First Bank, 700 New York Avenue'
    >>> masked("DE89 3704 0044 0532 0130 00")
    '****3000'
    """
    return _DIGITS.sub(_last, _IBAN.sub(_last_of_iban, written))


def _last_of_iban(found: re.Match[str]) -> str:
    """Words can look like one ("on12 High Road"), but they have no digits to hide."""
    return _last(found) if sum(map(str.isdigit, found[0])) >= _LEAST_DIGITS else found[0]


def _last(found: re.Match[str]) -> str:
    return MASK + "".join(filter(str.isalnum, found[0]))[-_SHOWN:]


ROWS = (Column("label", Kind.TEXT, "What"), Column("text", Kind.TEXT, "As the record has it"))


def instructions(written: str | Mapping[str, str], *, show: bool) -> Table | Prose:
    """The instructions as they were written, masked unless they are to be shown: labels as a table, a text as prose."""
    hide = (lambda text: text) if show else masked
    if isinstance(written, Mapping):
        rows = [tuple("; ".join(_lines(hide(text))) for text in pair) for pair in written.items()]
        return Table(ROWS, rows, title="Where to pay")
    return Prose(_lines(hide(written)), "Where to pay")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
