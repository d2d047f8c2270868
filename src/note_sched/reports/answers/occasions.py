"""``calendar``: the days that someone must not miss, each with its cause and clause.

What an occasion *is* names it (the fifth instalment, the end of the Blockage Event on a default that commenced on some
day), not the day on which it falls: when the day moves, it is the same occasion on another day. An occasion that the
record itself has overtaken (a grace whose cause was cured in time, day 365 of a default that was waived) is called off,
so that a calendar that had taken it in lets it go; one that the document does not know any more is simply absent.

A sum that falls due is shown whether or not it will be paid: no payment, recorded or assumed, is in a calendar.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from note_sched.document.counting import ladder_of
from note_sched.document.events import (
    Breach,
    Insolvency,
    Judgment,
    Nonpayment,
    Receiver,
    SeniorDefault,
    SeniorMaturity,
)
from note_sched.history.balances import with_issues
from note_sched.ledger.entries import Row
from note_sched.measure.calendar import DAY
from note_sched.pages.calendar import Agenda, FallsDue, Occasion
from note_sched.pages.values import Money, Phrase
from note_sched.reports.answers.choices import choices
from note_sched.reports.telling.quoting import extension_law
from note_sched.reports.telling.wording import KINDS, NO_BARS, Names, sums
from note_sched.rules.blockage import BlockageEvent, ended
from note_sched.rules.defaults import FOREVER, graces_running
from note_sched.rules.ground import Component
from note_sched.rules.standing import ACCELERATED_PRINCIPAL, OVERRIDE
from note_sched.rules.standstill import STANDSTILL
from note_sched.rules.words import section
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role

_Date = date  # inside the classes below, `date` is the field

SOON, WEEK, MONTH = 3, 7, 30
"""Days before an occasion on which its owner is reminded."""


def agenda(run: Run, holders: Collection[str] = (), known: date | None = None) -> Agenda:
    """The calendar of a run.

    Args:
        run: a finished simulation with its rows.
        holders: whose dates are wanted; without one everybody's.
        known: the day of ``--known-at``.
    """
    note = run.document.note
    makers: tuple[Callable[[_View], Iterator[Occasion]], ...] = (
        _due, _reduced, _paid_before, _window_ends, _last_days, _covenants, _graces, _defaults
    )  # fmt: skip
    view = _View(run, holders, known)
    found = [occasion for maker in makers for occasion in maker(view)]
    found += choices(run, _all_paid(view))
    return Agenda(
        title=note.title,
        about=_ABOUT,
        of=(note.borrower, note.title, note.issue_date.isoformat(), *sorted(holders)),
        told=view.told,
        occasions=_told_apart(sorted(found, key=lambda each: (each.date, each.identity))),
    )


_ABOUT = (
    "What falls due, and the days on which rights begin and end, as the document tells them. No payment is shown as "
    "made; sums that fall due later are those if what falls due before is paid as soon as it may be."
)


def _told_apart(occasions: Sequence[Occasion]) -> list[Occasion]:
    """Occasions of one identity (two portions of a facility that fell due together) with a number each."""
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for each in occasions:
        again = seen[each.identity] = seen.get(each.identity, 0) + 1
        found.append(each if again == 1 else each._replace(identity=(*each.identity, str(again))))
    return found


PRINCIPAL_INSTALMENT = "principal instalment"
"""The kind of an occasion on which principal falls due before maturity."""

_BEYOND = timedelta(days=31)
"""How far the days of a Note go on that is not paid, after maturity and the last of its facts."""

_MOST_NAMED = 3
"""Holders whom a summary names; more are counted, and named below it."""


class _View:
    """A run, and the Holders whose calendar it is."""

    def __init__(self, run: Run, holders: Collection[str], known: date | None) -> None:
        self.run = run
        self.names = Names(run.document)
        self.events = [written.event for written in run.document.events]
        self._holders = holders
        known_on = [
            event.recorded or (run.first_day if isinstance(event, SeniorMaturity) else event.date)
            for event in self.events  # Senior debt's maturities are known beforehand
        ]
        self.told = known or max([run.first_day, *known_on])

    @property
    def longest(self) -> int | None:
        """How many days a default that is no payment default can block from its occurrence; None: they do not count."""
        other = self.run.document.terms.blockage.other_default
        return other.days if other is not None and other.runs_from == "occurrence" else None

    @cached_property
    def instalments(self) -> dict[date, int]:
        """The instalments of principal that the terms know, by their day, with their numbers."""
        document = self.run.document
        if document.terms.principal.instalments is None:
            return {}
        from note_sched.rules.instalments import dues_of  # noqa: PLC0415 (few papers know of one)

        return {each.date: number for number, each in enumerate(dues_of(document), 1)}

    def shows(self, holder: str | None) -> bool:
        """Whether what concerns a Holder (None: all) belongs here."""
        return not self._holders or holder is None or holder in self._holders

    def whose(self, ids: Iterable[str | None]) -> str:
        """The Notes concerned, in words."""
        named = self.names.holders(ids)
        return "all Notes" if named == "all" else f"Notes: {named}"

    def unless_all(self, ids: Sequence[str | None]) -> str:
        """Which Notes, where it is not all: for a summary, which a month's view shows alone."""
        if len(self._holders or self.run.document.holders) == 1 or self.names.holders(ids) == "all":
            return ""
        return f" ({self.names.holders(ids)})" if len(ids) <= _MOST_NAMED else f" ({len(ids)} Notes)"

    def days(self) -> dict[date, list[Row]]:
        """The lines on which something fell due, by day."""
        found: dict[date, list[Row]] = {}
        for row in self.run.rows:
            if (row.interest_due or row.principal_due or row.expenses_due) and self.shows(row.holder):
                found.setdefault(row.date, []).append(row)
        return found


