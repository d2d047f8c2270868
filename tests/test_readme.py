"""README and guide are true: transcripts are what the installed program prints, and nothing of it is left out.

A ``console`` block holds commands, each on a line that begins with ``$ ``, and below each what it prints, stdout first
and stderr after it; ``[exit 3]`` is the exit status where it is not 0. The commands of a block run one after the other
in a folder of their own, so one may read what another wrote. A ``python`` block is run, too; the ``text`` block behind
"It prints:" is what it prints. After a change of the program's words,

    python tests/test_readme.py --write

puts what is printed now in the place of what was expected: read the difference before you commit it.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import get_args

import pytest
import warm
from click import Context
from typer.main import get_command

from note_sched.cli import app
from note_sched.cli.guide import TOPICS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "note_sched"
README = ROOT / "README.md"
PAGES = sorted((PACKAGE / "guide").glob("*.md"))
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
PYTHON = re.compile(r"^```python\n(.*?)^```\n\nIt prints:\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def transcripts(text):
    """Every block of commands, in order; each command with what it prints."""
    return [COMMAND.findall(block) for block in BLOCK.findall(text)]


def printed(command, folder):
    """What a command prints, in a folder that has the samples and nothing else."""
    samples = Path(folder) / "samples"
    if not samples.exists():
        samples.symlink_to(ROOT / "samples")
    run = _run(command, folder)
    return run.stdout + (f"[exit {run.returncode}]\n" if run.returncode else "")


def _run(command, folder):
    """Warm, if there is nothing in it that a shell would do; stdout and stderr in one."""
    program, _, arguments = command.partition(" ")
    if program == "note-sched" and not re.search(r"[][|&;<>()$`\\*?~#{}!]", arguments):
        run = warm.run(shlex.split(arguments), folder, together=True)
        run.stdout = run.stdout.decode()
        return run
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(  # noqa: S602 (what people read to type is for a shell)
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


def answered(code, folder):
    """What a ``python`` block prints, where the samples are: as a newcomer types it, in a process of its own."""
    script = Path(folder) / "typed.py"
    script.write_text(code, "utf-8")
    return printed(f"{sys.executable} -W error typed.py", folder)


def written(text):
    """A page with every expectation replaced by what is printed now."""

    def block(found):
        with tempfile.TemporaryDirectory() as folder:
            lines = [f"$ {command}\n{printed(command, folder)}" for command, _ in COMMAND.findall(found[1])]
        return "```console\n" + "".join(lines) + "```"

    def python(found):
        with tempfile.TemporaryDirectory() as folder:
            return f"```python\n{found[1]}```\n\nIt prints:\n\n```text\n{answered(found[1], folder)}```"

    return PYTHON.sub(python, BLOCK.sub(block, text))


TEXT = README.read_text("utf-8")
GUIDE = {path.stem: path.read_text("utf-8") for path in PAGES}
ALL = "\n".join([TEXT, *GUIDE.values()])
BLOCKS = [
    pytest.param(block, id=f"{name}: {block[0][0]}")
    for name, text in {"README": TEXT, **GUIDE}.items()
    for block in transcripts(text)
]


@pytest.mark.parametrize("block", BLOCKS)
def test_transcript(block, tmp_path):
    for command, expected in block:
        assert printed(command, tmp_path) == expected, command


@pytest.mark.parametrize(("code", "expected"), PYTHON.findall(ALL), ids=["first", "many"])
def test_python(code, expected, tmp_path):
    assert answered(code, tmp_path) == expected


def test_no_transcript_is_empty_without_saying_so():
    """Only a sound document and a file written whole print nothing."""
    commands = [each for block in transcripts(ALL) for each in block]
    silent = [command for command, expected in commands if not expected]
    told = ("#", "sed -i")
    assert all("check --strict" in each or "--output" in each or each.startswith(told) for each in silent)
    assert len(commands) >= 40
    assert ALL.count("```console\n") == len(transcripts(ALL))
    assert ALL.count("```python\n") == len(PYTHON.findall(ALL))


def test_the_smallest_document_is_sound_and_under_the_terms_shown(tmp_path):
    document, terms, *_ = re.findall(r"^```yaml\n(.*?)^```$", ALL, re.MULTILINE | re.DOTALL)
    (tmp_path / "note.yaml").write_text(document, "utf-8")
    assert printed("note-sched check --strict note.yaml", tmp_path) == ""
    (tmp_path / "other.yaml").write_text(document + terms, "utf-8")
    assert printed("note-sched check --strict other.yaml", tmp_path) == ""


def named_options(command):
    """The options that a command takes, by its own help."""
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", command.get_help(Context(command))))


@pytest.fixture(scope="module")
def program():
    """The command line as typer has it, with every command."""
    return get_command(app.program())


@pytest.fixture(scope="module")
def options(program):
    """Every option that a help text names, the program's own included."""
    return set().union(*map(named_options, [program, *program.commands.values()]))


@pytest.mark.parametrize("page", [TEXT, GUIDE["commands"]], ids=["README", "guide"])
def test_every_command_is_in_the_table(program, page):
    assert set(program.commands) >= {"simulate", "payoff", "bars", "can-pay", "status", "check", "init", "schema"}
    for name in program.commands:
        assert re.search(rf"^\| `{name}[` ]", page, re.MULTILINE), name


