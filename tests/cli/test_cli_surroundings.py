"""The same document gives the same bytes: whatever the time zone, the locale, the hash seed or the terminal."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLAIN = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
ODD = [
    {"TZ": "Asia/Kolkata", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {
        "TZ": "Pacific/Kiritimati",
        "LANG": "de_DE.UTF-8",
        "PYTHONHASHSEED": "random",
        "PYTHONIOENCODING": "ascii",
        "FORCE_COLOR": "1",
        "TTY_COMPATIBLE": "1",
        "TERM": "xterm-256color",
    },
]
COMMANDS = [
    ["simulate", "samples/release-valve.yaml", "--by-holder"],
    ["bars", "samples/covenant-default.yaml"],
    ["payoff", "samples/air-industries-2008.yaml", "--as-of", "2009-06-15"],
    ["can-pay", "samples/senior-acceleration.yaml", "--on", "2009-03-02", "--amount", "50,000.00"],
    ["status", "samples/insolvency-with-avoidance.yaml", "--as-of", "2009-08-03"],
]
FOREIGN = (ROOT / "samples" / "single-holder.yaml").read_bytes().replace(b"Air", "Größe & Søn – 成長".encode())


@pytest.mark.parametrize(
    ("command", "form"),
    [
        pytest.param(command, form, marks=() if at % 3 == nth else pytest.mark.long, id=f"{command[0]}-{form}")
        for at, command in enumerate(COMMANDS)
        for nth, form in enumerate(("table", "csv", "json"))
    ],
)
def test_the_same_bytes(note_sched, command, form):
    plain = note_sched(*command, "--format", form, env=PLAIN)
    assert plain.stdout
    for odd in ODD:
        run = note_sched(*command, "--format", form, env=odd)
        assert (run.returncode, run.stdout, run.stderr) == (plain.returncode, plain.stdout, plain.stderr)


@pytest.mark.parametrize("form", ["table", "json"])
def test_a_name_is_written_in_utf_8_everywhere(note_sched, form):
    for odd in [PLAIN, *ODD]:
        run = note_sched("simulate", "-", "--format", form, stdin=FOREIGN, env=odd)
        assert (run.returncode, run.stderr) == (0, b"")
        assert "Größe & Søn – 成長" in run.stdout.decode("utf-8")


def test_a_fault_in_a_foreign_line_is_shown_everywhere(note_sched):
    broken = FOREIGN.replace(b"100,000.00\n", b"100\n    nmae: x\n")
    for odd in [PLAIN, *ODD]:
        run = note_sched("check", "-", stdin=broken, env=odd)
        assert (run.returncode, run.stdout) == (2, b"")
        assert b"unknown key `nmae`" in run.stderr
        assert b"Traceback" not in run.stderr


def test_an_unwritable_name_in_a_warning_does_no_harm(note_sched, tmp_path, warned):
    """The name of a file is bytes, and these are no UTF-8."""
    name = b"note-\xff.yaml"
    (tmp_path / warned("samples/covenant-default.yaml")).rename(tmp_path / name.decode("utf-8", "surrogateescape"))
    for odd in [PLAIN, *ODD]:
        run = note_sched("check", name, env=odd)
        assert run.returncode == 0
        assert b": warning: " in run.stderr


def test_nothing_is_kept_between_runs(note_sched):
    """No cache, no configuration, nothing in the home directory."""
    first = note_sched(*COMMANDS[0], env={"HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent"})
    assert first.stdout == note_sched(*COMMANDS[0]).stdout
