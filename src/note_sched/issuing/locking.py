"""One run at a time: a lock that the system takes back when its holder dies, however it dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

_PATIENCE = 100
_PAUSE = 0.1  # seconds


class Busy(Exception):
    """Another process holds the lock, and went on holding it."""


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Hold the lock of a file, which is made if there is none and stays; only its lock means anything.

    Raises:
        Busy: another process has held it for ten seconds.
        OSError: the file cannot be made, or its file system knows no locks.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        for _ in range(_PATIENCE):
            if _taken(handle):
                yield
                return
            Event().wait(_PAUSE)
        raise Busy
    finally:
        os.close(handle)  # and with it the lock


@contextmanager
def holding(path: str) -> Iterator[None]:
    """Hold the lock of a file that is about to be replaced: of the one that stands at its name when the lock is had.

    Raises:
        Busy: as ``locked``.
        OSError: it cannot be opened for writing, or its file system knows no locks.
    """
    for _ in range(_PATIENCE):
        handle = os.open(path, os.O_RDWR)
        try:
            if not _taken(handle):
                Event().wait(_PAUSE)
            elif os.path.samestat(os.fstat(handle), os.stat(path)):
                yield
                return
        finally:
            os.close(handle)
    raise Busy


def _taken(handle: int) -> bool:
    """Try to take the lock."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
