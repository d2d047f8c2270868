"""The house stands as designed: rooms import in one direction, no clock is read, nothing heavy is loaded in vain."""

import ast
import hashlib
import subprocess
import sys
import tomllib
from collections import Counter
from importlib import metadata
from pathlib import Path

import pytest
from sources import MODULES, SOURCE, name, nodes, tree

import note_sched

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "faults": set(),
    "record": set(),
    "files": {"faults"},
    "measure": {"faults", "record"},
    "pages": {"faults", "record", "measure"},
    "terms": {"faults", "record", "measure"},
    "instruments": {"faults", "record", "measure", "terms"},
    "document": {"faults", "record", "measure", "terms", "instruments"},
    "intake": {"faults", "record", "measure", "document"},
    "rules": {"faults", "record", "measure", "terms", "instruments", "document"},
    "ledger": {"faults", "record", "measure", "terms", "instruments", "document", "rules"},
    "simulation": {"faults", "record", "measure", "terms", "instruments", "document", "rules", "ledger"},
    "history": {"faults", "record", "measure", "terms", "instruments", "document", "rules", "ledger", "simulation"},
    "reports": {
        "faults",
        "record",
        "measure",
        "pages",
        "terms",
        "instruments",
        "document",
        "intake",
        "rules",
        "ledger",
        "simulation",
        "history",
    },
    "rendering": {"faults", "record", "measure", "pages"},
    "issuing": {"faults", "record", "files", "measure", "document", "simulation", "pages", "reports"},
    "cli": {
        "faults",
        "record",
        "files",
        "measure",
        "instruments",
        "document",
        "intake",
        "rules",
        "ledger",
        "simulation",
        "pages",
        "reports",
        "rendering",
        "issuing",
        "__version__",
    },
    "front": {"faults", "record", "measure", "document", "intake", "simulation", "pages", "reports", "rendering"},
    "__init__": {"faults", "front"},
    "__main__": {"cli"},
}
OUTSIDE = {
    "measure": {"dateutil"},
    "record": {"msgspec"},  # whose classes are made faster than those of NamedTuple
    "document": {"yaml", "msgspec"},
    "intake": {"openpyxl"},
    "rules": {"msgspec"},  # ``structs.replace`` and ``asdict`` on values of the document, whose types are msgspec's
    "simulation": {"msgspec"},
    "reports": {"msgspec"},  # ``structs.replace``, as in rules
    "rendering": {  # markupsafe is jinja2's
        "rich",
        "jinja2",
        "markupsafe",
        "reportlab",
        "uharfbuzz",
        "fontTools",
        "xlsxwriter",
        "pyarrow",
    },
    "cli": {"typer", "rich", "distributed"},  # a progress bar, and a book on other machines
}
CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
THE_CLOCK = "cli/month.py"  # which month is the last, and nothing else
HEAVY = {
    "openpyxl",
    "jinja2",
    "reportlab",
    "uharfbuzz",
    "fontTools",
    "xlsxwriter",
    "rich",
    "csv",
    "json",
    "difflib",
    "tempfile",
    "fractions",
    "asyncio",
    "pydantic",
    "subprocess",
    "unittest",
    "sqlite3",
    "multiprocessing",
    "concurrent",
    "distributed",
    "pyarrow",
}


def room(path):
    """The room of a module; a file at the top is its own."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path, among=None):
    """What a module imports, with full names."""
    for node in among if among is not None else nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module
            if node.module == "note_sched":
                yield from (f"note_sched.{alias.name}" for alias in node.names)


def mentioned(path):
    """What a module imports, the modules named behind ``import`` too."""
    for node in nodes(path):
        if isinstance(node, ast.ImportFrom):
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def at_the_top(body):
    """The statements that run when a module is imported, for type checkers only excepted."""
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        for inner in ("body", "orelse", "finalbody"):
            if isinstance(node, ast.If | ast.Try | ast.With):
                yield from at_the_top(getattr(node, inner, []))


def test_a_room_imports_only_what_lies_before_it():
    wrong = []
    for path in MODULES:
        allowed = MAY_IMPORT[room(path)] | {room(path)}
        for found in imports(path):
            inside = found.removeprefix("note_sched.")
            if inside != found and not any(inside == each or inside.startswith(f"{each}.") for each in allowed):
                wrong.append((name(path), found))
    assert wrong == []


def test_no_module_leads_back_to_itself():
    """Inside a room neither, nor by an import inside a function, or one for type checkers only."""
    known = {".".join(("note_sched", *path.relative_to(SOURCE).with_suffix("").parts)): path for path in MODULES}
    leads = {module: {each for each in mentioned(path) if each in known} for module, path in known.items()}
    reached = {module: set(found) for module, found in leads.items()}
    for through in known:
        for found in reached.values():
            if through in found:
                found.update(reached[through])
    assert [module for module, found in reached.items() if module in found] == []


def test_a_class_has_one_name_and_a_name_one_class():
    found = Counter(node.name for path in MODULES for node in nodes(path) if isinstance(node, ast.ClassDef))
    assert [each for each, times in found.items() if times > 1] == []


def test_a_module_has_one_name_and_a_name_one_module():
    """But for what stands in the room of an instrument, whose modules are called as its paper's sections."""
    found = Counter(path.stem for path in MODULES if room(path) != "instruments" and path.stem != "__init__")
    assert [each for each, times in found.items() if times > 1] == []


