"""Step 4 of the day: accelerations, what falls due by itself, and what undoes them; and what an override leaves barred.

A good demand with its notices on record opens an override, which suspends Blockage Events; principal so accelerated
stays barred while one runs in the shadow (1(d), last paragraph). A rescission ends the override the day before (T-25).
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from note_sched.document.events import Acceleration, AccelerationRescinded
from note_sched.ledger.account import Account
from note_sched.ledger.notes import NoteBook
from note_sched.measure.business_days import DAY
from note_sched.rules import ground
from note_sched.rules.acceleration import signatories
from note_sched.rules.ground import Ground
from note_sched.rules.override import Override, notice_given, override_end
from note_sched.rules.standing import ACCELERATED_PRINCIPAL, OVERRIDE, Bar
from note_sched.rules.windows import Runs, Window
from note_sched.simulation.agenda import Agenda
from note_sched.simulation.demands import Demands
from note_sched.simulation.law import Law
from note_sched.simulation.outcome import Declared, Undone
from note_sched.simulation.remarks import Remarks
from note_sched.terms.roles import Role
from note_sched.terms.terms import Terms

Because = Callable[[str, int], None]
"""Says what causes the movements that follow, and on which line of the file it stands (0: on none)."""


class Accelerations:
    """The accelerations of a run, as they are declared and undone.

    ``declared``: good or void; ``overrides``: the windows of theirs, good or void; ``undone``: those that were undone.
    """

    def __init__(  # noqa: PLR0913, PLR0917 (all that a demand touches)
        self,
        terms: Terms,
        agenda: Agenda,
        notes: NoteBook,
        law: Law,
        demands: Demands,
        remarks: Remarks,
        because: Because,
    ) -> None:
        self.declared: list[Declared] = []
        self.overrides: list[Window] = []
        self.undone: list[Undone] = []
        self._terms = terms
        self._agenda = agenda
        self._notes = notes
        self._law = law
        self._demands = demands
        self._remarks = remarks
        self._because = because
        self._unremarked: list[tuple[Acceleration, int, Override]] = []
        self._barred_runs = Runs()

    def before_issue(self) -> None:
        """There is no Note yet that could be accelerated."""
        for _, event, line in self._agenda.all(Acceleration):
            if event.date < self._notes.today:
                self._declare_void(event, line, ground.NotIssuedYet())

    def declare(self, day: date) -> None:
        """What falls due by itself, then by Holders' demands."""
        by_themselves = self._demands.automatic(day)
        if by_themselves:
            self._fall_due(by_themselves, 0)
            self.declared.append(Declared(None, day, valid=True, ground=ground.ByItself()))
            if self._terms.override is not None:
                self.overrides.append(_window(day, (), None, ground.NoNoticeOfAcceleration()))
        for _, event, line in self._agenda.on(Acceleration, day):
            concerned = self._demands.concerned(event)
            why = self._demands.why_void(day, event, concerned)
            if why is not None:
                self._declare_void(event, line, why)
                continue
            self._fall_due(concerned, line)
            self.declared.append(Declared(event.holder, event.date, valid=True, ground=None, holders=_together(event)))
            if self._terms.override is not None:
                self._override(event, line, self._terms.override)

    def _fall_due(self, accounts: Iterable[Account], line: int) -> None:
        """Some Notes are accelerated, by a demand on ``line`` (0: by themselves)."""
        self._because("acceleration", line)
        for account in accounts:
            self._notes.accelerate(account)

    def _declare_void(self, event: Acceleration, line: int, why: Ground) -> None:
        self.declared.append(Declared(event.holder, event.date, valid=False, ground=why, holders=_together(event)))
        self._remarks.void_acceleration(event, line, why)

    def _override(self, event: Acceleration, line: int, lasts: int) -> None:
        noticed, holders = notice_given(event), signatories(event)
        inside = self._terms.blockage.last_day == "blocked"
        end = override_end(event.date, noticed, lasts, last_day_counts=inside) if noticed else None
        if end is not None:
            opened = Override(event.date, end, holders)
            self._law.override(opened)
            self._unremarked.append((event, line, opened))
            self.overrides.append(_window(event.date, holders, end, None))
            return
        why = ground.NoNoticeOfAcceleration() if noticed is None else ground.OverrideOver(noticed, lasts)
        self.overrides.append(_window(event.date, holders, None, why))
        self._remarks.no_override(event, line, why)

    def rescind(self, day: date) -> list[Account]:
        """Accelerations undone; the override of one ends the day before (T-25).

        Returns the Notes whose principal is undue again.
        """
        relieved: list[Account] = []
        events = self._agenda.on(AccelerationRescinded, day)
        if not events:
            return relieved
        from note_sched.simulation.rescissions import Rescissions  # noqa: PLC0415 (few documents undo any)

        rescissions = Rescissions(self._terms, self._notes)
        for _, event, line in events:
            for signing in rescissions.parts(event):
                why = rescissions.why_void(signing, self.declared)
                if why is not None:
                    self._remarks.void_rescission(event, line, signing, why)
                    continue
                self._because("acceleration_rescinded", line)
                accounts = rescissions.undo(signing)
                relieved += accounts
                self.undone.append(Undone(day, tuple(account.holder for account in accounts)))
                whose = None if self._terms.acceleration.by != "holder" else {account.holder for account in accounts}
                ended = self._law.end_overrides(day, whose)
                self.overrides = [_cut(window, ended, day) for window in self.overrides]
        return relieved

    def observe(self, day: date, shadowed: Mapping[Account, Bar]) -> None:
        """Once the bars of the day are judged: what of accelerated principal an override leaves barred, and by what."""
        self._barred_runs.observe(
            day, {(account.holder, ACCELERATED_PRINCIPAL): bar.cause for account, bar in shadowed.items()}
        )
        shadows = {name for name, verdict in self._law.verdicts.items() if verdict.shadow} if self._unremarked else ()
        if shadows:
            self._remark_not_accelerated(day, shadows)

    def _remark_not_accelerated(self, day: date, shadows: Container[str]) -> None:
        untouched = [
            account.holder
            for account in self._notes.accounts
            if account.alike in shadows and any(not parcel.accelerated for parcel in account.parcels)
        ]
        if not untouched:
            return
        running = [each for each in self._unremarked if each[2].start <= day <= each[2].end]
        for event, line, _ in running:
            self._remarks.not_accelerated(event, line, untouched)
        self._unremarked = [each for each in self._unremarked if each not in running]

    def barred(self) -> Iterator[Window]:
        """The runs of days on which accelerated principal was barred though its Blockage Event was suspended."""
        for run in self._barred_runs.all():
            yield Window(
                ACCELERATED_PRINCIPAL,
                run.who,
                run.start,
                run.end,
                effective=True,
                ground=None,
                cause=run.cause,
                role=Role.ACCELERATED_PRINCIPAL,
            )


def _together(event: Acceleration) -> tuple[str, ...]:
    """Those who accelerate all Notes; none where a Holder accelerates its own."""
    return () if event.holders is None else signatories(event)


def _cut(window: Window, ended: Sequence[Override], day: date) -> Window:
    """The window of an override that ended the day before ``day``."""
    over = any((each.start, each.end, each.holders) == (window.start, window.end, window.cause) for each in ended)
    if not over:
        return window
    if window.start == day:
        return window._replace(end=None, effective=False, ground=ground.OverrideUndone())
    return window._replace(end=day - DAY)


def _window(start: date, holders: tuple[str, ...], end: date | None, void: Ground | None) -> Window:
    effective = void is None
    return Window(OVERRIDE, None, start, end, effective=effective, ground=void, cause=holders, role=Role.OVERRIDE)
