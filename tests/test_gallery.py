"""The gallery is what the program makes, byte for byte. ``python tests/test_gallery.py --write`` makes it anew."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GALLERY = ROOT / "samples" / "gallery"
PROGRAM = Path(sys.executable).with_name("note-sched")
MADE = {
    "plain-report.html": "report samples/air-industries-2008.yaml",
    "blocked-report.html": "report samples/covenant-default.yaml --as-of 2009-05-04",
    "release-valve-report.html": "report samples/release-valve.yaml --as-of 2009-05-01",
    "payoff-letter.html": (
        "payoff samples/covenant-default.yaml --as-of 2009-06-11 --good-through 2009-06-12 --letter html"
    ),
    "statement.html": "statement samples/covenant-default.yaml --month 2009-03 --holder alder --format html",
}
"""The files of the gallery, and the command that makes each."""


def made(command):
    """What a command prints, whatever the machine's time zone and language."""
    surroundings = {**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8"}
    run = subprocess.run(  # noqa: S603
        [PROGRAM, *command.split()], cwd=ROOT, env=surroundings, capture_output=True, check=True
    )
    return run.stdout


@pytest.mark.parametrize("name", MADE)
def test_it_is_what_the_program_makes(name):
    assert (GALLERY / name).read_bytes() == made(MADE[name]), "python tests/test_gallery.py --write"


def test_nothing_else_is_in_it():
    assert sorted(path.name for path in GALLERY.iterdir()) == sorted(MADE)


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_gallery.py --write")
    GALLERY.mkdir(exist_ok=True)
    for file, line in MADE.items():
        (GALLERY / file).write_bytes(made(line))
