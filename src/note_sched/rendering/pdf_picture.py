"""Pictures on paper: the drawings of ``pictured`` as they are, each shape as the style sheets of the page have it.

One drawing for both: what the picture says, where it stands and how it looks is decided there. Of SVG and CSS it reads
what they use: rectangles, circles, lines, paths of straight pieces, polygons, text; classes, one within another.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from note_sched.pages.curve import Curve
from note_sched.pages.month_sums import Monthly
from note_sched.pages.picture import Picture
from note_sched.rendering.fonts import BOLD, REGULAR, legible, width_in
from note_sched.rendering.tagging import beside_the_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from reportlab.platypus import Flowable

_Look = Mapping[str, str]

_PIECE = re.compile(r"([MLHVh])(-?[\d.]+)(?:,(-?[\d.]+))?")
_DIRECTIONS = re.compile("[\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}]")
_LEGEND, _SWATCH, _LINE = 7.0, 0.6, 12.0
"""Points of the type of the legend, points that a unit of its drawings takes, and points from a line to the next."""


def drawn(part: Picture | Monthly | Curve, width: float) -> "Iterator[Flowable]":
    """The sheets of a picture, and its legend, as wide as the column."""
    from xml.etree.ElementTree import fromstring  # noqa: PLC0415 (our own drawing, made a moment ago)

    from note_sched.rendering.pictured import figure_of  # noqa: PLC0415 (as above)

    root = fromstring(figure_of(part))  # noqa: S314 (as above)
    for strip in (each for each in root.iter("div") if each.get("class") == "strip"):
        yield _flowable(_Strip(list(strip), width))
    for key in (each for each in root.iter("ul") if each.get("class") == "key"):
        yield _flowable(_Key(list(key), width))


class _Rule(NamedTuple):
    """A rule of the style sheet: what an element is, within what, and how it then looks."""

    within: Sequence[frozenset[str]]
    what: frozenset[str]
    weight: tuple[int, int]
    look: _Look


@cache
def _rules() -> tuple[Sequence[_Rule], _Look]:
    """The rules for every medium, the weightiest last, and the colours by their names."""
    sheets = ((Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("picture.css", "curve.css"))
    text = "".join(sheet.partition("@media")[0] for sheet in sheets)
    found: list[_Rule] = []
    names: dict[str, str] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        look = dict(re.findall(r"([\w-]+):\s*([^;]+?)\s*(?:;|$)", body))
        names |= {name: value for name, value in look.items() if name.startswith("--")}
        for selector in re.split(r",(?![^(]*\))", selectors.strip()):
            if not re.search("[:>*]", selector):
                *within, what = map(_compound, selector.split())
                classes = sum(each.startswith(".") for part in (*within, what) for each in part)
                tags = sum(not each.startswith(".") for part in (*within, what) for each in part)
                found.append(_Rule(within, what, (classes, tags), look))
    return sorted(found, key=lambda rule: rule.weight), names


def _compound(selector: str) -> frozenset[str]:
    return frozenset(re.findall(r"\.?[\w-]+", selector))


def _kinds(element: "Element") -> frozenset[str]:
    name = element.tag.rpartition("}")[2]
    return frozenset((name, *(f".{each}" for each in (element.get("class") or "").split())))


def _look_of(kinds: frozenset[str], within: Sequence[frozenset[str]]) -> _Look:
    """How an element looks: by every rule that is about it, the weightiest last."""
    return _looked(kinds, tuple(within))


@cache
def _looked(kinds: frozenset[str], within: tuple[frozenset[str], ...]) -> _Look:
    rules, names = _rules()
    look: dict[str, str] = {}
    for rule in rules:
        if rule.what <= kinds and all(any(each <= other for other in within) for each in rule.within):
            look |= rule.look
    return {key: re.sub(r"var\((--[\w-]+)\)", lambda name: names[name[1]], value) for key, value in look.items()}


class _Pen:
    """Draws elements on a canvas, in units of their drawing, from its upper left corner."""

    def __init__(self, canvas: Any, left: float, top: float, scale: float) -> None:  # noqa: ANN401 (no types there)
        self._canvas, self._left, self._top, self._scale = canvas, left, top, scale

    def draw(self, element: "Element", within: Sequence[frozenset[str]], right: float = 0.0) -> None:
        """An element with what is in it, moved right by some units."""
        name, kinds = element.tag.rpartition("}")[2], _kinds(element)
        moved = re.match(r"translate\((-?[\d.]+)", element.get("transform") or "")
        right += float(moved[1]) if moved else 0.0
        if name in ("svg", "g"):
            for each in element:
                self.draw(each, [*within, kinds], right)
            return
        shape = getattr(self, f"_{name}", None)
        if shape is None:  # a title, a description
            return
        look = _look_of(kinds, within)
        self._canvas.saveState()
        self._canvas.setLineWidth(_number(look.get("stroke-width"), 1.0) * self._scale)
        self._canvas.setLineCap(1 if look.get("stroke-linecap") == "round" else 0)
        dashes = [float(each) * self._scale for each in look.get("stroke-dasharray", "").split()]
        self._canvas.setDash([max(each, 0.01) for each in dashes] if dashes else [])
        stroke, fill = look.get("stroke", "none"), look.get("fill", "#000")
        if stroke != "none":
            self._canvas.setStrokeColor(_long(stroke))
        if fill not in ("none", "transparent"):
            opacity = _number(look.get("fill-opacity"), 1.0) * _number(look.get("opacity"), 1.0)
            self._canvas.setFillColor(_long(fill), alpha=opacity)
        shape(element, look, right, stroke=int(stroke != "none"), fill=int(fill not in ("none", "transparent")))
        self._canvas.restoreState()

    def _at(self, x: float, y: float) -> tuple[float, float]:
        return self._left + x * self._scale, self._top - y * self._scale

    def _rect(self, element: "Element", _: _Look, right: float, *, stroke: int, fill: int) -> None:
        x, y, wide, high, corner = (_number(element.get(each), 0.0) for each in ("x", "y", "width", "height", "rx"))
        left, bottom = self._at(x + right, y + high)
        wide, high, corner = wide * self._scale, high * self._scale, corner * self._scale
        if corner:
            self._canvas.roundRect(left, bottom, wide, high, min(corner, wide / 2, high / 2), stroke=stroke, fill=fill)
        else:
            self._canvas.rect(left, bottom, wide, high, stroke=stroke, fill=fill)

    def _circle(self, element: "Element", _: _Look, right: float, *, stroke: int, fill: int) -> None:
        x, y, r = (_number(element.get(each), 0.0) for each in ("cx", "cy", "r"))
        self._canvas.circle(*self._at(x + right, y), r * self._scale, stroke=stroke, fill=fill)

    def _line(self, element: "Element", _: _Look, right: float, *, stroke: int, fill: int) -> None:  # noqa: ARG002
        x1, y1, x2, y2 = (_number(element.get(each), 0.0) for each in ("x1", "y1", "x2", "y2"))
        if stroke:
            self._canvas.line(*self._at(x1 + right, y1), *self._at(x2 + right, y2))

    def _path(self, element: "Element", _: _Look, right: float, *, stroke: int, fill: int) -> None:
        path, x, y = self._canvas.beginPath(), 0.0, 0.0
        for how, one, other in _PIECE.findall(element.get("d") or ""):
            if how == "V":
                y = float(one)
            elif how == "h":
                x += float(one)
            else:
                x, y = float(one), y if how == "H" else float(other)
            (path.moveTo if how == "M" else path.lineTo)(*self._at(x + right, y))
        self._canvas.drawPath(path, stroke=stroke, fill=fill)

    def _polygon(self, element: "Element", _: _Look, right: float, *, stroke: int, fill: int) -> None:
        path = self._canvas.beginPath()
        for number, point in enumerate((element.get("points") or "").split()):
            x, y = map(float, point.split(","))
            (path.lineTo if number else path.moveTo)(*self._at(x + right, y))
        path.close()
        self._canvas.drawPath(path, stroke=stroke, fill=fill)

    def _text(self, element: "Element", look: _Look, right: float, *, stroke: int, fill: int) -> None:  # noqa: ARG002
        written = legible(_DIRECTIONS.sub("", "".join(element.itertext())))
        bold = look.get("font-weight") == "bold"
        size = _number(look.get("font-size", "11.5px"), 11.5) * self._scale
        x, y = self._at(_number(element.get("x"), 0.0) + right, _number(element.get("y"), 0.0))
        anchor = look.get("text-anchor") or element.get("text-anchor") or "start"
        x -= width_in(written, size, bold=bold) * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        for outlined in (True, False) if stroke else (False,):  # first what keeps it clear of the lines behind it
            self._canvas.saveState()  # with the way in which letters are drawn
            pen = self._canvas.beginText(x, y)
            pen.setFont(BOLD if bold else REGULAR, size)
            pen.setTextRenderMode(1 if outlined else 0)
            pen.textOut(written)
            self._canvas.drawText(pen)
            self._canvas.restoreState()


def _number(written: str | None, otherwise: float) -> float:
    found = re.match(r"-?[\d.]+", written or "")
    return float(found[0]) if found else otherwise


def _long(colour: str) -> str:
    """``#fff`` as ``#ffffff``."""
    return colour if len(colour) != 4 else "#" + "".join(2 * each for each in colour[1:])


