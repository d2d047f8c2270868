"""The picture in lines and hatches: inline SVG, written by us, the same bytes for the same picture.

Nothing is told by colour alone: a kind of band has a hatch of its own, the state of a sum due is a shape (round: in
time, or still open; a diamond: late; square: barred) and how it was settled its filling (full: recorded; a dot:
assumed; empty: unpaid). Everything drawn is named in full by its ``<title>``, which ``picture.js`` shows on hover, tap
and focus; each row is one stop of the Tab key, and the arrow keys go along it. A picture with many rows is drawn as
several, each with its axis, so that none is higher than a page.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from html import escape
from typing import Any, NamedTuple

from note_sched.measure.money import write_grouped
from note_sched.rendering.axis import axis
from note_sched.rendering.chart import packed
from note_sched.rendering.direction import RUNS
from note_sched.rendering.figures import GLUE, width_of, write_day, write_phrase, write_words
from note_sched.rendering.signs import (
    BANDS,
    MARKS,
    Sign,
    band_label,
    cut,
    is_inside,
    kinds_in,
    sign_of,
    sign_words,
    signs_in,
)
from note_sched.reports.page import Money, Phrase
from note_sched.reports.picture import (
    VOID,
    Balances,
    Band,
    BandKind,
    Due,
    How,
    Lane,
    Level,
    Mark,
    MarkKind,
    Part,
    Picture,
    Stand,
    State,
    band_words,
    due_words,
    mark_words,
    stand_words,
)

WIDTH = 960
"""Units across; a page shows them a little smaller or larger than a pixel."""

_LEFT, _RIGHT = 172, 948
_LETTER, _NARROW = 7.1, 4.6  # how wide a character of the labels is, on the average and in the widest type
_ROW, _BAND, _HIGHEST = 24, 16, 520
_MOST_GUIDES, _MOST_ROWS, _MOST_SAID = 24, 8, 4

Draw = Callable[[float], Iterator[str]]


class Track(NamedTuple):
    """A row of the picture: what stands beside it, how high it is, and what draws it, given its middle."""

    label: str
    title: str
    height: float
    draw: Draw


class _Scale:
    """Days as units across."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._per_day = 0.985 * (_RIGHT - _LEFT) / ((last - first).days + 1)  # the last day is no edge yet
        self.month = self._per_day * 30.4

    def at(self, day: date) -> float:
        """Where a day begins; what is before or after the picture stands at its edge."""
        return min(max(_LEFT + (day - self.first).days * self._per_day, _LEFT), _RIGHT)

    def after(self, day: date | None) -> float:
        """Where a day ends; the edge where no end is known."""
        return _RIGHT if day is None else min(max(self.at(day) + self._per_day, _LEFT + 1), _RIGHT)

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return (self.at(day) + self.after(day)) / 2


def figure(picture: Picture) -> str:
    """The picture as a ``<figure>`` with its legend."""
    scale = _Scale(picture.first, picture.last)
    sheets = _sheets(list(_tracks(picture, scale)))
    drawn = [_sheet(tracks, picture, scale, number) for number, tracks in enumerate(sheets)]
    label = f"The life of the Notes from {write_day(picture.first)} to {write_day(picture.last)}"
    return _figure(label, drawn, _legend(picture))


def _figure(label: str, drawn: Iterable[str], legend: str) -> str:
    name = _text(label)
    boxes = "".join(f'<div class="sheet" role="region" tabindex="0" aria-label="{name}">{svg}</div>\n' for svg in drawn)
    return f'<figure class="picture">\n{boxes}{legend}</figure>\n'


def _text(written: str) -> str:
    """Text of a document or of ours: harmless in markup, nothing invisible in it, each script in its own direction."""
    apart = RUNS.sub("\N{FIRST STRONG ISOLATE}\\1\N{POP DIRECTIONAL ISOLATE}", write_words(written.replace(GLUE, " ")))
    return escape(apart, quote=True)


def _words(phrase: Phrase) -> str:
    """A phrase, a line for each of its clauses."""
    return "\n".join(map(_text, write_phrase(phrase).split("; ")))


def _wide(text: str) -> float:
    """How much room a label takes at most."""
    return width_of(text) * _LETTER - sum(map(text.count, "()[].,:il ")) * (_LETTER - _NARROW)


