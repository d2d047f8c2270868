"""When each Note matures: Notes of different dates may differ, where a financing closed between them (R-2)."""

from datetime import date
from typing import NamedTuple

from note_sched.document.events import Financing
from note_sched.document.model import Document
from note_sched.pages.values import Phrase
from note_sched.reports.telling.wording import Names, join
from note_sched.rules.maturity import maturity
from note_sched.simulation.outcome import Run


class Matures(NamedTuple):
    """The Notes issued on a day, and when and why they fall due (``cause`` as in ``Maturity``).

    ``holders``: to whom they were issued; a transfer may have brought them to others.
    """

    issued: date
    date: date
    cause: str
    holders: tuple[str, ...]


def maturities(document: Document) -> list[Matures]:
    """By day of issue, the first one first."""
    note = document.note
    financings = [event for event, _ in document.events if isinstance(event, Financing)]
    holders: dict[date, list[str]] = {}
    for holder in document.holders:
        if holder.principal:
            holders.setdefault(holder.issue_date or note.issue_date, []).append(holder.id)
    found = []
    for issued, whose in sorted(holders.items()):
        day, cause = maturity(note, issued, financings)
        found.append(Matures(issued, max(day, issued), cause, tuple(whose)))
    return found


def earlier(run: Run) -> Phrase:
    """Behind the latest maturity: the Notes that fall due before it; nothing where all fall due together."""
    names = Names(run.document)
    before = [each for each in maturities(run.document) if each.date < run.maturity.date]
    why = "; earlier, brought forward by a financing: "
    return join(([f"{why}{names.holders(each.holders)} ", each.date] for each in before), "")
