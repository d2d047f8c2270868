"""``statement``: the monthly statement of every Holder, to stdout, or a file each in a folder (made for cron)."""

from typing import Annotated

import typer

from note_sched.cli import options
from note_sched.cli.answering import answer, answering
from note_sched.cli.app import app
from note_sched.cli.exits import Exit
from note_sched.cli.months import month_named
from note_sched.cli.opening import listed, open_document
from note_sched.cli.output import PaperFormat, put, refuse_terminal, warn
from note_sched.cli.target import aim
from note_sched.faults import Refusal

Month = Annotated[
    str, typer.Option("--month", metavar="MONTH", help="The month, as 2009-03; or `last`, the month before today's.")
]
Today = Annotated[
    str | None, typer.Option("--today", metavar="DATE", help="With --month last: take this day for today.")
]
Folder = Annotated[
    str | None,
    typer.Option(
        "--output-dir", metavar="DIR", help="Write a file per Holder and the control sheet; never over what was issued."
    ),
]
PaperForm = Annotated[
    PaperFormat | None,
    typer.Option("--format", show_default=options.USUAL_FORM, help="How to print the statements."),
]


@app.command()
def statement(
    file: options.File,
    month: Month,
    today: Today = None,
    holder: options.Holders = None,
    output_dir: Folder = None,
    form: PaperForm = None,
    output: options.Output = None,
    force: options.Force = False,
    known_at: options.KnownAt = None,
    set_: options.Set = None,
) -> None:
    """What happened on each Note in a month: balances, interest line by line, what fell due, was paid, turned over.

    Exit 1 if the statements do not add up to the schedule, or a file was changed after it was issued.
    """
    opened = open_document(file, known_at, set_ or ())
    with answering(opened):
        if output is not None and output_dir is not None:
            raise Refusal("--output and --output-dir are two places for one answer", "leave one of them out")
        if not output_dir and output_dir is not None:
            raise Refusal("--output-dir names no folder", "name one; . is the one you are in")
        target = aim(output, form, tuple(PaperFormat), force=force, opened=[opened])
        wanted = month_named(month, today)
        shown = listed(holder or (), opened.document)
        from note_sched.reports.statements.page import statements_page
        from note_sched.reports.statements.statement import statements

        of = statements(opened.document, wanted, opened.known)
        chosen = [each for each in of.statements if not shown or each.holder.id in shown]
        if output_dir is not None:
            from note_sched.cli.statement_files import issue_files

            raise typer.Exit(issue_files(of, chosen, opened, target.form, output_dir, everyone=not shown))
        page = statements_page(of, chosen)
        if target.form != PaperFormat.XLSX:
            answer(page, of.run, opened, target)
        else:
            from note_sched.cli.books import statement_book

            refuse_terminal(target, "a workbook")
            put([statement_book(opened, of, chosen, page)], target)
            warn(of.run.cautions, opened.name, opened.added)
        if not of.control.agrees:
            from note_sched.cli.statement_files import disagreement

            typer.echo(disagreement(of), err=True)
            raise typer.Exit(Exit.FINDINGS)