def _tag(name: str, content: str = "", **attributes: object) -> str:
    """An element; ``class_`` is written ``class``, ``stroke_width`` ``stroke-width``, a number to one decimal."""
    written = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def _sign(words: str, shapes: str, *, first: bool, class_: str = "") -> str:
    """Something drawn that says what it is; the first of its row is a stop of the Tab key."""
    tab = 0 if first else -1
    return _tag("g", f"<title>{words}</title>{shapes}", class_=f"sign {class_}".rstrip(), tabindex=tab, role="img")


def _sheets(tracks: Sequence[Track]) -> list[list[Track]]:
    """Tracks divided so that none of the sheets is higher than a page."""
    sheets: list[list[Track]] = [[]]
    for track in tracks:
        if sheets[-1] and sum(each.height for each in sheets[-1]) + track.height > _HIGHEST:
            sheets.append([])
        sheets[-1].append(track)
    return sheets


_HEAD = 44


def _sheet(tracks: Sequence[Track], picture: Picture, scale: _Scale, number: int) -> str:
    height = _HEAD + sum(track.height for track in tracks) + 8
    parts = [_DEFS if number == 0 else "", *_axis(scale, height)]
    if number == 0:
        parts += _guides(picture, scale, height)
    top = float(_HEAD)
    for track in tracks:
        middle = top + track.height / 2
        label = _tag("text", _text(track.label), x=_LEFT - 10, y=middle + 4, class_="label")
        title = f"<title>{_text(track.title)}</title>" if track.title else ""
        parts.append(_tag("g", f"{title}{label}"))
        parts.append(_tag("g", "".join(track.draw(middle)), class_="track"))
        top += track.height
    label = f"{picture.title}, part {number + 1}" if number else picture.title
    return _svg(height, _text(label or "Picture"), "".join(parts))


def _svg(height: float, label: str, content: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_value(float(height))}" role="group" '
        f'aria-label="{label}">{content}</svg>'
    )


def _axis(scale: _Scale, height: float) -> Iterator[str]:
    found = axis(scale.first, scale.last, _RIGHT - _LEFT, 34, 44)
    for tick in found.ticks:
        x = scale.at(tick.day)
        yield _tag("line", x1=x, y1=_HEAD - 10, x2=x, y2=height - 4, class_="year" if tick.major else "month")
        if tick.label and x < _RIGHT - 24:
            yield _tag("text", tick.label, x=x + 3, y=_HEAD - 12, class_="tick")
    for tick in found.years:
        x = scale.at(tick.day)
        yield _tag("text", tick.label, x=x + 3, y=_HEAD - 27, class_="tick strong")
    yield _tag("line", x1=_LEFT, y1=_HEAD - 8, x2=_RIGHT, y2=_HEAD - 8, class_="axis")


def _guides(picture: Picture, scale: _Scale, height: float) -> Iterator[str]:
    """A thin line down from every mark, where there are not too many."""
    shown = sorted({mark.date for mark in picture.marks if is_inside(picture, mark.date, mark.date)})
    for day in shown if len(shown) <= _MOST_GUIDES else ():
        x = scale.middle(day)
        yield _tag("line", x1=x, y1=_HEAD, x2=x, y2=height - 4, class_="guide")


def _tracks(picture: Picture, scale: _Scale) -> Iterator[Track]:
    yield from _mark_tracks(picture, scale)
    for kind in BandKind:
        yield from _band_tracks(kind, picture, scale)
    yield Track("", "", 8, lambda _: iter(()))
    count = len(picture.lanes)
    height = 40 if count <= 6 else 28 if count <= 16 else 20
    for lane in picture.lanes:
        title = lane.name if lane.whose in (lane.name, "all") else f"{lane.name}: {lane.whose}"
        yield Track(cut(lane.name, 19), title, height, _lane_drawer(lane, scale, height))


def _mark_tracks(picture: Picture, scale: _Scale) -> Iterator[Track]:
    shown = [mark for mark in picture.marks if is_inside(picture, mark.date, mark.date)]
    flags = _flags(shown, scale)
    rows = packed(flags, lambda flag: flag.place(scale))
    if len(rows) > _MOST_ROWS:
        flags = [flag._replace(label="") for flag in flags]
        rows = packed(flags, lambda flag: flag.place(scale))
    for number, row in enumerate(rows):
        yield Track("" if number else "What happened", "", _ROW, _mark_drawer(row, scale))


