"""An instrument as a value: name, labels of its clauses by role, terms, words, and how they are read."""

import os
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from note_sched.instruments.clause import Clause
from note_sched.record import Record
from note_sched.terms.roles import Role
from note_sched.terms.terms import Terms

NOTHING = "This program computes nothing from this clause."
"""What is said of a clause on which no figure, day or permission rests."""


class Instrument(Record, frozen=True):
    """A paper that the program knows.

    ``key`` names it in documents, ``name`` in sentences; ``labels`` of its clauses, by role; ``terms``. Of one whose
    words are shipped, ``room``: the package in which its words (``note.txt``) and how they are read (``readings.md``)
    lie; ``clauses``: every one on which money,
    dates or permissions depend, by label in the order of the paper; ``passages``: sentences of long clauses, by what
    they are about, for those who would rather cite one than a page.
    """

    key: str
    name: str
    labels: Mapping[Role, str]
    terms: Terms
    room: str = ""
    clauses: Mapping[str, Clause] = MappingProxyType({})
    passages: Mapping[str, Clause] = MappingProxyType({})

    def label(self, role: Role) -> str:
        """How a role is cited in this paper; by its own name where no clause of the paper has that part."""
        return self.labels.get(role, role.value)

    def cited(self, roles: Sequence[Role]) -> tuple[str, ...]:
        """The labels of several roles, each once, as people look them up: sorted."""
        return tuple(sorted({self.label(role) for role in roles}))

    def fill(self, sentence: str) -> str:
        """A sentence in which the names of roles stand, in braces, with their labels.

        >>> from note_sched.instruments import AIR_INDUSTRIES_2008
        >>> AIR_INDUSTRIES_2008.fill("the override wins ({override})")
        'the override wins (1(d))'
        """
        return sentence.format_map({role.value: self.label(role) for role in Role})

    def clause(self, cited: str) -> Clause:
        """A clause by its label, or a passage by its name.

        Raises:
            KeyError: the paper has no such clause.
        """
        return self.clauses.get(cited) or self.passages[cited]

    def quote(self, cited: str) -> str:
        """The words of a clause, or of one of its passages, without its mark.

        Raises:
            KeyError: the paper has no such clause.

        >>> from note_sched.instruments import AIR_INDUSTRIES_2008
        >>> AIR_INDUSTRIES_2008.quote("2(a)")
        'Failure to Pay Principal or Interest. The Borrower fails to pay any installment of principal, interest or \
other sum due under this Note when due.'
        """
        words = self.clause(cited).words(_text(self.room))
        mark, _, rest = words.partition(" ")
        return rest if mark.startswith("(") or mark.endswith(".") else words

    def readings(self) -> Mapping[str, Sequence[str]]:
        """How every clause is read, in words for lawyers: paragraphs by label, in the order of the paper.

        >>> from note_sched.instruments import AIR_INDUSTRIES_2008
        >>> AIR_INDUSTRIES_2008.readings()["4(c)"] == [NOTHING]
        True
        """
        return _readings(self.room)


def _shipped(room: str, name: str) -> str:
    folder = os.path.join(os.path.dirname(__file__), room.rpartition(".")[2])
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return file.read()


@cache
def _text(room: str) -> str:
    """The paper as one line: page marks and the breaks of its lines are its printer's."""
    return " ".join(_shipped(room, "note.txt").replace("<PAGE>", " ").split())


@cache
def _readings(room: str) -> Mapping[str, Sequence[str]]:
    _, *parts = f"\n{_shipped(room, 'readings.md')}".split("\n## ")
    found = {}
    for part in parts:
        label, *paragraphs = part.strip().split("\n\n")
        found[label] = [" ".join(paragraph.split()) for paragraph in paragraphs]
    return found
