"""The type of PDFs: Liberation Sans, shipped with the program, and what becomes of letters that it does not have.

It has Latin, Greek, Cyrillic and Hebrew. A letter of another script, or with an accent that the type only has by
itself, is taken from a font at hand (``letters``, ``shaping``). A letter that no font has is a square, and the paper
says at its end which letters its squares are; whoever makes the PDF is warned.
"""

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from note_sched.pages.page import Page, Table
from note_sched.record import Record as Values
from note_sched.rendering.direction import FIGURES, RUNS, WORDS, as_seen
from note_sched.rendering.shaping import parts_of
from note_sched.rendering.values_in_words import GLUE, write_words

if TYPE_CHECKING:
    from note_sched.rendering.letters import Case

REGULAR, BOLD = "LiberationSans", "LiberationSans-Bold"

_FOLDER = Path(__file__).parent / "typefaces"
_FILES = (str(_FOLDER / "LiberationSans-Regular.ttf"), str(_FOLDER / "LiberationSans-Bold.ttf"))

_OF_ITS_OWN = ("reportlab_mods", "reportlab_settings")


def keep_to_itself() -> None:
    """Keep reportlab, before it is imported, from running ``~/.reportlab_mods``, ``reportlab_settings.py`` and such.

    It looks for two modules on the path, and where there are none for files in the home folder: here are two, empty.
    """
    for name in _OF_ITS_OWN:
        sys.modules.setdefault(name, ModuleType(name))


@cache
def _type() -> Sequence[tuple[Any, Any]]:
    """Both weights, known to reportlab from now on, each with its face as it was read.

    ``shapable`` off: where a shaper is installed by chance the bytes would differ.
    """
    keep_to_itself()
    from reportlab.pdfbase.pdfmetrics import registerFont  # noqa: PLC0415 (PDFs alone need it)

    from note_sched.rendering.letters import kind_of_type  # noqa: PLC0415 (as above)

    fonts = [kind_of_type()(name, file, shapable=False) for name, file in zip((REGULAR, BOLD), _FILES, strict=True)]
    for font in fonts:
        registerFont(font)
    return [(font, font.face) for font in fonts]


_cases: "list[Case]" = []
"""Of the papers that are being made: the last is set now. The first is the plain type, for what no paper is made of."""


@contextmanager
def type_case(paths: Sequence[str] = ()) -> "Iterator[Case]":
    """Set from a case of its own, as long as a paper is made.

    Args:
        paths: font files that come before those of the system.

    Raises:
        Refusal: one of them is of no use.
    """
    before = _now()
    _begin(paths)
    try:
        yield _cases[-1]
    finally:
        _cases.pop()
        _cast(before)


def _now() -> "Case":
    """What is being set from."""
    if not _cases:
        _begin()
    return _cases[-1]


def _begin(paths: Sequence[str] = ()) -> None:
    from note_sched.rendering.letters import Case  # noqa: PLC0415 (PDFs alone need it)

    _cases.append(Case([face for _, face in _type()], _FILES, paths))
    _cast(_cases[-1])


def _cast(case: "Case") -> None:
    for (font, _), face in zip(_type(), case.faces, strict=True):
        font.cast(face, case.letters)


def lacking(page: Page) -> dict[str, str]:
    """The texts of a page with letters that no font has, and those letters; of a name and a sentence with it the name.

    Inside ``type_case``.
    """
    case = _now()
    found: dict[str, str] = {}
    for text in _texts(page):
        if not text.isascii() and text not in found:
            laid(write_words(text))
            found[text] = ""
    for text in found:
        letters = dict.fromkeys(letter for letter in unicodedata.normalize("NFC", text) if letter in case.missing)
        found[text] = "".join(letters)
    shortest: list[str] = []
    for text in sorted((text for text, letters in found.items() if letters), key=len):
        if not any(name in text for name in shortest):
            shortest.append(text)
    return {text: letters for text, letters in found.items() if text in shortest}


def _texts(part: object) -> Iterator[str]:
    """Every text of a page, whatever it is made of."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Table):
        yield from _texts([part.title, *part.rows])
    elif isinstance(part, Page):
        yield from _texts([part.title, part.subtitle, part.headline, part.head, part.tables, part.notes])
    elif isinstance(part, Values):
        yield from _texts([getattr(part, name) for name in part._fields])
    elif isinstance(part, tuple | list):
        for each in part:
            yield from _texts(each)


def width_in(written: str, size: float, *, bold: bool = False) -> float:
    """Points that a text takes on one line."""
    _now()
    from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415 (PDFs alone need it)

    return float(stringWidth(written, BOLD if bold else REGULAR, size))


def laid(written: str) -> str:
    """Text in letters that there are: each word in the order in which it is seen, but the words as they are written.

    So it can be broken into lines; ``as_seen`` then turns each line.
    """
    if written.isascii():
        return written
    composed = unicodedata.normalize("NFC", written)  # a letter and its accents as one, where there is one
    return "".join(_turned(part) if at % 2 else _straight(part) for at, part in enumerate(RUNS.split(composed)))


def legible(written: str) -> str:
    """Text as it stands on a line of its own."""
    return as_seen(laid(written))


def _straight(written: str) -> str:
    """Text from the left: what the type has as it is, the words of other letters from elsewhere."""
    case = _now()
    if case.has(written):
        return written
    pieces = ((" " if piece.isspace() and piece != GLUE else piece) for piece in parts_of(written))
    return "".join("".join(group) if own else case.set_word("".join(group)) for own, group in groupby(pieces, case.has))


def _turned(run: str) -> str:
    """The words of a run from right to left, each with its last letter first."""
    words = WORDS.split(run)
    return "".join(_turned_word(part) if at % 2 else _straight(part) for at, part in enumerate(words))


def _turned_word(word: str) -> str:
    case = _now()
    if case.has(word) and not FIGURES.search(word):
        return word[::-1]
    return "".join(case.set_word(part, turned=True) for part in reversed(FIGURES.split(word)) if part)