class Flag(NamedTuple):
    """Marks drawn as one: of one kind and label, so close together that their boxes would meet."""

    marks: list[Mark]
    label: str

    def place(self, scale: _Scale) -> tuple[int, int]:
        """From where to where it reaches with its label, which stands before it where there is no room behind."""
        x = scale.middle(self.marks[0].date)
        text = _wide(self.label) + 4 if self.label else 0
        left = x - 10 - (text if x + 10 + text > _RIGHT else 0)
        return int(left), int(left + 20 + text)

    @property
    def words(self) -> str:
        """What each of its marks says; of many only the first, for the table below says all."""
        told = [_words(mark_words(mark)) for mark in self.marks[:_MOST_SAID]]
        more = len(self.marks) - len(told)
        return "\n\n".join([*told, *([f"and {more} more, in the table below"] if more else [])])


def _flags(marks: Iterable[Mark], scale: _Scale) -> list[Flag]:
    found: list[Flag] = []
    last: dict[tuple[MarkKind, str], Flag] = {}
    for mark in marks:
        key = mark.kind, mark.label
        near = last.get(key)
        if near is not None and scale.middle(mark.date) - scale.middle(near.marks[0].date) < 2 * _ROW:
            near.marks.append(mark)
        else:
            last[key] = Flag([mark], cut(mark.label, 26))
            found.append(last[key])
    return [f._replace(label=f"{f.label} ×{len(f.marks)}") if len(f.marks) > 1 else f for f in found]


def _mark_drawer(row: Sequence[Flag], scale: _Scale) -> Draw:
    def draw(middle: float) -> Iterator[str]:
        for number, flag in enumerate(row):
            x = scale.middle(flag.marks[0].date)
            shapes = _badge(flag.marks[0], x, middle)
            if flag.label:
                before = flag.place(scale)[0] < int(x - 10)
                place: dict[str, Any] = {"x": x - 12, "text_anchor": "end"} if before else {"x": x + 12}
                shapes += _tag("text", _text(flag.label), **place, y=middle + 4, class_="small")
            yield _sign(flag.words, shapes, first=not number)

    return draw


def _badge(mark: Mark, x: float, y: float) -> str:
    """The letter of a mark in a box; of what was void in a broken, crossed one."""
    void = mark.kind in VOID
    box = _tag("rect", x=x - 8, y=y - 8, width=16, height=16, rx=3, class_="void" if void else "badge")
    letter = _tag("text", MARKS[mark.kind][0], x=x, y=y + 4, class_="letter")
    cross = _tag("line", x1=x - 8, y1=y + 8, x2=x + 8, y2=y - 8, class_="cross") if void else ""
    return box + letter + cross


def _band_tracks(kind: BandKind, picture: Picture, scale: _Scale) -> Iterator[Track]:
    shown = [band for band in picture.bands if band.kind is kind and is_inside(picture, band.start, band.end)]
    rows = packed(shown, lambda band: _band_place(band, scale, labelled=True))
    labelled = len(rows) <= _MOST_ROWS
    if not labelled:
        rows = packed(shown, lambda band: _band_place(band, scale, labelled=False))
    clauses = ", ".join(dict.fromkeys(band.clause for band in shown))
    labels = {0: BANDS[kind]} if labelled else {0: BANDS[kind], 2: cut(clauses, 19)}
    for number, row in enumerate(rows):
        height = _ROW if labelled else 10
        yield Track(
            labels.get(number, ""),
            clauses if number == 2 else "",
            height,
            _band_drawer(row, picture, scale, labelled=labelled),
        )


def _band_text(band: Band) -> str:
    return cut(band_label(band), max(34, width_of(band.clause)))


def _band_place(band: Band, scale: _Scale, *, labelled: bool) -> tuple[int, int]:
    """From where to where a band reaches with its label: inside it, else behind it, else before it."""
    first, last = scale.at(band.start), scale.after(band.end)
    text = _wide(_band_text(band)) + 10 if labelled else 0
    if text <= last - first - 8:
        return int(first), int(last) + 2
    return (int(first), int(last + text)) if last + text <= _RIGHT else (int(first - text), int(last) + 2)


