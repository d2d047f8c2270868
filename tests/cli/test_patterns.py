"""Patterns of what is imported at the start are compiled when they are first used, and are none the worse for it."""

import re
from collections import Counter

import pytest

from note_sched.cli.patterns import compiled_late


@pytest.fixture
def compiled(monkeypatch):
    """How often each pattern was compiled."""
    counted = Counter()

    def compile_(pattern, flags=0):
        counted[pattern] += 1
        return real(pattern, flags)

    real = re.compile
    monkeypatch.setattr("note_sched.cli.patterns._compile", compile_)
    monkeypatch.setattr(re, "compile", compile_)
    return counted


def test_a_pattern_is_compiled_when_it_is_first_used(compiled):
    with compiled_late():
        digits = re.compile(r"\d+")
        re.compile("unused", flags=re.ASCII)
    assert compiled == {}
    assert digits.match("12 cents")[0] == "12"
    assert digits.match("cents") is None
    assert digits.pattern == r"\d+"
    assert compiled.keys() == {r"\d+"}


def test_a_late_pattern_passes_for_a_pattern():
    with compiled_late():
        comma = re.compile(",")
        letters = re.compile("[a-z]", re.IGNORECASE)
    assert isinstance(comma, re.Pattern)
    assert re.sub(comma, "", "1,250,000") == "1250000"
    assert letters.fullmatch("K")
    assert not letters.fullmatch("7")


def test_what_is_compiled_afterwards_is_compiled_at_once():
    with pytest.raises(ImportError), compiled_late():
        raise ImportError
    assert type(re.compile("afterwards")) is re.Pattern
