"""Account numbers in a document's payment instructions: no number of five digits or more leaves it whole unasked.

What is written about a document is forwarded and kept, and account numbers in it are what thieves look for. The last
four digits stay, by which those who know the account recognise it.
"""

import re
from collections.abc import Callable

MASK = "****"
_SHOWN = 4
_LEAST_DIGITS = 5
_BETWEEN = r"(?:[^\w,;()]|_|,(?!\s)){0,8}"  # blanks, dashes and signs of every kind; not the comma of a sentence
_DIGITS = re.compile(rf"\d(?:{_BETWEEN}\d){{4,}}")
_IBAN = re.compile(r"\b[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]{4}){2,7}(?:[ -]?[A-Za-z0-9]{1,3})?\b")


def masked(written: str, *, beside: str = "") -> str:
    """A text in which every IBAN, and every number of five digits or more, shows its last four characters only.

    With another text ``beside`` it, a number that looks like one of that text and is another says so.

    >>> masked("account 0004-4718 82, First Bank, 700 New York Avenue")
    'account ****1882, First Bank, 700 New York Avenue'
    >>> masked("DE89 3704 0044 0532 0130 00")
    '****3000'
    >>> masked("account 0009471882", beside="account 0004471882")
    'account ****1882 (another: it differs in what is not shown)'
    """
    theirs: dict[str, set[str]] = {}  # by what is shown, the signs of each

    def noted(signs: str) -> str:
        theirs.setdefault(_last(signs), set()).add(signs)
        return _last(signs)

    def shown(signs: str) -> str:
        is_another = signs not in theirs.get(_last(signs), {signs})
        return _last(signs) + (_ANOTHER if is_another else "")

    _each(beside, noted)
    return _each(written, shown)


_ANOTHER = " (another: it differs in what is not shown)"


def _each(written: str, shown: Callable[[str], str]) -> str:
    """A text with every account number, which is given as its letters and digits alone, in another form."""

    def iban(found: re.Match[str]) -> str:
        """Words can look like one ("on12 High Road"), but they have no digits to hide."""
        return number(found) if sum(map(str.isdigit, found[0])) >= _LEAST_DIGITS else found[0]

    def number(found: re.Match[str]) -> str:
        return shown("".join(filter(str.isalnum, found[0])))

    return _DIGITS.sub(number, _IBAN.sub(iban, written))


def _last(signs: str) -> str:
    return MASK + signs[-_SHOWN:]
