"""Where a payoff letter says to pay: the document's instructions, account numbers masked unless asked for."""

from collections.abc import Mapping

from note_sched.document.masking import masked
from note_sched.pages.page import Column, Kind, Prose, Table

ROWS = (Column("label", Kind.TEXT, "What"), Column("text", Kind.TEXT, "As the record has it"))


def instructions(written: str | Mapping[str, str], *, show: bool) -> Table | Prose:
    """The instructions as they were written, masked unless they are to be shown: labels as a table, a text as prose."""
    hide = (lambda text: text) if show else masked
    if isinstance(written, Mapping):
        rows = [tuple("; ".join(_lines(hide(text))) for text in pair) for pair in written.items()]
        return Table(ROWS, rows, title="Where to pay")
    return Prose(_lines(hide(written)), "Where to pay")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
