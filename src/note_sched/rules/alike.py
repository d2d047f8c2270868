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

from note_sched.document.events import BlockageNotice, CureNotice, Event, SeniorDefault, Transfer
from note_sched.document.model import SeniorDebt, Written
from note_sched.measure.calendar import BusinessDays
from note_sched.rules.blockage import BlockageHistory, Practice, Served
from note_sched.rules.notices import effective_on_borrower, effective_on_holder
from note_sched.rules.senior import limits

OTHERS = "others"


def named_alone(debts: Iterable[SeniorDebt], events: Iterable[Event]) -> set[str]:
    """The Holders whom some fact names by themselves, so that they may stand otherwise than the rest."""
    names: set[str] = set()
    for debt in debts:
        if isinstance(debt.notice, dict):
            names.update(debt.notice)
    for event in events:
        if isinstance(event, BlockageNotice | CureNotice) and event.received is not None:
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
        practice: Practice,
    ) -> None:
        """``name``: the Holder, or ``others`` for all whom no fact names."""
        self.name = name
        self.limits: Mapping[str, int] = limits(debts, name, issued)
        self.served: dict[date, list[Served]] = {}
        self.never_served: list[int] = []
        self.told: set[date] = set()
        defaults: dict[str, SeniorDefault] = {}
        cures: dict[str, list[date]] = {}
        for order, (event, line) in enumerate(events):
            match event:
                case SeniorDefault():
                    defaults[event.id] = event
                case CureNotice():
                    day = effective_on_holder(event, name, calendar)
                    if day is not None:
                        self.told.add(day)
                        for default in event.defaults:
                            cures.setdefault(default, []).append(day)
                case BlockageNotice():
                    self._serve(order, event, line, calendar)
                case _:
                    pass
        senior = {facility: limit > 0 for facility, limit in self.limits.items()}
        self.history = BlockageHistory(defaults, senior, cures, practice)

    def _serve(self, order: int, notice: BlockageNotice, line: int, calendar: BusinessDays) -> None:
        day = effective_on_holder(notice, self.name, calendar)
        if day is None:
            self.never_served.append(order)
            return
        self.told.add(day)
        served = Served(order, notice, line, day, effective_on_borrower(notice, calendar))
        self.served.setdefault(day, []).append(served)
