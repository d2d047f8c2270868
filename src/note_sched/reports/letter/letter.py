"""``payoff --letter``: the payoff letter that a lender's counsel would accept, as it stands.

It answers first (what is to be paid, on which day, and may it be), shows how each figure comes about, says on which
facts and readings it rests, who may rely on it and until when, and how anyone can work it out again. It is never
open-ended: a day outside its range is not quoted, and nothing is "to be determined". Its pieces have modules of their
own: ``letter_days`` the quotes, ``letter_legend`` the subordination, ``letter_interest`` the derivation,
``letter_facts`` the facts in and after the range, ``letter_words`` the standing terms, ``letter_account`` where to pay.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from note_sched.document.model import Document
from note_sched.history.beyond import held
from note_sched.history.movements import ASSUMED, KINDS, Act
from note_sched.history.past import trace_of
from note_sched.ledger.pen import Entry
from note_sched.measure.business_days import DAY
from note_sched.measure.share import largest_remainder
from note_sched.pages.page import (
    Column,
    Kind,
    Line,
    Page,
    Prose,
    Section,
    Signing,
    Table,
    Tone,
    added_up,
    narrowed,
    only,
)
from note_sched.pages.values import Money, Phrase, parts_of
from note_sched.reports.answers.payoff import asked_of, barred_interest
from note_sched.reports.answers.told_day import DEFAULT, TRUST, defaults_told, trust_told
from note_sched.reports.answers.verdict import PAY, TONES, positions_in_words, together
from note_sched.reports.letter import standing_terms
from note_sched.reports.letter.happened import facts_table
from note_sched.reports.letter.interest_lines import accrued_apart, lines_table, overdue_table
from note_sched.reports.letter.legend import free_from, legend, senior_table, whose
from note_sched.reports.letter.parties import assumed_clause, by_holders, heading, payable_to, signing
from note_sched.reports.letter.payoff_days import Quotation, day_table, holder_tables, quotation
from note_sched.reports.letter.remittance import instructions
from note_sched.reports.telling.in_force import in_force, not_read
from note_sched.reports.telling.position import basis
from note_sched.reports.telling.readings import mattered
from note_sched.reports.telling.wording import Names
from note_sched.simulation import simulate
from note_sched.simulation.outcome import COMPONENTS, Position, Run
from note_sched.terms.roles import Role

Part = Table | Section | Prose | Signing


class Wish(NamedTuple):
    """What a letter is asked for: its range, one Holder's Note or all (None), and whether accounts are shown whole."""

    payoff_date: date
    good_through: date
    holder: str | None = None
    show_account: bool = False


class Origin(NamedTuple):
    """Where a letter comes from, so that anyone can write it again.

    ``number``: of the letter; ``digest``: SHA-256 of the document's bytes, in hex; ``version`` of the program;
    ``command``: the command line, without the form of the letter; ``known``: the day of ``--known-at``;
    ``files``: name and SHA-256 of the files that the document names.
    """

    number: str
    digest: str
    version: str
    command: str
    known: date | None = None
    files: Sequence[tuple[str, str]] = ()


def letter(document: Document, wish: Wish, origin: Origin) -> tuple[Page, Run]:
    """The letter, and the run of its payoff date (for its warnings).

    Raises:
        Refusal: the range is none, or out of reach; or the Holder has no Note yet.
    """
    quoted = quotation(document, wish.payoff_date, wish.good_through, wish.holder)
    parts = [
        *_amount(quoted),
        *_subordination(quoted),
        *_days(quoted),
        *_schedule(quoted),
        *_interest(quoted),
        *_payments(quoted),
        *_facts(quoted),
        *_readings(quoted),
        *_where_to_pay(quoted, show=wish.show_account),
        *standing_terms.terms(quoted),
        standing_terms.repeat(origin.digest, origin.version, origin.command, origin.files),
        *signing(quoted, _assumed_by_holder(quoted)),
        *holder_tables(quoted),
    ]
    headline, tone = _headline(quoted)
    record = day_table(quoted)
    page = Page({}, record, parts, _head(quoted, origin), headline=headline, tone=tone)
    return page._replace(title="Payoff Letter", subtitle=_subtitle(quoted, origin)), quoted.first


def _subtitle(quoted: Quotation, origin: Origin) -> Phrase:
    what = "all Notes" if quoted.holder is None else whose(quoted)
    borrower = quoted.document.note.borrower
    return [
        f"No. {origin.number}, {borrower}: payoff of {what} on ",
        quoted.payoff.day,
        ", good through ",
        quoted.through,
    ]


