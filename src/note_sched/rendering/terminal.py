"""Pages for people: plain text for a file or a pipe, the same lines with weights and colours for a terminal.

The layout is our own, for no figure may be shortened or broken whatever the width. Of rich only its styles are used:
its console costs three times as much to import, its tables shorten figures (``1,000,0…``), and three colours are all
that is wanted. It is imported only to draw on a terminal.
"""

import os
from collections.abc import Callable, Sequence

from note_sched.pages.page import Page
from note_sched.rendering.lines import lines_of
from note_sched.rendering.look import Drawn, Look
from note_sched.rendering.values_in_words import GLUE

MOST_DRAWN = 1_000
_STYLES = {Look.TITLE: "bold", Look.TOTAL: "bold", Look.RULE: "dim", Look.LABEL: "dim"}
_COLOURS = {Look.GOOD: "bold color(28)", Look.MIXED: "bold color(130)", Look.BAD: "bold color(196)"}
"""Green, amber and red of the 256 that no theme changes, each with a contrast of 3.9 to 1 to white and to black."""
_FEW_COLOURS = {Look.GOOD: "bold green", Look.MIXED: "bold yellow on black", Look.BAD: "bold red"}
"""Of the eight that every terminal has; its yellow cannot be read on white, so it brings its own ground."""
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
    many = "256color" in os.environ.get("TERM", "") or os.environ.get("COLORTERM")
    styles = {**_STYLES, **(_COLOURS if many else _FEW_COLOURS)}
    paints = {look: _paint(style) for look, style in styles.items()}
    lines = []
    for line in drawn:
        label, text = line.text[: line.label], line.text[line.label :]
        styled = paints[line.look](text) if line.look in paints else text
        for first, last, look in reversed(line.marked):
            styled = styled[:first] + paints[look](styled[first:last]) + styled[last:]
        lines.append(paints[Look.LABEL](label) + styled if label else styled)
    return lines


def _paint(definition: str) -> Callable[[str], str]:
    from rich.color import ColorSystem  # noqa: PLC0415 (a terminal alone needs it)
    from rich.style import Style  # noqa: PLC0415

    style = Style.parse(definition)
    if os.environ.get("NO_COLOR"):
        style = style.without_color
    return lambda text: style.render(text, color_system=ColorSystem.EIGHT_BIT) if text else text
