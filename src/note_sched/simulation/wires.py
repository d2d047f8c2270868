"""Which recorded payments are worth a word: one mistake is told once, and not again in every month after it.

A payment that is short leaves arrears, and every later one that pays its instalment and no more is below what is due,
too; one that is recorded twice pays interest and principal ahead, and what falls due later is less than what is paid as
ever. What a reader was told of before explains these, and they are passed over; who pays too much otherwise, as if he
had prepaid nothing, is told of it each time. A day on which several were paid is
judged whole (``ratable``): whoever was left out is named in the first month in which it was, and not again while the
same series stands still.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from note_sched.document.events import Payment
from note_sched.ledger.receipts import Receipt
from note_sched.record import Record
from note_sched.simulation.ratability import Ratable

_ROUNDING = 2
"""Cents that two instalments, each rounded once, may differ by."""


class DueBefore(Record, frozen=True):
    """What stood on the addressed Notes before a payment, in cents: all that was due, the interest of it, principal."""

    all: int
    interest: int
    principal: int


class Odd(Record, frozen=True):
    """A payment that is not what was due. ``twice``: the line of the one that is the same, where there is one."""

    event: Payment
    line: int
    due: int
    receipt: Receipt
    twice: int | None = None

    @property
    def is_below(self) -> bool:
        """Whether less was paid than was due."""
        return self.receipt.amount < self.due


class News(NamedTuple):
    """What is new on a day.

    ``odd``: the payments; ``short``: by Holder, how much less than a ratable share it received, empty where that is
    no news; ``left_out``: of these, what was due to those who received nothing.
    """

    odd: Sequence[Odd]
    short: Mapping[str, int]
    left_out: Mapping[str, int]


class Wires:
    """The recorded payments of a run as they come, by whom they go to: a Holder, or all.

    Attributes:
        left_out: the Holders of whom it was told that they were paid nothing, and who have been paid nothing since.
    """

    def __init__(self) -> None:
        self._arrears: dict[str | None, int] = {}
        self._ahead: dict[str | None, tuple[int, int]] = {}
        self._day: date | None = None
        self._seen: dict[tuple[str | None, int], int] = {}
        self._odd: list[Odd] = []
        self.left_out: set[str] = set()

    def comes(self, event: Payment, line: int, due: DueBefore, receipt: Receipt) -> None:
        """A payment that was applied."""
        if event.date != self._day:
            self._day, self._seen = event.date, {}
        whom, amount = event.to, receipt.amount
        self.left_out.discard(whom or "")
        before = self._arrears.get(whom, 0)
        if amount == due.all:
            self._arrears.pop(whom, None)
        elif amount < due.all:
            if not before or amount != due.all - before:
                self._odd.append(Odd(event, line, due.all, receipt))
                self._arrears[whom] = due.all - amount
        else:
            self._arrears.pop(whom, None)
            twice = self._seen.get((whom, amount))
            if twice is not None or amount - due.all > self._explained(whom, due):
                self._odd.append(Odd(event, line, due.all, receipt, twice))
            if twice is not None or whom in self._ahead:
                self._pay_ahead(whom, due, receipt)
        self._seen.setdefault((whom, amount), line)

    def _explained(self, whom: str | None, due: DueBefore) -> int:
        """At most how much more than due is paid by who goes on paying what fell due before a larger payment."""
        if whom not in self._ahead or not due.principal or not due.interest:
            return 0
        interest, principal = self._ahead[whom]
        spared = principal * (due.interest + interest) // due.principal
        return interest + spared + spared // 20 + _ROUNDING

    def _pay_ahead(self, whom: str | None, due: DueBefore, receipt: Receipt) -> None:
        """Note what a payment pays of interest that is not due yet, and of principal."""
        interest = sum(applied.interest for applied in receipt.applied.values()) - due.interest
        principal = sum(applied.principal for applied in receipt.applied.values())
        accrued, paid = self._ahead.get(whom, (0, 0))
        self._ahead[whom] = max(0, interest) + (0 if due.interest else accrued), paid + principal

    def day_over(self, ratable: Ratable | None) -> News:
        """What is to be told of a day; ``ratable`` None: nothing went to one Holder alone."""
        odd, self._odd = self._odd, []
        short = {} if ratable is None else ratable.short()
        if ratable is None or not short:
            return News(odd, {}, {})
        due = ratable.due_to(short)
        left_out = {holder: cents for holder, cents in due.items() if cents and not ratable.received(holder)}
        known = {holder for holder in left_out if holder in self._arrears}
        self._arrears.update(left_out)
        new = {holder: cents for holder, cents in left_out.items() if holder not in known}
        self.left_out.update(new)
        late = {holder for holder in short if holder in self._arrears and holder not in new} - _whom(odd)
        news = [each for each in odd if each.twice is None]
        if not news and all(holder in known or ratable.received(holder) for holder in short):
            return News(odd, {}, {})
        return News(odd, {holder: cents for holder, cents in short.items() if holder not in late} or short, new)


def _whom(odd: Sequence[Odd]) -> set[str | None]:
    return {each.event.to for each in odd}
