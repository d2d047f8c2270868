"""``book``: a folder of documents to one table."""

import os
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from note_sched import __version__
from note_sched.cli import options
from note_sched.cli.answering import answering
from note_sched.cli.exits import Exit
from note_sched.cli.opening import day_of
from note_sched.cli.taking import Argument, Option, command
from note_sched.cli.talk import say
from note_sched.cli.target import Target, aim
from note_sched.faults import Refusal

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from note_sched.cli.book_documents import Found
    from note_sched.cli.book_kept import Kept
    from note_sched.cli.book_work import Players
    from note_sched.reports.portfolio.book_page import Counted
    from note_sched.reports.portfolio.row import BookQuestion


class ListFormat(StrEnum):
    """How many rows are printed: as answers are, an object a line, and as columns for programs."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"


@command()
def book(
    paths: Annotated[
        list[str],
        Argument(
            metavar="PATH...", help="Documents, folders (with all below them), @FILE for a list of names, @- for stdin."
        ),
    ],
    as_of: Annotated[
        str | None,
        Option("--as-of", "--on", metavar="DATE", help="As payoff and can-pay have that day."),
    ] = None,
    through: Annotated[
        str | None, Option("--through", metavar="DATE", help="As simulate leaves that day, at its end.")
    ] = None,
    jobs: Annotated[
        int | None,
        Option("--jobs", metavar="N", least=1, show_default="a core each", help="Processes that share the work."),
    ] = None,
    scheduler: Annotated[
        str | None,
        Option("--scheduler", metavar="ADDRESS", help="A dask scheduler, whose workers do it: tcp://HOST:PORT."),
    ] = None,
    form: Annotated[
        ListFormat | None,
        Option("--format", show_default=options.USUAL_FORM, help="How to print the answer; jsonl is a row a line."),
    ] = None,
    output: options.Output = None,
    width: options.Width = None,
    force: options.Force = False,
    known_at: options.KnownAt = None,
    set_: options.Set = None,
) -> None:
    """A row for every document of a folder or a list: what is owing, due, barred, in default, and may be paid.

    A document that cannot be played is a row with its fault. Exit 0; 1 if a document is faulty; 70 if one met a defect.
    With --output, a run that is interrupted, even killed, goes on where it stopped when the same command is given.
    """
    with answering(None):
        question = _asked(as_of, through, known_at, set_ or [])
        target = aim(output, form, tuple(ListFormat), force=force)
        if scheduler is not None and jobs is not None:
            raise Refusal("--jobs is for this machine, and --scheduler for others", "leave one out")
        if target.form is ListFormat.PARQUET:
            from note_sched.cli.output import refuse_terminal
            from note_sched.rendering.parquet import need_pyarrow

            need_pyarrow()
            refuse_terminal(target, "a parquet file")
        raise SystemExit(_make(paths, question, target, (jobs, scheduler), width))


def _asked(as_of: str | None, through: str | None, known: str | None, overrides: list[str]) -> "BookQuestion":
    from note_sched.document.overrides import read_overrides
    from note_sched.reports.portfolio.row import BookQuestion

    if (as_of is None) == (through is None):
        what = "a book is of a day, and none is named" if as_of is None else "a book is of one day, and two are named"
        raise Refusal(what, "write a day: --as-of 2009-06-15 (as payoff has it), or --through 2009-06-15 (its end)")
    read_overrides(overrides)
    day = day_of(as_of, "--as-of/--on") if as_of is not None else day_of(through or "", "--through")
    known_on = None if known is None else day_of(known, "--known-at")
    return BookQuestion(day, through is not None, known_on, tuple(overrides), __version__)


def _make(
    paths: list[str],
    question: "BookQuestion",
    target: Target[ListFormat],
    who: tuple[int | None, str | None],
    width: int | None,
) -> Exit:
    """Make a book; ``who``: ``--jobs`` and ``--scheduler``."""
    from note_sched.cli.book_kept import Elsewhere, Kept

    try:
        with Kept(None if target.is_stdout else target.path, _key(question)) as kept:
            if kept.kept:
                _say(f"{kept.kept:,} rows of a run that was interrupted are taken up from {kept.path}")
            try:
                _enter(paths, kept, target)
                _play(kept, question, _players(len(kept), *who))
            except BaseException:
                if kept.has_any:
                    _say(f"what is done is kept in {kept.path}; the same command goes on from there")
                raise
            status = _write(kept, question, target, width)
            kept.is_written = True
    except Elsewhere:
        _say(f"another run is making {target.path}")
        return Exit.BUSY
    return status


def _key(question: "BookQuestion") -> str:
    return repr([str(question.day), question.evening, str(question.known), question.overrides, question.version])


def _say(what: str) -> None:
    say(f"note-sched: {what}")


def _enter(paths: list[str], kept: "Kept", target: Target[ListFormat]) -> None:
    """Give every document its place.

    Raises:
        Refusal: there is none; or the book would be written over one.
    """
    from note_sched.cli.book_documents import named, place

    written = None if target.is_stdout else place(target.path or "")
    for name in named(paths):
        path = place(name)
        if path == written:
            raise Refusal(f"{target.path} is a document of the book", "write the book to another file")
        kept.enter(path, name)
    if not len(kept):
        raise Refusal(f"there is no document in {', '.join(paths)}", "those of a folder end in .yaml or .yml")


def _players(documents: int, jobs: int | None, scheduler: str | None) -> "AbstractContextManager[Players]":
    from note_sched.cli.book_work import WORTH_PROCESSES, on_cluster, on_this_machine

    if scheduler is not None:
        return on_cluster(scheduler)
    if jobs is None:
        jobs = _cores() if documents >= WORTH_PROCESSES else 1
    return on_this_machine(min(jobs, documents))


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _play(kept: "Kept", question: "BookQuestion", players: "AbstractContextManager[Players]") -> None:
    with players as play:
        for played in play(_unanswered(kept), question):
            kept.keep((each.content, each.line) for each in played if not each.is_defect)
            for each in played:
                if each.is_defect:
                    kept.tell(each.content, each.line)


def _unanswered(kept: "Kept") -> "Iterator[Found]":
    """The documents for which there is no row."""
    from note_sched.cli.book_documents import read
    from note_sched.cli.progress import progress
    from note_sched.reports.portfolio.row import FAULT, packed, without_figures

    for place, name in progress(kept.documents(), "Documents", len(kept)):
        found = read(name)
        if isinstance(found, str):
            kept.unread(place, packed(without_figures(FAULT, found)))
        elif not kept.found(place, found.content):
            yield found


def _write(kept: "Kept", question: "BookQuestion", target: Target[ListFormat], width: int | None) -> Exit:
    """Write the book; tell of what is bad in it."""
    from note_sched.cli.output import put
    from note_sched.reports.portfolio.book_page import Counted
    from note_sched.reports.portfolio.row import DEFECT, FAULT

    counted = Counted()
    put(_parts(counted, kept, question, target, width), target)
    _tell_bad(kept, counted)
    if counted.results[DEFECT]:
        return Exit.DEFECT
    return Exit.FINDINGS if counted.results[FAULT] else Exit.DONE


def _parts(
    counted: "Counted", kept: "Kept", question: "BookQuestion", target: Target[ListFormat], width: int | None
) -> Iterable[bytes]:
    """The book in the form asked for, a part at a time."""
    from note_sched.reports.portfolio.book_page import book_page
    from note_sched.reports.portfolio.row import COLUMNS, unpacked

    rows = counted.count([name, content, *unpacked(line)] for name, content, line in kept.rows())
    if target.form is ListFormat.TABLE:
        from note_sched.cli.output import render

        return [render(book_page(rows, question), target.form, to_file=target.path is not None, width=width)]
    if target.form is ListFormat.PARQUET:
        from note_sched.rendering.parquet import parquet

        return parquet(COLUMNS, rows)
    from note_sched.rendering.data import csv_lines, json_lines, json_list

    if target.form is ListFormat.CSV:
        return csv_lines(COLUMNS, rows)
    if target.form is ListFormat.JSONL:
        return json_lines(COLUMNS, rows)
    head = {"schema_version": 1, "through" if question.evening else "as_of": question.day}
    return json_list(head, "documents", (COLUMNS, rows), lambda: {"totals": counted.data()})


_MOST_LISTED = 40


def _tell_bad(kept: "Kept", counted: "Counted") -> None:
    """The documents without figures, to stderr, as many as anybody reads."""
    from note_sched.rendering.excerpt import visible
    from note_sched.reports.portfolio.row import DEFECT, FAULT, unpacked

    bad = counted.results[FAULT] + counted.results[DEFECT]
    if not bad:
        return
    told = 0
    for name, _, line in kept.rows():
        result, why, *_ = unpacked(line)
        if result in (FAULT, DEFECT):
            if told == _MOST_LISTED:
                _say(f"and {bad - told} more")
                break
            told += 1
            say(f"{visible(name)}:{'' if why[:1].isdecimal() else ' '}{visible(why)}")
    _say(f"{bad:,} of {counted.documents:,} documents have no figures")
