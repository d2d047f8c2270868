"""A document as facts: what two versions of it say differently, wherever and in whatever order they are written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, NamedTuple, TypeVar

from msgspec import NODEFAULT, Struct, convert
from msgspec.structs import fields, replace

from note_sched.document.accounts import masked
from note_sched.document.events import Event
from note_sched.document.model import Document, Holder, SeniorDebt, Written
from note_sched.document.scalars import Flag, read_scalar
from note_sched.measure.accrual import Rate
from note_sched.measure.money import write_sum

Fact = Mapping[str, Any]
"""An event, a Holder or a Senior debt: its keys as a document writes them, those that say nothing left out."""


class Change(NamedTuple):
    """A fact that two documents tell differently; ``earlier`` None: it is new, ``now`` None: it is gone.

    ``part``: the key of the document; ``key``: the key inside it, where it is a single value.
    """

    part: str
    key: str
    earlier: Any
    now: Any
    line: int = 0

    @property
    def words(self) -> str:
        """The change in one line."""
        place = f" (line {self.line})" if self.line else ""
        if self.key:
            return f"{self.part}: {self.key}: {_told(self.earlier)} before, {_told(self.now)} now"
        if self.earlier is None:
            return f"new: {_sentence(self.now)}{place}"
        if self.now is None:
            return f"gone: {_sentence(self.earlier)}"
        differing = [key for key in {**self.earlier, **self.now} if self.earlier.get(key) != self.now.get(key)]
        told = "; ".join(
            f"{key}: {_told(self.earlier.get(key))} before, {_told(self.now.get(key))} now" for key in differing
        )
        return f"changed: {_name(self.now)}{place}: {told}"


def facts(document: Document) -> dict[str, Any]:
    """A document in plain values, fit for json; sums, days and rates are text as a document has them.

    Account numbers are masked: facts are kept beside what was issued, and told to whoever asks what differs.
    """
    return {
        "note": _plain(document.note) | _instructions(document.note.payment_instructions),
        "holders": [_plain(each) for each in document.holders],
        "senior_debt": [_plain(each) for each in document.senior_debt],
        "events": [_plain(written.event) for written in document.events],
        "reading": _plain(document.reading),
        "simulation": _plain(document.simulation),
    }


def _instructions(written: str | Mapping[str, str] | None) -> dict[str, Any]:
    if written is None:
        return {}
    shown = (
        masked(written) if isinstance(written, str) else {masked(key): masked(each) for key, each in written.items()}
    )
    return {"payment_instructions": shown}


def changes(earlier: Mapping[str, Any], now: Document) -> Iterator[Change]:
    """What a document tells otherwise than the ``facts`` of an earlier one."""
    ours = facts(now)
    for part in ("note", "reading", "simulation"):
        for key in {**earlier[part], **ours[part]}:
            if earlier[part].get(key) != ours[part].get(key):
                yield Change(part, key, earlier[part].get(key), ours[part].get(key))
    for part in ("holders", "senior_debt"):
        yield from _paired(part, earlier[part], [(fact, 0) for fact in ours[part]])
    events = [(fact, written.line) for fact, written in zip(ours["events"], now.events, strict=True)]
    yield from _paired("events", earlier["events"], events)


def _paired(part: str, earlier: Sequence[Fact], now: Sequence[tuple[Fact, int]]) -> Iterator[Change]:
    """Facts that are in one of two lists only; one that is the same but for some keys is one change, not two."""
    gone = list(earlier)
    new = []
    for fact, line in now:
        if fact in gone:
            gone.remove(fact)
        else:
            new.append((fact, line))
    for fact, line in new:
        before = next((each for each in gone if _identity(each) == _identity(fact)), None)
        if before is not None:
            gone.remove(before)
        yield Change(part, "", before, fact, line)
    for fact in gone:
        yield Change(part, "", fact, None)


def undone(document: Document, change: Change) -> Document | None:
    """A document without one change; None where others of its facts would hang in the air."""
    if change.earlier is not None and not change.key and not _all_named(change.earlier, document):
        return None
    if change.part == "events":
        return document._replace(events=tuple(_without(document.events, change)))
    if change.key:
        return _with_key(document, change)
    if change.earlier is None or change.now is None:
        return None
    if change.part == "holders":
        return document._replace(holders=_with_before(document.holders, _read(change.earlier, Holder)))
    return document._replace(senior_debt=_with_before(document.senior_debt, _read(change.earlier, SeniorDebt)))


def _all_named(fact: Fact, document: Document) -> bool:
    """Whether the Holders and the Senior debts that a fact names are in a document."""
    holders = {holder.id for holder in document.holders}
    debts = {debt.id for debt in document.senior_debt}
    return all(fact.get(key) in (None, *holders) for key in ("holder", "from", "to")) and all(
        fact.get(key) in (None, *debts) for key in ("facility", "refinances")
    )


def _with_key(document: Document, change: Change) -> Document:
    if change.part == "note":
        return document._replace(note=_set(document.note, change.key, change.earlier))
    if change.part == "reading":
        return document._replace(reading=_set(document.reading, change.key, change.earlier))
    return document._replace(simulation=_set(document.simulation, change.key, change.earlier))


_Listed = TypeVar("_Listed", Holder, SeniorDebt)
_Part = TypeVar("_Part", bound=Struct)


def _with_before(parts: Iterable[_Listed], before: _Listed) -> tuple[_Listed, ...]:
    return tuple(before if each.id == before.id else each for each in parts)


def _without(events: Iterable[Written], change: Change) -> Iterator[Written]:
    waiting = change.now
    for written in events:
        if waiting is not None and written.line == change.line and _plain(written.event) == waiting:
            waiting = None
            if change.earlier is not None:
                yield Written(_read(change.earlier, Event), written.line)
        else:
            yield written
    if change.now is None:
        yield Written(_read(change.earlier, Event), 0)


def _set(was: _Part, key: str, earlier: Any) -> _Part:  # noqa: ANN401 (a value as a document has it)
    field = next(each for each in fields(was) if each.encode_name == key)
    if earlier is None:
        return replace(was, **{field.name: None if field.default is NODEFAULT else field.default})
    return replace(was, **{field.name: convert(earlier, field.type, dec_hook=read_scalar)})


def _read(fact: Fact, kind: Any) -> Any:  # noqa: ANN401 (msgspec's own type of a type: a union is none)
    return convert(dict(fact), kind, dec_hook=read_scalar)


def _plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 (whatever a document can hold, one line a kind)
    if isinstance(value, Struct):
        tag = value.__struct_config__.tag
        own = {each.encode_name: _plain(getattr(value, each.name)) for each in fields(value)}
        own = {key: each for key, each in own.items() if each is not None}
        return {"type": tag, **own} if tag else own
    if isinstance(value, Flag):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Rate):
        return value.written
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return write_sum(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return value


_WHO = ("id", "holder", "facility", "from", "to", "defaults")


def _identity(fact: Fact) -> tuple[Any, ...]:
    """What makes two versions of a fact the same fact: its id, else its type, day and whom it concerns."""
    if "id" in fact:
        return fact.get("type"), fact["id"]
    return fact.get("type"), fact.get("date"), *(fact.get(key) for key in _WHO)


def _name(fact: Fact) -> str:
    if "type" not in fact:
        return str(fact["id"])
    return f"{fact['type']} of {fact['date']}"


def _sentence(fact: Fact) -> str:
    rest = [f"{key} {_told(value)}" for key, value in fact.items() if key not in ("type", "date")]
    return ", ".join([_name(fact), *rest])


def _told(value: Any) -> str:  # noqa: ANN401 (a value as a document has it)
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_told(each)}" for key, each in value.items())
    return ", ".join(map(_told, value)) if isinstance(value, list) else str(value)
