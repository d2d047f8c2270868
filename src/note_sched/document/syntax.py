"""What the YAML parser says when it cannot go on, in words for the person who wrote the file."""

import re
from collections.abc import Callable
from typing import NamedTuple

from yaml.error import YAMLError

from note_sched.document.codes import Code
from note_sched.faults import Fault, Place

_TOP_KEY = re.compile(r"^[A-Za-z_]+[ \t]*:(?=\s|$)", re.MULTILINE)
_LEADING_TAB = re.compile(r"^ *(\t+)[ \t]*(?=[^\s#])", re.MULTILINE)
_QUOTE_IT = "put the whole value in quotes"


class _Words(NamedTuple):
    what: str
    expected: str
    hint: str
    at_context: bool = False


_ALIGNED = "keys of one mapping, and the dashes of one list, below one another in the same column"

# Found by the first entry whose key occurs in the parser's own "context: problem". Order matters.
_WORDS: dict[str, _Words] = {
    "quoted scalar: found unexpected end of stream": _Words(
        "a quotation mark that is never closed",
        "a closing quotation mark",
        "close it on the same line",
        at_context=True,
    ),
    "quoted scalar: found unexpected document indicator": _Words(
        "a quotation mark that is not closed before ---",
        "a closing quotation mark",
        "close it on the same line",
        at_context=True,
    ),
    "unknown escape character": _Words(
        "a backslash in double quotes that begins no escape",
        "\\\\ for a backslash",
        "use single quotes, or double the backslash",
    ),
    "did not find expected hexdecimal number": _Words(
        "an escape in double quotes that is cut short",
        "\\\\ for a backslash",
        "use single quotes, or double the backslash",
    ),
    "mapping values are not allowed": _Words(
        "a colon where no key can stand",
        "one `key: value` on a line, and keys of one mapping in one column",
        "put a value that has a colon in it in quotes; else look at the indentation of this line and the one before",
    ),
    "simple key: could not find expected ':'": _Words(
        "a line that is no `key: value`",
        "`key: value`, with a space after the colon",
        "add the colon, or indent a text that goes on",
        at_context=True,
    ),
    "block sequence entries are not allowed": _Words(
        "a dash where no list can begin",
        "a list below its key, each item on a line of its own beginning with `- `",
        "move the dash to a line of its own; a value that begins with a dash needs quotes",
    ),
    "flow mapping: did not find expected ',' or '}'": _Words(
        "something in { } that neither ends an entry nor the mapping",
        "`,` between entries and `}` at the end",
        "close the brace; a value with , { } [ ] or a colon in it needs quotes",
    ),
    "flow sequence: did not find expected ',' or ']'": _Words(
        "something in [ ] that neither ends an item nor the list",
        "`,` between items and `]` at the end",
        "close the bracket; a value with , { } [ ] or a colon in it needs quotes",
    ),
    "block mapping: did not find expected key": _Words(
        "this line does not line up with the lines before it",
        _ALIGNED,
        "look at its indentation; a value that begins with a quotation mark must end with it",
    ),
    "block collection: did not find expected '-' indicator": _Words(
        "this line does not line up with the list before it", _ALIGNED, "look at its indentation"
    ),
    "did not find expected alphabetic or numeric character": _Words(
        "a value that begins with & or *", "a plain value, or a quoted one", _QUOTE_IT
    ),
    "block scalar": _Words(
        "text behind | or >", "the text on the lines below, indented", "put a value that begins with | or > in quotes"
    ),
    "did not find expected node content": _Words("nothing between two commas", "a value", "remove the extra comma"),
    "tag": _Words("a value that begins with !", "a plain value, or a quoted one", _QUOTE_IT),
    "directive": _Words("a line that begins with %", "`key: value`", "begin a comment with #"),
    "expected <document start>": _Words(
        "text after the end of the document", "keys of the document in the first column", "look at its indentation"
    ),
}

_BAD_STARTS = "@`%|>&*!"


class Breakage(NamedTuple):
    """Why the parser could not go on, and where."""

    position: int
    code: Code
    what: str
    expected: str
    hint: str
    also: tuple[int, ...] = ()

    @classmethod
    def too_deep(cls, position: int, deepest: int) -> "Breakage":
        """More containers inside one another than anybody writes."""
        return cls(
            position, Code.TOO_DEEP, f"more than {deepest} lists and mappings inside one another", "a flat document", ""
        )

    def faults(self, place: Callable[[int], Place]) -> list[Fault]:
        """The faults to report: one for each place."""
        return [
            Fault(place(position), self.what, self.expected, self.hint, code=self.code)
            for position in (self.position, *self.also)
        ]


def next_key(text: str, position: int) -> int | None:
    """Where the next top-level key after the line of ``position`` begins: where reading can go on."""
    line_end = text.find("\n", position)
    found = _TOP_KEY.search(text, line_end) if line_end >= 0 else None
    return found.start() if found else None


def breakage(error: YAMLError, text: str) -> Breakage:
    """The parser's complaint in plain words, at the place where the writer will want to look."""
    context = str(getattr(error, "context", None) or "")
    problem = str(getattr(error, "problem", None) or error)
    position = _index(getattr(error, "problem_mark", None), text)
    character = text[position : position + 1]
    if character == "\t" or "tab character" in problem:
        return _tabs(position, text)
    if "cannot start any token" in problem and character and character in _BAD_STARTS:
        return Breakage(
            position, Code.SYNTAX, f"a value cannot begin with {character}", "a plain value, or a quoted one", _QUOTE_IT
        )
    complaint = f"{context}: {problem}"
    for known, words in _WORDS.items():
        if known in complaint:
            if words.at_context:
                position = _index(getattr(error, "context_mark", None), text, position)
            return Breakage(position, Code.SYNTAX, words.what, words.expected, words.hint)
    return Breakage(
        position,
        Code.SYNTAX,
        f"this cannot be read as YAML ({problem})",
        "YAML",
        "look at this line and the one before",
    )


def _index(mark: object, text: str, otherwise: int = 0) -> int:
    return min(int(getattr(mark, "index", otherwise)), len(text))


def _tabs(position: int, text: str) -> Breakage:
    """All lines indented by tabs at once, not only the first."""
    found = [match.start(1) for match in _LEADING_TAB.finditer(text)]
    others = tuple(other for other in found if other > position) if position in found else tuple(found)
    if found and position not in found:
        position, others = found[0], tuple(found[1:])
    return Breakage(
        position,
        Code.TAB,
        "a tab in the indentation",
        "spaces: YAML does not allow tabs there",
        "replace each tab by two spaces (in most editors: Convert Indentation to Spaces)",
        others,
    )
