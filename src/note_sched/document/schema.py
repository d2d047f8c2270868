"""The JSON Schema (draft 7) of the document, out of the same types that ``load`` reads with.

Editors check a YAML file after *their* parser has typed its scalars: a sum without commas is a number to it, ``yes`` a
boolean, an empty ``events:`` null, and to some a date is no string. So the schema accepts those forms besides the text
as written, which is all that ``load`` ever looks at. What several parts have to do with one another (``sound``) is
beyond it.
"""

import inspect
import re
from datetime import date
from enum import Enum
from typing import Any, get_args

from msgspec import NODEFAULT, Struct, structs

from note_sched.document.acknowledging import AN_ACKNOWLEDGMENT
from note_sched.document.events import Event
from note_sched.document.fields import (
    EVENT_KINDS,
    Annotation,
    Field,
    admits_nothing,
    alternatives,
    choices,
    fields_of,
    is_by_name,
    is_list,
    is_mapping,
    is_term_value,
)
from note_sched.document.model import Form, Stated
from note_sched.document.named_files import Payments, Register
from note_sched.document.scalars import MOST_LETTERS, Flag, Id, Known, Rank, Sum, SumOrZero, Text, TimeOfDay
from note_sched.document.slips import A_DATE, A_RANK, A_RATE, A_SUM, A_TIME, AN_ID
from note_sched.document.term_values import TermValue
from note_sched.document.terms_form import TermsForm
from note_sched.measure.accrual import Rate
from note_sched.terms.roles import Role

_Schema = dict[str, Any]

_SUM_PATTERN = r"^\$?([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,15})(\.[0-9]{1,2})?$"
_NO_SCALAR = ["array", "object", "null"]

_SCALARS: tuple[tuple[Annotation, str, _Schema], ...] = (
    (
        date,
        "date",
        {
            # No `type`: what YAML 1.1 makes of a date is no string, and no other JSON type either.
            "not": {"type": [*_NO_SCALAR, "number", "boolean"]},
            "pattern": "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$",
            "description": A_DATE,
        },
    ),
    (
        Sum,
        "sum",
        {
            "type": ["string", "number"],
            "pattern": "^(?=.*[1-9])" + _SUM_PATTERN[1:],
            "exclusiveMinimum": 0,
            "description": A_SUM,
        },
    ),
    (
        SumOrZero,
        "sum_or_zero",
        {"type": ["string", "number"], "pattern": _SUM_PATTERN, "minimum": 0, "description": f"{A_SUM}; or 0"},
    ),
    (
        Rate,
        "rate",
        {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,6})?% per (month|quarter|year)$", "description": A_RATE},
    ),
    (Flag, "flag", {"enum": ["yes", "no", "true", "false", True, False], "description": "yes or no"}),
    (Id, "id", {"type": ["string", "number"], "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]*$", "description": AN_ID}),
    (
        TimeOfDay,
        "time",
        {"type": ["string", "integer"], "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$", "description": A_TIME},
    ),
    (
        Known,
        "warning",
        {
            "type": "string",
            "pattern": "^[a-z][a-z0-9-]*(@[0-9]{4}-[0-9]{2}-[0-9]{2})?$",
            "description": AN_ACKNOWLEDGMENT,
        },
    ),
    (
        Rank,
        "rank",
        {
            "type": ["string", "integer"],
            "pattern": "^[1-9][0-9]{0,3}$",
            "minimum": 1,
            "maximum": 9999,
            "description": A_RANK,
        },
    ),
    (Text, "text", {"not": {"type": _NO_SCALAR}, "minLength": 1, "maxLength": MOST_LETTERS, "description": "A text."}),
)

