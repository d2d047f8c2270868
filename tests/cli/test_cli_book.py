"""``book``: a folder of documents to one table, whoever plays them, however often it is interrupted."""

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from comparing import in_a_file
from notes import block, note_file
from warm import PROGRAM

DAY = ("--as-of", "2009-04-01")


@pytest.fixture
def folder(tmp_path):
    """Six documents in a folder and one below it: of them one blocked, one faulty, one issued later."""
    book = tmp_path / "notes"
    (book / "more").mkdir(parents=True)
    for number in range(1, 4):
        (book / f"{number}.yaml").write_bytes(note_file(holders={"a": f"{number}00,000.00"}))
    (book / "blocked.yml").write_bytes(note_file(*block("2009-03-02")))
    (book / "faulty.yaml").write_bytes(note_file(terms={"interest_rate": "1%"}))
    later = {"issue_date": "2010-01-01", "first_payment_date": "2010-02-01", "maturity_date": "2011-01-01"}
    (book / "more" / "later.yaml").write_bytes(note_file(terms=later))
    (book / ".hidden.yaml").write_text("no document of the book", "utf-8")
    (book / "notes.txt").write_text("nor this", "utf-8")
    return book


def rows(run):
    return list(csv.DictReader(io.StringIO(run.stdout.decode())))


ORDER = [
    "notes/1.yaml",
    "notes/2.yaml",
    "notes/3.yaml",
    "notes/blocked.yml",
    "notes/faulty.yaml",
    "notes/more/later.yaml",
]


@pytest.mark.usefixtures("folder")
def test_a_bad_document_is_a_row_and_stops_nothing(note_sched):
    run = note_sched("book", "notes", *DAY, "--format", "csv")
    found = rows(run)
    assert [each["document"] for each in found] == ORDER
    assert [each["result"] for each in found] == ["done"] * 4 + ["fault", "not issued"]
    assert [each["principal"] for each in found] == ["100000.00", "200000.00", "300000.00", "100000.00", "", ""]
    assert [each["verdict"] for each in found] == ["PAY"] * 3 + ["DO NOT PAY", "", ""]
    assert run.returncode == 1
    assert b"notes/faulty.yaml:" in run.stderr
    assert b"1 of 6 documents have no figures" in run.stderr


def test_a_sound_book_is_silent(note_sched, folder):
    (folder / "faulty.yaml").unlink()
    run = note_sched("book", "notes", *DAY, "--output", "book.csv")
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert not list(folder.parent.glob(".book*"))


def test_a_document_counts_once_by_whatever_name(note_sched, folder):
    (folder / "again.yaml").symlink_to(folder / "1.yaml")
    (folder.parent / "list").write_text("notes/2.yaml\n\nnotes/3.yaml\n", "utf-8")
    run = note_sched("book", "notes/1.yaml", "@list", "./notes/../notes/3.yaml", "notes", *DAY, "--format", "csv")
    found = [each["document"] for each in rows(run)]
    assert found == ORDER
    listed = note_sched("book", "@-", *DAY, "--format", "csv", stdin=b"notes/3.yaml\nnotes/1.yaml\n")
    assert [each["document"] for each in rows(listed)] == ["notes/3.yaml", "notes/1.yaml"]


@pytest.mark.usefixtures("folder")
def test_what_is_not_there_is_a_row_too(note_sched):
    run = note_sched("book", "notes/1.yaml", "nowhere.yaml", *DAY, "--format", "csv")
    assert [each["fault"] for each in rows(run)] == ["", "there is no such file"]
    assert run.returncode == 1


def test_what_would_wait_for_ever_is_no_file(note_sched, folder):
    os.mkfifo(folder / "pipe.yaml")
    run = note_sched("book", "notes/pipe.yaml", *DAY, "--format", "csv")
    assert [each["fault"] for each in rows(run)] == ["it is no file"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "table"])
def test_the_same_bytes_from_one_process_and_from_two(note_sched, form):
    one, two = (note_sched("book", "notes", *DAY, "--format", form, "--jobs", jobs) for jobs in "12")
    assert one.stdout == two.stdout
    assert one.stdout


@pytest.mark.usefixtures("folder")
def test_the_forms_say_the_same(note_sched):
    table = rows(note_sched("book", "notes", *DAY, "--format", "csv"))
    lines = [json.loads(each) for each in note_sched("book", "notes", *DAY, "--format", "jsonl").stdout.splitlines()]
    whole = json.loads(note_sched("book", "notes", *DAY, "--format", "json").stdout)
    assert whole["documents"] == lines
    assert [each["total"] or "" for each in lines] == [each["total"] for each in table] or lines[-1]["total"] is None
    assert whole["totals"]["principal"] == "700000.00"
    assert (whole["totals"]["documents"], whole["totals"]["fault"], whole["as_of"]) == (6, 1, "2009-04-01")


