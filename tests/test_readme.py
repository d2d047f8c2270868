"""The README is true: every transcript is what the installed program prints, and nothing of the program is left out.

A ``console`` block holds commands, each on a line that begins with ``$ ``, and below each what it prints, stdout first
and stderr after it; ``[exit 3]`` is the exit status where it is not 0. After a change of the program's words,

    python tests/test_readme.py --write

puts what is printed now in the place of what was expected: read the difference before you commit it.
"""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import get_args

import pytest

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def transcripts(text):
    """Every command of the README with what it prints, in order."""
    return [found for block in BLOCK.findall(text) for found in COMMAND.findall(block)]


def printed(command, folder):
    """What a command prints, in a folder that has the samples and nothing else."""
    samples = Path(folder) / "samples"
    if not samples.exists():
        samples.symlink_to(ROOT / "samples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(  # noqa: S602 (a README's commands are for a shell)
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return run.stdout + (f"[exit {run.returncode}]\n" if run.returncode else "")


def written(text, folder):
    """The README with every expectation replaced by what is printed now."""

    def block(found):
        return "```console\n" + COMMAND.sub(command, found[1]) + "```"

    def command(found):
        return f"$ {found[1]}\n{printed(found[1], folder)}"

    return BLOCK.sub(block, text)


TEXT = README.read_text("utf-8")


@pytest.mark.parametrize(("command", "expected"), transcripts(TEXT), ids=[each[0] for each in transcripts(TEXT)])
def test_transcript(command, expected, tmp_path):
    assert printed(command, tmp_path) == expected


def test_no_transcript_is_empty_without_saying_so():
    """Only a sound document and a file written whole print nothing."""
    silent = [command for command, expected in transcripts(TEXT) if not expected]
    assert all("check --strict" in command or "--output" in command for command in silent)
    assert len(transcripts(TEXT)) >= 10


def test_the_smallest_document_is_sound(tmp_path):
    (document,) = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    (tmp_path / "note.yaml").write_text(document, "utf-8")
    assert printed("note-sched check --strict note.yaml", tmp_path) == ""


@pytest.fixture(scope="module")
def commands(tmp_path_factory):
    folder = tmp_path_factory.mktemp("help")
    listed = printed("note-sched --help", folder).partition("Commands:\n")[2]
    names = re.findall(r"^  (\S+)  ", listed, re.MULTILINE)
    return {name: printed(f"note-sched {name} --help", folder) for name in names}


@pytest.fixture(scope="module")
def options(commands, tmp_path_factory):
    """Every option that a help text names, the program's own included."""
    texts = [*commands.values(), printed("note-sched --help", tmp_path_factory.mktemp("options"))]
    return {option for text in texts for option in re.findall(r"(?<![\w-])--[a-z][a-z-]*", text)}


def test_every_command_is_in_the_table(commands):
    assert set(commands) >= {"simulate", "payoff", "bars", "can-pay", "status", "check", "init", "schema"}
    for name in commands:
        assert re.search(rf"^\| `{name}[` ]", TEXT, re.MULTILINE), name


def test_every_option_is_in_the_readme(options):
    assert {"--known-at", "--version", "--help"} <= options
    assert [option for option in sorted(options) if f"`{option}" not in TEXT] == []


def test_no_option_is_invented(options):
    """What the README writes as an option of the program is one."""
    named = set(re.findall(r"`(--[a-z][a-z-]*)", TEXT))
    assert sorted(named - options) == []


def test_every_exit_status_is_in_the_table():
    from note_sched.cli.exits import Exit  # noqa: PLC0415 (``--write`` needs no package)

    assert sorted(int(code) for code in re.findall(r"^\| (\d+) \|", TEXT, re.MULTILINE)) == sorted(Exit)


def test_every_switch_is_in_the_table_with_its_values():
    """The default stands before the alternatives."""
    from msgspec.structs import fields  # noqa: PLC0415

    from note_sched.document.model import Reading  # noqa: PLC0415

    for field in fields(Reading):
        row = re.search(rf"^\| `{field.name}` \| `(.*)$", TEXT, re.MULTILINE)[1]
        choices = get_args(field.type) or [choice.value for choice in field.type]
        assert row.startswith(f"{getattr(field.default, 'value', field.default)}`")
        assert [choice for choice in choices if f"{choice}`" not in row] == []


def test_every_event_is_named():
    from note_sched.document.fields import EVENT_KINDS  # noqa: PLC0415

    assert [name for name in EVENT_KINDS if f"`{name}`" not in TEXT] == []


def test_every_sample_is_in_the_table():
    named = re.findall(r"^\| \[[a-z0-9-]+\]\((samples/[a-z0-9-]+\.yaml)\)", TEXT, re.MULTILINE)
    assert sorted(named) == sorted(f"samples/{path.name}" for path in (ROOT / "samples").glob("*.yaml"))


def test_every_room_is_in_the_table():
    package = ROOT / "src" / "note_sched"
    rooms = {f"{path.name}/" for path in package.iterdir() if (path / "__init__.py").exists()} | {"faults.py"}
    assert sorted(room for room in rooms if f"| `{room}` |" not in TEXT) == []


def test_the_two_commands_come_first_and_are_one_line_each():
    first, second = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert first.count("\n") == second.count("\n") == 1
    assert "simulate samples/air-industries-2008.yaml" in first
    assert "pytest" in second


def test_python_and_licence_are_those_of_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == ">=3.11"
    assert "Python 3.11 or later" in TEXT
    assert f"Licence: {project['license']}" in TEXT


def test_links_lead_somewhere():
    targets = re.findall(r"\]\(([^)]+)\)", TEXT)
    assert [target for target in targets if not (ROOT / target).exists()] == []


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_readme.py --write")
    with tempfile.TemporaryDirectory() as scratch:
        README.write_text(written(TEXT, scratch), "utf-8")
