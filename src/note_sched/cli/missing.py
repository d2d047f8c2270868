"""What one would write where an argument or an option is missing: a day, or a month, of the document itself."""

from datetime import date
from typing import Any

import typer

from note_sched.cli.opening import open_to_check
from note_sched.document.counting import business_days, ladder_of
from note_sched.document.model import Document
from note_sched.faults import Faulty, Refusal
from note_sched.measure.business_days import LAST_DAY
from note_sched.reports.telling.position import reference

_DAY, _MONTH = "--on", "--month"


def in_words(slip: typer.BadParameter, example: str | None) -> str:
    """A sentence behind "Missing option '--on'."; ``example``: the help's, where the document does not give one."""
    options = slip.param.opts if slip.param is not None else ()
    asked = next((each for each in (_DAY, _MONTH) if each in options), None)
    named = slip.ctx.params.get("file") if slip.ctx is not None else None
    if asked is not None and named is not None:
        day = _next_payment(named)
        if day is not None:
            written = str(day) if asked == _DAY else str(day)[:7]
            return f"By the document a payment is next due on {day}: write {asked} {written}"
    return f"For example: note-sched {example}" if example else ""


def _next_payment(file: Any) -> date | None:  # noqa: ANN401 (what was given, whatever the command takes)
    """The day on which what falls due next is to be paid, seen from where the record ends; None: it cannot be told."""
    if not isinstance(file, str) or file == "-":  # standard input is not read for an example
        return None
    try:
        document = open_to_check(file, None, (), ()).document
    except (Faulty, Refusal):
        return None
    return _after(document)


def _after(document: Document) -> date | None:
    now, _ = reference(document)
    matures, ladder = document.note.maturity_date, ladder_of(document)
    days = [matures] if matures > now else []
    if ladder is not None and (days or document.terms.interest.after_maturity == "schedule"):
        days.append(ladder.following(now))
    if not days or min(days) > LAST_DAY:
        return None
    return min(days) if document.terms.days.convention == "none" else business_days(document).roll(min(days))
