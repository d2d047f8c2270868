"""The parties of a payoff letter: from whom and to whom it is, who is to be paid what, and who confirms it."""

from collections.abc import Iterator, Mapping
from typing import Any

from note_sched.pages.page import Line, Signing
from note_sched.pages.values import Money, Phrase
from note_sched.reports.letter.legend import whose
from note_sched.reports.letter.payoff_days import Quotation, barred_by
from note_sched.reports.telling.wording import Names, join
from note_sched.simulation.outcome import Position

_BLANK = "_" * 20


def heading(quoted: Quotation) -> Iterator[Line]:
    """From, to, date, re. The day is written in by hand: the letter says the same on whatever day it is printed."""
    note, holders = quoted.document.note, quoted.document.holders
    name = Names(quoted.document).holder
    if quoted.holder is not None:
        sender = f"{name[quoted.holder]} ({quoted.holder}), for its own Note alone"
    elif len(holders) > 1:
        sender = f"the {len(holders)} Holders named in the Schedule of Holders, each for its own Note"
    else:
        sender = f"{holders[0].name} ({holders[0].id}), the Holder of the Note"
    notes = "the Note" if whose(quoted) == "the Note" else f"{'all Notes' if quoted.holder is None else whose(quoted)}"
    yield Line("From", sender)
    yield Line("To", f"{note.borrower}, the Borrower, and whoever pays for it or finances the payment")
    yield Line("Date", f"{_BLANK} (of the last signature; no figure depends on it)")
    yield Line("Re", f"Payoff of {notes}: {note.title}")


def assumed_clause(assumed: int) -> list[Any]:
    """The condition under which a figure holds; nothing where it holds without one."""
    return [", if the ", Money(assumed), " assumed as paid was received"] if assumed else []


def payable_to(quoted: Quotation) -> list[Any]:
    """Of a letter that is barred, behind its verdict: how much of the sum may be paid all the same, and to how many."""
    free = {each.holder: _free(each) for each in quoted.payoff.positions}
    some = [cents for cents in free.values() if cents]
    if not some:
        return []
    owing = sum(1 for each in quoted.payoff.positions if each.total)
    whom = f", to {len(some)} of {owing} Holders" if owing > 1 else ""
    return ["; of it ", Money(sum(some)), f" may be paid{whom}"]


def by_holders(quoted: Quotation) -> Iterator[Phrase]:
    """With several Holders of whom some may be paid: how many in full, how many in part, and how many not at all."""
    owing = [each for each in quoted.payoff.positions if each.total]
    free = [_free(each) for each in owing]
    if len(owing) == 1 or not any(free):
        return
    full = [cents for cents, each in zip(free, owing, strict=True) if cents == each.total]
    if len(full) == len(owing):
        yield [f"Each of the {len(owing)} Holders may be paid in full on that day, together ", Money(sum(full)), "."]
        return
    part = [(cents, each.total) for cents, each in zip(free, owing, strict=True) if 0 < cents < each.total]
    told: list[Phrase] = []
    if full:
        told.append([f"{len(full)} may be paid in full, together ", Money(sum(full))])
    if part:
        of = [" of ", Money(sum(total for _, total in part))]
        told.append([f"{len(part)} may be paid in part, together ", Money(sum(cents for cents, _ in part)), *of])
    if not all(free):
        told.append(f"{free.count(0)} may be paid nothing")
    yield [f"On that day, of {len(owing)} Holders ", *join(told, "; "), "."]


def _free(position: Position) -> int:
    """What of a Note's sum nothing bars on the payoff date."""
    owed = {
        "expenses": position.expenses_unpaid,
        "interest": position.interest_unpaid + position.accrued,
        "principal": position.principal,
    }
    return sum(cents for part, cents in owed.items() if not position.bars[part])


def signing(quoted: Quotation, assumed: Mapping[str, int]) -> Iterator[Signing]:
    """Room for every Holder that is owed something to confirm its own sum; ``assumed``: cents, by Holder."""
    names, instrument, day = Names(quoted.document).holder, quoted.document.instrument, quoted.payoff.day
    parties: list[tuple[str, Phrase]] = []
    for each in quoted.payoff.positions:
        if not each.total:
            continue
        clauses = barred_by(instrument, [each])
        may = f", and may NOT be paid that day: {', '.join(clauses)}" if clauses else ", and may be paid that day"
        said = ["confirms for its own Note: ", Money(each.total), " received on ", day, " pays it in full"]
        parties.append(
            (f"{names[each.holder]} ({each.holder})", [*said, *assumed_clause(assumed[each.holder]), may, "."])
        )
    if parties:
        yield Signing("Confirmed, each Holder for itself", parties)