def _headline(quoted: Quotation) -> tuple[Phrase, Tone]:
    payoff, assumed = quoted.payoff, _assumed(quoted)
    if not payoff.total:
        return _nothing(payoff.day, assumed)
    in_full: list[Any] = [whose(quoted), " in full on ", payoff.day, *assumed_clause(assumed)]
    asked = asked_of(quoted.first)
    positions = [each for each in asked.positions if quoted.holder in (None, each.holder)]
    verdict = PAY if payoff.permitted else positions_in_words(positions)
    said: list[Any] = [*parts_of(verdict), ": ", Money(payoff.total)]
    if payoff.permitted:
        return [*said, " pays ", *in_full, "; it MAY BE PAID"], Tone.GOOD
    free = free_from(quoted)
    when: list[Any] = ["the first day without a bar is ", free] if free else ["no day without a bar is known"]
    barred = f"; it MAY NOT BE PAID: barred under {', '.join(payoff.barred_by)}; "
    return [*said, " would pay ", *in_full, barred, *when, *payable_to(quoted)], TONES[together(positions)]


def _nothing(day: date, assumed: int) -> tuple[Phrase, Tone]:
    """Nothing is owed: for sure, or only if what is assumed was received."""
    if not assumed:
        return ["NOTHING IS OWED on ", day], Tone.GOOD
    return ["NOTHING IS OWED on ", day, ", IF ", Money(assumed), " was received that is not on record"], Tone.MIXED


def _head(quoted: Quotation, origin: Origin) -> list[Line]:
    payoff = quoted.payoff
    known = [Line("As known on", [origin.known])] if origin.known else []
    assumed = _assumed(quoted)
    caveat: Phrase = [Money(assumed), " is assumed as paid, and is not on record as received: see Payments counted"]
    return [
        *_beside(quoted),
        *heading(quoted),
        Line("Issued", standing_terms.issue(quoted)),
        Line("Payoff Date", [payoff.day]),
        Line("Good through", [quoted.through, _length(quoted)]),
        Line("Payoff Amount", [Money(payoff.total)]),
        Line("Per diem", [payoff.per_diem, _while(quoted)]),
        *([Line("Payments", caveat)] if assumed else []),
        *known,
    ]


def _beside(quoted: Quotation) -> Iterator[Line]:
    """Events of Default that exist, and what is held in trust: they change no verdict."""
    run, day = quoted.first, quoted.payoff.day
    defaults = defaults_told(run, day, Names(quoted.document), quoted.holder)
    if defaults != "none":
        yield Line(DEFAULT, defaults)
    trust = trust_told(run, day, quoted.holder)
    if trust:
        yield Line(TRUST, trust)


def _while(quoted: Quotation) -> str:
    """How long the per diem holds: for one day where interest for days that may still be free is at stake."""
    terms = quoted.document.terms
    free = not terms.days.extension_interest or terms.interest.in_several_ways
    holds = f" from the Payoff Date on, {standing_terms.per_diem_holds(quoted.document)}"
    return " for the Payoff Date alone" if free else holds


def _length(quoted: Quotation) -> str:
    days = len(quoted.quotes)
    return " (that day alone)" if days == 1 else f" ({days} days, both ends counted)"


AMOUNT = (Column("item", Kind.TEXT, "Item"), Column("cents", Kind.MONEY, "US dollars"))


def _amount(quoted: Quotation) -> Iterator[Part]:
    """What the sum consists of; interest past due that may be paid told apart from interest that is barred."""
    payoff = quoted.payoff
    barred = sum(barred_interest(each) for each in payoff.positions)
    rows = [
        *_principal(quoted),
        ("Interest due and unpaid, payable on that day", payoff.interest_due - barred),
        ("Interest due and unpaid, barred on that day", barred),
        *_accrued(quoted),
        (f"Reimbursable expenses{_clause_of(quoted, Role.EXPENSES)}", payoff.expenses),
        *([(f"Premium on principal{_clause_of(quoted, Role.PREMIUM)}", payoff.premium)] if payoff.premium else []),
    ]
    yield Prose(list(standing_terms.opening(quoted, _assumed(quoted))), "The Payoff Amount")
    yield Table(AMOUNT, rows, ("Payoff Amount", payoff.total), title="What it is made up of")
    for title, paragraphs in (
        ("One Note of several", list(_one_note_of_several(quoted))),
        ("Credits", list(_credits(quoted))),
    ):
        if paragraphs:
            yield Prose(paragraphs, title)


