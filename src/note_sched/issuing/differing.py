"""Which of the months that were issued into a folder would be stated otherwise today: a late fact concerns them, too.

A month differs if a paper of it that stands on the record, of whatever format, would have other figures now. What was
issued with ``--known-at`` a later day than that of the run is not judged: the run knows less.
"""

import os
from collections.abc import Collection, Iterator
from datetime import date
from typing import NamedTuple

from note_sched.document.model import Document
from note_sched.faults import Faulty, Refusal
from note_sched.issuing.register import ASIDE, MonthPapers
from note_sched.measure.months import Month, read_month
from note_sched.reports.statements.restatement import CONTROL, all_figures
from note_sched.reports.statements.statement import Statements, statements


class Differing(NamedTuple):
    """A month that was issued, with the papers of it that differ now, by Holder's id or control sheet.

    ``why``: why it cannot be stated, or its record not be read, where that is so.
    """

    month: Month
    papers: tuple[str, ...]
    why: str = ""


class Issued(NamedTuple):
    """The papers of a month that stand in a folder: whose, and whether all of the Offering's do."""

    holders: Collection[str]
    everyone: bool


def months_issued(folder: str) -> list[Month]:
    """The months of which something stands in a folder, in their order; none where it is no folder of ours."""
    try:
        names = os.listdir(os.path.join(folder, ASIDE))
    except OSError:
        return []
    return sorted(_months(names))


def _months(names: Collection[str]) -> Iterator[Month]:
    for name in names:
        stem, ending = os.path.splitext(name)
        if ending == ".json":
            try:
                yield read_month(stem)
            except ValueError:
                continue


def issued_of(folder: str, month: Month) -> Issued:
    """Which papers of a month stand in a folder.

    Raises:
        Refusal: its record is none.
    """
    papers = MonthPapers(folder, month).papers
    return Issued([paper for paper in papers if paper != CONTROL], CONTROL in papers)


def differing(
    document: Document, known: date | None, folder: str, besides: Collection[Month], holders: Collection[str] = ()
) -> Iterator[Differing]:
    """The months that differ now.

    Args:
        document: as it is now, or as it was known on the day of ``--known-at``.
        known: that day.
        folder: where they stand.
        besides: months that are not looked at: the run states them.
        holders: whose papers are judged; without one all.
    """
    for month in months_issued(folder):
        if month in besides:
            continue
        try:
            papers = tuple(_differ(MonthPapers(folder, month), document, month, known, holders))
        except (Refusal, Faulty) as refused:
            yield Differing(month, (), str(refused))
            continue
        if papers:
            yield Differing(month, papers)


def _differ(
    record: MonthPapers, document: Document, month: Month, known: date | None, holders: Collection[str]
) -> Iterator[str]:
    judged = {
        paper: versions[-1]
        for paper, versions in record.papers.items()
        if versions and (not holders or paper in holders) and _is_judged(versions[-1].known, known)
    }
    if not judged:
        return
    now = all_figures(_stated(document, month, known))
    for paper, version in judged.items():
        if version.figures != now.get(paper, {}):
            yield paper


def _is_judged(issued: str | None, known: date | None) -> bool:
    """Whether a run that knows what was known on a day knows as much as what was issued does."""
    return known is None or (issued is not None and issued <= str(known))


def _stated(document: Document, month: Month, known: date | None) -> Statements:
    return statements(document, month, known)
