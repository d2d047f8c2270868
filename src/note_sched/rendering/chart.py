"""The picture in characters, for a terminal, a file or a mail: every line no wider than asked for.

Letters, dashes and shades that every fixed-width font has; a colour says nothing that the characters do not. What falls
into one column with something graver gives way to it in the drawing; the tables below the picture hold all of it.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar

from note_sched.pages.picture import Band, BandKind, DueState, How, Lane, May, Picture
from note_sched.rendering.arrangement import pad
from note_sched.rendering.axis import Tick, axis
from note_sched.rendering.look import PAGE_WIDTH, Drawn, Look
from note_sched.rendering.signs import (
    BANDS,
    MARKS,
    Sign,
    band_label,
    cut,
    drawn_bands,
    drawn_marks,
    end_words,
    is_inside,
    kinds_in,
    sign_of,
    sign_words,
    signs_in,
    suspension_in,
)
from note_sched.rendering.values_in_words import width_of, wrap, write_day, write_spoken

LEAST_WIDTH = 60
_MOST_WIDTH = 160
_FILLS = {
    BandKind.BLOCKAGE: "▓",
    BandKind.OVERRIDE: "=",
    BandKind.SENIOR: "▓",
    BandKind.INSOLVENCY: "▓",
    BandKind.ACCELERATED_PRINCIPAL: "▒",
    BandKind.PAYMENT_DEFAULT: "▓",
    BandKind.PERMITTED: "░",
    BandKind.STOP: "▒",
    BandKind.STANDSTILL: ":",
    BandKind.DEFAULT: "─",
}
_LOOKS = {BandKind.OVERRIDE: Look.GOOD, BandKind.STANDSTILL: Look.MIXED, BandKind.DEFAULT: Look.MIXED}
_SUSPENDED, _BARRED, _PRINCIPAL_BARRED, _LIFE, _PAID_UP = ".", "▒", "░", "─", "┤"
_LETTERS = {
    DueState.PAID: "p",
    DueState.LATE: "l",
    DueState.AFTER_BAR: "b",
    DueState.BARRED: "x",
    DueState.OPEN: "o",
    DueState.PASSED: "/",
}
_PREPAID = "*"
_GRAVEST = "xobBlLpP/*"  # where several fall into one column
_AS_OF, _RULE = "▼", "│"
_MAY = {May.ALL: ("+", Look.GOOD), May.PART: ("~", Look.MIXED), May.NOTHING: ("\N{MULTIPLICATION SIGN}", Look.BAD)}

_T = TypeVar("_T")


def letter_of(sign: Sign) -> str:
    """The letter of a sum due: a capital where it was recorded as paid, a small one where that is assumed."""
    letter = _LETTERS[sign.state]
    return letter.upper() if sign.how is How.RECORDED else letter


class _Scale:
    """Days as columns of a line that is as wide as the whole picture."""

    def __init__(self, first: date, last: date, width: int | None) -> None:
        self.width = min(max(width or PAGE_WIDTH, LEAST_WIDTH), _MOST_WIDTH)
        self.label = 16 if self.width < 80 else 20 if self.width < 100 else 25
        self.room = self.width - self.label - 1
        self._first = first
        self._days = (last - first).days + 1
        self.rule: int | None = None

    def column(self, day: date) -> int:
        """The column of a day; what is before or after the picture stands at its edge."""
        return min(max((day - self._first).days * self.room // self._days, 0), self.room - 1)

    def line(self, label: str, cells: Iterable[str], look: Look = Look.PLAIN) -> Drawn:
        """A line of the picture with its label."""
        return Drawn(f"{pad(cut(label, self.label), self.label, right=False)} {''.join(cells)}".rstrip(), look)

    def ruled(self, label: str, cells: Sequence[str], look: Look = Look.PLAIN) -> Drawn:
        """A line of what is drawn by day: the rule of the day looked at goes through where it is empty."""
        at = self.rule
        crossed = [_RULE if column == at and cell == " " else cell for column, cell in enumerate(cells)]
        return self.line(label, crossed, look)


def chart(picture: Picture, width: int | None) -> Iterator[Drawn]:
    """The lines of the picture; ``width`` None: that of a page. On fewer columns than it takes, that it is left out."""
    if width is not None and width < LEAST_WIDTH:
        left_out = f"The picture takes {LEAST_WIDTH} columns, and there are {width}: below is what it shows, in words."
        yield from map(Drawn, wrap(left_out, width))
        return
    scale = _Scale(picture.first, picture.last, width)
    if picture.title:
        yield Drawn(picture.title, Look.TITLE)
    yield from map(Drawn, wrap(write_spoken(picture.finding), scale.width) if picture.finding else [])
    yield from _axis(picture.first, picture.last, scale)
    yield from _as_of(picture, scale)
    yield from _marks(picture, scale)
    yield from _bands(picture, scale)
    may = _may(picture, scale)
    yield from _may_be_paid(may, scale)
    drawn: set[str] = set()
    for lane in picture.lanes:
        cells = _lane(lane, picture, scale)
        drawn.update(cells)
        yield scale.ruled(lane.name if width_of(lane.name) <= scale.label else lane.whose, cells)
    yield Drawn("")
    yield from _legend(picture, scale, drawn, may)


def _axis(first: date, last: date, scale: _Scale) -> Iterator[Drawn]:
    found = axis(first, last, scale.room, 4, 6)
    for ticks in (found.years, found.ticks):
        if any(tick.label for tick in ticks):
            yield scale.line("", _labels(ticks, scale), Look.RULE)
    ruler = [_LIFE] * scale.room
    for tick in found.ticks:
        ruler[scale.column(tick.day)] = "┼" if tick.major else "┬"
    yield scale.line("", ruler, Look.RULE)


def _labels(ticks: Iterable[Tick], scale: _Scale) -> list[str]:
    cells = [" "] * scale.room
    for tick in ticks:
        at = scale.column(tick.day)
        if at + len(tick.label) <= scale.room and not "".join(cells[max(0, at - 1) :]).strip():
            cells[at : at + len(tick.label)] = tick.label
    return cells


def packed(items: Iterable[_T], place: Callable[[_T], tuple[int, int]]) -> list[list[_T]]:
    """Items in as few rows as need be: in one row no two of them meet. ``place``: where one begins and ends."""
    rows: list[tuple[int, list[_T]]] = []
    for item in items:
        start, end = place(item)
        at = next((number for number, (taken, _) in enumerate(rows) if taken < start), None)
        if at is None:
            rows.append((end, [item]))
        else:
            rows[at][1].append(item)
            rows[at] = (end, rows[at][1])
    return [row for _, row in rows]


def _as_of(picture: Picture, scale: _Scale) -> Iterator[Drawn]:
    """The day from which the picture is looked at, and from here on a rule at it."""
    day = picture.as_of
    if day is None or not picture.first <= day <= picture.last:
        return
    scale.rule, cells, text = scale.column(day), [" "] * scale.room, f" {write_day(day)} "
    cells[scale.rule] = _AS_OF
    behind = scale.rule + 1 + len(text) <= scale.room
    _write(cells, scale.rule + 1 if behind else scale.rule - len(text), text)
    yield scale.line("As of", cells)


def _may(picture: Picture, scale: _Scale) -> list[May | None]:
    """How much may be paid over all Notes, by column: of several the least; nothing where nothing is owing any more."""
    order = list(_MAY)
    levels = [-1] * scale.room
    for stretch in picture.payable:
        first, last = scale.column(stretch.start), scale.column(stretch.end or picture.last)
        levels[first : last + 1] = [max(level, order.index(stretch.may)) for level in levels[first : last + 1]]
    return [None if level < 0 else order[level] for level in levels]


def _may_be_paid(levels: Sequence[May | None], scale: _Scale) -> Iterator[Drawn]:
    """The lane of it, where it is not all on every day."""
    if set(levels) <= {None, May.ALL}:
        return
    line = scale.line("May be paid", [" " if may is None else _MAY[may][0] for may in levels])
    spans, at = [], scale.label + 1
    for may, cells in groupby(levels):
        end = at + len(list(cells))
        spans += [] if may is None else [(at, end, _MAY[may][1])]
        at = end
    yield line._replace(marked=spans)


def _marks(picture: Picture, scale: _Scale) -> Iterator[Drawn]:
    shown = sorted({(scale.column(mark.date), MARKS[mark.kind][0]) for mark in drawn_marks(picture)})
    for number, row in enumerate(packed(shown, lambda each: (each[0], each[0]))):
        cells = [" "] * scale.room
        for column, letter in row:
            cells[column] = letter
        yield scale.ruled("" if number else "What happened", cells)


def _bands(picture: Picture, scale: _Scale) -> Iterator[Drawn]:
    for kind in BandKind:
        shown = drawn_bands(picture, kind)
        for number, row in enumerate(packed(shown, lambda band: _extent(band, picture, scale))):
            cells = [" "] * scale.room
            for band in row:
                _draw_band(band, cells, picture, scale)
            yield scale.ruled("" if number else BANDS[kind][0], cells, _LOOKS.get(kind, Look.BAD))


def _columns(band: Band, picture: Picture, scale: _Scale) -> tuple[int, int]:
    return scale.column(band.start), scale.column(band.end or picture.last)


def _label(band: Band, scale: _Scale) -> str:
    return cut(band_label(band), max(scale.room // 2, width_of(band.clause)))


def _extent(band: Band, picture: Picture, scale: _Scale) -> tuple[int, int]:
    """The columns that a band takes with its label: inside it, else behind it, else before it."""
    first, last = _columns(band, picture, scale)
    text = width_of(_label(band, scale))
    if text + 4 <= last - first + 1:
        return first, last + 1
    if last + 1 + text < scale.room:
        return first, last + 2 + text
    return max(first - text - 1, 0), last + 1


def _draw_band(band: Band, cells: list[str], picture: Picture, scale: _Scale) -> None:
    first, last = _columns(band, picture, scale)
    cells[first : last + 1] = _FILLS[band.kind] * (last - first + 1)
    for start, end in band.suspended:
        if is_inside(picture, start, end):
            from_, to = scale.column(start), scale.column(end)
            cells[from_ : to + 1] = _SUSPENDED * (to - from_ + 1)
    text = _label(band, scale)
    if width_of(text) + 4 <= last - first + 1:
        _write(cells, first + 2, text)
    elif last + 1 + width_of(text) < scale.room:
        _write(cells, last + 1, text)
    else:
        _write(cells, max(first - width_of(text), 0), text)
    cells[first] = "<" if band.start < picture.first else "["
    if last > first:
        cells[last] = "]" if band.end is not None and band.end <= picture.last else ">"


def _write(cells: list[str], at: int, text: str) -> None:
    """Write a text into the cells; a wide character takes two, the second of them empty."""
    end = at + width_of(text)
    cells[at:end] = [*text, *[""] * (end - at - len(text))] if len(text) <= end - at else [text, *[""] * (end - at - 1)]


def _lane(lane: Lane, picture: Picture, scale: _Scale) -> list[str]:
    cells = [" "] * scale.room
    start, end = scale.column(lane.start), scale.column(lane.end or picture.last)
    cells[start : end + 1] = _LIFE * (end + 1 - start)
    for stand in lane.stands:
        first, last = scale.column(stand.start), scale.column(stand.end or picture.last)
        last = min(last, end)
        if first <= last:
            cells[first : last + 1] = (_BARRED if stand.all_of_it else _PRINCIPAL_BARRED) * (last + 1 - first)
    if lane.end is not None:
        cells[end] = _PAID_UP
    letters: dict[int, str] = {}
    for due in lane.dues:
        at, letter = scale.column(due.since), letter_of(sign_of(due))
        letters[at] = min(letters.get(at, letter), letter, key=_GRAVEST.index)
    for part in lane.prepaid:
        letters.setdefault(scale.column(part.date), _PREPAID)
    for at, letter in letters.items():
        cells[at] = letter
    return cells


def _legend(picture: Picture, scale: _Scale, drawn: Collection[str], may: Collection[May | None]) -> Iterator[Drawn]:
    """What is drawn: in the lanes (of two letters in a column the graver alone is), and in that of what may be paid."""
    signs = [f"{letter_of(sign)} {sign_words(sign)}" for sign in signs_in(picture) if letter_of(sign) in drawn]
    if _BARRED in drawn:
        signs.append(f"{_BARRED} barred")
    if _PRINCIPAL_BARRED in drawn:
        signs.append(f"{_PRINCIPAL_BARRED} principal barred")
    if _PREPAID in drawn:
        signs.append(f"{_PREPAID} principal paid before it was due")
    if _PAID_UP in drawn:
        signs.append(f"{_PAID_UP} {end_words(picture)}")
    yield from _told("Sums due", signs, scale)
    if not set(may) <= {None, May.ALL}:
        yield from _told("May be paid", [f"{_MAY[each][0]} {each.value}" for each in _MAY if each in may], scale)
    yield from _told("What happened", [" ".join(MARKS[kind]) for kind in kinds_in(picture)], scale)
    shown = [band for kind in BandKind for band in drawn_bands(picture, kind)]
    bands = [f"{_SUSPENDED} suspended by an override"] if suspension_in(picture) else []
    longer = [band for band in shown if band.end is None or band.end > picture.last]
    ends = (
        ["> goes on"]
        if any(first < last for first, last in (_columns(each, picture, scale) for each in longer))
        else []
    )
    groups = [
        f"{lane.name}: {lane.whose}"
        for lane in picture.lanes
        if lane.whose not in (lane.name, "all") and lane.holders[1:]
    ]
    yield from _told("Drawn together", groups, scale)
    yield from _told("Bands", [*bands, *ends], scale)


def _told(label: str, entries: Sequence[str], scale: _Scale) -> Iterator[Drawn]:
    """Entries of the legend: none of them broken, as many on a line as there is room for."""
    lines = [""]
    for entry in entries:
        room = scale.room - 1
        if lines[-1] and width_of(lines[-1]) + 3 + width_of(entry) > room:
            lines.append("")
        lines[-1] += f"   {entry}" if lines[-1] else entry
    for number, line in enumerate(lines if entries else []):
        for part in wrap(line, scale.room) if width_of(line) > scale.room else [line]:
            yield scale.line("" if number else f"{label}:", part)
