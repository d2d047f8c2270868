"""A ``#`` behind a space begins a comment: of ``memo: wire #1041`` only ``wire`` is left, and nobody would notice."""

import re
from collections.abc import Iterator

from msgspec import Struct

from note_sched.document.codes import Code
from note_sched.document.complaints import Complaints
from note_sched.document.fields import EVENT_KINDS, Field, alternatives, fields_of
from note_sched.document.model import Holder, Note, SeniorDebt
from note_sched.document.scalars import Text
from note_sched.document.slips import Slip
from note_sched.document.tree import Mapping, Sequence, Source

# A comment that is meant begins with `# `: what follows at once, or a number, was meant to be read.
_COMMENT = r"[ \t]*(?<=[\s:])#(?P<cut> ?[0-9]|[^\s#])?"
_MAYBE_CUT = r"[ \t]#(?: ?[0-9]|[^\s#])"


def find_cut_texts(source: Source, complaints: Complaints) -> None:
    """Complain of every text that a ``#`` cuts short."""
    if "#" not in source.text or not re.search(_MAYBE_CUT, source.text):
        return
    for node, key in _texts(source.root):
        if not source.is_own(node.start):
            continue  # to a shell, and in a table, a # is a character as any other
        value = node.get(key)
        if value and isinstance(value, str):
            end = node.value_at(key) + len(value)
            comment = re.compile(_COMMENT).match(source.text, end)
            if source.text.startswith(value, node.value_at(key)) and comment is not None and comment["cut"]:
                complaints.at(comment.start("cut") - 1, _cut(key), "#")


def cut_before(text: str, position: int, field: Field) -> Slip | None:
    """The fault of a text that a ``#`` cuts before its first word; None where it is just not written."""
    return _cut(field.key) if _is_text(field) and re.compile(_COMMENT).match(text, position) else None


def _is_text(field: Field) -> bool:
    return Text in alternatives(field.annotation)


def _texts(root: Mapping) -> Iterator[tuple[Mapping, str]]:
    """Every mapping and key behind which a text may stand, those with labels of the writer's own too."""
    for node, kind in _text_carriers(root):
        for key, field in fields_of(kind).items():
            if _is_text(field):
                yield node, key
                labelled = node.get(key)
                if isinstance(labelled, Mapping):
                    yield from ((labelled, label) for label in labelled)


def _text_carriers(root: Mapping) -> Iterator[tuple[Mapping, type[Struct]]]:
    note = root.get("note")
    if isinstance(note, Mapping):
        yield note, Note
    for section, kind in (("holders", Holder), ("senior_debt", SeniorDebt), ("events", None)):
        items = root.get(section)
        for item in items if isinstance(items, Sequence) else ():
            if isinstance(item, Mapping):
                carrier = kind or EVENT_KINDS.get(str(item.get("type")))
                if carrier is not None:
                    yield item, carrier


def _cut(key: str) -> Slip:
    return Slip(
        Code.CUT_TEXT,
        f"a `#` cuts the text of `{key}`: what follows it is a comment",
        "a text with a # in quotes; a comment begins with `# `",
        f'put the whole text in quotes: {key}: "…"',
    )