def _due(view: _View) -> Iterator[Occasion]:
    """What falls due, on its own day and, where that is another, on the last day on which paying it is in time."""
    ladder = iter(ladder_of(view.run.document) or ())
    number, step = 1, next(ladder, date.max)
    demands: dict[str, int] = {}
    for day, rows in view.days().items():
        while step < day:
            number, step = number + 1, next(ladder, date.max)
        principal = [row for row in rows if row.principal_due]
        interest = [row for row in rows if row.interest_due]
        if interest and (day == step or not principal):
            yield from _instalment(view, day, number, interest)
        for cause, whose in _principal(view, day, principal).items():
            if cause[0] == PRINCIPAL_INSTALMENT:
                yield from _principal_instalment(view, day, cause, whose)
            else:
                yield from _principal_due(view, day, cause, whose, with_interest=day != step)
        for row in rows:
            if row.expenses_due:
                order = demands[row.holder] = demands.get(row.holder, 0) + 1
                yield from _expenses(view, row, order)


def _instalment(view: _View, day: date, number: int, rows: Sequence[Row]) -> Iterator[Occasion]:
    what = [f"Instalment {number}: interest of ", Money(sum(row.interest_due for row in rows)), " falls due"]
    occasion = Occasion(("instalment", str(number)), day, what, (), view.run.label(Role.PROMISE), SOON)
    yield from _falling_due(view, occasion, rows, ("interest",))


def _principal_instalment(view: _View, day: date, cause: tuple[str, ...], rows: Sequence[Row]) -> Iterator[Occasion]:
    """Principal that falls due before maturity; no interest falls due with it that would not without (T-23)."""
    of = ["Instalment ", *cause[1:], " of principal: "]
    what: Phrase = ["".join(of), Money(sum(row.principal_due for row in rows)), " falls due"]
    occasion = Occasion(cause, day, what, (), view.run.label(Role.INSTALMENTS), WEEK)
    yield from _falling_due(view, occasion, rows, ("principal",))


def _expenses(view: _View, row: Row, order: int) -> Iterator[Occasion]:
    what = ["Expenses of ", Money(row.expenses_due), f" demanded by {row.holder} fall due"]
    occasion = Occasion(("expenses", row.holder, str(order)), row.date, what, (), view.run.label(Role.EXPENSES), SOON)
    yield from _falling_due(view, occasion, [row], ("expenses",))


