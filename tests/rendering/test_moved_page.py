"""The report in a browser, touched: whatever day it is moved to, it says what `can-pay` says of that day."""

import json
from functools import cache
from pathlib import Path

import pytest
from browser import pages_of
from days import each_day
from notes import block, day, event, note

from note_sched.document.load import load
from note_sched.rendering.json_text import json_page
from note_sched.rendering.web import web_page
from note_sched.reports.answers.can_pay import can_pay
from note_sched.reports.answers.overview import report
from note_sched.simulation import day_by_day, simulate

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = sorted(path.stem for path in SAMPLES.glob("*.yaml"))
TWO = {"a": "100,000.00", "b": "50,000.00"}

EVERY_DAY = """(() => {
  const said = [], range = document.querySelector('#move input[type=range]');
  const text = (element) => element.textContent.replaceAll('\\u00a0', ' ').trim();
  for (let at = 0; at <= Number(range.max); at += 1) {
    range.value = at;
    range.dispatchEvent(new Event('input'));
    const head = document.querySelector('.headline');
    const rows = [...document.querySelectorAll('tr[data-row]')].map((row) => [...row.cells].map(text));
    said.push([text(head.querySelector('.the-day')).slice(-10), text(document.getElementById('verdict')),
      head.className, text(document.querySelector('#line-1 dd')),
      Object.fromEntries(rows.map((row) => [row[0], row.slice(2, 5)]))]);
  }
  return said;
})()"""
"""Of every day to which the range can be moved: the day, the verdict, its colour, what is barred, and of each Note what
may be paid, what may not, and what is due."""

COLOURS = {"PAY": "headline good", "PAY ONLY": "headline mixed", "DO NOT PAY": "headline bad"}


def page(document, as_of="2009-04-06", **options):
    now = simulate(document, ask=day(as_of), sink=lambda _: None)
    return web_page(report(simulate(document, traced=True), now, "the day asked about", **options))


@cache
def two():
    """Two Holders, blocked; one accelerates on April 6, 2009: there is something of everything."""
    demand = event("acceleration", "2009-04-06", holder="a", notice="2009-04-08")
    return page(note(*block("2009-03-03"), demand, holders=TWO))


@pytest.fixture
def touched(browser, tmp_path):
    """The page of ``two`` in a window; nothing that is done to it makes the console speak, and nothing is fetched."""
    with browser.open(two(), tmp_path) as tab:
        tab.look(1400)
        yield tab
        assert tab.complaints() == []


def written(cents):
    return f"{cents:,.2f}" if cents else "-"


def sums(components):
    """What of the sums due on a Note may be paid, what may not, and all of it, as the page writes them."""
    found = [(part["payable"], float(part["amount"])) for part in components.values()]
    free, barred = (sum(amount for payable, amount in found if payable is which) for which in (True, False))
    return [written(each) for each in (free, barred, free + barred)]


@pytest.mark.parametrize("name", NAMES)
def test_on_every_day_of_every_sample_it_says_what_can_pay_says(browser, tmp_path, name):
    document = load((SAMPLES / f"{name}.yaml").read_bytes())
    run = simulate(document, traced=True)
    now = run._replace(asked=simulate(document, ask=run.first_day, sink=lambda _: None).asked)
    with browser.open(web_page(report(run, now, "")), tmp_path) as tab:
        said = tab.run(EVERY_DAY)
        assert tab.complaints() == []
    asked = list(each_day(day_by_day(document, run.through)))
    assert [each[0] for each in said] == [str(each.day) for each in asked]
    for each, (on, verdict, colour, barred, rows) in zip(asked, said, strict=True):
        answer = json.loads(json_page(can_pay(run._replace(asked=each))))
        assert verdict.startswith(answer["verdict"]), on
        assert colour == COLOURS[answer["verdict"]], on
        assert (barred == "nothing") == (not any(holder["bars"] for holder in answer["holders"])), on
        assert rows == {holder["holder"]: sums(holder["components"]) for holder in answer["holders"]}, on


def test_without_its_script_it_says_the_same_of_the_day_asked_about():
    html = two().partition('<script type="application/json"')[0]
    assert '<span id="verdict">PAY ONLY' in html
    assert html.count("<tr data-row=") == 2
    assert "no principal to a before" in html.replace("\N{NO-BREAK SPACE}", " ")


def test_a_name_ends_no_script():
    html = page(note(holders={"a": {"principal": "1.00", "name": "</script><b>Alder & Sons"}}))
    assert "</script><b>" not in html
    assert json.loads(html.partition('id="days">')[2].partition("</script>")[0])["holders"] == ["a"]


SAID = "document.querySelector('.headline').textContent.replaceAll('\\u00a0', ' ')"


def focus(tab, selector):
    tab.run(f"document.querySelector({selector!r}).focus()")


def test_the_arrows_go_to_the_next_change_and_with_shift_to_the_next_day(touched):
    focus(touched, "#move input[type=range]")
    days = []
    for key, code in (("ArrowLeft", 37), ("ArrowLeft", 37), ("ArrowRight", 39), ("ArrowUp", 38), ("ArrowDown", 40)):
        touched.press(key, code)
        days.append(touched.run(SAID).split()[2])
    # April 2: the default of April 1's instalment; April 1: it falls due
    assert days == ["2009-04-02:", "2009-04-01:", "2009-04-02:", "2009-04-03:", "2009-04-02:"]
    assert touched.run("document.querySelector('#move input[type=range]').getAttribute('aria-valuetext')").endswith(
        "2009-04-02"
    )


