r"""Where in a file a term of the Note, a Holder or a Senior debt is written: a fact is cited with its line.

Events carry their line with them; the rest is looked up when it is asked for, in the file's own text.

>>> Places(b"note:\n  title: A Note\nholders:\n  - id: alder\n    principal: 5\n").line("holders", "alder", "principal")
5
"""

from note_sched.document.source import read_source
from note_sched.document.tree import Mapping, Sequence


class Places:
    """The lines of one file."""

    def __init__(self, raw: bytes) -> None:
        self._source = read_source(raw)

    def line(self, section: str, *path: str) -> int:
        """The line of a key (``note``, ``interest_rate``), or of an item's (``holders``, ``alder``, ``principal``).

        0 where it is not written.
        """
        node = self._source.root.get(section)
        if isinstance(node, Sequence):
            named, *path = path  # type: ignore[assignment]
            node = next((each for each in node if isinstance(each, Mapping) and each.get("id") == named), None)
        (key,) = path
        if not isinstance(node, Mapping) or key not in node:
            return 0
        return self._source.line(node.key_at(key))
