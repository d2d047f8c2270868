"""The ids that a document gives, read from the tree: known even where the rest of an item is at fault."""

from collections.abc import Iterator
from functools import cached_property

from note_sched.document.codes import Code
from note_sched.document.lookalikes import keyed
from note_sched.document.slips import Slip, nearest
from note_sched.document.text import quoted
from note_sched.document.tree import Mapping, Sequence

_FEW = 8


class KnownIds:
    """Ids with the names behind them: a Holder's name, a lender, a default's facility."""

    def __init__(self, root: Mapping) -> None:
        self.holders = _first_of_each(_pairs(root, "holders", "name"))
        self.facilities = _first_of_each(_pairs(root, "senior_debt", "lender"))
        self.defaults = _first_of_each(_pairs(root, "events", "facility", event="senior_default"))

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
        for whose, named in (("a Holder", self._holders_named), ("a lender", self._lenders_named)):
            if meant := named.get(_plain(written)):
                return Slip(Code.NAME_FOR_ID, f"{quoted(written)} is the name of {whose}", "its id", f"write {meant}")
        return None

    @cached_property
    def _holders_named(self) -> dict[str, str]:
        return _by_name(self.holders)

    @cached_property
    def _lenders_named(self) -> dict[str, str]:
        return _by_name(self.facilities)


def _by_name(known: dict[str, str]) -> dict[str, str]:
    return {_plain(name): key for key, name in reversed(known.items()) if name}


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def _pairs(root: Mapping, section: str, name: str, event: str = "") -> Iterator[tuple[str, str]]:
    items = root.get(section)
    if not isinstance(items, Sequence):
        return
    for item in items:
        if isinstance(item, Mapping) and (not event or item.get("type") == event):
            known, named = item.get("id"), item.get(name)
            if isinstance(known, str):
                yield keyed(known), named if isinstance(named, str) else ""


def _first_of_each(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Of two that have the same id the first is meant by it; the second is at fault."""
    named: dict[str, str] = {}
    for known, name in pairs:
        named.setdefault(known, name)
    return named


def _unknown(code: str, what: str, written: str, known: dict[str, str]) -> Slip:
    meant = nearest(written, known)
    few = list(known)[:_FEW]
    listed = f"one of {', '.join(few)}{', …' if len(known) > len(few) else ''}"
    expected = listed if known else f"the id of a {what} of the document, which lists none"
    return Slip(code, f"no {what} has the id {quoted(written)}", expected, f"did you mean {meant}?" if meant else "")
