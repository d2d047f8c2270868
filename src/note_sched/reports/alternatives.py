"""What every other reading of the Note would change: each alternative alone, and two together where they do not add up.

All runs go to the same last day, so that a difference is an effect and not a horizon: the day asked about, or the
latest last day that the document has under any single reading. The document's own reading is what each alternative is
held against; where it already departs from a default, the default is one of the alternatives.

Two alternatives *add up* where both together change every sum, and every day on which a bar or an Event of Default
begins or ends, by what the one and the other change alone. Two that change nothing alone can still do so together, so
all pairs are tried; with more than ``MOST_HOLDERS`` Holders only those of alternatives that change something alone.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from note_sched.document.model import Document
from note_sched.reports.differences import Difference, difference
from note_sched.reports.first_day import to_the_day
from note_sched.reports.measures import Measured, measure
from note_sched.reports.switches import Choice, alternatives_to, read_as
from note_sched.simulation import simulate
from note_sched.simulation.outcome import Asked, Run

MOST_HOLDERS = 100
"""With more Holders, pairs of alternatives that change nothing alone are not run: thirty runs more would take long."""


class Alternative(NamedTuple):
    """One value of one switch, and what it changes alone."""

    choice: Choice
    found: Difference


class Excess(NamedTuple):
    """Something to which the effects of two alternatives do not add up.

    ``what``: a sum (its name and Holder, None: of all), in cents; or a day (the kind or clause, Holder, cause, and
    which end), in days, and ``there``, in ones: whether the thing is there at all.
    """

    what: tuple[Hashable, ...]
    unit: str
    first: int
    second: int
    both: int

    @property
    def beyond(self) -> int:
        """What both together change beyond what they change alone."""
        return self.both - self.first - self.second


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
    document: Document, as_of: date | None = None, *, pairs: bool = True, step: Callable[[], object] = _no_step
) -> Alternatives:
    """Run a document under every alternative of every switch.

    Args:
        document: a sound one.
        as_of: compare through this day, and the positions on it; None: over the whole run.
        pairs: also run two alternatives together.
        step: called after each run of an alternative, or of two.

    Raises:
        Refusal: the day is before the issue date, or beyond the calendar.
    """
    choices = alternatives_to(document.reading)
    runs = _Runs(document, as_of, step)
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

    def __init__(self, document: Document, as_of: date | None, step: Callable[[], object]) -> None:
        self._document = document
        self._as_of = as_of
        self._step = step

    def alone(self, choices: Sequence[Choice]) -> tuple[Run, Measured, dict[Choice, Measured]]:
        """The document's own run, and each alternative alone; those that ended before the latest are played again."""
        run, own = _measured(self._document, self._as_of, self._as_of)
        alone = {choice: self._seen(self._as_of, choice) for choice in choices}
        through = max(own.through, *(measured.through for measured in alone.values()))
        if own.through < through:
            run, own = _measured(self._document, through, self._as_of)
        short = [choice for choice in choices if alone[choice].through < through]
        return run, own, alone | {choice: self._seen(through, choice) for choice in short}

    def together(
        self, pairs: Iterable[tuple[Choice, Choice]], own: Measured, alone: Mapping[Choice, Measured]
    ) -> Iterator[Together]:
        """The pairs that do not add up."""
        before = _numbers(own)
        numbers = {choice: _numbers(measured) for choice, measured in alone.items()}
        for first, second in pairs:
            both = _numbers(self._seen(own.through, first, second))
            excesses = list(_excesses(before, numbers[first], numbers[second], both))
            if excesses:
                yield Together(first, second, excesses)

    def _seen(self, through: date | None, *choices: Choice) -> Measured:
        _, measured = _measured(read_as(self._document, *choices), through, self._as_of)
        self._step()
        return measured


def runs_of(document: Document) -> int:
    """How many times ``step`` is called at most: for a bar of progress."""
    choices = alternatives_to(document.reading)
    pairs = sum(first.switch != second.switch for first, second in combinations(choices, 2))
    return 2 * len(choices) + pairs


def _measured(document: Document, through: date | None, as_of: date | None) -> tuple[Run, Measured]:
    asked: Asked | None = None
    if as_of is not None:
        asked = simulate(document, ask=as_of, sink=lambda _: None).asked
    run = simulate(document, through=through)
    return run, measure(run, asked)


# Adding up


_Numbers = dict[tuple[Hashable, ...], int]


def _numbers(seen: Measured) -> _Numbers:
    """Everything measured, as whole numbers by name: cents, and the days on which things begin and end."""
    numbers: _Numbers = {}
    for holder, sums in ((None, seen.totals), *seen.holders.items()):
        numbers |= {("sum", name, holder): cents for name, cents in sums.items()}
    windows = [(each.kind, each.holder, each.cause, each.start, each.end) for each in seen.windows if each.effective]
    defaults = [(each.clause, each.holder, (each.cause,), each.start, each.until) for each in seen.defaults]
    count: dict[tuple[Hashable, ...], int] = {}
    for kind, holder, cause, start, end in [*windows, *defaults]:
        key = (kind, holder, cause)
        count[key] = count.get(key, 0) + 1
        name = (*key, count[key])
        numbers["there", *name] = 1
        numbers["begins", *name] = start.toordinal()
        if end is not None:
            numbers["ends", *name] = end.toordinal()
    return numbers


def _excesses(before: _Numbers, first: _Numbers, second: _Numbers, both: _Numbers) -> Iterator[Excess]:
    """What does not add up; a beginning or an end is asked only where it is there in all four."""
    for what in dict.fromkeys([*before, *first, *second, *both]):
        if what[0] not in ("sum", "there") and not all(what in numbers for numbers in (before, first, second, both)):
            continue
        start = before.get(what, 0)
        one, other, together = (numbers.get(what, 0) - start for numbers in (first, second, both))
        if together != one + other:
            unit = {"sum": "cents", "there": "there"}.get(str(what[0]), "days")
            yield Excess(what, unit, one, other, together)
