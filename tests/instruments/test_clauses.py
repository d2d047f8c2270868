"""What is cited as a clause exists, and what is quoted stands in the Note word for word."""

import ast
import re
from pathlib import Path

import pytest
from sources import MODULES, name, nodes

from note_sched.instruments import AIR_INDUSTRIES_2008

ROOT = Path(__file__).parents[2]
PAPER = AIR_INDUSTRIES_2008
CLAUSES, PASSAGES, quote = PAPER.clauses, PAPER.passages, PAPER.quote
SOURCES = sorted(path for path in (ROOT / "src").rglob("*") if path.suffix in {".py", ".html", ".css"})
GUIDE = sorted((ROOT / "src/note_sched/guide").glob("*.md"))
READINGS = ROOT / "src/note_sched/instruments/air_industries_2008/readings.md"
PAPERS = [ROOT / "README.md", ROOT / "CHANGELOG.md", READINGS, *GUIDE, *sorted((ROOT / "samples").glob("*.yaml"))]
CITATION = re.compile(r"(?<![\w.,])[1-4](?:\((?:[a-z]{1,4}|[A-Z])\))+(?!\w)")
RULES = sorted(path for path in (ROOT / "src/note_sched/rules").glob("*.py") if path.name != "__init__.py")
LABEL = re.compile(r'(?:(?:^|[ ;.])(Preamble|Section \d|\d(?:\(\w+\))+)(?:, last paragraph of \S+)?[^"()]*?)"')


def one_line(text):
    return " ".join(text.replace("<PAGE>", " ").split())


NOTE = one_line((ROOT / "src/note_sched/instruments/air_industries_2008/note.txt").read_text("utf-8"))


def relative(path):
    return str(path.relative_to(ROOT))


def test_every_clause_that_is_cited_exists():
    """In strings, docstrings, comments and papers alike."""
    wrong = []
    for path in [*SOURCES, *PAPERS]:
        cited = set(CITATION.findall(path.read_text("utf-8")))
        wrong += [(relative(path), number) for number in cited - set(CLAUSES)]
    assert wrong == []


def test_citations_are_found():
    """The test above says nothing of what its pattern does not see."""
    found = {number for path in SOURCES for number in CITATION.findall(path.read_text("utf-8"))}
    assert {"1(a)", "1(d)(ii)(A)", "1(i)(ii)", "2(h)", "4(b)"} <= found
    assert CITATION.findall("under 1(j), 1(d)(iii) and f1(a)") == ["1(j)", "1(d)(iii)"]


def clauses_passed(path):
    """What stands as a clause by itself, where a figure, a bar or a step is given one."""
    for node in nodes(path):
        if isinstance(node, ast.keyword) and node.arg == "clause" and isinstance(node.value, ast.Constant):
            yield node.value.value


def test_what_is_passed_as_a_clause_is_one_or_a_passage_of_one():
    passed = [(name(path), clause) for path in MODULES for clause in clauses_passed(path) if clause]
    assert [each for each in passed if each[1] not in {*CLAUSES, *PASSAGES}] == []


@pytest.mark.parametrize("name", [*CLAUSES, *PASSAGES])
def test_a_quotation_stands_in_the_note_word_for_word(name):
    assert quote(name) in NOTE


@pytest.mark.parametrize("name", PASSAGES)
def test_a_passage_stands_in_the_clause_of_its_number(name):
    assert quote(name) in CLAUSES[PASSAGES[name].label].words(NOTE)


def quotations(path):
    """The quotations of a module's ``Clause:`` section: what is cited, and the words between its ellipses."""
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    section = one_line(docstring.partition("Clause:\n")[2].partition("\nReading:")[0])
    labels = list(LABEL.finditer(section))
    for at, label in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(section)
        chunk = section[label.end() - 1 : end]
        yield label[1], [part.strip(" ,;.") for part in chunk[1 : chunk.rindex('"')].split("...") if part.strip(" ,;.")]


QUOTING = [path for path in RULES if any(quotations(path))]


@pytest.mark.parametrize("path", QUOTING, ids=[path.stem for path in QUOTING])
def test_what_a_rules_module_quotes_stands_in_the_note_in_that_order(path):
    for label, parts in quotations(path):
        number = label.lower().removeprefix("section ")
        words = CLAUSES[number].words(NOTE) if number in CLAUSES and number not in {"1", "2"} else NOTE
        place = 0
        for part in parts:
            assert part in words[place:], f"{label}: {part}"
            place = words.index(part, place) + len(part)


def test_a_quotation_that_drifted_would_be_found(tmp_path):
    module = tmp_path / "drifted.py"
    module.write_text(
        '"""Of it.\n\nClause:\n    1(c): "The Borrower shall pay ... no interest".\n\nReading:\n"""', "utf-8"
    )
    ((label, parts),) = quotations(module)
    assert (label, parts) == ("1(c)", ["The Borrower shall pay", "no interest"])
    assert parts[0] not in CLAUSES[label].words(NOTE)


def test_rules_modules_quote_the_note():
    assert {path.stem for path in QUOTING} >= {
        "alike",
        "blockage",
        "defaults",
        "insolvency",
        "maturity",
        "notices",
        "override",
        "senior",
        "standing",
    }
    assert sum(len(parts) for path in QUOTING for _, parts in quotations(path)) > 40
