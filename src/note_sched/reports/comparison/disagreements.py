"""How two documents differ as records, in words: terms, Holders, Senior debt, events, readings."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from note_sched.document.changes import ORDER, Change, changes_between
from note_sched.document.events import Event
from note_sched.document.masking import masked
from note_sched.document.model import Document
from note_sched.document.scalars import Flag, Sum, SumOrZero
from note_sched.document.term_values import TermValue
from note_sched.document.undoing import version
from note_sched.measure.accrual import InterestRate
from note_sched.pages.values import Money, Phrase, parts_of
from note_sched.reports.telling.wording import join

INSTRUCTIONS = "payment_instructions"


class Disagreement(NamedTuple):
    """Something that one document says and the other does not, or says otherwise.

    ``part``: ``note``, ``holders``, ``senior_debt``, ``events``, ``reading``, ``simulation`` or ``terms``; ``what`` it
    is about; ``first`` and ``second`` what they say, None: nothing; the lines of events, 0 where there is none.
    """

    part: str
    what: Phrase
    first: Phrase | None
    second: Phrase | None
    first_line: int = 0
    second_line: int = 0


def facts_that_differ(first: Document, second: Document) -> list[Disagreement]:
    """Everything, in the order of a document."""
    return [told(change) for change in changes_between(first, second)]


def told(change: Change) -> Disagreement:
    """A change in words for people, each version with its days and sums as values."""
    if change.part == "events":
        return _event(change)
    one, other = (version(change, earlier=earlier) for earlier in (True, False))
    if change.key == ORDER:
        return Disagreement(change.part, ORDER, ", ".join(one), ", ".join(other))
    if change.key:
        is_both = change.key == INSTRUCTIONS and None not in (one, other)
        then = _instructions(one, other) if is_both else _value(change.key, other)
        return Disagreement(change.part, change.key, _value(change.key, one), then)
    name = (one or other).id
    if one is None or other is None:
        return Disagreement(change.part, name, one and _all_of(one), other and _all_of(other))
    keys = _differing(one, other)
    before, after = dict(_fields(one)), dict(_fields(other))
    if len(keys) > 1:
        return Disagreement(change.part, name, _said(before, keys), _said(after, keys))
    (key,) = keys
    return Disagreement(change.part, f"{name}: {key}", _value(key, before.get(key)), _value(key, after.get(key)))


def _value(key: str, value: Any) -> Phrase | None:  # noqa: ANN401 (whatever a document can hold)
    """The value of a key; account numbers stay hidden."""
    if value is None:
        return None
    return [masked(str(word)) for word in parts_of(words(value))] if key == INSTRUCTIONS else words(value)


def _instructions(one: Any, other: Any) -> Phrase:  # noqa: ANN401 (a text, or labels with texts)
    """Other payment instructions beside the ones before: a number that is another is told as one, its digits hidden."""
    before, now = ([str(word) for word in parts_of(words(each))] for each in (one, other))
    after = [masked(word, beside="; ".join(before)) for word in now]
    return [*after, " (written otherwise)"] if after == [masked(word) for word in before] else after


def _event(change: Change) -> Disagreement:
    """An event that is new or gone, or that says something otherwise: then what it says only where it differs."""
    one, other = (version(change, earlier=earlier) for earlier in (True, False))
    lines = change.earlier_line, change.line
    if one is None or other is None:
        said = [None if each is None else event_words(each) for each in (one, other)]
        return Disagreement("events", _called(one or other), said[0], said[1], *lines)
    keys = _differing(one, other)
    before, after = (_said(dict(_fields(each)), keys) for each in (one, other))
    return Disagreement("events", _called(one), before, after, *lines)


def _fields(part: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 (any type of the document)
    """The keys of a part that say something, as the document writes them."""
    for key, name in zip(part.__struct_encode_fields__, part.__struct_fields__, strict=True):
        value = getattr(part, name)
        if value is not None:
            yield key, value


def _differing(one: Any, other: Any) -> list[str]:  # noqa: ANN401 (as in ``_fields``)
    before, after = dict(_fields(one)), dict(_fields(other))
    return [key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]


def _said(values: dict[str, Any], keys: Sequence[str]) -> Phrase:
    return join([[f"{key} ", *(parts_of(words(values[key])) if key in values else ["not given"])] for key in keys])


def _all_of(part: Any) -> Phrase:  # noqa: ANN401 (as in ``_fields``)
    return join([[f"{key} ", *parts_of(words(value))] for key, value in _fields(part)])


def _called(event: Event) -> Phrase:
    """An event as people name it: by type and day, a default also by its id."""
    named = getattr(event, "id", None)
    return [f"{event.__struct_config__.tag} ", *([f"{named} "] if named else []), "of ", event.date]


def event_words(event: Event) -> Phrase:
    """All that an event says but its type and day."""
    said = [
        [f"{key} ", *parts_of(words(value))]
        for key, value in _fields(event)
        if key not in ("date", "id") and value != _default_of(event, key)
    ]
    return join(said) or "nothing more"


def _default_of(event: Event, key: str) -> object:
    """What counts where an event does not write a key."""
    names = dict(zip(event.__struct_encode_fields__, event.__struct_fields__, strict=True))
    defaults = dict(zip(reversed(event.__struct_fields__), reversed(event.__struct_defaults__), strict=False))
    return defaults.get(names[key])


def words(value: Any) -> Phrase:  # noqa: ANN401, PLR0911 (whatever a document can hold, one line a kind)
    """A value of a document as a phrase."""
    if isinstance(value, date):
        return [value]
    if isinstance(value, Sum | SumOrZero):
        return [Money(value)]
    if isinstance(value, InterestRate | TermValue):
        return str(value.written)
    if isinstance(value, Flag):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dict):
        return join([[f"{key} ", *parts_of(words(each))] for key, each in value.items()])
    if isinstance(value, tuple):
        return join(parts_of(words(each)) for each in value)
    return str(value) if isinstance(value, str | int) else _all_of(value)


Cite = Callable[[int], str]
"""How a line is named: ``note.yaml:12``, or an ``--add``."""
