"""``can-pay --amount``: what would become of the wire that lies on the desk.

The payment is added to the document as one recorded on that day, and the document is run again: what the ledger does
with it is the answer.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from note_sched.document.columns import columns_besides
from note_sched.document.events import Payment, Transfer
from note_sched.document.model import Document, Written
from note_sched.document.scalars import Sum
from note_sched.faults import Refusal
from note_sched.ledger.receipts import Receipt
from note_sched.ledger.waterfall import Applied
from note_sched.pages.page import Column, Kind, Line, Page, Section, Table, Tone, added_up, only
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.payoff import asked_of
from note_sched.reports.telling.story import TURNOVERS, paid_to
from note_sched.reports.telling.wording import sums_in_words
from note_sched.rules.words import Label, section
from note_sched.simulation import simulate
from note_sched.simulation.outcome import COMPONENTS, Position, Run
from note_sched.terms.roles import Role

_NO_LINE = -1_000_000  # neither a line of the file nor the number of an `--add`


class Wire(NamedTuple):
    """A payment that was not made yet, and what would become of it.

    ``before`` and ``after``: the position of every Note on that day without it and with it;
    ``label``: how the Note cites a clause. ``columns``: those of its table, of the premium where the paper has one.
    """

    to: str | None
    receipt: Receipt
    label: Label
    before: dict[str, Position]
    after: dict[str, Position]
    columns: Sequence[Column]

    @property
    def is_clean(self) -> bool:
        """Whether all of it would stay with the Holders and be applied."""
        return not self.receipt.turned_over and not self.receipt.refundable

    def beyond_due(self, holder: str) -> Applied:
        """What would be applied to a Note beyond what is due on it: interest not due, principal prepaid, premium."""
        applied = self.receipt.applied.get(holder, Applied())
        due, premium_due = self.before[holder].due, self.before[holder].premium_due
        return Applied(
            0,
            max(0, applied.interest - due["interest"]),
            max(0, applied.principal - (due["principal"] - premium_due)),
            max(0, applied.premium - premium_due),
        )


def send(document: Document, run: Run, cents: int, to: str | None) -> Wire:
    """Play a payment of ``cents`` on the day that ``run`` was asked for.

    Args:
        document: the one of the run.
        run: without the payment.
        cents: its sum.
        to: the Holder; None for all, ratably.

    Raises:
        Refusal: the Holder has no Note on that day.
    """
    day = asked_of(run).day
    issued = next((each.issue_date for each in document.holders if each.id == to), None)
    if issued is not None and issued > day:
        raise Refusal(f"the Note of {to} is issued on {issued}, after {day}", "ask about a later day")
    if not cents:
        raise Refusal("--amount 0 is no wire", "name a sum above zero")
    payment = Written(Payment(date=day, amount=Sum(cents), to=to), _NO_LINE)
    sent = simulate(document._replace(events=(*_until(document, day), payment)), ask=day, sink=lambda _: None)
    receipt = next(receipt for receipt in sent.receipts if receipt.line == _NO_LINE)
    columns = (*COLUMNS, PREMIUM) if "premium_due" in columns_besides(document) else COLUMNS
    return Wire(to, receipt, run.label, _by_holder(run), _by_holder(sent), columns)


def _until(document: Document, day: date) -> list[Written]:
    """The events without later transfers: of a Note that the wire pays down there may be too little left for them."""
    return [each for each in document.events if not isinstance(each.event, Transfer) or each.event.date <= day]


def _by_holder(run: Run) -> dict[str, Position]:
    return {position.holder: position for position in asked_of(run).positions}


def with_wire(page: Page, wire: Wire, holders: Collection[str] = ()) -> Page:
    """The answer of ``can-pay`` with what would become of a wire: second line, table, and the key ``wire``.

    Where all that is due may be paid and the wire is more, its ruling is the first line: it is what was asked.
    ``holders``: those whose lines are shown; the sums are of all Notes.
    """
    tables = [_table(wire, holders), *_turned_over(wire, holders), *page.tables]
    data = {**page.data, "wire": _data(wire, holders)}
    remarks = [Line("", remark) for remark in _remarks(wire)]
    if page.tone is Tone.GOOD and not wire.is_clean:
        head = [Line("What is due", page.headline), *remarks, *page.head]
        return page._replace(data=data, tables=tables, head=head, headline=_ruling(wire), tone=Tone.BAD)
    return page._replace(data=data, tables=tables, head=[Line("Wire", _ruling(wire)), *remarks, *page.head])


def _ruling(wire: Wire) -> Phrase:
    receipt = wire.receipt
    what: list[Any] = [Money(receipt.amount), " to ", "all Notes, ratably" if wire.to is None else wire.to]
    if wire.is_clean:
        return ["SEND: ", *what, ", all of it is applied to the Notes"]
    lost = [
        ("would be turned over to Senior", receipt.turned_over),
        ("would be beyond all that is owed", receipt.refundable),
    ]
    return ["DO NOT SEND: of ", *what, ", ", *sums_in_words(lost)]


def _remarks(wire: Wire) -> list[Phrase]:
    """What a payer should know besides: a prepayment, and a wire that leaves other Holders out."""
    beyond = [wire.beyond_due(holder) for holder in wire.before]
    parts = [
        ("of principal prepaid", sum(each.principal for each in beyond)),
        ("of premium on it", sum(each.premium for each in beyond)),
        ("of interest accrued and not yet due", sum(each.interest for each in beyond)),
    ]
    found: list[Phrase] = [["Beyond what is due: ", *sums_in_words(parts)]] if any(cents for _, cents in parts) else []
    others = [holder for holder, each in wire.before.items() if each.total and wire.to not in (None, holder)]
    if others:
        found.append(f"Not ratable ({section(wire.label(Role.RATABLE))}): other Holders are owed, too")
    return found


COLUMNS = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("expenses", Kind.MONEY, "To expenses"),
    Column("interest", Kind.MONEY, "To interest"),
    Column("interest_beyond_due", Kind.MONEY, "of that not yet due"),
    Column("principal", Kind.MONEY, "To principal"),
    Column("principal_beyond_due", Kind.MONEY, "of that prepaid"),
    Column("turned_over", Kind.MONEY, "Turned over"),
    Column("still_due", Kind.MONEY, "Still due"),
    Column("still_owed", Kind.MONEY, "Still owed in all"),
)
PREMIUM = Column("premium", Kind.MONEY, "To premium")


def _rows(wire: Wire) -> list[tuple[Any, ...]]:
    over: dict[str, int] = {}
    for turnover in wire.receipt.turnovers:
        over[turnover.holder] = over.get(turnover.holder, 0) + turnover.amount
    rows = []
    for holder, after in wire.after.items():
        applied, beyond = wire.receipt.applied.get(holder, Applied()), wire.beyond_due(holder)
        rows.append(
            (
                holder,
                applied.expenses,
                applied.interest,
                beyond.interest,
                applied.principal,
                beyond.principal,
                over.get(holder, 0),
                sum(after.due.values()),
                after.total,
                applied.premium,
            )[: len(wire.columns)]
        )
    return rows


def _of(rows: Iterable[tuple[Any, ...]], holders: Collection[str]) -> list[tuple[Any, ...]]:
    return [row for row in rows if not holders or row[0] in holders]


def _table(wire: Wire, holders: Collection[str]) -> Table:
    rows, columns = _rows(wire), wire.columns
    totals = added_up(columns, rows)
    always = ("holder", "interest", "principal", "still_due", "still_owed")
    used = [column.name for at, column in enumerate(columns) if totals[at] or column.name in always]
    if PREMIUM.name in used:  # at the end for machines, for people behind the principal on which it is
        used.insert(used.index("still_due"), used.pop())
    return only(
        Table(columns, _of(rows, holders), totals, "The wire: how it would be applied, and what would be left"), used
    )


def _turned_over(wire: Wire, holders: Collection[str]) -> list[Table | Section]:
    rows = [
        (each.date, each.holder, each.amount, paid_to([each]), wire.label(each.role))
        for each in wire.receipt.turnovers
        if not holders or each.holder in holders
    ]
    return [Table(TURNOVERS, rows, title="Of the wire, to be turned over")] if rows else []


def _data(wire: Wire, holders: Collection[str]) -> dict[str, Any]:
    receipt = wire.receipt
    return {
        "amount": Money(receipt.amount),
        "to": wire.to,
        "holders": Table(wire.columns, _of(_rows(wire), holders)),
        "turnovers": [
            {
                "holder": each.holder,
                "amount": Money(each.amount),
                "to": [{"facility": name, "amount": Money(cents)} for name, cents in each.to.items()],
                "clause": wire.label(each.role),
            }
            for each in receipt.turnovers
            if not holders or each.holder in holders
        ],
        "turned_over": Money(receipt.turned_over),
        "refundable": Money(receipt.refundable),
        "still_due": {part: Money(sum(each.due[part] for each in wire.after.values())) for part in COMPONENTS},
    }
