"""What each of the facts that differ changes alone: the second document is played once more without it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from note_sched.document.changes import Change
from note_sched.document.model import Document
from note_sched.document.undoing import faults_of, together, undone
from note_sched.faults import Faulty, Refusal
from note_sched.pages.values import Increase, Phrase
from note_sched.reports.comparison.differences import Difference, difference
from note_sched.reports.comparison.first_day import to_the_day
from note_sched.reports.comparison.measures import FLOWS, PAID, Measured, measure
from note_sched.simulation import simulate

MOST_TRIED = 24
"""Facts that are tried one by one; among more the reader must look for himself."""

MOST_HOLDERS = 2_000
"""With more Holders none is tried: each costs a simulation."""


class Effect(NamedTuple):
    """What one fact changes.

    ``others``: the places of the facts without which it cannot be undone; ``found``: from the second document without
    it (and them) to the second as it is, None: without it the rest makes no sense; ``is_all``: whether without it
    nothing differs from the first.
    """

    others: Sequence[int]
    found: Difference | None
    is_all: bool

    @property
    def kind(self) -> str:
        """``none``, ``all``, ``part``, or ``unknown`` where the fact cannot be undone."""
        if self.found is None:
            return "unknown"
        if self.found.is_empty:
            return "none"
        return "all" if self.is_all else "part"


def why_untried(count: int, *documents: Document) -> str:
    """Why the facts that differ are not tried one by one; empty where they are."""
    if count > MOST_TRIED:
        return f"{count} facts differ; more than {MOST_TRIED} are not tried one by one."
    if max(len(document.holders) for document in documents) > MOST_HOLDERS:
        return f"With more than {MOST_HOLDERS:,} Holders the facts that differ are not tried one by one."
    return ""


def effects(
    first: tuple[Document, Measured],
    second: tuple[Document, Measured],
    found: Difference,
    changes: Sequence[Change],
    step: Callable[[], object],
) -> list[Effect]:
    """What every change does alone; both documents were measured through the same day, and differ by ``found``.

    ``step`` is called when another change begins.
    """
    accepted = faults_of(first[0]) | faults_of(second[0]) if len(changes) > 1 else set()
    tried = []
    for change in changes:
        step()
        group = together(change, changes)
        others = [at for at, each in enumerate(changes) if each in group and each != change]
        if len(group) == len(changes):  # without them the second is the first
            tried.append(Effect(others, found, is_all=True))
            continue
        without = undone(second[0], *group)
        try:
            own = measure(simulate(without, through=found.through)) if faults_of(without) <= accepted else None
        except (Faulty, Refusal):  # a transfer of what was not held
            own = None
        if own is None:
            tried.append(Effect(others, None, is_all=False))
            continue
        adds = to_the_day(difference(own, second[1]), without, second[0])
        left = to_the_day(difference(first[1], own), first[0], without)
        tried.append(Effect(others, adds, left.is_empty))
    return tried


def what_differs(found: Difference) -> list[Phrase]:
    """By how much the main sums of all Notes are more or less; where none is, what else two runs differ in."""
    if found.is_accrued_alone:
        return ["interest not yet due alone, between the days of the schedule"]
    moves = any(cell.column in FLOWS for cell in found.cells)
    return _sums(found) or ["the same is paid in all, on other days" if moves else "no money moves otherwise"]


def _sums(found: Difference) -> list[Phrase]:
    paid = sum(map(found.of, PAID))
    told: list[Phrase] = [["paid ", Increase(paid)]] if paid else []
    for name, label in (
        ("paid_by_turnover", "paid by turnover"),
        ("held_back", "held back"),
        ("turned_over", "turned over"),
        ("unpaid", "unpaid at the end"),
    ):
        if found.of(name):
            told.append([f"{label} ", Increase(found.of(name))])
    return told


def first_told(found: Difference) -> list[object]:
    """From which day on two runs differ: `` from Tue 2009-03-03 on``, and of what that is the first day."""
    if found.first_day is None:
        return []
    return [" from ", found.first_day, " on" if found.is_to_the_day else " on, by the days of the schedule"]
