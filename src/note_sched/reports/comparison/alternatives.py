"""What every other reading of the Note would change: each alternative alone, and two together where they do not add up.

All runs go to the same last day, so that a difference is an effect and not a horizon: the day asked about, or the
latest last day that the document has under any single reading. The document's own reading is what each alternative is
held against; where it already departs from a default, the default is one of the alternatives.

Two alternatives *add up* where both together change every sum, and every day on which a bar or an Event of Default
begins or ends, by what the one and the other change alone; and where whatever appears or vanishes with either does so
with both. Bars and Events of Default are told apart by what they rest on, never by words: a sum that is out of time is
in default whether the default began with it or goes on since an earlier sum. Two that change nothing alone can still do
so together, so all pairs are tried; with more than ``MOST_HOLDERS`` Holders only those of alternatives that change
something alone. What is known without playing is not played: alternatives on which nothing in the document can turn
(``moot``), and pairs with one of them.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from msgspec.structs import replace

from note_sched.document.model import Document
from note_sched.measure.business_days import DAY
from note_sched.reports.comparison.differences import Difference, default_name, difference, window_name
from note_sched.reports.comparison.first_day import to_the_day
from note_sched.reports.comparison.measures import Measured, measure
from note_sched.reports.comparison.moot import moot
from note_sched.reports.comparison.switches import Choice, alternatives_to, read_as
from note_sched.rules.ground import Unpaid
from note_sched.rules.words import words
from note_sched.simulation import simulate
from note_sched.simulation.outcome import Asked, Run
from note_sched.simulation.plays import Plays
from note_sched.terms.roles import Role

MOST_HOLDERS = 100
"""With more Holders, pairs of alternatives that change nothing alone are not run: thirty runs more would take long."""


class Alternative(NamedTuple):
    """One value of one switch, and what it changes alone."""

    choice: Choice
    found: Difference


class Excess(NamedTuple):
    """Something to which the effects of two alternatives do not add up.

    ``what``: a sum (its name and Holder, None: of all), in cents; or which end of a window or an Event of Default (its
    kind or clause, Holder, what tells it from others, which of several), in days; or ``there``, in ones: whether it is
    there at all. ``cause``: of a window or an Event of Default, in ids or words.
    """

    what: tuple[Hashable, ...]
    unit: str
    first: int
    second: int
    both: int
    cause: tuple[str, ...] = ()

    @property
    def beyond(self) -> int:
        """What both together change beyond what they change alone; what appears with either appears with both."""
        return self.both - (self.first or self.second if self.unit == "there" else self.first + self.second)


class Together(NamedTuple):
    """Two alternatives of different switches, and what they change beyond what they change alone."""

    first: Choice
    second: Choice
    excesses: Sequence[Excess]


class Alternatives(NamedTuple):
    """Every alternative to the document's own reading.

    ``run``: the document's own, through ``through``; ``pairs``: those that do not add up, of ``pairs_run``;
    ``pairs_left``: how many were not run.
    """

    document: Document
    run: Run
    through: date
    as_of: date | None
    each: Sequence[Alternative]
    pairs: Sequence[Together]
    pairs_run: int
    pairs_left: int


def _no_step() -> None:
    """Nobody watches."""


def alternatives(
    document: Document,
    as_of: date | None = None,
    *,
    pairs: bool = True,
    step: Callable[[], object] = _no_step,
    plays: Plays | None = None,
) -> Alternatives:
    """Run a document under every alternative of every switch.

    Args:
        document: a sound one.
        as_of: compare through this day, and the positions on it; None: over the whole run.
        pairs: also run two alternatives together.
        step: called after each run of an alternative, or of two.
        plays: the runs that somebody needed before.

    Raises:
        Refusal: the day is before the issue date, or beyond the calendar.
    """
    choices = alternatives_to(document)
    runs = _Runs(document, as_of, step, plays or Plays())
    run, own, alone = runs.alone(choices)
    each = [
        Alternative(choice, to_the_day(difference(own, alone[choice]), document, read_as(document, choice)))
        for choice in choices
    ]
    possible = [pair for pair in combinations(choices, 2) if pair[0].switch != pair[1].switch] if pairs else []
    wanted = possible
    if len(document.holders) > MOST_HOLDERS:
        telling = {one.choice for one in each if not one.found.is_empty}
        wanted = [pair for pair in possible if telling.issuperset(pair)]
    found = list(runs.together(wanted, own, alone))
    return Alternatives(document, run, own.through, as_of, each, found, len(wanted), len(possible) - len(wanted))


class _Runs:
    """Runs of one document under several readings, all through one day."""

    def __init__(self, document: Document, as_of: date | None, step: Callable[[], object], plays: Plays) -> None:
        self._document = document
        self._plays = plays
        self._moot = moot(document)
        self._as_of = as_of
        self._step = step

    def alone(self, choices: Sequence[Choice]) -> tuple[Run, Measured, dict[Choice, Measured]]:
        """The document's own run, and each alternative alone; those that ended before the latest are played again."""
        run = self._plays.play(self._document, self._as_of)
        told = [choice for choice in choices if choice.switch not in self._moot]
        alone = {choice: self._seen(self._as_of, choice) for choice in told}
        through = max([run.through, *(measured.through for measured in alone.values())])
        run = self._plays.play(self._document, through)
        own = measure(run, _asked(self._document, self._as_of))
        short = [choice for choice in told if alone[choice].through < through]
        alone |= {choice: self._seen(through, choice) for choice in short}
        return run, own, {choice: alone.get(choice, own) for choice in choices}

    def together(
        self, pairs: Iterable[tuple[Choice, Choice]], own: Measured, alone: Mapping[Choice, Measured]
    ) -> Iterator[Together]:
        """The pairs that do not add up."""
        before = _Numbers(own)
        numbers = {choice: _Numbers(measured) for choice, measured in alone.items()}
        for first, second in pairs:
            if self._moot & {first.switch, second.switch}:  # both together are what the other one is alone
                continue
            both = _Numbers(self._seen(own.through, first, second))
            excesses = list(_excesses(before, numbers[first], numbers[second], both))
            if excesses:
                yield Together(first, second, excesses)

    def _seen(self, through: date | None, *choices: Choice) -> Measured:
        document = read_as(self._document, *choices)
        measured = measure(simulate(document, through=through), _asked(document, self._as_of))
        self._step()
        return measured


