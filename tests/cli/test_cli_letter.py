"""`payoff --letter` from the command line: three forms, the same bytes, and what is refused."""

import re

import pytest

WHOLE = "samples/air-industries-2008.yaml"
ASKED = ("payoff", WHOLE, "--as-of", "2009-06-15", "--good-through", "2009-06-17")


def said(run):
    """What a letter in text says, as one line."""
    return " ".join(run.stdout.decode().split())


def number_of(run):
    return re.search(r"No\. (\d{8}-[0-9A-F]{8})", run.stdout.decode())[1]


@pytest.mark.parametrize(
    ("form", "begins"), [("text", b"Payoff Letter\n"), ("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF-")]
)
def test_a_letter_has_three_forms_of_the_same_bytes_each_time(note_sched, form, begins):
    once, again = (note_sched(*ASKED, "--letter", form, env={"PYTHONHASHSEED": seed}) for seed in "12")
    assert once.returncode == 0
    assert once.stdout.lower().startswith(begins.lower())
    assert once.stdout == again.stdout


def test_the_quote_alone_is_what_it_was(note_sched):
    quote = note_sched("payoff", WHOLE, "--as-of", "2009-06-15", "--format", "csv").stdout.decode()
    assert quote.endswith("TOTAL,5950000.00,0.00,27766.66,0.00,5977766.66,1983.333333\n")


def test_the_command_in_a_letter_writes_it_again(note_sched):
    """The document lies in another folder; the letter names no folder."""
    letter = note_sched(*ASKED, "--holder", "elm", "--set", "reading.window_end=payable", "--letter", "text")
    command = re.search(r"^ *note-sched (payoff .*)$", letter.stdout.decode(), re.MULTILINE)[1].split()
    assert "samples" not in command[1]
    command[1] = f"samples/{command[1]}"
    assert note_sched(*command).stdout == letter.stdout


def test_the_number_follows_what_decides_the_figures(note_sched, tmp_path):
    """Not the form, not whether accounts are shown, not the name of the file; a comment more is another document."""
    letter = (*ASKED, "--letter", "text")
    copied = (tmp_path / "samples" / "air-industries-2008.yaml").read_bytes()
    (tmp_path / "copy.yaml").write_bytes(copied)
    (tmp_path / "more.yaml").write_bytes(copied + b"# seen\n")
    same = [letter, (*letter, "--show-account"), ("payoff", "copy.yaml", *letter[2:])]
    assert len({number_of(note_sched(*each)) for each in same}) == 1
    other = [
        letter,
        (*letter, "--holder", "elm"),
        (*letter, "--known-at", "2009-06-01"),
        (*letter, "--set", "reading.mixed_block=all_or_none"),
        ("payoff", WHOLE, "--as-of", "2009-06-15", "--letter", "text"),
        ("payoff", "more.yaml", *letter[2:]),
    ]
    assert len({number_of(note_sched(*each)) for each in other}) == len(other)


def test_a_letter_on_facts_as_they_were_known_says_so(note_sched):
    assert "As known on Wed 2009-06-03" in said(note_sched(*ASKED, "--letter", "text", "--known-at", "2009-06-03"))


def test_without_a_good_through_date_the_letter_is_good_on_the_payoff_date(note_sched):
    letter = said(note_sched(*ASKED[:4], "--letter", "text"))
    assert "Good through Mon 2009-06-15 (that day alone)" in letter


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--letter", "text", "--format", "csv"), "--format csv and --letter exclude each other"),
        (("--letter", "text", "--format", "table"), "--format table and --letter exclude each other"),
        (("--letter", "text", "--good-through", "2009-06-14"), "before the payoff date, 2009-06-15"),
        (("--letter", "text", "--good-through", "2009-09-16"), "93 days after the payoff date"),
        (("--letter", "text", "--good-through", "soon"), "--good-through 'soon' is no day"),
        (("--letter", "text", "--holder", "elm", "--holder", "fir"), "of all Notes or of one Holder's"),
        (("--letter", "text", "--holder", "oak"), "--holder 'oak' is no Holder's id"),
        (("--letter", "text", "--add", "payment date=2009-06-01 amount=1"), "a letter rests on the record alone"),
        (("--letter", "docx"), "docx"),
        (("--good-through", "2009-06-16"), "--good-through is about a letter, and none is asked for"),
        (("--show-account",), "--show-account is about a letter, and none is asked for"),
    ],
)
def test_what_is_refused(note_sched, tmp_path, more, told):
    run = note_sched(*ASKED[:4], *more, "--output", str(tmp_path / "letter"))
    assert (run.returncode, run.stdout) == (2, b"")
    assert told in run.stderr.decode()
    assert not (tmp_path / "letter").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--font", "x.ttf"), "--font is about a letter, and none is asked for"),
        (("--letter", "html", "--font", "x.ttf"), "--font is about the letters of a PDF, and none is asked for"),
        (("--letter", "pdf", "--font", "x.ttf"), "--font x.ttf cannot be read"),
        (("--letter", "pdf", "--font", WHOLE), f"--font {WHOLE} is no font"),
    ],
)
def test_a_font_is_for_a_pdf_and_must_be_one(note_sched, more, said):
    pytest.importorskip("uharfbuzz", reason="letters of other fonts need uharfbuzz")
    refused = note_sched(*ASKED[:4], *more, "--output", "x.out")
    assert refused.returncode == 2
    assert said in refused.stderr.decode()


def test_a_name_that_no_font_has_is_told_with_what_shows_it(note_sched, tmp_path):
    """On a machine without fontconfig: once, though the name stands in many places."""
    text = (tmp_path / "samples/single-holder.yaml").read_text("utf-8")
    (tmp_path / "n.yaml").write_text(re.sub(r"name: .*", "name: 桤木 LP", text, count=1), "utf-8")
    asked = ("payoff", "n.yaml", "--as-of", "2009-03-15", "--letter", "pdf", "--output", "x.pdf")
    told = note_sched(*asked, env={"PATH": "/nonexistent"}).stderr.decode()
    assert told.count("no font at hand has all letters of `桤木 LP`") == 1
    assert "`--letter html`" in told
