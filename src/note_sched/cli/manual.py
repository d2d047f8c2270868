"""``man``: the manual page, made of what ``--help`` is made of.

It is printed, not installed: a package in an environment of its own has no folder in which ``man`` looks, and where
there is one, whoever puts the program there puts the page there with one line.
"""

from collections.abc import Iterator
from typing import Any

from note_sched import __version__
from note_sched.cli import options
from note_sched.cli.answering import answering
from note_sched.cli.helping import EXAMPLES, grouped, paragraphs
from note_sched.cli.output import put
from note_sched.cli.taking import command
from note_sched.cli.target import aim


@command()
def man(output: options.Output = None, force: options.Force = False) -> None:
    """Every command with its options, as a manual page.

    `note-sched man | man -l -` shows it; `note-sched man --output ~/.local/share/man/man1/note-sched.1` keeps it.
    """
    with answering(None):
        put([_page().encode()], aim(output, None, ("man",), force=force))


def _page() -> str:
    from typer.main import get_command

    from note_sched.cli.app import program

    return "\n".join(_lines(get_command(program()))) + "\n"


def _lines(program: Any) -> Iterator[str]:  # noqa: ANN401 (typer has a click of its own, or not)
    name, about = "note\\-sched", _written(program.help)
    yield f'.TH NOTE\\-SCHED 1 "" "note\\-sched {__version__}"'
    yield from (".SH NAME", f"{name} \\- {about[:1].lower()}{about[1:].rstrip('.')}")
    yield from (".SH SYNOPSIS", f".B {name}", ".I COMMAND", "[\\fIFILE\\fR] [\\fIOPTIONS\\fR]")
    yield from (".SH DESCRIPTION", about)
    yield "A document in YAML tells a subordinated note, who holds it, the Senior debt before it, and what happened."
    for group, names in grouped(program.commands):
        yield f'.SH "COMMANDS: {group.upper()}"'
        for each in names:
            yield from _command(each, program.commands[each])
    yield ".SH EXIT STATUS"
    yield from _exits()
    yield from (".SH SEE ALSO", f".B {name} guide", "prints the guide, a topic at a time.")


def _command(name: str, command: Any) -> Iterator[str]:  # noqa: ANN401 (as above)
    from typer import Context

    context = Context(command, info_name=name)
    yield f'.SS "{_written(" ".join([name, *command.collect_usage_pieces(context)]))}"'
    for at, paragraph in enumerate(paragraphs(command)):
        yield from ([".PP", _written(paragraph)] if at else [_written(paragraph)])
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None:
            yield from (".TP", f"\\fB{_written(record[0])}\\fR", _written(record[1]))
    if name in EXAMPLES:
        yield from (".PP", "Example:", ".PP", ".nf", f"    note\\-sched {_written(EXAMPLES[name])}", ".fi")


def _exits() -> Iterator[str]:
    from note_sched.cli.exits import Exit

    said = {
        Exit.DONE: "done; from can-pay: all may be paid",
        Exit.FINDINGS: "found: warnings (check --strict), a difference, a changed file, sums that do not agree",
        Exit.REFUSED: "wrong usage, or a faulty document",
        Exit.NOT_PAYABLE: "can-pay: not all of it may be paid",
        Exit.DEFECT: "a defect of the program",
        Exit.BUSY: "another run is writing there; the same command may succeed later",
    }
    for status, words in said.items():
        yield from (".TP", f"\\fB{status.value}\\fR", _written(words))
    yield from (".TP", "\\fB129, 130, 143\\fR", "interrupted: by a hangup, from the keyboard, by a request to end")


def _written(words: str) -> str:
    """Words as troff has them: nothing in them is a request, and a hyphen is the one that is typed."""
    safe = " ".join(words.split()).replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq").replace("'", "\\(aq")
    return f"\\&{safe}" if safe.startswith(".") else safe
