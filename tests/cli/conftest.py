"""The program as its users run it, in a folder of its own."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import warm
from warm import PROGRAM

ROOT = Path(__file__).parents[2]


@pytest.fixture
def note_sched(tmp_path):
    """Run ``note-sched ARGUMENTS``; stdout and stderr are bytes.

    One in surroundings of its own (``env``, be it empty) is the installed program, started anew; others are warm.
    """
    samples = tmp_path / "samples"
    samples.symlink_to(ROOT / "samples")

    def run(*arguments, stdin=b"", env=None):
        if env is None:
            return warm.run(arguments, tmp_path, stdin)
        return subprocess.run(  # noqa: S603
            [PROGRAM, *arguments],
            cwd=tmp_path,
            env={**os.environ, **env},
            input=stdin,
            capture_output=True,
            check=False,
        )

    return run


@pytest.fixture
def warned(tmp_path):
    """A sample in the folder of ``note_sched`` as it would be without its acknowledgments: it warns."""

    def written(sample):
        text = (ROOT / sample).read_text("utf-8")
        name = f"warned-{Path(sample).name}"
        (tmp_path / name).write_text(re.sub(r"^acknowledged: .*$", "", text, flags=re.MULTILINE), "utf-8")
        return name

    return written


@pytest.fixture
def shell(tmp_path, note_sched):  # noqa: ARG001 (for the samples)
    """Run a line of shell; ``note-sched`` is on the path, and a pipe's status is that of its first failure."""

    def run(line, env=None):
        path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(  # noqa: S603
            ["bash", "-o", "pipefail", "-c", line],  # noqa: S607
            cwd=tmp_path,
            env={**os.environ, "PATH": path, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )

    return run
