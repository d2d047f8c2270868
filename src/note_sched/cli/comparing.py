"""``readings`` and ``compare``: what another reading, or another record, would change."""

from collections.abc import Sequence
from typing import Annotated

from note_sched.cli import options
from note_sched.cli.answering import answering
from note_sched.cli.documents import Ask, about_document
from note_sched.cli.exits import Exit
from note_sched.cli.opening import Opened, day_of, listed, open_document, reopened
from note_sched.cli.output import Format, put, render, warn
from note_sched.cli.taking import Argument, Option, command
from note_sched.cli.target import aim
from note_sched.faults import Refusal


@about_document()
def readings(
    ask: Ask,
    as_of: Annotated[
        str | None,
        Option("--as-of", "--on", metavar="DATE", help="Compare through this day, and what stands on it."),
    ] = None,
    holder: options.Holders = None,
) -> None:
    """What every other reading of the Note would change: days, dollars, Events of Default; and which do not add up."""
    from note_sched.cli.progress import progress
    from note_sched.reports.comparison.alternatives import alternatives, runs_of
    from note_sched.reports.comparison.alternatives_page import readings_page

    target = ask.aim(tuple(Format))
    day = None if as_of is None else day_of(as_of, "--as-of/--on")
    shown = ask.holders(holder)
    steps = runs_of(ask.opened.document)
    bar = progress(range(steps), "Readings", steps)
    found = alternatives(ask.opened.document, day, step=lambda: next(bar, None))
    for _ in bar:  # to its end: what was not run is done too
        pass
    ask.answer(readings_page(found, shown), found.run, target)


@command()
def compare(
    first: Annotated[str, Argument(metavar="A", help="The document; - reads standard input.")],
    second: Annotated[str | None, Argument(metavar="[B]", help="Another; without it, A with the options.")] = None,
    holder: options.Holders = None,
    form: options.Form = None,
    output: options.Output = None,
    force: options.Force = False,
    known_at: options.KnownAt = None,
    set_: options.Set = None,
    add: options.Add = None,
) -> None:
    """What differs between two documents, or between A and A with --set, --add or --known-at, and the facts behind it.

    Exit 0 if no figure, day, bar or Event of Default differs, nor where to pay, else 1.
    """
    asked = _told(known_at, set_ or (), add or ())
    with answering(None):
        _unambiguous(first, second, asked)
    one = open_document(first)
    other = open_document(second) if second is not None else reopened(one, known_at, set_, add)
    with answering(other):
        from note_sched.cli.progress import progress
        from note_sched.reports.comparison.compare import Side, compare, compare_page, runs_of

        target = aim(output, form, tuple(Format), force=force, opened=[one, other])
        sides = Side(one.name, one.document, one.cite), Side(" ".join([other.name, *asked]), other.document, other.cite)
        steps, largest = runs_of(*sides), max(len(side.document.holders) for side in sides)
        bar = progress(range(steps), "Comparison", steps, largest)
        found = compare(*sides, step=lambda: next(bar, None))
        for _ in bar:  # to its end: what was not tried is done too
            pass
        shown = _shown(holder or (), one, other)
        put([render(compare_page(found, shown), target.form, to_file=target.path is not None)], target)
        warn(found.runs[0].cautions, one.name)
        told = {(caution.line, caution.message) for caution in found.runs[0].cautions} if second is None else set()
        new = [each for each in found.runs[1].cautions if (each.line, each.message) not in told]
        warn(new, other.name, other.added)
        if found.differs:
            raise SystemExit(Exit.FINDINGS)


def _told(known_at: str | None, overrides: Sequence[str], added: Sequence[str]) -> list[str]:
    """The options of the second side, as they were written."""
    from shlex import quote

    pairs = [("--known-at", known_at)] if known_at is not None else []
    pairs += [("--set", override) for override in overrides] + [("--add", event) for event in added]
    return [f"{option} {quote(value)}" for option, value in pairs]


def _unambiguous(first: str, second: str | None, asked: Sequence[str]) -> None:
    """Refuse what has nothing to compare, or would leave open what is compared.

    Raises:
        Refusal: saying which.
    """
    if second is None and not asked:
        hint = "name a second document, or say with --set, --add or --known-at what is otherwise in the second"
        raise Refusal(f"there is nothing to compare {first} with", hint)
    if second is not None and asked:
        hint = f"compare one document with its own other version: note-sched compare {second} {asked[0]}"
        raise Refusal(f"with two documents it is not clear of which {asked[0]} should hold", hint)
    if first == "-" and second == "-":
        raise Refusal("standard input can be read once, and both documents are -", "name a file for one of them")


def _shown(holders: Sequence[str], one: Opened, other: Opened) -> tuple[str, ...]:
    """The Holders named, who may be in either document."""
    known = {holder.id for holder in one.document.holders}
    return tuple(each for each in holders if each in known) + listed(
        [each for each in holders if each not in known], other.document
    )
