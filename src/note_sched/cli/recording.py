"""``record``: facts written into a document behind those that it has, and what they change."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, NamedTuple

from note_sched.cli import options
from note_sched.cli.answering import answering
from note_sched.cli.exits import Exit
from note_sched.cli.opening import Opened, listed, open_document, refuse, reopened, with_text
from note_sched.cli.output import Format, put, render, warn
from note_sched.cli.taking import Argument, Option, command
from note_sched.cli.talk import say
from note_sched.cli.target import Target, aim
from note_sched.faults import Faulty, Refusal, TypedEvent, in_words
from note_sched.files import write_whole
from note_sched.issuing.locking import Busy, holding

if TYPE_CHECKING:
    from note_sched.document.tree import Mapping
    from note_sched.pages.page import Page
    from note_sched.reports.comparison.compare import Compared


_MOST_TOLD = 6
"""New events that the head of the page tells one by one."""


class Recorded(NamedTuple):
    """A document before and after, as bytes and as it is read; ``events``: the lines of ``--add`` that it got."""

    before: Opened
    after: Opened
    events: Sequence[str]

    def lines(self) -> list[int]:
        """The lines on which the new events begin."""
        from note_sched.document.source import read_source

        source = read_source(self.after.raw)
        events = source.root["events"]
        new = events[-len(self.events) :] if isinstance(events, list) else ()
        return [source.line(node.start) for node in new if isinstance(node, dict)]


@command()
def record(
    file: Annotated[str, Argument(metavar="FILE", help="The document, which is written.")],
    events: Annotated[
        list[str],
        Argument(metavar="EVENT...", help="What happened: 'payment date=2009-03-02 amount=59,500.00'."),
    ],
    dry_run: Annotated[bool, Option("--dry-run", help="Show what would be written and changed; write not.")] = False,
    holder: options.Holders = None,
    form: options.Form = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """Write events into the document, behind those that it has, in its own style; and show what they change.

    Nothing is written where the document would have a fault.
    """
    with writing(file, dry_run=dry_run):
        before = open_document(file)
        with answering(before):
            target = aim(output, form, tuple(Format), force=force, opened=[before])
            shown = listed(holder or (), before.document)
        made = recorded(before, events)
        show(made, shown, target, dry_run=dry_run)


@contextmanager
def writing(file: str, *, dry_run: bool = False) -> Iterator[None]:
    """Hold a document that is about to be written, if it is one that can be."""
    with answering(None):
        _refuse_unwritable(file)
        if dry_run or not os.path.isfile(file):  # reading it will say so
            yield
            return
        try:
            with holding(file):
                yield
        except Busy:
            say(f"note-sched: another run is writing {file}")
            raise SystemExit(Exit.BUSY) from None
        except OSError as error:
            raise Refusal(f"{file} cannot be written: {in_words(error)}", "nothing was written") from None


def _refuse_unwritable(file: str) -> None:
    """Refuse what is no file, or is kept from being written.

    Raises:
        Refusal: saying which.
    """
    if file == "-":
        raise Refusal("standard input cannot be written into", "name the file in which the event is to stand")
    if not os.path.exists(file) or os.path.isdir(file):
        return
    mode = os.stat(file).st_mode
    if not stat.S_ISREG(mode):
        raise Refusal(f"{file} is a pipe or a device, which cannot be written into", "name a file")
    if not mode & 0o222 or not os.access(file, os.W_OK):
        raise Refusal(f"{file} is read-only", "nothing was written; make it writable first, if it may be changed")


def recorded(before: Opened, events: Sequence[str], holders: "Sequence[Mapping]" = ()) -> Recorded:
    """The document with events in it; their faults end the run, cited as they were typed.

    Args:
        before: the document.
        events: each as ``--add`` takes it.
        holders: Holders that come before them.
    """
    from note_sched.document.added import nodes_of
    from note_sched.document.changes import facts
    from note_sched.document.insertion import with_items
    from note_sched.document.load import load
    from note_sched.document.source import read_source
    from note_sched.document.tree import Mapping

    raw, events = before.raw, [TypedEvent(each) for each in events]
    if holders:
        if isinstance(read_source(raw).root["holders"], Mapping):
            what = f"the Holders of {before.name} stand in a file of their own"
            refuse(Refusal(what, "add them there: nothing was written"))
        raw = with_items(raw, holders, "holders")
    supposed = reopened(with_text(before, raw) if holders else before, None, None, events)
    whole = with_items(raw, nodes_of(raw, events)) if events else raw
    try:
        document = load(whole, beside=before.beside)
    except Faulty:
        document = None
    if document is None or facts(document) != facts(supposed.document):  # a layout that nobody has thought of
        refuse(Refusal(f"{before.name} is laid out in a way that no event could be written into", "write it by hand"))
    return Recorded(before, before._replace(document=document, raw=whole), events)


def show(made: Recorded, holders: tuple[str, ...], target: Target[Format], *, dry_run: bool) -> None:
    """Write the document unless nothing is to be written; then tell what was, and what it changes."""
    found = _compared(made)
    with answering(made.after):
        if not dry_run:
            write(made)
        page = _page(found, made, holders, dry_run=dry_run)
        put([render(page, target.form, to_file=target.path is not None)], target)
        told = {(each.code, each.message) for each in found.runs[0].cautions}
        warn([each for each in found.runs[1].cautions if (each.code, each.message) not in told], made.after.name)


def _compared(made: Recorded) -> "Compared":
    """Both versions played; what cannot have happened on its day ends the run, cited as it was typed."""
    from note_sched.reports.comparison.compare import Side, compare
    from note_sched.simulation import simulate

    before, after = made.before, made.after
    try:
        return compare(Side(before.name, before.document, before.cite), Side(_called(made), after.document, after.cite))
    except Faulty:
        with answering(before):
            simulate(before.document)
        supposed = reopened(before, None, None, made.events)
        with answering(supposed):
            simulate(supposed.document)
        raise


def _called(made: Recorded) -> str:
    count = len(made.events)
    return f"{made.after.name} with {'the event' if count == 1 else f'the {count} events'} recorded"


def _page(found: "Compared", made: Recorded, holders: tuple[str, ...], *, dry_run: bool) -> "Page":
    """The page of ``compare``, with what was written and where above it."""
    from note_sched.pages.page import Line
    from note_sched.reports.comparison.compare import compare_page

    page = compare_page(found, holders)
    unwritten = ", if it were written (--dry-run)" if dry_run else ""
    places = [made.after.cite(line) for line in made.lines()]
    told = [f"{place} {event}{unwritten}" for place, event in zip(places, made.events, strict=True)]
    head = [Line("" if at else "Recorded", each) for at, each in enumerate(told)]
    if len(head) > _MOST_TOLD:
        head = [Line("Recorded", f"{len(head)} events, from {places[0]} to {places[-1]}{unwritten}")]
    data = [{"line": line, "event": event} for line, event in zip(made.lines(), made.events, strict=True)]
    return page._replace(head=[*head, *page.head], data={**page.data, "written": not dry_run, "recorded": data})


def write(made: Recorded) -> None:
    """Write the document, if it is still the one that was read.

    Raises:
        Refusal: it is not, or it cannot be written.
    """
    path = made.before.path
    try:
        with open(path, "rb") as standing:
            unchanged = standing.read() == made.before.raw
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {in_words(error)}", "nothing was written") from None
    if not unchanged:
        raise Refusal(f"{path} was changed while this ran", "nothing was written: run the command once more")
    write_whole(path, [made.after.raw])
