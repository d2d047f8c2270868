"""The standing terms of a payoff letter, in words that counsel can leave as they are.

What follows from the Note is cited by its clause, or quoted. What follows from practice (who may rely on it, what
happens after its last day, the Note given back) is said once, plainly, and without promising for anybody who has not
signed: the program computes, Holders confirm.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from note_sched.document.model import Document
from note_sched.measure.accrual import DayCount
from note_sched.pages.page import Prose, Section
from note_sched.pages.values import Money, Phrase
from note_sched.reports.letter.interest_lines import rate_words
from note_sched.reports.letter.legend import whose
from note_sched.reports.letter.payoff_days import Quotation
from note_sched.reports.telling.interest_in_kind import in_default_said, in_kind_words
from note_sched.reports.telling.maturities import maturities
from note_sched.reports.telling.quoting import behind, is_of_2008, labels_of, quotable
from note_sched.rules.words import Label
from note_sched.simulation.outcome import Run
from note_sched.terms.bite import something_bars
from note_sched.terms.roles import Role


def say(paragraph: str, label: Label | None = None, /, **values: Any) -> list[Any]:  # noqa: ANN401 (whatever a phrase can hold)
    """A paragraph as its words and values; ``{name}`` stands for a value, or for several in a list.

    With ``label``, how the Note cites a clause, the name of a role stands for its label.

    >>> say("Due on {day},  in full.", day=date(2009, 6, 15))
    ['Due on ', datetime.date(2009, 6, 15), ', in full.']
    """
    phrase: list[Any] = []
    for position, part in enumerate(re.split(r"\{(\w+)\}", " ".join(paragraph.split()))):
        value = part
        if position % 2:
            value = values[part] if part in values or label is None else label(Role(part))
        phrase += value if isinstance(value, list) else [value]
    return phrase


def quoted_clause(quoted: Quotation, role: Role) -> str:
    """A clause in the Note's own words, between marks."""
    paper = quoted.document.instrument
    return f"\u201c{paper.quote(paper.label(role))}\u201d"


def opening(quoted: Quotation, assumed: int) -> Iterator[Phrase]:
    """What the letter is about, and its one figure; ``assumed``: cents counted as paid that are not on record."""
    document = quoted.document
    yield say(_DEFINED if is_of_2008(document) else _NAMED, document.instrument.label)
    payoff, notes = quoted.payoff, whose(quoted)
    if not payoff.total:
        notes = notes.replace("every", "any")
        found = say("On {day} (the Payoff Date) nothing is owed on {notes}", day=payoff.day, notes=notes)
        yield [*found, *_if_received(assumed)]
        return
    yield say(
        """On {day} (the Payoff Date) the sum that pays {notes} in full is {total} (the Payoff Amount). {complete}""",
        day=payoff.day,
        notes=notes,
        total=Money(payoff.total),
        complete=_complete(assumed),
    )


_DEFINED = """In this letter the Notes are the notes of the issue named above, a Holder is a holder of one of them, and
    words that the Notes define mean what they mean there. Numbers such as {blockage} are clauses of the Notes. All sums
    are in US dollars."""
_NAMED = """In this letter the Notes are the notes of the issue named above, and a Holder is a holder of one of them.
    The words are this program's own, for the text of the Notes was not read. A clause is cited by its number in the
    Notes where the document gives it; a bar without one goes by a word for it. All sums are in US dollars."""


def _if_received(assumed: int) -> list[Any]:
    if not assumed:
        return ["."]
    return say(
        """, if {assumed} was received that is counted as paid and is not on record (see Payments counted). What of it
        was not received is owed.""",
        assumed=Money(assumed),
    )


def _complete(assumed: int) -> list[Any]:
    if not assumed:
        return ["It is complete: nothing is to be added to it for that day."]
    return say(
        """It counts {assumed} as paid that is not on record as received (see Payments counted); if that was received,
        it is complete, and nothing is to be added to it for that day.""",
        assumed=Money(assumed),
    )


def issue(quoted: Quotation) -> Phrase:
    """When the Notes of the letter were issued, when they mature or have matured, and their rate.

    A Note that came by transfer alone has no date of its own: it may be a part of any of the others.
    """
    every = maturities(quoted.document)
    own = [each for each in every if quoted.holder is None or quoted.holder in each.holders] or every
    found: list[Any] = []
    for each in own:
        word = "matured " if each.date <= quoted.payoff.day else "maturing "
        why = " with a financing" if each.cause == "financing" else ""
        found += [each.issued, ", " if len(own) > 1 else "; ", word, each.date, f"{why}; "]
    return [*found, rate_words(quoted.first)]


