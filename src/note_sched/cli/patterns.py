"""Regular expressions that are compiled when they are first used, and not when the module they stand in is imported.

A start compiles forty, of which a run uses eight. PyYAML's own reader in Python, which is not the one that reads here,
has those that cost most: a ninth of the instructions of a run of ``simulate``. This is for a process of our own, in
which nobody else imports at the same time; a caller from Python gets his libraries as they are. So too what is said of
``typing_extensions``.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_compile = re.compile


class _Late:
    """A pattern that is not compiled yet; it has of one what is asked for, and passes for one."""

    def __init__(self, *wanted: Any, **named: Any) -> None:  # noqa: ANN401 (what ``re.compile`` takes)
        self._wanted = wanted, named

    @property  # type: ignore[misc]  # it passes for another, for good
    def __class__(self) -> type:
        """What ``isinstance`` takes it for: ``re.sub(pattern, ...)`` asks for that."""
        return re.Pattern

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever a pattern has)
        wanted, named = self._wanted
        found = getattr(_compile(*wanted, **named), name)  # ``re`` keeps what it has compiled
        setattr(self, name, found)  # the next time it costs what it costs of a pattern
        return found


@contextmanager
def compiled_late() -> Iterator[None]:
    """What is imported inside has its patterns compiled when they are first used."""
    re.compile = _Late  # type: ignore[assignment]  # the one name by which modules call it
    try:
        yield
    finally:
        re.compile = _compile


@contextmanager
def without_backports() -> Iterator[None]:
    """What is imported inside finds no ``typing_extensions``.

    msgspec takes from it, where it is there, three names that Python has itself; it imports ``inspect`` with ``ast``,
    a tenth of the instructions of a run.
    """
    known = sys.modules.get(_BACKPORTS, _BACKPORTS)
    sys.modules[_BACKPORTS] = None  # type: ignore[assignment]  # what the import system takes for one that is missing
    try:
        yield
    finally:
        del sys.modules[_BACKPORTS]
        if not isinstance(known, str):
            sys.modules[_BACKPORTS] = known


_BACKPORTS = "typing_extensions"
