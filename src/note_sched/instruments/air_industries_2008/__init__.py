"""The Junior Subordinated Promissory Note due 2010 of Air Industries Group, Inc.

Where its numbers come from: its own text, which `note-sched clause` prints with how it is read. Section by section: its
words (``note.txt``) and how they are read (``readings.md``) lie beside the modules, of which each knows its
clauses: their labels by role, with which words they begin and end, and the numbers that stand in them.
"""

from note_sched.instruments.air_industries_2008 import defaults, general, preamble, ratable, subordination
from note_sched.instruments.clause import Clause
from note_sched.instruments.instrument import Instrument
from note_sched.terms.terms import Permitted, Principal, Terms

_SECTIONS = (preamble, subordination, defaults, ratable, general)
_PASSAGES: tuple[dict[str, Clause], ...] = tuple(section.PASSAGES for section in _SECTIONS)

AIR_INDUSTRIES_2008 = Instrument(
    key="air-industries-2008",
    name="the Junior Subordinated Promissory Note due 2010 of Air Industries Group, Inc.",
    room=__name__,
    labels={role: label for section in _SECTIONS for role, label in section.LABELS.items()},
    terms=Terms(
        interest=preamble.INTEREST,
        principal=Principal(instalments=None, reduces="last_first"),
        days=preamble.DAYS,
        senior_matured=subordination.SENIOR_MATURED,
        insolvency=subordination.INSOLVENCY,
        blockage=subordination.BLOCKAGE,
        override=subordination.OVERRIDE,
        permitted=Permitted(interest="free", principal="free", expenses="free", stop_notice=False),
        standstill=None,
        turnover=subordination.TURNOVER,
        mixed_block=ratable.MIXED_BLOCK,
        defaults=defaults.DEFAULTS,
        acceleration=defaults.ACCELERATION,
        senior_in_effect=subordination.SENIOR_IN_EFFECT,
    ),
    clauses={clause.label: clause for section in _SECTIONS for clause in section.CLAUSES},
    passages={name: clause for passages in _PASSAGES for name, clause in passages.items()},
)