def one_note_of_several(quoted: Quotation, everything: int) -> Phrase:
    """What the letter of one Note owes its reader: the sum of all, and section 3."""
    paper, clause = quoted.document.instrument, f"{behind(quoted.document, Role.RATABLE)}."
    if quotable(quoted.document):
        says = quoted_clause(quoted, Role.RATABLE)
        clause = f". Section {paper.label(Role.RATABLE)} says: {says} (the text of {paper.name})"
    return say(
        """This letter is of one Note. All Notes of the issue together come to {everything} on the Payoff Date; {notes}
        is {total} of that. A payment to one Holder alone, while others are owed, is not ratable{clause}""",
        everything=Money(everything),
        notes=whose(quoted),
        total=Money(quoted.payoff.total),
        clause=clause,
    )


def days(quoted: Quotation) -> Iterator[Phrase]:
    """How to read the day-by-day table, and where it ends."""
    hours = """The Note counts days and not hours: interest runs to the day on which the Holders receive payment, that
        day itself is not counted, and what is received on a day counts for it at whatever hour it comes."""
    if len(quoted.quotes) == 1:
        yield say(f"This letter quotes {{day}} alone. {hours}", day=quoted.through)
        yield say("For a later day a new letter is to be asked for; the per diem must not be used to reach one.")
        return
    yield say(
        f"""If payment is made on another day of the range, the sum to be paid is the one in the line of the day on
        which the Holders receive it. {hours}"""
    )
    yield say(
        """No payment is assumed to be made from {day} on. Each line is what is owed on its day if nothing is paid in
        between but what is on record; an instalment that falls due inside the range is in the lines from its due date
        on. If it is paid, those lines are too high, and a new letter is needed.""",
        day=quoted.payoff.day,
    )
    if len(quoted.payoff.positions) > 1:
        yield "What each Holder is to receive on each of the days stands in the annex."
    yield say(
        """This letter ends with {day} (the Good-Through Date). It quotes no later day, and the per diem must not be
        used to reach one: it changes with {changes}every payment and with every fact. For a later day a new letter is
        to be asked for.""",
        day=quoted.through,
        changes="the length of the month, with " if per_diem_holds(quoted.document) == _ITS_MONTH else "",
    )


_ITS_MONTH = "while its month lasts"
_PER_DIEM_HOLDS = {
    DayCount.ACTUAL_365: "until principal is paid",
    DayCount.ACTUAL_360: "until principal is paid",
    DayCount.ACTUAL_ACTUAL: "while its year lasts",
    DayCount.PERIOD: "while its interest period lasts",
}


def per_diem_holds(document: Document) -> str:
    """For how long the per diem of a day is that of the next one, too."""
    if document.overlay is None:
        return _ITS_MONTH
    return _PER_DIEM_HOLDS.get(document.terms.interest.day_count, _ITS_MONTH)


_BASES = {
    DayCount.ACTUAL_MONTH: "for each day that rate of the month, divided by the days of that calendar month",
    DayCount.THIRTY_360: "for each day a thirtieth of the monthly rate, every month having thirty days",
    DayCount.ACTUAL_365: "for each day a 365th of the yearly rate, which is twelve times the monthly one",
    DayCount.ACTUAL_360: "for each day a 360th of the yearly rate, which is twelve times the monthly one",
    DayCount.THIRTY_E_360: "for each day a thirtieth of the monthly rate, every month having thirty days and no 31st",
    DayCount.ACTUAL_ACTUAL: "for each day of a leap year a 366th of the yearly rate, of another year a 365th",
    DayCount.PERIOD: """for each day the part of the yearly rate that falls on one interest period, divided by the days
        of that period; days before the first payment date lie in periods counted back from it""",
}


def interest(run: Run) -> Iterator[Phrase]:
    """The rule by which interest is counted and rounded."""
    count = run.document.terms.interest.day_count
    basis = _BASES[count]
    if run.document.overlay is not None and "year" in rate_words(run):
        basis = basis.partition(", which is twelve")[0]
    several = run.document.terms.interest.in_several_ways
    simple = "Interest runs" if several else "Interest is simple,"
    none = "" if several else " There is no interest on interest or on expenses."
    yield say(
        f"""{simple} at {{rate}} on the unpaid principal of each Note: {{basis}} (day count {{count}}). The first
        day is counted, the day of payment is not.{none}""",
        rate=rate_words(run),
        basis=basis,
        count=count.value,
    )
    if several:
        yield from _in_several_ways(run.document)
    if not run.document.terms.days.extension_interest:
        yield say(
            """Principal that falls due on a day that is no business day bears no interest from that day on if it is
            paid by the next business day; what is not paid by then bears interest from the day on which it fell due
            after all, which is in the per diem of the last day in time."""
        )
    if run.document.terms.interest.after_maturity == "with_payment":
        yield say(
            """Once all principal of a Note has fallen due, its interest no longer falls due by itself: it is rounded at
            the end of each interest period, and is paid with any payment on the Note."""
        )
    yield say(
        """Each Note is rounded by itself: within an interest period the exact interest is added up, and the running
        total is rounded to the cent, half a cent going up. A line below gives principal, rate and days multiplied,
        exactly, and by how many cents it raised the rounded total, so that the lines add up to what is owed."""
    )


