"""``timeline`` and ``report``: the commands that draw."""

import sys
from collections.abc import Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated

import typer

from note_sched.cli import options
from note_sched.cli.answering import answer, answering, supposing
from note_sched.cli.app import app
from note_sched.cli.opening import Opened, day_of, listed, open_document
from note_sched.cli.output import Format, put, warn
from note_sched.cli.target import aim
from note_sched.faults import Refusal

if TYPE_CHECKING:
    from note_sched.pages.page import Section, Table
    from note_sched.pages.values import Phrase


@app.command()
def timeline(
    file: options.File,
    through: Annotated[str | None, typer.Option("--through", metavar="DATE", help="The last day.")] = None,
    holder: options.Holders = None,
    width: Annotated[
        int | None, typer.Option("--width", metavar="N", help="Columns of the picture and its tables, 60 or more.")
    ] = None,
    form: options.Form = None,
    output: options.Output = None,
    force: options.Force = False,
    known_at: options.KnownAt = None,
    set_: options.Set = None,
    add: options.Add = None,
) -> None:
    """The Note's life in characters: what fell due and became of it, bars, notices, defaults, by day and by clause."""
    opened = open_document(file, known_at, set_, add)
    with answering(opened):
        from note_sched.reports.life.timeline import timeline as picture
        from note_sched.simulation import simulate as play

        target = aim(output, form, tuple(Format), force=force, opened=[opened])
        shown = listed(holder or (), opened.document)
        columns = _columns(width)
        run = play(opened.document, through=None if through is None else day_of(through, "--through"), traced=True)
        page = picture(run, shown)
        if target.form is not Format.TABLE:
            answer(page, run, opened, target)
            return
        from note_sched.rendering.terminal import text_page

        on_terminal = target.path is None and sys.stdout is not None and sys.stdout.isatty()
        seen = columns if columns or not on_terminal else get_terminal_size().columns
        put([text_page(supposing(page, opened), width=seen, plain=not on_terminal).encode()], target)
        warn(run.cautions, opened.name, opened.added)


@app.command()
def report(
    file: options.File,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", "--on", metavar="DATE", help="The day of the summary; else one that the record names."),
    ] = None,
    holder: options.Holders = None,
    output: options.Output = None,
    force: options.Force = False,
    known_at: options.KnownAt = None,
    set_: options.Set = None,
    add: options.Add = None,
) -> None:
    """One page of HTML: summary, the picture, balances, schedule, bars, Events of Default, readings, warnings."""
    opened = open_document(file, known_at, set_, add)
    with answering(opened):
        from note_sched.rendering.web import web_page
        from note_sched.reports.answers.overview import report as whole
        from note_sched.reports.telling.position import reference
        from note_sched.simulation import simulate as play

        target = aim(output, None, ("html",), force=force, opened=[opened])
        shown = listed(holder or (), opened.document)
        day, why = reference(opened.document, opened.known)
        if as_of is not None:
            day, why = day_of(as_of, "--as-of"), "the day asked about"
        now = play(opened.document, ask=day, sink=lambda _: None)
        run = play(opened.document, traced=True)
        used = [
            ("--as-of", [as_of] if as_of else []),
            ("--holder", shown),
            ("--known-at", [known_at] if known_at else []),
            ("--set", set_ or ()),
            ("--add", add or ()),
        ]
        page = whole(run, now, why, shown, origin=_origin(opened, *used), more=_other_readings(opened))
        put([web_page(supposing(page, opened)).encode()], target)
        warn(run.cautions, opened.name, opened.added)


def _other_readings(opened: Opened) -> "Sequence[Table | Section]":
    """What every other reading would change, a line each; many Holders would make one wait for a page."""
    from note_sched.pages.page import Section
    from note_sched.reports.comparison.alternatives import MOST_HOLDERS, alternatives
    from note_sched.reports.comparison.alternatives_page import alternative_tables

    if len(opened.document.holders) > MOST_HOLDERS:
        return [Section("What each other reading would change", ["`readings` tells it for so many Holders."])]
    return alternative_tables(alternatives(opened.document), detailed=False)


def _origin(opened: Opened, *used: tuple[str, Sequence[str]]) -> "list[Phrase]":
    """From what and by what a page was made: whoever has the document can make it again, byte for byte.

    Args:
        opened: the document; no more of its path than its name is told.
        used: the options with their values.
    """
    from hashlib import sha256
    from shlex import join

    from note_sched import __version__

    file = "-" if opened.name == "standard input" else opened.name.replace("\\", "/").rpartition("/")[2]
    options_used = [word for option, values in used for value in values for word in (option, value)]
    return [
        f"Made by note-sched {__version__}: {join(['note-sched', 'report', file, *options_used])}",
        f"SHA-256 of the document: {sha256(opened.raw).hexdigest()}",
    ]


def _columns(width: int | None) -> int | None:
    from note_sched.rendering.chart import LEAST_WIDTH

    if width is not None and width < LEAST_WIDTH:
        raise Refusal(f"--width {width} is too narrow for a picture", f"give it {LEAST_WIDTH} columns or more")
    return width
