"""The clauses of the Note in its own words: quoted once, here, and cited everywhere by their number.

The text of the Note is shipped with the program (``note.txt``). A clause is a span of it, named by the words with which
it begins and ends; nothing is typed a second time that could drift.
"""

from functools import cache
from typing import NamedTuple

WHOSE_TEXT = "the Junior Subordinated Promissory Note due 2010 of Air Industries Group, Inc."
"""The instrument that is quoted: whatever note a document is about, nobody is to take these words for its own."""


class Clause(NamedTuple):
    """A clause: its number as it is cited, what it is about, and the words with which it begins and ends."""

    number: str
    about: str
    begins: str
    ends: str

    @property
    def words(self) -> str:
        """The clause in the Note's own words, on one line."""
        text = _note()
        start = text.index(self.begins)
        return text[start : text.index(self.ends, start) + len(self.ends)]


_CLAUSES = (
    Clause(
        "preamble",
        "promise to pay, maturity, interest, prepayment, application",
        "FOR VALUE RECEIVED",
        "interest accrued, if any, and then principal.",
    ),
    Clause("1", "subordination", "1. Subordination.", "1. Subordination."),
    Clause("1(a)", "Senior Indebtedness", "(a) This Note will be subordinate", "on or about June 23, 2008."),
    Clause(
        "1(a)(i)",
        "debt that is Senior Indebtedness",
        "(i) indebtedness of the Borrower for borrowed money",
        "guaranteed by the Borrower",
    ),
    Clause(
        "1(a)(ii)",
        "refinancing of Senior Indebtedness",
        "(ii) any such indebtedness or any debentures",
        "prior written notice of such action.",
    ),
    Clause(
        "1(b)",
        "matured or accelerated Senior Indebtedness is paid first",
        "(b) Upon the acceleration",
        "obligations evidenced by this Note.",
    ),
    Clause(
        "1(c)",
        "no payment while a Blockage Event exists",
        "(c) The Borrower shall not pay",
        "by the holders of the Senior Indebtedness.",
    ),
    Clause("1(d)", "Blockage Event", '(d) A "Blockage Event"', "until the Senior Indebtedness has been paid in full."),
    Clause(
        "1(d)(i)",
        "a payment default blocks until it is cured or waived",
        "(i) the date such Default",
        "in the payment of any amount due thereunder;",
    ),
    Clause(
        "1(d)(ii)",
        "any other default blocks until notice of its cure, or day 365; no repetition",
        "(ii) in the case of any other Default",
        "institution of any subsequent Blockage Event.",
    ),
    Clause("1(d)(ii)(A)", "notice of cure or waiver", "(A) the date on which Holder", "cured or waived"),
    Clause(
        "1(d)(ii)(B)",
        "the 365th day after the default occurred",
        "(B) the date that is 365days",
        "occurrence of such Default or Event of Default",
    ),
    Clause("1(e)", "effect of a Blockage Event", "(e) At any time there exists", "over the Holder of this Note."),
    Clause("1(e)(i)", "no payment", "(i) the Borrower shall not, directly", "any payment of any part of this Note,"),
    Clause(
        "1(e)(ii)", "no demand, set-off or discharge", "(ii) the Holder shall not demand", "represented by this Note,"
    ),
    Clause("1(e)(iii)", "nothing prejudicial to Senior", "(iii) neither the Borrower", "over the Holder of this Note."),
    Clause(
        "1(f)", "rights of Senior holders are not impaired", "(f) No right of any holder", "any other person or entity."
    ),
    Clause(
        "1(g)",
        "turnover of prohibited payments",
        "(g) In the event that the Borrower shall make",
        "holders of such Senior Indebtedness.",
    ),
    Clause("1(h)", "subrogation", "(h) After all Senior Indebtedness", "the Holder, on the other hand."),
    Clause("1(i)", "insolvency", "(i) In any insolvency", "pay such excess amounts to the Holder."),
    Clause(
        "1(i)(i)",
        "insolvency: Senior claims are paid first",
        "(i) the claims of any holders",
        "before any payment is made to the Holder;",
    ),
    Clause(
        "1(i)(ii)",
        "insolvency: distributions go to Senior",
        "(ii) until all Senior Indebtedness",
        "junior in right of payment to the Senior Indebtedness;",
    ),
    Clause(
        "1(i)(iii)",
        "insolvency: collection, avoidance, excess",
        "(iii) the holders of Senior Indebtedness shall",
        "pay such excess amounts to the Holder.",
    ),
    Clause("2", "Events of Default, acceleration", "2. Events of Default.", "except as set forth below:"),
    Clause("2(a)", "failure to pay", "(a) Failure to Pay", "due under this Note when due."),
    Clause("2(b)", "breach of covenant", "(b) Breach of Covenant.", "to the Borrower from the Holder."),
    Clause("2(c)", "false representation", "(c) Breach of Representations", "as of the date made."),
    Clause("2(d)", "receiver or trustee", "(d) Receiver or Trustee.", "within sixty (60) days of appointment."),
    Clause("2(e)", "judgments", "(e) Judgments.", "forty-five (45) days."),
    Clause("2(f)", "bankruptcy", "(f) Bankruptcy.", "forty-five (45) days of initiation."),
    Clause("2(g)", "non-payment of other obligations", "(g) Non-Payment.", "alternative payment terms."),
    Clause("2(h)", "acceleration of Senior Indebtedness", "(h) Cross Default.", "accelerated by the Holder."),
    Clause("3", "pro rata among the Notes", "3. Pro Rata Treatment", "interest on such holders' respective Notes."),
    Clause("4(a)", "no waiver by delay", "(a) Waiver.", "any other right, power or privilege."),
    Clause("4(b)", "when a notice is effective", "(b) Notices.", "whichever shall first occur."),
    Clause("4(c)", "what Note means", "(c) Terms.", "so amended or supplemented."),
    Clause(
        "4(d)", "successors and assigns", "(d) Successors and Assigns.", "the Holder and its successors and assigns."
    ),
    Clause("4(e)", "expenses", "(e) Expenses.", "any amounts due under this Note."),
    Clause("4(f)", "governing law", "(f) Governing Law.", "reasonable attorney's fees and costs."),
    Clause("4(g)", "savings clause", "(g) Savings Clause.", "refunded to the Borrower."),
)

