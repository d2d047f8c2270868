"""What every command takes, as typer has it: written beside the commands for whoever completes without loading them.

After an option was changed: ``python tests/completions.py``.
"""

import json
from pathlib import Path

from typer.main import get_command

from note_sched.cli import taking
from note_sched.cli.app import program

WRITTEN = Path(taking.__file__).with_name("completions.json")


def completions():
    """The file; a line for each option and argument of each command."""
    commands = get_command(program()).commands
    lines = [f"{json.dumps(name)}: {_taken(commands[name].params)}" for name in taking.COMMANDS]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _taken(parameters):
    """By the fields of ``cli.completing.Parameter``."""
    rows = []
    for each in parameters:
        is_option = each.param_type_name == "option"
        names, told = (each.opts, each.help or "") if is_option else ([], "")
        choices = [getattr(choice, "value", choice) for choice in getattr(each.type, "choices", ())]
        many = bool(getattr(each, "multiple", False)) or each.nargs == -1
        row = [names, each.metavar or "", told, choices, bool(getattr(each, "is_flag", False)), many]
        rows.append(json.dumps(row, ensure_ascii=False))
    return "[\n  " + ",\n  ".join(rows) + "\n]"


if __name__ == "__main__":
    WRITTEN.write_text(completions(), "utf-8")
