"""Where an answer goes: stdout, or a file that is written whole or not at all."""

import sys
from collections.abc import Iterable, Sequence
from enum import Enum

from note_sched.faults import Caution, Refusal
from note_sched.reports.page import Page


class Format(str, Enum):
    """How an answer is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


def render(page: Page, form: Format, *, to_file: bool) -> str:
    """The page as text, in the form asked for; a table is plain unless stdout is a terminal."""
    if form is Format.TABLE:
        from note_sched.rendering.terminal import text_page  # noqa: PLC0415 (tables alone need it)

        return text_page(page, terminal=not to_file and sys.stdout.isatty())
    from note_sched.rendering.data import csv_page, json_page  # noqa: PLC0415 (machine outputs alone need it)

    return csv_page(page) if form is Format.CSV else json_page(page)


def put(parts: Sequence[bytes], output: str | None) -> None:
    """Write to ``output``, or to stdout where there is none; always UTF-8 and LF.

    Raises:
        Refusal: the file cannot be written; what stood there before still stands.
    """
    if output is not None:
        write_whole(output, parts)
        return
    sys.stdout.flush()
    sys.stdout.buffer.writelines(parts)
    sys.stdout.buffer.flush()


def write_whole(path: str, parts: Sequence[bytes]) -> None:
    """Write a file atomically: beside it first, then in its place.

    Raises:
        Refusal: it cannot be written.
    """
    import os  # noqa: PLC0415 (files alone need it)

    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}.{os.getpid()}.part")  # noqa: PTH118 (as in ``opening.read``)
    try:
        try:
            with open(beside, "wb") as part:  # noqa: PTH123
                part.writelines(parts)
                part.flush()
                os.fsync(part.fileno())
            os.replace(beside, path)  # noqa: PTH105
        finally:
            if os.path.exists(beside):  # noqa: PTH110
                os.unlink(beside)  # noqa: PTH108
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}", "nothing was written") from None


def warn(cautions: Iterable[Caution], name: str) -> None:
    """Warnings to stderr, each with its line."""
    lines = []
    for caution in cautions:
        place = f"{name}:{caution.line}" if caution.line else name
        lines.append(f"{place}: warning: {caution.message} [{caution.code}]\n")
    sys.stderr.write("".join(lines))
