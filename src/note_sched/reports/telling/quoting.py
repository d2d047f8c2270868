"""Whose words may be quoted: those of the text that was read, and how else its passages are cited."""

from note_sched.document.model import Document
from note_sched.instruments import AIR_INDUSTRIES_2008
from note_sched.terms.roles import Role


def is_of_2008(document: Document) -> bool:
    """Whether a document is of the Note of 2008: what is said of that paper alone is said of no other."""
    return document.instrument.key == AIR_INDUSTRIES_2008.key


def extension_law(document: Document) -> str:
    """By what law a day that is no business day extends the time for payment, behind a sentence that says so."""
    return " (General Construction Law 25)" if is_of_2008(document) else ""


def quotable(document: Document) -> bool:
    """Whether the Note's words may be quoted for a document: it is read by that text and overrides no term."""
    return document.instrument is AIR_INDUSTRIES_2008 and not document.stated


def behind(document: Document, *roles: Role) -> str:
    """The clauses of a sentence, in brackets behind it; nothing where the paper gives them no label."""
    cited = labels_of(document, *roles)
    return f" ({cited})" if cited else ""


def labels_of(document: Document, *roles: Role) -> str:
    """The labels of clauses, with commas; nothing where the paper gives them none."""
    labels = document.instrument.labels
    return ", ".join(dict.fromkeys(labels[role] for role in roles if role in labels))


ROLE_OF = {
    "maturity": Role.PROMISE,
    "interest": Role.PROMISE,
    "prepayment": Role.PROMISE,
    "application": Role.PROMISE,
    "senior": Role.SENIOR,
    "blockage": Role.BLOCKAGE,
    "no payment": Role.EFFECT,
    "twelve months": Role.BLOCKAGE_LIMITS,
    "no recycling": Role.BLOCKAGE_LIMITS,
    "override": Role.OVERRIDE,
    "accelerated principal": Role.ACCELERATED_PRINCIPAL,
    "interest alone": Role.BLOCKAGE,
    "avoidance": Role.INSOLVENCY,
    "subrogation": Role.SUBROGATION,
    "excess": Role.INSOLVENCY,
    "delivery": Role.NOTICES,
    "acceleration": Role.ACCELERATION,
    "principal": Role.RATABLE,
    "interest shared": Role.RATABLE,
    "distribution": Role.RATABLE,
}
"""The role of each passage: how it is cited where the words are another paper's."""
