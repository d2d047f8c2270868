"""``readings`` and ``compare``: what another reading, or another record, would change."""

from typing import Annotated

import typer

from note_sched.cli import options
from note_sched.cli.answering import answer, answering
from note_sched.cli.app import app
from note_sched.cli.opening import day_of, listed, open_document
from note_sched.cli.output import Format


@app.command()
def readings(
    file: options.File,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", "--on", metavar="DATE", help="Compare through this day, and what stands on it."),
    ] = None,
    holder: options.Holders = None,
    form: options.Form = Format.TABLE,
    output: options.Output = None,
    known_at: options.KnownAt = None,
    set_: options.Set = None,
    add: options.Add = None,
) -> None:
    """What every other reading of the Note would change: days, dollars, Events of Default; and which do not add up."""
    opened = open_document(file, known_at, set_, add)
    with answering(opened):
        from note_sched.reports.alternatives import alternatives
        from note_sched.reports.alternatives_page import readings_page

        day = None if as_of is None else day_of(as_of, "--as-of/--on")
        shown = listed(holder or (), opened.document)
        found = alternatives(opened.document, day)
        answer(readings_page(found, shown), found.run, opened, form, output)