_DESCRIPTIONS = {
    "acknowledged": "Warnings that are known, by code and day: they are told no more, and change no figure.",
    "actual": "The day of actual receipt (method courier or mail).",
    "agreement": "The instrument under which the debt is owed.",
    "assumed_through": "Payments are assumed up to and including this day only.",
    "borrower": "Who owes the Note; in a notice, the day on which it was effective on the Borrower.",
    "by": "Who did it: in a notice the Senior debt whose lender sent it.",
    "commercially_reasonable": "Whether a refinancing is on commercially reasonable terms, 1(a)(ii).",
    "columns": "What the file calls its columns, by the key that each stands for.",
    "consented": "Whether the Borrower consented to the appointment, 2(d).",
    "contested": "Whether the obligation is contested in good faith, 2(g).",
    "covenant": "The covenant broken: a name of your own. One covenant founds one Blockage Event in twelve months.",
    "curable": "Whether the breach can be cured, 2(b).",
    "cured": "The day on which it was actually cured.",
    "date": "The day it happened; what day that is for each type `note-sched guide document` says.",
    "dates": "The order in which the file writes days; without it they are written as in a document.",
    "defaults": "The ids of the Senior defaults that the notice specifies.",
    "events": "What happened, in any order.",
    "excluded": "yes for the June 23, 2008 junior notes, which are not Senior, 1(a).",
    "expenses": "Collection expenses off the top.",
    "fees": "Recorded, never Senior.",
    "file": "A file beside the document, csv or xlsx, with a row that names its columns.",
    "financing_threshold": "From this sum on a financing brings maturity forward (preamble).",
    "first_payment_date": "The first instalment; then the same day of every month, or as `terms: {interest: …}` says.",
    "for": "The senior_maturity that this payment pays, if it was made before.",
    "holders": "Who holds the Notes. The order decides ties of a cent.",
    "holidays": "Changes to the New York public holidays.",
    "in_effect": "The day from which the debt was in effect.",
    "in_full": "yes for all that is outstanding on that day.",
    "index": "The name of an index, such as prime; `index_rate` events give its values.",
    "interest_rate": "Simple interest: 1% per month, 3% per quarter or 12% per year; rates in turn; or an index.",
    "issue_date": "Interest runs from this day on, the day included.",
    "junior_interest": "yes if the default is the non-payment of interest on these Notes, 1(d).",
    "legal_maximum_rate": "Interest never accrues above this rate, 4(g).",
    "memo": "A remark. Put it in quotes if it has a # or a colon in it.",
    "method": "How the notice travelled, 4(b). Without it, it is effective on its date.",
    "notice": "The day of written notice: one day, or a day for each recipient.",
    "of": "The day of the payment that came back.",
    "offering_limit": "The most that may be issued; more is reported.",
    "outstanding": "Principal, interest and premium from this day on, before its payments.",
    "payment_instructions": "Where the Holders wish to be paid: a text, or labels of your own (bank, account, ...).",
    "payments": "assumed: what is due is paid when it may be; recorded: only the recorded payments happen.",
    "principal": "Principal, in US dollars.",
    "purpose": "What a debt borrowed after 2008-09-22 is for, 1(a)(i).",
    "rank": "1 is paid first; equal ranks share pro rata.",
    "reading": "Where the Note can be read two ways; absent keys have their defaults.",
    "received": "The effective day Holder by Holder, or of all `others`; in an avoidance, the day of first receipt.",
    "recorded": "The day on which it became known, if not its date.",
    "recorded_through": "Up to and including this day only the recorded payments happen.",
    "refinances": "The id of the Senior debt that this one refinances, 1(a)(ii).",
    "satisfied": "The day on which the judgment was paid, vacated, bonded or stayed, 2(e).",
    "senior_debt": "The Senior Indebtedness, 1(a).",
    "series": "Closings of one series of related transactions are added up.",
    "sheet": "The sheet of a workbook; without it the first that is not hidden.",
    "simulation": "Which payments happen, and how far to look.",
    "through": "The last day to simulate.",
    "stops": "What a stop notice stops; all components if absent.",
    "terms": "The terms of this paper, where they differ from the instrument's; without it, the Note of 2008.",
    "time": 'The hour of arrival (method hand or fax), in quotes: "18:30".',
    "to": "The Holder who receives; all of them, ratably, if absent.",
    "type": "What happened.",
    "waived": "The day on which it was waived.",
}


def json_schema() -> _Schema:
    """The schema as a value that ``json.dumps`` writes; the same on every call."""
    definitions: _Schema = {name: dict(schema) for _, name, schema in _SCALARS}
    for kind in _kinds(Form):
        definitions[kind.__name__] = _mapping(kind)
    for filed in (Register, Payments):
        definitions |= {each.__name__: _mapping(each) for each in _kinds(filed)}
    definitions["event"] = {"anyOf": [_reference(kind.__name__) for kind in EVENT_KINDS.values()]}
    definitions["event"]["anyOf"].append(_reference(Payments.__name__))
    holders = definitions[Form.__name__]["properties"]["holders"]
    holders["anyOf"] = [*holders.pop("allOf"), _reference(Register.__name__)]
    definitions["Acceleration"]["anyOf"] = [{"required": ["holder"]}, {"required": ["holders"]}]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "note-sched document",
        **definitions.pop(Form.__name__),
        "anyOf": [{"properties": {"note": {"required": ["first_payment_date"]}}}, _interest_with_principal_only()],
        "definitions": definitions,
    }


