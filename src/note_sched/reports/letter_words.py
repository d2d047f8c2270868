"""The standing terms of a payoff letter, in words that counsel can leave as they are.

What follows from the Note is cited by its clause, or quoted. What follows from practice (who may rely on it, what
happens after its last day, the Note given back) is said once, plainly, and without promising for anybody who has not
signed: the program computes, Holders confirm.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from note_sched.measure.accrual import DayCount
from note_sched.reports.letter_days import Quotation
from note_sched.reports.letter_interest import rate_words
from note_sched.reports.letter_legend import whose
from note_sched.reports.page import Money, Phrase, Prose
from note_sched.rules.clauses import quote
from note_sched.simulation.outcome import Run


def quoted_clause(number: str) -> list[Any]:
    """A clause in the Note's own words, between marks."""
    return [f"\u201c{quote(number)}\u201d (section {number})" if number.isdigit() else f"\u201c{quote(number)}\u201d"]


def opening(quoted: Quotation) -> Iterator[Phrase]:
    """What the letter is about, and its one figure."""
    payoff = quoted.payoff
    yield (
        "In this letter the Notes are the notes of the issue named above, a Holder is a holder of one of them, and words "
        "that the Notes define mean what they mean there. Numbers such as 1(d) are clauses of the Notes. All sums are "
        "in US dollars."
    )
    yield [
        *("On ", payoff.day, f" (the Payoff Date) the sum that pays {whose(quoted)} in full is ", Money(payoff.total)),
        " (the Payoff Amount). It is complete: nothing is to be added to it for that day.",
    ]


def days(quoted: Quotation) -> Iterator[Phrase]:
    """How to read the day-by-day table, and where it ends."""
    yield (
        "If payment is made on another day of the range, the sum to be paid is the one in the line of the day on which "
        "the Holders receive it. The Note counts days and not hours: interest runs to that day, the day itself is not "
        "counted, and what is received on a day counts for it at whatever hour it comes."
    )
    yield [
        *("No payment is assumed to be made from ", quoted.payoff.day, " on. Each line is what is owed on its day if "),
        "nothing is paid in between but what is on record; an instalment that falls due inside the range is in the lines "
        "from its due date on. If it is paid, those lines are too high, and a new letter is needed.",
    ]
    yield [
        *("This letter ends with ", quoted.through, " (the Good-Through Date). It quotes no later day, and the per diem "),
        "must not be used to reach one: it changes with the length of the month, with every payment and with every fact. "
        "For a later day a new letter is to be asked for.",
    ]


_BASES = {
    DayCount.ACTUAL_MONTH: "for each day that rate of the month, divided by the days of that calendar month",
    DayCount.THIRTY_360: "for each day a thirtieth of the monthly rate, every month having thirty days",
    DayCount.ACTUAL_365: "for each day a 365th of the yearly rate",
    DayCount.ACTUAL_360: "for each day a 360th of the yearly rate",
}


def interest(run: Run) -> Iterator[Phrase]:
    """The rule by which interest is counted and rounded."""
    count = run.document.reading.day_count
    yield (
        f"Interest is simple, at {rate_words(run)} on the unpaid principal of each Note: {_BASES[count]} (day count "
        f"{count.value}). The first day is counted, the day of payment is not. There is no interest on interest or on "
        "expenses."
    )
    yield (
        "Each Note is rounded by itself: within an interest period the exact interest is added up and the running total "
        "is rounded to the cent, half a cent going up. A line below shows principal \u00d7 rate \u00d7 days, exactly, and "
        "by how many cents it raised the rounded total, so that the lines add up to what is owed."
    )


def payments(basis: Sequence[Any], *, assumed: bool, day: date) -> Iterator[Phrase]:
    """On what record of payments the figures rest."""
    yield ["Payments to the Holders before the Payoff Date: ", *basis, "."]
    if assumed:
        yield [
            "The payments in the next table are not on record as received. They are assumed, because they were due and "
            "might be made. The Payoff Amount holds only if they were received; each that was not raises it by its sum. "
            "Payments that are known should be recorded, and the letter written again.",
        ]
    else:
        yield ["None of the payments counted is merely assumed; none is assumed from ", day, " on."]


