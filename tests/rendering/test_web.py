"""A page of HTML: what it is made of, that nothing in it comes from elsewhere, how a browser shows and prints it."""

import re
from functools import partial
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import OVERFLOW, faults_of, pages_of
from notes import block, day, note
from papers import HOSTILE, SURROUNDINGS, elsewhere, full, long, odd, wide

from note_sched.document.load import load
from note_sched.pages.page import Column, Kind, Line, Page, Table, Tone
from note_sched.rendering.values_in_words import GLUE
from note_sched.rendering.web import LANDSCAPE, PORTRAIT, web_page
from note_sched.reports.answers.payoff import payoff
from note_sched.reports.answers.schedule import schedule
from note_sched.reports.answers.status import status
from note_sched.simulation import simulate

SAMPLES = Path(__file__).parents[2] / "samples"
SIXTY = {
    f"h{n:02}": {"name": f"Holder Number {n} Growth Partners LP", "principal": f"{n},250,000.00"} for n in range(1, 61)
}
EMPTY = Table((Column("who", Kind.TEXT, "Who"),), [])
VOID_TAGS = {"meta", "br", "link", "img"}


class Outline(HTMLParser):
    """The elements of a page in their order, each as its tag, attributes and text; unbalanced tags are refused."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self._open = [], []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append([tag, dict(attrs), ""])
        if tag not in VOID_TAGS:
            self._open.append(self.elements[-1])

    def handle_endtag(self, tag):
        assert self._open.pop()[0] == tag

    def handle_data(self, data):
        for element in self._open:
            element[2] += data.replace(GLUE, " ")

    def texts(self, tag, **attributes):
        """The texts of the elements of a tag that have some attributes."""
        return [text.strip() for name, has, text in self.elements if name == tag and attributes.items() <= has.items()]


@pytest.fixture(scope="module")
def outline():
    return Outline(web_page(full()))


def test_nothing_comes_from_elsewhere_and_nothing_runs():
    html = web_page(full())
    assert re.findall(r"https?:|//|src=|href=|url\(|@import|<script|<link|<iframe| on\w+=", html) == []
    assert html.startswith('<!DOCTYPE html>\n<html lang="en">\n')
    assert html.endswith("</html>\n")
    assert '<meta charset="utf-8">' in html


def test_its_parts_are_what_they_are(outline):
    assert outline.texts("title") == outline.texts("h1") == ["Payoff letter"]
    assert outline.texts("h2") == ["What is due", "Readings", "Subordination"]
    assert outline.texts("caption") == ["What is due"]
    assert outline.texts("dt") == ["Note", "Owing"]
    assert outline.texts("dd") == ["Junior Subordinated Promissory Note", "all, 125,000.00"]
    assert outline.texts("li") == ["day_count", "from Fri 2008-09-26"]
    assert outline.texts("p", **{"class": "subtitle"}) == ["Alder, as of Mon 2009-06-15"]
    assert outline.texts("footer") == ["The per diem is of that day."]


def test_a_table_names_its_columns_and_rows_and_sets_figures_at_the_right(outline):
    assert outline.texts("th", scope="col")[:6] == ["Holder", "Principal", "Due", "Per diem", "Paid", "What"]
    assert outline.texts("th", scope="row")[:3] == ["alder", "birch", "TOTAL"]
    assert outline.texts("td", **{"class": "figure"})[:3] == ["100,000.00", "32.258065", "25,000.00"]
    assert outline.texts("td", **{"class": "day"})[0] == "Sat 2008-11-01"
    assert "125,000.00" in outline.texts("tfoot")[0]


def test_a_box_that_may_scroll_has_a_name_and_is_reached_by_the_keyboard(outline):
    boxes = [has for tag, has, _ in outline.elements if has.get("class") == "box"]
    assert [(box["role"], box["tabindex"], box["aria-label"]) for box in boxes] == [
        ("region", "0", "What is due"),
        ("region", "0", "Table by Holder"),
    ]


@pytest.mark.parametrize(("tone", "mark"), [(Tone.GOOD, "✓"), (Tone.MIXED, "!"), (Tone.BAD, "✕"), (Tone.PLAIN, None)])
def test_the_tone_is_in_a_mark_besides_the_words(tone, mark):
    outline = Outline(web_page(Page({}, EMPTY, headline="PAY ONLY", tone=tone)))
    assert outline.texts("span", **{"class": "mark", "aria-hidden": "true"}) == ([mark] if mark else [])
    assert outline.texts("h1", **{"class": f"headline {tone.value}"}) == [" ".join(filter(None, [mark, "PAY ONLY"]))]


def test_a_page_without_a_title_is_called_by_its_answer_or_by_what_it_speaks_of():
    head = [Line("Note", "Junior Note")]
    assert Outline(web_page(Page({}, EMPTY, head=head, headline="PAY"))).texts("title") == ["PAY"]
    assert Outline(web_page(Page({}, EMPTY, head=head))).texts("h1") == ["Junior Note"]


def test_days_and_clauses_are_not_broken():
    page = Page({}, EMPTY, notes=[["paid ", day("2008-11-01"), ", barred under 1(d)(ii)(A)"]])
    html = web_page(page)
    assert f'<span class="whole">Sat{GLUE}2008-11-01,</span>' in html
    assert '<span class="whole">1(d)(ii)(A)</span>' in html


def test_names_from_right_to_left_stand_apart_from_the_sums_beside_them():
    html = web_page(Page({}, EMPTY, notes=["paid to קרן אלון 100.00"]))
    assert "paid to <bdi>קרן אלון</bdi> 100.00" in html


def turned(page):
    return "size: landscape" in web_page(page)


def test_a_table_that_is_too_wide_for_upright_paper_turns_it():
    """1,234,567.89 takes 12 characters and at least one between, ``Holder`` 6: 6 + 7 × 13 = 97, with one more 110."""
    assert PORTRAIT == 100
    assert not turned(wide(7))
    assert turned(wide(8))


def test_a_table_that_no_paper_holds_is_printed_in_its_narrow_form():
    """As above: 6 + 11 × 13 = 149, and with one more 162."""
    assert LANDSCAPE == 150
    names = [["name", *(f"m{n}" for n in range(6))], ["name", *(f"m{n}" for n in range(6, 12))]]
    assert "block printed" not in web_page(wide(11, narrow=names))
    html = web_page(wide(12, narrow=names))
    assert html.count('class="block seen"') == 1
    assert html.count('class="block printed"') == 2


@pytest.mark.parametrize("environment", SURROUNDINGS)
def test_the_bytes_are_the_same_anywhere(environment):
    assert elsewhere(web_page, **environment) == web_page(full()).encode()


def blocked(ask=None):
    return simulate(load((SAMPLES / "covenant-default.yaml").read_bytes()), ask=ask and day(ask))


PAGES = {
    "full": full,
    "payoff": lambda: payoff(blocked("2009-06-15")),
    "status": lambda: status(blocked("2009-06-15")),
    "simulate": lambda: schedule(blocked()),
    "sixty": lambda: status(simulate(note(*block("2009-03-03"), holders=SIXTY), ask=day("2009-06-15"))),
    "wide": lambda: wide(12),
    **{name: partial(odd, text) for name, text in HOSTILE.items()},
}
"""Pages of the samples, of sixty Holders, and those that are made to be difficult; each is made when it is wanted."""


@pytest.mark.parametrize("name", PAGES)
def test_in_a_browser_nothing_overflows_nothing_is_faint_and_everything_is_reached(browser, tmp_path, name):
    with browser.open(web_page(PAGES[name]()), tmp_path) as tab:
        assert faults_of(tab) == []


@pytest.mark.usefixtures("poppler")
class TestPrinted:
    def test_no_row_is_cut_in_two_and_headings_come_again(self, browser, tmp_path):
        with browser.open(web_page(long(60)), tmp_path) as tab:
            printed = pages_of(tab.printed())
        assert len(printed) > 2
        for number in range(1, 61):
            (at,) = [at for at, text in enumerate(printed) if f"first{number} " in text]
            assert re.search(rf"\blast{number}\b", printed[at])
        assert all(re.search(r"^What$", text, re.MULTILINE) for text in printed)
        assert "TOTAL" in printed[-1]
        assert f"page {len(printed)} of {len(printed)}" in printed[-1]

    def test_a_title_stays_with_its_first_row_and_a_total_with_the_last(self, browser, tmp_path):
        """Whatever is above it: a title at the foot of a page goes with its table to the next."""
        table = long(3, "The title").tables[0]
        for lines in range(22, 44, 3):
            page = Page({}, EMPTY, [table], notes=[], head=[Line("a", "b")] * lines)
            with browser.open(web_page(page), tmp_path) as tab:
                printed = pages_of(tab.printed())
            (at,) = [at for at, text in enumerate(printed) if "The title" in text]
            assert "first1 " in printed[at]
            (at,) = [at for at, text in enumerate(printed) if "TOTAL" in text]
            assert "last3" in printed[at]

    def test_what_is_wide_is_printed_whole(self, browser, tmp_path):
        page = wide(9)
        with browser.open(web_page(page), tmp_path) as tab:
            tab.look(media="print", width=960)  # landscape Letter without its margins: 9.8 inches, 942 pixels
            assert tab.run(OVERFLOW) == 0
            (text,) = pages_of(tab.printed())
        assert {f"1,234,567.{89 + n}" for n in range(9)} <= set(text.split())

    def test_it_is_printed_dark_on_white_whatever_the_screen(self, browser, tmp_path):
        with browser.open(web_page(full()), tmp_path) as tab:
            tab.look(dark=True, media="print")
            assert tab.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
