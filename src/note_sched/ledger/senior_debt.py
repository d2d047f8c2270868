"""The Senior debt: what is outstanding on each facility, and what of it has matured or been accelerated.

A payment pays matured portions, the oldest first, and the accelerated amount at the same time; a falling balance caps
both. What was paid before a portion fell due counts against it only if the payment says so (``for``). Before a
facility's opening its outstanding is not known: earlier payments are already in its ``principal``, and only matured
and accelerated portions are followed.

Of a refinancing that exceeds what it refinanced the excess is not Senior. What the lender is paid reduces the excess
first; what is turned over to it is credited to what is Senior, for no more is turned over than "to the extent necessary
to pay all Senior Indebtedness" (1(g)), and so lowers the most that can be Senior.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from note_sched.document.model import SeniorDebt
from note_sched.measure.share import largest_remainder


class Claim:
    """A portion of a facility that matured, or its acceleration: while cents of it are unpaid, 1(b) bars."""

    __slots__ = ("accelerated", "key", "rescinded", "since", "unpaid")

    def __init__(
        self, key: str, since: date, unpaid: int, *, accelerated: bool = False, rescinded: date | None = None
    ) -> None:
        self.key = key
        self.since = since
        self.accelerated = accelerated
        self.unpaid = unpaid
        self.rescinded = rescinded


class Facility:
    """One Senior debt. ``outstanding`` is principal, interest and premium, in cents; zero before it opens.

    ``turned_over``: what it was ever paid by turnovers, in cents. ``moved``: where it is put down, after others of its
    book, whenever its outstanding moves.
    """

    def __init__(self, debt: SeniorDebt, position: int, opens: date, opening: int) -> None:
        self.id = debt.id
        self.rank = int(debt.rank)
        self.position = position
        self.opens = opens
        self.opening = opening
        self.is_open = False
        self.outstanding = 0
        self.turned_over = 0
        self.matured: list[Claim] = []
        self._number = 0
        self.accelerated: list[Claim] = []
        self._prepaid: dict[date, int] = {}
        self.moved: list[Facility] = []

    def open(self, raised: int = 0) -> None:
        """The day from which ``outstanding`` is known; ``raised``: what an avoidance adds to the stated figure."""
        self.is_open = True
        self._set(self.opening + raised)

    @property
    def claims(self) -> list[Claim]:
        """What has matured or been accelerated and is unpaid."""
        return [claim for claim in (*self.matured, *self.accelerated) if claim.unpaid]

    def can_be_senior(self, limit: int) -> int:
        """The most of it, in cents, that can still be Senior as to a Holder with this limit; 0: nothing."""
        return max(0, limit - self.turned_over)

    def senior(self, limit: int) -> int:
        """What of the outstanding is Senior as to a Holder with this limit, in cents."""
        return min(self.outstanding, self.can_be_senior(limit))

    def balance(self, cents: int) -> None:
        """The outstanding as stated, before the day's payments."""
        if self.is_open:
            self._set(cents)

    def _set(self, cents: int) -> None:
        self.outstanding = cents
        self.moved.append(self)
        for claim in self.accelerated:
            claim.unpaid = min(claim.unpaid, cents)
        self._reduce_matured(sum(claim.unpaid for claim in self.matured) - cents)

    def _reduce_matured(self, cents: int) -> None:
        for claim in self.matured:
            if cents <= 0:
                return
            part = min(cents, claim.unpaid)
            claim.unpaid -= part
            cents -= part

    def mature(self, day: date, cents: int | None) -> Claim:
        """A principal portion falls due; None: all that is outstanding. Prepayments ``for`` this day count."""
        whole = self.outstanding if self.is_open else self.opening
        rest = max(0, whole - sum(claim.unpaid for claim in self.matured))  # what has matured does not mature again
        due = rest if cents is None else min(max(0, cents - self._prepaid.get(day, 0)), rest)
        claim = Claim(f"{self.id} matured {day} {self._number}", day, due)
        self._number += 1
        self.matured = [*(each for each in self.matured if each.unpaid), claim]
        return claim

    def accelerate(self, day: date, rescinded: date | None) -> Claim:
        """All that is outstanding becomes due."""
        whole = self.outstanding if self.is_open else self.opening
        claim = Claim(
            f"{self.id} accelerated {day} {len(self.accelerated)}", day, whole, accelerated=True, rescinded=rescinded
        )
        self.accelerated.append(claim)
        return claim

    def rescind(self, day: date) -> None:
        """Accelerations rescinded on ``day`` or before are none any more."""
        for claim in self.accelerated:
            if claim.rescinded is not None and claim.rescinded <= day:
                claim.unpaid = 0

    def pay(self, day: date, cents: int, maturity: date | None = None) -> int:
        """Reduce the debt by a payment; ``maturity``: the portion that it pays ahead.

        Returns the cents beyond the outstanding.
        """
        ahead = maturity is not None and maturity > day
        if maturity is not None and ahead:
            self._prepaid[maturity] = self._prepaid.get(maturity, 0) + cents
        else:
            self._reduce_matured(cents)
        for claim in self.accelerated:
            claim.unpaid = max(0, claim.unpaid - cents)
        if not self.is_open:
            return 0
        paid = min(cents, self.outstanding)
        self._set(self.outstanding - paid)
        return cents - paid

    def take_over(self, day: date, cents: int) -> None:
        """Reduce the debt, and what is Senior of it, by what Holders turned over (1(g))."""
        self.turned_over += cents
        self.pay(day, cents)

    def pay_unopened_in_full(self) -> None:
        """Before the opening: whatever had matured was paid."""
        for claim in (*self.matured, *self.accelerated):
            claim.unpaid = 0


