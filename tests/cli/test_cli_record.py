"""``record``: a fact is written into the document, whole or not at all, and what it changes is told."""

import json
import stat
import subprocess
import sys

import pytest

ONE = """\
# My note
note: {title: N, borrower: B, issue_date: 2008-09-26, maturity_date: 2010-05-31, interest_rate: 1% per month,
       first_payment_date: 2008-11-01}
holders:
  - {id: alder, name: Alder, principal: "100,000.00"}
  - {id: birch, name: Birch, principal: "100,000.00"}
events: []   # what happened
simulation: {payments: recorded, through: 2009-01-31}
"""
# October has 31 days; from 26 September: 5 of 30 and all of October, at 1% of 200,000.00.
FIRST = "payment date=2008-11-03 amount=2,333.33"
AFTER = ONE.replace(
    "events: []   # what happened\n",
    'events:   # what happened\n  - {type: payment, date: 2008-11-03, amount: "2,333.33"}\n',
)


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "note.yaml"
    path.write_text(ONE, "utf-8")
    return path


def test_a_fact_is_written_in_the_style_of_the_file_and_what_it_changes_is_told(note_sched, document):
    run = note_sched("record", "note.yaml", FIRST, "--format", "json")
    assert run.returncode == 0
    assert document.read_text("utf-8") == AFTER
    data = json.loads(run.stdout)
    assert (data["written"], data["recorded"]) == (True, [{"line": 8, "event": FIRST}])
    (fact,) = data["facts"]
    assert fact["where"] == ["note.yaml:8"]
    paid = next(each for each in data["figures"] if each["figure"] == "interest_paid")
    assert (paid["first"], paid["second"]) == ("0.00", "2333.33")


def test_a_dry_run_tells_the_same_and_writes_nothing(note_sched, document):
    dry = note_sched("record", "note.yaml", FIRST, "--dry-run")
    assert document.read_text("utf-8") == ONE
    wet = note_sched("record", "note.yaml", FIRST)
    assert dry.stdout.decode().replace(", if it were written (--dry-run)", "") == wet.stdout.decode()
    assert "Recorded  note.yaml:8 payment date=2008-11-03 amount=2,333.33" in wet.stdout.decode()


def test_what_is_recorded_one_by_one_is_what_is_recorded_together(note_sched, document):
    second = "payment date=2008-12-01 amount=2,000.00 memo='wire #2'"
    note_sched("record", "note.yaml", FIRST, second)
    together = document.read_bytes()
    document.write_text(ONE, "utf-8")
    note_sched("record", "note.yaml", FIRST)
    note_sched("record", "note.yaml", second)
    assert document.read_bytes() == together
    assert b'amount: "2,000.00", memo: "wire #2"}\n' in together


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ("payment date=2008-11-03 amount=lots", "\n'payment date=2008-11-03 amount=lots':32: `lots` is no sum"),
        ("payment date=2008-11-03 amount=5 to=cedar", "no Holder has the id `cedar`"),
        ("payment date=2008-01-03 amount=5", "before the first Note was issued"),
        ("wire", "there is no event of the type `wire`"),
        ("", "the event is empty"),
    ],
)
def test_a_fault_of_the_event_is_cited_as_it_was_typed_and_nothing_is_written(note_sched, document, event, told):
    run = note_sched("record", "note.yaml", FIRST, event)
    assert (run.returncode, run.stdout) == (2, b"")
    assert told in f"\n{run.stderr.decode()}"
    assert "--add" not in run.stderr.decode()
    assert document.read_text("utf-8") == ONE


def test_what_cannot_have_happened_on_its_day_is_refused_too(note_sched, document):
    """All of alder's principal is paid before it transfers some of it: no reading of the file alone shows that."""
    whole = "payment date=2008-11-03 principal=100,000.00 to=alder"
    run = note_sched("record", "note.yaml", whole, "transfer date=2008-12-01 from=alder to=birch amount=1.00")
    assert (run.returncode, run.stdout) == (2, b"")
    assert "'transfer date=2008-12-01 from=alder to=birch amount=1.00':" in run.stderr.decode()
    assert "--add" not in run.stderr.decode()
    assert document.read_text("utf-8") == ONE


def test_a_document_with_faults_of_its_own_is_not_written(note_sched, document):
    document.write_text(ONE.replace("1% per month", "1%"), "utf-8")
    run = note_sched("record", "note.yaml", FIRST)
    assert run.returncode == 2
    assert run.stderr.startswith(b"note.yaml:2:")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("-", "standard input cannot be written into"),
        ("absent.yaml", "there is no file absent.yaml"),
        (".", ". is a folder"),
        ("/dev/null", "is a pipe or a device"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_sentence(note_sched, file, told):
    run = note_sched("record", file, FIRST)
    assert (run.returncode, run.stdout) == (2, b"")
    assert told in run.stderr.decode()


def test_a_read_only_document_is_left_alone(note_sched, document):
    document.chmod(0o444)
    run = note_sched("record", "note.yaml", FIRST)
    assert run.returncode == 2
    assert "note.yaml is read-only" in run.stderr.decode()
    assert note_sched("record", "note.yaml", FIRST, "--output", "note.yaml", "--force").returncode == 2
    assert document.read_text("utf-8") == ONE


def test_a_link_stays_a_link_and_a_file_keeps_its_permissions(note_sched, document, tmp_path):
    document.chmod(0o640)
    (tmp_path / "latest.yaml").symlink_to("note.yaml")
    assert note_sched("record", "latest.yaml", FIRST).returncode == 0
    assert (tmp_path / "latest.yaml").is_symlink()
    assert document.read_text("utf-8") == AFTER
    assert stat.S_IMODE(document.stat().st_mode) == 0o640
    assert list(tmp_path.glob(".note-sched*")) == []


def test_warnings_that_the_fact_brings_are_told_and_no_others(note_sched, document):
    run = note_sched("record", "note.yaml", "payment date=2008-11-03 amount=2,000.00 to=alder")
    assert {line.rpartition(" ")[2] for line in run.stderr.decode().splitlines()} == {
        "[payment-above-due@2008-11-03]",
        "[not-ratable@2008-11-03]",
        "[nothing-recorded]",  # for what falls due in December: before, nothing was
    }
    assert document.read_text("utf-8") != ONE


@pytest.mark.long
def test_two_at_a_time_are_both_written(document, tmp_path):
    """Each holds the document while it reads and writes it; none undoes what another has written."""
    runs = [
        subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "note_sched", "record", "note.yaml", f"breach date=2009-01-{day:02d} memo=n{day}"],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
        )
        for day in range(1, 9)
    ]
    assert [run.wait() for run in runs] == [0] * 8
    text = document.read_text("utf-8")
    assert all(f"memo: n{day}}}" in text for day in range(1, 9))
