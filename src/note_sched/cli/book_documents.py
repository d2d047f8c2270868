"""Which documents a book is made of: files, folders with all that is in them, and lists of names."""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from note_sched.faults import Refusal, in_words

_ENDINGS = (".yaml", ".yml")


def named(paths: Sequence[str]) -> Iterator[str]:
    """The files that ``PATH...`` names, in its order; those of a folder by their names, with those of its folders.

    ``@FILE`` is a list, a name a line, from where the program runs; ``@-`` is read from standard input. What begins
    with a point, in a folder, is nobody's document.

    Raises:
        Refusal: a list or a folder cannot be read.
    """
    for path in paths:
        if path.startswith("@"):
            for line in _listed(path[1:]):
                yield from _under(line)
        else:
            yield from _under(path)


def _listed(path: str) -> Iterator[str]:
    if path == "-":
        if sys.stdin is None:  # closed: `<&-`
            raise Refusal("there is no standard input to read a list from", "name a file: @FILE")
        yield from _names(sys.stdin.buffer)
        return
    try:
        with open(path, "rb") as lines:
            yield from _names(lines)
    except OSError as error:
        raise Refusal(f"the list {path} cannot be read: {in_words(error)}", "@FILE names one, a name a line") from None


def _names(lines: Iterable[bytes]) -> Iterator[str]:
    for line in lines:
        name = line.rstrip(b"\r\n")
        if name:
            yield os.fsdecode(name)


def _under(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
        return
    for folder, folders, files in os.walk(path, onerror=_refuse):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(files):
            if name.endswith(_ENDINGS) and not name.startswith("."):
                yield os.path.join(folder, name)


def _refuse(error: OSError) -> None:
    raise Refusal(f"the folder {error.filename} cannot be read: {in_words(error)}") from None


class Found(NamedTuple):
    """A document as it travels: its bytes, and those of the files that it names, or why they cannot be read.

    ``content``: the SHA-256 of all that; where it names no file, of its own bytes.
    """

    content: str
    raw: bytes
    files: Mapping[str, bytes | Refusal]


def read(path: str) -> Found | str:
    """What a file holds; or in words why it cannot be read."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                return "it is no file"
            raw = file.read()
    except FileNotFoundError:
        return "there is no such file"
    except OSError as error:
        return f"it cannot be read: {in_words(error)}"
    files = dict(_files_of(raw, os.path.dirname(path))) if b"file" in raw else {}
    digest = sha256(raw)
    for name, held in files.items():
        digest.update(repr((name, sha256(held).hexdigest() if isinstance(held, bytes) else held.args)).encode())
    return Found(digest.hexdigest(), raw, files)


def _files_of(raw: bytes, path: str) -> Iterator[tuple[str, bytes | Refusal]]:
    """The files that a document names, in its folder."""
    from note_sched.document.named_files import payments_of, register_of  # noqa: PLC0415 (few documents name a file)
    from note_sched.document.source import read_source  # noqa: PLC0415
    from note_sched.intake.files_beside import Folder  # noqa: PLC0415

    root, folder = read_source(raw).root, Folder(path)
    for node in (register_of(root), *payments_of(root)):
        name = None if node is None else node.get("file")
        if isinstance(name, str):
            try:
                yield name, folder.read(name).raw
            except Refusal as refusal:
                yield name, refusal


def place(path: str) -> str:
    """What tells a file from every other, whatever it is called: a Note must not count twice."""
    return os.path.realpath(path)
