"""A row of a book: one document on one day, from its bytes; what is wrong with it is a row too.

The row is made of plain values and written as one line of json (``packed``), because it travels between processes and
machines and is kept on disk while a book is being made: whatever reads it there gets the same values back.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from note_sched.document.counting import ladder_of
from note_sched.document.known import known_at
from note_sched.document.load import Beside, load
from note_sched.document.model import Document
from note_sched.faults import Faulty, Refusal
from note_sched.ledger.entries import Row
from note_sched.measure.accrual import PerDiem
from note_sched.measure.business_days import LAST_DAY
from note_sched.pages.page import Column, Kind
from note_sched.reports.answers.payoff import asked_of, payable_from, total_row
from note_sched.reports.answers.verdict import TONES, default_from, overall
from note_sched.simulation import simulate
from note_sched.simulation.outcome import COMPONENTS, Asked, Position, Run

DONE, NOT_ISSUED, FAULT, DEFECT = "done", "not issued", "fault", "defect"
"""What became of a document; a defect is one of the program, or of what ran it."""

COLUMNS = (
    Column("document", Kind.TEXT, "Document"),
    Column("content", Kind.TEXT),
    Column("result", Kind.TEXT),
    Column("fault", Kind.TEXT),
    Column("title", Kind.TEXT),
    Column("borrower", Kind.TEXT, "Borrower"),
    Column("holders", Kind.COUNT),
    Column("date", Kind.DATE),
    Column("principal", Kind.MONEY, "Principal"),
    Column("interest_unpaid", Kind.MONEY, "Interest due"),
    Column("accrued_interest", Kind.MONEY, "Accrued, not due"),
    Column("expenses_unpaid", Kind.MONEY),
    Column("total", Kind.MONEY, "Total"),
    Column("per_diem", Kind.PER_DIEM),
    Column("arrears", Kind.MONEY, "Due and unpaid"),
    Column("arrears_barred", Kind.MONEY, "of that barred"),
    Column("verdict", Kind.TEXT, "Verdict", TONES),
    Column("bars", Kind.LIST, "Barred by"),
    Column("payable_from", Kind.DATE),
    Column("default_from", Kind.DATE),
    Column("events_of_default", Kind.LIST, "In default under"),
    Column("next_due", Kind.DATE, "Next due"),
    Column("next_due_amount", Kind.MONEY, "Falls due then"),
    Column("matures", Kind.DATE),
    Column("interest_paid", Kind.MONEY),
    Column("principal_paid", Kind.MONEY),
    Column("expenses_paid", Kind.MONEY),
    Column("assumed", Kind.MONEY),
    Column("turned_over", Kind.MONEY),
    Column("refundable", Kind.MONEY),
    Column("warnings", Kind.COUNT),
)
"""``document``: by which name it was found; ``content``: the SHA-256 of its bytes
(and of the files that it names). The first two are told by who has
the file, the others by ``answer``; those behind ``fault`` are empty where there is one."""

ANSWERED = COLUMNS[2:]

_PLACES = {column.name: at for at, column in enumerate(ANSWERED)}


class BookQuestion(NamedTuple):
    """What is asked of every document.

    ``day``: the day asked about. ``evening``: whether what is assumed as paid on it counts (``--through``), or not yet
    (``--as-of``, as ``payoff`` and ``can-pay`` have it). ``known``, ``overrides``: ``--known-at``, ``--set``.
    ``version``: of the program that asks; another must not answer.
    """

    day: date
    evening: bool
    known: date | None
    overrides: tuple[str, ...]
    version: str


Answer = Sequence[Any]
"""Values in the order of ``ANSWERED``."""


def answer(raw: bytes, question: BookQuestion, beside: Beside | None = None) -> Answer:
    """The row of the document with these bytes; whatever is wrong with it is told in it.

    Args:
        raw: the bytes.
        question: what is asked.
        beside: reads the files that the document names.
    """
    try:
        document = load(raw, question.overrides, beside=beside)
        if question.known is not None:
            document = known_at(document, question.known)
        if question.day < document.note.issue_date:
            return _short(NOT_ISSUED, document)
        return _row(document, question)
    except Faulty as faulty:
        return without_figures(FAULT, _in_a_line(faulty))
    except Refusal as refusal:
        return without_figures(FAULT, refusal.what)


def without_figures(result: str, why: str = "") -> Answer:
    """The row of a document that has no figures, and why."""
    return (result, why, *[None] * (len(ANSWERED) - 2))


def packed(row: Answer) -> str:
    """A row as a line of json."""
    import json  # noqa: PLC0415 (a book alone needs it)

    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)


def unpacked(line: str) -> list[Any]:
    """The row that ``packed`` wrote."""
    import json  # noqa: PLC0415 (as above)

    row: list[Any] = json.loads(line)
    for at, column in enumerate(ANSWERED):
        if row[at] is not None:
            if column.kind is Kind.DATE:
                row[at] = date.fromisoformat(row[at])
            elif column.kind is Kind.PER_DIEM:
                row[at] = PerDiem(*row[at])
    return row


def _in_a_line(faulty: Faulty) -> str:
    """The first fault with its place, and how many more there are."""
    first, *others = faulty.faults
    expected = f"; expected {first.expected}" if first.expected else ""
    more = f" (and {len(others)} more)" if others else ""
    return f"{first.place.line}:{first.place.column}: {first.what}{expected}{more}"


def _short(result: str, document: Document) -> Answer:
    note = document.note
    return (result, "", note.title, note.borrower, len(document.holders), *[None] * (len(ANSWERED) - 5))


class _Days:
    """The rows of a run as it goes by: what moved before the day asked about, that day's, and what falls due next."""

    def __init__(self, day: date) -> None:
        self._day = day
        self.paid = [0, 0, 0]  # in the order of COMPONENTS
        self.assumed = 0
        self.turned_over = 0
        self.that_day: list[Row] = []
        self.next_due: date | None = None
        self.next_amount = 0

    def see(self, rows: Sequence[Row]) -> None:
        """Rows, in the order of their days."""
        for on, of_the_day in groupby(rows, key=_DATE):
            self._see(on, list(of_the_day))

    def _see(self, on: date, rows: Sequence[Row]) -> None:
        if on < self._day:
            self.count(rows)
        elif on == self._day:
            self.that_day += rows
        elif self.next_due in (None, on):
            due = sum(row.interest_due + row.principal_due + row.expenses_due + row.besides.premium_due for row in rows)
            if due:
                self.next_due = on
                self.next_amount += due

    def count(self, rows: Sequence[Row]) -> None:
        """Count rows in."""
        for row in rows:
            self.paid[0] += row.expenses_paid
            self.paid[1] += row.interest_paid
            self.paid[2] += row.principal_paid
            self.assumed += row.assumed
            self.turned_over += row.turned_over

    def take_back(self, assumed: "_Assumed") -> None:
        """Uncount what was only assumed as paid."""
        self.paid = [paid - cents for paid, cents in zip(self.paid, assumed[:3], strict=True)]
        self.assumed -= sum(assumed)