class _Strip:
    """Names and days side by side."""

    def __init__(self, drawings: Sequence["Element"], width: float) -> None:
        boxes = [(each.get("viewBox") or "").split() for each in drawings]
        self._drawings = [(each, float(box[2]), float(box[3])) for each, box in zip(drawings, boxes, strict=True)]
        self._scale = width / sum(wide for _, wide, _ in self._drawings)
        self.size = width, max(high for *_, high in self._drawings) * self._scale

    def draw(self, canvas: Any) -> None:  # noqa: ANN401 (no types there)
        left = 0.0
        for drawing, wide, _ in self._drawings:
            _Pen(canvas, left, self.size[1], self._scale).draw(drawing, [frozenset([".picture"])])
            left += wide * self._scale


class _Key:
    """The legend: drawings, each with what it means, in lines."""

    def __init__(self, items: Sequence["Element"], width: float) -> None:
        self._placed: list[tuple[Element, str, float, float]] = []
        x, lines = 0.0, 1
        for item in items:
            swatch = item[0]
            words = "".join(
                [swatch.tail or "", *(text for each in item[1:] for text in (*each.itertext(), each.tail or ""))]
            )
            said = legible(_DIRECTIONS.sub("", words.strip()))
            wide = _number(swatch.get("width"), 18.0) * _SWATCH + 4 + width_in(said, _LEGEND) + 12
            if x and x + wide - 12 > width:
                x, lines = 0.0, lines + 1
            self._placed.append((swatch, said, x, _LINE * lines))
            x += wide
        self.size = width, _LINE * lines + 4

    def draw(self, canvas: Any) -> None:  # noqa: ANN401 (as above)
        for swatch, said, x, down in self._placed:
            bottom = self.size[1] - down
            high = _number(swatch.get("height"), 18.0) * _SWATCH
            pen = _Pen(canvas, x, bottom + 2.5 + high / 2, _SWATCH)
            pen.draw(swatch, [frozenset([".picture"]), frozenset([".key"])])
            canvas.setFont(REGULAR, _LEGEND)
            canvas.setFillColor("#1b1f24")
            canvas.drawString(x + _number(swatch.get("width"), 18.0) * _SWATCH + 4, bottom, said)


def _flowable(what: _Strip | _Key) -> "Flowable":
    from reportlab.platypus import Flowable  # noqa: PLC0415 (PDFs alone need it)

    class Drawing(Flowable):  # type: ignore[misc] # reportlab has no types
        """Something drawn, of a size."""

        def wrap(self, *_: float) -> tuple[float, float]:
            return what.size

        def draw(self) -> None:
            with beside_the_text(self.canv):  # the tables say all that it says
                what.draw(self.canv)

    return Drawing()