def _principal_due(
    view: _View, day: date, cause: tuple[str, ...], rows: Sequence[Row], *, with_interest: bool
) -> Iterator[Occasion]:
    """Principal that falls due, with the interest accrued to that day where that is no instalment (R-7)."""
    matures = cause[0] == "maturity"
    interest = sum(row.interest_due for row in rows) if with_interest else 0
    parts = sums([("principal", sum(row.principal_due for row in rows)), ("interest", interest)])
    head = "Maturity" if matures else f"Acceleration by {_accelerated_by(view, day, rows[0].holder)}"
    clause, reminder = view.run.label(Role.PROMISE if matures else Role.ACCELERATION), MONTH if matures else SOON
    if matures:
        why = _maturity_words(view, day)
    elif cause[1] == "all":
        why = f"All Notes fell due ({section(clause)})."
    else:
        why = f"The Holder declared its Note due ({section(clause)})."
    occasion = Occasion(cause, day, [f"{head}: ", *parts, " falls due"], [why], clause, reminder)
    falling: tuple[Component, ...] = ("principal", "interest") if with_interest else ("principal",)
    found = _falling_due(view, occasion, rows, falling, ("principal", "interest"))
    undone = None if matures else _undone(view, day, rows)
    if undone is None:
        yield from found
        return
    left: Sequence[Occasion] = ()
    if interest:
        summary: Phrase = [f"{head}: interest of ", Money(interest), " falls due"]
        left = list(_falling_due(view, occasion._replace(summary=summary), rows, ("interest",)))
    yield from _rescinded(list(found), left, undone)


def _undone(view: _View, day: date, rows: Sequence[Row]) -> date | None:
    """The day on which the acceleration of these Notes was undone (T-25); None where it was not."""
    whose = {row.holder for row in rows}
    return next((each.date for each in view.run.undone if each.date >= day and whose <= set(each.holders)), None)


def _rescinded(whole: Sequence[Occasion], left: Sequence[Occasion], undone: date) -> Iterator[Occasion]:
    """What fell due by an acceleration, and what stands of its last days once it is undone.

    ``whole``: as if it were not; ``left``: those of the interest alone, which stays due.
    """
    why: Phrase = ["Rescinded on ", undone, ": its principal is undue again; interest that fell due stays due."]
    due, *last_days = whole
    if due.sum is not None and (due.sum.excused or date.max) >= undone:
        excused = next((each.sum.excused for each in left if each.sum is not None), None)
        due = due._replace(sum=due.sum._replace(excused=excused))
    yield due._replace(said=[*due.said, why])
    stays = {each.identity: each for each in left[1:] if each.date >= undone}
    for each in last_days:
        now = stays.pop(each.identity, None)
        if each.date < undone:
            yield each
        elif now is None:
            yield each._replace(off=f"rescinded on {undone}")
        else:
            yield now._replace(said=[*now.said, why])
    yield from stays.values()


def _falling_due(
    view: _View,
    occasion: Occasion,
    rows: Sequence[Row],
    parts: Sequence[Component],
    excusing: Sequence[Component] = (),
) -> Iterator[Occasion]:
    """A sum that falls due, and the last days on which paying it is in time, or no default, where they are others.

    ``parts``: its components; ``excusing``: those whose grace counts, if they are others.
    """
    day, timely = occasion.date, view.run.timely(occasion.date)
    whose = [row.holder for row in rows]
    excused = min(view.run.grace.last_day(part, day) for part in excusing or parts)
    in_time: Phrase = [
        "To be paid that day" if timely == day else "In time through ",
        *([] if timely == day else [timely]),
    ]
    said: list[Phrase] = [
        [view.whose(whose), "."],
        *occasion.said,
        [*in_time, *_if_unpaid(timely, excused, view.run.label(Role.DEFAULT_PAYMENT))],
    ]
    owed: dict[tuple[str, str], int] = {}
    for row in rows:
        owed |= {(row.holder, part): cents for part in parts if (cents := getattr(row, f"{part}_due"))}
    due = FallsDue(owed, timely, None if excused == FOREVER else excused)
    occasion = occasion._replace(holders=whose)
    yield occasion._replace(said=said, sum=due)
    if excused not in (timely, FOREVER):
        summary = ["Last day of grace. ", *occasion.summary]
        yield occasion._replace(identity=(*occasion.identity, "grace"), date=excused, summary=summary, said=said)
    if timely != day:
        why: Phrase = ["It fell due on ", day, f", no business day{extension_law(view.run.document)}."]
        summary = ["Last day in time. ", *occasion.summary]
        identity = (*occasion.identity, "in time")
        yield occasion._replace(identity=identity, date=timely, summary=summary, said=[why, *said])
    elif occasion.identity[0] == "maturity" and day < view.run.document.note.maturity_date:
        summary, off = ["Last day in time. ", *occasion.summary], "it falls due on a business day now"
        yield occasion._replace(identity=(*occasion.identity, "in time"), summary=summary, off=off)


