"""What is checked for soundness, the ids that it may refer to, and where to complain."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from note_sched.document.codes import Code
from note_sched.document.complaints import Complaints
from note_sched.document.convert import Partial, Parts, Value, kind_of
from note_sched.document.events import SeniorMaturity
from note_sched.document.known_ids import KnownIds
from note_sched.document.model import in_force
from note_sched.document.scalars import RESERVED_IDS
from note_sched.document.slips import Slip
from note_sched.document.text import quoted
from note_sched.document.tree import Mapping, Node, Sequence, Source
from note_sched.instruments import AIR_INDUSTRIES_2008, Instrument
from note_sched.terms.terms import Terms


class Subject:
    """The parts of a document beside their nodes.

    Attributes:
        parts: the parts as far as they could be read.
        root: the tree.
        complaints: receives what is wrong.
        broken: by ``id()``, the mappings that a syntax error cut short.
        whole: whether the file could be read to its end; if not, what is missed may stand in what could not be read.
    """

    def __init__(self, parts: Parts, source: Source, complaints: Complaints) -> None:
        self.parts = parts
        self.root = source.root
        self.complaints = complaints
        self.whole = source.is_whole
        self.broken = source.broken

    @cached_property
    def paper(self) -> Instrument | None:
        """The paper with what the document states of it; None where that could not be read whole."""
        if self.parts.terms is None:
            return AIR_INDUSTRIES_2008
        if isinstance(self.parts.terms, Partial):
            return None
        from note_sched.document.paper import resolved  # noqa: PLC0415 (most documents have no terms)

        return resolved(self.parts.terms)

    @cached_property
    def terms(self) -> Terms | None:
        """The terms in force, where they could be read whole; without the switches, where those could not."""
        if self.paper is None:
            return None
        reading = self.parts.reading
        return self.paper.terms if isinstance(reading, Partial) else in_force(self.paper.terms, reading)

    @cached_property
    def known(self) -> KnownIds:
        """The ids that the document gives."""
        return KnownIds(self.root)

    def node_at(self, *path: str) -> Mapping | None:
        """A mapping of the document by its keys; None where there is none."""
        node: Node | None = self.root
        for key in path:
            node = node.get(key) if isinstance(node, Mapping) else None
        return node if isinstance(node, Mapping) else None

    def items(self, section: str, values: list[Value]) -> Iterator[tuple[Value, Mapping]]:
        """The items of a list that are mappings at all, each with its node."""
        nodes = self.root.get(section)
        for value, node in zip(values, nodes if isinstance(nodes, Sequence) else (), strict=False):
            if isinstance(node, Mapping):
                yield value, node

    @cached_property
    def events(self) -> list[tuple[Value, Mapping]]:
        """All events with their nodes."""
        return list(self.items("events", self.parts.events))

    def events_of(self, kind: type) -> list[tuple[Value, Mapping]]:
        """The events of one type, in the order of the file."""
        return [(value, node) for value, node in self.events if kind_of(value) is kind]

    @cached_property
    def issued(self) -> dict[str | None, date | None]:
        """When each Holder's Note was issued, as far as it is known."""
        return {value.id: value.issue_date or self.parts.note.issue_date for value in self.parts.holders}

    @cached_property
    def first_issued(self) -> date | None:
        """When the first Note was issued; None where that is not known."""
        days = set(self.issued.values())
        return None if None in days else min(days, default=None)  # type: ignore[type-var]

    @cached_property
    def debts(self) -> dict[str, tuple[Value, Mapping]]:
        """The Senior debts with their nodes, by id; of two with one id the first."""
        items = list(self.items("senior_debt", self.parts.senior_debt))
        return {value.id: (value, node) for value, node in reversed(items) if value.id}

    @cached_property
    def maturities(self) -> dict[str, set[date]]:
        """The days on which portions of each Senior debt fall due."""
        portions: dict[str, set[date]] = {}
        for value, _ in self.events_of(SeniorMaturity):
            if value.facility and value.date:
                portions.setdefault(value.facility, set()).add(value.date)
        return portions

    def unique(self, what: str, items: list[tuple[Value, Mapping]]) -> None:
        """Complain of an id that is given twice, and of one that the program has taken."""
        first: dict[str, Mapping] = {}
        for value, node in items:
            given = value.id
            if given in RESERVED_IDS:
                slip = Slip(Code.RESERVED_ID, f"the id {quoted(given)} is taken by the program", "another id")
                self.complaints.at_value(node, "id", slip)
            elif given in first:
                hint = f"the first is {self.complaints.where(first[given].value_at('id'))}"
                words = f"a second {what} has the id {quoted(given)}"
                self.complaints.at_value(node, "id", Slip(Code.REPEATED_ID, words, "an id of its own for each", hint))
            elif given is not None:
                first[given] = node

    def holder(self, named: str, node: Mapping, key: str) -> None:
        """Complain of a Holder that is not listed."""
        if named not in self.known.holders and self.whole:
            self.complaints.at_value(node, key, self.known.unknown_holder(named))

    def facility(self, named: str, node: Mapping, key: str) -> bool:
        """Whether a Senior debt is listed; complain if not."""
        if named in self.known.facilities:
            return True
        if self.whole:
            self.complaints.at_value(node, key, self.known.unknown_facility(named))
        return False

    def holder_keys(self, node: Mapping, also: str = "") -> None:
        """Complain of the keys of a mapping from Holder to date that name no Holder."""
        for position, named in enumerate(node):
            if named not in self.known.holders and named != also and self.whole:
                self.complaints.at(node.at[2 * position], self.known.unknown_holder(named), named)
