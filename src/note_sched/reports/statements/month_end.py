"""How a Note stands at the end of a month, and the notices that reached its Holder in it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from note_sched.document.events import Acceleration, CureNotice
from note_sched.history.movements import barred_with
from note_sched.measure.business_days import DAY
from note_sched.measure.months import Month
from note_sched.reports.answers.notice_tables import noticed
from note_sched.reports.answers.payoff import asked_of
from note_sched.reports.answers.verdict import standing, verdict
from note_sched.reports.statements.history import History
from note_sched.rules.acceleration import signatories
from note_sched.rules.defaults import FOREVER, EventOfDefault, Pending, graces_running
from note_sched.rules.notices import effective_on_holder
from note_sched.rules.standing import BLOCKAGE, Bar
from note_sched.rules.windows import Window
from note_sched.simulation.outcome import Position, Run
from note_sched.terms.roles import Role

DEFAULT = "default"
"""The kind of an Event of Default among what stood in a month."""


class MonthEndBar(NamedTuple):
    """A bar on the Note on the month's last day; ``through``: the last day of a Blockage Event, if it is known."""

    clause: str
    kind: str
    cause: tuple[str, ...]
    through: date | None
    component: str


class MonthEnd(NamedTuple):
    """How a Note stands at the end of the month.

    ``verdict``: as of ``can-pay`` on the month's last day.
    ``standing``: as in the schedule, ``open``, ``barred``, ``barred_principal`` or ``paid``. ``late_from``: the day
    from which what is due and unpaid is a default under 2(a), where that day is still to come and is not one on which
    a default goes on unbroken. ``graces``: other grace that runs. ``deemed``: whether interest that is unpaid at the
    end of its timely day becomes principal, and is no default.
    """

    verdict: str
    standing: str
    bars: tuple[MonthEndBar, ...]
    defaults: tuple[EventOfDefault, ...]
    late_from: date | None
    graces: tuple[Pending, ...]
    deemed: bool


class Stood(NamedTuple):
    """What stood on some days of the month: a bar of some kind, or (``kind`` is ``default``) an Event of Default.

    ``until``: the last day, None where it stands at the end of the month (whatever came later).
    """

    kind: str
    clause: str
    start: date
    until: date | None
    cause: tuple[str, ...]


class EffectiveNotice(NamedTuple):
    """A notice that was effective on the Holder in the month: of what, what it does, and the clause that says so.

    ``what``: ``blockage``, ``cure`` or ``acceleration`` (of the Holder's own Note, or of all). ``effect``: ``blocks``,
    ``void`` or ``noted``; ``through``: the last blocked day, None if no end is known; ``reason``: why it is void.
    """

    effective_on: date
    what: str
    of: str
    effect: str
    clause: str
    through: date | None = None
    reason: str | None = None
    line: int = 0