def _band_drawer(row: Sequence[Band], picture: Picture, scale: _Scale, *, labelled: bool) -> Draw:
    def draw(middle: float) -> Iterator[str]:
        for number, band in enumerate(row):
            shapes = _bar(band, picture, scale, middle, _BAND if labelled else 8)
            if labelled:
                shapes += _band_label(band, scale, middle)
            yield _sign(_words(band_words(band)), shapes, first=not number)

    return draw


def _bar(band: Band, picture: Picture, scale: _Scale, middle: float, height: float) -> str:
    first, last = scale.at(band.start), scale.after(band.end)
    box: dict[str, Any] = {"y": middle - height / 2, "height": height}
    bar = _tag("rect", x=first, width=max(last - first, 2.0), **box, class_=f"band {band.kind.value}")
    for start, end in band.suspended:
        if is_inside(picture, start, end):
            left, right = scale.at(start), scale.after(end)
            bar += _tag("rect", x=left, width=max(right - left, 1.0), **box, class_="suspended")
    if band.end is None or band.end > picture.last:
        half = height / 2 - 2
        points = " ".join(
            f"{_value(last - back)},{_value(middle + up)}" for back, up in ((7, -half), (0, 0.0), (7, half))
        )
        bar += _tag("polyline", points=points, class_="goes-on")
    return bar


def _band_label(band: Band, scale: _Scale, middle: float) -> str:
    text, first, last = _band_text(band), scale.at(band.start), scale.after(band.end)
    wide = _wide(text) + 10
    place = _band_place(band, scale, labelled=True)
    inside = wide <= last - first - 8
    x = first + 5 if inside else last + 4 if place[0] >= int(first) else first - wide + 4
    ground = _tag("rect", x=x - 1, y=middle - 7, width=wide - 6, height=14, class_="ground") if inside else ""
    return ground + _tag("text", _text(text), x=x + 2, y=middle + 4, class_="small")


def _lane_drawer(lane: Lane, scale: _Scale, height: float) -> Draw:
    def draw(middle: float) -> Iterator[str]:
        yield from _life(lane, scale, middle, height)
        first = True
        for stand in lane.stands:
            shape = _stand(stand, lane, scale, middle, height - 6)
            yield _sign(_words(stand_words(stand, lane.name)), shape, first=first)
            first = False
        for due in lane.dues:
            yield from _tail(due, scale, middle)
        for sign in _by_day(lane, scale, middle, height):
            yield _sign(*sign, first=first)
            first = False

    return draw


def _by_day(lane: Lane, scale: _Scale, middle: float, height: float) -> Iterator[tuple[str, str]]:
    """The sums due and prepayments of a lane in order: what each says, and its shape."""
    size = min(height / 2 - 5, 5.5, max(1.6, scale.month * 0.36))
    prepaid = [
        (part.date, _prepaid_words(part, lane), _prepaid(scale.middle(part.date), middle)) for part in lane.prepaid
    ]
    dues = [(due.since, _words(due_words(due, lane.name)), _due(due, scale, middle, size)) for due in lane.dues]
    for _, words, shape in sorted([*dues, *prepaid], key=lambda each: each[0]):
        yield words, shape


def _life(lane: Lane, scale: _Scale, middle: float, height: float) -> Iterator[str]:
    end = scale.after(lane.end) if lane.end else _RIGHT
    yield _tag("line", x1=scale.at(lane.start), y1=middle, x2=end, y2=middle, class_="life")
    if lane.end is not None:
        yield _tag("line", x1=end, y1=middle - height / 2 + 4, x2=end, y2=middle + height / 2 - 4, class_="paid-up")


def _stand(stand: Stand, lane: Lane, scale: _Scale, middle: float, height: float) -> str:
    first, last = scale.at(stand.start), min(scale.after(stand.end), scale.after(lane.end))
    top, high = (middle - height / 2, height) if stand.all_of_it else (middle + height / 4, height / 4)
    class_ = "barred" if stand.all_of_it else "barred part"
    return _tag("rect", x=first, y=top, width=max(last - first, 1.5), height=high, class_=class_)


