"""A PDF: its sheets, its figures whole, its letters legible, its bytes the same anywhere."""

import re
import subprocess
import sys

import pytest
from browser import pages_of
from notes import block, day, note
from papers import HOSTILE, SURROUNDINGS, elsewhere, full, long, odd, wide

from note_sched.faults import Refusal
from note_sched.pages.page import Column, Kind, Line, Page, Prose, Section, Signing, Table
from note_sched.rendering.fonts import legible
from note_sched.rendering.paper_tables import SIZES, settings
from note_sched.rendering.pdf import LONG, MARGIN, SHORT, paper_page
from note_sched.rendering.terminal import text_page
from note_sched.rendering.values_in_words import GLUE
from note_sched.reports.answers.schedule import schedule
from note_sched.reports.answers.status import status
from note_sched.simulation import simulate

SUM = re.compile(r"[\d,]+\.\d\d")
SIXTY = {
    f"h{n:02}": {"name": f"Holder Number {n} Growth Partners LP", "principal": f"{n},250,000.00"} for n in range(1, 61)
}
UPRIGHT = SHORT - 2 * MARGIN


@pytest.fixture
def read(poppler):  # noqa: ARG001 (reads it)
    """The text of each sheet of a page's PDF."""

    def pages(page):
        return pages_of(paper_page(page), "-layout")

    return pages


