"""The keys of each part of a document, taken from its type, and what may stand behind each key."""

from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from note_sched.document import slips
from note_sched.document.events import Event
from note_sched.document.hooks import read_value
from note_sched.document.lookalikes import keyed
from note_sched.document.scalars import (
    MOST_LETTERS,
    Flag,
    Id,
    Rank,
    Sum,
    SumOrZero,
    Text,
    TimeOfDay,
)
from note_sched.document.slips import Slip
from note_sched.document.term_values import TermValue
from note_sched.document.text import quoted
from note_sched.measure.accrual import InterestRate, Rate
from note_sched.record import Record
from note_sched.terms.roles import Role

Annotation = Any

EVENT_KINDS: dict[str, type[Struct]] = {str(kind.__struct_config__.tag): kind for kind in get_args(Event)}
"""The event types of a document by the word behind ``type``, in the order of interface.md."""

_SECTION_NAMES = {"Note": "note", "Holidays": "holidays", "Reading": "reading", "Simulation": "simulation"}


class Field(Record, frozen=True):
    """One key of a mapping."""

    key: str
    attribute: str
    annotation: Annotation
    required: bool


@cache
def fields_of(kind: type[Struct]) -> dict[str, Field]:
    """The fields of a type by the key that a document writes, in their order."""
    return {
        field.encode_name: Field(field.encode_name, field.name, field.type, field.required)
        for field in msgspec.structs.fields(kind)
    }


def keys_of(kind: type[Struct]) -> list[str]:
    """The keys that may stand in a part of this type; ``type`` first in an event."""
    tag = kind.__struct_config__.tag_field
    return [*([tag] if tag else []), *fields_of(kind)]


def _origin(annotation: Annotation) -> object:
    """What a generic type was made from: ``tuple`` of ``tuple[date, ...]``."""
    return get_origin(annotation)


def alternatives(annotation: Annotation) -> list[Annotation]:
    """The members of a union without ``None``; the annotation itself where it is none; with the form of a term."""
    if _origin(annotation) in (Union, UnionType):
        return [each for member in get_args(annotation) if member is not NoneType for each in alternatives(member)]
    if annotation is InterestRate:
        from note_sched.document.moving_rate import FORMS  # noqa: PLC0415 (a fault, the schema and a rate that moves need it)

        return list(FORMS)
    form = annotation.form if is_term_value(annotation) else None
    return [annotation] if form is None else [annotation, form]


def is_list(annotation: Annotation) -> bool:
    """Whether a list stands behind the key."""
    return _origin(annotation) is tuple


def is_by_name(annotation: Annotation) -> bool:
    """Whether a mapping with names of the writer's own stands behind the key: Holder to date, or label to text."""
    return _origin(annotation) is dict


def is_mapping(annotation: Annotation) -> bool:
    """Whether a mapping stands behind the key."""
    return is_by_name(annotation) or (isinstance(annotation, type) and issubclass(annotation, Struct))


def is_scalar(annotation: Annotation) -> bool:
    """Whether a single value stands behind the key."""
    return not is_list(annotation) and not is_mapping(annotation)


def is_term_value(annotation: Annotation) -> bool:
    """Whether the single value is one of the kinds that terms alone have."""
    return isinstance(annotation, type) and issubclass(annotation, TermValue)


def admits_nothing(annotation: Annotation) -> bool:
    """Whether ``~`` or ``null`` behind the key says that there is nothing: not where it could be a text as written."""
    admitted = alternatives(annotation)
    return not all(map(is_scalar, admitted)) and Text not in admitted


def choices(annotation: Annotation) -> list[str]:
    """The words that may be written, where they are few."""
    if _origin(annotation) is Literal:
        return list(get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return [member.value for member in annotation]
    return []


_SLIPS: tuple[tuple[Annotation, Callable[[str], Slip]], ...] = (
    (date, slips.slipped_date),
    (Sum, slips.slipped_sum),
    (SumOrZero, slips.slipped_sum_or_zero),
    (Rate, slips.slipped_rate),
    (Flag, slips.slipped_flag),
    (TimeOfDay, slips.slipped_time),
    (Rank, slips.slipped_rank),
    (Id, slips.slipped_id),
)


def slip(annotation: Annotation, written: str) -> Slip:
    """What is wrong with a single value that its type refused, and what was probably meant."""
    if len(written) > MOST_LETTERS:
        return slips.too_long(written, MOST_LETTERS)
    meant = keyed(written)
    if meant != written and _reads(annotation, meant):
        return slips.odd(quoted(written), written, expected(annotation))
    for known, slipped in _SLIPS:
        if annotation is known or annotation == known:
            return slipped(meant)
    if is_term_value(annotation):
        return annotation.slip(meant)  # type: ignore[no-any-return]
    return slips.slipped_choice(meant, choices(annotation))


def _reads(annotation: Annotation, written: str) -> bool:
    """Whether a value is read by its type; what lies out of the calendar is, and has its own words."""
    try:
        msgspec.convert(written, annotation, dec_hook=read_value)
    except msgspec.ValidationError:
        return False
    return True


def in_a_mapping(written: str, admitted: Iterable[Annotation]) -> str:
    """How a single value is written that a key of a mapping would take: ``write {rate: 2% per year}``; or nothing."""
    value = f'"{written}"' if "," in written else written
    found = [
        f"{{{key}: {value}}}"
        for annotation in admitted
        if is_mapping(annotation) and not is_by_name(annotation)
        for key, field in fields_of(annotation).items()
        if any(is_scalar(each) and _reads(each, written) for each in alternatives(field.annotation))
    ]
    return f"write {' or '.join(found)}" if 1 <= len(found) <= 3 else ""


def stands_below(key: str, kind: type) -> str:
    """Under which key of a mapping another stands that is written beside it; or nothing."""
    found = [
        f"`{name}:`"
        for name, field in fields_of(kind).items()
        for each in alternatives(field.annotation)
        if is_mapping(each) and not is_by_name(each) and key in fields_of(each)
    ]
    return f"{key} stands under {slips.one_of(found)}, indented" if found else ""


_EXPECTED = (
    (date, slips.A_DATE),
    (Sum, slips.A_SUM),
    (SumOrZero, slips.A_SUM),
    (Rate, slips.A_RATE),
    (Flag, slips.YES_OR_NO),
    (TimeOfDay, slips.A_TIME),
    (Rank, slips.A_RANK),
    (Id, slips.AN_ID),
    (Text, slips.A_TEXT),
)


_BY_NAME = {Id: "a mapping from Holder to date", Role: "a mapping from role to label"}


def expected(annotation: Annotation) -> str:
    """What may stand behind a key, in words."""
    return " or ".join(_expected(member) for member in alternatives(annotation))


def _expected(annotation: Annotation) -> str:
    for known, words in _EXPECTED:
        if annotation is known or annotation == known:
            return words
    if is_term_value(annotation):
        return annotation.expected()  # type: ignore[no-any-return]
    if is_list(annotation):
        return "a list"
    if is_mapping(annotation):
        if is_by_name(annotation):
            named, _ = get_args(annotation)
            return _BY_NAME.get(named, "a mapping from label to text")
        return f"a mapping with the keys {slips.one_of(fields_of(annotation))}"
    return slips.one_of(choices(annotation))