def _interest_with_principal_only() -> _Schema:
    """The terms without which there must be a first payment date."""
    every = {"required": ["every"], "properties": {"every": {"const": "maturity"}}}
    interest = {"required": ["interest"], "properties": {"interest": every}}
    return {"required": ["terms"], "properties": {"terms": interest}}


def _kinds(kind: type[Struct]) -> list[type[Struct]]:
    """A type and all that stand under it, in the order in which they are met."""
    found = [kind]
    for field in fields_of(kind).values():
        for inner in _structs(field.annotation):
            found += [nested for nested in _kinds(inner) if nested not in found]
    return found


def _structs(annotation: Annotation) -> list[type[Struct]]:
    if annotation == Event:
        return list(EVENT_KINDS.values())
    if Stated in alternatives(annotation):
        return [TermsForm]
    found: list[type[Struct]] = []
    for member in alternatives(annotation):
        if is_list(member):
            found += _structs(get_args(member)[0])
        elif is_mapping(member) and not is_by_name(member):
            found.append(member)
    return found


def _mapping(kind: type[Struct]) -> _Schema:
    fields = fields_of(kind)
    tag = kind.__struct_config__.tag
    properties = {key: _property(kind, field) for key, field in fields.items()}
    required = [key for key, field in fields.items() if field.required]
    if tag is not None:
        properties = {"type": {"const": tag, "description": _DESCRIPTIONS["type"]}, **properties}
        required = ["type", *required]
    return {
        "type": "object",
        "description": inspect.cleandoc(kind.__doc__ or "").replace("``", "`"),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _property(kind: type[Struct], field: Field) -> _Schema:
    """One key: what may stand behind it, what it means, and what holds if it is absent."""
    schemas = [_schema(annotation) for annotation in alternatives(field.annotation)]
    if not field.required and admits_nothing(field.annotation):
        schemas.append({"enum": [None, "", "~", "null"]})
    # A draft 7 validator ignores what stands beside a $ref, hence the allOf.
    schema: _Schema = {"anyOf": schemas} if len(schemas) > 1 else {"allOf": schemas}
    if "enum" in schemas[0] and len(schemas) == 1:
        schema = schemas[0]
    if field.key in _DESCRIPTIONS:
        schema["description"] = _DESCRIPTIONS[field.key]
    default = _default(kind, field.attribute)
    return schema if default is None else {**schema, "default": default}


def _schema(annotation: Annotation) -> _Schema:
    if annotation == Event or annotation is Stated:
        return _reference("event" if annotation == Event else TermsForm.__name__)
    for known, name, _ in _SCALARS:
        if annotation is known or annotation == known:
            return _reference(name)
    if is_list(annotation):
        return {"type": "array", "items": _schema(get_args(annotation)[0])}
    if is_by_name(annotation):
        named, valued = get_args(annotation)
        names = {"propertyNames": {"enum": choices(named)}} if named is Role else {}
        return {"type": "object", **names, "additionalProperties": _schema(valued)}
    if is_term_value(annotation):
        return _term(annotation)
    return _reference(annotation.__name__) if is_mapping(annotation) else {"enum": choices(annotation)}


def _term(kind: type[TermValue]) -> _Schema:
    """A single value of terms, as text or as an editor's parser types it."""
    typed: list[Any] = list(kind.words)
    if {"yes", "no"} & kind.words.keys():
        typed += [True, False]
    schemas: list[_Schema] = [{"enum": typed}] if typed else []
    if kind.pattern:
        unlike = [*_NO_SCALAR, "boolean"] if re.fullmatch(kind.pattern, "45") else [*_NO_SCALAR, "boolean", "number"]
        schemas.append({"pattern": f"^{kind.pattern}$", "not": {"type": unlike}})
    described = {"description": kind.expected()}
    return {**schemas[0], **described} if len(schemas) == 1 else {"anyOf": schemas, **described}


def _reference(name: str) -> _Schema:
    return {"$ref": f"#/definitions/{name}"}


def _default(kind: type[Struct], attribute: str) -> str | None:
    """The word that holds where a choice or a flag is absent; nothing where absence has a meaning of its own."""
    defaults = {field.name: field.default for field in structs.fields(kind) if field.default is not NODEFAULT}
    default = defaults.get(attribute)
    if isinstance(default, Enum):
        return str(default.value)
    return default if isinstance(default, str) else None
