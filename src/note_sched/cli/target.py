"""Where an answer goes and in which form: the name of a file is kept to, and what was given is never written over.

``aim`` is asked once by every command that has ``--output``, before any work is done; ``Target.guard`` once more at the
moment of writing, for a file may have been put there meanwhile.
"""

import os
import re
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Generic, Self, TypeVar

from note_sched.cli.opening import Opened
from note_sched.faults import Refusal, in_words
from note_sched.record import Record

F_co = TypeVar("F_co", bound=str, covariant=True)

_NAMED = {
    "csv": "csv", "json": "json", "jsonl": "jsonl", "ndjson": "jsonl", "parquet": "parquet",
    "xlsx": "xlsx", "html": "html", "htm": "html", "pdf": "pdf", "ics": "ics",
    "beancount": "beancount", "bean": "beancount", "hledger": "hledger", "journal": "hledger",
    "xls": "xls", "ods": "ods", "doc": "doc", "docx": "docx", "odt": "odt",
}  # fmt: skip
"""The form that the ending of a name promises; no command has the last ones. Other endings promise nothing."""

_ENOUGH = 1 << 18
"""Bytes of a file that tell whether it is a document: one of 5,000 Holders is longer, and has its keys by then."""

_MADE_FROM = "a file that the answer is made from"

_SECTIONS = frozenset({"note", "holders", "senior_debt", "events", "reading", "simulation", "acknowledged"})
_TELLING = frozenset({"note", "holders", "senior_debt"})
_ISSUED = r"(?P<month>\d{4}-\d{2})[-_].*"


class Target(Record, Generic[F_co], frozen=True):
    """Where an answer goes.

    Attributes:
        path: the file; None or ``-`` is standard output.
        form: what is written.
        force: whether a document or a read-only file may be replaced.
        inputs: what is said of the files that the answer is made from, by device and number (``Opened.stood``).
        anew: whether no file at all is replaced without ``force``.
        fonts: files of fonts, for a PDF.
    """

    path: str | None
    form: F_co
    force: bool = False
    inputs: Mapping[tuple[int, int], str] = MappingProxyType({})
    anew: bool = False
    fonts: Sequence[str] = ()

    @property
    def is_stdout(self) -> bool:
        """Whether the answer goes to standard output."""
        return self.path is None or self.path == "-"

    def guarding(self, inputs: Iterable[tuple[int, int]]) -> Self:
        """The same, with more files that the answer is made from.

        Raises:
            Refusal: as ``guard``.
        """
        target = self._replace(inputs={**dict.fromkeys(inputs, _MADE_FROM), **self.inputs})
        target.guard()
        return target

    def guard(self) -> None:
        """Refuse to write over what was given.

        Raises:
            Refusal: what stands there is the input, by whatever path; or, without ``force``, a document, an issued
                statement, or read-only.
        """
        if self.path is None or self.path == "-":
            if self._is_input(_behind_stdout()):
                raise Refusal("standard output goes into the document itself", "write the answer to another file")
            return
        from note_sched.files import standing_at  # noqa: PLC0415 (a file alone needs it)

        try:
            standing = standing_at(self.path)
        except OSError as error:
            raise Refusal(f"{self.path} cannot be written: {in_words(error)}", "nothing was written") from None
        if standing is None or not stat.S_ISREG(standing.st_mode):
            return
        if self._is_input(standing):
            what = self.inputs[standing.st_dev, standing.st_ino]
            hint = "write the answer to another file; --force does not help here"
            raise Refusal(f"{self.path} is {what}", hint)
        if not self.force:
            why = self._refused(self.path, standing)
            if why:
                raise Refusal(f"{self.path} {why}", "name another file, or replace it with --force")

    def _is_input(self, standing: os.stat_result | None) -> bool:
        return (
            standing is not None
            and stat.S_ISREG(standing.st_mode)
            and (standing.st_dev, standing.st_ino) in self.inputs
        )

    def _refused(self, path: str, standing: os.stat_result) -> str:
        """Why a file is not replaced without being told to; nothing where it may be."""
        if self.anew:
            return "is there already"
        if not standing.st_mode & 0o222 or not os.access(path, os.W_OK):
            return "is read-only"
        if _is_issued(path):
            return "is a statement that was issued, or a record of such"
        return "is a document with a note in it" if _is_document(path) else ""


