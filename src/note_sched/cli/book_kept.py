"""The rows of a book while it is being made: on disk, so that memory stays flat and whoever is interrupted goes on.

With ``--output`` they are kept beside it, in a file of its name with ``SUFFIX``, until the book is written; each by the
SHA-256 of its document's bytes, for one question of one version of the program. A file that somebody else could have
written is not believed. SQLite keeps what was committed whatever ends the run.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from note_sched.faults import Refusal, in_words

SUFFIX = ".note-sched-book"
_OURS = 0x6E73626B  # "nsbk"
_TABLES = """
CREATE TABLE asked (question TEXT NOT NULL);
CREATE TABLE answers (content TEXT PRIMARY KEY, line TEXT NOT NULL) WITHOUT ROWID;
"""
_OF_THIS_RUN = """
PRAGMA temp_store = FILE;
CREATE TEMP TABLE documents (
  place INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, name TEXT NOT NULL, content TEXT, line TEXT
);
"""
_AT_ONCE = 1_000


class Elsewhere(Exception):
    """Another run is making the same book."""


class Kept:
    """The rows of one book, by place; a document that comes twice is taken once.

    Attributes:
        kept: how many rows are kept, as this run found them, and once it is over as it leaves them.
        is_written: whether the book is: then nothing is kept any more.

    Args:
        output: the file that the book will be written to; None: nothing is kept beyond this run.
        question: all that the answers depend on, beside the documents.

    Raises:
        Refusal: what is kept there is not ours, or cannot be written.
        Elsewhere: another run is making the same book.
    """

    def __init__(self, output: str | None, question: str) -> None:
        self.path = None if output is None else _beside(output)
        import sqlite3  # noqa: PLC0415 (a book alone needs it)

        self.is_written = False
        self._count = 0
        try:
            if self.path is not None:
                _make_sure(self.path)
            self._base = sqlite3.connect(self.path or "", timeout=0)
            self._begin(question)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise Elsewhere from None
            raise Refusal(f"{self.path} cannot be written: {error}", "name another file: --output PATH") from None
        except sqlite3.DatabaseError:
            raise Refusal(f"{self.path} is not what a book left there", "look at it, and remove it") from None
        except OSError as error:
            raise Refusal(f"{self.path} cannot be written: {in_words(error)}", "nothing was written") from None

    def _begin(self, question: str) -> None:
        base = self._base
        base.execute("PRAGMA locking_mode = EXCLUSIVE")
        base.execute("BEGIN EXCLUSIVE")
        (ours,) = base.execute("PRAGMA application_id").fetchone()
        (made,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if made and ours != _OURS:
            raise self._base.DatabaseError
        known = made and base.execute("SELECT question FROM asked").fetchone() == (question,)
        base.commit()
        if not known:  # of another day, another version: of no use
            for (table,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                base.execute(f"DROP TABLE {table}")
            base.executescript(f"PRAGMA application_id = {_OURS};{_TABLES}")
            base.execute("INSERT INTO asked VALUES (?)", (question,))
            base.commit()
        base.executescript(_OF_THIS_RUN)
        (self.kept,) = base.execute("SELECT count(*) FROM answers").fetchone()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._base.commit()
        (self.kept,) = self._base.execute("SELECT count(*) FROM answers").fetchone()
        self._base.close()
        if self.path is not None and (self.is_written or not self.kept):
            os.unlink(self.path)

    def __len__(self) -> int:
        """How many documents the book has."""
        return self._count

    @property
    def has_any(self) -> bool:
        """Whether a later run finds rows."""
        return self.path is not None and self._base.execute("SELECT 1 FROM answers").fetchone() is not None

    def enter(self, path: str, name: str) -> None:
        """Give a document its place, if its file has none yet."""
        row = self._count, path, name
        self._count += self._base.execute("INSERT OR IGNORE INTO documents VALUES (?, ?, ?, NULL, NULL)", row).rowcount

    def documents(self) -> Iterator[tuple[int, str]]:
        """Place and name of every document."""
        last, some = -1, [(0, "")]
        while some:
            query = "SELECT place, name FROM documents WHERE place > ? ORDER BY place LIMIT ?"
            some = self._base.execute(query, (last, _AT_ONCE)).fetchall()
            yield from some
            last = some[-1][0] if some else last

    def found(self, place: int, content: str) -> bool:
        """What the document at a place holds; whether there is a row for it."""
        self._base.execute("UPDATE documents SET content = ? WHERE place = ?", (content, place))
        return self._base.execute("SELECT 1 FROM answers WHERE content = ?", (content,)).fetchone() is not None

    def unread(self, place: int, line: str) -> None:
        """The row of a document that cannot be read."""
        self._base.execute("UPDATE documents SET line = ? WHERE place = ?", (line, place))

    def keep(self, answers: Iterable[tuple[str, str]]) -> None:
        """Rows by the content of their documents; from now on nothing takes them away."""
        self._base.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", answers)
        if self.path is not None:
            self._base.commit()

    def tell(self, content: str, line: str) -> None:
        """The row of a document for this run alone: the next one tries again."""
        self._base.execute("UPDATE documents SET line = ? WHERE content = ?", (line, content))

    def rows(self) -> Iterator[tuple[str, str | None, str]]:
        """Name, content (None: it could not be read) and row of every document, by place."""
        found: Iterator[tuple[str, str | None, str]] = self._base.execute(
            "SELECT name, documents.content, coalesce(documents.line, answers.line) FROM documents "
            "LEFT JOIN answers ON answers.content = documents.content ORDER BY place"
        )
        yield from found


def _beside(output: str) -> str:
    folder, name = os.path.split(os.path.realpath(output))
    return os.path.join(folder, f".{name}{SUFFIX}")


def _make_sure(path: str) -> None:
    """Make the file where there is none; refuse one that others could have written.

    Raises:
        OSError: it cannot be made.
        Refusal: it, or what SQLite keeps beside it, is not ours alone.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    os.close(os.open(path, flags, 0o600))
    for each in (path, f"{path}-journal", f"{path}-wal"):
        try:
            standing = os.lstat(each)
        except FileNotFoundError:
            continue
        alone = os.name == "nt" or (standing.st_uid == os.geteuid() and not standing.st_mode & 0o022)
        if not stat.S_ISREG(standing.st_mode) or not alone:
            raise Refusal(f"{each} could have been written by somebody else", "look at it, and remove it")
