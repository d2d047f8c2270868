"""A rules module opens with the clause in its own words, the reading, an example with dates, and its limits."""

import ast
import re
from pathlib import Path

import pytest

import note_sched.rules

NO_RULES = {"__init__", "clauses", "readings"}  # the room's own words, the Note's, and what lawyers are told
MODULES = sorted(path for path in Path(note_sched.rules.__path__[0]).glob("*.py") if path.stem not in NO_RULES)


@pytest.mark.parametrize("path", MODULES, ids=[path.stem for path in MODULES])
def test_a_rules_module_has_its_four_headings_in_order_and_an_example_that_runs(path):
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    headings = re.findall(r"^(\w+):$", docstring, re.MULTILINE)
    parts = re.split(r"^\w+:$", docstring, flags=re.MULTILINE)
    assert headings == ["Clause", "Reading", "Example", "Limits"]
    assert all(part.strip() for part in parts)
    assert ">>> " in parts[3]


def test_there_are_rules_modules():
    assert {"blockage", "defaults", "maturity", "notices", "override", "senior"} <= {path.stem for path in MODULES}
