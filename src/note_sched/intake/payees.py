"""Who is meant by a name on a bank's list: a Holder by its id or its name, or nobody. Never the nearest.

>>> payees = Payees([("alder", "Alder Growth Partners LP"), ("birch", "Birch  LLC"), ("b2", "birch llc")])
>>> [payees.named(each) for each in ("ALDER  growth partners lp", "birch", "Birch LLC", "Alder Growth")]
[['alder'], ['birch'], ['birch', 'b2'], []]
"""

from collections.abc import Iterable

from note_sched.intake.table import titled


class Payees:
    """The Holders of a document by id and by name, whatever the case and the blanks of either."""

    def __init__(self, holders: Iterable[tuple[str, str]]) -> None:
        """``holders``: id and name of each."""
        self._ids: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        for known, name in holders:
            self._ids.setdefault(titled(known), []).append(known)
            self._names.setdefault(titled(name), []).append(known)
        self._found: dict[str, list[str]] = {}

    def named(self, written: str) -> list[str]:
        """The ids of those who may be meant; an id as it is written means nobody else."""
        if written not in self._found:
            self._found[written] = self._look(written)
        return self._found[written]

    def _look(self, written: str) -> list[str]:
        plain = titled(written)
        ids = self._ids.get(plain, [])
        return [written] if written in ids else list(dict.fromkeys([*ids, *self._names.get(plain, [])]))
