"""What the accounts of the Borrower's books are called."""

import re
from collections.abc import Mapping, Sequence

from note_sched.pages.postings import Account

ROOT: Account = ("Notes",)
"""Under what the accounts of a book stand that has one Note alone."""


class Accounts:
    """The names of a book's accounts that are of no Holder; a root tells those of several Notes in one book apart.

    >>> Accounts(("Notes", "Series-B")).cash, Accounts(("Notes", "Series-B")).senior("Pnc")
    (('Assets', 'Notes', 'Series-B', 'Cash'), ('Liabilities', 'Senior', 'Notes', 'Series-B', 'Pnc'))
    >>> Accounts().senior("Pnc")
    ('Liabilities', 'Senior', 'Pnc')
    """

    def __init__(self, root: Account = ROOT) -> None:
        self.root = root
        self.cash: Account = ("Assets", *root, "Cash")
        self.assumed: Account = ("Assets", *root, "Assumed")
        self.refundable: Account = ("Assets", *root, "Refundable")
        self.collection: Account = ("Expenses", *root, "Collection")
        self.securities: Account = ("Equity", *root, "Subordinated-Securities")
        self.converted: Account = ("Equity", *root, "Conversion")
        self.transfers: Account = ("Equity", *root, "Transfers-With-Holders-Not-Shown")
        self.returned = self.senior("Returned-In-Excess")

    def note(self, holder: str, what: str) -> Account:
        """An account of a Holder's Note."""
        return ("Liabilities", *self.root, holder, what)

    def expense(self, what: str, holder: str) -> Account:
        """What a Holder's Note costs."""
        return ("Expenses", *self.root, what, holder)

    def senior(self, debt: str) -> Account:
        """A Senior debt."""
        return ("Liabilities", "Senior", *(self.root if self.root != ROOT else ()), debt)

    @property
    def sources(self) -> tuple[Account, ...]:
        """What a payment or a conversion can come out of."""
        return (self.cash, self.assumed, self.securities, self.returned, self.converted)


def root_of(written: str) -> Account | None:
    """A root as it is written, ``Notes:Series-B``; None: no program reads it as names of accounts.

    >>> root_of("Notes:Series-B"), root_of("notes"), root_of("Senior")
    (('Notes', 'Series-B'), None, None)
    """
    parts = tuple(written.split(":"))
    sound = all(re.fullmatch(r"[A-Z0-9][A-Za-z0-9-]*", part) for part in parts)
    return parts if sound and parts[0] != "Senior" else None


def components_of(ids: Sequence[str]) -> Mapping[str, str]:
    """Ids as components of an account's name: a capital or a digit, then letters, digits and ``-``; each its own.

    >>> components_of(["alder", "a.b", "a_b"])
    {'alder': 'Alder', 'a.b': 'A-b', 'a_b': 'A-b-2'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for each in ids:
        plain = "".join(letter if letter.isalnum() else "-" for letter in each)
        name = plain = plain[0].upper() + plain[1:]
        again = 1
        while name in taken:
            again += 1
            name = f"{plain}-{again}"
        found[each] = name
        taken.add(name)
    return found
