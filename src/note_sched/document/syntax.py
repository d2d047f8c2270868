"""What the YAML parser says when it cannot go on, in words for the person who wrote the file."""

import re
from collections.abc import Callable

from yaml.error import YAMLError

from note_sched.document.codes import Code
from note_sched.document.slips import Slip
from note_sched.faults import Fault, Place
from note_sched.record import Record

_TOP_KEY = r"(?m)^[A-Za-z_]+[ \t]*:(?=\s|$)"
_LEADING_TAB = r"(?m)^ *(\t+)[ \t]*(?=[^\s#])"
_QUOTE_IT = "put the whole value in quotes"
_ALIGNED = "keys of one mapping, and the dashes of one list, below one another in the same column"
_BACKSLASH = "use single quotes, or double the backslash"
_BRACES = "a value with , { } [ ] or a colon in it needs quotes"


class _Words(Record, frozen=True):
    what: str
    expected: str
    hint: str
    at_context: bool = False  # the place is where the broken thing begins, not where the parser gave up


# Found by the first entry that occurs in the parser's own "context: problem", as ``_complaint`` writes it; the order
# matters.
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
        "a backslash in double quotes that begins no escape", "\\\\ for a backslash", _BACKSLASH
    ),
    "expected hex": _Words("an escape in double quotes that is cut short", "\\\\ for a backslash", _BACKSLASH),
    "mapping values are not allowed": _Words(
        "a colon where no key can stand",
        "one `key: value` on a line, and keys of one mapping in one column",
        "put a value that has a colon in it in quotes; else look at the indentation of this line and the one before",
    ),
    "plain scalar: found unexpected ':'": _Words(
        "a colon in { } or [ ] without a space behind it",
        "`key: value`, with a space behind the colon",
        "put the space, or put a value that has a colon in it in quotes",
    ),
    "mapping keys are not allowed": _Words("a ? where no key can stand", "a plain value, or a quoted one", _QUOTE_IT),
    "simple key: could not find expected ':'": _Words(
        "a line that is no `key: value`",
        "`key: value`, with a space behind the colon",
        "add the colon and the space, or indent a text that goes on",
        at_context=True,
    ),
    "block sequence entries are not allowed": _Words(
        "a dash where no list can begin",
        "a list below its key, each item on a line of its own beginning with `- `",
        "move the dash to a line of its own; a value that begins with a dash needs quotes",
    ),
    "flow mapping: expected ',' or '}'": _Words(
        "something in { } that neither ends an entry nor the mapping",
        "`,` between entries and `}` at the end",
        "close the brace, or put the comma; " + _BRACES,
    ),
    "flow sequence: expected ',' or ']'": _Words(
        "something in [ ] that neither ends an item nor the list",
        "`,` between items and `]` at the end",
        "close the bracket, or put the comma; " + _BRACES,
    ),
    "block mapping: expected": _Words(
        "this line does not line up with the lines before it", _ALIGNED, "look at its indentation"
    ),
    "block collection: expected": _Words(
        "this line does not line up with the list before it", _ALIGNED, "look at its indentation"
    ),
    "expected alphabetic or numeric character": _Words(
        "a value that begins with & or *", "a plain value, or a quoted one", _QUOTE_IT
    ),
    "block scalar": _Words(
        "text behind | or > on the same line",
        "the text on the lines below, indented",
        "put a value that begins with | or > in quotes",
    ),
    "expected node content": _Words(
        "a comma or a bracket where a value is wanted",
        "a value",
        "remove what is too much; a value that begins with , { } [ ] needs quotes",
    ),
    "tag": _Words("a value that begins with !", "a plain value, or a quoted one", _QUOTE_IT),
    "directive": _Words("a line that begins with %", "`key: value`", "begin a comment with #"),
    "expected <document start>": _Words(
        "text after the end of the document", "keys of the document in the first column", "look at its indentation"
    ),
}
# The same where the parser gave up on a later line than the one with the brace or bracket.
_NOT_CLOSED = _Words(
    "what opens here is not closed, or an entry in it does not end in a comma",
    "`}` or `]` at the end, and a comma between entries",
    _BRACES,
    at_context=True,
)
_LEFT_OVER = _Words(
    "something is left over behind a value",
    "one value behind each key",
    "quotes go around the whole value; double a quotation mark inside it",
)
_NO_YAML = _Words("this cannot be read as YAML", "one `key: value` on a line", "look at this line and the one before")
_BAD_STARTS = "@`%|>&*!"


