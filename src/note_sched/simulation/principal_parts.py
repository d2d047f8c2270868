"""The principal of a document's Notes as its instalments cut it up (T-23), before the first day."""

from collections.abc import Mapping, Sequence
from datetime import date

from note_sched.document.model import Document
from note_sched.ledger.account import Account
from note_sched.ledger.parcels import INSTALMENT, Parcel
from note_sched.rules.instalments import Owner, cut_up, divided, dues_of

Issues = dict[date, list[tuple[Account, Parcel]]]


def by_instalments(
    document: Document, issues: Mapping[date, Sequence[tuple[Account, Parcel]]]
) -> tuple[Issues, dict[date, list[tuple[Account, int]]]]:
    """What comes into being on each day, cut up by when it falls due; and by date what each Note is to pay level.

    ``issues``: by day the Notes with their whole principal and its maturity; that of a financing takes the place of all
    instalments from it on.
    """
    issued = sorted(
        ((account, parcel, day) for day, notes in issues.items() for account, parcel in notes),
        key=lambda each: each[0].position,
    )
    parts: dict[Account, list[tuple[date, int]]] = {}
    level: dict[date, list[tuple[Account, int]]] = {}
    for due, shares in divided(dues_of(document), [Owner(day, parcel.amount) for _, parcel, day in issued]):
        for (account, parcel, _), cents in zip(issued, shares, strict=True):
            if not due.level:
                parts.setdefault(account, []).append((due.date, cents))
            elif cents and due.date < parcel.matures:
                level.setdefault(due.date, []).append((account, cents))
    found: Issues = {day: [] for day in issues}
    for account, parcel, day in issued:
        account.reduces = document.terms.principal.reduces
        for matures, cents in cut_up(parcel.amount, parcel.matures, parts.get(account, ())):
            cause = parcel.cause if matures == parcel.matures else INSTALMENT
            found[day].append((account, Parcel(cents, matures, cause)))
    return found, level
