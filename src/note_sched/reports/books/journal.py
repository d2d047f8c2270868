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

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from note_sched.document.events import Distribution
from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.balances import issues
from note_sched.history.beyond import held
from note_sched.history.day_lines import DayLines, Line, rows_of
from note_sched.history.movements import Act
from note_sched.history.past import Movement
from note_sched.ledger.entries import Row
from note_sched.ledger.pen import Cause
from note_sched.ledger.receipts import Receipt
from note_sched.measure.business_days import DAY, days_in_month
from note_sched.pages.postings import Account, Assertion, Entries, Journal, Posting, Transaction
from note_sched.reports.books.account_names import ROOT, Accounts, components_of
from note_sched.reports.books.posted import Posted
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role


def journal(run: Run, holders: Collection[str] = (), *, made_of: str = "", root: Account = ROOT) -> Journal:
    """The Borrower's books of the Notes, of some Holders or of all.

    Args:
        run: a traced one with its rows.
        holders: whose Notes; without one everybody's.
        made_of: the document, as its remarks name it.
        root: under what its accounts stand.
    """
    accounts = Accounts(root)
    books = _Books(run, holders, accounts)
    posted = books.post()
    return Journal(
        list(_remarks(run, holders, made_of, accounts)), run.first_day, books.in_order(posted.close()), posted
    )


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
    found: list[tuple[Assertion, int]] = []
    for _ in checked(journal, found).entries:
        yield from found
        found.clear()


def checked(journal: Journal, found: list[tuple[Assertion, int]]) -> Journal:
    """The same, to be read once: as its entries are, their ``disagreements`` are added to what was found."""
    return journal._replace(entries=_checked(journal.entries, found))


def _checked(entries: Entries, found: list[tuple[Assertion, int]]) -> Iterator[Transaction | Assertion]:
    held: dict[Account, int] = {}
    for entry in entries:
        if isinstance(entry, Assertion):
            if held.get(entry.account, 0) != entry.cents:
                found.append((entry, held.get(entry.account, 0)))
        else:
            for account, cents, _ in entry.postings:
                held[account] = held.get(account, 0) + cents
        yield entry


def month_ends(first: date, last: date) -> Iterator[date]:
    """The last days of the months from one day to another, both inside."""
    day = first
    while (end := day.replace(day=days_in_month(day.year, day.month))) <= last:
        yield end
        day = end + DAY


