"""The commands: each loads, simulates, reports and renders."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

from note_sched.cli import options
from note_sched.cli.answering import answering
from note_sched.cli.documents import Ask, about_document
from note_sched.cli.exits import Exit
from note_sched.cli.opening import Opened, day_of, listed, sum_of
from note_sched.cli.output import BookFormat, Format, put, warn
from note_sched.cli.taking import Option, command
from note_sched.cli.target import Target, aim
from note_sched.faults import Refusal

if TYPE_CHECKING:
    from note_sched.ledger.entries import Row
    from note_sched.pages.page import Page
    from note_sched.simulation.outcome import Run


@about_document(form=options.BookForm)
def simulate(
    ask: Ask,
    through: Annotated[str | None, Option("--through", metavar="DATE", help="The last day.")] = None,
    holder: options.Holders = None,
    by_holder: Annotated[bool, Option("--by-holder", help="A line per date and Holder.")] = False,
    daily: Annotated[bool, Option("--daily", help="A row per day and Holder.")] = False,
) -> None:
    """The schedule: what fell due, was paid, was barred, per day and Holder."""
    target = ask.aim(tuple(BookFormat))
    shown = ask.holders(holder)
    last = None if through is None else day_of(through, "--through")
    if target.form is BookFormat.CSV:
        _stream(ask.opened, shown, last, target, daily=daily)
        return
    if target.form is BookFormat.XLSX:
        from note_sched.cli.workbooks import schedule_book

        schedule_book(ask.opened, shown, last, target, daily=daily)
        return
    people = target.form is BookFormat.TABLE
    run, page = _schedule(ask.opened, shown, last, by_holder=by_holder, daily=daily, people=people)
    ask.answer(page, run, target)


@about_document()
def status(
    ask: Ask,
    as_of: options.Day,
    holder: options.Holders = None,
) -> None:
    """One page on a day: balances, arrears, bars, Events of Default and grace, notices, Senior debt, subrogation."""
    from note_sched.reports.answers.status import played_on, status

    target = ask.aim(tuple(Format))
    shown = ask.holders(holder)
    run = ask.on(as_of)
    told = ask.looking(run, shown) if target.form is Format.TABLE else None
    ask.answer(status(run, shown, played_on(run), told), run, target)


@about_document()
def bars(
    ask: Ask,
    holder: options.Holders = None,
) -> None:
    """Every window: Blockage Events, void notices with their reason, 1(b), 1(i), the override."""
    from note_sched.reports.answers.bars import bars
    from note_sched.simulation import simulate

    target = ask.aim(tuple(Format))
    run = simulate(ask.opened.document, sink=lambda _: None)
    ask.answer(bars(run, ask.holders(holder)), run, target)


@about_document("can-pay")
def can_pay(
    ask: Ask,
    on: options.Day,
    amount: options.Amount = None,
    to: options.To = None,
    holder: options.Holders = None,
) -> None:
    """PAY, PAY ONLY or DO NOT PAY: per Holder and component, every bar and the day it lifts. Exit 0 for PAY, else 3.

    With --amount: what would become of that wire. Exit 0 if nothing of it would be turned over or refundable, else 3.
    """
    from note_sched.reports.answers.can_pay import can_pay

    target = ask.aim(tuple(Format))
    shown = ask.holders(holder)
    run = ask.on(on)
    told = ask.looking(run, shown, permission=True) if target.form is Format.TABLE else None
    page, pays = _with_wire(can_pay(run, shown, told), run, ask.opened, shown, (amount, to))
    ask.answer(page, run, target)
    if not pays:
        raise SystemExit(Exit.NOT_PAYABLE)


@about_document("next")
def next_step(
    ask: Ask,
    on: options.Day,
    days: Annotated[int, Option("--days", least=1, metavar="DAYS", help="How far to look.")] = 45,
    holder: options.Holders = None,
) -> None:
    """What comes next, by date: what falls due and may be paid, what becomes a default, what begins and ends."""
    from note_sched.reports.answers.coming import Ahead
    from note_sched.reports.answers.to_do import to_do

    target = ask.aim(tuple(Format))
    run = ask.on(on)
    ask.answer(to_do(Ahead(run, ask.opened.known), days, ask.holders(holder)), run, target)


@command()
def init(
    instrument: Annotated[
        str | None,
        Option("--instrument", metavar="INSTRUMENT", help="For another paper: `note-sched instruments` lists them."),
    ] = None,
    output: options.Output = None,
    force: options.Force = False,
) -> None:
    """A commented document to start from: the Note of 2008, or of another instrument."""
    with answering(None):
        from note_sched.document.starter import STARTER

        text = STARTER
        if instrument is not None:
            from note_sched.cli.instruments import known
            from note_sched.document.starters import starter

            text = starter(known(instrument))
        put([text.encode()], aim(output, None, ("yaml",), force=force, anew=True))


@command()
def schema(output: options.Output = None, force: options.Force = False) -> None:
    """The JSON Schema of the document, for editors."""
    import json

    from note_sched.document.schema import json_schema

    with answering(None):
        target = aim(output, None, ("json",), force=force)
        put([json.dumps(json_schema(), indent=2, ensure_ascii=False).encode(), b"\n"], target)


def _schedule(
    opened: Opened, holders: tuple[str, ...], last: date | None, *, by_holder: bool, daily: bool, people: bool
) -> tuple["Run", "Page"]:
    from note_sched.reports.answers.schedule import schedule
    from note_sched.reports.telling.position import look
    from note_sched.simulation import simulate

    run = simulate(opened.document, through=last, daily=daily)
    seen = look(opened.document, opened.known) if people else None
    return run, schedule(run, holders, by_holder=by_holder or daily, seen=seen)


def _with_wire(
    page: "Page", run: "Run", opened: Opened, shown: tuple[str, ...], wish: tuple[str | None, str | None]
) -> tuple["Page", bool]:
    """The answer of ``can-pay``, about a wire where one is named, and whether it is a clean yes."""
    from note_sched.reports.answers.payoff import asked_of
    from note_sched.reports.answers.verdict import PAY, overall
    from note_sched.reports.answers.wire import send, with_wire

    amount, to = wish
    whom = listed([to] if to else (), opened.document, "--to")
    if amount is None:
        if whom:
            raise Refusal("--to says whose a wire is, and there is no --amount", "add --amount SUM")
        return page, overall(asked_of(run)) == PAY
    wire = send(opened.document, run, sum_of(amount, "--amount"), to)
    return with_wire(page, wire, shown), wire.is_clean


def _stream(
    opened: Opened, holders: tuple[str, ...], last: date | None, target: Target[BookFormat], *, daily: bool
) -> None:
    """The csv of a schedule, written as the days go by: only text is kept of many Holders, and goes out whole."""
    from note_sched.cli.progress import reaching
    from note_sched.ledger.entries import PaidInStep
    from note_sched.rendering.data import CsvLines
    from note_sched.reports.answers.schedule_rows import COLUMNS, cited, columns_of, of_holders
    from note_sched.simulation import simulate

    note, wanted, instrument = opened.document.note, opened.document.simulation, opened.document.instrument
    parts: list[bytes] = []
    columns = columns_of(opened.document)
    lines = CsvLines(columns, parts.append)
    expected = last or wanted.through or note.maturity_date
    with reaching(len(opened.document.holders), note.issue_date, expected) as reached:

        def sink(rows: Sequence["Row"]) -> None:
            if isinstance(rows, PaidInStep) and not holders:
                lines.columns(rows.columns)
            else:
                lines.rows(cited(of_holders(rows, holders), instrument, columns[len(COLUMNS) :]))
            reached(rows[0].date)

        run = simulate(opened.document, through=last, daily=daily, sink=sink)
    put(parts, target)
    warn(run.cautions, opened.name, opened.added)
