"""What was paid on a Note on a day, and what was turned over: how each receipt was divided, tier by tier."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from note_sched.document.events import Payment, SeniorPayment
from note_sched.history.movements import KINDS, Act, Part, kinds_of
from note_sched.history.past import Past, trace_of
from note_sched.ledger.receipts import Turnover
from note_sched.ledger.rounds import Round, SeniorShare, Tiers
from note_sched.ledger.waterfall import Applied
from note_sched.measure.business_days import DAY
from note_sched.pages.values import Phrase
from note_sched.reports.explanation.chain import (
    Addend,
    Addition,
    BusinessDay,
    Chain,
    Fact,
    Least,
    Multiple,
    Poured,
    Shared,
    Tier,
)
from note_sched.reports.explanation.cited_facts import Facts
from note_sched.reports.explanation.divisions import Divisions
from note_sched.reports.telling.quoting import extension_law
from note_sched.reports.telling.story import paid_to
from note_sched.reports.telling.wording import NO_BARS
from note_sched.rules.ground import Component
from note_sched.rules.standing import ACCELERATED_PRINCIPAL
from note_sched.simulation.outcome import COMPONENTS
from note_sched.terms.roles import Role

TIERS = {
    "expenses": "expenses due",
    "interest": "interest due",
    "accrued": "interest accrued, not due",
    "principal": "principal",
    "in_kind": "interest that ran in kind",
}
OF_COMPONENT: Mapping[str, Sequence[str]] = {
    component: tuple(dict.fromkeys(KINDS[what].tier for what in kinds_of(Act.PAID, component)))
    + (("in_kind",) if component == "interest" else ())
    for component in COMPONENTS
}
"""The tiers of each component."""

_PARTS: Sequence[Part] = (*COMPONENTS, "premium")

_BASIS: dict[str, Role | str] = {
    "expenses": Role.RATABLE,
    "interest": "interest shared",
    "accrued": "interest shared",
    "in_kind": "interest shared",
    "principal": "principal",
}

PAID_RULE = (
    "What is received pays expenses, then interest due, then interest accrued, then principal; over several Notes each "
    "of these is divided on its own basis before the next is touched."
)
ASSUMED_RULE = (
    "Assumed, not received: the Borrower is taken to pay what is due on the first business day on which it is due and "
    "may be paid."
)
OVER_RULE = (
    "A payment that was barred is held in trust and turned over to the Senior holders, up to all that is Senior and "
    "outstanding, due or not; it does not discharge the Note."
)
DIVERTED_RULE = (
    "What in an insolvency proceeding would be distributed to the Holder goes to the Senior holders instead, up to all "
    "that is Senior and outstanding; it never discharges the Note."
)
DISCHARGED_RULE = (
    "A payment that was barred is held in trust and turned over to the Senior holders, up to all that is Senior and "
    "outstanding, due or not; under this reading it discharges the Note all the same."
)


class Receipts:
    """The receipts of one day, as they concern one Note."""

    def __init__(self, chain: Chain, books: Past, facts: Facts, divisions: Divisions, gone: Sequence[Turnover]) -> None:
        """``gone``: what was turned over or diverted on the Note that day."""
        self._chain = chain
        self._books = books
        self._facts = facts
        self._divisions = divisions
        self._gone = gone
        self._holder = books.holder
        self._discharges = books.run.document.reading.turnover_effect == "discharged"
        self._said: dict[tuple[int, str], Addend] = {}
        self._rounds = [each for each in trace_of(books.run).rounds if each.date == books.day]

    def paid(self, component: Component) -> Addend:
        """What was applied to a component of the Note that day, recorded and assumed."""
        terms = [part for each in self._rounds for part in self._applied(each, component)]
        terms += self._assumed(component)
        if self._is_last(terms):
            return terms[0]
        says = f"applied to {component} that day" if terms else f"nothing was applied to {component} that day"
        return self._chain.money(says, Addition(terms), clause="application")

    def assumed(self) -> Addend:
        """How much of what was paid that day is assumed."""
        terms = [each for part in _PARTS for each in self._assumed(part)]
        if self._is_last(terms):
            return terms[0]
        return self._chain.money(
            "assumed as paid that day" if terms else "nothing is assumed that day", Addition(terms)
        )

    def turned_over(self) -> Addend:
        """What was turned over, or diverted, to Senior that day."""
        terms = []
        for each in self._rounds:
            if each.over.get(self._holder):
                over = self._over(each)
                if each.times > 1:
                    says = "the same again, for nothing was applied and the Notes owed the same"
                    over = self._chain.money(says, Multiple(over, each.times))
                terms.append(over)
        if not self._is_last(terms):
            says = "turned over that day" if terms else "nothing was turned over that day"
            terms = [self._chain.money(says, Addition(terms))]
        self._whereto()
        return terms[0]

    def _whereto(self) -> None:
        """Which Senior debts it went to, the highest rank first."""
        gone = self._gone
        if gone:
            role = gone[-1].role
            self._chain.say(["of it to ", *paid_to(gone), ": the highest rank in full first"], clause=role)

    def _is_last(self, terms: Sequence[Addend]) -> bool:
        """Whether there is one term only, and it is what the chain has come to."""
        return len(terms) == 1 and terms[0].step == len(self._chain.steps)

    def _once(self, each: Round, name: str, work: Callable[[], Addend]) -> Addend:
        """A step of a round is said once, however many others rest on it."""
        key = self._place(each), name
        if key not in self._said:
            self._said[key] = work()
        return self._said[key]

    def _assumed(self, part: Part) -> list[Addend]:
        paid = [each for each in self._books.of_the_day(Act.PAID, part) if each.assumed]
        terms = []
        for each in paid:
            if each.kind.tier == "accrued":
                terms.append(Addend("interest accrued to that day, paid with principal", each.cents))
            terms += [Addend([f"{part} due ", due], cents) for due, cents in each.parts]
        if not terms:
            return []
        self._why_today(sorted({due for each in paid for due, _ in each.parts if due < self._books.day}))
        return [self._chain.money("assumed as paid, not received", Addition(terms), clause="application")]

    def _why_today(self, dues: Sequence[date]) -> None:
        """Why what fell due on earlier days is taken to be paid on this one."""
        run, day = self._books.run, self._books.day
        for due in dues:
            if run.timely(due) == day:
                says: Phrase = ["due ", due, ", no business day: paid on the next one with the same effect"]
                self._chain.say([*says, extension_law(run.document)], BusinessDay(due, 0, day))
        if not any(run.timely(due) < day for due in dues):
            return
        barred = [
            window
            for window in run.windows
            if window.effective and window.kind not in NO_BARS and window.covers(day - DAY)
            if window.holder in (None, self._holder)
        ]
        clauses = ", ".join(dict.fromkeys(run.label(window.role) for window in barred))
        until: Phrase = [f"barred under {clauses} through ", day - DAY, "; "] if barred else []
        self._chain.say([*until, "this is the first day on which what was due may be paid"])

    def _applied(self, each: Round, component: str) -> list[Addend]:
        """What one round applied to a component: the Note's share, or, of a barred share, what could be kept."""
        applied = each.applied.get(self._holder)
        if applied is None or not getattr(applied, component):
            return []
        keeps = not each.barred.get(self._holder)
        if keeps or (self._discharges and each.roles[self._holder] is Role.TURNOVER):
            return [self._tier(each, tier) for tier in OF_COMPONENT[component] if getattr(self._own(each), tier)]
        return self._kept(each, component)

    def _own(self, each: Round) -> Tiers:
        return each.share_of[self._holder]

    def _owed(self, each: Round) -> Tiers:
        return each.owed_of[self._holder]

    def _kept(self, each: Round, component: str) -> list[Addend]:
        """What was free of a share and, of the barred part, what Senior could not take, poured on the Note."""
        own, owed = self._own(each), self._owed(each)
        barred = each.barred_parts[self._holder]
        free, terms = _without(own, barred), []
        if any(getattr(free, tier) for tier in OF_COMPONENT[component]):
            terms += self._free(each, component, barred)
        over = self._over(each)
        kept = [Addend("barred", barred.total), Addend("of it to Senior", -over.cents, step=over.step)]
        given = self._chain.money("barred, but more than Senior is owed: kept and applied", Addition(kept))
        left = _without(owed, free)
        if component == "principal":
            given = self._without_premium(given, _kept_of(each.applied[self._holder], free), left)
        terms += self._poured(given, left, component)
        return terms

    def _free(self, each: Round, component: str, barred: Tiers) -> list[Addend]:
        """What of the Note's share on a component was not barred: of principal what was not accelerated."""
        terms = [self._tier(each, tier) for tier in OF_COMPONENT[component] if getattr(self._own(each), tier)]
        if component != "principal" or not (barred.principal or self._was_accelerated):
            return terms
        rest = [*terms, Addend("on accelerated principal, barred", -barred.principal)]
        return [self._chain.money("principal that was not accelerated", Addition(rest), clause="accelerated principal")]

    @property
    def _was_accelerated(self) -> bool:
        """Whether principal of the Note that was accelerated was barred for that alone (1(d))."""
        windows = [each for each in self._books.run.windows if each.kind == ACCELERATED_PRINCIPAL]
        return any(each.holder == self._holder and each.covers(self._books.day) for each in windows)

    def _poured(self, given: Addend, owed: Tiers, component: str) -> list[Addend]:
        tiers = _tiers(owed)
        terms = []
        for tier in OF_COMPONENT[component]:
            poured = Poured(given, tiers, TIERS[tier])
            if poured.result:
                terms.append(self._chain.money(f"of it to {TIERS[tier]}", poured, clause="application"))
        return terms

    def _tier(self, each: Round, tier: str) -> Addend:
        """The Note's share of one tier."""
        return self._once(each, tier, lambda: self._work_tier(each, tier))

    def _work_tier(self, each: Round, tier: str) -> Addend:
        if tier == "premium":
            return Addend("premium, due or on principal that is prepaid", self._own(each).premium)
        if each.kind in ("distribution", "returned_by_senior"):
            share = self._once(each, "share", lambda: self._apportioned(each))
            if tier == "principal":
                share = self._without_premium(share, self._own(each), self._owed(each))
            poured = Poured(share, _tiers(self._owed(each)), TIERS[tier])
            return self._chain.money(f"of it to {TIERS[tier]}", poured, clause="application")
        received = self._once(each, "received", lambda: self._received(each))
        if tier == "principal":
            received = self._without_premium(received, each.shares_of_all, each.owed_on_all)
        one = len(each.owed) == 1
        says = f"of it to {TIERS[tier]}" + ("" if one else " on all Notes")
        poured = Poured(received, _tiers(each.owed_on_all), TIERS[tier])
        part = self._chain.money(says, poured, clause="application")
        if one:
            return part
        shared = self._shared(each, tier, part, lambda: ((owed.holder, getattr(owed, tier)) for owed in each.owed))
        return self._chain.money(f"of that to {self._holder}, by {TIERS[tier]}", shared, clause=_BASIS[tier])

    def _without_premium(self, given: Addend, taken: Tiers, owed: Tiers) -> Addend:
        """What is left for principal of a sum that pays the premium on it too; of it a cent can be over (T-24)."""
        terms, over = [given], given.cents - taken.total
        if taken.premium:
            terms.append(Addend("the premium on the principal that it prepays", -taken.premium))
        if over > 0 and taken.principal < owed.principal:
            terms.append(Addend("what no principal takes together with its premium", -over))
        if len(terms) == 1:
            return given
        return self._chain.money("without the premium that goes with principal", Addition(terms), clause=Role.PREMIUM)

    def _shared(
        self, each: Round, name: object, given: Addend, weights: Callable[[], Iterable[tuple[str, int]]]
    ) -> Shared:
        """The Holder's part of a division of the round, which is the same for all Holders."""
        key = self._place(each), name
        return Shared(given, self._divisions.of(key, given.cents, weights), self._holder)

    def _place(self, each: Round) -> int:
        return next(at for at, found in enumerate(self._rounds) if found is each)

    def _apportioned(self, each: Round) -> Addend:
        """The Note's share of a distribution, by unpaid principal plus interest; no more than it is owed."""
        owed = self._owed(each).total
        left = self._once(each, "received", lambda: self._received(each))
        terms: list[Addend] = []
        for at, pouring in enumerate(each.pourings):
            if self._holder in pouring.weights:
                given = left._replace(cents=pouring.cents, step=left.step if pouring.cents == left.cents else None)
                says = f"of it to {self._holder}, by unpaid principal and interest"
                shared = self._shared(each, ("share", at), given, pouring.weights.items)
                part = self._chain.money(says, shared, clause="distribution")
                terms.append(self._capped(part, owed - sum(term.cents for term in terms)))
        if len(terms) == 1:
            return terms[0]
        return self._chain.money("what others were not owed any more, divided again", Addition(terms))

    def _capped(self, part: Addend, room: int) -> Addend:
        if part.cents <= room:
            return part
        return self._chain.money("no more than is owed", Least([part, Addend("owed on the Note", room)]))

    def _received(self, each: Round) -> Addend:
        """The sum that was poured: the receipt itself, or what is left of it."""
        receipt = next(r for r in self._books.run.receipts if (r.date, r.line) == (each.date, each.line))
        why = self._why(each)
        event = next((e.event for e in self._books.run.document.events if e.line == each.line and each.line), None)
        if each.cents != receipt.amount - receipt.collection:
            says = "left of the receipt when more was retained than a Note was owed, and poured again"
            return self._chain.money(says, Addition([Addend(says, each.cents, each.line)]), why)
        if isinstance(event, Payment) and event.principal is not None:
            return self._to_retire(each, event, why)
        terms = [Addend("received", receipt.amount + receipt.returned, each.line), *self._back(each)]
        if receipt.collection:
            terms.append(Addend("collection expenses", -receipt.collection, each.line))
        return self._chain.money(_SOURCES[each.kind], Addition(terms), why)

    def _to_retire(self, each: Round, event: Payment, why: Sequence[Fact]) -> Addend:
        """A payment that is to retire so much principal: with all that must be paid before it."""
        owed = {tier: sum(getattr(note, tier) for note in each.owed) for tier in TIERS}
        terms = [
            Addend(f"{TIERS[tier]} before it", owed[tier])
            for tier in TIERS
            if tier not in ("principal", "in_kind") and owed[tier]
        ]
        terms.append(Addend("principal that it retires", int(event.principal or 0), each.line))
        if premium := sum(share.premium for share in each.shares):
            terms.append(Addend("the premium on it", premium))
        terms += self._back(each)
        return self._chain.money(
            "the payment, with all that is paid before principal", Addition(terms), why, "application"
        )

    def _back(self, each: Round) -> list[Addend]:
        """What came back later of a payment: it was never received."""
        return [Addend(["came back ", day], -cents, line) for day, line, cents in self._facts.returns(each.line)]

    def _why(self, each: Round) -> list[Fact]:
        if each.kind != "returned_by_senior":
            lines = (each.line, *(line for _, line, _ in self._facts.returns(each.line)))
            return [fact for line in lines for fact in self._facts.event(line)]
        paid = self._facts.events(SeniorPayment, through=each.date)
        return [fact for event, line in paid if event.date == each.date for fact in self._facts.event(line)]

    def _over(self, each: Round) -> Addend:
        """What the Note's Holder turned over in one round."""
        return self._once(each, "over", lambda: self._work_over(each))

    def _work_over(self, each: Round) -> Addend:
        barred = self._barred(each)
        role = each.roles[self._holder]
        word = "diverted" if role is Role.DIVERSION else "turned over"
        if self._holder in each.senior_to:
            senior = self._senior(each.senior_to[self._holder], 0)
            return self._chain.money(word, Least([barred, senior]), clause=role)
        senior = self._senior(each.senior, each.handed)
        if len(each.barred) == 1:
            return self._chain.money(word, Least([barred, senior]), clause=role)
        all_barred = Addend("barred on all Notes", each.barred_on_all)
        given = self._chain.money(f"{word}, of all Notes", Least([all_barred, senior]), clause=role)
        shared = self._shared(each, "barred", given, each.barred.items)
        return self._chain.money(f"of that of {self._holder}, by what was barred", shared, clause=role)

    def _barred(self, each: Round) -> Addend:
        """What of the Note's share was barred: all of it, what fell on accelerated principal, or on a component."""
        own, barred = self._own(each), each.barred_parts[self._holder]
        terms = [self._tier(each, tier) for tier in (*TIERS, "premium") if getattr(barred, tier)]
        if barred.principal not in (0, own.principal):
            terms.append(Addend("on principal that was not accelerated", barred.principal - own.principal))
        if barred != own and self._was_accelerated:
            says = "on accelerated principal, barred"
            return self._chain.money(says, Addition(terms), clause="accelerated principal")
        role = each.roles[self._holder]
        if barred != own:
            says = f"falls to {self._holder} on what is barred by itself"
            return self._chain.money(says, Addition(terms), clause=role)
        says = (
            f"falls to {self._holder}, and is barred"
            if role is Role.DIVERSION
            else f"received by {self._holder} while barred"
        )
        return self._chain.money(says, Addition(terms), clause=role)

    def _senior(self, shares: Iterable[SeniorShare], handed: int) -> Addend:
        debts = sorted(shares, key=lambda share: share.rank)
        terms = [Addend(f"{share.facility} (rank {share.rank})", share.amount) for share in debts]
        if handed:
            terms.append(Addend("already taken of this receipt", -handed))
        why = [self._facts.debt(share.facility) for share in debts]
        return self._chain.money("Senior Indebtedness outstanding, due or not", Addition(terms), why, "senior")


