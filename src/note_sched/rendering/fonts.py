r"""The type of PDFs: Liberation Sans, shipped with the program, and what becomes of letters that it does not have.

It has Latin, Greek, Cyrillic and Hebrew. A letter of another script (Chinese, Arabic) is shown as its number,
``\u4e2d``, as control characters are everywhere: a reader sees that something stands there, and what; whoever makes
the PDF is warned. A font of every script would weigh twenty times the program; the HTML form shows such names with the
reader's own fonts.
"""

import sys
import unicodedata
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from note_sched.pages.page import Page, Table
from note_sched.rendering.direction import as_seen

REGULAR, BOLD = "LiberationSans", "LiberationSans-Bold"


_OF_ITS_OWN = ("reportlab_mods", "reportlab_settings")


def keep_to_itself() -> None:
    """Keep reportlab, before it is imported, from running ``~/.reportlab_mods``, ``reportlab_settings.py`` and such.

    It looks for two modules on the path, and where there are none for files in the home folder: here are two, empty.
    """
    for name in _OF_ITS_OWN:
        sys.modules.setdefault(name, ModuleType(name))


@cache
def load_fonts() -> Container[int]:
    """Make both weights known to reportlab; gives the numbers of the characters that they have.

    ``shapable`` off: where a shaper is installed by chance the bytes would differ.
    """
    keep_to_itself()
    from reportlab.pdfbase.pdfmetrics import registerFont  # noqa: PLC0415 (PDFs alone need it)
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    known: set[int] | None = None
    for name, file in ((REGULAR, "LiberationSans-Regular.ttf"), (BOLD, "LiberationSans-Bold.ttf")):
        font = TTFont(name, str(Path(__file__).parent / "typefaces" / file), shapable=False)
        registerFont(font)
        letters = set(font.face.charToGlyph)
        known = letters if known is None else known & letters
    return known or set()


def unwritable(page: Page) -> list[str]:
    """The texts of a page with letters that the type lacks, each once; of a name and a sentence with it the name."""
    known = load_fonts()
    found = dict.fromkeys(
        text
        for text in _texts(page)
        if not text.isascii() and any(ord(letter) not in known for letter in unicodedata.normalize("NFC", text))
    )
    shortest: list[str] = []
    for text in sorted(found, key=len):
        if not any(name in text for name in shortest):
            shortest.append(text)
    return [text for text in found if text in shortest]


def _texts(part: object) -> Iterator[str]:
    """Every text of a page, whatever it is made of."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Table):
        yield from _texts([part.title, *part.rows])
    elif isinstance(part, Page):
        yield from _texts([part.title, part.subtitle, part.headline, part.head, part.tables, part.notes])
    elif isinstance(part, tuple | list):
        for each in part:
            yield from _texts(each)


def width_in(written: str, size: float, *, bold: bool = False) -> float:
    """Points that a text takes on one line."""
    from reportlab.pdfbase.pdfmetrics import stringWidth  # noqa: PLC0415

    return float(stringWidth(written, BOLD if bold else REGULAR, size))


def legible(written: str) -> str:
    """Text as it is set: letters that the type lacks as their numbers, Hebrew in the order in which it is seen."""
    if written.isascii():
        return written
    known = load_fonts()
    composed = unicodedata.normalize("NFC", written)  # a letter and its accents as one, where there is one
    return as_seen("".join(letter if ord(letter) in known else _number(letter) for letter in composed))


def _number(letter: str) -> str:
    number = ord(letter)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
