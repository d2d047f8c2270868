"""``--set reading.window_end=payable``: switches and simulation keys replaced for one run."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec

from note_sched.document.fields import Field, alternatives, expected, fields_of, slip
from note_sched.document.model import Document, Reading, Simulation
from note_sched.document.scalars import read_scalar
from note_sched.document.slips import nearest, one_of
from note_sched.faults import Refusal
from note_sched.measure.accrual import DayCount
from note_sched.measure.calendar import FIRST_DAY, LAST_DAY

_SECTIONS = {"reading": Reading, "simulation": Simulation}

Changes = dict[str, dict[str, Any]]


def read_overrides(overrides: Sequence[str]) -> Changes:
    """Values by section and key.

    Raises:
        Refusal: naming the keys, or the values, that are allowed; or two that contradict each other.
    """
    changes: Changes = {section: {} for section in _SECTIONS}
    for override in overrides:
        name, _, written = (part.strip() for part in override.partition("="))
        field = _field(override, name)
        section = changes[name.partition(".")[0]]
        value = _value(name, field, written)
        if section.get(field.attribute, value) != value:
            raise Refusal(f"--set gives {name} twice, and not the same", "leave one of the two out")
        section[field.attribute] = value
    return changes


def overridden(document: Document, changes: Changes) -> Document:
    """The document with these values in the place of its own.

    Raises:
        Refusal: the last day would be before the issue date.
    """
    through = changes["simulation"].get("through")
    if through is not None and through < document.note.issue_date:
        issued = document.note.issue_date
        raise Refusal(f"--set simulation.through={through} is before the issue date", f"write {issued} or later")
    if not any(changes.values()):
        return document
    return document._replace(
        reading=msgspec.structs.replace(document.reading, **changes["reading"]),
        simulation=msgspec.structs.replace(document.simulation, **changes["simulation"]),
    )


def _field(override: str, name: str) -> Field:
    known = {f"{section}.{key}": field for section, kind in _SECTIONS.items() for key, field in fields_of(kind).items()}
    if "=" not in override:
        raise Refusal(f"--set {override} has no value", f"write --set {name if name in known else 'KEY'}=VALUE")
    if name not in known:
        meant = nearest(name, known)
        hint = f"did you mean {meant}? " if meant else ""
        raise Refusal(f"--set knows no key `{name}`", f"{hint}It takes {one_of(known)}")
    return known[name]


def _value(name: str, field: Field, written: str) -> date | str | DayCount:
    (annotation,) = alternatives(field.annotation)
    value: date | str | DayCount | None
    try:
        value = msgspec.convert(written, annotation, dec_hook=read_scalar)
    except (msgspec.ValidationError, UnicodeEncodeError):  # bytes that are no UTF-8
        value = None
    if value is None or (isinstance(value, date) and not FIRST_DAY <= value <= LAST_DAY):
        likely = slip(annotation, written).hint
        hint = f"{likely}: {expected(annotation)}" if likely else f"write {expected(annotation)}"
        raise Refusal(f"--set {name}={written} is not possible", hint)
    return value
