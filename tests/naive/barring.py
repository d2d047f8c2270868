"""What bars payment on a day, after step 6."""

from datetime import date
from fractions import Fraction

from .blocking import Blocking, block_key
from .counting import DAY, day_of
from .facts import Event, cure_of
from .notes import Block, Note
from .receipts import (
    COMPONENTS,
    Bar,
    is_barred,
)
from .senior import is_pending
from .state import Judged, Run


class Barring(Blocking):
    """All bars on every Note, and the runs of days on which each applies."""

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


def stopped_by(event: Event) -> tuple[str, ...]:
    """T-10: what a stop notice stops."""
    return tuple(event.get("stops", COMPONENTS))


def extend(runs: list[Run], day: date, cause: tuple[str, ...]) -> None:
    """Add a day to the last run, with what is new in its cause, or begin another."""
    if runs and runs[-1].last >= day - DAY:
        runs[-1].last = day
        runs[-1].cause += [name for name in cause if name not in runs[-1].cause]
    else:
        runs.append(Run(day, day, list(cause)))
