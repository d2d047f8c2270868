"""A calendar of a Note as a value: the days that someone must not miss."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from note_sched.pages.values import Phrase

_Date = date  # inside the classes below, `date` is the field


class FallsDue(NamedTuple):
    """A sum that falls due, for whoever must pay it.

    ``parts``: by Holder and component, in cents. ``timely``: the last day on which paying it is in time. ``excused``:
    the last on which its being unpaid is no default; None where none comes of it.
    """

    parts: Mapping[tuple[str, str], int]
    timely: _Date
    excused: _Date | None


class Occasion(NamedTuple):
    """An entry of the calendar.

    ``identity``: what it is, in words that no later fact changes. ``said``: sentences, the cause first. ``clause``: as
    cited. ``reminder``: days before. ``off``: why it does not hold any more, None while it does. ``holders``: whom it
    concerns, None among them for all. ``sum``: what falls due, on the day on which it does. ``title``: what a month's
    view shows of it, what is to be done first; the summary where there is none. ``categories``: of what kind it is.
    """

    identity: tuple[str, ...]
    date: _Date
    summary: Phrase
    said: Sequence[Phrase]
    clause: str
    reminder: int
    off: str | None = None
    holders: Sequence[str | None] = (None,)
    sum: FallsDue | None = None
    title: Phrase = ""
    categories: Sequence[str] = ()


class Calendar(NamedTuple):
    """The calendar of a Note.

    ``about``: what it shows and what it does not. ``of``: what tells it from other calendars (the Note, and whose view
    it is): borrower, title, issue date, Holders' ids. ``told``: the last day on which a fact became known.
    """

    title: str
    about: str
    of: tuple[str, ...]
    told: date
    occasions: Sequence[Occasion]