@pytest.mark.long  # the short run's environment does without pyarrow
@pytest.mark.usefixtures("folder")
def test_parquet_has_the_types_of_its_columns(note_sched, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="parquet needs pyarrow")
    for name in ("one", "two"):
        assert note_sched("book", "notes", *DAY, "--output", f"{name}.parquet").returncode == 1
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
    found = parquet.read_table(tmp_path / "one.parquet").to_pylist()
    assert [each["principal"] for each in found][:2] == [Decimal("100000.00"), Decimal("200000.00")]
    assert found[3]["bars"] == ["1(d)(ii)(B)"]
    assert found[0]["per_diem"] == Decimal("33.333333")
    assert found[4]["principal"] is None


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["notes"], "none is named"),
        (["notes", "--as-of", "2009-04-01", "--through", "2009-04-01"], "two are named"),
        (["notes", "--as-of", "1 April"], "is no day"),
        (["notes/more/.", "--as-of", "2009-04-01", "--set", "reading.nothing=1"], "reading.nothing"),
        (["@nowhere", *DAY], "the list nowhere cannot be read"),
        (["notes", *DAY, "--jobs", "2", "--scheduler", "tcp://127.0.0.1:9"], "leave one out"),
        (["notes/1.yaml", *DAY, "--output", "notes/1.yaml", "--force"], "is a document of the book"),
    ],
    ids=["no day", "two days", "no date", "no setting", "no list", "two places", "over itself"],
)
def test_what_cannot_be_asked(note_sched, arguments, said):
    run = note_sched("book", *arguments)
    assert run.returncode == 2
    assert said in run.stderr.decode()
    assert b"Traceback" not in run.stderr
    assert run.stdout == b""


def test_an_empty_folder_is_refused_and_leaves_nothing(note_sched, tmp_path):
    (tmp_path / "empty").mkdir()
    run = note_sched("book", "empty", *DAY, "--output", "book.csv")
    assert run.returncode == 2
    assert b"there is no document in empty" in run.stderr
    assert sorted(each.name for each in tmp_path.iterdir()) == ["empty", "samples"]


@pytest.mark.usefixtures("folder")
def test_state_that_somebody_else_could_have_written_is_not_believed(note_sched, tmp_path):
    state = tmp_path / ".book.csv.note-sched-book"
    state.write_bytes(b"")
    state.chmod(0o666)
    run = note_sched("book", "notes", *DAY, "--output", "book.csv")
    assert run.returncode == 2
    assert b"could have been written by somebody else" in run.stderr
    state.chmod(0o600)
    state.write_text("no database at all, and long enough to be looked at" * 40, "utf-8")
    run = note_sched("book", "notes", *DAY, "--output", "book.csv")
    assert run.returncode == 2
    assert b"is not what a book left there" in run.stderr
    assert not (tmp_path / "book.csv").exists()


def many(folder, count):
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.yaml").write_bytes(note_file(*block("2009-03-02"), holders={"a": f"{number + 1}.00"}))


def begun(tmp_path, *options):
    """A run of many documents that has done some of them."""
    command = [PROGRAM, "book", "many", *DAY, "--output", "book.csv", *options]
    run = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE)  # noqa: S603
    state = tmp_path / ".book.csv.note-sched-book"
    while run.poll() is None and not (state.exists() and state.stat().st_size > 24_000):
        time.sleep(0.02)
    assert run.poll() is None
    return run


def said_by(run):
    """What a run that was begun says until it ends."""
    with run.stderr as stderr:
        said = stderr.read()
    run.wait()
    return said


@pytest.mark.long
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda how: how.name)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_book_goes_on(note_sched, tmp_path, how, jobs):
    many(tmp_path / "many", 160)
    whole = note_sched("book", "many", *DAY, "--format", "csv", "--jobs", "1").stdout
    run = begun(tmp_path, "--jobs", jobs)
    run.send_signal(how)
    said = said_by(run)
    assert run.returncode == {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGKILL: -9}[how]
    assert (b"goes on from there" in said) == (how is not signal.SIGKILL)
    assert b"Traceback" not in said
    assert b"leaked" not in said or how is signal.SIGKILL  # what nobody can clear up, Python's own tracker tells
    assert not (tmp_path / "book.csv").exists()
    with sqlite3.connect(f"file:{tmp_path}/.book.csv.note-sched-book", uri=True) as state:
        (kept,) = state.execute("SELECT count(*) FROM answers").fetchone()
    assert 0 < kept < 160
    again = note_sched("book", "many", *DAY, "--output", "book.csv", "--jobs", jobs)
    assert f"{kept} rows of a run that was interrupted are taken up" in again.stderr.decode()
    assert (tmp_path / "book.csv").read_bytes() == whole
    assert not list(tmp_path.glob(".book*"))


