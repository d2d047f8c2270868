"""The picture in lines and hatches: inline SVG, written by us, the same bytes for the same picture.

Nothing is told by colour alone: a kind of band has a hatch of its own, the state of a sum due is a shape (round: in
time, or still open; a diamond: late; square: barred) and how it was settled its filling (full: recorded; a dot:
assumed; empty: unpaid). Everything drawn is named in full by its ``<title>``, which ``picture.js`` shows on hover, tap
and focus; each row is one stop of the Tab key, and the arrow keys go along it. A picture with many rows is drawn as
several, each with its axis, so that none is higher than a page.
"""

from collections.abc import Iterable, Iterator, Sequence

from note_sched.pages.picture import BandKind, Mark, Picture
from note_sched.rendering.axis import axis
from note_sched.rendering.drawing import LEFT, RIGHT, WIDTH, Scale, badge, plain, prepaid_shape, shape_of, tag, value_of
from note_sched.rendering.rows import Track, tracks_of
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
from note_sched.rendering.values_in_words import write_day

HEAD = 44
"""How high the axis is."""

_HIGHEST = 520
_MOST_GUIDES = 24


def figure(picture: Picture) -> str:
    """The picture as a ``<figure>`` with its legend."""
    scale = Scale(picture.first, picture.last)
    sheets = _sheets(list(tracks_of(picture, scale)))
    drawn = [_sheet(tracks, picture, scale, number) for number, tracks in enumerate(sheets)]
    label = f"The life of the Notes from {write_day(picture.first)} to {write_day(picture.last)}"
    return as_figure(label, drawn, _legend(picture))


def as_figure(label: str, drawn: Iterable[str], legend: str) -> str:
    """Drawings, each in a box that scrolls where the window is narrow, with what stands below them."""
    name = plain(label)
    boxes = "".join(f'<div class="sheet" role="region" tabindex="0" aria-label="{name}">{svg}</div>\n' for svg in drawn)
    return f'<figure class="picture">\n{boxes}{legend}</figure>\n'


def _sheets(tracks: Sequence[Track]) -> list[list[Track]]:
    """Tracks divided so that none of the sheets is higher than a page."""
    sheets: list[list[Track]] = [[]]
    for track in tracks:
        if sheets[-1] and sum(each.height for each in sheets[-1]) + track.height > _HIGHEST:
            sheets.append([])
        sheets[-1].append(track)
    return sheets


def _sheet(tracks: Sequence[Track], picture: Picture, scale: Scale, number: int) -> str:
    height = HEAD + sum(track.height for track in tracks) + 8
    parts = [_DEFS if number == 0 else "", *axis_lines(scale, height)]
    if number == 0:
        parts += _guides(picture, scale, height)
    top = float(HEAD)
    for track in tracks:
        middle = top + track.height / 2
        label = tag("text", plain(track.label), x=LEFT - 10, y=middle + 4, class_="label")
        title = f"<title>{plain(track.title)}</title>" if track.title else ""
        parts.append(tag("g", f"{title}{label}"))
        parts.append(tag("g", "".join(track.draw(middle)), class_="track"))
        top += track.height
    label = f"{picture.title}, part {number + 1}" if number else picture.title
    return as_svg(height, plain(label or "Picture"), "".join(parts))


def as_svg(height: float, label: str, content: str) -> str:
    """A drawing of a height."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {value_of(float(height))}" role="group" '
        f'aria-label="{label}">{content}</svg>'
    )


def axis_lines(scale: Scale, height: float) -> Iterator[str]:
    """The axis with its labels, and its lines down a drawing of a height."""
    found = axis(scale.first, scale.last, RIGHT - LEFT, 34, 44)
    for tick in found.ticks:
        x = scale.at(tick.day)
        yield tag("line", x1=x, y1=HEAD - 10, x2=x, y2=height - 4, class_="year" if tick.major else "month")
        if tick.label and x < RIGHT - 24:
            yield tag("text", tick.label, x=x + 3, y=HEAD - 12, class_="tick")
    for tick in found.years:
        x = scale.at(tick.day)
        yield tag("text", tick.label, x=x + 3, y=HEAD - 27, class_="tick strong")
    yield tag("line", x1=LEFT, y1=HEAD - 8, x2=RIGHT, y2=HEAD - 8, class_="axis")


def _guides(picture: Picture, scale: Scale, height: float) -> Iterator[str]:
    """A thin line down from every mark, where there are not too many."""
    shown = sorted({mark.date for mark in drawn_marks(picture)})
    for day in shown if len(shown) <= _MOST_GUIDES else ():
        x = scale.middle(day)
        yield tag("line", x1=x, y1=HEAD, x2=x, y2=height - 4, class_="guide")


def _legend(picture: Picture) -> str:
    """What the shapes, hatches and letters that occur mean."""
    items = [(_swatch(shape_of(sign, 9, 9, 5.5)), sign_words(sign)) for sign in signs_in(picture)]
    components = {due.component for lane in picture.lanes for due in lane.dues}
    if "principal" in components:
        items.append((_swatch(tag("circle", cx=9, cy=9, r=7.4, class_="due open empty")), "larger: principal"))
    if "expenses" in components:
        items.append((_swatch(tag("circle", cx=9, cy=9, r=4.1, class_="due open empty")), "smaller: expenses"))
    if any(lane.prepaid for lane in picture.lanes):
        items.append((_swatch(prepaid_shape(9, 16)), "principal paid before it was due"))
    if any(lane.end for lane in picture.lanes):
        items.append((_swatch(tag("line", x1=9, y1=2, x2=9, y2=16, class_="paid-up")), end_words(picture)))
    if any(is_inside(picture, stand.start, stand.end) for lane in picture.lanes for stand in lane.stands):
        items.append((_swatch(_box("barred"), 24), "the Note is barred (low: its principal only)"))
    kinds = [kind for kind in BandKind if drawn_bands(picture, kind)]
    items += [(_swatch(_box(f"band {box_of(kind)}"), 24), BANDS[kind][1]) for kind in kinds]
    if suspension_in(picture):
        items.append((_swatch(_box("suspended"), 24), "suspended by the override"))
    for kind in kinds_in(picture):
        mark = Mark(kind, picture.first, "", "", "", "")
        items.append((_swatch(badge(mark, 9, 9)), MARKS[kind][1]))
    rows = "".join(f"<li>{swatch}<span>{plain(words)}</span></li>" for swatch, words in items)
    return f'<ul class="key">{rows}</ul>\n'


def _box(class_: str) -> str:
    return tag("rect", x=1, y=3, width=22, height=12, class_=class_)


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
