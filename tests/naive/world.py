"""The day loop: every day, every Holder, in the order of the day table of interface.md."""

from datetime import date, timedelta

from .blocking import has_arrears
from .counting import DAY, cents, plain, shares
from .earning import Earning
from .facts import Event, Fault, yes
from .notes import LATER_COLUMNS, Block, Item, Note, Parcel
from .receipts import (
    COMPONENTS,
    Bar,
    Pour,
    Receipt,
    Sums,
    is_barred,
    only_accelerated,
    pour_distribution,
    pour_payment,
)
from .state import Judged
from .terms import role_of_default

BEFORE_PRINCIPAL = ("expenses", "interest", "accrued", "premium")


class World(Earning):
    """A run of a document. `last`: the last day, exactly; without it the default last day, or `at_least`."""

    # ------------------------------------------------------------ from day to day

    def play(self) -> "World":
        """Play every day."""
        day = self.facts.first_day()
        while True:
            self.day(day)
            if self.stopped is None and day >= self.latest_fact and self.all_paid(day):
                self.stopped = day
            self.today = day
            if day >= self.final_day():
                return self
            day += DAY

    def all_paid(self, day: date) -> bool:
        """Whether all Notes are issued and paid in full."""
        if day < self.facts.issue or any(note.owes() for note in self.notes.values()):
            return False
        return not any(self.facts.principal_of(h) and self.facts.issue_of(h) > day for h in self.facts.ids)

    def final_day(self) -> date:
        """The day on which this run ends, as far as it is known by now."""
        return self.last or max(self.at_least, self.facts.through or self.at_least, self.default_last())

    def default_last(self) -> date:
        """interface.md, `through`: when all is paid, else 31 days after the latest of what is dated."""
        if self.stopped is not None:
            return self.stopped
        days = [self.timely_maturity, self.latest_fact, self.facts.recorded_through]
        days += [block.last for note in self.notes.values() for block in note.blocks if block.bars_from is not None]
        days += [last for _, last in self.overrides]
        return max(day for day in days if day is not None) + timedelta(days=31)

    def day(self, day: date) -> None:
        """The day table."""
        for note in self.notes.values():
            note.clear_row()
            if self.facts.has_premium:
                note.percent = self.facts.premium_percent(day)
            if self.facts.arrears_count:
                note.arrears = has_arrears(note, day)
        self.issue_notes(day)
        for event in self.facts.on("transfer", day):
            self.transfer(event, day)
        returned = self.senior.play(day)
        self.open_defaults(day)
        self.accelerate_by_itself(day)
        for event in self.facts.on("acceleration", day):
            self.accelerate(event, day)
        for event in self.facts.on("acceleration_rescinded", day):
            self.rescind(event, day)
        self.notices(day)
        self.fall_due(day)
        self.judge(day)
        self.recorded(day, returned)
        self.note_asked(day)
        if self.assumes(day):
            self.assumed(day)
        self.close(day)

    # ------------------------------------------------------------ 1: Notes and transfers

    def issue_notes(self, day: date) -> None:
        """A Note begins on its issue date."""
        for holder, note in self.notes.items():
            principal = self.facts.principal_of(holder)
            if principal and self.facts.issue_of(holder) == day:
                maturity = self.facts.maturity_of(day)[0]
                instalments = self.facts.instalments(holder)
                for when, part in instalments:
                    note.hold(Parcel(part, when, day, instalment=True))
                rest = principal - sum(part for _, part in instalments)
                if rest:
                    note.hold(Parcel(rest, maturity, day))
                note.held = True

    def transfer(self, event: Event, day: date) -> None:
        """4(d): a part of a Note changes hands, with interest, expenses and Blockage Events."""
        giver, taker = self.notes[event["from"]], self.notes[event["to"]]
        amount = cents(event["amount"]) if "amount" in event else None
        if amount is not None and amount > giver.principal():
            raise Fault(f"{day}: {event['from']} transfers more than it holds")
        if not giver.held:
            raise Fault(f"{day}: {event['from']} holds nothing yet")
        taker.take(giver.give(amount))
        giver.touched = taker.touched = taker.held = True
        for block in list(giver.blocks):
            self.inherit(block, taker, day)
        taker.stops += [stop for stop in giver.stops if stop not in taker.stops]
        taker.blocked_days |= giver.blocked_days

    def inherit(self, block: Block, taker: Note, day: date) -> None:
        """R-12: a Blockage Event, its burned defaults and its twelve months run on for the transferee."""
        default = self.facts.defaults[block.default]
        if not self.facts.is_senior(default["facility"], taker.holder):
            return
        taken = Block(**{**vars(block), "row": {}, "barred": 0})
        taker.blocks.append(taken)
        running = block.last is None or block.last >= day or self.told_too_late(block, day)
        if running:
            self.set_end(taken, default, taker.holder)
            running = taken.last is None or taken.last >= day
            taken.last = taken.last if running else day - DAY
        taken.bars_from, taken.runs_from = None, None
        if running and not any(self.same_running(other, taken, day) for other in taker.blocks if other is not taken):
            taken.runs_from = day
            if block.bars_from is not None and (taken.last is None or max(day, block.bars_from) <= taken.last):
                taken.bars_from = max(day, block.bars_from)
                self.block_row(taken, taker.holder)

    def told_too_late(self, block: Block, day: date) -> bool:
        """R-12: a notice of cure that is effective on the transferor on the day of the transfer does not pass."""
        return block.runs_from is not None and block.told is not None and block.told >= day

    def same_running(self, other: Block, taken: Block, day: date) -> bool:
        """Whether the transferee is already under this very Blockage Event."""
        same = (other.notice, other.default) == (taken.notice, taken.default)
        return same and other.runs_from is not None and (other.last is None or other.last >= day)

    # ------------------------------------------------------------ 6: falling due, and what is barred

    def fall_due(self, day: date) -> None:
        """Principal and interest, then expenses."""
        is_payment_date = self.facts.is_payment_date(day)
        for note in self.notes.values():
            if is_payment_date and self.facts.pik is not None and note.has_undue_principal():
                self.pay_in_kind(note, day, self.facts.pik)
            maturing = [parcel for parcel in note.parcels if parcel.due is None and parcel.maturity <= day]
            if maturing:
                note.principal_falls_due(maturing, day)
                if self.facts.bears_premium("financing") and self.facts.is_trigger(day):
                    whole = sum(parcel.principal for parcel in maturing if not parcel.instalment)
                    note.premium_falls_due(whole, day, by_acceleration=False)
            if is_payment_date:
                note.end_period(day, falls_due=not self.is_quiet(note))
            if self.facts.has_level:
                self.level_instalment(note, day)
        for event in self.facts.on("expense", day):
            note = self.notes[event["holder"]]
            note.take(Note(note.holder, expenses=[item_of(event, day)]))
            note.row["expenses_due"] += cents(event["amount"])
            note.held = True

    # ------------------------------------------------------------ 7: what was recorded

    def recorded(self, day: date, returned: list[int]) -> None:
        """Recorded payments in their written order, then distributions; last what Senior has to give back (R-16)."""
        for event in self.facts.on("conversion", day):
            with_interest = yes(event.get("interest"))
            self.notes[event["holder"]].convert(cents(event["amount"]), with_interest=with_interest)
        for event in self.facts.on("payment", day):
            notes = [self.notes[event["to"]]] if "to" in event else [note for note in self.notes.values() if note.held]
            self.receive(self.sum_of(event, notes), notes, pour_payment, day)
        holding = [note for note in self.notes.values() if note.held]
        for event in self.facts.on("distribution", day):
            costs = min(cents(event["amount"]), cents(event.get("expenses", "0")))
            self.totals["collection_expenses"] += costs
            kind = event.get("kind", "cash")
            self.receive(cents(event["amount"]) - costs, holding, pour_distribution, day, distribution=kind)
        if self.senior.goes_back(day) and self.facts.terms["insolvency"] == "bars":
            for amount in returned:
                self.receive(amount, holding, pour_distribution, day, distribution="cash")

    def sum_of(self, event: Event, notes: list[Note]) -> int:
        """A payment's amount; one that names principal comes after all expenses and interest then owed."""
        if "amount" in event:
            return cents(event["amount"])
        before = sum(amount for note in notes for tier, amount in note.owed().items() if tier in BEFORE_PRINCIPAL)
        principal = min(cents(event["principal"]), sum(note.principal() for note in notes))  # what there is to prepay
        parts = shares(principal, [note.principal() for note in notes])
        premium = sum(note.premium_on(part) for note, part in zip(notes, parts, strict=True))
        return before + cents(event["principal"]) + premium

    def receive(self, amount: int, notes: list[Note], pour: Pour, day: date, distribution: str | None = None) -> None:
        """R-20, R-16: what is barred of a receipt goes to Senior, the rest to the Notes, what is over is refundable."""
        bars = {note.holder: self.bars_against(note, day, distribution) for note in notes}
        clauses = {holder: turnover_clause(found, distribution) for holder, found in bars.items()}
        discharging = {holder for holder, role in clauses.items() if self.facts.discharged and role == "turnover"}
        receipt = Receipt(notes, bars, discharging, self.senior, day)
        self.totals["refundable"] += receipt.settle(amount, pour)
        for holder, parts in receipt.paid.items():
            if not parts:
                continue
            note = self.notes[holder]
            note.pool += sum(parts.values())
            note.row["turned_over"] += sum(parts.values())
            book = self.turnovers.setdefault((day, holder, self.facts.label(clauses[holder])), {})
            for name, part in parts.items():
                book[name] = book.get(name, 0) + part

    def bars_against(self, note: Note, day: date, distribution: str | None) -> list[Bar]:
        """The bars that make a receipt prohibited; subordinated securities are exempt from 1(i) only (R-16)."""
        bars = self.judged[day][note.holder].bars
        return [bar for bar in bars if not (distribution == "subordinated_securities" and bar.kind == "insolvency")]

    # ------------------------------------------------------------ 8: what is assumed

    def assumes(self, day: date) -> bool:
        """Whether the Borrower is assumed to pay on a day."""
        facts = self.facts
        after = facts.recorded_through is None or day > facts.recorded_through
        before = facts.assumed_through is None or day <= facts.assumed_through
        return facts.assumes and after and before and facts.calendar.may_pay_on(day)

    def assumed(self, day: date) -> None:
        """The Borrower pays all that is due and payable; with principal, the interest accrued to that day."""
        for holder, note in self.notes.items():
            if not note.due_items():
                continue
            judged = self.judged[day][holder]
            sums = self.payable_sums(note, judged)
            note.row["assumed"] += note.pay(sums, spare_accelerated=only_accelerated(judged.bars))

    def payable_sums(self, note: Note, judged: Judged) -> Sums:
        """What of that which is due is also payable; with principal (T-2: with anything) the interest accrued."""
        owed = note.owed()
        due = note.due_principal()
        if not judged.payable["principal"]:
            due = self.due_all_the_same(note, judged)
        sums = {
            "expenses": owed["expenses"] if judged.payable["expenses"] else 0,
            "interest": owed["interest"] if judged.payable["interest"] else 0,
            "premium": owed["premium"] if judged.payable["principal"] else 0,
            "principal": due,
        }
        paying = due or (self.is_quiet(note) and any(sums.values()))
        return sums | {"accrued": owed["accrued"] if paying and judged.payable["interest"] else 0}

    def due_all_the_same(self, note: Note, judged: Judged) -> int:
        """R-15: where only accelerated principal is barred, other principal of the same Note may be paid."""
        if self.facts.all_or_none or not only_accelerated(judged.bars):
            return 0
        return sum(parcel.principal for parcel in note.parcels if parcel.due is not None and not parcel.accelerated)

    def due_sums(self, note: Note, judged: Judged) -> Sums:
        """can-pay's `amount`: what is due and unpaid; with principal that may be paid, the interest accrued."""
        owed = note.owed()
        accrued = self.payable_sums(note, judged)["accrued"]
        principal = note.due_principal() + owed["premium"]
        return {"expenses": owed["expenses"], "interest": owed["interest"] + accrued, "principal": principal}

    # ------------------------------------------------------------ the end of the day

    def note_asked(self, day: date) -> None:
        """After step 7: what `payoff` and `can-pay` of a day look at."""
        for holder, note in self.notes.items():
            if self.judged[day][holder].bars:
                owed = note.owed()
                owed["interest"] += owed["accrued"] + owed["in_kind"]
                self.judged[day][holder].owed_after_recorded = {name: owed[name] > 0 for name in COMPONENTS}
        if day in self.asked:
            self.asked[day] = {holder: self.picture(note, day) for holder, note in self.notes.items()}

    def picture(self, note: Note, day: date) -> dict:
        """One Note as it stands."""
        judged = self.judged[day][note.holder]
        due = self.due_sums(note, judged)
        deemed = self.facts.pik is not None and yes(self.facts.pik.get("deemed")) and note.has_undue_principal()
        items = [item for item in note.due_items() if not item.waived and not (deemed and item.of_date)]
        ends = [self.facts.grace_end(item.kind, item.due) for item in items]
        ends = [end for end in ends if end is not None]
        return {
            "owed": note.owed() | {"on_prepaid": note.premium_on(note.principal())},
            "per_diem": self.interest_of_day(note, day),
            "due": due,
            "default_from": self.default_goes_on(note, day) or (min(ends) + DAY if ends else None),
            "prohibited": prohibited_of(note, due, judged.bars),
            "capitalised": note.row["interest_capitalised"],
            "senior": self.senior.amounts_for(note.holder),
        }

    def close(self, day: date) -> None:
        """Rows, ends of 2(a) defaults, subrogation, a day of interest."""
        for holder, note in self.notes.items():
            if self.facts.pik is not None and yes(self.facts.pik.get("deemed")):
                self.deem_paid_in_kind(note, day)
            if note.held:
                self.write_row(note, day)
            if note.default_from is not None and (self.waived(note, day) or not self.overdue(note, day)):
                note.default_from = None
                next(found for found in reversed(self.payment_defaults) if found[0] == holder)[2] = day
            if note.live_from is None and self.is_live(note):
                note.live_from = day
            if note.pool:
                self.closing_owing[holder] = note.owing()
            if note.parcels or note.interest:
                self.accrue(note, day)

    def waived(self, note: Note, day: date) -> bool:
        """Settled 12, 23: a payment default waived today ends; the sums then in default found no new one."""
        events = self.facts.on("default_waived", day)
        events = [event for event in events if role_of_default(event["default"]) == "default_payment"]
        if not any(event.get("holder", note.holder) == note.holder for event in events):
            return False
        for item in (*note.interest, *note.expenses, *note.premiums):
            item.waived = item.waived or self.is_beyond_grace(item, day - DAY)
        for parcel in note.parcels:
            if parcel.due is not None:
                item = Item(parcel.due, parcel.principal, "principal")
                parcel.waived = parcel.waived or self.is_beyond_grace(item, day - DAY)
        return True

    def is_live(self, note: Note) -> bool:
        """R-22: whether subrogation is live."""
        return note.pool > 0 and note.owes() and not self.senior.left_to(note.holder)

    def write_row(self, note: Note, day: date) -> None:
        """A row where something fell due, was paid, turned over or transferred, or the standing changed."""
        standing = standing_of(note, self.judged[day][note.holder])
        if any(note.row.values()) or note.touched or standing != note.standing:
            self.schedule.append(self.row_of(note, day, standing))
        note.standing = standing

    def row_of(self, note: Note, day: date, standing: str) -> dict:
        """The columns of `simulate`."""
        owed = note.owed()
        balances = {"principal": owed["principal"], "interest_unpaid": owed["interest"]}
        balances |= {"accrued_interest": owed["accrued"] + owed["in_kind"], "expenses_unpaid": owed["expenses"]}
        judged = self.judged[day][note.holder]
        clauses = {bar.clause for bar in judged.bars} | ({self.facts.label("ratable")} if judged.unratable else set())
        clauses |= {clause for when, holder, clause in self.turnovers if (when, holder) == (day, note.holder)}
        unused = set(LATER_COLUMNS) - set(self.facts.later_columns)
        money = {name: plain(amount) for name, amount in {**note.row, **balances}.items() if name not in unused}
        row = {"date": day.isoformat(), "holder": note.holder, **money}
        return row | {"standing": standing, "clauses": sorted(clauses)}


# ---------------------------------------------------------------- small readings


# ---------------------------------------------------------------- small readings


def item_of(event: Event, day: date) -> Item:
    """An expense as a sum due."""
    return Item(day, cents(event["amount"]), "expenses")


def standing_of(note: Note, judged: Judged) -> str:
    """A Note's standing at the end of a day."""
    if not note.owes():
        return "paid"
    if not judged.payable["interest"]:
        return "barred"
    return "open" if judged.payable["principal"] else "barred_principal"


def prohibited_of(note: Note, due: Sums, bars: list[Bar]) -> int:
    """What of the sums due would be a prohibited payment."""
    over = sum(amount for component, amount in due.items() if is_barred(bars, component))
    if only_accelerated(bars):
        return over - due["principal"] + note.split_principal(note.due_principal())[1]
    return over


def turnover_clause(bars: list[Bar], distribution: str | None) -> str:
    """The role: what is diverted from a distribution in a proceeding is 1(i)(ii), everything else 1(g)."""
    diverted = distribution is not None and any(bar.kind == "insolvency" for bar in bars)
    return "diversion" if diverted else "turnover"
