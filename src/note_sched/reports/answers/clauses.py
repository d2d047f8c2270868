"""``clause``: what a clause of the Note says, in its own words, and how this program reads it."""

import re
from collections.abc import Iterator, Sequence

from note_sched.faults import Refusal
from note_sched.instruments import AIR_INDUSTRIES_2008, Instrument
from note_sched.pages.page import Column, Kind, Page, Prose, Table

COLUMNS = (
    Column("clause", Kind.TEXT, "Clause"),
    Column("about", Kind.TEXT, "About"),
    Column("words"),
    Column("reading"),
)


def clause(written: Sequence[str], paper: Instrument = AIR_INDUSTRIES_2008) -> Page:
    """The clauses of some numbers; of all, by what they are about, where none is given.

    Args:
        written: numbers as people write them: ``1(d)(ii)``, or ``1.d.ii``, which a shell leaves alone.
        paper: whose clauses.

    Raises:
        Refusal: the Note has no such clause, or nothing depends on it.
    """
    numbers = [_numbered(each, paper) for each in written] or list(paper.clauses)
    read = paper.readings()
    rows = [(each, paper.clause(each).about, paper.quote(each), " ".join(read[each])) for each in numbers]
    record = Table(COLUMNS, rows)
    data = {"schema_version": 1, "clauses": record}
    if not written:
        return Page(data, record, [Table(COLUMNS[:2], [row[:2] for row in rows])])
    return Page(data, record, [part for number in numbers for part in _people(number, paper)])


def _people(number: str, paper: Instrument) -> Iterator[Prose]:
    words = f"\N{LEFT DOUBLE QUOTATION MARK}{paper.quote(number)}\N{RIGHT DOUBLE QUOTATION MARK}"
    yield Prose([words, f"The text of {paper.name}"], f"{number}: {paper.clause(number).about}")
    yield Prose(paper.readings()[number], "How this program reads it")


def _numbered(written: str, paper: Instrument) -> str:
    """A number as it is cited.

    >>> _numbered("1.d.ii.A", AIR_INDUSTRIES_2008), _numbered("2(a)", AIR_INDUSTRIES_2008)
    ('1(d)(ii)(A)', '2(a)')
    """
    first, *rest = [part for part in re.split(r"[().\s]+", written) if part] or [""]
    number = first + "".join(f"({part})" for part in rest)
    if number not in paper.clauses:
        what = f"{written!r} is no clause of {paper.name} on which money, dates or permissions depend"
        raise Refusal(what, f"they are {', '.join(paper.clauses)}; of no other paper is the text shipped")
    return number
