"""``--set reading.window_end=payable``: switches, terms and simulation keys replaced for one run."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin

import msgspec

from note_sched.document.fields import Annotation, Field, alternatives, expected, fields_of, is_list, is_mapping, slip
from note_sched.document.hooks import read_value
from note_sched.document.model import SYNONYMS, Document, Reading, Simulation, as_read
from note_sched.document.slips import nearest, one_of
from note_sched.faults import Refusal
from note_sched.measure.business_days import FIRST_DAY, LAST_DAY

_SECTIONS = {"reading": Reading, "simulation": Simulation}

Changes = dict[str, dict[str, Any]]
"""Values by section; in it by attribute, of ``terms`` by dotted key."""


def read_overrides(overrides: Sequence[str]) -> Changes:
    """Values by section and key.

    Raises:
        Refusal: naming the keys, or the values, that are allowed; or two that contradict each other.
    """
    changes: Changes = {"reading": {}, "simulation": {}, "terms": {}}
    for override in overrides:
        name, _, written = (part.strip() for part in override.partition("="))
        field = _field(override, name)
        section, _, key = name.partition(".")
        value = _value(name, field, written)
        key = key if section == "terms" else field.attribute
        if changes[section].get(key, value) != value:
            raise Refusal(f"--set gives {name} twice, and not the same", "leave one of the two out")
        changes[section][key] = value
    return changes


def overridden(document: Document, changes: Changes) -> Document:
    """The document with these values in the place of its own.

    Raises:
        Refusal: the last day would be before the issue date; a switch and the term that it is another name of differ.
    """
    through = changes["simulation"].get("through")
    if through is not None and through < document.note.issue_date:
        issued = document.note.issue_date
        raise Refusal(f"--set simulation.through={through} is before the issue date", f"write {issued} or later")
    if not any(changes.values()):
        return document
    if changes["terms"]:
        document = _under_other_terms(document, changes)
    if document.lines:
        gone = {*changes["terms"], *(f"reading.{switch}" for switch in changes["reading"])}
        gone |= {SYNONYMS[switch] for switch in changes["reading"]}
        lines = {key: line for key, line in document.lines.items() if key not in gone}
        document = document._replace(lines=lines)
    return document._replace(
        reading=msgspec.structs.replace(document.reading, **changes["reading"]),
        simulation=msgspec.structs.replace(document.simulation, **changes["simulation"]),
    )


def _under_other_terms(document: Document, changes: Changes) -> Document:
    """With other terms; what the document's ``reading`` says of one of them gives way."""
    from note_sched.document.paper import chosen_of, stating, under  # noqa: PLC0415 (few runs set terms)
    from note_sched.document.terms_form import TermsForm  # noqa: PLC0415 (as above)

    overlay = document.overlay or TermsForm()
    for key, value in changes["terms"].items():
        overlay = stating(overlay, key, value)
    given_way = {switch for switch, term in SYNONYMS.items() if term in changes["terms"]}
    chosen = {switch: value for switch, value in chosen_of(document).items() if switch not in given_way}
    document = under(document, overlay, chosen)
    for switch in given_way & changes["reading"].keys():
        if changes["reading"][switch] != getattr(as_read(document.paper), switch):
            what = f"--set gives reading.{switch} and terms.{SYNONYMS[switch]}, two names of one term, and not the same"
            raise Refusal(what, "leave one of the two out")
    return document


def _field(override: str, name: str) -> Field:
    known = {f"{section}.{key}": field for section, kind in _SECTIONS.items() for key, field in fields_of(kind).items()}
    shown = f"{one_of(known)}; or a key of the terms, such as terms.blockage.last_day"
    known |= _terms()
    if "=" not in override:
        raise Refusal(f"--set {override} has no value", f"write --set {name if name in known else 'KEY'}=VALUE")
    if name not in known:
        if name == "acknowledged":
            raise Refusal("--set knows no key `acknowledged`: it changes no figure", "write it into the document")
        meant = nearest(name, known)
        hint = f"did you mean {meant}? " if meant else ""
        raise Refusal(f"--set knows no key `{name}`", f"{hint}It takes {shown}")
    return known[name]


@cache
def _terms() -> dict[str, Field]:
    from note_sched.document.paper import keys  # noqa: PLC0415 (as above)

    return dict(keys())


def _value(name: str, field: Field, written: str) -> Any:  # noqa: ANN401 (whatever may stand behind a key)
    admitted = [each for each in alternatives(field.annotation) if not is_mapping(each) and not _holds_mappings(each)]
    items = [each.strip() for each in written.removeprefix("[").removesuffix("]").split(",") if each.strip()]
    for annotation in admitted:
        try:
            value = msgspec.convert(items if is_list(annotation) else written, annotation, dec_hook=read_value)
        except (msgspec.ValidationError, UnicodeEncodeError):  # bytes that are no UTF-8
            continue
        if not isinstance(value, date) or FIRST_DAY <= value <= LAST_DAY:
            return value
    words = " or ".join(_expected(each) for each in admitted)
    likely = "" if is_list(admitted[-1]) else slip(admitted[0], written).hint
    hint = f"{likely}: {words}" if likely else f"write {words}"
    raise Refusal(f"--set {name}={written} is not possible", hint)


def _holds_mappings(annotation: Annotation) -> bool:
    """Whether it is a list of mappings, which no word of the command line says."""
    return is_list(annotation) and is_mapping(get_args(annotation)[0])


def _expected(annotation: Annotation) -> str:
    """What may stand behind a key, in words; a list in one word of the command line."""
    if not is_list(annotation):
        return expected(annotation)
    (item, _) = get_args(annotation)
    if get_origin(item) is Literal:
        return f"one or more of {', '.join(get_args(item))}, with commas between"
    return "ids, with commas between"
