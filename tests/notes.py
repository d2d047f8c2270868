"""The Note of 2008 with what a test adds to it, and where to look in its run."""

from copy import deepcopy
from datetime import date
from fractions import Fraction
from math import floor

from comparing import in_a_file

from note_sched.document.load import load
from note_sched.document.model import Reading, Written
from note_sched.simulation import simulate

TERMS = {
    "title": "Junior Subordinated Promissory Note due 2010",
    "borrower": "Air Industries Group, Inc.",
    "issue_date": "2008-09-26",
    "maturity_date": "2010-05-31",
    "interest_rate": "1% per month",
    "first_payment_date": "2008-11-01",
}
ONE_HOLDER = {"a": "100,000.00"}
ONE_LENDER = {"pnc": "8,000,000.00"}

day = date.fromisoformat


def cents(units):
    """Whole cents of a sum in units; a fraction of a cent stays one: cents(Fraction("0.005")) is half a cent."""
    exact = Fraction(units) * 100
    return exact.numerator if exact.denominator == 1 else exact


def half_up(exact):
    return floor(exact + Fraction(1, 2))


def money(whole_cents):
    """Whole cents as a file writes them."""
    return f"{int(whole_cents) // 100}.{int(whole_cents) % 100:02d}"


def event(kind, on, /, **fields):
    """An event as a file writes it; a trailing underscore keeps a key out of Python's way (``from_``, ``for_``)."""
    return {"type": kind, "date": on, **{key.rstrip("_"): value for key, value in fields.items()}}


def block(noticed, occurred="2009-02-20", *, name="d1", kind="other", notice=(), **facts):
    """A default under ``pnc`` and the notice of it; ``facts`` of the default, more keys of the ``notice``."""
    return (
        event("senior_default", occurred, id=name, **{"facility": "pnc", "kind": kind} | facts),
        event("blockage_notice", noticed, defaults=[name], **dict(notice)),
    )


def note(*events, **parts):
    """A loaded document, of what ``note_file`` takes."""
    return load(note_file(*events, **parts))


def note_file(*events, holders=ONE_HOLDER, debts=ONE_LENDER, terms=(), simulation=(), paper=None, **reading):
    """A file: ``holders``, ``debts`` by id, each a principal or a mapping of its keys; ``paper``: terms."""
    return in_a_file(
        ({} if paper is None else {"terms": paper})
        | {
            "note": TERMS | dict(terms),
            "holders": [{"id": name, "name": name} | _keys(keys) for name, keys in holders.items()],
            "senior_debt": [{"id": name, "lender": name} | _keys(keys) for name, keys in debts.items()],
            "events": [deepcopy(each) for each in events],  # one event written twice is no YAML alias
            "reading": reading,
            "simulation": dict(simulation),
        }
    )


def _keys(written):
    return written if isinstance(written, dict) else {"principal": written}


def under(document, terms):
    """A document under other terms than those of its instrument."""
    blockage = terms.blockage
    switches = Reading(
        day_count=terms.interest.day_count,
        window_end=blockage.last_day,
        block_trigger=blockage.starts,
        proviso_scope=blockage.limits.scope,
        mixed_block=terms.mixed_block,
    )
    return document._replace(paper=terms, reading=switches)


def row(run, on, holder="a"):
    """What happened to a Note on a day; None where nothing did."""
    return next((row for row in run.rows if (row.date, row.holder) == (day(on), holder)), None)


def daily(document, **options):
    """A run with a row for every day and Note."""
    return simulate(document, daily=True, **options)


def barred_by(document, on, holder="a", component="interest"):
    """The clauses of the bars on a component of a Note on a day."""
    run = simulate(document, ask=day(on))
    bars = next(each.bars[component] for each in run.asked.positions if each.holder == holder)
    return {run.label(bar.role) for bar in bars}


def windows(run, kind, holder=None):
    """First and last day of the effective windows of a kind; of one Holder where it is named."""
    found = [window for window in run.windows if window.kind == kind and window.effective]
    return [_span(window.start, window.end) for window in found if holder in (None, window.holder)]


def defaults(run, clause, holder=None):
    """First and last day of the Events of Default under a clause, all Notes' or one Holder's."""
    found = [each for each in run.defaults if (run.label(each.role), each.holder) == (clause, holder)]
    return [_span(each.start, each.until) for each in found]


def _span(first, last):
    return str(first), None if last is None else str(last)


def papered(document, **changes):
    """The document under a paper that differs from the Note of 2008 in parts of some of its terms."""
    paper = document.paper
    for name, change in changes.items():
        whole = getattr(paper, name)
        paper = paper._replace(**{name: whole._replace(**change) if isinstance(change, dict) else change})
    return document._replace(paper=paper)


def added(document, *events):
    """The document with more facts, as values: some are faults in the file of a Note of 2008."""
    return document._replace(events=(*document.events, *(Written(each, 0) for each in events)))
