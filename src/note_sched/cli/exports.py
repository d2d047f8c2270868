"""What goes into other programs: a calendar, and a journal for plain-text accounting."""

from collections import deque
from enum import StrEnum
from typing import Annotated

from note_sched.cli import options
from note_sched.cli.documents import Ask, about_document
from note_sched.cli.exits import Exit
from note_sched.cli.taking import Option
from note_sched.cli.talk import say
from note_sched.cli.target import Target
from note_sched.faults import Refusal, in_words


@about_document(form=None)
def calendar(
    ask: Ask,
    holder: options.Holders = None,
) -> None:
    """An iCalendar file: due dates, ends of windows and of grace, day 365s, maturity; read it in again to update.

    Write it to the same --output again: what changed there gets a higher SEQUENCE, what fell away is called off.
    """
    from note_sched.rendering.ical import icalendar
    from note_sched.reports.answers.occasions import agenda
    from note_sched.simulation import simulate

    target = ask.aim(("ics",))
    shown = ask.holders(holder)
    run = simulate(ask.opened.document)
    ask.put([icalendar(agenda(run, shown, ask.opened.known), _standing(target)).encode()], run, target)


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
    Option(
        "--root", metavar="NAME", help="Under what its accounts stand: Notes:Series-B, so that a book can have several."
    ),
]


@about_document(form=None)
def journal(
    ask: Ask,
    form: Annotated[
        Books | None,
        Option(
            "--format",
            show_default="beancount, or what the name behind --output ends in",
            help="The program that reads it.",
        ),
    ] = None,
    holder: options.Holders = None,
    root: Root = "Notes",
) -> None:
    """The Borrower's books of the Notes for plain-text accounting: accrual, payment, turnover, balance assertions.

    Exit 1 if a balance does not agree with the schedule.
    """
    from note_sched.measure.money import write_sum
    from note_sched.pages.postings import Assertion
    from note_sched.rendering import journal_text
    from note_sched.reports.books.account_names import root_of
    from note_sched.reports.books.journal import checked, journal
    from note_sched.simulation import simulate

    target = ask.aim(tuple(Books), form)
    shown, under = ask.holders(holder), root_of(root)
    if under is None:
        hint = "letters, digits and -, each name from a capital or a digit on, as in Notes:Series-B; not Senior"
        raise Refusal(f"--root {root!r} is no name of an account", hint)
    run = simulate(ask.opened.document, traced=True)
    pieces = journal_text.beancount_pieces if target.form is Books.BEANCOUNT else journal_text.hledger_pieces
    made = journal(run, shown, made_of=", supposing ".join([ask.opened.name, *ask.opened.added]), root=under)
    run = run._replace(rows=[], trace=None)  # of ten thousand Holders as large as what is written now
    wrong = list[tuple[Assertion, int]]()
    written = (piece.encode() for piece in pieces(checked(made, wrong)))
    ask.put(written, run, target)
    deque(written, 0)  # where the reader has seen enough, the books agree or not all the same
    if wrong:
        asserted, held = wrong[0]
        say(
            f"the journal does NOT agree with the schedule: {':'.join(asserted.account)} is {write_sum(held)} on "
            f"{asserted.date}, by the schedule {write_sum(asserted.cents)}",
        )
        raise SystemExit(Exit.FINDINGS)
