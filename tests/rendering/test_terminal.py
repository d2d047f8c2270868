"""Pages as people see them: no figure is ever cut, whatever the width, and nothing in a name is obeyed."""

import os
import pty
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from notes import ONE_HOLDER, event, note

from note_sched.pages.page import Column, Kind, Line, Page, Section, Table, Tone
from note_sched.rendering.data import csv_page
from note_sched.rendering.terminal import text_page
from note_sched.rendering.values_in_words import width_of
from note_sched.reports.answers.schedule import schedule
from note_sched.simulation import simulate

WIDTHS = (40, 80, 120)
SUM = re.compile(r"\d+\.\d\d")
STYLE = re.compile(r"\x1b\[[0-9;]*m")
EIGHT = {f"holder{n}": f"{n},250,000.00" for n in range(1, 9)}


def seen(page, width=None):
    return STYLE.sub("", text_page(page, width=width))


WHO_AND_SUM = (Column("who", Kind.TEXT, "Who"), Column("sum", Kind.MONEY, "Sum"))


def a_page(*rows, columns=WHO_AND_SUM, **rest):
    table = Table(columns, rows)
    return Page({}, table, [table], **rest)


def grouped(plain):
    return f"{float(plain):,.2f}"


@pytest.mark.parametrize("width", [*WIDTHS, None])
@pytest.mark.parametrize("holders", [ONE_HOLDER, EIGHT], ids=["one Holder", "eight Holders"])
def test_every_sum_of_the_csv_stands_whole_at_any_width(width, holders):
    default = event("senior_default", "2009-02-20", id="d1", facility="pnc", kind_="other")
    notice = event("blockage_notice", "2009-03-03", defaults=["d1"])
    paid = event("payment", "2009-03-10", amount="10,000.00")
    run = simulate(note(default, notice, paid, holders=holders))
    page = schedule(run, by_holder=True)
    text = seen(page, width)
    lines = [line.rpartition(",")[0] for line in csv_page(page).splitlines()]  # how much is assumed the head says
    sums = {grouped(each) for line in lines for each in SUM.findall(line) if float(each)}
    assert {each for each in sums if each not in text.split()} == set()
    assert "…" not in text


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(width):
    text = seen(schedule(simulate(note(holders=EIGHT))), width)
    assert max(map(width_of, text.splitlines())) <= width


def test_without_a_terminal_a_sentence_is_one_line_and_nothing_is_coloured():
    page = a_page(("a" * 200, 1), headline=["PAY " * 100])
    text = text_page(page)
    assert "PAY " * 100 in text
    assert "a" * 200 in text
    assert "\x1b" not in text
    assert text.isascii()


def test_sums_stand_below_each_other_and_zero_is_a_dash():
    text = seen(a_page(("alder", 1_250_000_00), ("birch", 0), ("cedar", -5)))
    figures = [line for line in text.splitlines() if line.startswith(("alder", "birch", "cedar"))]
    assert [line.split()[1] for line in figures] == ["1,250,000.00", "-", "-0.05"]
    assert len({len(line) for line in figures}) == 1


def test_wide_characters_keep_the_columns_aligned():
    lines = seen(a_page(("杉木", 100), ("alder", 100))).splitlines()
    assert len({width_of(line) for line in lines if line.endswith("1.00")}) == 1


@pytest.mark.parametrize("width", [*WIDTHS, None])
def test_control_characters_and_marks_of_direction_are_shown_not_obeyed(width):
    evil = "Alder\x1b[31m\x07\u202e\u2066gnp.exe\r\n\x9b2J"
    page = a_page((evil, 1), head=[Line("Borrower", evil)], headline=evil, notes=[evil])
    page = page._replace(tables=[*page.tables, Section("Besides", [[evil]])])
    text = seen(page, width)
    assert not set(evil) & set(text) - set("Alder[31mgnp.exe2J\n")
    assert "\\x1b" in text


