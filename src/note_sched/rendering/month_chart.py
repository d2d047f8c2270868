"""Months as SVG: what fell due, what of it was paid, what is barred, in columns; what stands unpaid as a line.

Nothing is told by colour alone: what fell due is an empty column, what was received a full one, what is assumed one
with falling lines on top of it, what is barred one with rising lines, as in the picture.
"""

from collections.abc import Iterator, Sequence

from note_sched.measure.money import write_grouped
from note_sched.pages.month_sums import Monthly, MonthSums, month_words
from note_sched.rendering.drawing import LEFT, NAMES, RIGHT, Scale, plain, sign_group, tag, value_of, words_of
from note_sched.rendering.hatches import hatched
from note_sched.rendering.svg import HEAD, as_figure, as_strip, axis_labels, axis_lines

_PANEL = 104
_NARROWEST = 1.5


def month_figure(monthly: Monthly) -> str:
    """A panel a kind of debt, each from zero to its greatest sum, with its legend."""
    scale = Scale(monthly.first, monthly.last)
    height = HEAD + _PANEL * len(monthly.panels) + 6
    names: list[str] = []
    days = [*axis_lines(scale, height), *axis_labels(scale)]
    for number, (name, months) in enumerate(monthly.panels):
        top = HEAD + _PANEL * number
        names += _names(name, months, top)
        days += _panel(name, months, scale, top)
    about = {"role": "group", "aria_label": plain(monthly.title or "Month by month")}
    drawn = as_strip(height, "".join(names), "".join(days), about)
    return as_figure(monthly.title or "Month by month", [drawn], _legend(monthly))


_HATCHES = {"m-assumed": "assumed", "m-barred": "barred"}

_LEGEND = (
    ("m-due", "fell due", "due"),
    ("m-received", "received", "received"),
    ("m-assumed", "assumed as paid, not received", "assumed"),
    ("m-barred", "unpaid and barred at the month's end", "barred"),
)


def _most(months: Sequence[MonthSums]) -> int:
    return max(max(each.due, each.received + each.assumed, each.arrears) for each in months)


def _names(name: str, months: Sequence[MonthSums], top: float) -> Iterator[str]:
    yield tag("text", plain(name), x=NAMES - 8, y=top + 16, class_="label")
    yield tag("text", write_grouped(_most(months)), x=NAMES - 8, y=top + 31, class_="tick end")
    yield tag("text", "0", x=NAMES - 8, y=top + _PANEL - 9, class_="tick end")


def _panel(name: str, months: Sequence[MonthSums], scale: Scale, top: float) -> Iterator[str]:
    most = _most(months)
    base, high = top + _PANEL - 12, _PANEL - 34
    yield tag("line", x1=LEFT, y1=base - high, x2=RIGHT, y2=base - high, class_="month")
    yield tag("line", x1=LEFT, y1=base, x2=RIGHT, y2=base, class_="axis")
    columns: list[str] = []
    line = ""
    for month in months:
        left, right = scale.at(month.first), scale.after(month.last)
        wide = max((right - left) * 0.26, _NARROWEST)
        at = left + (right - left) * 0.08
        stacks = ([("m-due", month.due)], _paid(month), [("m-barred", month.barred)])
        shapes = "".join(
            _column(stack, at + number * wide * 1.1, wide, base, high / most) for number, stack in enumerate(stacks)
        )
        y = value_of(base - high * month.arrears / most)  # a height on paper: the figure is told in words
        line += f"{'L' if line else 'M'}{value_of(left)},{y}L{value_of(right)},{y}"
        hit = tag("rect", x=left, y=base - high, width=right - left, height=high, class_="hit")
        columns.append(sign_group(words_of(month_words(name, month)), shapes + hit, first=not columns, day=month.first))
    yield tag("g", "".join(columns), class_="track")
    if any(each.arrears for each in months):
        yield tag("path", d=line, class_="m-arrears")


def _paid(month: MonthSums) -> list[tuple[str, int]]:
    return [("m-received", month.received), ("m-assumed", month.assumed)]


def _column(stack: Sequence[tuple[str, int]], x: float, wide: float, base: float, per_cent: float) -> str:
    shapes, below = "", 0.0
    for kind, cents in stack:
        if cents:
            tall = max(cents * per_cent, 1.0)
            shapes += _box(x, base - below - tall, wide, tall, kind)
            below += tall
    return shapes


def _box(x: float, y: float, wide: float, tall: float, kind: str) -> str:
    return hatched(x, y, wide, tall, kind, _HATCHES.get(kind, ""))


def _legend(monthly: Monthly) -> str:
    """What the columns that occur mean."""
    sums = [each for _, months in monthly.panels for each in months]
    items = [(kind, words) for kind, words, field in _LEGEND if any(getattr(each, field) for each in sums)]
    swatches = [(_box(3, 3, 12, 12, kind), words) for kind, words in items]
    if any(each.arrears for each in sums):
        line = tag("line", x1=0, y1=9, x2=18, y2=9, class_="m-arrears")
        swatches.append((line, "due and unpaid at the month's end"))
    listed = "".join(
        f'<li><svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">{shape}</svg>{words}</li>'
        for shape, words in swatches
    )
    return f'<ul class="key">{listed}</ul>\n'
