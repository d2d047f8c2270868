"""Where an answer goes: stdout, or a file that is written whole or not at all."""

import os
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

from note_sched.cli.talk import columns_of_terminal, for_eyes, silence
from note_sched.cli.target import Target
from note_sched.faults import Caution, FileLine, Refusal, in_words
from note_sched.pages.page import Page


class Format(StrEnum):
    """How an answer is printed. A command that knows more forms has an enum of its own, with these names first."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class ReportFormat(StrEnum):
    """How a page of everything is printed: for a screen, and for paper."""

    HTML = "html"
    PDF = "pdf"


class BookFormat(StrEnum):
    """How figures that an accountant keeps are printed: as answers are, and as a workbook."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


class PaperFormat(StrEnum):
    """How a paper is printed: as answers are, and in the forms that go to people."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"
    XLSX = "xlsx"


def render(page: Page, form: StrEnum, *, to_file: bool, width: int | None = None, fonts: Sequence[str] = ()) -> bytes:
    """The page in the form asked for; a table is plain unless stdout is a terminal.

    Args:
        page: the page.
        form: the form.
        to_file: whether it goes to a file.
        width: the columns of a table; None: those of the terminal, or of a pipe what ``COLUMNS`` says.
        fonts: files of fonts, for a PDF.

    Raises:
        Refusal: what writes the form is not installed, or a font cannot be used.
    """
    if form == Format.TABLE:
        from note_sched.rendering.terminal import text_page  # noqa: PLC0415 (tables alone need it)

        on_terminal = not to_file and sys.stdout is not None and sys.stdout.isatty()
        seen = columns_of_terminal() if on_terminal else None if to_file else columns_wished()
        return text_page(page, width=width or seen, plain=not on_terminal).encode()
    if form == PaperFormat.HTML:
        from note_sched.rendering.web import web_page  # noqa: PLC0415 (as above)

        return web_page(page).encode()
    if form == PaperFormat.PDF:
        from note_sched.rendering.pdf import paper_in  # noqa: PLC0415 (as above)

        paper = paper_in(page, fonts)
        for text in paper.lacking:
            _no_glyph(text)
        return paper.pdf
    if form == BookFormat.XLSX:
        from note_sched.pages.workbook import page_workbook  # noqa: PLC0415
        from note_sched.rendering.xlsx import xlsx  # noqa: PLC0415 (as above)

        return xlsx(page_workbook(page))
    if form == Format.JSON:
        from note_sched.rendering.json_text import json_page  # noqa: PLC0415 (as above)

        return json_page(page).encode()
    from note_sched.rendering.data import csv_page  # noqa: PLC0415 (as above)

    return csv_page(page).encode()


WIDTH = 100
"""Columns at which sentences are wrapped where no terminal says how many it has."""


def columns(output: str | None) -> int:
    """How wide sentences may be on their way to ``output``, or to stdout where there is none."""
    on_terminal = output in (None, "-") and sys.stdout is not None and sys.stdout.isatty()
    if on_terminal:
        return min(columns_of_terminal(), WIDTH)
    return WIDTH if output not in (None, "-") else columns_wished() or WIDTH


def columns_wished() -> int | None:
    """The columns that ``COLUMNS`` wishes for what goes into a pipe; None where it says nothing that is a number."""
    written = os.environ.get("COLUMNS", "")
    return int(written) if written.isdecimal() and 0 < int(written) <= _MOST_COLUMNS else None


_MOST_COLUMNS = 10_000


@cache
def _no_glyph(text: str) -> None:
    """Say once that no font has some letters of a text."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}\N{HORIZONTAL ELLIPSIS}"
    from note_sched.rendering.shaping import can_shape  # noqa: PLC0415 (few papers need it)

    mend = "name a font that has them (`--font PATH`)" if can_shape() else "`pip install 'note-sched[pdf]'`"
    message = (
        f"no font at hand has all letters of `{shown}`: squares stand there in the PDF, and a note says for what; "
        f"{mend}, or take `--letter html` or `--format html`"
    )
    warn([Caution("no-glyph", message, 0)], "note-sched")


