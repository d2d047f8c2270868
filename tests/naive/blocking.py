"""Step 5 of a day: notices, and the windows that they found."""

from datetime import date, timedelta

from .counting import DAY, add_months, day_of
from .demands import Demands
from .facts import Event, covenant_of, cure_of, yes
from .notes import Block, Note
from .terms import Span, span


class Blocking(Demands):
    """Blockage Events, their limits and their ends; stop notices."""

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
        no_day = "blockage" if block.payment else "blockage_other"
        void = self.unqualified(notice, default, note.holder, day)
        if void is None:
            self.set_end(block, default, note.holder)
            if block.last is not None and block.last < day:
                void = (no_day, "it ended before the notice was effective")
        if void is None:
            void = self.limit(default, note, day)
        if void is None:
            block.bars_from = self.bars_from(notice, day)
            if block.bars_from is None:
                void = ("blockage", "the Borrower has not received the notice")
            elif block.last is not None and block.bars_from > block.last:  # no day inside: it burns nothing
                void = (no_day, "it ended before the Borrower received the notice")
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


def period_after(start: date, period: Span) -> date:
    """The day on which a period of days or months from another day is over."""
    if period.unit == "month":
        return add_months(start, period.number)
    return start + timedelta(days=period.number)


def block_key(block: Block) -> tuple:
    """What makes a Blockage Event this one."""
    return ("blockage", block.notice, block.default, block.bars_from)


def has_arrears(note: Note, day: date) -> bool:
    """T-8, `arrears_paid`: interest or principal fallen due earlier, not by acceleration, unpaid at the opening."""
    due = [item for item in note.due_items() if item.kind != "expenses" and not item.by_acceleration]
    return any(item.due < day for item in due)
