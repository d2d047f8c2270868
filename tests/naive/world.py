"""The day loop: every day, every Holder, in the order of the day table of interface.md."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from .counting import DAY, add_months, cents, day_of, half_up, monthly_rate, plain, share_of_month, shares
from .facts import Default, Event, Facts, Fault, covenant_of, cure_of, yes
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
from .senior import Books, Senior, is_pending
from .terms import Span, role_of_default, share_met, span

BEFORE_PRINCIPAL = ("expenses", "interest", "accrued", "premium")


@dataclass
class Judged:
    """What was judged of a Note on a day, after step 6, and whether it owed anything then and after step 7."""

    bars: list[Bar]
    payable: dict[str, bool]
    unratable: list[str]  # all_or_none: the Holders that are in the way
    owing: bool
    owed_after_recorded: dict[str, bool] = field(default_factory=dict)  # where anything is barred


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
        reduces = facts.terms["principal"]["reduces"] if facts.terms["principal"]["instalments"] else None
        self.notes = {holder: Note(holder, reduces=reduces) for holder in facts.ids}
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

    # ------------------------------------------------------------ 3, 4: Events of Default, accelerations

    def open_defaults(self, day: date) -> None:
        """2(a): a default exists from the day after the timely day of something unpaid."""
        for holder, note in self.notes.items():
            if note.default_from is None and self.overdue(note, day - DAY):
                note.default_from = day
                self.payment_defaults.append([holder, day, None])

    def overdue(self, note: Note, day: date) -> bool:
        """Whether something is unpaid at the end of its timely day and of its grace (T-13), or later."""
        return any(not item.waived and self.is_beyond_grace(item, day) for item in note.due_items())

    def is_beyond_grace(self, item: Item, day: date) -> bool:
        """Whether the last day of grace of an unpaid sum is over at the end of a day."""
        last = self.facts.grace_end(item.kind, item.due)
        return last is not None and last <= day

    def supporting(self, holders: list[str], day: date) -> list[Default]:
        """The Events of Default that exist as to one of the Holders on a day and count for a demand (T-14, `for`)."""
        found = [("default_payment", *span) for span in self.payment_defaults if span[0] in holders and span[2] is None]
        found += [each for each in self.standing_defaults if any(exists_on(each, holder, day) for holder in holders)]
        counting = self.facts.terms["acceleration"]["for"]
        roles = None if counting == "any" else {role_of_default(name) for name in counting}
        return [default for default in found if roles is None or default[0] in roles]

    def accelerate_by_itself(self, day: date) -> None:
        """T-14, `automatic`: all Notes fall due on the day on which such an Event of Default first exists."""
        roles = {role_of_default(name) for name in self.facts.terms["acceleration"]["automatic"]}
        if not roles:
            return
        new = [role for role, _, start, _ in self.standing_defaults if start == day]
        new += ["default_payment" for _, start, _ in self.payment_defaults if start == day]
        if roles & set(new) and any(note.owes() for note in self.notes.values()):
            self.accelerations.append({"holder": None, "date": day, "valid": True, "reason": "automatic"})
            self.make_due(list(self.notes), day)
            self.override({}, [], day)

    def accelerate(self, event: Event, day: date) -> None:
        """Section 2, T-14: a demand by one Holder for its own Note, or by several for all; and the override of it."""
        by = self.facts.terms["acceleration"]["by"]
        demanding = [event["holder"]] if by == "holder" else list(event["holders"])
        due = demanding if by == "holder" else list(self.notes)
        reason = None
        defaults = self.supporting(due, day)
        if not any(self.notes[holder].owes() for holder in due):
            reason = "nothing is owing"
        elif by != "holder" and not self.have_the_share(demanding, by):
            reason = "the share of principal is not reached"
        elif not defaults:
            reason = "no Event of Default exists"
        elif not self.may_demand(defaults, demanding, day):
            reason = "the standstill is not over"
        row = {"holder": event.get("holder"), "date": day, "valid": reason is None, "reason": reason}
        self.accelerations.append(row if by == "holder" else row | {"holders": demanding})
        if reason is None:
            self.make_due(due, day)
            self.override(event, demanding, day)

    def rescind(self, event: Event, day: date) -> None:
        """T-25: by the same share as T-14; accelerated principal is undue again, unless another sum is overdue."""
        by = self.facts.terms["acceleration"]["by"]
        whose = list(event["holders"]) if by == "holder" else list(self.notes)
        if by != "holder" and not self.have_the_share(list(event["holders"]), by):
            return
        timely = self.facts.calendar.timely_through
        for note in (self.notes[holder] for holder in whose):
            if any(timely(item.due) < day and not item.by_acceleration for item in note.due_items()):
                return
        for note in (self.notes[holder] for holder in whose):
            note.premiums = [item for item in note.premiums if not item.by_acceleration]
            for parcel in note.parcels:
                parcel.accelerated = False
                if parcel.by_acceleration:
                    parcel.due = parcel.maturity if parcel.maturity < day else None
                    parcel.by_acceleration = False
                    note.running += parcel.principal * parcel.waiting
                    parcel.waiting = Fraction(0)
        for row in self.override_rows:
            if row["effective"] and set(row["cause"]) & set(whose) and row["end"] >= day:
                self.overrides.remove((row["start"], row["end"]))
                row["end"] = day - DAY
                if row["start"] < day:
                    self.overrides.append((row["start"], row["end"]))
                else:
                    row |= {"effective": False, "end": None, "reason": "rescinded on its own day"}

    def have_the_share(self, demanding: list[str], by: str) -> bool:
        """T-14: the unpaid principal of those who sign, against that of all Notes issued by then."""
        signing = sum(self.notes[holder].principal() for holder in set(demanding))
        return share_met(by, signing, sum(note.principal() for note in self.notes.values()))

    def may_demand(self, defaults: list[Default], demanding: list[str], day: date) -> bool:
        """T-11: a default of the day of a junior notice, unbroken since, more than so many days ago; or an end."""
        if self.facts.standstill is None:
            return True
        for event, last in self.facts.standstills():
            if last < day and any(start <= day_of(event["date"]) for _, _, start, _ in defaults):
                return True
        return any(self.standstill_ended(end, demanding, day) for end in self.facts.standstill["ends"])

    def standstill_ended(self, end: str, demanding: list[str], day: date) -> bool:
        """T-11: whether what ends a standstill holds on a day, as it stands at step 4."""
        if end == "insolvency":
            return any(is_pending(event, day) for event in self.facts.of("insolvency"))
        if end == "maturity":
            return any(note.due_principal() for note in (self.notes[holder] for holder in demanding))
        if end == "senior_paid":
            return not any(self.senior.left_to(holder) for holder in demanding)
        kind = "senior_acceleration" if end == "senior_acceleration" else "senior_maturity"
        return any(
            event["type"] == kind and self.senior.left(name, holder)
            for name, event in self.senior.due_portions()
            for holder in demanding
        )

    def make_due(self, holders: list[str], day: date) -> None:
        """All principal and the interest accrued; T-2: when all principal is due already, no more interest."""
        for note in (self.notes[holder] for holder in holders):
            quiet = self.is_quiet(note)
            for parcel in note.parcels:
                parcel.accelerated = True
            if not quiet:
                undue = [parcel for parcel in note.parcels if parcel.due is None]
                note.principal_falls_due(undue, day, by_acceleration=True)
                if self.facts.bears_premium("acceleration"):
                    note.premium_falls_due(sum(parcel.principal for parcel in undue), day, by_acceleration=True)

    def is_quiet(self, note: Note) -> bool:
        """T-2: once no principal of the Note is undue any more no interest falls due, where it goes with payment."""
        return self.facts.after_maturity_with_payment and not note.has_undue_principal()

    def override(self, event: Event, demanding: list[str], day: date) -> None:
        """R-15, T-9: from the acceleration to so many days after the later of the two notices."""
        if self.facts.override_days is None:
            return
        notice = event.get("notice")
        days = [notice.get("borrower"), notice.get("senior")] if isinstance(notice, dict) else [notice]
        clause = self.facts.label("override")
        row = {"kind": "override", "holder": None, "start": day, "end": None, "effective": False, "clause": clause}
        row |= {"reason": "no notice of the acceleration is on record", "cause": demanding}
        if all(days):
            end = max(day_of(text) for text in days) + timedelta(days=self.facts.override_days.number)
            end -= self.facts.outside
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
            self.stop_and_resume(note, day)

    def stop_and_resume(self, note: Note, day: date) -> None:
        """T-10: stop notices effective today; a resume notice ends all stops on that Holder, and the day is free."""
        events = self.facts.of("stop_notice")
        if not events:
            return
        note.stops += [event for event in events if self.facts.effective_on(event, note.holder) == day]
        resumes = self.facts.of("resume_notice")
        if any(self.facts.effective_on(event, note.holder) == day for event in resumes):
            note.stops.clear()

    def has_taken_over(self, note: Note, notice: Event, default: str) -> bool:
        """R-12: one row per notice and default: a window taken over with the Note is not doubled, nor voids its own."""
        return any(
            (block.notice, block.default) == (notice["place"], default) and block.bars_from is not None
            for block in note.blocks
        )

    def judge_notice(self, notice: Event, default: Event, note: Note, day: date) -> Block | None:
        """R-12, R-13, T-6 to T-8: the window that a notice founds as to a Holder, or the reason why it founds none."""
        block = Block(notice["place"], default["id"], covenant_of(default), day, None, "", day, day)
        block.payment = default["kind"] == "payment"
        block.by = notice.get("by")
        void = self.unqualified(notice, default, note.holder, day)
        if void is None:
            self.set_end(block, default, note.holder)
            if block.last is not None and block.last < day:
                void = ("blockage" if block.payment else "blockage_other", "it ended before the notice was effective")
        if void is None:
            void = self.limit(default, note, day)
        if void is None:
            block.bars_from = self.bars_from(notice, day)
            if block.bars_from is None:
                void = ("blockage", "the Borrower has not received the notice")
            elif block.last is not None and block.bars_from > block.last:  # no day inside: it burns nothing
                void = ("blockage", "it ended before the Borrower received the notice")
        self.block_row(block, note.holder, void)
        return block if void is None else None

    def bars_from(self, notice: Event, day: date) -> date | None:
        """R-14: with `borrower_and_holder` the bar waits for the Borrower's receipt."""
        if self.facts.starts != "borrower_and_holder":
            return day
        borrower = self.facts.effective_on_borrower(notice)
        return None if borrower is None else max(day, borrower)

    def unqualified(self, notice: Event, default: Event, holder: str, day: date) -> tuple[str, str] | None:
        """R-12, T-6, T-7: what a notice must specify, of what kind and by whom, to found anything."""
        cured = cure_of(default)
        if not self.facts.is_senior(default["facility"], holder):
            return "senior", "the debt is not Senior as to this Holder"
        if day_of(default["date"]) > day:
            return "blockage", "the default had not yet occurred"
        if cured is not None and cured < day:
            return "blockage", "the default was cured or waived before"
        if yes(default.get("junior_interest")) and not self.another_default(notice, holder, day):
            return "blockage", "only the non-payment of interest on the Notes is specified"
        return self.of_no_effect(notice, default)

    def of_no_effect(self, notice: Event, default: Event) -> tuple[str, str] | None:
        """T-6, T-7: a default that bars by itself or not at all, or a notice by one who may not give it."""
        if default["kind"] == "payment":
            reasons = {"automatic": "such a default bars by itself", "none": "such a default blocks nothing"}
            reason = reasons.get(self.facts.payment_default)
            return ("blockage_payment", reason) if reason else None
        if self.facts.other_default is None:
            return "blockage", "such a default blocks nothing"
        givers = self.facts.other_default["given_by"]
        if givers != "any" and notice.get("by", givers[0]) not in givers:
            return "blockage", "the notice was given by another"
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

    def limit(self, default: Event, note: Note, day: date) -> tuple[str, str] | None:
        """R-13, T-8: the limits in their order, `most` apart; notices of payment defaults may be spared."""
        limits = self.facts.limits
        if default["kind"] == "payment" and limits["scope"] == "other_defaults":
            return None
        earlier = [block for block in note.blocks if block.commenced < day]
        one_per = span(limits["one_per"])
        if one_per and earlier and day < max(b.commenced for b in earlier) + timedelta(days=one_per.number):
            return "blockage_limits", "too soon after the last notice"
        per_covenant = span(limits["one_per_covenant"])
        for block in earlier if per_covenant else []:
            if block.covenant == covenant_of(default) and day < period_after(block.commenced, per_covenant):
                return "blockage_limits", f"a Blockage Event on the same default commenced on {block.commenced}"
        if limits["burns"] != "none" and self.is_burned(default, note, earlier, day):
            return "blockage_limits", "it existed during an earlier Blockage Event, or follows one that did"
        if note.arrears:
            return "blockage_limits", "interest or principal is in arrears"
        return None

    def is_burned(self, default: Event, note: Note, earlier: list[Block], day: date) -> bool:
        """T-8, `burns` and `revives_after`: by its own existence, or by that of an earlier one of the same covenant."""
        if any(self.pending_with(block, default, day) for block in earlier):
            return True
        apart = span(self.facts.limits["revives_after"])
        if apart is None:
            return False
        for other in self.facts.defaults.values():
            same = covenant_of(other) == covenant_of(default) and other["date"] < default["date"]
            counts = other["kind"] == "other" or self.facts.payment_default == "notice"
            if same and counts and self.facts.is_senior(other["facility"], note.holder):
                cured = cure_of(other)
                revived = cured is not None and cured + timedelta(days=apart.number) <= day_of(default["date"])
                if not revived and self.is_burned(other, note, earlier, day):
                    return True
        return False

    def pending_with(self, block: Block, default: Event, day: date) -> bool:
        """Whether a default existed on some day, up to today, of an earlier Blockage Event; overridden days apart."""
        last = min(day, block.last or day)
        if self.facts.limits["burns"] == "existing":
            last = block.commenced
        cured = cure_of(default)
        if cured is not None:
            last = min(last, cured - DAY)
        first = max(block.commenced, day_of(default["date"]))
        return any(not self.overridden(first + timedelta(days=ahead)) for ahead in range((last - first).days + 1))

    def set_end(self, block: Block, default: Event, holder: str) -> None:
        """R-12, T-7: the last blocked day as to a Holder, the role of what ends it, and the notice that did."""
        block.told = None
        if default["kind"] == "payment":
            cured = cure_of(default)
            block.last, block.clause = (None if cured is None else cured - self.facts.outside), "blockage_payment"
            return
        term = self.facts.other_default
        assert term is not None
        start = block.commenced if term["from"] == "receipt" else day_of(default["date"])
        end, block.clause = start + timedelta(days=int(term["days"])), "blockage_lapsed"
        ways: list[tuple[date | None, bool]] = []
        if "cure" in term["ends"]:
            ways.append((cure_of(default), False))
        if "cure_notice" in term["ends"]:
            ways.append((self.facts.told_of_cure(default, holder), True))
        if "withdrawal" in term["ends"]:
            told = self.facts.told("blockage_withdrawal", default, holder, block.commenced, block.by)
            ways.append((told, True))
        for day, by_notice in ways:
            if day is not None and day <= end:
                block.told = day if by_notice else None
                end, block.clause = day, "blockage_cured"
        block.last = end - self.facts.outside

    def block_row(self, block: Block, holder: str, void: tuple[str, str] | None = None) -> None:
        """A row of `bars`."""
        label = self.facts.label(block.clause)
        row = {"kind": "blockage", "holder": holder, "start": block.bars_from, "end": block.last, "effective": True}
        row |= {"reason": None, "cause": [block.default], "clause": label, "key": block_key(block)}
        block.row = row
        if void is not None:
            self.make_void(block, *void)
        self.block_rows.append(row)

    def make_void(self, block: Block, role: str, reason: str) -> None:
        """Show a window as void."""
        block.row |= {"start": block.commenced, "end": None, "effective": False, "reason": reason}
        block.row["clause"] = self.facts.label(role)

    def cut_by_most(self, note: Note, day: date, most: dict) -> None:
        """T-8, `most`: a window ends where so many of the days before were blocked; without a day it is void."""
        if not self.senior.left_to(note.holder) or self.overridden(day):
            return
        spared = self.facts.limits["scope"] == "other_defaults"
        barring = [block for block in note.blocks if block.bars(day) and not (spared and block.payment)]
        first = day - timedelta(days=int(most["in"]) - 1)
        if sum(first <= blocked < day for blocked in note.blocked_days) < int(most["days"]):
            for block in barring:
                block.barred += 1
                note.blocked_days.add(day)
            return
        for block in barring:
            block.last, block.told = day - DAY, None
            block.row |= {"end": block.last, "clause": self.facts.label("blockage_most")}
            if not block.barred:
                self.make_void(block, "blockage_most", "so many days before it were blocked")
                note.blocks.remove(block)

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

    def pay_in_kind(self, note: Note, day: date, pik: dict) -> None:
        """T-21: what accrued in kind becomes principal; where interest is barred the election is deemed made."""
        exact = note.kind
        may_be_deemed = "toggle" in pik and day not in self.facts.elected and pik.get("when_barred") == "capitalise"
        if may_be_deemed and is_barred(self.bars_of(note, day), "interest"):
            exact = note.running + note.spare
            note.running = Fraction(0)
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
        """The bars on one Note on a day, and the runs of days that `bars` reports."""
        found = self.bars_of(note, day)
        for bar in found:
            if bar.kind != "blockage":
                self.seen_bars.setdefault(bar.key, bar)
                extend(self.runs.setdefault((bar.key, note.holder), []), day, bar.cause)
        return found

    def bars_of(self, note: Note, day: date) -> list[Bar]:
        """R-11, R-14, R-15, R-16, T-6, T-10: all bars on one Note on a day."""
        found = self.senior_bars(note.holder) + self.insolvency_bars(note.holder, day)
        if self.facts.payment_default == "automatic":
            found += self.payment_default_bars(note.holder, day)
        if self.facts.permitted:
            found += self.permitted_bars(note.holder, day)
        if note.stops:
            found += self.stop_bars(note)
        if self.facts.most is not None:
            self.cut_by_most(note, day, self.facts.most)
        if any(block.runs(day) for block in note.blocks) and self.senior.left_to(note.holder):
            if not self.overridden(day):
                found += [self.block_bar(block) for block in note.blocks if block.bars(day)]
            elif note.accelerated_principal():
                causes = tuple(dict.fromkeys(block.default for block in note.blocks if block.runs(day)))
                key = ("accelerated_principal", note.holder)
                clause = self.facts.label("accelerated_principal")
                found.append(Bar("accelerated_principal", clause, causes, key, ("principal",)))
        return found

    def block_bar(self, block: Block) -> Bar:
        """A Blockage Event as a bar."""
        return Bar("blockage", self.facts.label(block.clause), (block.default,), block_key(block))

    def senior_bars(self, holder: str) -> list[Bar]:
        """R-11, 1(b): matured or accelerated Senior debt that is not paid."""
        if self.facts.terms["senior_matured"] == "none":
            return []
        found = []
        for name, event in self.senior.due_portions():
            if self.senior.left(name, holder):
                clause = self.facts.label("senior_matured")
                found.append(Bar("senior", clause, (name,), ("senior", name, event["place"])))
        return found

    def insolvency_bars(self, holder: str, day: date) -> list[Bar]:
        """R-16, 1(i): until dismissed, until Senior is paid in full, or until the consent for what was pending then."""
        if self.facts.terms["insolvency"] == "none" or not self.senior.left_to(holder):
            return []
        found = []
        for event in self.facts.of("insolvency"):
            filed = day_of(event["date"])
            consents = [day_of(other["date"]) for other in self.facts.of("senior_provided_for")]
            freed = any(filed <= consent <= day for consent in consents)
            if is_pending(event, day) and not freed:
                clause = self.facts.label("insolvency")
                found.append(Bar("insolvency", clause, (f"insolvency {filed}",), ("insolvency", event["place"])))
        return found

    def payment_default_bars(self, holder: str, day: date) -> list[Bar]:
        """T-6, `automatic`: a Senior payment default bars while it exists, without any notice."""
        if not self.senior.left_to(holder):
            return []
        found = []
        for default in self.facts.defaults.values():
            exists = day_of(default["date"]) <= day < (cure_of(default) or date.max)
            if default["kind"] == "payment" and exists and self.facts.is_senior(default["facility"], holder):
                key = ("payment_default", default["place"])
                found.append(Bar("payment_default", self.facts.label("blockage_payment"), (default["id"],), key))
        return found

    def permitted_bars(self, holder: str, day: date) -> list[Bar]:
        """T-10: a component that may be paid only after Senior, or not before a date."""
        found = []
        for component, word in self.facts.permitted.items():
            if day >= self.facts.issue and not self.is_permitted(word, holder, day):
                clause = self.facts.label("permitted")
                found.append(Bar("permitted", clause, (component,), ("permitted", component), (component,)))
        return found

    def is_permitted(self, word: str | dict, holder: str, day: date) -> bool:
        """Whether a component's condition is met on a day (T-26: the latest value of a test; barred before any)."""
        if isinstance(word, dict):
            results = [event for event in self.facts.of("test_result") if event["test"] == word["test"]]
            results = [event for event in results if day_of(event["date"]) <= day]
            latest = max(results, key=lambda event: (event["date"], event["place"]), default=None)
            return latest is not None and Fraction(latest["value"]) >= Fraction(word["at_least"])
        if word == "after_senior":
            return not self.senior.left_to(holder)
        return day >= day_of(word)

    def stop_bars(self, note: Note) -> list[Bar]:
        """T-10: stop notices, while Senior debt is outstanding."""
        if not self.senior.left_to(note.holder):
            return []
        clause = self.facts.label("stop")
        return [
            Bar("stop", clause, (f"stop {event['date']}",), ("stop", event["place"]), stopped_by(event))
            for event in note.stops
        ]

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
        parts = shares(cents(event["principal"]), [note.principal() for note in notes])
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
        ends = [self.facts.grace_end(item.kind, item.due) for item in note.due_items() if not item.waived]
        ends = [end for end in ends if end is not None]
        return {
            "owed": note.owed() | {"on_prepaid": note.premium_on(note.principal())},
            "per_diem": self.interest_of_day(note, day),
            "due": due,
            "default_from": min(ends) + DAY if ends else None,
            "prohibited": prohibited_of(note, due, judged.bars),
            "senior": self.senior.amounts_for(note.holder),
        }

    def interest_of_day(self, note: Note, day: date) -> Fraction:
        """R-5: what a day adds to the running total, in cash and in kind."""
        if self.facts.is_one_rate:
            return sum((self.interest_on(parcel, day) for parcel in note.parcels), Fraction(0))
        cash, in_kind, _ = self.earned(note, day)
        return cash + in_kind

    def accrue(self, note: Note, day: date) -> None:
        """Add a day."""
        if self.facts.is_one_rate:
            note.running += self.interest_of_day(note, day)
        else:
            cash, in_kind, spare = self.earned(note, day)
            note.running += cash
            note.kind += in_kind
            note.spare += spare
        if not self.facts.extension_interest:
            for parcel in note.parcels:
                self.wait(note, parcel, day)

    def earned(self, note: Note, day: date) -> tuple[Fraction, Fraction, Fraction]:
        """T-20 to T-22: what a day earns in cash and in kind, and how much more it would be in kind."""
        cash = in_kind = spare = Fraction(0)
        for parcel in note.parcels:
            rates = self.rates_on(note, parcel, day)
            cash += self.interest_on(parcel, day, rates[0])
            earned = parcel.principal * self.share(day, parcel.period_start)
            in_kind += earned * rates[1]
            spare += earned * rates[2]
        return cash + self.interest_on_overdue(note, day), in_kind, spare

    def rates_on(self, note: Note, parcel: Parcel, day: date) -> tuple[Fraction, Fraction, Fraction]:
        """The month's rates of a parcel on a day: cash, in kind, and what the toggle would add; the law caps them."""
        cash = self.facts.contract_rate(day, parcel.period_start)
        in_kind = spare = Fraction(0)
        pik = self.facts.pik or {}
        undue = parcel.due is None
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
                spare = self.facts.capped(rate) - self.facts.capped(cash)
        if self.bears_default_rate(note, parcel, day):
            cash, in_kind = self.default_rate(cash, in_kind)
        cash = self.facts.capped(cash)
        return cash, self.facts.capped(cash + in_kind) - cash, spare

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

    def interest_on(self, parcel: Parcel, day: date, rate: Fraction | None = None) -> Fraction:
        """What principal earns on a day; T-4: in an extension nothing, unless unpaid at the end of the timely day."""
        earned = self.factor(day, parcel.period_start) if rate is None else rate * self.share(day, parcel.period_start)
        if parcel.due is not None and not self.facts.extension_interest:
            timely = self.facts.calendar.timely_through(parcel.due)
            if day <= timely:
                return Fraction(0) if day < timely else parcel.principal * (parcel.waiting + earned)
        return parcel.principal * earned

    def wait(self, note: Note, parcel: Parcel, day: date) -> None:
        """T-4: in an extension what would have been earned is kept until the end of the timely day."""
        if parcel.due is not None:
            waits = day < self.facts.calendar.timely_through(parcel.due)
            rate = self.facts.rate if self.facts.is_one_rate else self.rates_on(note, parcel, day)[0]
            parcel.waiting = parcel.waiting + rate * self.share(day, parcel.period_start) if waits else Fraction(0)

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
        for item in (*note.interest, *note.expenses):
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