def _accrued(quoted: Quotation) -> Iterator[tuple[str, int]]:
    """Interest that is not due; what is in default, and what is in kind, told apart."""
    words_, payoff = "Interest accrued to that day", quoted.payoff
    if not quoted.document.terms.interest.in_several_ways:
        yield f"{words_}, not yet due", payoff.accrued
        return
    contract, in_default, in_kind = accrued_apart(quoted.first, payoff.positions)
    yield f"{words_}, not yet due", contract
    if in_default:
        yield f"{words_} in default, not yet due", in_default
    if in_kind:
        yield f"{words_} in kind, not yet added to principal", in_kind


def _clause_of(quoted: Quotation, role: Role) -> str:
    """A clause behind a comma, where the paper gives it a label."""
    label = quoted.document.instrument.labels.get(role)
    return f", {label}" if label else ""


def _principal(quoted: Quotation) -> list[tuple[str, int]]:
    """Principal; once some of it has fallen due, that part told apart from what is not, and from premium due."""
    payoff = quoted.payoff
    due = sum(each.due["principal"] - each.premium_due for each in payoff.positions)
    if not due:
        return [("Principal", payoff.principal)]
    later = payoff.principal - due
    return [("Principal due and unpaid", due), *([("Principal not yet due", later)] if later else [])]


def _one_note_of_several(quoted: Quotation) -> Iterator[Phrase]:
    """The letter of one Note shows the sum of all, and says what section 3 has to say."""
    positions = asked_of(quoted.first).positions
    if quoted.holder is not None and any(each.total for each in positions if each.holder != quoted.holder):
        yield standing_terms.one_note_of_several(quoted, sum(each.total for each in positions))


def _credits(quoted: Quotation) -> Iterator[Phrase]:
    """Money that the Borrower may think is credited, and that is not, or not yet."""
    day, holder = quoted.payoff.day, quoted.holder
    refundable = sum(cents for whose, cents in held(quoted.first, day).items() if holder in (None, whose))
    if refundable:
        yield standing_terms.refundable(refundable)
    turned = sum(each.amount for each in quoted.first.turnovers if each.date <= day and holder in (None, each.holder))
    if turned:
        yield standing_terms.turned_over(turned, quoted.document)


def _subordination(quoted: Quotation) -> Iterator[Part]:
    box = legend(quoted, _assumed(quoted))
    first, *others = box.paragraphs
    yield box._replace(paragraphs=[first, *by_holders(quoted), *others])
    beneficiaries = senior_table(quoted)
    if beneficiaries is not None:
        yield beneficiaries


def _days(quoted: Quotation) -> Iterator[Part]:
    yield Prose(list(standing_terms.days(quoted)), "The days that this letter quotes")
    yield day_table(quoted)


SCHEDULE = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("name", Kind.TEXT, "Name"),
    Column("principal", Kind.MONEY, "Principal"),
    Column("share", Kind.SHARE, "Share of principal"),
    Column("interest_due", Kind.MONEY, "Interest due"),
    Column("barred", Kind.MONEY, "of that barred"),
    Column("accrued", Kind.MONEY, "Accrued, not due"),
    Column("expenses", Kind.MONEY, "Expenses"),
    Column("premium", Kind.MONEY, "Premium"),
    Column("total", Kind.MONEY, "Amount"),
    Column("per_diem", Kind.PER_DIEM, "Per diem"),
)
_IF_ANY = ("interest_due", "barred", "expenses", "premium")


def _schedule(quoted: Quotation) -> Iterator[Part]:
    """Who is to receive what of the Payoff Amount; the cents of the columns add up, and the shares too."""
    asked = asked_of(quoted.first)
    principals = [each.principal for each in asked.positions]
    shares: Sequence[int | None] = (
        largest_remainder(_WHOLE, principals) if any(principals) else [None] * len(principals)
    )
    names = Names(quoted.document).holder
    rows = [
        _schedule_row(position, names[position.holder], share)
        for position, share in zip(asked.positions, shares, strict=True)
        if quoted.holder in (None, position.holder)
    ]
    totals = (*added_up(SCHEDULE, rows)[:-1], quoted.payoff.per_diem)
    used = [each.name for at, each in enumerate(SCHEDULE) if each.name not in _IF_ANY or totals[at]]
    table = only(Table(SCHEDULE, rows, totals, title="Schedule of Holders, as of the Payoff Date"), used)
    parts = ("holder", "principal", "interest_due", "barred", "accrued", "expenses", "premium", "total")
    yield narrowed(table, parts, ("holder", "name", "share", "per_diem"))


_WHOLE = 100_00
"""All shares together, in hundredths of a percent."""


