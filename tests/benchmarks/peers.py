"""Peers in the same run: QuantLib's schedule and cash flows, beancount and hledger on an equivalent journal.

    python tests/benchmarks/peers.py [ROUNDS]

QuantLib goes into a virtual environment that is deleted again; hledger is run if it is on the path. Runs are
interleaved, so that what else the machine does falls on all of them alike; every figure is the median of the CPU time.
What each computes, and what it does not, is printed with it: a ratio says nothing without that.
"""

# ruff: noqa: S603, T201  (a benchmark runs what it measures, and prints)

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
PLAIN = ROOT / "samples" / "single-holder.yaml"
BLOCKED = ROOT / "samples" / "release-valve.yaml"
PROGRAM = str(Path(sys.executable).with_name("note-sched"))

TIMED = """
import gc, time
gc.disable()
{setup}
{work}
begin, rounds = time.process_time(), 0
while time.process_time() - begin < 0.4:
    {work}
    rounds += 1
print((time.process_time() - begin) / rounds)
"""

QUANTLIB = """
import QuantLib as ql
issue, first, last = ql.Date(26, 9, 2008), ql.Date(1, 11, 2008), ql.Date(31, 5, 2010)
calendar, days, count = ql.NullCalendar(), ql.Unadjusted, ql.Thirty360(ql.Thirty360.BondBasis)
def note():
    rule = ql.DateGeneration.Forward
    schedule = ql.Schedule(issue, last, ql.Period(1, ql.Months), calendar, days, days, rule, False, first)
    bond = ql.FixedRateBond(0, 100_000.0, schedule, [0.12], count)
    return [(flow.date(), flow.amount()) for flow in bond.cashflows()]
assert len(note()) == 21
"""

OURS = """
from pathlib import Path
from note_sched.document.load import load
from note_sched.simulation import simulate
raw = Path({path!r}).read_bytes()
document = load(raw)
"""

BEANCOUNT = """
from beancount import loader
"""


WHAT_QUANTLIB_DOES = """\
QuantLib makes 21 dated cash flows as floats, compiled: no rounding to cents, no payments, defaults, bars, notices or
turnover, and no day between two dates. A run here is every day with its law, cents that add up, and a row for whatever
happens."""


def python(interpreter: str, setup: str, work: str) -> Callable[[], float]:
    """Seconds of CPU that a piece of Python takes, once it is warm."""
    code = TIMED.format(setup=setup, work=work)

    def run() -> float:
        return float(subprocess.run([interpreter, "-c", code], capture_output=True, check=True, text=True).stdout)

    return run


def program(*command: str) -> Callable[[], float]:
    """Seconds of CPU of a program from its start to its end."""

    def run() -> float:
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"{command} ended with {child.returncode}")
        return used.ru_utime + used.ru_stime

    return run


def with_quantlib(folder: str) -> str:
    """An interpreter that has QuantLib; it is installed."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    interpreter = str(Path(folder) / "bin" / "python")
    subprocess.run([interpreter, "-m", "pip", "install", "--quiet", "QuantLib"], check=True)
    return interpreter


def main(rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = f"{folder}/byte-code"  # as an installed program has it
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        quantlib = with_quantlib(f"{folder}/venv")
        bean, ledger = f"{folder}/note.beancount", f"{folder}/note.hledger"
        for path in (bean, ledger):
            subprocess.run([PROGRAM, "journal", str(PLAIN), "--output", path], check=True)
        plain, blocked = (OURS.format(path=str(path)) for path in (PLAIN, BLOCKED))
        in_memory = {
            "QuantLib: schedule and cash flows": python(quantlib, QUANTLIB, "note()"),
            "plain note, in memory": python(sys.executable, plain, "simulate(document)"),
            "plain note, from YAML": python(sys.executable, plain, "simulate(load(raw))"),
            "blocked, accelerated, in memory": python(sys.executable, blocked, "simulate(document)"),
        }
        journals = {
            "note-sched journal (start included)": program(PROGRAM, "journal", str(PLAIN), "--format", "beancount"),
            "beancount: load and check the same": python(sys.executable, BEANCOUNT, f"loader.load_file({bean!r})"),
        }
        if shutil.which("hledger"):
            journals["hledger: balances of the same (start included)"] = program("hledger", "-f", ledger, "balance")
        used: dict[str, list[float]] = {name: [] for name in (*in_memory, *journals)}
        for turn in range(rounds + 1):  # the first one warms the disk and the byte code, and does not count
            for name, run in (*in_memory.items(), *journals.items()):
                seconds = run()
                if turn:
                    used[name].append(seconds)
    print(f"median of {rounds} interleaved rounds, CPU time; Python {sys.version.split()[0]}")
    _table(in_memory, used)
    print(WHAT_QUANTLIB_DOES)
    _table(journals, used)
    print("beancount and hledger read a journal and add it up; they work out none of its figures. Ours makes it.")


def _table(runs: dict[str, Callable[[], float]], used: dict[str, list[float]]) -> None:
    base = median(used[next(iter(runs))])
    for name in runs:
        seconds = median(used[name])
        print(f"{name:<48}{seconds * 1000:9.3f} ms{1 / seconds:10,.0f} a second{seconds / base:9.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
