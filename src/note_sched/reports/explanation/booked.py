"""What is booked on a Note, as the parts of a sum, in words."""

from note_sched.history.movements import ASSUMED, Act
from note_sched.history.past import Booked
from note_sched.ledger.entries import What
from note_sched.pages.values import Phrase
from note_sched.reports.explanation.chain import Addend

_KINDS = {
    "acceleration_rescinded": "rescission",
    "payment": "recorded payment",
    "distribution": "distribution",
    "returned_by_senior": "returned by Senior",
    ASSUMED: "assumed payment",
    "conversion": "conversion",
}
_CAUSES = {
    "instalment": "instalment",
    "maturity": "with principal at maturity",
    "acceleration": "with principal accelerated",
}


def term(booked: Booked) -> Addend:
    """What is booked as a part of a sum, in words."""
    return Addend(_words(booked), booked.cents, booked.movement.cause.line)


def _words(booked: Booked) -> Phrase:  # noqa: C901, PLR0911 (one line a kind of entry)
    entry, due = booked.movement, booked.due
    match entry.what:
        case What.ISSUED:
            return ["issued ", entry.date]
        case What.INSTALMENT:
            return ["instalment due ", due]
        case What.INTEREST_DUE:
            return ["interest due ", due, f", {_CAUSES.get(entry.cause.kind, entry.cause.kind)}"]
        case What.EXPENSES_DUE:
            return ["expenses due ", due]
        case What.PREMIUM_DUE | What.PREMIUM_ARISES:
            return ["premium due ", due]
        case What.PREMIUM_FORGONE | What.PRINCIPAL_UNDUE:
            return ["rescinded ", entry.date]
        case What.SET_APART:
            return ["is to fall due ", due] if booked.cents > 0 else ["falls due earlier, ", entry.date]
        case What.PRINCIPAL_DUE if booked.cents > 0:
            return ["principal fell due ", due]
        case What.PRINCIPAL_DUE:
            return ["fell due before, ", entry.date]
        case What.CAPITALISED | What.NO_LONGER_DUE:
            return ["interest added to principal ", entry.date]
        case _ if entry.kind.act is Act.TRANSFERRED:
            way = f"{'came' if booked.cents > 0 else 'went'} by transfer "
            return [way, entry.date] if entry.kind.component == "principal" else [way, entry.date, ", due ", due]
        case _:
            return [f"{_KINDS.get(entry.cause.kind, entry.cause.kind)} of ", entry.date]
