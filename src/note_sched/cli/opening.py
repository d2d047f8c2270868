"""From the command line's FILE and options to a document ready to simulate."""

import os
import sys
from collections.abc import Collection, Sequence
from datetime import date
from typing import BinaryIO, NoReturn

from note_sched.cli.exits import Exit
from note_sched.cli.talk import for_eyes, say
from note_sched.document.fields import slip
from note_sched.document.load import load
from note_sched.document.model import Document
from note_sched.document.scalars import SumOrZero
from note_sched.faults import Faulty, Refusal, in_words
from note_sched.intake.beside import Beside
from note_sched.intake.files_beside import File
from note_sched.measure.money import read_sum
from note_sched.record import Record


class Opened(Record, frozen=True):
    """A document, the name under which it is cited, its text, and what ``--known-at``, ``--add``, ``--set`` say.

    ``stood``: device and number of the file that was read, by which it is known under every name (``target``);
    ``path``: the name by which it was opened, ``-`` for standard input; ``beside``: reads the files that it names.
    """

    document: Document
    name: str
    raw: bytes
    known: date | None = None
    added: Sequence[str] = ()
    overrides: Sequence[str] = ()
    stood: tuple[int, int] = (0, 0)
    path: str = "-"
    beside: Beside | None = None

    @property
    def files(self) -> Collection[File]:
        """The files beside the document that it names."""
        return self.beside.folder.files.values() if self.beside else ()

    def digests(self) -> list[tuple[str, str]]:
        """Name and SHA-256 of each file that the document names: with its own, what an answer rests on."""
        from hashlib import sha256  # noqa: PLC0415 (few documents name a file)

        return [(file.name, sha256(file.raw).hexdigest()) for file in self.files]

    def cite(self, line: int) -> str:
        """How a line is named: ``note.yaml:12``; the event of an ``--add`` as it was written."""
        from note_sched.rendering.excerpt import cite  # noqa: PLC0415 (few answers name lines)

        return cite(self.name, line, self.added)


class _Read(Record, frozen=True):
    path: str
    raw: bytes
    stood: tuple[int, int]
    beside: Beside


def _read(file: str) -> _Read:
    """The bytes of FILE, and which file that is; ``-`` is standard input.

    Raises:
        Refusal: there is no such file, or it cannot be read.
    """
    if file == "-":
        if sys.stdin is None:  # closed: `<&-`
            raise Refusal("there is no standard input to read", "name a file")
        return _whole(file, sys.stdin.buffer)
    try:
        with open(file, "rb") as source:  # noqa: PTH123 (pathlib would be imported for this alone)
            return _whole(file, source)
    except FileNotFoundError:
        raise Refusal(f"there is no file {file}", "`note-sched init` prints one to start from") from None
    except IsADirectoryError:
        raise Refusal(f"{file} is a folder", "name a file") from None
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {in_words(error)}") from None


def _whole(file: str, source: BinaryIO) -> _Read:
    status = os.fstat(source.fileno())
    folder = "" if file == "-" else os.path.dirname(file)  # noqa: PTH120 (pathlib would be imported for this alone)
    return _Read(file, source.read(), (status.st_dev, status.st_ino), Beside(folder))


def open_document(
    file: str, known: str | None = None, overrides: Sequence[str] | None = (), added: Sequence[str] | None = ()
) -> Opened:
    """Read and load FILE as known on a day, with ``--set`` and ``--add``; faults end the run with exit 2."""
    try:
        read = _read(file)
    except Refusal as refusal:
        refuse(refusal)
    return _opened(name_of(file), read, known, overrides or (), added or ())


def name_of(file: str) -> str:
    """The name of a file as it is told: bytes that are no text by their numbers."""
    if file == "-":
        return "standard input"
    if file.isprintable():
        return file
    from note_sched.rendering.excerpt import visible  # noqa: PLC0415 (such a name alone needs it)

    return visible(file)


def reopened(opened: Opened, known: str | None, overrides: Sequence[str] | None, added: Sequence[str] | None) -> Opened:
    """The same file once more, with other options: standard input cannot be read twice."""
    read = _Read(opened.path, opened.raw, opened.stood, opened.beside or Beside(""))
    return _opened(opened.name, read, known, overrides or (), added or ())


