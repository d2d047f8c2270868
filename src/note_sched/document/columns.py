"""Which sums a day of a document has besides those that every note has: its terms or events know them (settled 21).

>>> from note_sched.document.starters import starter
>>> from note_sched.document.load import load
>>> columns_besides(load(starter("plain").encode()))
()
"""

from note_sched.document.events import Conversion
from note_sched.document.model import Document


def columns_besides(document: Document) -> tuple[str, ...]:
    """The columns that stand at the end of the schedule's rows, in their order; none under most papers."""
    found: list[str] = [] if document.terms.interest.pik is None else ["interest_capitalised"]
    prepayment = document.terms.principal.prepayment
    if prepayment is not None and prepayment.premium:
        found += ["premium_due", "premium_paid"]
    if any(isinstance(written.event, Conversion) for written in document.events):
        found += ["principal_converted", "interest_converted"]
    return tuple(found)
