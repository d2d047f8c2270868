"""Holders who stand alike towards the Senior debt: the same notices on the same days, the same debt Senior to them.

Clause:
    1(d): "receipt by the Holder"; 1(a): "provided further that the Borrower provides the Holder with prior written
    notice"; 4(d): the Note binds and benefits "successors and assigns".

Reading:
    Receipt, seniority of a refinancing and what a transferee takes over are judged Holder by Holder. Holders whom no
    fact names stand alike, so the law is worked out once for all of them: a document of a hundred thousand Holders has
    as many different standings as it has Holders named in receipts, refinancing notices and transfers, and one more.

Example:
    >>> from datetime import date
    >>> from note_sched.document.events import Transfer
    >>> sorted(named_alone([], [Transfer(date=date(2009, 1, 5), source="alder", target="birch")]))
    ['alder', 'birch']

Limits:
    Acceleration is not a matter of standing alike: it is a fact of one Holder's principal.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from note_sched.document.events import (
    BlockageNotice,
    BlockageWithdrawal,
    CureNotice,
    Event,
    Notice,
    ResumeNotice,
    SeniorDefault,
    StopNotice,
    Transfer,
)
from note_sched.document.model import SeniorDebt, Written
from note_sched.measure.business_days import BusinessDays
from note_sched.rules.blockage import Served, Told, Withdrawal, ended
from note_sched.rules.noticed import BlockageHistory
from note_sched.rules.notices import effective_as_to, effective_on_borrower, stop_effective_on
from note_sched.rules.permitted import Stops
from note_sched.rules.senior import limits
from note_sched.terms.terms import Terms

OTHERS = "others"


def named_alone(debts: Iterable[SeniorDebt], events: Iterable[Event]) -> set[str]:
    """The Holders whom some fact names by themselves, so that they may stand otherwise than the rest."""
    names: set[str] = set()
    for debt in debts:
        if isinstance(debt.notice, dict):
            names.update(debt.notice)
    for event in events:
        if isinstance(event, Notice) and event.received is not None:
            names.update(event.received)
        elif isinstance(event, Transfer):
            names.update((event.source, event.target))
    return names - {OTHERS}


class Alike:
    """Holders who stand alike: what is Senior as to them, their notices, their Blockage Events.

    ``limits``: for each facility the cents of it that can be Senior; ``served``: the notices by effective day;
    ``told``: the days on which any notice was effective; ``never_served``: notices that never reached them, by their
    place in the document.
    """

    def __init__(
        self,
        name: str,
        debts: Sequence[SeniorDebt],
        events: Sequence[Written],
        issued: date,
        calendar: BusinessDays,
        terms: Terms,
    ) -> None:
        """``name``: the Holder, or ``others`` for all whom no fact names."""
        self.name = name
        self.limits: Mapping[str, int] = limits(debts, name, issued, terms.senior_in_effect)
        self.served: dict[date, list[Served]] = {}
        self.never_served: list[int] = []
        self.told: set[date] = set()
        self._calendar = calendar
        self._starts = terms.blockage.starts
        defaults = {event.id: event for event, _ in events if isinstance(event, SeniorDefault)}
        for order, (event, line) in enumerate(events):
            if isinstance(event, BlockageNotice):
                self._serve(order, event, line)
        senior = {facility: limit > 0 for facility, limit in self.limits.items()}
        self.history = BlockageHistory(defaults, senior, self._endings(events), terms.blockage)
        self.stops = self._stops(events)
        self._payment_defaults: list[SeniorDefault] = []
        if terms.blockage.payment_default == "automatic":
            self._payment_defaults = [
                each for each in defaults.values() if each.kind == "payment" and senior[each.facility]
            ]

    def _serve(self, order: int, notice: BlockageNotice, line: int) -> None:
        day = self._effective(notice)
        if day is None:
            self.never_served.append(order)
            return
        served = Served(order, notice, line, day, effective_on_borrower(notice, self._calendar))
        self.served.setdefault(day, []).append(served)

    def _effective(self, notice: Notice) -> date | None:
        day = effective_as_to(notice, self.name, self._starts, self._calendar)
        if day is not None:
            self.told.add(day)
        return day

    def _endings(self, events: Sequence[Written]) -> Mapping[str, Told]:
        """What they were told of the end of each default, and of notices withdrawn."""
        cures: dict[str, list[date]] = {}
        withdrawals: dict[str, list[Withdrawal]] = {}
        for event, _ in events:
            if not isinstance(event, CureNotice | BlockageWithdrawal):
                continue
            day = self._effective(event)
            if day is None:
                continue
            for default in event.defaults:
                if isinstance(event, CureNotice):
                    cures.setdefault(default, []).append(day)
                else:
                    withdrawals.setdefault(default, []).append(Withdrawal(day, event.by))
        names = {*cures, *withdrawals}
        return {name: Told(cures.get(name, ()), withdrawals.get(name, ())) for name in names}

    def _stops(self, events: Sequence[Written]) -> Stops:
        stopped, resumed = [], []
        for order, (event, _) in enumerate(events):
            if not isinstance(event, StopNotice | ResumeNotice):
                continue
            day = stop_effective_on(event, self.name, self._starts, self._calendar)
            if day is None:
                continue
            self.told.add(day)
            if isinstance(event, ResumeNotice):
                resumed.append(day)
            else:
                stopped.append((order, event.date, event.stops, day))
        return Stops(stopped, resumed)

    def turning_days(self) -> set[date]:
        """The days on which notices, stops and payment defaults of Senior begin or cease to count."""
        days = {*self.served, *self.stops.days()}
        for default in self._payment_defaults:
            days |= {default.date, ended(default) or default.date}
        return days

    def may_bar(self, day: date) -> bool:
        """Whether a Blockage Event, a stop or a payment default of Senior may bar on ``day`` or later."""
        if self.history.may_run(day) or any(stop.bars(day) for stop in self.stops.all):
            return True
        return any(default.date <= day for default in self.payment_defaults(day))

    def payment_defaults(self, day: date) -> list[SeniorDefault]:
        """Those of Senior that bar by themselves on ``day``, or will; what is asked about goes forward."""
        left = [each for each in self._payment_defaults if (ended(each) or date.max) > day]
        self._payment_defaults = left
        return left