_SHOWN = 60
"""Letters of a text that a warning shows."""


def refuse_missing(form: StrEnum) -> None:
    """Refuse a form before any work is done for it, or anything is written.

    Raises:
        Refusal: what writes it is not installed.
    """
    if form == PaperFormat.PDF:
        from note_sched.rendering.pdf import need_reportlab  # noqa: PLC0415 (as in ``render``)

        need_reportlab()
    if form == BookFormat.XLSX:
        from note_sched.rendering.xlsx import need_xlsxwriter  # noqa: PLC0415 (as above)

        need_xlsxwriter()


def refuse_fonts(form: StrEnum, fonts: Sequence[str] | None) -> None:
    """Refuse ``--font`` where nothing is set in it, or what it names, before any work is done.

    Raises:
        Refusal: the form is no PDF; or a font cannot be used.
    """
    if not fonts:
        return
    if form.value != PaperFormat.PDF:
        raise Refusal("--font is about the letters of a PDF, and none is asked for", "leave it out, or ask for pdf")
    from note_sched.rendering.shaping import named_fonts  # noqa: PLC0415 (as in ``render``)

    named_fonts(fonts)


def refuse_terminal(target: Target[str], what: str) -> None:
    """Keep bytes that are no text from a terminal.

    Raises:
        Refusal: they would go there.
    """
    if target.is_stdout and sys.stdout is not None and sys.stdout.isatty():
        raise Refusal(f"{what} is no text for a terminal", "name a file: --output PATH")


def rendered(page: Page, target: Target[Any], *, width: int | None = None) -> Iterable[bytes]:
    """The page as ``render`` has it, in pieces, in the form and for the place that are asked for.

    Raises:
        Refusal: as ``render``.
    """
    if target.form == Format.JSON:
        from note_sched.rendering.json_text import json_pieces  # noqa: PLC0415 (as in ``render``)

        return (piece.encode() for piece in json_pieces(page))
    return [render(page, target.form, to_file=target.path is not None, width=width, fonts=target.fonts)]


def put(parts: Iterable[bytes], target: Target[str] | None) -> None:
    """Write where an answer goes, or to stdout where nothing is said; always UTF-8 and LF.

    Raises:
        Refusal: it cannot be written, or not there; a file that stood there before still stands.
    """
    if target is not None:
        target.guard()
        if target.path is not None and not target.is_stdout:
            from note_sched.files import write_whole  # noqa: PLC0415 (a file alone needs it)

            write_whole(target.path, parts)
            return
    if sys.stdout is None:  # closed: `>&-`
        raise Refusal("there is no standard output to write to", "name a file: --output PATH")
    try:
        sys.stdout.flush()
        if not hasattr(sys.stdout, "buffer"):  # redirected by a caller from Python, to something that takes text
            sys.stdout.write(b"".join(parts).decode())
            return
        sys.stdout.buffer.writelines(parts)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader (head, less) has seen enough; what the exit status says still stands
        silence(sys.stdout)
    except OSError as error:
        silence(sys.stdout)
        raise Refusal(f"standard output cannot be written: {in_words(error)}") from None


def warn(cautions: Iterable[Caution], name: str, added: Sequence[str] = ()) -> None:
    """Warnings to stderr, each with its line; about an event of ``--add``, with what was added."""
    lines = []
    for caution in cautions:
        place = f"{name}:{caution.line}" if caution.line else name
        if caution.line < 0 or isinstance(caution.line, FileLine):
            from note_sched.rendering.excerpt import cite  # noqa: PLC0415 (what is no line of the document needs it)

            place = cite(name, caution.line, added)
        lines.append(f"{place}: warning: {caution.message} [{caution.name}]\n")
    sys.stderr.write(for_eyes("".join(lines)))
    sys.stderr.flush()
