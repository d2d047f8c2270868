"""Pages for people: plain text for a file or a pipe, the same lines with weights and colours for a terminal.

The layout is our own, for no figure may be shortened or broken whatever the width. Of rich only its styles are used:
its console costs three times as much to import, its tables shorten figures (``1,000,0…``), and colours of the eight
that every terminal has are all that is wanted. It is imported only to draw on one.
"""

import os
from collections.abc import Callable, Sequence

from note_sched.pages.page import Page
from note_sched.rendering.lines import lines_of
from note_sched.rendering.look import Drawn, Look
from note_sched.rendering.values_in_words import GLUE

MOST_DRAWN = 1_000
_STYLES = {
    Look.TITLE: "bold",
    Look.TOTAL: "bold",
    Look.RULE: "dim",
    Look.LABEL: "dim",
    Look.GOOD: "bold green",
    Look.MIXED: "bold yellow",
    Look.BAD: "bold red",
}
_WITHOUT_STYLES = ("dumb", "unknown")


def text_page(page: Page, *, width: int | None = None, plain: bool = False) -> str:
    """The page as text.

    ``width``: the columns that there are, None where nothing limits them; ``plain``: no terminal, no styles.
    """
    drawn = list(lines_of(page, width))
    plain = plain or width is None or len(drawn) > MOST_DRAWN or os.environ.get("TERM") in _WITHOUT_STYLES
    lines = [line.text for line in drawn] if plain else _painted(drawn)
    return "\n".join([*lines, ""]).replace(GLUE, " ")


def _painted(drawn: Sequence[Drawn]) -> list[str]:
    """Lines with their styles; where ``NO_COLOR`` is set, weights only."""
    paints = {look: _paint(style) for look, style in _STYLES.items()}
    lines = []
    for line in drawn:
        label, text = line.text[: line.label], line.text[line.label :]
        styled = paints[line.look](text) if line.look in paints else text
        lines.append(paints[Look.LABEL](label) + styled if label else styled)
    return lines


def _paint(definition: str) -> Callable[[str], str]:
    from rich.color import ColorSystem  # noqa: PLC0415 (a terminal alone needs it)
    from rich.style import Style  # noqa: PLC0415

    style = Style.parse(definition)
    if os.environ.get("NO_COLOR"):
        style = style.without_color
    return lambda text: style.render(text, color_system=ColorSystem.STANDARD) if text else text
