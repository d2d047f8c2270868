"""What a day earns, in cash and in kind; what interest becomes principal."""

from datetime import date
from fractions import Fraction

from .barring import Barring
from .counting import half_up, monthly_rate, share_of_month
from .facts import yes
from .notes import Note, Parcel
from .receipts import (
    is_barred,
)
from .terms import role_of_default

Rates = tuple[Fraction, Fraction, Fraction, Fraction]
Alike = tuple[date, bool, bool]  # the start of its period, whether it is undue, whether in default


class Earning(Barring):
    """Rates, day counts and default interest; interest in kind; level instalments."""

    def interest_of_day(self, note: Note, day: date) -> Fraction:
        """R-5: what a day adds to the running total, in cash and in kind."""
        if self.facts.is_one_rate:
            return sum((self.interest_on(parcel, day) for parcel in note.parcels), Fraction(0))
        cash, in_kind, _, _ = self.earned(note, day)
        return cash + in_kind

    def accrue(self, note: Note, day: date) -> None:
        """Add a day."""
        if self.facts.is_one_rate:
            note.running += self.interest_of_day(note, day)
        else:
            cash, in_kind, spare, kept = self.earned(note, day)
            note.running += cash
            note.kind += in_kind
            note.spare += spare
            note.kept += kept
        if not self.facts.extension_interest:
            for parcel in note.parcels:
                self.wait(note, parcel, day)

    def earned(self, note: Note, day: date) -> tuple[Fraction, Fraction, Fraction, Fraction]:
        """T-20 to T-22: what a day earns in cash and in kind, how much more by the toggle, and what stays cash."""
        cash = in_kind = spare = kept = Fraction(0)
        alike: dict[Alike, int] = {}
        for parcel in note.parcels:
            if parcel.due is None or self.facts.extension_interest:
                earns = parcel.period_start, parcel.due is None, self.bears_default_rate(note, parcel, day)
                alike[earns] = alike.get(earns, 0) + parcel.principal
            else:
                factors = self.factors_on(note, parcel, day)
                cash += self.interest_on(parcel, day, factors[0])
                kept += self.interest_on(parcel, day, factors[3])
        for earns, principal in alike.items():
            factors = self.factors_of(day, earns)
            cash += principal * factors[0]
            kept += principal * factors[3]
            if factors[1] or factors[2]:
                in_kind += principal * factors[1]
                spare += principal * factors[2]
        if note.interest:
            late = self.interest_on_overdue(note, day)
            return cash + late, in_kind, spare, kept + late
        return cash, in_kind, spare, kept

    def factors_on(self, note: Note, parcel: Parcel, day: date) -> Rates:
        """What a day adds to a cent of a parcel: in the four ways of `rates_on`."""
        defaulting = self.bears_default_rate(note, parcel, day)
        return self.factors_of(day, (parcel.period_start, parcel.due is None, defaulting))

    def factors_of(self, day: date, earns: Alike) -> Rates:
        """The same for all that earns alike."""
        if (day, earns) not in self.factors_of_day:
            share = self.share(day, earns[0])
            cash, in_kind, spare, kept = self.rates_on(day, *earns)
            self.factors_of_day[day, earns] = cash * share, in_kind * share, spare * share, kept * share
        return self.factors_of_day[day, earns]

    def rates_on(self, day: date, period_start: date, undue: bool, defaulting: bool) -> Rates:  # noqa: FBT001 (as Alike)
        """The month's rates on a day: cash, in kind, what the toggle would add, and what it leaves cash."""
        cash = self.facts.contract_rate(day, period_start)
        in_kind = Fraction(0)
        toggled = None
        pik = self.facts.pik or {}
        if "part" in pik and undue:
            in_kind = monthly_rate(pik["part"])
        elif "part" in pik:
            cash += monthly_rate(pik["part"])
        elif yes(pik.get("all")) and undue:
            cash, in_kind = Fraction(0), cash
        elif "toggle" in pik and undue:
            rate = monthly_rate(pik["toggle"]["rate"])
            if self.facts.next_payment_date(day) in self.facts.elected:
                cash, in_kind = Fraction(0), rate
            else:
                toggled = Fraction(0), rate
        if defaulting:
            cash, in_kind = self.default_rate(cash, in_kind)
            toggled = toggled and self.default_rate(*toggled)
        cash = self.facts.capped(cash)
        in_kind = self.facts.capped(cash + in_kind) - cash
        if toggled is None:
            return cash, in_kind, Fraction(0), cash
        return cash, in_kind, self.facts.capped(sum(toggled)) - cash, self.facts.capped(toggled[0])

    def bears_default_rate(self, note: Note, parcel: Parcel, day: date) -> bool:
        """T-22: all principal while the condition holds, or overdue principal from its timely day on."""
        term = self.facts.default_interest
        if term is None or term.get("on", "principal") == "overdue_interest":
            return False
        if term.get("on", "principal") == "overdue":
            late = parcel.due is not None and self.facts.calendar.timely_through(parcel.due) <= day
            return late and self.default_rate_runs(note, day, term)
        return self.default_rate_runs(note, day, term)

    def default_rate(self, cash: Fraction, in_kind: Fraction) -> tuple[Fraction, Fraction]:
        """T-22: `plus` is added to the contract rate, `rate` takes its place."""
        term = self.facts.default_interest
        assert term is not None
        if "rate" in term:
            return monthly_rate(term["rate"]), Fraction(0)
        return cash + monthly_rate(term["plus"]), in_kind

    def default_rate_runs(self, note: Note, day: date, term: dict) -> bool:
        """T-22, `from` and `for`, as things stand at the end of a day; the day of cure is at the contract rate."""
        timely = self.facts.calendar.timely_through
        start = term.get("from", "event_of_default" if term.get("on", "principal") == "principal" else "due")
        if start == "due":
            return any(timely(item.due) <= day for item in note.due_items())
        if start == "maturity":
            due = [parcel.due for parcel in note.parcels if parcel.due is not None]
            return bool(due) and not note.has_undue_principal() and timely(max(due)) <= day
        counting = term.get("for", "any")
        roles = None if counting == "any" else {role_of_default(name) for name in counting}
        found = {
            role
            for role, whose, begun, until in self.standing_defaults
            if whose in (None, note.holder) and begun <= day and (until is None or day < until)
        }
        if note.default_from is not None and self.overdue(note, day):
            found.add("default_payment")
        return bool(found if roles is None else found & roles)

    def interest_on_overdue(self, note: Note, day: date) -> Fraction:
        """T-22, `overdue` and `overdue_interest`: each overdue item of interest bears the default rate."""
        term = self.facts.default_interest
        if term is None or term.get("on", "principal") == "principal" or not note.interest:
            return Fraction(0)
        if not self.default_rate_runs(note, day, term):
            return Fraction(0)
        late = sum(item.left for item in note.interest if self.facts.calendar.timely_through(item.due) <= day)
        start = self.facts.period_start(day, note.holder)
        rate = self.facts.capped(sum(self.default_rate(self.facts.contract_rate(day, start), Fraction(0))))
        return late * rate * self.share(day, start)

    def interest_on(self, parcel: Parcel, day: date, factor: Fraction | None = None) -> Fraction:
        """What principal earns on a day; T-4: in an extension nothing, unless unpaid at the end of the timely day."""
        earned = self.factor(day, parcel.period_start) if factor is None else factor
        if parcel.due is not None and not self.facts.extension_interest:
            timely = self.facts.calendar.timely_through(parcel.due)
            if day <= timely:
                return Fraction(0) if day < timely else parcel.principal * (parcel.waiting + earned)
        return parcel.principal * earned

    def wait(self, note: Note, parcel: Parcel, day: date) -> None:
        """T-4: in an extension what would have been earned is kept until the end of the timely day."""
        if parcel.due is not None:
            waits = day < self.facts.calendar.timely_through(parcel.due)
            is_one = self.facts.is_one_rate
            factor = self.factor(day, parcel.period_start) if is_one else self.factors_on(note, parcel, day)[0]
            parcel.waiting = parcel.waiting + factor if waits else Fraction(0)

    def factor(self, day: date, period_start: date) -> Fraction:
        """What a day adds to a cent of principal."""
        by_day = self.facts.day_count in ("30/360", "30E/360", "period")
        key = (day, period_start) if by_day else (day.year, day.month)
        if key not in self.factors:
            self.factors[key] = self.facts.rate * self.share(day, period_start)
        return self.factors[key]

    def share(self, day: date, period_start: date) -> Fraction:
        """How much of a month's interest a day earns."""
        if self.facts.day_count == "period":
            return self.facts.period_share(day)
        return share_of_month(day, period_start, self.facts.day_count)

    def pay_in_kind(self, note: Note, day: date, pik: dict) -> None:
        """T-21: what accrued in kind becomes principal; where interest is barred the election is deemed made."""
        exact = note.kind
        may_be_deemed = "toggle" in pik and day not in self.facts.elected and pik.get("when_barred") == "capitalise"
        if may_be_deemed and is_barred(self.bars_of(note, day), "interest"):
            exact = note.running + note.spare - note.kept
            note.running = note.kept
        amount = max(0, rounded(exact, pik.get("round", "cent")))
        if amount:
            note.capitalise(amount)
        note.kind = Fraction(0)

    def deem_paid_in_kind(self, note: Note, day: date) -> None:
        """T-21, `deemed`: what is unpaid at the end of its timely day becomes principal, and is no default."""
        for item in note.interest:
            if item.of_date and note.has_undue_principal() and self.facts.calendar.timely_through(item.due) <= day:
                note.capitalise(item.left)
                item.left = 0
        note.interest = [item for item in note.interest if item.left]

    def level_instalment(self, note: Note, day: date) -> None:
        """T-23, `level`: interest first, the rest of the sum is principal that falls due."""
        level = self.facts.level_of(note.holder, day)
        left = max(0, level - note.row["interest_due"]) if level is not None else 0
        for parcel in sorted(note.parcels, key=lambda parcel: parcel.maturity):
            if parcel.due is None and left:
                part = min(parcel.principal, left)
                left -= part
                taken = parcel.split(part)
                taken.instalment = True
                note.principal_falls_due([taken], day)
                note.hold(taken)
        note.parcels = [parcel for parcel in note.parcels if parcel.principal]


def rounded(exact: Fraction, how: str) -> int:
    """T-21: what is capitalised, to the cent, or to the dollar above or below."""
    if how == "dollar_up":
        return -(-exact // 100) * 100
    return exact // 100 * 100 if how == "dollar_down" else half_up(exact)
