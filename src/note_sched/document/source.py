"""From bytes to a tree of ``dict``, ``list`` and ``str`` with places: what was written, before it means anything.

The tree is built from the events of PyYAML's C parser. Its loader would type scalars (``no`` becomes False, ``10:30``
becomes 630), keep the last of two equal keys without a word, and expand aliases without bounds; its events do none of
that, and tell where each node begins.
"""

import re
from collections.abc import Callable
from sys import intern
from typing import Any

from yaml.error import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from note_sched.document import text as texts
from note_sched.document.codes import Code
from note_sched.document.slips import Slip
from note_sched.document.syntax import Breakage, breakage, next_key
from note_sched.document.tree import Mapping, Node, Sequence, Source

DEEPEST = 16
"""Containers inside one another. The format needs five; nobody writes sixteen by hand."""

MOST_RESUMPTIONS = 100
"""How often reading goes on after a syntax error. Each time costs a pass over the text: rubbish must not cost many."""

_UNREADABLE = "\0"  # the key of a pair that was refused: no text that reaches the parser holds a NUL
_REST_OF_SUM = r"[0-9]{3}"

_AnyEvent = Any  # PyYAML's events share no type that has what is asked of them here

_START_FROM = "`note-sched init` writes a document to start from"
_WRITTEN_OUT = "every value written out where it stands"
_SECOND_DOCUMENT = Slip(
    Code.SEVERAL_DOCUMENTS,
    "a second document begins here",
    "one document in a file",
    "put it in a file of its own, or remove the line `---`",
)
_BAD_KEY = Slip(Code.KEY_NOT_TEXT, "a list or a mapping stands where a key is wanted", "a key such as note or holders")


def read_source(raw: bytes) -> Source:
    """Decode a file and build its tree; whatever is wrong is in ``faults`` of what is returned, never raised."""
    text, faults = texts.decode(raw)
    source = Source(text)
    source.faults = faults
    if not any(fault.code in texts.FATAL for fault in faults):
        _grow_all(source)
    return source


def _grow_all(source: Source) -> None:
    """Build the tree; after a syntax error go on at the next top-level key, so that later faults are reported too."""
    resume = 0
    roots: list[Node] = []
    for _ in range(MOST_RESUMPTIONS):
        growth = _Growth(source, resume)
        failed = growth.grow()
        roots += growth.roots()
        if failed is None:
            break
        told = {fault.place for fault in source.faults}
        source.faults += [fault for fault in failed.faults(source.place) if fault.place not in told]
        following = next_key(source.text, max(failed.position, resume))
        if following is None:
            break
        resume = following
    _take_root(source, roots)


def _take_root(source: Source, roots: list[Node]) -> None:
    mappings = [root for root in roots if isinstance(root, Mapping)]
    if mappings:
        source.root = mappings[0]
        for other in mappings[1:]:
            _merge(source, other)
    elif not source.faults:
        root = roots[0] if roots else ""
        at = root.start if isinstance(root, Sequence) else texts.first_written(source.text)
        source.complain(at if root != "" else 0, _no_document(root, source.text), length=1)


def _no_document(root: Node, text: str) -> Slip:
    if root == "":
        what = "the file holds no document (only comments)" if text.strip() else "the file is empty"
        return Slip(Code.EMPTY, what, "a document with the keys note and holders", _START_FROM)
    found = f"the single value {texts.quoted(root)}" if isinstance(root, str) else "a list"
    expected = "a mapping with the keys note and holders (and, if need be, senior_debt, events, reading, simulation)"
    return Slip(Code.TOP_LEVEL, f"the document is {found}", expected, _START_FROM)


def _merge(source: Source, later: Mapping) -> None:
    """Add what was read after a syntax error to what was read before it."""
    repeated = []
    for key, (key_at, value_at) in later.positions().items():
        if key in source.root:
            repeated.append((key, key_at))
        else:
            source.root[key] = later[key]
            source.root.at += (key_at, value_at)
    _complain_repeated(source, source.root, repeated)


def _complain_repeated(source: Source, node: Mapping, repeated: list[tuple[str, int]]) -> None:
    positions = node.positions() if repeated else {}
    for key, at in repeated:
        hint = f"the first is on line {source.line(positions[key][0])}: keep one of the two"
        slip = Slip(Code.REPEATED_KEY, f"the key {texts.quoted(key)} is written twice", "each key once", hint)
        source.complain(at, slip, length=source.written_length(at, key))


class _TooDeepError(Exception):
    """The nesting limit was passed at ``position``."""

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__(position)


