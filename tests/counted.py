"""A plain note without Senior debt, counted by the terms that a test names."""

from msgspec.structs import replace
from notes import note

from note_sched.measure.accrual import DayCount

PLAIN = {
    "title": "Subordinated Promissory Note",
    "borrower": "Northfield Tool Works, Inc.",
    "issue_date": "2019-01-02",
    "maturity_date": "2020-12-31",
    "interest_rate": "10% per year",
    "first_payment_date": "2019-02-01",
}


def counted(*events, holders, interest=(), days=(), simulation=(), **terms):
    """A loaded document: ``interest`` and ``days`` change its terms, ``terms`` its note.

    ``interest``: ``every`` (None: with principal only, and then no first payment date), ``on``, ``day_count``,
    ``after_maturity``; ``days``: ``calendar``, ``convention``, ``extension_interest``. What is not named is the
    Note's of 2008, but for the day count: actual/365.
    """
    document = note(*events, holders=holders, debts={}, terms=PLAIN | terms, simulation=simulation)
    interest, days = {"day_count": "actual/365", **dict(interest)}, dict(days)
    interest["day_count"] = DayCount(interest["day_count"])
    paper, stated = document.paper, document.note
    paper = paper._replace(interest=paper.interest._replace(**interest), days=paper.days._replace(**days))
    if paper.interest.every is None:
        stated = replace(stated, first_payment_date=None)
    rolls = "gcl25" if paper.days.convention == "following" else "strict"
    reading = replace(document.reading, day_count=paper.interest.day_count, business_days=rolls)
    return document._replace(note=stated, paper=paper, reading=reading)