class Breakage(Record, frozen=True):
    """Why the parser could not go on, and where; ``also`` are other places of the same kind."""

    position: int
    slip: Slip
    also: tuple[int, ...] = ()

    @classmethod
    def too_deep(cls, position: int, deepest: int) -> "Breakage":
        """More containers inside one another than anybody writes."""
        what = f"more than {deepest} lists and mappings inside one another"
        return cls(position, Slip(Code.TOO_DEEP, what, "the document has five at most"))

    def faults(self, place: Callable[[int], Place]) -> list[Fault]:
        """The faults to report: one for each place."""
        what = self.slip
        return [
            Fault(place(position), what.what, what.expected, what.hint, code=what.code)
            for position in (self.position, *self.also)
        ]


def next_key(text: str, position: int) -> int | None:
    """Where the next top-level key after the line of ``position`` begins: where reading can go on."""
    line_end = text.find("\n", position)
    found = re.compile(_TOP_KEY).search(text, line_end) if line_end >= 0 else None
    return found.start() if found else None


def breakage(error: YAMLError, text: str, deepest: int) -> Breakage:
    """The parser's complaint in plain words, at the place where the writer will want to look.

    ``deepest``: how many containers may stand inside one another; newer parsers have a limit of their own.
    """
    problem = str(getattr(error, "problem", None) or error)
    position = _index(getattr(error, "problem_mark", None), len(text))
    if "nesting depth" in problem:  # libyaml 0.2.6 looks ahead and stops by itself
        return Breakage.too_deep(position, deepest)
    character = text[position : position + 1]
    if character == "\t" or "tab character" in problem:
        return _tabs(position, text)
    if "cannot start any token" in problem and character and character in _BAD_STARTS:
        slip = Slip(Code.SYNTAX, f"a value cannot begin with {character}", "a plain value, or a quoted one", _QUOTE_IT)
        return Breakage(position, slip)
    context = _index(getattr(error, "context_mark", None), len(text))
    words = _words(_complaint(error, problem), text[context:position], text[:position])
    if words is _WORDS["expected node content"] and not text[position:].strip():
        words, position = _NOT_CLOSED, len(text.rstrip()) - 1
    elif words.at_context:
        position = context
    return Breakage(position, Slip(Code.SYNTAX, words.what, words.expected, words.hint))


def _complaint(error: YAMLError, problem: str) -> str:
    """Context and problem in one line; the parsers in C and in Python differ in small words."""
    complaint = f"{getattr(error, 'context', None) or ''}: {problem}"
    return complaint.replace("did not find expected", "expected").replace("expected the ", "expected ")


def _words(complaint: str, within: str, before: str) -> _Words:
    """The words for a complaint.

    Args:
        complaint: the parser's.
        within: the text from where the broken thing begins to where the parser gave up.
        before: all text up to there.
    """
    for known, words in _WORDS.items():
        if known in complaint:
            if known.startswith("flow") and "\n" in within:
                return _NOT_CLOSED
            behind_value = before[before.rfind("\n") + 1 :].strip()
            return _LEFT_OVER if behind_value and words.expected is _ALIGNED else words
    return _NO_YAML


def _index(mark: object, length: int) -> int:
    return min(int(getattr(mark, "index", 0)), length)


def _tabs(position: int, text: str) -> Breakage:
    """All lines indented by tabs at once, not only the first."""
    first, *others = [match.start(1) for match in re.finditer(_LEADING_TAB, text)] or [position]
    slip = Slip(
        Code.TAB,
        "a tab in the indentation",
        "spaces: YAML does not allow tabs there",
        "replace each tab by two spaces (in most editors: Convert Indentation to Spaces)",
    )
    return Breakage(first, slip, tuple(others))
