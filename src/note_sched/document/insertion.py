"""Events written into the text of a document, behind those that it has, in the style of those that it has.

Insertion by place, not a round trip through a library that keeps comments: ruamel.yaml reads and writes the whole file,
and what it keeps of quotes, indentation, blanks behind a colon, line ends and long lines is most of it, not all; its
YAML is not ours (``no``, ``010``), it has no places of ours, and JSON is not its affair. Here every byte that stands
there stays, by construction, and what is new is read again before it counts.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from note_sched.document.layout import Layout, List, ListItem, layout_of
from note_sched.document.tree import Mapping, Node
from note_sched.document.tree import Sequence as Items

_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_PLAIN = r"[\w$][\w $%()+./;=@^~'-]*(?<! )"
_PLAIN_IN_BLOCK = r"[\w$][\w $%()+./;=@^~',-]*(?<! )"
_COMMENT = r"[ \t]*(?:#[^\r\n]*)?"
_LINE_END = r"\r\n|\n|\r(?!\n)"


class _Braces(NamedTuple):
    """How a mapping in { } is written: what stands behind the brace, in a pair, between pairs, before the end."""

    opening: str = ""
    colon: str = ": "
    between: str = ", "
    closing: str = ""
    quoted: bool = False


class _Dash(NamedTuple):
    """How an item of a list without brackets is written: blanks before the dash and behind it, lines between items."""

    indent: str = "  "
    gap: str = " "
    apart: bool = False


def with_items(raw: bytes, events: Sequence[Mapping], section: str = "events") -> bytes:
    """The bytes of a sound document with these events behind its own; or Holders, where ``section`` says so.

    Its byte order mark, line ends, comments and all else stay as they are.
    """
    written = raw.decode()
    mark = _BOM if written.startswith(_BOM) else ""
    text = written.removeprefix(_BOM)
    return (mark + _Inserter(text, section).inserted(events)).encode()


class _Inserter:
    def __init__(self, text: str, section: str) -> None:
        self._text = text
        self._section = section
        self._layout: Layout = layout_of(text)
        found = re.search(_LINE_END, text)
        self._line_end = found[0] if found else "\n"

    def inserted(self, events: Sequence[Mapping]) -> str:
        """The text with the events."""
        listed = self._layout.lists.get(self._section)
        if listed is None:
            return self._with_key(events)
        if listed.items and not listed.in_brackets:
            return self._below(listed.items, self._dash(listed), events)
        if listed.items:
            return self._within(listed.items, events)
        return self._first(listed, events)

    # Lists of items with dashes

    def _below(self, items: Sequence[ListItem], dash: _Dash, events: Sequence[Mapping]) -> str:
        """Behind the last item, and behind the comments below it that are indented as it is."""
        last = items[-1]
        at = self._behind_line(last.span.end)
        while comment := re.compile(rf"{dash.indent}[ ]+#[^\r\n]*(?:{_LINE_END}|\Z)").match(self._text, at):
            at = comment.end()
        return self._put(at, self._dashed(events, dash, self._braces(items)))

    def _dash(self, listed: List) -> _Dash:
        """The style of a list with dashes, as its last item has it."""
        items = listed.items or ()
        indent = self._before(listed.span.start)
        found = re.search(r"-([ \t]+)$", self._before(items[-1].span.start))
        apart = False
        if len(items) > 1:
            between = self._text[items[-2].span.end : items[-1].span.start]
            apart = bool(re.search(rf"(?:{_LINE_END})[ \t]*(?:{_LINE_END})", between))
        return _Dash(indent if not indent.strip() else "  ", found[1] if found else " ", apart)

    def _dashed(self, events: Iterable[Mapping], dash: _Dash, braces: _Braces | None, *, first: bool = False) -> str:
        lines: list[str] = []
        for event in events:
            if dash.apart and not (first and not lines):
                lines.append("")
            if braces is not None:
                lines.append(f"{dash.indent}-{dash.gap}{_in_braces(event, braces)}")
                continue
            before = f"{dash.indent}-{dash.gap}"
            for key, value in event.items():
                lines.append(f"{before}{key}: {_written(value)}")
                before = " " * len(before)
        return "".join(f"{line}{self._line_end}" for line in lines)

    def _braces(self, items: Sequence[ListItem]) -> _Braces | None:
        """The style of the last item where it stands in { }; None where it does not."""
        last = items[-1] if items else None
        if last is None or not last.in_braces:
            return None
        parts = last.parts
        if len(parts) < 4:
            return _Braces()
        found = _Braces(
            self._text[last.span.start + 1 : parts[0].start],
            self._text[parts[0].end : parts[1].start],
            self._text[parts[1].end : parts[2].start],
            self._text[parts[-1].end : last.span.end - 1],
            self._text[parts[0].start] == '"',
        )
        is_odd = any("#" in each for each in found[:4]) or found.between.count(",") != 1 or not found.colon.strip()
        return _Braces(quoted=found.quoted) if is_odd else found

    # Lists in brackets

    def _within(self, items: Sequence[ListItem], events: Sequence[Mapping]) -> str:
        """Behind the last item in [ ]; a comment beside that stays there."""
        last = items[-1].span
        braces = self._braces(items) or _Braces()
        before = self._before(last.start)
        own_line = not before.strip()
        lead = self._line_end + before if own_line else self._blanks_before(items)
        comma = re.compile(rf"{_COMMENT}(?:(?:{_LINE_END}){_COMMENT})*,").match(self._text, last.end)
        at = comma.end() if comma else last.end
        written = ("," + lead).join(_in_braces(event, braces) for event in events)
        rest = re.compile(rf"{_COMMENT}(?={_LINE_END})").match(self._text, at)
        behind = rest.end() if own_line and rest else at
        new = lead + written + ("," if comma else "")
        return f"{self._text[:at]}{'' if comma else ','}{self._text[at:behind]}{new}{self._text[behind:]}"

    def _blanks_before(self, items: Sequence[ListItem]) -> str:
        if len(items) < 2:
            return " " if self._text[items[-1].span.start - 1] in " [" and not self._is_tight() else ""
        found = re.search(r",([ \t]*)$", self._text[items[-2].span.end : items[-1].span.start])
        return found[1] if found else " "

    def _is_quoted(self) -> bool:
        """Whether keys are quoted, as in JSON."""
        return any(self._text[each.key.start] == '"' for each in self._layout.lists.values())

    def _is_tight(self) -> bool:
        """Whether the document is JSON without a blank in it."""
        return self._layout.in_braces and not re.search(r"[,:]\s", re.sub(r'"(?:[^"\\]|\\.)*"', "", self._text))

    # No event so far

    def _first(self, listed: List, events: Sequence[Mapping]) -> str:
        """In the place of ``[]``, of ``~`` or of nothing."""
        start, end = listed.span
        content = self._text[start:end]
        if listed.in_brackets and content[1:-1].strip():  # a comment
            return self._text[:start] + self._list_in_brackets(events)[:-1] + self._text[start + 1 :]
        if self._layout.in_braces:
            return self._text[:start] + self._list_in_brackets(events) + self._text[end:]
        kept = self._text[:start].rstrip(" \t") if content else self._text[:start]
        text = kept + self._text[end:]
        line_end = re.compile(_LINE_END).search(text, len(kept))
        at = line_end.end() if line_end else len(text)
        dash, braces = self._holders_style()
        return _Spliced(text, self._line_end).put(at, self._dashed(events, dash, braces, first=True))

    def _with_key(self, events: Sequence[Mapping]) -> str:
        """At the end of a document that has no ``events``."""
        if self._layout.in_braces:
            return self._with_quoted_key(events)
        end = self._layout.marked_end
        at = len(self._text) if end is None else end
        keys = list(self._layout.lists.values())
        above = self._text[: keys[-1].key.start]
        apart = self._line_end if len(keys) > 1 and re.search(rf"(?:{_LINE_END})[ \t]*(?:{_LINE_END})$", above) else ""
        indent = self._before(keys[-1].key.start)
        indent = indent if not indent.strip() else ""
        dash, braces = self._holders_style()
        return self._put(
            at, f"{apart}{indent}{self._section}:{self._line_end}{self._dashed(events, dash, braces, first=True)}"
        )

    def _with_quoted_key(self, events: Sequence[Mapping]) -> str:
        last = list(self._layout.lists.values())[-1]
        before = self._before(last.key.start)
        lead = self._line_end + before if not before.strip() else "" if self._is_tight() else " "
        colon = self._text[last.key.end : last.span.start]
        colon = colon if colon.strip() == ":" else ": "
        key = _text(self._section, quoted=self._is_quoted())
        comma = re.compile(rf"{_COMMENT}(?:(?:{_LINE_END}){_COMMENT})*,").match(self._text, last.span.end)
        at = comma.end() if comma else last.span.end
        new = f"{lead}{key}{colon}{self._list_in_brackets(events)}{',' if comma else ''}"
        return f"{self._text[:at]}{'' if comma else ','}{new}{self._text[at:]}"

    def _list_in_brackets(self, events: Sequence[Mapping]) -> str:
        """A whole new list in [ ], laid out as ``holders`` is."""
        holders = self._layout.lists.get("holders")
        items = (holders.items if holders else None) or ()
        braces = self._braces(items) or _Braces(quoted=self._is_quoted())
        written = [_in_braces(event, braces) for event in events]
        if holders is None or not items or self._before(items[-1].span.start).strip():
            return f"[{(',' if self._is_tight() else ', ').join(written)}]"
        lead = self._line_end + self._before(items[-1].span.start)
        closing = self._text[items[-1].span.end : holders.span.end - 1]
        if "#" in closing or "," in closing:
            closing = self._line_end + self._before(holders.key.start)
        return f"[{lead}{(',' + lead).join(written)}{closing}]"

    def _holders_style(self) -> tuple[_Dash, _Braces | None]:
        holders = self._layout.lists.get("holders")
        if holders is None or not holders.items or holders.in_brackets:
            return _Dash(), None
        return self._dash(holders), self._braces(holders.items)

    # Places

    def _before(self, position: int) -> str:
        """What stands before a position on its line."""
        return re.split(_LINE_END, self._text[:position])[-1]

    def _behind_line(self, position: int) -> int:
        """The beginning of the line behind a position; the position itself where it is one."""
        if position and self._text[position - 1] in "\r\n":
            return position
        found = re.compile(_LINE_END).search(self._text, position)
        return found.end() if found else len(self._text)

    def _put(self, at: int, new: str) -> str:
        return _Spliced(self._text, self._line_end).put(at, new)


class _Spliced(NamedTuple):
    text: str
    line_end: str

    def put(self, at: int, new: str) -> str:
        """New lines at a position; a last line that has no end gets one, and then the new last one has none."""
        before = self.text[:at]
        if before and before[-1] not in "\r\n":
            return before + self.line_end + new.removesuffix(self.line_end) + self.text[at:]
        return before + new + self.text[at:]


def _in_braces(event: Mapping, style: _Braces) -> str:
    pairs = (f"{_text(key, quoted=style.quoted)}{style.colon}{_written(value, style)}" for key, value in event.items())
    return f"{{{style.opening}{style.between.join(pairs)}{style.closing}}}"


def _written(value: Node, braces: _Braces | None = None) -> str:
    """A value; what is in it stands in brackets and braces."""
    if isinstance(value, str):
        return _text(value, quoted=braces is not None and braces.quoted, pattern=_PLAIN if braces else _PLAIN_IN_BLOCK)
    quoted = braces is not None and braces.quoted
    style = _Braces(quoted=quoted)
    comma, colon = (",", ":") if braces is not None and braces.between == "," else (", ", ": ")
    if isinstance(value, Items):
        return f"[{comma.join(_written(each, style) for each in value)}]"
    return _in_braces(value, style._replace(between=comma, colon=colon))


def _text(value: str, *, quoted: bool, pattern: str = _PLAIN) -> str:
    if not quoted and re.fullmatch(pattern, value):
        return value
    import json  # noqa: PLC0415 (quotes alone need it)

    return json.dumps(value, ensure_ascii=False)
