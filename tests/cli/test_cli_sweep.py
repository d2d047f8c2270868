"""``sweep`` at the command line: which date runs, and what is refused."""

import csv
import io
import json
import re

import pytest
from browser import faults_of, pages_of

SAMPLE = "samples/covenant-default.yaml"
MARCH = ("--from", "2009-03-01", "--to", "2009-03-04")


def test_two_dates_of_an_event_run_together(note_sched):
    event = ("--event", "acceleration holder=alder", "--vary", "date", "--vary", "notice")
    run = note_sched("sweep", SAMPLE, *event, *MARCH, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.stdout.decode())))
    assert [each["date"] for each in rows] == ["2009-03-01", "2009-03-02", "2009-03-03", "2009-03-04"]
    assert [each["mark"] for each in rows] == ["worst", "worst", "best", ""]
    assert run.returncode == 0


def test_for_whom_turns_the_marks_round(note_sched):
    event = ("--event", "acceleration holder=alder", "--vary", "date", "--vary", "notice")
    run = note_sched("sweep", SAMPLE, *event, *MARCH, "--format", "json", "--best-for", "senior")
    found = json.loads(run.stdout)
    assert found["worst"] == ["2009-03-03"]
    assert found["best"] == ["2009-03-01", "2009-03-02"]


def test_an_event_that_can_be_on_no_day_is_refused_with_its_fault(note_sched):
    run = note_sched("sweep", SAMPLE, "--event", "acceleration holder=nobody", *MARCH)
    assert run.returncode == 2
    assert run.stdout == b""
    assert run.stderr.startswith(b"--event 'acceleration holder=nobody':21: no Holder has the id `nobody`")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--event", "acceleration holder=alder", "--from", "2009-03-04", "--to", "2009-03-01"], "is before --from"),
        (
            ["--event", "acceleration holder=alder", "--from", "2009-01-01", "--to", "2029-01-01"],
            "ask for 3,660 at most",
        ),
        (["--event", "acceleration holder=alder date=2009-03-01", *MARCH], "leave date= out of --event"),
        (["--event", "acceleration holder=alder", "--from", "March", "--to", "2009-03-01"], "is no day"),
    ],
    ids=["the wrong way round", "too many", "named twice", "no day"],
)
def test_what_cannot_be_asked(note_sched, arguments, said):
    run = note_sched("sweep", SAMPLE, *arguments)
    assert run.returncode == 2
    assert said in run.stderr.decode()
    assert run.stdout == b""


def test_a_page_has_the_curve_above_the_same_rows(note_sched):
    event = ("--event", "acceleration holder=alder", "--vary", "date", "--vary", "notice")
    page = note_sched("sweep", SAMPLE, *event, *MARCH, "--format", "html").stdout.decode()
    assert page.index("<svg") < page.index("<table")
    assert ">best Tue 2009-03-03</text>" in page


SWEPT = ("--sweep", "acceleration holder=alder", "--vary", "date", "--vary", "notice")


def test_a_report_has_the_curve_as_a_chapter_between_the_notes_and_the_folds(note_sched):
    page = note_sched("report", SAMPLE, *SWEPT, *MARCH).stdout.decode()
    finding = "<h2>Best for the Holders on March 3; worst on March 1, 2009 and 1 more day</h2>"
    assert page.index('id="notes"') < page.index(finding) < page.index(">best Tue 2009-03-03</text>")
    assert (
        page.index(finding) < page.index("<h2>Day by day, what it would change</h2>") < page.index("What happened</h2>")
    )
    made = "--from 2009-03-01 --to 2009-03-04 --vary date --vary notice</p>"
    assert made in re.sub("</?span[^>]*>", "", page)


@pytest.mark.long
def test_a_page_with_it_is_sound_in_a_browser(note_sched, browser, tmp_path):
    page = note_sched("report", SAMPLE, *SWEPT, *MARCH).stdout.decode()
    with browser.open(page, tmp_path) as tab:
        assert faults_of(tab) == []
        said = "document.querySelectorAll('figure.picture')[1].querySelectorAll('.sign')[2].dataset.says"
        assert tab.run(said).replace("\N{NO-BREAK SPACE}", " ").startswith("Tue 2009-03-03: +")


@pytest.mark.long
@pytest.mark.usefixtures("poppler")
def test_it_stands_in_the_paper_too_without_its_rows(note_sched, tmp_path):
    run = note_sched("report", SAMPLE, *SWEPT, *MARCH, "--output", str(tmp_path / "report.pdf"))
    assert (run.returncode, run.stderr) == (0, note_sched("report", SAMPLE).stderr)
    text = "\n".join(pages_of((tmp_path / "report.pdf").read_bytes()))
    assert "Best for the Holders on March 3; worst on March 1, 2009 and 1 more day" in text
    assert "Dollar-days in hand" in text
    assert "Held back more" in text
    assert "Day by day, what it would change" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (SWEPT, "--sweep needs --from and --to"),
        (MARCH, "--from is about --sweep, which is not given"),
        (("--best-for", "senior"), "--best-for is about --sweep"),
        ((*SWEPT[:2], "--from", "2009-03-04", "--to", "2009-03-01"), "is before --from"),
        (("--sweep", "acceleration holder=alder date=2009-03-01", *MARCH), "leave date= out of --sweep"),
        (("--sweep", "acceleration holder=nobody", *MARCH), "--sweep 'acceleration holder=nobody':21: no Holder has"),
    ],
    ids=["no days", "no event", "for whom", "the wrong way round", "named twice", "on no day"],
)
def test_what_a_report_cannot_sweep(note_sched, arguments, said):
    run = note_sched("report", SAMPLE, *arguments)
    assert (run.returncode, run.stdout) == (2, b"")
    assert said in run.stderr.decode()
