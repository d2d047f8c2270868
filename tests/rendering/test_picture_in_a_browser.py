"""Report pages as their readers see them: in a window, on a telephone, by night, by keyboard, on paper."""

import pytest
from browser import faults_of, pages_of
from notes import block, day, event, note

from note_sched.rendering.web import web_page
from note_sched.reports.answers.overview import report
from note_sched.simulation import simulate

SAYS = "(document.querySelector('.tip:not([hidden])') || {}).textContent || ''"
AT = "document.activeElement.getAttribute('class') || ''"
SIXTY = {
    f"h{n:02}": {"principal": "1,000.00", "name": f"Holder {n} " + "of a Name without End " * 8} for n in range(60)
}


def page(document, as_of="2009-04-06"):
    now = simulate(document, ask=day(as_of), sink=lambda _: None)
    return web_page(report(simulate(document, traced=True), now, "the day asked about"))


def blocked(**rest):
    return note(*block("2009-03-03"), event("acceleration", "2009-04-06", holder="h00", notice="2009-04-08"), **rest)


@pytest.fixture(scope="module")
def sixty():
    receipts = {f"h{n:02}": f"2009-03-{5 + n % 20:02}" for n in range(40)} | {"others": "2009-03-04"}
    late = event("acceleration", "2009-04-06", holder="h00", notice="2009-04-08")
    return page(note(*block("2009-03-03", notice={"received": receipts}), late, holders=SIXTY))


def test_nothing_to_stumble_over_with_sixty_holders(browser, tmp_path, sixty):
    with browser.open(sixty, tmp_path) as tab:
        assert faults_of(tab) == []


def test_picture_and_tables_are_there_under_their_titles(browser, tmp_path, sixty):
    with browser.open(sixty, tmp_path) as tab:
        tab.look(1400)
        tab.run("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        boxes = "[...document.querySelectorAll('figure.picture svg[role=group]')].map(e => e.getBoundingClientRect())"
        drawn = f"{boxes}.map(box => box.width > 600)"
        assert set(tab.run(drawn)) == {True}
        titles = tab.run("[...document.querySelectorAll('h2')].map(e => e.textContent)")
        for title in ("What happened", "Balances over time, all Notes", "Schedule", "Readings"):
            assert title in titles


def test_the_keyboard_reaches_a_mark_and_its_words_are_shown(browser, tmp_path):
    with browser.open(page(blocked(holders={"h00": "100,000.00", "b": "50,000.00"})), tmp_path) as tab:
        tab.look(1400)
        for _ in range(60):
            tab.press("Tab")
            if tab.run(AT) == "sign":
                break
        assert tab.run(SAYS).startswith("Fri 2009-02-20: default d1 under pnc")
        tab.press("ArrowRight", 39)
        assert tab.run(SAYS).startswith("Mon 2010-05-31: principal falls due")
        tab.press("Escape", 27)
        assert tab.run(SAYS) == ""


def test_a_pointer_or_a_finger_shows_them_too(browser, tmp_path):
    with browser.open(page(blocked(holders={"h00": "100,000.00"})), tmp_path) as tab:
        tab.look(400)
        for kind in ("mouseenter", "click"):
            tab.run(f"document.querySelector('.sign').dispatchEvent(new MouseEvent('{kind}', {{bubbles: true}}))")
            assert "default d1" in tab.run(SAYS)
            inside = (
                "(r => r.left >= 0 && r.right <= innerWidth)(document.querySelector('.tip').getBoundingClientRect())"
            )
            assert tab.run(inside)
            tab.run("document.querySelector('.sign').dispatchEvent(new MouseEvent('mouseleave'))")
            assert tab.run(SAYS) == ""


@pytest.mark.usefixtures("poppler")
def test_on_paper_every_sheet_of_the_picture_stands_on_one_page(browser, tmp_path, sixty):
    with browser.open(sixty, tmp_path) as tab:
        pages = pages_of(tab.printed())
        tab.look(1050, media="print")
        heights = tab.run("[...document.querySelectorAll('.sheet')].map(e => e.getBoundingClientRect().height)")
    assert max(heights) < 680  # of turned US Letter or A4, less the margins, 96 dots an inch
    drawn = [text for text in pages if "The life of the Notes" in text]
    assert any("What happened" in text and "Blockage" in text for text in drawn)
