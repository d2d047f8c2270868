"""The door of the room: from the bytes of a file to a sound ``Document``, or to every fault in it."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct

from note_sched.document import convert, sound, sound_terms
from note_sched.document.complaints import Complaints
from note_sched.document.model import Document, Reading, Written
from note_sched.document.overrides import Changes, overridden, read_overrides
from note_sched.document.source import read_source
from note_sched.document.subject import Subject
from note_sched.document.tree import Mapping, Source
from note_sched.faults import Faulty, Refusal

Beside = Callable[[Source, Complaints], None]
"""Puts what stands in the files that a document names in their place (``intake.files_beside.Folder.attach``)."""


def load(
    raw: bytes,
    overrides: Sequence[str] = (),
    added: Sequence[str] = (),
    beside: Beside | None = None,
    tree: Source | None = None,
) -> Document:
    """The document that a file holds.

    Args:
        raw: the bytes of the file.
        overrides: switches, terms and simulation keys that replace what the file says: ``reading.window_end=payable``.
        added: events that are not in the file: ``acceleration date=2009-04-06 holder=alder``; they come after its own.
        beside: reads the files that the document names; without it, naming one is a fault.
        tree: what ``read_source`` gave of the file, for whoever loads it often; it stays as it is.

    Raises:
        Faulty: with every fault of the file and of what is added, in that order.
        Refusal: for an override that cannot be made.
    """
    changes = read_overrides(overrides)
    with _collector_paused():
        try:
            return _load(read_source(raw) if tree is None else tree.twin(), changes, added, beside)
        except Faulty as faulty:
            raise _without_odd_blanks(faulty, raw, changes, added, beside) from None


def _load(source: Source, changes: Changes, added: Sequence[str], beside: Beside | None) -> Document:
    if source.faults and not source.root:
        raise Faulty(source.faults)
    if added:
        from note_sched.document.added import append_events  # noqa: PLC0415 (`--add` alone needs it)

        append_events(source, added)
    complaints = Complaints(source)
    if "file" in source.text:
        from note_sched.document.named_files import bring_in  # noqa: PLC0415 (few documents name a file)

        bring_in(source, complaints, beside)
    parts = convert.convert(source, complaints)
    if isinstance(parts.terms, Struct) and isinstance(parts.reading, Reading):
        parts = parts._replace(reading=_switched(parts, source))
    sound.check(parts, source, complaints)
    if complaints.faults:
        raise _faulty(complaints, source)
    document = overridden(_document(parts, source), changes)
    if changes["terms"]:
        parts = parts._replace(terms=document.overlay, reading=document.reading)
        sound_terms.check(Subject(parts, source, complaints))
        if complaints.faults:
            raise _faulty(complaints, source)
    return document


def _faulty(complaints: Complaints, source: Source) -> Faulty:
    return Faulty(complaints.faults, files={each.name: each.text for each in source.attached})


def _without_odd_blanks(
    faulty: Faulty, raw: bytes, changes: Changes, added: Sequence[str], beside: Beside | None
) -> Faulty:
    """The faults that are left when blanks that only look like some are taken for what they look like, and those."""
    from note_sched.document.lookalikes import odd_blanks  # noqa: PLC0415 (a faulty document alone needs it)

    try:
        text, odd = odd_blanks(raw.decode())
    except UnicodeDecodeError:
        return faulty
    if not odd:
        return faulty
    try:
        _load(read_source(text.encode()), changes, added, beside)
    except Faulty as others:
        return Faulty(odd + others.faults, files=others.files)
    except Refusal:  # of an option: first things first
        pass
    return Faulty(odd)


def _document(parts: convert.Parts, source: Source) -> Document:
    nodes = source.root.get("events") or ()
    lines = [source.line(node.start) for node in nodes if isinstance(node, Mapping)]
    document = Document(
        parts.note,
        tuple(parts.holders),
        tuple(parts.senior_debt),
        tuple(map(Written, parts.events, lines)),
        parts.reading,
        parts.simulation,
        acknowledged=tuple(parts.acknowledged),
    )
    if parts.terms is None:
        return document
    from note_sched.document.paper import laid_over  # noqa: PLC0415 (most documents have no terms)
    from note_sched.document.places import lines_of_terms  # noqa: PLC0415 (as above)

    return laid_over(document, parts.terms)._replace(lines=lines_of_terms(source))


def _switched(parts: convert.Parts, source: Source) -> Reading:
    """The switches of the paper, with those that the document writes."""
    from note_sched.document.paper import resolved, switched  # noqa: PLC0415 (as above)

    written = source.root.get("reading")
    names = written if isinstance(written, Mapping) else ()
    return switched(resolved(parts.terms).terms, {name: getattr(parts.reading, name) for name in names})


@contextmanager
def _collector_paused() -> Iterator[None]:
    """A tree has no cycles, and looking for them in a hundred thousand new objects costs a tenth of the whole time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
