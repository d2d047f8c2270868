r"""Where in a file a term of the Note, a Holder or a Senior debt is written: a fact is cited with its line.

Events carry their line with them; the rest is looked up when it is asked for, in the file's own text.

>>> Places(b"note:\n  title: A Note\nholders:\n  - id: alder\n    principal: 5\n").line("holders", "alder", "principal")
5
>>> Places(b"terms:\n  interest:\n    every: 3 months\n    pik: {all: yes}\n").line("terms", "interest", "pik")
4
>>> Places(b"terms: {instrument: plain}\n").line("terms", "interest", "pik")
0
"""

from collections.abc import Callable, Iterator

from note_sched.document.complaints import Complaints
from note_sched.document.source import read_source
from note_sched.document.tree import Mapping, Sequence, Source


class Places:
    """The lines of one file, and of those that it names."""

    def __init__(self, raw: bytes, beside: Callable[[Source, Complaints], None] | None = None) -> None:
        """``beside``: as for ``load``."""
        self._source = read_source(raw)
        if beside is not None:
            beside(self._source, Complaints(self._source))
        self._items: dict[str, dict[str, Mapping]] = {}

    def line(self, section: str, *path: str) -> int:
        """The line of a key (``note``, ``interest_rate``), or of an item's (``holders``, ``alder``, ``principal``).

        Or of one below others (``terms``, ``interest``, ``pik``); 0 where it is not written.
        """
        node = self._source.root.get(section)
        if isinstance(node, Sequence):
            named, *path = path  # type: ignore[assignment]
            node = self._named(section, node).get(named)
        *parents, key = path
        for parent in parents:
            node = node.get(parent) if isinstance(node, Mapping) else None
        if not isinstance(node, Mapping) or key not in node:
            return 0
        return self._source.line(node.key_at(key))

    def _named(self, section: str, items: Sequence) -> "dict[str, Mapping]":
        """The items of a list by their ids, sorted out once."""
        if section not in self._items:
            mappings = [each for each in items if isinstance(each, Mapping)]
            self._items[section] = {str(each.get("id")): each for each in reversed(mappings)}
        return self._items[section]


def lines_of_terms(source: Source) -> dict[str, int]:
    """The lines of what bears on the terms, by dotted key: of those under ``terms`` without that word before them."""
    root = source.root
    found = {"terms": source.line(root.key_at("terms"))} if "terms" in root else {}
    for section, before in (("terms", ""), ("reading", "reading."), ("note", "note.")):
        node = root.get(section)
        if isinstance(node, Mapping):
            found.update((f"{before}{key}", source.line(at)) for key, at in _keys(node))
    debts = root.get("senior_debt")
    for each in debts if isinstance(debts, Sequence) else ():
        if isinstance(each, Mapping):
            found[f"senior_debt.{each.get('id')}"] = source.line(each.start)
    return found


def _keys(node: Mapping, before: str = "") -> Iterator[tuple[str, int]]:
    for key, value in node.items():
        yield f"{before}{key}", node.key_at(key)
        if isinstance(value, Mapping):
            yield from _keys(value, f"{before}{key}.")
