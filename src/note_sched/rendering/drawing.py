"""What drawings are made of: days as units across, elements of SVG, and the shapes of the picture."""

from collections.abc import Iterable
from datetime import date
from html import escape

from note_sched.pages.picture import VOID, DueState, How, Mark
from note_sched.pages.values import Phrase
from note_sched.rendering.direction import RUNS
from note_sched.rendering.signs import MARKS, Sign
from note_sched.rendering.values_in_words import GLUE, width_of, write_phrase, write_words

WIDTH = 960
"""Units across; a page shows them a little smaller or larger than a pixel."""

LEFT, RIGHT = 172, 948
"""Where the days of a drawing begin and end; before them stand the labels."""

_LETTER, _NARROW = 7.1, 4.6  # how wide a character of the labels is, on the average and in the widest type


class Scale:
    """Days as units across."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._per_day = 0.985 * (RIGHT - LEFT) / ((last - first).days + 1)  # the last day is no edge yet
        self.month = self._per_day * 30.4

    def at(self, day: date) -> float:
        """Where a day begins; what is before or after the picture stands at its edge."""
        return min(max(LEFT + (day - self.first).days * self._per_day, LEFT), RIGHT)

    def after(self, day: date | None) -> float:
        """Where a day ends; the edge where no end is known."""
        return RIGHT if day is None else min(max(self.at(day) + self._per_day, LEFT + 1), RIGHT)

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


def tag(name: str, content: str = "", **attributes: object) -> str:
    """An element; ``class_`` is written ``class``, ``stroke_width`` ``stroke-width``, a number to one decimal."""
    written = "".join(f' {_name(key)}="{value_of(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def value_of(value: object) -> str:
    """An attribute's value; a number to one decimal."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def sign_group(words: str, shapes: str, *, first: bool, class_: str = "") -> str:
    """Something drawn that says what it is; the first of its row is a stop of the Tab key."""
    tab = 0 if first else -1
    return tag("g", f"<title>{words}</title>{shapes}", class_=f"sign {class_}".rstrip(), tabindex=tab, role="img")


def badge(mark: Mark, x: float, y: float) -> str:
    """The letter of a mark in a box; of what was void in a broken, crossed one."""
    void = mark.kind in VOID
    box = tag("rect", x=x - 8, y=y - 8, width=16, height=16, rx=3, class_="void" if void else "badge")
    letter = tag("text", MARKS[mark.kind][0], x=x, y=y + 4, class_="letter")
    cross = tag("line", x1=x - 8, y1=y + 8, x2=x + 8, y2=y - 8, class_="cross") if void else ""
    return box + letter + cross


def shape_of(sign: Sign, x: float, y: float, r: float) -> str:
    """The shape of a state, filled as it was settled."""
    full = "full" if sign.how in (How.RECORDED, How.PASSED) else "empty"
    match sign.state:
        case DueState.LATE:
            far = 1.25 * r
            shape = _polygon([(x, y - far), (x + far, y), (x, y + far), (x - far, y)], f"due late {full}")
        case DueState.PASSED:
            shape = _polygon([(x, y - r), (x + r, y), (x, y + r)], f"due timely {full}")
        case DueState.AFTER_BAR | DueState.BARRED:
            shape = tag("rect", x=x - r, y=y - r, width=2 * r, height=2 * r, class_=f"due blocked {full}")
        case _:
            kind = "open" if sign.how is None else "timely"
            shape = tag("circle", cx=x, cy=y, r=r, class_=f"due {kind} {full}")
    if sign.state is DueState.BARRED:
        for up in (r, -r):
            shape += tag("line", x1=x - r, y1=y - up, x2=x + r, y2=y + up, class_="due blocked")
    return shape + tag("circle", cx=x, cy=y, r=r * 0.42, class_="dot") if sign.how is How.ASSUMED else shape


def _polygon(points: Iterable[tuple[float, float]], class_: str) -> str:
    return tag("polygon", points=" ".join(f"{value_of(x)},{value_of(y)}" for x, y in points), class_=class_)


def prepaid_shape(x: float, y: float) -> str:
    """What stands above the line of life where principal was paid before it fell due."""
    return _polygon([(x - 5, y - 11), (x + 5, y - 11), (x, y - 3)], "due timely full")