@pytest.mark.long
def test_a_process_that_dies_takes_nothing_with_it(note_sched, tmp_path):
    many(tmp_path / "many", 160)
    whole = note_sched("book", "many", *DAY, "--format", "csv", "--jobs", "1").stdout
    run = begun(tmp_path, "--jobs", "2")
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text("ascii").split()
    players = [each for each in children if b"spawn_main" in Path(f"/proc/{each}/cmdline").read_bytes()]
    os.kill(int(players[0]), signal.SIGKILL)
    said = said_by(run)
    assert run.returncode == 0, said
    assert (tmp_path / "book.csv").read_bytes() == whole


@pytest.mark.long
def test_two_runs_of_one_book(note_sched, tmp_path):
    many(tmp_path / "many", 160)
    run = begun(tmp_path, "--jobs", "1")
    other = note_sched("book", "many", *DAY, "--output", "book.csv")
    assert other.returncode == 75
    assert b"another run is making book.csv" in other.stderr
    assert said_by(run) == b""
    assert run.returncode == 0


@pytest.fixture
def cluster(tmp_path):
    """A real scheduler with two workers, on this machine: its address, and the workers."""
    pytest.importorskip("distributed", reason="a scheduler needs dask")
    python = [sys.executable, "-W", "ignore", "-m"]
    told = (tmp_path / "scheduler").open("wb")
    file = tmp_path / "address.json"
    scheduler = ["distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    started = [subprocess.Popen([*python, *scheduler, "--scheduler-file", file], stderr=told)]  # noqa: S603
    while not file.exists() or not file.read_text("utf-8").rstrip().endswith("}"):
        time.sleep(0.1)
    address = json.loads(file.read_text("utf-8"))["address"]
    worker = ["distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard"]
    started += [subprocess.Popen([*python, *worker], stderr=told, cwd=tmp_path) for _ in range(2)]  # noqa: S603
    while (tmp_path / "scheduler").read_text("utf-8").count("Register worker") < 2:
        time.sleep(0.1)
    yield address, started[1:]
    for each in started:
        each.kill()
        each.wait()
    told.close()


@pytest.mark.long
def test_a_cluster_of_which_one_worker_is_killed_in_the_middle(note_sched, tmp_path, cluster):
    """Nothing is lost, nothing is there twice: the bytes are those of the run on this machine."""
    address, workers = cluster
    many(tmp_path / "many", 160)
    whole = note_sched("book", "many", *DAY, "--format", "csv", "--jobs", "1").stdout
    run = begun(tmp_path, "--scheduler", address)
    workers[0].kill()
    said = said_by(run)
    assert run.returncode == 0, said
    assert (tmp_path / "book.csv").read_bytes() == whole
    assert not list(tmp_path.glob(".book*"))


@pytest.mark.long
def test_there_is_no_cluster(note_sched, folder):
    pytest.importorskip("distributed", reason="a scheduler needs dask")
    run = note_sched("book", str(folder), *DAY, "--scheduler", "nothing at all")
    assert run.returncode == 2
    assert b"no dask scheduler answers at nothing at all" in run.stderr


def test_a_document_that_names_files_is_another_when_they_change(note_sched, tmp_path):
    """Who plays it has no folder: the files travel with it."""
    (tmp_path / "notes").mkdir()
    for name, register in (("one", "id,name,principal\na,A,100.00\n"), ("two", "id,name,principal\na,A,200.00\n")):
        (tmp_path / "notes" / name).mkdir()
        raw = yaml.safe_load(note_file())
        raw["holders"] = {"file": "register.csv"}
        (tmp_path / "notes" / name / "note.yaml").write_bytes(in_a_file(raw))
        (tmp_path / "notes" / name / "register.csv").write_text(register, "utf-8")
    one, two = (rows(note_sched("book", "notes", *DAY, "--format", "csv", "--jobs", jobs)) for jobs in "12")
    assert one == two
    assert [each["principal"] for each in one] == ["100.00", "200.00"]
    assert one[0]["content"] != one[1]["content"]
    (tmp_path / "notes" / "one" / "register.csv").unlink()
    bad, _ = rows(note_sched("book", "notes", *DAY, "--format", "csv"))
    assert "the file `register.csv` is not there" in bad["fault"]