def _if_unpaid(timely: date, excused: date, clause: str) -> Phrase:
    """What comes of it if it is not paid."""
    if excused == FOREVER:
        return ["."]
    grace: Phrase = [] if excused == timely else [", and in its grace through ", excused]
    unless = "if any of it is unpaid at the end of that day, barred or not, an Event of Default exists from the next"
    return [*grace, f"; {unless} ({clause})."]


def _accelerated_by(view: _View, day: date, holder: str) -> str:
    """Who accelerated a Note that fell due by acceleration."""
    made = [each for each in view.run.accelerations if each.valid and each.date == day]
    if any(each.holder == holder for each in made):
        return holder
    together = [each for each in made if each.holder is None]
    return ", ".join(together[0].holders) or "no demand, of itself"


def _principal(view: _View, day: date, rows: Sequence[Row]) -> dict[tuple[str, ...], list[Row]]:
    """The lines of principal that falls due, by why it does: its Holder accelerated, an instalment, or it matures."""
    accelerated = {each.holder for each in view.run.accelerations if each.valid and each.date == day}
    issued = {each.id: each.issue_date or view.run.first_day for each in view.run.document.holders}
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        cause: tuple[str, ...] = ("maturity", issued[row.holder].isoformat())
        if row.holder in accelerated:
            cause = ("acceleration", row.holder)
        elif None in accelerated:
            cause = ("acceleration", "all", day.isoformat())
        elif day in view.instalments and day < view.run.maturity.date and issued[row.holder] < day:
            cause = (PRINCIPAL_INSTALMENT, str(view.instalments[day]))
        found.setdefault(cause, []).append(row)
    return found


def _maturity_words(view: _View, day: date) -> str:
    if day == view.run.document.note.maturity_date:
        return "The stated Maturity Date."
    return "Brought forward by a financing." if day < view.run.document.note.maturity_date else "Due on its issue."


def _all_paid(view: _View) -> date | None:
    """The day on which the last of the Notes shown was paid; None while one is not."""
    last = {row.holder: row for row in with_issues(view.run) if view.shows(row.holder)}
    if not last or any(row.standing != "paid" for row in last.values()):
        return None
    return max(row.date for row in last.values())


def _reduced(view: _View) -> Iterator[Occasion]:
    """Instalments of principal of which nothing is left to fall due on their day: called off."""
    paid, matures = _all_paid(view), view.run.maturity.date
    falling = {day for day, rows in view.days().items() if any(row.principal_due for row in rows)}
    for day, number in view.instalments.items():
        if day >= matures:
            off = f"the Notes mature on {matures}"
        elif paid is not None and paid < day:
            off = f"nothing is left to fall due: all is paid on {paid}"
        elif view.run.first_day < day <= view.run.through and day not in falling:
            off = "nothing of it is left to fall due"
        else:
            continue
        identity, what = (PRINCIPAL_INSTALMENT, str(number)), f"Instalment {number} of principal"
        yield from _off(view, Occasion(identity, day, what, (), view.run.label(Role.INSTALMENTS), WEEK, off))