def item_of(event: Event, day: date) -> Item:
    """An expense as a sum due."""
    return Item(day, cents(event["amount"]), "expenses")


def has_arrears(note: Note, day: date) -> bool:
    """T-8, `arrears_paid`: interest or principal fallen due earlier, not by acceleration, unpaid at the opening."""
    due = [item for item in note.due_items() if item.kind != "expenses" and not item.by_acceleration]
    return any(item.due < day for item in due)


def rounded(exact: Fraction, how: str) -> int:
    """T-21: what is capitalised, to the cent, or to the dollar above or below."""
    if how == "dollar_up":
        return -(-exact // 100) * 100
    return exact // 100 * 100 if how == "dollar_down" else half_up(exact)


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


def stopped_by(event: Event) -> tuple[str, ...]:
    """T-10: what a stop notice stops."""
    return tuple(event.get("stops", COMPONENTS))


def period_after(start: date, period: Span) -> date:
    """The day on which a period of days or months from another day is over."""
    if period.unit == "month":
        return add_months(start, period.number)
    return start + timedelta(days=period.number)


def exists_on(default: Default, holder: str, day: date) -> bool:
    """Whether an Event of Default exists as to a Holder on a day; it still does on the day it ends."""
    _, whose, start, until = default
    return whose in (None, holder) and start <= day and (until is None or day <= until)


def block_key(block: Block) -> tuple:
    """What makes a Blockage Event this one."""
    return ("blockage", block.notice, block.default, block.bars_from)


def extend(runs: list[Run], day: date, cause: tuple[str, ...]) -> None:
    """Add a day to the last run, with what is new in its cause, or begin another."""
    if runs and runs[-1].last >= day - DAY:
        runs[-1].last = day
        runs[-1].cause += [name for name in cause if name not in runs[-1].cause]
    else:
        runs.append(Run(day, day, list(cause)))
