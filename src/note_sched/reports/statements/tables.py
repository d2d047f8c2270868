"""A statement's tables for people."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from note_sched.document.events import Distribution, Payment, Transfer
from note_sched.history.movements import ASSUMED, Balances
from note_sched.measure.months import Month
from note_sched.pages.page import Column, Kind, Table, added_up, narrowed, only
from note_sched.pages.values import Money, Phrase
from note_sched.reports.statements.history import Flows, History
from note_sched.reports.statements.interest import InterestLine
from note_sched.reports.statements.month_end import DEFAULT, EffectiveNotice, Stood
from note_sched.reports.statements.received import Received, Refundable
from note_sched.reports.statements.statement import Statement, Statements
from note_sched.reports.telling.wording import KINDS, Names, join, rate_in_words
from note_sched.terms.roles import Role

SUMS = (
    Column("what", Kind.PHRASE, "The month in sums"),
    Column("principal", Kind.MONEY, "Principal"),
    Column("interest_unpaid", Kind.MONEY, "Interest due and unpaid"),
    Column("accrued_interest", Kind.MONEY, "Interest accrued, not due"),
    Column("expenses_unpaid", Kind.MONEY, "Expenses due and unpaid"),
    Column("premium_unpaid", Kind.MONEY, "Premium due and unpaid"),
    Column("total", Kind.MONEY, "Total"),
)

FLOWS: Mapping[str, str] = {
    "issued": "Note issued",
    "transferred": "Transferred in, or (below zero) out",
    "accrued": "Interest accrued",
    "fell_due": "Fell due",
    "paid_recorded": "Paid, as recorded",
    "paid_assumed": "Paid, as assumed: nothing is on record",
    "converted": "Converted: discharged, not paid",
    "capitalised": "Added to principal: not paid",
}


def sums(month: Month, opening: Balances, flows: Flows, closing: Balances) -> Table:
    """Opening, movements, closing: every column adds up."""
    rows: list[Sequence[Any]] = [(["At the end of ", month.eve], *opening, opening.total)]
    for name, moved in zip(Flows._fields, flows, strict=True):
        if any(moved):
            rows.append((FLOWS[name], *moved, moved.total))
    totals = (["At the end of ", month.last], *closing, closing.total)
    table = Table(SUMS, rows, totals)
    rare = {SUMS[at].name for at in (4, 5) if not any(row[at] for row in (*rows, totals))}
    table = only(table, [column.name for column in SUMS if column.name not in rare])
    second = ("what", "interest_unpaid", "accrued_interest", "expenses_unpaid", "premium_unpaid")
    return narrowed(table, ("what", "principal", "total"), [name for name in second if name not in rare])


INTEREST = (
    Column("what", Kind.TEXT, "Interest"),
    Column("from", Kind.DATE, "From"),
    Column("through", Kind.DATE, "Through"),
    Column("days", Kind.TEXT, "Days"),
    Column("principal", Kind.MONEY, "On principal"),
    Column("rate", Kind.TEXT, "At"),
    Column("amount", Kind.MONEY, "Amount"),
    Column("accrued", Kind.MONEY, "Accrued then"),
)


def interest(history: History) -> Table:
    """Line by line; what is accrued at the end is the closing's."""
    rows = [
        (
            line.what,
            line.start,
            line.through if line.days is not None else None,
            "" if line.days is None else f"{line.days} of {line.basis}",
            line.principal,
            rate(line),
            line.amount,
            line.running,
        )
        for line in history.interest
    ]
    table = Table(INTEREST, rows, title="Interest, line by line (both days inside)")
    return narrowed(table, ("what", "from", "through", "days"), ("from", "principal", "rate", "amount", "accrued"))


def rate(line: InterestLine) -> str:
    """The rate of a line, exactly: ``1% a month``, ``5/6% a month``."""
    if line.rate is None:
        return ""
    return rate_in_words(line.rate, yearly=line.yearly)


DUE = (
    Column("date", Kind.DATE, "Fell due"),
    Column("timely", Kind.DATE, "In time through"),
    Column("what", Kind.TEXT, "What"),
    Column("amount", Kind.MONEY, "Amount"),
    Column("recorded", Kind.MONEY, "Paid, recorded"),
    Column("assumed", Kind.MONEY, "Paid, assumed"),
    Column("transferred", Kind.MONEY, "Transferred"),
    Column("capitalised", Kind.MONEY, "Added to principal"),
    Column("unpaid", Kind.MONEY, "Shortfall"),
)
_OFTEN_NOTHING = ("assumed", "transferred", "capitalised")


