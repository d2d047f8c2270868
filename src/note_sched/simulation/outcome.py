"""What a run leaves behind: values that reports select from. Nothing here is formatted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from note_sched.document.model import Document
from note_sched.faults import Caution
from note_sched.instruments import Instrument
from note_sched.ledger.entries import Row, Totals
from note_sched.ledger.receipts import Receipt, Refunded, Turnover
from note_sched.measure.accrual import PerDiem
from note_sched.record import Record
from note_sched.rules.alike import Alike
from note_sched.rules.defaults import EventOfDefault, Graces
from note_sched.rules.ground import Component, Ground
from note_sched.rules.maturity import Maturity
from note_sched.rules.override import Overrides
from note_sched.rules.standing import Bar
from note_sched.rules.windows import Window
from note_sched.rules.words import words
from note_sched.terms.roles import Role

if TYPE_CHECKING:
    from note_sched.ledger.trace import Trace

COMPONENTS: tuple[Component, ...] = ("expenses", "interest", "principal")


class Declared(Record, frozen=True):
    """An acceleration and whether it is valid; ``ground``: why not, or ``ByItself``.

    ``holder``: of the Note accelerated; None: all Notes were, by ``holders`` together, or by themselves.
    """

    holder: str | None
    date: date
    valid: bool
    ground: Ground | None
    holders: tuple[str, ...] = ()


class Undone(Record, frozen=True):
    """An acceleration that was undone: the day, and the Holders of the Notes whose principal is undue again (T-25)."""

    date: date
    holders: tuple[str, ...]


class Subrogation(Struct, frozen=True):
    """A Holder's pool (1(h)), the first day on which it was live, and the claim on the last day, in cents."""

    holder: str
    pool: int
    live_from: date | None
    claim: int


class Position(Struct, frozen=True):
    """One Note on the day asked about, after that day's recorded payments and before its assumed ones.

    Sums in cents. ``due``: per component what is due and unpaid (where overdue principal may itself be paid that day,
    the interest accrued to that day belongs to the interest). ``bars``: per component every bar. ``oldest_timely``: the
    earliest last timely day of the sums due. ``excused``: the last day on which none of them is in default; None
    if none is due, or none will ever be in default. ``turnover``: what would be turned over if all that is due were
    paid, ``prohibited``: what of it might not be kept, turned over or not. ``default_since``: the first day of the 2(a)
    default that goes on if what is due is not paid that day; None if none exists, or what was overdue has been paid.
    ``premium``: what is due, and that on principal which paying in full that day prepays (T-24). ``capitalised``: what
    interest became principal that day, and so is not to be paid (T-21). ``premium_due``: of ``premium`` what is due.
    """

    holder: str
    principal: int
    interest_unpaid: int
    accrued: int
    expenses_unpaid: int
    per_diem: PerDiem
    due: Mapping[str, int]
    bars: Mapping[str, tuple[Bar, ...]]
    oldest_timely: date | None
    excused: date | None
    turnover: int
    pool: int
    prohibited: int
    default_since: date | None
    premium: int = 0
    capitalised: int = 0
    premium_due: int = 0

    @property
    def total(self) -> int:
        """What pays this Note in full."""
        return self.principal + self.interest_unpaid + self.accrued + self.expenses_unpaid + self.premium

    @property
    def in_the_way(self) -> bool:
        """Whether a bar is on a component of which something is owed, due or not."""
        owed = {
            "expenses": self.expenses_unpaid,
            "interest": self.interest_unpaid + self.accrued,
            "principal": self.principal + self.premium,
        }
        return any(cents and self.bars[component] for component, cents in owed.items())

    @property
    def all_bars(self) -> tuple[Bar, ...]:
        """Every bar on any component, each once."""
        if not any(self.bars.values()):
            return ()
        return tuple(dict.fromkeys(bar for component in COMPONENTS for bar in self.bars[component]))


class Lifts(Struct, frozen=True):
    """What later days bring, as far as the run looked: None where no such day was found.

    ``bars``: by Holder and bar key the first later day without that bar; ``components``: by Holder and component the
    first later day without any; ``all_free``: the first later day on which no bar is on any Note that owes something.
    """

    bars: Mapping[tuple[str, str], date]
    components: Mapping[tuple[str, str], date]
    all_free: date | None


class Asked(Struct, frozen=True):
    """The position on the day asked about, and what came of its bars.

    ``senior_outstanding``: cents outstanding by facility; ``senior_limits``: the most of each, in cents, that can still
    be Senior, by the name of those who stand alike.
    ``assumed``: the cents that were only assumed as paid before that day, ``assumed_since`` the first day of it.
    """

    day: date
    positions: Sequence[Position]
    lifts: Lifts
    senior_outstanding: Mapping[str, int]
    senior_limits: Mapping[str, Mapping[str, int]]
    assumed: int
    assumed_since: date | None


class DaysAlike(Struct, frozen=True):
    """Days on end between which nothing differs but the interest that runs: what is due and barred, and what lifts it.

    ``asked``: the first of them. ``accrued``: of each day after it what has accrued and is not due, in cents, Note by
    Note as in its positions. (The per diem may differ too: months are not equally long.)
    """

    asked: Asked
    accrued: Sequence[Sequence[int]] = ()


class Run(Record, frozen=True):
    """A finished simulation.

    ``issues``: where each Note stood at the end of the day on which it came into being, those of the first day apart.
    ``timely``: the last day on which a sum due on a day is paid in time. ``grace``: the periods of section 2.
    ``alike``: the notices and Blockage Events of Holders who stand alike, and ``members`` who they are, by the same
    names. ``overrides``: days of their suspension. ``trace``: every movement with its cause, where the run was
    traced. ``acknowledged``: the warnings that the document knows of, which are not among the ``cautions``.
    ``undone``: the accelerations that were rescinded, by day.
    """

    document: Document
    instrument: Instrument
    first_day: date
    through: date
    rows: Sequence[Row]
    issues: Sequence[Row]
    maturity: Maturity
    timely_maturity: date
    windows: Sequence[Window]
    defaults: Sequence[EventOfDefault]
    accelerations: Sequence[Declared]
    turnovers: Sequence[Turnover]
    receipts: Sequence[Receipt]
    refunds: Sequence[Refunded]
    subrogation: Sequence[Subrogation]
    totals: Totals
    cautions: Sequence[Caution]
    acknowledged: Sequence[Caution]
    asked: Asked | None
    in_full: Mapping[int, int]
    timely: Callable[[date], date]
    grace: Graces
    alike: Mapping[str, Alike]
    members: Mapping[str, Sequence[str]]
    overrides: Overrides
    trace: "Trace | None"
    undone: Sequence[Undone] = ()

    def label(self, role: Role) -> str:
        """How the Note cites the clause of a role."""
        return self.instrument.label(role)

    def said(self, why: Ground | None) -> str:
        """A ground in words; none where there is no ground."""
        return "" if why is None else words(why, self.instrument.label)
