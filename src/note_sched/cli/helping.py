"""The help: commands in four groups by what they are for, each with its whole summary; an example of each.

What ``COMMAND --help`` prints and what ``man`` prints is made of the same: the docstring of a command, the help of its
options, and the example here. The list of all commands has their summaries here, for which no command is imported.
``tests`` run every example, and hold every summary against its docstring.
"""

from collections.abc import Iterator, Mapping, Sequence
from inspect import cleandoc
from typing import Any

import typer
from typer.core import TyperGroup

GROUPS: Mapping[str, Sequence[str]] = {
    "Ask": ("can-pay", "next", "status", "payoff", "bars", "explain", "clause", "simulate"),
    "Look": ("report", "book", "timeline", "readings", "compare", "sweep", "guide", "instruments"),
    "Send": ("statement", "calendar", "journal"),
    "Write": ("init", "record", "import", "check", "schema", "completion", "man"),
}
"""What people do: ask for an answer, look at the whole, send it to somebody, write the document. The first word of a
summary says the rest; a command that stands nowhere is one of the last group."""

SUMMARIES: Mapping[str, str] = {
    "can-pay": (
        "PAY, PAY ONLY or DO NOT PAY: per Holder and component, every bar and the day it lifts. Exit 0 for PAY, else 3."
    ),
    "next": "What comes next, by date: what falls due and may be paid, what becomes a default, what begins and ends.",
    "status": (
        "One page on a day: balances, arrears, bars, Events of Default and grace, notices, Senior debt, subrogation."
    ),
    "payoff": (
        "What pays every Note in full on a day, the per diem, and whether it may be paid; with --letter, as a letter."
    ),
    "bars": "Every window: Blockage Events, void notices with their reason, 1(b), 1(i), the override.",
    "explain": (
        "Where a figure, a bar or a void notice comes from: the arithmetic, the facts with their lines, the clause."
    ),
    "clause": "What a clause of the Note says, in its own words, and how this program reads it.",
    "simulate": "The schedule: what fell due, was paid, was barred, per day and Holder.",
    "report": (
        "One page: verdict of a day that can be moved, picture, each Note, months, schedule, readings, warnings."
    ),
    "book": "A row for every document of a folder or a list: what is owing, due, barred, in default, and may be paid.",
    "timeline": (
        "The Note's life in characters: what fell due and became of it, bars, notices, defaults, by day and by clause."
    ),
    "readings": (
        "What every other reading of the Note would change: days, dollars, Events of Default; and which do not add up."
    ),
    "compare": (
        "What differs between two documents, or between A and A with --set, --add or --known-at, and the facts "
        "behind it."
    ),
    "sweep": (
        "A row for every day on which an event could be: what it would hold back, let go, turn over, in dollars "
        "and days."
    ),
    "guide": (
        "The guide: questions and their answers, the document, every command, Python, how to run and how to change it."
    ),
    "instruments": (
        "The papers whose terms are shipped; with a name, its terms whole, as YAML for a document's `terms:`."
    ),
    "statement": (
        "What happened on each Note in a month: balances, interest line by line, what fell due, was paid, turned over."
    ),
    "calendar": (
        "An iCalendar file: due dates, ends of windows and of grace, day 365s, maturity; read it in again to update."
    ),
    "journal": (
        "The Borrower's books of the Notes for plain-text accounting: accrual, payment, turnover, balance assertions."
    ),
    "init": "A commented document to start from: the Note of 2008, or of another instrument.",
    "record": "Write events into the document, behind those that it has, in its own style; and show what they change.",
    "import": "What registers and bank files would add to a document: Holders, payments; with --write it is written.",
    "check": "Nothing, and exit 0, when the documents are sound; else their faults (exit 2), or their warnings.",
    "schema": "The JSON Schema of the document, for editors.",
    "completion": "The lines that teach a shell to complete commands, options, Holders and dates.",
    "man": "Every command with its options, as a manual page.",
}

EXAMPLES: Mapping[str, str] = {
    "simulate": "simulate note.yaml --holder alder",
    "payoff": "payoff note.yaml --as-of 2009-06-15",
    "status": "status note.yaml --as-of 2009-03-02",
    "bars": "bars note.yaml --format csv",
    "can-pay": "can-pay note.yaml --on 2009-03-02 --amount 1,250.00",
    "next": "next note.yaml --on 2009-02-27 --days 10",
    "calendar": "calendar note.yaml --output note.ics",
    "journal": "journal note.yaml --format hledger",
    "book": "book notes --as-of 2009-06-15 --format csv",
    "import": "import bank.csv --document note.yaml",
    "timeline": "timeline note.yaml --width 100",
    "report": "report note.yaml --output report.html",
    "explain": "explain note.yaml --on 2009-04-20 --column bars",
    "clause": "clause '1(d)(ii)'",
    "completion": "completion bash",
    "man": "man --output note-sched.1",
    "record": "record note.yaml 'payment date=2009-07-01 amount=1,250.00' --dry-run",
    "check": "check --strict note.yaml",
    "readings": "readings note.yaml",
    "sweep": "sweep note.yaml --event 'acceleration holder=alder' --from 2009-03-01 --to 2009-03-31",
    "compare": "compare note.yaml --set reading.window_end=payable",
    "init": "init --output my-note.yaml",
    "instruments": "instruments",
    "schema": "schema --output note.schema.json",
    "statement": "statement note.yaml --month 2009-03 --output-dir issued",
    "guide": "guide questions",
}


def grouped(commands: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The groups with the names of those of their commands that there are."""
    placed = {name for names in GROUPS.values() for name in names}
    *_, last = GROUPS
    for group, names in GROUPS.items():
        found = [name for name in names if name in commands]
        found += [name for name in commands if name not in placed] if group == last else []
        if found:
            yield group, found


def paragraphs(command: Any) -> list[str]:  # noqa: ANN401 (a command: typer has a click of its own, or not)
    """What a command's docstring says, a paragraph a text, the summary first."""
    return [" ".join(each.split()) for each in cleandoc(command.help or "").split("\n\n")]


class Program(TyperGroup):
    """The program, whose help shortens nothing."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 (as above; as typer calls it)
        """The commands in their groups, with whole summaries."""
        for group, names in grouped(SUMMARIES):
            with formatter.section(group):
                formatter.write_dl([(name, SUMMARIES[name]) for name in names])

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 (as above)
        """Run a command; where something that it must be told is missing, say what one would write."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as slip:
            if hasattr(slip, "param_type") and not slip.message:  # nothing was given, where others say what is wrong
                from note_sched.cli.missing import in_words  # noqa: PLC0415 (this alone needs it)

                slip.message = in_words(slip, None if slip.ctx is None else EXAMPLES.get(slip.ctx.info_name or ""))
            raise

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 (as above)
        """A command, with its example below its options."""
        command = super().get_command(ctx, cmd_name)
        if command is not None and cmd_name in EXAMPLES and not command.epilog:
            command.epilog = f"\b\nExample:\n  note-sched {EXAMPLES[cmd_name]}"
        return command
