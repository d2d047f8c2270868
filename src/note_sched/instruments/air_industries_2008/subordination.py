"""Section 1: what is Senior, what bars payment for its sake and until when, and who gets what is paid in spite of it.

Example:
    >>> from note_sched.instruments import AIR_INDUSTRIES_2008 as note
    >>> note.quote("twelve months").partition("may")[2]
    ' be deemed to occur only once for each twelve-month period,'
"""

from datetime import date

from note_sched.instruments.clause import Clause
from note_sched.terms.roles import Role
from note_sched.terms.terms import Blockage, Duration, Limits, OtherDefault, TurnoverDuty, Unit

LABELS = {
    Role.SUBORDINATION: "1",
    Role.SENIOR: "1(a)",
    Role.SENIOR_ORIGINAL: "1(a)(i)",
    Role.SENIOR_REFINANCING: "1(a)(ii)",
    Role.SENIOR_MATURED: "1(b)",
    Role.BORROWER_NOTICE: "1(c)",
    Role.BLOCKAGE: "1(d)",
    Role.OVERRIDE: "1(d)",
    Role.ACCELERATED_PRINCIPAL: "1(d)",
    Role.BLOCKAGE_PAYMENT: "1(d)(i)",
    Role.BLOCKAGE_OTHER: "1(d)(ii)",
    Role.BLOCKAGE_LIMITS: "1(d)(ii)",
    Role.BLOCKAGE_CURED: "1(d)(ii)(A)",
    Role.BLOCKAGE_LAPSED: "1(d)(ii)(B)",
    Role.EFFECT: "1(e)",
    Role.NO_DEMAND: "1(e)(ii)",
    Role.SENIOR_RIGHTS: "1(f)",
    Role.TURNOVER: "1(g)",
    Role.SUBROGATION: "1(h)",
    Role.INSOLVENCY: "1(i)",
    Role.INSOLVENCY_CLAIMS: "1(i)(i)",
    Role.DIVERSION: "1(i)(ii)",
}

CLAUSES = (
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
)

PASSAGES = {
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
}

SENIOR_IN_EFFECT = date(2008, 9, 22)
"""1(a): "in each case as in effect as of September 22, 2008"."""

SENIOR_MATURED = True
"""Senior debt that is due and unpaid bars."""

BLOCKAGE = Blockage(
    payment_default="notice",
    other_default=OtherDefault(days=365, runs_from="occurrence", ends=("cure_notice",), given_by=None),
    starts="holder",
    last_day="blocked",
    limits=Limits(
        scope="all",
        one_per=None,
        one_per_covenant=Duration(12, Unit.MONTHS),
        burns="existing_or_arising",
        revives_after=None,
        arrears_paid=False,
        most=None,
    ),
)

OVERRIDE = 365
"""Days for which an acceleration lifts every Blockage Event, from notice of it."""

TURNOVER = TurnoverDuty(discharges=False, within=None)

INSOLVENCY = True
"""A proceeding bars."""
