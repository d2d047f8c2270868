"""The rows of the picture as SVG: what happened, the bands of each kind, and a lane for every life."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from note_sched.pages.picture import (
    Band,
    BandKind,
    BarBand,
    DueMark,
    DueState,
    How,
    Lane,
    Mark,
    MarkKind,
    Picture,
    Settlement,
    band_words,
    due_words,
    mark_words,
    stand_words,
)
from note_sched.pages.values import Money
from note_sched.rendering.chart import packed
from note_sched.rendering.drawing import (
    LEFT,
    RIGHT,
    Scale,
    badge,
    plain,
    prepaid_shape,
    room_of,
    shape_of,
    sign_group,
    tag,
    value_of,
    words_of,
)
from note_sched.rendering.signs import BANDS, band_label, box_of, cut, drawn_bands, drawn_marks, is_inside, sign_of
from note_sched.rendering.values_in_words import width_of

ROW = 24
_BAND = 16
_MOST_ROWS, _MOST_SAID = 8, 4

Draw = Callable[[float], Iterator[str]]


class Track(NamedTuple):
    """A row of the picture: what stands beside it, how high it is, and what draws it, given its middle."""

    label: str
    title: str
    height: float
    draw: Draw


def tracks_of(picture: Picture, scale: Scale) -> Iterator[Track]:
    """The rows of the picture from the top: what happened, the bands, the lanes."""
    yield from _mark_tracks(picture, scale)
    for kind in BandKind:
        yield from _band_tracks(kind, picture, scale)
    yield Track("", "", 8, lambda _: iter(()))
    count = len(picture.lanes)
    height = 40 if count <= 6 else 28 if count <= 16 else 20
    for lane in picture.lanes:
        title = lane.name if lane.whose in (lane.name, "all") else f"{lane.name}: {lane.whose}"
        yield Track(cut(lane.name, 19), title, height, _lane_drawer(lane, scale, height))


def _mark_tracks(picture: Picture, scale: Scale) -> Iterator[Track]:
    flags = _flags(drawn_marks(picture), scale)
    rows = packed(flags, lambda flag: flag.place(scale))
    if len(rows) > _MOST_ROWS:
        flags = [flag._replace(label="") for flag in flags]
        rows = packed(flags, lambda flag: flag.place(scale))
    for number, row in enumerate(rows):
        yield Track("" if number else "What happened", "", ROW, _mark_drawer(row, scale))


class MergedMarks(NamedTuple):
    """Marks drawn as one: of one kind and label, so close together that their boxes would meet."""

    marks: list[Mark]
    label: str

    def place(self, scale: Scale) -> tuple[int, int]:
        """From where to where it reaches with its label, which stands before it where there is no room behind."""
        x = scale.middle(self.marks[0].date)
        text = room_of(self.label) + 4 if self.label else 0
        left = x - 10 - (text if x + 10 + text > RIGHT else 0)
        return int(left), int(left + 20 + text)

    @property
    def words(self) -> str:
        """What each of its marks says; of many only the first, for the table below says all."""
        told = [words_of(mark_words(mark)) for mark in self.marks[:_MOST_SAID]]
        more = len(self.marks) - len(told)
        return "\n\n".join([*told, *([f"and {more} more, in the table below"] if more else [])])


def _flags(marks: Iterable[Mark], scale: Scale) -> list[MergedMarks]:
    found: list[MergedMarks] = []
    last: dict[tuple[MarkKind, str], MergedMarks] = {}
    for mark in marks:
        key = mark.kind, mark.label
        near = last.get(key)
        if near is not None and scale.middle(mark.date) - scale.middle(near.marks[0].date) < 2 * ROW:
            near.marks.append(mark)
        else:
            last[key] = MergedMarks([mark], cut(mark.label, 26))
            found.append(last[key])
    return [f._replace(label=f"{f.label} ×{len(f.marks)}") if len(f.marks) > 1 else f for f in found]


def _mark_drawer(row: Sequence[MergedMarks], scale: Scale) -> Draw:
    def draw(middle: float) -> Iterator[str]:
        for number, flag in enumerate(row):
            x = scale.middle(flag.marks[0].date)
            shapes = badge(flag.marks[0], x, middle)
            if flag.label:
                before = flag.place(scale)[0] < int(x - 10)
                place: dict[str, Any] = {"x": x - 12, "text_anchor": "end"} if before else {"x": x + 12}
                shapes += tag("text", plain(flag.label), **place, y=middle + 4, class_="small")
            yield sign_group(flag.words, shapes, first=not number)

    return draw


def _band_tracks(kind: BandKind, picture: Picture, scale: Scale) -> Iterator[Track]:
    shown = drawn_bands(picture, kind)
    rows = packed(shown, lambda band: _band_place(band, scale, labelled=True))
    labelled = len(rows) <= _MOST_ROWS
    if not labelled:
        rows = packed(shown, lambda band: _band_place(band, scale, labelled=False))
    clauses = ", ".join(dict.fromkeys(band.clause for band in shown))
    labels = {0: BANDS[kind][0]} if labelled else {0: BANDS[kind][0], 2: cut(clauses, 19)}
    for number, row in enumerate(rows):
        height = ROW if labelled else 10
        yield Track(
            labels.get(number, ""),
            clauses if number == 2 else "",
            height,
            _band_drawer(row, picture, scale, labelled=labelled),
        )


def _band_text(band: Band) -> str:
    return cut(band_label(band), max(34, width_of(band.clause)))


def _band_place(band: Band, scale: Scale, *, labelled: bool) -> tuple[int, int]:
    """From where to where a band reaches with its label: inside it, else behind it, else before it."""
    first, last = scale.at(band.start), scale.after(band.end)
    text = room_of(_band_text(band)) + 10 if labelled else 0
    if text <= last - first - 8:
        return int(first), int(last) + 2
    return (int(first), int(last + text)) if last + text <= RIGHT else (int(first - text), int(last) + 2)


def _band_drawer(row: Sequence[Band], picture: Picture, scale: Scale, *, labelled: bool) -> Draw:
    def draw(middle: float) -> Iterator[str]:
        for number, band in enumerate(row):
            shapes = _bar(band, picture, scale, middle, _BAND if labelled else 8)
            if labelled:
                shapes += _band_label(band, scale, middle)
            yield sign_group(words_of(band_words(band)), shapes, first=not number)

    return draw


def _bar(band: Band, picture: Picture, scale: Scale, middle: float, height: float) -> str:
    first, last = scale.at(band.start), scale.after(band.end)
    box: dict[str, Any] = {"y": middle - height / 2, "height": height}
    bar = tag("rect", x=first, width=max(last - first, 2.0), **box, class_=f"band {box_of(band.kind)}")
    for start, end in band.suspended:
        if is_inside(picture, start, end):
            left, right = scale.at(start), scale.after(end)
            bar += tag("rect", x=left, width=max(right - left, 1.0), **box, class_="suspended")
    if band.end is None or band.end > picture.last:
        half = height / 2 - 2
        points = " ".join(
            f"{value_of(last - back)},{value_of(middle + up)}" for back, up in ((7, -half), (0, 0.0), (7, half))
        )
        bar += tag("polyline", points=points, class_="goes-on")
    return bar


def _band_label(band: Band, scale: Scale, middle: float) -> str:
    text, first, last = _band_text(band), scale.at(band.start), scale.after(band.end)
    wide = room_of(text) + 10
    place = _band_place(band, scale, labelled=True)
    inside = wide <= last - first - 8
    x = first + 5 if inside else last + 4 if place[0] >= int(first) else first - wide + 4
    ground = tag("rect", x=x - 1, y=middle - 7, width=wide - 6, height=14, class_="ground") if inside else ""
    return ground + tag("text", plain(text), x=x + 2, y=middle + 4, class_="small")


def _lane_drawer(lane: Lane, scale: Scale, height: float) -> Draw:
    def draw(middle: float) -> Iterator[str]:
        yield from _life(lane, scale, middle, height)
        first = True
        for stand in lane.stands:
            shape = _stand(stand, lane, scale, middle, height - 6)
            yield sign_group(words_of(stand_words(stand, lane.name)), shape, first=first)
            first = False
        for due in lane.dues:
            yield from _tail(due, scale, middle)
        for sign in _by_day(lane, scale, middle, height):
            yield sign_group(*sign, first=first)
            first = False

    return draw


def _by_day(lane: Lane, scale: Scale, middle: float, height: float) -> Iterator[tuple[str, str]]:
    """The sums due and prepayments of a lane in order: what each says, and its shape."""
    size = min(height / 2 - 5, 5.5, max(1.6, scale.month * 0.36))
    prepaid = [
        (part.date, _prepaid_words(part, lane), prepaid_shape(scale.middle(part.date), middle)) for part in lane.prepaid
    ]
    dues = [(due.since, words_of(due_words(due, lane.name)), _due(due, scale, middle, size)) for due in lane.dues]
    for _, words, shape in sorted([*dues, *prepaid], key=lambda each: each[0]):
        yield words, shape


def _life(lane: Lane, scale: Scale, middle: float, height: float) -> Iterator[str]:
    end = scale.after(lane.end) if lane.end else RIGHT
    yield tag("line", x1=scale.at(lane.start), y1=middle, x2=end, y2=middle, class_="life")
    if lane.end is not None:
        yield tag("line", x1=end, y1=middle - height / 2 + 4, x2=end, y2=middle + height / 2 - 4, class_="paid-up")


def _stand(stand: BarBand, lane: Lane, scale: Scale, middle: float, height: float) -> str:
    first, last = scale.at(stand.start), min(scale.after(stand.end), scale.after(lane.end))
    top, high = (middle - height / 2, height) if stand.all_of_it else (middle + height / 4, height / 4)
    class_ = "barred" if stand.all_of_it else "barred part"
    return tag("rect", x=first, y=top, width=max(last - first, 1.5), height=high, class_=class_)


def _tail(due: DueMark, scale: Scale, middle: float) -> Iterator[str]:
    """From the day on which a sum fell due to the day on which it was settled late, or to the edge while it is not."""
    if due.state not in (DueState.PAID, DueState.PASSED):
        end = RIGHT if due.settled is None else scale.middle(due.settled)
        yield tag("line", x1=scale.middle(due.since), y1=middle, x2=end, y2=middle, class_="tail")
        if due.settled is not None:
            yield tag("line", x1=end, y1=middle - 6, x2=end, y2=middle + 6, class_="tail")


_ASIDE = {"interest": 0.0, "principal": 1.9, "expenses": -1.7, "premium": 3.4}
_SIZE = {"interest": 1.0, "principal": 1.35, "expenses": 0.75, "premium": 0.75}


def _due(due: DueMark, scale: Scale, middle: float, size: float) -> str:
    """A sum due in its shape; principal is larger, expenses and a premium are smaller; they stand beside interest."""
    x = scale.middle(due.since) + _ASIDE[due.component] * size
    x = min(max(x, LEFT + size), RIGHT - size * _SIZE[due.component])
    return shape_of(sign_of(due), x, middle, size * _SIZE[due.component])


def _prepaid_words(part: Settlement, lane: Lane) -> str:
    how = {How.ASSUMED: "assumed paid", How.RECORDED: "recorded as paid", How.PASSED: "passed on"}[part.how]
    return words_of([f"{lane.name}: principal ", Money(part.cents), f" {how} before it was due ", part.date])
