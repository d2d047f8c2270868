"""Section 3: all Notes are paid alike.

Example:
    >>> from note_sched.instruments import AIR_INDUSTRIES_2008 as note
    >>> note.quote("interest shared").partition(" pro rata")[0]
    'Each payment of interest on the Notes shall be made to the holders of the Notes'
"""

from typing import Literal

from note_sched.instruments.clause import Clause
from note_sched.terms.roles import Role

LABELS = {
    Role.RATABLE: "3",
}

CLAUSES = (
    Clause("3", "pro rata among the Notes", "3. Pro Rata Treatment", "interest on such holders' respective Notes."),
)

PASSAGES = {
    "principal": Clause("3", "principal", "Each payment or prepayment of principal", "such holders' respective Notes."),
    "interest shared": Clause(
        "3", "interest", "Each payment of interest on the Notes", "such holders' respective Notes."
    ),
    "distribution": Clause(
        "3", "distributions", "Each distribution of cash", "interest on such holders' respective Notes."
    ),
}

MIXED_BLOCK: Literal["per_note"] = "per_note"
"""A Note that is not blocked is paid while another is."""
