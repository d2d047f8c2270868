"""Books as values: accounts, transactions and assertions, before anyone decides in whose format."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

_Date = date  # inside the classes below, `date` is the field

Account = tuple[str, ...]
"""The components of an account's name; each begins with a capital or a digit."""


class Posting(NamedTuple):
    """Cents on an account, debits above zero; ``clause`` where it is another than that of its transaction."""

    account: Account
    cents: int
    clause: str = ""


class Transaction(NamedTuple):
    """Postings that add up to nothing. ``assumed``: it did not happen, as far as anybody recorded."""

    date: _Date
    what: str
    event: str
    line: int
    clause: str
    postings: Sequence[Posting]
    assumed: bool = False


class Assertion(NamedTuple):
    """What an account holds at the end of a day, in cents."""

    date: _Date
    account: Account
    cents: int


Entries = Iterable[Transaction | Assertion]
"""What is in the books, day by day."""


class Journal(NamedTuple):
    """The books: remarks for its head, the accounts and from which day, and what is in it."""

    remarks: Sequence[str]
    opened: _Date
    accounts: Sequence[Account]
    entries: Entries
