"""How work grows with a document: calls are counted, not seconds, so that no machine is too slow for a test."""

import sys


def calls(function, *arguments):
    """How many functions are called, ours and Python's own, while ``function`` runs."""
    counted = 0

    def count(_frame, what, _about):
        nonlocal counted
        counted += what in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        function(*arguments)
    finally:
        sys.setprofile(before)
    return counted
