"""How a file gets written: beside its place first, then in it; what is no file is written to as it stands.

A name in a folder is somebody's: the file beside has a random name that nobody can have planted, is made with the
permissions that it will keep, and is gone again whatever ends the run. Only a run that is killed leaves it behind,
under a name that ``clear_leftovers`` knows.
"""

import errno
import os
import re
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress

from note_sched.faults import Refusal, in_words

_LEFT_BEHIND = re.compile(
    r"\.note-sched-[0-9a-f]{16}\.part|\.(?:\d{4}-\d\d[-_.][\w.-]+|note\.json)\.\d+\.part", re.ASCII
)
"""The second kind, a statement's or a record's name and a process, is from before names were random."""

_DESCRIPTORS = r"/dev/fd|/proc/\d+(?:/task/\d+)?/fd"
_MOST_LINKS = 40
_NO_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM})
"""What a file system says that cannot make a folder last, or does not let everybody."""


def write_whole(path: str, parts: Iterable[bytes], *, settled: bool = True) -> None:
    """Write a file whole or not at all.

    Args:
        path: the file.
        parts: what it holds.
        settled: whether its name must outlast a power failure at once; who writes many files into a folder says no,
            and calls ``settle`` once, before anything is told.

    Raises:
        Refusal: it cannot be written.
    """
    try:
        write(path, parts)
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {in_words(error)}", "nothing was written") from None
    if settled and descriptor_of(path) is None:
        settle(os.path.dirname(behind_links(path)), path)


def settle(folder: str, written: str) -> None:
    """Make the names in a folder outlast a power failure: once, behind the last rename, before anything is told.

    Args:
        folder: where they stand.
        written: what was written there, to say of it what is the matter.

    Raises:
        Refusal: it is not known whether they will.
    """
    try:
        sync(folder)
    except OSError as error:
        what = f"{written} is written, but may be lost in a power failure: {in_words(error)}"
        raise Refusal(what, "look at the disk, and run the command once more") from None


def write(path: str, parts: Iterable[bytes]) -> None:
    """Write a file whole or not at all; a device, a pipe or a descriptor of ours is written to as it is.

    A link stays a link; a file keeps its permissions, and its owner and group where that may be.

    Raises:
        OSError: it cannot be written; a file that stood there before still stands.
    """
    descriptor = descriptor_of(path)
    standing = None if descriptor is not None else standing_at(path)
    if descriptor is None and (standing is None or stat.S_ISREG(standing.st_mode) or stat.S_ISDIR(standing.st_mode)):
        _replace(behind_links(path), parts, standing)
        return
    try:
        with open(path if descriptor is None else descriptor, "wb", closefd=descriptor is None) as stream:
            stream.writelines(parts)
    except BrokenPipeError:  # the reader has seen enough, as on stdout
        return


def behind_links(path: str) -> str:
    """The file that a path leads to; what is no link stays as it is named, where its folder may be out of sight."""
    return os.path.realpath(path) if os.path.islink(path) else path


def standing_at(path: str) -> os.stat_result | None:
    """What stands at a path, behind links; None where nothing does.

    Raises:
        OSError: it cannot be known (links that lead to themselves, a folder that is none).
    """
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def descriptor_of(path: str) -> int | None:
    """The open file of this process that a path names, as ``/dev/stdout`` and ``/dev/fd/63`` do; else None.

    What is behind it may be a log that others write to: it is written to where it stands, and never opened anew.
    """
    for _ in range(_MOST_LINKS):
        folder, name = os.path.split(path)
        folder = os.path.realpath(folder)
        if name.isdecimal() and re.fullmatch(_DESCRIPTORS, folder):
            return int(name) if folder in ("/dev/fd", f"/proc/{os.getpid()}/fd") or "/task/" in folder else None
        path = os.path.join(folder, name)
        if not os.path.islink(path):
            return None
        path = os.path.join(folder, os.readlink(path))
    return None


def _replace(target: str, parts: Iterable[bytes], standing: os.stat_result | None) -> None:
    folder = os.path.dirname(target)
    beside = os.path.join(folder, f".note-sched-{os.urandom(8).hex()}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        # Nobody but its owner may open it before it belongs to whom it will belong.
        handle = os.open(beside, flags, 0o666 if standing is None else standing.st_mode & 0o700)
        with open(handle, "wb") as part:
            if standing is not None and sys.platform != "win32":
                _make_alike(handle, standing)
            part.writelines(parts)
            part.flush()
            os.fsync(handle)
        os.replace(beside, target)
    finally:
        if os.path.lexists(beside):
            os.unlink(beside)


if sys.platform != "win32":

    def _make_alike(handle: int, standing: os.stat_result) -> None:
        """Owner, group and permissions of what stands there; who could not read that will not read this."""
        made = os.fstat(handle)
        mode = standing.st_mode & 0o777
        if made.st_uid != standing.st_uid:
            _give(handle, standing.st_uid, -1)
        if made.st_gid != standing.st_gid and not _give(handle, -1, standing.st_gid):
            mode &= 0o707 | (mode & 0o007) << 3  # another group gets no more than everybody
        os.fchmod(handle, mode)

    def _give(handle: int, user: int, group: int) -> bool:
        try:
            os.fchown(handle, user, group)
        except PermissionError:
            return False
        return True


def sync(folder: str) -> None:
    """Write the names in a folder to its disk.

    Raises:
        OSError: it is not known whether they will.
    """
    if sys.platform == "win32":  # knows no such thing
        return
    try:
        handle = os.open(folder or ".", os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def clear_leftovers(folder: str) -> None:
    """Remove what runs that were killed left in a folder; for those who hold its lock, so that no such run is alive.

    What cannot be removed stays: it is in nobody's way.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as entries:
        left = [each.path for each in entries if _LEFT_BEHIND.fullmatch(each.name)]
    for path in left:
        if not os.path.isdir(path):
            with suppress(OSError):
                os.unlink(path)