def with_text(opened: Opened, raw: bytes) -> Opened:
    """The same file as it would be with other bytes in it."""
    return _opened(opened.name, _Read(opened.path, raw, opened.stood, opened.beside or Beside("")), None, (), ())


def open_to_check(file: str, known: str | None, overrides: Sequence[str], added: Sequence[str]) -> Opened:
    """Read and load FILE, as ``open_document`` does, for whoever tells himself what is wrong.

    Raises:
        Faulty: with what is said of it as its ``report``.
        Refusal: it cannot be read, or an option is no such.
    """
    return _loaded(name_of(file), _read(file), known, overrides, added)


def _opened(name: str, read: _Read, known: str | None, overrides: Sequence[str], added: Sequence[str]) -> Opened:
    try:
        return _loaded(name, read, known, overrides, added)
    except Faulty as faulty:
        say(for_eyes(faulty.report), end="")
        raise SystemExit(Exit.REFUSED) from None
    except Refusal as refusal:
        refuse(refusal)


def _loaded(name: str, read: _Read, known: str | None, overrides: Sequence[str], added: Sequence[str]) -> Opened:
    try:
        document = load(read.raw, overrides, added, read.beside)
    except Faulty as faulty:
        faulty.report = said_of(faulty, name, read.raw, added)
        raise
    known_on = None if known is None else day_of(known, "--known-at")
    if known_on is not None:
        from note_sched.document.known import known_at  # noqa: PLC0415 (the option alone needs it)

        document = known_at(document, known_on)
    return Opened(document, name, read.raw, known_on, added, overrides, read.stood, read.path, read.beside)


def said_of(faulty: Faulty, name: str, raw: bytes, added: Sequence[str] = ()) -> str:
    """Every fault, with its excerpt."""
    from note_sched.rendering.excerpt import write_faults  # noqa: PLC0415 (faults alone need it)

    return write_faults(name, raw.decode("utf-8-sig", "replace"), faulty.faults, added, faulty.files)


def report(faulty: Faulty, name: str, raw: bytes, added: Sequence[str] = ()) -> NoReturn:
    """Every fault to stderr; nothing to stdout."""
    say(for_eyes(said_of(faulty, name, raw, added)), end="")
    raise SystemExit(Exit.REFUSED)


def refuse(refusal: Refusal) -> NoReturn:
    """One sentence to stderr, and how to mend it."""
    say(for_eyes(refusal_in_words(refusal)), end="")
    raise SystemExit(Exit.REFUSED)


def refusal_in_words(refusal: Refusal) -> str:
    """One sentence, and how to mend it."""
    from note_sched.rendering.excerpt import visible  # noqa: PLC0415 (refusals alone need it)

    hint = f"\n  hint: {visible(refusal.hint)}" if refusal.hint else ""
    return f"note-sched: {visible(refusal.what)}{hint}\n"


def day_of(written: str, option: str) -> date:
    """The day that an option names.

    Raises:
        Refusal: it names none; with the hint that the same slip has in a file.
    """
    day: date | None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = None
    if day is None or str(day) != written:  # 20090210 and 2009-W07-2 are days to Python, and slips to us
        hint = slip(date, written).hint or "write it as 2009-02-10"
        raise Refusal(f"{option} {written!r} is no day", hint)
    return day


def sum_of(written: str, option: str) -> int:
    """The cents that an option names.

    Raises:
        Refusal: it names no sum.
    """
    try:
        return read_sum(written)
    except ValueError as error:
        meant = slip(SumOrZero, written).hint
        raise Refusal(f"{option} {written!r} is no sum", f"{meant}: {error}" if meant else f"write {error}") from None


def listed(holders: Sequence[str], document: Document, option: str = "--holder") -> tuple[str, ...]:
    """The Holders that an option names.

    Raises:
        Refusal: one of them is not in the document.
    """
    known = {holder.id for holder in document.holders}
    for holder in holders:
        if holder not in known:
            by_name = next((each.id for each in document.holders if each.name == holder), None)
            some = ", ".join(sorted(known)[:8]) + (", ..." if len(known) > 8 else "")
            hint = f"its id is {by_name}" if by_name else f"the Holders are {some}"
            raise Refusal(f"{option} {holder!r} is no Holder's id", hint)
    return tuple(holders)
