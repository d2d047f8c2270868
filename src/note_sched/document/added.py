"""``--add 'acceleration date=2009-04-06 holder=alder'``: an event in one line, for one run.

The line is the event's type, then ``key=value`` for each of its keys, by the rules of a shell: a value with spaces is
quoted. A list is ``defaults=d1,d2`` (or ``defaults=[d1,d2]``); a mapping is written key by key with a dot:
``received.alder=2009-03-05 received.others=2009-03-09``. What comes of it is the node that the file would have given,
with places in the line: whatever is checked of an event of the file is checked of this one.
"""

import shlex
from collections.abc import Iterator
from collections.abc import Mapping as Keys
from collections.abc import Sequence as Texts
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import NamedTuple

from note_sched.document.codes import Code
from note_sched.document.fields import EVENT_KINDS, Field, alternatives, fields_of, is_by_name, is_list, is_mapping
from note_sched.document.slips import Slip, nearest, one_of
from note_sched.document.source import read_source
from note_sched.document.text import quoted
from note_sched.document.tree import Mapping, Node, Sequence, Source

_EXAMPLE = "acceleration date=2009-04-06 holder=alder"
_PAIR = "a type of event, then key=value for each of its keys"
_NO_EVENTS = ("", "~", "null")


def written_event(event: Keys[str, object]) -> str:
    """An event of Python's values as a line of ``--add``; a value None is not written.

    >>> written_event({"type": "blockage_notice", "date": date(2009, 3, 2), "defaults": ["d1"], "memo": "by courier"})
    "blockage_notice date=2009-03-02 defaults=d1 memo='by courier'"

    Raises:
        TypeError: a value is of a type that no event has; a float, for its cents are not exact.
    """
    words = [str(event["type"])] if "type" in event else []
    for key, value in event.items():
        if key == "type" or value is None:
            continue
        parts = {f"{key}.{inner}": each for inner, each in value.items()} if isinstance(value, Keys) else {key: value}
        words += [f"{name}={_written(each)}" for name, each in parts.items()]
    return " ".join(_in_quotes(word) for word in words)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ",".join(map(_written, value)) or "[]"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str | int | date):
        return str(value)
    raise TypeError(f"{value!r} stands in no event: a sum is a Decimal, an int or text, a day is a date or text")


def _in_quotes(word: str) -> str:
    key, mark, value = word.partition("=")
    return f"{key}{mark}{shlex.quote(value)}" if mark and value else shlex.quote(word)


def append_events(source: Source, added: Texts[str]) -> None:
    """Put events behind those of a file; what is wrong with their lines joins the faults of ``source``."""
    events = _events(source)
    for written in added:
        node = _Line(source, source.append(written)).event()
        if node is not None and events is not None:
            events.append(node)
            events.at.append(node.start)


def nodes_of(raw: bytes, added: Texts[str]) -> list[Mapping]:
    """The events that ``append_events`` puts behind those of a file, where nothing is wrong with either."""
    source = read_source(raw)
    append_events(source, added)
    events = _events(source) or ()
    return [each for each in events if isinstance(each, Mapping) and each.start >= source.added[0]]


def _events(source: Source) -> Sequence | None:
    """The list of events, made where the file has none; None where something else stands in its place."""
    root = source.root
    events = root.get("events", "")
    if isinstance(events, str) and events in _NO_EVENTS:
        at = root.key_at("events") if "events" in root else len(source.text)
        root.drop("events")
        root["events"] = events = Sequence(at)
        root.at += (at, at)
    return events if isinstance(events, Sequence) else None


class _Word(NamedTuple):
    """A word of the line, its quotes taken off, and where it stands as it was written."""

    text: str
    at: int
    written: str

    def behind(self, mark: str) -> int:
        """The position behind the first ``mark`` in the word."""
        return self.at + self.written.index(mark) + len(mark)


