"""Section 4: notices, successors, expenses, the savings clause.

Example:
    >>> from note_sched.instruments import AIR_INDUSTRIES_2008 as note
    >>> note.clause("4(g)").about
    'savings clause'
"""

from note_sched.instruments.clause import Clause
from note_sched.terms.roles import Role

LABELS = {
    Role.WAIVER: "4(a)",
    Role.NOTICES: "4(b)",
    Role.SUCCESSION: "4(d)",
    Role.EXPENSES: "4(e)",
    Role.SAVINGS: "4(g)",
}

CLAUSES = (
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

PASSAGES = {
    "delivery": Clause(
        "4(b)", "deliveries", "Any notice or other communication required", "whichever shall first occur."
    ),
}
