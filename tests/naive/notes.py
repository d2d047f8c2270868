"""A Note in a run: its parcels of principal, its interest, its expenses, its Blockage Events."""

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from .counting import half_up, shares

TIERS = ("expenses", "interest", "accrued", "principal")
COLUMNS = [
    "interest_due",
    "principal_due",
    "expenses_due",
    "expenses_paid",
    "interest_paid",
    "principal_paid",
    "turned_over",
]


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

    def kin(self) -> tuple:
        """What two parcels must share to be one."""
        same = (self.maturity, self.period_start, self.due, self.accelerated)
        return (*same, self.by_acceleration, self.waived, self.waiting)

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
    interest: list[Item] = field(default_factory=list)
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
        self.row = dict.fromkeys((*COLUMNS, "assumed"), 0)
        self.touched = False

    # ------------------------------------------------------------ what is owed

    def principal(self) -> int:
        """Unpaid principal."""
        return sum(parcel.principal for parcel in self.parcels)

    def accrued(self) -> int:
        """Interest accrued through yesterday, not yet due."""
        return max(0, half_up(self.running)) + self.carried

    def owed(self) -> dict[str, int]:
        """What is owed, tier by tier of R-9."""
        return {
            "expenses": sum(item.left for item in self.expenses),
            "interest": sum(item.left for item in self.interest),
            "accrued": self.accrued(),
            "principal": self.principal(),
        }

    def owing(self) -> int:
        """All that is owed."""
        return sum(self.owed().values())

    def owes(self) -> bool:
        """Whether anything is owed."""
        return bool(self.parcels or self.interest or self.expenses or self.accrued())

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
        return [item for item in [*self.expenses, *self.interest, *items] if item.left > 0]

    # ------------------------------------------------------------ falling due

    def cut_interest(self, day: date, *, by_acceleration: bool = False) -> None:
        """R-6, R-7: the interest accrued so far falls due."""
        amount = self.accrued()
        if amount:
            self.interest.append(Item(day, amount, by_acceleration=by_acceleration))
            self.running -= amount - self.carried
            self.carried = 0
            self.row["interest_due"] += amount

    def end_period(self, day: date, *, falls_due: bool = True) -> None:
        """A new interest period, and an instalment of the last; T-2: after maturity it is only carried on."""
        if falls_due:
            self.cut_interest(day)
        else:
            self.carried = self.accrued()
        self.running = Fraction(0)
        for parcel in self.parcels:
            parcel.period_start = day

    def principal_falls_due(self, parcels: list[Parcel], day: date, *, by_acceleration: bool = False) -> None:
        """Principal falls due, and with it the interest accrued."""
        for parcel in parcels:
            parcel.due = day
            parcel.by_acceleration = by_acceleration
            self.row["principal_due"] += parcel.principal
        self.cut_interest(day, by_acceleration=by_acceleration)

    # ------------------------------------------------------------ paying

    def in_order(self) -> list[Parcel]:
        """Principal is paid due before not due, the oldest first, then by maturity, then as it was acquired."""
        return sorted(self.parcels, key=lambda parcel: (parcel.due is None, parcel.due or parcel.maturity))

    def split_principal(self, amount: int) -> tuple[int, int]:
        """How a sum paid on principal falls on principal that was not accelerated, and on principal that was."""
        plain = so_accelerated = 0
        for parcel in self.in_order():
            part = min(parcel.principal, amount - plain - so_accelerated)
            if parcel.accelerated:
                so_accelerated += part
            else:
                plain += part
        return plain, so_accelerated

    def pay(self, sums: dict[str, int], *, spare_accelerated: bool = False) -> int:
        """Apply sums tier by tier; gives back what was paid."""
        pay_items(self.expenses, sums.get("expenses", 0))
        pay_items(self.interest, sums.get("interest", 0))
        carried = min(self.carried, sums.get("accrued", 0))
        self.carried -= carried
        self.running -= sums.get("accrued", 0) - carried
        left = sums.get("principal", 0)
        for parcel in self.in_order():
            if not (spare_accelerated and parcel.accelerated):
                part = min(parcel.principal, left)
                parcel.principal -= part
                left -= part
        self.parcels = [parcel for parcel in self.parcels if parcel.principal]
        self.row["expenses_paid"] += sums.get("expenses", 0)
        self.row["interest_paid"] += sums.get("interest", 0) + sums.get("accrued", 0)
        self.row["principal_paid"] += sums.get("principal", 0)
        return sum(sums.values())

    def pay_from_the_top(self, amount: int) -> int:
        """Apply one sum in the order of R-9; gives back what was used."""
        sums = {}
        for tier, owed in self.owed().items():
            sums[tier] = min(owed, amount)
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
        given.carried = half_up(self.carried * part)
        self.carried -= given.carried
        self.running -= given.running
        self.parcels = [parcel for parcel in self.parcels if parcel.principal]
        return given

    def take(self, given: "Note") -> None:
        """Put a transferred part to what is held."""
        for parcel in given.parcels:
            self.hold(parcel)
        self.carried += given.carried
        self.running += given.running
        self.interest = sorted([*self.interest, *given.interest], key=lambda item: item.due)
        self.expenses = sorted([*self.expenses, *given.expenses], key=lambda item: item.due)

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