def due(history: History) -> Table:
    """What fell due in the month, and what of it was paid by its end."""
    rows = [
        (
            each.date,
            each.timely_through,
            each.what,
            each.amount,
            each.paid_recorded,
            each.paid_assumed,
            each.transferred,
            each.capitalised,
            each.unpaid,
        )
        for each in history.due
    ]
    totals = added_up(DUE, rows)
    shown = [column.name for at, column in enumerate(DUE) if column.name not in _OFTEN_NOTHING or totals[at]]
    many = totals if len(rows) > 1 else None
    return only(Table(DUE, rows, many, "What fell due, and what of it was paid by the end of the month"), shown)


ARREARS = (
    Column("date", Kind.DATE, "Due since"),
    Column("timely", Kind.DATE, "In time through"),
    Column("component", Kind.TEXT, "What"),
    Column("amount", Kind.MONEY, "Unpaid"),
)


def arrears(history: History) -> Table:
    """What is due and unpaid at the end of the month, from earlier months too."""
    rows = [tuple(each) for each in history.arrears]
    totals = added_up(ARREARS, rows) if len(rows) > 1 else None
    return Table(ARREARS, rows, totals, "Due and unpaid at the end of the month")


RECEIVED = (
    Column("date", Kind.DATE, "On"),
    Column("what", Kind.PHRASE, "What"),
    Column("received", Kind.MONEY, "Sum"),
    Column("turned_over", Kind.MONEY, "Turned over"),
    Column("expenses", Kind.MONEY, "to expenses"),
    Column("interest_due", Kind.MONEY, "to interest due"),
    Column("interest_accrued", Kind.MONEY, "to interest accrued"),
    Column("principal", Kind.MONEY, "to principal"),
    Column("premium", Kind.MONEY, "to premium"),
    Column("refundable", Kind.MONEY, "Refundable"),
    Column("settled", Kind.PHRASE, "For what was due on"),
)

_KINDS = {
    "payment": "received: payment",
    "distribution": "received: distribution",
    "returned_by_senior": "received: returned by Senior ({insolvency})",
    ASSUMED: "ASSUMED paid, not on record",
}


def received(of: Statements, history: History) -> Table:
    """What reached the Holder, what is only assumed, and how each was applied."""
    rows = [
        (
            each.date,
            _what(of, each),
            each.received,
            each.turned_over,
            each.expenses,
            each.interest_due,
            each.interest_accrued,
            each.principal,
            each.premium,
            each.refundable,
            _settled(each),
        )
        for each in history.received
    ]
    totals = (None, *added_up(RECEIVED, rows)[1:])
    always = ("date", "what", "received", "settled")
    shown = [column.name for at, column in enumerate(RECEIVED) if column.name in always or totals[at]]
    table = only(Table(RECEIVED, rows, None, "What was received or is assumed as paid, and how it was applied"), shown)
    return narrowed(table, ("date", "what", "received"), [name for name in shown if name not in ("what", "received")])


BEYOND = (
    Column("beyond", Kind.PHRASE, "Beyond all that was owed"),
    Column("held", Kind.MONEY, "Refundable"),
)


def refundable(month: Month, of: Refundable) -> Table:
    """What the Holder holds that is the payer's: opening, received, refunded, closing."""
    rows: list[Sequence[Any]] = [(["At the end of ", month.eve], of.opening)]
    if of.received:
        rows.append(("Received beyond all that was owed", of.received))
    rows += [(["Refunded on ", each.date], each.cents) for each in of.refunds]
    totals = (["At the end of ", month.last], of.closing)
    return Table(BEYOND, rows, totals, "Refundable: received beyond all that was owed, and no payment on the Note")


def _what(of: Statements, receipt: Received) -> Phrase:
    what: list[Any] = [_KINDS[receipt.kind].format(insolvency=of.run.label(Role.INSOLVENCY))]
    for written in of.run.document.events:
        event = written.event
        if written.line == receipt.line and event.date == receipt.date and isinstance(event, Payment | Distribution):
            what += [" of subordinated securities"] if getattr(event, "kind", "") == "subordinated_securities" else []
            what += [f" ({event.memo})"] if event.memo else []
    return what


def _settled(receipt: Received) -> Phrase:
    """The due dates of what it paid; what falls due later was paid before it was due."""
    return join([[day] if day <= receipt.date else ["prepaid (due ", day, ")"] for day in receipt.settled])


TURNED = (
    Column("date", Kind.DATE, "On"),
    Column("amount", Kind.MONEY, "Turned over"),
    Column("to", Kind.PHRASE, "To"),
    Column("clause", Kind.TEXT, "Clause"),
)