def _paid_before(view: _View) -> Iterator[Occasion]:
    """What would have fallen due on Notes that are paid before: called off."""
    paid, note = _all_paid(view), view.run.document.note
    if paid is None:
        return
    off = f"nothing is left to fall due: all is paid on {paid}"
    fell_due = [row for row in view.run.rows if row.principal_due and view.shows(row.holder)]
    if all(row.date in view.instalments for row in fell_due):
        identity = ("maturity", view.run.first_day.isoformat())
        yield from _off(
            view, Occasion(identity, view.run.maturity.date, "Maturity", (), view.run.label(Role.PROMISE), MONTH, off)
        )
    ends = [each.end for each in view.run.windows if each.effective and each.end is not None]
    shown = max(view.run.timely(note.maturity_date), view.told, *ends) + _BEYOND  # once: before it was paid
    if view.run.document.terms.interest.after_maturity == "with_payment":
        shown = min(shown, view.run.maturity.date)  # after it none would have fallen due
    for number, step in enumerate(ladder_of(view.run.document) or (), 1):
        if step > shown:
            return
        if step > paid:
            identity = ("instalment", str(number))
            yield from _off(
                view, Occasion(identity, step, f"Instalment {number}", (), view.run.label(Role.PROMISE), SOON, off)
            )


def _off(view: _View, occasion: Occasion) -> Iterator[Occasion]:
    """An occasion that is called off, and with it the last day in time."""
    timely = view.run.timely(occasion.date)
    yield occasion
    if timely != occasion.date:
        yield occasion._replace(identity=(*occasion.identity, "in time"), date=timely)


def _window_ends(view: _View) -> Iterator[Occasion]:
    """The last day of every window that has one, once for all Holders for whom it is the same."""
    groups: dict[tuple[Any, ...], list[str | None]] = {}
    for each in view.run.windows:
        if each.effective and each.end is not None and view.shows(each.holder):
            key = (each.kind, each.cause, each.start, each.end, view.run.label(each.role))
            groups.setdefault(key, []).append(each.holder)
    for (kind, cause, start, end, clause), whose in groups.items():
        identity = ("window", kind, *cause, whose[0] or "all")  # wherever it begins: a date put right moves it
        if kind == OVERRIDE:
            summary: Phrase = ["Last day of the override: Blockage Events bar again from ", end + DAY]
        elif kind == STANDSTILL:
            summary = ["Last day of the standstill: a demand on what was in default may be good from ", end + DAY]
        elif kind == ACCELERATED_PRINCIPAL:
            summary = [f"Last day on which accelerated principal is barred{view.unless_all(whose)}"]
        else:
            summary = [f"Last day barred: {KINDS[kind]}{view.unless_all(whose)}"]
        said: list[Phrase] = [[view.whose(whose), ", from ", start, " to ", end, ", both inside."]]
        said.append(["Cause: ", *_parts(view.names.cause(kind, cause)), "."])
        if kind not in NO_BARS:
            said.append("Another bar may stand behind it: ask `can-pay` for the day after.")
        yield Occasion(identity, end, summary, said, clause, WEEK, holders=whose)


def _parts(phrase: Phrase) -> Sequence[Any]:
    return [phrase] if isinstance(phrase, str) else phrase


def _last_days(view: _View) -> Iterator[Occasion]:
    """The last day of each Senior default that is no payment default on which a notice of it can block."""
    days, clause = view.longest, view.run.label(Role.BLOCKAGE_LAPSED)
    if days is None:
        return
    for event in view.events:
        if not isinstance(event, SeniorDefault) or event.kind != "other":
            continue
        last, over = event.date + timedelta(days=days), ended(event)
        off = f"cured or waived on {over}" if over is not None and over <= last else _used_up(view, event, last)
        said: list[Phrase] = [
            ["Senior default ", *_parts(view.names.default(event.id)), "."],
            _LAST_DAY.format(days=days),
        ]
        summary = [f"Day {days} of the Senior default {event.id}"]
        yield Occasion((f"day {days}", event.id), last, summary, said, clause, WEEK, off)


_LAST_DAY = (
    "The {days} days run from its occurrence: whenever notice is given, a Blockage Event on it ends here at the "
    "latest, and a notice effective later founds none."
)


def _used_up(view: _View, event: SeniorDefault, last: date) -> str | None:
    """Why no notice of a default can block any more, for any Holder, and none is running; None while one can.

    ``last``: the last day on which one could.
    """
    reasons = []
    day = min(max(view.told + DAY, event.date), last)  # the record of the last day told is complete
    for alike in view.run.alike.values():
        if any(each.default.id == event.id and each.runs(last) for each in alike.history.events):
            return None
        prospect = alike.history.prospect(event.id, day, view.run.overrides)
        if prospect.first is not None:
            return None
        reasons.append(view.run.said(prospect.ground))
    return reasons[0] if reasons else None


