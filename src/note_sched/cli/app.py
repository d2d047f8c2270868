"""``note-sched COMMAND FILE [options]``: the command line, its commands and in which module each is."""

from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from note_sched import __version__
from note_sched.cli.helping import Program

if TYPE_CHECKING:
    from typer.models import CommandInfo

COMMANDS = {
    "simulate": "commands",
    "payoff": "payoffs",
    "status": "commands",
    "bars": "commands",
    "can-pay": "commands",
    "next": "commands",
    "calendar": "exports",
    "journal": "exports",
    "timeline": "pictures",
    "report": "pictures",
    "explain": "counsel",
    "clause": "counsel",
    "completion": "completion",
    "record": "recording",
    "import": "importing",
    "check": "checking",
    "book": "book",
    "readings": "comparing",
    "compare": "comparing",
    "sweep": "sweeping",
    "init": "commands",
    "instruments": "instruments",
    "schema": "commands",
    "statement": "statements",
    "guide": "guide",
    "man": "manual",
}
"""The module, here in the face, in which each command is."""

app = typer.Typer(
    name="note-sched",
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="What is due on a subordinated note, what may be paid, and why: to the cent and to the clause.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: rich would be imported for every run
    pretty_exceptions_enable=False,
)


def _tell_version(asked: bool) -> None:  # noqa: FBT001 (typer gives an option's value by position)
    if asked:
        typer.echo(f"note-sched {__version__}")
        raise typer.Exit


@app.callback()
def note_sched(
    version: Annotated[  # noqa: FBT002 (an option is no argument that one could mistake)
        bool, typer.Option("--version", "-V", help="Print the version.", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    """Nothing to do before a command."""


def register(named: list[str]) -> None:
    """Register the command that the first word names; none for the help, and all for a slip, which may be near one.

    Its module alone is imported, and typer works out its options alone: a few milliseconds of every start.
    """
    if not named or named[0] in _WITHOUT_COMMANDS:
        return
    for module in {COMMANDS[name]: None for name in named if name in COMMANDS} or dict.fromkeys(COMMANDS.values()):
        import_module(f"note_sched.cli.{module}")
    wanted = [info for info in app.registered_commands if (info.name or _name_of(info)) in named]
    if wanted:
        app.registered_commands = wanted


_WITHOUT_COMMANDS = frozenset({"--help", "-h", "--version", "-V"})
"""What is answered without any command."""


def _name_of(info: "CommandInfo") -> str:
    return info.callback.__name__ if info.callback else ""
