"""What goes into other programs, as its users ask for it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

SAMPLE, ALONE = "samples/release-valve.yaml", "samples/single-holder.yaml"
PROGRAM = Path(sys.executable).with_name("note-sched")


@pytest.fixture
def on_terminal(tmp_path, note_sched):  # noqa: ARG001 (for the samples)
    """Run with stdout a terminal; what it wrote to stderr, and its exit status."""

    def run(*arguments):
        ours, theirs = pty.openpty()
        done = subprocess.run(  # noqa: S603
            [PROGRAM, *arguments], cwd=tmp_path, stdout=theirs, stderr=subprocess.PIPE, check=False
        )
        os.close(theirs)
        os.close(ours)
        return done.stderr.decode(), done.returncode

    return run


@pytest.mark.parametrize(("form", "what"), [((), "a page for a browser"), (("--format", "pdf"), "a PDF")])
def test_a_report_is_not_poured_over_a_terminal(on_terminal, form, what):
    said, status = on_terminal("report", SAMPLE, *form)
    assert (said, status) == (f"note-sched: {what} is no text for a terminal\n  hint: name a file: --output PATH\n", 2)


@pytest.mark.parametrize("command", [("simulate", SAMPLE), ("payoff", SAMPLE, "--as-of", "2009-05-01")])
class TestWorkbook:
    """``--format xlsx``."""

    def test_a_file_and_a_pipe_get_the_same_bytes(self, note_sched, tmp_path, command):
        piped = note_sched(*command, "--format", "xlsx")
        assert note_sched(*command, "--format", "xlsx", "--output", "notes.xlsx").stdout == b""
        assert (tmp_path / "notes.xlsx").read_bytes() == piped.stdout
        assert (piped.returncode, piped.stdout[:2]) == (0, b"PK")
        assert piped.stderr == b""  # the warning of this sample is acknowledged

    def test_a_terminal_does_not(self, on_terminal, command):
        said, status = on_terminal(*command, "--format", "xlsx")
        assert status == 2
        assert said == "note-sched: a workbook is no text for a terminal\n  hint: name a file: --output PATH\n"

    def test_the_audit_says_from_what_it_was_made(self, note_sched, tmp_path, command):
        options = ("--known-at", "2009-04-08", "--set", "reading.window_end=payable", "--format", "xlsx")
        supposed = ("--add", "breach date=2009-04-07")
        note_sched(*command, *options, *supposed, "--output", "notes.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "notes.xlsx")["Audit"]
        told = {row[0]: row[2] for row in sheet.iter_rows(values_only=True)}
        assert told["Document"] == SAMPLE
        assert told["Known at"] == "Wed 2009-04-08"
        assert told["Overrides (--set)"] == "reading.window_end=payable"
        assert told["Events supposed (--add)"] == "breach date=2009-04-07"
        assert len(told["SHA-256 of the document"]) == 64


def test_a_total_is_that_of_all_whoever_is_shown(note_sched, tmp_path):
    """``--holder`` filters rows: the headline speaks of all Notes, the sheets say that they show some."""
    note_sched("simulate", SAMPLE, "--holder", "birch", "--format", "xlsx", "--output", "birch.xlsx")
    book = openpyxl.load_workbook(tmp_path / "birch.xlsx", data_only=True)
    holders = [row[0] for row in book["Schedule"].iter_rows(min_row=3, values_only=True)]
    assert set(holders) == {"birch"}
    assert [row[0] for row in book["Holders"].iter_rows(min_row=3, values_only=True)] == [
        "birch",
        "TOTAL of those shown",
    ]


def test_a_statement_is_a_workbook_too(note_sched, tmp_path):
    """Live, with its checks, and of one Holder alone where one is named."""
    month = ("--month", "2009-03", "--holder", "birch", "--format", "xlsx", "--output", "birch.xlsx")
    assert note_sched("statement", "samples/covenant-default.yaml", *month).returncode == 0
    book = openpyxl.load_workbook(tmp_path / "birch.xlsx")
    assert {"Summary", "Terms", "Month", "Interest", "Checks", "Audit"} <= set(book.sheetnames)
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("Birch Family Trust" in text for text in texts)
    assert not any("Alder" in text for text in texts)


def test_statements_are_issued_as_workbooks_once(note_sched, tmp_path):
    """Equal bytes on a second run, or the first would be found changed: a file a Holder, and one of all for control."""
    command = ("statement", "samples/covenant-default.yaml", "--month", "2009-03", "--output-dir", "issued")
    assert note_sched(*command, "--format", "xlsx").returncode == 0
    names = ["2009-03-alder.xlsx", "2009-03-birch.xlsx", "2009-03_control.xlsx"]
    assert sorted(path.name for path in (tmp_path / "issued").glob("*.xlsx")) == names
    assert note_sched(*command, "--format", "xlsx").stderr == b""
    control = openpyxl.load_workbook(tmp_path / "issued" / "2009-03_control.xlsx")
    assert {cell.value for cell in control["Month"]["A"]} > {"alder", "birch", "TOTAL"}


def test_a_calendar_has_the_endings_of_its_lines(note_sched, tmp_path):
    run = note_sched("calendar", SAMPLE)
    assert run.returncode == 0
    assert run.stdout.startswith(b"BEGIN:VCALENDAR\r\n")
    assert run.stdout.count(b"\n") == run.stdout.count(b"\r\n")
    assert note_sched("calendar", SAMPLE, "--output", "notes.ics").stdout == b""
    assert (tmp_path / "notes.ics").read_bytes() == run.stdout
    assert note_sched("calendar", SAMPLE, "--holder", "birch").stdout != run.stdout


def test_a_calendar_knows_what_was_known(note_sched):
    """On 2009-03-15 the override of April 6 was no fact yet."""
    assert b"override" in note_sched("calendar", SAMPLE).stdout
    assert b"override" not in note_sched("calendar", SAMPLE, "--known-at", "2009-03-15").stdout


@pytest.mark.parametrize(("form", "begins"), [("beancount", "2008-09-26 open "), ("hledger", "commodity 1000.00 USD")])
def test_a_journal_is_for_the_program_named(note_sched, form, begins):
    run = note_sched("journal", SAMPLE, "--format", form)
    lines = run.stdout.decode().splitlines()
    assert (run.returncode, next(line for line in lines if line and line[0] != ";")[: len(begins)]) == (0, begins)


def test_a_journal_of_one_holder_names_no_other(note_sched):
    text = note_sched("journal", SAMPLE, "--holder", "birch").stdout.decode()
    assert "Birch" in text
    assert "Alder" not in text


def test_a_slip_is_told_before_anything_is_written(note_sched):
    for command in (("calendar", ALONE, "--holder", "bob"), ("journal", ALONE, "--format", "ledger")):
        run = note_sched(*command)
        assert (run.returncode, run.stdout) == (2, b"")


def test_json_is_what_it_was(note_sched):
    """The forms that were there before are untouched by the new one."""
    assert json.loads(note_sched("simulate", ALONE, "--format", "json").stdout)["schema_version"] == 1


def test_journals_of_two_notes_stand_in_one_book(note_sched):
    """Under roots of their own they open no account twice; beancount refuses a second opening."""
    one = note_sched("journal", SAMPLE).stdout.decode()
    other = note_sched("journal", "samples/covenant-default.yaml", "--root", "Notes:Series-B").stdout.decode()
    opened = [line.split()[2] for line in (one + other).splitlines() if " open " in line]
    assert len(opened) == len(set(opened))
    assert {"Assets:Notes:Assumed", "Assets:Notes:Series-B:Assumed"} <= set(opened)


@pytest.mark.parametrize("root", ["notes", "Senior:B", "A B", "", "Notes:", "É"])
def test_a_root_that_no_program_reads_is_refused(note_sched, root):
    run = note_sched("journal", ALONE, "--root", root)
    assert (run.returncode, run.stdout) == (2, b"")
    assert f"--root {root!r} is no name of an account" in run.stderr.decode()


def test_a_calendar_that_is_written_over_its_last_file_counts_on(note_sched, tmp_path):
    """A title put right changes no entry; without the file everything begins again at the first number."""
    note = tmp_path / "note.yaml"
    note.write_bytes((tmp_path / ALONE).read_bytes())
    write = ("calendar", "note.yaml", "--output", "note.ics")
    note_sched(*write)
    first = (tmp_path / "note.ics").read_bytes()
    assert note_sched("calendar", "note.yaml").stdout == first
    note_sched(*write)
    assert (tmp_path / "note.ics").read_bytes() == first
    note.write_text(note.read_text("utf-8").replace("principal: 100,000.00", "principal: 200,000.00"), "utf-8")
    note_sched(*write)
    numbers = (tmp_path / "note.ics").read_bytes().count(b"SEQUENCE:1000001")
    assert numbers >= 19  # eighteen instalments and more, each of twice the sum
    assert b"SEQUENCE:1000000" in note_sched("calendar", "note.yaml").stdout
