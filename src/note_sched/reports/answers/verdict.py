"""The verdict of a day: may what is due be paid? Told here alone; whatever page speaks of a day reads it here."""

from collections.abc import Sequence
from datetime import date

from note_sched.measure.business_days import DAY
from note_sched.pages.page import Tone
from note_sched.pages.values import Phrase
from note_sched.reports.telling.wording import Names, sums_in_words
from note_sched.simulation.outcome import COMPONENTS, Asked, Position

PAY, PAY_ONLY, DO_NOT_PAY = "PAY", "PAY ONLY", "DO NOT PAY"

TONES = {PAY: Tone.GOOD, PAY_ONLY: Tone.MIXED, DO_NOT_PAY: Tone.BAD}


def verdict(position: Position) -> str:
    """PAY if nothing is barred; DO NOT PAY if something is and nothing that is due may be paid; else PAY ONLY."""
    if not position.all_bars:
        return PAY
    return PAY_ONLY if any(payable(position).values()) else DO_NOT_PAY


def overall(asked: Asked) -> str:
    """The verdict over all Notes."""
    return together(asked.positions)


def together(positions: Sequence[Position]) -> str:
    """The verdict over several Notes."""
    verdicts = {verdict(position) for position in positions}
    if verdicts <= {PAY}:
        return PAY
    return DO_NOT_PAY if verdicts == {DO_NOT_PAY} else PAY_ONLY


def payable(position: Position) -> dict[str, int]:
    """What of the sums due on a Note may be paid, by component."""
    return {part: position.due[part] for part in COMPONENTS if not position.bars[part]}


def verdict_in_words(asked: Asked) -> Phrase:
    """The verdict over all Notes, and of PAY ONLY what: ``PAY ONLY 2,166.67 interest``."""
    return positions_in_words(asked.positions)


def positions_in_words(positions: Sequence[Position]) -> Phrase:
    """The verdict over several Notes, in the same words."""
    found = together(positions)
    if found == DO_NOT_PAY:
        return found
    if not any(sum(position.due.values()) for position in positions):
        return f"{found} (nothing is due)"
    if found == PAY:
        return found
    free = [payable(position) for position in positions]
    what = sums_in_words((part, sum(each.get(part, 0) for each in free)) for part in COMPONENTS)
    return [f"{found} ", *what] if what else f"{found} (nothing that is due may be paid)"


def barred_in_words(asked: Asked, names: Names) -> str:
    """Under what, and which Notes where it is not all that owe: ``principal barred under 1(d) (Notes: alder)``.

    Empty where nothing is barred.
    """
    barred = _owing([position for position in asked.positions if position.all_bars])
    if not barred:
        return ""
    what = "" if any(position.bars["interest"] for position in barred) else "principal "
    clauses = ", ".join(names.instrument.cited([bar.role for position in barred for bar in position.all_bars]))
    whose = "" if barred == _owing(asked.positions) else f" (Notes: {names.holders(each.holder for each in barred)})"
    return f"{what}barred under {clauses}{whose}"


def _owing(positions: Sequence[Position]) -> list[Position]:
    """Those that owe something; where none does, all."""
    return [position for position in positions if position.total] or list(positions)


def standing(position: Position) -> str:
    """``open``, ``barred``, ``barred_principal`` or ``paid``, as in the schedule."""
    if not position.total:
        return "paid"
    if position.bars["interest"]:
        return "barred"
    return "barred_principal" if position.bars["principal"] else "open"


def default_from(position: Position) -> date | None:
    """The first day of the 2(a) default of what is due and unpaid, in the past or to come; None if none comes of it.

    One default a Holder, unbroken while something is overdue: it may have begun with a sum that has been paid since.
    """
    if position.excused is None:
        return None
    return position.default_since or position.excused + DAY


def payable_from(asked: Asked, position: Position, component: str) -> date | None:
    """The day asked about where nothing bars the component, else the first later day without a bar on it."""
    if not position.bars[component]:
        return asked.day
    return asked.lifts.components.get((position.holder, component))
