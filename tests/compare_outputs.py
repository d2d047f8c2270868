"""Whether a document that worked yesterday gives the same bytes today: every command over every sample and case.

    PYTHONPATH=OLDER/src python tests/compare_outputs.py --write BEFORE
    python tests/compare_outputs.py --write AFTER
    python tests/compare_outputs.py BEFORE AFTER          # or --against BEFORE, which writes in a scratch folder first

The days asked about are those that a document names, spread over it. Nothing of the program is used but its ``main``,
so an older tree is played as well as this one. Exit 0 where both folders hold the same bytes, else 1.
"""

# ruff: noqa: T201  (it prints what it finds)

import argparse
import difflib
import gc
import io
import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections import Counter
from importlib import import_module
from itertools import islice
from pathlib import Path
from pkgutil import walk_packages

import yaml

TESTS = Path(__file__).parent
DATE = re.compile(r"\b(?:19|2[01])\d\d-[01]\d-[0-3]\d\b")
DATA, BOOK, PAPER = ("csv", "json", "table"), ("csv", "json", "table", "xlsx"), ("html", "pdf", "xlsx")
SHOWN = 40  # names of outputs that differ, with their difference; the rest is counted
LINES = 8  # of a difference


def documents():
    """Name, bytes and dates of every sample, and of the document of every case, whose expectations have dates too."""
    for path in sorted((TESTS.parent / "samples").glob("*.yaml")):
        written = yaml.load(path.read_bytes(), yaml.BaseLoader)
        yield path.stem, path.read_bytes(), dates(written, written["note"])
    for path in sorted((TESTS / "cases").glob("*.yaml")):
        case = yaml.load(path.read_bytes(), yaml.BaseLoader)
        raw = yaml.safe_dump(case["document"], allow_unicode=True, sort_keys=False).encode()
        yield f"case-{path.stem}", raw, dates(case, case["document"]["note"])


def dates(written, note):
    """The dates that are written somewhere, from the issue date on: on an earlier day there is nothing to ask about."""
    found = set(DATE.findall(yaml.safe_dump(written)))
    return sorted(day for day in found if day >= note["issue_date"])


