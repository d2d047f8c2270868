"""The month's interest, line by line, in whole cents that add up from the opening to the closing."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.movements import Act
from note_sched.history.past import Movement, PastLine, Period
from note_sched.measure.business_days import DAY
from note_sched.reports.telling.wording import way_words

FALLS_DUE = "falls due"
"""All that is accrued, in whole cents: what a period earned falls due at its end, or with principal (R-6)."""
GIVES_WAY = "gives way to interest in kind"
"""What ran by the contract, where an election is deemed made at the end of its period."""


class InterestLine(NamedTuple):
    """A line of the month's interest: days that ran, a sum that was taken out, or one that came with a transfer.

    ``start`` and ``through`` are both inside; ``days`` of ``basis``, ``principal`` and ``rate`` (of what ``yearly``
    says) where interest ran. ``amount``: by how many cents accrued interest rose or fell, ``running`` what it then
    was. Behind these whole cents stand exact ones: what the period had earned and was not taken ``before`` (nothing
    where the line ``opens`` it), and what the line adds to it.
    """

    what: str
    start: date
    through: date
    amount: int
    running: int
    opens: bool
    before: Fraction
    exact: Fraction
    days: int | None = None
    basis: int | None = None
    principal: int | None = None
    rate: Fraction | None = None
    yearly: bool = False


def interest_lines(periods: Iterable[Period], eve: date) -> Iterator[InterestLine]:
    """The lines that count after the ``eve`` of the month."""
    for period in periods:
        for place, step in enumerate(period.steps):
            if step.date > eve:
                yield _line(step, opens=not place)


def _line(step: PastLine, *, opens: bool) -> InterestLine:
    if isinstance(step, AccrualLine):
        before = step.running - step.exact - step.taken
        line = InterestLine(
            _runs(step), step.start, step.end - DAY, step.amount, step.accrued, opens, before, step.exact
        )
        return line._replace(
            days=step.days, basis=step.basis, principal=step.principal, rate=step.rate, yearly=step.yearly
        )
    exact = Fraction(-step.cents) if step.cuts else step.exact
    before = step.running - step.exact - step.taken
    return InterestLine(
        _word(step), step.date, step.date, step.change.accrued_interest, step.accrued, opens, before, exact
    )


def _runs(line: AccrualLine) -> str:
    way = way_words(line)
    return f"interest runs, {way}" if way else "interest runs"


def _word(step: Movement) -> str:
    if step.over:
        return "is rounded and carried over"
    if step.kind.act is Act.CONVERTED:
        return "is converted with principal"
    if step.kind.act is Act.CAPITALISED:
        return "is added to principal"
    if step.kind.act is Act.ELECTED:
        return GIVES_WAY
    if step.carries:
        return "comes with a transfer" if step.exact > 0 else "goes with a transfer"
    return "is paid before it is due" if step.kind.act is Act.PAID else FALLS_DUE
