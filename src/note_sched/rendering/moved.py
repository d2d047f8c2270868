"""The days of a page that can be moved, as the data inside it: every word and figure written here, none by its script.

What is said on several days is kept once, in a pool, and who says it by its place there. A column of places, one a day,
is shortened to runs: a place, and below zero how often it comes again (``[7, -3, 8]``: 7, 7, 7, 7, 8).
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from note_sched.pages.page import Kind, Moving, Tone
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
    kinds = [column.kind for column in moving.table.columns]
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
            [_runs(pool.cells(kind, cells)) for kind, cells in zip(kinds, zip(*of_note, strict=True), strict=True)]
            for of_note in zip(*(day.rows for day in days), strict=True)
        ],
        "apart": [_runs(map(int, of_note)) for of_note in zip(*(day.apart for day in days), strict=True)],
        "totals": [
            _runs(pool.totals(kind, cells))
            for kind, cells in zip(kinds, zip(*(day.totals for day in days), strict=True), strict=True)
        ],
        "pool": pool.texts,
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


class _Pool:
    """Texts, each kept once."""

    def __init__(self) -> None:
        self.texts: list[Any] = [""]
        self._places = {"": 0}
        self._cells: dict[Kind, dict[Any, int]] = {}

    def place(self, written: str) -> int:
        """The place of a text."""
        if written not in self._places:
            self._places[written] = len(self.texts)
            parts = [text if not kind else [kind, text] for kind, text in pieces(written)]
            self.texts.append(parts[0] if len(parts) == 1 and isinstance(parts[0], str) else parts)
        return self._places[written]

    def cells(self, kind: Kind, values: Sequence[Any]) -> Iterator[int]:
        """The places of the cells of a column, day by day; each is written once however often it comes."""
        known, write = self._cells.setdefault(kind, {}), CELLS[kind]
        for value in dict.fromkeys(values):
            if value not in known:
                known[value] = self.place(write(value))
        return map(known.__getitem__, values)

    def totals(self, kind: Kind, values: Sequence[Any]) -> Iterator[int]:
        """The places of what stands below a column, day by day: sums of all Notes, or a word, or nothing."""
        words = values[0] is None or isinstance(values[0], str)
        return map(self.place, map(write_words, values)) if words else self.cells(kind, values)


def _runs(places: Iterable[int]) -> list[int]:
    runs: list[int] = []
    for place, together in groupby(places):
        runs.append(place)
        again = sum(1 for _ in together) - 1
        if again:
            runs.append(-again)
    return runs
