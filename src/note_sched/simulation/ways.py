"""A run whose interest runs in several ways at once: in kind, and in default (T-21, T-22).

What the day needs for it: how interest is counted, accounts that can, and what the evening settles.
"""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, cast

from note_sched.document.counting import ladder_of
from note_sched.document.events import PikElection
from note_sched.document.model import Document
from note_sched.ledger.account import Account
from note_sched.ledger.full import FullAccount
from note_sched.ledger.full_notes import FullNotes
from note_sched.ledger.notes import NoteBook
from note_sched.measure.business_days import BusinessDays
from note_sched.simulation.agenda import Agenda
from note_sched.simulation.default_interest import InDefault
from note_sched.simulation.defaults_day import Defaults
from note_sched.simulation.elections import Elections
from note_sched.simulation.law import Law
from note_sched.simulation.metering import meter_of
from note_sched.simulation.remarks import Remarks

if TYPE_CHECKING:
    from note_sched.ledger.trace import Trace
    from note_sched.measure.accrual import Accrual


class InterestWays:
    """Interest in kind and in default, day by day."""

    book = FullNotes

    def __init__(self, document: Document, agenda: Agenda, calendar: BusinessDays) -> None:
        self._terms = document.terms.interest
        events = [(event, line) for _, event, line in agenda.all(PikElection)]
        issued = document.note.issue_date
        self._elections = Elections(events, self._terms.pik, ladder_of(document), issued, calendar)
        self.meter = meter_of(document, self._elections.good)
        self._in_default: InDefault | None = None

    @property
    def accrual(self) -> "Accrual":
        """The meter, as a book of Notes asks it: by day and period, as it asks an ``Accrual``."""
        return cast("Accrual", self.meter)

    def account(self, holder: str, alike: str, position: int, issued: date, trace: "Trace | None") -> Account:
        """An account that can count in all of them; traced where there is a trace."""
        full = FullAccount(holder, alike, position, issued, self.meter.denominator)
        if trace is not None:
            from note_sched.ledger.full_pen import FullPen  # noqa: PLC0415 (most runs are not traced)

            full.pen = FullPen(trace, holder, issued)
        full.in_kind = self._terms.pik
        return full

    def begin(self, notes: NoteBook, law: Law, defaults: Defaults, remarks: Remarks) -> set[date]:
        """Before the first day; returns the days on which something turns by the facts alone."""
        assert isinstance(notes, FullNotes)  # noqa: S101 (``book``)
        notes.barred = lambda account: bool(law.verdicts[account.alike].on("interest"))
        for event, line, why in self._elections.void:
            remarks.void_election(event, line, why)
        if self._terms.default is None:
            return set()
        in_default = self._in_default = InDefault(self._terms.default, notes, defaults)
        notes.as_things_stand = lambda account: in_default.settle(account, notes.today)
        return in_default.days

    def deem(self, notes: NoteBook) -> None:
        """What is unpaid at the end of its timely day may be added to principal, before it is in default."""
        if self._terms.pik is not None and self._terms.pik.deemed:
            assert isinstance(notes, FullNotes)  # noqa: S101 (as above)
            notes.deem()

    def evening(self, day: date, issued: Iterable[Account]) -> None:
        """What bears default interest on ``day``, once it is known which defaults go on."""
        if self._in_default is not None:
            self._in_default.evening(day, issued)
