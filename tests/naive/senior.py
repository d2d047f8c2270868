"""The Senior side of a run: what is outstanding, what has matured or been accelerated, what a turnover pays."""

from dataclasses import dataclass, field
from datetime import date

from .counting import cents, day_of, shares
from .facts import Event, Facts, optional_day, yes

Books = dict[int, int] | None  # what each `in_full` payment was before any avoidance


@dataclass
class Portion:
    """A matured principal portion or an accelerated amount, until it is paid (1(b))."""

    event: Event
    left: int


@dataclass
class Facility:
    """One Senior debt on the books. Before `opens` its later figure is all that is known of it."""

    id: str
    rank: int
    opens: date
    opening: int
    outstanding: int
    matured: list[Portion] = field(default_factory=list)
    accelerated: list[Portion] = field(default_factory=list)
    prepaid: dict[str, int] = field(default_factory=dict)

    def cap(self) -> None:
        """A falling balance caps what has matured (oldest first, as a payment would) and what was accelerated."""
        self.retire(max(0, sum(portion.left for portion in self.matured) - self.outstanding))
        for portion in self.accelerated:
            portion.left = min(portion.left, self.outstanding)

    def retire(self, amount: int) -> None:
        """Pay matured portions, oldest first."""
        for portion in self.matured:
            part = min(portion.left, amount)
            portion.left -= part
            amount -= part

    def mature(self, event: Event) -> None:
        """A principal portion falls due: what is stated, less what was paid for it before, or all outstanding."""
        not_yet = self.outstanding - sum(portion.left for portion in self.matured)
        amount = not_yet
        if "amount" in event:
            stated = cents(event["amount"])
            used = min(stated, self.prepaid.get(event["date"], 0))
            self.prepaid[event["date"]] = self.prepaid.get(event["date"], 0) - used
            amount = min(stated - used, not_yet)
        self.matured.append(Portion(event, amount))

    def accelerate(self, event: Event) -> None:
        """All that is outstanding that day is due."""
        self.accelerated.append(Portion(event, self.outstanding))

    def rescind(self, day: date) -> None:
        """A rescinded acceleration bars no more, from the day itself."""
        for portion in self.accelerated:
            rescinded = optional_day(portion.event.get("rescinded"))
            if rescinded is not None and rescinded <= day:
                portion.left = 0

    def pay(self, amount: int, day: date, ahead_for: str | None = None) -> int:
        """Take a payment; what is beyond the outstanding comes back. Before `opens` it is in the opening figure."""
        applied = amount
        if day >= self.opens:
            applied = min(amount, self.outstanding)
            self.outstanding -= applied
        if ahead_for is not None and day_of(ahead_for) > day:
            self.prepaid[ahead_for] = self.prepaid.get(ahead_for, 0) + applied
        else:
            self.retire(applied)
        for portion in self.accelerated:
            portion.left = max(0, portion.left - applied)
        self.cap()
        return amount - applied


