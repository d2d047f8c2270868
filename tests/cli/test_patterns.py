"""What is imported at the start has its patterns compiled when they are first used, and is none the worse for it."""

import re
import sys
from collections import Counter

import pytest

from note_sched.cli.patterns import compiled_late, without_backports


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


@pytest.mark.parametrize("there", [True, False])
def test_backports_are_missing_for_a_while(monkeypatch, there):
    """And are afterwards what they were: imported, or not yet."""
    monkeypatch.delitem(sys.modules, "typing_extensions", raising=False)
    backports = object()
    if there:
        monkeypatch.setitem(sys.modules, "typing_extensions", backports)
    with pytest.raises(ImportError), without_backports():
        import typing_extensions  # noqa: F401, PLC0415 (it is about this import)
    assert sys.modules.get("typing_extensions") is (backports if there else None)
    assert ("typing_extensions" in sys.modules) is there
