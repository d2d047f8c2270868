"""At another paper than the Note of 2008 nothing is said that was read in the Note of 2008 (T-0)."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from note_sched.cli.app import program

PROGRAM = program()
SAMPLES = Path(__file__).parents[2] / "samples"
OF_2008 = re.compile(
    r"""(?<![\d.])[1-4]\([a-i]\)          # a clause of the Note
    |\b[Ss]ection\ [1-4]\b                # or a section
    |General\ Construction|gcl25|securities\ purchase|\bSPA\b|Junior\ Subordinated|Air\ Industries|of\ 2008\b
    |twelve\ months""",
    re.VERBOSE,
)
DAYS = {
    "indenture-blockage": "2010-11-01",
    "mezzanine-standstill": "2010-06-01",
    "seller-on-standby": "2020-07-15",
    "plain-quarterly": "2018-07-02",
}
WHOLE = ("check", "simulate", "bars", "timeline", "calendar", "readings")
OF_A_DAY = (
    ("status",),
    ("can-pay",),
    ("can-pay", "--amount", "1,000.00"),
    ("explain",),
    ("explain", "--format", "json"),
    ("payoff", "--letter", "text"),
)


def said(name, command, *options):
    run = CliRunner().invoke(PROGRAM, [command, str(SAMPLES / f"{name}.yaml"), *options])
    assert run.exit_code in {0, 3, 4}, run.output
    unfolded = re.sub(r"\r?\n ", "", run.stdout) if command == "calendar" else run.stdout
    return " ".join(f"{unfolded}\n{run.stderr}".split())


@pytest.mark.parametrize("name", DAYS)
class TestNoWordOfTheNoteOf2008:
    @pytest.mark.parametrize("command", WHOLE)
    def test_of_the_whole(self, name, command):
        assert OF_2008.findall(said(name, command)) == []

    @pytest.mark.parametrize("words", OF_A_DAY, ids=" ".join)
    def test_of_a_day(self, name, words):
        command, *options = words
        assert OF_2008.findall(said(name, command, "--on", DAYS[name], *options)) == []

    def test_of_a_month(self, name):
        assert OF_2008.findall(said(name, "statement", "--month", DAYS[name][:7])) == []


def test_the_letter_of_one_note_of_several_quotes_no_clause():
    """It did: the words of a clause that nobody read."""
    letter = said("indenture-blockage", "payoff", "--on", "2010-11-01", "--holder", "alder", "--letter", "text")
    assert "while others are owed, is not ratable. " in letter


def test_a_plain_note_is_under_no_subordination():
    letter = said("plain-quarterly", "payoff", "--on", "2018-07-02", "--letter", "text")
    assert "nothing bars a payment on the Notes" in letter
    assert "in trust" not in letter


def test_readings_leave_out_what_cannot_bite():
    """No block by notice and no override: nothing ends on a last day. A plain note bars nothing at all."""
    standby, plain = (said(name, "readings") for name in ("seller-on-standby", "plain-quarterly"))
    assert "blockage.last_day" not in standby
    assert "mixed_block" in standby
    assert "mixed_block" not in plain
    assert "days.convention: none" in plain


def test_readings_say_who_states_what():
    """The sample writes `on` and `every`; the day count is its instrument's."""
    assert "interest.day_count actual/365 (plain)" in said("plain-quarterly", "readings")
    stated = said("plain-quarterly", "readings", "--set", "terms.interest.day_count=30/360")
    assert "interest.day_count 30/360 (--set)" in stated


ALL_OF_IT = """\
note: {title: N, borrower: B, issue_date: 2010-01-15, maturity_date: 2014-01-15, interest_rate: 6% per year,
       first_payment_date: 2012-07-15}
holders: [{id: a, name: A, principal: "600,000"}]
terms:
  instrument: plain
  interest: {every: 6 months, day_count: 30/360, pik: {part: 2% per year}, default: {plus: 2% per year}}
  principal:
    instalments: [{date: 2012-10-15, amount: "50,000"}]
    prepayment: {premium: [{through: 2012-12-31, percent: 1.5}], for: [acceleration]}
events:
  - {type: acceleration, date: 2012-05-15, holder: a}
  - {type: acceleration_rescinded, date: 2012-06-15, holders: [a]}
  - {type: conversion, date: 2012-07-02, holder: a, amount: "10,000", interest: yes}
simulation: {recorded_through: 2012-06-30}
"""
"""Interest in kind and in default, an instalment, a premium due with an acceleration, its rescission, a conversion."""


@pytest.mark.parametrize("command", ["explain", "explain --holder a", "report", "status", "can-pay", "payoff", "next"])
def test_a_paper_of_every_kind_is_told_by_every_command(tmp_path, command):
    name, *options = command.split()
    document = tmp_path / "note.yaml"
    document.write_text(ALL_OF_IT)
    run = CliRunner().invoke(PROGRAM, [name, str(document), "--as-of", "2012-05-15", *options])
    assert run.exit_code in {0, 3}, run.output