class _Line:
    """One ``--add`` on its way to a node."""

    def __init__(self, source: Source, start: int) -> None:
        self._source = source
        self._start = start
        self._node = Mapping(start)
        self._kind_fields: dict[str, Field] = {}

    def event(self) -> Mapping | None:
        """The node; None where not even the type can be read."""
        words = list(self._words())
        if not words:
            if id(self._node) not in self._source.broken:
                slip = Slip(Code.EMPTY, "the event is empty", _PAIR, f"such as {_EXAMPLE}")
                self._source.complain(self._start, slip, length=1)
            return None
        first, *rest = words
        if "=" in first.text:
            self._refuse_start(first)
            return None
        self._put(self._node, "type", first.text, (first.at, first.at))
        kind = EVENT_KINDS.get(first.text)
        self._kind_fields = fields_of(kind) if kind is not None else {}
        self._node.start = first.at
        for word in rest:
            self._pair(word)
        return self._node

    def _words(self) -> Iterator[_Word]:
        """The words as a shell splits them, each with its place."""
        text = self._source.text[self._start :]
        stream = StringIO(text)
        words = shlex.shlex(stream, posix=True, punctuation_chars=False)
        words.whitespace_split, words.commenters = True, ""
        while True:
            begins = stream.tell()
            begins += len(text[begins:]) - len(text[begins:].lstrip(words.whitespace))
            try:
                word = words.get_token()
            except ValueError:
                self._refuse_open_end(begins, text)
                return
            if word is None:
                return
            yield _Word(word, self._start + begins, text[begins : stream.tell()].rstrip(words.whitespace))

    def _pair(self, word: _Word) -> None:
        """Put one ``key=value`` into the node."""
        key, mark, value = word.text.partition("=")
        if not mark or not key or "=" not in word.written:
            self._refuse_word(word)
            return
        behind = word.behind("=")
        outer, dot, inner = key.partition(".")
        field = self._kind_fields.get(outer)
        if dot:
            self._put_inner(outer, inner, value, (word.at, word.at + len(outer) + 1, behind))
        elif field is not None and any(map(is_list, alternatives(field.annotation))):
            self._put(self._node, key, self._items(value, behind), (word.at, behind))
        elif field is not None and all(map(is_mapping, alternatives(field.annotation))):
            self._refuse_plain(key, value, field, behind)
        else:
            self._put(self._node, key, value, (word.at, behind))

    def _items(self, value: str, at: int) -> Node:
        """The items of ``d1,d2`` or ``[d1,d2]``; of nothing, nothing."""
        bare = value.strip()
        if bare in _NO_EVENTS:
            return ""
        if bare.startswith("[") and bare.endswith("]"):
            bare = bare[1:-1]
        items = Sequence(at)
        for item in bare.split(",") if bare.strip() else ():
            at = max(at, self._source.text.find(item.strip(), at))
            items.append(item.strip())
            items.at.append(at)
            at += len(item.strip())
        return items

    def _put(self, node: Mapping, key: str, value: Node, at: tuple[int, int]) -> None:
        if key in node:
            slip = Slip(
                Code.REPEATED_KEY, f"the key {quoted(key)} is written twice", "each key once", "keep one of them"
            )
            self._source.complain(at[0], slip, length=len(key))
            return
        node[key] = value
        node.at += at

    def _put_inner(self, outer: str, inner: str, value: str, at: tuple[int, int, int]) -> None:
        """Put a ``received.alder=2009-03-05`` into the mapping that it is a part of."""
        key_at, inner_at, value_at = at
        node = self._node.get(outer)
        if node is None:
            node = Mapping(inner_at)
            self._put(self._node, outer, node, (key_at, inner_at))
        if isinstance(node, Mapping):
            self._put(node, inner, value, (inner_at, value_at))
            return
        slip = Slip(Code.REPEATED_KEY, f"{quoted(outer)} is written as one value and by parts", "one or the other")
        self._source.complain(key_at, slip, length=len(outer))

    # What is wrong

    def _refuse_start(self, word: _Word) -> None:
        key, _, value = word.text.partition("=")
        hint = f"write {value} without {key}=" if key == "type" and value in EVENT_KINDS else f"such as {_EXAMPLE}"
        slip = Slip(Code.MISSING_KEY, f"{quoted(word.text)} stands where the type of the event is wanted", _PAIR, hint)
        self._source.complain(word.at, slip, length=len(word.written))

    def _refuse_word(self, word: _Word) -> None:
        """A word without ``=``: ``date: 2009-04-06``, or the rest of a value with spaces."""
        key, mark, value = word.text.partition(":")
        meant = nearest(key, self._kind_fields)
        before = list(self._node)[-1]
        if meant and (mark or key == meant):
            hint = f"write {meant}={value or 'VALUE'}"
        elif before != "type":
            hint = f"put a value with spaces in quotes: {before}='…'"
        else:
            hint = f"its keys are {one_of(self._kind_fields)}" if self._kind_fields else ""
        slip = Slip(Code.SYNTAX, f"{quoted(word.text)} is no key=value", "key=value, without spaces around the =", hint)
        self._source.complain(word.at, slip, length=len(word.written))
        self._source.broken[id(self._node)] = self._node  # what it lacks may be what was meant here

    def _refuse_open_end(self, begins: int, text: str) -> None:
        what = "a quotation mark that is never closed"
        if text.endswith("\\"):
            what = "a backslash at the end"
        hint = "within quotes of one kind the other kind stands for itself"
        slip = Slip(Code.SYNTAX, what, "quotes around the whole value, as in memo='second wire'", hint)
        self._source.complain(self._start + begins, slip, length=max(1, len(text) - begins))
        self._source.broken[id(self._node)] = self._node

    def _refuse_plain(self, key: str, value: str, field: Field, at: int) -> None:
        """A single value where a mapping is wanted."""
        by_id = any(map(is_by_name, alternatives(field.annotation)))
        expected = f"{key}.HOLDER=DATE for each Holder" if by_id else f"{key}.KEY=VALUE for each of its keys"
        hint = f"write {key}.others={value}" if by_id and value else ""
        slip = Slip(Code.MAPPING_WANTED, f"`{key}` is the single value {quoted(value)}", expected, hint)
        self._source.complain(at, slip, length=max(1, len(value)))
