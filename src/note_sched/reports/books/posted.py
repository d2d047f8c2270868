"""What is posted to the Borrower's books, in columns; transactions and assertions are made of it as they are read.

Of ten thousand Holders there are more than a million postings, and as many assertions by half: two numbers each, where
a value each would be a hundred bytes and more.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, MutableSequence, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from note_sched.history.movements import ROLES
from note_sched.ledger.pen import Cause
from note_sched.pages.postings import Account, Assertion, Posting, Transaction
from note_sched.reports.books.account_names import Accounts
from note_sched.reports.telling.wording import cited
from note_sched.terms.roles import Role

CAUSES = {
    "issue": "Notes issued",
    "accrual": "Interest accrued",
    "instalment": "Interest falls due",
    "maturity": "Interest falls due with principal",
    "principal_instalment": "Principal falls due by instalment",
    "acceleration": "Interest falls due by acceleration",
    "acceleration_rescinded": "Acceleration rescinded",
    "expense": "Expenses fall due",
    "payment": "Payment",
    "distribution": "Distribution",
    "returned_by_senior": "Returned by Senior",
    "refund": "Refund of what was received beyond what was owed",
    "assumed": "Payment assumed, not received",
    "transfer": "Transfer",
    "conversion": "Conversion",
    "capitalised": "Interest added to principal",
    "elected": "Interest by the contract gives way to interest in kind",
    "deemed": "Unpaid interest added to principal",
}
"""What a cause is called."""


_WORD = 2**63


class PostedFor(NamedTuple):
    """Where postings belong: a day, a stage of it, and a cause."""

    date: date
    stage: int
    cause: Cause


class PostedColumn:
    """Cents on accounts, in the order in which they came; accounts by number."""

    __slots__ = ("cents", "numbers")

    def __init__(self) -> None:
        self.numbers = array("I")
        self.cents: MutableSequence[int] = array("q")

    def put(self, number: int, cents: int) -> None:
        """Add cents on an account."""
        self.numbers.append(number)
        try:
            self.cents.append(cents)
        except OverflowError:  # more than a machine's word holds: ninety quadrillion dollars
            self.cents = [*self.cents, cents]

    def extend(self, numbers: Sequence[int], cents: Sequence[int]) -> None:
        """Add cents on several accounts."""
        if max(map(abs, cents)) < _WORD and isinstance(self.cents, array):
            self.numbers.extend(numbers)
            self.cents.extend(cents)
        else:
            for each in zip(numbers, cents, strict=True):
                self.put(*each)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The numbers of accounts with the cents on them."""
        return zip(self.numbers, self.cents, strict=True)


class Posted:
    """The books: postings and assertions by day. To iterate is to read them, as often as one likes.

    A day has accrual before what falls due, that before what is paid, assertions last; what is of one stage stands in
    the order of the engine.
    """

    def __init__(self, accounts: Accounts, label: Callable[[Role], str]) -> None:
        """``label``: how the Note cites the clause of a role."""
        self._accounts = accounts
        self._label = label
        self._sides: list[tuple[Account, str]] = []  # by number: an account, and a clause
        self._numbers: dict[tuple[Account, str], int] = {}
        self._postings: dict[PostedFor, PostedColumn] = {}
        self._assertions: dict[date, PostedColumn] = {}
        self._used: set[Account] = set()
        self._is_used: list[bool] = []  # by number

    def number(self, account: Account, clause: str = "") -> int:
        """The number of an account, with the clause under which cents are posted to it."""
        side = account, clause
        found = self._numbers.get(side)
        if found is None:
            found = self._numbers[side] = len(self._sides)
            self._sides.append(side)
        return found

    def at(self, day: date, stage: int, cause: Cause) -> PostedColumn:
        """Where postings of a cause are put."""
        key = PostedFor(day, stage, cause)
        found = self._postings.get(key)
        if found is None:
            found = self._postings[key] = PostedColumn()
        return found

    def asserted(self, day: date) -> PostedColumn:
        """Where it is put what accounts hold at the end of a day; of one that is not used nothing is asserted."""
        found = self._assertions.get(day)
        if found is None:
            found = self._assertions[day] = PostedColumn()
        return found

    def close(self) -> Collection[Account]:
        """Add postings up, one an account and clause of each transaction; returns the accounts that are used."""
        self._postings = dict(sorted(self._postings.items(), key=lambda each: each[0][:2]))
        for key, column in self._postings.items():
            self._postings[key] = summed = self._summed(column)
            self._used.update(self._sides[number][0] for number in set(summed.numbers))
        self._is_used = [account in self._used for account, _ in self._sides]
        return self._used

    def __iter__(self) -> Iterator[Transaction | Assertion]:
        """All transactions and assertions, day by day."""
        transactions = {day: list(of_day) for day, of_day in groupby(self._postings, lambda each: each.date)}
        for day in sorted({*transactions, *self._assertions}):
            for key in transactions.get(day, ()):
                column = self._postings[key]
                if column.numbers:
                    yield self._transaction(key, column)
            for number, cents in self._assertions.get(day, ()):
                if self._is_used[number]:
                    yield Assertion(day, self._sides[number][0], cents)

    def _transaction(self, key: PostedFor, column: PostedColumn) -> Transaction:
        what, cause = CAUSES[key.cause.kind], key.cause
        said = f"{what} ({cited(cause.line)})" if cause.line else what
        sides = self._sides
        legs = [Posting(sides[number][0], cents, sides[number][1]) for number, cents in column]
        clause = self._label(ROLES[cause.kind])
        return Transaction(key.date, said, cause.kind, cause.line, clause, legs, assumed=cause.kind == "assumed")

    def _summed(self, column: PostedColumn) -> PostedColumn:
        """One posting an account and clause, in the order in which they came; what it comes out of stands last."""
        found: dict[int, int] = {}
        for number, cents in column:
            found[number] = found.get(number, 0) + cents
        rest = -sum(found.values())
        if rest:  # a transfer: half a cent on either side, or a Holder that is not shown
            other = self.number(self._other_side(column.numbers))
            found[other] = found.get(other, 0) + rest
        sources = {self.number(each) for each in self._accounts.sources}
        summed = PostedColumn()
        for number in [number for number, cents in found.items() if cents < 0 and number in sources]:
            found[number] = found.pop(number)
        for number, cents in found.items():
            if cents:
                summed.put(number, cents)
        return summed

    def _other_side(self, numbers: Iterable[int]) -> Account:
        """Where a transfer's cent of rounding goes; or, where one side alone is shown, its other side."""
        holders = list(dict.fromkeys(self._sides[number][0][-2] for number in numbers))
        return self._accounts.expense("Interest", holders[0]) if len(holders) > 1 else self._accounts.transfers
