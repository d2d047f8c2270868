"""Text in pieces, as a browser is to keep them: days and clauses whole, words from right to left to themselves."""

from collections.abc import Iterator, Sequence

from note_sched.rendering.direction import RUNS

WHOLE, APART = "w", "b"

_LONGEST_FIGURE = 24


def pieces(written: str) -> Sequence[tuple[str, str]]:
    """Each piece with what it is: ``WHOLE``, ``APART``, or nothing of the kind.

    A browser would break ``2008-09-26`` and ``1(d)(ii)`` in two.

    >>> pieces("from 2008-09-26 on")
    [('', 'from '), ('w', '2008-09-26'), ('', ' on')]
    """
    if written.isascii() and "-" not in written and "(" not in written:
        return [("", written)]
    found: list[tuple[str, str]] = []
    for kind, text in _pieces(written):
        if found and not kind and not found[-1][0]:
            found[-1] = "", found[-1][1] + text
        elif text:
            found.append((kind, text))
    return found


def _pieces(written: str) -> Iterator[tuple[str, str]]:
    for at, part in enumerate(RUNS.split(written)):
        if at % 2:
            yield APART, part
            continue
        for number, word in enumerate(part.split(" ")):
            if number:
                yield "", " "
            yield WHOLE if _is_one(word) else "", word


def _is_one(word: str) -> bool:
    return len(word) <= _LONGEST_FIGURE and ("-" in word or "(" in word) and any(map(str.isdigit, word))
