"""The commands that people run: exit codes, refusals, and the same wire however it is asked about."""

import json

import pytest
import yaml
from notes import TERMS
from pages import default, notice
from typer.testing import CliRunner

from note_sched.cli.app import program

PROGRAM = program()
DOCUMENT = {
    "note": TERMS,
    "holders": [
        {"id": "a", "name": "Alder", "principal": "100,000.00"},
        {"id": "b", "name": "Birch", "principal": "50,000.00"},
    ],
    "senior_debt": [{"id": "pnc", "lender": "PNC", "principal": "8,000,000.00"}],
    "events": [default("d1", "2009-02-20"), notice("2009-03-03", "d1", received={"a": "2009-03-03"})],
}


@pytest.fixture
def run(tmp_path):
    path = tmp_path / "note.yaml"
    path.write_text(yaml.safe_dump(DOCUMENT))

    def invoke(command, *options):
        return CliRunner().invoke(PROGRAM, [command, str(path), *options])

    return invoke


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--on", "2009-03-02"], 0),  # the day before the notice
        (["--on", "2009-03-03"], 3),
        (["--on", "2009-04-01", "--amount", "500", "--to", "b"], 0),  # b had no notice
        (["--on", "2009-04-01", "--amount", "500", "--to", "a"], 3),
        (["--on", "2009-04-01", "--amount", "60,000.00", "--to", "b"], 3),  # more than all that b is owed
        (["--on", "2009-04-01", "--amount", "50,500.00", "--to", "b"], 0),  # all of it, to the cent
        (["--on", "2009-04-01", "--amount", "50,500.01", "--to", "b"], 3),
        (["--on", "2009-04-01", "--amount", "five"], 2),
        (["--on", "2009-04-01", "--amount", "0"], 2),
        (["--on", "2009-04-01", "--amount", "-5"], 2),
        (["--on", "2009-04-01", "--to", "b"], 2),
        (["--on", "2009-04-01", "--amount", "5", "--to", "Birch"], 2),
    ],
)
def test_can_pay_tells_the_shell(run, options, code):
    assert run("can-pay", *options).exit_code == code


def test_a_sum_that_is_none_says_what_one_looks_like(run):
    refused = run("can-pay", "--on", "2009-04-01", "--amount", "1.000,00")
    assert "--amount '1.000,00' is no sum" in refused.stderr
    assert "750,000.00" in refused.stderr
    assert refused.stdout == ""


def test_a_holder_filter_leaves_the_sums_of_a_wire_those_of_all(run):
    wire = ("--on", "2009-04-01", "--amount", "1,500.00", "--format", "json")
    whole, filtered = (json.loads(run("can-pay", *wire, *more).stdout)["wire"] for more in ((), ("--holder", "b")))
    assert [each["holder"] for each in filtered["holders"]] == ["b"]
    assert filtered["turned_over"] == whole["turned_over"] == "1000.00"


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize(
    "command", [["simulate"], ["bars"], ["payoff", "--as-of", "2009-04-15"], ["status", "--as-of", "2009-04-15"]]
)
def test_every_report_has_every_form(run, command, form):
    done = run(*command, "--format", form)
    assert done.exit_code == 0
    assert done.stdout.endswith("\n")


def test_status_on_a_day_before_the_issue_date_is_refused(run):
    assert run("status", "--as-of", "2008-09-25").exit_code == 2


def test_the_position_follows_known_at(run):
    """On March 2 nobody knew of the notice of March 3."""
    told = run("simulate", "--known-at", "2009-03-02").stdout
    assert "at the end of Mon 2009-03-02, as known then" in told
    assert "barred" not in told