def told(pdf, program, *options):
    command = [program, *options, "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()  # noqa: S603


def sheets(page):
    """The sizes of the sheets of a page, as the file says them."""
    found = re.findall(rb"/MediaBox \[ 0 0 (\d+) (\d+) \]", paper_page(page))
    return {(float(width), float(height)) for width, height in found}


def test_every_word_of_the_page_stands_on_it(read):
    text = " ".join(" ".join(read(full())).split())
    assert text.startswith("Payoff letter Alder, as of Mon 2009-06-15 MAY NOT BE PAID on Mon 2009-06-15 Note Junior")
    for said in (
        "To whom it may concern.",
        "The amount is 125,000.00.",
        "What is due",
        "32.258065",
        "by Mon 2008-11-03",
    ):
        assert said in text
    assert "In force: • day_count • from Fri 2008-09-26 The SPA was not read." in text
    assert "Subordination Barred under 1(d)(ii)(A). The per diem is of that day. page 1 of 1" in text


@pytest.mark.parametrize(
    ("page", "through"),
    [(status, None), (schedule, "2008-12-31"), pytest.param(schedule, None, marks=pytest.mark.long)],
)
def test_every_figure_of_the_text_stands_whole_on_paper(read, page, through):
    whole = note(*block("2009-03-03"), holders=SIXTY)
    run = simulate(whole, through=day(through)) if through else simulate(whole, ask=day("2009-06-15"), sink=None)
    made = page(run) if page is status else page(run, by_holder=True)
    shown = {word for text in read(made) for word in text.split()}
    assert {each for each in SUM.findall(text_page(made)) if each not in shown} == set()


def test_sheets_are_numbered_and_headed(read):
    texts = read(long(60))
    assert len(texts) > 2
    for number, text in enumerate(texts, 1):
        assert f"page {number} of {len(texts)}" in text
        assert "A paper of many pages" in text.splitlines()[0]
        assert re.search(r"Who +What +Sum", text)
        assert "Many rows" in text


def test_no_row_is_cut_in_two_and_the_total_stands_with_the_last(read):
    for rows in range(20, 30):
        texts = read(long(rows))
        for number in range(1, rows + 1):
            (at,) = [at for at, text in enumerate(texts) if re.search(rf"\bfirst{number}\b", text)]
            assert re.search(rf"\blast{number}\b", texts[at])
        assert f"last{rows}" in next(text for text in texts if "TOTAL" in text)


def test_a_title_stays_with_its_first_row(read):
    table = long(3, "The title").tables[0]
    for lines in range(26, 44, 2):
        texts = read(Page({}, table, [table], head=[Line("a", "b")] * lines))
        (text,) = [text for text in texts if "first1 " in text]
        assert "The title" in text


def test_a_row_higher_than_a_sheet_is_cut_rather_than_lost(read):
    memo = " ".join(f"word{n}" for n in range(2_000))
    table = Table((Column("memo", Kind.TEXT, "Memo"), Column("sum", Kind.MONEY, "Sum")), [(memo, 1)])
    words = " ".join(read(Page({}, table, [table]))).split()
    assert [word for word in words if word.startswith("word")] == memo.split()


@pytest.mark.long
def test_text_longer_than_a_sheet_goes_on_on_the_next_wherever_it_stands(read):
    said = " ".join(f"word{n}" for n in range(3_000))
    page = odd(said)
    (table, section, *prose) = page.tables
    page = page._replace(tables=[table._replace(title="t"), section, *prose])
    words = "".join(read(page))
    assert all(f"word{n} " in words or f"word{n}\n" in words for n in range(3_000))
    assert words.count("word2999") > 10


def test_a_wide_table_is_set_smaller_then_the_sheet_is_turned_then_it_takes_its_narrow_form(read):
    """1,234,567.89 in Liberation Sans: ten digits of .556 of the size, two commas and a point of .278: 5.84 wide.

    512 points hold, at 8.5 and with 8 between columns, (512 − name) / 57.6 = 8 sums, at 7.0 ten; 692 hold 13.
    """
    names = [["name", *(f"m{n}" for n in range(8))], ["name", *(f"m{n}" for n in range(8, 16))]]
    assert settings(wide(7).tables[0], UPRIGHT)[0].size == SIZES[0]
    assert settings(wide(9).tables[0], UPRIGHT)[0].size < SIZES[0]
    assert sheets(wide(9)) == {(SHORT, LONG)}
    assert sheets(wide(12)) == {(LONG, SHORT)}
    assert sheets(wide(16, narrow=names)) == {(SHORT, LONG)}
    text = " ".join(read(wide(16, narrow=names)))
    assert {f"1,234,5{67 + (89 + n) // 100}.{(89 + n) % 100:02}" for n in range(16)} <= set(text.split())


@pytest.mark.parametrize(
    ("words", "width", "rows", "size"), [(12, 490, 3, 8.5), (12, 485, 3, 8.0), (12, 485, 2, 8.5), (120, 485, 3, 8.5)]
)
def test_type_is_smaller_where_that_spares_much_of_the_lines_and_three_at_least(words, width, rows, size):
    """Twelve words of eight n (.556 of the size) with blanks (.278) are 56.43 of it: 479.7 points at 8.5, 451.5 at 8.

    A cell has 8 besides. A hundred and twenty take 11 lines of 477 points at 8.5 and 9 at 7: not much fewer.
    """
    table = Table((Column("what", Kind.TEXT, "What"),), [(" ".join(["nnnnnnnn"] * words),)] * rows)
    assert [setting.size for setting in settings(table, width)] == [size]


def test_columns_of_long_texts_share_what_room_there_is():
    texts = [" ".join(["nnnnnnnn"] * words) for words in (24, 23)]
    table = Table((Column("what", Kind.TEXT, "What"), Column("why", Kind.TEXT, "Why")), [texts])
    (setting,) = settings(table, 500)
    assert [round(each) for each in setting.widths] == [250, 250]


def test_where_no_form_fits_a_row_becomes_lines(read):
    (text,) = read(wide(20, rows=1))
    assert re.search(r"Name +Holder 0\n", text)
    assert re.search(r"Sum 19 +1,234,568.08\n", text)


def test_no_table_is_wider_than_the_sheet():
    for columns in range(1, 20):
        for width in (UPRIGHT, LONG - 2 * MARGIN):
            assert all(sum(setting.widths) <= width for setting in settings(wide(columns).tables[0], width))


def test_a_document_is_no_markup(read):
    said = "<b>Alder</b> & <font size='90'>Birch</font> &lt; <a href='x'>x</a> <br/> &#65;"
    (text,) = read(Page({}, Table((), []), [Prose([said])], title="t"))
    assert said in " ".join(text.split())


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_name_holds_the_paper_is_made(name):
    assert paper_page(odd(HOSTILE[name])).endswith(b"%%EOF\n")


def test_letters_of_the_type_are_set_as_they_are():
    assert legible("Ольха, Κλήθρα, Åse, 100 €") == "Ольха, Κλήθρα, Åse, 100 €"


def test_an_accent_stands_on_its_letter():
    assert legible("A\u030asa") == "Åsa"


def test_hebrew_stands_as_it_is_read_and_sums_stay_where_they_are():
    assert legible("paid to קרן אלון 100.00") == "paid to ןולא ןרק 100.00"


@pytest.mark.usefixtures("poppler")
def test_the_file_says_what_it_is_and_has_its_type_in_it():
    pdf = paper_page(full())
    facts = dict(line.split(":", 1) for line in told(pdf, "pdfinfo").splitlines())
    named = {name: facts[name].strip() for name in ("Title", "Author", "Creator", "Page size")}
    assert named == {
        "Title": "Payoff letter · Alder, as of Mon 2009-06-15",
        "Author": "note-sched",
        "Creator": "note-sched",
        "Page size": "612 x 792 pts (letter)",
    }
    fonts = [line.split() for line in told(pdf, "pdffonts").splitlines()[2:]]
    assert {font[0].partition("+")[2] for font in fonts} == {"LiberationSans", "LiberationSans-Bold"}
    assert {font[-5] for font in fonts} == {"yes"}  # embedded


def test_a_long_title_is_whole_on_the_first_sheet_and_cut_at_a_word_in_the_running_head(read):
    title = " ".join(f"Holder{n}" for n in range(60))
    first, second, *_ = read(long(60)._replace(title=title))
    assert title in " ".join(first.split())
    assert re.fullmatch(r"\s*Holder0 .* Holder\d+ …", second.splitlines()[0])


def test_every_sheet_says_whose_paper_it_is(read):
    _, second, *_ = read(long(60)._replace(title="Statement", subtitle=["Birch LP, ", day("2009-03-31")]))
    assert second.splitlines()[0].strip() == "Statement · Birch LP, Tue 2009-03-31"


@pytest.mark.long
def test_a_table_of_few_rows_stands_on_one_sheet(read):
    """As far as it has eight; with the lines above it the ninth is cut somewhere, a longer one everywhere."""
    cut = {3: 0, 8: 0, 9: 0}
    for rows in cut:
        table = long(rows).tables[0]
        for lines in range(26, 48):
            texts = read(Page({}, table, [table], head=[Line("a", "b")] * lines))
            sheets = {at for at, text in enumerate(texts) if re.search(r"\bfirst\d", text)}
            cut[rows] += len(sheets) > 1
    assert (cut[3], cut[8]) == (0, 0)
    assert cut[9] > 0


def test_a_title_of_one_long_word_is_cut_in_the_running_head(read):
    _, second, *_ = read(long(60)._replace(title="A" * 300))
    assert re.fullmatch(r"\s*A{80,99} …", second.splitlines()[0])  # 512 points hold 95 of .667 × 8


def test_equal_pages_give_equal_bytes_whatever_was_made_before():
    first = paper_page(full())
    paper_page(odd(HOSTILE["cyrillic and greek"]))
    assert paper_page(full()) == first


@pytest.mark.parametrize("environment", SURROUNDINGS)
def test_the_bytes_are_the_same_anywhere(environment):
    assert elsewhere(paper_page, **environment) == paper_page(full())


def test_without_reportlab_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "reportlab", None)
    with pytest.raises(Refusal) as refused:
        paper_page(full())
    assert (refused.value.what, refused.value.hint) == (
        "a PDF needs reportlab, which is not installed",
        "pip install 'note-sched[pdf]'",
    )


