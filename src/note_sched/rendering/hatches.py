"""Boxes with a hatch, each line of it drawn from edge to edge.

A pattern of SVG would be shorter to write; but a browser that prints keeps a picture of it for every box, and sixty
Notes took half a minute and twenty megabytes. Lines of boxes side by side meet.
"""

from collections.abc import Callable, Iterator
from math import ceil

from note_sched.rendering.drawing import tag, value_of

_STEP = 8

_Box = tuple[float, float, float, float]  # left, top, right, bottom


def _rising(box: _Box) -> Iterator[str]:
    left, top, right, bottom = box
    for both in _steps(left + top, right + bottom):  # x and y of a rising line have one sum
        first, last = max(left, both - bottom), min(right, both - top)
        yield f"M{value_of(first)},{value_of(both - first)}L{value_of(last)},{value_of(both - last)}"


def _falling(box: _Box) -> Iterator[str]:
    left, top, right, bottom = box
    for both in _steps(left - bottom, right - top):  # and of a falling line one difference
        first, last = max(left, both + top), min(right, both + bottom)
        yield f"M{value_of(first)},{value_of(first - both)}L{value_of(last)},{value_of(last - both)}"


def _crossed(box: _Box) -> Iterator[str]:
    yield from _rising(box)
    yield from _falling(box)


def _upright(box: _Box) -> Iterator[str]:
    left, top, right, bottom = box
    yield from (f"M{value_of(x)},{value_of(top)}V{value_of(bottom)}" for x in _steps(left, right, 4))


def _dotted(box: _Box) -> Iterator[str]:
    """Lines without width whose broken pieces are dots, those of every other line between those of its neighbours."""
    left, top, right, bottom = box
    for y in _steps(top + 1, bottom - 1, 4):
        for first in _steps(left + 1 - y % _STEP, right - 1)[:1]:
            yield f"M{value_of(first + y % _STEP)},{value_of(y)}H{value_of(right - 1)}"


def _steps(first: float, last: float, step: int = _STEP) -> list[float]:
    """Multiples of a step between two places."""
    return [float(at) for at in range(ceil(first / step) * step, ceil(last), step)]


_HATCHES: dict[str, Callable[[_Box], Iterator[str]]] = {
    "blockage": _rising,
    "payment_default": _rising,
    "override": _dotted,
    "senior": _upright,
    "insolvency": _crossed,
    "accelerated_principal": _falling,
    "stop": _falling,
    "permitted": _rising,
    "barred": _rising,
    "part": _rising,
    "assumed": _falling,
}


def hatched(x: float, y: float, width: float, height: float, class_: str, kind: str) -> str:
    """A box of a class with the hatch of its kind, if that has one."""
    box = tag("rect", x=x, y=y, width=width, height=height, class_=class_)
    if kind not in _HATCHES:
        return box
    lines = "".join(_HATCHES[kind]((x, y, x + width, y + height)))
    return box + tag("path", d=lines, class_=f"hatch h-{kind}") if lines else box
