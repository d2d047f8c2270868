"""What ``note-sched init --instrument`` writes: the starter, turned into one for another paper.

What the two papers have in common stands once, in the starter; here is what is different. Lines are hidden as there.
"""

import re
from itertools import pairwise

from note_sched.document.starter import STARTER
from note_sched.document.terms_text import terms_lines
from note_sched.instruments import AIR_INDUSTRIES_2008, instrument, origin
from note_sched.terms.terms import Terms

_SECTIONS = ("note:", "# Who holds", "# The Senior debt,", "# What happened,", "# Where the Note can", "simulation:")
_EVENT = re.compile(r"(?:^# (?! ).*\n)*^#  - type: (?P<type>\w+)\n(?:#    .*\n)*", re.MULTILINE)
_NOTES = {
    "indenture-179": ("10% Senior Subordinated Notes due 2014", "10% per year", "2009-03-15"),
    "mezzanine-180": ("12% Subordinated Notes due 2014", "12% per year", "2008-12-31"),
    "standby": ("Subordinated Promissory Note (seller)", "6% per year", "2008-11-15"),
    "plain": ("Promissory Note", "8% per year", "2008-11-15"),
}
"""By instrument the title, the rate and the first payment date."""

_OTHER_EVENTS = {
    "blockage_withdrawal": """\
# Who gave the notice of such a default withdraws it.
#  - type: blockage_withdrawal
#    date: 2009-05-11
#    defaults: [pnc-leverage]
#    by: pnc
""",
    "stop_notice": """\
# Senior stops payment, no default needed; without `stops`, of all components. And lets it go on.
#  - type: stop_notice
#    date: 2009-04-20
#    stops: [interest]
#  - type: resume_notice
#    date: 2009-06-01
""",
    "junior_notice": """\
# Notice to Senior that the Holders mean to act: the standstill counts from its day.
#  - type: junior_notice
#    date: 2009-04-06
""",
    "test_result": """\
# The result of a test on which the terms let a component be paid (`permitted: {interest: {test: …, at_least: …}}`).
#  - type: test_result
#    date: 2009-03-31
#    test: fccr
#    value: 1.15
""",
    "index_rate": """\
# What an index is from a day on, where the rate follows one (`interest_rate: {index: prime, plus: 4% per year}`).
#  - type: index_rate
#    date: 2008-09-26
#    index: prime
#    value: 5% per year
""",
    "pik_election": """\
# The Borrower elects to add the interest of a payment date to principal (`pik: {toggle: {rate: 12% per year}}`).
#  - type: pik_election
#    date: 2009-02-02
#    for: 2009-03-31
""",
    "acceleration_rescinded": """\
# Those who may declare Notes due undo it: principal is undue again.
#  - type: acceleration_rescinded
#    date: 2009-06-22
#    holders: [alder]
""",
    "conversion": """\
# Principal is converted, with the interest that runs on it (`interest: yes`) or without: nothing is paid.
#  - type: conversion
#    date: 2009-06-15
#    holder: alder
#    amount: 10,000.00
#    interest: yes
""",
}
"""Events that the Note of 2008 does not know, by type."""

_EVENTS_OF_DEFAULT = re.compile(r"\n# Events of Default of .*\n")

_DECLARED = re.compile(
    r"^# A Holder declares its Note.*\n(#  - .*\n#    date: .*\n)(#    holder: .*\n)#    notice: .*\n", re.MULTILINE
)
"""An acceleration as the starter shows it."""


def starter(key: str) -> str:
    """A document to start from, of the kind of this instrument.

    Raises:
        KeyError: there is no such instrument.
    """
    if key == AIR_INDUSTRIES_2008.key:
        return STARTER
    terms = instrument(key).terms
    head, note, holders, senior, events, _, simulation = _sections()
    parts = [_head(head, key), _note(note, key), holders, _terms(key)]
    if terms.senior_matured:
        parts.append(senior)
    return "".join([*parts, _events(events, terms), simulation])


def _sections() -> list[str]:
    """The starter, cut where its sections begin."""
    found = (re.search(f"^{re.escape(each)}", STARTER, re.MULTILINE) for each in _SECTIONS)
    starts = [0, *(match.start() for match in found if match is not None), len(STARTER)]
    return [STARTER[start:end] for start, end in pairwise(starts)]


def _head(head: str, key: str) -> str:
    _, rest = head.split("\n", 1)
    return f"# {origin(key).splitlines()[0]} Described for note-sched, under the terms of `{key}`.\n{rest}"


def _note(note: str, key: str) -> str:
    title, rate, first = _NOTES[key]
    for name, value in {
        "title": title,
        "borrower": "Northfield Tool Works, Inc.",
        "maturity_date": "2014-09-30",
        "interest_rate": f"{rate:<20}  # or 1% per month, 3% per quarter",
        "first_payment_date": f"{first:<14}  # then as `interest` of the terms says",
    }.items():
        note = re.sub(rf"^  {name}: .*$", f"  {name}: {value}", note, flags=re.MULTILINE)
    return re.sub(r"^  (?:offering_limit|financing_threshold): .*\n", "", note, flags=re.MULTILINE)


def _terms(key: str) -> str:
    """The terms, hidden: those of the instrument hold until a line is uncovered and says otherwise."""
    return "\n".join(
        [
            "# The terms of your paper. Those of the instrument are shown: where yours says otherwise, uncover the",
            "# line with those that it stands under, and write what yours says (`note-sched guide terms`).",
            "terms:",
            f"  instrument: {key}",
            "# How your paper numbers its clauses; without a label a clause is cited by the part that it plays.",
            '#  cite: {blockage_cured: "10.03", blockage_lapsed: "10.03", turnover: "10.06"}',
            *(f"#{line}" for line in terms_lines(key)),
            "\n",
        ]
    )


def _events(events: str, terms: Terms) -> str:
    """The events that such a paper knows, in its own form."""
    others = "".join(text for kind, text in _OTHER_EVENTS.items() if _known(kind, terms))
    events = _EVENT.sub(lambda found: found[0] if _known(found["type"], terms) else "", events)
    if terms.blockage.starts == "representative":
        events = re.sub(r"^#    (?:received: \{|borrower: [0-9]).*\n", "", events, flags=re.MULTILINE)
    if terms.acceleration.by != "holder":
        says = r"# Holders of a large enough share declare all Notes due.\n\1#    holders: [alder, birch]\n"
        events = _DECLARED.sub(says, events)
    elif terms.override is None:
        events = _DECLARED.sub(r"# A Holder declares its Note due.\n\1\2", events)
    events = re.sub(r"\n{3,}", "\n\n", events)
    return _EVENTS_OF_DEFAULT.sub(f"{others}\n# Events of Default.\n", events)


def _known(kind: str, terms: Terms) -> bool:
    """Whether a type of event means anything under these terms."""
    blockage, other = terms.blockage, terms.blockage.other_default
    ends = other.ends if other else ()
    match kind:
        case "blockage_notice":
            return blockage.payment_default == "notice" or other is not None
        case "cure_notice":
            return "cure_notice" in ends or blockage.payment_default == "notice"
        case "blockage_withdrawal":
            return "withdrawal" in ends
        case "stop_notice":
            return terms.permitted.stop_notice
        case "junior_notice":
            return terms.standstill is not None and terms.standstill.days is not None
    return terms.senior_matured or not kind.startswith("senior_")
