"""Statements as files in a folder: written once, never over one another, the same again on every later run.

What a paper says in figures decides. The same figures: nothing is written. Other figures: a restatement beside it,
``2009-03-alder-r1.html``, with what differs and why. Files that were changed by hand, or that are not ours, stay. Every
version is told until a run has lived to tell it: the record knows.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import NamedTuple

from note_sched.document.changes import facts
from note_sched.document.model import Document
from note_sched.faults import Refusal, in_words
from note_sched.files import clear_leftovers, settle, write_whole
from note_sched.issuing.locking import locked
from note_sched.issuing.register import ASIDE, PENDING, MonthPapers, Version, content_of, hash_of
from note_sched.issuing.whose import claim
from note_sched.measure.months import Month
from note_sched.pages.page import Page
from note_sched.reports.statements.restatement import (
    CONTROL,
    Figures,
    Restatement,
    all_figures,
    causes,
    differences,
)
from note_sched.reports.statements.statement import Statement, Statements, statements
from note_sched.reports.statements.statement_page import control_page, statement_page

_AT_ONCE = 64 * 2**20
"""Octets of files that are made before they are written; their hashes stand on the record first."""

_NOTHING = "no statement was written"


_LONGEST, _KEPT = 100, 80
"""Letters of an id that stand whole in the name of a file, and those that are kept of a longer one."""


def _stem_of(month: Month, paper: str) -> str:
    """The name of a paper's first file, without its ending; no file system takes names of 300 letters."""
    if paper == CONTROL:
        return f"{month}{CONTROL}"
    short = paper if len(paper) <= _LONGEST else f"{paper[:_KEPT]}-{hash_of(paper.encode())[:12]}"
    return f"{month}-{short}"


class Planned(NamedTuple):
    """A file that is to be written."""

    paper: str
    version: Version
    name: str


class Making(NamedTuple):
    """How papers are made: which is not for those to know who keep them.

    ``form``: the name of their format, ``paper``: a page of some statements as the bytes of a file; ``watched`` gives
    what is worked through, with a bar for who looks on.
    """

    form: str
    paper: Callable[[Page, Sequence[Statement]], bytes]
    watched: Callable[[Sequence["Planned"]], Iterable["Planned"]]


@contextmanager
def issue(
    of: Statements, chosen: Sequence[Statement], making: Making, folder: str, *, everyone: bool
) -> Iterator["Issue"]:
    """Write what is not written yet, and hold the folder until it has been told.

    Args:
        of: the statements of the month.
        chosen: those to issue; with ``everyone`` all of them, and the control sheet.
        making: how they are made.
        folder: where they stand; made if there is none.
        everyone: whether no Holder was chosen.

    Raises:
        Busy: another run is writing there.
        Refusal: something stands there that is not ours, the folder is another Note's or cannot be written to.
    """
    with ExitStack() as held:
        try:
            os.makedirs(os.path.join(folder, ASIDE), exist_ok=True)
            held.enter_context(locked(os.path.join(folder, ASIDE, "lock")))
            for place in (folder, os.path.join(folder, ASIDE)):
                clear_leftovers(place)
        except OSError as error:
            raise Refusal(f"{folder} cannot be used: {in_words(error)}", _NOTHING) from None
        wanted = [each.holder.id for each in chosen] + ([CONTROL] if everyone else [])
        issued = Issue(of, making, folder)
        issued.run(wanted, everyone=everyone)
        yield issued


