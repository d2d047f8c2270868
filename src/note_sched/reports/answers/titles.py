"""Titles of a calendar's entries: what a month's view shows of them, what is to be done first, in a few words.

A sum that may be paid says ``Pay``; one that is barred on the day of its entry says until when; the last day on which
its being unpaid is no default says what comes tomorrow.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from note_sched.measure.business_days import DAY
from note_sched.pages.values import Phrase, parts_of
from note_sched.reports.answers.view import Barred, View
from note_sched.reports.telling.wording import KINDS, sums_in_words
from note_sched.rules.standing import ACCELERATED_PRINCIPAL, OVERRIDE
from note_sched.rules.standstill import STANDSTILL
from note_sched.terms.roles import Role

PAYMENT, LAST_DAY, BLOCKED, GRACE, DEFAULT = "Payment", "Last day", "Blocked", "Grace", "Default"
BAR, NOTICE, CHOICE, RATE = "Bar ends", "Senior notice", "Choice", "Rate"

_Owed = Mapping[tuple[str, str], int]


class Titled(NamedTuple):
    """What a month's view shows of an entry, of what kind it is, and what its text says besides."""

    title: Phrase
    categories: Sequence[str]
    said: Sequence[Phrase] = ()


class ToPay(NamedTuple):
    """A sum that falls due: cents by Holder and component, the last days on which paying it is in time and no default.

    ``excused``: None where its being unpaid is none. ``why``: what it is due for, where that is no interest period.
    """

    owed: _Owed
    timely: date
    excused: date | None
    why: str = ""

    def on(self, view: View, day: date) -> Titled:
        """The entry of one of its days."""
        bars = {key: view.barred(*key, day) for key in self.owed}
        barred = {key: bar for key, bar in bars.items() if bar is not None}
        free = {key: cents for key, cents in self.owed.items() if key not in barred}
        in_grace = day > self.timely
        kinds = [PAYMENT, *([GRACE] if in_grace else [LAST_DAY] if day == self.timely else [])]
        default = view.default(Role.DEFAULT_PAYMENT) if day == self.excused and self._is_new(view, day) else ""
        if not barred:
            if in_grace and default:
                words: Phrase = ["Pay ", *_summed(free), f" or {_lowered(default)} tomorrow", *_in_brackets([self.why])]
                return Titled(words, kinds)
            return Titled(["Pay ", *_summed(free), *_in_brackets([self.why, self._stage(view, free, day)])], kinds)
        kinds.append(BLOCKED)
        until = _until(barred.values())
        held = _summed({key: self.owed[key] for key in barred})
        why: Phrase = ["Barred on this day: ", *held, "; ", *_from(barred.values()), "."]
        if free:
            stage = _in_brackets([self.why, self._stage(view, free, day)])
            return Titled(["Pay ", *_summed(free), *stage, "; ", *held, " ", *until], kinds, [why])
        due = _in_brackets([self.why])
        if default:
            return Titled([f"{default} tomorrow: ", *held, " ", *until, *due], [*kinds, DEFAULT], [why])
        return Titled([*until, ": ", *held, " due", *due], kinds, [why])

    def _is_new(self, view: View, day: date) -> bool:
        """Whether the Event of Default that begins tomorrow if this is unpaid does not exist already."""
        return not all(view.is_in_default(holder, day) for holder, _ in self.owed)

    def _stage(self, view: View, free: _Owed, day: date) -> Phrase:
        """How long paying what is free is in time; or until when it is free, where that is shorter."""
        if day > self.timely:
            return "last day of grace"
        if day == self.timely:
            return "last day"
        last = day
        while last < self.timely and not any(view.barred(*key, last + DAY) for key in free):
            last += DAY
        return [f"{'in time' if last == self.timely else 'payable'} through ", last]


def _summed(owed: _Owed) -> list[Any]:
    parts: dict[str, int] = {}
    for (_, part), cents in owed.items():
        parts[part] = parts.get(part, 0) + cents
    return sums_in_words(parts.items())


def _in_brackets(parts: Sequence[Phrase]) -> list[Any]:
    said: list[Any] = []
    for each in parts:
        if each:
            said += [", " if said else " (", *parts_of(each)]
    return [*said, ")"] if said else []


def _lowered(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"


def _until(bars: Iterable[Barred]) -> list[Any]:
    """Until when, the first day without a bar; the first of several, and then that it is not the day for all."""
    days = {each.free for each in bars}
    known = min((each for each in days if each is not None), default=None)
    if known is None:
        return ["BLOCKED, no end known"]
    return ["BLOCKED until ", known, *([" in part"] if len(days) > 1 else [])]


def _from(bars: Iterable[Barred]) -> list[Any]:
    days = sorted({each.free for each in bars if each.free is not None})
    return ["nothing known bars it from ", days[-1], " on"] if days else ["no day is known on which nothing bars it"]


def window_ended(view: View, kind: str, end: date, whose: Sequence[str | None]) -> Phrase:
    """The last day of a window: whether those whom it barred may be paid tomorrow."""
    if kind == OVERRIDE:
        return "Override ends: Blockage Events bar again tomorrow"
    if kind == STANDSTILL:
        return "Standstill ends: a demand may be good tomorrow"
    name = "bar on accelerated principal" if kind == ACCELERATED_PRINCIPAL else KINDS[kind]
    which = view.unless_all(whose)
    today, still = _barred_by(view, kind, end, whose)
    if today and not still:
        what = "principal " if {part for _, part in today} == {"principal"} else ""
        return f"Last day {what}BLOCKED: {name}{which}"
    until = _until(still.values())
    if len(still) < len(today) and {part for _, part in still} == {"principal"}:
        return [f"Last day interest BLOCKED: {name}{which}; principal ", *until]
    ends = f"{name[0].upper()}{name[1:]} ends today{which}"
    return [ends, *([", still " if len(still) == len(today) else ", some Notes still ", *until] if still else [])]


def _barred_by(
    view: View, kind: str, end: date, whose: Sequence[str | None]
) -> tuple[Sequence[tuple[str, str]], Mapping[tuple[str, str], Barred]]:
    """What of the Notes in a window is barred on its last day, and what of that on the day after."""
    everyone = [each.id for each in view.run.document.holders if view.shows(each.id)]
    holders = everyone if None in whose else [each for each in whose if each is not None]
    parts = ("principal",) if kind == ACCELERATED_PRINCIPAL else ("interest", "principal")
    today = [(holder, part) for holder in holders for part in parts if view.barred(holder, part, end)]
    still = {key: bar for key in today if (bar := view.barred(*key, end + DAY)) is not None}
    return today, still
