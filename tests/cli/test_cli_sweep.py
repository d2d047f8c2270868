"""``sweep`` at the command line: which date runs, and what is refused."""

import csv
import io
import json

import pytest

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