def test_a_day_stays_on_one_line(read):
    page = Page({}, Table((), []), notes=[[*["word "] * words, day("2008-11-01")] for words in range(20)])
    text = "\n".join(read(page)).replace(GLUE, " ")
    assert text.count("Sat 2008-11-01") == 20


def test_parts_are_listed_with_the_sheet_on_which_they_first_stand():
    """The title of a table stands on every sheet of it, and is listed once."""
    page = long(60)
    page = page._replace(tables=[*page.tables, Section("Readings", ["In force."])])
    pdf = paper_page(page)
    sheets_ = re.search(rb"/Kids \[ (.*?) \]", pdf)[1].split(b" 0 R")[:-1]
    listed = re.findall(rb"/Dest \[ (\d+) 0 R /XYZ [^>]*/Title \((.*?)\)", pdf)
    assert listed == [(sheets_[0].strip(), b"Many rows"), (sheets_[-1].strip(), b"Readings")]


def signing(parties):
    said = [(f"Holder Number {n}", "confirms for its own Note: 100.00.") for n in range(1, parties + 1)]
    return Page({}, Table((), []), [Signing("Confirmed", said)])


def test_it_says_what_is_a_title_and_what_a_row_to_those_to_whom_it_is_read(poppler):  # noqa: ARG001 (reads it)
    """Every word has its part in the order in which it is read; heads, rules and washes have none."""
    table = Table((Column("a", Kind.TEXT, "What"), Column("b", Kind.MONEY, "Sum")), [("rent", 500)], title="A table")
    page = Page({}, table, [Prose(["Dear all."], "A title"), table], headline="PAY", title="A letter")
    assert "Tagged:          yes" in told(paper_page(page), "pdfinfo")
    said = [" ".join(line.split()) for line in told(paper_page(page), "pdfinfo", "-struct-text").splitlines()]
    said = [line.removesuffix(" (block)").removesuffix(":") for line in said if line != "/Scope /Column"]
    assert said[:4] == ["Document", "H1", '"A letter"', "Div"]
    titled = said.index('"A title"')
    assert said[titled - 1 : titled + 3] == ["H2", '"A title"', "P", '"Dear all."']
    assert said[-10:] == ["TR", "TH", '"What"', "TH", '"Sum"', "TR", "TD", '"rent"', "TD", '"5.00"']
    assert not any("page 1" in line for line in said)


