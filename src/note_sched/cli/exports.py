"""What goes into other programs: a calendar, and a journal for plain-text accounting."""

from enum import StrEnum
from typing import Annotated

import typer

from note_sched.cli import options
from note_sched.cli.answering import answering
from note_sched.cli.app import app
from note_sched.cli.exits import Exit
from note_sched.cli.opening import listed, open_document
from note_sched.cli.output import put, warn
from note_sched.cli.target import Target, aim
from note_sched.faults import Refusal, in_words


@app.command()
def calendar(
    file: options.File,
    holder: options.Holders = None,
    output: options.Output = None,
    force: options.Force = False,
    known_at: options.KnownAt = None,
    set_: options.Set = None,
    add: options.Add = None,
) -> None:
    """An iCalendar file: due dates, ends of windows and of grace, day 365s, maturity; read it in again to update.

    Write it to the same --output again: what changed there gets a higher SEQUENCE, what fell away is called off.
    """
    opened = open_document(file, known_at, set_, add)
    with answering(opened):
        from note_sched.rendering.ical import icalendar
        from note_sched.reports.answers.occasions import agenda
        from note_sched.simulation import simulate as play

        target = aim(output, None, ("ics",), force=force, opened=[opened])
        shown = listed(holder or (), opened.document)
        run = play(opened.document)
        put([icalendar(agenda(run, shown, opened.known), _standing(target)).encode()], target)
        warn(run.cautions, opened.name, opened.added)


def _standing(target: Target[str]) -> str:
    """The calendar that stands where one is written; empty where none does.

    Raises:
        Refusal: there is a file, and it cannot be read: its numbers would be lost.
    """
    import os

    if target.path is None or target.is_stdout or not os.path.isfile(target.path):
        return ""
    try:
        with open(target.path, encoding="utf-8", errors="replace", newline="") as file:
            return file.read()
    except OSError as error:
        raise Refusal(
            f"{target.path} cannot be read: {in_words(error)}", "its entries' SEQUENCE would be lost"
        ) from None


class Books(StrEnum):
    """For which program a journal is written."""

    BEANCOUNT = "beancount"
    HLEDGER = "hledger"


Root = Annotated[
    str,
    typer.Option(
        "--root", metavar="NAME", help="Under what its accounts stand: Notes:Series-B, so that a book can have several."
    ),
]


@app.command()
def journal(
    file: options.File,
    form: Annotated[
        Books | None,
        typer.Option(
            "--format",
            show_default="beancount, or what the name behind --output ends in",
            help="The program that reads it.",
        ),
    ] = None,
    holder: options.Holders = None,
    root: Root = "Notes",
    output: options.Output = None,
    force: options.Force = False,
    known_at: options.KnownAt = None,
    set_: options.Set = None,
    add: options.Add = None,
) -> None:
    """The Borrower's books of the Notes for plain-text accounting: accrual, payment, turnover, balance assertions.

    Exit 1 if a balance does not agree with the schedule.
    """
    opened = open_document(file, known_at, set_, add)
    with answering(opened):
        from note_sched.measure.money import write_sum
        from note_sched.rendering import journal as written
        from note_sched.reports.books.journal import disagreements, root_of
        from note_sched.reports.books.journal import journal as books
        from note_sched.simulation import simulate as play

        target = aim(output, form, tuple(Books), force=force, opened=[opened])
        shown, under = listed(holder or (), opened.document), root_of(root)
        if under is None:
            hint = "letters, digits and -, each name from a capital or a digit on, as in Notes:Series-B; not Senior"
            raise Refusal(f"--root {root!r} is no name of an account", hint)
        run = play(opened.document, traced=True)
        write = written.beancount if target.form is Books.BEANCOUNT else written.hledger
        made = books(run, shown, made_of=", supposing ".join([opened.name, *opened.added]), root=under)
        put([write(made).encode()], target)
        warn(run.cautions, opened.name, opened.added)
        wrong = next(disagreements(made), None)
        if wrong is not None:
            asserted, held = wrong
            typer.echo(
                f"the journal does NOT agree with the schedule: {':'.join(asserted.account)} is {write_sum(held)} on "
                f"{asserted.date}, by the schedule {write_sum(asserted.cents)}",
                err=True,
            )
            raise typer.Exit(Exit.FINDINGS)
