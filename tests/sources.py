"""The program's own modules as tests of the house read them: each parsed once in a process."""

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "note_sched"
MODULES = sorted(SOURCE.rglob("*.py"))


def name(path):
    return str(path.relative_to(SOURCE))


@cache
def tree(path):
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path):
    """Every node of a module, from the top down."""
    return tuple(ast.walk(tree(path)))