def turned_over(of: Statements, history: History) -> Table:
    """To whom, and under which clause."""
    rows = [
        (
            each.date,
            each.amount,
            join([[f"{name} ", Money(cents)] for name, cents in each.to.items()]),
            of.run.label(each.role),
        )
        for each in history.turnovers
    ]
    return Table(
        TURNED, rows, title="Held in trust and turned over to Senior, or diverted to it: it pays nothing on the Note"
    )


TRANSFERS = (
    Column("date", Kind.DATE, "On"),
    Column("what", Kind.TEXT, "Transfer"),
    Column("principal", Kind.MONEY, "Principal"),
    Column("interest_unpaid", Kind.MONEY, "Interest due"),
    Column("accrued_interest", Kind.MONEY, "Interest accrued"),
    Column("expenses_unpaid", Kind.MONEY, "Expenses"),
)


def transfers(of: Statements, history: History) -> Table:
    """What came or went with transfers (4(d))."""
    rows = [
        (each.date, _with_whom(of, history.holder, each.date, each.line), *each.moved[:4]) for each in history.transfers
    ]
    return Table(TRANSFERS, rows, title=f"Transfers ({of.run.label(Role.SUCCESSION)}); what went out is below zero")


def _with_whom(of: Statements, holder: str, day: date, line: int) -> str:
    words = []
    for written in of.run.document.events:
        event = written.event
        if isinstance(event, Transfer) and (event.date, written.line) == (day, line):
            if event.source == holder:
                words.append(f"to {event.target}")
            elif event.target == holder:
                words.append(f"from {event.source}")
    return ", ".join(words)


STOOD = (
    Column("start", Kind.DATE, "First day"),
    Column("until", Kind.PHRASE, "Last day"),
    Column("what", Kind.TEXT, "What"),
    Column("cause", Kind.PHRASE, "Cause"),
    Column("clause", Kind.TEXT, "Clause"),
)


def stood(of: Statements, found: Sequence[Stood]) -> Table:
    """Bars, what lifted them, and Events of Default, as far as they stood in the month."""
    rows = [
        (
            each.start,
            [each.until] if each.until else "stands at the month's end",
            "Event of Default" if each.kind == DEFAULT else KINDS[each.kind],
            each.cause[0] if each.kind == DEFAULT else of.names.cause(each.kind, each.cause),
            each.clause,
        )
        for each in found
    ]
    return Table(STOOD, rows, title="Bars and Events of Default that stood in the month (both days inside)")


NOTICES = (
    Column("date", Kind.DATE, "Effective on"),
    Column("what", Kind.PHRASE, "Notice"),
    Column("effect", Kind.PHRASE, "What it does"),
    Column("clause", Kind.TEXT, "Clause"),
)

_NOTICES = {
    "blockage": "blockage notice of ",
    "cure": "notice of cure or waiver of ",
    "acceleration": "acceleration by ",
}


def notices(of: Statements, found: Sequence[EffectiveNotice]) -> Table:
    """The notices that were effective on the Holder in the month, the void ones too."""
    rows = [(each.effective_on, _notice(of.names, each), _effect(each), each.clause) for each in found]
    return Table(NOTICES, rows, title="Notices of the month")


def _notice(names: Names, notice: EffectiveNotice) -> Phrase:
    of: Phrase = notice.of if notice.what == "acceleration" else names.default(notice.of)
    return [_NOTICES[notice.what], *([of] if isinstance(of, str) else of)]


def _effect(notice: EffectiveNotice) -> Phrase:
    if notice.effect == "void":
        return f"nothing, it is void: {notice.reason}" if notice.reason else "nothing, it is void"
    if notice.effect == "blocks":
        return ["blocks through ", notice.through] if notice.through else "blocks, with no end known"
    return "the Note is due" if notice.what == "acceleration" else "noted"


def all_tables(of: Statements, statement: Statement) -> Iterator[Table]:
    """Every table of a statement that has something to say."""
    history = statement.history
    yield sums(statement.month, history.opening, history.flows, history.closing)
    if history.due:
        yield due(history)
    if history.received:
        yield received(of, history)
    if any(history.refundable):
        yield refundable(statement.month, history.refundable)
    if history.turnovers:
        yield turned_over(of, history)
    if history.transfers:
        yield transfers(of, history)
    if history.arrears:
        yield arrears(history)
    if statement.stood:
        yield stood(of, statement.stood)
    if statement.notices:
        yield notices(of, statement.notices)
    if history.interest:
        yield interest(history)
