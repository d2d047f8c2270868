"""Every figure that can be explained, by the name of its column, and the chain of each."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property, partial

from note_sched.history.beyond import beyond
from note_sched.history.past import Moment, Past, unpaid
from note_sched.ledger.receipts import Turnover
from note_sched.ledger.senior_debt import Facility, SeniorBook
from note_sched.measure.business_days import DAY
from note_sched.measure.share import percentage
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.payoff import TOTAL, asked_of
from note_sched.reports.answers.verdict import default_from, payable_from
from note_sched.reports.explanation import (
    interest_steps,
    owing,
    receipt_steps,
)
from note_sched.reports.explanation.chain import (
    Addend,
    Addition,
    BusinessDay,
    Chain,
    DaysLater,
    Explanation,
    Least,
    Shared,
    Value,
)
from note_sched.reports.explanation.cited_facts import Facts
from note_sched.reports.explanation.divisions import Divisions
from note_sched.reports.explanation.names import CAPITALISED, REFUNDABLE
from note_sched.reports.explanation.receipt_steps import (
    ASSUMED_RULE,
    DISCHARGED_RULE,
    DIVERTED_RULE,
    OVER_RULE,
    PAID_RULE,
    Receipts,
)
from note_sched.reports.telling.quoting import extension_law
from note_sched.reports.telling.wording import KINDS
from note_sched.rules.ground import Component
from note_sched.rules.senior import opening
from note_sched.simulation.outcome import COMPONENTS, Position, Run
from note_sched.simulation.prepayments import premium_of
from note_sched.terms.roles import Role


class Asking:
    """A day of a run, and where its facts stand."""

    def __init__(self, run: Run, facts: Facts) -> None:
        """``run``: a traced one, asked about the day."""
        self.run = run
        self.facts = facts
        self.asked = asked_of(run)
        self.day = self.asked.day
        self.positions = {position.holder: position for position in self.asked.positions}
        self.divisions = Divisions()
        self._books: dict[tuple[str, Moment], Past] = {}

    def chain(self) -> Chain:
        """A chain that cites clauses as the instrument numbers them."""
        return Chain(self.run.label)

    @cached_property
    def limits(self) -> Mapping[str, Mapping[str, int]]:
        """Up to how much each debt can be Senior that day, by Holder."""
        limits, members = self.asked.senior_limits, self.run.members
        return {holder: limits[name] for name, whose in members.items() for holder in whose}

    @property
    def percent(self) -> str:
        """The percentage of premium on what is prepaid that day, as it is said."""
        premium = premium_of(self.run.document.terms)
        return percentage(premium.percent(self.day) / 100 if premium else Fraction())

    @cached_property
    def prohibited(self) -> Mapping[str, int]:
        """What is due on each Note and barred, in cents, where there is any."""
        return {each.holder: each.prohibited for each in self.asked.positions if each.prohibited}

    @cached_property
    def outstanding(self) -> Mapping[str, Addition]:
        """What is Senior and outstanding as to each Holder at noon."""
        return {holder: _outstanding(self._book, limits) for holder, limits in self.limits.items()}

    @cached_property
    def outstanding_in_turn(self) -> Mapping[str, Addition]:
        """The same after what Holders before it, in document order, would turn over of what is prohibited."""
        found, book = {}, _senior(self.run)
        for holder, cents in self.prohibited.items():
            found[holder] = _outstanding(book, self.limits[holder])
            book.turn_over(self.day, cents, self.limits[holder])
        return found

    @cached_property
    def is_shared(self) -> bool:
        """Whether what is turned over if all that is due is paid is divided: Senior is the same to several Holders."""
        amounts = {tuple(self._book.amounts(self.limits[holder])) for holder in self.prohibited}
        return len(amounts) == 1 and len(self.prohibited) > 1

    @cached_property
    def _book(self) -> SeniorBook:
        return _senior(self.run)

    def turned_over(self, holder: str) -> Sequence[Turnover]:
        """What one Holder turned over, or what was diverted from it, in the whole run."""
        return self._turnovers.get(holder, ())

    @cached_property
    def _turnovers(self) -> Mapping[str, Sequence[Turnover]]:
        found: dict[str, list[Turnover]] = {}
        for each in self.run.turnovers:
            found.setdefault(each.holder, []).append(each)
        return found

    def books(self, holder: str, moment: Moment = Moment.EVENING) -> Past:
        """The entries of a Note up to a moment of the day."""
        key = holder, moment
        if key not in self._books:
            self._books[key] = Past(self.run, holder, self.day, moment)
        return self._books[key]


_IN_SEVERAL_WAYS = {
    interest_steps.RULE: interest_steps.RULE_IN_SEVERAL_WAYS,
    interest_steps.RUNNING: interest_steps.RUNNING_IN_SEVERAL_WAYS,
    **{owing.RULES[name]: rule for name, rule in owing.RULES_IN_SEVERAL_WAYS.items()},
}
"""What rules say instead where interest runs in kind or in default."""

Explain = Callable[[Asking, str, Chain], Value]


class Figure:
    """A figure: what people call it, its rule, and how it is worked out."""

    def __init__(self, title: str, rule: str, explain: Explain) -> None:
        self.title = title
        self.rule = rule
        self._explain = explain

    def explain(self, asking: Asking, column: str, holder: str) -> Explanation:
        """The figure of one Note on the day."""
        chain = asking.chain()
        value = self._explain(asking, holder, chain)
        about: Phrase = "" if value is None else [value]
        return Explanation(
            f"{holder}: {self.title}",
            about,
            (holder,),
            column,
            value,
            self._rule(asking, holder),
            chain.steps,
            chain.cited,
        )

    def _rule(self, asking: Asking, holder: str) -> str:
        if self.rule is PAID_RULE:
            return receipt_steps.rule(asking.books(holder))
        if self.rule is not OVER_RULE:
            several = asking.run.document.terms.interest.in_several_ways
            return _IN_SEVERAL_WAYS.get(self.rule, self.rule) if several else self.rule
        roles = {each.role for each in asking.turned_over(holder) if each.date == asking.day}
        if roles == {Role.DIVERSION}:
            return DIVERTED_RULE
        return DISCHARGED_RULE if asking.run.document.reading.turnover_effect == "discharged" else OVER_RULE


def _of_books(work: Callable[[Chain, Past, Facts], Addend], moment: Moment = Moment.EVENING) -> Explain:
    def explain(asking: Asking, holder: str, chain: Chain) -> Value:
        return Money(work(chain, asking.books(holder, moment), asking.facts).cents)

    return explain


def _of_receipts(work: Callable[[Receipts], Addend]) -> Explain:
    def explain(asking: Asking, holder: str, chain: Chain) -> Value:
        gone = [each for each in asking.turned_over(holder) if each.date == asking.day]
        return Money(work(Receipts(chain, asking.books(holder), asking.facts, asking.divisions, gone)).cents)

    return explain


def _paid(component: Component) -> Explain:
    return _of_receipts(lambda day: day.paid(component))


_PARTS: Mapping[str, Callable[[Chain, Past, Facts], Addend]] = {
    "principal": owing.principal,
    "interest_unpaid": owing.interest,
    "accrued_interest": interest_steps.running,
    "expenses_unpaid": owing.expenses,
}


def _total(asking: Asking, holder: str, chain: Chain) -> Value:
    """All that pays a Note in full at noon; the total of all Notes is the sum of theirs."""
    terms = []
    for name, work in _PARTS.items():
        if _balance(asking.positions[holder], name):
            terms.append(work(chain, asking.books(holder, Moment.NOON), asking.facts))
    premium = asking.positions[holder].premium
    if premium:
        books = asking.books(holder, Moment.NOON)
        terms.append(owing.premium_in_full(chain, books, asking.facts, premium, asking.percent))
    return Money(chain.money("pays the Note in full", Addition(terms), clause="prepayment").cents)


def _balance(position: Position, name: str) -> int:
    return position.accrued if name == "accrued_interest" else int(getattr(position, name))


def _per_diem(asking: Asking, holder: str, chain: Chain) -> Value:
    return interest_steps.one_day(chain, asking.books(holder, Moment.NOON), asking.facts)


def _interest_due(asking: Asking, holder: str, chain: Chain) -> Value:
    """Interest that is due and unpaid, and with overdue principal that may be paid what has run to the day."""
    books, position = asking.books(holder, Moment.NOON), asking.positions[holder]
    due = owing.interest(chain, books, asking.facts)
    if not position.due["principal"] or position.due["interest"] != position.interest_unpaid + position.accrued:
        return Money(due.cents)
    run = interest_steps.running(chain, books, asking.facts)
    return Money(
        chain.money("with principal overdue, the interest that has run to the day", Addition([due, run])).cents
    )


def _principal_to_be_paid(asking: Asking, holder: str, chain: Chain) -> Value:
    """Principal that is due, and with it the premium that is due."""
    books, due = asking.books(holder, Moment.NOON), asking.positions[holder].due["principal"]
    principal = owing.overdue_principal(chain, books, asking.facts)
    if due == principal.cents:
        return Money(due)
    premium = owing.premium_due(chain, books, asking.facts)
    return Money(chain.money("principal with its premium", Addition([principal, premium]), clause=Role.PREMIUM).cents)


def _turnover(asking: Asking, holder: str, chain: Chain) -> Value:
    """What would be turned over if all that is due were paid on all Notes that day."""
    prohibited = asking.prohibited
    if holder not in prohibited:
        return Money(chain.money("nothing that is due is barred", Addition(())).cents)
    if asking.is_shared:
        senior = chain.money("Senior Indebtedness outstanding, due or not", asking.outstanding[holder])
        whole = Addend("due on all Notes and barred", sum(prohibited.values()))
        given = chain.money("turned over by all", Least([whole, senior]), clause=Role.TURNOVER)
        shared = Shared(given, asking.divisions.of("prohibited", given.cents, prohibited.items), holder)
        return Money(chain.money(f"of that by {holder}, by what is barred", shared, clause=Role.TURNOVER).cents)
    own = Addend(f"due to {holder} and barred", prohibited[holder])
    says = "Senior Indebtedness outstanding as to this Holder, due or not, after what earlier Holders turn over"
    senior = chain.money(says, asking.outstanding_in_turn[holder])
    return Money(chain.money("turned over", Least([own, senior]), clause=Role.TURNOVER).cents)


def _outstanding(book: SeniorBook, limits: Mapping[str, int]) -> Addition:
    amounts = zip(book.facilities, book.amounts(limits), strict=True)
    return Addition([Addend(f"{each.id} (rank {each.rank})", cents) for each, cents in amounts if cents])


def _senior(run: Run) -> SeniorBook:
    """The Senior debt as it stood at noon."""
    facilities = []
    for position, debt in enumerate(run.document.senior_debt):
        facility = Facility(debt, position, run.first_day, opening(debt))
        facility.is_open = True
        facility.outstanding = asked_of(run).senior_outstanding[debt.id]
        facilities.append(facility)
    return SeniorBook(facilities)


def _default_from(asking: Asking, holder: str, chain: Chain) -> Value:
    """The day from which not paying is a 2(a) default."""
    position = asking.positions[holder]
    first = default_from(position)
    if position.excused is None or first is None:
        chain.say("no Event of Default comes of what is due" if position.oldest_timely else "nothing is due")
        return None
    if position.default_since is not None:
        chain.say(
            ["something has been overdue without a break since the end of ", first - DAY],
            DaysLater(first - DAY, 1, first),
            clause=Role.DEFAULT_PAYMENT,
        )
        return first
    due = _first_in_default(asking, holder, position.excused)
    timely = asking.run.timely(due)
    if asking.run.document.terms.days.convention == "following":
        law = extension_law(asking.run.document)
        says: Phrase = ["due ", due, f", in time through the first business day{law}"]
        chain.say(says, BusinessDay(due, 0, timely), [asking.facts.reading("business_days")])
    else:
        chain.say(["due ", due, ", and in time that day alone"], facts=[asking.facts.reading("business_days")])
    if position.excused != timely:
        chain.say(["in its grace through ", position.excused], clause=Role.DEFAULT_PAYMENT)
    says = "an Event of Default from the day after"
    chain.say(says, DaysLater(position.excused, 1, first), clause=Role.DEFAULT_PAYMENT)
    return first


def _first_in_default(asking: Asking, holder: str, excused: date) -> date:
    """The due date of the sum, of those unpaid, that is the first in default: after the day ``excused``."""
    books, last_day = asking.books(holder, Moment.NOON), asking.run.grace.last_day
    left = [
        *(("interest", each.due) for each in unpaid(books.booked("interest"))),
        *(("expenses", each.due) for each in unpaid(books.booked("expenses"))),
        *(("principal", each.due) for each in unpaid(books.booked("principal"))),
    ]
    return min(due for what, due in left if due <= asking.day and last_day(what, due) == excused)


def _from(component: str, asking: Asking, holder: str, chain: Chain) -> Value:
    """The first day, from the day asked about, on which no bar is on a component."""
    position = asking.positions[holder]
    day = payable_from(asking.asked, position, component)
    for bar in position.bars[component]:
        lifts = asking.asked.lifts.bars.get((holder, bar.key))
        says: Phrase = [
            f"barred under {asking.run.label(bar.role)}; ",
            *(["lifts ", lifts] if lifts else ["no day known on which it lifts"]),
        ]
        chain.say(says, clause=bar.role)
    if not position.bars[component]:
        chain.say("nothing bars it that day")
    return day


def _standing(asking: Asking, holder: str, chain: Chain) -> Value:
    """``paid`` where nothing is owing in the evening, else by the bars on interest and principal."""
    position, books = asking.positions[holder], asking.books(holder)
    owing_now = asking.chain()
    owed = sum(work(owing_now, books, asking.facts).cents for work in _PARTS.values())
    if not owed:
        chain.say("nothing is owing on the Note at the end of the day")
        return "paid"
    chain.say(["owing at the end of the day: ", Money(owed)])
    for component, standing in (("interest", "barred"), ("principal", "barred_principal")):
        if position.bars[component]:
            clauses = ", ".join(dict.fromkeys(asking.run.label(bar.role) for bar in position.bars[component]))
            chain.say(f"{component} is barred under {clauses}", clause=position.bars[component][0].role)
            return standing
    chain.say("nothing bars it")
    return "open"


def _clauses(asking: Asking, holder: str, chain: Chain) -> Value:
    """The clauses of every bar of the day, and those under which something was turned over."""
    found: list[Role] = []
    for bar in asking.positions[holder].all_bars:
        found.append(bar.role)
        chain.say(f"{KINDS[bar.kind]}: {', '.join(bar.cause)}", clause=bar.role)
    for turnover in asking.turned_over(holder):
        if turnover.date == asking.day:
            found.append(turnover.role)
            chain.say(["turned over or diverted to Senior: ", Money(turnover.amount)], clause=turnover.role)
    if not found:
        chain.say("nothing bars the Note")
    return asking.run.instrument.cited(found)


def _pooled(asking: Asking, holder: str, chain: Chain) -> Addend:
    """What the Holder turned over, and what was diverted from it, so far."""
    terms = [
        Addend(["turned over or diverted on ", each.date, f", {asking.run.label(each.role)}"], each.amount)
        for each in asking.turned_over(holder)
        if each.date <= asking.day
    ]
    return chain.money("pool", Addition(terms), clause="subrogation")


def _pool(asking: Asking, holder: str, chain: Chain) -> Value:
    return Money(_pooled(asking, holder, chain).cents)


def _claim(asking: Asking, holder: str, chain: Chain) -> Value:
    """The pool, no more than is owing, once all Senior is paid."""
    pool = _pooled(asking, holder, chain)
    senior = asking.outstanding[holder]
    if senior.terms:
        chain.money("Senior Indebtedness outstanding, due or not", senior, clause="senior")
        return Money(chain.money("so nothing can be claimed yet", Addition(())).cents)
    books = asking.books(holder)
    terms = [term for work in _PARTS.values() if (term := work(asking.chain(), books, asking.facts)).cents]
    owed = chain.money("owing on the Note", Addition([term._replace(step=None) for term in terms]))
    return Money(chain.money("claim", Least([pool, owed]), clause="subrogation").cents)


def _refundable(asking: Asking, holder: str, chain: Chain) -> Value:
    """Receipt by receipt what was beyond all that was owed, less what was refunded."""
    terms, why = [], []
    for each in beyond(asking.run, asking.day):
        if each.holder == holder:
            what: Phrase = ["received beyond what was owed, ", each.date]
            terms.append(Addend(what if each.cents > 0 else ["refunded ", each.date], each.cents, each.line))
            why += asking.facts.event(each.line)
    return Money(chain.money("refundable", Addition(terms), why, clause="application").cents)


_REFUNDABLE_RULE = (
    "What was received when nothing was owed any more pays nothing on a Note: it is refundable to whoever paid it. Of "
    "a sum for all Notes each Holder holds its part in the proportion in which it received the rest of that sum; where "
    "there is no rest, by the principal that was paid on each Note until then."
)
_POOL_RULE = (
    "What a Holder turned over, or what was diverted from it to Senior, it may claim in Senior's place once all Senior "
    "is paid and while its Note is not: another route to the same money, never more than is owed."
)
_STANDING_RULE = (
    "A Note is paid when nothing is owing, barred while its interest may not be paid, barred_principal while its "
    "principal alone may not, else open."
)
_CLAUSES_RULE = "Every clause that bars something on the Note that day, and under which something was turned over."
_TURNED_OVER_IF_PAID = "What is paid while it is barred is turned over, up to all that is Senior and outstanding."
_NOON = "As of noon: recorded payments of the day counted, assumed ones not."

FIGURES: Mapping[str, Figure] = {
    "interest_due": Figure("interest due", interest_steps.RULE, _of_books(interest_steps.fell_due)),
    "principal_due": Figure("principal due", owing.RULES["principal_due"], _of_books(owing.principal_due)),
    "expenses_due": Figure("expenses due", owing.RULES["expenses_due"], _of_books(owing.expenses_due)),
    "expenses_paid": Figure("expenses paid", PAID_RULE, _paid("expenses")),
    "interest_paid": Figure("interest paid", PAID_RULE, _paid("interest")),
    "principal_paid": Figure("principal paid", PAID_RULE, _paid("principal")),
    "turned_over": Figure("turned over", OVER_RULE, _of_receipts(Receipts.turned_over)),
    "principal": Figure("principal unpaid", owing.RULES["principal"], _of_books(owing.principal)),
    "interest_unpaid": Figure("interest unpaid", owing.RULES["interest"], _of_books(owing.interest)),
    "accrued_interest": Figure("interest accrued", interest_steps.RUNNING, _of_books(interest_steps.running)),
    "expenses_unpaid": Figure("expenses unpaid", owing.RULES["expenses"], _of_books(owing.expenses)),
    "standing": Figure("standing", _STANDING_RULE, _standing),
    "clauses": Figure("clauses", _CLAUSES_RULE, _clauses),
    "assumed": Figure("assumed as paid", ASSUMED_RULE, _of_receipts(Receipts.assumed)),
}
"""The figures of ``simulate``, by column, at the end of the day."""

PAYOFF: Mapping[str, Figure] = {
    **{
        f"payoff.{name}": Figure(f"payoff, {FIGURES[name].title}", FIGURES[name].rule, _of_books(work, Moment.NOON))
        for name, work in _PARTS.items()
    },
    "payoff.total": Figure("payoff", f"All that is owing pays the Note in full, at any time. {_NOON}", _total),
    "payoff.per_diem": Figure(
        "payoff, per diem",
        "What the day itself adds; it changes with the length of the month.",
        _per_diem,
    ),
}
"""The figures of ``payoff``, at noon."""

CAN_PAY: Mapping[str, Figure] = {
    "can_pay.expenses": Figure("expenses to be paid", owing.RULES["expenses"], _of_books(owing.expenses, Moment.NOON)),
    "can_pay.interest": Figure("interest to be paid", owing.RULES["interest"], _interest_due),
    "can_pay.principal": Figure("principal to be paid", owing.RULES["principal_due"], _principal_to_be_paid),
    **{
        f"can_pay.{component}.payable_from": Figure(
            f"{component} payable from",
            "A component may be paid on a day on which no bar is on it.",
            partial(_from, component),
        )
        for component in COMPONENTS
    },
    "can_pay.turnover": Figure("turned over if paid", _TURNED_OVER_IF_PAID, _turnover),
    "can_pay.default_from": Figure(
        "a default from",
        "What is unpaid after its last timely day is an Event of Default, barred or not.",
        _default_from,
    ),
}
"""The figures of ``can-pay``, at noon."""


SUBROGATION: Mapping[str, Figure] = {
    "subrogation.pool": Figure("subrogation, pool", _POOL_RULE, _pool),
    "subrogation.claim": Figure("subrogation, claim", _POOL_RULE, _claim),
}
"""What 1(h) gives, at the end of the day."""

BEYOND: Mapping[str, Figure] = {REFUNDABLE: Figure("refundable", _REFUNDABLE_RULE, _refundable)}
"""What was received beyond all that was owed, at the end of the day."""

IN_KIND: Mapping[str, Figure] = {
    CAPITALISED: Figure(
        "interest added to principal", interest_steps.IN_KIND_RULE, _of_books(interest_steps.capitalised)
    )
}
"""What was added to principal on the day (T-21)."""

IN_WORDS = ("standing", "clauses")
"""Columns of the schedule that are no figures: the bars of the day tell of them."""


def total_of_all(asking: Asking, column: str) -> Explanation:
    """A sum of the payoff over all Notes."""
    chain = asking.chain()
    title = f"{TOTAL}: {PAYOFF[column].title}"
    if column == "payoff.per_diem":
        books = [asking.books(position.holder, Moment.NOON) for position in asking.asked.positions]
        per_diem = interest_steps.one_day_of_all(chain, books, asking.facts)
        return Explanation(title, [per_diem], [TOTAL], column, per_diem, PAYOFF[column].rule, chain.steps, chain.cited)
    terms: list[Addend] = []
    for position in asking.asked.positions:
        value = PAYOFF[column].explain(asking, column, position.holder).value
        if isinstance(value, Money) and value:
            terms.append(Addend(position.holder, value))
    total = chain.money("of all Notes", Addition(terms))
    return Explanation(
        title, [Money(total.cents)], [TOTAL], column, Money(total.cents), PAYOFF[column].rule, chain.steps, chain.cited
    )
