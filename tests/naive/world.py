"""The day loop: every day, every Holder, in the order of the day table of interface.md."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from .counting import DAY, add_months, cents, day_factor, day_of, plain
from .facts import Default, Event, Facts, Fault, covenant_of, cure_of, yes
from .notes import Block, Item, Note, Parcel
from .receipts import Bar, Pour, Receipt, Sums, is_barred, pour_distribution, pour_payment
from .senior import Books, Senior, is_pending

YEAR_OF_DAYS = timedelta(days=365)
COMPONENTS = ("expenses", "interest", "principal")


@dataclass
class Judged:
    """What was judged of a Note on a day, after step 6, and whether it owed anything then and after step 7."""

    bars: list[Bar]
    payable: dict[str, bool]
    unratable: list[str]  # all_or_none: the Holders that are in the way
    owing: bool
    owing_after_recorded: bool = False


@dataclass
class Run:
    """An unbroken run of days on which something barred, and all that caused it on any of them, as they came."""

    first: date
    last: date
    cause: list[str]


class World:
    """A run of a document. `last`: the last day, exactly; without it the default last day, or `at_least`."""

    def __init__(self, facts: Facts, books: Books, last: date | None = None, at_least: date | None = None) -> None:
        self.facts = facts
        self.senior = Senior(facts, books)
        self.last = last
        self.at_least = at_least or facts.issue
        self.notes = {holder: Note(holder) for holder in facts.ids}
        self.standing_defaults = facts.standing_defaults()
        self.payment_defaults: list[list] = []  # [holder, from, until]
        self.overrides: list[tuple[date, date]] = []
        self.override_rows: list[dict] = []
        self.accelerations: list[dict] = []
        self.block_rows: list[dict] = []
        self.runs: dict[tuple, list[Run]] = {}  # what barred, whom -> unbroken runs of days
        self.schedule: list[dict] = []
        self.turnovers: dict[tuple, Sums] = {}
        self.seen_bars: dict[tuple, Bar] = {}
        self.closing_owing: Sums = {}
        self.totals = dict.fromkeys(("refundable", "collection_expenses"), 0)
        self.judged: dict[date, dict[str, Judged]] = {}
        self.asked: dict[date, dict] = {}  # filled on the days that are keys already
        self.today = facts.issue
        self.stopped: date | None = None
        self.latest_fact = facts.latest_fact()
        self.timely_maturity = facts.calendar.timely_through(facts.latest_maturity()[0])
        self.factors: dict[tuple, Fraction] = {}

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
        self.issue_notes(day)
        for event in self.facts.on("transfer", day):
            self.transfer(event, day)
        returned = self.senior.play(day)
        self.open_defaults(day)
        for event in self.facts.on("acceleration", day):
            self.accelerate(event, day)
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
                note.hold(Parcel(principal, self.facts.maturity_of(day)[0], day))
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
            self.inherit(block, giver, taker, day)

    def inherit(self, block: Block, giver: Note, taker: Note, day: date) -> None:
        """R-12: a Blockage Event, its burned defaults and its twelve months run on for the transferee."""
        default = self.facts.defaults[block.default]
        if not self.facts.is_senior(default["facility"], taker.holder):
            return
        taken = Block(**vars(block))
        taker.blocks.append(taken)
        running = block.last is None or block.last >= day or self.told_too_late(block, giver, day)
        if running:
            taken.last, taken.clause = self.end_of(default, taker.holder)
            running = taken.last is None or taken.last >= day
            taken.last = taken.last if running else day - DAY
        taken.bars_from, taken.runs_from = None, None
        if running and not any(self.same_running(other, taken, day) for other in taker.blocks if other is not taken):
            taken.runs_from = day
            if block.bars_from is not None and (taken.last is None or max(day, block.bars_from) <= taken.last):
                taken.bars_from = max(day, block.bars_from)
                self.block_row(taken, taker.holder)

    def told_too_late(self, block: Block, giver: Note, day: date) -> bool:
        """R-12: a notice of cure that is effective on the transferor on the day of the transfer does not pass."""
        told = self.facts.told_of_cure(self.facts.defaults[block.default], giver.holder)
        return block.runs_from is not None and block.clause == "1(d)(ii)(A)" and told is not None and told >= day

    def same_running(self, other: Block, taken: Block, day: date) -> bool:
        """Whether the transferee is already under this very Blockage Event."""
        same = (other.notice, other.default) == (taken.notice, taken.default)
        return same and other.runs_from is not None and (other.last is None or other.last >= day)

    # ------------------------------------------------------------ 3, 4: Events of Default, accelerations

    def open_defaults(self, day: date) -> None:
        """2(a): a default exists from the day after the timely day of something unpaid."""
        for holder, note in self.notes.items():
            if note.default_from is None and self.overdue(note, day - DAY):
                note.default_from = day
                self.payment_defaults.append([holder, day, None])

    def overdue(self, note: Note, day: date) -> bool:
        """Whether something is unpaid at the end of its timely day, or later."""
        return any(self.facts.calendar.timely_through(item.due) <= day for item in note.due_items())

    def default_exists(self, holder: str, day: date) -> bool:
        """Whether any Event of Default exists as to a Holder on a day."""
        if self.notes[holder].default_from is not None:
            return True
        return any(exists_on(default, holder, day) for default in self.standing_defaults)

    def accelerate(self, event: Event, day: date) -> None:
        """Section 2: one Holder's demand for its own Note; and the override of 1(d) that may follow."""
        holder = event["holder"]
        note = self.notes[holder]
        reason = None
        if not note.owes():
            reason = "nothing is owing"
        elif not self.default_exists(holder, day):
            reason = "no Event of Default exists"
        self.accelerations.append({"holder": holder, "date": day, "valid": reason is None, "reason": reason})
        if reason is None:
            for parcel in note.parcels:
                parcel.accelerated = True
            note.principal_falls_due([parcel for parcel in note.parcels if parcel.due is None], day)
            self.override(event, day)

    def override(self, event: Event, day: date) -> None:
        """R-15: from the acceleration to 365 days after the later of the two notices."""
        notice = event.get("notice")
        days = [notice.get("borrower"), notice.get("senior")] if isinstance(notice, dict) else [notice]
        row = {"kind": "override", "holder": None, "start": day, "end": None, "effective": False, "clause": "1(d)"}
        row |= {"reason": "no notice of the acceleration is on record", "cause": [event["holder"]]}
        if all(days):
            end = max(day_of(text) for text in days) + YEAR_OF_DAYS
            end -= DAY if self.facts.end_is_payable else timedelta()
            self.overrides.append((day, end))
            row |= {"end": end, "effective": True, "reason": None}
        self.override_rows.append(row)

    def overridden(self, day: date) -> bool:
        """Whether no Blockage Event is deemed to exist on a day."""
        return any(start <= day <= last for start, last in self.overrides)

    # ------------------------------------------------------------ 5: notices

    def notices(self, day: date) -> None:
        """R-13: the blockage notices effective on a Holder today, judged together: none is subsequent to another."""
        for holder, note in self.notes.items():
            found = []
            for notice in self.facts.of("blockage_notice"):
                if self.facts.effective_on(notice, holder) == day:
                    known = [name for name in notice["defaults"] if name in self.facts.defaults]
                    known = [name for name in known if not self.has_taken_over(note, notice, name)]
                    found += [self.judge_notice(notice, self.facts.defaults[name], note, day) for name in known]
            note.blocks += [block for block in found if block is not None]

    def has_taken_over(self, note: Note, notice: Event, default: str) -> bool:
        """R-12: one row per notice and default: a window taken over with the Note is not doubled, nor voids its own."""
        return any(
            (block.notice, block.default) == (notice["place"], default) and block.bars_from is not None
            for block in note.blocks
        )

    def judge_notice(self, notice: Event, default: Event, note: Note, day: date) -> Block | None:
        """R-12 and R-13: the Blockage Event that a notice founds as to a Holder, or the reason why it founds none."""
        last, clause = self.end_of(default, note.holder)
        borrower = self.facts.effective_on_borrower(notice) if self.facts.borrower_too else day
        block = Block(notice["place"], default["id"], covenant_of(default), day, last, clause, day, day)
        void = self.unqualified(notice, default, note.holder, day)
        if void is None and last is not None and last < day:
            void = ("1(d)(ii)" if default["kind"] == "other" else "1(d)", "it ended before the notice was effective")
        if void is None:
            void = self.proviso(default, note, day)
        if void is None and borrower is None:
            void = ("1(d)", "the Borrower has not received the notice")
        if void is not None or borrower is None:
            self.block_row(block, note.holder, void)
            return None
        block.bars_from = max(day, borrower)
        if last is not None and block.bars_from > last:
            self.block_row(block, note.holder, ("1(d)", "it ended before the Borrower received the notice"))
            return None  # no day inside, so no Blockage Event: it burns nothing
        self.block_row(block, note.holder)
        return block

    def unqualified(self, notice: Event, default: Event, holder: str, day: date) -> tuple[str, str] | None:
        """R-12: what a notice must specify to found anything."""
        cured = cure_of(default)
        if not self.facts.is_senior(default["facility"], holder):
            return "1(a)", "the debt is not Senior as to this Holder"
        if day_of(default["date"]) > day:
            return "1(d)", "the default had not yet occurred"
        if cured is not None and cured < day:
            return "1(d)", "the default was cured or waived before"
        if yes(default.get("junior_interest")) and not self.another_default(notice, holder, day):
            return "1(d)", "only the non-payment of interest on the Notes is specified"
        return None

    def another_default(self, notice: Event, holder: str, day: date) -> bool:
        """Whether the same notice also specifies a default, other than for Note interest, that exists."""
        others = [self.facts.defaults[name] for name in notice["defaults"] if name in self.facts.defaults]
        return any(
            not yes(other.get("junior_interest"))
            and day_of(other["date"]) <= day <= (cure_of(other) or day)
            and self.facts.is_senior(other["facility"], holder)
            for other in others
        )

    def proviso(self, default: Event, note: Note, day: date) -> tuple[str, str] | None:
        """R-13: once in twelve months, and no default that was there during an earlier Blockage Event."""
        if default["kind"] == "payment" and self.facts.spare_payment_defaults:
            return None
        for block in note.blocks:
            if block.commenced >= day:
                continue
            if block.covenant == covenant_of(default) and day < add_months(block.commenced, 12):
                return "1(d)(ii)", f"a Blockage Event on the same default commenced on {block.commenced}"
            if self.pending_with(block, default, day):
                return "1(d)(ii)", f"it existed during the Blockage Event of {block.commenced}"
        return None

    def pending_with(self, block: Block, default: Event, day: date) -> bool:
        """Whether a default existed on some day, up to today, of an earlier Blockage Event; overridden days apart."""
        last = min(day, block.last or day)
        cured = cure_of(default)
        if cured is not None:
            last = min(last, cured - DAY)
        first = max(block.commenced, day_of(default["date"]))
        return any(not self.overridden(first + timedelta(days=ahead)) for ahead in range((last - first).days + 1))

    def end_of(self, default: Event, holder: str) -> tuple[date | None, str]:
        """R-12: the last blocked day as to a Holder, and the clause that ends it."""
        outside = DAY if self.facts.end_is_payable else timedelta()
        if default["kind"] == "payment":
            cured = cure_of(default)
            return (None if cured is None else cured - outside), "1(d)(i)"
        cap = day_of(default["date"]) + YEAR_OF_DAYS
        told = self.facts.told_of_cure(default, holder)
        if told is not None and told <= cap:
            return told - outside, "1(d)(ii)(A)"
        return cap - outside, "1(d)(ii)(B)"

    def block_row(self, block: Block, holder: str, void: tuple[str, str] | None = None) -> None:
        """A row of `bars`."""
        row = {"kind": "blockage", "holder": holder, "start": block.bars_from, "end": block.last, "effective": True}
        row |= {"reason": None, "cause": [block.default], "clause": block.clause, "key": block_key(block)}
        if void is not None:
            clause, reason = void
            row |= {"start": block.commenced, "end": None, "effective": False, "reason": reason, "clause": clause}
        self.block_rows.append(row)

    # ------------------------------------------------------------ 6: falling due, and what is barred

    def fall_due(self, day: date) -> None:
        """Principal and interest, then expenses."""
        for note in self.notes.values():
            maturing = [parcel for parcel in note.parcels if parcel.due is None and parcel.maturity <= day]
            if maturing:
                note.principal_falls_due(maturing, day)
            if self.facts.is_payment_date(day):
                note.end_period(day)
        for event in self.facts.on("expense", day):
            note = self.notes[event["holder"]]
            note.take(Note(note.holder, expenses=[item_of(event, day)]))
            note.row["expenses_due"] += cents(event["amount"])
            note.held = True

    def judge(self, day: date) -> None:
        """R-17: all bars on every Note, once a day; and R-18 where one barred Note holds back all."""
        bars = {holder: self.bars_on(note, day) for holder, note in self.notes.items()}
        owing = {holder: note.owes() for holder, note in self.notes.items()}
        self.judged[day] = {}
        for holder in self.notes:
            payable, blame = {}, set()
            for component in COMPONENTS:
                payable[component] = not is_barred(bars[holder], component)
                if self.facts.all_or_none and payable[component]:
                    others = [other for other in self.notes if owing[other] and is_barred(bars[other], component)]
                    payable[component] = not others
                    blame.update(others)
            unratable = [other for other in self.notes if other in blame]
            self.judged[day][holder] = Judged(bars[holder], payable, unratable, owing[holder])

    def bars_on(self, note: Note, day: date) -> list[Bar]:
        """R-11, R-14, R-15, R-16 as to one Note on a day, and the spans of days that `bars` reports."""
        found = self.senior_bars(note.holder) + self.insolvency_bars(note.holder, day)
        if any(block.runs(day) for block in note.blocks) and self.senior.left_to(note.holder):
            if not self.overridden(day):
                found += [block_bar(block) for block in note.blocks if block.bars(day)]
            elif note.accelerated_principal():
                causes = tuple(dict.fromkeys(block.default for block in note.blocks if block.runs(day)))
                found.append(Bar("accelerated_principal", "1(d)", causes, ("accelerated_principal", note.holder)))
        for bar in found:
            if bar.kind != "blockage":
                self.seen_bars.setdefault(bar.key, bar)
                extend(self.runs.setdefault((bar.key, note.holder), []), day, bar.cause)
        return found

    def senior_bars(self, holder: str) -> list[Bar]:
        """R-11, 1(b): matured or accelerated Senior debt that is not paid."""
        found = []
        for name, event in self.senior.due_portions():
            if self.senior.left(name, holder):
                found.append(Bar("senior", "1(b)", (name,), ("senior", name, event["place"])))
        return found

    def insolvency_bars(self, holder: str, day: date) -> list[Bar]:
        """R-16, 1(i): until dismissed, until Senior is paid in full, or until the consent for what was pending then."""
        if not self.senior.left_to(holder):
            return []
        found = []
        for event in self.facts.of("insolvency"):
            filed = day_of(event["date"])
            consents = [day_of(other["date"]) for other in self.facts.of("senior_provided_for")]
            freed = any(filed <= consent <= day for consent in consents)
            if is_pending(event, day) and not freed:
                found.append(Bar("insolvency", "1(i)", (f"insolvency {filed}",), ("insolvency", event["place"])))
        return found

    # ------------------------------------------------------------ 7: what was recorded

    def recorded(self, day: date, returned: list[int]) -> None:
        """Recorded payments in their written order, then distributions; last what Senior has to give back (R-16)."""
        for event in self.facts.on("payment", day):
            notes = [self.notes[event["to"]]] if "to" in event else [note for note in self.notes.values() if note.held]
            self.receive(self.sum_of(event, notes), notes, pour_payment, day)
        holding = [note for note in self.notes.values() if note.held]
        for event in self.facts.on("distribution", day):
            costs = min(cents(event["amount"]), cents(event.get("expenses", "0")))
            self.totals["collection_expenses"] += costs
            kind = event.get("kind", "cash")
            self.receive(cents(event["amount"]) - costs, holding, pour_distribution, day, distribution=kind)
        if self.senior.goes_back(day):
            for amount in returned:
                self.receive(amount, holding, pour_distribution, day, distribution="cash")

    def sum_of(self, event: Event, notes: list[Note]) -> int:
        """A payment's amount; one that names principal comes after all expenses and interest then owed."""
        if "amount" in event:
            return cents(event["amount"])
        before = sum(note.owing() - note.principal() for note in notes)
        return before + cents(event["principal"])

    def receive(self, amount: int, notes: list[Note], pour: Pour, day: date, distribution: str | None = None) -> None:
        """R-20, R-16: what is barred of a receipt goes to Senior, the rest to the Notes, what is over is refundable."""
        bars = {note.holder: self.bars_against(note, day, distribution) for note in notes}
        clauses = {holder: turnover_clause(found, distribution) for holder, found in bars.items()}
        discharging = {holder for holder, clause in clauses.items() if self.facts.discharged and clause == "1(g)"}
        receipt = Receipt(notes, bars, discharging, self.senior, day)
        self.totals["refundable"] += receipt.settle(amount, pour)
        for holder, parts in receipt.paid.items():
            if not parts:
                continue
            note = self.notes[holder]
            note.pool += sum(parts.values())
            note.row["turned_over"] += sum(parts.values())
            book = self.turnovers.setdefault((day, holder, clauses[holder]), {})
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
            sums = self.payable_sums(note, self.judged[day][holder])
            note.row["assumed"] += note.pay(sums, spare_accelerated=not self.judged[day][holder].payable["principal"])

    def payable_sums(self, note: Note, judged: Judged) -> Sums:
        """What of that which is due is also payable."""
        owed = note.owed()
        due = note.due_principal()
        if not judged.payable["principal"]:
            due = self.due_all_the_same(note, judged)
        return {
            "expenses": owed["expenses"] if judged.payable["expenses"] else 0,
            "interest": owed["interest"] if judged.payable["interest"] else 0,
            "accrued": owed["accrued"] if due else 0,
            "principal": due,
        }

    def due_all_the_same(self, note: Note, judged: Judged) -> int:
        """R-15: where only accelerated principal is barred, other principal of the same Note may be paid."""
        if self.facts.all_or_none or not judged.payable["interest"]:
            return 0
        return sum(parcel.principal for parcel in note.parcels if parcel.due is not None and not parcel.accelerated)

    def due_sums(self, note: Note, judged: Judged) -> Sums:
        """can-pay's `amount`: what is due and unpaid; with principal that may be paid, the interest accrued."""
        owed = note.owed()
        accrued = self.payable_sums(note, judged)["accrued"]
        return {"expenses": owed["expenses"], "interest": owed["interest"] + accrued, "principal": note.due_principal()}

    # ------------------------------------------------------------ the end of the day

    def note_asked(self, day: date) -> None:
        """After step 7: what `payoff` and `can-pay` of a day look at."""
        for holder, note in self.notes.items():
            self.judged[day][holder].owing_after_recorded = note.owes()
        if day in self.asked:
            self.asked[day] = {holder: self.picture(note, day) for holder, note in self.notes.items()}

    def picture(self, note: Note, day: date) -> dict:
        """One Note as it stands."""
        judged = self.judged[day][note.holder]
        due = self.due_sums(note, judged)
        items = note.due_items()
        timely = [self.facts.calendar.timely_through(item.due) for item in items]
        return {
            "owed": note.owed(),
            "per_diem": self.interest_of_day(note, day),
            "due": due,
            "default_from": min(timely) + DAY if timely else None,
            "prohibited": prohibited_of(note, due, judged.bars),
            "senior": self.senior.amounts_for(note.holder),
        }

    def interest_of_day(self, note: Note, day: date) -> Fraction:
        """R-5: what a day adds to the running total."""
        return sum((parcel.principal * self.factor(day, parcel.period_start) for parcel in note.parcels), Fraction(0))

    def factor(self, day: date, period_start: date) -> Fraction:
        """What a day adds to a cent of principal."""
        key = (day, period_start) if self.facts.day_count == "30/360" else (day.year, day.month)
        if key not in self.factors:
            self.factors[key] = day_factor(day, period_start, self.facts.rate, self.facts.day_count)
        return self.factors[key]

    def close(self, day: date) -> None:
        """Rows, ends of 2(a) defaults, subrogation, a day of interest."""
        for holder, note in self.notes.items():
            if note.held:
                self.write_row(note, day)
            if note.default_from is not None and not self.overdue(note, day):
                note.default_from = None
                next(span for span in reversed(self.payment_defaults) if span[0] == holder)[2] = day
            if note.live_from is None and self.is_live(note):
                note.live_from = day
            if note.pool:
                self.closing_owing[holder] = note.owing()
            if note.parcels:
                note.running += self.interest_of_day(note, day)

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
        balances |= {"accrued_interest": owed["accrued"], "expenses_unpaid": owed["expenses"]}
        judged = self.judged[day][note.holder]
        clauses = {bar.clause for bar in judged.bars} | ({"3"} if judged.unratable else set())
        clauses |= {clause for when, holder, clause in self.turnovers if (when, holder) == (day, note.holder)}
        money = {column: plain(amount) for column, amount in {**note.row, **balances}.items()}
        row = {"date": day.isoformat(), "holder": note.holder, **money}
        return row | {"standing": standing, "clauses": sorted(clauses)}


