"""Collecting the faults of a document, each at its place."""

from note_sched.document.codes import Code
from note_sched.document.slips import Slip
from note_sched.document.tree import Mapping, Node, Source
from note_sched.faults import Fault, FileLine


class Complaints:
    """The faults found so far, those of the YAML itself among them.

    Where the YAML is at fault, what follows from it at the same place is not said again.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._spoilt = {fault.place for fault in source.faults}
        self.faults = list(source.faults)

    def where(self, position: int) -> str:
        """Where a position is, for a message that names another place."""
        line = self._source.line(position)
        if isinstance(line, FileLine):
            return f"on line {line.number} of {line.file}"
        return f"on line {line}" if line > 0 else f"the --add of number {-line}"

    def at(self, position: int, slip: Slip, written: Node = "") -> None:
        """A fault at ``position``, where ``written`` stands."""
        place = self._source.place(position)
        if place in self._spoilt and slip.code != Code.MISSING_KEY:
            return
        length = self._source.written_length(position, written)
        self.faults.append(Fault(place, slip.what, slip.expected, slip.hint, length, slip.code))

    def at_key(self, node: Mapping, key: str, slip: Slip) -> None:
        """A fault of a key that is there."""
        self.at(node.key_at(key), slip, key)

    def at_value(self, node: Mapping, key: str, slip: Slip) -> None:
        """A fault of the value of a key; of the key where nothing is written behind it."""
        value = node[key]
        if value != "":
            self.at(node.value_at(key), slip, value)
        elif self._source.place(node.value_at(key)) not in self._spoilt:
            self.at_key(node, key, slip)
