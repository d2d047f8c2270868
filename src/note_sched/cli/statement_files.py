"""``statement --output-dir``: statements as files in a folder, and what is told of them; ``issuing`` keeps them."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from note_sched.cli.exits import Exit
from note_sched.cli.opening import Opened
from note_sched.cli.output import Format, PaperFormat, put, refuse_missing, render, warn
from note_sched.cli.progress import progress
from note_sched.cli.talk import Talk, for_eyes, say
from note_sched.cli.target import Target
from note_sched.faults import Caution, Refusal
from note_sched.issuing.differing import Differing, differing, issued_of, months_issued
from note_sched.issuing.folder import Issue, Making, Planned, issue
from note_sched.issuing.locking import Busy
from note_sched.measure.money import write_sum
from note_sched.measure.months import Month
from note_sched.pages.page import Page
from note_sched.rendering.values_in_words import write_words
from note_sched.reports.statements.restatement import CONTROL
from note_sched.reports.statements.statement import Statement, Statements, statements
from note_sched.reports.statements.statement_page import brief_control_page
from note_sched.reports.telling.wording import Names

_MOST_LISTED = 40


def issue_months(
    named: Sequence[Month] | None,
    opened: Opened,
    target: Target[PaperFormat],
    folder: str,
    holders: Sequence[str],
    *,
    restate: bool,
) -> Exit:
    """Issue months, and tell of others that stand in the folder and would be stated otherwise now.

    Args:
        named: the months; None: all that stand in the folder.
        opened: the document.
        target: in which format, and fonts, they are written.
        folder: where they stand.
        holders: whose statements; without one all, and the control sheets.
        restate: whether those others are issued anew.

    Returns:
        the exit status, the worst of all.

    Raises:
        Refusal: as ``issue_files``; or nothing stands there.
    """
    refuse_missing(target.form)
    months = months_issued(folder) if named is None else list(named)
    if not months:
        raise Refusal(f"nothing was issued into {folder}", "name a month: --month 2009-03")
    known, heard = opened.known, set[Caution]()
    worst = Exit.DONE
    for month in months:
        of = statements(opened.document, month, known)
        worst = worse(worst, _issue_standing(of, opened, target, folder, holders, heard, anew=named is not None))
    others = () if worst is Exit.BUSY else differing(opened.document, known, folder, months, holders)
    for each in others:
        if restate and not each.why:
            of = statements(opened.document, each.month, known)
            worst = worse(worst, _issue_standing(of, opened, target, folder, holders, heard, anew=False))
        else:
            _said(_of_another(each, Names(opened.document)))
            worst = worse(worst, Exit.FINDINGS)
    return worst


def worse(one: Exit, other: Exit) -> Exit:
    """The worse of two statuses: what was not done is worse than what was found."""
    order = (Exit.DONE, Exit.FINDINGS, Exit.REFUSED, Exit.BUSY)
    return max(one, other, key=order.index)


def _issue_standing(  # noqa: PLR0913 (what decides of a month)
    of: Statements,
    opened: Opened,
    target: Target[PaperFormat],
    folder: str,
    holders: Sequence[str],
    heard: set[Caution],
    *,
    anew: bool,
) -> Exit:
    """Issue a month; ``anew``: whether papers may be issued that do not stand there; ``heard``: warnings told."""
    everyone, wanted = not holders, set(holders)
    if not anew:
        standing = issued_of(folder, of.month)
        everyone = everyone and standing.everyone
        wanted = wanted & set(standing.holders) if holders else set(standing.holders)
    chosen = [each for each in of.statements if everyone or each.holder.id in wanted]
    return issue_files(of, chosen, opened, target, folder, heard, everyone=everyone)


def _of_another(each: Differing, names: Names) -> Iterator[str]:
    """That a month, which was issued, would be stated otherwise now."""
    if each.why:
        yield f"{each.month}: was issued, and cannot be compared with what the document says now: {each.why}"
        return
    whose = names.holders(paper for paper in each.papers if paper != CONTROL)
    papers = [f"statements: {whose}"] if any(paper != CONTROL for paper in each.papers) else []
    papers += ["control sheet"] if CONTROL in each.papers else []
    yield f"{each.month}: DIFFERS now from what was issued ({'; '.join(papers)}); --restate issues it anew"


def issue_files(  # noqa: PLR0913 (what decides of a month)
    of: Statements,
    chosen: Sequence[Statement],
    opened: Opened,
    target: Target[PaperFormat],
    folder: str,
    heard: set[Caution],
    *,
    everyone: bool,
) -> Exit:
    """Write what is not written yet, and tell it; returns the exit status.

    Args:
        of: the statements of the month.
        chosen: those to issue; with ``everyone`` all of them, and the control sheet.
        opened: the document.
        target: in which format, and fonts, they are written.
        folder: where they stand; made if there is none.
        heard: the warnings that were told; those of this month join them.
        everyone: whether no Holder was chosen.

    Raises:
        Refusal: something stands there that is not ours, the folder is another Note's or cannot be written to, or what
            writes that format is not installed.
    """
    refuse_missing(target.form)

    def paper(page: Page, shown: Sequence[Statement]) -> bytes:
        if target.form != PaperFormat.XLSX:
            return render(page, target.form, to_file=True, fonts=target.fonts)
        from note_sched.cli.workbooks import statement_book

        return statement_book(opened, of, shown, page)

    def watched(planned: Sequence[Planned]) -> Iterable[Planned]:
        return progress(planned, f"Statements of {of.month}", len(planned))

    try:
        with issue(of, chosen, Making(target.form.value, paper, watched), folder, everyone=everyone) as issued:
            return _tell(of, issued, opened, folder, heard)
    except Busy:
        say(
            f"note-sched: another run is writing statements to {folder}\n  hint: try again when it is over",
        )
        return Exit.BUSY


def _tell(of: Statements, issued: Issue, opened: Opened, folder: str, heard: set[Caution]) -> Exit:
    """What was done, to stderr; the control sheet to stdout where something is new; else silence.

    Whoever was to be told was, before the record says so; and what is told of outlasts a power failure.
    """
    if _said(_talk(of, issued, folder)):
        issued.remember_told()
    if issued.new or issued.written:
        put([render(brief_control_page(of), Format.TABLE, to_file=False)], None)
        warn([each for each in of.run.cautions if each not in heard], opened.name)
        heard.update(of.run.cautions)
    if issued.failed:
        return Exit.REFUSED
    return Exit.DONE if of.control.agrees and not issued.edited else Exit.FINDINGS


def _talk(of: Statements, issued: Issue, folder: str) -> Iterator[str]:
    for version in issued.new:
        if not version.figures:
            stem = version.stem.rpartition("-r")[0]
            yield f"{stem}: WITHDRAWN, there is nothing to state any more; the file stays"
        elif version.causes:
            yield f"{version.stem}: RESTATED, because of: {write_words('; '.join(version.causes))}"
    if not of.control.agrees:
        yield disagreement(of)
    for name in issued.edited:
        yield f"{name}: was changed after it was issued, and stays as it is"
    for name, why in issued.failed.items():
        yield f"note-sched: NOT WRITTEN: {name}: {why}; the next run will try again"
    yield from _listed("written", issued.written, folder)
    told = {*issued.failed, *issued.written, *issued.edited}
    before = [name for each in issued.new if each.figures for name in each.names() if name not in told]
    yield from _listed("written by a run that was interrupted", before, folder)
    if not (issued.new or issued.written or issued.failed or issued.edited) and _on_terminal():
        standing = f"all statements stand in {folder} as they were issued"
        yield f"{of.month}: nothing to do, {standing if of.statements else 'nothing was owed in it'}"


def _listed(what: str, names: Sequence[str], folder: str) -> Iterator[str]:
    if len(names) <= _MOST_LISTED:
        yield from (f"{what}: {os.path.join(folder, name)}" for name in names)
    else:
        yield f"{what}: {len(names)} files to {folder}, the first {names[0]}, the last {names[-1]}"


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
            say(for_eyes(line))
        sys.stderr.flush()
    except (OSError, AttributeError, ValueError):  # of a caller from Python: closed, or its reader has gone
        return False
    return not (isinstance(sys.stderr, Talk) and sys.stderr.unheard)
