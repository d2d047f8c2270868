"""What was issued into a folder, kept beside it in ``.note-sched``: a record a month, of figures, facts and files.

The record is written before the files, with the hash that each is to have: whatever interrupts a run, the next one
knows what was meant to stand there, and a file without a record is never ours. It is kept in a folder that others can
write to, so it is looked at as closely as any other input: what this program would not have written is refused.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from note_sched.faults import Refusal, in_words
from note_sched.files import write_whole
from note_sched.measure.months import Month

ASIDE = ".note-sched"
_ENDINGS = {"table": "txt"}

PENDING = ""
"""Stands on the record in the place of a file's hash while the file is still to be written."""


class Version:
    """One issue of a paper: the first (number 0), or a restatement.

    ``stem``: the file names without their endings; ``figures`` none: withdrawn, there is nothing to state any more.
    ``document``: under which name its facts are kept. ``files``: by format, the hash of what was written, or
    ``PENDING``; ``intended``: by format, the hash of what was about to be written. ``told``: whether a run lived to
    say that it was issued; what was recorded before versions had that counts as told.
    """

    def __init__(self, stem: str, known: str | None, document: str, figures: Mapping[str, int | str]) -> None:
        self.stem = stem
        self.known = known
        self.document = document
        self.figures = dict(figures)
        self.causes: list[str] = []
        self.files: dict[str, str] = {}
        self.intended: dict[str, str] = {}
        self.told = False

    def name(self, form: str) -> str:
        """What its file of a format is called."""
        return f"{self.stem}.{_ENDINGS.get(form, form)}"

    def names(self) -> list[str]:
        """Its files, of whatever format, those that are still to be written too."""
        return [self.name(form) for form in self.files]

    def data(self) -> dict[str, Any]:
        """As the record keeps it."""
        return vars(self)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Version":
        """As the record kept it."""
        version = cls(data["stem"], data["known"], data["document"], data["figures"])
        version.causes = list(data["causes"])
        version.files = dict(data["files"])
        version.intended = dict(data.get("intended", {}))
        version.told = data.get("told", True)
        return version


_VERSION = {
    "stem": str,
    "known": str | None,
    "document": str,
    "figures": {str: str | int},
    "causes": [str],
    "files": {str: str},
}
_FACTS = {
    "note": {"title": str, "borrower": str, "issue_date": str},
    "holders": [{"id": str, "principal": str}],
    "senior_debt": [{"id": str}],
    "events": [{"type": str, "date": str}],
    "reading": {str: object},
    "simulation": {str: object},
}
_RECORD = {"schema_version": int, "month": str, "papers": {str: [_VERSION]}, "documents": {str: _FACTS}}


def has_shape(value: object, shape: Any) -> bool:  # noqa: ANN401 (a type, or a list or a dict of shapes)
    """Whether what json had is of a shape: ``[shape]`` is a list of them, ``{str: shape}`` has them under any key.

    >>> has_shape({"a": [1]}, {"a": [int]}), has_shape({"b": 1}, {"a": int}), has_shape({"b": 1}, {str: int})
    (True, False, True)
    """
    if isinstance(shape, list):
        return isinstance(value, list) and all(has_shape(each, shape[0]) for each in value)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return False
        if str in shape:
            return all(has_shape(each, shape[str]) for each in value.values())
        return all(key in value and has_shape(value[key], each) for key, each in shape.items())
    return isinstance(value, shape)


_NAME = re.compile(r"\w[\w.-]*", re.ASCII)
"""An id, ``_control``, a format: nothing in it leads into another folder."""


class MonthPapers:
    """The papers of a month that stand in a folder, each with its versions, by Holder's id or control sheet."""

    def __init__(self, folder: str, month: str | Month) -> None:
        """Read what there is.

        Raises:
            Refusal: the record cannot be read, or is none.
        """
        self.path = os.path.join(folder, ASIDE, f"{month}.json")
        self.papers: dict[str, list[Version]] = {}
        self.documents: dict[str, Any] = {}
        self._month = str(month)
        self._was = content_of(self.path) or b""
        if self._was:
            self._read()

    def _read(self) -> None:
        import json

        try:
            kept = json.loads(self._was)
        except (ValueError, RecursionError):  # nested a thousand deep
            raise self._no_record("it cannot be read as json") from None
        wrong = next(self._wrong_in(kept), None) if has_shape(kept, _RECORD) else "something is missing in it"
        if wrong is not None:
            raise self._no_record(wrong)
        self.documents = kept["documents"]
        for name, versions in kept["papers"].items():
            self.papers[name] = [Version.read(each) for each in versions]

    def _no_record(self, why: str) -> Refusal:
        hint = "restore it from a backup, or issue into an empty folder"
        return Refusal(f"{self.path} is no record of statements that were issued: {why}", hint)

    def _wrong_in(self, kept: Mapping[str, Any]) -> Iterator[str]:
        """What in a record of the right shape this program would not have written."""
        if kept["schema_version"] != 1:
            yield f"its schema_version is {kept['schema_version']}, and this program reads 1"
        if kept["month"] != self._month:
            yield f"it is of {kept['month']!r}"
        owners: dict[str, str] = {}
        for paper, versions in kept["papers"].items():
            if not _NAME.fullmatch(paper):
                yield f"{paper!r} is no Holder's id"
            for each in versions:
                stem = each["stem"]
                if owners.setdefault(stem.casefold(), paper) != paper:
                    yield f"{stem!r} is the name of two papers"
                if each["document"] not in kept["documents"]:
                    yield f"{stem!r} was made of a document that it does not have"
                yield from self._wrong_in_version(each, stem)

    def _wrong_in_version(self, each: Mapping[str, Any], stem: str) -> Iterator[str]:
        if not _NAME.fullmatch(stem) or not stem.startswith((f"{self._month}-", f"{self._month}_")):
            yield f"{stem!r} is no name of a statement of {self._month}"
        if not has_shape(each.get("intended", {}), {str: str}) or not has_shape(each.get("told", True), bool):
            yield f"of {stem!r} it does not say what was meant to be written"
        if not all(map(_NAME.fullmatch, (*each["files"], *each.get("intended", {})))):
            yield f"{stem!r} has files of no format"

    def keep(self, facts: Mapping[str, Any]) -> str:
        """Keep the facts of a document; returns the name under which they are kept."""
        import json

        name = sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
        self.documents.setdefault(name, dict(facts))
        return name

    def write(self) -> None:
        """Write it, if it says something else than before.

        Raises:
            Refusal: it cannot be written.
        """
        import json

        used = {version.document for versions in self.papers.values() for version in versions}
        data = {
            "schema_version": 1,
            "month": self._month,
            "papers": {name: [each.data() for each in versions] for name, versions in self.papers.items()},
            "documents": {name: facts for name, facts in self.documents.items() if name in used},
        }
        now = json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
        if now != self._was:
            write_whole(self.path, [now])
            self._was = now


def content_of(path: str) -> bytes | None:
    """What stands in a file of ours; None: nothing, or a folder, of which writing will say so.

    Raises:
        Refusal: it is a link, a pipe or a device, which are neither read nor written through, or cannot be read.
    """
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISDIR(mode):
            return None
        if not stat.S_ISREG(mode):
            what = "a link" if stat.S_ISLNK(mode) else "a pipe or a device"
            raise Refusal(f"{path} is {what}, not a file; what is issued goes through none", "move it away")
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Refusal(f"{path} cannot be read: {in_words(error)}") from None


def hash_of(content: bytes) -> str:
    """What tells whether a file is still what was written."""
    return sha256(content).hexdigest()