class _Books:
    """Posts a run."""

    def __init__(self, run: Run, holders: Collection[str], accounts: Accounts) -> None:
        self._run = run
        self.accounts = accounts
        self._shown = dict.fromkeys(each.id for each in run.document.holders if not holders or each.id in holders)
        self._whole = len(self._shown) == len(run.document.holders)
        self._names = components_of([*(each.id for each in run.document.holders)])
        self._senior = components_of([debt.id for debt in run.document.senior_debt])
        self._events = {written.line: written.event for written in reversed(run.document.events)}
        self._posted = Posted(accounts, run.instrument.label)
        self._of_notes: dict[tuple[str, str], Account] = {}

    def note(self, holder: str, what: str) -> Account:
        """An account of a Holder's Note: the same value wherever it stands."""
        account = self._of_notes.get((holder, what))
        if account is None:
            account = self._of_notes[holder, what] = self.accounts.note(self._names[holder], what)
        return account

    def post(self) -> Posted:
        """Everything that moved, and what each Note owes at the ends of months and of the books."""
        begun = rows_of(issues(self._run))
        ends = list(month_ends(self._run.first_day, self._run.through))
        history = DayLines(self._run, self._run.through + DAY, [day + DAY for day in ends])
        evenings = sorted({*ends, self._run.through})
        for holder in self._shown:
            numbers = [self._posted.number(self.note(holder, what)) for what in _BALANCES]
            accrued, premium = self._post_lines(self._names[holder], numbers, history.of(holder))
            self._assert(numbers, evenings, {**begun.get(holder, {}), **history.rows(holder)}, accrued, premium)
        for receipt in self._run.receipts:
            self._post_receipt(receipt)
        for refund in self._run.refunds:
            if refund.holder in self._shown:
                back = Posting(self.accounts.cash, refund.amount), Posting(self.accounts.refundable, -refund.amount)
                self._post(refund.date, _REFUNDED, Cause("refund", refund.line), *back)
        for day in evenings if self._run.receipts else ():
            held_then = sum(cents for who, cents in held(self._run, day).items() if who in self._shown)
            self._posted.asserted(day).put(self._posted.number(self.accounts.refundable), held_then)
        return self._posted

    def _post(self, day: date, stage: int, cause: Cause, *postings: Posting) -> None:
        column = self._posted.at(day, stage, cause)
        for account, cents, clause in postings:
            if cents:
                column.put(self._posted.number(account, clause), cents)

    def _post_lines(
        self, name: str, numbers: Sequence[int], lines: Iterable[Line]
    ) -> tuple[dict[date, int], dict[date, int]]:
        """What a Note's history moves between its own accounts, and what comes in and goes out.

        Args:
            name: the Holder's, in the names of accounts.
            numbers: those of the accounts of its ``_BALANCES``.
            lines: the history.

        Returns:
            By day what is accrued and not due, and what premium is due and unpaid.
        """
        accrued, premium = dict[date, int](), dict[date, int]()
        interest = self._posted.number(self.accounts.expense("Interest", name))
        for line in lines:
            if isinstance(line, AccrualLine):
                on = line.date if line.elected and line.joins else line.date - DAY  # elected on the day it joins
                column = self._posted.at(on, _ACCRUAL, _ACCRUES)
                if line.amount:
                    column.put(interest, line.amount)
                    column.put(numbers[_IN_TURN[0]], -line.amount)
                accrued[on] = line.accrued
                continue
            for each in line.movements:
                act = each.kind.act
                if act is Act.CARRIED_OVER or act is Act.SET_APART:
                    continue  # it is owed before as after
                cause = each.cause if each.deemed else _IN_KIND.get(act, each.cause)
                column = self._posted.at(each.date, _STAGES.get(cause.kind, _FALLS_DUE), cause)
                for number, cents in self._sides(name, numbers, each):
                    column.put(number, cents)
            accrued[line.date], premium[line.date] = line.owing.accrued_interest, line.owing.premium_unpaid
        return accrued, premium

    def _sides(self, name: str, numbers: Sequence[int], moved: Movement) -> list[tuple[int, int]]:
        """Both sides of a movement; of what is paid or transferred, the Note's alone: the other side is posted once."""
        change, act = moved.change, moved.kind.act
        sides = [(numbers[at], -change[at]) for at in _IN_TURN if change[at]]
        rest = sum(change)
        other = self._outside(name, moved) if rest else None
        if other is None:
            return sides
        comes = act is Act.ISSUED or act is Act.FELL_DUE or act is Act.RESCINDED
        return [(other, rest), *sides] if comes else [*sides, (other, rest)]

    def _outside(self, name: str, moved: Movement) -> int | None:
        """The account that is no Note's out of which a movement comes, or into which it goes."""
        accounts, number, act = self.accounts, self._posted.number, moved.kind.act
        if act is Act.ISSUED:
            return number(accounts.cash)
        if moved.kind.component == "premium" and act in (Act.FELL_DUE, Act.RESCINDED):
            return number(accounts.expense("Premium", name), self._run.label(Role.PREMIUM))
        if act is Act.FELL_DUE:
            return number(accounts.expense("Reimbursed", name))
        if act in _IN_KIND:  # by rounding, or by an election after all, it costs more or less than accrued
            return number(accounts.expense("Interest", name))
        if act is Act.CONVERTED:
            return number(accounts.converted)
        return number(accounts.assumed) if moved.assumed else None

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
        event = self._events[receipt.line]
        return Cause("distribution" if isinstance(event, Distribution) else "payment", receipt.line)

    def _source(self, receipt: Receipt) -> Account:
        """What a receipt came out of."""
        if not receipt.line:
            return self.accounts.returned
        event = self._events[receipt.line]
        return (
            self.accounts.securities
            if isinstance(event, Distribution) and event.kind == "subordinated_securities"
            else self.accounts.cash
        )

    def _assert(
        self,
        numbers: Sequence[int],
        evenings: Sequence[date],
        rows: Mapping[date, Row],
        accrued: Mapping[date, int],
        premium: Mapping[date, int],
    ) -> None:
        """What a Note owes at the end of each day: the engine's lines say it, or (accrual, premium) its history."""
        known, days_accrued, days_premium = sorted(rows), sorted(accrued), sorted(premium)
        principal, due, not_due, expenses, premium_due = numbers
        in_order = (principal, due, expenses, not_due, premium_due)
        for day in evenings:
            at = bisect_right(known, day)
            row = rows[known[at - 1]] if at else None
            owed = (-row.principal, -row.interest_unpaid, -row.expenses_unpaid) if row else (0, 0, 0)
            ran, fell_due = _last(accrued, days_accrued, day), _last(premium, days_premium, day)
            self._posted.asserted(day).extend(in_order, (*owed, -ran, -fell_due))

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
_BALANCES = (_PRINCIPAL, _DUE, _ACCRUED, _EXPENSES, _PREMIUM)
"""The account of each of a Note's ``Balances``; what is owed is a credit, below zero."""
_IN_TURN = (2, 1, 3, 4, 0)
"""The order in which they stand in a transaction."""
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
_ACCRUES = Cause("accrual")
_IN_KIND = {Act.CAPITALISED: Cause("capitalised"), Act.ELECTED: Cause("elected")}


def _last(by_day: Mapping[date, int], days: Sequence[date], day: date) -> int:
    """The last of some figures by day that are not of later days; 0 where all are."""
    at = bisect_right(days, day)
    return by_day[days[at - 1]] if at else 0