def _in_several_ways(document: Document) -> Iterator[Phrase]:
    """Interest in kind, and in default."""
    interest = document.terms.interest
    if interest.pik is not None:
        yield say(
            """In kind: {pik}. What is in kind is added to principal on its day, bears interest from then on, and is no
            payment. What has accrued in kind and is not yet added to principal is paid in cash with the whole, and is
            in the Payoff Amount.""",
            pik=in_kind_words(interest.pik),
        )
    if interest.default is not None:
        yield say(
            """In default: {default}. The days on which it is borne are lines of their own, and so are in the per diem
            of each day of the range.""",
            default=in_default_said(interest.default),
        )


def payments(record: list[Any], day: date, *, assumed: bool) -> Iterator[Phrase]:
    """On what record of payments the figures rest."""
    yield say("Payments to the Holders before the Payoff Date: {record}.", record=record)
    if assumed:
        yield say(
            """The payments in the next table are not on record as received. They are assumed, because they were due and
            might be made. The Payoff Amount holds only if they were received; each that was not raises it by its sum,
            and one of principal by the interest on that principal since. Payments that are known should be recorded,
            and the letter written again."""
        )
    else:
        yield say("No payment counted is merely assumed, and none is assumed from {day} on.", day=day)


def refundable(cents: int) -> Phrase:
    """More was received than was owed."""
    return say(
        """Received in excess of what was owed, and refundable to whoever paid it: {sum}. It is not set off against the
        Payoff Amount.""",
        sum=Money(cents),
    )


def turned_over(cents: int, document: Document) -> Phrase:
    """Money that the Borrower may think is credited."""
    effect, discharges = document.reading.turnover_effect, document.terms.turnover.discharges
    under = labels_of(document, Role.TURNOVER)
    kept = (
        f"what was paid over{f' under {under}' if under else ''} is credited"
        if discharges
        else "none of it is credited"
    )
    senior = "Senior Indebtedness" if is_of_2008(document) else "Senior"
    force = f"the reading in force (turnover_effect {effect})"
    if document.overlay is not None:
        force = f"the terms in force (turnover.discharges {'yes' if discharges else 'no'})"
    return say(
        """Received by the Holders and paid over, or diverted, to {senior}{clauses}: {sum}. Under {force} {kept}.""",
        senior=senior,
        clauses=behind(document, Role.TURNOVER, Role.DIVERSION),
        sum=Money(cents),
        force=force,
        kept=kept,
    )


def facts(document: Document, *, inside: bool, after: bool) -> Phrase:
    """What the lists of facts mean, or that there are none."""
    dated_inside = (
        """Facts dated inside the range are in the lines of the day-by-day table from their day on; if one of them does
        not come about as recorded, those lines are to be quoted anew."""
        if inside
        else "No fact on record is dated inside the range."
    )
    returned = (
        """, and money returned by a Senior holder{clause} counts as never received, from the day of its receipt"""
    )
    bars = something_bars(document.terms)
    dated_after = (
        f"""Of the facts dated after it, none is a payment counted in a line{
            "; but they may decide until when a bar lasts" if bars else ""
        }{returned if bars else ""}."""
        if after
        else "None is dated after it."
    )
    return say(f"{dated_inside} {dated_after}", clause=behind(document, Role.INSOLVENCY))


def readings(in_force: str, turned: list[str], *, under_terms: bool) -> Iterator[Phrase]:
    """Which readings, or ``under_terms`` which terms, the figures rest on."""
    yield say(
        """The figures rest on these terms, and in brackets stands who states each; other terms may give other figures
        or other days. In force: {in_force}."""
        if under_terms
        else """Where the Note can be read two ways, this letter takes it in the way named here; another reading may
        give other figures or other days. In force: {in_force}.""",
        in_force=in_force,
    )
    if turned:
        yield say("Those that mattered up to the end of the range: {turned}.", turned="; ".join(turned))