def test_nobody_is_parted_from_where_to_sign(read):
    texts = read(signing(21))
    for number in range(1, 22):
        (text,) = [text for text in texts if re.search(rf"Number {number}\b", text)]
        assert text.count("Holder Number") == text.count("Title")
    assert len(texts) > 3


def test_there_is_room_for_a_hand(poppler):  # noqa: ARG001 (reads it)
    """From what is confirmed to the line beside By there are 14 mm, 39.7 points."""
    command = ["pdftotext", "-bbox", "-", "-"]
    asked = {"input": paper_page(signing(1)), "capture_output": True}
    layout = subprocess.run(command, **asked, check=True).stdout.decode()  # noqa: S603
    place = {word: float(y) for y, word in re.findall(r'yMax="([\d.]+)">(\w+)', layout)}
    assert place["By"] - place["own"] >= 39


def test_a_sheet_of_its_own_is_headed_with_whose_it_is(read):
    parts = [part for n in range(3) for part in (Section(f"Holder {n}", ["Current."], sheet=True), *long(30).tables)]
    texts = read(Page({}, Table((), []), [Section("Control", ["Agrees."]), *parts], title="Statements"))
    begun = [at for at, text in enumerate(texts) if "Current." in text]
    assert len(begun) == 3
    for at, text in enumerate(texts[1:], 1):
        assert text.splitlines()[0].strip() == f"Holder {sum(first <= at for first in begun) - 1} · Statements"
    assert "Holder" not in texts[0]


def test_a_line_is_squeezed_by_a_twentieth_of_its_blanks_at_most():
    """A blank of 9.5 points is .278 × 9.5 = 2.64 wide; of forty sentences, each a letter longer, some are squeezed."""
    end = " is to be received on the day that was named above, and not on any other, by each of the Holders itself."
    pdf = paper_page(Page({}, Table((), []), [Prose([f"{'n' * length}{end}" for length in range(1, 41)])]))
    squeezed = [float(points) for points in re.findall(rb"(-[\d.]+) Tw", pdf)]
    assert squeezed
    assert min(squeezed) > -0.15
