"""A bar on stderr while long work goes on, for a person who is looking; nothing for a pipe, a log or cron."""

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

LEAST = 25
"""Items from which a person would wonder whether anything is going on."""

_WITHOUT_BARS = ("", "dumb", "unknown")


def progress(items: Iterable[Item], label: str, total: int) -> Iterator[Item]:
    """The items one by one; behind each, where someone is looking, the bar moves on.

    Args:
        items: the work, done by the caller item by item.
        label: what is being done, before the bar: ``Statements``.
        total: how many items there are; fewer than ``LEAST`` are done before a bar has been read.
    """
    if total < LEAST or not _seen():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415 (a terminal and long work alone need it)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=total, description=label)


def _seen() -> bool:
    """Whether stderr is a terminal that can redraw a line."""
    stream = sys.stderr
    return stream is not None and stream.isatty() and os.environ.get("TERM", "") not in _WITHOUT_BARS
