"""Every command answers on a document that has every kind of bar that the Note of 2008 does not know."""

import pytest
import yaml
from typer.testing import CliRunner

from note_sched.cli.app import program

PROGRAM = program()
DOCUMENT = """
note: {title: T, borrower: B, issue_date: 2020-05-15, maturity_date: 2021-05-15, interest_rate: 6% per year,
  first_payment_date: 2020-06-15}
holders: [{id: a, name: A, principal: "200,000.00"}, {id: b, name: B, principal: "100,000.00"}]
senior_debt:
  - {id: bank, lender: First Bank, principal: "1,000,000.00"}
  - {id: sbl, lender: Second, principal: "50,000.00"}
terms:
  instrument: standby
  blockage:
    payment_default: automatic
    other_default: {days: 179, from: receipt, ends: [cure, cure_notice, withdrawal], given_by: [bank]}
    limits: {one_per: 360 days, burns: existing, revives_after: 90 days, most: {days: 20, in: 60},
      one_per_covenant: 180 days}
  permitted: {expenses: 2020-07-01}
events:
  - {type: stop_notice, date: 2020-06-20, received: {a: 2020-06-20}}
  - {type: resume_notice, date: 2020-08-03}
  - {type: senior_default, date: 2020-06-25, id: p1, facility: bank, kind: payment, cured: 2020-06-30}
  - {type: senior_default, date: 2020-08-05, id: d1, facility: bank, kind: other, covenant: lev, cured: 2020-11-02}
  - {type: blockage_notice, date: 2020-08-10, defaults: [d1], by: bank}
  - {type: blockage_notice, date: 2020-08-11, defaults: [d1], by: sbl}
  - {type: blockage_withdrawal, date: 2020-10-01, defaults: [d1], by: bank}
  - {type: senior_default, date: 2020-12-15, id: d2, facility: bank, kind: other, covenant: lev}
  - {type: blockage_notice, date: 2020-12-16, defaults: [d2], by: bank}
  - {type: expense, date: 2020-06-01, holder: a, amount: "50.00"}
  - {type: transfer, date: 2020-07-10, from: a, to: b, amount: "50,000.00"}
  - {type: payment, date: 2020-07-15, amount: "2,000.00"}
"""
DAYS = ("2020-06-10", "2020-06-26", "2020-07-15", "2020-08-15", "2020-12-16")


@pytest.fixture
def run(tmp_path):
    path = tmp_path / "note.yaml"
    path.write_text(DOCUMENT)
    return lambda command, *options: CliRunner().invoke(PROGRAM, [command, str(path), *options])


@pytest.mark.parametrize("command", ["check", "simulate", "bars", "timeline", "calendar", "report", "journal"])
def test_every_command_about_the_whole_answers(run, command):
    assert run(command).exit_code == 0


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("command", ["status", "payoff", "explain", "can-pay"])
def test_every_command_about_a_day_answers(run, command, on):
    assert run(command, "--on", on).exit_code in {0, 3}  # 3: can-pay, not all may be paid


def test_statement_and_letter_answer(run):
    assert run("statement", "--month", "2020-07").exit_code == 0
    assert run("payoff", "--on", "2020-07-15", "--letter", "text").exit_code == 0


def test_the_windows_are_those_of_the_terms(run):
    """Twenty days in sixty are blocked, from the notice of August 10 through the 29th; d2 comes day 128 after it."""
    found = yaml.safe_load(run("bars", "--format", "json").stdout)["windows"]
    told = [(each["kind"], each["holder"], each["start"], each["end"], each["clause"]) for each in found]
    assert told == [
        ("blockage", "a", "2020-08-10", "2020-08-29", "blockage_most"),
        ("blockage", "b", "2020-08-10", "2020-08-29", "blockage_most"),
        ("blockage", "a", "2020-08-11", None, "blockage"),
        ("blockage", "b", "2020-08-11", None, "blockage"),
        ("blockage", "a", "2020-12-16", None, "blockage_limits"),
        ("blockage", "b", "2020-12-16", None, "blockage_limits"),
        ("payment_default", None, "2020-06-25", "2020-06-29", "blockage_payment"),
        ("permitted", None, "2020-05-15", "2020-06-30", "permitted"),
        ("permitted", None, "2020-05-15", None, "permitted"),
        ("stop", "a", "2020-06-20", "2020-08-02", "stop"),
        ("stop", "b", "2020-07-10", "2020-08-02", "stop"),
    ]
