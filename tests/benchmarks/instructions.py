"""Instructions that a start and a run take, counted by callgrind: no neighbour on the machine disturbs that.

    python tests/benchmarks/instructions.py

Needs valgrind. Counts differ by a hundredth or so from one run to the next (hashes, the addresses of objects).
"""

# ruff: noqa: S603, T201  (a benchmark runs what it measures, and prints)

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLAIN = ROOT / "samples" / "single-holder.yaml"
BLOCKED = ROOT / "samples" / "release-valve.yaml"
MAIN = ROOT / "samples" / "air-industries-2008.yaml"

RUNS = """
import gc
gc.disable()
from pathlib import Path
from note_sched.document.load import load
from note_sched.simulation import simulate
document = load(Path({path!r}).read_bytes())
for _ in range({runs}):
    simulate(document)
"""


def counted(*arguments: str) -> int:
    """The instructions of a run of Python, whose byte code is kept."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, *arguments]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    run = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if found is None:
        raise SystemExit(run.stderr)
    return int(found[1])


def main() -> None:
    """Count and print."""
    starts = {
        "import typer": ("-c", "import typer"),
        "--help": ("-m", "note_sched", "--help"),
        "simulate, csv": ("-m", "note_sched", "simulate", str(MAIN), "--format", "csv"),
        "simulate, table": ("-m", "note_sched", "simulate", str(MAIN)),
    }
    for arguments in starts.values():  # the byte code
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
    bare = 0
    for name, arguments in starts.items():
        count = counted(*arguments)
        bare = bare or count
        print(f"{name:<40}{count / 1e6:9,.0f} million{count / bare:8.2f} x")
    for name, path in (("plain note, in memory, each run", PLAIN), ("blocked note, in memory, each run", BLOCKED)):
        one, six = (counted("-c", RUNS.format(path=str(path), runs=runs)) for runs in (1, 6))
        print(f"{name:<40}{(six - one) / 5 / 1e6:9,.1f} million")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as byte_code:
        os.environ["PYTHONPYCACHEPREFIX"] = byte_code
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        main()
