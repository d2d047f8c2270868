"""Letters that the type of PDFs lacks: from which font they come, how they join, what stands where none has them."""

import re
import shutil
import subprocess
import sys

import pytest
from browser import pages_of
from papers import SURROUNDINGS, elsewhere, full

from note_sched.faults import Refusal
from note_sched.pages.page import Column, Kind, Page, Prose, Section, Table
from note_sched.rendering import fonts, shaping
from note_sched.rendering.fonts import legible, type_case, width_in
from note_sched.rendering.pdf import paper_in, paper_page
from note_sched.rendering.values_in_words import write_words

TREE, WOOD = "桤木"
BEH, ALEF = "\u0628", "\u0627"
SQUARE = "\N{WHITE SQUARE}"
AREA = rb"/Length1 (\d+)"
NOTO = ("NotoSansCJK-Regular", "NotoSansArabic-Regular", "NotoSansDevanagari-Regular", "NotoSansThai-Regular")


@pytest.fixture(autouse=True)
def _no_fonts_of_the_system(monkeypatch):
    monkeypatch.setattr(shaping, "_listed", lambda *_, **__: ())


def made_font(path, *, cff=False, embeddable=True, bold=False, wide=1000):
    """Two Chinese letters and two Arabic ones: beh alone is 900 wide, at a word's beginning 300, at its end 500."""
    from fontTools.feaLib.builder import addOpenTypeFeaturesFromString  # noqa: PLC0415 (part of the extra)
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415
    from fontTools.pens.t2CharStringPen import T2CharStringPen  # noqa: PLC0415
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    widths = {".notdef": 500, "tree": wide, "wood": wide, "beh": 900, "beh.i": 300, "beh.f": 500, "alef": 200}
    letters = {ord(TREE): "tree", ord(WOOD): "wood", ord(BEH): "beh", ord(ALEF): "alef"}
    made = FontBuilder(1000, isTTF=not cff)
    made.setupGlyphOrder(list(widths))
    made.setupCharacterMap(letters)
    drawn = {}
    for name, width in widths.items():
        pen = T2CharStringPen(width, None) if cff else TTGlyphPen(None)
        for x, y in ((50, 0), (width - 50, 0), (width - 50, 700), (50, 700)):
            (pen.moveTo if (x, y) == (50, 0) else pen.lineTo)((x, y))
        pen.closePath()
        drawn[name] = pen.getCharString() if cff else pen.glyph()
    made.setupCFF("Made", {}, drawn, {}) if cff else made.setupGlyf(drawn)
    made.setupHorizontalMetrics({name: (width, 50) for name, width in widths.items()})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Made", "styleName": "Bold" if bold else "Regular"})
    made.setupOS2(usWeightClass=700 if bold else 400, fsType=0 if embeddable else 2)
    made.setupPost()
    joined = "feature init { sub beh by beh.i; } init; feature fina { sub beh by beh.f; } fina;"
    addOpenTypeFeaturesFromString(made.font, f"languagesystem DFLT dflt; languagesystem arab dflt; {joined}")
    made.font.cfg["fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"] = False  # old ones call what is deprecated
    made.save(path)
    return str(path)


@pytest.fixture
def font(tmp_path):
    pytest.importorskip("uharfbuzz", reason="letters of other fonts need uharfbuzz")
    return made_font(tmp_path / "made.ttf")


def named(*names):
    """A page with names in a table and in a sentence."""
    table = Table((Column("who", Kind.TEXT, "Who"),), [(name,) for name in names])
    return Page({}, table, [table, Section("Signatures", [f"by {name}, 100.00" for name in names])], title="Paper")


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("cff", [False, True])
def test_a_name_stands_as_it_is_written_in_a_font_that_has_it(tmp_path, font, cff):
    """Outlines of either kind; what is copied from the file is the name; the bytes are the same each time."""
    path = made_font(tmp_path / "made.otf", cff=True) if cff else font
    paper = paper_in(named(f"{TREE}{WOOD} LP"), [path])
    assert paper.lacking == []
    (text,) = pages_of(paper.pdf, "-layout")
    assert f"by {TREE}{WOOD} LP, 100.00" in text
    assert SQUARE not in text
    assert paper_in(named(f"{TREE}{WOOD} LP"), [path]).pdf == paper.pdf


def test_a_letter_is_as_wide_as_its_font_says(font, tmp_path):
    """1,000 of 1,000 units: the size; in bold, by a bold font of 1,200: 1.2 of it."""
    with type_case([font]):
        assert width_in(legible(TREE), 10) == pytest.approx(10, abs=0.01)
        assert width_in(legible(TREE), 10, bold=True) == pytest.approx(10, abs=0.01)
    with type_case([made_font(tmp_path / "bold.ttf", bold=True, wide=1200), font]):
        assert width_in(legible(TREE), 10) == pytest.approx(10, abs=0.01)
        assert width_in(legible(TREE), 10, bold=True) == pytest.approx(12, abs=0.01)


def test_letters_that_join_are_joined(font):
    """Beh alone .9; two of them .3 at the beginning and .5 at the end; the last stands at the left."""
    with type_case([font]):
        assert width_in(legible(BEH), 10) == pytest.approx(9, abs=0.01)
        both = legible(BEH * 2)
        assert [round(width_in(each, 10)) for each in both] == [5, 3]


