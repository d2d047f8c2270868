"""A paper is told in one room: labels, numbers and words stand there, and nowhere else."""

import ast
import re
from datetime import date

import pytest
from sources import MODULES, SOURCE, name, nodes

from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.instruments.instrument import Instrument
from note_sched.record import Record
from note_sched.rules.ground import Ground
from note_sched.rules.words import words
from note_sched.terms.roles import Role
from note_sched.terms.terms import Duration

ELSEWHERE = [path for path in MODULES if SOURCE / "instruments" not in path.parents]
NUMBER = re.compile(r"(?<![\w.,])[1-4]\((?:[a-i])\)|\bsections? [1-4]\b")
EXCEPTIONS = {
    "document/schema.py",  # what an editor shows behind a key: a document is written before anything reads it
    "document/starter.py",  # the document that `init` writes, with remarks for whoever fills it in
    "cli/counsel.py",  # an example of how a number is typed
    "cli/helping.py",  # likewise
}
SPOKEN = {5: "five (5)", 12: "twelve-month", 30: "thirty (30)", 45: "forty-five (45)", 60: "sixty (60)"}


def texts(path):
    """Every string of a module that is no docstring and no remark under a name; those of f-strings too."""
    remarks = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
    for node in nodes(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
            yield node.value


def test_no_number_of_a_clause_is_written_outside_the_room_of_the_instruments():
    found = [(name(path), text) for path in ELSEWHERE for text in texts(path) if NUMBER.search(text)]
    assert {module for module, _ in found} == EXCEPTIONS, found


def test_a_number_would_be_found(tmp_path):
    module = tmp_path / "wrong.py"
    module.write_text('"""Of 1(g)."""\n\nA = f"turned over (1(g)) on {1}"\nB = "section 3"\n"""Of 1(d)."""\n', "utf-8")
    assert {text for text in texts(module) if NUMBER.search(text)} == {"turned over (1(g)) on ", "section 3"}


TERMS = AIR_INDUSTRIES_2008.terms
NUMBERS = {
    "blockage.other_default.days": (TERMS.blockage.other_default.days, Role.BLOCKAGE_LAPSED),
    "blockage.limits.one_per_covenant": (TERMS.blockage.limits.one_per_covenant.length, Role.BLOCKAGE_LIMITS),
    "override": (TERMS.override, Role.OVERRIDE),
    "defaults.covenant": (TERMS.defaults.covenant.length, Role.DEFAULT_COVENANT),
    "defaults.receiver": (TERMS.defaults.receiver.length, Role.DEFAULT_RECEIVER),
    "defaults.judgment.over": (TERMS.defaults.judgment.over, Role.DEFAULT_JUDGMENT),
    "defaults.judgment.days": (TERMS.defaults.judgment.days.length, Role.DEFAULT_JUDGMENT),
    "defaults.petition": (TERMS.defaults.petition.length, Role.DEFAULT_PETITION),
    "defaults.cross.over": (TERMS.defaults.cross.over, Role.DEFAULT_CROSS),
    "defaults.cross.more_than": (TERMS.defaults.cross.days.length, Role.DEFAULT_CROSS),
}


@pytest.mark.parametrize("name", NUMBERS)
def test_every_number_stands_in_the_clause_that_is_quoted_for_its_role(name):
    """In figures or in words, as the Note writes it: 365days, five (5), $50,000, twelve-month."""
    value, role = NUMBERS[name]
    clause = AIR_INDUSTRIES_2008.quote(AIR_INDUSTRIES_2008.label(role))
    is_sum = name.endswith(".over")
    written = [f"${value // 100:,}"] if is_sum else [SPOKEN.get(value, ""), f"{value}days", f"{value} days"]
    assert any(each and re.search(rf"(?<![\d,]){re.escape(each)}(?!\d|,\d)", clause) for each in written), clause


def test_the_numbers_are_all_that_the_terms_hold():
    """But for graces of no days, which no clause writes, and for the month between payment dates, which is a word."""

    def leaves(value):
        if isinstance(value, Record):
            return sum(leaves(getattr(value, field)) for field in value._fields)
        if isinstance(value, tuple):
            return sum(map(leaves, value))
        return 1 if type(value) is int and value else 0

    assert len(NUMBERS) == leaves(TERMS) - leaves(TERMS.interest)


NOT_IN_THE_NOTE = {Role.BLOCKAGE_MOST, Role.CONVERSION, Role.PERMITTED, Role.STOP, Role.STANDSTILL}
NOT_IN_THE_NOTE |= {Role.PIK, Role.DEFAULT_INTEREST, Role.INSTALMENTS, Role.PREPAYMENT, Role.PREMIUM}


@pytest.mark.parametrize("role", [role for role in Role if role not in NOT_IN_THE_NOTE])
def test_every_role_has_a_label_that_is_a_clause_of_the_note(role):
    label = AIR_INDUSTRIES_2008.label(role)
    assert label in AIR_INDUSTRIES_2008.clauses
    assert AIR_INDUSTRIES_2008.quote(label)


def test_a_role_without_a_clause_is_cited_by_its_own_name():
    bare: Instrument = AIR_INDUSTRIES_2008._replace(labels={})
    assert bare.label(Role.TURNOVER) == "turnover"


DAY = date(2009, 3, 2)


def annotation_of(kind, name):
    """A field's annotation as it is written, without the module in which its type is at home."""
    found = kind.__annotations__[name]
    return found if isinstance(found, str) else getattr(found, "__name__", str(found)).replace("datetime.", "")


def all_grounds(kind=Ground):
    for each in kind.__subclasses__():
        yield each
        yield from all_grounds(each)


@pytest.mark.parametrize("kind", list(all_grounds()), ids=lambda kind: kind.__name__)
def test_every_ground_has_words(kind):
    """Whatever it holds: a value of each field's type, by its annotation."""
    made = {"str": "d1", "date": DAY, "date | None": None, "int": 1_00, "bool": True, "Role": Role.BLOCKAGE_LAPSED}
    made["Duration"] = Duration(360)
    values = {name: made.get(annotation_of(kind, name), ()) for name in kind.__struct_fields__}
    assert words(kind(**values), AIR_INDUSTRIES_2008.label)


def test_a_ground_that_nobody_taught_to_speak_is_refused():
    with pytest.raises(TypeError):
        words(Ground(), AIR_INDUSTRIES_2008.label)
