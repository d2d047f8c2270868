"""``note-sched COMMAND FILE [options]``: the command line, and what becomes of everything that can go wrong in it."""

import sys
from typing import NoReturn

import typer

from note_sched.cli.exits import Exit

app = typer.Typer(
    name="note-sched",
    help="What is due on a subordinated note, what may be paid, and why: to the cent and to the clause.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: rich would be imported for every run
    pretty_exceptions_enable=False,
)


def main() -> NoReturn:
    """Run the command line; no traceback ever reaches a user."""
    if sys.stderr is None:  # closed: `2>&-`
        sys.stderr = open("/dev/null", "w", encoding="utf-8")  # noqa: PTH123, SIM115
    try:
        from note_sched.cli import commands  # noqa: F401, PLC0415 (registers the commands)

        app()
    except BrokenPipeError:  # the reader (head, less) has seen enough
        sys.stderr.close()
        sys.exit(Exit.DONE)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as defect:  # noqa: BLE001 (the last net: whatever it is, the user gets a sentence)
        _confess(defect)
        sys.exit(Exit.DEFECT)
    sys.exit(Exit.DONE)


def _confess(defect: Exception) -> None:
    import os  # noqa: PLC0415
    import traceback  # noqa: PLC0415

    last = traceback.extract_tb(defect.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119 (no path of a machine is printed)
    typer.echo(
        f"note-sched: a defect of the program, not of your document: {type(defect).__name__} at {place}: {defect}\n"
        "Nothing was written. Please report it with the command and, if you can, the document "
        "(NOTE_SCHED_TRACEBACK=1 shows more).",
        err=True,
    )
    if os.environ.get("NOTE_SCHED_TRACEBACK"):
        traceback.print_exception(defect)