class Issue:
    """One run over a folder whose lock is held.

    Attributes:
        written: names of the files that it wrote.
        edited: names of files that somebody changed after they were issued; they stay.
        failed: by name of a file, why it was not written.
        new: versions that nobody was told of yet, of this run or of one that did not live to say so.
    """

    def __init__(self, of: Statements, making: Making, folder: str) -> None:
        self._of = of
        self._document = of.run.document
        self._making = making
        self._folder = folder
        self._facts = facts(self._document)
        claim(folder, self._facts)
        self._record = MonthPapers(folder, of.month)
        self._known = None if of.known is None else str(of.known)
        self._figures = all_figures(of)
        self._by_holder = {each.holder.id: each for each in of.statements}
        self._stems: dict[str, str] = {}  # in small letters, for some file systems tell no others
        for paper, versions in self._record.papers.items():
            self._stems |= {each.stem.casefold(): paper for each in versions}
        for holder in self._document.holders:
            self._stems.setdefault(_stem_of(of.month, holder.id).casefold(), holder.id)
        self.edited: list[str] = []
        self.written: list[str] = []
        self.failed: dict[str, str] = {}
        self.new: list[Version] = []

    def run(self, wanted: Sequence[str], *, everyone: bool) -> None:
        """Plan everything, refuse before anything is written, write; the record knows before and after."""
        if wanted == [CONTROL] and not self._record.papers:
            wanted = []  # all was paid long ago: no sheet every month to say that there is nothing to say
        gone = [paper for paper in self._record.papers if everyone and paper not in wanted]
        changed = [paper for paper in wanted if self._is_new_or_differs(paper)]
        self._versions(changed, gone)
        planned = [each for paper in wanted for each in self._missing(paper)]
        try:
            self._write_all(planned)
        except Exception as defect:  # whatever it is: nobody is told that nothing was written where something was
            if self.written:
                defect.add_note(f"Of the statements of {self._of.month}, {len(self.written)} were written and stand.")
            raise
        self.new = [each for versions in self._record.papers.values() for each in versions if self._is_new(each)]
        if self.new or self.written:
            settle(self._folder, f"what was issued into {self._folder}")

    def remember_told(self) -> None:
        """Keep that somebody was told of what is new; where that cannot be kept, the next run tells it once more."""
        for each in self.new:
            each.told = True
        if self.new:
            with suppress(Refusal):
                self._record.write()

    def _is_new(self, version: Version) -> bool:
        """Whether it was issued, by this run or by one that did not live to say so."""
        return not version.told and self._was_issued(version)

    def _is_new_or_differs(self, paper: str) -> bool:
        versions = self._record.papers.get(paper)
        if not versions:
            return True
        latest, figures = versions[-1], self._figures[paper]
        if latest.figures == figures:
            return False
        if self._known is not None and (latest.known is None or latest.known > self._known):
            if any(version.figures == figures for version in versions):
                return False
            later = f"known on {latest.known}" if latest.known else "without --known-at"
            raise Refusal(
                f"--known-at {self._known} knows less than {latest.stem} in {self._folder}, which was issued {later}",
                "write what was known earlier to another folder",
            )
        return True

    def _versions(self, changed: Sequence[str], gone: Sequence[str]) -> None:
        """New versions on the record, the first of a paper or a restatement, with its causes."""
        restated: dict[str, dict[str, Figures]] = {}
        document = self._record.keep(self._facts) if changed or gone else ""
        for paper in (*changed, *gone):
            versions = self._record.papers.setdefault(paper, [])
            figures = self._figures.get(paper, {})
            if versions and not self._was_issued(versions[-1]):
                versions.pop()  # nobody ever had it
            if (versions[-1].figures if versions else {}) == figures:
                continue  # withdrawn already, or what stands there is right again
            if versions:
                restated.setdefault(versions[-1].document, {})[paper] = figures
            stem = self._stem(paper, len(versions))
            versions.append(Version(stem, self._known, document, figures))
        for before, papers in restated.items():
            found = causes(self._document, self._record.documents[before], papers, self._again)
            for paper, words in found.items():
                self._record.papers[paper][-1].causes = words

    def _was_issued(self, version: Version) -> bool:
        """Whether a file of it was ever written, if only in a run that was interrupted; a withdrawal has none."""
        if not version.figures or any(version.files.values()):
            return True
        return any(os.path.isfile(os.path.join(self._folder, name)) for name in version.names())

    def _again(self, document: Document) -> Statements:
        return statements(document, self._of.month, self._of.known)

    def _stem(self, paper: str, number: int) -> str:
        """``2009-03-alder``, ``2009-03-alder-r1``; one that belongs to another paper gets a ``-`` at its end."""
        stem = _stem_of(self._of.month, paper) + (f"-r{number}" if number else "")
        while self._stems.setdefault(stem.casefold(), paper) != paper:
            stem += "-"
        return stem

    def _missing(self, paper: str) -> Iterator[Planned]:
        """The file of a paper's latest version, unless it stands as it was written.

        Raises:
            Refusal: another file has its name, or no file but a link or a pipe.
        """
        versions = self._record.papers.get(paper)
        if not versions or not (versions[-1].figures or paper == CONTROL):
            return
        version = versions[-1]
        name = version.name(self._making.form)
        standing = content_of(os.path.join(self._folder, name))
        recorded = version.files.get(self._making.form)
        if standing is None:
            version.files[self._making.form] = PENDING
            yield Planned(paper, version, name)
        elif recorded != hash_of(standing):
            self._judge(paper, version, name, standing)

    def _judge(self, paper: str, version: Version, name: str, standing: bytes) -> None:
        """A file stands there that the record does not know, or not so.

        It is ours if it is what a run that was interrupted was about to write, or what this one would.
        """
        form = self._making.form
        recorded, found = version.files.get(form), hash_of(standing)
        if not recorded and (version.intended.get(form) == found or self._content(paper) == standing):
            version.files[form] = found
            version.intended.pop(form, None)
            version.told = version.told or recorded is None  # without a record it is taken over as what it is
        elif recorded is None:
            raise Refusal(
                f"{os.path.join(self._folder, name)} stands there, and {self._record.path} does not know of it",
                f"{_NOTHING}: move it away, or restore the record from a backup",
            )
        else:
            self.edited.append(name)

    def _page(self, paper: str) -> Page:
        *earlier, version = self._record.papers[paper]
        restates = None
        papers = (each for each in reversed(earlier) if each.figures or paper == CONTROL)  # a withdrawal is none
        before = next(papers, None)
        if before is not None:
            found = differences(before.figures, version.figures)
            restates = Restatement(version.stem, before.stem, len(earlier), found, version.causes)
        if paper == CONTROL:
            return control_page(self._of, restates)
        return statement_page(self._of, self._by_holder[paper], restates, version.stem)

    def _content(self, paper: str) -> bytes:
        """What is written; the control sheet is about all statements."""
        chosen = self._of.statements if paper == CONTROL else [self._by_holder[paper]]
        return self._making.paper(self._page(paper), chosen)

    def _write_all(self, planned: Sequence[Planned]) -> None:
        """Write what is planned. One file that cannot be written does not keep the others from it."""
        for batch in self._made(planned):
            if self._keep(batch):
                for each, content in batch:
                    self._write(each, content)
        self._keep()

    def _made(self, planned: Sequence[Planned]) -> Iterator[list[tuple[Planned, bytes]]]:
        """The files in batches that memory has room for."""
        batch: list[tuple[Planned, bytes]] = []
        size = 0
        for each in self._making.watched(planned):
            try:
                content = self._content(each.paper)
            except Refusal as refusal:
                self.failed[each.name] = refusal.what
                continue
            batch.append((each, content))
            size += len(content)
            if size > _AT_ONCE:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _keep(self, batch: Sequence[tuple[Planned, bytes]] = ()) -> bool:
        """Write the record, with what is about to be written; where that fails, no file of it is.

        Raises:
            Refusal: it cannot be written, and nothing else was.
        """
        for each, content in batch:
            each.version.intended[self._making.form] = hash_of(content)
        try:
            self._record.write()
        except Refusal as refusal:
            if not self.written:
                raise Refusal(refusal.what, _NOTHING) from None
            self.failed |= {each.name: refusal.what for each, _ in batch} or {self._record.path: refusal.what}
            return False
        return True

    def _write(self, planned: Planned, content: bytes) -> None:
        """Write a file; the next run tries again where it cannot be."""
        try:
            write_whole(os.path.join(self._folder, planned.name), [content], settled=False)
        except Refusal as refusal:
            self.failed[planned.name] = refusal.what
            return
        planned.version.files[self._making.form] = hash_of(content)
        planned.version.intended.pop(self._making.form, None)
        self.written.append(planned.name)
