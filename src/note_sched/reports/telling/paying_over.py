"""By which day what was received against a bar is to be paid over to Senior, where the paper gives a number of days."""

from datetime import date

from note_sched.document.model import Document
from note_sched.measure.calendar import BusinessDays
from note_sched.rules.turnover import turn_over_by


def to_be_paid_over_by(document: Document, received: date) -> date | None:
    """The last day for what was ``received`` on a day; None where the paper says "at once"."""
    holidays, terms = document.note.holidays, document.terms
    calendar = BusinessDays(holidays.add, holidays.remove)
    return turn_over_by(received, terms.turnover.within, calendar, rolls=terms.days.convention == "following")
