"""``clause``: what a clause of the Note says, in its own words, and how this program reads it."""

import re
from collections.abc import Iterator, Sequence

from note_sched.faults import Refusal
from note_sched.reports.page import Column, Kind, Page, Prose, Table
from note_sched.rules.clauses import CLAUSES, WHOSE_TEXT, quote
from note_sched.rules.readings import readings

COLUMNS = (
    Column("clause", Kind.TEXT, "Clause"),
    Column("about", Kind.TEXT, "About"),
    Column("words"),
    Column("reading"),
)


def clause(written: Sequence[str]) -> Page:
    """The clauses of some numbers; of all, by what they are about, where none is given.

    Args:
        written: numbers as people write them: ``1(d)(ii)``, or ``1.d.ii``, which a shell leaves alone.

    Raises:
        Refusal: the Note has no such clause, or nothing depends on it.
    """
    numbers = [_numbered(each) for each in written] or list(CLAUSES)
    rows = [(number, CLAUSES[number].about, quote(number), " ".join(readings()[number])) for number in numbers]
    record = Table(COLUMNS, rows)
    data = {"schema_version": 1, "clauses": record}
    if not written:
        return Page(data, record, [Table(COLUMNS[:2], [row[:2] for row in rows])])
    return Page(data, record, [part for number in numbers for part in _people(number)])


def _people(number: str) -> Iterator[Prose]:
    words = f"\N{LEFT DOUBLE QUOTATION MARK}{quote(number)}\N{RIGHT DOUBLE QUOTATION MARK}"
    yield Prose([words, f"The text of {WHOSE_TEXT}"], f"{number}: {CLAUSES[number].about}")
    yield Prose(readings()[number], "How this program reads it")


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
