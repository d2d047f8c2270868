"""What may be paid, day by day over all Notes, and the sentence that sums it up.

Out of the rows of a run: each says where a Note stands until its next one. Whatever a paper bars is read as the
schedule reads it: a Note is barred when its interest is, and else perhaps its principal.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from note_sched.history.balances import with_issues
from note_sched.ledger.entries import Row
from note_sched.measure.business_days import DAY
from note_sched.pages.picture import May, Payable
from note_sched.pages.values import Phrase
from note_sched.reports.telling.wording import NO_BARS, Names
from note_sched.rules.standing import BLOCKAGE, PAYMENT_DEFAULT, STOP
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role

_OF_THE_DAY = frozenset({Role.TURNOVER, Role.DIVERSION})
_BARRED = ("barred", "barred_principal")
_MOST_TOLD = 4


def payable_of(run: Run) -> list[Payable]:
    """What may be paid from the first issue to the day on which the last cent is; a stretch for every change.

    Args:
        run: one with its rows.
    """
    names, found = Names(run.document), list[Payable]()
    standings: dict[str, str] = {}
    for day, rows in groupby(with_issues(run), key=attrgetter("date")):
        paid = _turn(standings, rows)
        if found and found[-1].end is None and _told(names, standings)[:2] != (found[-1].may, found[-1].what):
            found[-1] = found[-1]._replace(end=day - DAY)
        if standings and (not found or found[-1].end is not None):
            may, what, flows = _told(names, standings)
            found.append(Payable(may, day, None, what, flows))
        for holder in dict.fromkeys(paid):  # one that is issued and paid on one day has two rows of it
            del standings[holder]
        if found and not standings:
            found[-1] = found[-1]._replace(end=day)
    return found


def _turn(standings: dict[str, str], rows: Iterator[Row]) -> list[str]:
    """Take in a day's rows; returns whose Notes were paid that day, which stand until tonight as their bars have it."""
    paid = []
    for row in rows:
        standing = row.standing
        if standing == "paid":
            paid.append(row.holder)
            barred = set(row.roles) - _OF_THE_DAY
            standing = standings.get(row.holder, "open") if barred else "open"
        standings[row.holder] = standing
    return paid


def _told(names: Names, standings: dict[str, str]) -> tuple[May, str, bool]:
    barred = [holder for holder, standing in standings.items() if standing == "barred"]
    in_part = [holder for holder, standing in standings.items() if standing == "barred_principal"]
    if not barred and not in_part:
        return May.ALL, "all", True
    if len(barred) == len(standings):
        return May.NOTHING, "nothing", False
    if not barred:
        whose = "" if len(in_part) == len(standings) else f" of {names.holders(in_part)}"
        return May.PART, f"all but principal{whose}", True
    besides = f", no principal on {names.holders(in_part)}" if in_part else ""
    return May.PART, f"nothing on {names.holders(barred)}{besides}", False


def finding(run: Run, stretches: Sequence[Payable]) -> Phrase:
    """In a sentence from when to when what might not be paid; that nothing was barred, and how it ended."""
    changes = _merged(stretches)
    if changes and changes[0].may is May.ALL:
        del changes[0]
    if not changes:
        return _free(run, stretches)
    changes[-1] = changes[-1]._replace(end=changes[-1].end or _known_end(run))
    if sum(each.may is not May.ALL for each in changes) > _MOST_TOLD:
        return _many(changes)
    first = next((each for each in changes if each.may is May.NOTHING), changes[0])
    blocked = any(each.effective and each.kind in _BLOCKS and each.covers(first.start) for each in run.windows)
    return _capital(list(_sentence(changes, "blocked" if blocked else "barred")))


def _known_end(run: Run) -> date | None:
    """The last day of what bars on the last day of the run, where it is known although it is later."""
    ends = [each.end for each in run.windows if _bars(each) and each.covers(run.through)]
    known = [end for end in ends if end is not None]
    return max(known) if known and len(known) == len(ends) else None


def _bars(window: Window) -> bool:
    return window.effective and window.kind not in NO_BARS


def _merged(stretches: Sequence[Payable]) -> list[Payable]:
    """Stretches between which it changes only on whose Notes a part may be paid are one."""
    found: list[Payable] = []
    for each in stretches:
        if found and (found[-1].may, found[-1].flows) == (each.may, each.flows):
            found[-1] = found[-1]._replace(end=each.end)
        else:
            found.append(each)
    return found


_BLOCKS = frozenset({BLOCKAGE, PAYMENT_DEFAULT, STOP})


def _sentence(changes: Sequence[Payable], barred: str) -> Iterator[Any]:
    """Stretch after stretch, each with its last day where the next one does not tell it."""
    word = barred
    for at, each in enumerate(changes):
        before = changes[at - 1] if at else None
        after = changes[at + 1].may if at + 1 < len(changes) else None
        flowed = _flowed_again(changes[:at])
        if each.may is May.ALL:
            yield from _free_again(changes[:at], each.start)
        elif each.may is May.NOTHING:
            if flowed and after is May.ALL:
                continue  # the day on which all may be paid says it
            yield from ["; " if at else "", f"{word} from ", each.start]
            yield from _until(each, told=after is May.PART)
            word = f"{barred} again" if after is May.PART else "again"
        else:
            resumes = before is not None and before.may is May.NOTHING
            yield from ["; " if at else "", *_in_part(each, barred, resumes=resumes), each.start]
            yield from _until(each, told=resumes and after is May.ALL)


def _flowed_again(changes: Sequence[Payable]) -> bool:
    """Whether interest alone may be paid again, after days on which nothing might."""
    return len(changes) > 1 and changes[-1].flows and changes[-1].may is May.PART and changes[-2].may is May.NOTHING


def _free_again(changes: Sequence[Payable], day: date) -> list[Any]:
    """From when all may be paid, where the days before do not tell it."""
    if _flowed_again(changes) or (changes[-1].may is May.NOTHING and _flowed_again(changes[:-1])):
        return [", principal not before ", day]
    if len(changes) > 1 and changes[-1].may is May.PART and changes[-2].may is May.NOTHING:
        return ["; all may be paid from ", day]
    return []


def _in_part(stretch: Payable, barred: str, *, resumes: bool) -> list[Any]:
    if resumes:
        return ["interest flows again " if stretch.flows else "part may be paid from "]
    return ["principal barred from " if stretch.flows else f"{barred} in part from "]


def _until(stretch: Payable, *, told: bool) -> list[Any]:
    if stretch.end is None:
        return ["; principal stays barred" if stretch.flows else ", no end known"]
    return [] if told else [" to ", stretch.end]


def _free(run: Run, stretches: Sequence[Payable]) -> Phrase:
    """That nothing was ever barred, and how it ended."""
    if not stretches or stretches[-1].end is None:
        return ["Nothing bars payment through ", run.through]
    totals = run.totals
    how = ["", " if all that is assumed is received", " if what is assumed is received"]
    assumed = how[0 if not totals.assumed else 1 if totals.assumed == totals.paid else 2]
    return ["Nothing bars payment; nothing is owed after ", stretches[-1].end, assumed]


def _many(changes: Sequence[Payable]) -> Phrase:
    """Where there are more changes than a sentence holds: how often, from when to when."""
    barred = [each for each in changes if each.may is not May.ALL]
    said: list[Any] = [f"Barred in all or in part {len(barred)} times, from ", barred[0].start, " on"]
    return said if barred[-1].end is None else [*said[:2], " to ", barred[-1].end]


def _capital(phrase: list[Any]) -> Phrase:
    first, *rest = [part for part in phrase if part]
    return [first[:1].upper() + first[1:], *rest]
