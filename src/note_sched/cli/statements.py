"""``statement``: the monthly statement of every Holder, to stdout, or a file each in a folder (made for cron)."""

from typing import Annotated

from note_sched.cli import options
from note_sched.cli.documents import Ask, about_document
from note_sched.cli.exits import Exit
from note_sched.cli.month import ISSUED, month_named, months_named
from note_sched.cli.output import PaperFormat, put, refuse_fonts, refuse_terminal, warn
from note_sched.cli.taking import Option
from note_sched.cli.talk import for_eyes, say
from note_sched.faults import Refusal

Month = Annotated[
    str,
    Option(
        "--month",
        metavar="MONTH",
        help="The month, as 2009-03; `last`, the month before today's; 2008-10..2009-01; `issued`, those in DIR.",
    ),
]
Today = Annotated[str | None, Option("--today", metavar="DATE", help="With --month last: take this day for today.")]
Folder = Annotated[
    str | None,
    Option(
        "--output-dir", metavar="DIR", help="Write a file per Holder and the control sheet; never over what was issued."
    ),
]
Restate = Annotated[
    bool, Option("--restate", help="Restate every month in DIR that would be stated otherwise now, too.")
]
PaperForm = Annotated[
    PaperFormat | None,
    Option("--format", show_default=options.USUAL_FORM, help="How to print the statements."),
]


@about_document(form=PaperForm, without=["add"])
def statement(
    ask: Ask,
    month: Month,
    today: Today = None,
    holder: options.Holders = None,
    output_dir: Folder = None,
    restate: Restate = False,
    font: options.Fonts = None,
) -> None:
    """What happened on each Note in a month: balances, interest line by line, what fell due, was paid, turned over.

    Exit 1 if the statements do not add up to the schedule, a file was changed after it was issued, or another month in
    DIR would be stated otherwise now.
    """
    if ask.output is not None and output_dir is not None:
        raise Refusal("--output and --output-dir are two places for one answer", "leave one of them out")
    if not output_dir and output_dir is not None:
        raise Refusal("--output-dir names no folder", "name one; . is the one you are in")
    target = ask.aim(tuple(PaperFormat))._replace(fonts=font or ())
    refuse_fonts(target.form, font)
    shown = ask.holders(holder)
    if output_dir is not None:
        from note_sched.cli.statement_files import issue_months

        named = None if month == ISSUED else months_named(month, today)
        raise SystemExit(issue_months(named, ask.opened, target, output_dir, shown, restate=restate))
    if restate or month == ISSUED or ".." in month:
        what = "--restate" if restate else f"--month {month}"
        raise Refusal(f"{what} is about files, and there is no --output-dir", "add --output-dir DIR, or name one month")
    wanted = month_named(month, today)
    from note_sched.reports.statements.statement import statements
    from note_sched.reports.statements.statement_page import statements_page

    of = statements(ask.opened.document, wanted, ask.opened.known)
    chosen = [each for each in of.statements if not shown or each.holder.id in shown]
    page = statements_page(of, chosen)
    if target.form != PaperFormat.XLSX:
        ask.answer(page, of.run, target)
    else:
        from note_sched.cli.workbooks import statement_book

        refuse_terminal(target, "a workbook")
        put([statement_book(ask.opened, of, chosen, page)], target)
        warn(of.run.cautions, ask.opened.name, ask.opened.added)
    if not of.control.agrees:
        from note_sched.cli.statement_files import disagreement

        say(for_eyes(disagreement(of)))
        raise SystemExit(Exit.FINDINGS)
