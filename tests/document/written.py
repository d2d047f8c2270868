"""Small sound documents for the tests of this room, and the faults of unsound ones."""

from note_sched.document.load import load
from note_sched.faults import Faulty

NOTE = """\
note:
  title: Junior Subordinated Promissory Note due 2010
  borrower: Air Industries Group, Inc.
  issue_date: 2008-09-26
  maturity_date: 2010-05-31
  interest_rate: 1% per month
  first_payment_date: 2008-11-01
"""
HOLDERS = """\
holders:
  - {id: alder, name: Alder Growth Partners LP, principal: 100000.00}
  - {id: birch, name: Birch Family Trust, principal: 33333.33, issue_date: 2008-10-10}
"""
SENIOR = """\
senior_debt:
  - {id: pnc, lender: "PNC Bank, National Association", principal: 8000000.00}
  - {id: steel-city, lender: Steel City Capital Funding LLC, principal: 5000000.00, rank: 2}
"""
SOUND = NOTE + HOLDERS + SENIOR
DEFAULT = "{type: senior_default, date: 2009-03-02, id: d1, facility: pnc, kind: other}"


def with_events(*events, base=SOUND):
    """A document with these events, each written as a flow mapping on a line of its own."""
    return base + "events:\n" + "".join(f"  - {event}\n" for event in events)


def read(text, overrides=()):
    """The document of a text."""
    return load(text.encode(), overrides)


def faults(text):
    """The faults of a text, or of bytes; none if it is sound."""
    try:
        load(text if isinstance(text, bytes) else text.encode())
    except Faulty as faulty:
        return faulty.faults
    return []


def codes(text):
    """The kinds of the faults of a text, in their order."""
    return [str(fault.code) for fault in faults(text)]


def underlined(text):
    """What each fault underlines."""
    lines = text.splitlines()
    found = [(fault.place, fault.length) for fault in faults(text)]
    return [lines[line - 1][column - 1 : column - 1 + length] for (line, column), length in found]
