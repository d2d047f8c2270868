"""The script that holds today's outputs against earlier ones sees every difference, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import compare_outputs


def folder(parent, name, outputs):
    for path, raw in outputs.items():
        file = parent / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(raw)
    return parent / name


def test_the_same_bytes_are_the_same(tmp_path, capsys):
    outputs = {"a/bars.csv": b"holder\n", "documents/a.yaml": b"note:\n"}
    assert compare_outputs.compare(folder(tmp_path, "before", outputs), folder(tmp_path, "after", outputs))
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [
        ["csv", "1", "equal", "0", "differ"],
        ["document", "1", "equal", "0", "differ"],
    ]


def test_a_byte_more_an_output_less_and_another_status_are_told(tmp_path, capsys):
    before = folder(tmp_path, "before", {"a/bars.csv": b"holder\n", "a/x.json": b"{}", "a/y.csv.said": b"[exit 3]\n"})
    after = folder(tmp_path, "after", {"a/bars.csv": b"holder\r\n", "a/y.csv.said": b"[exit 2]\n"})
    assert not compare_outputs.compare(before, after)
    said = capsys.readouterr().out
    assert "stderr and status: a/y.csv.said" in said
    assert "-[exit 3]\n      +[exit 2]" in said
    assert "json: a/x.json\n      only before" in said
    assert "csv: a/bars.csv" in said


PLAYED = """
import os, pathlib, sys, compare_outputs
def main():
    os.write(1, b"an answer\\n")
    if sys.argv[1:] == ["bad"]:
        os.write(2, b"a sentence\\n")
        sys.exit(2)
for word in ("good", "bad"):
    compare_outputs.play(main, [word], pathlib.Path(word).absolute())
"""


def test_an_output_and_its_status_are_kept(tmp_path):
    """Played as the script plays them, in a process without threads: an answer, and a refusal with its sentence."""
    surroundings = {**os.environ, "PYTHONPATH": str(Path(compare_outputs.__file__).parent)}
    subprocess.run([sys.executable, "-c", PLAYED], cwd=tmp_path, env=surroundings, check=True)  # noqa: S603
    assert (tmp_path / "good").read_bytes() == (tmp_path / "bad").read_bytes() == b"an answer\n"
    assert not (tmp_path / "good.said").exists()
    assert (tmp_path / "bad.said").read_text() == "a sentence\n[exit 2]\n"


def test_days_before_the_issue_date_are_not_asked_about():
    note = {"issue_date": "2008-09-26"}
    written = {"note": note, "agreement": "of 2005-11-30", "event": {"date": "2009-04-06"}, "to": "2008-09-25"}
    assert compare_outputs.dates(written, note) == ["2008-09-26", "2009-04-06"]


def test_what_is_spread_has_the_first_and_the_last():
    assert compare_outputs.spread(list(range(10)), 4) == [0, 3, 6, 9]
    assert compare_outputs.spread([1, 2], 4) == [1, 2]