# ---------------------------------------------------------------- small readings


def item_of(event: Event, day: date) -> Item:
    """An expense as a sum due."""
    return Item(day, cents(event["amount"]))


def standing_of(note: Note, judged: Judged) -> str:
    """A Note's standing at the end of a day."""
    if not note.owes():
        return "paid"
    if not judged.payable["interest"]:
        return "barred"
    return "open" if judged.payable["principal"] else "barred_principal"


def prohibited_of(note: Note, due: Sums, bars: list[Bar]) -> int:
    """What of the sums due would be a prohibited payment."""
    if is_barred(bars, "interest"):
        return sum(due.values())
    return note.split_principal(due["principal"])[1] if is_barred(bars, "principal") else 0


def turnover_clause(bars: list[Bar], distribution: str | None) -> str:
    """What is diverted from a distribution in a proceeding is 1(i)(ii), everything else 1(g)."""
    diverted = distribution is not None and any(bar.kind == "insolvency" for bar in bars)
    return "1(i)(ii)" if diverted else "1(g)"


def exists_on(default: Default, holder: str, day: date) -> bool:
    """Whether an Event of Default exists as to a Holder on a day; it still does on the day it ends."""
    _, whose, start, until = default
    return whose in (None, holder) and start <= day and (until is None or day <= until)


def block_key(block: Block) -> tuple:
    """What makes a Blockage Event this one."""
    return ("blockage", block.notice, block.default, block.bars_from)


def block_bar(block: Block) -> Bar:
    """A Blockage Event as a bar."""
    return Bar("blockage", block.clause, (block.default,), block_key(block))


def extend(runs: list[Run], day: date, cause: tuple[str, ...]) -> None:
    """Add a day to the last run, with what is new in its cause, or begin another."""
    if runs and runs[-1].last >= day - DAY:
        runs[-1].last = day
        runs[-1].cause += [name for name in cause if name not in runs[-1].cause]
    else:
        runs.append(Run(day, day, list(cause)))
