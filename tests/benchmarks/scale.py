"""What many Holders cost: the main job from file to csv, beside pulling the same text through PyYAML's C parser alone.

    python tests/benchmarks/scale.py [HOLDERS ...]

For 1,000, 10,000 and 100,000 Holders: CPU time end to end (start-up included), its ratio to the events alone (imports
and start-up not included; limit 10 with 100,000), peak memory, and the time of one more Holder, which shows whether
growth is linear. Every figure is the best of three.

    python tests/benchmarks/scale.py --commands [NAME ...]

What each command costs on 1,000, 2,500 and 10,000 Holders, once, as the table of the README: CPU time and peak memory.
"""

# ruff: noqa: S603, T201  (a benchmark runs what it measures, and prints)

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

PROGRAM = str(Path(sys.executable).with_name("note-sched"))
HEAD = """\
note:
  title: Junior Subordinated Promissory Note due 2010
  borrower: Air Industries Group, Inc.
  issue_date: 2008-09-26
  maturity_date: 2010-05-31
  interest_rate: 1% per month
  first_payment_date: 2008-11-01

senior_debt:
  - id: pnc
    lender: PNC Bank, National Association
    principal: 8,000,000.00

holders:
"""
EVENTS = """\
import sys, time, yaml
text = open(sys.argv[1], encoding="utf-8").read()
begin = time.process_time()
for event in yaml.parse(text, Loader=yaml.CLoader):
    pass
print(time.process_time() - begin)
"""
LIMIT = 10
TRIES = 3

DAY = "2009-04-01"
COMMANDS = {
    "simulate, csv": ["simulate", "FILE", "--format", "csv"],
    "simulate, json": ["simulate", "FILE", "--format", "json"],
    "simulate, xlsx": ["simulate", "FILE", "--format", "xlsx", "--output", "FOLDER/schedule.xlsx"],
    "journal": ["journal", "FILE"],
    "journal, hledger": ["journal", "FILE", "--format", "hledger"],
    "statement --output-dir": ["statement", "FILE", "--month", "2009-03", "--output-dir", "FOLDER/issued"],
    "timeline": ["timeline", "FILE"],
    "timeline, json": ["timeline", "FILE", "--format", "json"],
    "report": ["report", "FILE"],
    "check": ["check", "FILE"],
    "payoff": ["payoff", "FILE", "--on", DAY],
    "payoff, json": ["payoff", "FILE", "--on", DAY, "--format", "json"],
    "can-pay": ["can-pay", "FILE", "--on", DAY],
    "can-pay, json": ["can-pay", "FILE", "--on", DAY, "--format", "json"],
    "status": ["status", "FILE", "--as-of", DAY],
    "next": ["next", "FILE", "--on", DAY],
    "compare": ["compare", "FILE", "--set", "reading.window_end=payable"],
}
"""What is asked of a large offering; FILE is its document, FOLDER one that is empty."""
OFFERINGS = (1_000, 2_500, 10_000)


class Measured(NamedTuple):
    """One size of document."""

    holders: int
    seconds: float
    events: float
    memory: int
    """Peak, in bytes."""


def document(holders: int) -> str:
    """A document with so many Holders, of sums that do not divide evenly."""
    return HEAD + "".join(
        f"  - id: h{number:06}\n"
        f"    name: Holder number {number}\n"
        f"    principal: {1000 + number % 977}.{number % 100:02}\n"
        for number in range(holders)
    )


def run(*arguments: str) -> tuple[float, int]:
    """The CPU time and the peak memory, in bytes, of a command."""
    child = subprocess.Popen([PROGRAM, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 3):  # 1 and 3 are answers: what is compared differs, nothing may be paid
        raise SystemExit(f"{arguments} ended with {child.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, used.ru_maxrss * unit


def events_alone(path: str) -> float:
    """The CPU time of pulling a text through the C parser."""
    return float(subprocess.run([sys.executable, "-c", EVENTS, path], capture_output=True, check=True).stdout)


def measure(holders: int) -> Measured:
    """The best of some tries, taken in turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/note.yaml"
        Path(path).write_text(document(holders), "utf-8")
        tries = [(*run("simulate", path, "--format", "csv"), events_alone(path)) for _ in range(TRIES)]
    return Measured(holders, min(t[0] for t in tries), min(t[2] for t in tries), min(t[1] for t in tries))


def main(sizes: list[int]) -> None:
    """Measure and print."""
    print(f"best of {TRIES}; Python {sys.version.split()[0]}")
    print(f"{'Holders':>9}{'CPU time':>11}{'events':>10}{'ratio':>8}{'peak':>9}{'one more Holder':>18}")
    before = None
    for holders in sizes:
        now = measure(holders)
        more = "" if before is None else f"{_slope(before, now) * 1e6:.0f} us"
        cost = f"{now.seconds:>9.2f} s{now.events:>8.3f} s{now.seconds / now.events:>8.1f}"
        print(f"{now.holders:>9,}{cost}{now.memory / 2**20:>6.0f} MB{more:>18}")
        before = now
    print(f"limit of the ratio with 100,000 Holders: {LIMIT}; growth is linear where one more Holder costs the same")


def commands(names: list[str]) -> None:
    """Measure each command once on each offering, and print the table of them; ``names``: of those to measure."""
    print("| command | " + " | ".join(f"{holders:,}" for holders in OFFERINGS) + " |")
    print("|---|" + "---|" * len(OFFERINGS))
    for name, command in COMMANDS.items():
        if not names or name in names:
            print(f"| `{name}` | " + " | ".join(_asked(command, holders) for holders in OFFERINGS) + " |", flush=True)


def _asked(command: list[str], holders: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/note.yaml"
        Path(path).write_text(document(holders), "utf-8")
        seconds, memory = run(*(each.replace("FILE", path).replace("FOLDER", folder) for each in command))
    return f"{seconds:.1f} s, {memory / 2**20:.0f} MB"


def _slope(before: Measured, now: Measured) -> float:
    return (now.seconds - before.seconds) / (now.holders - before.holders)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--commands"]:
        commands(sys.argv[2:])
    else:
        main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
