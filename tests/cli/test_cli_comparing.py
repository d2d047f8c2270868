"""``readings``, ``compare`` and ``--add`` as their users start them: exit status, refusals, where it is printed."""

import json
import re

import pytest

VALVE = "samples/release-valve.yaml"
ADD = "--add=acceleration date=2009-04-06 holder=alder notice=2009-04-08"
COVENANT = "samples/covenant-default.yaml"


def test_readings_prints_the_same_bytes_every_time(note_sched):
    one, other = (note_sched("readings", VALVE, env={"PYTHONHASHSEED": seed}) for seed in ("1", "2"))
    assert one.returncode == 0
    assert one.stdout == other.stdout


def test_readings_speaks_of_a_day(note_sched):
    run = note_sched("readings", COVENANT, "--as-of", "2009-06-11", "--format", "json", "--holder", "birch")
    data = json.loads(run.stdout)
    assert (data["as_of"], data["through"], data["pairs_run"]) == ("2009-06-11", "2009-06-11", 33)
    payable = next(each for each in data["alternatives"] if each["value"] == "payable")
    assert {"figure": "payable", "as_read": "0.00", "alternative": "5000.00", "difference": "5000.00"} in payable[
        "figures"
    ]
    assert {each["holder"] for each in payable["holders"]} == {"birch"}


@pytest.mark.parametrize("option", ["--as-of=2008-01-01", "--as-of=tomorrow", "--holder=nobody"])
def test_readings_refuses_what_it_cannot_answer(note_sched, option):
    run = note_sched("readings", VALVE, option)
    assert (run.returncode, run.stdout) == (2, b"")


def test_compare_says_with_its_status_whether_anything_differs(note_sched):
    assert note_sched("compare", VALVE, VALVE).returncode == 0
    assert note_sched("compare", VALVE, "--set", "reading.proviso_scope=other_defaults").returncode == 0
    assert note_sched("compare", VALVE, "--set", "reading.window_end=payable").returncode == 1
    assert note_sched("compare", VALVE, COVENANT, "--format", "csv").returncode == 1


def test_a_document_from_standard_input_can_be_either_side_and_both_versions(note_sched, tmp_path):
    raw = (tmp_path / VALVE).read_bytes()
    assert note_sched("compare", "-", VALVE, stdin=raw).returncode == 0
    assert note_sched("compare", VALVE, "-", stdin=raw).returncode == 0
    assert note_sched("compare", "-", "--add", "breach date=2009-02-05", stdin=raw).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((VALVE,), "there is nothing to compare samples/release-valve.yaml with"),
        ((VALVE, COVENANT, "--known-at", "2009-04-01"), "it is not clear of which --known-at 2009-04-01 should hold"),
        (("-", "-"), "standard input can be read once"),
        ((VALVE, "absent.yaml"), "there is no file absent.yaml"),
        ((VALVE, COVENANT, "--holder", "nobody"), "'nobody' is no Holder's id"),
    ],
)
def test_compare_refuses_what_is_not_clear(note_sched, arguments, sentence):
    run = note_sched("compare", *arguments)
    assert (run.returncode, run.stdout) == (2, b"")
    assert sentence in run.stderr.decode()


def test_warnings_of_the_second_version_are_those_that_the_first_has_not(note_sched, warned):
    document = warned(VALVE)
    run = note_sched("compare", document, "--add", "payment date=2009-05-04 amount=1,000.00")
    first, *others = run.stderr.decode().splitlines()
    assert first.startswith(f"{document}:50: warning: ")
    assert others
    assert all(line.startswith("--add 'payment date=2009-05-04 amount=1,000.00': warning: ") for line in others)


@pytest.mark.parametrize(
    "command",
    [
        ("simulate",),
        ("payoff", "--as-of=2009-04-07"),
        ("status", "--as-of=2009-04-07"),
        ("bars",),
        ("can-pay", "--on=2009-04-07"),
        ("readings",),
        ("check",),
    ],
)
def test_every_command_takes_what_is_added_and_cites_it(note_sched, command):
    name, *options = command
    run = note_sched(name, COVENANT, *options, ADD)
    assert run.returncode in (0, 3)
    cited = (
        "--add 'acceleration date=2009-04-06 holder=alder notice=2009-04-08': warning: the principal of birch was not"
    )
    assert cited in run.stderr.decode()


@pytest.mark.parametrize("command", [("simulate",), ("can-pay", "--on=2009-04-07"), ("compare",), ("readings",)])
def test_a_fault_of_what_is_added_ends_with_2_and_nothing_on_stdout(note_sched, command):
    name, *options = command
    run = note_sched(name, COVENANT, *options, "--add", "acceleration date=2009-04-06 holder=alde")
    assert (run.returncode, run.stdout) == (2, b"")
    assert b"hint: did you mean alder?" in run.stderr


def test_a_transfer_that_fails_in_the_run_is_told_of_the_line_that_was_added(note_sched):
    """Half of the Note is paid back before all of it would go."""
    run = note_sched(
        "simulate",
        "samples/single-holder.yaml",
        "--add=payment date=2009-03-02 principal=60,000.00",
        "--add=payment date=2009-03-03 amount=1",
        "--format=json",
    )
    lines = [warning["line"] for warning in json.loads(run.stdout)["warnings"]]
    assert {-1, -2} <= set(lines)


def test_a_wire_and_an_added_payment_are_not_taken_for_each_other(note_sched):
    """One cent of the 5,000.00 due is paid already by what is added: the wire's last cent is beyond what is due."""
    options = ("--on=2009-06-12", "--amount=5,000.00", "--format=json")
    run = note_sched("can-pay", COVENANT, *options, "--add=payment date=2009-06-12 amount=0.01")
    wire = json.loads(run.stdout)["wire"]
    assert wire["amount"] == "5000.00"
    assert [each["interest_beyond_due"] for each in wire["holders"]] == ["0.01", "0.00"]


SUPPOSED = "payment date=2009-06-12 amount=5,000.00"


@pytest.mark.parametrize(
    "command",
    [
        ("simulate",),
        ("payoff", "--as-of", "2009-06-15"),
        ("can-pay", "--on", "2009-06-15"),
        ("status", "--as-of", "2009-06-15"),
        ("bars",),
        ("explain", "--on", "2009-06-12"),
        ("timeline",),
        ("report",),
        ("journal",),
    ],
    ids=lambda command: command[0],
)
def test_an_answer_that_supposes_says_so(note_sched, command):
    """A supposed payment is counted like a recorded one: whoever gets the answer must see that it was supposed."""
    name, *options = command
    document = "samples/covenant-default.yaml"
    with_it = note_sched(name, document, *options, "--add", SUPPOSED).stdout.decode()
    assert "suppos" in re.sub("<[^>]*>", "", with_it).lower()
    assert SUPPOSED in re.sub("<[^>]*>", "", with_it)
    assert SUPPOSED not in note_sched(name, document, *options).stdout.decode()