def _covenants(view: _View) -> Iterator[Occasion]:
    """The first day on which a covenant may block again, some months after a Blockage Event on it commenced."""
    groups: dict[tuple[str, date, date], list[str]] = {}
    clause = view.run.label(Role.BLOCKAGE_LIMITS)
    for name, alike in view.run.alike.items():
        members = [holder for holder in view.run.members[name] if view.shows(holder)]
        for each in alike.history.events if members else ():
            free = alike.history.free_again(each, view.run.overrides)
            if free is not None:
                groups.setdefault((_covenant(each), each.commenced, free), []).extend(members)
    one_per = view.run.document.terms.blockage.limits.one_per
    for (covenant, commenced, free), whose in groups.items():
        of_all = one_per is not None and free == commenced + timedelta(days=one_per)
        again = _NOTICED_AGAIN if covenant in view.names.defaults else _FREE_AGAIN
        said: list[Phrase] = [
            [f"{view.whose(whose)}. A Blockage Event on {covenant} commenced on ", commenced, "."],
            _ANY_AGAIN if of_all else again,
        ]
        identity = ("covenant", covenant, whose[0])
        summary = f"{'another notice' if of_all else covenant} may block again{view.unless_all(whose)}"
        yield Occasion(identity, free, summary, said, clause, WEEK, holders=whose)


_FREE_AGAIN = (
    "From this day a notice of a new default under it can block again, if that default did not exist during a Blockage "
    "Event."
)
_ANY_AGAIN = "From this day a notice of any default that is not used up can block again."
_NOTICED_AGAIN = "From this day a notice of it can block again: it was not used up."


def _covenant(event: BlockageEvent) -> str:
    return event.default.covenant or event.default.id


def _graces(view: _View) -> Iterator[Occasion]:
    """The last day of each grace of section 2, called off where the record says that it was remedied in time."""
    obligations = [event for event in view.events if isinstance(event, Nonpayment)]
    for event in view.events:
        if isinstance(event, Breach | Receiver | Judgment | Insolvency):
            yield from _grace(view, [event], event.date)
    if obligations:
        yield from _grace(view, obligations, max(event.date for event in obligations))


def _grace(view: _View, events: Sequence[Any], day: date) -> Iterator[Occasion]:
    for each in graces_running(events, view.run.grace, day):
        clause, cause = view.run.label(each.role), view.run.said(each.ground)
        identity = ("grace", clause) if each.role is Role.DEFAULT_CROSS else ("grace", clause, cause)
        off = None if each.averted is None else f"remedied on {each.averted}"
        said: list[Phrase] = [
            f"{cause}.",
            [f"Unless {view.run.said(each.remedy)}, an Event of Default exists from ", each.start, "."],
        ]
        yield Occasion(identity, each.start - DAY, f"Grace ends under {clause}", said, clause, WEEK, off)


def _defaults(view: _View) -> Iterator[Occasion]:
    """The day on which each Event of Default began. One that may still come is told by its grace, or by what is due."""
    groups: dict[tuple[Role, date, str], list[str | None]] = {}
    for each in view.run.defaults:
        if view.shows(each.holder) and each.start <= view.told:
            groups.setdefault((each.role, each.start, view.run.said(each.ground)), []).append(each.holder)
    for (role, start, cause), whose in groups.items():
        clause = view.run.label(role)
        identity = {
            Role.DEFAULT_CROSS: ("default", clause),
            Role.DEFAULT_PAYMENT: ("default", clause, whose[0] or "all", start.isoformat()),
        }
        clauses = view.run.instrument.clauses
        about = clauses[clause].about if clause in clauses else "Event of Default"
        said: list[Phrase] = [
            [f"{view.whose(whose)}. {cause}."],
            f"A Holder may accelerate while it exists ({section(view.run.label(Role.ACCELERATION))}).",
        ]
        name = identity.get(role, ("default", clause, whose[0] or "all", cause))
        summary = f"Event of Default under {clause}: {about}{view.unless_all(whose)}"
        yield Occasion(name, start, summary, said, clause, SOON, holders=whose)
