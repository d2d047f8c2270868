"""The legend of a payoff letter: may the Notes be paid off, and what becomes of money paid in spite of a bar.

Clause:
    1(e): "At any time there exists a Blockage Event, (i) the Borrower shall not, directly or indirectly, make any
    payment of any part of this Note, (ii) the Holder shall not demand or accept ... any such payment". 1(g) says where
    a payment goes that is made in spite of it. Both are quoted from the Note itself.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from note_sched.document.model import Document
from note_sched.measure.business_days import DAY
from note_sched.pages.page import Column, Kind, Prose, Table
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.payoff import asked_of
from note_sched.reports.answers.wire import send
from note_sched.reports.letter.payoff_days import BarredDays, Quotation, spans
from note_sched.reports.telling.paying_over import to_be_paid_over_by
from note_sched.reports.telling.quoting import behind, is_of_2008, quotable
from note_sched.reports.telling.wording import KINDS, Names, join, sums_in_words
from note_sched.rules.standing import Bar
from note_sched.rules.words import section
from note_sched.simulation.outcome import COMPONENTS
from note_sched.terms.bite import notices_block, something_bars
from note_sched.terms.roles import Role
from note_sched.terms.terms import Terms


def legend(quotation: Quotation, assumed: int) -> Prose:
    """The box: may the Notes be paid off on the payoff date, until when or from when, and what if they are.

    ``assumed``: cents that the figures count as paid and that are not on record.
    """
    payoff = quotation.payoff
    if not payoff.total:
        return Prose([["Nothing is owed on ", payoff.day, ": there is nothing to pay."]], _title(quotation), boxed=True)
    paragraphs: list[Phrase] = [_ruling(quotation, assumed), *_bars(quotation), *_parts(quotation), *_days(quotation)]
    paragraphs += [_later_bars(quotation.document), *_in_spite(quotation)]
    return Prose(paragraphs, _title(quotation), boxed=True)


def _title(quotation: Quotation) -> str:
    label = quotation.document.instrument.labels.get(Role.SUBORDINATION)
    return f"Subordination: {section(label)} of the Note" if label else "Subordination"


def whose(quotation: Quotation) -> str:
    """The Notes of the letter, as its sentences name them."""
    if quotation.holder is not None:
        return f"the Note of {quotation.holder}"
    return "every Note" if len(quotation.document.holders) > 1 else "the Note"


def free_from(quotation: Quotation) -> date | None:
    """The first day, on or after the payoff date, on which nothing bars payment in full, as far as it is known."""
    for each in quotation.quotes:
        if each.permitted and each.total:
            return each.day
    lifts = asked_of(quotation.first).lifts
    if quotation.holder is None:
        return lifts.all_free
    barred = [part for part, bars in quotation.payoff.positions[0].bars.items() if bars]
    found = [lifts.components.get((quotation.holder, part)) for part in barred]
    days = [day for day in found if day is not None]
    return max(days) if len(days) == len(found) else None


def _ruling(quotation: Quotation, assumed: int) -> Phrase:
    payoff = quotation.payoff
    if payoff.permitted:
        may = ["Payment in full of ", whose(quotation), " MAY BE MADE on ", payoff.day, ": no bar is on record."]
        return [*may, *_condition(payoff.total, assumed)]
    free = free_from(quotation)
    when: list[Any] = ["; the first day without a bar is ", free] if free else ["; no day on which it may be is known"]
    return [
        *("Payment in full of ", whose(quotation), " MAY NOT BE MADE on ", payoff.day),
        *(f": it is barred by {', '.join(payoff.barred_by)}", *when, "."),
    ]


def _condition(total: int, assumed: int) -> list[Any]:
    """On what it rests that the sum is enough, where that is not on record."""
    if not assumed:
        return []
    missing = " assumed as paid was received; what of it was not is owed besides."
    return [" ", Money(total), " is payment in full if the ", Money(assumed), missing]


def _bars(quotation: Quotation) -> Iterator[Phrase]:
    """Every bar of the payoff date: its clause and cause, the Notes, and the day on which it lifts."""
    names, lifts = Names(quotation.document), asked_of(quotation.first).lifts.bars
    groups: dict[tuple[Bar, date | None], list[str | None]] = {}
    for position in quotation.payoff.positions:
        if position.total:
            for bar in position.all_bars:
                groups.setdefault((bar, lifts.get((position.holder, bar.key))), []).append(position.holder)
    last = max((lift for _, lift in groups if lift), default=None)
    for (bar, lift), holders in groups.items():
        until: list[Any] = [" through ", lift - DAY] if lift else [", with no known end"]
        cause = names.cause(bar.kind, bar.cause)
        on = f", on {_notes(names, holders)}; cause: "
        yield [f"{names.label(bar.role)}: {KINDS[bar.kind]}", *until, on, *join([cause]), "."]
    free = free_from(quotation)
    if free is not None and last is not None and last < free:
        yield ["From ", last, " to ", free - DAY, " other bars follow, on the facts on record."]


def _parts(quotation: Quotation) -> Iterator[Phrase]:
    """On a barred payoff date: how much of the sum is barred, and what of it is not."""
    free = dict.fromkeys(COMPONENTS, 0)
    barred = dict.fromkeys(COMPONENTS, 0)
    for position in quotation.payoff.positions:
        owed = (position.expenses_unpaid, position.interest_unpaid + position.accrued, position.principal)
        for part, cents in zip(COMPONENTS, owed, strict=True):
            (barred if position.bars[part] else free)[part] += cents
    if not any(barred.values()):
        return
    if not any(free.values()):
        yield "Nothing of the Payoff Amount may be paid on that day, and this letter is no demand for it."
        return
    yield [
        *("Of the Payoff Amount ", *sums_in_words(barred.items()), " may not be paid on that day; no bar is on "),
        *(*sums_in_words(free.items()), "."),
    ]


def _notes(names: Names, holders: Sequence[str | None]) -> str:
    listed = names.holders(holders)
    return (
        "all Notes" if listed == "all" else f"the Note of {listed}" if len(holders) == 1 else f"the Notes of {listed}"
    )


def _days(quotation: Quotation) -> Iterator[Phrase]:
    """Where the range is longer than a day: when in it payment may be made and when not."""
    found = spans(quotation.quotes)
    if len(quotation.quotes) == 1:
        return
    if len(found) == 1:
        yield ["The same is true of every day through ", quotation.through, "."]
        return
    yield ["Within the range of this letter: ", *join(map(_span, found), "; "), "."]


def _span(span: BarredDays) -> Phrase:
    days: list[Any] = [span.first] if span.first == span.last else [span.first, " to ", span.last]
    return [*days, f" barred by {', '.join(span.barred_by)}"] if span.barred_by else [*days, " not barred"]


def _later_bars(document: Document) -> Phrase:
    """What may still come between this letter and the payment: the bars that the paper knows."""
    if is_of_2008(document):
        may_come = (
            "A notice that becomes effective on a Holder, Senior Indebtedness that matures or is accelerated, or a "
            "proceeding by or against the Borrower"
        )
    else:
        known = _that_may_come(document.terms)
        if not known:
            return "Under the terms in force nothing bars a payment on the Notes."
        may_come = known[0] if len(known) == 1 else f"{', '.join(known[:-1])} or {known[-1]}"
        may_come = may_come[:1].upper() + may_come[1:]
    return (
        f"This is so on the facts on record when this letter was written. {may_come}, on or before the day of payment, "
        "bars it for the whole of that day, whatever this letter says."
    )


def _that_may_come(terms: Terms) -> list[str]:
    blockage = terms.blockage
    known = {
        "a payment default of Senior debt": blockage.payment_default == "automatic",
        "a notice of a Senior default": notices_block(terms),
        "a stop notice of Senior": terms.permitted.stop_notice,
        "Senior debt that matures or is accelerated": terms.senior_matured,
        "a proceeding by or against the Borrower": terms.insolvency,
    }
    return [what for what, does in known.items() if does]


def _in_spite(quotation: Quotation) -> Iterator[Phrase]:
    """Who receives money paid in spite of a bar; on a barred payoff date in the Note's words, and how much."""
    payoff, instrument = quotation.payoff, quotation.document.instrument
    if not something_bars(quotation.document.terms):
        return
    clause = instrument.label(Role.TURNOVER)
    if payoff.permitted or not quotable(quotation.document):
        senior = "Senior Indebtedness" if is_of_2008(quotation.document) else "Senior debt"
        yield (
            f"What is paid in spite of a bar, a Holder holds in trust for the holders of {senior}, and pays "
            f"over to them as far as that is outstanding, due or not{behind(quotation.document, Role.TURNOVER)}."
        )
        if payoff.permitted:
            return
    else:
        yield f"Of a payment made in spite of a bar {clause} says: \u201c{instrument.quote(clause)}\u201d"
        yield f"The text of {instrument.name}"
    receipt = send(quotation.document, quotation.first, payoff.total, quotation.holder).receipt
    to: dict[str, int] = {}
    for turnover in receipt.turnovers:
        for facility, cents in turnover.to.items():
            to[facility] = to.get(facility, 0) + cents
    named = {debt.id: debt.lender for debt in quotation.document.senior_debt}
    last = to_be_paid_over_by(quotation.document, payoff.day)
    if to:
        yield [
            *("Of the Payoff Amount, received on ", payoff.day, ", ", Money(receipt.turned_over), " would have to be "),
            *("paid over: ", *join(([Money(to[each]), f" to {named[each]}"] for each in to), "; ")),
            *([", by ", last, "."] if last else ["."]),
        ]


SENIOR = (
    Column("lender", Kind.TEXT, "Holder of Senior Indebtedness"),
    Column("agreement", Kind.TEXT, "Instrument"),
    Column("rank", Kind.COUNT, "Rank"),
    Column("outstanding", Kind.MONEY, "Outstanding, due or not"),
)


def senior_table(quotation: Quotation) -> Table | None:
    """Who profits from section 1, with what is outstanding on the payoff date; None if nobody does."""
    run = quotation.first
    outstanding, limits = asked_of(run).senior_outstanding, asked_of(run).senior_limits
    senior = [debt for debt in run.document.senior_debt if any(each[debt.id] for each in limits.values())]
    rows = [(debt.lender, debt.agreement, int(debt.rank), outstanding[debt.id]) for debt in senior]
    title = "Beneficiaries of the subordination"
    return Table(SENIOR, rows, title=title) if rows else None
