"""A curve as SVG: a panel a figure, each with its zero, and the best and the worst days marked by shape and word.

A day that has no figure is a gap in the line, and says why as any other day says what it is: in a strip over all
panels, so that the Tab key stops once.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import groupby

from note_sched.pages.curve import Curve, CurveLine, Standing
from note_sched.rendering.drawing import LEFT, NAMES, RIGHT, Scale, plain, room_of, sign_group, tag, value_of, words_of
from note_sched.rendering.svg import HEAD, as_figure, as_strip, axis_labels, axis_lines
from note_sched.rendering.values_in_words import write_change, write_day

_FIRST, _OTHERS = 230, 96
"""How high the panel of the figure that is judged by is, and the others."""

_ABOVE, _BELOW = 30, 26
_SIZE = 6.0


def curve_figure(curve: Curve) -> str:
    """The panels one below the other, over one axis of days."""
    scale = Scale(curve.days[0], curve.days[-1])
    heights = [_OTHERS if number else _FIRST for number in range(len(curve.lines))]
    height = HEAD + sum(heights) + 6
    names: list[str] = []
    parts = [*axis_lines(scale, height), *axis_labels(scale)]
    for number, line in enumerate(curve.lines):
        top = HEAD + sum(heights[:number])
        names += _names(line, top, heights[number])
        parts += _panel(curve, line, scale, top, heights[number], judged=not number)
    parts.append(tag("g", "".join(_told(curve, scale, HEAD + _ABOVE, height - HEAD - _ABOVE - _BELOW)), class_="track"))
    about = {"role": "group", "aria_label": plain(curve.title)}
    drawing = as_strip(height, "".join(names), "".join(parts), about)
    return as_figure(curve.title, [drawing], _legend(curve))


def _extremes(line: CurveLine) -> tuple[int, int]:
    known = [cents for cents in line.cents if cents is not None]
    return max(0, *known), min(0, *known)


def _measure(line: CurveLine, top: float, tall: float) -> Callable[[int], float]:
    """At which height of its panel a sum stands."""
    most, least = _extremes(line)
    high, low = top + _ABOVE, top + tall - _BELOW
    spread = (most - least) or 1

    def height_of(cents: int) -> float:
        return low - (low - high) * (cents - least) / spread  # a height on paper: the figure is told in words

    return height_of


def _names(line: CurveLine, top: float, tall: float) -> Iterator[str]:
    height_of = _measure(line, top, tall)
    yield tag("text", plain(line.name), x=NAMES - 8, y=top + 15, class_="label")
    for cents in sorted({*_extremes(line)} - {0}):
        yield tag("text", write_change(cents), x=NAMES - 8, y=height_of(cents) + 4, class_="tick end")
    yield tag("text", "0", x=NAMES - 8, y=height_of(0) + 4, class_="tick end")


def _panel(curve: Curve, line: CurveLine, scale: Scale, top: float, tall: float, *, judged: bool) -> Iterator[str]:
    height_of = _measure(line, top, tall)
    for cents in sorted({*_extremes(line)} - {0}):
        yield tag("line", x1=LEFT, y1=height_of(cents), x2=RIGHT, y2=height_of(cents), class_="month")
    yield tag("line", x1=LEFT, y1=height_of(0), x2=RIGHT, y2=height_of(0), class_="axis")
    for days, figures in _stretches(curve.days, line.cents):
        points = [(scale.middle(day), height_of(cents)) for day, cents in zip(days, figures, strict=True)]
        yield from _stretch(points, height_of(0))
    if judged:
        yield from _marks(curve, line, scale, height_of)


def _stretches(days: Sequence[date], cents: Sequence[int | None]) -> Iterator[tuple[list[date], list[int]]]:
    """The days that have a figure, as far as they follow one another."""
    for missing, together in groupby(zip(days, cents, strict=True), key=lambda each: each[1] is None):
        if not missing:
            some = [(day, figure) for day, figure in together if figure is not None]
            yield [day for day, _ in some], [figure for _, figure in some]


def _stretch(points: Sequence[tuple[float, float]], zero: float) -> Iterator[str]:
    area = [(points[0][0], zero), *points, (points[-1][0], zero)]
    yield tag("polygon", points=" ".join(f"{value_of(x)},{value_of(y)}" for x, y in area), class_="curve-area")
    path = "L".join(f"{value_of(x)},{value_of(y)}" for x, y in points)
    yield tag("path", d=f"M{path}" if len(points) > 1 else f"M{path}h1", class_="curve")


def _marks(curve: Curve, line: CurveLine, scale: Scale, height_of: Callable[[int], float]) -> Iterator[str]:
    """A shape where best or worst days begin, a bar as long as they last, and at the first of each a word."""
    named: set[Standing] = set()
    days = [(day, curve.standings.get(day), cents) for day, cents in zip(curve.days, line.cents, strict=True)]
    for (standing, cents), together in groupby(days, key=lambda each: each[1:]):
        if standing is None or cents is None:
            continue
        first, *_, last = [day for day, _, _ in together] * 2
        x, y = scale.middle(first), height_of(cents)
        if first != last:
            yield tag("line", x1=x, y1=y, x2=scale.middle(last), y2=y, class_=f"lasts {standing.value}")
        yield _shape(standing, x, y)
        if standing not in named:
            named.add(standing)
            word = f"{standing.value} {write_day(first)}"
            half = room_of(word) / 2
            yield tag(
                "text",
                plain(word),
                x=min(max(x, LEFT + half), RIGHT - half),
                y=y - 12 if cents >= 0 else y + 20,
                class_="tick strong curve-name",
            )


def _shape(standing: Standing, x: float, y: float) -> str:
    if standing is Standing.BEST:
        return tag("circle", cx=x, cy=y, r=_SIZE, class_="due timely full")
    corners = " ".join(
        f"{value_of(x + dx)},{value_of(y + dy)}" for dx, dy in ((0, -7.5), (7.5, 0), (0, 7.5), (-7.5, 0))
    )
    return tag("polygon", points=corners, class_="due late")


def _told(curve: Curve, scale: Scale, top: float, high: float) -> Iterator[str]:
    """A strip a day, over all panels: what the day has to say is said once."""
    for number, (day, words) in enumerate(zip(curve.days, curve.words, strict=True)):
        first, last = scale.at(day), scale.after(day)
        shape = tag("rect", x=first, y=top, width=max(last - first, 1.0), height=high, class_="curve-hit")
        yield sign_group(words_of(words), shape, first=not number, day=day)


def _legend(curve: Curve) -> str:
    found = [each for each in Standing if each in curve.standings.values()]
    rows = "".join(
        f'<li><svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">{_shape(each, 9, 9)}</svg>'
        f"<span>{each.value} days</span></li>"
        for each in found
    )
    return f'<ul class="key">{rows}</ul>\n' if rows else ""
