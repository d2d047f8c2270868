"""Completion: what is offered for each word, in real shells, and without loading the engine."""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time

import pytest
from completions import WRITTEN, completions
from conftest import PROGRAM, ROOT

from note_sched.cli.completing import COMPLETE, FILES, answer, complete, parameters
from note_sched.cli.taking import COMMANDS

SAMPLE = "samples/release-valve.yaml"
ENGINE = ("note_sched.simulation", "note_sched.rules", "note_sched.ledger")


@pytest.fixture(autouse=True)
def in_the_checkout(monkeypatch):
    monkeypatch.chdir(ROOT)


def words(*typed):
    """What is offered for the last word; ``FILES`` where it is the name of a file."""
    found = complete(typed)
    return FILES if found is None else [each.word for each in found]


def test_commands_are_offered_first():
    assert words("") == list(COMMANDS)
    assert words("pay") == ["payoff"]
    assert words("--") == ["--help", "--version"]
    assert words("nonsense", "") == []


def test_a_file_is_left_to_the_shell():
    assert words("simulate", "") == words("simulate", "sam") == words("payoff", SAMPLE, "--output", "") == FILES


def test_holders_are_those_of_the_file_on_the_line_wherever_it_stands():
    """Option before or after FILE, with = or without."""
    assert words("simulate", SAMPLE, "--holder", "") == ["alder", "birch"]
    assert words("can-pay", "--format", "csv", SAMPLE, "--on", "2009-05-01", "--to", "b") == ["birch"]
    assert words("simulate", SAMPLE, "--holder=a") == ["--holder=alder"]
    assert words("simulate", "--holder", "") == []


def test_days_are_those_of_the_document_and_its_payment_dates():
    """Issue, facts, cures, notices, payment dates through maturity; nothing that the document does not name."""
    days = words("payoff", SAMPLE, "--on", "")
    assert days == sorted(set(days))
    assert {"2008-09-26", "2008-11-01", "2009-04-06", "2009-04-08", "2010-05-01", "2010-05-31", "2010-07-15"} <= set(
        days
    )
    assert "2010-06-01" not in days
    assert words("payoff", SAMPLE, "--as-of", "2009-04") == ["2009-04-01", "2009-04-06", "2009-04-08"]
    assert words("simulate", SAMPLE, "--known-at", "2010-07") == ["2010-07-15"]


def test_choices_keys_and_their_values():
    assert words("bars", SAMPLE, "--format", "")[:3] == ["table", "csv", "json"]
    assert words("bars", SAMPLE, "--set", "reading.w") == ["reading.window_end="]
    assert words("bars", SAMPLE, "--set", "reading.window_end=") == [
        "reading.window_end=blocked",
        "reading.window_end=payable",
    ]
    assert words("bars", SAMPLE, "--set", "reading.day_count=a")[0] == "reading.day_count=actual/month"
    assert "simulation.through=2009-04-06" in words("bars", SAMPLE, "--set", "simulation.through=")
    assert words("bars", SAMPLE, "--set", "simulation.payments=r") == ["simulation.payments=recorded"]


def test_what_can_be_explained_clauses_and_shells():
    assert words("explain", SAMPLE, "--column", "payoff.p") == ["payoff.principal", "payoff.per_diem"]
    assert words("clause", "1.d.ii.") == ["1.d.ii.A", "1.d.ii.B"]
    assert words("completion", "") == ["bash", "zsh", "fish"]


def test_an_option_is_offered_once_unless_it_may_be_repeated():
    offered = words("payoff", SAMPLE, "--on", "2009-05-01", "--holder", "alder", "--")
    assert "--holder" in offered
    assert not {"--on", "--as-of"} & set(offered)


def test_a_file_with_faults_offers_what_can_be_read_and_no_file_offers_nothing(tmp_path):
    faulty = tmp_path / "faulty.yaml"
    faulty.write_text("holders:\n  - id: alder\n  - name: nobody\nnote: [\nevents:\n  - {date: 2009-13-45}\n", "utf-8")
    assert words("simulate", str(faulty), "--holder", "") == ["alder"]
    assert words("simulate", str(faulty), "--through", "") == []
    for name in (str(tmp_path), str(tmp_path / "missing.yaml"), "-"):
        assert words("simulate", name, "--holder", "") == []


def test_a_name_is_shown_only_if_a_terminal_can_bear_it(tmp_path):
    """The help beside an id is the Holder's name; one with control characters, tabs or line ends is left out."""
    document = tmp_path / "names.yaml"
    document.write_text(
        'holders:\n  - {id: a, name: "x\\ty"}\n  - {id: b, name: "\\e[31m"}\n  - {id: c, name: C}\n', "utf-8"
    )
    assert answer(["simulate", str(document), "--holder", ""], "zsh").split("\n") == ["a", "b", "c\tC"]


def test_bash_takes_a_word_apart_at_equals_signs():
    """It replaces only what stands behind the last one, so no more is offered; without help, which it cannot show."""
    assert answer([f"note-sched bars {SAMPLE} --set reading.window_end=p", " \t=:"], "bash") == "payable"
    assert (
        answer([f"note-sched bars {SAMPLE} --set reading.window_end=p", " \t"], "bash") == "reading.window_end=payable"
    )
    assert answer([f"note-sched bars {SAMPLE} --holder ", " ="], "bash") == "alder\nbirch"
    assert answer([f"note-sched bars {SAMPLE} --add 'convers", " ="], "bash") == "conversion"


