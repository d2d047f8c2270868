"""The files beside a document, which it may name: read once, and remembered for whoever asks what was read.

A document names what stands in its folder or below it, and nothing else: one that comes by mail reads no file of the
machine that it comes to. A link in the folder is its owner's own doing, and is followed.
"""

import os
import stat
from collections.abc import Mapping

from note_sched.faults import Refusal, in_words
from note_sched.record import Record

_WORKBOOK = b"PK\x03\x04"


class File(Record, frozen=True):
    """A file by the name that the document has for it; ``stood``: its device and number (``cli.target``)."""

    name: str
    raw: bytes
    stood: tuple[int, int]

    @property
    def is_workbook(self) -> bool:
        """Whether its bytes are those of an .xlsx file, or another archive."""
        return self.raw.startswith(_WORKBOOK)


class Folder:
    """Where a document stands; "" is the current folder, as for one from standard input."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.files: dict[str, File] = {}

    def read(self, name: str) -> File:
        """A file of the folder.

        Raises:
            Refusal: it is outside, or no file, or cannot be read; ``what`` goes on from its name.
        """
        if name not in self.files:
            self.files[name] = self._read(name)
        return self.files[name]

    def place(self, name: str) -> str:
        """Where a file is.

        Raises:
            Refusal: it is not in the folder.
        """
        parts = name.replace("\\", "/").split("/")
        if os.path.isabs(name) or os.path.splitdrive(name)[0] or ".." in parts or name.startswith("\\"):
            raise Refusal("is not in the document's folder", "a file beside the document, or in a folder below it")
        return os.path.join(self.path, name)

    def _read(self, name: str) -> File:
        path = self.place(name)
        try:
            if not stat.S_ISREG(os.stat(path).st_mode):
                raise Refusal("is no file that can be read", "a file beside the document")
            with open(path, "rb") as file:
                status = os.fstat(file.fileno())
                return File(name, file.read(), (status.st_dev, status.st_ino))
        except FileNotFoundError:
            where = "the document's folder" if self.path else "the current folder, or in the document's"
            raise Refusal("is not there", f"a file in {where}") from None
        except (OSError, ValueError) as error:  # a NUL in the name is a ValueError
            why = in_words(error) if isinstance(error, OSError) else str(error)
            raise Refusal(f"cannot be read: {why}", "a file that may be read") from None


class Carried(Folder):
    """A folder far away: the files that a document names in it, read there; or what kept them from being read."""

    def __init__(self, files: Mapping[str, bytes | Refusal]) -> None:
        super().__init__("")
        self._carried = files

    def _read(self, name: str) -> File:
        found = self._carried[name]
        if isinstance(found, Refusal):
            raise found
        return File(name, found, (0, 0))


class Anywhere(Folder):
    """Files that the user names, who may name any."""

    def place(self, name: str) -> str:
        """The name as it is."""
        return name
