"""A run of statements that is killed, at every rename and every write to the disk: the next one makes it whole."""

import re
import shutil
import signal

import pytest

SHIM = """
import os, signal

left = int(os.environ.get("KILL_AT", "0"))


def step():
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)


def watched(name):
    real = getattr(os, name)

    def call(*arguments, **rest):
        step()
        done = real(*arguments, **rest)
        step()
        return done

    setattr(os, name, call)


for name in ("replace", "fsync"):
    watched(name)
"""
COMMAND = ("statement", "samples/covenant-default.yaml", "--month", "2009-03", "--output-dir", "issued")
PAPERS = {"2009-03-alder", "2009-03-birch", "2009-03_control"}
TOLD = re.compile(r"^(2009-03\S+-r1): RESTATED", re.MULTILINE)


@pytest.fixture
def killed_at(note_sched, tmp_path):
    """Run, killed at a point of it; what it said, and whether it was killed."""
    (tmp_path / "shim").mkdir()
    (tmp_path / "shim" / "sitecustomize.py").write_text(SHIM, "utf-8")

    def run(point, *options):
        env = {"PYTHONPATH": str(tmp_path / "shim"), "KILL_AT": str(point), "PYTHONUNBUFFERED": "1"}
        done = note_sched(*COMMAND, *options, env=env)
        assert done.returncode in (0, -signal.SIGKILL)
        return done.stderr.decode(), done.returncode != 0

    return run


def whole(folder):
    """Its statements, and nothing that is none."""
    found = {path.name for path in folder.iterdir()} - {".note-sched"}
    aside = {path.name for path in (folder / ".note-sched").iterdir()}
    assert aside == {"lock", "note.json", "2009-03.json"}
    return found


@pytest.mark.long
def test_a_first_issue_that_is_killed_anywhere(killed_at, note_sched, tmp_path):
    point, was_killed = 0, True
    while was_killed:
        point += 1
        shutil.rmtree(tmp_path / "issued", ignore_errors=True)
        first, was_killed = killed_at(point)
        second = note_sched(*COMMAND)
        assert second.returncode == 0
        assert whole(tmp_path / "issued") == {f"{paper}.txt" for paper in PAPERS}
        said = first + second.stderr.decode()
        assert {paper for paper in PAPERS if f"issued/{paper}.txt" in said} == PAPERS
        assert note_sched(*COMMAND).stderr == b""
    assert point > 20  # five files and more, each with its rename and its way to the disk


@pytest.mark.long
def test_a_restatement_that_is_killed_anywhere_is_told(killed_at, note_sched, tmp_path):
    note_sched(*COMMAND, "--known-at", "2009-02-25")
    (tmp_path / "issued").rename(tmp_path / "before")
    point, was_killed = 0, True
    while was_killed:
        point += 1
        shutil.rmtree(tmp_path / "issued", ignore_errors=True)
        shutil.copytree(tmp_path / "before", tmp_path / "issued")
        first, was_killed = killed_at(point)
        second = note_sched(*COMMAND)
        assert second.returncode == 0
        assert whole(tmp_path / "issued") == {f"{each}.txt" for paper in PAPERS for each in (paper, f"{paper}-r1")}
        assert set(TOLD.findall(first + second.stderr.decode())) == {f"{paper}-r1" for paper in PAPERS}
        assert note_sched(*COMMAND).stderr == b""
    assert point > 20