def _schedule_row(position: Position, name: str, share: int | None) -> tuple[Any, ...]:
    return (
        position.holder,
        name,
        position.principal,
        share,
        position.interest_unpaid,
        barred_interest(position),
        position.accrued,
        position.expenses_unpaid,
        position.premium,
        position.total,
        position.per_diem,
    )


def _interest(quoted: Quotation) -> Iterator[Part]:
    """The derivation: rule, sums past due, lines."""
    yield Prose(list(standing_terms.interest(quoted.first)), "How the interest is made up")
    for table in (
        overdue_table(quoted.first, quoted.payoff.positions),
        lines_table(quoted.first, quoted.payoff.positions),
    ):
        if table is not None:
            yield table


ASSUMED_PAYMENTS = (
    Column("date", Kind.DATE, "Day"),
    Column("expenses", Kind.MONEY, "Expenses"),
    Column("interest", Kind.MONEY, "Interest"),
    Column("principal", Kind.MONEY, "Principal"),
    Column("premium", Kind.MONEY, "Premium"),
    Column("total", Kind.MONEY, "Assumed, not recorded"),
)


def _payments(quoted: Quotation) -> Iterator[Part]:
    """On which payments the figures rest: those on record, and one by one those that are only assumed."""
    rows = assumed_payments(quoted)
    yield Prose(
        list(standing_terms.payments(_record(quoted), quoted.payoff.day, assumed=bool(rows))), "Payments counted"
    )
    if rows:
        totals = added_up(ASSUMED_PAYMENTS, rows)
        used = [each.name for at, each in enumerate(ASSUMED_PAYMENTS) if totals[at]]
        yield only(
            Table(ASSUMED_PAYMENTS, rows, totals, title="Payments counted that are not on record as received"), used
        )


def _record(quoted: Quotation) -> list[Any]:
    """Through when payments are recorded and from when assumed, as far as the payoff date."""
    wanted = quoted.first.document.simulation
    through = wanted.recorded_through
    if wanted.payments == "assumed" and through and wanted.assumed_through and through >= wanted.assumed_through:
        return ["as recorded; the record is complete through ", through]
    return basis(quoted.first)


def assumed_payments(quoted: Quotation) -> list[tuple[Any, ...]]:
    """Per day what the run assumed to be paid on the Notes of the letter before the payoff date."""
    found: dict[date, dict[str, int]] = {}
    for entry in _assumed_entries(quoted):
        parts = found.setdefault(entry.date, dict.fromkeys((*COMPONENTS, "premium"), 0))
        parts[KINDS[entry.what].component] += entry.cents
    return [(day, *sums.values(), sum(sums.values())) for day, sums in sorted(found.items())]


def _assumed_entries(quoted: Quotation) -> Iterator[Entry]:
    for entry in trace_of(quoted.first).entries:
        assumed = entry.cause.kind == ASSUMED and KINDS[entry.what].act is Act.PAID
        if assumed and quoted.holder in (None, entry.holder) and entry.date < quoted.payoff.day:
            yield entry


def _assumed_by_holder(quoted: Quotation) -> Counter[str]:
    found: Counter[str] = Counter()
    for entry in _assumed_entries(quoted):
        found[entry.holder] += entry.cents
    return found


def _assumed(quoted: Quotation) -> int:
    return sum(row[-1] for row in assumed_payments(quoted))


def _facts(quoted: Quotation) -> Iterator[Part]:
    """Facts dated inside the range, and known facts dated after it."""
    first, last, run = quoted.payoff.day, quoted.through, quoted.played
    inside = facts_table(run, first, last, "Facts on record that are dated inside the range")
    after = facts_table(run, last + DAY, None, "Facts on record that are dated after it")
    yield Prose(
        [standing_terms.facts(quoted.document, inside=inside is not None, after=after is not None)],
        "Facts inside and after the range",
    )
    yield from (table for table in (inside, after) if table is not None)


def _readings(quoted: Quotation) -> Iterator[Part]:
    """The readings in force, and those that mattered in the document as it plays by itself."""
    turned = mattered(simulate(quoted.written, through=quoted.through))
    document, under_terms = quoted.document, quoted.document.overlay is not None
    said = standing_terms.readings(in_force(document), turned, under_terms=under_terms)
    yield Prose([*said, not_read(document)], "Terms in force" if under_terms else "Readings of the Note")


def _where_to_pay(quoted: Quotation, *, show: bool) -> Iterator[Part]:
    written = quoted.document.note.payment_instructions
    if written is not None:
        yield instructions(written, show=show)
        yield Prose([standing_terms.caution(show=show)])