class _Growth:
    """One run of the parser, from ``resume`` to the end of the text or the first syntax error."""

    def __init__(self, source: Source, resume: int) -> None:
        self._source = source
        # What was read before becomes empty lines, so that positions count from the start of the whole text.
        self._next_event = events_of("\n" * resume + source.text[resume:] if resume else source.text)
        self._top = Sequence(0)
        self._damaged: list[Mapping] = []
        self._repeated: dict[int, tuple[Mapping, list[tuple[str, int]]]] = {}
        self._open: list[tuple[Any, str | None, int]] = []
        self._documents = 0

    def grow(self) -> Breakage | None:
        """Build as far as the text can be read; what stopped it, or None at its end."""
        try:
            self._pull()
        except YAMLError as error:
            self._close()
            return breakage(error, self._source.text, DEEPEST)
        except _TooDeepError as error:
            self._close()
            return Breakage.too_deep(error.position, DEEPEST)
        return None

    def roots(self) -> list[Node]:
        """What stands at the top of the document, after what can only be said of complete mappings."""
        for node in self._damaged:
            node.drop(_UNREADABLE)
        for node, keys in self._repeated.values():
            _complain_repeated(self._source, node, keys)
        return list(self._top)

    def _pull(self) -> None:  # noqa: C901, PLR0912  (once per event: a call for each branch would cost a third more)
        """The loop over the events: a node is put into the innermost open container when it is complete."""
        pull = self._next_event
        node: Any = self._top
        key: str | None = None
        key_at = 0
        value: Any
        try:
            while True:
                event: _AnyEvent = pull()
                kind = type(event)
                at = event.start_mark.index
                if kind is ScalarEvent:
                    value = event.value
                    if event.anchor is not None or event.tag is not None:
                        self._refuse_properties(event)
                elif kind is MappingStartEvent or kind is SequenceStartEvent:
                    inner = self._begin(event)
                    self._open.append((node, key, key_at))
                    node, key = inner, None
                    continue
                elif kind is MappingEndEvent or kind is SequenceEndEvent:
                    value, at = node, node.start
                    node, key, key_at = self._open.pop()
                elif kind is AliasEvent:
                    value = self._refuse_alias(event, key, key_at)
                elif kind is StreamEndEvent or (kind is DocumentStartEvent and self._is_second(event)):
                    return
                else:
                    continue
                if type(node) is Sequence:
                    node.append(value)
                    node.at.append(at)
                elif key is None:
                    key, key_at = intern(value) if type(value) is str else self._refuse_key(node, at), at
                else:
                    if key in node:
                        self._refuse_repeated(node, key, key_at, value)
                    else:
                        node[key] = value
                        node.at += (key_at, at)
                    key = None
        except (YAMLError, _TooDeepError):
            self._open.append((node, key, key_at))
            raise

    def _close(self) -> None:
        """Put containers that a syntax error left open where they belong, and remember that they are incomplete."""
        node, key, key_at = self._open.pop()
        self._mark_broken(node)
        while self._open:
            value = node
            node, key, key_at = self._open.pop()
            self._source.broken[id(node)] = node
            if type(node) is Sequence:
                node.append(value)
                node.at.append(value.start)
            elif key is not None and key not in node:
                node[key] = value
                node.at += (key_at, value.start)

    def _mark_broken(self, node: Node) -> None:
        """A container that was just completed may have ended too early: what belongs to it stands behind the error."""
        while isinstance(node, Mapping | Sequence):
            self._source.broken[id(node)] = node
            inner = list(node.values()) if isinstance(node, Mapping) else node
            node = inner[-1] if inner else ""

    def _begin(self, event: _AnyEvent) -> Mapping | Sequence:
        at = event.start_mark.index
        if len(self._open) > DEEPEST:
            raise _TooDeepError(at)
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        return Mapping(at) if type(event) is MappingStartEvent else Sequence(at)

    def _is_second(self, event: _AnyEvent) -> bool:
        self._documents += 1
        if self._documents > 1:
            self._source.complain(event.start_mark.index, _SECOND_DOCUMENT)
        return self._documents > 1

    def _refuse_properties(self, event: _AnyEvent) -> None:
        """Complain of an anchor, a tag, or both."""
        at = event.start_mark.index
        if event.anchor is not None:
            name = f"&{event.anchor}"
            hint = f"remove {name}, or quote a value that is meant to begin with &"
            self._source.complain(at, Slip(Code.ANCHOR, f"the anchor {name}", _WRITTEN_OUT, hint), length=len(name))
        if getattr(event, "tag", None) is not None:
            hint = "remove it, or quote a value that is meant to begin with !"
            expected = "values without tags: every one is taken as written"
            self._source.complain(at, Slip(Code.TAG, "a tag stands before this value", expected, hint))

    def _refuse_alias(self, event: _AnyEvent, key: str | None, key_at: int) -> str:
        """Complain of an alias, or of the merge key before it; nothing is ever expanded."""
        name = f"*{event.anchor}"
        if key == "<<":
            hint = "write out the keys that it stands for"
            self._source.complain(
                key_at, Slip(Code.MERGE_KEY, f"the merge key <<: {name}", _WRITTEN_OUT, hint), length=2
            )
        else:
            hint = "write it out, or quote a value that is meant to begin with *"
            slip = Slip(Code.ALIAS, f"the alias {name}", _WRITTEN_OUT, hint)
            self._source.complain(event.start_mark.index, slip, length=len(name))
        return ""

    def _refuse_key(self, node: Mapping, at: int) -> str:
        self._source.complain(at, _BAD_KEY)
        self._damaged.append(node)
        return _UNREADABLE

    def _refuse_repeated(self, node: Mapping, key: str, key_at: int, value: Node) -> None:
        """Note down a second key; not the thousands of a sum that its commas split (``convert`` has words for them)."""
        if key != _UNREADABLE and not (value == "" and re.fullmatch(_REST_OF_SUM, key)):
            self._repeated.setdefault(id(node), (node, []))[1].append((key, key_at))


def events_of(text: str) -> Callable[[], _AnyEvent]:
    """What gives the next event: PyYAML's parser over libyaml; the one in Python where the extension was not built."""
    try:
        from yaml._yaml import CParser  # noqa: PLC0415  (not built everywhere)
    except ImportError:
        from yaml import SafeLoader  # noqa: PLC0415  (only then)

        return SafeLoader(text).get_event
    return CParser(text).get_event