Limits = Mapping[str, int]
"""For each facility the most of it, in cents, that could be Senior as to a Holder at first; 0: it is not Senior."""


class _Total:
    """What is Senior as to Holders with some limits, kept from one movement of the debt to the next."""

    def __init__(self, limits: Limits, facilities: Sequence[Facility], seen: int) -> None:
        """``seen``: how many movements of the book the facilities have gone through."""
        self._limits = limits
        self._amounts = {facility.id: facility.senior(limits[facility.id]) for facility in facilities}
        self._cents = sum(self._amounts.values())
        self._seen = seen

    def after(self, moved: Sequence[Facility]) -> int:
        """The cents, once the facilities have ``moved`` in this order; those that were seen are counted already."""
        for facility in moved[self._seen :]:
            amount = facility.senior(self._limits[facility.id])
            self._cents += amount - self._amounts[facility.id]
            self._amounts[facility.id] = amount
        self._seen = len(moved)
        return self._cents


class SeniorBook:
    """All facilities, in document order, and how a turnover is divided among them (1(g))."""

    def __init__(self, facilities: Sequence[Facility]) -> None:
        self.facilities = list(facilities)
        self.by_id = {facility.id: facility for facility in facilities}
        self._by_rank = sorted(facilities, key=lambda facility: (facility.rank, facility.position))
        self._moved: list[Facility] = []
        self._totals: dict[int, _Total] = {}
        for facility in self.facilities:
            facility.moved = self._moved

    def copy(self) -> "SeniorBook":
        """The same debts on their own, for a question that must change nothing."""
        from copy import deepcopy  # noqa: PLC0415 (such a question alone needs it)

        return SeniorBook(deepcopy(self.facilities))

    def outstanding(self, limits: Limits) -> int:
        """Senior Indebtedness outstanding, due or not, as to Holders with these limits."""
        total = self._totals.get(id(limits))
        if total is None:
            total = self._totals[id(limits)] = _Total(limits, self.facilities, len(self._moved))
        return total.after(self._moved)

    def amounts(self, limits: Limits) -> list[int]:
        """What of each facility is Senior as to Holders with these limits, in document order."""
        return [facility.senior(limits[facility.id]) for facility in self.facilities]

    def turn_over(self, day: date, cents: int, limits: Limits) -> dict[str, int]:
        """Divide ``cents`` (no more than is outstanding) and reduce the debt by it (1(g)).

        The highest rank in full first, within a rank pro rata to amounts, cents by largest remainder.

        Returns:
            cents per facility, the highest rank first.
        """
        parts: dict[str, int] = {}
        for rank in sorted({facility.rank for facility in self._by_rank}):
            equals = [facility for facility in self._by_rank if facility.rank == rank]
            amounts = [facility.senior(limits[facility.id]) for facility in equals]
            given = min(cents, sum(amounts))
            for facility, part in zip(equals, largest_remainder(given, amounts), strict=True):
                if part:
                    facility.take_over(day, part)
                    parts[facility.id] = part
            cents -= given
        return parts
