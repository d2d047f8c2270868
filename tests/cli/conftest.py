"""The program as its users start it: the installed ``note-sched``, in a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("note-sched")


@pytest.fixture
def note_sched(tmp_path):
    """Run ``note-sched ARGUMENTS``; stdout and stderr are bytes."""
    samples = tmp_path / "samples"
    samples.symlink_to(ROOT / "samples")

    def run(*arguments, stdin=b"", env=None):
        return subprocess.run(  # noqa: S603
            [PROGRAM, *arguments],
            cwd=tmp_path,
            env={**os.environ, **(env or {})},
            input=stdin,
            capture_output=True,
            check=False,
        )

    return run


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
