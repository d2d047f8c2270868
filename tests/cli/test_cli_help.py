"""What the help says, whole at any width; an example of each command, which runs; the manual page."""

import re
import shlex
import shutil
import subprocess

import pytest
from notes import note_file
from typer.main import get_command

from note_sched.cli.app import program
from note_sched.cli.helping import EXAMPLES, GROUPS, SUMMARIES, Program, grouped, paragraphs
from note_sched.cli.taking import COMMANDS

LAST_WORDS = ("with --letter, as a letter.", "and the day it lifts. Exit 0 for PAY, else 3.", "or their warnings.")


@pytest.mark.parametrize("width", ["30", "60", "200"])
def test_no_summary_is_shortened_at_any_width(note_sched, width):
    run = note_sched("--help", env={"COLUMNS": width})
    text = " ".join(run.stdout.decode().split())
    assert "..." not in text.partition("Ask:")[2]
    assert [words for words in LAST_WORDS if words not in text] == []


def test_the_short_options_say_the_same(note_sched):
    assert note_sched("-h").stdout == note_sched("--help").stdout
    assert note_sched("can-pay", "-h").stdout == note_sched("can-pay", "--help").stdout
    assert note_sched("-V").stdout == note_sched("--version").stdout


def test_every_command_is_in_one_group_and_has_an_example():
    placed = [name for names in GROUPS.values() for name in names]
    assert len(placed) == len(set(placed))
    assert set(COMMANDS) <= set(placed)
    assert set(COMMANDS) <= set(EXAMPLES)


def test_the_list_of_commands_says_of_each_what_its_own_help_says_first():
    commands = get_command(program()).commands
    assert {name: paragraphs(commands[name])[0] for name in COMMANDS} == SUMMARIES


def test_a_command_that_was_forgotten_is_listed_all_the_same():
    found = dict(grouped(dict.fromkeys(["forgotten", "can-pay"])))
    assert found == {"Ask": ["can-pay"], "Write": ["forgotten"]}
    assert issubclass(Program, object)


@pytest.mark.parametrize("name", COMMANDS)
def test_an_example_runs(note_sched, tmp_path, name):
    (tmp_path / "note.yaml").write_bytes((tmp_path / "samples" / "covenant-default.yaml").read_bytes())
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "note.yaml").write_bytes((tmp_path / "note.yaml").read_bytes())
    (tmp_path / "bank.csv").write_text("date,to,amount\n2009-07-01,alder,10.00\n")
    example = shlex.split(EXAMPLES[name])
    assert example[0] == name
    run = note_sched(*example)
    assert run.returncode in (0, 1, 3)  # `compare` tells that something differs, `can-pay` that not all may be paid
    assert b"Usage:" not in run.stderr
    told = note_sched(name, "--help").stdout.decode()
    assert f"Example:\n    note-sched {EXAMPLES[name]}" in told


def test_the_manual_has_every_command_and_every_option(note_sched):
    page = note_sched("man", env={}).stdout.decode()
    assert set(re.findall(r'^\.SS "([a-z\\-]+)', page, re.MULTILINE)) == {name.replace("-", r"\-") for name in COMMANDS}
    for option in ("known-at", "good-through", "restate", "days", "quiet"):
        assert rf"\-\-{option}".replace("-at", r"\-at").replace("-through", r"\-through") in page
    assert not re.search(r"^[.'](?!TH|SH|SS|TP|PP|B|I|nf|fi)", page, re.MULTILINE)


@pytest.mark.skipif(not shutil.which("groff"), reason="no groff")
def test_groff_has_nothing_to_say_of_the_manual(note_sched):
    page = note_sched("man", env={}).stdout
    run = subprocess.run(["groff", "-man", "-Tascii", "-ww"], input=page, capture_output=True, check=True)  # noqa: S607
    assert run.stderr == b""
    assert b"can-pay" in run.stdout


class TestWidth:
    """Tables and prose in a pipe."""

    ASKED = ("bars", "samples/covenant-default.yaml")

    def widest(self, run):
        return max(map(len, run.stdout.decode().splitlines()))

    def test_columns_and_width_are_honoured_and_figures_stay_whole(self, note_sched):
        wide = note_sched(*self.ASKED, env={"COLUMNS": ""})
        for narrow in (note_sched(*self.ASKED, env={"COLUMNS": "70"}), note_sched(*self.ASKED, "--width", "70")):
            assert self.widest(narrow) <= 70 < self.widest(wide)
            assert "2009-06-11" in narrow.stdout.decode()

    def test_a_number_that_is_none_is_as_if_it_were_not_there(self, note_sched):
        plain = note_sched(*self.ASKED).stdout
        for odd in ("0", "-5", "wide", "99999999999999999999"):
            assert note_sched(*self.ASKED, env={"COLUMNS": odd}).stdout == plain

    def test_prose_too(self, note_sched):
        assert self.widest(note_sched("guide", "limits", env={"COLUMNS": "50"})) <= 50

    def test_a_file_has_its_own_width(self, note_sched, tmp_path):
        note_sched(*self.ASKED, "--output", "plain.txt", env={"COLUMNS": "70"})
        assert (tmp_path / "plain.txt").read_bytes() == note_sched(*self.ASKED).stdout
        note_sched(*self.ASKED, "--output", "narrow.txt", "--width", "70")
        assert (tmp_path / "narrow.txt").read_bytes() == note_sched(*self.ASKED, "--width", "70").stdout

    def test_csv_and_json_know_no_width(self, note_sched):
        for form in ("csv", "json"):
            asked = (*self.ASKED, "--format", form)
            assert note_sched(*asked, "--width", "30").stdout == note_sched(*asked).stdout


@pytest.mark.parametrize(
    ("convention", "command", "meant"),
    [
        ("following", "can-pay", "due on 2008-11-03: write --on 2008-11-03"),  # the first is a Saturday
        ("none", "can-pay", "due on 2008-11-01: write --on 2008-11-01"),
        ("following", "statement", "due on 2008-11-03: write --month 2008-11"),
    ],
)
def test_a_missing_day_is_answered_with_one_of_the_document(note_sched, tmp_path, convention, command, meant):
    (tmp_path / "it.yaml").write_bytes(note_file(paper={"days": {"convention": convention}}))
    run = note_sched(command, "it.yaml")
    assert run.returncode == 2
    assert run.stderr.decode().splitlines()[-1].endswith(f"By the document a payment is next {meant}")


@pytest.mark.parametrize("arguments", [["can-pay"], ["can-pay", "none.yaml"], ["can-pay", "-"], ["sweep", "it.yaml"]])
def test_where_the_document_cannot_tell_the_example_does(note_sched, tmp_path, arguments):
    (tmp_path / "it.yaml").write_bytes(note_file())
    run = note_sched(*arguments)
    assert run.returncode == 2
    assert run.stderr.decode().splitlines()[-1].endswith(f"For example: note-sched {EXAMPLES[arguments[0]]}")
