"""How two documents differ as records: terms, Holders, Senior debt, events, readings; an event wherever it stands."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from note_sched.document.accounts import masked
from note_sched.document.events import Event
from note_sched.document.model import Document, Written
from note_sched.document.scalars import Flag, Sum, SumOrZero
from note_sched.measure.accrual import Rate
from note_sched.reports.differences import paired
from note_sched.reports.page import Money, Phrase
from note_sched.reports.wording import join


class Fact(NamedTuple):
    """Something that one document says and the other does not, or says otherwise.

    ``part``: ``note``, ``holders``, ``senior_debt``, ``events``, ``reading`` or ``simulation``; ``what`` it is about;
    ``first`` and ``second`` what they say, None: nothing; the lines of events, 0 where there is none.
    """

    part: str
    what: Phrase
    first: Phrase | None
    second: Phrase | None
    first_line: int = 0
    second_line: int = 0


def facts_that_differ(first: Document, second: Document) -> list[Fact]:
    """Everything, in the order of a document."""
    return [
        *_terms("note", first.note, second.note),
        *_listed("holders", first.holders, second.holders),
        *_listed("senior_debt", first.senior_debt, second.senior_debt),
        *_events(first.events, second.events),
        *_terms("reading", first.reading, second.reading),
        *_terms("simulation", first.simulation, second.simulation),
    ]


def _fields(part: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 (any type of the document)
    """The keys of a part that say something, as the document writes them."""
    for key, name in zip(part.__struct_encode_fields__, part.__struct_fields__, strict=True):
        value = getattr(part, name)
        if value is not None:
            yield key, value


def _terms(part: str, first: Any, second: Any, of: str = "") -> Iterator[Fact]:  # noqa: ANN401 (as in ``_fields``)
    """The keys of one and the same part that differ."""
    before, after = dict(_fields(first)), dict(_fields(second))
    for key in dict.fromkeys([*before, *after]):
        one, other = [words(values[key]) if key in values else None for values in (before, after)]
        if one != other:
            if key == "payment_instructions":
                one, other = (each and [masked(str(word)) for word in _parts(each)] for each in (one, other))
            yield Fact(part, f"{of}{key}", one, other)


def _listed(part: str, first: Sequence[Any], second: Sequence[Any]) -> Iterator[Fact]:
    """Holders, or Senior debts, by their ids; their order alone decides who gets an odd cent."""
    before, after = ({each.id: each for each in those} for those in (first, second))
    for name in dict.fromkeys([*before, *after]):
        if name in before and name in after:
            yield from _terms(part, before[name], after[name], f"{name}: ")
        else:
            said = [_all_of(those[name]) if name in those else None for those in (before, after)]
            yield Fact(part, name, said[0], said[1])
    one, other = (", ".join(name for name in those if name in before and name in after) for those in (before, after))
    if one != other:
        yield Fact(part, "their order", one, other)


def _all_of(part: Any) -> Phrase:  # noqa: ANN401 (as in ``_fields``)
    return join([[f"{key} ", *_parts(words(value))] for key, value in _fields(part)])


_Versions = tuple[Written | None, Written | None]


def _events(first: Iterable[Written], second: Iterable[Written]) -> Iterator[Fact]:
    """Events by their content: the same event elsewhere in the file is the same event."""
    pairs: list[_Versions] = paired(first, second, _event, _meant)
    for one, other in _moved(pairs):
        if one is not None and other is not None:
            yield _changed(one, other)
        elif one is not None:
            yield Fact("events", _called(one.event), event_words(one.event), None, one.line)
        elif other is not None:
            yield Fact("events", _called(other.event), None, event_words(other.event), 0, other.line)


def _changed(first: Written, second: Written) -> Fact:
    """An event that says something otherwise: what it says only where it differs."""
    before, after = dict(_fields(first.event)), dict(_fields(second.event))
    keys = [key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]

    def said(values: dict[str, Any]) -> Phrase:
        return join([[f"{key} ", *(_parts(words(values[key])) if key in values else ["not given"])] for key in keys])

    return Fact("events", _called(first.event), said(before), said(after), first.line, second.line)


def _event(written: Written) -> Event:
    return written.event


def _meant(written: Written) -> Hashable:
    """What makes two events of different content the same one, changed: the id, or type, day and whose it is."""
    event = written.event
    named = getattr(event, "id", None)
    if named is not None:
        return type(event).__name__, named
    whose = next((getattr(event, key, None) for key in ("holder", "to", "facility", "source")), None)
    return type(event).__name__, event.date, whose


def _moved(pairs: Sequence[_Versions]) -> list[_Versions]:
    """Join what is gone on one day and new, of the same content, on another: the event was moved."""
    gone = [one for one, other in pairs if one is not None and other is None]
    new = [other for one, other in pairs if other is not None and one is None]
    joined: list[_Versions] = paired(gone, new, _event, _but_for_the_day)
    return [*(pair for pair in pairs if None not in pair), *joined]


def _but_for_the_day(written: Written) -> Hashable:
    return repr([(key, value) for key, value in _fields(written.event) if key != "date"]), type(written.event).__name__


def _called(event: Event) -> Phrase:
    """An event as people name it: by type and day, a default also by its id."""
    named = getattr(event, "id", None)
    return [f"{event.__struct_config__.tag} ", *([f"{named} "] if named else []), "of ", event.date]


def event_words(event: Event) -> Phrase:
    """All that an event says but its type and day."""
    said = [
        [f"{key} ", *_parts(words(value))]
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
    if isinstance(value, Rate):
        return value.written
    if isinstance(value, Flag):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dict):
        return join([[f"{key} ", *_parts(words(each))] for key, each in value.items()])
    if isinstance(value, tuple):
        return join(_parts(words(each)) for each in value)
    return str(value) if isinstance(value, str | int) else _all_of(value)


def _parts(phrase: Phrase) -> list[Any]:
    return [phrase] if isinstance(phrase, str) else list(phrase)


Cite = Callable[[int], str]
"""How a line is named: ``note.yaml:12``, or an ``--add``."""
