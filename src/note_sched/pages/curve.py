"""Figures over a range of days as a value: a line a figure, the best and the worst days marked; nothing is laid out."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from typing import NamedTuple

from note_sched.pages.values import Phrase


class Standing(Enum):
    """How a day compares with the others."""

    BEST = "best"
    WORST = "worst"


class CurveLine(NamedTuple):
    """A figure day by day, in cents (dollar-days: in cents times days); None on a day that has none."""

    name: str
    cents: Sequence[int | None]


class Curve(NamedTuple):
    """Figures of consecutive ``days``, each in a panel of its own; the first is the one by which days are judged.

    ``words``: of each day, all that it has to say. ``standings``: the days that are the best, or the worst.
    ``finding``: what the curve shows in one sentence, where the page does not say it.
    """

    title: str
    days: Sequence[date]
    lines: Sequence[CurveLine]
    words: Sequence[Phrase]
    standings: dict[date, Standing]
    finding: Phrase = ""
