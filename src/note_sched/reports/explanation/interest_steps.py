"""Interest: what fell due of it, what has run and is not due, what one day adds, line by line."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from note_sched.document.counting import ladder_of
from note_sched.document.events import PikElection
from note_sched.history.accrual_lines import AccrualLine
from note_sched.history.movements import ALL_IN_CASH, Act
from note_sched.history.past import Movement, Past, PastLine, unpaid
from note_sched.ledger.entries import What
from note_sched.measure.accrual import PerDiem
from note_sched.reports.explanation.chain import (
    Accrued,
    Addend,
    Addition,
    Chain,
    Fact,
    Rounded,
    RoundedToDollar,
)
from note_sched.reports.explanation.cited_facts import Facts
from note_sched.reports.telling.wording import KINDS, NO_BARS
from note_sched.rules.standing import ACCELERATED_PRINCIPAL, BLOCKAGE, OVERRIDE, PERMITTED
from note_sched.terms.roles import Role

RULE = (
    "Interest runs on unpaid principal from day to day, the day of issue counted and the day of payment not, and "
    "bears no interest; what a period earned is rounded once, half up, and falls due at its end or with principal."
)
RUNNING = (
    "Interest runs on unpaid principal from day to day and is shown through the day before; it is rounded once on the "
    "period's running total, and falls due at the period's end or with principal."
)
RULE_IN_SEVERAL_WAYS = (
    "Interest runs from day to day in each way that the terms know, at its own rate: the day of issue counted and the "
    "day of payment not. What a period earned in cash is rounded once, half up, and falls due at its end or with "
    "principal; what it earned in kind is added to principal at its end, and falls due with principal before."
)
RUNNING_IN_SEVERAL_WAYS = (
    "Interest runs from day to day in each way that the terms know, at its own rate, and is shown through the day "
    "before; cash and kind together are rounded once on the period's running total."
)
IN_KIND_RULE = (
    "What a period earned in kind is rounded once and added to principal at its end, after that day's interest is "
    "worked out; it bears interest from that day on. It is not paid."
)


def fell_due(chain: Chain, books: Past, facts: Facts) -> Addend:
    """The interest that fell due on the day of the books."""
    terms = []
    for period in books.periods:
        for at, step in enumerate(period.steps):
            if isinstance(step, Movement) and step.cuts and step.date == books.day and step.kind.act is Act.FELL_DUE:
                terms.append(_cut(chain, period.steps[:at], books, facts))
    if len(terms) == 1:
        return terms[0]
    says = "fell due that day" if terms else _nothing(books)
    return chain.money(says, Addition(terms), clause="interest")


def _nothing(books: Past) -> list[object]:
    document = books.run.document
    ladder, interest = ladder_of(document), document.terms.interest
    if books.of_the_day(Act.CAPITALISED):
        return ["no interest fell due that day; what ran in kind was added to principal"]
    if ladder is None:
        return ["no interest fell due that day; it falls due with principal only"]
    if interest.after_maturity == "with_payment" and not any(
        each.cents for each in unpaid(books.booked("principal")) if each.due > books.day
    ):
        return [
            "no interest fell due that day; no principal is left to fall due, and interest is paid with any payment"
        ]
    return ["no interest fell due that day; the next payment date is ", ladder.following(books.day)]


def running(chain: Chain, books: Past, facts: Facts) -> Addend:
    """The interest that has run and is not due, through the day before."""
    periods = books.periods
    for period in periods:
        if period.over:
            _cut(chain, period.steps, books, facts)
            chain.say(["carried over ", period.end, ", for no principal was left to fall due"], clause="interest")
    steps = periods[-1].steps if periods and periods[-1].end is None else ()
    return _cut(chain, steps, books, facts)


def _cut(chain: Chain, steps: Iterable[PastLine], books: Past, facts: Facts) -> Addend:
    """Steps of one period up to a cut: what ran, what earlier cuts took, and the rounded rest."""
    lines = [step for step in steps if isinstance(step, AccrualLine) or step.carries]
    earlier = [step for step in steps if isinstance(step, Movement) and step.cuts]
    why = _facts(books, facts)
    if not lines:
        return chain.money("no interest has run since", Rounded(Fraction(), 0), clause="interest")
    accrued = Accrued(lines)
    chain.say("interest that ran in the period", accrued, [*why, *_elections(lines, books, facts)], "interest")
    taken = 0
    if earlier:
        terms = [Addend([_TAKEN[cut.what], " ", cut.date], cut.cents, cut.cause.line) for cut in earlier]
        taken = chain.money("taken out of the period before", Addition(terms)).cents
    says = "rounded half up to the cent" + (", less what was taken before" if taken else "")
    return chain.money(says, Rounded(accrued.result, taken))


def _facts(books: Past, facts: Facts) -> list[Fact]:
    """On what interest rests: its rate, and the principal as it was and moved."""
    moves = [each.movement for each in books.booked("principal")]
    moved = list(dict.fromkeys(each.cause.line for each in moves if each.kind.act in (Act.PAID, Act.TRANSFERRED)))
    return [*facts.rate(), *facts.principal(books.holder), *(fact for line in moved for fact in facts.event(line))]


def _elections(lines: Iterable[PastLine], books: Past, facts: Facts) -> list[Fact]:
    """The elections by which some of the lines run."""
    ladder = ladder_of(books.run.document)
    starts = {each.period_start for each in lines if isinstance(each, AccrualLine) and each.elected}
    ends = {ladder.following(start) for start in starts} if ladder else set()
    return [
        fact
        for event, line in facts.events(PikElection)
        if isinstance(event, PikElection) and event.payment_date in ends
        for fact in facts.event(line)
    ]


def capitalised(chain: Chain, books: Past, facts: Facts) -> Addend:
    """The interest that was added to principal on the day of the books."""
    terms = []
    for period in books.periods:
        for at, step in enumerate(period.steps):
            if isinstance(step, Movement) and step.ran_in_kind and step.date == books.day:
                terms.append(_in_kind(chain, period.steps[:at], books, facts))
    deemed = [each for each in books.of_the_day(Act.CAPITALISED) if each.what is What.NO_LONGER_DUE]
    if deemed:
        late = [Addend(["due ", due], cents) for each in deemed for due, cents in each.parts]
        says = "interest due that was unpaid at the end of its timely day"
        terms.append(chain.money(says, Addition(late), facts.rate(), Role.PIK))
    if len(terms) == 1:
        return terms[0]
    says = "added to principal that day" if terms else "no interest was added to principal that day"
    return chain.money(says, Addition(terms), clause=Role.PIK)


def _in_kind(chain: Chain, steps: Sequence[PastLine], books: Past, facts: Facts) -> Addend:
    """What ran in kind in a period, rounded as the terms say."""
    lines: list[PastLine] = []
    running = Fraction()
    for step in steps:
        if isinstance(step, AccrualLine):
            if step.in_kind:
                lines.append(step.counted(running))
                running += step.exact
        elif step.what in ALL_IN_CASH:
            lines, running = [], Fraction()
        elif step.in_kind:
            running += step.in_kind
            lines.append(step._replace(units=step.units_in_kind, ran=running * step.denominator))
    accrued, why = Accrued(lines), [*_facts(books, facts), *_elections(lines, books, facts)]
    chain.say("interest that ran in kind in the period", accrued, why, Role.PIK)
    if any(isinstance(step, Movement) and step.what is What.ELECTED for step in steps):
        chain.say(_deemed(books), clause=Role.PIK)
    pik = books.run.document.terms.interest.pik
    if pik is not None and pik.round != "cent":
        up = pik.round == "dollar_up"
        says = f"rounded {'up' if up else 'down'} to the dollar, and added to principal"
        return chain.money(says, RoundedToDollar(running, up), clause=Role.PIK)
    return chain.money("rounded half up to the cent, and added to principal", Rounded(running, 0), clause=Role.PIK)


def _deemed(books: Past) -> str:
    """Why an election that nobody made is deemed made on the day of the books: what bars interest on the Note."""
    windows = [each for each in books.run.windows if each.effective and each.covers(books.day)]
    over = any(each.kind == OVERRIDE for each in windows)
    bars = []
    for each in windows:
        of_interest = each.kind not in (*NO_BARS, ACCELERATED_PRINCIPAL, PERMITTED) or each.cause == ("interest",)
        suspended = over and each.kind == BLOCKAGE
        if each.holder in (None, books.holder) and of_interest and not suspended:
            bars.append(f"{KINDS[each.kind]}: {', '.join(each.cause)}")
    return f"nobody elected it in time; interest is barred that day ({'; '.join(bars)}), so the election is deemed made"


_TAKEN = {
    What.ACCRUED_PAID: "paid before it was due",
    What.IN_KIND_PAID: "paid with all principal, in kind,",
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
                lines.append(line._replace(ran=running * line.denominator))
    accrued = Accrued(lines)
    chain.say("what the day itself adds, Note by Note", accrued, facts.rate(), "interest")
    return PerDiem(accrued.result.numerator, accrued.result.denominator)