def _tail(due: Due, scale: _Scale, middle: float) -> Iterator[str]:
    """From the day on which a sum fell due to the day on which it was settled late, or to the edge while it is not."""
    if due.state not in (State.PAID, State.PASSED):
        end = _RIGHT if due.settled is None else scale.middle(due.settled)
        yield _tag("line", x1=scale.middle(due.since), y1=middle, x2=end, y2=middle, class_="tail")
        if due.settled is not None:
            yield _tag("line", x1=end, y1=middle - 6, x2=end, y2=middle + 6, class_="tail")


_ASIDE = {"interest": 0.0, "principal": 1.9, "expenses": -1.7}
_SIZE = {"interest": 1.0, "principal": 1.35, "expenses": 0.75}


def _due(due: Due, scale: _Scale, middle: float, size: float) -> str:
    """A sum due in its shape; principal is larger and stands beside the interest of its day, expenses are smaller."""
    x = scale.middle(due.since) + _ASIDE[due.component] * size
    x = min(max(x, _LEFT + size), _RIGHT - size * _SIZE[due.component])
    return shape_of(sign_of(due), x, middle, size * _SIZE[due.component])


def shape_of(sign: Sign, x: float, y: float, r: float) -> str:
    """The shape of a state, filled as it was settled."""
    full = "full" if sign.how in (How.RECORDED, How.PASSED) else "empty"
    if sign.state in (State.LATE, State.PASSED):
        r = r * 1.25
        points = f"{_value(x)},{_value(y - r)} {_value(x + r)},{_value(y)} {_value(x)},{_value(y + r)}"
        left = f" {_value(x - r)},{_value(y)}" if sign.state is State.LATE else ""
        shape = _tag("polygon", points=points + left, class_=f"due late {full}")
    elif sign.state in (State.AFTER_BAR, State.BARRED):
        shape = _tag("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, class_=f"due blocked {full}")
    else:
        shape = _tag("circle", cx=x, cy=y, r=r, class_=f"due {'open' if sign.how is None else 'timely'} {full}")
    if sign.state is State.BARRED:
        d = f"M{_value(x - r)},{_value(y - r)}L{_value(x + r)},{_value(y + r)}"
        d += f"M{_value(x - r)},{_value(y + r)}L{_value(x + r)},{_value(y - r)}"
        return shape + _tag("path", d=d, class_="due blocked")
    return shape + _tag("circle", cx=x, cy=y, r=r * 0.42, class_="dot") if sign.how is How.ASSUMED else shape


def _prepaid(x: float, y: float) -> str:
    points = f"{_value(x - 5)},{_value(y - 11)} {_value(x + 5)},{_value(y - 11)} {_value(x)},{_value(y - 3)}"
    return _tag("polygon", points=points, class_="due timely full")


def _prepaid_words(part: Part, lane: Lane) -> str:
    how = {How.ASSUMED: "assumed paid", How.RECORDED: "recorded as paid", How.PASSED: "passed on"}[part.how]
    return _words([f"{lane.name}: principal ", Money(part.cents), f" {how} before it was due ", part.date])


def _legend(picture: Picture) -> str:
    """What the shapes, hatches and letters that occur mean."""
    items = [(_swatch(shape_of(sign, 9, 9, 5.5)), sign_words(sign)) for sign in signs_in(picture)]
    components = {due.component for lane in picture.lanes for due in lane.dues}
    if "principal" in components:
        items.append(("", "larger: principal"))
    if "expenses" in components:
        items.append(("", "smaller: expenses"))
    if any(lane.prepaid for lane in picture.lanes):
        items.append((_swatch(_prepaid(9, 16)), "principal paid before it was due"))
    if any(lane.end for lane in picture.lanes):
        items.append((_swatch(_tag("line", x1=9, y1=2, x2=9, y2=16, class_="paid-up")), "paid in full"))
    if any(lane.stands for lane in picture.lanes):
        items.append((_swatch(_box("barred"), 24), "the Note is barred (low: its principal only)"))
    kinds = dict.fromkeys(band.kind for band in picture.bands)
    items += [(_swatch(_box(f"band {kind.value}"), 24), BANDS[kind]) for kind in kinds]
    if any(band.suspended for band in picture.bands):
        items.append((_swatch(_box("suspended"), 24), "suspended by the override"))
    for kind in kinds_in(picture.marks):
        mark = Mark(kind, picture.first, "", "", "", "")
        items.append((_swatch(_badge(mark, 9, 9)), MARKS[kind][1]))
    rows = "".join(f"<li>{swatch}<span>{_text(words)}</span></li>" for swatch, words in items)
    return f'<ul class="key">{rows}</ul>\n'


def _box(class_: str) -> str:
    return _tag("rect", x=1, y=3, width=22, height=12, class_=class_)


def _swatch(shapes: str, wide: int = 18) -> str:
    return f'<svg viewBox="0 0 {wide} 18" width="{wide}" height="18" aria-hidden="true">{shapes}</svg>'


_HATCHES = {
    "blockage": '<path d="M0,8L8,0M-2,2L2,-2M6,10L10,6" class="h-blockage"/>',
    "override": '<circle cx="2" cy="2" r="1.1" class="h-override"/><circle cx="6" cy="6" r="1.1" class="h-override"/>',
    "senior": '<path d="M2,0V8M6,0V8" class="h-senior"/>',
    "insolvency": '<path d="M0,0L8,8M0,8L8,0" class="h-insolvency"/>',
    "accelerated": '<path d="M0,0L8,8M-2,6L2,10M6,-2L10,2" class="h-accelerated"/>',
    "barred": '<path d="M0,8L8,0M-2,2L2,-2M6,10L10,6" class="h-barred"/>',
}
_DEFS = "<defs>{}</defs>".format(
    "".join(
        f'<pattern id="hatch-{name}" width="8" height="8" patternUnits="userSpaceOnUse">{lines}</pattern>'
        for name, lines in _HATCHES.items()
    )
)

_PANEL = 84


def balances_figure(balances: Balances) -> str:
    """What is unpaid over time, a small step chart a kind of debt, each from zero to its greatest."""
    scale = _Scale(balances.first, balances.last)
    panels = [
        (name, [(level, pick(level)) for level in balances.levels])
        for name, pick in _KINDS
        if any(pick(level) for level in balances.levels)
    ]
    height = _HEAD + _PANEL * len(panels) + 6
    parts = list(_axis(scale, height))
    for number, (name, steps) in enumerate(panels):
        parts += _panel(name, steps, scale, _HEAD + _PANEL * number)
    return _figure(balances.title or "Balances over time", [_svg(height, "Balances over time", "".join(parts))], "")


_KINDS: tuple[tuple[str, Callable[[Level], int]], ...] = (
    ("Principal", lambda level: level.principal),
    ("Interest due", lambda level: level.interest),
    ("Expenses due", lambda level: level.expenses),
)


def _panel(name: str, steps: Sequence[tuple[Level, int]], scale: _Scale, top: float) -> Iterator[str]:
    most = max(cents for _, cents in steps)
    base, high = top + _PANEL - 10, _PANEL - 26
    yield _tag("text", _text(name), x=_LEFT - 10, y=top + 16, class_="label")
    yield _tag("text", write_grouped(most), x=_LEFT - 10, y=top + 31, class_="tick end")
    yield _tag("text", "0", x=_LEFT - 10, y=base + 3, class_="tick end")
    yield _tag("line", x1=_LEFT, y1=base - high, x2=_RIGHT, y2=base - high, class_="month")
    yield _tag("line", x1=_LEFT, y1=base, x2=_RIGHT, y2=base, class_="axis")
    parts, line = [], ""
    for number, (level, cents) in enumerate(steps):
        until = steps[number + 1][0].date if number + 1 < len(steps) else None
        first, last = scale.at(level.date), _RIGHT if until is None else scale.at(until)
        y = base - high * (cents / most)
        line += f"{'L' if line else 'M'}{_value(first)},{_value(y)}L{_value(float(last))},{_value(y)}"
        told: list[Any] = [f"{name} unpaid from ", level.date, *([" to the day before ", until] if until else [])]
        shape = _tag("rect", x=first, y=base - high, width=max(last - first, 1.0), height=high, class_="hit")
        area = _tag("rect", x=first, y=y, width=max(last - first, 0.5), height=max(base - y, 0.0), class_="area")
        parts.append(_sign(_words([*told, ": ", Money(cents)]), area + shape, first=not number))
    yield _tag("g", "".join(parts), class_="track")
    yield _tag("path", d=line, class_="step")
