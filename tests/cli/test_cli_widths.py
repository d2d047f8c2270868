"""On a terminal of 80 columns, and of 40: no line of any answer is wider, and no figure or day is taken apart."""

import re
import unicodedata
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SAMPLES = ["insolvency-with-avoidance", "mezzanine-standstill", "pik-toggle-blocked", "release-valve"]
"""Those with most to tell; a reader of 80 columns saw all of them once."""

FIGURE = re.compile(r"\d[\d,.:/-]*\d|\d")
ON = "--on DAY"
COMMANDS = [
    "simulate FILE",
    "simulate FILE --by-holder",
    f"can-pay FILE {ON}",
    f"can-pay FILE {ON} --amount 12345.67",
    f"next FILE {ON}",
    f"status FILE {ON}",
    f"payoff FILE {ON}",
    f"payoff FILE {ON} --letter text",
    "bars FILE",
    f"explain FILE {ON}",
    f"timeline FILE {ON}",
    "readings FILE",
    "compare FILE --add 'payment date=DAY amount=100.00'",
    "sweep FILE --event 'breach' --from DAY --to DAY",
    "statement FILE --month MONTH",
    f"book FILE {ON}",
]
"""Every command that prints a table, but those that write."""


def width_of(line):
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in line)
    return len(line) + wide


def a_day(sample):
    """A day in the midst of what happened."""
    written = yaml.load((ROOT / "samples" / f"{sample}.yaml").read_text("utf-8"), yaml.CBaseLoader)
    days = sorted({event["date"] for event in written.get("events", ())} | {written["note"]["issue_date"]})
    return days[len(days) * 2 // 3]


@pytest.mark.long
@pytest.mark.parametrize("sample", SAMPLES)
def test_no_line_is_wider_than_the_terminal_and_no_figure_is_taken_apart(note_sched, monkeypatch, sample):
    """What is printed into a pipe without end has every figure whole; a part of one would be a figure that it has not.

    As few columns as 40 hold no clause in a column beside others: there the widths alone are looked at.
    """
    day, file = a_day(sample), f"samples/{sample}.yaml"
    for written in COMMANDS:
        words = re.findall(r"'[^']*'|\S+", written)
        said = [word.strip("'").replace("FILE", file).replace("DAY", day).replace("MONTH", day[:7]) for word in words]
        monkeypatch.delenv("COLUMNS", raising=False)
        whole = set(FIGURE.findall(note_sched(*said).stdout.decode()))
        for columns in (80, 40):
            monkeypatch.setenv("COLUMNS", str(columns))
            run = note_sched(*said)
            assert run.returncode in (0, 1, 3), run.stderr.decode()
            shown = run.stdout.decode()
            assert max(map(width_of, shown.splitlines()), default=0) <= columns, said
            if columns == 80:
                assert set(FIGURE.findall(shown)) <= whole, said
