"""The promise: maturity, interest, prepayment, application of what is paid.

Example:
    >>> from note_sched.instruments import AIR_INDUSTRIES_2008 as note
    >>> note.quote("prepayment")
    'This Note may be prepaid in whole or in part at any time.'
"""

from note_sched.instruments.clause import Clause
from note_sched.measure.accrual import DayCount
from note_sched.terms.roles import Role
from note_sched.terms.terms import BusinessDayTerms, Interest

LABELS = {
    Role.PROMISE: "preamble",
}

CLAUSES = (
    Clause(
        "preamble",
        "promise to pay, maturity, interest, prepayment, application",
        "FOR VALUE RECEIVED",
        "interest accrued, if any, and then principal.",
    ),
)

PASSAGES = {
    "maturity": Clause("preamble", "maturity", "on the earlier of (i) May 31, 2010", "if not paid sooner."),
    "interest": Clause("preamble", "interest", "Interest shall accrue on the unpaid", "each month thereafter."),
    "prepayment": Clause("preamble", "prepayment", "This Note may be prepaid", "at any time."),
    "application": Clause("preamble", "application", "All payments made pursuant", "and then principal."),
}

ISSUED_IN = (2008, 9)
"""Year and month of issue of the Note whose text decides: "Issue Date: September ___, 2008"."""

INTEREST = Interest(every=1, on="same_day", day_count=DayCount.ACTUAL_MONTH, after_maturity="schedule")

DAYS = BusinessDayTerms(calendar="new-york", convention="following", extension_interest=True)
"""No words of the Note: General Construction Law 24 and 25."""
