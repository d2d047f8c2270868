"""Letters that the type of PDFs lacks, taken from other fonts: those that are named, then those of the system.

A word is shaped by HarfBuzz in the first font that has all of its letters, so that Arabic joins, Devanagari makes its
conjuncts and an accent stands on its letter; where no font has all, each letter comes from the first that has it. The
outlines of what a font makes of letters that belong together become one glyph: it is as wide as they are, it takes
what those letters are when it is copied, and a paragraph breaks around it and not inside.

Nothing of a font is written but these outlines, whatever its format (TrueType, CFF, a collection, a variable font), so
the bytes of a PDF depend on the fonts and on nothing else. A font that may not be embedded is passed over, and so is
one that has only pictures (coloured emoji) for what is asked of it.
"""

import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from note_sched.faults import Refusal, in_words

EM = 2048
"""Units of the type to an em."""

_HEAVY = 600  # the weight from which a font is bold
_NOT_EMBEDDED = 2  # of OS/2 fsType: restricted licence
_FSTYPE_AT = 8
IGNORED = frozenset("\u034f\u200c\u200d\ufe0e\ufe0f")
"""What a font need not have: joiners, and the wish for a text or a picture."""

_QUERY = "%{file}\t%{index}\n"
_SECONDS = 20


class Cluster(NamedTuple):
    """Letters that belong together, as one glyph: its outline compiled for a table ``glyf``, in a regular and a bold.

    ``advances`` in units of the type; ``outlines`` each with its left side bearing before it.
    """

    letters: str
    advances: tuple[int, int]
    outlines: tuple[tuple[int, bytes], tuple[int, bytes]]


class Font(NamedTuple):
    """A face that HarfBuzz shapes in; ``weight`` as the file says it."""

    shaped: Any
    units: int
    weight: int

    def has(self, letters: Iterable[str]) -> bool:
        """Whether it has a glyph for each."""
        found = self.shaped.get_nominal_glyph
        return all(letter in IGNORED or found(ord(letter)) for letter in letters)


def can_shape() -> bool:
    """Whether the libraries for it are installed."""
    try:
        import fontTools.pens  # noqa: F401, PLC0415 (hardly any PDF needs them)
        import uharfbuzz  # noqa: F401, PLC0415
    except ImportError:
        return False
    return True


def named_fonts(paths: Sequence[str]) -> list[Font]:
    """The fonts of files, in order; of a collection all.

    Raises:
        Refusal: one cannot be read, is no font, or may not be embedded; or nothing is installed that reads it.
    """
    if paths and not can_shape():
        raise Refusal("--font needs uharfbuzz and fonttools, which are not installed", "pip install 'note-sched[pdf]'")
    found: list[Font] = []
    for path in paths:
        try:
            faces = [_opened(path, at, bold=bold) for at in range(_count(path)) for bold in (False, True)]
        except OSError as error:
            raise Refusal(f"--font {path} cannot be read: {in_words(error)}", "name a font file") from None
        if not any(face is None or face.shaped.face.unicodes for face in faces):
            raise Refusal(f"--font {path} is no font", "name a file .ttf, .otf or .ttc")
        usable = [face for face in dict.fromkeys(faces) if face is not None]
        if not usable:
            hint = "name one whose licence lets it be embedded"
            raise Refusal(f"--font {path} says that it may not be embedded", hint)
        found += usable
    return found


def _count(path: str) -> int:
    """How many faces a file has; 0 if it is no font."""
    data = Path(path).read_bytes()
    if data[:4] == b"ttcf":
        return int.from_bytes(data[8:12], "big")
    return int(data[:4] in (b"\x00\x01\x00\x00", b"OTTO", b"true"))


@cache
def _opened(path: str, index: int, *, bold: bool = False) -> Font | None:
    """A face of a file; None if it may not be embedded. A variable one takes the weight that is wanted."""
    import uharfbuzz  # noqa: PLC0415 (as above)

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path), index & 0xFFFF)
    facts = bytes(face.reference_table("OS/2").data) if "OS/2" in face.table_tags else b""
    if int.from_bytes(facts[_FSTYPE_AT : _FSTYPE_AT + 2], "big") & _NOT_EMBEDDED:
        return None
    weight = int.from_bytes(facts[4:6], "big") or 400
    font = uharfbuzz.Font(face)
    if face.has_var_data:
        weight = 700 if bold else 400
        font.set_variations({"wght": weight})
    elif bold:
        return _opened(path, index)
    return Font(font, face.upem, weight)


