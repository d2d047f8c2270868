"""The help: commands in four groups by what they are for, each with its whole summary; an example of each.

What ``--help`` prints and what ``man`` prints is made of the same: the docstring of a command, the help of its options,
and the example here. ``tests`` run every example.
"""

from collections.abc import Iterator, Mapping, Sequence
from inspect import cleandoc
from typing import Any

from typer.core import TyperGroup

GROUPS: Mapping[str, Sequence[str]] = {
    "Ask": ("can-pay", "next", "status", "payoff", "bars", "explain", "clause", "simulate"),
    "Look": ("report", "book", "timeline", "readings", "compare", "sweep", "guide", "instruments"),
    "Send": ("statement", "calendar", "journal"),
    "Write": ("init", "record", "import", "check", "schema", "completion", "man"),
}
"""What people do: ask for an answer, look at the whole, send it to somebody, write the document. The first word of a
summary says the rest; a command that stands nowhere is one of the last group."""

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
        for group, names in grouped(self.commands):
            with formatter.section(group):
                formatter.write_dl([(name, paragraphs(self.commands[name])[0]) for name in names])

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401 (as above)
        """A command, with its example below its options."""
        command = super().get_command(ctx, cmd_name)
        if command is not None and cmd_name in EXAMPLES and not command.epilog:
            command.epilog = f"\b\nExample:\n  note-sched {EXAMPLES[cmd_name]}"
        return command