def test_the_font_named_first_is_taken(font, tmp_path):
    other = made_font(tmp_path / "other.ttf", wide=600)
    for paths, width in (([font, other], 10), ([other, font], 6)):
        with type_case(paths):
            assert width_in(legible(WOOD), 10) == pytest.approx(width, abs=0.01)


@pytest.mark.usefixtures("poppler")
def test_where_no_font_has_a_letter_a_square_stands_and_the_paper_says_for_what():
    """Never a number amid a name; of a name and a sentence with it the name is told; names that are whole are not."""
    paper = paper_in(named(f"{TREE}{WOOD} LP", "Ольха", "A\u030asa"))
    assert paper.lacking == [f"{TREE}{WOOD} LP"]
    (text,) = pages_of(paper.pdf, "-layout")
    words = " ".join(text.split())
    assert f"by {SQUARE * 2} LP, 100.00" in words
    assert f"{SQUARE} stands where no font at hand has a letter: in “{SQUARE * 2} LP” U+6864 U+6728." in words
    assert "\\u" not in text


def test_a_paper_without_foreign_letters_knows_nothing_of_fonts(font):
    assert paper_in(full(), [font]).pdf == paper_page(full())


@pytest.mark.parametrize("environment", SURROUNDINGS)
def test_the_bytes_are_the_same_anywhere(environment):
    assert elsewhere(paper_page, **environment) == paper_page(full())


@pytest.mark.usefixtures("font", "poppler")
def test_an_accent_for_which_the_type_has_no_letter_stands_on_its_letter():
    """x with a macron is no letter of Unicode: it is as wide as x, and is found as what it is."""
    with type_case():
        assert width_in(legible("x\u0304"), 10) == pytest.approx(width_in("x", 10), abs=0.01)
    paper = paper_in(named("x\u0304y"))
    assert paper.lacking == []
    assert "x\u0304y" in "".join(pages_of(paper.pdf))


def test_words_from_right_to_left_are_turned_line_by_line():
    """Cut between words, each line is read from its right; figures and brackets end a run."""
    words = fonts.laid("קרן אלון (להשקעות) 100.00")
    assert words == "ןרק ןולא (תועקשהל) 100.00"
    assert legible("קרן אלון (להשקעות) 100.00") == "ןולא ןרק (תועקשהל) 100.00"


@pytest.mark.usefixtures("poppler")
def test_a_long_name_from_right_to_left_begins_on_its_first_line():
    names = [f"{word}אב" for word in "קרשתמנסעפצ"]
    first, *_ = pages_of(paper_page(Page({}, Table((), []), [Prose([" ".join(names * 5)])])), "-layout")
    lines = [line for line in first.splitlines() if "אב" in line]
    assert len(lines) > 1
    assert names[0] in lines[0]
    assert re.sub("[\u202a-\u202e]", "", " ".join(lines)).split().count(names[0]) == 5


def test_joiners_stand_between_letters_that_they_shape_and_nowhere_else():
    assert write_words("می\u200cخواهم") == "می\u200cخواهم"
    assert write_words("👨\u200d👧") == "👨\u200d👧"
    assert write_words("Al\u200dder") == "Al\\u200dder"
    assert write_words("می\u200c") == "می\\u200c"
    assert write_words("👨\u200d👧\x1b") == "👨\u200d👧\\x1b"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.ttf", "cannot be read: no such file"),
        ("text.ttf", "is no font"),
        ("broken.ttf", "is no font"),
        ("closed.ttf", "says that it may not be embedded"),
    ],
)
def test_a_font_that_is_of_no_use_is_refused(tmp_path, font, name, said):  # noqa: ARG001 (needs what makes one)
    (tmp_path / "text.ttf").write_text("Alder")
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0 and nothing behind it")
    made_font(tmp_path / "closed.ttf", embeddable=False)
    with pytest.raises(Refusal) as refused:
        paper_in(full(), [str(tmp_path / name)])
    assert said in refused.value.what.lower()


def test_without_the_shaper_squares_stand_and_the_named_font_is_refused(monkeypatch, font):
    monkeypatch.setitem(sys.modules, "uharfbuzz", None)
    assert paper_in(named(TREE)).lacking == [TREE]
    with pytest.raises(Refusal) as refused:
        paper_in(named(TREE), [font])
    assert refused.value.hint == "pip install 'note-sched[pdf]'"


def listed():
    program = shutil.which("fc-list")
    return subprocess.run([program], capture_output=True, check=True).stdout.decode() if program else ""  # noqa: S603


@pytest.mark.usefixtures("poppler")
@pytest.mark.skipif(not all(name in listed() for name in NOTO), reason="Noto fonts are not installed")
@pytest.mark.parametrize(
    "name",
    ["株式会社みずほ銀行", "한국투자증권", "شركة الراجحي", "บริษัท กสิกรไทย จำกัด", "भारतीय स्टेट बैंक", "می\u200cخواهم"],
)
def test_fonts_of_the_system_are_found(monkeypatch, name):
    monkeypatch.undo()
    paper = paper_in(named(name))
    assert paper.lacking == []
    text = re.sub("[\u202a-\u202e]", "", "".join(pages_of(paper.pdf)))
    assert name in text
    assert paper_in(named(name)).pdf == paper.pdf
