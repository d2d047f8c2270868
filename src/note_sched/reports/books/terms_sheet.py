"""The Terms of a workbook: the cells to which its formulas refer, by their names."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from note_sched.document.model import Holder
from note_sched.measure.accrual import Rate
from note_sched.pages.workbook import (
    Cell,
    CellRole,
    Cells,
    Formula,
    Holds,
    Named,
    Sheet,
    Width,
    headings,
    part,
    title,
    total_of,
)
from note_sched.reports.books.counted import BASIS, is_at_one_rate
from note_sched.reports.telling.interest_in_kind import in_default_words, in_kind_words
from note_sched.simulation.outcome import Run
from note_sched.terms import roles

_GUARD = "a cell is a binary fraction: what is meant as half a cent may lie a hair below it"


def principal_names(holders: Sequence[Holder]) -> dict[str, str]:
    """Names of cells by Holder: they know letters, digits, ``_`` and ``.``, and no case."""
    taken: dict[str, int] = {}
    found = {}
    for holder in holders:
        name = f"Principal_{holder.id.replace('-', '_')}"[:200]
        again = taken[name.lower()] = taken.get(name.lower(), 0) + 1
        found[holder.id] = name if again == 1 else f"{name}..{again}"
    return found


def terms_sheet(run: Run, shown: Sequence[Holder], principals: Mapping[str, str], *, whole: bool) -> Sheet:
    """The sheet. ``principals``: the name of the cell with each Holder's principal; ``whole``: all are shown."""
    note = run.document.note
    rows: list[Cells] = [title("Terms: the cells to which the formulas refer, by their names"), []]
    rows += [headings(["Term", "Value", "Name", "Clause or source"]), *_terms(run)]
    rows += [[], part("Principal at issue"), headings(["Holder", "Principal", "Name", "Called"])]
    first = len(rows)
    rows += [_term(each.id, _fact(each.principal, Holds.MONEY, principals[each.id]), each.name) for each in shown]
    label = Cell("TOTAL" if whole else "TOTAL of those shown", role=CellRole.TOTAL)
    total = sum(holder.principal for holder in shown)
    formula = total_of(1, first, len(rows) - 1) if shown else None
    rows.append([label, Cell(total, Holds.MONEY, CellRole.TOTAL, formula, name="PrincipalAtIssue")])
    longest = max([len(holder.id) for holder in shown] + [len("Days by which interest is divided")])
    words = max(note.title, note.borrower, "999,999,999,999,999.99", key=len)
    widths = [Width("x" * longest), Width(words, fold=True), Width("x" * max(len("StatedMaturityDate"), longest))]
    return Sheet("Terms", [*widths, Width("x" * 60, fold=True)], rows, head=2, fixed=1)


def _term(label: str, cell: Cell, source: str) -> Cells:
    return [Cell(label, role=CellRole.LABEL), cell, Cell(cell.name, role=CellRole.NOTE), Cell(source)]


def _fact(value: Any, holds: Holds, name: str) -> Cell:  # noqa: ANN401 (what a cell can hold)
    return Cell(value, holds, CellRole.FACT, name=name)


def _terms(run: Run) -> Iterator[Cells]:
    note, count = run.document.note, run.document.terms.interest.day_count
    promise = run.label(roles.Role.PROMISE)
    brought = promise if run.maturity.cause == "stated" else f"{promise}: brought forward by a financing"
    yield _term("Note", _fact(note.title, Holds.TEXT, "NoteTitle"), "document")
    yield _term("Borrower", _fact(note.borrower, Holds.TEXT, "Borrower"), "document")
    yield _term("Issue date", _fact(note.issue_date, Holds.DATE, "IssueDate"), "document")
    yield _term("Maturity date as stated", _fact(note.maturity_date, Holds.DATE, "StatedMaturityDate"), promise)
    yield _term("Maturity date", _fact(run.maturity.date, Holds.DATE, "MaturityDate"), brought)
    if note.first_payment_date is not None:
        yield _term("First payment date", _fact(note.first_payment_date, Holds.DATE, "FirstPaymentDate"), promise)
    yield from _rates(run)
    yield _term("Day count", _fact(count.value, Holds.TEXT, "DayCount"), "reading.day_count")
    if count in BASIS:
        yield _term("Days by which interest is divided", _fact(BASIS[count], Holds.COUNT, "Basis"), "reading.day_count")
    guard = _fact(_fraction(1, 10**9), Holds.FACTOR, "RoundingGuard")
    yield _term("Added before a sum is rounded", guard, _GUARD)
    limits = (("Offering limit", note.offering_limit), ("Financing threshold", note.financing_threshold))
    for label, cents in limits:
        if cents is not None:
            yield _term(label, _fact(cents, Holds.MONEY, label.title().replace(" ", "")), promise)


def _rates(run: Run) -> Iterator[Cells]:
    """The rate of the Note, the highest that the law allows if one is recorded, and the one applied (4(g))."""
    note, legal = run.document.note, run.document.note.legal_maximum_rate
    own, savings = note.interest_rate, run.label(roles.Role.SAVINGS)
    if not isinstance(own, Rate) or not is_at_one_rate(run.document):
        yield from _rates_in_words(run)
        return
    yield _term("Interest rate", _monthly(own, "InterestRate"), f"per month; {own.written}")
    lower: Formula = [Named("InterestRate")]
    if legal is not None:
        yield _term("Legal maximum rate", _monthly(legal, "LegalMaximumRate"), f"per month; {legal.written}; {savings}")
        lower = ["MIN(", Named("InterestRate"), ",", Named("LegalMaximumRate"), ")"]
    rate = own.lower(legal)
    months = 12 if run.document.terms.interest.day_count.yearly else 1
    formula = [*lower, "*12"] if months == 12 else lower
    applied = Cell(_fraction(rate.numerator * months, rate.denominator), Holds.RATE, formula=formula, name="Rate")
    yield _term("Rate applied", applied, "per year" if months == 12 else "per month")


def _rates_in_words(run: Run) -> Iterator[Cells]:
    """Rates that move, in kind and in default, as they are written: each line of the Schedule has its own."""
    note, interest, own = run.document.note, run.document.terms.interest, "each line has its own"
    yield _term("Interest rate", _fact(note.interest_rate.written, Holds.TEXT, "InterestRate"), own)
    if note.legal_maximum_rate is not None:
        savings = run.label(roles.Role.SAVINGS)
        yield _term(
            "Legal maximum rate", _fact(note.legal_maximum_rate.written, Holds.TEXT, "LegalMaximumRate"), savings
        )
    if interest.pik is not None:
        clause = run.label(roles.Role.PIK)
        yield _term("Interest in kind", _fact(in_kind_words(interest.pik), Holds.TEXT, "InterestInKind"), clause)
    if interest.default is not None:
        clause, says = run.label(roles.Role.DEFAULT_INTEREST), in_default_words(interest.default)
        yield _term("Default interest", _fact(says, Holds.TEXT, "DefaultInterest"), clause)


def _monthly(rate: Rate, name: str) -> Cell:
    formula = [f"{rate.numerator}/{rate.denominator}"]
    return Cell(_fraction(rate.numerator, rate.denominator), Holds.RATE, CellRole.FACT, formula, name)


def _fraction(numerator: int, denominator: int) -> Any:  # noqa: ANN401 (what has a numerator and a denominator)
    from fractions import Fraction  # noqa: PLC0415 (few answers need it)

    return Fraction(numerator, denominator)
