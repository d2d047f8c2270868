"""At which rate interest runs in each of several ways: in cash, in kind, in default, by the contract or an election."""

from datetime import date
from fractions import Fraction

from note_sched.document.counting import ladder_of
from note_sched.document.indexed import contract_rates
from note_sched.document.model import Document
from note_sched.ledger.rates import Rates
from note_sched.measure.accrual import Accrual, Rate
from note_sched.measure.moving import MovingAccrual, Steps


class Ways:
    """The accrual of each way, as a trace names it (``Stretch``)."""

    def __init__(self, document: Document) -> None:
        interest = document.terms.interest
        self._count = interest.day_count
        self._ladder = ladder_of(document)
        self._steps = contract_rates(document)
        rates = Rates(document.note.legal_maximum_rate, interest.pik, interest.default)
        self._ways = [rates.ways(rate) for rate in self._steps.rates]
        self._known: dict[tuple[str, bool], Accrual] = {}

    def accrual(self, way: str, elected: bool) -> Accrual:  # noqa: FBT001 (a key of two parts)
        """The accrual of a way; a rate that goes on is not divided where another way's changes."""
        if (way, elected) not in self._known:
            self._known[way, elected] = MovingAccrual(self._count, self._of(way, elected), self._ladder)
        return self._known[way, elected]

    def _of(self, way: str, elected: bool) -> Steps:  # noqa: FBT001 (as above)
        field = way.removesuffix("_in_cash")
        starts, fractions = list[date](), list[Fraction]()
        for start, each in zip(self._steps.starts, self._ways, strict=True):
            rate: Fraction = getattr(each[elected], field)
            if not fractions or rate != fractions[-1]:
                starts.append(start)
                fractions.append(rate)
        rates = tuple(Rate(rate.numerator, rate.denominator, "") for rate in fractions)
        return Steps(tuple(starts), rates, self._steps.by_period)
