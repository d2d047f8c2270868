"""An instrument as a value: what it is called, and the label of each role in it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from note_sched.terms.roles import Role
from note_sched.terms.terms import Terms


class Instrument(NamedTuple):
    """A paper: ``key`` names it in documents, ``name`` in sentences; ``labels`` of its clauses, by role; ``terms``."""

    key: str
    name: str
    labels: Mapping[Role, str]
    terms: Terms

    def label(self, role: Role) -> str:
        """How a role is cited in this paper; by its own name where no clause of the paper has that part."""
        return self.labels.get(role, role.value)

    def cited(self, roles: Sequence[Role]) -> tuple[str, ...]:
        """The labels of several roles, each once, as people look them up: sorted."""
        return tuple(sorted({self.label(role) for role in roles}))