def facts(*, inside: bool, after: bool) -> Iterator[Phrase]:
    """What the lists of facts mean, or that there are none."""
    if inside:
        yield (
            "The facts in the first list are in the lines of the day-by-day table from their day on. If one of them does "
            "not come about as recorded, the lines from its day on are to be quoted anew."
        )
    else:
        yield "No fact on record is dated inside the range."
    yield (
        "The facts in the last list are known, lie after the range, and change no figure of this letter."
        if after
        else "No fact on record is dated after the range."
    )


def caution(*, show: bool) -> str:
    """What a payer must do before any money moves."""
    masked = "" if show else "Numbers show their last four digits; the Holders give the whole ones. "
    return (
        f"{masked}Confirm these instructions by a call to a number that you already have before any money is sent; "
        "a change of them that comes by electronic mail is not to be followed."
    )


def terms(quoted: Quotation) -> Iterator[Prose]:
    """Effect of payment, reliance, reservation of rights, and what the letter is not."""
    yield Prose(list(_effect(quoted)), "Effect of payment")
    yield Prose(list(_reliance(quoted)), "Who may rely on this letter")
    yield Prose(list(_reservation()), "Rights reserved")
    yield Prose(list(_nature()), "What this letter is, and what it is not")


def _effect(quoted: Quotation) -> Iterator[Phrase]:
    every = quoted.holder is None and len(quoted.document.holders) > 1
    yield (
        f"When the Holder{'s' if every else ''} received, on a day of the range on which it may be paid, the sum in the "
        f"line of that day, {whose(quoted)} is paid in full: interest ends, and each Holder so paid returns its Note to "
        "the Borrower, marked cancelled, or an affidavit of its loss."
    ).replace("Holder received", "Holder has received").replace("Holders received", "Holders have received")
    yield (
        "A sum short of the line pays expenses first, then interest, then principal (preamble), and leaves the rest "
        "owing with interest. If a payment is set aside or has to be returned or paid over, what it paid is owed again."
    )


def _reliance(quoted: Quotation) -> Iterator[Phrase]:
    yield [
        "The Borrower, and whoever pays for the Borrower or finances the payment, together with their counsel, may rely "
        "on this letter against a Holder that has signed it, for that Holder's Note, for payment received through ",
        *(quoted.through, ". Nobody may rely on it against a Holder that has not signed."),
    ]
    yield (
        "The holders of Senior Indebtedness are the beneficiaries of section 1 and may rely on what this letter says of "
        "it. Nothing in this letter waives, limits or amends their rights, which no act of the Borrower or a Holder "
        "impairs (1(f))."
    )


def _reservation() -> Iterator[Phrase]:
    yield (
        "Until the Notes are paid in full, the Holders reserve every right and remedy under the Notes, the securities "
        "purchase agreement and the law, whether or not this letter speaks of it. Neither this letter nor a delay nor "
        "the acceptance of less than all waives a default or an Event of Default (4(a)). The section on who may rely on "
        "this letter is not affected by this reservation."
    )


def _nature() -> Iterator[Phrase]:
    yield (
        "This letter is a computation from a written record of facts, by the readings named in it. It is no admission "
        "and no estoppel against a Holder unless that Holder has signed it, no waiver, no amendment of the Notes, no "
        "demand for payment, no opinion of law, and no proof that money moved."
    )
    yield (
        "It covers the Notes alone: no other debt between the same parties, no costs that no Holder has demanded under "
        "4(e) by the record, no statutory interest. It does not say that the interest is lawful (4(g)). If a fact on "
        "record is wrong or one is missing, the letter is to be written again."
    )


def repeat(digest: str, version: str, command: str) -> Prose:
    """How anyone can check the letter."""
    return Prose(
        [
            "Whoever has the document can write this letter again, byte for byte:",
            command,
            f"with note-sched {version}, on the document whose SHA-256 is {digest}.",
        ],
        "To check or repeat this letter",
    )
