"""``import``: registers and bank files, looked through and, where that is asked for, written into the document."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from note_sched.cli import options
from note_sched.cli.answering import answering
from note_sched.cli.exits import Exit
from note_sched.cli.opening import Opened, open_document, report
from note_sched.cli.output import Format, put, render
from note_sched.cli.recording import recorded, write, writing
from note_sched.cli.taking import Argument, Option, command
from note_sched.cli.target import aim
from note_sched.faults import Faulty, Refusal

if TYPE_CHECKING:
    from note_sched.intake.proposal import Proposed


class DayOrder(StrEnum):
    """In which order the files write days."""

    MONTH_FIRST = "month/day/year"
    DAY_FIRST = "day/month/year"


@command("import")
def import_(
    files: Annotated[list[str], Argument(metavar="FILE...", help="Registers and lists of payments: csv or xlsx.")],
    document: Annotated[str, Option("--document", metavar="PATH", help="The document into which they are to go.")],
    columns: Annotated[
        list[str] | None,
        Option("--columns", metavar="KEY=NAME", help="What a column is called: 'to=Payee' (repeatable)."),
    ] = None,
    sheet: Annotated[str | None, Option("--sheet", metavar="NAME", help="Which sheet of a workbook.")] = None,
    dates: Annotated[
        DayOrder | None, Option("--dates", help="The order of days that are not written as 2009-03-02.")
    ] = None,
    pass_over: Annotated[
        bool,
        Option("--pass-over", help="Pass over payments to who is no Holder, and rows of totals; they are listed."),
    ] = False,
    write_: Annotated[bool, Option("--write", help="Write what is new into the document.")] = False,
    form: options.Form = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """What registers and bank files would add to a document: Holders, payments; with --write it is written.

    Exit 1 where a row means nobody, or more than one Holder, or says otherwise than the document: then nothing is.
    A row that means nobody may be passed over, with --pass-over.
    """
    with writing(document) if write_ else answering(None):
        opened = open_document(document)
        with answering(opened):
            from note_sched.intake.files_beside import Anywhere
            from note_sched.intake.proposal import FileLayout, propose
            from note_sched.reports.answers.imported import proposal

            target = aim(output, form, tuple(Format), force=force, opened=[opened])
            folder = Anywhere("")
            try:
                found = propose(
                    files, folder, opened.document, FileLayout(_named(columns or ()), sheet, dates, pass_over)
                )
            except Faulty as faulty:
                report(faulty, files[0], b"")
            target = target.guarding(file.stood for file in folder.files.values())
            unclear = any(each.is_open for each in found)
            done = write_ and not unclear
            if done:
                _write(opened, found)
            page = proposal(found, opened.name, written=done)
            put([render(page, target.form, to_file=target.path is not None)], target)
        if unclear:
            raise SystemExit(Exit.FINDINGS)


def _named(columns: Sequence[str]) -> dict[str, str]:
    """What the columns are called, by key.

    Raises:
        Refusal: there is no such key.
    """
    from note_sched.intake.proposal import HOLDER_KEYS, PAYMENT_KEYS

    named = {}
    for each in columns:
        key, mark, name = each.partition("=")
        if not mark or key not in (*HOLDER_KEYS, *PAYMENT_KEYS):
            keys = ", ".join(dict.fromkeys((*HOLDER_KEYS, *PAYMENT_KEYS)))
            raise Refusal(f"--columns {each!r} names no column", f"write KEY=NAME, with one of {keys}")
        named[key] = name
    return named


def _write(opened: Opened, found: "Sequence[Proposed]") -> None:
    """Write what is new, by the way that every recorded fact goes."""
    from note_sched.document.added import written_event
    from note_sched.intake.proposal import Status

    new = [each for each in found if each.status is Status.NEW]
    holders = [each.node for each in new if not each.is_payment]
    events = [written_event(each.node) for each in new if each.is_payment]
    if new:
        write(recorded(opened, events, holders))