PARAMETERS = {
    ("--on", "--as-of", "--through", "--known-at", "--good-through", "--today"): "DATE",
    ("--holder",): "ID",
    ("--set",): "KEY=VALUE",
    ("--month",): "MONTH",
    ("--add",): "EVENT",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_says_by_its_metavar_what_its_value_is(command):
    """So every command is completed by what its options say of themselves, and none needs a word here."""
    for parameter in parameters(command):
        for names, metavar in PARAMETERS.items():
            if set(names) & set(parameter.names):
                assert parameter.metavar == metavar, parameter.names


def test_what_is_completed_is_what_the_commands_take():
    """`python tests/completions.py`, after an option was changed."""
    assert WRITTEN.read_text("utf-8") == completions()


IDS, DAYS = ["simulate", SAMPLE, "--holder", ""], ["payoff", SAMPLE, "--on", ""]
EACH = """
import json, os, sys
import typer
folder, *lines = map(json.loads, sys.argv[1:])
for at, typed in enumerate(lines):
    if not os.fork():
        for number, name in (1, "said"), (2, "loaded"):
            os.dup2(os.open(f"{folder}/{at}.{name}", os.O_CREAT | os.O_WRONLY), number)
        sys.argv = ["note-sched", *typed]
        from note_sched.__main__ import main
        main()
    os.wait()
"""
"""A process that has only typer, and for each line a child that loads what the program loads to answer it."""


def test_nothing_of_the_engine_is_loaded(tmp_path):
    """To complete ids, days and columns, the commands, and the options of every command."""
    lines = [IDS, DAYS, ["explain", SAMPLE, "--column", ""], [""], *([command, SAMPLE, "--"] for command in COMMANDS)]
    subprocess.run(  # noqa: S603
        [sys.executable, "-X", "importtime", "-c", EACH, *map(json.dumps, [str(tmp_path), *lines])],
        cwd=ROOT,
        env={**os.environ, COMPLETE: "zsh"},
        capture_output=True,
        check=True,
    )
    for at, typed in enumerate(lines):
        assert (tmp_path / f"{at}.said").read_bytes(), typed
        told = (tmp_path / f"{at}.loaded").read_text("utf-8").splitlines()
        loaded = {line.rpartition("|")[2].strip() for line in told if line.startswith("import time:")}
        assert "note_sched.cli.completing" in loaded
        assert [name for name in loaded if name.startswith(ENGINE)] == [], typed


def test_whatever_goes_wrong_a_tab_says_nothing():
    run = subprocess.run(  # noqa: S603
        [PROGRAM, "simulate"], env={**os.environ, COMPLETE: "bash"}, capture_output=True, check=True
    )
    assert (run.stdout, run.stderr) == (b"", b"")


TYPED = [
    ("note-sched payo", "note-sched payoff "),
    (f"note-sched payoff {SAMPLE} --holder b", "--holder birch "),
    (f"note-sched payoff {SAMPLE} --on 2009-04-06 --set reading.window_end=p", "window_end=payable "),
    ("note-sched simulate samples/release-v", "samples/release-valve.yaml "),
    ("note-sched completion z", "completion zsh "),
]


@pytest.mark.long
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(("typed", "completed"), TYPED, ids=[each[0] for each in TYPED])
def test_a_real_shell_completes(shell, typed, completed):
    """Typed on a terminal, with a Tab behind it."""
    if shutil.which(shell) is None:
        pytest.skip(f"NOT CHECKED by {shell}: install it (Debian: {shell})")
    seen = on_a_terminal(shell, typed)
    assert completed in seen


# The prompt is written in two halves: what a shell repeats of a line is not the prompt that stands behind it.
SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'eval "$(note-sched completion bash)"; PS1="rea""dy> "\n'),
    "zsh": (
        ["zsh", "-f", "-i"],
        'autoload -Uz compinit; compinit -D -u; eval "$(note-sched completion zsh)"; PS1="rea""dy> "\n',
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "note-sched completion fish | source; function fish_prompt; echo 'rea''dy> '; end\n",
    ),
}


def on_a_terminal(shell, typed):
    """What an interactive shell shows when this is typed and Tab is pressed."""
    command, prepare = SHELLS[shell]
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    process, terminal = pty.fork()
    if process == 0:
        os.execvpe(command[0], command, {**os.environ, "PATH": path, "TERM": "dumb", "COLUMNS": "200"})  # noqa: S606
    try:
        os.write(terminal, prepare.encode())
        seen = read_until(terminal, "ready> ", 2)
        os.write(terminal, f"{typed}\t".encode())
        seen = read_until(terminal, None, 1)
        return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|[\x07\x08]", "", seen)
    finally:
        os.close(terminal)
        os.waitpid(process, 0)


def read_until(terminal, mark, quiet):
    """What appears, until ``mark`` stands there, or nothing more came for ``quiet`` seconds."""
    seen, last = "", time.monotonic()
    while time.monotonic() - last < quiet + (8 if mark else 0):
        if select.select([terminal], [], [], 0.1)[0]:
            seen += os.read(terminal, 65_536).decode("utf-8", "replace")
            last = time.monotonic()
        if mark and mark in seen:
            break
    return seen
