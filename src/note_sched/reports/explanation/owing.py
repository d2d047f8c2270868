"""What is owing: balances added up from what fell due and what was paid, and principal and expenses falling due."""

from collections.abc import Iterable, Sequence

from note_sched.document.events import Financing
from note_sched.history.movements import Act
from note_sched.history.past import Booked, Past, unpaid
from note_sched.pages.values import Phrase
from note_sched.reports.explanation.booked import term
from note_sched.reports.explanation.chain import Addend, Addition, Chain, Fact
from note_sched.reports.explanation.cited_facts import Facts
from note_sched.terms.roles import Role

RULES = {
    "principal": "Unpaid principal is what was issued, less what was paid, and what came or went by transfer.",
    "interest": "Interest that fell due stays due until it is paid, the oldest first; it bears no interest.",
    "expenses": "Expenses are due when the Holder's demand is effective, bear no interest, and are paid first.",
    "principal_due": (
        "Principal falls due on the earlier of the Maturity Date and the day on which financings of the threshold "
        "or more are closed, or when its Holder accelerates it while an Event of Default exists."
    ),
    "expenses_due": "Reimbursable expenses fall due when the Holder's written demand is effective.",
}

RULES_IN_SEVERAL_WAYS = {
    "principal": (
        "Unpaid principal is what was issued, and interest that was added to it, less what was paid, and what came or "
        "went by transfer."
    ),
    "interest": "Interest that fell due stays due until it is paid, the oldest first, or added to principal.",
}
"""The same where interest runs in kind or in default."""


def balance(chain: Chain, what: Phrase, booked: Iterable[Booked], facts: Facts, clause: Role | str) -> Addend:
    """The sum of what is booked, each part with its fact."""
    found = list(booked)
    lines = dict.fromkeys(each.movement.cause.line for each in found)
    why = [fact for line in lines for fact in facts.event(line)]
    return chain.money(what, Addition([term(each) for each in found]), why, clause)


def principal(chain: Chain, books: Past, facts: Facts) -> Addend:
    """Unpaid principal."""
    moved = [each for each in books.booked("principal") if each.movement.kind.sign.principal]
    found = balance(chain, "unpaid principal", moved, facts, "application")
    _add_facts(chain, facts.principal(books.holder))
    return found


def interest(chain: Chain, books: Past, facts: Facts) -> Addend:
    """Interest due and unpaid."""
    return balance(chain, "interest due and unpaid", unpaid(books.booked("interest")), facts, "interest")


def expenses(chain: Chain, books: Past, facts: Facts) -> Addend:
    """Expenses due and unpaid."""
    return balance(chain, "expenses due and unpaid", unpaid(books.booked("expenses")), facts, Role.EXPENSES)


def overdue_principal(chain: Chain, books: Past, facts: Facts) -> Addend:
    """Principal that has fallen due and is unpaid."""
    due = [each for each in unpaid(books.booked("principal")) if each.due <= books.day]
    accelerated = any(each.movement.cause.kind == "acceleration" for each in due)
    clause = "acceleration" if accelerated else "maturity"
    return balance(chain, "principal due and unpaid", due, facts, clause)


def premium_due(chain: Chain, books: Past, facts: Facts) -> Addend:
    """Premium that has fallen due and is unpaid."""
    return balance(chain, "premium due and unpaid", unpaid(books.booked("premium")), facts, Role.PREMIUM)


def premium_in_full(chain: Chain, books: Past, facts: Facts, cents: int, percent: str) -> Addend:
    """The premium with which a Note is paid in full, ``cents``: what is due, and that on what is prepaid (T-24)."""
    owed = sum(each.cents for each in books.booked("premium"))
    due = [premium_due(chain, books, facts)] if owed else []
    if cents == owed:
        return due[0]
    more = Addend(f"{percent} of the principal that is not due, half up", cents - owed)
    return chain.money("premium on what is prepaid", Addition([*due, more]), clause=Role.PREMIUM)


def expenses_due(chain: Chain, books: Past, facts: Facts) -> Addend:
    """The expenses that fell due on the day."""
    booked = books.booked("expenses")
    due = [each for each in booked if each.movement.kind.act is Act.FELL_DUE and each.due == books.day]
    return balance(chain, "expenses demanded that day", due, facts, Role.EXPENSES)


def principal_due(chain: Chain, books: Past, facts: Facts) -> Addend:
    """The principal that fell due on the day, and why on that day."""
    falls = books.of_the_day(Act.FELL_DUE, "principal")
    if not falls:
        return chain.money("no principal fell due that day", Addition(()), clause="maturity")
    terms = []
    booked = books.booked("principal")
    for falling in falls:
        place = next(at for at, each in enumerate(booked) if each.movement is falling)
        before = [each for each in booked[:place] if each.due in dict(falling.parts)]
        says, why, clause = _why(books, falling.cause.kind, falling.cause.line, facts)
        terms.append(balance(chain, says, before, facts, clause))
        _add_facts(chain, why)
    return terms[0] if len(terms) == 1 else chain.money("principal that fell due", Addition(terms))


def _add_facts(chain: Chain, facts: Sequence[Fact]) -> None:
    last = chain.steps[-1]
    chain.steps[-1] = last._replace(facts=(*last.facts, *facts))


def _why(books: Past, kind: str, line: int, facts: Facts) -> tuple[Phrase, list[Fact], str]:
    """Why principal fell due, the facts, and the clause."""
    run, day = books.run, books.day
    why = facts.principal(books.holder)
    if kind == "acceleration":
        demand = facts.event(line) if line else []
        by = "by its Holder" if run.document.terms.acceleration.by == "holder" else "by Holders of a share of all"
        told = f"accelerated {by if line else 'without a demand'}: all principal not yet due"
        return told, [*why, *demand], "acceleration"
    if day == run.document.note.maturity_date:
        return ["unpaid on the Maturity Date, ", day], [*why, facts.note("maturity_date")], "maturity"
    closings = [
        fact
        for event, at in facts.events(Financing, through=day)
        if isinstance(event, Financing) and event.by == "borrower"
        for fact in facts.event(at)
    ]
    threshold = [facts.note("financing_threshold")] if run.document.note.financing_threshold is not None else []
    says: Phrase = ["unpaid on ", day, ", when financings after the Note's issue reached the threshold"]
    return says, [*why, *threshold, *closings], "maturity"
