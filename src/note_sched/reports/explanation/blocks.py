"""Blockage Events and void notices: which notice, effective when, of which default, and which of the ends governs."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from note_sched.document.events import BlockageNotice, CureNotice, SeniorDefault
from note_sched.document.model import Document
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.measure.business_days import DAY
from note_sched.pages.values import Phrase
from note_sched.reports.explanation.chain import Chain, DaysLater, Earliest, Explanation, Fact, MonthsLater
from note_sched.reports.explanation.cited_facts import Facts
from note_sched.reports.explanation.notice_steps import default_named, effective, told_of_cure, withdrawn
from note_sched.reports.telling.quoting import quotable
from note_sched.rules.alike import Alike
from note_sched.rules.blockage import BlockageEvent, VoidNotice, ended
from note_sched.rules.ground import NotRevived, OncePer, OncePerCovenant
from note_sched.rules.words import section
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role
from note_sched.terms.terms import OtherDefault, Unit

BLOCK_RULE = (
    "From the Holder's receipt of notice of a Senior default nothing may be paid on its Note: a payment default blocks "
    "until it is cured or waived; any other until notice of its cure, or day 365 from its occurrence if that is first."
)
VOID_RULE = (
    "A notice founds a Blockage Event only if it specifies a Senior default that exists, once in twelve months for "
    "each covenant, and never on a default that existed during an earlier Blockage Event."
)


def _later(commenced: date, why: OncePerCovenant) -> DaysLater | MonthsLater:
    within = why.within
    later = MonthsLater if within.unit is Unit.MONTHS else DaysLater
    return later(commenced, within.length, why.free_again)


ANY_BLOCK_RULE = (
    "From the day on which notice of a Senior default counts nothing may be paid on the Note, until the first of what "
    "the paper lists: the lapse of its days, the cure, notice of it, or a withdrawal."
)
ANY_VOID_RULE = (
    "A notice founds a Blockage Event only if it specifies a Senior default that exists, of a kind that blocks, is "
    "given by one who may give it, leaves a day, and meets none of the paper's limits on repetition."
)


class Blocks:
    """The Blockage Events of a run, explained."""

    def __init__(self, run: Run, facts: Facts, day: date) -> None:
        self._run = run
        self._document: Document = run.document
        self._facts = facts
        self._day = day

    def _rule(self, of_2008: str, any_paper: str) -> str:
        """The rule as the Note of 2008 has it, where that is what the document is read by."""
        return of_2008 if quotable(self._document) else any_paper

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
        chain = Chain(self._run.label)
        default, line = default_named(self._document, block.default.id)
        kind = "a payment default" if default.kind == "payment" else "not a payment default"
        of = f" of {default.covenant}" if default.covenant else ""
        says = f"{default.id}{of} occurred under {default.facility}: {kind}"
        chain.on(default.date, says, facts=self._facts.event(line), clause=Role.BLOCKAGE)
        self._notice(chain, alike, block)
        self._start(chain, block)
        self._ends(chain, alike, block, default)
        self._suspended(chain)
        until: Phrase = [block.end] if block.end else ["no end known"]
        about: Phrase = [block.start, " to ", *until, ", both days inside" if block.end else ""]
        delivery = ["delivery"] if any(step.clause == "delivery" for step in chain.steps) else []
        ended_by = self._run.label(block.role)
        cited = ["blockage", ended_by, "no payment", *delivery]
        change = self._would_change(block, default)
        title = f"Blockage Event on {default.id}"
        return Explanation(
            title, about, holders, "bars", ended_by, self._rule(BLOCK_RULE, ANY_BLOCK_RULE), chain.steps, cited, change
        )

    def _notice(self, chain: Chain, alike: Alike, block: BlockageEvent) -> None:
        event, line = self._document.events[block.notice]
        assert isinstance(event, BlockageNotice)  # noqa: S101 (a Blockage Event names its notice)
        if any(served.order == block.notice for served in alike.served.get(block.commenced, ())):
            effective(chain, event, line, alike.name, self._document, self._facts)
        else:
            says = "notice effective on the transferor; the Note came with it"
            chain.on(block.commenced, says, facts=self._facts.event(line), clause=Role.SUCCESSION)

    def _start(self, chain: Chain, block: BlockageEvent) -> None:
        if block.start == block.commenced:
            return
        if self._document.reading.block_trigger == "borrower_and_holder":
            says = "it bars from the later of receipt by the Holder and by the Borrower"
            chain.on(block.start, says, facts=[self._facts.reading("block_trigger")], clause=Role.BORROWER_NOTICE)
        else:
            chain.on(block.start, "it bars this Note from the transfer", clause=Role.SUCCESSION)

    def _ends(self, chain: Chain, alike: Alike, block: BlockageEvent, default: SeniorDefault) -> None:
        """The candidate ends, each with its day, and the operative one."""
        if default.kind == "payment":
            self._payment_end(chain, default)
        else:
            self._other_end(chain, alike, block, default)
        self._cut(chain, block)
        if self._document.reading.window_end == "payable" and block.end is not None and not block.cut:
            says = "the last barred day: the end itself is outside"
            if quotable(self._document):
                says = "the last barred day: under this reading the end itself is outside"
            chain.on(block.end, says, facts=[self._facts.reading("window_end")], clause=Role.BLOCKAGE)

    def _payment_end(self, chain: Chain, default: SeniorDefault) -> None:
        over = ended(default)
        if over is None:
            chain.on(None, "it ends on the day of the cure or waiver: none is recorded", clause=Role.BLOCKAGE_PAYMENT)
            return
        days = Earliest([("cured", default.cured), ("waived", default.waived)])
        word = "cured" if over == default.cured else "waived"
        chain.on(over, f"the default is {word}: that ends it, without any notice", days, clause=Role.BLOCKAGE_PAYMENT)

    def _other_end(self, chain: Chain, alike: Alike, block: BlockageEvent, default: SeniorDefault) -> None:
        terms = self._run.document.terms.blockage.other_default
        if terms is None:
            raise TypeError(block)
        if terms.ends != ("cure_notice",) or terms.runs_from != "occurrence":
            self._end_by_terms(chain, alike, block, terms)
            return
        days = terms.days
        cured, last = ended(default), default.date + timedelta(days=days)
        if cured is not None:
            says = "the default is cured or waived: that ends nothing until notice of it"
            chain.on(cured, says, clause=Role.BLOCKAGE_CURED)
        told = self._told(chain, alike, block, default)
        candidates = Earliest([("notice of cure effective", told), (f"day {days}", last)])
        governs = "the earlier end, which governs", "the later end"
        first, second = governs if told is not None and told <= last else governs[::-1]
        if told is None:
            chain.on(None, "(A) no notice of a cure or waiver is effective", clause=Role.BLOCKAGE_CURED)
            second = "the end that governs"
        else:
            chain.on(told, f"(A) notice of the cure: {first}", clause=Role.BLOCKAGE_CURED)
        chain.on(
            last,
            f"(B) day {days} after it occurred: {second}",
            DaysLater(default.date, days, last),
            clause=Role.BLOCKAGE_LAPSED,
        )
        chain.on(candidates.result, "so it ends, on the earlier of (A) and (B)", candidates, clause=Role.BLOCKAGE_OTHER)

    def _end_by_terms(self, chain: Chain, alike: Alike, block: BlockageEvent, terms: OtherDefault) -> None:
        """The candidate ends that a paper lists, each with its day, and the earliest."""
        default, cured = block.default, ended(block.default)
        candidates: list[tuple[str, date | None]] = []
        if "cure" in terms.ends:
            says = "the default is cured or waived: one end" if cured else "it is not cured or waived"
            chain.on(cured, says, clause=Role.BLOCKAGE_CURED)
            candidates.append(("cured or waived", cured))
        if "cure_notice" in terms.ends:
            told = self._told(chain, alike, block, default)
            says = "notice of the cure: one end" if told else "no notice of a cure or waiver is effective"
            chain.on(told, says, clause=Role.BLOCKAGE_CURED)
            candidates.append(("notice of cure effective", told))
        if "withdrawal" in terms.ends:
            candidates.append(("withdrawn", self._withdrawn(chain, alike, block)))
        since = default.date if terms.runs_from == "occurrence" else block.commenced
        last = since + timedelta(days=terms.days)
        of = "it occurred" if terms.runs_from == "occurrence" else "the notice was effective"
        counted = DaysLater(since, terms.days, last)
        chain.on(last, f"day {terms.days} after {of}: one end", counted, clause=Role.BLOCKAGE_LAPSED)
        earliest = Earliest([*candidates, (f"day {terms.days}", last)])
        chain.on(earliest.result, "so it ends, on the earliest of them", earliest, clause=block.role)

    def _withdrawn(self, chain: Chain, alike: Alike, block: BlockageEvent) -> date | None:
        """The first withdrawal that counts; of those that do not, why not."""
        found = None
        for day, notice, line in withdrawn(self._document, block.default.id, alike):
            effective(chain, notice, line, alike.name, self._document, self._facts)
            if day < block.commenced:
                chain.on(day, "that was before the notice, and does not count", clause=Role.BLOCKAGE_CURED)
            elif block.by is not None and notice.by not in (None, block.by):
                chain.on(day, f"{notice.by} did not give the notice: it does not count", clause=Role.BLOCKAGE_CURED)
            elif found is None:
                found = day
        if found is None:
            chain.on(None, "it is not withdrawn", clause=Role.BLOCKAGE_CURED)
        return found

    def _cut(self, chain: Chain, block: BlockageEvent) -> None:
        """Where it ends before any of these, for so many days were blocked."""
        most = self._run.document.terms.blockage.limits.most
        if block.role is Role.BLOCKAGE_MOST and most is not None and block.end is not None:
            says = f"its last blocked day: with it {most.days} days of {most.within} are blocked, and no more may be"
            chain.on(block.end, says, clause=Role.BLOCKAGE_MOST)

    def _told(self, chain: Chain, alike: Alike, block: BlockageEvent, default: SeniorDefault) -> date | None:
        """The first notice of an actual cure that was effective on the Holder, or came to it with the Note."""
        cured, told = ended(default), None
        for day, notice, line in told_of_cure(self._document, default.id, alike):
            effective(chain, notice, line, alike.name, self._document, self._facts)
            if cured is None or day < cured:
                chain.on(day, "that was before an actual cure, and does not count", clause=Role.BLOCKAGE_CURED)
            elif told is None:
                told = day
        if told is None and block.role is Role.BLOCKAGE_CURED and block.end is not None:
            inside = self._document.reading.window_end == "blocked"
            told = block.end if inside else block.end + DAY
            chain.on(told, "notice of the cure effective on the transferor", clause=Role.SUCCESSION)
        return told

    def _suspended(self, chain: Chain) -> None:
        for override in self._run.overrides.opened:
            if override.start <= self._day <= override.end:
                by = ", ".join(override.holders)
                says: Phrase = [f"the acceleration by {by} suspends it, through ", override.end]
                chain.on(override.start, says, clause="override")

    def _would_change(self, block: BlockageEvent, default: SeniorDefault) -> list[Phrase]:
        """What would end it sooner."""
        found: list[Phrase] = []
        told = self._run.label(Role.BLOCKAGE_CURED)
        before: list[Any] = [" before ", block.end] if block.end else []
        if default.kind == "payment":
            sooner = [
                "A cure or waiver of the default",
                *before,
                f" would end it that day, without any notice ({self._run.label(Role.BLOCKAGE_PAYMENT)}).",
            ]
            found.append(sooner)
        elif self._document.terms.blockage.other_default != AIR_INDUSTRIES_2008.terms.blockage.other_default:
            found += self._other_ends(before)
        elif block.role is Role.BLOCKAGE_CURED:
            cured = ended(default)
            since: Phrase = [" effective on or after ", cured, ","] if cured else []
            found.append(["An earlier notice of the cure,", *since, f" would have ended it that day ({told})."])
        else:
            found.append(["A notice of cure or waiver effective", *before, f" would end it that day ({told})."])
        senior = self._run.label(Role.SENIOR)
        found.append(f"Payment of all Senior Indebtedness would leave it nothing to bar from that day ({senior}).")
        if self._document.terms.override is not None and not self._run.overrides.lift(self._day):
            found.append(self._acceleration())
        return found

    def _other_ends(self, before: list[Any]) -> list[Phrase]:
        """What else would end it that day, of what the paper lists."""
        told, other = self._run.label(Role.BLOCKAGE_CURED), self._document.terms.blockage.other_default
        ends = {
            "cure": "A cure or waiver of the default",
            "cure_notice": "A notice of cure or waiver effective",
            "withdrawal": "A withdrawal of the notice by who gave it, effective",
        }
        return [[ends[each], *before, f" would end it that day ({told})."] for each in (other.ends if other else ())]

    def _acceleration(self) -> Phrase:
        label = self._run.label
        first = next((each for each in self._run.defaults if each.exists_on(self._day)), None)
        if first is None:
            by = section(label(Role.ACCELERATION))
            return f"No Holder could accelerate that day: no Event of Default exists ({by})."
        says = f"An acceleration by a Holder for whom an Event of Default exists (here {label(first.role)}"
        suspends = f") would suspend it, once noticed to the Borrower and Senior ({label(Role.OVERRIDE)})."
        return [f"{says}, since ", first.start, suspends]

    def void(self) -> Iterator[tuple[Alike, VoidNotice]]:
        """The notices that became effective on the day and founded nothing."""
        for alike in self._run.alike.values():
            for void in alike.history.void:
                if void.day == self._day:
                    yield alike, void

    def explain_void(self, alike: Alike, void: VoidNotice, holders: list[str]) -> Explanation:
        """One void notice."""
        chain = Chain(self._run.label)
        event, line = self._document.events[void.notice]
        assert isinstance(event, BlockageNotice | CureNotice)  # noqa: S101 (a void notice is one)
        change: list[Phrase] = []
        clause = self._run.label(void.ground.role)
        cited = [clause]
        known = any(isinstance(w.event, SeniorDefault) and w.event.id == void.default for w in self._document.events)
        reason: Phrase = f": {self._run.said(void.ground).removesuffix(f'; {clause}')}"
        if known:
            default, at = default_named(self._document, void.default)
            chain.on(default.date, f"{void.default} occurred", facts=self._facts.event(at))
            provisos = self._provisos(chain, void, default)
            cited, reason = (provisos, "") if provisos else (cited, reason)
            change = self._could_still(alike, void)
        effective(chain, event, line, alike.name, self._document, self._facts)
        chain.on(void.day, ["it founds no Blockage Event", reason], clause=void.ground.role)
        title = f"void notice of {void.default}"
        about: Phrase = ["effective ", void.day]
        return Explanation(
            title, about, holders, "notices", clause, self._rule(VOID_RULE, ANY_VOID_RULE), chain.steps, cited, change
        )

    def _provisos(self, chain: Chain, void: VoidNotice, default: SeniorDefault) -> list[str]:
        """The other Blockage Events that stand in the way, with both dates; returns what is to be cited."""
        cited = []
        for obstacle in void.obstacles:
            why, other = obstacle.ground, obstacle.event
            if isinstance(why, OncePer):
                says = "a Blockage Event commenced, whatever its default"
                chain.on(other.commenced, says, facts=self._of(other), clause="twelve months")
                counted = DaysLater(other.commenced, why.days, why.free_again)
                chain.on(why.free_again, "the first day on which another can", counted, (), "twelve months")
                cited.append("twelve months")
            elif isinstance(why, NotRevived):
                over: Phrase = ["over since ", why.over] if why.over else ["never over"]
                line: Phrase = [f"an earlier default under {why.covenant}, used up, occurred; ", *over]
                chain.on(why.earlier, line, clause="no recycling")
                says = f"this one comes less than {why.days} days after the end of that: it is used up too"
                chain.on(why.occurred, says, clause="no recycling")
                cited.append("no recycling")
            elif isinstance(why, OncePerCovenant):
                says = f"a Blockage Event on {why.covenant} commenced"
                chain.on(other.commenced, says, facts=self._of(other), clause="twelve months")
                later = _later(other.commenced, why)
                says = f"the first day on which another on {why.covenant} can commence"
                chain.on(why.free_again, says, later, (), "twelve months")
                cited.append("twelve months")
            else:
                end: Phrase = [other.end] if other.end else ["a day not known"]
                says_: Phrase = [f"a Blockage Event on {other.default.id} commenced; it runs to ", *end]
                chain.on(other.commenced, says_, facts=self._of(other), clause="blockage")
                first = max(other.commenced, default.date)
                chain.on(first, f"{default.id} existed during it: it is used up", clause="no recycling")
                cited.append("no recycling")
        return cited

    def _of(self, block: BlockageEvent) -> list[Fact]:
        return self._facts.event(self._document.events[block.notice].line)

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
