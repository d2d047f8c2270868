"""``journal``: the Borrower's books of the Notes, for plain-text accounting.

Whose books: the Borrower's, for they are the only ones in which everything has a place. Each Holder has accounts of its
own for principal, interest due, interest accrued and expenses due; what is turned over has left the Borrower's cash and
reduced its Senior debt, and (``turnover_effect: not_discharged``) the Note is owed as before. What Holders received
beyond all that was owed is a claim of the Borrower (``Assets:Notes:Refundable``) until a refund brings it back. A
paying agent reads the same accounts; a Holder reads its own, and owes what is refundable, with the sign turned round
(``--holder``).

Accrual is booked in whole cents on the last day for which a line of interest counts, at the latest at a month's end or
on the last day of the run: by how much the rounded running total rose (R-6). So every balance is the program's own, to
the cent. A payment that is assumed is marked as not cleared, and paid out of ``Assets:Notes:Assumed``, which is
nobody's money.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from note_sched.document.events import Distribution
from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.balances import with_issues
from note_sched.history.beyond import held
from note_sched.history.day_lines import Line, lines_of, rows_of
from note_sched.history.movements import ROLES, Act
from note_sched.history.past import Movement
from note_sched.ledger.entries import Row
from note_sched.ledger.pen import Cause
from note_sched.ledger.receipts import Receipt
from note_sched.measure.business_days import DAY
from note_sched.pages.postings import Account, Assertion, Journal, Posting, Transaction
from note_sched.reports.telling.wording import cited
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role

_Date = date  # inside the classes below, `date` is the field

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


_KINDS = {
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


def journal(run: Run, holders: Collection[str] = (), *, made_of: str = "", root: Account = ROOT) -> Journal:
    """The Borrower's books of the Notes, of some Holders or of all.

    Args:
        run: a traced one with its rows.
        holders: whose Notes; without one everybody's.
        made_of: the document, as its remarks name it.
        root: under what its accounts stand.
    """
    books = _Books(run, holders, Accounts(root))
    entries = books.entries()
    used = {posting.account for each in entries if isinstance(each, Transaction) for posting in each.postings}
    return Journal(list(_remarks(run, holders, made_of, books.accounts)), run.first_day, books.in_order(used), entries)


def _remarks(run: Run, holders: Collection[str], made_of: str, accounts: Accounts) -> Iterator[str]:
    note = run.document.note
    yield f"{note.title}: the books of {note.borrower}, made by note-sched; to be included, not edited."
    if made_of:
        yield f"Made of {made_of}; simulated through {run.through}."
    yield "Transactions marked ! are payments that the program assumes: nobody received them. They come out of"
    yield f"{':'.join(accounts.assumed)}. Senior accounts hold only what was turned over or diverted to them."
    for holder in run.document.holders:
        if not holders or holder.id in holders:
            yield f"{holder.id}: {holder.name}"


def disagreements(journal: Journal) -> Iterator[tuple[Assertion, int]]:
    """The assertions that the transactions before them do not bear out, each with what those come to, in cents."""
    held: dict[Account, int] = {}
    for entry in journal.entries:
        if isinstance(entry, Assertion):
            if held.get(entry.account, 0) != entry.cents:
                yield entry, held.get(entry.account, 0)
            continue
        for posting in entry.postings:
            held[posting.account] = held.get(posting.account, 0) + posting.cents


def month_ends(first: date, last: date) -> Iterator[date]:
    """The last days of the months from one day to another, both inside."""
    day = first
    while (end := day.replace(day=monthrange(day.year, day.month)[1])) <= last:
        yield end
        day = end + DAY


class _Books:
    """Posts a run."""

    def __init__(self, run: Run, holders: Collection[str], accounts: Accounts) -> None:
        self._run = run
        self.accounts = accounts
        self._shown = [each.id for each in run.document.holders if not holders or each.id in holders]
        self._whole = len(self._shown) == len(run.document.holders)
        self._names = _components([*(each.id for each in run.document.holders)])
        self._senior = _components([debt.id for debt in run.document.senior_debt])
        self._found: dict[tuple[date, int, Cause], list[Posting]] = {}
        self._accrued: dict[str, dict[date, int]] = {}  # by Holder and day of posting, what is accrued and not due
        self._premium: dict[str, dict[date, int]] = {}  # and by day, what premium is due and unpaid
        self._of_notes: dict[tuple[str, str], Account] = {}

    def note(self, holder: str, what: str) -> Account:
        """An account of a Holder's Note: the same value wherever it stands, for it stands in thousands of postings."""
        account = self._of_notes.get((holder, what))
        if account is None:
            account = self._of_notes[holder, what] = self.accounts.note(self._names[holder], what)
        return account

    def entries(self) -> list[Transaction | Assertion]:
        """Everything in order: by day, accrual before what falls due, that before what is paid, assertions last."""
        rows = rows_of(self._run)
        ends = list(month_ends(self._run.first_day, self._run.through))
        closed = self._run.through + DAY
        for holder in self._shown:
            lines = lines_of(self._run, holder, rows.get(holder, {}), closed, [day + DAY for day in ends])
            self._post_lines(holder, lines)
        for receipt in self._run.receipts:
            self._post_receipt(receipt)
        for refund in self._run.refunds:
            if refund.holder in self._shown:
                back = Posting(self.accounts.cash, refund.amount), Posting(self.accounts.refundable, -refund.amount)
                self._post(refund.date, _REFUNDED, Cause("refund", refund.line), *back)
        transactions = (self._transaction(*key, self._found.pop(key)) for key in sorted(self._found, key=_place))
        found: list[Transaction | Assertion] = [each for each in transactions if each.postings]
        used = {posting.account for each in found if isinstance(each, Transaction) for posting in each.postings}
        last = max([self._run.through, *(each.date for each in found)])
        found += self._assertions(sorted({*ends, last}), used)
        return sorted(found, key=lambda each: (each.date, isinstance(each, Assertion)))

    def _post(self, day: date, stage: int, cause: Cause, *postings: Posting) -> None:
        self._found.setdefault((day, stage, cause), []).extend(each for each in postings if each.cents)

    def _post_lines(self, holder: str, lines: Iterable[Line]) -> None:
        """What a Note's history moves between its own accounts, and what comes in and goes out."""
        accrued, premium = self._accrued.setdefault(holder, {}), self._premium.setdefault(holder, {})
        expense = self.accounts.expense("Interest", self._names[holder])
        for line in lines:
            if isinstance(line, AccrualLine):
                legs = Posting(expense, line.amount), Posting(self.note(holder, _ACCRUED), -line.amount)
                on = line.date if line.elected and line.joins else line.date - DAY  # elected on the day it joins
                self._post(on, _ACCRUAL, Cause("accrual"), *legs)
                accrued[on] = line.accrued
                continue
            for each in line.movements:
                if each.kind.act in (Act.CARRIED_OVER, Act.SET_APART):
                    continue  # it is owed before as after
                cause = _IN_KIND[each.kind.act] if each.kind.act in _IN_KIND and not each.deemed else each.cause
                stage = _STAGES.get(cause.kind, _FALLS_DUE)
                self._post(each.date, stage, cause, *self._legs(holder, each))
            accrued[line.date], premium[line.date] = line.owing.accrued_interest, line.owing.premium_unpaid

    def _legs(self, holder: str, moved: Movement) -> list[Posting]:
        """Both sides of a movement; of what is paid or transferred, the Note's alone: the other side is posted once."""
        changes = {_ACCOUNTS[balance]: cents for balance, cents in moved.change._asdict().items()}
        legs = [Posting(self.note(holder, what), -changes[what]) for what in _IN_TURN]
        rest = -sum(leg.cents for leg in legs)
        if moved.kind.act is Act.ISSUED:
            return [Posting(self.accounts.cash, rest), *legs]
        if moved.kind.component == "premium" and moved.kind.act in (Act.FELL_DUE, Act.RESCINDED):
            premium = self.accounts.expense("Premium", self._names[holder])
            return [Posting(premium, rest, self._run.label(Role.PREMIUM)), *legs]
        if moved.kind.act is Act.FELL_DUE:
            return [Posting(self.accounts.expense("Reimbursed", self._names[holder]), rest), *legs]
        if moved.kind.act in _IN_KIND:  # by rounding, or by an election after all, it costs more or less than accrued
            return [*legs, Posting(self.accounts.expense("Interest", self._names[holder]), rest)]
        if moved.kind.act is Act.CONVERTED:
            return [*legs, Posting(self.accounts.converted, rest)]
        return [*legs, Posting(self.accounts.assumed, rest)] if moved.assumed else legs

    def _post_receipt(self, receipt: Receipt) -> None:
        """The other side of what was received: out of the Borrower's cash, or out of what else it was."""
        cause, label = self._cause_of(receipt), self._run.label
        postings: list[Posting] = []
        discharges = self._run.document.reading.turnover_effect == "discharged"
        paid = sum(sum(parts) for holder, parts in receipt.applied.items() if holder in self._shown)
        for turnover in receipt.turnovers:
            if turnover.holder not in self._shown:
                continue
            for facility, cents in turnover.to.items():
                postings.append(Posting(self.accounts.senior(self._senior[facility]), cents, label(turnover.role)))
            if discharges and turnover.role is Role.TURNOVER:
                # The Note is paid; its Holder stands in the shoes of Senior for what it handed over.
                subrogated = self.note(turnover.holder, "Subrogation")
                postings.append(Posting(subrogated, -turnover.amount, label(Role.SUBROGATION)))
            else:
                paid += turnover.amount
        refundable = sum(cents for holder, cents in receipt.beyond.items() if holder in self._shown)
        postings.append(Posting(self.accounts.refundable, refundable))
        paid += refundable
        if self._whole:
            postings.append(Posting(self.accounts.collection, receipt.collection, label(Role.RATABLE)))
            paid += receipt.collection
        self._post(receipt.date, _PAID, cause, *postings, Posting(self._source(receipt), -paid))

    def _cause_of(self, receipt: Receipt) -> Cause:
        if not receipt.line:
            return Cause("returned_by_senior")
        event = self._event(receipt.line)
        return Cause("distribution" if isinstance(event, Distribution) else "payment", receipt.line)

    def _event(self, line: int) -> object:
        return next(written.event for written in self._run.document.events if written.line == line)

    def _source(self, receipt: Receipt) -> Account:
        """What a receipt came out of."""
        if not receipt.line:
            return self.accounts.returned
        event = self._event(receipt.line)
        return (
            self.accounts.securities
            if isinstance(event, Distribution) and event.kind == "subordinated_securities"
            else self.accounts.cash
        )

    def _transaction(self, day: date, _: int, cause: Cause, postings: Sequence[Posting]) -> Transaction:
        """Postings of one cause and day, one an account and clause, in the order in which the accounts came."""
        what = _KINDS[cause.kind]
        summed: dict[tuple[Account, str], int] = {}
        for each in postings:
            summed[each.account, each.clause] = summed.get((each.account, each.clause), 0) + each.cents
        rest = -sum(summed.values())
        if rest:  # a transfer: half a cent on either side, or a Holder that is not shown
            summed[self._other_side(postings), ""] = summed.get((self._other_side(postings), ""), 0) + rest
        legs = [Posting(account, cents, given) for (account, given), cents in summed.items() if cents]
        legs.sort(
            key=lambda leg: leg.account in self.accounts.sources and leg.cents < 0
        )  # what it comes out of stands last
        said = f"{what} ({cited(cause.line)})" if cause.line else what
        clause = self._run.label(ROLES[cause.kind])
        return Transaction(day, said, cause.kind, cause.line, clause, legs, assumed=cause.kind == "assumed")

    def _other_side(self, postings: Sequence[Posting]) -> Account:
        """Where a transfer's cent of rounding goes; or, where one side alone is shown, its other side."""
        holders = list(dict.fromkeys(each.account[-2] for each in postings))
        return self.accounts.expense("Interest", holders[0]) if len(holders) > 1 else self.accounts.transfers

    def _assertions(self, days: Sequence[date], used: Collection[Account]) -> Iterator[Assertion]:
        """What each Note owes at the end of each day: the engine's lines say it, or (accrual, premium) its history."""
        rows: dict[str, dict[date, Row]] = {}
        for each in with_issues(self._run):
            rows.setdefault(each.holder, {})[each.date] = each
        for holder in self._shown:
            known = rows.get(holder, {})
            for day in days:
                row = known.get(max((on for on in known if on <= day), default=date.min))
                balances = {
                    _PRINCIPAL: row.principal if row else 0,
                    _DUE: row.interest_unpaid if row else 0,
                    _EXPENSES: row.expenses_unpaid if row else 0,
                    _ACCRUED: _last(self._accrued.get(holder, {}), day),
                    _PREMIUM: _last(self._premium.get(holder, {}), day),
                }
                for what, cents in balances.items():
                    if self.note(holder, what) in used:
                        yield Assertion(day, self.note(holder, what), -cents)
        for day in days if self.accounts.refundable in used else ():
            yield Assertion(
                day, self.accounts.refundable, sum(c for who, c in held(self._run, day).items() if who in self._shown)
            )

    def in_order(self, used: Collection[Account]) -> list[Account]:
        """The accounts that are used: those of all Notes first, then Holder by Holder, then Senior."""
        fixed = [
            self.accounts.cash,
            self.accounts.assumed,
            self.accounts.refundable,
            self.accounts.collection,
            self.accounts.securities,
            self.accounts.converted,
            self.accounts.transfers,
        ]
        notes = [self.note(holder, what) for holder in self._shown for what in _OF_A_NOTE]
        expenses = [
            self.accounts.expense(what, self._names[holder])
            for holder in self._names
            for what in ("Interest", "Reimbursed", "Premium")
        ]
        senior = [self.accounts.senior(name) for name in self._senior.values()]
        return [each for each in (*fixed, *notes, *expenses, *senior, self.accounts.returned) if each in used]