def of_the_system(letters: str, *, bold: bool) -> Iterator[Font]:
    """Fonts that fontconfig knows, the likeliest for the language of some letters first; none where it is not."""
    for path, index in _listed(_language(letters), bold=bold):
        font = _of_system(path, index, bold=bold)
        if font is not None:
            yield font


def _of_system(path: str, index: int, *, bold: bool) -> Font | None:
    try:
        return _opened(path, index, bold=bold) if _count_of_system(path) else None
    except OSError:  # listed, and gone
        return None


@cache
def _count_of_system(path: str) -> int:
    with open(path, "rb") as file:  # noqa: PTH123 (its first bytes alone)
        return int(file.read(4) in (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf"))


@cache
def _listed(language: str, *, bold: bool) -> Sequence[tuple[str, int]]:
    """Files and indices in the order of ``fc-match``, which is the user's own choice of fonts."""
    import shutil  # noqa: PLC0415 (as above)
    import subprocess  # noqa: PLC0415

    program = shutil.which("fc-match")
    if program is None:
        return ()
    pattern = "sans-serif" + (f":lang={language}" if language else "") + (":bold" if bold else "")
    plain = {**os.environ, "LC_ALL": "C", "FC_LANG": "en"}  # the reader's language decides nothing
    try:
        told = subprocess.run(  # noqa: S603 (nothing of a document is in it)
            [program, "-s", "-f", _QUERY, pattern], env=plain, capture_output=True, timeout=_SECONDS, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    lines = (line.rpartition("\t") for line in os.fsdecode(told).splitlines())
    return [(path, int(index)) for path, _, index in lines if index.isdigit()]


def _language(letters: str) -> str:
    """The language whose shapes of Chinese characters are wanted, as far as a word gives it away."""
    if any("\u3040" <= letter <= "\u30ff" for letter in letters):
        return "ja"
    if any("\u1100" <= letter <= "\u11ff" or "\uac00" <= letter <= "\ud7ff" for letter in letters):
        return "ko"
    return "zh-cn" if any("\u2e80" <= letter <= "\u9fff" or letter >= "\U00020000" for letter in letters) else ""


class Shaper:
    """Turns words into clusters, in fonts that are tried in order: ``own``, ``named``, those of the system."""

    def __init__(self, own: tuple[str, str], paths: Sequence[str] = ()) -> None:
        """``own``: the files of the type itself, regular and bold."""
        self._own = [_opened(path, 0) for path in own]
        self._named = named_fonts(paths)
        self._found: dict[tuple[str, bool], Font | None] = {}

    def shape(self, word: str) -> list[Cluster | str]:
        """A word in the order in which it is seen, from the left; a letter that no font has stands as it is."""
        whole = self._font(word, bold=False)
        if whole is not None:
            return [*self._shaped(word, whole)]
        pieces = [*parts_of(word)]
        if len(pieces) == 1:
            return [*pieces]
        runs = [(font, "".join(run)) for font, run in groupby(pieces, lambda piece: self._font(piece, bold=False))]
        found: list[list[Cluster | str]] = [
            [*parts_of(run)] if font is None else [*self._shaped(run, font)] for font, run in runs
        ]
        if is_turned(word):
            found.reverse()
        return [each for run in found for each in run]

    def _font(self, letters: str, *, bold: bool) -> Font | None:
        """The first font that has all letters, and an outline for each of them."""
        key = ("".join(sorted(set(letters))), bold)
        if key not in self._found:
            self._found[key] = next(
                (font for font in self._tried(letters, bold=bold) if font.has(letters) and _draws(font, letters)), None
            )
        return self._found[key]

    def _tried(self, letters: str, *, bold: bool) -> Iterator[Font]:
        own = self._own[bold]
        if own is not None:
            yield own
        yield from (font for font in self._named if bold == (font.weight >= _HEAVY))
        if not bold:
            yield from (font for font in self._named if font.weight >= _HEAVY)
        else:
            yield from (font for font in self._named if font.weight < _HEAVY)
        yield from of_the_system(letters, bold=bold)

    def _shaped(self, word: str, font: Font) -> Iterator[Cluster]:
        """The clusters of a word; the bold is the regular where a bold font takes its letters together otherwise."""
        regular = _clusters(word, font)
        heavy = self._font(word, bold=True) or font
        bold = _clusters(word, heavy)
        if [each[0] for each in bold] != [each[0] for each in regular]:
            bold, heavy = regular, font
        for (letters, thin, width), (_, thick, wide) in zip(regular, bold, strict=True):
            yield Cluster(
                letters,
                (_scaled(width, font.units), _scaled(wide, heavy.units)),
                (_outline(font, thin), _outline(heavy, thick)),
            )


def is_turned(word: str) -> bool:
    """Whether a word is written from right to left."""
    return next(
        (kind in ("R", "AL") for letter in word if (kind := unicodedata.bidirectional(letter)) in _STRONG), False
    )


_STRONG = ("L", "R", "AL")


def parts_of(word: str) -> Iterator[str]:
    """A word's letters, each with the marks, joiners and shades that go with it."""
    piece = ""
    for letter in word:
        joined = piece.endswith("\u200d") or letter in IGNORED or "\U0001f3fb" <= letter <= "\U0001f3ff"
        if piece and not joined and not unicodedata.category(letter).startswith("M"):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


_Placed = tuple[tuple[int, int, int], ...]
"""Glyphs of a font and where they stand, in its units."""


def _clusters(word: str, font: Font) -> list[tuple[str, _Placed, int]]:
    """The letters, glyphs and width of each cluster, from the left."""
    import uharfbuzz  # noqa: PLC0415 (as above)

    buffer = uharfbuzz.Buffer()
    buffer.add_codepoints([ord(letter) for letter in word])
    buffer.guess_segment_properties()
    buffer.language = "en" if not _language(word) else _language(word)
    if word[0].isdigit():
        buffer.direction = "ltr"
    uharfbuzz.shape(font.shaped, buffer)
    shaped = list(zip(buffer.glyph_infos, buffer.glyph_positions, strict=True))
    starts = [*sorted({info.cluster for info, _ in shaped}), len(word)]
    ends = dict(pairwise(starts))
    found: list[tuple[str, _Placed, int]] = []
    for start, members in groupby(shaped, lambda each: each[0].cluster):
        pen = 0
        placed: list[tuple[int, int, int]] = []
        for info, position in members:
            placed.append((info.codepoint, pen + position.x_offset, position.y_offset))
            pen += position.x_advance
        found.append((word[start : ends[start]], tuple(placed), pen))
    return found


def _draws(font: Font, letters: str) -> bool:
    """Whether a font has an outline of every letter, and not only pictures of some."""
    from fontTools.pens.recordingPen import RecordingPen  # noqa: PLC0415 (as above)

    for letter in set(letters) - IGNORED:
        pen = RecordingPen()
        font.shaped.draw_glyph_with_pen(font.shaped.get_nominal_glyph(ord(letter)), pen)
        if not pen.value:
            return False
    return True


@cache
def _outline(font: Font, placed: _Placed) -> tuple[int, bytes]:
    """Glyphs as one, in the units of the type: its left side bearing, and its outline as a table ``glyf`` has it."""
    from fontTools.pens.cu2quPen import Cu2QuPen  # noqa: PLC0415 (as above)
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    pen = TTGlyphPen(None)
    smooth = Cu2QuPen(pen, max_err=1)
    scale = EM / font.units
    for glyph, x, y in placed:
        font.shaped.draw_glyph_with_pen(glyph, TransformPen(smooth, (scale, 0, 0, scale, x * scale, y * scale)))
    made = pen.glyph()
    if not made.numberOfContours:
        return 0, b""
    made.recalcBounds(None)
    return made.xMin, made.compile(None, recalcBBoxes=False)


def _scaled(units: int, of: int) -> int:
    return round(units * EM / of)
