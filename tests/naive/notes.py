"""A Note in a run: its parcels of principal, its interest, its expenses, its Blockage Events."""

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from .counting import half_up, shares

# R-9; T-24: premium due before principal (on what is prepaid: with it); T-21: in kind only with a payment in full
TIERS = ("expenses", "interest", "accrued", "premium", "principal", "in_kind")
COLUMNS = [
    "interest_due",
    "principal_due",
    "expenses_due",
    "expenses_paid",
    "interest_paid",
    "principal_paid",
    "turned_over",
]
LATER_COLUMNS = ["interest_capitalised", "premium_due", "premium_paid", "principal_converted", "interest_converted"]


@dataclass
class Parcel:
    """Principal of one origin: it keeps its maturity, and whether it was accelerated, through every transfer."""

    principal: int
    maturity: date
    period_start: date
    due: date | None = None
    accelerated: bool = False
    by_acceleration: bool = False  # fell due by it, not before it
    waived: bool = False  # its default was waived: it founds no new one
    waiting: Fraction = Fraction(0)  # T-4: what a cent of it earned since its due date, counted only if paid late
    instalment: bool = False  # T-23: it makes no interest due

    def kin(self) -> tuple:
        """What two parcels must share to be one."""
        same = (self.maturity, self.period_start, self.due, self.accelerated)
        return (*same, self.by_acceleration, self.waived, self.waiting, self.instalment)

    def split(self, principal: int) -> "Parcel":
        """Take out a part."""
        self.principal -= principal
        return Parcel(principal, *self.kin())


@dataclass
class Item:
    """A sum due on a day and what is left of it."""

    due: date
    left: int
    kind: str = "interest"
    by_acceleration: bool = False
    waived: bool = False
    of_date: bool = False  # an instalment of interest, not what fell due with principal


@dataclass
class Block:
    """A Blockage Event as to one Holder (1(d)), its own or taken over with the Note (4(d))."""

    notice: int
    default: str
    covenant: str
    commenced: date
    last: date | None
    clause: str
    bars_from: date | None
    runs_from: date | None
    payment: bool = False  # founded on a payment default
    by: str | None = None  # who sent the notice
    told: date | None = None  # the day of the notice of cure or withdrawal that ends it
    row: dict = field(default_factory=dict)
    barred: int = 0  # the days on which it barred

    def runs(self, day: date) -> bool:
        """Whether the Blockage Event itself exists, suspended or not (R-14: by the Holder's receipt alone)."""
        return self.runs_from is not None and self.runs_from <= day and (self.last is None or day <= self.last)

    def bars(self, day: date) -> bool:
        """Whether it bars, an override and paid Senior debt apart."""
        return self.bars_from is not None and self.bars_from <= day and (self.last is None or day <= self.last)


