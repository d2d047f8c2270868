"""``statement --output-dir`` as cron runs it: no terminal, no environment, no home, another folder, sometimes twice."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from note_sched.issuing import locking

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("note-sched")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "note.yaml").write_bytes((ROOT / "samples" / "covenant-default.yaml").read_bytes())
    return tmp_path


def line(folder, *options):
    """The line of the crontab."""
    more = " ".join(options)
    return f"{PROGRAM} statement {folder}/note.yaml --month last --output-dir {folder}/issued --format html {more}"


def cron(folder, *options, start=subprocess.run, **how):
    """Run the line as cron does: /bin/sh, an empty environment, in the root folder, nothing to read."""
    command = ["/usr/bin/env", "-i", "/bin/sh", "-c", line(folder, *options)]
    return start(command, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how)


APRIL = ("--today", "2009-04-01")


def look(folder):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / "issued").glob("*.html")}


def test_the_whole_thing_the_way_cron_does_it(folder):
    """Issued and told; silence; a changed document; silence again; the next month beside it."""
    first = cron(folder, *APRIL)
    assert (first.returncode, first.stderr.count(b"written: ")) == (0, 3)
    issued = look(folder)
    second = cron(folder, *APRIL)
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
    assert look(folder) == issued

    note = folder / "note.yaml"
    paid = 'events:\n  - {type: payment, date: 2009-02-02, amount: "1,000.00"}\n'
    note.write_text(note.read_text("utf-8").replace("events:\n", paid, 1), "utf-8")
    changed = cron(folder, *APRIL)
    assert changed.returncode == 0
    assert changed.stderr.count(b"RESTATED, because of: new: payment of 2009-02-02, amount 1000.00 (line ") == 3
    now = look(folder)
    assert {name: now[name] for name in issued} == issued
    assert set(now) - set(issued) == {"2009-03-alder-r1.html", "2009-03-birch-r1.html", "2009-03_control-r1.html"}
    assert cron(folder, *APRIL).stderr == b""

    cron(folder, "--today", "2009-05-01")
    assert {name[:7] for name in look(folder)} == {"2009-03", "2009-04"}


def test_without_today_the_clock_says_which_month_was_the_last(folder):
    """Whatever day it is, the Notes were paid long ago: nothing to state, nothing to say."""
    run = cron(folder)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    assert look(folder) == {}


def test_two_at_once_write_every_file_once(folder):
    runs = [cron(folder, *APRIL, start=subprocess.Popen) for _ in range(2)]
    said = [run.communicate(timeout=60) for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sum(err.count(b"written: ") for _, err in said) == 3
    assert len(look(folder)) == 3
    assert not list((folder / "issued").glob(".*.part"))


def test_a_run_waits_for_the_one_before(folder):
    (folder / "issued" / ".note-sched").mkdir(parents=True)
    with (folder / "issued" / ".note-sched" / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        threading.Timer(1.0, lambda: fcntl.flock(held, fcntl.LOCK_UN)).start()
        run = cron(folder, *APRIL)
    assert (run.returncode, run.stderr.count(b"written: ")) == (0, 3)


def test_a_lock_that_is_kept_is_busy_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(locking, "_PATIENCE", 2)
    with (tmp_path / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(locking.Busy), locking.locked(str(tmp_path / "lock")):
            pass
    with locking.locked(str(tmp_path / "lock")):  # given back: the file alone means nothing
        pass


def test_the_lock_of_a_dead_run_stops_nobody(tmp_path):
    """Killed while it held the lock: the system takes the lock back."""
    path = str(tmp_path / "lock")
    code = (
        f"from note_sched.issuing.locking import locked\nwith locked({path!r}):\n print('held', flush=True)\n input()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:  # noqa: S603
        assert holder.stdout.readline() == b"held\n"
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    with locking.locked(path):
        pass