def test_an_outside_library_has_one_room():
    wrong = []
    for path in MODULES:
        found = {each.partition(".")[0] for each in imports(path)}
        outside = {each for each in found if each not in sys.stdlib_module_names and each != "note_sched"}
        wrong += [(name(path), each) for each in outside - OUTSIDE.get(room(path), set())]
    assert wrong == []


def test_no_figure_can_depend_on_today():
    assert [name(path) for path in MODULES if "time" in set(imports(path))] == []
    asking = {}
    for path in MODULES:
        calls = [node.func for node in nodes(path) if isinstance(node, ast.Call)]
        asked = {call.attr for call in calls if isinstance(call, ast.Attribute)}
        if asked & CLOCKS:
            asking[name(path)] = asked & CLOCKS
    assert asking == {THE_CLOCK: {"today"}}


def test_the_clock_is_read_in_one_function():
    """``statement --month last`` alone asks for today, and hands it to nothing but the choice of the month."""
    functions = [node for node in nodes(SOURCE / THE_CLOCK) if isinstance(node, ast.FunctionDef)]
    asking = [each.name for each in functions if "attr='today'" in ast.dump(each)]
    assert asking == ["local_date"]
    callers = [path for path in MODULES if "local_date" in path.read_text("utf-8")]
    assert [name(path) for path in callers] == [THE_CLOCK]


def test_nothing_heavy_is_imported_at_the_top():
    wrong = []
    for path in MODULES:
        found = {each.partition(".")[0] for each in imports(path, at_the_top(tree(path).body))}
        wrong += [(name(path), each) for each in found & (HEAVY - {"fractions"})]  # imported late itself: see below
    assert wrong == []


def test_no_command_needs_typer():
    """Lines as most are, of which all examples are some (``test_cli_plainly``), are read without it."""
    needing = [path for path in MODULES if "typer" in {each.partition(".")[0] for each in imported_at_once(path)}]
    assert [name(path) for path in needing] == ["cli/app.py", "cli/helping.py", "cli/missing.py"]
    ours = {f"note_sched.{name(path).removesuffix('.py').replace('/', '.')}" for path in needing}
    assert [name(path) for path in MODULES if path not in needing and ours & {*imported_at_once(path)}] == MANUAL


MANUAL = ["cli/manual.py"]
"""The manual page is made of the examples, and of what typer knows."""


def imported_at_once(path):
    """What a module imports when it is imported."""
    return imports(path, at_the_top(tree(path).body))


def modules_loaded_by(*arguments):
    """The modules that a run of Python loads; the run must succeed."""
    command = [sys.executable, "-X", "importtime", *arguments]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=True)  # noqa: S603
    lines = [line for line in run.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines}


def loaded_by(*arguments):
    """The packages that a run of Python loads."""
    return {module.partition(".")[0] for module in modules_loaded_by(*arguments)}


NEEDLESS = {"typer", "inspect", "ast", "shutil", "calendar", "locale", "copy", "pathlib", "threading"}
"""What a line as most are is read and answered without, and would cost much: together as much as all of ours."""

SAMPLE = "samples/air-industries-2008.yaml"


@pytest.mark.parametrize("form", ["csv", "table"])
def test_a_good_run_to_a_pipe_loads_nothing_heavy(form):
    """What msgspec cannot do without is its affair (0.19 loads json)."""
    loaded = loaded_by("-m", "note_sched", "simulate", SAMPLE, "--format", form)
    assert "yaml" in loaded
    assert (loaded - loaded_by("-c", "import msgspec")) & HEAVY == set()
    assert loaded & NEEDLESS == set()


@pytest.mark.parametrize("asked", ["guide", "clause 1(b)", f"status {SAMPLE} --as-of 2009-03-02", f"check {SAMPLE}"])
def test_other_answers_load_nothing_needless_either(asked):
    assert modules_loaded_by("-m", "note_sched", *asked.split()) & NEEDLESS == set()


