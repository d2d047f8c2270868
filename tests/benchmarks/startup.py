"""What a run of the main job costs beside a bare ``import typer``: CPU time, side by side in one run.

    python tests/benchmarks/startup.py [ROUNDS]

The runs are interleaved, so that what else the machine does falls on all of them alike; each figure is the median of
the CPU time (user and system) of the children. Byte code is kept in a folder of its own, for all of them, as an
installed program has it. Limits: csv 1.35, table 1.6, help and completion 1.3 times
``import typer``.
"""

# ruff: noqa: S603, T201  (a benchmark runs what it measures, and prints)

import os
import pty
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from threading import Thread

ROOT = Path(__file__).parents[2]
SAMPLE = str(ROOT / "samples" / "air-industries-2008.yaml")
PROGRAM = str(Path(sys.executable).with_name("note-sched"))
TYPER = [sys.executable, "-c", "import typer"]
SIMULATE = [PROGRAM, "simulate", SAMPLE]


def cpu_seconds(child: "subprocess.Popen[bytes]") -> float:
    """The CPU time of a child, when it has ended; it must have succeeded."""
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{child.args} ended with {child.returncode}")
    return used.ru_utime + used.ru_stime


def piped(command: list[str]) -> float:
    """A run whose answer goes into a pipe."""
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        reader = Thread(target=child.stdout.read)
        reader.start()
        used = cpu_seconds(child)
        reader.join()
    return used


def on_terminal(command: list[str]) -> float:
    """A run whose answer goes to a terminal of 120 columns."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "120", "LINES": "40", "TERM": "xterm-256color"}
    child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    reader = Thread(target=_drain, args=(ours,))
    reader.start()
    used = cpu_seconds(child)
    reader.join()
    os.close(ours)
    return used


def _drain(terminal: int) -> None:
    try:
        while os.read(terminal, 65536):
            pass
    except OSError:  # the other end is closed
        pass


RUNS: dict[str, tuple[Callable[[list[str]], float], list[str], float | None]] = {
    "import typer": (piped, TYPER, None),
    "csv": (piped, [*SIMULATE, "--format", "csv"], 1.35),
    "table, piped": (piped, SIMULATE, 1.6),
    "table, on a terminal": (on_terminal, SIMULATE, 1.6),
    "--help": (piped, [PROGRAM, "--help"], 1.3),
    "completion": (piped, ["env", "_NOTE_SCHED_COMPLETE=zsh", PROGRAM, "sim"], 1.3),
}


def main(rounds: int) -> None:
    """Measure and print."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    used: dict[str, list[float]] = {name: [] for name in RUNS}
    for turn in range(rounds + 1):  # the first one warms the disk and the byte code, and does not count
        for name, (run, command, _) in RUNS.items():
            seconds = run(command)
            if turn:
                used[name].append(seconds)
    bare = median(used["import typer"])
    print(f"CPU time, median of {rounds} interleaved runs; Python {sys.version.split()[0]}")
    for name, (_, _, limit) in RUNS.items():
        seconds = median(used[name])
        ratio = "" if limit is None else f"{seconds / bare:8.2f} x   limit {limit}"
        print(f"{name:<22}{seconds * 1000:7.0f} ms{ratio}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as byte_code:
        os.environ["PYTHONPYCACHEPREFIX"] = byte_code
        main(max(15, int(sys.argv[1])) if len(sys.argv) > 1 else 15)
