"""One receipt of money: how it is poured over the Notes, what of it is turned over, what is kept (R-9, R-20, R-30)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .counting import shares
from .notes import TIERS, Note
from .senior import Senior

Sums = dict[str, int]
COMPONENTS = ("expenses", "interest", "principal")
COMPONENT_OF = {
    "expenses": "expenses",
    "interest": "interest",
    "accrued": "interest",
    "premium": "principal",
    "principal": "principal",
    "on_prepaid": "principal",
    "in_kind": "interest",
}
Pour = Callable[[int, list[Note]], dict[str, Sums]]


@dataclass(frozen=True)
class Bar:
    """One reason why something may not be paid on a Note on a day."""

    kind: str
    clause: str
    cause: tuple[str, ...]
    key: tuple
    components: tuple[str, ...] = COMPONENTS

    def bars(self, component: str) -> bool:
        """The proviso of R-15 touches principal only, T-10 what it names, everything else the whole Note."""
        return component in self.components


def is_barred(bars: list[Bar], component: str) -> bool:
    """Whether any bar applies to a component."""
    return any(bar.bars(component) for bar in bars)


def only_accelerated(bars: list[Bar]) -> bool:
    """Whether principal is barred only as far as it was accelerated (R-15)."""
    found = [bar for bar in bars if bar.bars("principal")]
    return bool(found) and all(bar.kind == "accelerated_principal" for bar in found)


# ---------------------------------------------------------------- pouring


def pour_payment(amount: int, notes: list[Note]) -> dict[str, Sums]:
    """R-9, R-30: tier after tier over all Notes, each tier divided by what is owed in it."""
    owed = {note.holder: note.owed() for note in notes}
    poured: dict[str, Sums] = {note.holder: {} for note in notes}
    for tier in TIERS:
        if tier == "principal" and any(note.percent for note in notes):
            amount -= pour_principal(amount, notes, poured)
            continue
        weights = [owed[note.holder][tier] for note in notes]
        take = min(amount, sum(weights))
        for note, part in zip(notes, shares(take, weights), strict=True):
            poured[note.holder][tier] = part
        amount -= take
    return poured


def pour_principal(amount: int, notes: list[Note], poured: dict[str, Sums]) -> int:
    """T-24, R-30: the largest principal that goes with its premium, by unpaid principal; gives back what it took."""
    weights = [note.principal() for note in notes]
    steepest = 1 + max(note.percent for note in notes)
    principal = min(amount, sum(weights))
    while True:
        parts = shares(principal, weights)
        premiums = [note.premium_on(part) for note, part in zip(notes, parts, strict=True)]
        over = principal + sum(premiums) - amount
        if over <= 0:
            break
        principal -= max(1, int((over - len(notes)) / steepest))  # what is passed over costs too much as well
    for note, part, premium in zip(notes, parts, premiums, strict=True):
        poured[note.holder] |= {"principal": part, "on_prepaid": premium}
    return principal + sum(premiums)


def pour_distribution(amount: int, notes: list[Note]) -> dict[str, Sums]:
    """R-30: by unpaid principal plus interest, again over the Notes still short; within a Note by R-9."""
    owed = {note.holder: note.owed() for note in notes}
    poured: dict[str, Sums] = {note.holder: dict.fromkeys(TIERS, 0) for note in notes}
    while amount > 0:
        weights = [sum(owed[note.holder].values()) - owed[note.holder]["expenses"] for note in notes]
        if not sum(weights):
            weights = [owed[note.holder]["expenses"] for note in notes]
        if not sum(weights):
            break
        taken = 0
        for note, part in zip(notes, shares(amount, weights), strict=True):
            taken += pour_one(part, note, owed[note.holder], poured[note.holder])
        if not taken:
            break
        amount -= taken
    return poured


def pour_one(part: int, note: Note, owed: Sums, poured: Sums) -> int:
    """Pour a share into one Note by R-9, out of what it is still owed; gives back what it took."""
    left = part
    for tier in TIERS:
        piece = min(left, owed[tier])
        if tier == "principal" and note.percent:
            before = poured["principal"], poured.get("on_prepaid", 0)
            after = note.split_with_premium(sum(before) + left)
            piece = after[0] - before[0]
            poured["on_prepaid"] = after[1]
            left -= after[1] - before[1]
        owed[tier] -= piece
        poured[tier] += piece
        left -= piece
    return part - left


# ---------------------------------------------------------------- receiving


class Receipt:
    """A sum received on some Notes on a day; `bars` are those that make it prohibited, Note by Note."""

    def __init__(self, notes: list[Note], bars: dict[str, list[Bar]], discharging: set[str], senior: Senior, day: date):
        self.notes = notes
        self.bars = bars
        self.discharging = discharging  # the Holders for whom what is turned over is applied to the Note all the same
        self.senior = senior
        self.day = day
        self.turned = dict.fromkeys(bars, 0)
        self.paid: dict[str, Sums] = {holder: {} for holder in bars}
        self.barred = [holder for holder in bars if bars[holder]]
        self.amounts = [senior.amounts_for(holder) for holder in self.barred]

    def settle(self, amount: int, pour: Pour) -> int:
        """Pour until nothing is left or nothing is owed; gives back what is left."""
        while amount > 0:
            poured = pour(amount, self.notes)
            used = sum(sum(sums.values()) for sums in poured.values())
            if used == 0:
                break
            amount -= used
            over = self.one_pouring(poured)
            if sum(over.values()) == used and not self.discharging:
                amount -= self.again_and_again(amount, used, over)
        if self.is_common():
            self.pay_over(self.turned, self.amounts[0])
        return amount

    def is_common(self) -> bool:
        """Whether Senior is the same as to all the Holders that may have to turn over."""
        return bool(self.amounts) and all(amounts == self.amounts[0] for amounts in self.amounts)

    def one_pouring(self, poured: dict[str, Sums]) -> Sums:
        """Turn over what is prohibited as far as Senior reaches; the rest stays with the Note, from the top of R-9."""
        prohibited = {note.holder: self.apply_lawful(note, poured[note.holder]) for note in self.notes}
        over = self.turn_over(prohibited)
        for note in self.notes:
            kept = prohibited[note.holder] - (0 if note.holder in self.discharging else over[note.holder])
            note.pay_from_the_top(kept)
        return over

    def apply_lawful(self, note: Note, sums: Sums) -> int:
        """Apply what was payable of a Note's share; gives back what was prohibited."""
        bars = self.bars[note.holder]
        if not bars:
            note.pay(sums)
            return 0
        lawful = {tier: 0 if is_barred(bars, COMPONENT_OF[tier]) else part for tier, part in sums.items()}
        spare = only_accelerated(bars)
        if spare:
            lawful["principal"] = note.split_principal(sums["principal"])[0]
            lawful["premium"] = lawful["on_prepaid"] = 0
        note.pay(lawful, spare_accelerated=spare)
        return sum(sums.values()) - sum(lawful.values())

    def turn_over(self, prohibited: Sums) -> Sums:
        """How much goes over: up to all Senior, pro rata; Holder by Holder where Senior differs."""
        if self.is_common():
            room = sum(self.amounts[0].values()) - sum(self.turned.values())
            parts = shares(min(room, sum(prohibited.values())), list(prohibited.values()))
            over = dict(zip(prohibited, parts, strict=True))
        else:
            over = {}
            for holder, amount in prohibited.items():
                over[holder] = min(amount, self.senior.left_to(holder))
                self.pay_over({holder: over[holder]}, self.senior.amounts_for(holder))
        for holder, amount in over.items():
            self.turned[holder] += amount
        return over

    def again_and_again(self, amount: int, used: int, over: Sums) -> int:
        """Nothing was applied, so the next pourings are the same as long as Senior reaches: take them at once."""
        if self.is_common():
            room = sum(self.amounts[0].values()) - sum(self.turned.values())
        else:
            room = min(self.senior.left_to(holder) for holder, part in over.items() if part)
        times = min(amount, room) // used
        for holder, part in over.items():
            self.turned[holder] += part * times
            if not self.is_common() and part * times:
                self.pay_over({holder: part * times}, self.senior.amounts_for(holder))
        return used * times

    def pay_over(self, sums: Sums, amounts: Sums) -> None:
        """Hand sums to Senior and keep book of who got what from whom."""
        if sum(sums.values()):
            for holder, parts in self.senior.down_the_ranks(sums, amounts, self.day).items():
                for name, part in parts.items():
                    self.paid[holder][name] = self.paid[holder].get(name, 0) + part