def test_a_style_ends_with_its_line():
    for line in text_page(a_page(("alder", 1)), width=80).splitlines():
        styles = STYLE.findall(line)
        assert styles[1::2] == ["\x1b[0m"] * (len(styles) // 2)
        assert len(styles) % 2 == 0


def test_no_color_leaves_weights_and_no_colour(monkeypatch):
    page = a_page(headline="DO NOT PAY", tone=Tone.BAD)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLORTERM", raising=False)
    assert "\x1b[1;31mDO NOT PAY" in text_page(page, width=80)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[1mDO NOT PAY" in text_page(page, width=80)
    assert "31" not in text_page(page, width=80)


@pytest.mark.parametrize("tone", [Tone.GOOD, Tone.MIXED, Tone.BAD])
def test_a_verdict_can_be_read_on_a_white_terminal_and_on_a_black_one(tone, monkeypatch):
    """Colour n of 16 to 231 is red 36, green 6, blue 1 of the levels 0, 95, 135, 175, 215, 255; contrast as by WCAG."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = text_page(a_page(headline="THE VERDICT", tone=tone), width=80)
    (number,) = map(int, re.findall(r"\x1b\[1;38;5;(\d+)mTHE VERDICT", shown))
    assert 16 <= number <= 231  # those below are what a theme makes of them
    levels = [((number - 16) // step % 6) for step in (36, 6, 1)]
    parts = [(0 if not level else 55 + 40 * level) / 255 for level in levels]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    assert 1.05 / (light + 0.05) >= 3.9
    assert (light + 0.05) / 0.05 >= 3.9


def test_with_eight_colours_nothing_is_yellow_on_the_ground_that_there_is(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("COLORTERM", raising=False)
    assert "\x1b[1;33;40mPAY ONLY" in text_page(a_page(headline="PAY ONLY", tone=Tone.MIXED), width=80)


@pytest.mark.parametrize("width", [80, 30, 20, 12])
def test_verdict_cells_have_the_colour_of_what_may_be_paid(width, monkeypatch):
    """As a table and as records, never taken apart: nothing is red (196), a part amber (130), all green (28)."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    tones = {"PAY": Tone.GOOD, "PAY ONLY": Tone.MIXED, "DO NOT PAY": Tone.BAD}
    columns = [
        Column("who", Kind.TEXT, "Who"),
        Column("v", Kind.TEXT, "Verdict", tones),
        Column("n", Kind.MONEY, "Sum"),
    ]
    table = Table(columns, [("PAY", "PAY", 100), ("birch", "PAY ONLY", 10**8), ("cedar", "DO NOT PAY", 300)])
    text = text_page(Page({}, table, [table]), width=width)
    found = re.findall(r"\x1b\[1;38;5;(\d+)m([^\x1b]*)\x1b", text)
    assert found == [("28", "PAY"), ("130", "PAY ONLY"), ("196", "DO NOT PAY")]


def test_a_dumb_terminal_gets_plain_lines(monkeypatch):
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in text_page(a_page(("alder", 1), headline="PAY"), width=80)


def test_a_table_too_wide_is_shown_in_its_narrow_form_and_then_as_records():
    columns = [Column("who", Kind.TEXT, "Who"), *(Column(f"s{n}", Kind.MONEY, f"Sum {n}") for n in range(6))]
    narrow = Table(columns[:3], [("alder", 10**9, 10**9)])
    table = Table(columns, [("alder", *[10**9] * 6)], narrow=[narrow])
    page = Page({}, table, [table])
    assert seen(page, 120).count("10,000,000.00") == 6
    assert seen(page, 80).count("10,000,000.00") == 2
    records = seen(page, 20).splitlines()
    assert records[0] == "alder"
    assert "  Sum 5" in "".join(records)


@pytest.mark.parametrize(("width", "broken"), [(30, False), (29, False), (19, False), (18, True)])
def test_a_long_word_is_broken_only_where_it_cannot_stand_whole(width, broken):
    """19 columns of the word, 2, and 9 of the figure: 30; with fewer each value has a line of its own."""
    columns = [Column("a", Kind.TEXT, "Read"), Column("b", Kind.TEXT, "Sum"), Column("c", Kind.MONEY, "Alone")]
    table = Table(columns, [("borrower_and_holder + payable", "Interest that fell due xxxxxxxxx", 1_234_56)] * 2)
    table = table._replace(rows=[(*row[:2], 12_345_67) for row in table.rows])
    assert ("borrower_and_holder" not in seen(Page({}, table, [table]), width)) == broken


def _with_a_cause(width, cause):
    columns = [Column("day", Kind.DATE, "Day"), Column("cause", Kind.PHRASE, "Cause"), Column("sum", Kind.MONEY, "Sum")]
    table = Table(columns, [(date(2009, 3, 10), cause, 1_234_56), (date(2009, 3, 11), "", 65_43)])
    return seen(Page({}, table, [table]), width).splitlines()


def test_below_100_columns_a_sentence_that_would_take_three_lines_stands_under_its_row():
    """14 columns of the day, 2, 8 of the sum, 2: of 60 columns 34 are left beside them, and of 100 columns 74."""
    cause = "interest-2009, a payment default of March 2, which PNC gave notice of on March 10, blocks"
    assert _with_a_cause(60, cause) == [
        "Day                  Sum",
        "--------------  --------",
        "Tue 2009-03-10  1,234.56",
        "  Cause: interest-2009, a payment default of March 2,",
        "    which PNC gave notice of on March 10, blocks",
        "Wed 2009-03-11     65.43",
    ]
    assert _with_a_cause(100, cause)[0].split() == ["Day", "Cause", "Sum"]
    assert _with_a_cause(60, "interest-2009, a payment default of March 2")[0].split() == ["Day", "Cause", "Sum"]


def test_a_text_beside_a_long_label_goes_under_it_where_it_would_be_squeezed():
    text = ["Event of Default under 2(a) from ", date(2009, 4, 2), ", of all Notes that owe"]
    page = Page({}, Table([], []), head=[Line("If it is not paid", text)])
    assert seen(page, 40).splitlines() == [
        "If it is not paid",
        "  Event of Default under 2(a) from",
        "  Thu 2009-04-02, of all Notes that owe",
    ]
    assert seen(page, 80).startswith("If it is not paid  Event of Default")


def test_a_record_whose_label_and_figure_are_too_wide_together_puts_the_figure_below():
    sums = [Column(f"s{n}", Kind.MONEY, f"A rather long heading {n}") for n in (1, 2, 3)]
    columns = [Column("who", Kind.TEXT, "Who"), *sums]
    lines = seen(a_page(("alder", 10**9, 10**9, 10**9), columns=columns), 32).splitlines()
    assert lines[-2:] == ["  A rather long heading 3", "    10,000,000.00"]


def in_a_terminal(columns, *command, **environment):
    """What a command prints on a terminal of so many columns."""
    pid, terminal = pty.fork()
    if pid == 0:
        env = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm-256color", **environment}
        os.execve(sys.executable, [sys.executable, "-m", "note_sched", *command], env)  # noqa: S606 (no shell is wanted)
    parts = []
    try:
        while part := os.read(terminal, 65_536):
            parts.append(part)
    except OSError:  # Linux says so when the other end is closed
        pass
    os.waitpid(pid, 0)
    os.close(terminal)
    return b"".join(parts).decode()


SAMPLE = Path(__file__).parents[1] / "cases" / "a-payment-default-blocks-until-it-is-cured.yaml"


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "note.yaml"
    path.write_text(yaml.safe_dump(yaml.load(SAMPLE.read_text(), yaml.CSafeLoader)["document"]))
    return str(path)


@pytest.mark.parametrize("columns", WIDTHS)
def test_on_a_real_terminal_no_figure_is_cut(written, columns):
    text = STYLE.sub("", in_a_terminal(columns, "simulate", written))
    assert "Traceback" not in text
    assert "100,000.00" in text
    assert "1,166.67" in text
    assert max(map(width_of, text.splitlines())) <= columns


def test_on_a_real_terminal_warnings_are_wrapped_by_words_and_no_figure_day_or_code_is_taken_apart(written):
    """In a pipe a warning stays one line, which is what is wrapped."""
    asked = ("check", written, "--add", "payment date=2009-03-20 amount=1,234.56")
    command = [sys.executable, "-m", "note_sched", *asked]
    piped = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()  # noqa: S603
    assert any("`recorded_through: 2009-03-20`" in line for line in piped)
    for columns in (50, 80):
        seen = in_a_terminal(columns, *asked).replace("\r\n", "\n")
        assert re.sub("\n  ", " ", seen).splitlines() == piped
        assert max(map(width_of, seen.splitlines())) <= columns
        assert "`recorded_through: 2009-03-20`" in seen


def test_on_a_real_terminal_no_color_is_kept(written):
    bars = ("can-pay", written, "--on", "2009-04-15")
    assert re.search(r"\x1b\[[0-9;]*3[1-8]", in_a_terminal(80, *bars, NO_COLOR=""))
    assert not re.search(r"\x1b\[[0-9;]*3[1-8]", in_a_terminal(80, *bars, NO_COLOR="1"))


@pytest.mark.parametrize("columns", [None, "400"])
def test_a_pipe_gets_plain_text_and_loads_no_rich(written, columns):
    command = [sys.executable, "-X", "importtime", "-m", "note_sched", "simulate", written]
    env = {**os.environ, **({"COLUMNS": columns} if columns else {})}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True)  # noqa: S603
    loaded = {line.split("|")[-1].strip() for line in done.stderr.splitlines() if line.startswith("import time")}
    assert "note_sched.rendering.terminal" in loaded
    assert not {name for name in loaded if name.split(".")[0] == "rich"}
    assert "\x1b" not in done.stdout
    assert any(line.startswith("Sat 2008-11-01  Mon 2008-11-03") for line in done.stdout.splitlines())
