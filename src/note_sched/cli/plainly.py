"""A command line as most are: options by their whole names, each with a value that it can have.

typer costs a start as much as all else together, and of it such a line needs nothing. What is anything else (a slip, a
value that is none, ``--help``, ``--``, a value that begins with a hyphen) is left to typer, which knows and says it.
What is read here is what typer would have read.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from note_sched.cli.taking import Argument, CommandParameter, Option


def read(words: Sequence[str], takes: Mapping[str, CommandParameter]) -> dict[str, Any] | None:
    """The values of a command's parameters by their names.

    Args:
        words: what stands behind the command.
        takes: its parameters.

    Returns:
        None where the line is not one of these.
    """
    try:
        return _read(words, takes)
    except _OtherwiseError:
        return None


class _OtherwiseError(Exception):
    """The line is not as most are."""


def _read(words: Sequence[str], takes: Mapping[str, CommandParameter]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    in_place: list[str] = []
    ahead = iter(words)
    for word in ahead:
        if _is_value(word):
            in_place.append(word)
        else:
            _take(word, ahead, takes, given)
    for key, each in takes.items():
        if isinstance(each.by, Argument) and in_place:
            taken = len(in_place) if each.many else 1
            values = [_value(each, word) for word in in_place[:taken]]
            given[key] = values if each.many else values[0]
            del in_place[:taken]
    read = {key: given.get(key, each.default) for key, each in takes.items()}
    if in_place or ... in read.values():
        raise _OtherwiseError
    return read


def _is_value(word: str) -> bool:
    return word == "-" or word[:1] not in {"-", ""}


def _take(word: str, ahead: Iterator[str], takes: Mapping[str, CommandParameter], given: dict[str, Any]) -> None:
    """Take an option, with its value or with the next word for it."""
    name, assigned, value = word.partition("=")
    key = next((key for key, each in takes.items() if isinstance(each.by, Option) and name in each.by.names), None)
    if key is None:
        raise _OtherwiseError
    each = takes[key]
    if each.kind is bool:
        if assigned:
            raise _OtherwiseError
        given[key] = True
        return
    made = _value(each, value if assigned else next(ahead, ""))
    if each.many:
        given.setdefault(key, []).append(made)
    elif key in given:
        raise _OtherwiseError
    else:
        given[key] = made


def _value(of: CommandParameter, word: str) -> Any:  # noqa: ANN401 (of the kind that is declared)
    if not _is_value(word):
        raise _OtherwiseError
    if of.kind is str:
        return word
    if issubclass(of.kind, Enum):
        found = of.kind._value2member_map_.get(word)
        if found is not None:
            return found
    elif word.isascii() and word.isdecimal() and len(word) <= _DIGITS and int(word) >= (of.by.least or 0):
        return int(word)
    raise _OtherwiseError


_DIGITS = 9
"""Of a number that is read here."""
