"""``calendar``: the days that someone must not miss, each with its cause and clause.

What an occasion *is* names it (the fifth instalment, the end of the Blockage Event on a default that commenced on some
day), not the day on which it falls: when the day moves, it is the same occasion on another day. An occasion that the
record itself has overtaken (a grace whose cause was cured in time, day 365 of a default that was waived) is called off,
so that a calendar that had taken it in lets it go; one that the document does not know any more is simply absent.

A sum that falls due is shown whether or not it will be paid: no payment, recorded or assumed, is in a calendar.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from note_sched.document.events import Breach, Insolvency, Judgment, Nonpayment, Receiver, SeniorDefault
from note_sched.measure.business_days import DAY
from note_sched.pages.calendar import Calendar, Occasion
from note_sched.pages.values import Phrase, parts_of
from note_sched.reports.answers.choices import choices
from note_sched.reports.answers.falling_due import all_accelerated, all_paid, paid_before, reduced, sums_due
from note_sched.reports.answers.titles import BAR, DEFAULT, GRACE, NOTICE, window_ended
from note_sched.reports.answers.view import SOON, WEEK, View
from note_sched.reports.telling.wording import KINDS, NO_BARS
from note_sched.rules.blockage import BlockageEvent, ended
from note_sched.rules.defaults import graces_running
from note_sched.rules.standing import ACCELERATED_PRINCIPAL, OVERRIDE
from note_sched.rules.standstill import STANDSTILL
from note_sched.rules.words import section
from note_sched.simulation.outcome import Run
from note_sched.terms.roles import Role


def agenda(run: Run, holders: Collection[str] = (), known: date | None = None) -> Calendar:
    """The calendar of a run.

    Args:
        run: a finished simulation with its rows.
        holders: whose dates are wanted; without one everybody's.
        known: the day of ``--known-at``.
    """
    note = run.document.note
    makers: tuple[Callable[[View], Iterator[Occasion]], ...] = (
        sums_due, reduced, paid_before, _window_ends, _last_days, _covenants, _graces, _defaults
    )  # fmt: skip
    view = View(run, holders, known)
    found = [occasion for maker in makers for occasion in maker(view)]
    found += choices(run, all_paid(view), all_accelerated(view))
    return Calendar(
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


def _window_ends(view: View) -> Iterator[Occasion]:
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
        said.append(["Cause: ", *parts_of(view.names.cause(kind, cause)), "."])
        if kind not in NO_BARS:
            said.append("Another bar may stand behind it: ask `can-pay` for the day after.")
        ends = Occasion(identity, end, summary, said, clause, WEEK, holders=whose)
        yield ends._replace(title=window_ended(view, kind, end, whose), categories=[BAR])


def _last_days(view: View) -> Iterator[Occasion]:
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
            ["Senior default ", *parts_of(view.names.default(event.id)), "."],
            _LAST_DAY.format(days=days),
        ]
        summary = [f"Day {days} of the Senior default {event.id}"]
        title = f"Last day {event.id} can block (day {days})"
        lapses = Occasion((f"day {days}", event.id), last, summary, said, clause, WEEK, off)
        yield lapses._replace(title=title, categories=[NOTICE])


_LAST_DAY = (
    "The {days} days run from its occurrence: whenever notice is given, a Blockage Event on it ends here at the "
    "latest, and a notice effective later founds none."
)


def _used_up(view: View, event: SeniorDefault, last: date) -> str | None:
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


def _covenants(view: View) -> Iterator[Occasion]:
    """The first day on which a covenant may block again, some months after a Blockage Event on it commenced."""
    groups: dict[tuple[str, date, date], list[str]] = {}
    facilities: dict[tuple[str, date, date], dict[str, None]] = {}
    clause = view.run.label(Role.BLOCKAGE_LIMITS)
    for name, alike in view.run.alike.items():
        members = [holder for holder in view.run.members[name] if view.shows(holder)]
        for each in alike.history.events if members else ():
            free = alike.history.free_again(each, view.run.overrides)
            if free is not None:
                key = (_covenant(each), each.commenced, free)
                groups.setdefault(key, []).extend(members)
                facilities.setdefault(key, {})[each.default.facility] = None
    one_per = view.run.document.terms.blockage.limits.one_per
    for (covenant, commenced, free), whose in groups.items():
        of_all = one_per is not None and free == commenced + timedelta(days=one_per)
        again = _NOTICED_AGAIN if covenant in view.names.defaults else _FREE_AGAIN
        said: list[Phrase] = [
            [f"{view.whose(whose)}. A Blockage Event on {covenant} commenced on ", commenced, "."],
            _ANY_AGAIN if of_all else again,
        ]
        identity = ("covenant", covenant, whose[0])
        which = view.unless_all(whose)
        summary = f"{'another notice' if of_all else covenant} may block again{which}"
        by = ", ".join(facilities[covenant, commenced, free])
        title = f"Any notice may block again{which}" if of_all else f"{by} may block again ({covenant}){which}"
        again_from = Occasion(identity, free, summary, said, clause, WEEK, holders=whose)
        yield again_from._replace(title=title, categories=[NOTICE])


_FREE_AGAIN = (
    "From this day a notice of a new default under it can block again, if that default did not exist during a Blockage "
    "Event."
)
_ANY_AGAIN = "From this day a notice of any default that is not used up can block again."
_NOTICED_AGAIN = "From this day a notice of it can block again: it was not used up."


def _covenant(event: BlockageEvent) -> str:
    return event.default.covenant or event.default.id


def _graces(view: View) -> Iterator[Occasion]:
    """The last day of each grace of section 2, called off where the record says that it was remedied in time."""
    obligations = [event for event in view.events if isinstance(event, Nonpayment)]
    for event in view.events:
        if isinstance(event, Breach | Receiver | Judgment | Insolvency):
            yield from _grace(view, [event], event.date)
    if obligations:
        yield from _grace(view, obligations, max(event.date for event in obligations))


def _grace(view: View, events: Sequence[Any], day: date) -> Iterator[Occasion]:
    for each in graces_running(events, view.run.grace, day):
        clause, cause = view.run.label(each.role), view.run.said(each.ground)
        identity = ("grace", clause) if each.role is Role.DEFAULT_CROSS else ("grace", clause, cause)
        off = None if each.averted is None else f"remedied on {each.averted}"
        said: list[Phrase] = [
            f"{cause}.",
            [f"Unless {view.run.said(each.remedy)}, an Event of Default exists from ", each.start, "."],
        ]
        title = f"{view.default(each.role)} tomorrow unless {view.run.said(each.remedy)}"
        ends = Occasion(identity, each.start - DAY, f"Grace ends under {clause}", said, clause, WEEK, off)
        yield ends._replace(title=title, categories=[GRACE, DEFAULT])


def _defaults(view: View) -> Iterator[Occasion]:
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
        title = f"{view.default(role)} begins: {about if clause in clauses else cause}{view.unless_all(whose)}"
        begins = Occasion(name, start, summary, said, clause, SOON, holders=whose)
        yield begins._replace(title=title, categories=[DEFAULT])
