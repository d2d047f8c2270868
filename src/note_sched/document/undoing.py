"""Changes of a document undone: one alone, or with the others that it cannot be undone without."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from msgspec import NODEFAULT, Struct, convert
from msgspec.structs import fields, replace

from note_sched.document.changes import ORDER, Change, facts, plain
from note_sched.document.events import Event
from note_sched.document.hooks import read_value
from note_sched.document.load import load
from note_sched.document.model import Document, Holder, Note, Reading, SeniorDebt, Simulation, Written
from note_sched.document.paper import chosen_of, under
from note_sched.document.terms_form import TermsForm
from note_sched.faults import Faulty

_LISTED: dict[str, Any] = {"holders": Holder, "senior_debt": SeniorDebt, "events": Event}
_TERMS: dict[str, type[Struct]] = {
    "note": Note,
    "reading": Reading,
    "simulation": Simulation,
    "terms": TermsForm,
}


def version(change: Change, *, earlier: bool) -> Any:  # noqa: ANN401 (an event, a Holder, a Senior debt or a value)
    """One side of a change as a document holds it; None: it is not there."""
    told = change.earlier if earlier else change.now
    if told is None or change.key == ORDER:
        return told
    if change.key:
        field = next(each for each in fields(_TERMS[change.part]) if each.encode_name == change.key)
        return convert(told, field.type, dec_hook=read_value)
    return convert(dict(told), _LISTED[change.part], dec_hook=read_value)


# What must be undone together


def together(change: Change, found: Sequence[Change]) -> list[Change]:
    """A change and those that it cannot be undone without, in the order of ``found``.

    A fact that others name (a Holder, a Senior debt, a default) does not go without them, and a fact that names another
    does not come back without it.
    """
    group = [change]
    for each in group:  # grows while it is walked
        group += [other for other in found if other not in group and _needs(each, other)]
    return [each for each in found if each in group]


def _needs(one: Change, other: Change) -> bool:
    """Whether, ``one`` undone alone, what ``other`` brought or what ``one`` brings back names what is not there."""
    if one.earlier is None and (name := _name(one.now)) is not None:
        return name in _named(other.now) and name not in _named(other.earlier)
    if other.now is None and (name := _name(other.earlier)) is not None:
        return name in _named(one.earlier)
    return False


def _name(fact: Any) -> str | None:  # noqa: ANN401 (a fact, or the value of a single key)
    """By what other facts name this one."""
    return fact.get("id") if isinstance(fact, dict) else None


_NAMING = ("holder", "holders", "from", "to", "facility", "refinances", "by", "defaults", "received", "notice")


def _named(fact: Any) -> set[str]:  # noqa: ANN401 (as in ``_name``)
    """Whom and what a fact names."""
    names: set[str] = set()
    for value in (fact.get(key) for key in _NAMING) if isinstance(fact, dict) else ():
        names |= {value} if isinstance(value, str) else set(value or ())
    return names


def faults_of(document: Document) -> set[tuple[str, str]]:
    """What does not go together in a document, by code and sentence; empty for one that is sound."""
    import json  # noqa: PLC0415 (most commands undo nothing)

    try:
        load(json.dumps(facts(document)).encode())
    except Faulty as faulty:
        return {(fault.code, fault.what) for fault in faulty.faults}
    return set()


# Undoing


def undone(document: Document, *group: Change) -> Document:
    """A document without some changes.

    The rest may hang in the air, where one was undone without others that are ``together`` with it.
    """
    for change in group:
        if change.key == ORDER:
            document = _with(document, change, tuple(_reordered(getattr(document, change.part), change)))
        elif change.part == "terms" or (change.part == "reading" and document.overlay is not None):
            document = _under_earlier_words(document, change)
        elif change.key:
            document = _with(document, change, _set(getattr(document, change.part), change))
        elif change.part == "events":
            document = _with(document, change, tuple(_events(document.events, change)))
        else:
            document = _with(document, change, tuple(_parts(getattr(document, change.part), change)))
    return document


def _under_earlier_words(document: Document, change: Change) -> Document:
    """With what its terms, or a switch over them, said before."""
    overlay, chosen = document.overlay or TermsForm(), chosen_of(document)
    if change.part == "terms":
        overlay = _set(overlay, change)
    else:
        chosen = {name: value for name, value in chosen.items() if name != change.key}
        if change.earlier is not None:
            chosen[change.key] = version(change, earlier=True)
    return under(document, None if overlay == TermsForm() else overlay, chosen)


def _with(document: Document, change: Change, part: Any) -> Document:  # noqa: ANN401 (any part of the document)
    return document._replace(**{change.part: part})


_Listed = TypeVar("_Listed", Holder, SeniorDebt)
_Part = TypeVar("_Part", bound=Struct)


def _reordered(parts: Iterable[_Listed], change: Change) -> Iterator[_Listed]:
    """Those that both have, in their earlier order, in the places that they have between them."""
    parts = list(parts)
    by_id = {each.id: each for each in parts}
    order = iter([name for name in change.earlier if name in by_id])
    for each in parts:
        yield by_id[next(order)] if each.id in change.earlier else each


def _set(was: _Part, change: Change) -> _Part:
    field = next(each for each in fields(was) if each.encode_name == change.key)
    if change.earlier is None:
        return replace(was, **{field.name: None if field.default is NODEFAULT else field.default})
    return replace(was, **{field.name: version(change, earlier=True)})


def _parts(parts: Sequence[_Listed], change: Change) -> list[_Listed]:
    before = version(change, earlier=True)
    if change.now is None:
        return [*parts[: change.place], before, *parts[change.place :]]
    name = change.now["id"]
    return [before if each.id == name else each for each in parts if each.id != name or before is not None]


def _events(events: Sequence[Written], change: Change) -> list[Written]:
    before = version(change, earlier=True)
    back = [] if before is None else [Written(before, change.line or change.earlier_line)]
    if change.now is None:
        return [*events[: change.place], *back, *events[change.place :]]
    for place, written in enumerate(events):
        if written.line == change.line and plain(written.event) == change.now:
            return [*events[:place], *back, *events[place + 1 :]]
    return list(events)
