"""From the tree to the types of the model, every fault at its place.

A list is converted whole, which costs almost nothing more than making its objects. Only where that fails is it taken
item by item, and only an item that fails is taken field by field: msgspec stops at the first error, the writer wants
to see all of them.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cached_property, reduce
from operator import or_
from typing import Any, get_args

import msgspec
from msgspec import Struct

from note_sched.document import comments
from note_sched.document.codes import Code
from note_sched.document.complaints import Complaints
from note_sched.document.events import Event
from note_sched.document.fields import (
    EVENT_KINDS,
    Annotation,
    Field,
    admits_nothing,
    alternatives,
    expected,
    fields_of,
    in_a_mapping,
    is_by_name,
    is_list,
    is_mapping,
    is_scalar,
    keys_of,
    slip,
    stands_below,
)
from note_sched.document.hooks import read_value
from note_sched.document.known_ids import KnownIds
from note_sched.document.lookalikes import keyed
from note_sched.document.model import Form, Holder, Note, Reading, SeniorDebt, Simulation
from note_sched.document.scalars import Id
from note_sched.document.slips import Slip, meant_sum, nearest, odd, one_of
from note_sched.document.text import quoted
from note_sched.document.tree import Mapping, Node, Sequence, Source
from note_sched.measure.accrual import InterestRate
from note_sched.measure.business_days import FIRST_DAY, LAST_DAY
from note_sched.record import Record

Value = Any
"""A part of the model, or a ``Partial`` where it has faults."""

_NOTHING = ("", "~", "null")  # what counts as nothing where a list or a mapping may stand
_REST_OF_SUM = r"[0-9]{2,3}(?:\.[0-9]*)?"
_SPLIT_SUM = r"\$?[0-9.]*[0-9](?:, ?[0-9]{2,3})+(?:\.[0-9]+)?"
_ITEM_NAMES: dict[type, str] = {Holder: "Holder", SeniorDebt: "Senior debt"}
_PART_NAMES = {
    "RateFrom": "rate from a day",
    "IndexForm": "rate that follows an index",
    "TermsForm": "mapping of terms",
}
_SECTIONS: dict[str, type[Struct]] = {"note": Note, "reading": Reading, "simulation": Simulation}


class Partial:
    """What could be read of a part that has faults: every attribute that could not is None.

    ``meant_as`` is the type that the part was meant to be; None where not even that is known.
    """

    def __init__(self, meant_as: type[Struct] | None, values: dict[str, Any]) -> None:
        self.meant_as = meant_as
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> None:
        return None


class Parts(Record, frozen=True):
    """The parts of a document, converted as far as they go; lists stand beside their nodes."""

    note: Any
    holders: list[Any]
    senior_debt: list[Any]
    events: list[Any]
    reading: Any
    simulation: Any
    terms: Any
    acknowledged: list[Any]


def kind_of(value: Value) -> type[Struct] | None:
    """The type of a part, whole or partial."""
    return value.meant_as if isinstance(value, Partial) else type(value)


def convert(source: Source, complaints: Complaints) -> Parts:
    """Read every part of a document; ``complaints`` receives what is wrong."""
    return _Converter(source, complaints).parts()


def read_part(kind: type[Struct], node: Mapping, source: Source, complaints: Complaints) -> Value:
    """One mapping of a document as a type; a ``Partial`` where ``complaints`` have heard of it."""
    return _Converter(source, complaints).part(kind, node)


class _Converter:
    def __init__(self, source: Source, complaints: Complaints) -> None:
        self._source = source
        self._complaints = complaints

    @cached_property
    def _known(self) -> KnownIds:
        return KnownIds(self._source.root)

    def parts(self) -> Parts:
        root = self._source.root
        self._refuse_unknown_keys(root, Form)
        self._require(root, Form)
        parts = Parts(
            self._section("note"),
            self._list("holders", Holder),
            self._list("senior_debt", SeniorDebt),
            self._list("events", Event),
            self._section("reading"),
            self._section("simulation"),
            self._section("terms") if "terms" in root else None,
            self._acknowledged() if "acknowledged" in root else [],
        )
        comments.find_cut_texts(self._source, self._complaints)
        return parts

    def part(self, kind: type[Struct], node: Mapping) -> Value:
        """One mapping, whole or partial."""
        return self._item(kind, node, node.start)

    def _acknowledged(self) -> list[Any]:
        from note_sched.document.acknowledging import acknowledgments  # noqa: PLC0415 (few documents have any)

        return list(acknowledgments(self._source, self._complaints))

    # Sections

    def _section(self, key: str) -> Value:
        root, kind = self._source.root, _section_kind(key)
        node = root.get(key, "")
        if isinstance(node, str) and node in _NOTHING:
            if not fields_of(Form)[key].required:
                return kind()
            if key in root:
                self._complaints.at_value(root, key, _nothing_written(fields_of(Form)[key]))
            return Partial(kind, {})
        return self._item(kind, node, root.value_at(key))

    def _list(self, key: str, kind: Annotation) -> list[Any]:
        root = self._source.root
        node = root.get(key, "")
        if isinstance(node, str) and node in _NOTHING:
            if key in root and fields_of(Form)[key].required:
                self._complaints.at_value(root, key, _nothing_written(fields_of(Form)[key]))
            return []
        if not isinstance(node, Sequence):
            slip_ = Slip(
                Code.LIST_WANTED,
                f"`{key}` is {_shape(node)}",
                "a list",
                "begin each item with `- ` on a line of its own",
            )
            self._complaints.at(root.value_at(key), slip_, node)
            return []
        try:
            values = _sound(node, _kinds_of(node) if kind is Event else kind)
        except msgspec.ValidationError:
            values = []
        if len(values) == len(node) and all(map(_in_calendar, values)):
            return values
        return [self._item(kind, item, at) for item, at in zip(node, node.at, strict=True)]

    # Items

    def _item(self, kind: Annotation, node: Node, at: int) -> Value:
        """A holder, a debt, an event, or a section: whole if it is sound, else field by field."""
        try:
            value = msgspec.convert(node, kind, dec_hook=read_value)
        except msgspec.ValidationError:
            value = None
        if value is not None and _in_calendar(value):
            return value
        if not isinstance(node, Mapping):
            if id(node) not in self._source.broken:
                self._complaints.at(at, _mapping_wanted(kind, node), node)
            return Partial(None, {})
        return self._event(node) if kind is Event else self._fields(kind, node)

    def _event(self, node: Mapping) -> Value:
        written = node.get("type")
        kind = EVENT_KINDS.get(written) if isinstance(written, str) else None
        if kind is not None:
            return self._fields(kind, node)
        types = one_of(EVENT_KINDS)
        if written is None:
            if id(node) not in self._source.broken:
                slip_ = Slip(Code.MISSING_KEY, "this event has no `type`", types, "")
                self._complaints.at(node.start, slip_)
        elif not isinstance(written, str):
            self._complaints.at_value(node, "type", _value_wanted("type", written, types))
        elif not written:
            self._complaints.at_key(node, "type", Slip(Code.MISSING_VALUE, "nothing is written behind `type`", types))
        else:
            if keyed(written) in EVENT_KINDS:
                self._complaints.at_value(node, "type", odd(quoted(written), written, types))
                return Partial(None, {})
            meant = nearest(written, EVENT_KINDS)
            what = f"there is no event of the type {quoted(written)}"
            hint = f"did you mean {meant}?" if meant else ""
            self._complaints.at_value(node, "type", Slip(Code.UNKNOWN_EVENT, what, types, hint))
        return Partial(None, {})

    def _fields(self, kind: type[Struct], node: Mapping) -> Value:
        """Field by field; the whole after all, where only values that count as absent stood in its way."""
        before = len(self._complaints.faults)
        self._refuse_unknown_keys(node, kind)
        values = {}
        for key, field in fields_of(kind).items():
            if key in node:
                value = self._field(node, field)
                if value is not None:
                    values[field.attribute] = value
        self._require(node, kind)
        required = {field.attribute for field in fields_of(kind).values() if field.required}
        if len(self._complaints.faults) > before or not required <= values.keys():
            return Partial(kind, values)
        return kind(**values)

    def _field(self, node: Mapping, field: Field) -> Value:
        """The value behind a key; None where it counts as absent or is at fault."""
        written = node[field.key]
        if isinstance(written, str) and written in _NOTHING and admits_nothing(field.annotation):
            if field.required:
                self._complaints.at_value(node, field.key, _nothing_written(field))
            return None
        if written == "":
            slip_ = comments.cut_before(self._source.text, node.value_at(field.key), field) or _nothing_written(field)
            self._complaints.at_value(node, field.key, slip_)
            return None
        value = self._value(field.key, alternatives(field.annotation), written, node.value_at(field.key))
        if value is not None and field.annotation is InterestRate:
            return self._rate(value)
        return value

    def _rate(self, value: Value) -> Value:
        """The rate that a value, a list or a mapping says; None where a part of it is at fault."""
        from note_sched.document.moving_rate import as_rate  # noqa: PLC0415 (a rate that moves alone needs it)

        parts = value if isinstance(value, tuple) else (value,)
        return None if any(isinstance(part, Partial) for part in parts) else as_rate(value)

    def _value(self, key: str, admitted: list[Annotation], written: Node, at: int) -> Value:
        for annotation in admitted:
            if isinstance(written, str) and is_scalar(annotation):
                return self._scalar(key, annotation, written, at, admitted[1:])
            if isinstance(written, Sequence) and is_list(annotation):
                return self._items(key, get_args(annotation)[0], written)
            if isinstance(written, Mapping) and is_mapping(annotation):
                if is_by_name(annotation):
                    return self._by_name(key, annotation, written)
                return self._item(annotation, written, at)
        words = " or ".join(map(expected, admitted))
        if any(map(is_list, admitted)):
            self._complaints.at(at, _list_wanted(key, written), written)
        elif any(map(is_scalar, admitted)):
            self._complaints.at(at, _value_wanted(key, written, words), written)
        else:
            hint = in_a_mapping(written, admitted) if isinstance(written, str) else ""
            self._complaints.at(at, Slip(Code.MAPPING_WANTED, f"`{key}` is {_shape(written)}", words, hint), written)
        return None

    def _items(self, key: str, annotation: Annotation, written: Sequence) -> Value:
        values = [self._value(key, [annotation], item, at) for item, at in zip(written, written.at, strict=True)]
        return None if None in values else tuple(values)

    def _by_name(self, key: str, annotation: Annotation, written: Mapping) -> Value:
        named, valued = get_args(annotation)
        values = {}
        for position, name in enumerate(written):
            known = self._scalar(key, named, name, written.at[2 * position])
            behind = self._field(written, Field(name, name, valued, required=True))
            if known is not None:
                values[known] = behind
        return None if None in values.values() or len(values) < len(written) else values

    def _scalar(
        self, key: str, annotation: Annotation, written: str, at: int, others: Iterable[Annotation] = ()
    ) -> Value:
        try:
            value = msgspec.convert(written, annotation, dec_hook=read_value)
        except msgspec.ValidationError:
            value = None
        if value is not None and _in_calendar(value):
            return value
        named = self._known.name_for_id(written) if annotation == Id and key != "id" else None
        nothing = Slip(Code.MISSING_VALUE, f"nothing is written behind `{key}`", expected(annotation))
        slipped = named or (slip(annotation, written) if written else nothing)
        if slipped.code == Code.TERM:
            slipped = slipped._replace(what=f"{quoted(written)} cannot stand behind `{key}`")
        if slipped.code == Code.CHOICE:
            words = " or ".join([slipped.expected, *map(expected, others)])
            slipped = slipped._replace(expected=words, hint=in_a_mapping(written, others) or slipped.hint)
        self._complaints.at(at, slipped, written)
        return None

    # Keys

    def _refuse_unknown_keys(self, node: Mapping, kind: type[Struct]) -> None:
        allowed = keys_of(kind)
        before = ""  # the last key that is not the rest of a split sum; nothing once that sum is complained of
        before_at = 0
        for (key, value), key_at, value_at in zip(node.items(), node.at[::2], node.at[1::2], strict=True):
            if key not in allowed and value == "" and re.fullmatch(_REST_OF_SUM, key):
                if before:
                    self._complaints.at(key_at, self._split_sum(key, before, before_at), key)
                before = ""
                continue
            before, before_at = key, value_at
            if key not in allowed:
                self._complaints.at(key_at, _unknown_key(key, kind, allowed), key)

    def _split_sum(self, key: str, before: str, value_at: int) -> Slip:
        """The rest of a sum in { } behind a comma, which made a key of it; ``before`` is the key of the sum."""
        found = re.compile(_SPLIT_SUM).match(self._source.text, value_at)
        if found is None:
            return Slip(Code.UNKNOWN_KEY, f"unknown key {quoted(key)}", "a key with a value")
        return Slip(
            Code.SPLIT_SUM,
            f"unknown key {quoted(key)}: the sum {found[0]} is split at its comma",
            "a sum with commas in quotes, inside { }",
            f'write {before}: "{meant_sum(found[0]) or found[0]}"',
        )

    def _require(self, node: Mapping, kind: type[Struct]) -> None:
        cut_short = not self._source.is_whole if kind is Form else id(node) in self._source.broken
        if cut_short or "<<" in node:
            return
        written = set(map(keyed, node))  # a key with an odd character in it has been complained of
        for key, field in fields_of(kind).items():
            if field.required and key not in written:
                what = f"{_item_name(kind, node)} has no `{key}`"
                self._complaints.at(node.start, Slip(Code.MISSING_KEY, what, f"{key}: {expected(field.annotation)}"))


def _section_kind(key: str) -> type[Struct]:
    if key != "terms":
        return _SECTIONS[key]
    from note_sched.document.terms_form import TermsForm  # noqa: PLC0415 (most documents state no terms)

    return TermsForm


def _kinds_of(events: Sequence) -> Annotation:
    """The types of the events that there are.

    msgspec looks once into the fields of every type that it is told of, which for all costs more than a short document.
    """
    kinds: dict[type[Struct], None] = {}
    for each in events:
        name = each.get("type") if isinstance(each, Mapping) else None
        if not isinstance(name, str) or name not in EVENT_KINDS:
            return Event  # of one type alone msgspec would take what names none for it
        kinds[EVENT_KINDS[name]] = None
    return reduce(or_, kinds) if kinds else Event


def _sound(nodes: Sequence, kind: Annotation) -> list[Any]:
    values: list[Any] = msgspec.convert(nodes, list[kind], dec_hook=read_value)
    return values


def _in_calendar(value: Value) -> bool:
    """Whether every date in a value lies in the days that can be counted."""
    if type(value) is date:
        return FIRST_DAY <= value <= LAST_DAY
    if isinstance(value, Holder):
        return value.issue_date is None or FIRST_DAY <= value.issue_date <= LAST_DAY
    if isinstance(value, Struct):
        return all(_in_calendar(getattr(value, name)) for name in value.__struct_fields__)
    if isinstance(value, dict):
        return all(map(_in_calendar, value.values()))
    if isinstance(value, InterestRate):
        return _in_calendar(getattr(value, "steps", ()))
    return all(map(_in_calendar, value)) if isinstance(value, tuple) else True


# What is said of shapes and keys


def _shape(node: Node) -> str:
    if isinstance(node, str):
        return f"the single value {quoted(node)}"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def _list_wanted(key: str, node: Node) -> Slip:
    hint = f"write [{node}]" if isinstance(node, str) else "begin each item with `- ` on a line of its own"
    return Slip(Code.LIST_WANTED, f"`{key}` is {_shape(node)}", "a list", hint)


def _value_wanted(key: str, node: Node, words: str) -> Slip:
    return Slip(Code.VALUE_WANTED, f"`{key}` is {_shape(node)}", words)


def _mapping_wanted(kind: Annotation, node: Node) -> Slip:
    named = _ITEM_NAMES.get(kind) or _PART_NAMES.get(getattr(kind, "__name__", ""), "")
    what = "an event" if kind is Event else f"a {named or kind.__name__.lower()}"
    keys = "`type: …`, `date: …`" if kind is Event else ", ".join(f"`{key}: …`" for key in list(fields_of(kind))[:3])
    unspaced = re.match(r"([a-z_]+):(\S+)", node) if isinstance(node, str) else None
    hint = f"write a space behind the colon: {unspaced[1]}: {unspaced[2]}" if unspaced else ""
    return Slip(Code.MAPPING_WANTED, f"{_shape(node)} stands where {what} is wanted", f"a mapping: {keys}, …", hint)


def _nothing_written(field: Field) -> Slip:
    hint = "" if field.required else "leave the key out if there is nothing to say"
    return Slip(Code.MISSING_VALUE, f"nothing is written behind `{field.key}`", expected(field.annotation), hint)


def _unknown_key(key: str, kind: type[Struct], allowed: list[str]) -> Slip:
    if keyed(key) in allowed:
        return odd(f"the key {quoted(key)}", key, "one of the keys that may stand here")
    if key == "<<":
        return Slip(Code.MERGE_KEY, "the merge key <<", "every key written out where it stands", "write out the keys")
    below, meant = "" if kind is Form else stands_below(key, kind), nearest(key, allowed)
    hint = below or (f"did you mean {meant}?" if meant else _section_of(key) if kind is Form else "")
    return Slip(Code.UNKNOWN_KEY, f"unknown key {quoted(key)}", one_of(allowed), hint)


def _section_of(key: str) -> str:
    for section in (*_SECTIONS, "terms"):
        if key in fields_of(_section_kind(section)):
            return f"{key} stands under `{section}:`, indented"
    return f"an event stands under `events:`, as `- type: {key}`" if key in EVENT_KINDS else ""


def _item_name(kind: type[Struct], node: Mapping) -> str:
    """A part as a message names it: by its id, or by its type and date."""
    if kind is Form:
        return "the document"
    known = node.get("id")
    if kind in _ITEM_NAMES:
        return (
            f"the {_ITEM_NAMES[kind]} {quoted(known)}"
            if isinstance(known, str) and known
            else f"this {_ITEM_NAMES[kind]}"
        )
    if kind.__struct_config__.tag_field:
        dated = node.get("date")
        return f"this {kind.__struct_config__.tag}" + (f" of {dated}" if isinstance(dated, str) and dated else "")
    named = _PART_NAMES.get(kind.__name__)
    return "the note" if kind is Note else f"this {named}" if named else f"`{kind.__name__.lower()}`"
