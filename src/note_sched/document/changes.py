"""A document as facts: what two versions of it say differently, wherever and in whatever order they are written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from msgspec import Struct
from msgspec.structs import fields

from note_sched.document.masking import masked
from note_sched.document.model import Document, Reading, as_read
from note_sched.document.pairing import paired, unlike
from note_sched.document.scalars import Flag
from note_sched.document.term_values import TermValue
from note_sched.faults import FileLine
from note_sched.measure.accrual import InterestRate, Rate
from note_sched.measure.money import write_sum

Fact = Mapping[str, Any]
"""An event, a Holder or a Senior debt: its keys as a document writes them, those that say nothing left out."""


ORDER = "their order"


class Change(NamedTuple):
    """A fact that two documents tell differently; ``earlier`` None: it is new, ``now`` None: it is gone.

    ``part``: the key of the document; ``key``: the key inside it, where it is a single value, or ``ORDER``, where
    the same Holders or Senior debts stand in another order (then their ids are told). ``line`` and ``earlier_line``:
    of an event, 0 where there is none; ``place``: which of the list the fact was in the earlier document.
    """

    part: str
    key: str
    earlier: Any
    now: Any
    line: int = 0
    earlier_line: int = 0
    place: int = 0

    @property
    def words(self) -> str:
        """The change in one line."""
        place = f" ({'' if isinstance(self.line, FileLine) else 'line '}{self.line})" if self.line else ""
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
    told = {
        "note": plain(document.note) | _instructions(document.note.payment_instructions),
        "holders": [plain(each) for each in document.holders],
        "senior_debt": [plain(each) for each in document.senior_debt],
        "events": [plain(written.event) for written in document.events],
        "reading": _reading(document),
        "simulation": plain(document.simulation),
    }
    return told if document.overlay is None else told | {"terms": plain(document.overlay)}


def _reading(document: Document) -> dict[str, str]:
    """The switches; under stated terms those alone that the document reads otherwise than its paper has them.

    What the others say is told by the terms.
    """
    told: dict[str, str] = plain(document.reading)
    return told if document.overlay is None else _unlike_the_paper(told, document)


def _unlike_the_paper(told: Mapping[str, str], document: Document) -> dict[str, str]:
    paper = plain(as_read(document.paper))
    return {key: value for key, value in told.items() if value != paper[key]}


def _instructions(written: str | Mapping[str, str] | None) -> dict[str, Any]:
    if written is None:
        return {}
    shown = (
        masked(written) if isinstance(written, str) else {masked(key): masked(each) for key, each in written.items()}
    )
    return {"payment_instructions": shown}


def changes(earlier: Mapping[str, Any], now: Document) -> Iterator[Change]:
    """What a document tells otherwise than the ``facts`` of an earlier one; account numbers are compared masked."""
    ours = facts(now)
    yield from _keys("note", earlier["note"], ours["note"])
    for part in ("holders", "senior_debt"):
        yield from _paired(part, _entries(earlier[part]), _entries(ours[part]))
        yield from _order(part, *([str(each["id"]) for each in those] for those in (earlier[part], ours[part])))
    lines = [written.line for written in now.events]
    yield from _paired("events", _entries(earlier["events"]), _entries(ours["events"], lines))
    switches = [told["reading"] for told in (earlier, ours)]
    if "terms" in earlier or "terms" in ours:  # one without terms tells all: those that are as usual say nothing beside
        usual = plain(Reading())
        switches = [
            told["reading"]
            if "terms" in told
            else {key: value for key, value in told["reading"].items() if value != usual[key]}
            for told in (earlier, ours)
        ]
    yield from _keys("reading", *switches)
    yield from _keys("simulation", earlier["simulation"], ours["simulation"])
    yield from _keys("terms", earlier.get("terms", {}), ours.get("terms", {}))


def changes_between(first: Document, second: Document) -> Iterator[Change]:
    """What the second of two documents tells otherwise than the first, in the order of a document.

    Here account numbers are whole: two that look alike masked are two. Whoever tells them masks them.
    """
    yield from _keys("note", plain(first.note), plain(second.note))
    for part, one, other in (
        ("holders", first.holders, second.holders),
        ("senior_debt", first.senior_debt, second.senior_debt),
    ):
        yield from _paired(part, *_apart([(each, 0) for each in one], [(each, 0) for each in other]))
        yield from _order(part, [each.id for each in one], [each.id for each in other])
    yield from _paired("events", *_apart(first.events, second.events))
    both = [plain(each.reading) for each in (first, second)]
    if first.overlay is not None or second.overlay is not None:
        both = [_unlike_the_paper(told, each) for told, each in zip(both, (first, second), strict=True)]
    yield from _keys("reading", *both)
    yield from _keys("simulation", plain(first.simulation), plain(second.simulation))
    yield from _keys("terms", *(plain(each.overlay) or {} for each in (first, second)))


class _Entry(NamedTuple):
    """A fact of a list, with its line (0: it has none) and its place in the list."""

    fact: Fact
    line: int
    place: int


def _entries(told: Sequence[Fact], lines: Sequence[int] = ()) -> list[_Entry]:
    return [_Entry(fact, lines[place] if lines else 0, place) for place, fact in enumerate(told)]


def _apart(first: Iterable[tuple[Any, int]], second: Iterable[tuple[Any, int]]) -> tuple[list[_Entry], list[_Entry]]:
    """Entries of two lists of parts with their lines; what is in both is left out before it costs anything."""
    numbered = [[(part, line, place) for place, (part, line) in enumerate(those)] for those in (first, second)]
    one, other = (
        [_Entry(plain(part), line, place) for part, line, place in unlike(these, those, itemgetter(0))]
        for these, those in (numbered, reversed(numbered))
    )
    return one, other


def _keys(part: str, earlier: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    for key in {**earlier, **now}:
        if earlier.get(key) != now.get(key):
            yield Change(part, key, earlier.get(key), now.get(key))


def _paired(part: str, earlier: Iterable[_Entry], now: Iterable[_Entry]) -> Iterator[Change]:
    """Facts that are in one of two lists only; one that is the same but for some keys is one change, not two."""
    pairs = paired(earlier, now, attrgetter("fact"), lambda each: _identity(each.fact))
    gone = [one for one, other in pairs if one is not None and other is None]
    new = [other for one, other in pairs if other is not None and one is None]
    moved = paired(gone, new, attrgetter("fact"), lambda each: repr(_but_for_the_day(each.fact)))
    for one, other in [*(pair for pair in pairs if None not in pair), *moved]:
        yield Change(
            part,
            "",
            None if one is None else one.fact,
            None if other is None else other.fact,
            0 if other is None else other.line,
            0 if one is None else one.line,
            0 if one is None else one.place,
        )


def _order(part: str, earlier: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    """The order of Holders decides who gets an odd cent; that of Senior debts of one rank, who is paid first."""
    both = {*earlier} & {*now}
    before, after = ([name for name in names if name in both] for names in (earlier, now))
    if before != after:
        yield Change(part, ORDER, before, after)


def _rate(rate: InterestRate) -> Any:  # noqa: ANN401 (a word, a list or a mapping)
    if isinstance(rate, Rate):
        return rate.written
    from note_sched.document.moving_rate import written_rate  # noqa: PLC0415 (most rates are one)

    return plain(written_rate(rate))


def plain(value: Any) -> Any:  # noqa: ANN401, PLR0911 (whatever a document can hold, one line a kind)
    """A part of a document, or a value in it, as json can hold it; what says nothing is left out."""
    if isinstance(value, Struct):
        tag = value.__struct_config__.tag
        own = {each.encode_name: plain(getattr(value, each.name)) for each in fields(value)}
        own = {key: each for key, each in own.items() if each is not None}
        return {"type": tag, **own} if tag else own
    if isinstance(value, TermValue):
        return value.written
    if isinstance(value, Flag):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, InterestRate):
        return _rate(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return write_sum(value)
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    return value


_WHO = ("holder", "facility", "from", "to")


def _identity(fact: Fact) -> tuple[Any, ...]:
    """What makes two versions of a fact the same fact: its id, else its type, day and whom it concerns."""
    if "id" in fact:
        return fact.get("type"), fact["id"]
    return fact.get("type"), fact.get("date"), *(fact.get(key) for key in _WHO)


def _but_for_the_day(fact: Fact) -> Fact:
    """What an event that was moved to another day still says."""
    return {key: value for key, value in fact.items() if key != "date"}


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
