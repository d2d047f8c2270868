"""Blockage Events and void notices: which notice, effective when, of which default, and which of the ends governs."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from note_sched.document.events import BlockageNotice, CureNotice, SeniorDefault
from note_sched.document.model import Document
from note_sched.measure.calendar import DAY, months_after
from note_sched.reports.explanation.facts import Facts
from note_sched.reports.explanation.notices import YEAR, default_named, effective, told_of_cure
from note_sched.reports.explanation.steps import Chain, DaysLater, Earliest, Explanation, Fact, MonthsLater
from note_sched.reports.page import Phrase
from note_sched.rules.alike import Alike
from note_sched.rules.blockage import BlockageEvent, VoidNotice, ended
from note_sched.simulation.outcome import Run

BLOCK_RULE = (
    "From the Holder's receipt of notice of a Senior default nothing may be paid on its Note: a payment default blocks "
    "until it is cured or waived; any other until notice of its cure, or day 365 from its occurrence if that is first."
)
VOID_RULE = (
    "A notice founds a Blockage Event only if it specifies a Senior default that exists, once in twelve months for "
    "each covenant, and never on a default that existed during an earlier Blockage Event."
)


class Blocks:
    """The Blockage Events of a run, explained."""

    def __init__(self, run: Run, facts: Facts, day: date) -> None:
        self._run = run
        self._document: Document = run.document
        self._facts = facts
        self._day = day

    def running(self) -> Iterator[tuple[Alike, BlockageEvent]]:
        """The Blockage Events inside whose windows the day is, suspended or not."""
        for alike in self._run.alike.values():
            for event in alike.history.events:
                if event.runs(self._day):
                    yield alike, event

    def existing(self) -> Iterator[tuple[Alike, BlockageEvent]]:
        """Those that exist on the day, whether they bar yet or not (1(c)): what the proviso of 1(d) looks at."""
        for alike in self._run.alike.values():
            for event in alike.history.events:
                if event.exists(self._day):
                    yield alike, event

    def explain(self, alike: Alike, block: BlockageEvent, holders: list[str]) -> Explanation:
        """One Blockage Event, as it is on the day."""
        chain = Chain()
        default, line = default_named(self._document, block.default.id)
        kind = "a payment default" if default.kind == "payment" else "not a payment default"
        of = f" of {default.covenant}" if default.covenant else ""
        says = f"{default.id}{of} occurred under {default.facility}: {kind}"
        chain.on(default.date, says, facts=self._facts.event(line), clause="1(d)")
        self._notice(chain, alike, block)
        self._start(chain, block)
        self._ends(chain, alike, block, default)
        self._suspended(chain)
        until: Phrase = [block.end] if block.end else ["no end known"]
        about: Phrase = [block.start, " to ", *until, ", both days inside" if block.end else ""]
        delivery = ["delivery"] if any(step.clause == "delivery" for step in chain.steps) else []
        cited = ["blockage", block.clause, "no payment", *delivery]
        change = self._would_change(block, default)
        title = f"Blockage Event on {default.id}"
        return Explanation(title, about, holders, "bars", block.clause, BLOCK_RULE, chain.steps, cited, change)

    def _notice(self, chain: Chain, alike: Alike, block: BlockageEvent) -> None:
        event, line = self._document.events[block.notice]
        assert isinstance(event, BlockageNotice)  # noqa: S101 (a Blockage Event names its notice)
        if any(served.order == block.notice for served in alike.served.get(block.commenced, ())):
            effective(chain, event, line, alike.name, self._document, self._facts)
        else:
            says = "notice effective on the transferor; the Note came with it"
            chain.on(block.commenced, says, facts=self._facts.event(line), clause="4(d)")

    def _start(self, chain: Chain, block: BlockageEvent) -> None:
        if block.start == block.commenced:
            return
        if self._document.reading.block_trigger == "borrower_and_holder":
            says = "it bars from the later of receipt by the Holder and by the Borrower"
            chain.on(block.start, says, facts=[self._facts.reading("block_trigger")], clause="1(c)")
        else:
            chain.on(block.start, "it bars this Note from the transfer", clause="4(d)")

    def _ends(self, chain: Chain, alike: Alike, block: BlockageEvent, default: SeniorDefault) -> None:
        """The candidate ends, each with its day, and the operative one."""
        if default.kind == "payment":
            self._payment_end(chain, default)
        else:
            self._other_end(chain, alike, block, default)
        if self._document.reading.window_end == "payable" and block.end is not None:
            says = "the last barred day: under this reading the end itself is outside"
            chain.on(block.end, says, facts=[self._facts.reading("window_end")], clause="1(d)")

    def _payment_end(self, chain: Chain, default: SeniorDefault) -> None:
        over = ended(default)
        if over is None:
            chain.on(None, "it ends on the day of the cure or waiver: none is recorded", clause="1(d)(i)")
            return
        days = Earliest([("cured", default.cured), ("waived", default.waived)])
        word = "cured" if over == default.cured else "waived"
        chain.on(over, f"the default is {word}: that ends it, without any notice", days, clause="1(d)(i)")

    def _other_end(self, chain: Chain, alike: Alike, block: BlockageEvent, default: SeniorDefault) -> None:
        cured, last = ended(default), default.date + YEAR
        if cured is not None:
            chain.on(
                cured, "the default is cured or waived: that ends nothing until notice of it", clause="1(d)(ii)(A)"
            )
        told = self._told(chain, alike, block, default)
        candidates = Earliest([("notice of cure effective", told), ("day 365", last)])
        governs = "the earlier end, which governs", "the later end"
        first, second = governs if told is not None and told <= last else governs[::-1]
        if told is None:
            chain.on(None, "(A) no notice of a cure or waiver is effective", clause="1(d)(ii)(A)")
            second = "the end that governs"
        else:
            chain.on(told, f"(A) notice of the cure: {first}", clause="1(d)(ii)(A)")
        chain.on(
            last, f"(B) day 365 after it occurred: {second}", DaysLater(default.date, 365, last), (), "1(d)(ii)(B)"
        )
        chain.on(candidates.result, "so it ends, on the earlier of (A) and (B)", candidates, clause="1(d)(ii)")

    def _told(self, chain: Chain, alike: Alike, block: BlockageEvent, default: SeniorDefault) -> date | None:
        """The first notice of an actual cure that was effective on the Holder, or came to it with the Note."""
        cured, told = ended(default), None
        for day, notice, line in told_of_cure(self._document, default.id, alike):
            effective(chain, notice, line, alike.name, self._document, self._facts)
            if cured is None or day < cured:
                chain.on(day, "that was before an actual cure, and does not count", clause="1(d)(ii)(A)")
            elif told is None:
                told = day
        if told is None and block.clause == "1(d)(ii)(A)" and block.end is not None:
            inside = self._document.reading.window_end == "blocked"
            told = block.end if inside else block.end + DAY
            chain.on(told, "notice of the cure effective on the transferor", clause="4(d)")
        return told

    def _suspended(self, chain: Chain) -> None:
        for override in self._run.overrides.opened:
            if override.start <= self._day <= override.end:
                says: Phrase = [f"the acceleration by {override.holder} suspends it, through ", override.end]
                chain.on(override.start, says, clause="override")

    def _would_change(self, block: BlockageEvent, default: SeniorDefault) -> list[Phrase]:
        """What would end it sooner."""
        found: list[Phrase] = []
        before: list[Any] = [" before ", block.end] if block.end else []
        if default.kind == "payment":
            sooner = [
                "A cure or waiver of the default",
                *before,
                " would end it that day, without any notice (1(d)(i)).",
            ]
            found.append(sooner)
        elif block.clause == "1(d)(ii)(A)":
            cured = ended(default)
            since: Phrase = [" effective on or after ", cured, ","] if cured else []
            found.append(["An earlier notice of the cure,", *since, " would have ended it that day (1(d)(ii)(A))."])
        else:
            found.append(["A notice of cure or waiver effective", *before, " would end it that day (1(d)(ii)(A))."])
        found.append("Payment of all Senior Indebtedness would leave it nothing to bar from that day (1(a)).")
        if not self._run.overrides.lift(self._day):
            found.append(self._acceleration())
        return found

    def _acceleration(self) -> Phrase:
        existing = [
            each
            for each in self._run.defaults
            if each.start <= self._day and (each.until is None or self._day <= each.until)
        ]
        if not existing:
            return "No Holder could accelerate that day: no Event of Default exists (section 2)."
        first = existing[0]
        says = f"An acceleration by a Holder for whom an Event of Default exists (here {first.clause}"
        return [f"{says}, since ", first.start, ") would suspend it, once noticed to the Borrower and Senior (1(d))."]

    def void(self) -> Iterator[tuple[Alike, VoidNotice]]:
        """The notices that became effective on the day and founded nothing."""
        for alike in self._run.alike.values():
            for void in alike.history.void:
                if void.day == self._day:
                    yield alike, void

    def explain_void(self, alike: Alike, void: VoidNotice, holders: list[str]) -> Explanation:
        """One void notice."""
        chain = Chain()
        event, line = self._document.events[void.notice]
        assert isinstance(event, BlockageNotice | CureNotice)  # noqa: S101 (a void notice is one)
        change: list[Phrase] = []
        cited = [void.clause]
        known = any(isinstance(w.event, SeniorDefault) and w.event.id == void.default for w in self._document.events)
        reason: Phrase = f": {void.reason.removesuffix('; 1(d)(ii)')}"
        if known:
            default, at = default_named(self._document, void.default)
            chain.on(default.date, f"{void.default} occurred", facts=self._facts.event(at))
            provisos = self._provisos(chain, alike, void, default) if void.clause == "1(d)(ii)" else []
            cited, reason = (provisos, "") if provisos else (cited, reason)
            change = self._could_still(alike, void)
        effective(chain, event, line, alike.name, self._document, self._facts)
        chain.on(void.day, ["it founds no Blockage Event", reason], clause=void.clause)
        title = f"void notice of {void.default}"
        about: Phrase = ["effective ", void.day]
        return Explanation(title, about, holders, "notices", void.clause, VOID_RULE, chain.steps, cited, change)

    def _provisos(self, chain: Chain, alike: Alike, void: VoidNotice, default: SeniorDefault) -> list[str]:
        """The other Blockage Event that stands in the way, with both dates; returns what is to be cited."""
        covenant = default.covenant or default.id
        cited = []
        for other in alike.history.events:
            if other.commenced >= void.day:
                continue
            free = months_after(other.commenced, 12)
            if (other.default.covenant or other.default.id) == covenant and void.day < free:
                says = f"a Blockage Event on {covenant} commenced"
                chain.on(other.commenced, says, facts=self._of(other), clause="twelve months")
                later = MonthsLater(other.commenced, 12, free)
                chain.on(free, f"the first day on which another on {covenant} can commence", later, (), "twelve months")
                cited.append("twelve months")
            elif self._burns(other, default, void.day):
                end: Phrase = [other.end] if other.end else ["a day not known"]
                says_: Phrase = [f"a Blockage Event on {other.default.id} commenced; it runs to ", *end]
                chain.on(other.commenced, says_, facts=self._of(other), clause="blockage")
                first = max(other.commenced, default.date)
                chain.on(first, f"{default.id} existed during it: it is used up", clause="no recycling")
                cited.append("no recycling")
        return cited

    def _of(self, block: BlockageEvent) -> list[Fact]:
        return self._facts.event(self._document.events[block.notice].line)

    def _burns(self, other: BlockageEvent, default: SeniorDefault, day: date) -> bool:
        over = ended(default)
        first = max(other.commenced, default.date)
        last = min(filter(None, (day, other.end, over and over - DAY)))
        return self._run.overrides.leaves_a_day(first, last)

    def _could_still(self, alike: Alike, void: VoidNotice) -> list[Phrase]:
        """What a notice of the same default, or of another under the same covenant, could still do."""
        prospect = alike.history.prospect(void.default, self._day, self._run.overrides)
        found: list[Phrase] = []
        if prospect.first is None:
            found.append(f"No later notice of {void.default} can found a Blockage Event.")
        else:
            found.append([f"A notice of {void.default} effective on ", prospect.first, " could found one."])
        if prospect.covenant_free is not None:
            found.append(["A fresh default under the same covenant could block from ", prospect.covenant_free, "."])
        return found