_SOURCES: Mapping[str, Phrase] = {
    "payment": "the recorded payment",
    "distribution": "the distribution, after collection expenses",
    "returned_by_senior": "received by Senior beyond payment in full, and due to the Holders",
}


def rule(books: Past) -> str:
    """The rule of what was paid on a day: another where all of it is assumed."""
    paid = books.of_the_day(Act.PAID)
    return ASSUMED_RULE if paid and all(each.assumed for each in paid) else PAID_RULE


def _kept_of(applied: Applied, free: Tiers) -> Tiers:
    """What was applied to a Note beyond what was free of its share; of interest all that is of any tier."""
    interest = applied.interest - free.interest - free.accrued - free.in_kind
    principal, premium = applied.principal - free.principal, applied.premium - free.premium
    return Tiers(free.holder, applied.expenses - free.expenses, interest, 0, principal, 0, premium)


def _without(whole: Tiers, part: Tiers) -> Tiers:
    """What is left of tiers, each without a part of itself."""
    return Tiers(whole.holder, *(a - b for a, b in zip(whole[1:], part[1:], strict=True)))


def _tiers(owed: Tiers) -> list[Tier]:
    tiers = ((words, getattr(owed, tier), tier) for tier, words in TIERS.items())
    return [Tier(words, cents) for words, cents, tier in tiers if cents or tier != "in_kind"]
