"""``note-sched COMMAND FILE [options]``: the command line, and what becomes of everything that can go wrong in it."""

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from note_sched import __version__
from note_sched.cli.ending import heed
from note_sched.cli.exits import Exit
from note_sched.cli.talk import begin, in_words

if TYPE_CHECKING:
    from typer.models import CommandInfo

COMMANDS = {
    "simulate": "commands",
    "payoff": "payoffs",
    "status": "commands",
    "bars": "commands",
    "can-pay": "commands",
    "calendar": "exports",
    "journal": "exports",
    "timeline": "pictures",
    "report": "pictures",
    "explain": "counsel",
    "clause": "counsel",
    "completion": "completion",
    "check": "commands",
    "readings": "comparing",
    "compare": "comparing",
    "init": "commands",
    "instruments": "instruments",
    "schema": "commands",
    "statement": "statements",
    "guide": "guide",
}
"""The module, here in the face, in which each command is."""

COMPLETE = "_NOTE_SCHED_COMPLETE"
"""The variable in which a shell's completion names the shell."""

app = typer.Typer(
    name="note-sched",
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
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    """Nothing to do before a command."""


def main() -> NoReturn:
    """Run the command line; no traceback ever reaches a user."""
    begin()
    heed()
    if COMPLETE in os.environ:  # a shell asks what may be completed
        from note_sched.cli.completing import tell  # noqa: PLC0415 (a Tab alone needs it)

        tell(sys.argv[1:], os.environ[COMPLETE])
        _leave(Exit.DONE)
    _leave(_status())


def _status() -> int:
    try:
        _register(sys.argv[1:2])
        app()
    except SystemExit as over:
        return over.code if isinstance(over.code, int) else Exit.DONE
    except BrokenPipeError:  # the reader (head, less) has seen enough
        return Exit.DONE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except OSError as error:  # a full disk under `--help > FILE`: what commands write themselves they answer for
        typer.echo(f"note-sched: {in_words(error)}", err=True)
        return Exit.REFUSED
    except Exception as defect:  # noqa: BLE001 (the last net: whatever it is, the user gets a sentence)
        _confess(defect)
        return Exit.DEFECT
    return Exit.DONE


def _leave(status: int) -> NoReturn:
    """End the process at once: taking a hundred thousand Notes apart would only cost time, and nothing is left open."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):  # closed, or its reader has gone
            continue
    os._exit(status)


def _register(named: list[str]) -> None:
    """Register the command that the first word names, or all where it names none (``--help``, a slip).

    Its module alone is imported, and typer works out its options alone: a few milliseconds of every start.
    """
    for module in {COMMANDS[name]: None for name in named if name in COMMANDS} or dict.fromkeys(COMMANDS.values()):
        import_module(f"note_sched.cli.{module}")
    wanted = [info for info in app.registered_commands if (info.name or _name_of(info)) in named]
    if wanted:
        app.registered_commands = wanted


def _name_of(info: "CommandInfo") -> str:
    return info.callback.__name__ if info.callback else ""


def _confess(defect: Exception) -> None:
    import traceback  # noqa: PLC0415

    last = traceback.extract_tb(defect.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119 (no path of a machine is printed)
    stands = "".join(f"{note} " for note in getattr(defect, "__notes__", ()))
    typer.echo(
        f"note-sched: a defect of the program, not of your document: {type(defect).__name__} at {place}: {defect}\n"
        f"{stands}Please report it with the command and, if you can, the document "
        "(NOTE_SCHED_TRACEBACK=1 shows more).",
        err=True,
    )
    if os.environ.get("NOTE_SCHED_TRACEBACK"):
        traceback.print_exception(defect)
