"""The picture in lines and hatches: inline SVG, written by us, the same bytes for the same picture.

Nothing is told by colour alone: what may be paid is light, hatched or dark, a kind of band has a hatch of its own,
the state of a sum due is a shape (round: in time, or still open; a diamond: late; square: barred) and how it was
settled its filling (full: recorded; a dot: assumed; empty: unpaid). Everything drawn is named in full by its
``<title>``, which ``picture.js`` shows on hover, tap and focus; each row is one stop of the Tab key, and the arrow keys
go along it. A picture with many rows is drawn as several, each with its axis, so that none is higher than a page.

Names and days are two drawings side by side, so that the names stay in sight where the days scroll. Whatever stands for
a day has it as ``data-day``. The drawings of the days say where a day is: its middle stands ``data-each`` units times
the days since ``data-first``, and half a day, right of ``data-left``; so ``picture.js`` moves the rule of the day.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from note_sched.pages.picture import BandKind, Mark, May, Picture, payable_words
from note_sched.rendering.axis import Axis, Tick, axis
from note_sched.rendering.drawing import (
    BOLD,
    LEFT,
    NAMES,
    RIGHT,
    WIDTH,
    Scale,
    badge,
    plain,
    prepaid_shape,
    room_of,
    shape_of,
    tag,
    value_of,
    words_of,
)
from note_sched.rendering.hatches import hatched
from note_sched.rendering.rows import MAYS, Track, names_width, tracks_of
from note_sched.rendering.signs import (
    BANDS,
    MARKS,
    box_of,
    drawn_bands,
    drawn_marks,
    end_words,
    is_inside,
    kinds_in,
    sign_words,
    signs_in,
    suspension_in,
)
from note_sched.rendering.values_in_words import spoken_day, write_day, write_spoken

HEAD = 44
"""How high the axis is."""

NOTHING: Mapping[str, object] = {}
_FLAG = 17
_WEEKS = 92  # days up to which the axis has weeks
_HINT = '<p class="hint" aria-hidden="true">\N{LEFT RIGHT ARROW} more days: scroll the picture sideways</p>\n'
_HIGHEST = 500
_MOST_GUIDES = 24


def figure(picture: Picture) -> str:
    """The picture as a ``<figure>`` with its legend."""
    scale = Scale(picture.first, picture.last)
    tracks = list(tracks_of(picture, scale))
    drawn = [_sheet(sheet, picture, scale, number) for number, sheet in enumerate(_sheets(tracks))]
    label = f"The life of the Notes from {write_day(picture.first)} to {write_day(picture.last)}"
    notes = [note for track in tracks for note in track.footnotes]
    return as_figure(label, drawn, _footnotes(notes) + _legend(picture))


def as_figure(label: str, drawn: Iterable[str], legend: str) -> str:
    """Drawings, each in a box that scrolls where the window is narrow, with what stands below them."""
    name = plain(label)
    boxes = "".join(f'<div class="sheet" role="region" tabindex="0" aria-label="{name}">{svg}</div>\n' for svg in drawn)
    return f'<figure class="picture">\n{boxes}{_HINT}{legend}</figure>\n'


def as_strip(height: float, names: str, days: str, about: Mapping[str, object], wide: float = NAMES) -> str:
    """Names and days side by side, in one measure.

    Args:
        height: of both.
        names: what the drawing of the names has in it.
        days: what the drawing of the days has in it.
        about: attributes of the drawing of the days.
        wide: how wide the names are.
    """
    return tag(
        "div", _drawing("names", wide, height, names) + _drawing("days", WIDTH, height, days, about), class_="strip"
    )


def _drawing(class_: str, wide: float, height: float, content: str, about: Mapping[str, object] = NOTHING) -> str:
    box = f"0 0 {value_of(float(wide))} {value_of(float(height))}"
    grows = f"flex-grow:{value_of(float(wide))}"  # what is left is shared in this measure: both are drawn in one scale
    return tag("svg", content, xmlns="http://www.w3.org/2000/svg", viewBox=box, class_=class_, style=grows, **about)


def _sheets(tracks: Sequence[Track]) -> list[list[Track]]:
    """Tracks divided so that none of the sheets is higher than a page."""
    sheets: list[list[Track]] = [[]]
    for track in tracks:
        if sheets[-1] and sum(each.height for each in sheets[-1]) + track.height > _HIGHEST:
            sheets.append([])
        sheets[-1].append(track)
    return sheets


def _sheet(tracks: Sequence[Track], picture: Picture, scale: Scale, number: int) -> str:
    head = HEAD + (_FLAG if picture.as_of else 0)
    height = head + sum(track.height for track in tracks) + 6
    names: list[str] = []
    days = [*axis_lines(scale, height, head)]
    if number == 0:
        days += _guides(picture, scale, height, head)
    top = float(head)
    over = [_rule(picture, scale, height), *axis_labels(scale, head)]
    if number or not picture.payable:
        days += over
    for at, track in enumerate(tracks):
        names.append(_name(track, top, names_width(picture)))
        called = plain(track.title or " ".join(track.label))
        row = {"role": "group", "aria_label": called} if called else {}
        days.append(tag("g", "".join(track.draw(top)), class_="track", **row))
        top += track.height
        if picture.payable and not number and not at:
            days += over  # the rule hides what may be paid, and nothing else
    told, about = _told(picture, scale, number)
    return as_strip(height, "".join(names), told + "".join(days), about, names_width(picture))


def _name(track: Track, top: float, wide: float) -> str:
    if not track.label:
        return ""
    title = f"<title>{plain(track.title)}</title>" if track.title else ""
    first = top + track.height / 2 + 4 - 7 * (len(track.label) - 1)
    lines = "".join(
        tag("text", plain(line), x=float(wide) - 8, y=first + 14 * at, class_="label")
        for at, line in enumerate(track.label)
    )
    return tag("g", f"{title}{lines}")


def _told(picture: Picture, scale: Scale, number: int) -> tuple[str, dict[str, object]]:
    """What the first drawing says of itself to those who do not see it, and of every one where its days are."""
    each = f"{scale.per_day:.6f}"
    where = {"role": "group", "data_first": scale.first, "data_left": LEFT, "data_right": RIGHT, "data_each": each}
    name = plain(write_spoken(picture.finding) or picture.title or "Picture")
    if number:
        return "", {**where, "aria_label": f"{name}, part {number + 1}"}
    told = "\n".join(words_of(payable_words(each)) for each in picture.payable)
    words = tag("title", name, id="picture-finding") + tag("desc", told, id="picture-told")
    return words, {**where, "aria_labelledby": "picture-finding", "aria_describedby": "picture-told"}


def _rule(picture: Picture, scale: Scale, height: float) -> str:
    """A rule down the day from which one looks, with its date at its head."""
    if picture.as_of is None:
        return ""
    x = scale.middle(picture.as_of)
    text = f"as of {spoken_day(picture.as_of, short=True)}"
    before = x + room_of(text) * BOLD + 8 > RIGHT
    line = tag("line", x1=0, y1=14, x2=0, y2=height - 4)
    place = {"x": -8, "text_anchor": "end"} if before else {"x": 8}
    said = tag("text", plain(text), **place, y=12)
    flag = tag("polygon", points="-4,3 4,3 4,10 0,15 -4,10")
    place_of = f"translate({value_of(x)},0)"
    return tag("g", line + flag + said, class_="asof", data_day=picture.as_of.isoformat(), transform=place_of)


def axis_lines(scale: Scale, height: float, head: float = HEAD) -> Iterator[str]:
    """The axis, and its lines down a drawing of a height."""
    for tick in _axis(scale).ticks:
        x = scale.at(tick.day)
        yield tag("line", x1=x, y1=head - 10, x2=x, y2=height - 4, class_="year" if tick.major else "month")
    yield tag("line", x1=LEFT, y1=head - 8, x2=RIGHT, y2=head - 8, class_="axis")


def axis_labels(scale: Scale, head: float = HEAD) -> Iterator[str]:
    """The months, or every third of them, or weeks, and the years above them."""
    for tick in _axis(scale).ticks:
        if tick.label and scale.at(tick.day) < RIGHT - 24:
            yield tag("text", tick.label, x=scale.at(tick.day) + 3, y=head - 12, class_="tick small")
    for tick in _axis(scale).years:
        yield tag("text", tick.label, x=scale.at(tick.day) + 3, y=head - 27, class_="tick strong small")


def _axis(scale: Scale) -> Axis:
    found = axis(scale.first, scale.last, RIGHT - LEFT, 34, 44)
    days = (scale.last - scale.first).days
    if days > _WEEKS:
        return found
    mondays = (scale.first + timedelta(n) for n in range(days + 1) if (scale.first + timedelta(n)).weekday() == 0)
    return found._replace(ticks=[Tick(day, spoken_day(day, year=False, short=True), major=False) for day in mondays])


def _guides(picture: Picture, scale: Scale, height: float, head: float) -> Iterator[str]:
    """A thin line down from every mark, where there are not too many."""
    shown = sorted({mark.date for mark in drawn_marks(picture)})
    for day in shown if len(shown) <= _MOST_GUIDES else ():
        x = scale.middle(day)
        yield tag("line", x1=x, y1=head, x2=x, y2=height - 4, class_="guide")


def _footnotes(notes: Iterable[tuple[int, str]]) -> str:
    """What had no room in the picture, a line each."""
    lines = "".join(f"<li>({number}) {plain(text)}</li>" for number, text in notes)
    return f'<ul class="key footnotes">{lines}</ul>\n' if lines else ""


def _legend(picture: Picture) -> str:
    """What the shapes, hatches and letters that occur mean."""
    mays = [may for may in May if any(each.may is may for each in picture.payable)]
    items = [(_swatch(_box(f"may {may.value}", may.value), 24), MAYS[may]) for may in mays]
    items += [(_swatch(shape_of(sign, 9, 9, 5.5)), sign_words(sign)) for sign in signs_in(picture)]
    components = {due.component for lane in picture.lanes for due in lane.dues}
    if "principal" in components:
        items.append((_swatch(tag("circle", cx=9, cy=9, r=7.4, class_="due open empty")), "larger: principal"))
    small = [component for component in ("expenses", "premium") if component in components]
    if small:
        items.append(
            (_swatch(tag("circle", cx=9, cy=9, r=4.1, class_="due open empty")), f"smaller: {', '.join(small)}")
        )
    if any(lane.prepaid for lane in picture.lanes):
        items.append((_swatch(prepaid_shape(9, 9, 5.5)), "principal paid before it was due"))
    if any(lane.end for lane in picture.lanes):
        items.append((_swatch(tag("line", x1=9, y1=2, x2=9, y2=16, class_="paid-up")), end_words(picture)))
    if any(is_inside(picture, stand.start, stand.end) for lane in picture.lanes for stand in lane.stands):
        items.append((_swatch(_box("barred", "barred"), 24), "the Note is barred (low: its principal only)"))
    kinds = [kind for kind in BandKind if drawn_bands(picture, kind)]
    items += [(_swatch(_box(f"band {box_of(kind)}", box_of(kind)), 24), BANDS[kind][1]) for kind in kinds]
    if suspension_in(picture):
        items.append((_swatch(_box("suspended"), 24), "suspended by the override"))
    for kind in kinds_in(picture):
        mark = Mark(kind, picture.first, "", "", "", "")
        items.append((_swatch(badge(mark, 9, 9)), MARKS[kind][1]))
    rows = "".join(f"<li>{swatch}<span>{plain(words)}</span></li>" for swatch, words in items)
    return f'<ul class="key">{rows}</ul>\n'


def _box(class_: str, kind: str = "") -> str:
    return hatched(1, 3, 22, 12, class_, kind)


def _swatch(shapes: str, wide: int = 18) -> str:
    return f'<svg viewBox="0 0 {wide} 18" width="{wide}" height="18" aria-hidden="true">{shapes}</svg>'
