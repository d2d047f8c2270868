"""Statements as files in a folder: written once, never over one another, the same again on every later run.

What a paper says in figures decides. The same figures: nothing is written. Other figures: a restatement beside it,
``2009-03-alder-r1.html``, with what differs and why. Files that were changed by hand, or that are not ours, stay.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import typer

from note_sched.cli.exits import Exit
from note_sched.cli.issued import ASIDE, Record, Version, hash_of
from note_sched.cli.locking import Busy, locked
from note_sched.cli.opening import Opened
from note_sched.cli.output import Format, PaperFormat, put, refuse_missing, render, warn, write_whole
from note_sched.cli.progress import progress
from note_sched.document.changes import facts
from note_sched.document.model import Document
from note_sched.faults import Refusal
from note_sched.measure.months import Month
from note_sched.rendering.figures import write_words
from note_sched.reports.page import Page
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
_ENDINGS = {PaperFormat.TABLE.value: "txt"}


PENDING = ""
"""Stands on the record in the place of a file's hash while the file is still to be written."""


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
        Refusal: something stands there that is not ours, the folder cannot be written to, or what writes that format
            is not installed.
    """
    refuse_missing(form)
    try:
        os.makedirs(os.path.join(folder, ASIDE), exist_ok=True)
        with locked(os.path.join(folder, ASIDE, "lock")):
            wanted = [each.holder.id for each in chosen] + ([CONTROL] if everyone else [])
            return _Issue(of, opened, form, folder).run(wanted, everyone=everyone)
    except Busy:
        typer.echo(
            f"note-sched: another run is writing statements to {folder}\n  hint: try again when it is over", err=True
        )
        return Exit.BUSY
    except OSError as error:
        raise Refusal(f"{folder} cannot be used: {error.strerror}", "nothing was written") from None


class _Issue:
    """One run over a folder whose lock is held."""

    def __init__(self, of: Statements, opened: Opened, form: PaperFormat, folder: str) -> None:
        self._of = of
        self._opened = opened
        self._form = form
        self._folder = folder
        self._record = Record(folder, of.month)
        self._facts = facts(opened.document)
        self._known = None if of.known is None else str(of.known)
        self._figures = all_figures(of)
        self._by_holder = {each.holder.id: each for each in of.statements}
        self._stems: dict[str, str] = {}  # in small letters, for some file systems tell no others
        for paper, versions in self._record.papers.items():
            self._stems |= {each.stem.casefold(): paper for each in versions}
        for holder in opened.document.holders:
            self._stems.setdefault(_stem_of(of.month, holder.id).casefold(), holder.id)
        self._restated: list[tuple[str, Version]] = []
        self._withdrawn: list[Version] = []
        self._edited: list[str] = []

    def run(self, wanted: Sequence[str], *, everyone: bool) -> Exit:
        """Plan everything, refuse before anything is written, write; the record knows before and after."""
        if wanted == [CONTROL] and not self._record.papers:
            wanted = []  # all was paid long ago: no sheet every month to say that there is nothing to say
        gone = [paper for paper in self._record.papers if everyone and paper not in wanted]
        changed = [paper for paper in wanted if self._is_new_or_differs(paper)]
        self._versions(changed, gone)
        planned = [each for paper in wanted for each in self._missing(paper)]
        self._record.write()
        failed = []
        for each in progress(planned, f"Statements of {self._of.month}", len(planned)):
            refusal = self._write(each)
            if refusal is not None:
                failed.append(f"{each.name}: {refusal.what}")
        self._record.write()
        return self._tell(planned, failed)

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
            versions.append(Version(self._stem(paper, len(versions)), self._known, document, figures))
            if not figures:
                self._withdrawn.append(versions[-1])
        for before, papers in restated.items():
            found = causes(self._opened.document, self._record.documents[before], papers, self._again)
            for paper, words in found.items():
                version = self._record.papers[paper][-1]
                version.causes = words
                self._restated.append((paper, version))

    def _was_issued(self, version: Version) -> bool:
        """Whether a file of it was ever written, if only in a run that was interrupted; a withdrawal has none."""
        if not version.figures or any(version.files.values()):
            return True
        names = (f"{version.stem}.{_ENDINGS.get(form, form)}" for form in version.files)
        return any(self._content_of(each) is not None for each in names)

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
            Refusal: another file has its name.
        """
        versions = self._record.papers.get(paper)
        if not versions or not (versions[-1].figures or paper == CONTROL):
            return
        version = versions[-1]
        name = f"{version.stem}.{_ENDINGS.get(self._form.value, self._form.value)}"
        standing = self._content_of(name)
        recorded = version.files.get(self._form.value)
        if standing is None:
            version.files[self._form.value] = PENDING
            yield _Planned(paper, version, name)
        elif recorded != hash_of(standing):
            self._judge(paper, version, name, standing)

    def _judge(self, paper: str, version: Version, name: str, standing: bytes) -> None:
        """A file stands there that the record does not know, or not so: the same that would be written is ours."""
        recorded = version.files.get(self._form.value)
        if not recorded and self._content(paper) == standing:
            version.files[self._form.value] = hash_of(standing)
        elif recorded is None:
            raise Refusal(
                f"{os.path.join(self._folder, name)} stands there, and {self._record.path} does not know of it",
                "nothing was written: move it away, or restore the record from a backup",
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

    def _content_of(self, name: str) -> bytes | None:
        try:
            with open(os.path.join(self._folder, name), "rb") as file:
                return file.read()
        except (FileNotFoundError, IsADirectoryError):  # a folder of that name: writing will say so, of it alone
            return None

    def _write(self, planned: _Planned) -> Refusal | None:
        """Write a file; one that cannot be written does not keep the others from it, and the next run tries again."""
        content = self._content(planned.paper)
        try:
            write_whole(os.path.join(self._folder, planned.name), [content])
        except Refusal as refusal:
            return refusal
        planned.version.files[self._form.value] = hash_of(content)
        return None

    def _tell(self, planned: Sequence[_Planned], failed: Sequence[str]) -> Exit:
        """What was done, to stderr; the control sheet to stdout where something was written; else silence."""
        for line in self._talk(planned, failed):
            typer.echo(line, err=True)
        if planned or self._withdrawn:
            put([render(brief_control_page(self._of), Format.TABLE, to_file=False)], None)
            warn(self._of.run.cautions, self._opened.name)
        if failed:
            return Exit.REFUSED
        return Exit.FINDINGS if self._edited else Exit.DONE

    def _talk(self, planned: Sequence[_Planned], failed: Sequence[str]) -> Iterator[str]:
        for _, version in self._restated:
            yield f"{version.stem}: RESTATED, because of: {write_words('; '.join(version.causes))}"
        for version in self._withdrawn:
            yield f"{version.stem.rpartition('-r')[0]}: WITHDRAWN, there is nothing to state any more; the file stays"
        for name in self._edited:
            yield f"{name}: was changed after it was issued, and stays as it is"
        for line in failed:
            yield f"note-sched: NOT WRITTEN: {line}; the next run will try again"
        written = [each.name for each in planned if not any(line.startswith(f"{each.name}: ") for line in failed)]
        if written and len(written) <= _MOST_LISTED:
            yield from (f"written: {os.path.join(self._folder, name)}" for name in written)
        elif written:
            yield f"written: {len(written)} files to {self._folder}, the first {written[0]}, the last {written[-1]}"
        elif not (failed or self._edited or self._withdrawn) and sys.stderr is not None and sys.stderr.isatty():
            standing = f"all statements stand in {self._folder} as they were issued"
            yield f"{self._of.month}: nothing to do, {standing if self._of.statements else 'nothing was owed in it'}"