def test_a_day_may_be_picked_and_one_comes_back(touched):
    before = touched.run(SAID)
    touched.run(
        "(p => { p.value = '2009-03-03'; p.dispatchEvent(new Event('change')); })"
        "(document.querySelector('#move input[type=date]'))"
    )
    assert "2009-03-03: DO NOT PAY" in touched.run(SAID)
    assert touched.run("getComputedStyle(document.querySelector('.headline')).color") == "rgb(139, 26, 26)"
    touched.run("[...document.querySelectorAll('#move button')].find(b => b.textContent.startsWith('back to')).click()")
    assert touched.run(SAID) == before


def test_the_rule_in_the_picture_follows(touched):
    """A press on the picture moves the day, and with it the rule, to where it was pressed."""
    at = "document.querySelector('figure.picture .asof line').getBoundingClientRect().left"
    before = touched.run(at)
    touched.run(
        "(s => { const b = s.getBoundingClientRect(); s.dispatchEvent(new MouseEvent('click',"
        " {clientX: b.left + b.width * 0.75, clientY: b.top + 3, bubbles: true})); })"
        "(document.querySelector('figure.picture svg.days'))"
    )
    box = "(b => b.left + b.width * 0.75)(document.querySelector('figure.picture svg.days').getBoundingClientRect())"
    assert touched.run(at) - before > 100
    assert abs(touched.run(f"{at} - {box}")) < 3


def test_rows_of_holders_that_are_not_chosen_are_hidden_and_sums_stay(touched):
    shown = "[...document.querySelectorAll('#notes tr')].filter(r => r.offsetParent).map(r => r.cells[0].textContent)"
    total = "document.querySelector('#notes tfoot').textContent"
    before = touched.run(total)
    touched.run("document.querySelector('#holders input[value=b]').click()")
    assert touched.run(shown) == ["Holder", "b", "TOTAL"]
    assert touched.run(total) == before
    touched.run("document.querySelector('#holders input[value=b]').click()")
    assert touched.run(shown) == ["Holder", "a", "b", "TOTAL"]


def test_a_table_is_sorted_by_a_column_from_the_keyboard(touched):
    order = "[...document.querySelectorAll('#notes tbody tr')].map(r => r.dataset.row).join('')"
    focus(touched, "#notes th:nth-child(6) button")
    found = [touched.run(order)]
    for _ in range(3):
        touched.press("Enter", 13, "\r")
        found.append(touched.run(order))
    assert found == ["ab", "ba", "ab", "ab"]  # principal: 50,000.00 first, then 100,000.00 first, then as it was


def test_a_table_is_copied_as_csv(touched):
    touched.run(
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async t => { window.copied = t; }}})"
    )
    touched.run("document.querySelector('.block .copy').click()")
    header, first, *_, total = touched.run("window.copied").splitlines()
    assert header.startswith("Holder,Name,May be paid,Barred,Due and unpaid,Principal")
    # 5/30 of April's 1,000.00 and March's 1,000.00 may be paid; the accelerated 100,000.00 may not
    assert first.startswith("a,a,1166.67,100000.00,101166.67,100000.00,")
    assert total.startswith("TOTAL,,1666.67,100000.00,")


def test_from_a_mark_to_its_row_and_back(touched):
    touched.run("[...document.querySelectorAll('.sign')].find(s => s.dataset.says.includes('accelerates')).focus()")
    touched.press("Enter", 13)
    row = "document.querySelector('tr.found').textContent.replaceAll('\\u00a0', ' ')"
    assert "2009-04-06" in touched.run(row)
    assert "accelerates its Note" in touched.run(row)
    assert touched.run("document.querySelector('tr.found').closest('details').open")
    touched.press("Enter", 13, "\r")
    assert "accelerates" in touched.run("document.activeElement.dataset.says")


def test_of_sixty_notes_most_are_told_in_a_line_and_follow_the_day(browser, tmp_path):
    """One of sixty has received the notice; what is carried of every day of each keeps below two megabytes."""
    holders = {f"h{number:02}": f"{number},000.00" for number in range(1, 61)}
    default, notice = block("2009-03-03", notice={"received": {"h07": "2009-03-03"}})
    html = page(note(default, notice, holders=holders))
    assert len(html.encode()) < 2_000_000
    rows = "document.querySelectorAll('#{} tbody tr').length"
    with browser.open(html, tmp_path) as tab:
        assert tab.run("document.getElementById('alike').textContent") == "59 of 60 Notes: open"
        assert [tab.run(rows.format(table)) for table in ("notes", "others")] == [1, 59]
        tab.run("move(told.days.findIndex(each => each.endsWith('2009-03-02')))")
        assert tab.run("document.getElementById('alike').textContent") == "All 60 Notes: open"
        assert [tab.run(rows.format(table)) for table in ("notes", "others")] == [0, 60]


def test_the_same_page_is_the_same_bytes():
    assert page(note(holders=TWO)) == page(note(holders=TWO))


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("name", ["covenant-default", "insolvency-with-avoidance", "release-valve"])
def test_on_paper_verdict_and_picture_come_first_and_four_pages_hold_a_sample(browser, tmp_path, name):
    """The longest of the samples; what is folded is printed, what is for a screen alone is not."""
    with browser.open(page(load((SAMPLES / f"{name}.yaml").read_bytes()), "2009-09-01"), tmp_path) as tab:
        printed = pages_of(tab.printed())
    assert len(printed) <= 4
    assert all(each in printed[0] for each in ("Event of Default", "What happened", "Each Note on"))
    whole = "\n".join(printed)
    assert "Month by month, all Notes" in whole
    assert "TOTAL" in printed[-1] or "TOTAL" in printed[-2]
    assert "copy as csv" not in whole