def aim(  # noqa: PLR0913 (what decides of a place to write to)
    path: str | None,
    asked: F_co | None,
    forms: Sequence[F_co],
    *,
    force: bool = False,
    opened: Sequence[Opened] = (),
    option: str = "--format",
    anew: bool = False,
) -> Target[F_co]:
    """Where ``--output`` says that an answer goes, in the form that is asked for, or that the name promises.

    Args:
        path: what ``--output`` says.
        asked: the form that an option names.
        forms: those that the command has, the usual one first.
        force: whether ``--force`` is given.
        opened: the documents that the answer is made from.
        option: which option names a form.
        anew: whether no file at all is replaced without ``force``.

    Raises:
        Refusal: the name promises a form that the command does not have, or another than the option; or it is that of
            something that is not written over (``Target.guard``).
    """
    if force and path is None:
        raise Refusal("--force lets --output replace a file, and there is no --output", "leave it out")
    inputs = {file.stood: _MADE_FROM for each in opened for file in each.files}
    inputs |= {each.stood: "the document itself" for each in opened}
    if path is not None:
        from note_sched.files import descriptor_of  # noqa: PLC0415 (as above)

        if descriptor_of(path) == 1:
            path = "-"
    target = Target(path, _form(path, asked, forms, option), force, inputs, anew)
    target.guard()
    return target


def _behind_stdout() -> os.stat_result | None:
    try:
        return None if sys.stdout is None else os.fstat(sys.stdout.fileno())
    except OSError:  # it is no file of the system's
        return None


def _form(path: str | None, asked: F_co | None, forms: Sequence[F_co], option: str) -> F_co:
    ending = os.path.splitext(path or "")[1][1:].casefold()
    named = _NAMED.get(ending)
    if named is None or asked == named:
        return forms[0] if asked is None else asked
    if asked is not None:
        hint = "name the file otherwise" + (f", or say {option} {named}" if named in forms else "")
        raise Refusal(f"{path} is the name of a .{ending} file, and {option} says {asked}", hint)
    for form in forms:
        if form == named:
            return form
    has = f"its forms are {', '.join(forms)}" if len(forms) > 1 else f"its form is {forms[0]}"
    raise Refusal(f"{path} is the name of a .{ending} file, and this command writes none", f"{has}: name it otherwise")


def _is_document(path: str) -> bool:
    """Whether a file reads as a document, sound or not; answers in json have a ``schema_version``, documents none."""
    try:
        with open(path, "rb") as file:
            head = file.read(_ENOUGH)
    except OSError:  # what cannot be read is no document to anybody
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # faulty, and somebody's document all the same
        head = head.decode("utf-16", "ignore").encode()
    if not any(section.encode() in head for section in _SECTIONS):
        return False
    from note_sched.document.source import read_source  # noqa: PLC0415 (such a file alone needs it)

    keys = set(read_source(head).root)
    return "schema_version" not in keys and bool(keys & _TELLING or (keys and keys <= _SECTIONS))


def _is_issued(path: str) -> bool:
    """Whether ``statement --output-dir`` wrote a file, by its record; or whether it is that record."""
    from note_sched.issuing.register import ASIDE, MonthPapers  # noqa: PLC0415 (a file that stands there alone needs it)

    folder, name = os.path.split(os.path.realpath(path))
    if os.path.basename(folder) == ASIDE:
        return True
    month = re.fullmatch(_ISSUED, name)
    if month is None:
        return False
    try:
        papers = MonthPapers(folder, month["month"]).papers
    except Refusal:  # nobody knows what was issued there
        return True
    return any(name in version.names() for versions in papers.values() for version in versions)