def caution(*, show: bool) -> Phrase:
    """What a payer must do before any money moves."""
    call = say(
        """Confirm these instructions by a call to a number that you already have before any money is sent; a change of
        them that comes by electronic mail is not to be followed."""
    )
    return call if show else ["Numbers show their last four digits; the Holders give the whole ones. ", *call]


def terms(quoted: Quotation) -> Iterator[Prose]:
    """Effect of payment, reliance, reservation of rights, and what the letter is not."""
    if any(quote.total for quote in quoted.quotes):
        yield Prose(list(_effect(quoted)), "Effect of payment")
    yield Prose(list(_reliance(quoted)), "Who may rely on this letter")
    yield Prose(list(_reservation(quoted.document)), "Rights reserved")
    yield Prose(list(_nature(quoted.document)), "What this letter is, and what it is not")


def _effect(quoted: Quotation) -> Iterator[Phrase]:
    every = quoted.holder is None and len(quoted.document.holders) > 1
    yield say(
        """When {holders} received, on a day of the range on which it may be paid, the sum in the line of that day,
        {notes} is paid in full: interest ends, and each Holder so paid returns its Note to the Borrower, marked
        cancelled, or an affidavit of its loss.""",
        holders="the Holders have" if every else "the Holder has",
        notes=whose(quoted),
    )
    yield say(
        """A sum short of the line pays expenses first, then interest, then principal{premium}{promise}, and leaves the
        rest owing, its principal with interest. If a payment is set aside, or has to be returned or paid over, what it
        paid is owed again.""",
        premium=" with its premium" if quoted.payoff.premium else "",
        promise=behind(quoted.document, Role.PROMISE),
    )


def _reliance(quoted: Quotation) -> Iterator[Phrase]:
    yield say(
        """The Borrower, and whoever pays for the Borrower or finances the payment, with their counsel, may rely on this
        letter against a Holder that has signed it, for that Holder's Note, for payment received through {day}. Nobody
        may rely on it against a Holder that has not signed.""",
        day=quoted.through,
    )
    if is_of_2008(quoted.document):
        yield say(
            """The holders of Senior Indebtedness are the beneficiaries of section {subordination}, and may rely on
            this letter as the Borrower may. Nothing in it waives, limits or amends their rights, which no act of the
            Borrower or a Holder impairs ({senior_rights}).""",
            quoted.document.instrument.label,
        )
    elif quoted.document.senior_debt and something_bars(quoted.document.terms):
        yield say(
            """The holders of Senior debt may rely on this letter as the Borrower may. Nothing in it waives, limits or
            amends their rights."""
        )


def _reservation(document: Document) -> Iterator[Phrase]:
    agreements = "securities purchase agreement" if is_of_2008(document) else "agreements under which they were issued"
    yield say(
        """Until the Notes are paid in full, the Holders reserve every right and remedy under the Notes, the
        {agreements} and the law, whether or not this letter speaks of it. Neither this letter nor a delay nor the
        acceptance of less than all waives a default or an Event of Default{waiver}. What a Holder has confirmed by its
        signature, it does not take back by this reservation.""",
        agreements=agreements,
        waiver=behind(document, Role.WAIVER),
    )


def _nature(document: Document) -> Iterator[Phrase]:
    yield say(
        """This letter is a computation from a written record of facts, by the {readings} named in it. It is no
        admission and no estoppel against a Holder unless that Holder has signed it, no waiver, no amendment of the
        Notes, no demand for payment, no opinion of law, and no proof that money moved.""",
        readings="readings" if document.overlay is None else "terms",
    )
    under = labels_of(document, Role.EXPENSES)
    yield say(
        """It covers the Notes alone: no other debt between the same parties, no costs that no Holder has demanded
        {under}by the record, no statutory interest. It does not say that the interest is lawful{savings}. If a fact on
        record is wrong, or one is missing, the letter is to be written again.""",
        under=f"under {under} " if under else "",
        savings=behind(document, Role.SAVINGS),
    )


def repeat(digest: str, version: str, command: str, files: Sequence[tuple[str, str]] = ()) -> Section:
    """How anyone can check the letter; the command stays on one line, to be copied."""
    return Section(
        "To check or repeat this letter",
        [
            "This letter bears no date of its own: it says the same on whatever day it is written.",
            "Whoever has the document can write it again, byte for byte:",
            command,
            f"Program: note-sched {version}",
            f"Document: SHA-256 {digest}",
            *(f"{name}: SHA-256 {each}" for name, each in files),
        ],
    )
