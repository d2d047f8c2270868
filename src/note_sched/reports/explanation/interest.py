"""Interest: what fell due of it, what has run and is not due, what one day adds, line by line."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from note_sched.document.counting import ladder_of
from note_sched.history.accrual import AccrualLine
from note_sched.history.movements import Act
from note_sched.history.past import Movement, Past, unpaid
from note_sched.history.past import Step as Told
from note_sched.ledger.entries import What
from note_sched.measure.accrual import PerDiem
from note_sched.reports.explanation.facts import Facts
from note_sched.reports.explanation.steps import Accrued, Chain, Rounded, Sum, Term

RULE = (
    "Interest runs on unpaid principal from day to day, the day of issue counted and the day of payment not, and "
    "bears no interest; what a period earned is rounded once, half up, and falls due at its end or with principal."
)
RUNNING = (
    "Interest runs on unpaid principal from day to day and is shown through the day before; it is rounded once on the "
    "period's running total, and falls due at the period's end or with principal."
)


def fell_due(chain: Chain, books: Past, facts: Facts) -> Term:
    """The interest that fell due on the day of the books."""
    terms = []
    for period in books.periods:
        for at, step in enumerate(period.steps):
            if isinstance(step, Movement) and step.cuts and step.date == books.day and step.kind.act is Act.FELL_DUE:
                terms.append(_cut(chain, period.steps[:at], books, facts))
    if len(terms) == 1:
        return terms[0]
    says = "fell due that day" if terms else _nothing(books)
    return chain.money(says, Sum(terms), clause="interest")


def _nothing(books: Past) -> list[object]:
    document = books.run.document
    ladder, interest = ladder_of(document), document.terms.interest
    if ladder is None:
        return ["no interest fell due that day; it falls due with principal only"]
    if interest.after_maturity == "with_payment" and not any(
        each.cents for each in unpaid(books.booked("principal")) if each.due > books.day
    ):
        return [
            "no interest fell due that day; no principal is left to fall due, and interest is paid with any payment"
        ]
    return ["no interest fell due that day; the next payment date is ", ladder.following(books.day)]


def running(chain: Chain, books: Past, facts: Facts) -> Term:
    """The interest that has run and is not due, through the day before."""
    periods = books.periods
    for period in periods:
        if period.over:
            _cut(chain, period.steps, books, facts)
            chain.say(["carried over ", period.end, ", for no principal was left to fall due"], clause="interest")
    steps = periods[-1].steps if periods and periods[-1].end is None else ()
    return _cut(chain, steps, books, facts)


def _cut(chain: Chain, steps: Iterable[Told], books: Past, facts: Facts) -> Term:
    """Steps of one period up to a cut: what ran, what earlier cuts took, and the rounded rest."""
    lines = [step for step in steps if isinstance(step, AccrualLine) or step.carries]
    earlier = [step for step in steps if isinstance(step, Movement) and step.cuts]
    moves = [each.movement for each in books.booked("principal")]
    moved = list(dict.fromkeys(each.cause.line for each in moves if each.kind.act in (Act.PAID, Act.TRANSFERRED)))
    why = [*facts.rate(), *facts.principal(books.holder), *(fact for line in moved for fact in facts.event(line))]
    if not lines:
        return chain.money("no interest has run since", Rounded(Fraction(), 0), clause="interest")
    accrued = Accrued(lines)
    chain.say("interest that ran in the period", accrued, why, "interest")
    taken = 0
    if earlier:
        terms = [Term([_TAKEN[cut.what], " ", cut.date], cut.cents, cut.cause.line) for cut in earlier]
        taken = chain.money("taken out of the period before", Sum(terms)).cents
    says = "rounded half up to the cent" + (", less what was taken before" if taken else "")
    return chain.money(says, Rounded(accrued.result, taken))


_TAKEN = {
    What.ACCRUED_PAID: "paid before it was due",
    What.INTEREST_DUE: "fell due with principal",
    What.INSTALMENT: "fell due",
}


def one_day(chain: Chain, books: Past, facts: Facts) -> PerDiem:
    """What the day itself adds, in cents, exact."""
    accrued = Accrued(_of_the_day(books))
    why = [*facts.rate(), *facts.principal(books.holder)]
    chain.say("what the day itself adds", accrued, why, "interest")
    waits = _while_waiting(books)
    if waits:
        chain.say(waits, clause="interest")
    return PerDiem(accrued.result.numerator, accrued.result.denominator)


def _of_the_day(books: Past) -> list[AccrualLine]:
    lines = books.lines_of_day()
    return [line for line in lines if line.principal] or lines


def _while_waiting(books: Past) -> str:
    """What the day adds to principal that may still be paid by its timely day."""
    waits = books.waiting()
    if not waits:
        return ""
    if all(books.run.timely(due) > books.day for due in waits):
        return "principal bears no interest from the day on which it fell due, if paid by its timely day"
    return "principal not paid by the end of its timely day bears interest from the day on which it fell due after all"


def one_day_of_all(chain: Chain, all_books: Sequence[Past], facts: Facts) -> PerDiem:
    """The same of several Notes: their exact sum."""
    lines: list[AccrualLine] = []
    for books in all_books:
        for line in _of_the_day(books):
            if line.principal:
                running = (lines[-1].running if lines else Fraction()) + line.exact
                lines.append(line._replace(running=running))
    accrued = Accrued(lines)
    chain.say("what the day itself adds, Note by Note", accrued, facts.rate(), "interest")
    return PerDiem(accrued.result.numerator, accrued.result.denominator)
