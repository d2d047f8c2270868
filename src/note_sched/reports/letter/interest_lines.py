"""How the interest of a payoff letter is made up: each line can be worked out again with a pencil."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.dues import Dues
from note_sched.history.movements import Act
from note_sched.history.past import Moment, Movement, Past, PastLine, Period
from note_sched.ledger.entries import What
from note_sched.measure.accrual import PerDiem, Rate
from note_sched.pages.page import Column, Kind, Table, narrowed, only
from note_sched.pages.values import Phrase
from note_sched.reports.answers.payoff import asked_of
from note_sched.reports.telling.wording import rate_in_words, way_words
from note_sched.simulation.outcome import Position, Run
from note_sched.terms.roles import Role


class Overdue(NamedTuple):
    """Interest of one Note that fell due and is unpaid, in cents.

    ``due``: the day on which it fell due; None where a transfer (4(d)) moved interest due from Note to Note, and all
    of it is one line.
    """

    holder: str
    due: date | None
    amount: int
    paid: int
    barred_by: tuple[str, ...]

    @property
    def unpaid(self) -> int:
        """What is left of it."""
        return self.amount - self.paid


def overdue(run: Run, position: Position) -> list[Overdue]:
    """The interest due and unpaid of one Note on the day asked about, the oldest first; adds up to the position's."""
    past = _past(run, position)
    dues = [*Dues(past.entries).of("interest")]
    clauses = run.instrument.cited([bar.role for bar in position.bars["interest"]])
    several = any(each.came or each.passed != each.capitalised for each in dues)
    found = [
        Overdue(position.holder, each.due, each.cents - each.passed, each.paid, clauses)
        for each in sorted(dues, key=attrgetter("due"))
    ]
    if several:
        amount, paid = sum(each.amount for each in found), sum(each.paid for each in found)
        found = [Overdue(position.holder, None, amount, paid, clauses)]
    return [each for each in found if each.unpaid]


def _past(run: Run, position: Position) -> Past:
    return Past(run, position.holder, asked_of(run).day, Moment.NOON)


OVERDUE = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("due", Kind.PHRASE, "Fell due"),
    Column("timely", Kind.DATE, "In time through"),
    Column("amount", Kind.MONEY, "Interest"),
    Column("paid", Kind.MONEY, "Paid since"),
    Column("unpaid", Kind.MONEY, "Unpaid"),
    Column("barred", Kind.TEXT, "May it be paid?"),
)


def overdue_table(run: Run, positions: Iterable[Position]) -> Table | None:
    """Interest past due, sum by sum, with what is barred told apart; None where all is paid."""
    found = [each for position in positions for each in overdue(run, position)]
    if not found:
        return None
    rows = [
        (
            each.holder,
            [each.due] if each.due else "several days, some on Notes since transferred",
            run.timely(each.due) if each.due else None,
            each.amount,
            each.paid,
            each.unpaid,
            f"NO: {', '.join(each.barred_by)}" if each.barred_by else "yes",
        )
        for each in found
    ]
    total = ("TOTAL", None, None, None, None, sum(each.unpaid for each in found), None)
    table = Table(OVERDUE, rows, total, title="Interest that fell due and is unpaid")
    return narrowed(table, ("holder", "due", "unpaid", "barred"), ("holder", "due", "amount", "paid"))


LINES = (
    Column("holder", Kind.TEXT, "Holder"),
    Column("from", Kind.DATE, "From"),
    Column("to", Kind.DATE, "To, not counted"),
    Column("principal", Kind.MONEY, "On principal of"),
    Column("days", Kind.COUNT, "Days"),
    Column("basis", Kind.COUNT, "Of"),
    Column("exact", Kind.PER_DIEM, "Exact"),
    Column("amount", Kind.MONEY, "Interest"),
    Column("taken", Kind.MONEY, "Taken out"),
    Column("what", Kind.PHRASE, "What it is"),
)