UNASKED = {
    "files",
    "front",
    "intake.table",
    "intake.delimited",
    "issuing",
    "reports.explanation",
    "reports.comparison",
    "reports.statements",
    "reports.books",
    "pages.workbook",
    "pages.picture",
    "document.acknowledging",
    "document.added",
    "document.named_files",
    "document.known",
    "document.paper",
    "document.moving_rate",
    "document.schema",
    "document.sound_principal",
    "document.sound_rates",
    "document.terms_form",
    "document.indexed",
    "instruments.indenture_179",
    "instruments.mezzanine_180",
    "instruments.plain",
    "instruments.standby",
    "ledger.full",
    "ledger.full_notes",
    "ledger.full_pen",
    "ledger.rates",
    "ledger.rounds",
    "ledger.trace",
    "measure.moving",
    "simulation.default_interest",
    "simulation.elections",
    "simulation.principal_parts",
    "simulation.metering",
    "simulation.ways",
    "simulation.prepayments",
    "rules.instalments",
    "cli.app",
    "cli.completing",
    "cli.helping",
    "cli.missing",
    "cli.statement_files",
    "simulation.lifting",
}
"""Rooms and modules that a plain document needs nothing of: papers with terms of their own, notes on files, what tells
where figures come from, what is written into files, and what reads a line with typer."""


FOR_PEOPLE = {
    "history",
    "history.balances",
    "history.past",
    "reports.telling",
    "rendering.terminal",
    "simulation.asking",
}
"""What a table needs, and csv does not."""


@pytest.mark.parametrize(("form", "unasked"), [("csv", UNASKED | FOR_PEOPLE), ("table", UNASKED | {"history.past"})])
def test_a_good_run_loads_what_a_plain_document_needs(form, unasked):
    loaded = modules_loaded_by("-m", "note_sched", "simulate", SAMPLE, "--format", form)
    assert "note_sched.ledger.account" in loaded
    ours = {each.removeprefix("note_sched.") for each in loaded}
    assert sorted(each for each in ours if {each, each.rpartition(".")[0]} & unasked) == []
    assert loaded & {"dateutil", "six", "note_sched.rendering.excerpt"} == set()


FACE = {"cli", "cli.ending", "cli.exits", "cli.main", "cli.patterns", "cli.plainly", "cli.taking", "cli.talk", "faults"}
"""What there is before a command is known."""


@pytest.mark.parametrize("asked", ["--help", "-h", "--version"])
def test_the_help_loads_no_command(asked):
    loaded = modules_loaded_by("-m", "note_sched", asked)
    ours = {each.partition(".")[2] for each in loaded if each.startswith("note_sched.")}
    assert ours <= {*FACE, "cli.app", "cli.helping", "__main__"}
    assert loaded & {"yaml", "msgspec"} == set()


def test_completing_a_command_loads_neither_it_nor_the_command_line(monkeypatch):
    monkeypatch.setenv("_NOTE_SCHED_COMPLETE", "zsh")
    loaded = modules_loaded_by("-m", "note_sched", "sim")
    ours = {each.partition(".")[2] for each in loaded if each.startswith("note_sched.")}
    assert ours <= {"cli", "cli.completing", "__main__"}
    assert loaded & {"yaml", "msgspec", "typer"} == set()


def test_the_version_is_one():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert note_sched.__version__ == project["version"] == metadata.version("note-sched")


def test_the_changelog_has_this_version():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## {note_sched.__version__} " in text
    assert "### Figures that change" in text


def test_the_licence_is_the_one_that_is_named():
    """Word for word as at apache.org, whose file has this SHA-256."""
    found = hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest()
    assert found == "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"


def test_the_top_level_holds_what_the_design_says():
    tracked = {"pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE", "src", "tests", "samples"}
    leftovers = {"build", "dist"}  # of a packager, not of ours
    assert {path.name for path in ROOT.iterdir() if not path.name.startswith(".")} - leftovers == tracked


@pytest.mark.skipif(not (ROOT.parent / "shared" / "cases").is_dir(), reason="the shared cases are not here")
@pytest.mark.parametrize("folder", ["cases", "cases-law"])
def test_the_cases_are_those_that_were_handed_over(folder):
    theirs = {path.name: path.read_bytes() for path in (ROOT.parent / "shared" / folder).iterdir()}
    ours = {path.name: path.read_bytes() for path in (ROOT / "tests" / folder).iterdir()}
    assert [each for each in theirs if ours.get(each) != theirs[each]] == []


@pytest.mark.skipif(not (ROOT.parent / "shared" / "note.txt").is_file(), reason="the Note is not beside the checkout")
def test_the_note_that_is_shipped_is_the_one_that_was_handed_over():
    theirs = (ROOT.parent / "shared" / "note.txt").read_bytes()
    assert (SOURCE / "instruments" / "air_industries_2008" / "note.txt").read_bytes() == theirs
