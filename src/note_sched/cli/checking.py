"""``check``: whether documents are sound, for people, for programs, and for a gate that only wants the exit status."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from note_sched.cli import options
from note_sched.cli.answering import answering
from note_sched.cli.exits import Exit
from note_sched.cli.opening import Opened, name_of, open_to_check, refusal_in_words, said_of
from note_sched.cli.output import Format, put, render, warn
from note_sched.cli.taking import Argument, Option, command
from note_sched.cli.talk import for_eyes, say
from note_sched.faults import Faulty, Refusal

if TYPE_CHECKING:
    from note_sched.reports.answers.checked import Checked
    from note_sched.simulation.outcome import Run


@command()
def check(
    files: Annotated[list[str], Argument(metavar="FILE...", help="The documents; - reads standard input.")],
    strict: Annotated[bool, Option("--strict", help="Exit 1 where there are warnings.")] = False,
    quiet: Annotated[bool, Option("--quiet", help="Say nothing: the exit status alone.")] = False,
    form: Annotated[
        Format | None, Option("--format", show_default="words on stderr", help="Print what was found, as data.")
    ] = None,
    known_at: options.KnownAt = None,
    set_: options.Set = None,
    add: options.Add = None,
) -> None:
    """Nothing, and exit 0, when the documents are sound; else their faults (exit 2), or their warnings.

    Every document is checked, whatever is wrong with those before it; the exit status is that of the worst.
    """
    with answering(None):
        if files.count("-") > 1:
            raise Refusal("standard input can be read once, and - stands there more than once", "leave one out")
        if quiet and form is not None:
            raise Refusal("--quiet says nothing, and --format asks for what is said", "leave one of them out")
    data = form in (Format.CSV, Format.JSON)
    found = [_check(file, (known_at, set_ or (), add or ()), aloud=not (quiet or data)) for file in files]
    if data and form is not None:
        from note_sched.reports.answers.checked import checked

        with answering(None):
            put([render(checked(found), form, to_file=False)], None)
    if any(not each.is_sound for each in found):
        raise SystemExit(Exit.REFUSED)
    raise SystemExit(Exit.FINDINGS if strict and any(each.warnings for each in found) else Exit.DONE)


def _check(file: str, asked: tuple[str | None, Sequence[str], Sequence[str]], *, aloud: bool) -> "Checked":
    """What is found in a document; ``aloud``: it is told at once, to stderr."""
    from note_sched.reports.answers.checked import Checked

    known, overrides, added = asked
    name = name_of(file)
    try:
        run, opened = _played(open_to_check(file, known, overrides, added))
    except Faulty as faulty:
        _tell(faulty.report, aloud=aloud)
        return Checked(name, faults=faulty.faults)
    except Refusal as refusal:
        _tell(refusal_in_words(refusal), aloud=aloud)
        return Checked(name, refusal=refusal)
    if aloud:
        warn(run.cautions, opened.name, opened.added)
    return Checked(name, warnings=run.cautions, acknowledged=run.acknowledged)


def _played(opened: Opened) -> "tuple[Run, Opened]":
    """Its run; a transfer of more than is held is a fault that only the days tell."""
    from note_sched.simulation import simulate

    try:
        return simulate(opened.document, sink=lambda _: None), opened
    except Faulty as faulty:
        faulty.report = said_of(faulty, opened.name, opened.raw, opened.added)
        raise


def _tell(words: str, *, aloud: bool) -> None:
    if aloud:
        say(for_eyes(words), end="")