_PRINCIPAL, _DUE, _ACCRUED, _EXPENSES = "Principal", "Interest-Due", "Interest-Accrued", "Expenses-Due"
_PREMIUM = "Premium-Due"
_OF_A_NOTE = (_PRINCIPAL, _DUE, _ACCRUED, _EXPENSES, _PREMIUM, "Subrogation")
_ACCRUAL, _TRANSFERS, _FALLS_DUE, _PAID, _REFUNDED, _ASSUMED, _EVENING = range(7)
_STAGES = {
    "transfer": _TRANSFERS,
    "payment": _PAID,
    "distribution": _PAID,
    "returned_by_senior": _PAID,
    "assumed": _ASSUMED,
    "deemed": _EVENING,
}
_IN_KIND = {Act.CAPITALISED: Cause("capitalised"), Act.ELECTED: Cause("elected")}
_IN_TURN = (_ACCRUED, _DUE, _EXPENSES, _PREMIUM, _PRINCIPAL)
_ACCOUNTS = {
    "principal": _PRINCIPAL,
    "interest_unpaid": _DUE,
    "accrued_interest": _ACCRUED,
    "expenses_unpaid": _EXPENSES,
    "premium_unpaid": _PREMIUM,
}
"""The account of each balance of a Note; what is owed is a credit, below zero."""


def _last(by_day: Mapping[date, int], day: date) -> int:
    """The last of some figures by day that are not of later days; 0 where all are."""
    return by_day.get(max((each for each in by_day if each <= day), default=date.min), 0)


def _place(key: tuple[date, int, Cause]) -> tuple[date, int]:
    """By day and stage; what stands equal keeps the order of the engine."""
    day, stage, _ = key
    return day, stage


def _components(ids: Sequence[str]) -> Mapping[str, str]:
    """Ids as components of an account's name: a capital or a digit, then letters, digits and ``-``; each its own.

    >>> _components(["alder", "a.b", "a_b"])
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
