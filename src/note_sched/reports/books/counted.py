"""Days and what they are divided by, as formulas of a workbook, by day count."""

from typing import TYPE_CHECKING

from note_sched.document.model import Document
from note_sched.measure.accrual import DayCount, Rate
from note_sched.pages.workbook import Cell, CellRole, Formula, Holds, Named, Ref

if TYPE_CHECKING:
    from fractions import Fraction

BASIS = {DayCount.THIRTY_360: 30, DayCount.THIRTY_E_360: 30, DayCount.ACTUAL_365: 365, DayCount.ACTUAL_360: 360}
"""Days by which interest is divided, where it is always the same number: the cell named ``Basis``."""


def is_at_one_rate(document: Document) -> bool:
    """Whether all interest runs at one rate: the cell named ``Rate``; else every line has its own."""
    return isinstance(document.note.interest_rate, Rate) and not document.terms.interest.in_several_ways


def rate_cell(rate: "Fraction", *, one: bool) -> Cell:
    """The rate of a line: the ``one`` of all, or its own."""
    return Cell(rate, Holds.RATE, formula=[Named("Rate")]) if one else Cell(rate, Holds.RATE, CellRole.FACT)


def days_cell(days: int, count: DayCount, start: Ref, end: Ref, *, inside: bool = False) -> Cell:
    """The days from ``start`` to ``end``, which is itself counted where it is ``inside``.

    By thirty to the month they are put in, for they are counted from the period's first day; the European way is a
    formula of its own.
    """
    last = [end, "+1"] if inside else [end]
    if count is DayCount.THIRTY_360:
        return Cell(days, Holds.COUNT, CellRole.FACT)
    if count is DayCount.THIRTY_E_360:
        return Cell(days, Holds.COUNT, formula=["DAYS360(", start, ",", *last, ",TRUE)"])
    return Cell(days, Holds.COUNT, formula=[end, "-", start, *(["+1"] if inside else [])])


def basis_cell(basis: int, count: DayCount, start: Ref) -> Cell:
    """What the days from ``start`` are divided by; put in where the period decides it."""
    formula: Formula = [Named("Basis")]
    match count:
        case DayCount.PERIOD:
            return Cell(basis, Holds.COUNT, CellRole.FACT)
        case DayCount.ACTUAL_MONTH:
            formula = ["DAY(EOMONTH(", start, ",0))"]
        case DayCount.ACTUAL_ACTUAL:
            formula = ["DATE(YEAR(", start, ")+1,1,1)-DATE(YEAR(", start, "),1,1)"]
    return Cell(basis, Holds.COUNT, formula=formula)