_DATE = attrgetter("date")


class _Assumed(NamedTuple):
    """What was assumed as paid on one Note, in cents: ``COMPONENTS`` in their order, and the premium."""

    expenses: int
    interest: int
    principal: int
    premium: int


def _row(document: Document, question: BookQuestion) -> Answer:
    day = question.day
    days = _Days(day)
    run = simulate(document, ask=day, until=_next_day(document, day), sink=days.see)
    asked = asked_of(run)
    taken = _assumed_that_day(asked, days.that_day)
    days.count(days.that_day)
    if not question.evening:
        for assumed in taken.values():
            days.take_back(assumed)
        taken = {}
    _, principal, interest, accrued, expenses, total, per_diem = total_row(asked.positions)
    if taken:
        principal, interest, accrued, expenses = _evening(asked, days.that_day)
        total -= sum(sum(assumed) for assumed in taken.values())
    due = {each.holder: sum(each.due.values()) - sum(taken.get(each.holder, ())) for each in asked.positions}
    since = [default_from(position) for position in asked.positions if due[position.holder]]
    refundable = sum(receipt.refundable for receipt in run.receipts if receipt.date <= day)
    refundable -= sum(refund.amount for refund in run.refunds if refund.date <= day)
    note = document.note
    return (
        DONE,
        "",
        note.title,
        note.borrower,
        len(document.holders),
        day,
        principal,
        interest,
        accrued,
        expenses,
        total,
        None if taken else tuple(per_diem),
        sum(due.values()),
        sum(each.due[part] for each in asked.positions for part in COMPONENTS if each.bars[part]),
        overall(asked),
        _bars(run, asked),
        payable_from(asked),
        min((each for each in since if each), default=None),
        _in_default(run, day),
        days.next_due,
        days.next_amount if days.next_due else None,
        run.maturity.date,
        days.paid[1],
        days.paid[2],
        days.paid[0],
        days.assumed,
        days.turned_over,
        refundable,
        len(run.cautions),
    )


def _next_day(document: Document, day: date) -> date | None:
    """Through which day to look for what falls due next: the next payment date, or maturity; None if neither comes."""
    matures = document.note.maturity_date
    days = [matures] if matures > day else []
    ladder = ladder_of(document)
    if ladder is not None and (days or document.terms.interest.after_maturity == "schedule"):
        days.append(ladder.following(day))
    return min(days) if days and min(days) <= LAST_DAY else None


def _assumed_that_day(asked: Asked, rows: Sequence[Row]) -> Mapping[str, _Assumed]:
    """What was assumed as paid behind the position of the day, by Holder."""
    before = {position.holder: position for position in asked.positions}
    found = {}
    for row in rows:
        if row.assumed:
            position = before[row.holder]
            deemed = row.besides.interest_capitalised - position.capitalised  # in the evening, behind the payment
            expenses = position.expenses_unpaid - row.expenses_unpaid
            interest = position.interest_unpaid + position.accrued - row.interest_unpaid - row.accrued_interest - deemed
            principal = position.principal - row.principal + deemed
            premium = row.assumed - expenses - interest - principal
            found[row.holder] = _Assumed(expenses, interest, principal, premium)
    return found


def _evening(asked: Asked, rows: Sequence[Row]) -> tuple[int, int, int, int]:
    """Principal, interest due, interest accrued and expenses at the end of the day asked about."""
    at_end = {row.holder: row for row in rows}

    def sums(position: Position) -> tuple[int, int, int, int]:
        row = at_end.get(position.holder)
        if row is None:
            return position.principal, position.interest_unpaid, position.accrued, position.expenses_unpaid
        return row.principal, row.interest_unpaid, row.accrued_interest, row.expenses_unpaid

    principal, interest, accrued, expenses = map(sum, zip(*map(sums, asked.positions), strict=True))
    return principal, interest, accrued, expenses


def _bars(run: Run, asked: Asked) -> list[str]:
    owing = [position for position in asked.positions if position.total]
    return list(run.instrument.cited([bar.role for position in owing for bar in position.all_bars]))


def _in_default(run: Run, day: date) -> list[str]:
    return list(run.instrument.cited([each.role for each in run.defaults if each.exists_on(day)]))