def spread(items, count):
    """As many of the items, from the first to the last, at even distances."""
    if len(items) <= count:
        return items
    return [items[place * (len(items) - 1) // (count - 1)] for place in range(count)]


def commands(name, raw, dates):
    """Every command line about a document, with the extension of what it prints."""
    file = f"{name}.yaml"
    whole = not name.startswith("case-")  # the samples are asked more, for they have more to tell
    days = spread(dates, 8 if whole else 4)
    months = spread(sorted({day[:7] for day in dates}), 5 if whole else 2)
    first_holder = yaml.load(raw, yaml.BaseLoader)["holders"][0]["id"]

    def forms(known, *words):
        yield from ((form, *words, "--format", form) for form in known)

    yield ("txt", "check", file)
    yield ("txt", "check", file, "--strict")
    yield from forms(BOOK, "simulate", file)
    yield ("csv", "simulate", file, "--daily", "--format", "csv")
    yield ("table", "simulate", file, "--by-holder")
    yield ("json", "simulate", file, "--holder", first_holder, "--format", "json")
    yield from forms(DATA, "bars", file)
    yield from forms(DATA, "timeline", file)
    yield ("ics", "calendar", file)
    yield from forms(("beancount", "hledger"), "journal", file)
    yield from forms(DATA if whole else ("json", "table"), "readings", file)
    yield from forms(DATA, "compare", file, "--known-at", days[len(days) // 2])
    yield from forms(("json",), "compare", file, "--set", "reading.mixed_block=all_or_none")
    if whole:
        yield ("html", "report", file)
    for day in days:
        for command in ("payoff", "can-pay", "status", "explain"):
            yield from forms(DATA, command, file, "--as-of", day)
        yield ("json", "can-pay", file, "--on", day, "--amount", "1,000.00", "--format", "json")
        yield ("json", "simulate", file, "--known-at", day, "--format", "json")
    for day in days[len(days) // 2 :: 4]:
        yield ("xlsx", "payoff", file, "--as-of", day, "--format", "xlsx")
        yield ("txt", "payoff", file, "--as-of", day, "--letter", "text")
    for month in months:
        yield from forms(DATA, "statement", file, "--month", month)
    for month in months[len(months) // 2 :: 4]:
        yield from forms(PAPER if whole else ("xlsx",), "statement", file, "--month", month)


GENERAL = (
    ("txt", "--version"),
    ("json", "schema"),
    ("yaml", "init"),
    *((form, "clause", "--format", form) for form in DATA),
    *((form, "clause", "1(d)(ii)", "--format", form) for form in DATA),
    *(("sh", "completion", shell) for shell in ("bash", "zsh", "fish")),
)
"""What is asked about no document."""


def load_program():
    """The program's ``main``, with everything loaded that a run may import late: each run is a fork of this process."""
    import note_sched  # noqa: PLC0415 (comparing two folders needs no program)

    for module in walk_packages(note_sched.__path__, "note_sched."):
        import_module(module.name)
    for module in ("rich.table", "rich.console", "jinja2", "xlsxwriter", "reportlab.pdfgen.canvas", "csv", "json"):
        import_module(module)
    gc.collect()
    gc.freeze()  # what the children share with this process stays shared
    print(f"note-sched {note_sched.__version__} in {Path(note_sched.__file__).parent}", file=sys.stderr)
    return sys.modules["note_sched.__main__"].main


def play(main, words, target):
    """Play a command line in a child: stdout goes into the target; stderr and a status that is not 0 beside it."""
    said = target.with_name(f"{target.name}.said")
    child = os.fork()
    if child == 0:
        status = 70
        try:
            for number, path in ((1, target), (2, said)):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
            sys.argv = ["note-sched", *words]
            status = main()
        except SystemExit as over:
            status = over.code
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status or 0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status:
        with said.open("a", encoding="utf-8") as file:
            file.write(f"[exit {status}]\n")
    elif said.stat().st_size == 0:
        said.unlink()


def write(folder):
    """Play everything, with the outputs in a folder that is emptied first; a file is named after its command line."""
    if folder.exists() and not (folder / "documents").is_dir():
        raise SystemExit(f"{folder} is there, and was not written by this script: it stays as it is")
    shutil.rmtree(folder, ignore_errors=True)
    asked = folder.absolute() / "documents"
    asked.mkdir(parents=True)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    os.environ.pop("COLUMNS", None)  # a pipe is as wide as what is printed, in old versions and new ones
    main = load_program()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(asked)  # what is printed names a file as the command line does: without its folder
    count = 0
    for name, raw, days in [("", b"", []), *documents()]:
        Path(f"{name}.yaml").write_bytes(raw)
        outputs = asked.parent / (name or "general")
        outputs.mkdir()
        for extension, *words in commands(name, raw, days) if name else GENERAL:
            told = " ".join(word for word in words if word != f"{name}.yaml").replace("/", "-")
            play(main, words, outputs / f"{told}.{extension}")
            count += 1
    Path(".yaml").unlink()
    print(f"{count} command lines", file=sys.stderr)


def unlike(before, after):
    """The first lines of what differs between two outputs; of a workbook, between its parts."""
    old, new = readable(before), readable(after)
    lines = list(difflib.unified_diff(old, new, "before", "after", lineterm="", n=0))[2:]
    yield from (f"      {line[:200]}" for line in lines[:LINES])
    if len(lines) > LINES:
        yield f"      … {len(lines) - LINES} lines more"


def readable(raw):
    """Lines of an output: of a workbook those of its parts, of a PDF what can be read of it."""
    if not raw.startswith(b"PK"):
        return raw.decode("utf-8", "replace").splitlines()
    with zipfile.ZipFile(io.BytesIO(raw)) as parts:
        texts = {part: parts.read(part).decode("utf-8", "replace") for part in parts.namelist()}
    return [f"{part}: {line}" for part, text in texts.items() for line in text.replace("><", ">\n<").splitlines()]


def kind(path):
    """What an output is: its extension; documents, and what was said on stderr, are kinds of their own."""
    if path.parts[0] == "documents":
        return "document"
    return {".said": "stderr and status"}.get(path.suffix, path.suffix.removeprefix("."))


def compare(before, after):
    """Print how many outputs of each kind are the same bytes, and which differ; return whether all are the same."""
    names = {file.relative_to(folder) for folder in (before, after) for file in folder.rglob("*") if file.is_file()}
    equal, unequal = Counter(), []
    for name in sorted(names):
        old, new = ((folder / name).read_bytes() if (folder / name).exists() else None for folder in (before, after))
        if old == new:
            equal[kind(name)] += 1
        else:
            unequal.append((name, old, new))
    differing = Counter(kind(name) for name, _, _ in unequal)
    for each in sorted({*equal, *differing}):
        print(f"{each:18} {equal[each]:6} equal {differing[each]:6} differ")
    for name, old, new in islice(unequal, SHOWN):
        print(f"\n  {kind(name)}: {name}")
        if old is None or new is None:
            print(f"      only {'before' if new is None else 'after'}")
        print(*unlike(old or b"", new or b""), sep="\n")
    if len(unequal) > SHOWN:
        print(f"\n  and {len(unequal) - SHOWN} more:", *(f"  {name}" for name, _, _ in unequal[SHOWN:]), sep="\n")
    return not unequal


def run():
    """Read the command line of this script."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="two, to be compared")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="play everything into this folder")
    parser.add_argument("--against", type=Path, metavar="FOLDER", help="compare with what was written there before")
    asked = parser.parse_args()
    if [bool(asked.write), bool(asked.against), len(asked.folders) == 2].count(True) != 1 or len(asked.folders) == 1:
        parser.error("two folders, or --write FOLDER, or --against FOLDER")
    if asked.write:
        write(asked.write)
        return
    if asked.folders:
        sys.exit(0 if compare(*asked.folders) else 1)
    before = asked.against.absolute()
    with tempfile.TemporaryDirectory() as scratch:
        write(Path(scratch, "after"))
        same = compare(before, Path(scratch, "after"))
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    run()
