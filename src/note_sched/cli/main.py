"""The program: a command, and what becomes of everything that can go wrong in it."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from note_sched.cli.ending import heed
from note_sched.cli.exits import Exit
from note_sched.cli.patterns import compiled_late, without_backports
from note_sched.cli.plainly import read
from note_sched.cli.taking import COMMANDS, commands
from note_sched.cli.talk import begin, say
from note_sched.faults import in_words


def main() -> NoReturn:
    """Run the command line; no traceback ever reaches a user."""
    begin()
    heed()
    _leave(_status())


def _status() -> int:
    try:
        _run(sys.argv[1:])
    except SystemExit as over:
        return over.code if isinstance(over.code, int) else Exit.DONE
    except BrokenPipeError:  # the reader (head, less) has seen enough
        return Exit.DONE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except OSError as error:  # a full disk under `--help > FILE`: what commands write themselves they answer for
        say(f"note-sched: {in_words(error)}")
        return Exit.REFUSED
    except Exception as defect:  # noqa: BLE001 (the last net: whatever it is, the user gets a sentence)
        _confess(defect)
        return Exit.DEFECT
    return Exit.DONE


def _run(words: Sequence[str]) -> None:
    """Run a line: itself where it is read without typer, and by typer where it is not."""
    if words and words[0] in COMMANDS and os.name != "nt":  # where typer replaces patterns by names of files
        with compiled_late(), without_backports():
            (command,) = commands(words[:1])
        given = read(words[1:], command.parameters)
        if given is not None:
            command.run(**given)
            return
    with compiled_late(), without_backports():
        from note_sched.cli.app import program  # noqa: PLC0415 (few lines need it)

        made = program(words[:1])
    made()


def _leave(status: int) -> NoReturn:
    """End the process at once: taking a hundred thousand Notes apart would only cost time, and nothing is left open."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):  # closed, or its reader has gone
            continue
    os._exit(status)


def _confess(defect: Exception) -> None:
    import traceback  # noqa: PLC0415

    last = traceback.extract_tb(defect.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)}:{last.lineno}"
    stands = "".join(f"{note} " for note in getattr(defect, "__notes__", ()))
    say(
        f"note-sched: a defect of the program, not of your document: {type(defect).__name__} at {place}: {defect}\n"
        f"{stands}Please report it with the command and, if you can, the document "
        "(NOTE_SCHED_TRACEBACK=1 shows more).",
    )
    if os.environ.get("NOTE_SCHED_TRACEBACK"):
        traceback.print_exception(defect)
