"""The letters of one paper: those of the type, and beside them glyphs that were made of other fonts' letters.

While a paper is made, each such glyph is known to the type under a number of Unicode that means nothing, so that
whatever measures, breaks or draws text needs to know nothing of it. In the file the numbers are gone: there a glyph is
said to be the letters that it was made of, which is what is found and copied.
"""

import unicodedata
from collections.abc import Container, Mapping, Sequence
from copy import copy
from functools import cache
from typing import Any

from note_sched.rendering.direction import RIGHT, RIGHT_LAST
from note_sched.rendering.shaping import EM, IGNORED, Cluster, Shaper, can_shape, parts_of

SQUARE = "\N{WHITE SQUARE}"
"""Stands where no font has a letter."""

_FIRST = 0xE000
_LEANING = frozenset({"Mn", "Me", "Mc", "Cf"})
_WORDS = 4  # bytes to which a glyph's outline is filled up


class Case:
    """What a paper is set from.

    Attributes:
        faces: the regular and the bold, for reportlab; good for one paper.
        letters: by the number of a glyph what it was made of.
        missing: the letters that no font had, as far as text was set.
    """

    def __init__(self, own: Sequence[Any], files: tuple[str, str], paths: Sequence[str] = ()) -> None:
        """``own``: the faces of the type; ``files``: where they stand; ``paths``: fonts before those of the system.

        Raises:
            Refusal: one of those is of no use.
        """
        self.faces = [_face()(face) for face in own]
        self.letters: dict[int, str] = {}
        self.missing: set[str] = set()
        self._known: Container[int] = set(own[0].charToGlyph) & set(own[1].charToGlyph)
        self._shaper = Shaper(files, paths) if paths or can_shape() else None
        self._next = [_FIRST, RIGHT]
        self._numbers: dict[tuple[Cluster, bool], str] = {}
        self._written: dict[tuple[str, bool], str] = {}

    def has(self, word: str) -> bool:
        """Whether the type sets a word by itself."""
        return all(ord(letter) in self._known and not leans(letter) for letter in word)

    def set_word(self, word: str, *, turned: bool = False) -> str:
        """A word that the type does not set by itself: its glyphs from the left; squares for what is none.

        ``turned``: whether it stands in a run from right to left.
        """
        if (word, turned) not in self._written:
            made = self._shaper.shape(word) if self._shaper else parts_of(word)
            self._written[word, turned] = "".join(self._glyph(each, turned=turned) for each in made)
        return self._written[word, turned]

    def _glyph(self, made: Cluster | str, *, turned: bool) -> str:
        if isinstance(made, str):
            if all(ord(letter) in self._known for letter in made):
                return made
            self.missing.update(letter for letter in made if ord(letter) not in self._known and letter not in IGNORED)
            return SQUARE
        if (made, turned) not in self._numbers:
            number = self._next[turned]
            if number > (RIGHT_LAST if turned else RIGHT - 1):  # thousands of them in one paper
                self.missing.update(made.letters)
                return SQUARE
            self._next[turned] += 1
            self._numbers[made, turned] = chr(number)
            self.letters[number] = made.letters
            for face, advance, (bearing, outline) in zip(self.faces, made.advances, made.outlines, strict=True):
                face.take(number, advance, bearing, outline)
        return self._numbers[made, turned]


def leans(letter: str) -> bool:
    """Whether a letter is set with the one before it: an accent, a joiner, a choice of form."""
    return unicodedata.category(letter) in _LEANING


@cache
def _face() -> Any:  # noqa: ANN401 (reportlab has no types)
    from reportlab.pdfbase.ttfonts import TTFontFace  # noqa: PLC0415 (PDFs alone need it)

    class Face(TTFontFace):  # type: ignore[misc] # as above
        """A face whose outlines are put behind it, with those of the glyphs that it took, while a subset is made."""

        _ttf_data: bytes

        def __init__(self, face: Any) -> None:  # noqa: ANN401
            self.__dict__.update(face.__dict__)
            for each in ("charToGlyph", "charWidths", "hmetrics", "glyphPos", "table"):
                setattr(self, each, copy(getattr(face, each)))
            start, self.reach = self.get_table_pos("glyf")
            self.outlines = [self.get_chunk(start, self.reach)]

        def take(self, number: int, advance: int, bearing: int, outline: bytes) -> None:
            self.charToGlyph[number] = len(self.hmetrics)
            self.charWidths[number] = advance * 1000 / EM
            self.hmetrics.append((advance, bearing & 0xFFFF))
            filled = outline + bytes(-len(outline) % _WORDS)
            self.outlines.append(filled)
            self.reach += len(filled)
            self.glyphPos.append(self.reach)

        def makeSubset(self, subset: Sequence[int]) -> bytes:  # noqa: N802 (reportlab's name)
            glyphs = b"".join(self.outlines)
            self.table["glyf"] = {**self.table["glyf"], "offset": len(self._ttf_data), "length": len(glyphs)}
            whole, self._ttf_data = self._ttf_data, self._ttf_data + glyphs
            try:
                return bytes(super().makeSubset(subset))
            finally:
                self._ttf_data = whole

    return Face


@cache
def kind_of_type() -> Any:  # noqa: ANN401 (as above)
    """A reportlab font, of which a ``Case`` is set for one paper after the other: it can be registered only once."""
    from reportlab.pdfbase.ttfonts import SUBSETN, TTFont  # noqa: PLC0415 (as above)

    class Type(TTFont):  # type: ignore[misc] # as above
        """A font that says for each glyph of which letters it is made."""

        letters: Mapping[int, str]

        def cast(self, face: Any, letters: Mapping[int, str]) -> None:  # noqa: ANN401
            self.face, self.letters = face, letters

        def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802 (reportlab's name)
            subsets = list(self.state[doc].subsets)
            super().addObjects(doc)
            for at, subset in enumerate(subsets):
                named = b"".join((SUBSETN(at), b"+", self.face.name, self.face.subfontNameX)).decode()
                told = doc.idToObject[f"toUnicodeCMap:{named}"]
                for place, number in enumerate(subset):
                    if number in self.letters:
                        said = f"<{place:02X}> <{_hex(self.letters[number])}>"
                        told.content = told.content.replace(f"<{place:02X}> <{number:04X}>", said)

    return Type


def _hex(letters: str) -> str:
    return letters.encode("utf-16-be").hex().upper()
