"""A book as people read it: a line for each document, the sums of all, and what is wrong with those that are bad."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from note_sched.pages.page import Column, Kind, Line, Page, Table, Tone, narrowed, only
from note_sched.pages.values import Money, Phrase
from note_sched.reports.portfolio.row import COLUMNS, DEFECT, DONE, FAULT, NOT_ISSUED, BookQuestion

_AT = {column.name: at for at, column in enumerate(COLUMNS)}

BAD = (
    Column("document", Kind.TEXT, "Document"),
    Column("result", Kind.TEXT, "Result"),
    Column("fault", Kind.TEXT, "Why"),
)


class Counted:
    """What a book adds up to, counted as its rows go by.

    ``results``: how many documents by what became of them; ``sums``: cents by the names of the columns.
    """

    def __init__(self) -> None:
        self.results: Counter[str] = Counter({DONE: 0, NOT_ISSUED: 0, FAULT: 0, DEFECT: 0})
        self.sums = dict.fromkeys((column.name for column in COLUMNS if column.kind is Kind.MONEY), 0)
        self._money = [(name, _AT[name]) for name in self.sums]

    def count(self, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        """The rows, each counted."""
        for row in rows:
            self.results[row[_AT["result"]]] += 1
            for name, at in self._money:
                self.sums[name] += row[at] or 0
            yield row

    @property
    def documents(self) -> int:
        """How many they are."""
        return sum(self.results.values())

    def data(self) -> dict[str, Any]:
        """For machines."""
        return {
            "documents": self.documents,
            **{result.replace(" ", "_"): count for result, count in self.results.items()},
            **{name: Money(cents) for name, cents in self.sums.items()},
        }


def book_page(rows: Iterable[Sequence[Any]], question: BookQuestion) -> Page:
    """The page of a book; its rows in the order of ``COLUMNS``."""
    counted = Counted()
    good, bad = [], []
    for row in counted.count(rows):
        if row[_AT["result"]] == DONE:
            good.append(row)
        else:
            bad.append([row[_AT["document"]], row[_AT["result"]], row[_AT["fault"]] or "its issue date is later"])
    totals = [counted.sums.get(column.name) for column in COLUMNS]
    totals[0] = "TOTAL"  # type: ignore[call-overload]  # the first cell is words
    shown = [column.name for column in COLUMNS if column.heading and (column.name not in _IF_ANY or _any(good, column))]
    whole = only(Table(COLUMNS, good, totals), shown)
    tables = [narrowed(whole, *([name for name in part if name in shown] for part in _PARTS))] if good else []
    if bad:
        tables.append(Table(BAD, bad, title="Without figures"))
    when = "at the end of " if question.evening else "as of "
    head = [
        Line("Documents", _how_many(counted)),
        Line("Figures", [when, question.day, "; recorded payments of that day counted, ", *_assumed(question)]),
    ]
    tone = Tone.BAD if counted.results[FAULT] or counted.results[DEFECT] else Tone.PLAIN
    headline = _headline(counted)
    return Page({}, Table(COLUMNS, [*good]), tables, head, headline=headline, tone=tone)


_IF_ANY = ("arrears_barred", "bars", "events_of_default")

_PARTS = (
    ("document", "principal", "interest_unpaid", "accrued_interest", "total"),
    ("document", "arrears", "arrears_barred", "verdict", "bars", "events_of_default"),
    ("document", "borrower", "next_due", "next_due_amount"),
)


def _any(rows: Sequence[Sequence[Any]], column: Column) -> bool:
    at = _AT[column.name]
    return any(row[at] for row in rows)


def _how_many(counted: Counted) -> str:
    found = [f"{count:,} {result}" for result, count in counted.results.items() if count]
    return f"{counted.documents:,}: {', '.join(found)}"


def _assumed(question: BookQuestion) -> list[str]:
    return ["and those assumed on it"] if question.evening else ["assumed ones only of earlier days"]


def _headline(counted: Counted) -> Phrase:
    total: list[Any] = [Money(counted.sums["total"]), " owing, "]
    return [*total, Money(counted.sums["arrears"]), " of it due and unpaid"]
