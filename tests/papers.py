"""Pages to be set on paper: one with every kind of block, tables as wide and as long as asked, texts that mean harm."""

import os
import subprocess
import sys
from pathlib import Path

from notes import day

from note_sched.measure.accrual import PerDiem
from note_sched.pages.page import (
    Column,
    Kind,
    Line,
    Page,
    Prose,
    Section,
    Table,
    Tone,
    narrowed,
)
from note_sched.pages.values import Money

HOSTILE = {
    "markup": "<script>alert(1)</script><b>Birch</b></title></style><!--",
    "entities": "Ash & Birch &lt; &#60; &amp;",
    "quotes": "\"Alder\" 'Birch' `Cedar` \\",
    "template": "{{ 7 * 7 }}{% raw %}{# no #}${7*7}",
    "controls": "Al\x07der\x1b[31m\x1b]0;title\x07\x7f\x9b",
    "lines": "Alder\nBirch\r\nCedar\ttab",
    "direction": "Alder \u202egnp.exe\u202c \u200bBirch\u2066\u00adx",
    "long": "A" * 300,
    "long words": "Alder " * 60,
    "formula": "=1+1",
    "formula, plus": "+1",
    "formula, minus": "-1+cmd|' /C calc'!A0",
    "formula, at": "@SUM(A1)",
    "formula, tab": "\t=1+1",
    "formula, return": "\r=1+1",
    "digits": "1" * 300,
    "days": "2008-09-26" * 30,
    "cyrillic and greek": "Ольха и Κλήθρα",
    "hebrew": "קרן אלון",
    "chinese": "桤木基金",
    "no-break": "Alder\u00a0" * 40,
}
"""Names that a document may hold, by what is wrong with them."""

ODD = (
    Column("who", Kind.TEXT, "Who"),
    Column("sum", Kind.MONEY, "Sum"),
    Column("causes", Kind.LIST, "Causes"),
    Column("what", Kind.PHRASE, "What"),
)


def odd(text):
    """A page that says a text in every place that holds text."""
    table = Table(ODD, [(text, 12_345, [text, text], [text, day("2008-11-01")])], (text, 12_345, None, None), text)
    return Page(
        {"text": text, "table": table},
        table,
        [table, Section(text, [text, f"- {text}"]), Prose([text], text), Prose([[text]], text, boxed=True)],
        [Line(text, text)],
        [text],
        [text, ": ", Money(5)],
        Tone.BAD,
        text,
        text,
    )


def full():
    """A page with a block of every kind."""
    columns = (
        Column("holder", Kind.TEXT, "Holder"),
        Column("hidden"),
        Column("principal", Kind.MONEY, "Principal"),
        Column("due", Kind.DATE, "Due"),
        Column("per_diem", Kind.PER_DIEM, "Per diem"),
        Column("paid", Kind.FLAG, "Paid"),
        Column("what", Kind.PHRASE, "What"),
    )
    rows = [
        ("alder", "h", 10_000_000, day("2008-11-01"), PerDiem(100_000, 31), True, ["by ", day("2008-11-03")]),
        ("birch", "h", 2_500_000, None, None, None, None),
    ]
    totals = ("TOTAL", None, 12_500_000, None, None, None, None)
    table = Table(columns, rows, totals, "What is due")
    untitled = Table(columns[:3], rows and [row[:3] for row in rows])
    return Page(
        {},
        table,
        [
            Prose(["To whom it may concern.", ["The amount is ", Money(12_500_000), "."]]),
            table,
            untitled,
            Section("Readings", ["In force:", "- day_count", ["- from ", day("2008-09-26")], "The SPA was not read."]),
            Prose(["Barred under 1(d)(ii)(A)."], "Subordination", boxed=True),
        ],
        [Line("Note", "Junior Subordinated Promissory Note"), Line("  Owing", ["all, ", Money(12_500_000)])],
        ["The per diem is of that day."],
        ["MAY NOT BE PAID on ", day("2009-06-15")],
        Tone.BAD,
        "Payoff letter",
        ["Alder, as of ", day("2009-06-15")],
    )


def wide(columns, rows=3, narrow=(), cents=123_456_789):
    """A page with a table of a Holder's name and columns of money."""
    table = Table(
        (Column("name", Kind.TEXT, "Name"), *(Column(f"m{n}", Kind.MONEY, f"Sum {n}") for n in range(columns))),
        [(f"Holder {row}", *(cents + row + n for n in range(columns))) for row in range(rows)],
    )
    return Page({}, table, [narrowed(table, *narrow)], title="Wide")


def long(rows, title="Many rows"):
    """A page with a table whose rows are of three lines each, and a total."""
    columns = (Column("who", Kind.TEXT, "Who"), Column("what", Kind.TEXT, "What"), Column("sum", Kind.MONEY, "Sum"))
    said = " ".join(["word"] * 30)
    lines = [(f"r{n}", f"first{n} {said} {said} last{n}", n * 100) for n in range(1, rows + 1)]
    table = Table(columns, lines, ("TOTAL", None, sum(line[2] for line in lines)), title)
    return Page({}, table, [table], title="A paper of many pages")


def elsewhere(renderer, **environment):
    """What a renderer makes of the full page in another process."""
    module, name = renderer.__module__, renderer.__name__
    code = f"import sys; from papers import full; from {module} import {name}\nmade = {name}(full())\n"
    code += "sys.stdout.buffer.write(made if isinstance(made, bytes) else made.encode())"
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parent), **environment}
    return subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True).stdout  # noqa: S603


SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1"},
)
