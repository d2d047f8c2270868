"""The days of a page that can be moved, as the data inside it: every word and figure written here, none by its script.

What is said on several days is kept once, in a pool, and who says it by its place there. A column of places, one a day,
is shortened to runs: a place, and below zero how often it comes again (``[7, -3, 8]``: 7, 7, 7, 7, 8).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from note_sched.pages.page import DayAnswer, Moving, Tone
from note_sched.rendering.marking import pieces
from note_sched.rendering.values_in_words import CELLS, write_day, write_phrase, write_words

TONES = (Tone.GOOD, Tone.MIXED, Tone.BAD)


def embedded(moving: Moving, marks: Sequence[str]) -> str:
    """The data, as JSON in which nothing ends a script.

    Args:
        moving: the days.
        marks: the signs of ``TONES``.
    """
    import json  # noqa: PLC0415 (such pages alone need it)

    days, pool = moving.days, _Pool()
    columns = range(len(moving.table.columns))
    data = {
        "days": [write_day(day.date) for day in days],
        "at": days.index(moving.shown),
        "changes": [at for at, day in enumerate(days) if day.change],
        "tones": [tone.value for tone in TONES],
        "marks": marks,
        "holders": moving.holders,
        "tone": _runs(TONES.index(day.tone) for day in days),
        "verdict": _runs(pool.place(write_phrase(day.verdict)) for day in days),
        "alike": _runs(pool.place(write_phrase(day.alike)) for day in days),
        "lines": [_runs(pool.place(write_phrase(day.lines.get(label))) for day in days) for label in moving.labels],
        "rows": [
            [_runs(pool.cell(moving, column, day.rows[row][column]) for day in days) for column in columns]
            for row in range(len(moving.holders))
        ],
        "apart": [_runs(int(day.apart[row]) for day in days) for row in range(len(moving.holders))],
        "totals": [_runs(pool.total(moving, column, day) for day in days) for column in columns],
        "pool": pool.texts,
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


class _Pool:
    """Texts, each kept once."""

    def __init__(self) -> None:
        self.texts: list[Any] = [""]
        self._places = {"": 0}
        self._cells: dict[tuple[int, Any], int] = {}

    def place(self, written: str) -> int:
        """The place of a text."""
        if written not in self._places:
            self._places[written] = len(self.texts)
            parts = [text if not kind else [kind, text] for kind, text in pieces(written)]
            self.texts.append(parts[0] if len(parts) == 1 and isinstance(parts[0], str) else parts)
        return self._places[written]

    def cell(self, moving: Moving, column: int, value: Any) -> int:  # noqa: ANN401 (whatever a column holds)
        """The place of a cell, written once however often it comes."""
        key = column, value
        if key not in self._cells:
            self._cells[key] = self.place(CELLS[moving.table.columns[column].kind](value))
        return self._cells[key]

    def total(self, moving: Moving, column: int, day: DayAnswer) -> int:
        """The place of a sum of all Notes."""
        value = day.totals[column]
        if value is None or isinstance(value, str):
            return self.place(write_words(value))
        return self.cell(moving, column, value)


def _runs(places: Iterable[int]) -> list[int]:
    runs: list[int] = []
    last: int | None = None
    for place in places:
        if place != last:
            runs.append(place)
            last = place
        elif runs[-1] < 0:
            runs[-1] -= 1
        else:
            runs.append(-1)
    return runs
