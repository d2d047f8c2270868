"""Before the first day: the Notes of a document, none of them issued yet, and how their interest is counted."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from note_sched.document.counting import accrual_of, ladder_of, plan_of
from note_sched.document.events import Financing
from note_sched.document.model import Document
from note_sched.ledger.account import Account
from note_sched.ledger.notes import NoteBook
from note_sched.ledger.parcels import Parcel
from note_sched.measure.business_days import BusinessDays
from note_sched.rules.ground import Component
from note_sched.rules.maturity import Maturity, maturity
from note_sched.simulation.agenda import Agenda

if TYPE_CHECKING:
    from note_sched.ledger.premium import Premium
    from note_sched.ledger.trace import Trace
    from note_sched.simulation.ways import InterestWays

Excused = Callable[[date], Mapping[Component, date]]
"""By due date the last days on which sums may be unpaid without a default, by component."""


class NotesAtIssue(NamedTuple):
    """The Notes, and what a run needs beside them: where the paper knows it, and where the run is traced.

    ``maturities``: of the Notes that hold principal, the different ones; of all, where none does.
    """

    notes: NoteBook
    maturities: list[Maturity]
    ways: "InterestWays | None"
    premium: "Premium | None"
    trace: "Trace | None"


def open_notes(  # noqa: PLR0913 (what a run is played by, each by name)
    document: Document,
    agenda: Agenda,
    calendar: BusinessDays,
    alike: Mapping[str, str],
    *,
    timely: Callable[[date], date],
    excused: Excused | None,
    traced: bool,
) -> NotesAtIssue:
    """Open an account for every Holder.

    Args:
        document: a sound one.
        agenda: its facts.
        calendar: its business days.
        alike: with whom each Holder stands alike.
        timely: the last day on which a sum due on a day is paid in time (R-8).
        excused: None: without a default sums may be unpaid through their timely day.
        traced: every movement is written down.
    """
    interest = document.terms.interest
    ways = _ways(document, agenda, calendar)
    premium = _premium(document)
    accrual = accrual_of(document) if ways is None else ways.accrual
    ladder = ladder_of(document)
    trace = None
    if traced:
        from note_sched.ledger.trace import Trace  # noqa: PLC0415 (most runs are not traced)

        trace = Trace(accrual.denominator)
    accounts: list[Account] = []
    matures: dict[date, Maturity] = {}
    issues: dict[date, list[tuple[Account, Parcel]]] = {document.note.issue_date: []}
    financings = [event for _, event, _ in agenda.all(Financing)]
    for position, holder in enumerate(document.holders):
        issued = holder.issue_date or document.note.issue_date
        if issued not in matures:
            matures[issued] = maturity(document.note, issued, financings)
        day, cause = matures[issued]
        account = _account(holder.id, alike[holder.id], position, issued, accrual.denominator, ways, trace)
        account.standing = "open" if holder.principal else "paid"
        account.premium = premium
        accounts.append(account)
        issues.setdefault(issued, []).append((account, Parcel(int(holder.principal), max(day, issued), cause)))
    level = None
    if document.terms.principal.instalments is not None:
        from note_sched.simulation.principal_parts import by_instalments  # noqa: PLC0415 (few papers have any)

        issues, level = by_instalments(document, issues)
    notes = (NoteBook if ways is None else ways.book)(
        accounts,
        issues,
        accrual,
        timely,
        ladder,
        excused,
        with_payment=interest.after_maturity == "with_payment" or interest.every is None,
        extension_interest=document.terms.days.extension_interest,
        level=level,
        plan=plan_of(document) if ways is None else None,
    )
    held = {holder.issue_date or document.note.issue_date for holder in document.holders if holder.principal}
    return NotesAtIssue(notes, _of_days(matures, held), ways, premium, trace)


def _of_days(matures: Mapping[date, Maturity], held: Iterable[date]) -> list[Maturity]:
    return [matures[issued] for issued in matures if issued in held] or list(matures.values())


def _account(  # noqa: PLR0913, PLR0917 (what an account is made of)
    holder: str,
    alike: str,
    position: int,
    issued: date,
    denominator: int,
    ways: "InterestWays | None",
    trace: "Trace | None",
) -> Account:
    if ways is not None:
        return ways.account(holder, alike, position, issued, trace)
    account = Account(holder, alike, position, issued, denominator)
    if trace is not None:
        account.pen = trace.pen(holder, issued)
    return account


def _ways(document: Document, agenda: Agenda, calendar: BusinessDays) -> "InterestWays | None":
    """Interest in kind and in default, where the paper knows it."""
    if not document.terms.interest.in_several_ways:
        return None
    from note_sched.simulation.ways import InterestWays  # noqa: PLC0415 (few papers need it)

    return InterestWays(document, agenda, calendar)


def _premium(document: Document) -> "Premium | None":
    """The premium on principal prepaid, where the paper knows one (T-24)."""
    if document.terms.principal.prepayment is None:
        return None
    from note_sched.simulation.prepayments import premium_of  # noqa: PLC0415 (few papers have one)

    return premium_of(document.terms)
