"""A bar on stderr while long work goes on, for a person who is looking; nothing for a pipe, a log or cron."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

Item = TypeVar("Item")

LEAST = 25
"""Items from which a person would wonder whether anything is going on."""

MANY_HOLDERS = 5_000
"""Holders from which a simulation takes a second and more."""

_WITHOUT_BARS = ("", "dumb", "unknown")


def progress(items: Iterable[Item], label: str, total: int, each: int = 0) -> Iterator[Item]:
    """The items one by one; behind each, where someone is looking, the bar moves on.

    Args:
        items: the work, done by the caller item by item.
        label: what is being done, before the bar: ``Statements``.
        total: how many items there are; fewer than ``LEAST`` are done before a bar has been read.
        each: where an item is a simulation, of how many Holders: ``MANY_HOLDERS`` in all are worth a bar, too.
    """
    if (total < LEAST and total * each < MANY_HOLDERS) or not _seen():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415 (a terminal and long work alone need it)
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=total, description=label)


@contextmanager
def reaching(holders: int, first: date, last: date) -> Iterator[Callable[[date], None]]:
    """Where someone is looking, a bar for a simulation of many Holders; call what this gives with each day reached.

    Args:
        holders: how many; with fewer than ``MANY_HOLDERS`` it is over before a bar has been read.
        first: the first day.
        last: the last day as far as it is known beforehand; a run that goes on leaves the bar full.
    """
    if holders < MANY_HOLDERS or not _seen():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415 (as above)
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}", markup=False), BarColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(str(first), total=(last - first).days)
        yield lambda day: bar.update(task, completed=(day - first).days, description=str(day))


def _seen() -> bool:
    """Whether stderr is a terminal that can redraw a line."""
    stream = sys.stderr
    return stream is not None and stream.isatty() and os.environ.get("TERM", "") not in _WITHOUT_BARS