class Senior:
    """All Senior debts of a document, day by day."""

    def __init__(self, facts: Facts, books: Books) -> None:
        """Without `books` the books themselves are played: no avoidance (R-23)."""
        self.facts = facts
        self.books = books
        self.paid_in_full: dict[int, int] = {}
        self.less: dict[int, int] = {}  # payment -> how much of it is deemed never received
        self.more: dict[int, int] = {}  # balance -> by how much it is raised
        self.extra: dict[tuple[str, date], int] = {}  # what the payments of the day do not cover
        self.facilities = {debt["id"]: self.facility(debt) for debt in facts.debts.values()}
        self.caps = {(f, h): facts.senior_cap(f, h) for f in self.facilities for h in facts.ids}
        if books is not None:
            for event in facts.of("senior_avoidance"):
                self.avoid(event)
        for facility in self.facilities.values():
            facility.outstanding = facility.opening if facility.opens == facts.issue else 0

    def facility(self, debt: dict) -> Facility:
        """A debt as it opens."""
        return Facility(debt["id"], int(debt.get("rank", "1")), self.facts.opens(debt), self.facts.opening_of(debt), 0)

    def avoid(self, event: Event) -> None:
        """R-23: money returned is deemed never received; everything since its receipt is reckoned again."""
        facility, amount = event["facility"], cents(event["amount"])
        received, returned = day_of(event["received"]), day_of(event["date"])
        left = amount
        for payment in self.facts.on("senior_payment", received):
            if payment["facility"] == facility:
                place = payment["place"]
                part = min(left, self.booked(payment, 0) - self.less.get(place, 0))
                self.less[place] = self.less.get(place, 0) + part
                left -= part
        for balance in self.facts.of("senior_balance"):
            if balance["facility"] == facility and received < day_of(balance["date"]) <= returned:
                self.more[balance["place"]] = self.more.get(balance["place"], 0) + amount
        opens = self.facilities[facility].opens
        if received < opens <= returned:
            self.facilities[facility].opening += amount
        elif received >= opens:
            self.extra[facility, received] = self.extra.get((facility, received), 0) + left

    def booked(self, payment: Event, outstanding: int) -> int:
        """The sum of a Senior payment as it stands on the books of its day."""
        if not yes(payment.get("in_full")):
            return cents(payment["amount"])
        return outstanding if self.books is None else self.books.get(payment["place"], 0)

    # ------------------------------------------------------------ the day

    def play(self, day: date) -> list[int]:
        """Balances, maturities, accelerations, payments. Gives back what was paid beyond the outstanding, if Senior."""
        facts = self.facts
        for facility in self.facilities.values():
            if facility.opens == day != facts.issue:
                facility.outstanding = facility.opening
        for event in facts.on("senior_balance", day):
            self.state(self.facilities[event["facility"]], event, day)
        for event in facts.on("senior_maturity", day):
            self.facilities[event["facility"]].mature(event)
        for event in facts.on("senior_acceleration", day):
            self.facilities[event["facility"]].accelerate(event)
        for facility in self.facilities.values():
            facility.rescind(day)
        beyond = [(event["facility"], self.take(event, day)) for event in facts.on("senior_payment", day)]
        for facility in self.facilities.values():
            facility.outstanding += self.extra.get((facility.id, day), 0)
        return [over for name, over in beyond if over and facts.senior_for(name)]

    def state(self, facility: Facility, event: Event, day: date) -> None:
        """A stated balance; before the opening figure it says nothing."""
        if day >= facility.opens:
            facility.outstanding = cents(event["outstanding"]) + self.more.get(event["place"], 0)
            facility.cap()

    def take(self, event: Event, day: date) -> int:
        """A Senior payment; gives back what was beyond the outstanding."""
        facility = self.facilities[event["facility"]]
        booked = self.booked(event, facility.outstanding)
        self.paid_in_full[event["place"]] = booked
        return facility.pay(booked - self.less.get(event["place"], 0), day, event.get("for"))

    def goes_back(self, day: date) -> bool:
        """R-16: an overpayment during a proceeding, when no Senior debt is left, belongs to the Holders."""
        pending = any(is_pending(event, day) for event in self.facts.of("insolvency"))
        return pending and not any(self.left_to(holder) for holder in self.facts.ids)

    # ------------------------------------------------------------ what there is

    def left(self, name: str, holder: str) -> int:
        """What is outstanding of a debt and Senior as to a Holder (payments reduce the excess first)."""
        cap = self.caps[name, holder]
        if cap is None:
            return 0
        outstanding = self.facilities[name].outstanding
        return outstanding if cap < 0 else min(outstanding, cap)

    def amounts_for(self, holder: str) -> dict[str, int]:
        """All Senior Indebtedness as to a Holder, debt by debt."""
        return {name: self.left(name, holder) for name in self.facilities}

    def left_to(self, holder: str) -> int:
        """All Senior Indebtedness outstanding as to a Holder, due or not."""
        return sum(self.amounts_for(holder).values())

    def due_portions(self) -> list[tuple[str, Event]]:
        """The maturities and accelerations that are not paid: each a bar under 1(b)."""
        portions = [(f.id, portion) for f in self.facilities.values() for portion in f.matured + f.accelerated]
        return [(name, portion.event) for name, portion in portions if portion.left > 0]

    # ------------------------------------------------------------ turnover

    def down_the_ranks(self, sums: dict[str, int], amounts: dict[str, int], day: date) -> dict[str, dict[str, int]]:
        """Pay the Holders' sums as one, highest rank in full first; each part is shared by what is left of them."""
        left = dict(sums)
        paid: dict[str, dict[str, int]] = {holder: {} for holder in sums}
        for rank in sorted({facility.rank for facility in self.facilities.values()}):
            names = [name for name, facility in self.facilities.items() if facility.rank == rank]
            take = min(sum(left.values()), sum(amounts[name] for name in names))
            for name, part in zip(names, shares(take, [amounts[name] for name in names]), strict=True):
                pieces = shares(part, list(left.values()))
                for holder, piece in zip(left, pieces, strict=True):
                    left[holder] -= piece
                    if piece:
                        paid[holder][name] = piece
                self.facilities[name].pay(part, day)
                self.credit(name, part)
        return paid

    def credit(self, name: str, amount: int) -> None:
        """R-20: a turnover is credited to what is Senior of a debt, so the most that can be Senior falls by it too."""
        for holder in self.facts.ids:
            cap = self.caps[name, holder]
            if cap is not None and cap >= 0:
                self.caps[name, holder] = max(0, cap - amount)


def is_pending(event: Event, day: date) -> bool:
    """Whether a proceeding is pending: from its filing until it is dismissed or closed."""
    dismissed = optional_day(event.get("dismissed"))
    return day_of(event["date"]) <= day and (dismissed is None or day < dismissed)
