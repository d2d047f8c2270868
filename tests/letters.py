"""Payoff letters as tests read them."""

from pathlib import Path

from notes import day
from pages import lines

from note_sched.document.load import load
from note_sched.reports.letter.letter import Origin, Wish, letter
from note_sched.reports.letter.payoff_days import quotation

SAMPLES = Path(__file__).parents[1] / "samples"
ORIGIN = Origin("20090615-0123ABCD", "0" * 64, "0.0.0", "note-sched payoff it.yaml --letter text")


def sample(name):
    """A sample as a document."""
    return load((SAMPLES / f"{name}.yaml").read_bytes())


def quoted(document, first, last=None, holder=None):
    """The quotes of a range of days."""
    return quotation(document, day(first), day(last or first), holder)


def page_of(document, first, last=None, holder=None, *, show_account=False):
    """A letter as a page."""
    return letter(document, Wish(day(first), day(last or first), holder, show_account), ORIGIN)[0]


def letter_lines(*asked, **options):
    """The lines of a letter in plain text, runs of blanks taken as one."""
    return lines(page_of(*asked, **options))


def prose(*asked, **options):
    """A letter as one line, so that sentences are found wherever they were broken; a box leaves no bars."""
    return " ".join(line.removeprefix("| ").removeprefix("|") for line in letter_lines(*asked, **options))


def below(found, title):
    """The lines of a table or section up to the next blank line."""
    rest = found[found.index(title) + 1 :]
    return rest[: rest.index("")] if "" in rest else rest
