"""What was issued into a folder, kept beside it in ``.note-sched``: a record a month, of figures, facts and files.

The record is written before the files: whatever interrupts a run, the next one knows what was meant to stand there, and
a file without a record is never ours.
"""

import os
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from note_sched.cli.output import write_whole
from note_sched.faults import Refusal
from note_sched.measure.months import Month

ASIDE = ".note-sched"


class Version:
    """One issue of a paper: the first (number 0), or a restatement.

    ``stem``: the file names without their endings; ``figures`` none: withdrawn, there is nothing to state any more.
    ``document``: under which name its facts are kept. ``files``: by format, the hash of what was written.
    """

    def __init__(self, stem: str, known: str | None, document: str, figures: Mapping[str, int | str]) -> None:
        self.stem = stem
        self.known = known
        self.document = document
        self.figures = dict(figures)
        self.causes: list[str] = []
        self.files: dict[str, str] = {}

    def data(self) -> dict[str, Any]:
        """As the record keeps it."""
        return vars(self)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Version":
        """As the record kept it."""
        version = cls(data["stem"], data["known"], data["document"], data["figures"])
        version.causes = list(data["causes"])
        version.files = dict(data["files"])
        return version


class Record:
    """The papers of a month that stand in a folder, each with its versions, by Holder's id or control sheet."""

    def __init__(self, folder: str, month: Month) -> None:
        """Read what there is.

        Raises:
            Refusal: the record cannot be read, or is none.
        """
        self.path = os.path.join(folder, ASIDE, f"{month}.json")
        self.papers: dict[str, list[Version]] = {}
        self.documents: dict[str, Any] = {}
        self._month = month
        self._was = b""
        if os.path.exists(self.path):
            self._read()

    def _read(self) -> None:
        import json

        try:
            with open(self.path, "rb") as source:
                self._was = source.read()
            data = json.loads(self._was)
            self.documents = data["documents"]
            for name, versions in data["papers"].items():
                self.papers[name] = [Version.read(each) for each in versions]
        except OSError as error:
            raise Refusal(f"{self.path} cannot be read: {error.strerror}") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            hint = "restore it from a backup, or issue into an empty folder"
            raise Refusal(f"{self.path} is no record of statements that were issued", hint) from None

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
            "month": str(self._month),
            "papers": {name: [each.data() for each in versions] for name, versions in self.papers.items()},
            "documents": {name: facts for name, facts in self.documents.items() if name in used},
        }
        now = json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"
        if now != self._was:
            write_whole(self.path, [now])
            self._was = now


def hash_of(content: bytes) -> str:
    """What tells whether a file is still what was written."""
    return sha256(content).hexdigest()
