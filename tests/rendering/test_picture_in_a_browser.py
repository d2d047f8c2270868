"""Report pages as their readers see them: in a window, on a telephone, by night, by keyboard, on paper."""

import pytest
from browser import faults_of, pages_of
from notes import block, day, event, note

from note_sched.rendering.web import web_page
from note_sched.reports.answers.overview import report
from note_sched.simulation import simulate

SAYS = "(document.querySelector('.tip:not([hidden])') || {}).textContent || ''"
DEFAULT = "document.querySelector('#mark-senior_default-2009-02-20')"
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
        finding = (
            "Blocked in part from March 4 to March 23; blocked from March 24;"
            " interest flows again April 6, 2009, principal not before February 21, 2010"
        )
        for title in (finding, "What happened", "Month by month, all Notes", "Schedule", "Readings"):
            assert title in titles


def test_the_keyboard_reaches_a_mark_and_its_words_are_shown(browser, tmp_path):
    with browser.open(page(blocked(holders={"h00": "100,000.00", "b": "50,000.00"})), tmp_path) as tab:
        tab.look(1400)
        for _ in range(60):
            tab.press("Tab")
            if tab.run(AT) == "sign" and tab.run(SAYS).startswith("Fri"):
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
            tab.run(f"{DEFAULT}.dispatchEvent(new MouseEvent('{kind}', {{bubbles: true}}))")
            assert "default d1" in tab.run(SAYS)
            inside = (
                "(r => r.left >= 0 && r.right <= innerWidth)(document.querySelector('.tip').getBoundingClientRect())"
            )
            assert tab.run(inside)
            tab.run(f"{DEFAULT}.dispatchEvent(new MouseEvent('mouseleave'))")
            assert tab.run(SAYS) == ""


COLLISIONS = """[...document.querySelectorAll('figure.picture .strip > svg')].flatMap(svg => {
  const box = each => each.getBoundingClientRect(), edge = box(svg), found = [];
  const marks = [...svg.querySelectorAll('.badge, .void, g.sign > .due:not(line):first-of-type')];
  const all = [...svg.querySelectorAll('text:not(.letter)'), ...marks].map(each => [each.textContent, box(each)]);
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  all.forEach(([said, at], number) => {
    if (at.left < edge.left - 1 || at.right > edge.right + 1) found.push(`${said} is outside`);
    for (const [other, there] of all.slice(number + 1)) if (meet(at, there)) found.push(`${said} on ${other}`);
  });
  return found.concat(all.length ? [] : ['nothing was measured']);
})"""
"""What stands on something else: texts and marks, measured as boxes; a line of text may touch the next."""


def dense():
    """Thirty of everything in a month, names of four lines, neighbouring days throughout."""
    month = [f"{n:02}" for n in range(1, 31)]
    return note(
        *(event("payment", f"2008-12-{n}", amount=f"{100 + int(n)}.00") for n in month),
        *(event("distribution", f"2009-01-{n}", amount="50.00") for n in month),
        *(event("transfer", f"2009-03-{n}", from_="a", to="b", amount="10.00") for n in month),
        *(event("expense", f"2009-04-{n}", holder="a", amount=f"{n}.00") for n in month),
        *block("2009-03-03"),
        *block("2009-03-06", "2009-02-22", name="d2"),
        holders={"a": {"principal": "100,000.00", "name": "The Very Long Name of a Holder " * 4}, "b": "50,000.00"},
        simulation={"recorded_through": "2009-03-31"},
    )


def long_lived():
    return note(
        *block("2009-03-03"), *block("2019-03-03", "2019-02-01", name="d2"), terms={"maturity_date": "2038-09-26"}
    )


def short_lived():
    days = {"maturity_date": "2008-10-26", "first_payment_date": "2008-10-26"}
    return note(*block("2008-10-05", "2008-10-03"), terms=days, simulation={"through": "2008-10-31"})


def test_nothing_in_a_picture_stands_on_anything_else(browser, tmp_path, sixty):
    documents = {"dense": dense(), "thirty years": long_lived(), "a month": short_lived()}
    for name, html in {"sixty": sixty, **{name: page(document) for name, document in documents.items()}}.items():
        with browser.open(html, tmp_path) as tab:
            tab.look(1400)
            assert tab.run(COLLISIONS) == [], name


def test_on_a_telephone_names_stay_in_sight_while_days_scroll(browser, tmp_path, sixty):
    left = "document.querySelector('.names text').getBoundingClientRect().left"
    with browser.open(sixty, tmp_path) as tab:
        tab.look(390)
        before = tab.run(left)
        tab.run("document.querySelector('figure.picture').moveRule('2010-02-20')")
        seen = "document.querySelector('.asof line').getBoundingClientRect().left"
        assert tab.run("document.querySelector('.names').getBoundingClientRect().right") < tab.run(seen) < 390
        assert (
            tab.run("(sheet => { sheet.scrollLeft = 200; return sheet.scrollLeft })(document.querySelector('.sheet'))")
            == 200
        )
        assert tab.run(left) == before
        assert tab.run("getComputedStyle(document.querySelector('.hint')).display") == "block"


def test_the_rule_of_the_day_moves_to_the_day(browser, tmp_path):
    """To where the mark of that day stands, in every sheet; never out of the picture."""
    middle = "(box => box.left + box.width / 2)(document.querySelector('{}').getBoundingClientRect())"
    with browser.open(page(blocked(holders={"h00": "100,000.00"})), tmp_path) as tab:
        tab.look(1400)
        rule, mark = middle.format(".asof line"), middle.format("#mark-senior_default-2009-02-20 .badge")
        assert tab.run("document.querySelector('.asof text').textContent") == "as of Apr 6, 2009"
        tab.run("document.querySelector('figure.picture').moveRule('2009-02-20')")
        assert abs(tab.run(rule) - tab.run(mark)) < 1
        assert tab.run("document.querySelector('.asof text').textContent") == "as of Feb 20, 2009"
        tab.run("document.querySelector('figure.picture').moveRule('2050-01-01')")
        assert tab.run(rule) <= tab.run("document.querySelector('.days').getBoundingClientRect().right")


@pytest.mark.usefixtures("poppler")
def test_on_paper_every_sheet_of_the_picture_stands_on_one_page(browser, tmp_path, sixty):
    with browser.open(sixty, tmp_path) as tab:
        pages = pages_of(tab.printed())
        tab.look(1050, media="print")
        heights = tab.run("[...document.querySelectorAll('.sheet')].map(e => e.getBoundingClientRect().height)")
    assert max(heights) < 680  # of turned US Letter or A4, less the margins, 96 dots an inch
    drawn = [text for text in pages if "The life of the Notes" in text]
    assert any("What happened" in text and "Blockage" in text for text in drawn)
