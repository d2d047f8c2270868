"""What every command does around its own work: refuse what cannot be met, ask a day, print answer and warnings."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from note_sched.cli.opening import Opened, refuse, report
from note_sched.cli.output import BookFormat, PaperFormat, put, refuse_terminal, rendered, warn
from note_sched.cli.target import Target
from note_sched.faults import Faulty, Refusal

if TYPE_CHECKING:
    from note_sched.pages.page import Page
    from note_sched.simulation.outcome import Run


@contextmanager
def answering(opened: Opened | None) -> Iterator[None]:
    """Turn what can go wrong after loading into its message and exit 2."""
    try:
        yield
    except Faulty as faulty:
        if opened is None:
            raise
        report(faulty, opened.name, opened.raw, opened.added)
    except Refusal as refusal:
        refuse(refusal)


def answer(page: "Page", run: "Run", opened: Opened, target: Target[Any], width: int | None = None) -> None:
    """Print a page, or write it where it is to go; then the warnings of its run."""
    if target.form in (PaperFormat.PDF, BookFormat.XLSX):
        refuse_terminal(target, f"a {target.form} file")
    put(rendered(supposing(page, opened), target, width=width), target)
    warn(run.cautions, opened.name, opened.added)


def supposing(page: "Page", opened: Opened) -> "Page":
    """The page with the events of ``--add`` in its head: what rests on a supposition says so, wherever it is pasted."""
    if not opened.added:
        return page
    from note_sched.pages.page import Line  # noqa: PLC0415 (`--add` alone needs it)

    told = [Line("" if at else "Supposed", f"{each} (--add)") for at, each in enumerate(opened.added)]
    return page._replace(head=[*page.head, *told])