def lines_table(run: Run, positions: Sequence[Position]) -> Table | None:
    """Every stretch of interest that is in the payoff: not yet due, and of the periods whose interest is unpaid.

    Of a Note and period, what was earned (``amount``) less what fell due or was paid before (``taken``) is left.
    """
    rows = [row for position in positions if position.total for row in _lines(run, position)]
    if not rows:
        return None
    used = [each.name for each in LINES if each.name != "taken" or any(row[LINES.index(each)] for row in rows)]
    table = only(Table(LINES, rows, title="Interest by principal, days and rate"), used)
    return narrowed(
        table, ("holder", "from", "to", "principal"), ("holder", "days", "basis", "exact", "amount", "taken")
    )


def _lines(run: Run, position: Position) -> Iterator[tuple[Any, ...]]:
    unpaid, succession = {each.due for each in overdue(run, position)}, run.label(Role.SUCCESSION)
    several = run.document.terms.interest.in_several_ways
    for period in _past(run, position).periods:
        cut_days = {step.date for step in period.steps if isinstance(step, Movement) and step.cuts}
        if period.end is None or period.over or unpaid & cut_days or None in unpaid:
            steps = [step for step in period.steps if not _is_plain(step)]
            yield from (_line(position.holder, step, period, succession, several=several) for step in steps)


def _is_plain(step: PastLine) -> bool:
    """Whether a step says no more than lines before it: an instalment of all that a period earned, or what it left."""
    return isinstance(step, Movement) and (step.over or (step.what is What.INSTALMENT and not step.taken))


def _line(holder: str, step: PastLine, period: Period, succession: str, *, several: bool) -> tuple[Any, ...]:
    if isinstance(step, AccrualLine):
        exact = PerDiem(step.exact.numerator, step.exact.denominator)
        what: Phrase = ["for the instalment of ", period.end] if period.end else ["accrued since ", period.start]
        if period.over:
            what = ["accrued to ", period.end, ", not due by itself"]
        if step.in_kind and period.end and not period.over:
            what = ["for what is added to principal ", period.end]
        if several:
            rate, way = rate_in_words(step.rate, yearly=step.yearly), way_words(step)
            what = [*what, f", at {rate}{f', {way}' if way else ''}"]
        return holder, step.start, step.end, step.principal, step.days, step.basis, exact, step.amount, None, what
    if step.kind.act in (Act.CAPITALISED, Act.ELECTED):
        what = "added to principal" if step.kind.act is Act.CAPITALISED else "gives way to interest in kind"
        return holder, step.date, None, None, None, None, None, None, -step.change.accrued_interest, what
    if step.carries:
        exact = PerDiem(abs(step.exact.numerator), step.exact.denominator)
        came = f"{'came' if step.exact > 0 else 'went'} with a transfer ({succession})"
        came = "converted with principal" if step.kind.act is Act.CONVERTED else came
        return holder, step.date, None, None, None, None, exact, None, None, came
    return holder, step.date, None, None, None, None, None, None, step.cents, _CUTS[step.what]


_CUTS = {
    What.INSTALMENT: "fell due as an instalment",
    What.INTEREST_DUE: "fell due with principal",
    What.ACCRUED_PAID: "paid before it was due",
    What.IN_KIND_PAID: "paid before it was added to principal",
}


def accrued_apart(run: Run, positions: Iterable[Position]) -> tuple[int, int, int]:
    """What is accrued on Notes and not due, in cents: by the contract, in default, in kind; see ``Past``."""
    apart = [_past(run, position).accrued_apart for position in positions]
    contract, in_default, in_kind = (sum(each[at] for each in apart) for at in range(3))
    return contract, in_default, in_kind


def rate_words(run: Run) -> str:
    """The rate as the document writes it: the lower of the Note's and the legal maximum (4(g))."""
    note = run.document.note
    rate, most = note.interest_rate, note.legal_maximum_rate
    if isinstance(rate, Rate):
        return rate.lower(most).written
    return rate.written if most is None else f"{rate.written}, at most {most.written}"