def runs_of(document: Document) -> int:
    """How many times ``step`` is called at most: for a bar of progress."""
    choices = alternatives_to(document)
    pairs = sum(first.switch != second.switch for first, second in combinations(choices, 2))
    return 2 * len(choices) + pairs


def _asked(document: Document, as_of: date | None) -> Asked | None:
    return None if as_of is None else simulate(document, ask=as_of, sink=lambda _: None).asked


# Adding up


_Name = tuple[Hashable, ...]


class _Numbers:
    """Everything measured, as whole numbers by name: cents, and the days on which things begin and end."""

    def __init__(self, seen: Measured) -> None:
        self.causes: dict[_Name, tuple[str, ...]] = {}
        self._seen = seen
        self._found: dict[_Name, int] = {}
        for holder, sums in ((None, seen.totals), *seen.holders.items()):
            self._found |= {("sum", name, holder): cents for name, cents in sums.items()}
        count: dict[_Name, int] = {}
        for name, cause, start, end in _spans(seen):
            count[name] = count.get(name, 0) + 1
            self._take((*name, count[name]), cause, start, end)

    def _take(self, name: _Name, cause: tuple[str, ...], start: date, end: date | None) -> None:
        self.causes[name] = cause
        self._found["there", *name] = 1
        self._found["begins", *name] = start.toordinal()
        if end is not None:
            self._found["ends", *name] = end.toordinal()

    def __iter__(self) -> Iterator[_Name]:
        return iter(self._found)

    def __contains__(self, name: object) -> bool:
        return name in self._found

    def of(self, name: _Name) -> int:
        """A number; 0 where there is none.

        A sum that is out of time makes no Event of Default of its own while one under 2(a) goes on: it is there with
        that one.
        """
        match name:
            case "there", Role.DEFAULT_PAYMENT, _, (_, date() as due), _ if name not in self._found:
                late = self._seen.timely(due) + DAY
                unpaid = (each for each in self._seen.defaults if (each.role, each.holder) == name[1:3])
                return int(any(each.exists_on(late) for each in unpaid))
            case _:
                return self._found.get(name, 0)


def _spans(seen: Measured) -> Iterator[tuple[_Name, tuple[str, ...], date, date | None]]:
    """The windows and Events of Default: name, cause, first and last day."""
    for window in seen.windows:
        if window.effective:
            yield window_name(window), window.cause, window.start, window.end
    for default in seen.defaults:
        why = default.ground
        if isinstance(why, Unpaid):
            why = replace(why, timely=why.due)  # until when it was in time depends on how the Note is read
        yield default_name(default), (words(why, seen.instrument.label),), default.start, default.until


def _excesses(before: _Numbers, first: _Numbers, second: _Numbers, both: _Numbers) -> Iterator[Excess]:
    """What does not add up; a beginning or an end is asked only where it is there in all four."""
    every = before, first, second, both
    for what in dict.fromkeys(name for numbers in every for name in numbers):
        if what[0] not in ("sum", "there") and not all(what in numbers for numbers in every):
            continue
        start = before.of(what)
        unit = {"sum": "cents", "there": "there"}.get(str(what[0]), "days")
        cause = next((numbers.causes[what[1:]] for numbers in every if what[1:] in numbers.causes), ())
        one, other, together = (numbers.of(what) - start for numbers in every[1:])
        excess = Excess(what, unit, one, other, together, cause)
        if excess.beyond:
            yield excess
