"""The rows of the picture as SVG above the lanes: what may be paid, what happened, the bands of each kind."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from note_sched.measure.money import write_grouped
from note_sched.pages.picture import (
    Band,
    BandKind,
    Mark,
    MarkKind,
    May,
    Payable,
    Picture,
    band_words,
    mark_words,
    payable_words,
)
from note_sched.rendering.chart import packed
from note_sched.rendering.drawing import (
    BOLD,
    LEFT,
    NAMES,
    RIGHT,
    Ids,
    Scale,
    badge,
    fold,
    plain,
    room_of,
    sign_group,
    tag,
    value_of,
    words_of,
)
from note_sched.rendering.hatches import hatched
from note_sched.rendering.lives import draw_life, life_of
from note_sched.rendering.signs import BANDS, band_texts, box_of, drawn_bands, drawn_marks, is_inside

ROW = 24
MAYS = {May.ALL: "all may be paid", May.PART: "a part", May.NOTHING: "nothing"}
"""What the fills of the first row mean."""

_BAND = 16
_LINE = 14
_MOST_ROWS, _MOST_SAID, _MOST_LABELLED = 8, 4, 60
_FEW, _SOME = 6, 16

Draw = Callable[[float], Iterator[str]]


class Track(NamedTuple):
    """A row of the picture: the lines that stand beside it, its full name, how high it is, what draws it from its top.

    ``footnotes``: what stood in the row if there were room, by number.
    """

    label: Sequence[str]
    title: str
    height: float
    draw: Draw
    footnotes: Sequence[tuple[int, str]] = ()


def names_width(picture: Picture) -> float:
    """How much room the names take: more of it where they are long, or so many that each has little height."""
    longest = max((room_of(lane.name) * BOLD for lane in picture.lanes), default=0.0)
    lines = 3 if len(picture.lanes) <= _SOME else 1
    return NAMES if longest <= lines * (NAMES - 14) else NAMES + 76


def tracks_of(picture: Picture, scale: Scale) -> Iterator[Track]:
    """The rows of the picture from the top: what may be paid, what happened, the bands, the lanes."""
    if picture.payable:
        yield Track(["May be paid"], "", ROW, _payable_drawer(picture, scale))
    yield from _mark_tracks(picture, scale)
    number = 0
    for kind in BandKind:
        for track in _band_tracks(kind, picture, scale, number):
            number += len(track.footnotes)
            yield track
    yield Track([], "", 6, lambda _: iter(()))
    yield from _lane_tracks(picture, scale)


def _lane_tracks(picture: Picture, scale: Scale) -> Iterator[Track]:
    count, room = len(picture.lanes), names_width(picture) - 14
    size, most = (5.5, 6) if count <= _FEW else (4.6, 4) if count <= _SOME else (3.4, 3)
    for lane in picture.lanes:
        life = life_of(lane, scale, size, sums=count <= _SOME)
        label = fold(lane.name, room / BOLD, most)
        height = max(life.height, _LINE * len(label) + 4)
        title = lane.name if lane.whose in (lane.name, "all") else f"{lane.name}: {lane.whose}"
        yield Track(label, title, height, partial(draw_life, life, scale, height=height))


def _payable_drawer(picture: Picture, scale: Scale) -> Draw:
    def draw(top: float) -> Iterator[str]:
        for number, each in enumerate(picture.payable):
            first, last = scale.at(each.start), scale.after(each.end)
            wide, class_ = max(last - first, 1.5), f"may {each.may.value}"
            shapes = hatched(first, top + 4, wide, ROW - 8, class_, each.may.value)
            text = next((text for text in _payable_texts(each) if room_of(text) + 12 <= last - first), "")
            if text:
                shapes += tag("rect", x=first + 3, y=top + 5, width=room_of(text) + 5, height=14, class_="ground")
                shapes += tag("text", plain(text), x=first + 6, y=top + 16, class_="small")
            yield sign_group(words_of(payable_words(each)), shapes, first=not number, day=each.start)
        start = scale.at(picture.payable[0].start)
        whole = scale.after(picture.payable[-1].end) - start
        yield tag("rect", x=start, y=top + 4, width=whole, height=ROW - 8, class_="may-edge")

    return draw


def _payable_texts(stretch: Payable) -> Sequence[str]:
    return (stretch.what, stretch.may.value)


def _mark_tracks(picture: Picture, scale: Scale) -> Iterator[Track]:
    flags = _flags(drawn_marks(picture), scale)
    rows = packed(flags, lambda flag: flag.place(scale))
    if len(rows) > _MOST_ROWS:
        flags = [flag._replace(label="") for flag in flags]
        rows = packed(flags, lambda flag: flag.place(scale))
    names = Ids()
    for number, row in enumerate(rows):
        yield Track([] if number else ["What happened"], "", ROW, _mark_drawer(row, scale, names))


class MergedMarks(NamedTuple):
    """Marks drawn as one: of one kind and label, so close together that their boxes would meet."""

    marks: list[Mark]
    label: str

    def place(self, scale: Scale) -> tuple[int, int]:
        """From where to where it reaches with its label, which stands before it where there is no room behind."""
        x = self.middle(scale)
        text = room_of(self.label) + 4 if self.label else 0
        left = x - 10 - (text if x + 10 + text > RIGHT else 0)
        return int(left), int(left + 20 + text)

    def middle(self, scale: Scale) -> float:
        """Where its box stands: on its day, as far as that is not the very edge."""
        return min(max(scale.middle(self.marks[0].date), LEFT + 8), RIGHT + 2)

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
            last[key] = MergedMarks([mark], fold(mark.label, (RIGHT - LEFT) / 2, 1)[0])
            found.append(last[key])
    return [flag._replace(label=flag.label + _behind(flag.marks)) for flag in found]


def _behind(marks: Sequence[Mark]) -> str:
    """How many they are, and the sum, where each is of one."""
    many = f" ×{len(marks)}" if len(marks) > 1 else ""
    sums = [mark.cents for mark in marks if mark.cents is not None]
    return many if len(sums) < len(marks) else f"{many}{',' if many else ''} {write_grouped(sum(sums))}"


def _mark_drawer(row: Sequence[MergedMarks], scale: Scale, names: Ids) -> Draw:
    def draw(top: float) -> Iterator[str]:
        middle = top + ROW / 2
        for number, flag in enumerate(row):
            mark, x = flag.marks[0], flag.middle(scale)
            shapes = badge(mark, x, middle)
            if flag.label:
                before = flag.place(scale)[0] < int(x - 10)
                place: dict[str, Any] = {"x": x - 12, "text_anchor": "end"} if before else {"x": x + 12}
                shapes += tag("text", plain(flag.label), **place, y=middle + 4, class_="small")
            name = names.of(f"mark-{mark.kind.value}-{mark.date}")
            yield sign_group(flag.words, shapes, first=not number, day=mark.date, name=name)

    return draw


class Placed(NamedTuple):
    """A band and what stands in or beside it: the longest text that has room inside, behind or before it.

    ``first``, ``last``: from where to where band and text reach together; ``x``: where the text begins.
    """

    band: Band
    text: str
    x: float
    first: float
    last: float
    inside: bool


def _placed(band: Band, picture: Picture, scale: Scale) -> Placed:
    first, last = scale.at(band.start), scale.after(band.end)
    for text in (*band_texts(band, picture), ""):
        wide = room_of(text or "(00)") + 10
        if wide <= last - first - 8:
            return Placed(band, text, first + 6, first, last + 2, inside=True)
        if last + wide <= RIGHT + 8:
            return Placed(band, text, last + 6, first, last + wide, inside=False)
        if first - wide >= LEFT:
            return Placed(band, text, first - wide + 5, first - wide, last + 2, inside=False)
    return Placed(band, "", first + 6, first, last + 2, inside=True)


def _bare(band: Band, scale: Scale) -> Placed:
    first, last = scale.at(band.start), scale.after(band.end)
    return Placed(band, "", first, first, last + 2, inside=True)


def _band_tracks(kind: BandKind, picture: Picture, scale: Scale, number: int) -> Iterator[Track]:
    """The rows of a kind of band; ``number``: of the last text that was moved below the picture."""
    shown = drawn_bands(picture, kind)
    rows = packed([_placed(band, picture, scale) for band in shown[:_MOST_LABELLED]], _extent)
    labelled = len(rows) <= _MOST_ROWS and len(shown) <= _MOST_LABELLED
    if not labelled:
        rows = packed([_bare(band, scale) for band in shown], _extent)
    clauses = ", ".join(dict.fromkeys(band.clause for band in shown))
    beside = {0: [BANDS[kind][0]]} if labelled else {0: [BANDS[kind][0]], 2: fold(clauses, (NAMES - 14) / BOLD, 1)}
    ids = Ids()
    for at, row in enumerate(rows):
        footnotes = []
        for place, each in enumerate(row if labelled else ()):
            if not each.text:
                number += 1
                row[place] = each._replace(text=f"({number})")
                footnotes.append((number, band_texts(each.band, picture)[0]))
        drawer = _band_drawer(row, picture, scale, ids, labelled=labelled)
        yield Track(beside.get(at, []), clauses, ROW if labelled else 10, drawer, footnotes)


def _extent(placed: Placed) -> tuple[int, int]:
    return int(placed.first), int(placed.last) + 1


def _band_drawer(row: Sequence[Placed], picture: Picture, scale: Scale, ids: Ids, *, labelled: bool) -> Draw:
    def draw(top: float) -> Iterator[str]:
        middle = top + (ROW / 2 if labelled else 5)
        for number, each in enumerate(row):
            band = each.band
            shapes = _bar(band, picture, scale, middle, _BAND if labelled else 8)
            if labelled:
                shapes += _band_label(each, middle)
            name = ids.of(f"band-{band.kind.value}-{band.start}")
            yield sign_group(words_of(band_words(band)), shapes, first=not number, day=band.start, name=name)

    return draw


def _bar(band: Band, picture: Picture, scale: Scale, middle: float, height: float) -> str:
    first, last = scale.at(band.start), scale.after(band.end)
    y, kind = middle - height / 2, box_of(band.kind)
    bar = hatched(first, y, max(last - first, 2.0), height, f"band {kind}", kind)
    for start, end in band.suspended:
        if is_inside(picture, start, end):
            left, right = scale.at(start), scale.after(end)
            bar += tag("rect", x=left, y=y, width=max(right - left, 1.0), height=height, class_="suspended")
    if band.end is None or band.end > picture.last:
        half = height / 2 - 2
        points = " ".join(
            f"{value_of(last - back)},{value_of(middle + up)}" for back, up in ((7, -half), (0, 0.0), (7, half))
        )
        bar += tag("polyline", points=points, class_="goes-on")
    return bar


def _band_label(placed: Placed, middle: float) -> str:
    x, wide = placed.x, room_of(placed.text) + 4
    ground = tag("rect", x=x - 2, y=middle - 7, width=wide, height=14, class_="ground") if placed.inside else ""
    return ground + tag("text", plain(placed.text), x=x, y=middle + 4, class_="small")