CLAUSES = {clause.number: clause for clause in _CLAUSES}
"""Every clause that money, dates or permissions depend on, in the order of the Note."""

PASSAGES = {
    "maturity": Clause("preamble", "maturity", "on the earlier of (i) May 31, 2010", "if not paid sooner."),
    "interest": Clause("preamble", "interest", "Interest shall accrue on the unpaid", "each month thereafter."),
    "prepayment": Clause("preamble", "prepayment", "This Note may be prepaid", "at any time."),
    "application": Clause("preamble", "application", "All payments made pursuant", "and then principal."),
    "senior": Clause("1(a)", "what is Senior", "As used herein, the term", "on any and all,"),
    "blockage": Clause(
        "1(d)",
        "when it begins",
        'A "Blockage Event" is deemed to exist for the period',
        "of a Default or an Event of Default (as defined in the instruments evidencing the Senior Indebtedness)",
    ),
    "no payment": Clause(
        "1(e)", "no payment", "At any time there exists a Blockage Event", "any payment of any part of this Note,"
    ),
    "twelve months": Clause(
        "1(d)(ii)", "once in twelve months", "provided that a Blockage Event with respect", "twelve-month period,"
    ),
    "no recycling": Clause(
        "1(d)(ii)", "used up for good", "provided, further, that no Default", "any subsequent Blockage Event."
    ),
    "override": Clause(
        "1(d)", "the override", "A Blockage Event shall not be deemed", "evidencing the Senior Indebtedness;"
    ),
    "accelerated principal": Clause(
        "1(d)",
        "accelerated principal",
        "provided that in no event shall",
        "until the Senior Indebtedness has been paid in full.",
    ),
    "interest alone": Clause(
        "1(d)",
        "interest on these Notes alone",
        "provided that the failure to pay accrued",
        "Default or Event of Default,",
    ),
    "avoidance": Clause(
        "1(i)(iii)", "avoidance", "then the holders of the Senior Indebtedness", "has been paid in full"
    ),
    "subrogation": Clause(
        "1(h)",
        "subrogation",
        "After all Senior Indebtedness indefeasibly",
        "applied to the payment of Senior Indebtedness.",
    ),
    "excess": Clause("1(i)(iii)", "excess", "In the event the holders of Senior", "such excess amounts to the Holder."),
    "delivery": Clause(
        "4(b)", "deliveries", "Any notice or other communication required", "whichever shall first occur."
    ),
    "acceleration": Clause("2", "acceleration", "The occurrence of any of the following", "as set forth below:"),
    "principal": Clause("3", "principal", "Each payment or prepayment of principal", "such holders' respective Notes."),
    "interest shared": Clause(
        "3", "interest", "Each payment of interest on the Notes", "such holders' respective Notes."
    ),
    "distribution": Clause(
        "3", "distributions", "Each distribution of cash", "interest on such holders' respective Notes."
    ),
}
"""Sentences of long clauses, by what they are about: for those who would rather cite one than a page."""


@cache
def _note() -> str:
    """The Note as one line: page marks and the breaks of its lines are its printer's."""
    from importlib.resources import files  # noqa: PLC0415 (a run that quotes nothing needs none of it)

    written = files(__package__).joinpath("note.txt").read_text("utf-8")
    return " ".join(written.replace("<PAGE>", " ").split())


def quote(number: str) -> str:
    """The words of a clause of the Note, or of one of its passages.

    Raises:
        KeyError: the Note has no such clause.

    >>> quote("2(a)")
    'Failure to Pay Principal or Interest. The Borrower fails to pay any installment of principal, interest or other \
sum due under this Note when due.'
    """
    words = (CLAUSES.get(number) or PASSAGES[number]).words
    mark, _, rest = words.partition(" ")
    return rest if mark.startswith("(") or mark.endswith(".") else words


def number_of(cited: str) -> str:
    """The number of a clause, or of the clause in which a passage stands.

    >>> number_of("no recycling"), number_of("1(b)")
    ('1(d)(ii)', '1(b)')
    """
    return (CLAUSES.get(cited) or PASSAGES[cited]).number
