"""Answers as workbooks: they need more than a page, and are no text for a terminal."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from note_sched import __version__
from note_sched.cli.answering import supposing
from note_sched.cli.opening import Opened
from note_sched.cli.output import put, refuse_terminal, warn
from note_sched.cli.target import Target

if TYPE_CHECKING:
    from note_sched.pages.page import Page
    from note_sched.reports.books.audit_sheet import WorkbookOrigin
    from note_sched.reports.statements.statement import Statement, Statements
    from note_sched.simulation.outcome import Run


def schedule_book(
    opened: Opened, holders: Collection[str], last: date | None, target: Target[str], *, daily: bool
) -> None:
    """The workbook of ``simulate``."""
    from note_sched.reports.answers.schedule import schedule
    from note_sched.reports.telling.position import look
    from note_sched.simulation import simulate

    run = simulate(opened.document, through=last, daily=daily, traced=True)
    _book(opened, run, schedule(run, holders, seen=look(opened.document, opened.known)), holders, target)


def payoff_book(opened: Opened, day: date, holders: Collection[str], target: Target[str]) -> None:
    """The workbook of ``payoff``."""
    from note_sched.reports.answers.payoff import payoff
    from note_sched.simulation import simulate

    run = simulate(opened.document, ask=day, traced=True)
    _book(opened, run, payoff(run, tuple(holders)), holders, target)


def _book(opened: Opened, run: "Run", page: "Page", holders: Collection[str], target: Target[str]) -> None:
    from note_sched.rendering.xlsx import xlsx
    from note_sched.reports.books.accounts import accounts

    refuse_terminal(target, "a workbook")
    put([xlsx(accounts(run, supposing(page, opened), origin_of(opened), holders))], target)
    warn(run.cautions, opened.name, opened.added)


def statement_book(opened: Opened, of: "Statements", chosen: "Sequence[Statement]", page: "Page") -> bytes:
    """The workbook of statements."""
    from note_sched.rendering.xlsx import xlsx
    from note_sched.reports.statements.statements_workbook import statement_workbook

    return xlsx(statement_workbook(of, chosen, page, origin_of(opened)))


def origin_of(opened: Opened) -> "WorkbookOrigin":
    """From what a workbook is made."""
    from hashlib import sha256

    from note_sched.reports.books.audit_sheet import WorkbookOrigin

    digest = sha256(opened.raw).hexdigest()
    return WorkbookOrigin(
        opened.name, digest, __version__, opened.known, opened.overrides, opened.added, opened.digests()
    )