@dataclass
class Note:
    """What one Holder holds."""

    holder: str
    held: bool = False  # has ever been there: no rows before
    parcels: list[Parcel] = field(default_factory=list)
    carried: int = 0  # T-2: interest of periods after maturity, rounded, not due
    running: Fraction = Fraction(0)  # exact running total of the interest period, less what its cuts have taken
    kind: Fraction = Fraction(0)  # T-21: the same of what accrues in kind
    spare: Fraction = Fraction(0)  # T-21: by how much more it would be if this period were paid in kind
    kept: Fraction = Fraction(0)  # T-21, T-22: what of it would be cash all the same
    reduces: str | None = None  # T-23: which instalments a prepayment reduces
    percent: Fraction = Fraction(0)  # T-24: the premium on what is prepaid today
    interest: list[Item] = field(default_factory=list)
    premiums: list[Item] = field(default_factory=list)
    expenses: list[Item] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    stops: list[dict] = field(default_factory=list)  # T-10: stop notices that are not resumed
    blocked_days: set[date] = field(default_factory=set)  # T-8 `most`
    arrears: bool = False  # T-8 `arrears_paid`: at the opening of the day
    default_from: date | None = None
    standing: str = "open"
    pool: int = 0
    live_from: date | None = None
    row: dict[str, int] = field(default_factory=dict)
    touched: bool = False

    def clear_row(self) -> None:
        """Begin a day."""
        self.row = dict.fromkeys((*COLUMNS, "assumed", *LATER_COLUMNS), 0)
        self.touched = False

    # ------------------------------------------------------------ what is owed

    def principal(self) -> int:
        """Unpaid principal."""
        return sum(parcel.principal for parcel in self.parcels)

    def accrued(self) -> int:
        """Interest accrued through yesterday, not yet due, in cash or in kind."""
        exact = self.running + self.kind if self.kind else self.running
        return max(0, half_up(exact)) + self.carried

    def accrued_in_cash(self) -> int:
        """The same without what accrues in kind, unless all principal has fallen due: it is cash then (T-21)."""
        in_kind = self.kind and self.has_undue_principal()
        return max(0, half_up(self.running)) + self.carried if in_kind else self.accrued()

    def owed(self) -> dict[str, int]:
        """What is owed, tier by tier of R-9."""
        accrued = self.accrued_in_cash()
        return {
            "expenses": sum(item.left for item in self.expenses),
            "interest": sum(item.left for item in self.interest),
            "accrued": accrued,
            "premium": sum(item.left for item in self.premiums) if self.premiums else 0,
            "principal": self.principal(),
            "in_kind": self.accrued() - accrued if self.kind else 0,
        }

    def owing(self) -> int:
        """All that is owed."""
        return sum(self.owed().values())

    def owes(self) -> bool:
        """Whether anything is owed."""
        return bool(self.parcels or self.interest or self.premiums or self.expenses or self.accrued())

    def accelerated_principal(self) -> int:
        """Principal so accelerated and unpaid."""
        return sum(parcel.principal for parcel in self.parcels if parcel.accelerated)

    def due_principal(self) -> int:
        """Principal that has fallen due and is unpaid."""
        return sum(parcel.principal for parcel in self.parcels if parcel.due is not None)

    def has_undue_principal(self) -> bool:
        """Whether some principal has not fallen due."""
        return any(parcel.due is None for parcel in self.parcels)

    def due_items(self) -> list[Item]:
        """Everything due and unpaid, each with its due date."""
        items = [
            Item(parcel.due, parcel.principal, "principal", parcel.by_acceleration, parcel.waived)
            for parcel in self.parcels
            if parcel.due is not None
        ]
        return [item for item in [*self.expenses, *self.interest, *self.premiums, *items] if item.left > 0]

    def premium_on(self, principal: int) -> int:
        """T-24: the premium on so much principal, of which what is due bears none."""
        return half_up(self.percent * max(0, principal - self.due_principal()))

    def split_with_premium(self, money: int) -> tuple[int, int]:
        """Settled 14: the largest principal that a sum pays together with its premium, and that premium."""
        due = self.due_principal()
        if not self.percent or money <= due:
            return min(money, self.principal()), 0
        prepaid = min(self.principal() - due, int((money - due) / (1 + self.percent)) + 2)
        while due + prepaid + half_up(self.percent * prepaid) > money:
            prepaid -= 1
        return due + prepaid, half_up(self.percent * prepaid)

    # ------------------------------------------------------------ falling due

    def cut_interest(self, day: date, *, by_acceleration: bool = False, of_date: bool = False) -> None:
        """R-6, R-7: the interest accrued so far falls due, in cash (T-21)."""
        amount = self.accrued()
        self.running += self.kind
        self.kind = Fraction(0)
        if amount:
            self.interest.append(Item(day, amount, by_acceleration=by_acceleration, of_date=of_date))
            self.running -= amount - self.carried
            self.carried = 0
            self.row["interest_due"] += amount

    def end_period(self, day: date, *, falls_due: bool = True) -> None:
        """A new interest period, and an instalment of the last; T-2: after maturity it is only carried on."""
        if falls_due:
            self.cut_interest(day, of_date=True)
        else:
            self.carried = self.accrued()
        self.running = self.kind = self.spare = self.kept = Fraction(0)
        for parcel in self.parcels:
            parcel.period_start = day

    def principal_falls_due(self, parcels: list[Parcel], day: date, *, by_acceleration: bool = False) -> None:
        """Principal falls due, and with it the interest accrued; T-23: with an instalment none."""
        for parcel in parcels:
            parcel.due = day
            parcel.by_acceleration = by_acceleration
            self.row["principal_due"] += parcel.principal
        if by_acceleration or any(not parcel.instalment for parcel in parcels):
            self.cut_interest(day, by_acceleration=by_acceleration)

    def premium_falls_due(self, principal: int, day: date, *, by_acceleration: bool) -> None:
        """T-24, `for`: principal that falls due before its time bears the premium too."""
        amount = half_up(self.percent * principal)
        if amount:
            self.premiums.append(Item(day, amount, "principal", by_acceleration))
            self.row["premium_due"] += amount

    def capitalise(self, amount: int) -> None:
        """T-21: interest becomes principal, of that which matures last."""
        undue = [parcel for parcel in self.parcels if parcel.due is None]
        max(undue, key=lambda parcel: parcel.maturity).principal += amount
        self.row["interest_capitalised"] += amount

    # ------------------------------------------------------------ paying

    def in_order(self) -> list[Parcel]:
        """Principal is paid due before not due, the oldest first, then by maturity, then as it was acquired."""
        ordered = sorted(self.parcels, key=lambda parcel: (parcel.due is None, parcel.due or parcel.maturity))
        if self.reduces == "last_first":
            undue = [parcel for parcel in ordered if parcel.due is None]
            return [parcel for parcel in ordered if parcel.due is not None] + undue[::-1]
        return ordered

    def parts_of_principal(self, amount: int, *, spare_accelerated: bool = False) -> list[tuple[Parcel, int]]:
        """How a sum paid on principal falls on the parcels."""
        parcels = [parcel for parcel in self.in_order() if not (spare_accelerated and parcel.accelerated)]
        due = [parcel for parcel in parcels if parcel.due is not None]
        parts = []
        for parcel in due if self.reduces == "ratably" else parcels:
            part = min(parcel.principal, amount)
            parts.append((parcel, part))
            amount -= part
        if self.reduces == "ratably":
            undue = [parcel for parcel in parcels if parcel.due is None]
            weights = [parcel.principal for parcel in undue]
            parts += zip(undue, shares(min(amount, sum(weights)), weights), strict=True)
        return parts

    def split_principal(self, amount: int) -> tuple[int, int]:
        """How a sum paid on principal falls on principal that was not accelerated, and on principal that was."""
        plain = so_accelerated = 0
        for parcel, part in self.parts_of_principal(amount):
            if parcel.accelerated:
                so_accelerated += part
            else:
                plain += part
        return plain, so_accelerated

    def pay(self, sums: dict[str, int], *, spare_accelerated: bool = False) -> int:
        """Apply sums tier by tier; gives back what was paid."""
        pay_items(self.expenses, sums.get("expenses", 0))
        pay_items(self.interest, sums.get("interest", 0))
        pay_items(self.premiums, sums.get("premium", 0))
        carried = min(self.carried, sums.get("accrued", 0))
        self.carried -= carried
        self.running -= sums.get("accrued", 0) - carried
        self.kind -= sums.get("in_kind", 0)
        self.retire(sums.get("principal", 0), spare_accelerated=spare_accelerated)
        self.row["expenses_paid"] += sums.get("expenses", 0)
        self.row["interest_paid"] += sums.get("interest", 0) + sums.get("accrued", 0) + sums.get("in_kind", 0)
        self.row["principal_paid"] += sums.get("principal", 0)
        self.row["premium_paid"] += sums.get("premium", 0) + sums.get("on_prepaid", 0)
        return sum(sums.values())

    def retire(self, amount: int, *, spare_accelerated: bool = False) -> None:
        """Take a sum off the principal."""
        for parcel, part in self.parts_of_principal(amount, spare_accelerated=spare_accelerated):
            parcel.principal -= part
        self.parcels = [parcel for parcel in self.parcels if parcel.principal]

    def convert(self, amount: int, *, with_interest: bool) -> None:
        """T-27: principal, and the running interest in proportion, is discharged without cash."""
        principal = self.principal()
        taken = min(amount, principal)
        if with_interest and principal:
            part = Fraction(taken, principal)
            given = (self.running + self.kind) * part, half_up(self.carried * part)
            self.row["interest_converted"] += max(0, half_up(given[0])) + given[1]
            self.running -= self.running * part
            self.kind -= self.kind * part
            self.spare -= self.spare * part
            self.kept -= self.kept * part
            self.carried -= given[1]
        self.retire(taken)
        self.row["principal_converted"] += taken

    def pay_from_the_top(self, amount: int) -> int:
        """Apply one sum in the order of R-9; gives back what was used."""
        sums = {}
        for tier, owed in self.owed().items():
            sums[tier] = min(owed, amount)
            if tier == "principal":
                sums[tier], sums["on_prepaid"] = self.split_with_premium(amount)
                amount -= sums["on_prepaid"]
            amount -= sums[tier]
        return self.pay(sums)

    # ------------------------------------------------------------ changing hands

    def give(self, amount: int | None) -> "Note":
        """Take out a part of the Note (all of it: None), with its share of interest and expenses (R-12, `transfer`)."""
        principal = self.principal()
        whole = amount is None or principal == 0
        taken = principal if whole else amount
        part = Fraction(1) if whole else Fraction(taken, principal)
        given = Note(self.holder, running=self.running * part)
        pieces = shares(taken, [parcel.principal for parcel in self.parcels])
        given.parcels = [parcel.split(piece) for parcel, piece in zip(self.parcels, pieces, strict=True) if piece]
        given.interest = give_items(self.interest, part)
        given.expenses = give_items(self.expenses, part)
        given.premiums = give_items(self.premiums, part)
        given.carried = half_up(self.carried * part)
        self.carried -= given.carried
        given.kind = self.kind * part
        given.spare = self.spare * part
        given.kept = self.kept * part
        self.running -= given.running
        self.kind -= given.kind
        self.spare -= given.spare
        self.kept -= given.kept
        self.parcels = [parcel for parcel in self.parcels if parcel.principal]
        return given

    def take(self, given: "Note") -> None:
        """Put a transferred part to what is held."""
        for parcel in given.parcels:
            self.hold(parcel)
        self.carried += given.carried
        self.running += given.running
        self.kind += given.kind
        self.spare += given.spare
        self.kept += given.kept
        self.interest = sorted([*self.interest, *given.interest], key=lambda item: item.due)
        self.expenses = sorted([*self.expenses, *given.expenses], key=lambda item: item.due)
        self.premiums = sorted([*self.premiums, *given.premiums], key=lambda item: item.due)

    def hold(self, parcel: Parcel) -> None:
        """Add principal, to a parcel of the same kind if there is one."""
        for other in self.parcels:
            if other.kin() == parcel.kin():
                other.principal += parcel.principal
                return
        self.parcels.append(parcel)


def pay_items(items: list[Item], amount: int) -> None:
    """Pay due items, oldest first."""
    for item in items:
        part = min(item.left, amount)
        item.left -= part
        amount -= part
    items[:] = [item for item in items if item.left]


def give_items(items: list[Item], part: Fraction) -> list[Item]:
    """The part of each due item, half up, that goes along with a transfer."""
    given = [replace(item, left=half_up(item.left * part)) for item in items]
    for item, other in zip(items, given, strict=True):
        item.left -= other.left
    items[:] = [item for item in items if item.left]
    return [item for item in given if item.left]
