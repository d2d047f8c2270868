"""A clause as a value: how it is cited, what it is about, and with which words of the paper it begins and ends.

The text of a paper is shipped with the program. A clause is a span of it; nothing is typed a second time that could
drift.
"""

from note_sched.record import Record


class Clause(Record, frozen=True):
    """A clause, or a passage of one: its label as it is cited, what it is about, its first words and its last."""

    label: str
    about: str
    begins: str
    ends: str

    def words(self, paper: str) -> str:
        """Its own words, out of those of the paper on one line."""
        start = paper.index(self.begins)
        return paper[start : paper.index(self.ends, start) + len(self.ends)]
