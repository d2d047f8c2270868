"""The terms of an instrument as text that a document can take over: ``terms:`` whole, with what else each key takes."""

from collections.abc import Iterator
from typing import get_args

from msgspec import Struct

from note_sched.document.changes import plain
from note_sched.document.fields import (
    Annotation,
    alternatives,
    choices,
    expected,
    fields_of,
    is_by_name,
    is_list,
    is_mapping,
    is_term_value,
)
from note_sched.document.paper import as_written
from note_sched.document.scalars import Flag, SumOrZero
from note_sched.document.slips import one_of
from note_sched.instruments import instrument, origin
from note_sched.measure.money import write_grouped

_COMMENTS_FROM = 46
"""The column from which remarks stand, where the line leaves room."""

_WIDEST = 120
_MOST = 8  # of the names of Events of Default those by their keys: the others are the same by their roles
_SAME = ("true", "false", "no")  # words that serve, and are not shown


def terms_text(key: str) -> str:
    """The terms of an instrument, with where its numbers come from, as YAML that can be pasted into a document.

    Raises:
        KeyError: there is no such instrument.
    """
    head = [f"# {line}".rstrip() for line in origin(key).splitlines()]
    return "\n".join([*head, "", "terms:", f"  instrument: {key}", *terms_lines(key)]) + "\n"


def terms_lines(key: str) -> Iterator[str]:
    """The terms of an instrument line by line, as they stand under ``terms:``, deeper by two.

    Raises:
        KeyError: there is no such instrument.
    """
    return _lines(as_written(instrument(key).terms), "  ")


def _lines(form: Struct, indent: str) -> Iterator[str]:
    """A line for each key, deeper ones below their own, and behind each what else may stand there."""
    for key, field in fields_of(type(form)).items():
        value = getattr(form, field.attribute)
        if isinstance(value, Struct):
            word = [each for each in alternatives(field.annotation) if not is_mapping(each)]
            yield _remarked(f"{indent}{key}:", [f"or {expected(each)}" for each in word])
            yield from _lines(value, f"{indent}  ")
        elif value is not None:
            yield _remarked(f"{indent}{key}: {text_of(value)}", _others(value, field.annotation))


def _remarked(line: str, remarks: list[str]) -> str:
    remarked = f"{line:{_COMMENTS_FROM}}  # {'; '.join(remarks)}"
    return remarked if remarks and len(remarked) <= _WIDEST else line


def text_of(value: object) -> str:
    """A value as people write it."""
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    if isinstance(value, SumOrZero):
        return write_grouped(value)
    return str(plain(value))


def _others(value: object, annotation: Annotation) -> list[str]:
    """What else may stand there: the other words, and what may be measured."""
    found = []
    for admitted in alternatives(annotation):
        if admitted is Flag or admitted is SumOrZero:
            continue
        if is_list(admitted):
            few = choices(get_args(admitted)[0])[:_MOST]
            found.append(f"a list of {', '.join(few)}" if few else "a list of ids of Senior debts")
        elif is_mapping(admitted):
            found.append("a mapping" if is_by_name(admitted) else f"a mapping with {', '.join(fields_of(admitted))}")
        else:
            words = list(admitted.words) if is_term_value(admitted) else choices(admitted)
            if is_term_value(admitted) and admitted.measure and text_of(value) in words:
                found.append(admitted.measure)
            found += [word for word in words if word not in (text_of(value), *_SAME)]
    return [f"or {one_of(found)}"] if found else []
