"""Where in a text the lists of a document stand, and how their items are written: for one that is to be added to.

``source`` builds a tree for those who read; who writes into the text needs the end of things too, and what lies between
them: dashes, indentation, commas. A document that has been read without a fault is asked for, so anything else than
what such a one has raises nothing and says nothing.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from note_sched.document.source import events_of

_Event = Any  # as in ``source``


class TextSpan(NamedTuple):
    """From the first character of a node to behind its last one; comments and line ends behind it are not its own."""

    start: int
    end: int


class ListItem(NamedTuple):
    """A mapping in a list: whether it stands in { }, and its keys and values in turn."""

    span: TextSpan
    in_braces: bool
    parts: tuple[TextSpan, ...]


class List(NamedTuple):
    """What stands behind a key at the top of a document; ``items`` None: no list."""

    key: TextSpan
    span: TextSpan
    in_brackets: bool
    items: tuple[ListItem, ...] | None


class Layout(NamedTuple):
    """A whole document.

    ``in_braces``: whether it is one { }, as one in JSON is; ``lists``: what stands behind each of its keys; ``span``:
    from its first key to behind its last value, with the braces; ``marked_end``: where a ``...`` ends it, if one does.
    """

    in_braces: bool
    lists: dict[str, List]
    span: TextSpan
    marked_end: int | None


class _Node(NamedTuple):
    span: TextSpan
    value: str | None = None
    in_brackets: bool = False
    inner: tuple["_Node", ...] | None = None
    is_list: bool = False


def layout_of(text: str) -> Layout:
    """The layout of a sound document."""
    stream = _stream(events_of(text))
    root = _node(next(event for event in stream if isinstance(event, MappingStartEvent)), stream)
    ending: _Event = next(event for event in stream if isinstance(event, DocumentEndEvent))
    inner = root.inner or ()
    lists = {str(key.value): _list(key, value) for key, value in zip(inner[::2], inner[1::2], strict=True)}
    return Layout(root.in_brackets, lists, root.span, ending.start_mark.index if ending.explicit else None)


def _stream(pull: Callable[[], _Event]) -> Iterator[_Event]:
    while not isinstance(event := pull(), StreamEndEvent):
        yield event


def _node(event: _Event, stream: Iterator[_Event]) -> _Node:
    """A node with all that is in it; a block ends where its last part does."""
    start, end = event.start_mark.index, event.end_mark.index
    if not isinstance(event, MappingStartEvent | SequenceStartEvent):
        return _Node(TextSpan(start, end), value=event.value if isinstance(event, ScalarEvent) else None)
    inner: list[_Node] = []
    for each in stream:
        if isinstance(each, MappingEndEvent | SequenceEndEvent):
            if event.flow_style:
                closing: _Event = each
                end = closing.end_mark.index
            break
        inner.append(_node(each, stream))
        end = inner[-1].span.end
    return _Node(
        TextSpan(start, end),
        in_brackets=bool(event.flow_style),
        inner=tuple(inner),
        is_list=isinstance(event, SequenceStartEvent),
    )


def _list(key: _Node, node: _Node) -> List:
    items = tuple(map(_item, node.inner or ())) if node.is_list else None
    return List(key.span, node.span, node.in_brackets, items)


def _item(node: _Node) -> ListItem:
    return ListItem(node.span, node.in_brackets, tuple(each.span for each in node.inner or ()))
