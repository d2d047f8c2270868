"""Every clause that has a rule says how it is read, and says it to lawyers."""

import re
from typing import get_args

import pytest
from msgspec.structs import fields

from note_sched.document.model import Reading
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.instruments.instrument import NOTHING
from note_sched.measure.accrual import DayCount

READINGS = AIR_INDUSTRIES_2008.readings()

WITHOUT_A_RULE = {"1", "1(e)(iii)", "1(f)", "4(c)"}  # a heading; general duties and rights; what the word Note means
SWITCHES = {field.name for field in fields(Reading)}
POSITIONS = {value for field in fields(Reading) for value in get_args(field.type)} | {each.value for each in DayCount}
PROGRAMMERS_WORDS = re.compile(
    r"`|\b[RA]-\d|\w\(\)|\b(?:code|module|function|class|parameter|docstring|ledger|simulation|field|flag|enum|json|yaml)s?\b",
    re.IGNORECASE,
)


def test_every_clause_is_read_in_the_order_of_the_note():
    assert list(READINGS) == list(AIR_INDUSTRIES_2008.clauses)


def test_only_clauses_without_a_rule_say_that_nothing_is_computed():
    assert {number for number, reading in READINGS.items() if NOTHING in reading} == WITHOUT_A_RULE


@pytest.mark.parametrize("number", READINGS)
def test_a_reading_is_sentences_without_the_words_of_programmers(number):
    for paragraph in READINGS[number]:
        assert PROGRAMMERS_WORDS.search(paragraph) is None
        assert set(re.findall(r"\w+_\w+", paragraph)) <= SWITCHES | POSITIONS
        assert re.fullmatch(r"[A-Z].*\.", paragraph)
        assert "  " not in paragraph


def test_words_of_programmers_would_be_found():
    for words in ("see `named_alone`", "by R-12", "simulate() says", "the ledger moves it", "A module"):
        assert PROGRAMMERS_WORDS.search(words)


def test_every_switch_is_named_where_a_lawyer_would_look_for_it():
    """The clauses of the README's table of switches."""
    where = {
        "day_count": "preamble",
        "business_days": "preamble",
        "window_end": "1(d)",
        "block_trigger": "1(c)",
        "proviso_scope": "1(d)(ii)",
        "mixed_block": "3",
        "turnover_effect": "1(g)",
    }
    assert set(where) == SWITCHES
    for switch, number in where.items():
        assert any(switch in paragraph for paragraph in READINGS[number])