def test_help_lists_every_command(program, tmp_path):
    listed = printed("note-sched --help", tmp_path).partition("Ask:\n")[2]
    assert sorted(re.findall(r"^  (\S+)  ", listed, re.MULTILINE)) == sorted(program.commands)


def test_every_option_is_in_the_guide(options):
    assert {"--known-at", "--version", "--help"} <= options
    assert [option for option in sorted(options) if f"`{option}" not in GUIDE["commands"]] == []


def test_no_option_is_invented(options):
    """What is written as an option of the program is one."""
    named = set(re.findall(r"`(--[a-z][a-z-]*)", ALL))
    assert sorted(named - options) == []


def test_every_topic_is_a_page_and_is_named():
    """A page opens with its title and a sentence, which is what the list of topics says of it."""
    assert sorted(TOPICS) == sorted(GUIDE)
    assert re.findall(r"^\| \[([a-z]+)\]\(src/note_sched/guide/\1\.md\)", TEXT, re.MULTILINE) == list(TOPICS)
    for text in GUIDE.values():
        title, about, *_ = text.split("\n\n")
        assert re.fullmatch(r"# [A-Z].*", title)
        assert re.fullmatch(r"\w[^\n]*\.", about)


PATH = re.compile(r"`([a-z_]+/[a-z0-9_/]*(?:\.[a-z]+)?|[a-z_]+\.(?:py|md))`")


def test_every_file_that_is_named_for_those_who_change_it_is_there():
    places = (ROOT, PACKAGE, PACKAGE / "guide", PACKAGE / "reports", ROOT / "tests" / "benchmarks")
    named = PATH.findall(GUIDE["contributing"] + GUIDE["architecture"])
    assert {"instruments/air_industries_2008/note.txt", "document/events.py", "tests/cases"} <= set(named)
    assert [name for name in named if not any((place / name).exists() for place in places)] == []


def test_the_readme_is_read_in_one_go():
    assert len(TEXT.splitlines()) <= 220


def test_every_exit_status_is_in_the_table():
    from note_sched.cli.exits import Exit  # noqa: PLC0415 (``--write`` needs no package)

    here, there = (re.findall(r"^\| (\d+) \| .*$", text, re.MULTILINE) for text in (TEXT, GUIDE["commands"]))
    assert sorted(int(code) for code in here) == sorted(Exit)
    assert here == there
    rows = [set(re.findall(r"^\| \d+ \| .*$", text, re.MULTILINE)) for text in (TEXT, GUIDE["commands"])]
    assert rows[0] == rows[1]


def test_every_switch_is_in_the_table_with_its_values():
    """The default stands before the alternatives."""
    from msgspec.structs import fields  # noqa: PLC0415

    from note_sched.document.model import Reading  # noqa: PLC0415

    for field in fields(Reading):
        row = re.search(rf"^\| `{field.name}` \| `(.*)$", GUIDE["readings"], re.MULTILINE)[1]
        choices = get_args(field.type) or [choice.value for choice in field.type]
        assert row.startswith(f"{getattr(field.default, 'value', field.default)}`")
        assert [choice for choice in choices if f"{choice}`" not in row] == []


def test_every_event_is_in_the_table_with_its_keys():
    from note_sched.document.fields import EVENT_KINDS, fields_of  # noqa: PLC0415

    everywhere = {"type", "date", "recorded", "memo", "method", "time", "actual", "received", "borrower"}
    for name, kind in EVENT_KINDS.items():
        row = re.search(rf"^\| `{name}` \| (.*)$", GUIDE["document"], re.MULTILINE)[1]
        assert [key for key in fields_of(kind) if key not in everywhere and not re.search(rf"\b{key}\b", row)] == []
    assert [key for key in sorted(everywhere) if f"`{key}" not in GUIDE["document"]] == []


def test_every_key_of_the_parts_is_named():
    from msgspec.structs import fields  # noqa: PLC0415

    from note_sched.document.model import Form, Holder, Note, SeniorDebt, Simulation  # noqa: PLC0415

    named = set(re.findall(r"[a-z_]+", GUIDE["document"]))
    keys = {field.name for part in (Form, Note, Holder, SeniorDebt, Simulation) for field in fields(part)}
    assert sorted(keys - named) == []


def test_every_sample_is_in_the_table():
    named = re.findall(r"^\| `(samples/[a-z0-9-]+\.yaml)` \|", GUIDE["document"], re.MULTILINE)
    assert sorted(named) == sorted(f"samples/{path.name}" for path in (ROOT / "samples").glob("*.yaml"))


def test_every_room_is_in_the_table():
    rooms = {f"{path.name}/" for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    loose = {path.name for path in PACKAGE.glob("[!_]*.py")}
    assert sorted(room for room in rooms | loose if f"| `{room}` |" not in GUIDE["architecture"]) == []


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


@pytest.mark.parametrize("page", [README, *PAGES], ids=lambda page: page.stem)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)]+)\)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_readme.py --write")
    for page in (README, *PAGES):
        page.write_text(written(page.read_text("utf-8")), "utf-8")
