"""Levels over time as SVG: a small step chart a kind of debt."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from note_sched.measure.money import write_grouped
from note_sched.pages.picture import Level, Levels
from note_sched.pages.values import Money
from note_sched.rendering.drawing import LEFT, NAMES, RIGHT, Scale, plain, sign_group, tag, value_of, words_of
from note_sched.rendering.svg import HEAD, as_figure, as_strip, axis_labels, axis_lines

_PANEL = 84


def balances_figure(balances: Levels) -> str:
    """What is unpaid over time, a small step chart a kind of debt, each from zero to its greatest."""
    scale = Scale(balances.first, balances.last)
    panels = [
        (name, [(level, pick(level)) for level in balances.levels])
        for name, pick in _KINDS
        if any(pick(level) for level in balances.levels)
    ]
    height = HEAD + _PANEL * len(panels) + 6
    names: list[str] = []
    days = [*axis_lines(scale, height), *axis_labels(scale)]
    for number, (name, steps) in enumerate(panels):
        top = HEAD + _PANEL * number
        names += _names(name, steps, top)
        days += _panel(name, steps, scale, top)
    about = {"role": "group", "aria_label": "Levels over time"}
    drawn = as_strip(height, "".join(names), "".join(days), about)
    return as_figure(balances.title or "Levels over time", [drawn], "")


_KINDS: tuple[tuple[str, Callable[[Level], int]], ...] = (
    ("Principal", lambda level: level.principal),
    ("Interest due", lambda level: level.interest),
    ("Expenses due", lambda level: level.expenses),
)


def _names(name: str, steps: Sequence[tuple[Level, int]], top: float) -> Iterator[str]:
    yield tag("text", plain(name), x=NAMES - 8, y=top + 16, class_="label")
    yield tag("text", write_grouped(max(cents for _, cents in steps)), x=NAMES - 8, y=top + 31, class_="tick end")
    yield tag("text", "0", x=NAMES - 8, y=top + _PANEL - 7, class_="tick end")


def _panel(name: str, steps: Sequence[tuple[Level, int]], scale: Scale, top: float) -> Iterator[str]:
    most = max(cents for _, cents in steps)
    base, high = top + _PANEL - 10, _PANEL - 26
    yield tag("line", x1=LEFT, y1=base - high, x2=RIGHT, y2=base - high, class_="month")
    yield tag("line", x1=LEFT, y1=base, x2=RIGHT, y2=base, class_="axis")
    parts, line = [], ""
    for number, (level, cents) in enumerate(steps):
        until = steps[number + 1][0].date if number + 1 < len(steps) else None
        first, last = scale.at(level.date), RIGHT if until is None else scale.at(until)
        y = base - high * cents / most  # a height on paper: the figure is told in words
        line += f"{'L' if line else 'M'}{value_of(first)},{value_of(y)}L{value_of(float(last))},{value_of(y)}"
        told: list[Any] = [f"{name} unpaid from ", level.date, *([" to the day before ", until] if until else [])]
        shape = tag("rect", x=first, y=base - high, width=max(last - first, 1.0), height=high, class_="hit")
        area = tag("rect", x=first, y=y, width=max(last - first, 0.5), height=max(base - y, 0.0), class_="area")
        words = words_of([*told, ": ", Money(cents)])
        parts.append(sign_group(words, area + shape, first=not number, day=level.date))
    yield tag("g", "".join(parts), class_="track")
    yield tag("path", d=line, class_="step")
