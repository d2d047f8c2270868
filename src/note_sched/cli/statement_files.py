"""Statements as files in a folder: written once, never over one another, the same again on every later run.

What a paper says in figures decides. The same figures: nothing is written. Other figures: a restatement beside it,
``2009-03-alder-r1.html``, with what differs and why. Files that were changed by hand, or that are not ours, stay. Every
version is told until a run has lived to tell it: the record knows.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from typing import NamedTuple

import typer

from note_sched.cli.exits import Exit
from note_sched.cli.files import clear_leftovers
from note_sched.cli.issued import ASIDE, PENDING, Record, Version, content_of, hash_of
from note_sched.cli.locking import Busy, locked
from note_sched.cli.opening import Opened
from note_sched.cli.output import Format, PaperFormat, put, refuse_missing, render, settle, warn, write_whole
from note_sched.cli.progress import progress
from note_sched.cli.talk import Talk, in_words
from note_sched.cli.whose import claim
from note_sched.document.changes import facts
from note_sched.document.model import Document
from note_sched.faults import Refusal
from note_sched.measure.money import write_sum
from note_sched.measure.months import Month
from note_sched.pages.page import Page
from note_sched.rendering.figures import write_words
from note_sched.reports.statements.page import brief_control_page, control_page, statement_page
from note_sched.reports.statements.restatement import (
    CONTROL,
    Figures,
    Restatement,
    all_figures,
    causes,
    differences,
)
from note_sched.reports.statements.statement import Statement, Statements, statements

_MOST_LISTED = 40

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


class _Planned(NamedTuple):
    """A file that is to be written."""

    paper: str
    version: Version
    name: str


def issue(
    of: Statements, chosen: Sequence[Statement], opened: Opened, form: PaperFormat, folder: str, *, everyone: bool
) -> Exit:
    """Write what is not written yet; returns the exit status.

    Args:
        of: the statements of the month.
        chosen: those to issue; with ``everyone`` all of them, and the control sheet.
        opened: the document.
        form: the format of the files.
        folder: where they stand; made if there is none.
        everyone: whether no Holder was chosen.

    Raises:
        Refusal: something stands there that is not ours, the folder is another Note's or cannot be written to, or what
            writes that format is not installed.
    """
    refuse_missing(form)
    with ExitStack() as held:
        try:
            os.makedirs(os.path.join(folder, ASIDE), exist_ok=True)
            held.enter_context(locked(os.path.join(folder, ASIDE, "lock")))
            for place in (folder, os.path.join(folder, ASIDE)):
                clear_leftovers(place)
        except Busy:
            typer.echo(
                f"note-sched: another run is writing statements to {folder}\n  hint: try again when it is over",
                err=True,
            )
            return Exit.BUSY
        except OSError as error:
            raise Refusal(f"{folder} cannot be used: {in_words(error)}", _NOTHING) from None
        wanted = [each.holder.id for each in chosen] + ([CONTROL] if everyone else [])
        return _Issue(of, opened, form, folder).run(wanted, everyone=everyone)


class _Issue:
    """One run over a folder whose lock is held."""

    def __init__(self, of: Statements, opened: Opened, form: PaperFormat, folder: str) -> None:
        self._of = of
        self._opened = opened
        self._form = form
        self._folder = folder
        self._facts = facts(opened.document)
        claim(folder, self._facts)
        self._record = Record(folder, of.month)
        self._known = None if of.known is None else str(of.known)
        self._figures = all_figures(of)
        self._by_holder = {each.holder.id: each for each in of.statements}
        self._stems: dict[str, str] = {}  # in small letters, for some file systems tell no others
        for paper, versions in self._record.papers.items():
            self._stems |= {each.stem.casefold(): paper for each in versions}
        for holder in opened.document.holders:
            self._stems.setdefault(_stem_of(of.month, holder.id).casefold(), holder.id)
        self._edited: list[str] = []
        self._written: list[str] = []
        self._failed: dict[str, str] = {}  # by name of a file, why it was not written

    def run(self, wanted: Sequence[str], *, everyone: bool) -> Exit:
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
            if self._written:
                defect.add_note(f"Of the statements of {self._of.month}, {len(self._written)} were written and stand.")
            raise
        return self._tell()

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
            found = causes(self._opened.document, self._record.documents[before], papers, self._again)
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

    def _missing(self, paper: str) -> Iterator[_Planned]:
        """The file of a paper's latest version, unless it stands as it was written.

        Raises:
            Refusal: another file has its name, or no file but a link or a pipe.
        """
        versions = self._record.papers.get(paper)
        if not versions or not (versions[-1].figures or paper == CONTROL):
            return
        version = versions[-1]
        name = version.name(self._form.value)
        standing = content_of(os.path.join(self._folder, name))
        recorded = version.files.get(self._form.value)
        if standing is None:
            version.files[self._form.value] = PENDING
            yield _Planned(paper, version, name)
        elif recorded != hash_of(standing):
            self._judge(paper, version, name, standing)

    def _judge(self, paper: str, version: Version, name: str, standing: bytes) -> None:
        """A file stands there that the record does not know, or not so.

        It is ours if it is what a run that was interrupted was about to write, or what this one would.
        """
        form = self._form.value
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
            self._edited.append(name)

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
        """What is written; beside a workbook for each Holder, that of the control sheet has all of them."""
        page = self._page(paper)
        if self._form != PaperFormat.XLSX:
            return render(page, self._form, to_file=True)
        from note_sched.cli.books import statement_book

        chosen = self._of.statements if paper == CONTROL else [self._by_holder[paper]]
        return statement_book(self._opened, self._of, chosen, page)

    def _write_all(self, planned: Sequence[_Planned]) -> None:
        """Write what is planned. One file that cannot be written does not keep the others from it."""
        for batch in self._made(planned):
            if self._keep(batch):
                for each, content in batch:
                    self._write(each, content)
        self._keep()

    def _made(self, planned: Sequence[_Planned]) -> Iterator[list[tuple[_Planned, bytes]]]:
        """The files in batches that memory has room for."""
        batch: list[tuple[_Planned, bytes]] = []
        size = 0
        for each in progress(planned, f"Statements of {self._of.month}", len(planned)):
            try:
                content = self._content(each.paper)
            except Refusal as refusal:
                self._failed[each.name] = refusal.what
                continue
            batch.append((each, content))
            size += len(content)
            if size > _AT_ONCE:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _keep(self, batch: Sequence[tuple[_Planned, bytes]] = ()) -> bool:
        """Write the record, with what is about to be written; where that fails, no file of it is.

        Raises:
            Refusal: it cannot be written, and nothing else was.
        """
        for each, content in batch:
            each.version.intended[self._form.value] = hash_of(content)
        try:
            self._record.write()
        except Refusal as refusal:
            if not self._written:
                raise Refusal(refusal.what, _NOTHING) from None
            self._failed |= {each.name: refusal.what for each, _ in batch} or {self._record.path: refusal.what}
            return False
        return True

    def _write(self, planned: _Planned, content: bytes) -> None:
        """Write a file; the next run tries again where it cannot be."""
        try:
            write_whole(os.path.join(self._folder, planned.name), [content], settled=False)
        except Refusal as refusal:
            self._failed[planned.name] = refusal.what
            return
        planned.version.files[self._form.value] = hash_of(content)
        planned.version.intended.pop(self._form.value, None)
        self._written.append(planned.name)

    def _tell(self) -> Exit:
        """What was done, to stderr; the control sheet to stdout where something is new; else silence.

        Whoever was to be told was, before the record says so; and what is told of outlasts a power failure.

        Raises:
            Refusal: it is not known whether it does. The next run tells it.
        """
        new = [each for versions in self._record.papers.values() for each in versions if self._is_new(each)]
        if new or self._written:
            settle(self._folder, f"what was issued into {self._folder}")
        if _said(self._talk(new)) and new:
            for each in new:
                each.told = True
            with suppress(Refusal):  # then the next run tells it once more
                self._record.write()
        if new or self._written:
            put([render(brief_control_page(self._of), Format.TABLE, to_file=False)], None)
            warn(self._of.run.cautions, self._opened.name)
        if self._failed:
            return Exit.REFUSED
        return Exit.DONE if self._of.control.agrees and not self._edited else Exit.FINDINGS

    def _is_new(self, version: Version) -> bool:
        """Whether it was issued, by this run or by one that did not live to say so."""
        return not version.told and self._was_issued(version)

    def _talk(self, new: Sequence[Version]) -> Iterator[str]:
        for version in new:
            if not version.figures:
                stem = version.stem.rpartition("-r")[0]
                yield f"{stem}: WITHDRAWN, there is nothing to state any more; the file stays"
            elif version.causes:
                yield f"{version.stem}: RESTATED, because of: {write_words('; '.join(version.causes))}"
        if not self._of.control.agrees:
            yield disagreement(self._of)
        for name in self._edited:
            yield f"{name}: was changed after it was issued, and stays as it is"
        for name, why in self._failed.items():
            yield f"note-sched: NOT WRITTEN: {name}: {why}; the next run will try again"
        yield from self._listed("written", self._written)
        before = [name for each in new if each.figures for name in each.names() if not self._is_told(name)]
        yield from self._listed("written by a run that was interrupted", before)
        if not (new or self._written or self._failed or self._edited) and _on_terminal():
            standing = f"all statements stand in {self._folder} as they were issued"
            yield f"{self._of.month}: nothing to do, {standing if self._of.statements else 'nothing was owed in it'}"

    def _is_told(self, name: str) -> bool:
        """Whether something else is said of a file."""
        return name in self._failed or name in (*self._written, *self._edited)

    def _listed(self, what: str, names: Sequence[str]) -> Iterator[str]:
        if len(names) <= _MOST_LISTED:
            yield from (f"{what}: {os.path.join(self._folder, name)}" for name in names)
        else:
            yield f"{what}: {len(names)} files to {self._folder}, the first {names[0]}, the last {names[-1]}"


def disagreement(of: Statements) -> str:
    """What does not agree on a control sheet, in a line."""
    wrong = [f"{each.what} ({write_sum(each.difference)})" for each in of.control.checks if each.difference]
    return f"{of.month}: the statements do NOT agree with the Offering, by: {', '.join(wrong)}"


def _on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _said(lines: Iterable[str]) -> bool:
    """Say it on stderr; whether anybody can have heard it."""
    try:
        for line in lines:
            typer.echo(line, err=True)
        sys.stderr.flush()
    except (OSError, AttributeError, ValueError):  # of a caller from Python: closed, or its reader has gone
        return False
    return not (isinstance(sys.stderr, Talk) and sys.stderr.unheard)
