"""Account numbers in a document's payment instructions: no number of five digits or more leaves it whole unasked.

What is written about a document is forwarded and kept, and account numbers in it are what thieves look for. The last
four digits stay, by which those who know the account recognise it.
"""

import re

MASK = "****"
_SHOWN = 4
_LEAST_DIGITS = 5
_BETWEEN = r"(?:[^\w,;()]|_|,(?!\s)){0,8}"  # blanks, dashes and signs of every kind; not the comma of a sentence
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
