"""The browser's eye is good: each thing that a reader would stumble over is found on a page that has it."""

import pytest
from browser import faults_of, pages_of

SOUND = "<!DOCTYPE html><html lang='en'><title>t</title><body><p>Sound.</p>"


@pytest.fixture
def faults(browser, tmp_path):
    def found(html):
        with browser.open(SOUND + html, tmp_path) as tab:
            return faults_of(tab)

    return found


def test_a_sound_page_has_none(faults):
    assert faults("") == []


def test_a_page_wider_than_the_window(faults):
    assert faults("<div style='width:401px'>w</div>")[0] == "9 pixels too wide at 400"  # 8 of margin, then 401


def test_text_too_faint_for_its_ground(faults):
    """#777 on white: (1.05) / (0.1845 + 0.05) = 4.48; #767676 is the first grey that passes."""
    assert "contrast 4.48 of 'grey', dark=False" in faults("<p style='color:#777'>grey</p>")
    assert faults("<p style='color:#767676'>grey</p>") == []


def test_large_text_may_be_fainter(faults):
    assert faults("<p style='color:#777;font-size:24px'>grey</p>") == []


def test_a_box_that_scrolls_out_of_the_keyboards_reach(faults):
    box = "<div tabindex={} style='overflow-x:auto;width:90px'><p style='width:900px'>long</p></div>"
    assert faults(box.format(-1)) == [f"1 boxes that scroll are not reached by Tab at {width}" for width in (400, 1400)]
    assert faults(box.format(0)) == []


def test_what_the_console_says(faults):
    assert "broken" in faults("<script>console.error('broken')</script>")[0]
    assert "of no use" in faults("<script>throw Error('of no use')</script>")[0]


def test_what_the_page_fetches(faults):
    assert any(each.endswith("/else.css") for each in faults("<link rel=stylesheet href=else.css>"))


@pytest.mark.usefixtures("poppler")
def test_what_it_prints(browser, tmp_path):
    with browser.open(SOUND + "<p style='break-before:page'>Second.</p>", tmp_path) as tab:
        assert [text.strip() for text in pages_of(tab.printed())] == ["Sound.", "Second."]
