"""A line that is read without typer is read as typer reads it; what typer refuses or asks about is left to it."""

import random
import shlex

import pytest
from typer.main import get_command

from note_sched.cli.app import program
from note_sched.cli.helping import EXAMPLES
from note_sched.cli.plainly import read
from note_sched.cli.taking import COMMANDS, Argument, commands

SIMULATE = "simulate"
WORDS = ["note.yaml", "-", "alder", "2009-03-02", "csv", "table", "pdf", "zsh", "30", "19", "1", "0", "x=y", "a b", "é"]
SLIPS = [
    "",
    "--",
    "--help",
    "-h",
    "--no-such",
    "--forc",
    "-5",
    "--force=yes",
    "+30",
    "٣٠",
    "1_000",
    " 30",
    "99999999999",
]


@pytest.fixture(scope="module")
def by_typer():
    """What typer makes of the words behind a command; None where it refuses them, or answers itself."""
    made = get_command(program())
    seen = {}
    theirs = {command: command.run for command in commands(COMMANDS)}
    for command in theirs:
        command.run = lambda **given: seen.update(given)

    def asked(command, words):
        seen.clear()
        try:
            made.main([command, *words], "note-sched", standalone_mode=False)
        except Exception:  # noqa: BLE001 (whatever it refuses with)
            return None
        return dict(seen) or None

    yield asked
    for command, run in theirs.items():
        command.run = run


def lines(command, lines):
    """Lines at random, most of them such as are typed: what must be given, some options, now and then a slip."""
    draw = random.Random(command.name)
    options = [each for each in command.parameters.values() if not isinstance(each.by, Argument)]
    for _ in range(lines):
        words = []
        for each in command.parameters.values():
            if isinstance(each.by, Argument):
                count = draw.choice([0, *[1] * 9]) * (draw.choice([1, 1, 2]) if each.many else 1)
                words += [[fit(each, draw)] for _ in range(count)]
            elif each.default is ...:
                words.append(given(each, draw))
        words += [given(draw.choice(options), draw) for _ in range(draw.randrange(4)) if options]
        if draw.random() < 0.3:
            words.append([draw.choice(SLIPS)])
        draw.shuffle(words)
        yield [word for part in words for word in part]


def fit(each, draw):
    """A value, which is most often of the kind that it ought to be."""
    kinds = {int: ["30", "1", "45"]}
    good = kinds.get(each.kind) or [*getattr(each.kind, "_value2member_map_", WORDS)]
    return draw.choice(good if draw.random() < 0.9 else [*WORDS, *SLIPS])


def given(option, draw):
    """An option, with its value or without."""
    name = draw.choice(option.by.names)
    if option.kind is bool:
        return [name]
    value = fit(option, draw)
    return [f"{name}={value}"] if draw.random() < 0.3 else [name, value]


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_read_is_what_typer_reads(name, by_typer):
    (command,) = commands([name])
    known = 0
    for words in lines(command, 60):
        found = read(words, command.parameters)
        if found is not None:
            known += 1
            theirs = by_typer(name, words)
            assert found == theirs, words
            assert {key: type(each) for key, each in found.items()} == {key: type(each) for key, each in theirs.items()}
    assert known >= 15  # the lines that most people type


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_read(name):
    """And so need no typer: no command's module imports it (``test_rooms``)."""
    (command,) = commands([name])
    _, *words = shlex.split(EXAMPLES[name])
    assert read(words, command.parameters) is not None


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        (["note.yaml", "--holder", "alder", "--holder=elm"], "holder", ["alder", "elm"]),
        (["--set", "reading.window_end=payable", "note.yaml"], "set_", ["reading.window_end=payable"]),
        (["note.yaml", "--output", "-"], "output", "-"),
        (["note.yaml", "--width", "20"], "width", 20),
        (["note.yaml", "--daily", "--daily"], "daily", True),
        (["-"], "file", "-"),
    ],
)
def test_lines_as_most_are(words, key, value):
    (command,) = commands([SIMULATE])
    assert read(words, command.parameters)[key] == value


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["note.yaml", "other.yaml"],
        ["note.yaml", "--help"],
        ["note.yaml", "--width", "19"],
        ["note.yaml", "--format", "pdf"],
        ["note.yaml", "--through"],
        ["note.yaml", "--through", "2009-03-02", "--through", "2009-03-03"],
        ["note.yaml", "--holder", "--daily"],
        ["note.yaml", "--daily=yes"],
        ["note.yaml", "--dail"],
        ["--", "note.yaml"],
        [""],
    ],
)
def test_lines_that_typer_is_asked_about(words):
    (command,) = commands([SIMULATE])
    assert read(words, command.parameters) is None
