"""The ids that a document gives, read from the tree: known even where the rest of an item is at fault."""

from collections.abc import Iterator
from typing import NamedTuple

from note_sched.document.codes import Code
from note_sched.document.slips import Slip, nearest
from note_sched.document.text import quoted
from note_sched.document.tree import Mapping, Sequence

_FEW = 8


class KnownIds(NamedTuple):
    """Ids with the names behind them: a Holder's name, a lender, a default's facility."""

    holders: dict[str, str]
    facilities: dict[str, str]
    defaults: dict[str, str]

    @classmethod
    def of(cls, root: Mapping) -> "KnownIds":
        """The ids of a document."""
        return cls(
            _first_of_each(_pairs(root, "holders", "name")),
            _first_of_each(_pairs(root, "senior_debt", "lender")),
            _first_of_each(_pairs(root, "events", "facility", event="senior_default")),
        )

    def unknown_holder(self, written: str) -> Slip:
        """The fault of naming a Holder that is not listed."""
        return self.name_for_id(written) or _unknown(Code.UNKNOWN_HOLDER, "Holder", written, self.holders)

    def unknown_facility(self, written: str) -> Slip:
        """The fault of naming a Senior debt that is not listed."""
        return self.name_for_id(written) or _unknown(Code.UNKNOWN_FACILITY, "Senior debt", written, self.facilities)

    def unknown_default(self, written: str) -> Slip:
        """The fault of naming a Senior default that no event records."""
        return _unknown(Code.UNKNOWN_DEFAULT, "senior_default", written, self.defaults)

    def name_for_id(self, written: str) -> Slip | None:
        """The fault of writing a name where the id is wanted; None where it is nobody's name."""
        for whose, known in (("a Holder", self.holders), ("a lender", self.facilities)):
            if meant := _id_of(known, written):
                what = f"{quoted(written)} is the name of {whose}"
                return Slip(Code.NAME_FOR_ID, what, "the id", f"write {meant}")
        return None


def _pairs(root: Mapping, section: str, name: str, event: str = "") -> Iterator[tuple[str, str]]:
    items = root.get(section)
    if not isinstance(items, Sequence):
        return
    for item in items:
        if isinstance(item, Mapping) and (not event or item.get("type") == event):
            known, named = item.get("id"), item.get(name)
            if isinstance(known, str):
                yield known, named if isinstance(named, str) else ""


def _first_of_each(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Of two that have the same id the first is meant by it; the second is at fault."""
    named: dict[str, str] = {}
    for known, name in pairs:
        named.setdefault(known, name)
    return named


def _id_of(known: dict[str, str], written: str) -> str:
    plain = " ".join(written.lower().split())
    return next((key for key, name in known.items() if plain and " ".join(name.lower().split()) == plain), "")


def _unknown(code: Code, what: str, written: str, known: dict[str, str]) -> Slip:
    meant = nearest(written, known)
    few = list(known)[:_FEW]
    listed = f"one of {', '.join(few)}{', …' if len(known) > len(few) else ''}"
    expected = listed if known else f"the id of a {what} of the document, which lists none"
    return Slip(code, f"no {what} has the id {quoted(written)}", expected, f"did you mean {meant}?" if meant else "")
