"""Sums as spreadsheets and banks write them, as a document writes them; days are never guessed at."""

import re

_BLANKS = "\u00a0\u2007\u2009\u202f '’"
_CURRENCY = r"(?:USD|US\$)\s*|\s*(?:USD|US\$)"
_BETWEEN_DIGITS = rf"(?<=[0-9])[{_BLANKS}](?=[0-9]{{3}}(?![0-9]))"
_DECIMAL_COMMA = r"\$?[0-9]{1,3}(?:\.[0-9]{3})*,[0-9]{1,2}|\$?[0-9]+,[0-9]{1,2}"
_DOTTED = r"\$?[0-9]{1,3}(?:\.[0-9]{3}){2,}"


def plain_sum(written: str) -> str:
    """A sum without what its writer's country puts in; whatever is no such sum stays as it is.

    What could be read in two ways is left to the fault that a document's own sum gets: ``1.234``.

    >>> [plain_sum(each) for each in ("1.234,56", "1 234,5", "1'234.56", "USD 1,234.00", "1,234", "1.234")]
    ['1234.56', '1234.5', '1234.56', '1,234.00', '1,234', '1.234']
    """
    if written.replace(".", "", 1).isdecimal():
        return written
    bare = re.sub(_CURRENCY, "", written.strip())
    bare = re.sub(_BETWEEN_DIGITS, "", bare)
    if re.fullmatch(_DECIMAL_COMMA, bare):
        return bare.replace(".", "").replace(",", ".")
    if re.fullmatch(_DOTTED, bare):
        return bare.replace(".", "")
    return bare
