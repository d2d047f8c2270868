"""The lanes of the picture as SVG: sums due and what became of them along the line of a Note's life.

Nothing stands on top of anything else. Sums of neighbouring days that would meet stand one below the other; those of
one kind that had the same fate are drawn as one long mark, a year's at most where there is room for that. Sums stand
above their marks as far as there is room: principal and what went wrong first, of equal instalments only the first.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from note_sched.measure.money import write_grouped
from note_sched.pages.picture import BarBand, DueState, How, Lane, Settlement, due_words, stand_words
from note_sched.pages.values import Money
from note_sched.rendering.drawing import (
    LEFT,
    RIGHT,
    SMALL,
    Ids,
    Scale,
    plain,
    prepaid_shape,
    room_of,
    shape_of,
    sign_group,
    tag,
    words_of,
)
from note_sched.rendering.hatches import hatched
from note_sched.rendering.signs import Sign, sign_of

_SIZES = {"interest": 1.0, "principal": 1.35, "expenses": 0.75, "premium": 0.75, "prepaid": 1.0}
_LOUD = ("principal", "premium", "prepaid")
_GAP = 1.5
_LONG = 16.0
_MOST_LEVELS = 6
_MOST_SAID = 6
_SUMS = 12


class Fate(NamedTuple):
    """Sums of one kind with one fate, drawn as one mark: ``days`` on which they fell due, each with its ``cents``.

    ``sign``: None for principal that was paid before it fell due. ``told``: what each says. ``first``, ``last``: the
    middles of its first and last day; ``before``, ``after``: how far it reaches beyond them. ``ends``: where their
    tails end, as far as there are any; the edge where nothing settled them.
    """

    what: str
    sign: Sign | None
    how: How | None
    days: list[date]
    cents: list[int]
    told: list[str]
    first: float
    last: float
    before: float
    after: float
    ends: list[tuple[float, float, bool]]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.first - self.before

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.last + self.after


class Life(NamedTuple):
    """A lane laid out: its marks, each with the level on which it stands, and the size of a sum of interest."""

    lane: Lane
    marks: Sequence[tuple[Fate, int]]
    size: float
    sums: bool

    @property
    def height(self) -> float:
        """How high the lane is."""
        levels = max((level for _, level in self.marks), default=0)
        return 2 * (1.35 * self.size + 3.5) + levels * self._step + (_SUMS if self.sums else 0) + 2

    @property
    def _step(self) -> float:
        return 2.35 * self.size + 3

    def middle(self, top: float, level: int = 0) -> float:
        """Where the line of life is, or a level below it."""
        return top + (_SUMS if self.sums else 0) + 1.35 * self.size + 4.5 + level * self._step


def life_of(lane: Lane, scale: Scale, size: float, *, sums: bool) -> Life:
    """A lane laid out; ``sums``: whether sums stand above it."""
    fates = _apart(_fates(lane, scale, size))
    ends: list[float] = []
    marks = []
    for fate in fates:
        level = next((at for at, end in enumerate(ends) if end + _GAP <= fate.left), len(ends))
        level = min(level, _MOST_LEVELS - 1)
        if level == len(ends):
            ends.append(fate.right)
        ends[level] = max(ends[level], fate.right)
        marks.append((fate, level))
    return Life(lane, marks, size, sums)


def _fates(lane: Lane, scale: Scale, size: float) -> list[Fate]:
    """Marks from left to right; sums of one kind and fate that would meet are one."""
    found: list[Fate] = []
    latest: dict[tuple[str, Sign | None, How | None], int] = {}
    for each in sorted(_alone(lane, scale, size), key=lambda fate: fate.first):
        key = each.what, each.sign, each.how
        near = latest.get(key)
        if near is not None and _joins(found[near], each):
            found[near] = _joined(found[near], each)
        else:
            latest[key] = len(found)
            found.append(each)
    return found


def _alone(lane: Lane, scale: Scale, size: float) -> Iterator[Fate]:
    for due in lane.dues:
        x, r = _inside(scale.middle(due.since), size), size * _SIZES[due.component]
        tail = []
        if due.state not in (DueState.PAID, DueState.PASSED):
            tail = [(x, RIGHT if due.settled is None else scale.middle(due.settled), due.settled is not None)]
        told, sign = words_of(due_words(due, lane.name)), sign_of(due)
        yield Fate(due.component, sign, due.how, [due.since], [due.cents], [told], x, x, r, r, tail)
    for part in lane.prepaid:
        x = _inside(scale.middle(part.date), size)
        told = _prepaid_words(part, lane)
        yield Fate("prepaid", None, part.how, [part.date], [part.cents], [told], x, x, size, size, [])


def _inside(x: float, size: float) -> float:
    return min(max(x, LEFT + size), RIGHT - size)


def _joins(earlier: Fate, later: Fate) -> bool:
    """Whether they would meet; a long one ends with its year."""
    if earlier.right + _GAP <= later.left:
        return False
    return earlier.last - earlier.first < _LONG or earlier.days[-1].year == later.days[0].year


def _joined(earlier: Fate, later: Fate) -> Fate:
    return earlier._replace(
        days=earlier.days + later.days,
        cents=earlier.cents + later.cents,
        told=earlier.told + later.told,
        last=later.last,
        ends=earlier.ends + later.ends,
    )


def _apart(fates: Sequence[Fate]) -> list[Fate]:
    """Long marks of one kind that would still meet, as those of two years, end half-way between their days."""
    found = list(fates)
    latest: dict[tuple[str, Sign | None, How | None], int] = {}
    for at, each in enumerate(found):
        key = each.what, each.sign, each.how
        near = latest.get(key)
        if near is not None and found[near].right + _GAP > each.left:
            half = max((each.first - found[near].last - _GAP - 0.2) / 2, 0.1)
            found[near] = found[near]._replace(after=min(half, found[near].after))
            found[at] = each._replace(before=min(half, each.before))
        latest[key] = at
    return found


def _prepaid_words(part: Settlement, lane: Lane) -> str:
    how = {How.ASSUMED: "assumed paid", How.RECORDED: "recorded as paid", How.PASSED: "passed on"}[part.how]
    return words_of([f"{lane.name}: principal ", Money(part.cents), f" {how} before it was due ", part.date])


def draw_life(life: Life, scale: Scale, top: float, height: float) -> Iterator[str]:
    """A lane: its line, the days on which it was barred, what fell due, and sums above it."""
    lane, middle = life.lane, life.middle(top)
    yield from _line(lane, scale, middle, top + (_SUMS if life.sums else 0), top + height)
    first = True
    for stand in lane.stands:
        shape = _stand(stand, lane, scale, top, height)
        yield sign_group(words_of(stand_words(stand, lane.name)), shape, first=first, day=stand.start)
        first = False
    for fate, level in life.marks:
        yield from _tails(fate, life.middle(top, level))
    names = Ids()
    for fate, level in life.marks:
        shape = _mark(fate, life.middle(top, level), life.size)
        yield sign_group(
            _words(fate, lane),
            shape,
            first=first,
            day=fate.days[0],
            name=names.of(f"{fate.what}-{lane.holders[0]}-{fate.days[0]}"),
        )
        first = False
    if life.sums:
        yield from _sums([fate for fate, _ in life.marks], top + _SUMS - 2)


def _words(fate: Fate, lane: Lane) -> str:
    """What a mark says: of several sums how many and how much, then the first of them, for the tables say all."""
    if len(fate.told) == 1:
        return fate.told[0]
    what = "principal paid before it was due" if fate.sign is None else f"{fate.what}, {fate.sign.state.value}"
    head = words_of([f"{lane.name}: {len(fate.days)} sums, ", Money(sum(fate.cents)), f" in all: {what}"])
    span = words_of([fate.days[0], " to ", fate.days[-1]])
    more = len(fate.told) - _MOST_SAID
    return "\n\n".join([f"{head}\n{span}", *fate.told[:_MOST_SAID], *([f"and {more} more"] if more > 0 else [])])


def _mark(fate: Fate, y: float, size: float) -> str:
    r = size * _SIZES[fate.what]
    x, along = fate.first, fate.last - fate.first
    if along:
        x, along = fate.left + r, max(fate.right - fate.left - 2 * r, 0.0)
    if fate.sign is None:
        return prepaid_shape(x, y, r, along=along, how=fate.how or How.RECORDED)
    return shape_of(fate.sign, x, y, r, along=along)


def _line(lane: Lane, scale: Scale, middle: float, top: float, bottom: float) -> Iterator[str]:
    end = scale.after(lane.end) if lane.end else RIGHT
    yield tag("line", x1=scale.at(lane.start), y1=middle, x2=end, y2=middle, class_="life")
    if lane.end is not None:
        yield tag("line", x1=end, y1=top + 2, x2=end, y2=bottom - 3, class_="paid-up")


def _stand(stand: BarBand, lane: Lane, scale: Scale, top: float, height: float) -> str:
    first, last = scale.at(stand.start), min(scale.after(stand.end), scale.after(lane.end))
    inner = height - 4
    y, high = (top + 2, inner) if stand.all_of_it else (top + 2 + 0.78 * inner, 0.22 * inner)
    class_ = "barred" if stand.all_of_it else "barred low"
    return hatched(first, y, max(last - first, 1.5), high, class_, "barred")


def _tails(fate: Fate, y: float) -> Iterator[str]:
    """From the day on which a sum fell due to the day on which it was settled late, or to the edge while it is not."""
    for start, end, settled in fate.ends:
        yield tag("line", x1=start, y1=y, x2=end, y2=y, class_="tail")
        if settled:
            yield tag("line", x1=end, y1=y - 5, x2=end, y2=y + 5, class_="tail")


def _sums(fates: Sequence[Fate], y: float) -> Iterator[str]:
    taken: list[tuple[float, float]] = []
    for fate in sorted(_unlike(fates), key=_weight):
        text = write_grouped(fate.cents[0])
        if len(fate.cents) > 1:
            text = f"{len(fate.cents)} × {text}" if len(set(fate.cents)) == 1 else ""
        half = room_of(text) * SMALL / 2 + 1
        x = min(max((fate.left + fate.right) / 2, LEFT + half), RIGHT + 8 - half)
        if text and all(x + half < left or right < x - half for left, right in taken):
            taken.append((x - half - 3, x + half + 3))
            yield tag("text", plain(text), x=x, y=y, class_="sum small")


def _unlike(fates: Iterable[Fate]) -> Iterator[Fate]:
    """Marks whose sum the one before of their kind does not tell already."""
    before: dict[str, Any] = {}
    for fate in fates:
        told = set(fate.cents), fate.sign and fate.sign.state
        if before.get(fate.what) != told:
            yield fate
        before[fate.what] = told


def _weight(fate: Fate) -> tuple[int, float]:
    wrong = fate.sign is not None and fate.sign.state not in (DueState.PAID, DueState.PASSED)
    return (0 if fate.what in _LOUD else 1 if wrong else 2), fate.first
