"""What drawings are made of: days as units across, elements of SVG, and the shapes of the picture."""

from collections.abc import Iterable
from datetime import date
from html import escape

from note_sched.pages.picture import VOID, DueState, How, Mark
from note_sched.pages.values import Phrase
from note_sched.rendering.direction import RUNS
from note_sched.rendering.signs import MARKS, Sign
from note_sched.rendering.values_in_words import GLUE, width_of, write_phrase, write_words

NAMES, WIDTH = 172, 788
"""Units across of the labels, which stay in sight, and of the days: a little smaller or larger than a pixel."""

LEFT, RIGHT = 6, 776
"""Where the days of a drawing begin and end."""

_LETTER, _NARROW = 7.1, 4.6  # how wide a character of the labels is, on the average and in the widest type
BOLD, SMALL = 1.14, 0.83
"""How much more room the bold labels take than text does, and how much less the sums."""


class Scale:
    """Days as units across."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.per_day = 0.985 * (RIGHT - LEFT) / ((last - first).days + 1)  # the last day is no edge yet

    def at(self, day: date) -> float:
        """Where a day begins; what is before or after the picture stands at its edge."""
        return min(max(LEFT + (day - self.first).days * self.per_day, LEFT), RIGHT)

    def after(self, day: date | None) -> float:
        """Where a day ends; the edge where no end is known."""
        return RIGHT if day is None else min(max(self.at(day) + self.per_day, LEFT + 1), RIGHT)

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return (self.at(day) + self.after(day)) / 2


def plain(written: str) -> str:
    """Text of a document or of ours: harmless in markup, nothing invisible in it, each script in its own direction."""
    apart = RUNS.sub("\N{FIRST STRONG ISOLATE}\\1\N{POP DIRECTIONAL ISOLATE}", write_words(written.replace(GLUE, " ")))
    return escape(apart, quote=True)


def words_of(phrase: Phrase) -> str:
    """A phrase, a line for each of its clauses."""
    return "\n".join(map(plain, write_phrase(phrase).split("; ")))


def room_of(text: str) -> float:
    """How much room a label takes at most."""
    return width_of(text) * _LETTER - sum(map(text.count, "()[].,:il ")) * (_LETTER - _NARROW)


def fold(text: str, room: float, most: int) -> list[str]:
    """A name in lines that each have this much room, broken at blanks where it can be; cut after ``most`` lines."""
    lines: list[str] = []
    line = ""
    for each in write_words(text).split(" "):
        word = each
        longer = f"{line} {word}" if line else word
        if room_of(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        while room_of(word) > room:
            end = next(n for n in range(len(word), 0, -1) if n == 1 or room_of(word[:n]) <= room)
            lines.append(word[:end])
            word = word[end:]
        line = word
    lines += [line] if line else []
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while room_of(f"{last}…") > room:
        last = last[:-1]
    return [*lines[: most - 1], f"{last.rstrip()}…"]


def tag(name: str, content: str = "", **attributes: object) -> str:
    """An element; ``class_`` is written ``class``, ``stroke_width`` ``stroke-width``, a number to one decimal."""
    written = "".join(f' {_name(key)}="{value_of(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def value_of(value: object) -> str:
    """An attribute's value; a number to one decimal."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def sign_group(words: str, shapes: str, *, first: bool, day: date, name: str = "") -> str:
    """Something drawn that says what it is; the first of its row is a stop of the Tab key.

    Args:
        words: what it says.
        shapes: what is drawn.
        first: whether it is the first of its row.
        day: on which it happened or began, for whoever looks for it.
        name: the id of its element, if it has one.
    """
    known = {"id": name} if name else {}
    tab = 0 if first else -1
    content = f"<title>{words}</title>{shapes}"
    return tag("g", content, **known, class_="sign", data_day=day.isoformat(), tabindex=tab, role="img")


class Ids:
    """Ids of elements, unlike each other: a name, with a number behind it where it occurs again."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def of(self, name: str) -> str:
        """The next id of a name."""
        self._used[name] = self._used.get(name, 0) + 1
        return name if self._used[name] == 1 else f"{name}-{self._used[name]}"


def badge(mark: Mark, x: float, y: float) -> str:
    """The letter of a mark in a box; of what was void in a broken, crossed one."""
    void = mark.kind in VOID
    box = tag("rect", x=x - 8, y=y - 8, width=16, height=16, rx=3, class_="void" if void else "badge")
    letter = tag("text", MARKS[mark.kind][0], x=x, y=y + 4, class_="letter")
    cross = tag("line", x1=x - 8, y1=y + 8, x2=x + 8, y2=y - 8, class_="cross") if void else ""
    return box + letter + cross


def shape_of(sign: Sign, x: float, y: float, r: float, *, along: float = 0.0) -> str:
    """The shape of a state, filled as it was settled; ``along``: how far it is drawn out for several."""
    full = "full" if sign.how in (How.RECORDED, How.PASSED) else "empty"
    end = x + along
    match sign.state:
        case DueState.LATE:
            far = 1.25 * r
            points = [(x, y - far), (end, y - far), (end + far, y), (end, y + far), (x, y + far), (x - far, y)]
            shape = _polygon(points, f"due late {full}")
        case DueState.PASSED:
            shape = _polygon([(x - r, y - r), (end + r, y - r), (end, y + r), (x, y + r)], f"due timely {full}")
        case DueState.AFTER_BAR | DueState.BARRED:
            shape = _box(x, end, y, r, 0, f"due blocked {full}")
        case _:
            shape = _box(x, end, y, r, r, f"due {'open' if sign.how is None else 'timely'} {full}")
    if sign.state is DueState.BARRED:
        middle = x + along / 2
        for up in (r, -r):
            shape += tag("line", x1=middle - r, y1=y - up, x2=middle + r, y2=y + up, class_="due blocked")
    return shape + _box(x, end, y, r * 0.42, r * 0.42, "dot") if sign.how is How.ASSUMED else shape


def _box(first: float, last: float, y: float, r: float, corner: float, class_: str) -> str:
    """A circle or a square around a place, or what they become when they are drawn out to another."""
    if corner and first == last:
        return tag("circle", cx=first, cy=y, r=r, class_=class_)
    return tag("rect", x=first - r, y=y - r, width=last - first + 2 * r, height=2 * r, rx=corner, class_=class_)


def _polygon(points: Iterable[tuple[float, float]], class_: str) -> str:
    return tag("polygon", points=" ".join(f"{value_of(x)},{value_of(y)}" for x, y in points), class_=class_)


def prepaid_shape(x: float, y: float, r: float, *, along: float = 0.0, how: How = How.RECORDED) -> str:
    """Principal that was paid before it fell due, filled as a sum due is."""
    points = [(x, y - r), (x + along, y - r), (x + along + r, y + r), (x - r, y + r)]
    if how is not How.ASSUMED:
        return _polygon(points, "due timely full")
    return _polygon(points, "due timely empty") + _box(x, x + along, y + 0.3 * r, r * 0.36, r * 0.36, "dot")
