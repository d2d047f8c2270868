"""``clause``: what a clause of the Note says, in its own words, and how this program reads it."""

import re
from collections.abc import Iterator, Sequence
from importlib import import_module

from note_sched.faults import Refusal
from note_sched.reports.page import Column, Kind, Page, Prose, Table
from note_sched.rules.clauses import CLAUSES, quote

COLUMNS = (
    Column("clause", Kind.TEXT, "Clause"),
    Column("about", Kind.TEXT, "About"),
    Column("words"),
    Column("reading"),
)

_READ = (
    "maturity",
    "senior",
    "blockage",
    "override",
    "standing",
    "insolvency",
    "defaults",
    "alike",
    "notices",
    "windows",
)
"""The modules of the Note's law; each opens with its clauses and how they are read."""


def clause(written: Sequence[str]) -> Page:
    """The clauses of some numbers; of all, by what they are about, where none is given.

    Args:
        written: numbers as people write them: ``1(d)(ii)``, or ``1.d.ii``, which a shell leaves alone.

    Raises:
        Refusal: the Note has no such clause, or nothing depends on it.
    """
    numbers = [_numbered(each) for each in written] or list(CLAUSES)
    rows = [(number, CLAUSES[number].about, quote(number), " ".join(_readings(number))) for number in numbers]
    record = Table(COLUMNS, rows)
    data = {"schema_version": 1, "clauses": record}
    if not written:
        return Page(data, record, [Table(COLUMNS[:2], [row[:2] for row in rows])])
    return Page(data, record, [part for number in numbers for part in _people(number)])


def _people(number: str) -> Iterator[Prose]:
    words = f"\N{LEFT DOUBLE QUOTATION MARK}{quote(number)}\N{RIGHT DOUBLE QUOTATION MARK}"
    yield Prose([words], f"{number}: {CLAUSES[number].about}")
    readings = list(_readings(number))
    if readings:
        yield Prose(readings, "How this program reads it")


def _numbered(written: str) -> str:
    """A number as it is cited.

    >>> _numbered("1.d.ii.A"), _numbered("2(a)")
    ('1(d)(ii)(A)', '2(a)')
    """
    first, *rest = [part for part in re.split(r"[().\s]+", written) if part] or [""]
    number = first + "".join(f"({part})" for part in rest)
    if number not in CLAUSES:
        known = ", ".join(CLAUSES)
        raise Refusal(f"{written!r} is no clause on which money, dates or permissions depend", f"they are {known}")
    return number


def _readings(number: str) -> Iterator[str]:
    """How the modules that quote a clause, or a clause in which it stands, read it."""
    of = "|".join(re.escape(each) for each in _within(number))
    for name in _READ:
        doc = import_module(f"note_sched.rules.{name}").__doc__ or ""
        quoted, _, rest = doc.partition("\nClause:\n")[2].partition("\nReading:\n")
        if re.search(rf"(?:^|[\s.;(])(?:{of})[\s:,;]", quoted, re.MULTILINE | re.IGNORECASE):
            yield " ".join(rest.partition("\nExample:\n")[0].replace("``", "").split())


def _within(number: str) -> list[str]:
    """A clause and those in which it stands; a whole section is nothing that is read.

    >>> _within("1(d)(ii)(A)")
    ['1(d)', '1(d)(ii)', '1(d)(ii)(A)']
    """
    return [each for each in CLAUSES if number.startswith(each) and (each == number or "(" in each)]