class Standings:
    """What the law says of every Note on the month's last day, worked out once for those who stand alike."""

    def __init__(self, run: Run, month: Month) -> None:
        self._run = run
        self._month = month
        self._positions = {each.holder: each for each in asked_of(run).positions}
        self._defaults: dict[str | None, list[EventOfDefault]] = {}
        for each in run.defaults:
            if each.start <= month.last and (each.until is None or each.until >= month.first):
                self._defaults.setdefault(each.holder, []).append(each)
        self._windows: dict[str | None, list[Window]] = {}
        for window in run.windows:
            if window.effective and window.start <= month.last and (window.end is None or window.end >= month.first):
                self._windows.setdefault(window.holder, []).append(window)
        events = [written.event for written in run.document.events]
        self._graces = tuple(graces_running(events, run.grace, month.last))
        self._ends = {
            (window.holder, window.cause): window.end
            for window in run.windows
            if window.kind == BLOCKAGE and window.effective and window.covers(month.last)
        }
        self._notices = self._sorted_out()

    def _exists(self, default: EventOfDefault) -> bool:
        return default.start <= self._month.last <= (default.until or self._month.last)

    def in_month(self, holder: str) -> list[Stood]:
        """The bars and Events of Default that stood on some day of the month, by their first day."""
        windows = (*self._windows.get(None, ()), *self._windows.get(holder, ()))
        label, said = self._run.label, self._run.said
        stood = [Stood(each.kind, label(each.role), each.start, self._within(each.end), each.cause) for each in windows]
        defaults = (*self._defaults.get(None, ()), *self._defaults.get(holder, ()))
        stood += [
            Stood(DEFAULT, label(each.role), each.start, self._within(each.until), (said(each.ground),))
            for each in defaults
        ]
        return sorted(stood, key=lambda one: (one.start, one.kind != DEFAULT, one.clause))

    def _within(self, last: date | None) -> date | None:
        return last if last is not None and last <= self._month.last else None

    def of(self, history: History) -> MonthEnd:
        """How a Note stands."""
        position = self._positions[history.holder]
        owing = history.closing.total
        bars = tuple(self._bars(position)) if owing else ()
        deemed = self._is_deemed(history)
        excused = [
            self._run.grace.last_day(barred_with(arrear.component), arrear.date)
            for arrear in history.arrears
            if not (arrear.component == "interest" and deemed)
        ]
        late = min((day for day in excused if day >= self._month.last), default=FOREVER)
        defaults = [
            each for holder in (None, history.holder) for each in self._defaults.get(holder, ()) if self._exists(each)
        ]
        goes_on = any(each.role is Role.DEFAULT_PAYMENT and each.until != self._month.last for each in defaults)
        return MonthEnd(
            verdict=verdict(position),
            standing=standing(position) if owing else "paid",
            bars=bars,
            defaults=tuple(defaults),
            late_from=None if late == FOREVER or goes_on else late + DAY,
            graces=self._graces,
            deemed=deemed,
        )

    def _is_deemed(self, history: History) -> bool:
        """Whether interest that stays unpaid becomes principal, and is no default: some principal is undue (T-21)."""
        pik = self._run.document.terms.interest.pik
        due = sum(arrear.amount for arrear in history.arrears if arrear.component == "principal")
        return pik is not None and pik.deemed and due < history.closing.principal

    def _bars(self, position: Position) -> Iterator[MonthEndBar]:
        on_interest = set(position.bars["interest"])
        for bar in position.all_bars:
            component = "all" if bar in on_interest else _component(position, bar)
            yield MonthEndBar(
                self._run.label(bar.role),
                bar.kind,
                bar.cause,
                self._ends.get((position.holder, bar.cause)) if bar.kind == BLOCKAGE else None,
                component,
            )

    def notices(self, holder: str) -> Sequence[EffectiveNotice]:
        """The notices of the month, by day."""
        return self._notices.get(holder, ())

    def _sorted_out(self) -> Mapping[str, Sequence[EffectiveNotice]]:
        found: dict[str, list[EffectiveNotice]] = {}
        for each, whose in (*self._blockage(), *self._cures(), *self._accelerations()):
            for holder in whose:
                found.setdefault(holder, []).append(each)
        return {holder: sorted(notices, key=lambda one: one.effective_on) for holder, notices in found.items()}

    def _blockage(self) -> Iterator[tuple[EffectiveNotice, Sequence[str]]]:
        roles = {
            (window.start, window.cause, window.effective, window.ground): window.role
            for window in self._run.windows
            if window.kind == BLOCKAGE
        }
        for each in noticed(self._run):
            if self._month.has(each.effective_on):
                void = each.state == "void"
                role = roles.get((each.effective_on, (each.default,), not void, each.ground), Role.BLOCKAGE)
                clause, reason = self._run.label(role), self._run.said(each.ground) or None
                effect = "void" if void else "blocks"
                yield (
                    EffectiveNotice(
                        each.effective_on, "blockage", each.default, effect, clause, each.until, reason, each.line
                    ),
                    each.holders,
                )

    def _cures(self) -> Iterator[tuple[EffectiveNotice, Sequence[str]]]:
        cured = self._run.label(Role.BLOCKAGE_CURED)
        for event, line in self._run.document.events:
            if isinstance(event, CureNotice):
                for name, members in self._run.members.items():
                    day = effective_on_holder(event, name, self._run.grace.calendar)
                    if day is not None and self._month.has(day):
                        for default in event.defaults:
                            yield EffectiveNotice(day, "cure", default, "noted", cured, line=line), members

    def _accelerations(self) -> Iterator[tuple[EffectiveNotice, Sequence[str]]]:
        lines = {
            (event.date, signatories(event)): line
            for event, line in self._run.document.events
            if isinstance(event, Acceleration)
        }
        for each in self._run.accelerations:
            if self._month.has(each.date):
                effect = "noted" if each.valid else "void"
                by = each.holders if each.holder is None else (each.holder,)
                line = lines.get((each.date, by), 0)
                clause, reason = self._run.label(Role.ACCELERATION), self._run.said(each.ground) or None
                of = ", ".join(by) or "all Notes"
                notice = EffectiveNotice(each.date, "acceleration", of, effect, clause, reason=reason, line=line)
                yield notice, (each.holder,) if each.holder else tuple(self._positions)


def _component(position: Position, bar: Bar) -> str:
    return next(component for component in position.bars if bar in position.bars[component])
