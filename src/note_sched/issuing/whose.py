"""Whose statements stand in a folder: those of one Note, whatever is put right in its document.

Two Notes in one folder would restate each other for ever. What tells them apart is what cannot change: the day on which
the Note was issued. Notes of one day are told apart by three things of which a correction touches one: the title with
the borrower, the Holders' ids, and the faces of their Notes (the day and the principal of each, as issued). Two of the
three must still be what they were, of ids and faces at least one. So a corrected title, a corrected id and a corrected
principal are the same Note, and another Note of the same parties is not.

What is known of it stands in ``.note-sched/note.json`` and follows every correction. A folder without one is that of
the Note of which it has the latest statements.
"""

import os
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from note_sched.faults import Refusal
from note_sched.files import write_whole
from note_sched.issuing.register import ASIDE, MonthPapers, content_of, has_shape
from note_sched.measure.money import write_sum

_NAME = "note.json"
_SHAPE = {"title": str, "borrower": str, "issue_date": str, "faces": {str: [str]}}
_MONTH = re.compile(r"(\d{4}-\d\d)\.json", re.ASCII)


class Whose(NamedTuple):
    """What a Note is known by. ``faces``: by Holder's id, the day and the principal of its Note, as issued."""

    title: str
    borrower: str
    issue_date: str
    faces: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> "Whose":
        """As the facts of a document tell it."""
        note = facts["note"]
        issued = note["issue_date"]
        faces = {each["id"]: (each.get("issue_date", issued), each["principal"]) for each in facts["holders"]}
        return cls(note["title"], note["borrower"], issued, faces)

    def is_of(self, other: "Whose") -> bool:
        """Whether both are one Note, the one perhaps a correction of the other.

        >>> one = Whose("Note", "Acme", "2008-09-26", {"alder": ("2008-09-26", "100000.00")})
        >>> one.is_of(Whose("Junior Note", "Acme Inc.", "2008-09-26", one.faces))
        True
        >>> one.is_of(Whose("Note", "Acme", "2009-09-26", {"alder": ("2009-09-26", "100000.00")}))
        False
        """
        alike = (
            (self.title, self.borrower) == (other.title, other.borrower),
            not self.faces.keys().isdisjoint(other.faces),
            not _issued(self).isdisjoint(_issued(other)),
        )
        return self.issue_date == other.issue_date and sum(alike) >= 2


def _issued(whose: Whose) -> set[tuple[str, ...]]:
    """Faces by which a Note is known: not those of Holders who only take by transfer."""
    return {tuple(each) for each in whose.faces.values() if each[1] != write_sum(0)}


def claim(folder: str, facts: Mapping[str, Any]) -> None:
    """Take a folder for the Note of a document, or see that it is that Note's.

    Raises:
        Refusal: it is another Note's, or what is kept of that cannot be read or written.
    """
    import json

    path = os.path.join(folder, ASIDE, _NAME)
    ours, was = Whose.of(facts), content_of(path)
    theirs = _latest(folder) if was is None else _read(path, was)
    if theirs is not None and not theirs.is_of(ours):
        raise Refusal(
            f"{folder} has the statements of another Note, {theirs.title} of {theirs.borrower}, issued "
            f"{theirs.issue_date}: its issue date, or two of title with borrower, Holders' ids and principals, differ",
            "issue those of this Note into a folder of its own",
        )
    now = json.dumps({"schema_version": 1, **ours._asdict()}, ensure_ascii=False, indent=1).encode() + b"\n"
    if now != was:
        write_whole(path, [now])


def _read(path: str, written: bytes) -> Whose:
    import json

    try:
        kept = json.loads(written)
    except (ValueError, RecursionError):
        kept = None
    if not has_shape(kept, _SHAPE) or any(len(each) != 2 for each in kept["faces"].values()):
        hint = "restore it from a backup, or remove it: the records of the months beside it know too"
        raise Refusal(f"{path} does not say whose statements stand there", hint)
    return Whose(*(kept[name] for name in Whose._fields))


def _latest(folder: str) -> Whose | None:
    """Of the latest month that was issued before folders knew whose they are."""
    months = sorted(filter(None, map(_MONTH.fullmatch, os.listdir(os.path.join(folder, ASIDE)))), key=lambda m: m[0])
    for month in reversed(months):
        documents = list(MonthPapers(folder, month[1]).documents.values())
        if documents:
            return Whose.of(documents[-1])
    return None
