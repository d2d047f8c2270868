"""The days of a payoff letter: what pays the Notes off on each of them, and whether it may be paid.

A quote for the payoff date is what ``payoff`` quotes: recorded payments of that day and before are counted, assumed
ones of the days before. For the later days of the range something must be said of the instalment that falls due in
between. ``payoff --as-of`` a later day takes it as paid, if payments are assumed. A letter must not: whoever holds it
on the later day has in hand what the letter says, and whether the instalment went out in between nobody knows when it
is written. If the letter took it as paid and it was not, the sum wired would be too small and the Notes would not be
discharged, which is the one thing that a payoff letter is for. The other way round the payer sees the instalment in
its line and asks for a new letter. So *no payment is assumed from the payoff date on*: each line is what pays the Notes
off on its day if nothing is paid in between but what is on record. The letter says so, and marks the days.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from msgspec.structs import replace

from note_sched.document.counting import business_days
from note_sched.document.model import Document
from note_sched.faults import Refusal
from note_sched.instruments import Instrument
from note_sched.ledger.entries import Row
from note_sched.measure.accrual import PerDiem
from note_sched.measure.business_days import DAY
from note_sched.pages.page import Column, Kind, Table, narrowed, only
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.payoff import asked_of, total_row
from note_sched.reports.telling.wording import Names, join
from note_sched.simulation import simulate
from note_sched.simulation.outcome import Position, Run

MOST_DAYS = 92
"""Days from the payoff date to the good-through date, at most: a quarter. Nobody quotes further ahead than that."""


class Quote(NamedTuple):
    """What pays off the Notes of a letter on one day; sums in cents.

    ``barred_by``: the clauses of the bars on any Note of the letter that owes something.
    """

    day: date
    positions: Sequence[Position]
    principal: int
    interest_due: int
    accrued: int
    expenses: int
    total: int
    per_diem: PerDiem
    barred_by: tuple[str, ...]
    premium: int = 0

    @property
    def permitted(self) -> bool:
        """Whether no bar stands in the way of the whole sum."""
        return not self.barred_by


class Quotation(NamedTuple):
    """The quotes of a range of days.

    ``holder``: whose Note alone the letter is of; None for all. ``written``: the document as it is. ``first``: the run
    of the payoff date, traced. ``played``: the run through the good-through date, for what happens on the way.
    """

    holder: str | None
    quotes: Sequence[Quote]
    written: Document
    first: Run
    played: Run

    @property
    def payoff(self) -> Quote:
        """The quote for the payoff date."""
        return self.quotes[0]

    @property
    def document(self) -> Document:
        """What was played: nothing is assumed to be paid from the payoff date on."""
        return self.first.document

    @property
    def through(self) -> date:
        """The good-through date."""
        return self.quotes[-1].day


def quotation(document: Document, payoff_date: date, good_through: date, holder: str | None = None) -> Quotation:
    """Quote every day of a range.

    Each day is a run of its own, exactly as ``payoff`` asks it: a hundredth of a second each, and no second way of
    taking a position that could differ from the first.

    Raises:
        Refusal: the range ends before it begins, or is too long; or the Holder has no Note yet.
    """
    _refuse_range(payoff_date, good_through)
    _refuse_holder(document, payoff_date, holder)
    held = _nothing_assumed_from(document, payoff_date)
    first = simulate(held, ask=payoff_date, traced=True, sink=lambda _: None)
    quotes = [_quote(first, holder)]
    while quotes[-1].day < good_through:
        quotes.append(_quote(simulate(held, ask=quotes[-1].day + DAY, sink=lambda _: None), holder))
    return Quotation(holder, quotes, document, first, simulate(held, through=good_through))


def _refuse_range(first: date, last: date) -> None:
    if last < first:
        raise Refusal(
            f"--good-through {last} is before the payoff date, {first}", "name that day or a later one, or leave it out"
        )
    if (last - first).days > MOST_DAYS:
        furthest = first + MOST_DAYS * DAY
        raise Refusal(
            f"--good-through {last} is {(last - first).days} days after the payoff date; a letter quotes "
            f"{MOST_DAYS} days ahead at most",
            f"name {furthest} or an earlier day, and write a new letter then",
        )


def _refuse_holder(document: Document, day: date, holder: str | None) -> None:
    issued = next((each.issue_date for each in document.holders if each.id == holder), None)
    if issued is not None and issued > day:
        raise Refusal(f"the Note of {holder} is issued on {issued}, after {day}", "ask about a later day")


def _nothing_assumed_from(document: Document, day: date) -> Document:
    if day < document.note.issue_date:  # the run refuses it, and before the first day of all there is none
        return document
    wanted = document.simulation
    until = min(filter(None, (wanted.assumed_through, day - DAY)))
    return document._replace(simulation=replace(wanted, assumed_through=until))


def _quote(run: Run, holder: str | None) -> Quote:
    asked = asked_of(run)
    positions = [each for each in asked.positions if holder in (None, each.holder)]
    _, principal, due, accrued, expenses, total, per_diem = total_row(positions)
    bars = barred_by(run.instrument, positions)
    premium = sum(each.premium for each in positions)
    return Quote(asked.day, positions, principal, due, accrued, expenses, total, per_diem, bars, premium)


def barred_by(instrument: Instrument, positions: Iterable[Position]) -> tuple[str, ...]:
    """The clauses of the bars on those of the Notes that owe something."""
    return instrument.cited([bar.role for each in positions if each.total for bar in each.all_bars])


class BarredDays(NamedTuple):
    """Neighbouring days of the range on which the same clauses bar payment in full; ``barred_by`` empty: none does."""

    first: date
    last: date
    barred_by: tuple[str, ...]


def spans(quotes: Sequence[Quote]) -> list[BarredDays]:
    """The range, cut where a bar begins or ends."""
    found: list[BarredDays] = []
    for quote in quotes:
        if found and found[-1].barred_by == quote.barred_by:
            found[-1] = found[-1]._replace(last=quote.day)
        else:
            found.append(BarredDays(quote.day, quote.day, quote.barred_by))
    return found


COLUMNS = (
    Column("day", Kind.DATE, "Received on"),
    Column("total", Kind.MONEY, "To be paid"),
    Column("permitted", Kind.TEXT, "May it be paid?"),
    Column("principal", Kind.MONEY, "Principal"),
    Column("interest_due", Kind.MONEY, "Interest due"),
    Column("accrued_interest", Kind.MONEY, "Accrued, not due"),
    Column("expenses_unpaid", Kind.MONEY, "Expenses"),
    Column("premium", Kind.MONEY, "Premium"),
    Column("per_diem", Kind.PER_DIEM, "Per diem"),
    Column("remarks", Kind.PHRASE, "Remarks"),
)
_SUMS = ("day", "total", "permitted", "per_diem")
_PARTS = ("day", "principal", "interest_due", "accrued_interest", "expenses_unpaid", "premium")
_REMARKS = ("day", "remarks")


def day_table(quotation: Quotation) -> Table:
    """A line a day; without a column for what is nowhere."""
    remarks = _Remarks(quotation)
    rows = [
        (
            quote.day,
            quote.total,
            may_be_paid(quote.total, quote.barred_by),
            quote.principal,
            quote.interest_due,
            quote.accrued,
            quote.expenses,
            quote.premium,
            quote.per_diem,
            join(remarks.of(position), "; "),
        )
        for position, quote in enumerate(quotation.quotes)
    ]
    optional = ("interest_due", "expenses_unpaid", "premium", "remarks")
    used = [
        column.name for at, column in enumerate(COLUMNS) if column.name not in optional or any(row[at] for row in rows)
    ]
    return narrowed(only(Table(COLUMNS, rows, title="Day by day"), used), _SUMS, _PARTS, _REMARKS)


def may_be_paid(total: int, clauses: Sequence[str]) -> str:
    """``yes``, or ``no`` with the clauses that bar it."""
    if not total:
        return "nothing is owed"
    return f"NO: {', '.join(clauses)}" if clauses else "yes"


class _Remarks:
    """What happens on a day of the range, as far as its line shows it."""

    def __init__(self, quotation: Quotation) -> None:
        self._calendar = business_days(quotation.document)
        self._quotes = quotation.quotes
        self._names = Names(quotation.document)
        self._rows: dict[date, list[Row]] = {}
        for row in quotation.played.rows:
            if quotation.holder in (None, row.holder):
                self._rows.setdefault(row.date, []).append(row)

    def of(self, position: int) -> list[Phrase]:
        quote = self._quotes[position]
        found: list[Phrase] = [] if self._calendar.is_business(quote.day) else ["no business day"]
        if not position:
            return found
        found += self._moved(quote.day)
        found += _changes(self._quotes[position - 1], quote, self._names)
        return found

    def _moved(self, day: date) -> list[Phrase]:
        """What fell due and what was recorded as paid or turned over that day."""
        rows = self._rows.get(day, [])
        fell_due = (
            ("interest falls due", sum(row.interest_due for row in rows)),
            ("principal falls due", sum(row.principal_due for row in rows)),
            ("expenses fall due", sum(row.expenses_due for row in rows)),
            ("premium falls due", sum(row.besides.premium_due for row in rows)),
            ("interest is added to principal", sum(row.besides.interest_capitalised for row in rows)),
            ("on record as received", sum(row.paid - row.assumed for row in rows)),
            ("on record as turned over", sum(row.turned_over for row in rows)),
        )
        return [[Money(cents), f" {what}"] for what, cents in fell_due if cents]


def _only(instrument: Instrument, of: Quote, other: Quote) -> dict[tuple[str, ...], list[str]]:
    """The clauses that bar a Note on the one day and not on the other, each set of them with its Holders.

    A Note on which nothing is owed on the other day is left out: it was not a bar that came or went.
    """
    others = {each.holder: barred_by(instrument, [each]) for each in other.positions if each.total}
    found: dict[tuple[str, ...], list[str]] = {}
    for each in of.positions:
        barred = barred_by(instrument, [each])
        clauses = tuple(clause for clause in barred if clause not in others.get(each.holder, (clause,)))
        if clauses:
            found.setdefault(clauses, []).append(each.holder)
    return found


def _changes(before: Quote, now: Quote, names: Names) -> list[Phrase]:
    """A bar that begins or ends, with its Notes where it is not all of them, and a per diem that changes."""
    found: list[Any] = []
    for words, of, other in (("barred from now on by", now, before), ("no longer barred by", before, now)):
        for clauses, holders in _only(names.instrument, of, other).items():
            listed = names.holders(holders)
            whose = "" if len(of.positions) == 1 or listed == "all" else f" ({listed})"
            found.append(f"{words} {', '.join(clauses)}{whose}")
    if now.per_diem != before.per_diem:
        if names.in_several_ways:
            found.append("the per diem changes")
        elif now.day.day == 1:
            found.append("per diem of the new month")
    return found


_HOLDERS_ABREAST = 6


def holder_tables(quotation: Quotation) -> Iterator[Table]:
    """What each Holder is to receive by the day of receipt, a few Holders at a time; nothing where one line says it."""
    owing = [each.holder for each in quotation.payoff.positions]
    if len(quotation.quotes) == 1 or len(owing) == 1:
        return
    for start in range(0, len(owing), _HOLDERS_ABREAST):
        some = owing[start : start + _HOLDERS_ABREAST]
        columns = [Column("day", Kind.DATE, "Received on"), *(Column(name, Kind.MONEY, name) for name in some)]
        rows = [
            (quote.day, *(each.total for each in quote.positions[start : start + _HOLDERS_ABREAST]))
            for quote in quotation.quotes
        ]
        yield Table(columns, rows, title="" if start else "Annex: each Holder's amount, by the day of receipt")
