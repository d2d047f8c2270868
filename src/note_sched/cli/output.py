"""Where an answer goes: stdout, or a file that is written whole or not at all."""

import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache
from shutil import get_terminal_size
from typing import TextIO

from note_sched.faults import Caution, Refusal
from note_sched.reports.page import Page


class Format(StrEnum):
    """How an answer is printed. A command that knows more forms has an enum of its own, with these names first."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


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


def render(page: Page, form: StrEnum, *, to_file: bool) -> bytes:
    """The page in the form asked for; a table is plain unless stdout is a terminal."""
    if form == Format.TABLE:
        from note_sched.rendering.terminal import text_page  # noqa: PLC0415 (tables alone need it)

        on_terminal = not to_file and sys.stdout is not None and sys.stdout.isatty()
        return text_page(page, width=get_terminal_size().columns if on_terminal else None).encode()
    if form == PaperFormat.HTML:
        from note_sched.rendering.web import web_page  # noqa: PLC0415 (as above)

        return web_page(page).encode()
    if form == PaperFormat.PDF:
        from note_sched.rendering.fonts import unwritable  # noqa: PLC0415 (as above)
        from note_sched.rendering.paper import paper_page  # noqa: PLC0415

        paper = paper_page(page)
        for text in unwritable(page):
            _no_glyph(text)
        return paper
    if form == BookFormat.XLSX:
        from note_sched.rendering.workbook import xlsx  # noqa: PLC0415 (as above)
        from note_sched.reports.books.workbook import page_workbook  # noqa: PLC0415

        return xlsx(page_workbook(page))
    from note_sched.rendering.data import csv_page, json_page  # noqa: PLC0415 (machine outputs alone need it)

    return (csv_page(page) if form == Format.CSV else json_page(page)).encode()


WIDTH = 100
"""Columns at which sentences are wrapped where no terminal says how many it has."""


def columns(output: str | None) -> int:
    """How wide sentences may be on their way to ``output``, or to stdout where there is none."""
    on_terminal = output in (None, "-") and sys.stdout is not None and sys.stdout.isatty()
    return min(get_terminal_size().columns, WIDTH) if on_terminal else WIDTH


@cache
def _no_glyph(text: str) -> None:
    """Say once that the type of PDFs lacks letters of a text, which stand there as their numbers."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}\N{HORIZONTAL ELLIPSIS}"
    message = (
        f"the type of PDFs lacks letters of `{shown}`: they stand there as their numbers; `--letter html` and "
        "`--format html` show them"
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
        from note_sched.rendering.paper import need_reportlab  # noqa: PLC0415 (as in ``render``)

        need_reportlab()
    if form == BookFormat.XLSX:
        from note_sched.rendering.workbook import need_xlsxwriter  # noqa: PLC0415 (as above)

        need_xlsxwriter()


def refuse_terminal(output: str | None, what: str) -> None:
    """Keep bytes that are no text from a terminal.

    Raises:
        Refusal: they would go there.
    """
    if output in (None, "-") and sys.stdout is not None and sys.stdout.isatty():
        raise Refusal(f"{what} is no text for a terminal", "name a file: --output PATH")


def put(parts: Sequence[bytes], output: str | None) -> None:
    """Write to ``output``, or to stdout where there is none or it is ``-``; always UTF-8 and LF.

    Raises:
        Refusal: it cannot be written; a file that stood there before still stands.
    """
    if output is not None and output != "-":
        write_whole(output, parts)
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
        _silence(sys.stdout)
    except OSError as error:
        _silence(sys.stdout)
        raise Refusal(f"standard output cannot be written: {error.strerror}") from None


def _silence(stream: TextIO) -> None:
    """Let what is still in a stream's buffer go nowhere, instead of failing once more at the end."""
    import os  # noqa: PLC0415 (as in ``write_whole``)

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def write_whole(path: str, parts: Sequence[bytes]) -> None:
    """Write a file atomically: beside it first, then in its place; a device or a pipe is written to as it is.

    A link stays a link, and a file keeps its permissions: an answer may be nobody else's business.

    Raises:
        Refusal: it cannot be written.
    """
    import os  # noqa: PLC0415 (files alone need it)
    import stat  # noqa: PLC0415

    try:
        target = os.path.realpath(path) if path else path
        mode = os.stat(target).st_mode if os.path.exists(target) else None  # noqa: PTH110, PTH116 (as in ``opening.read``)
        if mode is None or stat.S_ISREG(mode) or stat.S_ISDIR(mode):
            _replace(target, parts, mode)
        else:
            with open(target, "wb") as device:  # noqa: PTH123
                device.writelines(parts)
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}", "nothing was written") from None


def _replace(path: str, parts: Sequence[bytes], mode: int | None) -> None:
    import os  # noqa: PLC0415

    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}.{os.getpid()}.part")  # noqa: PTH118
    try:
        with open(beside, "wb") as part:  # noqa: PTH123
            if mode is not None:
                os.chmod(beside, mode & 0o777)  # noqa: PTH101
            part.writelines(parts)
            part.flush()
            os.fsync(part.fileno())
        os.replace(beside, path)  # noqa: PTH105
    finally:
        if os.path.exists(beside):  # noqa: PTH110
            os.unlink(beside)  # noqa: PTH108


def warn(cautions: Iterable[Caution], name: str, added: Sequence[str] = ()) -> None:
    """Warnings to stderr, each with its line; about an event of ``--add``, with what was added."""
    lines = []
    for caution in cautions:
        place = f"{name}:{caution.line}" if caution.line else name
        if caution.line < 0:
            from note_sched.rendering.excerpt import cite  # noqa: PLC0415 (`--add` alone needs it)

            place = cite(name, caution.line, added)
        lines.append(f"{place}: warning: {caution.message} [{caution.code}]\n")
    try:
        sys.stderr.write("".join(lines))
        sys.stderr.flush()
    except BrokenPipeError:
        _silence(sys.stderr)
